//! One seed from its first customer to the last check.

use std::rc::Rc;

use hearback_domain::{ActToken, DAY_MS, HOUR_MS, MINUTE_MS};
use hearback_worker::fault::{self, Fault};
use hearback_worker::web::{Method, Request};

use crate::customers::customer;
use crate::ledger::Ops;
use crate::sim_book::ALARMS_SETTLE_MS;
use crate::world::World;

/// How one seed ended.
pub type Verdict = Result<Figures, String>;

/// What one seed's world did.
#[derive(Clone, Copy, Debug, Default)]
pub struct Figures {
    /// Messages that were accepted, repeats included.
    pub receipted: usize,
    /// Cases there were.
    pub cases: usize,
    /// Mails delivered.
    pub mails: usize,
    /// Operations in all.
    pub ops: Ops,
}

impl Figures {
    /// Both together.
    pub fn add(&mut self, other: &Self) {
        self.receipted += other.receipted;
        self.cases += other.cases;
        self.mails += other.mails;
        self.ops.add_all(&other.ops);
    }
}

/// Customers of one world, at most; few are enough to meet each other.
const CUSTOMERS_MAX: u32 = 8;

/// Hours until all that was lost on its way is found: each day a message may be filed under is
/// looked at within a few, and no retry waits longer than one.
const SETTLES_HOURS: i64 = 9;

/// Promises go on for days: they are reminded of, moved, and reminded of again, and people move
/// them in turn. After so many days nothing may be left to do.
const QUIET_DAYS_MAX: i64 = 60;

/// Nobody answers a mail later than this.
const QUIET_DAYS: i64 = 4;

/// What stands in the record is never older than a day while the book is asked.
const RECORD_SETTLES_HOURS: i64 = 25;

/// Runs one seed.
///
/// # Errors
/// The first thing that is not as promised.
pub fn run_seed(seed: u64) -> Verdict {
    run_seed_with(seed, None)
}

/// Runs one seed with a deliberate fault in the service.
///
/// # Errors
/// The first thing that is not as promised.
pub fn run_seed_with(seed: u64, fault: Option<Fault>) -> Verdict {
    fault::switch(fault);
    let world = World::of_seed(seed, false);
    let verdict = run(&world);
    world.end();
    fault::switch(None);
    verdict
}

/// Runs one seed again and returns how it ended, with the last lines of what happened.
pub fn replay(seed: u64, lines: usize) -> (Verdict, Vec<String>) {
    let world = World::of_seed(seed, true);
    let verdict = run(&world);
    world.end();
    (verdict, world.traced(lines))
}

fn run(world: &Rc<World>) -> Verdict {
    world.trace(|| format!("{:?}", world.climate));
    let customers = u32::try_from(1 + world.below(i64::from(CUSTOMERS_MAX))).unwrap_or(1);
    for number in 0..customers {
        world.spawn(customer(Rc::clone(world), number));
    }
    world.spawn(operators(Rc::clone(world)));
    // Encryption takes its time; a few worlds are enough to meet every schedule.
    if world.site.webhook.is_some() && world.likes(0.2) {
        world.spawn(Rc::clone(world).listen());
    }
    let hours = world.outages.weather_ms / HOUR_MS;
    pass_hours(world, hours);
    world.run_for(world.outages.weather_ms - hours * HOUR_MS);
    world.clear_up();
    pass_hours(world, SETTLES_HOURS);
    // From here on alarms alone must do what is left.
    world.run_for(ALARMS_SETTLE_MS + HOUR_MS);
    pass_days_until_quiet(world);
    pass_hours(world, RECORD_SETTLES_HOURS);
    world.check();
    world.check_record();
    let visitors = Rc::clone(world);
    world.spawn(async move {
        visitors.check_pages().await;
        visitors.check_shown_together().await;
    });
    world.run_for(30 * MINUTE_MS);
    world.check_proved();
    rebuild_twice(world);
    let late = Rc::clone(world);
    world.run_for(ActToken::LIFE_MS);
    world.spawn(async move { late.check_old_links().await });
    world.run_for(MINUTE_MS);
    match world.first_broken() {
        Some(broken) => Err(broken),
        None => Ok(figures(world)),
    }
}

/// Lets days pass until some have passed in which nothing was left to do.
pub(crate) fn pass_days_until_quiet(world: &World) {
    let mut quiet = 0;
    for _ in 0..QUIET_DAYS_MAX {
        world.run_for(DAY_MS);
        quiet = if world.is_quiet() { quiet + 1 } else { 0 };
        if quiet == QUIET_DAYS {
            return;
        }
    }
}

/// Lets hours pass, each with its hand-over.
pub(crate) fn pass_hours(world: &Rc<World>, hours: i64) {
    for _ in 0..hours {
        let edge = Rc::clone(world);
        world.spawn(async move { edge.hand_over().await });
        world.run_for(HOUR_MS);
    }
}

/// Operators who rebuild the book in the middle of everything.
async fn operators(world: Rc<World>) {
    while world.happens(world.climate.rebuilt) {
        world.executor.sleep(world.below(world.weather_left_ms())).await;
        world.rebuild().await;
    }
}

impl World {
    pub(crate) async fn rebuild(self: &Rc<Self>) {
        let request = Request {
            method: Method::Post,
            path: "/v1/sites/demo/book/rebuild".to_owned(),
            authorization: "Bearer 0123456789abcdef0123456789abcdef".to_owned(),
            ..Request::default()
        };
        self.trace(|| "operators rebuild the book".to_owned());
        self.request(0, request).await;
    }
}

/// A book rebuilt, and one begun on empty storage, come to the same and send nothing.
fn rebuild_twice(world: &Rc<World>) {
    let (facts, mails) = (world.facts_in_book(), world.mails_but_reports());
    let told = world.web.taken();
    for wiped in [false, true] {
        let rebuilding = Rc::clone(world);
        if wiped {
            world.wipe_book();
            world.spawn(async move { rebuilding.hand_over().await });
        } else {
            world.spawn(async move { rebuilding.rebuild().await });
        }
        // The record is counted at most twice an hour.
        world.run_for(40 * MINUTE_MS);
        world.check_book();
        world.check_record();
        if world.facts_in_book() != facts {
            world.broken("the rebuilt book has other facts".to_owned());
        }
        if world.mails_but_reports() != mails {
            world.broken("rebuilding the book sent mail".to_owned());
        }
        if world.web.taken() != told {
            world.broken("rebuilding the book told somebody".to_owned());
        }
    }
}

pub(crate) fn figures(world: &World) -> Figures {
    let cases = world.book.rows("SELECT case_id FROM cases").len();
    Figures {
        receipted: world.ledger.receipted.borrow().len(),
        cases,
        mails: world.mail.delivered.borrow().len(),
        ops: world.ledger.ops(),
    }
}
