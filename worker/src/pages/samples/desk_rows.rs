//! Lines of the desk's list, from a usual Monday.

use super::super::{Dial, RowView, TagTone, TagView};

pub(super) fn late() -> Vec<RowView> {
    vec![RowView {
        at: 1_795_000_000,
        tags: vec![tag("Your answer did not arrive", TagTone::Late)],
        ..row(
            "Derek Moss",
            Dial::Late,
            "35 min late",
            "Was due 13:45. Derek was told: 15:30",
            "My bill has two call-outs on it, but Chidi came once and sent the part the day after.",
        )
    }]
}

pub(super) fn soon() -> Vec<RowView> {
    vec![
        RowView {
            at: 1_795_000_000,
            tags: vec![tag("New", TagTone::News)],
            ..row(
                "Tomasz Zieliński",
                Dial::Soon(25),
                "25 min left",
                "Ring 07700 900318 by 14:45",
                "About a new thermostat. I can talk between half past two and a quarter to three.",
            )
        },
        RowView {
            at: 1_795_000_000,
            tags: vec![tag("New", TagTone::News), tag("Chidi is writing", TagTone::Soon)],
            ..row(
                "Joan Whitcombe",
                Dial::Soon(40),
                "40 min left",
                "Answer by 15:00. Something is wrong",
                "You serviced our Vaillant ecoTEC on Thursday. Since last night it locks out with F28 and the water goes cold.",
            )
        },
    ]
}

pub(super) fn week() -> Vec<RowView> {
    vec![
        row(
            "Leyla Demir",
            Dial::Later,
            "Tue 12:00",
            "Answer with a price. Question",
            "The radiator in the back room knocks at night. What would it cost to look?",
        ),
        RowView {
            at: 1_795_000_000,
            tags: vec![tag("With Chidi", TagTone::Plain)],
            ..row(
                "Arthur Farrow",
                Dial::Later,
                "Wed 10:00",
                "Say thank you. Praise",
                "Your father waited with my cat until the locksmith came. I have not forgotten it.",
            )
        },
        RowView {
            at: 1_795_000_000,
            tags: vec![tag("Out of sight until Wed 9:00", TagTone::Plain)],
            ..row(
                "Sam Osei",
                Dial::Later,
                "Thu 17:30",
                "Refund of £45, promised by Chidi",
                "Thank you for sorting this out so quickly. Same card is fine.",
            )
        },
    ]
}

pub(super) fn waiting() -> Vec<RowView> {
    vec![row(
        "Hannah Lindqvist",
        Dial::Waiting,
        "since Friday",
        "We asked for a photo of the name plate. We ask again on Wednesday",
        "",
    )]
}

pub(super) fn suspects() -> Vec<RowView> {
    vec![row(
        "No name given",
        Dial::Unsure,
        "today 12:02",
        "Five links, and the same words three times",
        "Dear sir, your website can be first in all searches for a small",
    )]
}

pub(super) fn row(name: &str, dial: Dial, left: &str, owed: &str, words: &str) -> RowView {
    RowView {
        at: 1_795_000_000,
        url: "/desk/demo/case/0Xq7".into(),
        name: if name.is_empty() { "No name given" } else { name }.into(),
        dial,
        left: left.into(),
        owed: owed.into(),
        words: words.into(),
        tags: Vec::new(),
    }
}

pub(super) fn tag(label: &str, tone: TagTone) -> TagView {
    TagView { label: label.into(), tone }
}
