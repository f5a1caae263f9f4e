//! A case at the desk, from unread to archived.

use super::super::{
    AcknowledgeForm, CaseDeeds, CaseForm, CaseNotice, CaseTold, CaseWarning, DeclineForm, Deed,
    DeskCaseView, DeskCustomer, DeviceView, Dial, EarlierCase, FactKind, FactView, GivenForm,
    HandOverForm, OpenDeed, OpenPromise, OwedView, PromiseState, PromiseView, ReplyForm,
    SnoozeForm, TagTone, TeammateView, case_field, desk_case_page,
};
use super::act::times;
use super::desk::{frame, frame_of_two};
use super::desk_list::tag;
use super::tend::{answer, commit_form, mistake, move_form};
use super::{Sample, WISH, WORDS, link};

const DRAFT: &str = "Dear Joan,\n\nYou wrote that since last night the boiler locks out with F28, four days after our service, and that your mother is cold. I am sorry. It should not happen, and it is ours to put right.\n\nI come on Wednesday between 8 and 10 and look at the gas valve. You do not pay for this visit.\n\nAna";

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
        ("desk_case_talk", desk_case_page(&talk())),
        ("desk_case_ring", desk_case_page(&ring())),
        ("desk_case_suspect", desk_case_page(&suspect())),
        ("desk_case_resolved", desk_case_page(&resolved())),
    ]
}

fn case() -> DeskCaseView {
    DeskCaseView {
        frame: frame_of_two(),
        title: "Joan Whitcombe, answer by 15:00".into(),
        reference: "HB-7K3Q-X2MD".into(),
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

fn joan() -> DeskCustomer {
    DeskCustomer {
        name: "Joan Whitcombe".into(),
        first: "Joan".into(),
        known: Some("Customer since 2021".into()),
        mail: Some(link("joan@whitcombe.example", "mailto:joan@whitcombe.example")),
        call: Some(link("07700 900461", "tel:+447700900461")),
        earlier: vec![
            EarlierCase {
                url: "/desk/demo/case/1".into(),
                label: "Could you come before the winter?".into(),
                outcome: "Answered 3 October, in 2 h".into(),
            },
            EarlierCase {
                url: "/desk/demo/case/2".into(),
                label: "The water is hot again, thank you.".into(),
                outcome: "Praise, 12 March".into(),
            },
        ],
        device: DeviceView {
            page: Some(link("okafor.example/repairs", "https://okafor.example/repairs")),
            browser: Some("Safari on iPhone".into()),
            language: Some("English (United Kingdom)".into()),
            clock: None,
        },
    }
}

fn owed(dial: Dial, says: &str, beside: Option<&str>) -> OwedView {
    OwedView { dial, says: says.into(), beside: beside.map(Into::into) }
}

fn fact(kind: FactKind, what: &str, when: &str, words: Option<&str>) -> FactView {
    FactView { kind, what: what.into(), when: when.into(), words: words.map(Into::into) }
}

fn facts() -> Vec<FactView> {
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

fn deeds() -> CaseDeeds {
    CaseDeeds {
        mailed: true,
        acknowledge: None,
        reply: Some(ReplyForm {
            words: DRAFT.into(),
            draft_kept: Some("Kept as a draft at 14:05.".into()),
            presence: Some("Chidi is writing since 14:05.".into()),
            goes: "Joan gets it by mail from Okafor & Daughter, with your name.".into(),
            ask: true,
        }),
        hand_over: Some(HandOverForm { teammates: teammates(), ..HandOverForm::default() }),
        snooze: Some(snooze()),
        decline: Some(DeclineForm::default()),
        plain: vec![Deed::Answered, Deed::Resolve, Deed::Spam, Deed::Fraud],
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
    vec![
        mate("chidi", "Chidi", Some("3 open, one due today 17:00")),
        mate("rosa", "Rosa", Some("Away until Thursday")),
    ]
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
    let acknowledge = AcknowledgeForm {
        times: times(usize::MAX),
        usual: Some("These are times you keep, nine times in ten.".into()),
    };
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
                ask: true,
                ..ReplyForm::default()
            }),
            open: vec![read],
            ended: Vec::new(),
            ..deeds()
        },
        ..case()
    }
}

/// Every form of the case's own, with something to mend.
fn to_mend() -> DeskCaseView {
    let mistakes = vec![
        mistake(case_field::REPLY, "Please write what Joan should read."),
        mistake(case_field::HAND_TO, "Please say who takes it."),
        mistake(case_field::HAND_NOTE, "A note can have 4,000 letters, this one has 4,210."),
        mistake(case_field::SNOOZE, "Please choose until when."),
        mistake(case_field::DECLINE, "Please say what you cannot do."),
        mistake(case_field::NOTE, "Please write the note first."),
    ];
    let hand_over = HandOverForm {
        teammates: teammates(),
        note: "Joan knows you from Thursday.".into(),
        ..HandOverForm::default()
    };
    let decline =
        DeclineForm { referral: "Green Roofs, 020 7946 0177".into(), ..DeclineForm::default() };
    DeskCaseView {
        notice: CaseNotice::Mend(mistakes),
        deeds: CaseDeeds {
            reply: Some(ReplyForm { ask: true, ..ReplyForm::default() }),
            hand_over: Some(hand_over),
            decline: Some(decline),
            ..deeds()
        },
        ..case()
    }
}

