//! Who hears nothing from the business, although something is open.
//!
//! What counts is what reached the customer: a person's word, or the machine's honest new time
//! once it was mailed. Receipts do not count, and no word whose mail was given up. Not here: what
//! is open (see [`crate::Place`]).

use chrono::Days;

use crate::opening_hours::{OpenState, OpeningHours};
use crate::{At, Case, DAY_MS, ObligationId, Outcome, Timestamp};

/// Whoever heard nothing on so many whole open days has waited in silence.
pub const SILENT_OPEN_DAYS: u32 = 3;

/// As far back as open days are looked for; who is closed longer has been silent for long.
const LOOKED_BACK_DAYS: u64 = 60;

impl Case {
    /// When the business last said something to the customer.
    pub fn heard(&self) -> Option<Timestamp> {
        let arrived = |id: &ObligationId| !matches!(self.outcome(id), Some(Outcome::GivenUp(_)));
        let said = |at: Timestamp, id: &ObligationId| arrived(id).then_some(at);
        let acknowledged = self
            .acknowledged
            .as_ref()
            .and_then(|given| said(given.at, &ObligationId::SendAcknowledgement));
        let steps = self.steps.iter().filter(|(_, step)| step.what.answers());
        let steps =
            steps.filter_map(|(number, step)| said(step.at, &ObligationId::SendReply(*number)));
        // Whoever pressed "I have answered" did it by other ways; a reply is read from its step.
        let pressed = self
            .answered
            .as_ref()
            .map(|answered| answered.at)
            .filter(|answered| !self.steps.values().any(|step| step.at == *answered));
        let committed = self
            .commitments
            .iter()
            .filter_map(|(number, At { at, .. })| said(*at, &ObligationId::TellCommitted(*number)));
        let moved = self.moves.iter().filter_map(|((promise, term), At { at, what })| {
            let id = ObligationId::TellMoved { promise: *promise, term: *term };
            let is_said = match what.by {
                Some(_) => arrived(&id),
                None => self.outcome(&id) == Some(&Outcome::Sent),
            };
            is_said.then_some(*at)
        });
        let all = acknowledged.into_iter().chain(steps).chain(pressed);
        all.chain(committed).chain(moved).max()
    }

    /// Since when the customer hears nothing: since the last word to them, or since what they
    /// themselves wrote after it. None where nobody can be told anything.
    pub fn silent_since(&self) -> Option<Timestamp> {
        let opened = self.opened.as_ref()?;
        let fields = &opened.what.fields;
        if fields.email.is_none() && fields.phone.is_none() {
            return None;
        }
        let Some(heard) = self.heard() else { return Some(opened.at) };
        let wrote = self.wrote.values().map(|wrote| wrote.at);
        Some(wrote.filter(|at| *at > heard).min().unwrap_or(heard))
    }

    fn outcome(&self, id: &ObligationId) -> Option<&Outcome> {
        self.performed.get(id).map(|ended| &ended.what)
    }
}

