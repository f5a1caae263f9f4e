//! A case at the desk whose every word tries to be more than a word.

use super::super::{
    AcknowledgeForm, Business, CaseDeeds, CaseForm, CaseNotice, CaseTold, CaseWarning, DeclineForm,
    Deed, DeskCaseView, DeskCustomer, DeviceView, Dial, EarlierCase, FactKind, FactView,
    HandOverForm, OpenDeed, OpenPromise, OwedView, PromiseState, ReplyForm, SnoozeForm, TagTone,
    TeammateView, TimeChoice, UndeliveredView, case_field, desk_case_page,
};
use super::case::promise;
use super::desk::hostile_frame;
use super::desk_rows::tag;
use super::tend::mistake;
use super::{Sample, link, tend};

/// Every text field is `text`.
pub(super) fn hostile(text: &str, business: &Business) -> Vec<Sample> {
    let own = || text.to_owned();
    let mend = CaseNotice::Mend(vec![mistake(case_field::REPLY, text)]);
    let overtaken = CaseNotice::Overtaken { meanwhile: vec![own()], typed: Some(own()) };
    let done = CaseNotice::Done { says: own() };
    let with = |notice| desk_case_page(&DeskCaseView { notice, ..case(text, business.clone()) });
    vec![
        ("desk_case_mend", with(mend)),
        ("desk_case_overtaken", with(overtaken)),
        ("desk_case_done", with(done)),
    ]
}

fn undelivered(text: &str) -> UndeliveredView {
    UndeliveredView {
        says: text.to_owned(),
        why: text.to_owned(),
        call: Some(link(text, text)),
        write: Some(link(text, text)),
    }
}

pub(super) fn case(text: &str, business: Business) -> DeskCaseView {
    let own = || text.to_owned();
    let fact = |kind| FactView { kind, what: own(), when: own(), words: Some(own()) };
    DeskCaseView {
        frame: hostile_frame(text, business.clone()),
        title: own(),
        reference: own(),
        news_url: own(),
        customer: customer(text),
        tags: vec![tag(text, TagTone::Soon)],
        notice: CaseNotice::Quiet,
        warnings: vec![
            CaseWarning::NotDelivered(undelivered(text)),
            CaseWarning::Merged { says: own(), url: own() },
        ],
        owed: OwedView { dial: Dial::Soon(7), says: own(), beside: Some(own()) },
        told: CaseTold {
            needed: Some(tag(text, TagTone::Soon)),
            newest: Some((own(), own())),
            wrote: own(),
            kind: Some(tag(text, TagTone::Late)),
            message: Some(own()),
            wish: Some(own()),
            slot: Some(own()),
        },
        facts: [FactKind::Customer, FactKind::Person, FactKind::Note, FactKind::Late]
            .map(fact)
            .into(),
        deeds: deeds(text, business),
        form: CaseForm { action: own(), token: own(), step: own() },
    }
}

fn customer(text: &str) -> DeskCustomer {
    let own = || text.to_owned();
    DeskCustomer {
        name: own(),
        first: own(),
        known: Some(own()),
        mail: Some(link(text, text)),
        call: Some(link(text, text)),
        earlier: vec![EarlierCase { url: own(), label: own(), outcome: own(), into: Some(own()) }],
        device: DeviceView {
            page: Some(link(text, text)),
            language: Some(own()),
            clock: Some(own()),
        },
    }
}

fn deeds(text: &str, business: Business) -> CaseDeeds {
    let own = || text.to_owned();
    // Its promises are those of the page to tend a case.
    let tended = tend::hostile(text, business);
    let unread =
        OpenPromise { deed: OpenDeed::Acknowledge { url: own() }, ..tended.open[0].clone() };
    CaseDeeds {
        mailed: true,
        acknowledge: Some(AcknowledgeForm {
            times: vec![TimeChoice { value: own(), label: own(), says: own(), chosen: false }],
        }),
        reply: Some(ReplyForm {
            words: own(),
            draft_kept: Some(own()),
            presence: Some(own()),
            goes: own(),
        }),
        hand_over: Some(HandOverForm {
            teammates: vec![TeammateView { value: own(), name: own(), about: Some(own()) }],
            to: own(),
            note: own(),
        }),
        snooze: Some(SnoozeForm { times: vec![(own(), own())], to: own(), beside: Some(own()) }),
        decline: Some(DeclineForm { words: own(), referral: own() }),
        plain: vec![Deed::Resolve],
        open: [tended.open, vec![unread]].concat(),
        ended: vec![promise(text, text, PromiseState::Missed, Some(text))],
        commit: tended.commit,
        note: own(),
    }
}
