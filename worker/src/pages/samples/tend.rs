//! The page to tend a case.

use super::super::{
    Answering, CustomerView, FormTarget, Given, GivenForm, Mistake, OWN_TIME, OfferedTime,
    OpenDeed, OpenPromise, TendNotice, TendNow, TendView, tend_page,
};
use super::{Sample, WISH, WORDS, demo, link};

pub(super) fn tends() -> Vec<Sample> {
    let nothing = TendView {
        customer: CustomerView { mailed: false, ..CustomerView::default() },
        message: None,
        wish: None,
        now: TendNow::Nothing,
        open: Vec::new(),
        answered_url: None,
        ..tend()
    };
    let unread = OpenPromise {
        what: "Ana reads it and says when the answer comes.".into(),
        deed: OpenDeed::Acknowledge { url: "/act/demo/read".into() },
        ..answer(GivenForm::default())
    };
    let done = TendNotice::Done { says: "The new time is today 17:00.".into(), mailed: true };
    let overtaken = |typed: Option<&str>| TendNotice::Overtaken { typed: typed.map(Into::into) };
    let typed = "The part comes tomorrow.";
    vec![
        ("tend", tend_page(&tend())),
        ("tend_to_mend", tend_page(&to_mend())),
        ("tend_done", tend_page(&TendView { notice: done, ..tend() })),
        ("tend_commitments", tend_page(&commitments())),
        ("tend_unread", tend_page(&TendView { open: vec![unread], ..tend() })),
        ("tend_nothing", tend_page(&nothing)),
        ("tend_overtaken", tend_page(&TendView { notice: overtaken(Some(typed)), ..tend() })),
        ("tend_overtaken_kept", tend_page(&TendView { notice: overtaken(None), ..to_mend() })),
        (
            "tend_not_recorded",
            tend_page(&TendView { notice: TendNotice::NotRecorded, ..to_mend() }),
        ),
    ]
}

fn tend() -> TendView {
    TendView {
        answering: Answering::Answer,
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
        now: TendNow::Waits { what: "your answer", due: "today 15:00".into(), late: false },
        notice: TendNotice::Quiet,
        open: vec![answer(move_form())],
        commit: Some(commit_form()),
        form: FormTarget { action: "/act/demo/0Xq7".into(), token: "dG9rZW4.c2lnbmVk".into() },
        answered_url: Some("/act/demo/answered".into()),
    }
}

fn to_mend() -> TendView {
    let mistakes = vec![
        mistake("answer-day", "This has passed. Please choose a later time."),
        mistake("answer-words", "Please write why: the customer reads it."),
    ];
    let given = Given {
        to: OWN_TIME.into(),
        day: "2026-11-20".into(),
        time: "15:00".into(),
        ..Given::default()
    };
    let form = GivenForm { given, mistakes: mistakes.clone(), ..move_form() };
    TendView { open: vec![answer(form)], notice: TendNotice::Mend(mistakes), ..tend() }
}

fn commitments() -> TendView {
    let commitment = |number: u32, due: &str, what: &str, late| OpenPromise {
        due: due.into(),
        what: what.into(),
        left: if late { "Its time has passed." } else { "21 h 30 min of opening time left" }.into(),
        late,
        deed: OpenDeed::KeepOrMove {
            keep: format!("keep.{number}"),
            form: GivenForm {
                deed: format!("move.commitment-{number}.1"),
                name: format!("commitment-{number}"),
                ..GivenForm::default()
            },
        },
    };
    TendView {
        now: TendNow::Promised { due: "yesterday 20:00".into(), late: true },
        open: vec![
            commitment(1, "By yesterday 20:00", "Chidi brings you two heaters.", true),
            commitment(2, "By Thursday 10:00", "I look at the gas valve.", false),
        ],
        answered_url: None,
        ..tend()
    }
}

pub(super) fn answer(form: GivenForm) -> OpenPromise {
    OpenPromise {
        due: "By today 15:00".into(),
        what: "Ana answers.".into(),
        left: "1 h 20 min of opening time left".into(),
        late: false,
        deed: OpenDeed::Move(form),
    }
}

pub(super) fn move_form() -> GivenForm {
    let time = |value: &str, label: &str, advice: Option<&str>| OfferedTime {
        value: value.into(),
        label: label.into(),
        advice: advice.map(Into::into),
    };
    let sooner = "You promise today 16:00: your record for trouble is 4 hours.";
    GivenForm {
        deed: "move.answer.1".into(),
        name: "answer".into(),
        times: vec![
            time("1", "today 16:00", Some(sooner)),
            time("2", "tomorrow 12:00", None),
            time("3", "Friday 12:00", None),
        ],
        usual: Some("Your record supports today 17:10 or later.".into()),
        ..GivenForm::default()
    }
}

pub(super) fn commit_form() -> GivenForm {
    GivenForm { deed: "promise.1".into(), name: "new".into(), ..GivenForm::default() }
}

pub(super) fn mistake(field: &str, sentence: &str) -> Mistake {
    Mistake { field: field.into(), sentence: sentence.into() }
}

/// Every text field is `text`.
pub(super) fn hostile(text: &str, business: super::super::Business) -> TendView {
    let own = || text.to_owned();
    let form = GivenForm {
        deed: own(),
        name: "answer".into(),
        times: vec![OfferedTime { value: own(), label: own(), advice: Some(own()) }],
        usual: Some(own()),
        given: Given { to: own(), day: own(), time: own(), words: own(), sure: own() },
        mistakes: vec![mistake("answer-words", text)],
    };
    let open = OpenPromise {
        due: own(),
        what: own(),
        left: own(),
        late: true,
        deed: OpenDeed::KeepOrMove { keep: own(), form: form.clone() },
    };
    TendView {
        answering: Answering::Answer,
        business,
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
        now: TendNow::Waits { what: "your answer", due: own(), late: true },
        notice: TendNotice::Overtaken { typed: Some(own()) },
        open: vec![open],
        commit: Some(GivenForm { name: "new".into(), times: Vec::new(), ..form }),
        form: FormTarget { action: own(), token: own() },
        answered_url: Some(own()),
    }
}
