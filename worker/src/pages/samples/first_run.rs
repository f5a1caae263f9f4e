//! Setting up a website: the questions, the page to sign in before any, the tag, and the page for
//! whoever puts it in.

use super::super::{
    Business, FieldKind, FirstChoice, FirstNotice, FirstRunView, FormTarget, InstallView, PartLink,
    SettingField, SignInNotice, SignInState, SignInView, WebsiteTagView, first_run_page,
    install_page, sign_in_page, tag_page,
};
use super::desk::{frame, hostile_frame, target};
use super::tend::mistake;
use super::{Sample, demo, link};

const TAG: &str =
    "<script src=\"https://hearback.example/widget.js\" data-site=\"demo\" async></script>";

const TARGETS: [(&str, &str); 2] = [("60", "Within an hour"), ("480", "Within one working day")];

pub(super) fn first_runs() -> Vec<Sample> {
    let mend = FirstNotice::Mend(vec![mistake("zone", "Use a name of the IANA time zone list.")]);
    let hours = FirstRunView {
        number: 3,
        title: "When are you there?",
        notice: mend,
        fields: vec![
            field("zone", "Time zone", "Peckham"),
            field("monday", "Monday", "9:00-17:00"),
        ],
        answered: answered(2),
        back_url: "/desk/new/name".into(),
        ..business()
    };
    let target = FirstRunView {
        number: 5,
        title: "How soon do you read what people write?",
        fields: Vec::new(),
        choice: Some(choice("480")),
        answered: answered(3),
        back_url: "/desk/new/reach".into(),
        ..business()
    };
    let kept = FirstRunView {
        notice: FirstNotice::NotStored,
        picture: Some("/pictures/new/a.webp".into()),
        ..picture()
    };
    let refused = FirstNotice::Mend(vec![mistake("picture", "This picture is not square.")]);
    vec![
        (
            "desk_first_sign_in",
            sign_in(SignInState::Address {
                form: target_of("/desk/new/sign-in"),
                email: String::new(),
                error: None,
                notice: SignInNotice::None,
            }),
        ),
        (
            "desk_first_code",
            sign_in(SignInState::Code {
                form: target_of("/desk/new/enter"),
                email: "ana@okafor.example".into(),
                good_for: "10 minutes".into(),
                code: String::new(),
                error: None,
                again_url: "/desk/new".into(),
            }),
        ),
        ("desk_first_business", first_run_page(&business())),
        ("desk_first_hours_to_mend", first_run_page(&hours)),
        ("desk_first_target", first_run_page(&target)),
        ("desk_first_picture", first_run_page(&picture())),
        (
            "desk_first_picture_refused",
            first_run_page(&FirstRunView { notice: refused, ..picture() }),
        ),
        ("desk_first_not_stored", first_run_page(&kept)),
        ("install", install_page(&install(false, Some("/desk/new".into())))),
        ("install_unowned", install_page(&install(false, None))),
        ("install_known", install_page(&install(true, Some("/desk/new".into())))),
    ]
}

/// Pages that run scripts of ours.
pub(in super::super) fn scripted() -> Vec<Sample> {
    let tag = || WebsiteTagView {
        frame: frame(),
        is_new: true,
        tag: TAG.into(),
        agency_url: "mailto:?subject=A".into(),
        pages: vec!["https://okafor.example".into(), "https://www.okafor.example".into()],
        pages_url: "/desk/demo/settings/looks".into(),
        install_url: "/install?site=demo".into(),
        card: link("See your card, for people without script", "/card/demo"),
        email: "ana@okafor.example".into(),
        back: link("the settings", "/desk/demo/settings"),
    };
    let again = WebsiteTagView { is_new: false, pages: Vec::new(), ..tag() };
    vec![("desk_tag_new", tag_page(&tag())), ("desk_tag", tag_page(&again))]
}

