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
    #[serde(skip_serializing_if = "Option::is_none")]
    record: Option<RecordWire<'a>>,
    ways: Vec<WayWire<'a>>,
    promises: PromisesWire<'a>,
    /// What is sent when a time is chosen, and how it is said.
    slots: Vec<(String, &'a str)>,
    call: Option<CallWire<'a>>,
    accent: AccentWire,
    /// What everybody is told first: news, and whether work is taken on.
    #[serde(skip_serializing_if = "String::is_empty")]
    notes: String,
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
struct RecordWire<'a> {
    spoken: &'a str,
    /// One letter a promise: kept, moved, broken.
    strokes: String,
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
        record: card.record.as_ref().map(|words| RecordWire {
            spoken: &words.spoken,
            strokes: words.strokes.iter().map(|stroke| stroke.mark()).collect(),
        }),
        ways: card.ways.iter().map(|way| way_wire(way, &card_url)).collect(),
        promises: PromisesWire {
            question: card.sentence(Kind::Question),
            complaint: card.sentence(Kind::Complaint),
            praise: card.sentence(Kind::Praise),
            callback: card.sentence(Kind::Callback),
        },
        slots: card
            .slots
            .iter()
            .map(|choice| (choice.slot.to_string(), choice.label.as_str()))
            .collect(),
        call: card.call.as_ref().map(call_wire),
        accent: AccentWire { light: card.accent.light.into(), dark: card.accent.dark.into() },
        notes: card
            .notes
            .iter()
            .map(|note| format!("{} {}", note.head, note.line))
            .collect::<Vec<_>>()
            .join(" "),
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Timestamp;
    use crate::record::Record;
    use crate::site::{Site, Zone, wire};

    fn demo() -> Site {
        wire::from_json(include_str!("../../tests/fixtures/site-demo.json")).expect("the demo")
    }

    fn card(site: &Site, zone: Option<&str>) -> serde_json::Value {
        let now = Timestamp::parse("2026-11-23T13:10:00Z").expect("a moment");
        let zone = zone.and_then(|name| Zone::parse(name).ok());
        let json = to_json(&Card::of(site, &Record::default(), now, zone), "https://hb.example");
        serde_json::from_str(&json).expect("JSON")
    }

    #[test]
    fn the_card_of_the_demo_on_a_monday_at_13_10() {
        let expected = serde_json::json!({
            "site": "demo",
            "business": "Okafor & Daughter",
            "person": {
                "name": "Ana Okafor",
                "first": "Ana",
                "about": "One of the two Okafors",
                "picture": "/pictures/demo-ana.webp",
            },
            "open": {"now": true, "sentence": "Open now until 17:30"},
            "aim": "New here. Ana aims to read messages within 1 hour of opening time.",
            "ways": [
                {"kind": "phone", "label": "Call 020 7946 0142", "url": "tel:+442079460142"},
                {"kind": "mail", "label": "E-mail", "url": "mailto:ana@okafor.example"},
                {
                    "kind": "visit",
                    "label": "Visit",
                    "url": "https://www.openstreetmap.org/#map=17/51.4700/-0.0690",
                },
            ],
            "promises": {
                "question": "Ana reads this by today 14:10.",
                "complaint": "Ana reads this by today 13:40.",
                "praise": "Ana reads this by today 17:10.",
                "callback": "Ana calls you back by today 14:10.",
            },
            "slots": [
                ["2026-11-23T14:30:00Z/PT60M", "Today, 14:30 to 15:30"],
                ["2026-11-23T15:30:00Z/PT60M", "Today, 15:30 to 16:30"],
                ["2026-11-23T16:30:00Z/PT60M", "Today, 16:30 to 17:30"],
                ["2026-11-24T08:00:00Z/PT60M", "Tomorrow, 8:00 to 9:00"],
            ],
            "call": {"label": "020 7946 0142", "url": "tel:+442079460142"},
            "accent": {
                "light": {"accent": "#0b5963", "soft": "#e3eff1", "on": "#ffffff"},
                "dark": {"accent": "#7cc7d3", "soft": "#17373c", "on": "#06262b"},
            },
            "texts": {"greeting": null, "launcher": null},
            "language": "en",
            "card_url": "https://hb.example/card/demo",
        });
        assert_eq!(card(&demo(), None), expected);
        assert_eq!(card(&demo(), Some("Europe/London")), expected);
    }

    #[test]
    fn a_customer_elsewhere_is_told_by_their_own_clock() {
        let card = card(&demo(), Some("Asia/Kolkata"));
        assert_eq!(card["open"]["sentence"], "Open now until 23:00 (Kolkata time)");
        assert_eq!(card["promises"]["question"], "Ana reads this by today 19:40 (Kolkata time).");
    }

    #[test]
    fn news_and_capacity_stand_on_the_card_while_they_hold() {
        let stored = include_str!("../../tests/fixtures/site-demo.json").trim_end();
        let with = format!(
            "{},\"capacity\":\"booked until 2026-12-03\",\"notices\":[{}]}}",
            stored.strip_suffix('}').expect("an object"),
            "{\"text\":\"The phone is down.\",\"written\":1795421700000,\"until\":\"2026-11-23\"},\
             {\"text\":\"Over.\",\"written\":1,\"until\":\"2026-11-22\"}"
        );
        let card = card(&wire::from_json(&with).expect("sound"), None);
        let notes = "The phone is down. Written today 8:15. We are booked until Thursday 3 December. \
                     New work starts again then. Write now and we keep your place.";
        assert_eq!(card["notes"], notes);
        assert_eq!(card["promises"]["question"], "Ana reads this by Thursday 3 December, 9:00.");
        assert_eq!(card["slots"][0][0], "2026-12-03T09:00:00Z/PT60M");
    }

    #[test]
    fn a_shop_without_telephone_picture_and_map_still_names_every_way() {
        let stored = include_str!("../../tests/fixtures/site-demo.json")
            .replace("\"phone\":{", "\"no\":{")
            .replace("\"map\":", "\"no\":")
            .replace("\"picture\":", "\"no\":");
        let card = card(&wire::from_json(&stored).expect("sound"), None);
        assert_eq!(card["call"], serde_json::Value::Null);
        assert_eq!(card["person"]["picture"], serde_json::Value::Null);
        assert_eq!(card["ways"][1]["url"], "https://hb.example/card/demo#where");
    }
}
