//! Histories with a given course, for figures that a drawn one would blur.

use std::rc::Rc;

use hearback_domain::{DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS};

use crate::climate::Climate;
use crate::customers::ask_once;
use crate::ledger::Ops;
use crate::world::World;

/// What one case costs where nothing goes wrong.
#[derive(Clone, Copy, Debug)]
pub struct Costs {
    /// From the customer's POST until ten minutes after the owner's notice and the receipt.
    pub ops: Ops,
    /// From the POST until the last of both mails, in milliseconds.
    pub told_within_ms: i64,
}

/// How many overdue cases drain.
#[derive(Clone, Copy, Debug)]
pub struct Drained {
    /// Wake-ups until everything that was overdue was done or tried.
    pub wakes: u64,
    /// Cases that were overdue then.
    pub overdue: usize,
    /// Cases that owed something after five days.
    pub owing_at_last: usize,
    /// Receipts that went out.
    pub receipts: usize,
}

/// One case on a site that has had others before, in fair weather.
pub fn undisturbed_case() -> Costs {
    let world = World::calm(1);
    world.people_read.set(false);
    world.spawn(ask_once(Rc::clone(&world), 0, "first@post.example".to_owned()));
    world.run_for(20 * MINUTE_MS);
    let (before, began) = (world.ledger.ops(), world.now());
    let mails = world.mail.delivered.borrow().len();
    world.spawn(ask_once(Rc::clone(&world), 1, "second@post.example".to_owned()));
    world.run_for(10 * MINUTE_MS);
    let last = world.mail.delivered.borrow()[mails..].iter().map(|mail| mail.at).max();
    let told_within_ms = last.map_or(i64::MAX, |last| last.ms() - began.ms());
    let costs = Costs { ops: world.ledger.ops().since(&before), told_within_ms };
    world.end();
    costs
}

/// Many cases whose telling was lost are found at once; the mail to one customer always fails.
pub fn drain(cases: u32) -> Drained {
    let climate = Climate { tell_lost: 1.0, ..Climate::calm() };
    let world = World::in_climate(1, climate);
    world.people_read.set(false);
    world.mail.refuses_first.set(true);
    for number in 0..cases {
        let email = format!("customer-{number}@post.example");
        world.spawn(ask_once(Rc::clone(&world), number, email));
        world.run_for(SECOND_MS);
    }
    world.clear_up();
    let edge = Rc::clone(&world);
    world.spawn(async move { edge.hand_over().await });
    let mut minutes = 0;
    let owing = || world.book.rows("SELECT case_id FROM cases WHERE next_at IS NOT NULL").len();
    let overdue = || {
        let sql = format!("SELECT case_id FROM cases WHERE next_at <= {}", world.now().ms());
        world.book.rows(&sql).len()
    };
    while minutes < 5 || (overdue() > 0 && minutes < 24 * 60) {
        world.run_for(MINUTE_MS);
        minutes += 1;
    }
    let (wakes, still) = (world.ledger.ops().wakes, overdue());
    world.run_for(5 * DAY_MS + HOUR_MS);
    let receipts = world.mail.delivered.borrow();
    let drained = Drained {
        wakes,
        overdue: still,
        owing_at_last: owing(),
        receipts: receipts.iter().filter(|mail| mail.to.ends_with("@post.example")).count(),
    };
    drop(receipts);
    world.end();
    drained
}

/// What a book that was made by an earlier version still does.
#[derive(Clone, Copy, Debug)]
pub struct Renewed {
    /// Mails to the customer who wrote before.
    pub to_first: usize,
    /// Mails to one who writes after.
    pub to_second: usize,
    /// Cases in the book at last.
    pub cases: usize,
}

/// A book whose tables are of the first form there was is opened by this version.
pub fn older_book() -> Renewed {
    let world = World::calm(1);
    world.people_read.set(false);
    let write = |number, email: &str| {
        world.spawn(ask_once(Rc::clone(&world), number, email.to_owned()));
        world.run_for(20 * MINUTE_MS);
    };
    write(0, "first@post.example");
    for sql in [
        "DELETE FROM meta WHERE name = 'form'",
        "DROP TABLE automatic",
        "CREATE TABLE automatic (case_id TEXT, sort TEXT, address TEXT, at INTEGER)",
        "DROP TABLE cases",
        "CREATE TABLE cases (case_id TEXT PRIMARY KEY, next_at INTEGER)",
    ] {
        world.book.rows(sql);
    }
    world.book.forget();
    write(1, "second@post.example");
    let mails = world.mail.delivered.borrow();
    let to = |email: &str| mails.iter().filter(|mail| mail.to == email).count();
    let renewed = Renewed {
        to_first: to("first@post.example"),
        to_second: to("second@post.example"),
        cases: world.book.rows("SELECT case_id FROM cases").len(),
    };
    drop(mails);
    world.check_book_holds_the_store();
    world.end();
    renewed
}
