//! Every page in every state, made of the demo's people: for snapshots and for looking at.

use hearback_domain::submission::{Fields, Kind, RawFields};
use maud::Markup;

use super::*;

/// A page in one state, by the name of its snapshot.
pub(super) type Sample = (&'static str, Markup);

/// Text that tries to be more than text.
pub(super) const HOSTILE: [&str; 6] = [
    "<script>alert(1)</script><img src=x onerror=alert(1)>",
    "\" onfocus=\"alert(1)\" autofocus='x' x=`y`",
    "</textarea></title></style><h1>&lt;b&gt; &amp;amp;",
    "\u{202e}gnp.exe \u{2066}never closed \u{202b}",
    "👩🏽‍🔧🔥 e\u{301}\u{301}\u{301} \u{0}\u{7}\u{200b}",
    "שלום, الدوّامة تعطّلت 3:15 (call)",
];

pub(super) fn demo() -> Business {
    Business {
        site: "demo".into(),
        name: "Okafor & Daughter".into(),
        person: "Ana".into(),
        picture: Some("/pictures/demo-ana.svg".into()),
        call: Some(link("020 7946 0142", "tel:+442079460142")),
        language: "en-GB".into(),
    }
}

fn link(label: &str, url: &str) -> Link {
    Link { label: label.into(), url: url.into() }
}

fn person(name: &str, first: &str, about: &str, picture: Option<&str>) -> PersonView {
    PersonView {
        name: name.into(),
        first: first.into(),
        about: about.into(),
        picture: picture.map(Into::into),
    }
}

fn row(days: &str, times: &str, machine: &[&str]) -> HoursRow {
    HoursRow {
        days: days.into(),
        hours: times.into(),
        today: days.starts_with("Today"),
        machine: machine.iter().map(|hours| (*hours).into()).collect(),
    }
}

pub(super) fn card() -> CardView {
    let way = |kind, label: &str, url: &str| WayView { kind, link: link(label, url) };
    CardView {
        business: demo(),
        url: "https://hearback.example/card/demo".into(),
        about: "Boiler repair and heating in Peckham since 1998. We are two, father and daughter. Whoever you reach, you reach one of us.".into(),
        team: vec![
            person("Ana Okafor", "Ana", "desk and controls", Some("/pictures/demo-ana.svg")),
            person("Chidi Okafor", "Chidi", "gas, since 1989", Some("/pictures/demo-chidi.svg")),
        ],
        open: OpenView { now: true, sentence: "Open now until 17:30".into() },
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
            row("Today, Monday", "8:00 to 17:30", &["Mo-Fr 08:00-17:30"]),
            row("Tuesday to Friday", "8:00 to 17:30", &[]),
            row("Saturday", "9:00 to 13:00", &["Sa 09:00-13:00"]),
            row("Sunday", "closed", &[]),
            row("24 December to 1 January", "closed", &[]),
        ],
        how_we_work: vec![
            "Price first. You know it before we open the toolbox. £65 to come and look, taken off the repair.".into(),
            "If our repair fails within a year, we come again and you pay nothing.".into(),
            "Cancelling is free until 18:00 the day before.".into(),
        ],
        form: form(),
    }
}

fn form() -> FormView {
    let read = || "Ana reads this by today 15:40.".to_owned();
    FormView {
        submission_id: "018f3f6e-1c2d-7abc-8def-0123456789ab".into(),
        rendered: "1763383800.c2lnbmVk".into(),
        promises: vec![
            (Kind::Question, read()),
            (Kind::Complaint, "Ana reads this by today 14:10.".into()),
            (Kind::Praise, read()),
            (Kind::Callback, "Ana calls you back by today 15:40.".into()),
        ],
        ..FormView::default()
    }
}

pub(super) fn entered() -> Entered {
    Entered {
        kind: "complaint".into(),
        message: WORDS.into(),
        wish: WISH.into(),
        needed_by: String::new(),
        name: "Joan Whitcombe".into(),
        email: "joan.whitcombe@".into(),
        phone: String::new(),
    }
}

