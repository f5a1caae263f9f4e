//! A case at the desk, from unread to archived.

use super::super::{
    AcknowledgeForm, CaseDeeds, CaseForm, CaseNotice, CaseTold, DeclineForm, Deed, DeskCaseView,
    DeskCustomer, DeviceView, Dial, EarlierCase, FactKind, FactView, HandOverForm, OpenDeed,
    OpenPromise, OwedView, PromiseState, PromiseView, ReplyForm, SnoozeForm, TagTone, TeammateView,
    case_field, desk_case_page,
};
use super::act::times;
use super::desk::{frame, frame_of_two};
use super::desk_rows::tag;
use super::tend::{answer, commit_form, mistake, move_form};
use super::{Sample, WISH, WORDS, link};

pub(super) const DRAFT: &str = "Dear Joan,\n\nYou wrote that since last night the boiler locks out with F28, four days after our service, and that your mother is cold. I am sorry. It should not happen, and it is ours to put right.\n\nI come on Wednesday between 8 and 10 and look at the gas valve. You do not pay for this visit.\n\nAna";

pub(super) fn cases() -> Vec<Sample> {
    let with = |notice| desk_case_page(&DeskCaseView { notice, ..case() });
    let done = CaseNotice::Done { says: "Your answer to Joan is on its way.".into() };
    let overtaken = |typed: Option<&str>| CaseNotice::Overtaken {
        meanwhile: vec![
            "Chidi answered at 14:07.".into(),
            "Joan wrote again at 14:11: “Thank you, Wednesday is fine.”".into(),
        ],
        typed: typed.map(Into::into),
    };
    let gone = DeskCaseView { notice: overtaken(Some(DRAFT)), ..resolved() };
    vec![
        ("desk_case", desk_case_page(&case())),
        ("desk_case_unread", desk_case_page(&unread())),
        ("desk_case_done", with(done)),
        ("desk_case_overtaken", with(overtaken(None))),
        ("desk_case_overtaken_typed", desk_case_page(&gone)),
        ("desk_case_not_recorded", with(CaseNotice::NotRecorded)),
        ("desk_case_to_mend", desk_case_page(&to_mend())),
        ("desk_case_declining", desk_case_page(&declining())),
        ("desk_case_resolved", desk_case_page(&resolved())),
    ]
}

pub(super) fn case() -> DeskCaseView {
    DeskCaseView {
        frame: frame_of_two(),
        title: "Joan Whitcombe, answer by 15:00".into(),
        reference: "HB-7K3Q-X2MD".into(),
        news_url: "/desk/demo/case/1/news?since=1795000000000".into(),
        customer: joan(),
        tags: Vec::new(),
        notice: CaseNotice::Quiet,
        warnings: Vec::new(),
        owed: owed(
            Dial::Soon(40),
            "40 minutes left. Joan gets an answer by 15:00.",
            Some("You promised it at 13:31, and Joan knows."),
        ),
        told: CaseTold {
            needed: Some(tag("Needed: today", TagTone::Soon)),
            newest: None,
            wrote: "today 13:10".into(),
            kind: Some(tag("Something is wrong", TagTone::Late)),
            message: Some(WORDS.into()),
            wish: Some(WISH.into()),
            slot: None,
        },
        facts: facts(),
        deeds: deeds(),
        form: CaseForm {
            action: "/desk/demo/case/0Xq7".into(),
            token: "dG9rZW4.c2lnbmVk".into(),
            step: "3".into(),
        },
    }
}

pub(super) fn joan() -> DeskCustomer {
    DeskCustomer {
        name: "Joan Whitcombe".into(),
        first: "Joan".into(),
        known: Some("Wrote 2 times before".into()),
        mail: Some(link("joan@whitcombe.example", "mailto:joan@whitcombe.example")),
        call: Some(link("07700 900461", "tel:+447700900461")),
        earlier: vec![
            EarlierCase {
                url: "/desk/demo/case/1".into(),
                label: "Could you come before the winter?".into(),
                outcome: "Answered 3 October, in 2 h".into(),
                into: Some("20261003-000102030405060708090a0b0c0d0e0f".into()),
            },
            EarlierCase {
                url: "/desk/demo/case/2".into(),
                label: "The water is hot again, thank you.".into(),
                outcome: "Praise, 12 March".into(),
                into: None,
            },
        ],
        device: DeviceView {
            page: Some(link("okafor.example/repairs", "https://okafor.example/repairs")),
            language: Some("English (United Kingdom)".into()),
            clock: None,
        },
    }
}

pub(super) fn owed(dial: Dial, says: &str, beside: Option<&str>) -> OwedView {
    OwedView { dial, says: says.into(), beside: beside.map(Into::into) }
}

pub(super) fn fact(kind: FactKind, what: &str, when: &str, words: Option<&str>) -> FactView {
    FactView { kind, what: what.into(), when: when.into(), words: words.map(Into::into) }
}

