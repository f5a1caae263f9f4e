//! What can be said on the page, and what is asked again.

use hearback_domain::record::{Record, Waits};
use hearback_domain::submission::Kind;
use hearback_domain::wire::fact_from_json;
use hearback_domain::{CaseId, Fact};

use super::*;

const SITE: &str = include_str!("../../../../domain/tests/fixtures/site-demo.json");

/// Monday 23 November 2026, 13:40; the complaint came at 13:10.
const NOW: &str = "2026-11-23T13:40:00Z";

fn at(raw: &str) -> Timestamp {
    Timestamp::parse(raw).expect("a moment")
}

/// The demo, whose answers to complaints took 4 hours in nine of ten of `cases`.
fn demo(cases: u32) -> SiteNow {
    let mut record = Record::default();
    record.kinds[Kind::Complaint as usize].answered = Waits { cases, median: 60, p90: 240 };
    let site = hearback_domain::site::wire::from_json(SITE).expect("the demo");
    SiteNow { site, record }
}

fn case() -> Case {
    let id = "20261123-000102030405060708090a0b0c0d0eff";
    let opened = format!(
        r#"{{"case":"{id}","fact":"opened","at":{},
            "submission":"019d3f6e-1c2d-7abc-8def-0123456789ab","reference":"HB-7K3Q-X2MD",
            "kind":"complaint","message":"F28","name":"Joan","email":"joan@whitcombe.example",
            "read_by":{}}}"#,
        at("2026-11-23T13:10:00Z").ms(),
        at("2026-11-23T13:40:00Z").ms(),
    );
    let facts: Vec<Fact> = fact_from_json(&opened).into_iter().collect();
    Case::fold(CaseId::parse(id).expect("an id"), &facts)
}

/// What a body comes to: the fact's due time, or the sentences at their fields.
fn said(site: &SiteNow, body: &str) -> String {
    said_at(NOW, site, body)
}

fn said_at(now: &str, site: &SiteNow, body: &str) -> String {
    let (case, by) = (case(), PersonId::parse("ana").expect("an id"));
    let asked = Asked { site, case: &case, by: &by, now: at(now) };
    let mut posted = Posted::read(body).expect("a form of the page");
    match posted.what(&asked) {
        Ok(What::Moved { promise, term, to }) => {
            format!("{promise} {term}: {}", to.due.rfc3339())
        }
        Ok(What::Committed { number, commitment }) => {
            format!("commitment {number}: {}", commitment.due.rfc3339())
        }
        Ok(what) => format!("{what:?}"),
        Err(mistakes) => {
            let lines = mistakes.iter().map(|one| format!("{}: {}", one.field, one.sentence));
            lines.collect::<Vec<_>>().join("\n")
        }
    }
}

#[test]
fn a_form_says_what_it_is_for() {
    for tending in [
        Tending::Move { promise: PromiseName::Answer, term: 2 },
        Tending::Move { promise: PromiseName::Commitment(3), term: 1 },
        Tending::Promise(2),
        Tending::Keep(20),
    ] {
        assert_eq!(Tending::parse(&tending.to_string()), Some(tending));
    }
    for wrong in ["", "move.answer", "move.answer.x", "keep.", "promise.-1", "erase.1"] {
        assert_eq!(Tending::parse(wrong), None, "{wrong}");
    }
    assert!(Posted::read("answer-to=1").is_none());
}

#[test]
fn a_time_that_was_offered_is_taken_while_it_is_to_come() {
    let site = demo(0);
    let to = |raw| format!("deed=move.answer.1&answer-words=Why&answer-to={}", at(raw).ms());
    let taken = said(&site, &to("2026-11-23T16:00:00Z"));
    assert_eq!(taken, "answer 1: 2026-11-23T16:00:00.000Z");
    let passed = said(&site, &to("2026-11-23T13:00:00Z"));
    assert_eq!(passed, "answer-to: This has passed. Please choose a later time.");
}

