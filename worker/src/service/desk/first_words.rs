//! What the first run asks, in words.

use hearback_domain::site::Zone;
use hearback_domain::site::form::{Fields, Question};

use super::settings::get;
use crate::pages::{FieldKind, FirstChoice, SettingField};

/// How soon people may promise to read, in minutes of opening time.
const TARGETS: [(&str, &str); 4] = [
    ("60", "Within an hour"),
    ("240", "Within half a working day"),
    ("480", "Within one working day"),
    ("960", "Within two working days"),
];

/// The headline of a question.
pub(super) const fn first_title(question: Question) -> &'static str {
    match question {
        Question::Business => "What is your business called?",
        Question::Name => "Who answers?",
        Question::Hours => "When are you there?",
        Question::Reach => "How else can people reach you?",
        Question::Target => "How soon do you read what people write?",
        Question::Picture => "Your face, if you like",
    }
}

/// What to know before answering.
pub(super) const fn first_lead(question: Question) -> &'static str {
    match question {
        Question::Business => {
            "The name stands above everything customers see. The website is where the widget may work."
        }
        Question::Name => "Customers write to a person. Further people can join the team later.",
        Question::Hours => {
            "Promises count these hours alone. Write them as 9:00-12:00, 13:00-17:00; a day left empty is closed. Holidays are for the settings, later."
        }
        Question::Reach => {
            "For whoever would rather ring or come by. A number or an address for mail is needed, so that nobody stands before a closed door."
        }
        Question::Target => {
            "Choose what you keep on a bad day: it is what everybody is promised. Trouble is read in half the time. Once ten messages were counted, nobody is promised what you do not reach nine times in ten."
        }
        Question::Picture => {
            "A face makes people write. It is shown round, so let it fill a square; it can come later, too."
        }
    }
}

/// An answer in a line.
pub(super) fn first_says(question: Question, fields: &Fields) -> String {
    let both = |one, other| match (get(fields, one), get(fields, other)) {
        (one, "") => one.to_owned(),
        ("", other) => other.to_owned(),
        (one, other) => format!("{one}, {other}"),
    };
    match question {
        Question::Business => {
            format!("{}, here called “{}”", get(fields, "business"), get(fields, "id"))
        }
        Question::Name => get(fields, "name").to_owned(),
        Question::Hours => {
            let open = fields.iter().filter(|(name, value)| name != "zone" && !value.is_empty());
            match open.count() {
                1 => format!("One day a week, {}", get(fields, "zone")),
                days => format!("{days} days a week, {}", get(fields, "zone")),
            }
        }
        Question::Reach => both("mail", "phone"),
        Question::Target => {
            let minutes = get(fields, "question");
            let known = TARGETS.iter().find(|(value, _)| *value == minutes);
            known.map_or_else(String::new, |(_, label)| (*label).to_owned())
        }
        Question::Picture => match get(fields, "picture") {
            "" => "None yet".to_owned(),
            _ => "A picture".to_owned(),
        },
    }
}

/// The fields of a question, but for those that are a choice or a file.
pub(super) fn first_fields(question: Question, filled: &Fields) -> Vec<SettingField> {
    if matches!(question, Question::Target | Question::Picture) {
        return Vec::new();
    }
    let field = |(name, value): &(String, String)| {
        let (label, aside, kind) = asked(name);
        SettingField {
            name: name.clone(),
            label: label.to_owned(),
            aside,
            kind,
            value: value.clone(),
            group: String::new(),
        }
    };
    filled.iter().map(field).collect()
}

/// The choice of a question.
pub(super) fn choice(question: Question, filled: &Fields) -> Option<FirstChoice> {
    (question == Question::Target).then(|| FirstChoice {
        name: "question",
        label: "Counted in your opening hours",
        options: &TARGETS,
        value: get(filled, "question").to_owned(),
    })
}

fn asked(name: &str) -> (&'static str, &'static str, FieldKind) {
    let text = FieldKind::Line("text");
    match name {
        "business" => ("What customers call you", "", text),
        "website" => ("Your website", "Like okafor.example", text),
        "id" => ("Short name", "For addresses; if empty, made from the name", text),
        "name" => ("Your whole name", "", text),
        "first" => ("What customers call you", "Else the first word of the name", text),
        "zone" => ("Time zone", "Like Europe/London", FieldKind::OneOf(Zone::of_places)),
        "monday" => ("Monday", "", text),
        "tuesday" => ("Tuesday", "", text),
        "wednesday" => ("Wednesday", "", text),
        "thursday" => ("Thursday", "", text),
        "friday" => ("Friday", "", text),
        "saturday" => ("Saturday", "", text),
        "sunday" => ("Sunday", "", text),
        "mail" => ("E-mail for customers", "", FieldKind::Line("email")),
        "phone" => {
            ("Telephone", "With the country’s code, if you have one", FieldKind::Line("tel"))
        }
        _ => ("Address", "If people may come by; one line below the other", FieldKind::Area),
    }
}
