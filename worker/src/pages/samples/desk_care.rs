//! Cases at the desk that ask for care: a mail that came back, only a number, perhaps spam.

use super::super::{
    CaseDeeds, CaseTold, CaseWarning, Deed, DeskCaseView, DeskCustomer, DeviceView, Dial, FactKind,
    GivenForm, OpenDeed, OpenPromise, PromiseState, PromiseView, ReplyForm, TagTone,
    UndeliveredView, desk_case_page,
};
use super::desk_case::{DRAFT, case, deeds, fact, facts, joan, owed};
use super::desk_rows::tag;
use super::tend::move_form;
use super::{Sample, link};

pub(super) fn cases() -> Vec<Sample> {
    vec![
        ("desk_case_talk", desk_case_page(&talk())),
        ("desk_case_ring", desk_case_page(&ring())),
        ("desk_case_suspect", desk_case_page(&suspect())),
    ]
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
    let failed = UndeliveredView {
        says: "What you wrote did not reach joan@whitcombe.example.".into(),
        why: "The mail server refused it for good: 552 5.2.2 Mailbox full".into(),
        call: Some(link("Call 07700 900461", "tel:07700900461")),
        write: Some(link("Write from your own mail", "mailto:joan@whitcombe.example")),
    };
    DeskCaseView {
        title: "Joan Whitcombe, 4 h late".into(),
        tags: vec![tag("With Chidi", TagTone::Plain), tag("Chidi is writing", TagTone::Soon)],
        warnings: vec![CaseWarning::NotDelivered(failed)],
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
            needed: None,
            newest: None,
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
            needed: None,
            newest: None,
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