const WORDS: &str = "You serviced our Vaillant ecoTEC on Thursday. Since last night it locks out with F28 and the water goes cold after five minutes.\n\nMy mother is 84 and lives with us, and the bathroom is at 14 degrees. I have pressed reset three times.";
const WISH: &str = "A visit before the weekend, and no second call-out fee.";

/// The form as it comes back for what was entered.
fn sent_back(entered: Entered, notice: FormNotice) -> CardView {
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

fn cards() -> Vec<Sample> {
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
        ("card_too_fast", card_page(&sent_back(sound.clone(), FormNotice::TooFast))),
        ("card_earlier_arrived", card_page(&sent_back(sound, FormNotice::EarlierArrived))),
    ]
}

fn step(what: &str, when: &str, kind: StepKind) -> StepView {
    StepView { what: what.into(), when: when.into(), kind, words: None }
}

fn promise(due: &str, what: &str, state: PromiseState, outcome: Option<&str>) -> PromiseView {
    PromiseView { due: due.into(), what: what.into(), state, outcome: outcome.map(Into::into) }
}

pub(super) fn case() -> CaseView {
    CaseView {
        business: demo(),
        reference: "HB-7K3Q-X2MD".into(),
        now: CaseNow::Promised { sentence: "Ana reads this by today 15:40.".into() },
        receipt: None,
        promises: vec![promise(
            "by today 15:40",
            "Ana reads your message.",
            PromiseState::Open,
            None,
        )],
        steps: vec![
            StepView {
                words: Some((WORDS.into(), Some(WISH.into()))),
                ..step("You wrote to us", "today 13:10", StepKind::Done)
            },
            step("Ana was told by mail", "13:10", StepKind::Machine),
            step(
                "Ana reads it and tells you when the answer comes",
                "by today 15:40",
                StepKind::ToCome,
            ),
            step("The answer", "After that", StepKind::ToCome),
        ],
        kept: "Your name, your e-mail and what you wrote here, until 17 November 2027.".into(),
        not_me_url: Some("/act/not-me".into()),
    }
}

fn cases() -> Vec<Sample> {
    let read = step("Ana read your message", "13:31, promised by 15:40", StepKind::Done);
    let kept = |due, what, outcome| promise(due, what, PromiseState::Kept, Some(outcome));
    let receipt = |mailed| {
        let case_url = "https://hearback.example/case/demo/q3J7h0m2vN8sT5yKx4b1Zw".into();
        Some(ReceiptView { mailed, case_url })
    };
    let acknowledged = CaseView {
        now: CaseNow::Read { by: "Ana".into(), answer_due: "today 15:00".into() },
        promises: vec![
            promise("by today 15:00", "Ana answers.", PromiseState::Open, None),
            kept("by today 15:40", "Ana reads your message.", "Kept, Ana read it at 13:31."),
        ],
        steps: vec![
            case().steps.remove(0),
            read.clone(),
            step("Ana answers", "by today 15:00", StepKind::ToCome),
        ],
        ..case()
    };
    let answered = CaseView {
        now: CaseNow::Answered { by: "Ana".into(), at: "today 14:41".into() },
        promises: vec![
            kept("by today 15:00", "Ana answers.", "Kept, the answer came at 14:41."),
            kept("by today 15:40", "Ana reads your message.", "Kept, Ana read it at 13:31."),
        ],
        steps: vec![
            case().steps.remove(0),
            read,
            step("Ana answered", "14:41, promised by 15:00", StepKind::Done),
        ],
        ..case()
    };
    let overdue = CaseView {
        now: CaseNow::Overdue { was_due: "today 15:40".into() },
        promises: vec![
            promise(
                "by today 15:40",
                "Ana reads your message.",
                PromiseState::Missed,
                Some("Missed, it is not read yet."),
            ),
            promise(
                "by today 12:00",
                "Ana calls you back.",
                PromiseState::Moved,
                Some("Moved to 15:40, you were told at 11:20."),
            ),
        ],
        steps: vec![
            case().steps.remove(0),
            step("The promised time passed", "today 15:40", StepKind::Late),
        ],
        ..case()
    };
    let not_me = CaseView { now: CaseNow::NotMe, promises: Vec::new(), not_me_url: None, ..case() };
    vec![
        ("case", case_page(&case())),
        ("case_receipt", case_page(&CaseView { receipt: receipt(true), ..case() })),
        (
            "case_receipt_by_phone",
            case_page(&CaseView { receipt: receipt(false), not_me_url: None, ..case() }),
        ),
        ("case_read", case_page(&acknowledged)),
        ("case_answered", case_page(&answered)),
        ("case_overdue", case_page(&overdue)),
        ("case_not_me", case_page(&not_me)),
        ("case_locked", case_locked_page(Some(&demo()), LinkTrouble::NotOpenedHere)),
        ("case_locked_altered", case_locked_page(None, LinkTrouble::Altered)),
        (
            "case_locked_expired",
            case_locked_page(Some(&Business { call: None, ..demo() }), LinkTrouble::Expired),
        ),
    ]
}

