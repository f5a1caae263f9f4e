//! What a page of the desk costs where there are many cases.

use std::rc::Rc;

use hearback_domain::wire::Ask;
use hearback_domain::{DAY_MS, HOUR_MS, MINUTE_MS};
use hearback_worker::web::Request;

use crate::world::World;

/// What one request of the desk cost.
#[derive(Clone, Debug)]
pub struct DeskFigures {
    /// The path that was asked for, with its query.
    pub path: String,
    /// The status that came.
    pub status: u16,
    /// Requests to the book.
    pub asks: u64,
    /// Statements the book ran.
    pub statements: u64,
    /// Bytes of the page.
    pub bytes: usize,
    /// Cases on it.
    pub rows: usize,
    /// How long it took, the page included, in milliseconds on this machine.
    pub took_ms: f64,
}

/// Cases in all, and of those the open ones.
const CASES: u32 = 20_000;
const OPEN: u32 = 1_000;

/// Facts told in one go.
const CASES_AT_ONCE: u32 = 250;

const COOKIE: &str = "somebody-at-the-desk";

/// A message as long as people write them.
const MESSAGE: &str = "You serviced our Vaillant ecoTEC on Thursday. Since last night it locks out \
    with F28 and the water goes cold after five minutes, and my mother is eighty-four.";

/// Asks for pages of a desk with twenty thousand cases, of which a thousand are open.
pub fn desk_of_twenty_thousand(paths: &[&str]) -> Vec<DeskFigures> {
    let world = World::calm(1);
    world.people_read.set(false);
    for first in (0..CASES).step_by(CASES_AT_ONCE as usize) {
        let facts: Vec<String> =
            (first..first + CASES_AT_ONCE).flat_map(|number| facts(&world, number)).collect();
        let told = Rc::clone(&world);
        world.spawn(async move { drop(told.ask(&Ask::Tell { facts }).await) });
        world.run_for(20 * MINUTE_MS);
    }
    world.run_for(HOUR_MS);
    let ana = world.site.owner().id.clone();
    world.sign_in(&ana, &world.config.secret.cookie_name(world.site_id(), COOKIE));
    let figures = paths.iter().map(|path| measure(&world, path)).collect();
    world.end();
    figures
}

/// One in twenty is open; nobody left a mail address, so that nothing is mailed to customers.
fn facts(world: &World, number: u32) -> Vec<String> {
    let now = world.began.ms();
    let is_open = number.is_multiple_of(CASES / OPEN);
    let at = now - i64::from(number % 300) * HOUR_MS;
    let case = format!("20261109-{number:032x}");
    let fact = |name: &str, at: i64, rest: &str| {
        format!(r#"{{"case":"{case}","fact":"{name}","at":{at},{rest}}}"#)
    };
    let kind = ["question", "complaint", "callback"][(number % 3) as usize];
    let language = ["en-GB", "de-AT", "pl"][(number % 7 % 3) as usize];
    let due = at + HOUR_MS;
    let reference = format!("HB-{:04}-{:04}", 2222 + number % 7777 / 1111 * 1111, 2222);
    let opened = format!(
        r#""submission":"019d3f6e-1c2d-7abc-8def-{number:012x}","reference":"{reference}",
        "kind":"{kind}","message":"{MESSAGE} {number}","name":"Joan Whitcombe-Zieliński {number}",
        "phone":"+44 7700 9{number:05}","language":"{language}","read_by":{due}"#
    );
    let answer_by = now + 30 * DAY_MS + i64::from(number % 900) * HOUR_MS;
    let read = format!(r#""by":"ana","answer_by":{answer_by}"#);
    let mut facts = vec![fact("opened", at, &opened), fact("acknowledged", at + 1, &read)];
    if !is_open {
        facts.push(fact("answered", at + 2, r#""by":"ana""#));
        facts.push(fact("step.1", at + 3, r#""by":"ana","done":"resolved""#));
    }
    facts
}

fn measure(world: &Rc<World>, path: &str) -> DeskFigures {
    let (asks, statements) = (world.ledger.ops().asks, world.book.statements.get());
    let (bare, query) = path.split_once('?').unwrap_or((path, ""));
    let request = Request {
        path: bare.to_owned(),
        query: query.to_owned(),
        cookie: format!("__Host-desk-demo={COOKIE}"),
        ..Request::default()
    };
    #[expect(clippy::disallowed_methods, reason = "how long the request itself takes")]
    let began = std::time::Instant::now();
    let page = world.answered(request);
    let took_ms = began.elapsed().as_secs_f64() * 1_000.0;
    let html = page.as_ref().map(|page| page.body.as_str()).unwrap_or_default();
    DeskFigures {
        path: path.to_owned(),
        status: page.as_ref().map_or(0, |page| page.status),
        asks: world.ledger.ops().asks - asks,
        statements: world.book.statements.get() - statements,
        bytes: html.len(),
        rows: html.matches("<li class=\"case\"").count(),
        took_ms,
    }
}