pub(super) fn facts() -> Vec<FactView> {
    vec![
        fact(FactKind::Customer, "Joan wrote from okafor.example/repairs", "today 13:10", None),
        fact(FactKind::Machine, "Receipt sent: Ana reads this by 15:40", "13:10", None),
        fact(
            FactKind::Person,
            "You read it and promised an answer by 15:00",
            "13:31. Kept, 2 h 9 min early",
            None,
        ),
        fact(
            FactKind::Note,
            "Chidi noted",
            "13:44",
            Some("Edith, the mother, feels the cold. Please ring before ten, Joan works nights."),
        ),
        fact(FactKind::ToCome, "Your answer is due", "today 15:00", None),
    ]
}

pub(super) fn deeds() -> CaseDeeds {
    CaseDeeds {
        mailed: true,
        acknowledge: None,
        reply: Some(ReplyForm {
            words: DRAFT.into(),
            draft_kept: Some("This is your draft.".into()),
            presence: Some("Chidi has this case open since 14:05.".into()),
            goes: "Joan gets it by mail from Okafor & Daughter, with your name.".into(),
        }),
        hand_over: Some(HandOverForm { teammates: teammates(), ..HandOverForm::default() }),
        snooze: Some(snooze()),
        decline: Some(DeclineForm::default()),
        plain: vec![Deed::Resolve, Deed::Answered, Deed::Spam, Deed::Fraud],
        open: vec![answer(move_form())],
        ended: vec![PromiseView {
            due: "by today 15:40".into(),
            what: "Ana reads it.".into(),
            state: PromiseState::Kept,
            outcome: Some("Kept at 13:31.".into()),
        }],
        commit: Some(commit_form()),
        note: String::new(),
    }
}

fn teammates() -> Vec<TeammateView> {
    let mate = |value: &str, name: &str, about: Option<&str>| TeammateView {
        value: value.into(),
        name: name.into(),
        about: about.map(Into::into),
    };
    vec![mate("chidi", "Chidi", Some("Gas, since 1989")), mate("rosa", "Rosa", None)]
}

fn snooze() -> SnoozeForm {
    let time = |value: &str, label: &str| (value.to_owned(), label.to_owned());
    SnoozeForm {
        times: vec![
            time("1", "Today 14:50"),
            time("2", "Tomorrow 8:00"),
            time("3", "Monday 8:00"),
            time("4", "In two weeks"),
        ],
        to: String::new(),
        beside: Some("The answer is due today 15:00: choose a time before.".into()),
    }
}

fn unread() -> DeskCaseView {
    let acknowledge = AcknowledgeForm { times: times(usize::MAX) };
    let mut facts = facts();
    facts.truncate(2);
    facts.push(fact(
        FactKind::ToCome,
        "You read it and say when you answer",
        "today by 15:40",
        None,
    ));
    let read = OpenPromise {
        due: "By today 15:40".into(),
        what: "Ana reads it.".into(),
        left: "2 h 20 min left".into(),
        late: false,
        deed: OpenDeed::Acknowledge { url: "#h-ack".into() },
    };
    DeskCaseView {
        frame: frame(),
        title: "Joan Whitcombe, read by 15:40".into(),
        owed: owed(
            Dial::Later,
            "Please read this by 15:40.",
            Some("Joan wrote ten minutes ago and was told so."),
        ),
        facts,
        deeds: CaseDeeds {
            acknowledge: Some(acknowledge),
            reply: Some(ReplyForm {
                goes: "Joan gets it by mail from Okafor & Daughter, with your name.".into(),
                ..ReplyForm::default()
            }),
            open: vec![read],
            ended: Vec::new(),
            ..deeds()
        },
        ..case()
    }
}

/// More than one form never comes back at once; here they stand together to be seen.
fn to_mend() -> DeskCaseView {
    let mistakes = vec![
        mistake(case_field::REPLY, "Please write what Joan should read."),
        mistake(case_field::HAND_TO, "Please say who takes it."),
        mistake(case_field::HAND_NOTE, "A note can have 4,000 letters, this one has 4,210."),
        mistake(case_field::NOTE, "Please write the note first."),
    ];
    let hand_over = HandOverForm {
        teammates: teammates(),
        note: "Joan knows you from Thursday.".into(),
        ..HandOverForm::default()
    };
    DeskCaseView {
        notice: CaseNotice::Mend(mistakes),
        deeds: CaseDeeds {
            reply: Some(ReplyForm::default()),
            hand_over: Some(hand_over),
            ..deeds()
        },
        ..case()
    }
}

fn declining() -> DeskCaseView {
    let mistakes = vec![mistake(case_field::DECLINE, "Please say what you cannot do.")];
    let decline =
        DeclineForm { referral: "Green Roofs, 020 7946 0177".into(), ..DeclineForm::default() };
    DeskCaseView {
        notice: CaseNotice::Mend(mistakes),
        deeds: CaseDeeds { decline: Some(decline), ..deeds() },
        ..case()
    }
}

fn resolved() -> DeskCaseView {
    DeskCaseView {
        title: "Joan Whitcombe, resolved".into(),
        owed: owed(
            Dial::Done,
            "Resolved by Chidi, today 14:07.",
            Some("Every promise to Joan was kept."),
        ),
        deeds: CaseDeeds {
            reply: None,
            hand_over: None,
            snooze: None,
            decline: None,
            plain: vec![Deed::Reopen],
            open: Vec::new(),
            commit: None,
            ..deeds()
        },
        ..case()
    }
}
