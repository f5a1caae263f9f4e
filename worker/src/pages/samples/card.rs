//! The business card and its form.

use hearback_domain::record::Stroke;
use hearback_domain::submission::{Fields, Kind, RawFields};
use hearback_domain::wording::{Note, RecordWords};

use super::super::{
    Business, CardView, Entered, FormNotice, FormView, HoursRow, OpenView, PlaceView, RuleView,
    WayKind, WayView, card_page,
};
use super::{Sample, WISH, WORDS, demo, link, person};

pub(super) fn cards() -> Vec<Sample> {
    let closed = CardView {
        business: Business { picture: None, call: None, ..demo() },
        open: OpenView { now: false, sentence: "Closed now, back on Monday 8:00".into() },
        team: vec![person("Ana Okafor", "Ana", "desk and controls", None)],
        ways: vec![WayView {
            kind: WayKind::Link,
            link: link("Signal", "https://signal.example/okafor"),
        }],
        place: None,
        hours: Vec::new(),
        how_we_work: Vec::new(),
        ..card()
    };
    let sound = Entered { email: "joan@whitcombe.example".into(), ..entered() };
    vec![
        ("card", card_page(&card())),
        ("card_notes", card_page(&CardView { notes: notes(), ..card() })),
        ("card_record", card_page(&CardView { record: Some(record(48)), ..card() })),
        ("card_record_first", card_page(&CardView { record: Some(record(11)), ..card() })),
        ("card_bare", card_page(&closed)),
        ("card_one_error", card_page(&sent_back(entered(), FormNotice::None))),
        (
            "card_all_errors",
            card_page(&sent_back(
                Entered { kind: "question".into(), ..Entered::default() },
                FormNotice::None,
            )),
        ),
        (
            "card_no_kind",
            card_page(&sent_back(
                Entered { kind: String::new(), ..sound.clone() },
                FormNotice::None,
            )),
        ),
        ("card_draft", card_page(&sent_back(sound.clone(), FormNotice::Draft))),
        ("card_not_stored", card_page(&sent_back(sound.clone(), FormNotice::NotStored))),
        ("card_too_fast", card_page(&sent_back(sound, FormNotice::TooFast))),
    ]
}

/// News, and no room for more work.
pub(super) fn notes() -> Vec<Note> {
    let note =
        |head: &str, line: &str, is_news| Note { head: head.into(), line: line.into(), is_news };
    vec![
        note("Our phone line is down today, writing works.", "Written today 9:15.", true),
        note(
            "We are booked until Thursday 3 December.",
            "New work starts again then. Write now and we keep your place.",
            false,
        ),
    ]
}

pub(in super::super) fn card() -> CardView {
    let way = |kind, label: &str, url: &str| WayView { kind, link: link(label, url) };
    CardView {
        business: demo(),
        url: "https://hearback.example/card/demo".into(),
        about: "Boiler repair and heating in Peckham since 1998. We are two, father and daughter. Whoever you reach, you reach one of us.".into(),
        team: vec![
            person("Ana Okafor", "Ana", "desk and controls", Some("/pictures/demo-ana.svg")),
            person("Chidi Okafor", "Chidi", "gas, since 1989", Some("/pictures/demo-chidi.svg")),
        ],
        notes: Vec::new(),
        open: OpenView { now: true, sentence: "Open now until 17:30".into() },
        record: None,
        aim: "New here. Ana aims to read messages within 1 hour of opening time.".into(),
        ways: vec![
            way(WayKind::Phone, "Call 020 7946 0142", "tel:+442079460142"),
            way(WayKind::Mail, "E-mail", "mailto:ana@okafor.example"),
            way(WayKind::Visit, "Visit", "https://maps.example/?q=SE15+3PX"),
        ],
        place: Some(PlaceView {
            lines: vec!["14 Kiln Yard".into(), "London SE15 3PX".into()],
            hint: Some("Ring the bell marked Workshop. Step-free from the yard.".into()),
            map_url: Some("https://maps.example/?q=SE15+3PX".into()),
        }),
        hours: vec![
            row("Today, Monday", "8:00 to 17:30", &["Mo 08:00-17:30"]),
            row("Tuesday to Friday", "8:00 to 17:30", &["Tu-Fr 08:00-17:30"]),
            row("Saturday", "9:00 to 13:00", &["Sa 09:00-13:00"]),
            row("Sunday", "closed", &[]),
            row("24 December to 1 January", "closed", &[]),
        ],
        how_we_work: vec![
            rule("Price first.", "You know it before we open the toolbox. £65 to come and look, taken off the repair."),
            rule("If our repair fails within a year,", "we come again and you pay nothing."),
            rule("Cancelling is free", "until 18:00 the day before."),
        ],
        form: form(),
    }
}

/// So many promises, two of them missed and one moved.
fn record(promises: usize) -> RecordWords {
    let stroke = |at| match at {
        3 => Stroke::Moved,
        7 | 8 => Stroke::Broken,
        _ => Stroke::Kept,
    };
    let kept = promises - 3;
    RecordWords {
        usual: "Usually read within 40 min of opening time".into(),
        kept: format!("{kept} of {promises} promises kept in 90 days"),
        spoken: format!("{promises} promises in 90 days: {kept} kept, 1 moved, 2 missed"),
        strokes: (0..promises).map(stroke).collect(),
        rows: vec![
            ("A message is read", "usually within 40 min, 9 of 10 within 1 h 20 min".into()),
            ("Trouble is answered", "usually within 1 hour, 9 of 10 within 4 hours".into()),
        ],
    }
}

fn form() -> FormView {
    let read = || "Ana reads this by today 15:40.".to_owned();
    FormView {
        submission_id: "018f3f6e-1c2d-7abc-8def-0123456789ab".into(),
        promises: vec![
            (Kind::Question, read()),
            (Kind::Complaint, "Ana reads this by today 14:10.".into()),
            (Kind::Praise, read()),
            (Kind::Callback, "Ana calls you back by today 15:40.".into()),
        ],
        ..FormView::default()
    }
}

fn entered() -> Entered {
    Entered {
        kind: "complaint".into(),
        message: WORDS.into(),
        wish: WISH.into(),
        needed_by: String::new(),
        name: "Joan Whitcombe".into(),
        email: "joan.whitcombe@".into(),
        phone: String::new(),
        slot: String::new(),
    }
}

/// The form as it comes back for what was entered.
pub(super) fn sent_back(entered: Entered, notice: FormNotice) -> CardView {
    let raw = RawFields {
        kind: &entered.kind,
        message: &entered.message,
        wish: &entered.wish,
        needed_by: &entered.needed_by,
        name: &entered.name,
        email: &entered.email,
        phone: &entered.phone,
    };
    let errors = match notice {
        FormNotice::None => Fields::parse(&raw).err().unwrap_or_default(),
        _ => Vec::new(),
    };
    CardView { form: FormView { entered, errors, notice, ..form() }, ..card() }
}

fn row(days: &str, hours: &str, machine: &[&str]) -> HoursRow {
    HoursRow {
        days: days.into(),
        hours: hours.into(),
        today: days.starts_with("Today"),
        machine: machine.iter().map(|hours| (*hours).into()).collect(),
    }
}

fn rule(head: &str, text: &str) -> RuleView {
    RuleView { head: head.into(), text: text.into() }
}
