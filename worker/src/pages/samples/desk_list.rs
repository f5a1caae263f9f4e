//! The desk's list: of a usual Monday, of the first day, of a thousand cases.

use super::super::{
    Business, CapacityBar, DeskCaseView, DeskListView, Dial, FilterView, FirstDay, FormTarget,
    KindChoice, ListEnd, Pager, PartView, PeekView, RowView, SearchView, TagTone, desk_list_page,
};
use super::desk::{frame_of_two, hostile_frame};
use super::desk_rows::{late, row, soon, suspects, tag, waiting, week};
use super::{Sample, desk_case, desk_hostile};

pub(super) fn lists() -> Vec<Sample> {
    let state = |headline: &str, title: &str, end| DeskListView {
        headline: headline.into(),
        title: title.into(),
        news: None,
        filters: counted("Open", ["0", "0", "0", "0"]),
        parts: Vec::new(),
        end,
        peek: None,
        ..list()
    };
    let empty = ListEnd::Empty {
        says: "Nobody waits for you. The last promise was kept today at 13:31.".into(),
    };
    let no_hits = ListEnd::NoHits { sought: "valliant".into(), all_url: "/desk/demo".into() };
    let searched = |search: Option<SearchView>| {
        search.map(|search| SearchView {
            q: "valliant".into(),
            all_url: Some("/desk/demo".into()),
            ..search
        })
    };
    let first_day = ListEnd::FirstDay(FirstDay {
        try_url: "/demo/".into(),
        tag: r#"<script src="https://hear.okafor.example/widget.js" data-site="demo" async></script>"#
            .into(),
    });
    vec![
        ("desk_list", desk_list_page(&list())),
        ("desk_list_undelivered", desk_list_page(&undelivered())),
        ("desk_list_archive", desk_list_page(&archive())),
        ("desk_list_empty", desk_list_page(&state("Nothing is open, Ana.", "Nothing open", empty))),
        (
            "desk_list_no_hits",
            desk_list_page(&DeskListView {
                search: searched(list().search),
                ..state("Nothing was found.", "Search", no_hits)
            }),
        ),
        (
            "desk_list_first_day",
            desk_list_page(&DeskListView {
                filters: Vec::new(),
                search: None,
                ..state("Good morning, Ana. Your desk is ready.", "Ready", first_day)
            }),
        ),
    ]
}

/// A thousand open cases, of which each part shows the first.
pub(in super::super) fn thousand() -> maud::Markup {
    // As many in all as the list gives on one page.
    const ROWS_A_PART: usize = 9;
    let rows = |dial: Dial| -> Vec<RowView> {
        let rows = (0..ROWS_A_PART).map(|at| RowView {
            at: 1_795_000_000,
            url: format!("/desk/demo/case/Vm0wd2QyUXlVWGxWV0d4V1YwZDRXbFpYZUZkV2JHeHpX{at:02}"),
            words: "You serviced our Vaillant ecoTEC on Thursday. Since last night it locks out with F28 and the water goes cold after five minutes, and my mother".into(),
            tags: vec![tag("New", TagTone::News), tag("With Chidi", TagTone::Plain)],
            ..row("Joan Whitcombe-Zieliński", dial, "2 h 40 min left", "Answer by 15:00. Something is wrong", "")
        });
        rows.collect()
    };
    let dials = [
        Dial::Late,
        Dial::Soon(40),
        Dial::Later,
        Dial::Later,
        Dial::Later,
        Dial::Waiting,
        Dial::Unsure,
    ];
    let parts = dials
        .into_iter()
        .zip(PARTS)
        .map(|(dial, title)| PartView { title: title.into(), rows: rows(dial) });
    desk_list_page(&DeskListView { parts: parts.collect(), ..list() })
}

const PARTS: [&str; 7] = [
    "Late",
    "Within the hour",
    "Later today",
    "This week",
    "Later",
    "Waiting for them",
    "Perhaps spam",
];

fn capacity() -> CapacityBar {
    let form = FormTarget { action: "/desk/demo/settings".into(), token: "token".into() };
    let (until, booked) = ("2026-12-03".into(), Some("Booked until 3 December".into()));
    CapacityBar { on: "booked", until, booked, form }
}

pub(super) fn list() -> DeskListView {
    let part = |title: &str, rows| PartView { title: title.into(), rows };
    DeskListView {
        frame: frame_of_two(),
        archive: false,
        now: "Monday 17 November, 14:20".into(),
        headline: "One is late, Ana. Two more are due within the hour.".into(),
        title: "1 late, 2 due within the hour".into(),
        news: Some("2 are new since you last looked, at 13:40.".into()),
        capacity: Some(capacity()),
        filters: filters("Open"),
        search: Some(search()),
        parts: vec![
            part("Late", late()),
            part("Within the hour", soon()),
            part(
                "Later today",
                vec![row(
                    "Priya Nair",
                    Dial::Later,
                    "2 h 40 left",
                    "Read by 17:00. Question",
                    "Do you also look after heat pumps, or only gas? Ours is on the balcony and hums.",
                )],
            ),
            part("This week", week()),
            part("Waiting for them", waiting()),
            part("Perhaps spam", suspects()),
        ],
        end: ListEnd::All,
        peek: Some(peek(desk_case::case())),
    }
}

/// A case, as it stands beside the list.
fn peek(case: DeskCaseView) -> PeekView {
    PeekView {
        answer_url: Some(format!("{}#f-reply", case.form.action)),
        url: case.form.action,
        name: case.customer.name,
        first: case.customer.first,
        reference: case.reference,
        owed: case.owed,
        told: case.told,
        facts: case.facts,
    }
}

