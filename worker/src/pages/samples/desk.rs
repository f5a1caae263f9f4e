//! The desk's frame, signing in, and the browsers signed in.

use super::super::{
    Business, DeskDoorView, DeskFrame, DeskPerson, FormTarget, SessionView, SessionsView,
    SignInNotice, SignInState, SignInView, TellingView, desk_door_page, keys_page, sessions_page,
    sign_in_page,
};
use super::{Sample, demo, link};

pub(super) fn desks() -> Vec<Sample> {
    let door = |desks| desk_door_page(&DeskDoorView { desks, begin_url: "/desk/new".into() });
    vec![
        ("desk_door", door(vec![link("Okafor & Daughter", "/desk/demo")])),
        ("desk_door_none", door(Vec::new())),
        ("desk_sign_in", sign_in(address("", None, SignInNotice::None))),
        ("desk_sign_in_again", sign_in(address("", None, SignInNotice::Ended))),
        (
            "desk_sign_in_unsent",
            sign_in(address("", None, SignInNotice::Unsent("We are on our way.\n\nAna".into()))),
        ),
        ("desk_sign_in_signed_out", sign_in(address("", None, SignInNotice::SignedOut))),
        (
            "desk_sign_in_mistake",
            sign_in(address("ana@", Some("After the @ something is missing."), SignInNotice::None)),
        ),
        ("desk_code", sign_in(code("", None))),
        (
            "desk_code_wrong",
            sign_in(code(
                "481 503",
                Some(
                    "This is not the code of the newest mail. You have 3 more tries, and the link in the mail.",
                ),
            )),
        ),
        ("desk_code_expired", sign_in(SignInState::Expired { again_url: again() })),
        ("desk_link", sign_in(SignInState::Link { form: target(), you: "Ana".into() })),
        (
            "desk_link_elsewhere",
            sign_in(SignInState::OtherBrowser { code: Some("481 502".into()), again_url: again() }),
        ),
        ("desk_sessions", sessions_page(&sessions())),
        ("desk_keys", keys_page(&frame())),
        (
            "desk_sessions_told",
            sessions_page(&SessionsView {
                done: Some("This browser tells you from now on when a customer writes, when a case is handed to you, and when something is due or late.".into()),
                telling: TellingView { told: true, ..telling() },
                ..sessions()
            }),
        ),
        (
            "desk_sessions_refused",
            sessions_page(&SessionsView {
                telling: TellingView {
                    refused: Some("This browser named no service that can be reached.".into()),
                    ..telling()
                },
                ..sessions()
            }),
        ),
        (
            "desk_sessions_ended",
            sessions_page(&SessionsView {
                done: Some("Safari on iPhone is signed out.".into()),
                others: Vec::new(),
                ..sessions()
            }),
        ),
    ]
}

pub(super) fn frame() -> DeskFrame {
    DeskFrame {
        business: demo(),
        you: DeskPerson {
            name: "Ana Okafor".into(),
            first: "Ana".into(),
            picture: Some("/pictures/demo-ana.webp".into()),
        },
        desk_url: "/desk/demo".into(),
        archive_url: "/desk/demo?show=archive".into(),
        report_url: "/desk/demo/report".into(),
        sessions_url: "/desk/demo/sessions".into(),
        settings_url: "/desk/demo/settings".into(),
        sign_out: FormTarget { action: "/desk/demo/sign-out".into(), ..target() },
        others: Vec::new(),
    }
}

/// A frame where one person serves several sites.
pub(super) fn frame_of_two() -> DeskFrame {
    DeskFrame {
        others: vec![
            link("The Heat Pump Workshop", "/desk/pumps"),
            link("Okafor Spare Parts", "/desk/parts"),
        ],
        ..frame()
    }
}

fn sign_in(state: SignInState) -> maud::Markup {
    sign_in_page(&SignInView { business: demo(), state, first_run: false })
}

fn address(email: &str, error: Option<&str>, notice: SignInNotice) -> SignInState {
    SignInState::Address {
        form: target(),
        email: email.into(),
        error: error.map(Into::into),
        notice,
    }
}

fn code(code: &str, error: Option<&str>) -> SignInState {
    SignInState::Code {
        form: target(),
        email: "ana@okafor.example".into(),
        good_for: "10 minutes".into(),
        code: code.into(),
        error: error.map(Into::into),
        again_url: again(),
    }
}

fn again() -> String {
    "/desk/demo".into()
}

pub(super) fn target() -> FormTarget {
    FormTarget { action: "/desk/demo/enter".into(), token: "dG9rZW4.c2lnbmVk".into() }
}

fn sessions() -> SessionsView {
    let session = |id: &str, browser: &str, begun: &str, seen: &str| SessionView {
        id: id.into(),
        browser: browser.into(),
        begun: begun.into(),
        seen: seen.into(),
        told: id == "b2",
    };
    SessionsView {
        frame: frame(),
        done: None,
        telling: telling(),
        this: session("a1", "Firefox on Windows", "Monday 3 November, 09:12", "now"),
        others: vec![
            session("b2", "Safari on iPhone", "Friday 31 October, 18:40", "today 08:05"),
            session("c3", "Chrome on Android", "Thursday 2 October, 12:00", "2 November"),
        ],
        form: target(),
    }
}

fn telling() -> TellingView {
    let key =
        "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4";
    TellingView { told: false, key: key.into(), refused: None, session: "a1".into() }
}

/// Every text field is `text`.
pub(super) fn hostile_frame(text: &str, business: Business) -> DeskFrame {
    let own = || text.to_owned();
    DeskFrame {
        business,
        you: DeskPerson { name: own(), first: own(), picture: Some(own()) },
        desk_url: own(),
        archive_url: own(),
        report_url: own(),
        sessions_url: own(),
        settings_url: own(),
        sign_out: FormTarget { action: own(), token: own() },
        others: vec![link(text, text)],
    }
}

/// Every text field is `text`.
pub(super) fn hostile(text: &str, business: &Business) -> Vec<Sample> {
    let own = || text.to_owned();
    let form = FormTarget { action: own(), token: own() };
    let state =
        |state| sign_in_page(&SignInView { business: business.clone(), state, first_run: false });
    let session = SessionView { id: own(), browser: own(), begun: own(), seen: own(), told: true };
    let address = SignInState::Address {
        form: form.clone(),
        email: own(),
        error: Some(own()),
        notice: SignInNotice::Unsent(own()),
    };
    let code = SignInState::Code {
        form: form.clone(),
        email: own(),
        good_for: own(),
        code: own(),
        error: Some(own()),
        again_url: own(),
    };
    let sessions = SessionsView {
        frame: hostile_frame(text, business.clone()),
        done: Some(own()),
        telling: TellingView { told: false, key: own(), refused: Some(own()), session: own() },
        this: session.clone(),
        others: vec![session.clone(), session],
        form: form.clone(),
    };
    vec![
        (
            "desk_door",
            desk_door_page(&DeskDoorView { desks: vec![link(text, text)], begin_url: own() }),
        ),
        ("desk_sign_in", state(address)),
        ("desk_code", state(code)),
        ("desk_link", state(SignInState::Link { form, you: own() })),
        (
            "desk_link_elsewhere",
            state(SignInState::OtherBrowser { code: Some(own()), again_url: own() }),
        ),
        (
            "desk_sessions_told",
            sessions_page(&SessionsView {
                telling: TellingView { told: true, ..sessions.telling.clone() },
                ..sessions.clone()
            }),
        ),
        ("desk_sessions", sessions_page(&sessions)),
    ]
}
