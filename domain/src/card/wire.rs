//! The card as JSON, as the widget reads it. Members may be added, never changed or taken away.

use serde::Serialize;

use super::{Card, Way};
use crate::accent::Tones;
use crate::site::PhoneWay;
use crate::submission::Kind;

#[derive(Serialize)]
struct CardWire<'a> {
    site: &'a str,
    business: &'a str,
    person: PersonWire<'a>,
    open: OpenWire<'a>,
    aim: &'a str,
    ways: Vec<WayWire<'a>>,
    promises: PromisesWire<'a>,
    call: Option<CallWire<'a>>,
    accent: AccentWire,
    texts: TextsWire<'a>,
    language: &'a str,
    card_url: &'a str,
}

#[derive(Serialize)]
struct PersonWire<'a> {
    name: &'a str,
    first: &'a str,
    about: Option<&'a str>,
    picture: Option<&'a str>,
}

#[derive(Serialize)]
struct OpenWire<'a> {
    now: bool,
    sentence: &'a str,
}

#[derive(Serialize)]
struct WayWire<'a> {
    kind: &'static str,
    label: &'a str,
    url: String,
}

#[derive(Serialize)]
struct PromisesWire<'a> {
    question: &'a str,
    complaint: &'a str,
    praise: &'a str,
    callback: &'a str,
}

#[derive(Serialize)]
struct CallWire<'a> {
    label: &'a str,
    url: String,
}

#[derive(Serialize)]
struct AccentWire {
    light: TonesWire,
    dark: TonesWire,
}

#[derive(Serialize)]
struct TonesWire {
    accent: String,
    soft: String,
    on: String,
}

#[derive(Serialize)]
struct TextsWire<'a> {
    greeting: Option<&'a str>,
    launcher: Option<&'a str>,
}

/// Writes a card; `base_url` is the service's own origin, without a slash at the end.
pub fn to_json(card: &Card, base_url: &str) -> String {
    let card_url = format!("{base_url}/card/{}", card.site);
    let wire = CardWire {
        site: card.site.as_str(),
        business: &card.business,
        person: PersonWire {
            name: card.person.name.as_str(),
            first: card.person.first.as_str(),
            about: card.person.about.as_ref().map(|about| about.as_str()),
            picture: card.person.picture.as_ref().map(|picture| picture.as_str()),
        },
        open: OpenWire { now: card.open_now, sentence: &card.open_sentence },
        aim: &card.aim,
        ways: card.ways.iter().map(|way| way_wire(way, &card_url)).collect(),
        promises: PromisesWire {
            question: card.sentence(Kind::Question),
            complaint: card.sentence(Kind::Complaint),
            praise: card.sentence(Kind::Praise),
            callback: card.sentence(Kind::Callback),
        },
        call: card.call.as_ref().map(call_wire),
        accent: AccentWire { light: card.accent.light.into(), dark: card.accent.dark.into() },
        texts: TextsWire { greeting: card.greeting.as_deref(), launcher: card.launcher.as_deref() },
        language: &card.language,
        card_url: &card_url,
    };
    serde_json::to_string(&wire).expect("strings and booleans always serialise")
}

/// A place without a map leads to its description on the card page.
fn way_wire<'a>(way: &'a Way, card_url: &str) -> WayWire<'a> {
    let url = way.url.clone().unwrap_or_else(|| format!("{card_url}#where"));
    WayWire { kind: way.kind.name(), label: &way.label, url }
}

fn call_wire(phone: &PhoneWay) -> CallWire<'_> {
    CallWire { label: phone.shown.as_str(), url: phone.url() }
}

impl From<Tones> for TonesWire {
    fn from(tones: Tones) -> Self {
        Self {
            accent: tones.accent.to_string(),
            soft: tones.soft.to_string(),
            on: tones.on.to_string(),
        }
    }
}
