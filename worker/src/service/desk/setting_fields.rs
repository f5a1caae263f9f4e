//! How the parts of the settings are called, and what each field asks.

use hearback_domain::Site;
use hearback_domain::Timestamp;
use hearback_domain::site::Zone;
use hearback_domain::site::form::{Fields, Part};
use hearback_domain::submission::Kind;
use hearback_domain::wording::{Clock, duration, open_state};

use super::settings::get;
use crate::pages::{FieldKind, SettingField};

/// What a field asks, how it is written, and what it looks like.
type Asked = (&'static str, &'static str, FieldKind);

const TEXT: FieldKind = FieldKind::Line("text");

/// The name of a part.
pub(super) const fn title(part: Part) -> &'static str {
    match part {
        Part::Capacity => "Do you take on work?",
        Part::Notices => "Notices",
        Part::Business => "Business and ways to reach you",
        Part::Hours => "Opening hours",
        Part::Targets => "Times to answer in",
        Part::Looks => "Looks and languages",
        Part::Texts => "Texts",
        Part::Keeping => "How long cases are kept",
        Part::Telling => "Your own server",
        Part::Weekly => "The weekly mail",
    }
}

/// What to know before filling in a part.
pub(super) const fn lead(part: Part) -> &'static str {
    match part {
        Part::Notices => {
            "What everybody should know now: it stands in the widget, on your card and on every case."
        }
        Part::Hours => "Write hours as 8:00-12:00, 13:00-17:30. A day left empty is closed.",
        Part::Targets => "In minutes of opening time. A complaint is read before a question.",
        Part::Texts => "In your own words. All of it may stay empty.",
        Part::Telling => {
            "A program of yours can be told when a customer writes: it is called over https, at once, and again until it answers."
        }
        Part::Weekly => {
            "At the first opening of a week: what was kept, moved and broken in the week before, and who hears nothing. In a week without cases there is none."
        }
        Part::Capacity | Part::Business | Part::Looks | Part::Keeping => "",
    }
}

/// How a part stands, in a line.
pub(super) fn says(site: &Site, part: Part, now: Timestamp) -> String {
    match part {
        Part::Capacity => site.capacity.to_string(),
        Part::Notices => match site.notices.shown(site.zone(), now).count() {
            0 => "None is shown.".to_owned(),
            1 => "One is shown.".to_owned(),
            shown => format!("{shown} are shown."),
        },
        Part::Business => site.business.as_str().to_owned(),
        Part::Hours => open_state(site.hours.state(now), Clock::of_business(site.zone()), now),
        Part::Targets => {
            let minutes = |kind| duration(site.targets.minutes(kind));
            format!("Questions {}, trouble {}", minutes(Kind::Question), minutes(Kind::Complaint))
        }
        Part::Looks => {
            let languages: Vec<_> = site.languages.all().map(|one| one.as_str()).collect();
            let pages = match site.allowed_origins.len() {
                1 => "one website".to_owned(),
                pages => format!("{pages} websites"),
            };
            format!("{}, {}, on {pages}", site.accent, languages.join(" "))
        }
        Part::Texts => {
            site.texts.about.first().map(|text| text.as_str().to_owned()).unwrap_or_default()
        }
        Part::Keeping => format!("{} days", site.retention.days()),
        Part::Telling => match &site.webhook {
            Some(webhook) => format!("{} is called.", webhook.url.host()),
            None => "None is called.".to_owned(),
        },
        Part::Weekly => match site.no_weekly_mail {
            true => "Not mailed.".to_owned(),
            false => format!("Mailed to {}.", site.owner().email.as_str()),
        },
    }
}

/// The fields of a form: those it has, with what stands in them.
pub(super) fn setting_fields(form: &str, names: &Fields, filled: &Fields) -> Vec<SettingField> {
    let names = names.iter().map(|(name, _)| name.as_str());
    // Rows that were entered stay, also where the settings have fewer by now.
    let more = filled.iter().map(|(name, value)| (name.as_str(), value.as_str()));
    let known: Vec<&str> = names.collect();
    let more = more.filter(|(name, value)| {
        !known.contains(name)
            && !value.is_empty()
            && name.ends_with(|last: char| last.is_ascii_digit())
    });
    let more: Vec<&str> = more.map(|(name, _)| name).collect();
    let field = |name: &str| {
        let stem = name.trim_end_matches(|digit: char| digit.is_ascii_digit());
        let (label, aside, kind) = asked(form, stem);
        SettingField {
            name: name.to_owned(),
            label: label.to_owned(),
            aside,
            kind,
            value: get(filled, name).to_owned(),
            group: group(form, stem, &name[stem.len()..]),
        }
    };
    known.into_iter().chain(more).map(field).collect()
}

