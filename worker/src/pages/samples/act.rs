//! The pages behind a mail's buttons.

use super::super::{
    ActState, ActView, Answering, CustomerView, FormTarget, LinkTrouble, NotMeState, NotMeView,
    TimeChoice, act_link_page, act_page, not_me_page,
};
use super::{Sample, WISH, WORDS, demo, link};

pub(super) fn acts() -> Vec<Sample> {
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
        tend_url: Some("/act/demo/tend".into()),
    };
    let answered = |by: Option<&str>, before: Option<&str>| ActState::Answered {
        by: by.map(Into::into),
        before: before.map(Into::into),
        tend_url: Some("/act/demo/tend".into()),
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
    let as_answered = |answering, state| act_page(&ActView { answering, ..act(state) });
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
        ("act_closed", act_page(&act(ActState::Closed { desk_url: "/desk/demo/case/1".into() }))),
        ("act_read", as_answered(Answering::Read, answered(None, None))),
        (
            "act_read_before",
            as_answered(Answering::Read, answered(Some("Chidi"), Some("today 14:41"))),
        ),
        ("act_called", as_answered(Answering::Call, answered(None, None))),
        (
            "act_confirm_called",
            as_answered(
                Answering::Call,
                ActState::ConfirmAnswered { form: target(), not_recorded: false },
            ),
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

fn target() -> FormTarget {
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

fn act(state: ActState) -> ActView {
    ActView {
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
        state,
    }
}