/// A long talk: a mail that came back, a case with somebody else, a missed promise.
fn talk() -> DeskCaseView {
    let mut facts = facts();
    facts.truncate(4);
    facts.extend([
        fact(FactKind::Person, "You answered", "14:41. Kept, 19 min early", Some(DRAFT)),
        fact(FactKind::Machine, "Your answer went to joan@whitcombe.example", "14:41", None),
        fact(
            FactKind::Customer,
            "Joan wrote on the page of the case",
            "yesterday 16:02",
            Some(
                "Wednesday is fine. But the heaters did not come.\n\nAnd which papers do you need?",
            ),
        ),
        fact(FactKind::Person, "Ana handed it to Chidi", "yesterday 16:10", None),
        fact(
            FactKind::Note,
            "Ana noted",
            "yesterday 16:10",
            Some("You have the heaters in the van."),
        ),
        fact(
            FactKind::Late,
            "Chidi’s answer did not reach joan@whitcombe.example",
            "today 9:00",
            Some("552 5.2.2 The mailbox is full."),
        ),
        fact(FactKind::Late, "The answer was due", "today 10:00", None),
    ]);
    let missed = PromiseView {
        due: "by yesterday 20:00".into(),
        what: "Chidi brings you two heaters.".into(),
        state: PromiseState::Missed,
        outcome: Some("Its time passed.".into()),
    };
    let commitment = OpenPromise {
        due: "By Wednesday 10:00".into(),
        what: "I look at the gas valve.".into(),
        left: "1 day 20 h left".into(),
        late: false,
        deed: OpenDeed::KeepOrMove {
            keep: "keep.1".into(),
            form: GivenForm { name: "commitment-1".into(), ..move_form() },
        },
    };
    let says = "Chidi’s answer of 9:00 did not reach joan@whitcombe.example: the mailbox is full. Please ring.";
    DeskCaseView {
        title: "Joan Whitcombe, 4 h late".into(),
        tags: vec![tag("With Chidi", TagTone::Plain), tag("Chidi is writing", TagTone::Soon)],
        warnings: vec![CaseWarning::NotDelivered { says: says.into() }],
        owed: owed(
            Dial::Late,
            "4 hours late. Joan was told: today 10:00.",
            Some("Chidi promised it yesterday at 16:30."),
        ),
        facts,
        deeds: CaseDeeds {
            open: vec![commitment],
            ended: vec![missed, deeds().ended.remove(0)],
            ..deeds()
        },
        ..case()
    }
}

/// Only a number was left.
fn ring() -> DeskCaseView {
    DeskCaseView {
        title: "Tomasz Zieliński, ring by 14:45".into(),
        customer: DeskCustomer {
            name: "Tomasz Zieliński".into(),
            first: "Tomasz".into(),
            known: Some("Writes for the first time".into()),
            mail: None,
            call: Some(link("07700 900318", "tel:+447700900318")),
            earlier: Vec::new(),
            ..joan()
        },
        warnings: vec![CaseWarning::Ring {
            says: "Tomasz left only a number. Please ring 07700 900318.".into(),
        }],
        owed: owed(Dial::Soon(25), "25 minutes left. Tomasz expects a call by 14:45.", None),
        told: CaseTold {
            kind: Some(tag("Call back", TagTone::Plain)),
            message: None,
            wish: None,
            slot: Some("Can talk today between 14:30 and 14:45.".into()),
            ..case().told
        },
        deeds: CaseDeeds {
            mailed: false,
            reply: Some(ReplyForm {
                goes:
                    "It stands on the page of the case. No mail goes out, Tomasz left no address."
                        .into(),
                ..ReplyForm::default()
            }),
            ..deeds()
        },
        ..case()
    }
}

fn suspect() -> DeskCaseView {
    let says =
        "It may be spam: five links, and the same words came three times today. Nothing was sent.";
    DeskCaseView {
        title: "Perhaps spam".into(),
        customer: DeskCustomer { device: DeviceView::default(), ..DeskCustomer::default() },
        warnings: vec![CaseWarning::Suspect { says: says.into() }],
        owed: owed(
            Dial::Unsure,
            "Is this a real customer?",
            Some("Nothing is promised until you say so."),
        ),
        told: CaseTold {
            kind: None,
            message: Some(
                "Dear sir, your website can be first in all searches for a small fee.".into(),
            ),
            wish: None,
            ..case().told
        },
        facts: vec![fact(
            FactKind::Customer,
            "It was written from the business card",
            "today 12:02",
            None,
        )],
        deeds: CaseDeeds {
            plain: vec![Deed::Real, Deed::Spam, Deed::Fraud],
            ..CaseDeeds::default()
        },
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