/// The heading above a field that begins something.
fn group(form: &str, stem: &str, row: &str) -> String {
    let number = row.parse::<usize>().map_or(0, |row| row + 1);
    match (form, stem) {
        ("notices", "text") => format!("Notice {number}"),
        ("business", "mail") => "How to reach you".to_owned(),
        ("business", "address") => "Where to visit you".to_owned(),
        ("business", "label") => format!("Another way, {number}"),
        ("hours", "monday") => "The usual week".to_owned(),
        ("hours", "closed") => "Holidays and other days".to_owned(),
        ("texts", "head") => format!("How we work, {number}"),
        _ => String::new(),
    }
}

fn asked(form: &str, stem: &str) -> Asked {
    match form {
        "notices" => notices(stem),
        "business" => business(stem),
        "hours" => hours(stem),
        "targets" => targets(stem),
        "looks" => looks(stem),
        "texts" => texts(stem),
        "weekly" => ("Mail me what was kept last week", "", FieldKind::Check),
        "telling" => ("Its address", "Left empty, none is called", FieldKind::Line("url")),
        "keeping" => ("Days after a case is closed", "30 to 3650", FieldKind::Line("number")),
        _ => person(stem),
    }
}

fn notices(stem: &str) -> Asked {
    match stem {
        "text" => ("What should everybody know?", "Empty takes it away", TEXT),
        "until" => ("Shown until", "If it ends; that day included", FieldKind::Line("date")),
        _ => (
            "Mail it to everybody whose case is open",
            "Each notice once; it cannot be taken back",
            FieldKind::Check,
        ),
    }
}

fn business(stem: &str) -> Asked {
    match stem {
        "business" => ("What customers call you", "", TEXT),
        "website" => ("Your website", "If you have one", FieldKind::Line("url")),
        "mail" => ("E-mail", "A number or an address is needed", FieldKind::Line("email")),
        "phone" => ("Telephone", "With the country’s code", FieldKind::Line("tel")),
        "shown" => ("The number as people nearby write it", "", FieldKind::Line("tel")),
        "address" => ("Address", "One line below the other", FieldKind::Area),
        "map" => ("A link to a map", "", FieldKind::Line("url")),
        "note" => ("How to find the door", "", TEXT),
        "label" => ("What it is called", "Empty takes it away", TEXT),
        _ => ("Where it leads", "", FieldKind::Line("url")),
    }
}

fn hours(stem: &str) -> Asked {
    match stem {
        "zone" => ("Time zone", "Like Europe/London", FieldKind::OneOf(Zone::of_places)),
        "monday" => ("Monday", "", TEXT),
        "tuesday" => ("Tuesday", "", TEXT),
        "wednesday" => ("Wednesday", "", TEXT),
        "thursday" => ("Thursday", "", TEXT),
        "friday" => ("Friday", "", TEXT),
        "saturday" => ("Saturday", "", TEXT),
        "sunday" => ("Sunday", "", TEXT),
        "closed" => (
            "Closed",
            "One a line: 2026-04-03, 2026-08-10..2026-08-21, or 12-24..01-01 for every year",
            FieldKind::Area,
        ),
        _ => ("Other hours on a day", "One a line: 2026-12-19 9:00-16:00", FieldKind::Area),
    }
}

fn targets(stem: &str) -> Asked {
    let label = match stem {
        "question" => "A question is read within",
        "complaint" => "Trouble is read within",
        "praise" => "Praise is read within",
        _ => "A call back comes within",
    };
    (label, "Minutes of opening time", FieldKind::Line("number"))
}

fn looks(stem: &str) -> Asked {
    match stem {
        "accent" => (
            "Your colour",
            "It is made darker or lighter until it reads well",
            FieldKind::Line("color"),
        ),
        "languages" => ("Languages", "Their codes, the first first: en, de", TEXT),
        _ => (
            "Websites that may carry the widget",
            "One a line: https://okafor.example",
            FieldKind::Area,
        ),
    }
}

fn texts(stem: &str) -> Asked {
    match stem {
        "greeting" => ("What stands in the empty message field", "", TEXT),
        "launcher" => ("What the button on your website says", "", TEXT),
        "about" => ("Who you are, on your card", "One paragraph a line", FieldKind::Area),
        "head" => ("How it begins", "Set strong; empty takes it away", TEXT),
        _ => ("The rest of it", "", TEXT),
    }
}

fn person(stem: &str) -> Asked {
    match stem {
        "name" => ("The whole name", "", TEXT),
        "first" => ("What customers call them", "Else the first word of the name", TEXT),
        "email" => ("E-mail", "For notices, and to sign in", FieldKind::Line("email")),
        "about" => ("A few words on who this is", "", TEXT),
        "signature" => ("Signature", "Stands below their answers", TEXT),
        "backup" => {
            ("A second address", "When nobody acts, or mail fails", FieldKind::Line("email"))
        }
        _ => ("Tell them of every new case", "", FieldKind::Check),
    }
}
