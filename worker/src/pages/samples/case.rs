//! The customer's page.

use super::super::{
    AgainForm, Business, CaseNow, CaseView, LinkTrouble, PromiseState, PromiseView, ReceiptView,
    StepKind, StepView, case_locked_page, case_page,
};
use super::card::notes;
use super::{Sample, WISH, WORDS, demo};

pub(super) fn cases() -> Vec<Sample> {
    let receipt = |mailed| {
        let case_url = "https://hearback.example/case/demo/q3J7h0m2vN8sT5yKx4b1Zw".into();
        CaseView { receipt: Some(ReceiptView { mailed, case_url }), ..case() }
    };
    let told = CaseView { notes: notes(), ..case() };
    let by_phone = CaseView { not_me_url: None, ..receipt(false) };
    let not_me = CaseView {
        now: CaseNow::NotMe,
        promises: Vec::new(),
        not_me_url: None,
        again: None,
        ..case()
    };
    let no_phone = Business { call: None, ..demo() };
    let locked = |business: Option<&Business>, trouble| case_locked_page(business, trouble, None);
    vec![
        ("case", case_page(&case())),
        ("case_notes", case_page(&told)),
        ("case_receipt", case_page(&receipt(true))),
        ("case_receipt_by_phone", case_page(&by_phone)),
        ("case_read", case_page(&acknowledged())),
        ("case_answered", case_page(&answered())),
        ("case_overdue", case_page(&overdue())),
        ("case_longer", case_page(&takes_longer())),
        ("case_committed", case_page(&committed())),
        ("case_wrote_again", case_page(&wrote_again())),
        ("case_merged", case_page(&merged(Some("/case/demo/2".into())))),
        ("case_merged_by_another_key", case_page(&merged(None))),
        ("case_not_me", case_page(&not_me)),
        ("case_locked", locked(Some(&demo()), LinkTrouble::NotOpenedHere)),
        ("case_locked_altered", locked(None, LinkTrouble::Altered)),
        (
            "case_locked_joined",
            case_locked_page(Some(&demo()), LinkTrouble::Joined, Some("It is upstairs, sorry.")),
        ),
        ("case_locked_expired", locked(Some(&no_phone), LinkTrouble::Expired)),
    ]
}

fn acknowledged() -> CaseView {
    CaseView {
        now: CaseNow::Read { by: "Ana".into(), deed: "answers", when: "by today 15:00".into() },
        promises: vec![
            promise("by today 15:00", "Ana answers.", PromiseState::Open, None),
            kept("by today 15:40", "Ana reads your message.", "Kept, today 13:31."),
        ],
        steps: vec![
            case().steps.remove(0),
            step("Ana read your message", "today 13:31", StepKind::Done),
            step("Ana answers", "by today 15:00", StepKind::ToCome),
        ],
        ..case()
    }
}

fn answered() -> CaseView {
    CaseView {
        now: CaseNow::Answered { by: "Ana".into(), done: "answered", at: "today 14:41".into() },
        promises: vec![
            kept("by today 15:00", "Ana answers.", "Kept, today 14:41."),
            kept("by today 15:40", "Ana reads your message.", "Kept, today 13:31."),
        ],
        steps: vec![
            case().steps.remove(0),
            step("Ana read your message", "today 13:31", StepKind::Done),
            step("Ana answered", "today 14:41", StepKind::Done),
        ],
        ..case()
    }
}

fn overdue() -> CaseView {
    let late = Some("Late, and not done yet");
    CaseView {
        now: CaseNow::Overdue { by: "Ana".into(), what: "word", was_due: "today 17:10".into() },
        promises: vec![
            promise("by today 17:10", "Ana reads your message.", PromiseState::Missed, late),
            moved("by today 15:40", "Ana reads your message.", "Moved today 15:25 to today 17:10"),
        ],
        steps: vec![
            case().steps.remove(0),
            longer(),
            step("Ana reads it and says when the answer comes", "by today 17:10", StepKind::Late),
        ],
        ..case()
    }
}

