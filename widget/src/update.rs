//! What happens next: pure, so that every outage can be played through in a test.

use hearback_domain::submission::{Field, Kind, SubmissionId};

use crate::answer::{Answer, Problem, Reply};
use crate::draft::Draft;
use crate::state::{Attempt, Cmd, Delivery, Msg, Place, Seed, Sent, State, Why};

/// After the first failed try; doubled after each further one.
const FIRST_WAIT_MS: u32 = 2_000;
/// Growing further would only look broken.
const LONGEST_WAIT_MS: u32 = 300_000;
/// A service that failed so often is not going to recover while somebody watches.
const FAILURES_MAX: u32 = 5;
/// Words that waited longer are shown again, but not sent without being asked.
const PENDING_MS_MAX: u64 = 3 * 24 * 3_600_000;

/// The next state and what is to be done.
#[inline(never)]
pub(crate) fn update(mut state: State, msg: Msg) -> (State, Vec<Cmd>) {
    let cmds = match msg {
        Msg::CardCame(card) => {
            state.card = Some(card);
            Vec::new()
        }
        Msg::Restored(left) => {
            state.draft = left.draft;
            // A time to be rung is chosen from those offered now.
            state.draft.set(Field::Slot, String::new());
            state.keeps = left.keeps;
            let cmds = resume(&mut state, left.pending, left.now_ms);
            Draft::FIELDS.iter().map(|field| Cmd::Fill(*field)).chain(cmds).collect()
        }
        Msg::Prefilled(known) => prefill(&mut state, &known),
        Msg::Typed(field, value) => {
            state.left_email &= field != Field::Email;
            state.draft.set(field, value);
            changed(&mut state)
        }
        Msg::Trapped(value) => {
            state.draft.set_trap(value);
            Vec::new()
        }
        Msg::LeftEmail => {
            state.left_email = true;
            Vec::new()
        }
        Msg::TookCorrection => take_correction(&mut state),
        Msg::WantsCall => {
            state.draft.set(Field::Kind, Kind::Callback.name().to_owned());
            let mut cmds = changed(&mut state);
            cmds.extend([Cmd::Fill(Field::Kind), Cmd::GoTo(Place::Field(Field::Phone))]);
            cmds
        }
        Msg::Pressed { seed, remembered } => press(&mut state, seed, remembered),
        Msg::Answered { reply, seed, clock } => answered(&mut state, *reply, seed, clock),
        Msg::Due => try_again(&mut state),
    };
    (state, cmds)
}

/// Words of an earlier visit go out at once, unless they were changed or have grown old.
#[inline(never)]
fn resume(state: &mut State, pending: Option<(SubmissionId, Draft)>, now_ms: u64) -> Vec<Cmd> {
    let Some((id, content)) = pending else {
        return Vec::new();
    };
    let age_ms = id.made_at_ms().map_or(u64::MAX, |made_ms| now_ms.saturating_sub(made_ms));
    let same = content.get(Field::Message) == state.draft.get(Field::Message);
    if !same || age_ms > PENDING_MS_MAX {
        return vec![Cmd::ForgetPending];
    }
    state.draft = content.clone();
    send(state, Box::new(Attempt { id, content, tries: 0, failures: 0, watched: false }))
}

#[inline(never)]
fn prefill(state: &mut State, known: &Draft) -> Vec<Cmd> {
    let mut cmds = Vec::new();
    for &field in Draft::FIELDS {
        if state.draft.get(field).is_empty() && !known.get(field).is_empty() {
            state.draft.set(field, known.get(field).to_owned());
            cmds.push(Cmd::Fill(field));
        }
    }
    cmds
}

fn take_correction(state: &mut State) -> Vec<Cmd> {
    let Some(meant) = state.correction() else {
        return Vec::new();
    };
    state.draft.set(Field::Email, meant);
    let mut cmds = changed(state);
    cmds.extend([Cmd::Fill(Field::Email), Cmd::GoTo(Place::Field(Field::Email))]);
    cmds
}

/// Keeps the words, drops mistakes that are mended, and never sends what is being changed.
fn changed(state: &mut State) -> Vec<Cmd> {
    if !state.problems.is_empty() {
        let errors = state.draft.errors();
        state.problems.retain(|problem| errors.iter().any(|e| Some(e.field) == problem.field));
    }
    let mut cmds = vec![Cmd::Keep];
    let tried = match &state.delivery {
        Delivery::NotSentYet { attempt, .. } | Delivery::CouldNotBeSent { attempt, .. } => attempt,
        _ => return cmds,
    };
    if tried.content != state.draft.asked() {
        state.delivery = Delivery::Changed;
        cmds.extend([Cmd::Wake(0), Cmd::ForgetPending]);
    }
    cmds
}