/// Whoever has heard nothing since before this moment has waited for three whole open days.
///
/// Days without opening do not count, unless the hours say nothing at all.
pub fn silent_before(hours: &OpeningHours, now: Timestamp) -> Timestamp {
    if hours.state(now) == OpenState::Never {
        return now.plus_ms(-i64::from(SILENT_OPEN_DAYS) * DAY_MS);
    }
    let (zone, today) = (hours.zone(), hours.zone().date(now));
    let dates = (0..LOOKED_BACK_DAYS).filter_map(|back| today.checked_sub_days(Days::new(back)));
    let mut whole = dates.filter(|date| {
        let ends = hours.on(*date).iter().map(|span| zone.first_moment(*date, span.to_minute()));
        ends.max().is_some_and(|end| end <= now)
    });
    match whole.nth(SILENT_OPEN_DAYS as usize - 1) {
        Some(third) => zone.first_moment(third, 0),
        None => now.plus_ms(-i64::try_from(LOOKED_BACK_DAYS).unwrap_or_default() * DAY_MS),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::promise::PromiseName;
    use crate::site::wire;
    use crate::wire::fact_from_json;

    fn at(raw: &str) -> Timestamp {
        Timestamp::parse(raw).expect("a moment")
    }

    /// Seconds after 1970 at which each fact happened; the message came at the first.
    fn case(facts: &[(i64, &str)]) -> Case {
        let read = |(second, rest): &(i64, &str)| {
            let at = second * 1_000;
            let fact = format!(
                r#"{{"case":"20261123-000102030405060708090a0b0c0d0eff","at":{at},{rest}}}"#
            );
            fact_from_json(&fact).expect(rest)
        };
        let facts: Vec<_> = facts.iter().map(read).collect();
        Case::fold(facts[0].case, &facts)
    }

    const OPENED: &str = r#""fact":"opened","submission":"019d3f6e-1c2d-7abc-8def-0123456789ab","reference":"HB-7K3Q-X2MD","kind":"question","message":"Hello?","name":"Joan","email":"joan@post.example","read_by":9000"#;
    const REPLY: &str = r#""fact":"step.1","by":"ana","done":"replied","words":"Yes.""#;

    fn silent(facts: &[(i64, &str)]) -> Option<i64> {
        case(facts).silent_since().map(|at| at.ms() / 1_000)
    }

    #[test]
    fn a_receipt_breaks_no_silence_and_a_word_does() {
        let receipt = r#""fact":"receipt","outcome":"sent""#;
        assert_eq!(silent(&[(1, OPENED), (2, receipt)]), Some(1));
        assert_eq!(silent(&[(1, OPENED), (5, REPLY)]), Some(5));
        let answered = r#""fact":"answered","by":"ana""#;
        assert_eq!(silent(&[(1, OPENED), (4, answered)]), Some(4));
        let noted = r#""fact":"step.1","by":"ana","done":"noted","words":"Mind the dog.""#;
        assert_eq!(silent(&[(1, OPENED), (4, noted)]), Some(1));
    }

    #[test]
    fn words_that_never_arrived_break_no_silence() {
        let id = ObligationId::SendReply(1).text();
        let ended = |how| format!(r#""fact":"{id}","outcome":"{how}","why":"550""#);
        let facts = [(1, OPENED), (5, REPLY)];
        assert_eq!(silent(&[&facts[..], &[(6, &ended("sent"))]].concat()), Some(5));
        assert_eq!(silent(&[&facts[..], &[(6, &ended("given_up"))]].concat()), Some(1));
    }

    #[test]
    fn the_machine_breaks_the_silence_only_where_it_wrote() {
        let moved = r#""fact":"moved.first.1","due":20000"#;
        let id = ObligationId::TellMoved { promise: PromiseName::First, term: 1 }.text();
        let told = format!(r#""fact":"{id}","outcome":"sent""#);
        assert_eq!(silent(&[(1, OPENED), (7, moved)]), Some(1));
        assert_eq!(silent(&[(1, OPENED), (7, moved), (8, &told)]), Some(7));
    }

    #[test]
    fn who_writes_again_waits_from_then_on() {
        let wrote = r#""fact":"wrote.019d3f6e-1c2d-7abc-8def-0123456789ac","submission":"019d3f6e-1c2d-7abc-8def-0123456789ac","message":"And?""#;
        assert_eq!(silent(&[(1, OPENED), (5, REPLY), (90, wrote)]), Some(90));
        let anonymous = OPENED.replace(r#""email":"joan@post.example","#, "");
        let anonymous = anonymous.replace("question", "praise");
        assert_eq!(silent(&[(1, &anonymous)]), None);
    }

    #[test]
    fn three_open_days_are_whole_days_and_leave_out_the_closed_ones() {
        let demo = include_str!("../tests/fixtures/site-demo.json");
        let hours = wire::from_json(demo).expect("the demo").hours;
        for (now, since) in [
            // Monday morning: Thursday, Friday and Saturday are over, Sunday is closed.
            ("2026-11-23T09:00:00Z", "2026-11-19T00:00:00Z"),
            // Monday evening after closing.
            ("2026-11-23T18:00:00Z", "2026-11-20T00:00:00Z"),
        ] {
            assert_eq!(silent_before(&hours, at(now)), at(since), "{now}");
        }
    }
}