pub(super) fn target() -> FormTarget {
    FormTarget { action: "/act/demo/0Xq7".into(), token: "dG9rZW4.c2lnbmVk".into() }
}

pub(super) fn times(chosen: usize) -> Vec<TimeChoice> {
    [
        ("15:00 today", "today 15:00"),
        ("Tomorrow 12:00", "tomorrow 12:00"),
        ("Friday 12:00", "Friday 21 November 12:00"),
    ]
    .into_iter()
    .enumerate()
    .map(|(at, (label, in_words))| TimeChoice {
        value: at.to_string(),
        label: label.into(),
        says: format!("Ana has read your message and answers by {in_words}."),
        chosen: at == chosen,
    })
    .collect()
}

pub(super) fn act(state: ActState) -> ActView {
    ActView {
        business: demo(),
        you: "Ana".into(),
        reference: "HB-7K3Q-X2MD".into(),
        customer: CustomerView {
            name: "Joan".into(),
            mailed: true,
            call: Some(link("Call Joan", "tel:+447700900461")),
            answer: Some(link("Answer now", "mailto:joan@whitcombe.example")),
        },
        wrote: "today 13:10".into(),
        message: Some(WORDS.into()),
        wish: Some(WISH.into()),
        state,
    }
}

fn acts() -> Vec<Sample> {
    let confirm = |not_recorded, chosen| ActState::ConfirmTime {
        times: times(chosen),
        form: target(),
        not_recorded,
    };
    let told = |by: Option<&str>, before: Option<&str>| ActState::Told {
        by: by.map(Into::into),
        answer_due: "today 15:00".into(),
        before: before.map(Into::into),
        answered_url: Some("/act/demo/answered".into()),
    };
    let answered = |by: Option<&str>, before: Option<&str>| ActState::Answered {
        by: by.map(Into::into),
        before: before.map(Into::into),
    };
    let nameless = ActView {
        customer: CustomerView {
            call: Some(link("Call 07700 900461", "tel:+447700900461")),
            ..CustomerView::default()
        },
        message: None,
        wish: None,
        ..act(confirm(false, 0))
    };
    let not_me = |state| {
        not_me_page(&NotMeView { business: demo(), reference: "HB-7K3Q-X2MD".into(), state })
    };
    vec![
        ("act_confirm", act_page(&act(confirm(false, 1)))),
        ("act_confirm_nameless", act_page(&nameless)),
        ("act_not_recorded", act_page(&act(confirm(true, 0)))),
        ("act_told", act_page(&act(told(None, None)))),
        ("act_told_before_by_you", act_page(&act(told(None, Some("today 13:31"))))),
        ("act_told_before_by_other", act_page(&act(told(Some("Chidi"), Some("today 13:31"))))),
        (
            "act_confirm_answered",
            act_page(&act(ActState::ConfirmAnswered { form: target(), not_recorded: false })),
        ),
        ("act_answered", act_page(&act(answered(None, None)))),
        ("act_answered_before", act_page(&act(answered(Some("Chidi"), Some("today 14:41"))))),
        ("act_link_altered", act_link_page(None, LinkTrouble::Altered)),
        ("act_link_expired", act_link_page(Some(&demo()), LinkTrouble::Expired)),
        ("not_me_confirm", not_me(NotMeState::Confirm { form: target(), not_recorded: false })),
        ("not_me_not_recorded", not_me(NotMeState::Confirm { form: target(), not_recorded: true })),
        ("not_me_done", not_me(NotMeState::Done)),
    ]
}