/// Two mails came to nothing, and both cases stand above all that is late.
fn undelivered() -> DeskListView {
    let failed = |name: &str, dial, left: &str, owed: &str, words: &str| RowView {
        tags: vec![tag("Not delivered", TagTone::Late)],
        ..row(name, dial, left, owed, words)
    };
    let rows = vec![
        failed(
            "Derek Moss",
            Dial::Late,
            "since today 13:45",
            "A mail did not arrive. Please call 07700 900512. Something is wrong",
            "My bill has two call-outs on it, but Chidi came once and sent the part the day after.",
        ),
        failed(
            "Priya Nair",
            Dial::Later,
            "2 h 40 min left",
            "A mail did not arrive. Question",
            "Do you also look after heat pumps, or only gas?",
        ),
    ];
    let part = PartView { title: "Could not be delivered".into(), rows };
    let mut list = DeskListView {
        headline: "Two did not get your mail, Ana. One is late.".into(),
        title: "2 not delivered, 1 late".into(),
        ..list()
    };
    list.parts.insert(0, part);
    list
}

fn archive() -> DeskListView {
    let done =
        |name: &str, when: &str, how: &str, words: &str| row(name, Dial::Done, when, how, words);
    DeskListView {
        archive: true,
        headline: "312 cases are done.".into(),
        title: "Archive".into(),
        news: None,
        filters: filters("Archive"),
        parts: vec![PartView {
            title: "November".into(),
            rows: vec![
                done(
                    "Edith Whitcombe",
                    "14 Nov",
                    "Answered by Chidi in 40 min",
                    "Could somebody look at the thermostat in the hall?",
                ),
                done(
                    "Ben Carter",
                    "12 Nov",
                    "Declined: passed on to Green Roofs",
                    "Do you also do roofs?",
                ),
                RowView {
                    at: 1_795_000_000,
                    tags: vec![tag("Spam", TagTone::Plain)],
                    dial: Dial::Unsure,
                    ..done("", "11 Nov", "Marked by Ana", "Cheap followers")
                },
            ],
        }],
        end: ListEnd::Pages(Pager {
            says: "41 to 80 of 312".into(),
            previous_url: Some("/desk/demo?show=archive&page=1".into()),
            next_url: Some("/desk/demo?show=archive&page=3".into()),
        }),
        peek: None,
        ..list()
    }
}

fn filters(on: &str) -> Vec<FilterView> {
    counted(on, ["21", "4", "6", "1"])
}

fn counted(on: &str, counts: [&str; 4]) -> Vec<FilterView> {
    let labels = ["Open", "Today", "Mine", "Waiting", "Archive"];
    let filters = labels.into_iter().enumerate().map(|(at, label)| FilterView {
        label: label.into(),
        count: counts.get(at).map(|&count| count.into()),
        url: format!("/desk/demo?show={}", label.to_lowercase()),
        on: label == on,
    });
    filters.collect()
}

fn search() -> SearchView {
    let kinds = [
        ("", "All kinds"),
        ("question", "Question"),
        ("complaint", "Something is wrong"),
        ("praise", "Praise"),
        ("callback", "Call back"),
    ];
    let languages = [("", "All languages"), ("de", "German"), ("en", "English")];
    let choice = |(value, label): (&str, &str)| KindChoice {
        value: value.into(),
        label: label.into(),
        on: value.is_empty(),
    };
    SearchView {
        action: "/desk/demo".into(),
        show: "open".into(),
        q: String::new(),
        kinds: kinds.map(choice).into(),
        languages: languages.map(choice).into(),
        all_url: None,
    }
}

/// Every text field is `text`.
pub(super) fn hostile(text: &str, business: &Business) -> Vec<Sample> {
    let own = || text.to_owned();
    let row = RowView {
        at: 1_795_000_000,
        url: own(),
        tags: vec![tag(text, TagTone::Late), tag(text, TagTone::News)],
        ..row(text, Dial::Soon(7), text, text, text)
    };
    let list = |parts, end| DeskListView {
        frame: hostile_frame(text, business.clone()),
        archive: false,
        now: own(),
        headline: own(),
        title: own(),
        news: Some(own()),
        capacity: Some(CapacityBar {
            on: "taking",
            until: own(),
            booked: Some(own()),
            form: FormTarget { action: own(), token: own() },
        }),
        filters: vec![FilterView { label: own(), count: Some(own()), url: own(), on: true }],
        search: Some(SearchView {
            action: own(),
            show: own(),
            q: own(),
            kinds: vec![KindChoice { value: own(), label: own(), on: true }],
            languages: vec![KindChoice { value: own(), label: own(), on: true }],
            all_url: Some(own()),
        }),
        parts,
        end,
        peek: Some(peek(desk_hostile::case(text, business.clone()))),
    };
    let part = PartView { title: own(), rows: vec![row.clone(), row] };
    let pager = Pager { says: own(), previous_url: Some(own()), next_url: Some(own()) };
    let first = FirstDay { try_url: own(), tag: own() };
    let none = ListEnd::NoHits { sought: own(), all_url: own() };
    vec![
        ("desk_list", desk_list_page(&list(vec![part], ListEnd::Pages(pager)))),
        ("desk_list_empty", desk_list_page(&list(Vec::new(), ListEnd::Empty { says: own() }))),
        ("desk_list_no_hits", desk_list_page(&list(Vec::new(), none))),
        ("desk_list_first_day", desk_list_page(&list(Vec::new(), ListEnd::FirstDay(first)))),
    ]
}
