//! Six answers as an owner gives them.

use super::*;
use crate::site::wire::{from_json, to_json};
use crate::submission::Kind;

fn email() -> EmailAddress {
    EmailAddress::parse("ana@okafor.example").expect("an address")
}

fn now() -> Timestamp {
    Timestamp::parse("2026-11-23T13:10:00Z").expect("a moment")
}

fn answers(own: &[(Question, &str, &str)]) -> Vec<(Question, Fields)> {
    let zone = Zone::parse("Europe/London").ok();
    let answer = |question: Question| {
        let mut fields = question.fields(&email(), zone);
        for (_, name, value) in own.iter().filter(|(of, ..)| *of == question) {
            let field = fields.iter_mut().find(|(known, _)| known == name).expect(name);
            (*value).clone_into(&mut field.1);
        }
        (question, fields)
    };
    Question::ALL.map(answer).into()
}

const ANA: [(Question, &str, &str); 3] = [
    (Question::Business, "business", "Okafor & Daughter"),
    (Question::Business, "website", "okafor.example/prices"),
    (Question::Name, "name", "Ana Okafor"),
];

#[test]
fn three_words_and_what_stands_there_already_make_a_site() {
    let site = first_site(&email(), &answers(&ANA), now()).expect("a site");
    assert_eq!(from_json(&to_json(&site)), Ok(site.clone()));
    assert_eq!(site.id.as_str(), "okafor-daughter");
    assert_eq!((site.owner().id.as_str(), site.owner().first.as_str()), ("ana", "Ana"));
    assert_eq!(site.owner().email, email());
    assert!(site.allows_origin("https://okafor.example"));
    assert!(site.allows_origin("https://www.okafor.example"));
    assert_eq!(site.zone().name(), "Europe/London");
    assert_eq!(site.targets.minutes(Kind::Question), 480);
    assert_eq!(site.targets.minutes(Kind::Complaint), 240);
    assert_eq!(site.reach.mail(), Some(&email()));
}

#[test]
fn the_first_question_that_is_open_is_named() {
    let all = answers(&ANA);
    assert_eq!(first_site(&email(), &[], now()), Err(Question::Business));
    assert_eq!(first_site(&email(), &all[..3], now()), Err(Question::Reach));
    assert_eq!(first_site(&email(), &all[..5], now()), Err(Question::Picture));
    let nameless = answers(&ANA[..2]);
    assert_eq!(first_site(&email(), &nameless, now()), Err(Question::Name));
}

#[test]
fn mistakes_are_told_at_their_fields() {
    let zone = Zone::parse("Europe/London").ok();
    for (question, field, value) in [
        (Question::Business, "business", ""),
        (Question::Business, "website", ""),
        (Question::Business, "website", "http://okafor.example"),
        (Question::Business, "website", "okafor"),
        (Question::Business, "id", "Okafor & Daughter"),
        (Question::Business, "id", "new"),
        (Question::Name, "name", ""),
        (Question::Hours, "zone", "Peckham"),
        (Question::Hours, "monday", "9-17"),
        (Question::Reach, "phone", "call me"),
        (Question::Target, "question", "4"),
        (Question::Target, "question", "soon"),
        (Question::Target, "question", "4000000000"),
    ] {
        let mut fields = question.fields(&email(), zone);
        for (name, entered) in &mut fields {
            match name.as_str() {
                name if name == field => value.clone_into(entered),
                "business" => "Okafor".clone_into(entered),
                "website" => "okafor.example".clone_into(entered),
                _ => {}
            }
        }
        let mistakes = question.answered(&blank(&email(), zone), &fields, now());
        let mistakes = mistakes.expect_err(value);
        assert_eq!(mistakes[0].field, field, "{value}");
        assert!(mistakes[0].sentence.ends_with('.'), "{}", mistakes[0].sentence);
    }
}

#[test]
fn only_what_is_asked_is_kept() {
    let sent = [("name", " Ana "), ("token", "x"), ("email", "eve@evil.example")];
    let sent = sent.map(|(name, value)| (name.to_owned(), value.to_owned()));
    let kept = Question::Name.entered(&email(), &sent);
    let pair = |name: &str, value: &str| (name.to_owned(), value.to_owned());
    assert_eq!(kept, [pair("name", "Ana"), pair("first", "")]);
}

#[test]
fn an_id_is_like_the_name_and_never_the_one_of_the_first_run() {
    for (business, id) in [
        ("Okafor & Daughter", "okafor-daughter"),
        ("  Müller’s Café ", "muller-s-cafe"),
        ("New", "site"),
        ("雪", "site"),
        ("The long name of a very small shop in Peckham", "the-long-name-of-a-very"),
        (&"x".repeat(90), &"x".repeat(24)),
    ] {
        assert_eq!(proposed_id(business).as_str(), id);
    }
}

#[test]
fn a_website_is_read_as_people_write_it() {
    let origins = |raw: &str| -> Vec<String> {
        let (_, origins) = pages(raw).expect(raw);
        origins.iter().map(|origin| origin.as_str().to_owned()).collect()
    };
    let both = ["https://okafor.example", "https://www.okafor.example"];
    assert_eq!(origins("Okafor.example"), both);
    assert_eq!(origins("https://okafor.example/a?b#c"), both);
    assert_eq!(origins("www.okafor.example"), [both[1], both[0]]);
    assert_eq!(origins("http://localhost:8788/"), ["http://localhost:8788"]);
    assert!(pages("okafor.example").is_ok_and(|(website, _)| website.is_some()));
    assert!(pages("http://okafor.example").is_err());
    assert!(pages("javascript:alert(1)").is_err());
}