fn errors() -> Vec<Sample> {
    let page = |status, log_reference: Option<&str>, business| {
        error_page(&ErrorView { status, log_reference: log_reference.map(Into::into), business })
    };
    vec![
        ("error_404", page(404, None, None)),
        ("error_404_known", page(404, None, Some(demo()))),
        ("error_405", page(405, None, Some(demo()))),
        ("error_413", page(413, None, Some(demo()))),
        ("error_429", page(429, None, Some(demo()))),
        ("error_500", page(500, Some("7f3a91c2"), Some(demo()))),
        ("error_503", page(503, Some("7f3a91c2"), None)),
    ]
}

/// Every text field of every page is `text`; names and addresses too.
pub(super) fn hostile(text: &str, language: &str) -> Vec<Sample> {
    let own = || text.to_owned();
    let business = Business {
        site: "demo".into(),
        name: own(),
        person: own(),
        picture: Some(own()),
        call: Some(link(text, text)),
        language: language.into(),
    };
    let entered = Entered {
        kind: "complaint".into(),
        message: own(),
        wish: own(),
        needed_by: own(),
        name: own(),
        email: own(),
        phone: own(),
    };
    let card = CardView {
        business: business.clone(),
        url: own(),
        about: own(),
        team: vec![person(text, text, text, Some(text))],
        open: OpenView { now: true, sentence: own() },
        aim: own(),
        ways: [WayKind::Phone, WayKind::Mail, WayKind::Visit, WayKind::Link]
            .map(|kind| WayView { kind, link: link(text, text) })
            .into(),
        place: Some(PlaceView {
            lines: vec![own(), own()],
            hint: Some(own()),
            map_url: Some(own()),
        }),
        hours: vec![row(text, text, &[text])],
        how_we_work: vec![own()],
        form: FormView {
            submission_id: own(),
            rendered: own(),
            page: own(),
            greeting: Some(own()),
            likely_meant: Some(own()),
            ..sent_back(entered, FormNotice::None).form
        },
    };
    let case = CaseView {
        business: business.clone(),
        reference: own(),
        now: CaseNow::Read { by: own(), answer_due: own() },
        receipt: Some(ReceiptView { mailed: true, case_url: own() }),
        promises: vec![promise(text, text, PromiseState::Open, Some(text))],
        steps: vec![StepView {
            words: Some((own(), Some(own()))),
            ..step(text, text, StepKind::Done)
        }],
        kept: own(),
        not_me_url: Some(own()),
    };
    let form = FormTarget { action: own(), token: own() };
    let choice = TimeChoice { value: own(), label: own(), says: own(), chosen: true };
    let act = ActView {
        business: business.clone(),
        you: own(),
        reference: own(),
        customer: CustomerView {
            name: own(),
            mailed: true,
            call: Some(link(text, text)),
            answer: Some(link(text, text)),
        },
        wrote: own(),
        message: Some(own()),
        wish: Some(own()),
        state: ActState::ConfirmTime { times: vec![choice], form, not_recorded: true },
    };
    let error = ErrorView { status: 500, log_reference: Some(own()), business: Some(business) };
    vec![
        ("card", card_page(&card)),
        ("case", case_page(&case)),
        ("act", act_page(&act)),
        ("error", error_page(&error)),
    ]
}

/// Every page in every state.
pub(super) fn all() -> Vec<Sample> {
    [cards(), cases(), acts(), errors()].concat()
}