#[inline(never)]
fn press(state: &mut State, seed: Seed, remembered: bool) -> Vec<Cmd> {
    if matches!(state.delivery, Delivery::Sending(_) | Delivery::Sent(_)) {
        return Vec::new();
    }
    let content = state.draft.asked();
    state.problems = problems(&content);
    if !state.problems.is_empty() {
        return if remembered { Vec::new() } else { vec![Cmd::GoTo(Place::Notice)] };
    }
    let mut attempt = match std::mem::take(&mut state.delivery) {
        Delivery::NotSentYet { mut attempt, .. } | Delivery::CouldNotBeSent { mut attempt, .. } => {
            attempt.failures = 0;
            attempt
        }
        _ => new_attempt(content, seed),
    };
    attempt.watched = !remembered;
    send(state, attempt)
}

fn problems(content: &Draft) -> Vec<Problem> {
    let problem = |error: hearback_domain::submission::FieldError| Problem {
        field: Some(error.field),
        sentence: error.sentence.to_owned(),
    };
    content.errors().into_iter().map(problem).collect()
}

fn new_attempt(content: Draft, seed: Seed) -> Box<Attempt> {
    let id = SubmissionId::at(seed.now_ms, seed.random);
    Box::new(Attempt { id, content, tries: 0, failures: 0, watched: false })
}

fn send(state: &mut State, mut attempt: Box<Attempt>) -> Vec<Cmd> {
    attempt.tries = attempt.tries.saturating_add(1);
    state.delivery = Delivery::Sending(attempt);
    vec![Cmd::Wake(0), Cmd::Post]
}

fn try_again(state: &mut State) -> Vec<Cmd> {
    match std::mem::take(&mut state.delivery) {
        Delivery::NotSentYet { attempt, .. } => send(state, attempt),
        other => {
            state.delivery = other;
            Vec::new()
        }
    }
}

#[inline(never)]
fn answered(state: &mut State, reply: Reply, seed: Seed, clock: String) -> Vec<Cmd> {
    let mut attempt = match std::mem::take(&mut state.delivery) {
        Delivery::Sending(attempt) => attempt,
        other => {
            state.delivery = other;
            return Vec::new();
        }
    };
    match Answer::of(reply) {
        Answer::Stored(receipt) => {
            let sent = Sent { receipt, at: clock, content: attempt.content };
            state.delivery = Delivery::Sent(Box::new(sent));
            vec![Cmd::ForgetAll, Cmd::GoTo(Place::Receipt), Cmd::Tell]
        }
        Answer::Mend(problems) => {
            state.problems = problems;
            vec![Cmd::ForgetPending, Cmd::GoTo(Place::Notice)]
        }
        // Once only: a second clash of fresh random ids means something else is wrong.
        Answer::TakenId if attempt.failures == 0 => {
            let mut fresh = new_attempt(attempt.content, seed);
            fresh.failures = 1;
            fresh.watched = attempt.watched;
            send(state, fresh)
        }
        Answer::Trouble if attempt.failures + 1 < FAILURES_MAX => {
            attempt.failures += 1;
            wait(state, attempt, Why::Trouble, clock, 0)
        }
        Answer::NotHeard => wait(state, attempt, Why::NotHeard, clock, 0),
        Answer::Later(least_ms) => wait(state, attempt, Why::Busy, clock, least_ms),
        Answer::TakenId | Answer::Trouble => refuse(state, attempt, String::new()),
        Answer::Refused(sentence) => refuse(state, attempt, sentence),
    }
}

/// The notice may stand out of sight: who has just pressed Send is led there, once.
fn wait(
    state: &mut State,
    mut attempt: Box<Attempt>,
    why: Why,
    last_try: String,
    least: u32,
) -> Vec<Cmd> {
    let mut cmds = vec![Cmd::Wake(wait_ms(attempt.tries).max(least))];
    if std::mem::take(&mut attempt.watched) {
        cmds.push(Cmd::GoTo(Place::Notice));
    }
    state.delivery = Delivery::NotSentYet { attempt, why, last_try };
    cmds
}

/// Said once and meant: no try follows unless the customer asks for one.
fn refuse(state: &mut State, attempt: Box<Attempt>, sentence: String) -> Vec<Cmd> {
    state.delivery = Delivery::CouldNotBeSent { attempt, sentence };
    vec![Cmd::ForgetPending, Cmd::GoTo(Place::Notice), Cmd::Tell]
}

fn wait_ms(tries: u32) -> u32 {
    let doublings = tries.saturating_sub(1).min(16);
    FIRST_WAIT_MS.saturating_mul(1 << doublings).min(LONGEST_WAIT_MS)
}

#[cfg(test)]
mod tests;