fn wrote_again() -> CaseView {
    let due = Some("today 16:40".into());
    CaseView {
        now: CaseNow::With { by: "Ana".into(), at: "today 14:52".into(), due },
        promises: vec![
            promise("by today 16:40", "Ana answers.", PromiseState::Open, None),
            kept("by today 15:00", "Ana answers.", "Kept, today 14:41."),
        ],
        steps: vec![
            case().steps.remove(0),
            step("Ana answered", "today 14:41", StepKind::Done),
            step("You wrote", "today 14:52", StepKind::Done),
            step("Ana answers", "by today 16:40", StepKind::ToCome),
        ],
        again: case().again.map(|form| AgainForm {
            sent: true,
            promise: Some("Ana answers by today 16:40.".into()),
            ..form
        }),
        ..case()
    }
}

fn merged(url: Option<String>) -> CaseView {
    let (reference, at) = ("HB-4Q8R-M2TV".into(), "today 14:52".into());
    let now = CaseNow::Merged { reference, at, url };
    CaseView { now, promises: Vec::new(), steps: vec![case().steps.remove(0)], ..case() }
}

fn takes_longer() -> CaseView {
    CaseView {
        now: CaseNow::Longer { due: "today 17:10".into() },
        promises: vec![
            promise("by today 17:10", "Ana reads your message.", PromiseState::Open, None),
            moved("by today 15:40", "Ana reads your message.", "Moved today 15:25 to today 17:10"),
        ],
        steps: vec![
            case().steps.remove(0),
            longer(),
            step("Ana reads it and says when the answer comes", "by today 17:10", StepKind::ToCome),
        ],
        ..case()
    }
}

fn committed() -> CaseView {
    let said = |what: &str, when: &str, said: &str| StepView {
        said: Some(said.into()),
        ..step(what, when, StepKind::Done)
    };
    let (heaters, valve) = ("Chidi brings you two heaters.", "I look at the gas valve.");
    CaseView {
        now: CaseNow::Answered { by: "Ana".into(), done: "answered", at: "today 14:41".into() },
        promises: vec![
            promise("by Friday 10:00", valve, PromiseState::Open, None),
            moved("by Thursday 10:00", valve, "Moved today 16:20 to Friday 10:00"),
            kept("by today 20:00", heaters, "Kept, today 16:05"),
            kept("by today 15:00", "Ana answers.", "Kept, today 14:41"),
        ],
        steps: vec![
            case().steps.remove(0),
            step("Ana answered", "today 14:41", StepKind::Done),
            said("Chidi promised", "today 14:45", heaters),
            said("Ana promised", "today 14:46", valve),
            said("Chidi kept it", "today 16:05", heaters),
            said("Ana needs longer: by Friday 10:00", "today 16:20", "The part comes on Thursday."),
            step("I look at the gas valve", "by Friday 10:00", StepKind::ToCome),
        ],
        ..case()
    }
}

fn longer() -> StepView {
    step("It takes longer. The new time is today 17:10", "today 15:25", StepKind::Machine)
}

fn moved(due: &str, what: &str, outcome: &str) -> PromiseView {
    promise(due, what, PromiseState::Moved, Some(outcome))
}

fn kept(due: &str, what: &str, outcome: &str) -> PromiseView {
    promise(due, what, PromiseState::Kept, Some(outcome))
}

fn case() -> CaseView {
    CaseView {
        business: demo(),
        reference: "HB-7K3Q-X2MD".into(),
        now: CaseNow::Promised { sentence: "Ana reads this by today 15:40.".into() },
        notes: Vec::new(),
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
        again: Some(AgainForm {
            action: "/case/demo/1".into(),
            form: "019d3f6e-1c2d-7abc-8def-0123456789ab".into(),
            ..AgainForm::default()
        }),
    }
}

pub(super) fn step(what: &str, when: &str, kind: StepKind) -> StepView {
    StepView { what: what.into(), when: when.into(), kind, words: None, said: None }
}

pub(super) fn promise(
    due: &str,
    what: &str,
    state: PromiseState,
    outcome: Option<&str>,
) -> PromiseView {
    PromiseView { due: due.into(), what: what.into(), state, outcome: outcome.map(Into::into) }
}