/// Every text field is `text`.
pub(super) fn hostile(text: &str, business: &Business) -> Vec<Sample> {
    let own = || text.to_owned();
    let form = || FormTarget { action: own(), token: own() };
    let view = FirstRunView {
        notice: FirstNotice::Mend(vec![mistake("a", text)]),
        fields: vec![field("a", text, text)],
        choice: Some(choice(text)),
        answered: vec![PartLink { title: own(), says: own(), url: own() }],
        form: form(),
        back_url: own(),
        email: own(),
        sign_out: form(),
        ..self::business()
    };
    let pictured = FirstRunView {
        notice: FirstNotice::Quiet,
        picture: Some(own()),
        name: own(),
        ..view.clone()
    };
    let state = SignInState::Address {
        form: form(),
        email: own(),
        error: Some(own()),
        notice: SignInNotice::Ended,
    };
    let sign_in = SignInView { business: business.clone(), state, first_run: true };
    vec![
        ("desk_first", first_run_page(&view)),
        ("desk_first_picture", first_run_page(&pictured)),
        ("desk_first_sign_in", sign_in_page(&sign_in)),
        (
            "install",
            install_page(&InstallView {
                tag: own(),
                host: own(),
                is_known: false,
                begin_url: Some(own()),
                looks_url: Some(own()),
            }),
        ),
    ]
}

/// The same for pages that run scripts of ours.
pub(in super::super) fn hostile_scripted(text: &str, language: &str) -> Vec<Sample> {
    let own = || text.to_owned();
    let business = Business { name: own(), language: language.into(), ..demo() };
    let view = WebsiteTagView {
        frame: hostile_frame(text, business),
        is_new: true,
        tag: own(),
        agency_url: own(),
        pages: vec![own()],
        pages_url: own(),
        install_url: own(),
        card: link(text, text),
        email: own(),
        back: link(text, text),
    };
    vec![("desk_tag", tag_page(&view))]
}

fn install(is_known: bool, begin_url: Option<String>) -> InstallView {
    InstallView {
        tag: TAG.into(),
        host: "https://hearback.example".into(),
        is_known,
        begin_url,
        looks_url: is_known.then(|| "/desk/demo/settings/looks".into()),
    }
}

fn business() -> FirstRunView {
    FirstRunView {
        number: 1,
        of: 6,
        title: "What is your business called?",
        lead: "The name stands above everything customers see.",
        notice: FirstNotice::Quiet,
        fields: vec![
            field("business", "What customers call you", ""),
            field("website", "Your website", ""),
        ],
        choice: None,
        picture: None,
        name: String::new(),
        answered: Vec::new(),
        form: target_of("/desk/new/business"),
        back_url: String::new(),
        email: "ana@okafor.example".into(),
        sign_out: target_of("/desk/new/sign-out"),
    }
}

fn picture() -> FirstRunView {
    FirstRunView {
        number: 6,
        title: "Your face, if you like",
        fields: Vec::new(),
        picture: Some(String::new()),
        name: "Ana Okafor".into(),
        answered: answered(3),
        back_url: "/desk/new/target".into(),
        ..business()
    }
}

fn answered(many: usize) -> Vec<PartLink> {
    let part = |title: &str, says: &str| PartLink {
        title: title.into(),
        says: says.into(),
        url: "/desk/new/business".into(),
    };
    let all = [
        part("What is your business called?", "Okafor & Daughter, here called “okafor-daughter”"),
        part("Who answers?", "Ana Okafor"),
        part("When are you there?", "5 days a week, Europe/London"),
    ];
    all.into_iter().take(many).collect()
}

fn choice(value: &str) -> FirstChoice {
    FirstChoice {
        name: "question",
        label: "Counted in your opening hours",
        options: &TARGETS,
        value: value.into(),
    }
}

fn field(name: &str, label: &str, value: &str) -> SettingField {
    SettingField {
        name: name.into(),
        label: label.into(),
        aside: "",
        kind: FieldKind::Line("text"),
        value: value.into(),
        group: String::new(),
    }
}

fn target_of(action: &str) -> FormTarget {
    FormTarget { action: action.into(), ..target() }
}

fn sign_in(state: SignInState) -> maud::Markup {
    let business = Business { site: "new".into(), name: "Hearback".into(), ..Business::default() };
    sign_in_page(&SignInView { business, state, first_run: true })
}
