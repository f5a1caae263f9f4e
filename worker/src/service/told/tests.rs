//! A case in every state, in the words its customer reads.

use std::fmt::Write as _;

use hearback_domain::wire::fact_from_json;
use hearback_domain::{Case, Timestamp};

use super::super::api::reader;
use super::*;
use crate::pages::PromiseView;

const SITE: &str = include_str!("../../../../domain/tests/fixtures/site-demo.json");

/// Joan writes at 13:10 and is promised 15:40. Facts are told by name, moment, and the rest.
const OPENED: (&str, &str, &str) = (
    "opened",
    "2026-11-23T13:10:00Z",
    r#""submission":"019d3f6e-1c2d-7abc-8def-0123456789ab","reference":"HB-7K3Q-X2MD",
       "kind":"complaint","message":"It locks out with F28.","name":"Joan Whitcombe",
       "email":"joan@whitcombe.example","zone":"Europe/London","read_by":"2026-11-23T15:40:00Z""#,
);
const READ: (&str, &str, &str) =
    ("acknowledged", "2026-11-23T13:31:00Z", r#""by":"ana","answer_by":"2026-11-23T15:00:00Z""#);
const ANSWERED: (&str, &str, &str) = ("answered", "2026-11-23T14:41:00Z", r#""by":"ana""#);
const LONGER: (&str, &str, &str) =
    ("moved.first.1", "2026-11-23T15:25:00Z", r#""due":"2026-11-23T17:10:00Z""#);
const MOVED: (&str, &str, &str) = (
    "moved.answer.1",
    "2026-11-23T14:50:00Z",
    r#""due":"2026-11-23T17:00:00Z","by":"ana","reason":"The maker rings me back at four.""#,
);
const HEATERS: (&str, &str, &str) = (
    "commitment-1",
    "2026-11-23T14:45:00Z",
    r#""words":"Chidi brings you two heaters.","due":"2026-11-23T20:00:00Z","by":"chidi""#,
);
const VALVE: (&str, &str, &str) = (
    "commitment-2",
    "2026-11-23T14:46:00Z",
    r#""words":"I look at the gas valve.","due":"2026-11-26T10:00:00Z","by":"ana""#,
);
const BROUGHT: (&str, &str, &str) =
    ("kept.commitment-1", "2026-11-23T19:40:00Z", r#""by":"chidi""#);
const VALVE_LATER: (&str, &str, &str) = (
    "moved.commitment-2.1",
    "2026-11-25T16:20:00Z",
    r#""due":"2026-11-27T10:00:00Z","by":"ana","reason":"The part comes on Thursday.""#,
);

fn at(raw: &str) -> Timestamp {
    Timestamp::parse(raw).expect("a moment")
}

/// Moments stand as people write them, and are stored as numbers.
fn stored((name, when, rest): &(&str, &str, &str)) -> String {
    let moments = rest.split('"').filter(|part| part.starts_with("2026-") && part.ends_with('Z'));
    let numbers = moments.fold((*rest).to_owned(), |text, moment| {
        text.replace(&format!("\"{moment}\""), &at(moment).ms().to_string())
    });
    let (case, when) = ("20261123-000102030405060708090a0b0c0d0eff", at(when).ms());
    format!(r#"{{"case":"{case}","fact":"{name}","at":{when},{numbers}}}"#)
}

/// What is said of a case as it stands at `now`.
fn with_told<T>(facts: &[(&str, &str, &str)], now: &str, say: impl FnOnce(&Told<'_>) -> T) -> T {
    let facts: Vec<_> = facts.iter().filter_map(|fact| fact_from_json(&stored(fact))).collect();
    let case = Case::fold(facts[0].case, &facts);
    let site = hearback_domain::site::wire::from_json(SITE).expect("the demo");
    let opened = case.opened.as_ref().expect("it was opened");
    let clock = reader(&site, &opened.what);
    say(&Told { site: &site, case: &case, opened, now: at(now), clock })
}

/// Headline, promises and steps.
fn in_text(told: &Told<'_>) -> String {
    let mut text = format!("{:?}\n\n", told.headline());
    for PromiseView { due, what, state, outcome } in told.promises() {
        let outcome = outcome.map(|outcome| format!(" ({outcome})")).unwrap_or_default();
        writeln!(text, "{state:?}: {due}: {what}{outcome}").expect("a string grows");
    }
    text.push('\n');
    for StepView { what, when, kind, said, .. } in told.steps() {
        let said = said.map(|said| format!(" “{said}”")).unwrap_or_default();
        writeln!(text, "{kind:?}: {what}, {when}{said}").expect("a string grows");
    }
    text
}

#[test]
fn how_long_things_are_kept_is_counted_from_the_closing() {
    let kept = |facts: &[_]| with_told(facts, "2026-11-25T16:20:00Z", |told| told.keeps());
    assert!(kept(&[OPENED]).ends_with("until 730 days after this is closed."));
    assert!(kept(&[OPENED, CLOSED_SOON, NOTED]).ends_with("until 22 November 2028."));
}

#[test]
fn a_case_is_told_in_every_state() {
    let cases: [(&str, &[_], &str); 15] = [
        ("moved_by_the_machine", &[OPENED, LONGER], "2026-11-23T15:30:00Z"),
        ("late", &[OPENED, LONGER], "2026-11-23T17:20:00Z"),
        ("moved_with_a_reason", &[OPENED, READ, MOVED], "2026-11-23T14:55:00Z"),
        ("moved_and_late", &[OPENED, READ, MOVED], "2026-11-23T17:05:00Z"),
        ("answered_late", &[OPENED, READ, LATE_ANSWER], "2026-11-23T16:00:00Z"),
        ("commitments_open", &[OPENED, READ, ANSWERED, HEATERS, VALVE], "2026-11-23T15:00:00Z"),
        (
            "a_commitment_kept",
            &[OPENED, READ, ANSWERED, HEATERS, VALVE, BROUGHT],
            "2026-11-24T09:00:00Z",
        ),
        ("a_commitment_broken", &[OPENED, READ, ANSWERED, HEATERS], "2026-11-23T20:30:00Z"),
        (
            "a_commitment_moved",
            &[OPENED, READ, ANSWERED, VALVE, VALVE_LATER],
            "2026-11-25T17:00:00Z",
        ),
        ("wrote_again", &[OPENED, REPLY, AGAIN], "2026-11-23T16:00:00Z"),
        ("wrote_again_and_late", &[OPENED, REPLY, AGAIN], "2026-11-23T17:45:00Z"),
        ("wrote_again_and_moved", &[OPENED, REPLY, AGAIN, LATER], "2026-11-23T17:25:00Z"),
        ("closed_in_time", &[OPENED, CLOSED_SOON], "2026-11-23T15:00:00Z"),
        ("closed_late", &[OPENED, CLOSED_LATE], "2026-11-23T16:20:00Z"),
        ("closed_and_noted", &[OPENED, CLOSED_SOON, NOTED], "2026-11-25T16:20:00Z"),
    ];
    for (name, facts, now) in cases {
        insta::assert_snapshot!(name, with_told(facts, now, in_text));
    }
}

const REPLY: (&str, &str, &str) =
    ("step.1", "2026-11-23T14:41:00Z", r#""by":"ana","done":"replied","words":"Which model?""#);
const AGAIN: (&str, &str, &str) = (
    "wrote.019d3f6e-1c2d-7abc-8def-0123456789ac",
    "2026-11-23T15:50:00Z",
    r#""submission":"019d3f6e-1c2d-7abc-8def-0123456789ac","message":"The ecoTEC.",
       "answer_by":"2026-11-23T17:30:00Z""#,
);
const LATER: (&str, &str, &str) = (
    "moved.next-019d3f6e-1c2d-7abc-8def-0123456789ac.1",
    "2026-11-23T17:20:00Z",
    r#""due":"2026-11-24T09:30:00Z""#,
);
const LATE_ANSWER: (&str, &str, &str) = ("answered", "2026-11-23T15:30:00Z", r#""by":"chidi""#);
const CLOSED_SOON: (&str, &str, &str) =
    ("step.1", "2026-11-23T14:41:00Z", r#""by":"ana","done":"resolved""#);
const CLOSED_LATE: (&str, &str, &str) =
    ("step.1", "2026-11-23T16:10:00Z", r#""by":"ana","done":"resolved""#);
const NOTED: (&str, &str, &str) =
    ("step.2", "2026-11-24T09:00:00Z", r#""by":"ana","done":"noted","words":"Keep the part.""#);