#[test]
fn mistakes_stand_at_their_fields() {
    let site = demo(0);
    for (body, expected) in [
        (
            "deed=move.answer.1",
            "answer-to: Please choose a time.\n\
             answer-words: Please write why it needs longer: the customer reads it.",
        ),
        (
            "deed=move.answer.1&answer-to=own&answer-day=2026-11-20&answer-time=15:00&answer-words=x",
            "answer-day: This has passed. Please choose a later time.",
        ),
        (
            "deed=move.commitment-1.1&commitment-1-day=2026-11-24&commitment-1-words=x",
            "commitment-1-time: Please choose a time, for example 15:00.",
        ),
        (
            "deed=promise.1&new-time=15:00&new-words=+",
            "new-day: Please choose a day, for example 2026-11-30.\n\
             new-words: Please write what you promise: the customer reads it.",
        ),
    ] {
        assert_eq!(said(&site, body), expected, "{body}");
    }
    let long =
        format!("deed=promise.1&new-day=2026-11-24&new-time=10:00&new-words={}", "x".repeat(501));
    assert_eq!(said(&site, &long), "new-words: Please shorten this to 500 characters.");
}

#[test]
fn a_time_while_nobody_is_there_is_asked_for_once_more() {
    let site = demo(0);
    let night = "deed=promise.1&new-words=x&new-day=2026-11-24&new-time=03:00";
    let doubt = "new-day: You are closed then, tomorrow 3:00. Press again to say it all the same.";
    assert_eq!(said(&site, night), doubt);
    let due = at("2026-11-24T03:00:00Z");
    let sure = |ms: i64| said(&site, &format!("{night}&new-sure={ms}"));
    assert_eq!(sure(due.ms()), format!("commitment 1: {}", due.rfc3339()));
    assert_eq!(sure(due.ms() - 1), doubt, "sure of another time");
    // Closing time is still within the hours.
    let closing = night.replace("03:00", "17:30");
    assert_eq!(said(&site, &closing), "commitment 1: 2026-11-24T17:30:00.000Z");
}

#[test]
fn an_answer_is_not_promised_for_a_time_before_the_doors_open() {
    let site = demo(0);
    let sunday = |time| {
        let body = "deed=move.answer.1&answer-words=x&answer-to=own&answer-day=2026-11-29";
        said_at("2026-11-28T20:00:00Z", &site, &format!("{body}&answer-time={time}"))
    };
    let refused = "answer-day: You are closed until Monday 8:00. Please choose a later time.";
    assert_eq!(sunday("11:00"), refused);
    assert_eq!(sunday("23:00"), refused);
}

#[test]
fn what_was_moved_too_often_is_for_the_telephone() {
    let to = at("2026-11-23T16:00:00Z").ms();
    let often = said(&demo(0), &format!("deed=move.answer.21&answer-words=x&answer-to={to}"));
    assert_eq!(often, "answer-to: This was moved often enough: please ring.");
}

#[test]
fn a_time_sooner_than_the_record_supports_is_asked_for_once_more() {
    let own =
        "deed=move.answer.1&answer-words=x&answer-to=own&answer-day=2026-11-23&answer-time=16:00";
    let taken = "answer 1: 2026-11-23T16:00:00.000Z";
    assert_eq!(said(&demo(9), own), taken, "nine cases are no record");
    assert_eq!(
        said(&demo(10), own),
        "answer-day: You promise today 16:00: your record for trouble is 4 hours. \
         Press again to say it all the same."
    );
    let later = own.replace("16:00", "17:10");
    assert_eq!(said(&demo(10), &later), "answer 1: 2026-11-23T17:10:00.000Z");
}

#[test]
fn the_record_is_told_beside_the_choices() {
    let (site, case, by) = (demo(10), case(), PersonId::parse("ana").expect("an id"));
    let asked = Asked { site: &site, case: &case, by: &by, now: at(NOW) };
    assert_eq!(asked.usual().as_deref(), Some("Your record supports today 17:10 or later."));
    assert!(asked.advice(at("2026-11-23T17:00:00Z")).is_some());
    assert_eq!(asked.advice(at("2026-11-23T17:10:00Z")), None);
    let over = Asked { now: at("2026-11-23T17:20:00Z"), ..asked };
    assert_eq!(over.usual(), None);
}
