//! What people do to promises: move a time with a reason, promise something by a day, say that it
//! is kept. They ask the book directly, with the authority of a button to tend the case.

use std::rc::Rc;

use hearback_domain::promise::PromiseName;
use hearback_domain::site::Text;
use hearback_domain::step::{Done, Mark, Words, next_step};
use hearback_domain::wire::{Ask, Reply, fact_from_json, fact_to_json};
use hearback_domain::{
    ActToken, Case, CaseId, Commitment, DAY_MS, Deed, Fact, HOUR_MS, MINUTE_MS, Move, PersonId,
    Step, Timestamp, What, open_promises,
};

use crate::world::World;

/// The minutes of opening time a new time lies off at most.
const MINUTES_MAX: i64 = 24 * 60;

/// Commitments are made for some days ahead.
const COMMITTED_DAYS_MAX: i64 = 6;

/// Nobody promises one customer more.
const COMMITMENTS_MAX: u32 = 2;

/// Whoever reads mail at an address of the business tends the case that a button is about.
pub(crate) async fn tend_as(world: &Rc<World>, address: &str, button: &str) {
    let case = button.split('.').find_map(CaseId::parse);
    let Some(case) = case else { return };
    let mut people = world.site.team.people();
    let person = people.find(|person| person.email.as_str() == address);
    let by = person.unwrap_or_else(|| world.site.owner()).id.clone();
    let (site, expires) = (world.site_id().clone(), world.now().plus_ms(ActToken::LIFE_MS));
    let token = ActToken { site, case, deed: Deed::Tend { by }, expires };
    tend(world, &token.signed(&world.config.secret)).await;
}

/// Does one thing that seems fit; whether an answer came.
pub(crate) async fn tend(world: &Rc<World>, token: &str) -> bool {
    let Ok(read) = ActToken::verify(&world.config.secret, token, world.now()) else { return true };
    let Deed::Tend { by } = read.deed else { return true };
    let asked = world.ask(&Ask::Case { case: read.case.text() }).await;
    let Ok(Reply::Facts { facts }) = asked else { return false };
    let facts: Vec<Fact> = facts.iter().filter_map(|stored| fact_from_json(stored)).collect();
    let case = Case::fold(read.case, &facts);
    let Some(what) = deed(world, &case, &by) else { return true };
    let wanted = fact_to_json(&Fact { case: case.id, at: Timestamp::default(), what });
    world.trace(|| format!("{} tends: {wanted}", by.as_str()));
    world.ledger.tended.borrow_mut().insert(wanted.clone());
    let reply = world.ask(&Ask::Tend { token: token.to_owned(), fact: wanted.clone() }).await;
    if matches!(reply, Ok(Reply::Acted { first: true, .. }))
        && !world.ledger.taken.borrow_mut().insert(wanted.clone())
    {
        world.broken(format!("two were told that they alone did this: {wanted}"));
    }
    if matches!(reply, Ok(Reply::Refused)) {
        world.broken("a sound token to tend a case was refused".to_owned());
    }
    reply.is_ok()
}

fn deed(world: &World, case: &Case, by: &PersonId) -> Option<What> {
    case.opened.as_ref()?;
    if world.likes(0.4) {
        let step = Step { by: by.clone(), done: done(world, case)? };
        return Some(What::Stepped { number: next_step(case), step });
    }
    let open = open_promises(case);
    let chosen = usize::try_from(world.below(open.len() as i64)).unwrap_or_default();
    let chosen = open.get(chosen);
    let of_commitment = chosen.and_then(|course| match course.name {
        PromiseName::Commitment(number) => Some(number),
        PromiseName::First
        | PromiseName::Answer
        | PromiseName::Next(_)
        | PromiseName::Carried(_) => None,
    });
    if let Some(number) = of_commitment.filter(|_| world.likes(0.6)) {
        return Some(What::Kept { number, by: by.clone() });
    }
    let next = case.commitments.keys().max().map_or(1, |last| last + 1);
    if next <= COMMITMENTS_MAX && world.likes(0.5) {
        let due = world.open_moment(world.below(COMMITTED_DAYS_MAX * DAY_MS));
        let words = Text::parse("Somebody comes by and mends it.").ok()?;
        let commitment = Commitment { words, due, by: by.clone() };
        return Some(What::Committed { number: next, commitment });
    }
    let term = chosen?.term();
    let reason = Text::parse("It is more than we thought.").ok();
    let due = world.open_moment(world.below(2 * DAY_MS)).max(term.due.plus_ms(HOUR_MS));
    let due = if world.likes(0.1) { world.now().plus_ms(world.below(DAY_MS)) } else { due };
    let to = Move { due, by: Some(by.clone()), reason };
    Some(What::Moved { promise: chosen?.name, term: term.number + 1, to })
}

/// Something that is done at a desk.
fn done(world: &World, case: &Case) -> Option<Done> {
    let words = || Words::parse("We looked at it.\n\nYours").ok();
    let is_answered = case.answered.is_some();
    Some(match world.below(10) {
        0 | 1 => Done::Replied { words: words()?, asks: world.likes(0.3) },
        2 => Done::Noted(words()?),
        3 if is_answered => {
            let people: Vec<_> = world.site.team.people().collect();
            let chosen = usize::try_from(world.below(people.len() as i64)).unwrap_or_default();
            Done::HandedOver { to: people.get(chosen)?.id.clone(), note: words() }
        }
        4 if is_answered => Done::Resolved,
        5 if is_answered => Done::Reopened,
        6 => Done::Snoozed(world.now().plus_ms(1 + world.below(2 * DAY_MS))),
        7 => Done::Declined { words: words()?, elsewhere: Text::parse("Marsh & Sons").ok() },
        8 if world.likes(0.2) => Done::Marked(Mark::Spam),
        9 if is_answered => Done::Spoke,
        _ => return None,
    })
}

impl World {
    /// A full quarter of an hour while the business is open, some time from now.
    fn open_moment(&self, after_ms: i64) -> Timestamp {
        let minutes = u32::try_from(MINUTE_MS + self.below(MINUTES_MAX)).unwrap_or(60) % 1440;
        let at = self.now().plus_ms(after_ms);
        let at = self.site.hours.add_open_time(at, minutes).unwrap_or(at);
        self.site.zone().round_up(at.max(self.now().plus_ms(MINUTE_MS)), 15)
    }
}
