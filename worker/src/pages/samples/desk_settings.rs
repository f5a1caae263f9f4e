//! The settings: the first page, forms of parts and people, and the page for a teammate.

use super::super::{
    Business, ChangeView, FieldKind, FormTarget, HookView, MateView, Mistake, PartLink,
    PersonForms, SettingField, SettingsFormView, SettingsNotice, SettingsTarget, SettingsView,
    owner_only_page, settings_form_page, settings_page,
};
use super::desk::{frame, hostile_frame, target};
use super::{Sample, link};

pub(super) fn settings() -> Vec<Sample> {
    let done = SettingsNotice::Done("Saved: you changed the opening hours.".into());
    let overtaken =
        || SettingsNotice::Overtaken("Chidi changed the opening hours, today 14:05.".into());
    let booked = SettingsView {
        notice: done,
        capacity: "We are booked until Thursday 3 December.".into(),
        capacity_on: "booked",
        until: "2026-12-03".into(),
        ..first()
    };
    let mistake = Mistake {
        field: "monday".into(),
        sentence: "Write the hours like 8:00-17:30, the end after the beginning.".into(),
    };
    let person = SettingsFormView {
        title: "Chidi Okafor".into(),
        lead: String::new(),
        person: Some(person(Some("This picture is not square. Please crop it first."))),
        ..hours(SettingsNotice::Quiet)
    };
    vec![
        ("desk_settings", settings_page(&first())),
        ("desk_settings_booked", settings_page(&booked)),
        (
            "desk_settings_first_overtaken",
            settings_page(&SettingsView { notice: overtaken(), ..first() }),
        ),
        ("desk_settings_form", settings_form_page(&hours(SettingsNotice::Quiet))),
        ("desk_settings_to_mend", settings_form_page(&hours(SettingsNotice::Mend(vec![mistake])))),
        ("desk_settings_overtaken", settings_form_page(&hours(overtaken()))),
        ("desk_settings_person", settings_form_page(&person)),
        ("desk_settings_hook", settings_form_page(&hook())),
        ("desk_settings_owner_only", owner_only_page(&frame(), "Ana")),
    ]
}

/// Every text field is `text`.
pub(super) fn hostile(text: &str, business: &Business) -> Vec<Sample> {
    let own = || text.to_owned();
    let frame = || hostile_frame(text, business.clone());
    let form =
        || SettingsTarget { target: FormTarget { action: own(), token: own() }, version: own() };
    let first = SettingsView {
        frame: frame(),
        notice: SettingsNotice::Done(own()),
        capacity: own(),
        capacity_on: "taking",
        until: own(),
        parts: vec![PartLink { title: own(), says: own(), url: own() }],
        team: vec![MateView { name: own(), says: own(), picture: Some(own()), url: own() }],
        add_url: own(),
        changes: vec![ChangeView { says: own(), when: own(), back: Some(own()) }],
        preview_url: own(),
        tag_url: own(),
        form: form(),
    };
    let field = |name: &str, kind| SettingField {
        name: name.into(),
        label: own(),
        aside: "",
        kind,
        value: own(),
        group: own(),
    };
    let mistake = Mistake { field: "a".into(), sentence: own() };
    let view = SettingsFormView {
        frame: frame(),
        notice: SettingsNotice::Mend(vec![mistake]),
        title: own(),
        lead: own(),
        fields: vec![
            field("a", FieldKind::Line("text")),
            field("b", FieldKind::Area),
            field("c", FieldKind::Check),
        ],
        form: form(),
        person: Some(PersonForms {
            name: own(),
            picture: Some(own()),
            picture_form: form(),
            picture_error: Some(own()),
            removable: true,
        }),
        hook: Some(HookView { secret: own() }),
        back: link(text, text),
    };
    let overtaken = SettingsFormView { notice: SettingsNotice::Overtaken(own()), ..view.clone() };
    vec![
        ("desk_settings", settings_page(&first)),
        ("desk_settings_form", settings_form_page(&view)),
        ("desk_settings_overtaken", settings_form_page(&overtaken)),
        ("desk_settings_owner_only", owner_only_page(&frame(), text)),
    ]
}

fn form() -> SettingsTarget {
    SettingsTarget {
        target: FormTarget { action: "/desk/demo/settings".into(), ..target() },
        version: "7".into(),
    }
}

fn first() -> SettingsView {
    let part = |title: &str, says: &str| PartLink {
        title: title.into(),
        says: says.into(),
        url: "/desk/demo/settings/hours".into(),
    };
    let change = |says: &str, when: &str, back: Option<&str>| ChangeView {
        says: says.into(),
        when: when.into(),
        back: back.map(Into::into),
    };
    let mate = |name: &str, says: &str| MateView {
        name: name.into(),
        says: says.into(),
        picture: None,
        url: "/desk/demo/settings/team/chidi".into(),
    };
    SettingsView {
        frame: frame(),
        notice: SettingsNotice::Quiet,
        capacity: "You are taking on work.".into(),
        capacity_on: "taking",
        until: String::new(),
        parts: vec![
            part("Notices", "None is shown."),
            part("Opening hours", "Europe/London, and 3 times a year closed"),
        ],
        team: vec![
            mate("Ana Okafor", "Owner. Hears of every case."),
            mate("Chidi Okafor", "Hears of their own cases."),
        ],
        add_url: "/desk/demo/settings/team/new".into(),
        changes: vec![
            change("Ana changed the opening hours.", "today 14:05", None),
            change("As it was set up.", "Monday 3 November, 9:12", Some("1")),
        ],
        preview_url: "/desk/demo/settings/preview".into(),
        tag_url: "/desk/demo/settings/tag".into(),
        form: form(),
    }
}

fn hours(notice: SettingsNotice) -> SettingsFormView {
    let field = |name: &str, label: &str, kind, value: &str, group: &str| SettingField {
        name: name.into(),
        label: label.into(),
        aside: "",
        kind,
        value: value.into(),
        group: group.into(),
    };
    SettingsFormView {
        frame: frame(),
        notice,
        title: "Opening hours".into(),
        lead: "Write hours as 8:00-12:00, 13:00-17:30. A day left empty is closed.".into(),
        fields: vec![
            field("zone", "Time zone", FieldKind::Line("text"), "Europe/London", ""),
            field("monday", "Monday", FieldKind::Line("text"), "8-17", "The usual week"),
            field("closed", "Closed", FieldKind::Area, "12-24..01-01", "Holidays and other days"),
            field("notices", "Tell them of every new case", FieldKind::Check, "on", ""),
        ],
        form: form(),
        person: None,
        hook: None,
        back: link("the settings", "/desk/demo/settings"),
    }
}

fn hook() -> SettingsFormView {
    SettingsFormView {
        title: "Your own server".into(),
        lead: "A program of yours can be told when a customer writes: it is called over https, at once, and again until it answers.".into(),
        fields: vec![SettingField {
            name: "webhook".into(),
            label: "Its address".into(),
            aside: "Left empty, none is called",
            kind: FieldKind::Line("url"),
            value: "https://okafor.example/hearback".into(),
            group: String::new(),
        }],
        hook: Some(HookView { secret: "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSwMfKQ9r8GKYo=".into() }),
        ..hours(SettingsNotice::Quiet)
    }
}

fn person(picture_error: Option<&str>) -> PersonForms {
    PersonForms {
        name: "Chidi Okafor".into(),
        picture: Some("/pictures/demo-chidi.webp".into()),
        picture_form: form(),
        picture_error: picture_error.map(Into::into),
        removable: true,
    }
}
