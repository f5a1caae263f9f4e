//! What people do to promises: move a time with a reason, promise something by a day, say that it
//! is kept. They ask the book directly, with the authority of a button to tend the case, or go to
//! their desk; what only the desk has a form for is done there.

use std::rc::Rc;

use hearback_domain::promise::PromiseName;
use hearback_domain::site::Text;
use hearback_domain::step::{Done, Mark, Words, next_step};
use hearback_domain::wire::{Ask, Reply, fact_from_json, fact_to_json};
use hearback_domain::{
    ActToken, Case, CaseId, Commitment, DAY_MS, Deed, Fact, HOUR_MS, MINUTE_MS, Move, PersonId,
    Step, Timestamp, What, follows, open_promises,
};

use crate::at_desk::act_at_desk;
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
    if world.likes_at_desk(0.3) {
        return act_at_desk(world, read.case, &by, None).await;
    }
    let asked = world.ask(&Ask::Case { case: read.case.text() }).await;
    let Ok(Reply::Facts { facts }) = asked else { return false };
    let facts: Vec<Fact> = facts.iter().filter_map(|stored| fact_from_json(stored)).collect();
    let case = Case::fold(read.case, &facts);
    let Some(what) = deed(world, &case, &by) else { return true };
    if matches!(what, What::Stepped { .. }) {
        return act_at_desk(world, case.id, &by, Some((&case, what))).await;
    }
    let wanted = Wanted { seen: &case, by: &by, what };
    let fact = wanted.noted(world);
    let reply = world.ask(&Ask::Tend { token: token.to_owned(), fact }).await;
    if let Ok(Reply::Acted { first, facts }) = &reply {
        wanted.was_told(world, *first, facts);
    }
    if matches!(reply, Ok(Reply::Refused)) {
        world.broken("a sound token to tend a case was refused".to_owned());
    }
    reply.is_ok()
}

/// What somebody wants to do on a case, as they saw it.
pub(crate) struct Wanted<'a> {
    pub(crate) seen: &'a Case,
    pub(crate) by: &'a PersonId,
    pub(crate) what: What,
}

impl Wanted<'_> {
    fn fact(&self) -> Fact {
        Fact { case: self.seen.id, at: Timestamp::default(), what: self.what.clone() }
    }

    /// The fact in its stored form, which is noted as really asked for.
    pub(crate) fn noted(&self, world: &World) -> String {
        let wanted = fact_to_json(&self.fact());
        world.trace(|| format!("{} tends: {wanted}", self.by.as_str()));
        world.ledger.tended.borrow_mut().insert(wanted.clone());
        wanted
    }

    /// One alone is told that it was they, and sees it done. Who is told that it was not sees what
    /// happened instead; two cases are one only if both allow it.
    pub(crate) fn was_told(&self, world: &World, first: bool, stored: &[String]) {
        let (fact, ledger) = (self.fact(), &world.ledger);
        let (name, wanted) = (fact.id(), fact_to_json(&fact));
        let facts: Vec<Fact> = stored.iter().filter_map(|stored| fact_from_json(stored)).collect();
        if !first {
            let stands = follows(self.seen, self.by, &self.what, world.now());
            if stands && !is_merge(&self.what) && Case::fold(self.seen.id, &facts) == *self.seen {
                world.broken(format!("nothing happened, and this was not done: {wanted}"));
            }
            return;
        }
        ledger.taken.borrow_mut().insert(wanted.clone());
        if !ledger.first.borrow_mut().insert((self.seen.id, name)) {
            world.broken(format!("two were told that they alone did this: {wanted}"));
        }
        let untimed = |known: &Fact| Fact { at: Timestamp::default(), ..known.clone() };
        if !facts.iter().any(|known| untimed(known) == fact) {
            world.broken(format!("somebody was told that this is done and not shown it: {wanted}"));
        }
    }
}

fn is_merge(what: &What) -> bool {
    matches!(what, What::Stepped { step, .. } if matches!(step.done, Done::Merged { .. }))
}

pub(crate) fn deed(world: &World, case: &Case, by: &PersonId) -> Option<What> {
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
        8 if world.likes(0.2) => Done::Marked(mark(world)),
        8 => Done::Reached,
        9 if is_answered => Done::Spoke,
        _ => return None,
    })
}

/// Mostly what is no customer's; some say of a customer's that it is one.
fn mark(world: &World) -> Mark {
    match world.desk_rng.borrow_mut().u8(..4) {
        0 | 1 => Mark::Spam,
        2 => Mark::Fraud,
        _ => Mark::Genuine,
    }
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
