//! The report: as drawn, on a quiet first week, and of a busy site.

use super::super::{
    Business, Column, Dot, ExportView, FiguresView, FilesView, PromisesView, ReportView,
    SilentView, WaitsView, WeekRow, owner_only_page, report_page,
};
use super::Sample;
use super::desk::{frame, hostile_frame};

pub(super) fn reports() -> Vec<Sample> {
    vec![
        ("desk_report", report_page(&report())),
        ("desk_report_first", report_page(&first())),
        ("desk_report_busy", report_page(&busy())),
        ("desk_report_owner_only", owner_only_page(&frame(), "Ana")),
    ]
}

const WEEKS: [(&str, [u32; 3]); 13] = [
    ("24 Aug", [3, 0, 0]),
    ("31 Aug", [2, 0, 0]),
    ("7 Sep", [4, 0, 0]),
    ("14 Sep", [3, 0, 0]),
    ("21 Sep", [4, 0, 0]),
    ("28 Sep", [2, 0, 0]),
    ("5 Oct", [4, 0, 1]),
    ("12 Oct", [3, 0, 0]),
    ("19 Oct", [4, 1, 0]),
    ("26 Oct", [4, 0, 0]),
    ("2 Nov", [3, 0, 0]),
    ("9 Nov", [5, 0, 0]),
    ("16 Nov", [5, 0, 1]),
];

fn columns(times: u32) -> Vec<Column> {
    let column = |(label, [kept, moved, missed]): (&str, [u32; 3])| Column {
        label: label.into(),
        kept: kept * times,
        moved: moved * times,
        missed: missed * times,
    };
    WEEKS.into_iter().map(column).collect()
}

fn dots(minutes: &[u32]) -> Vec<Dot> {
    minutes.iter().map(|minutes| Dot { minutes: *minutes, goes_on: false }).collect()
}

fn report() -> ReportView {
    ReportView {
        frame: frame(),
        dates: "16 to 22 November".into(),
        headline: "You kept five promises of six.".into(),
        lead: "One was missed: its time passed. Of the messages, half were read within 38 min of opening time.".into(),
        reading: false,
        promises: PromisesView {
            beside: Some("46 of 49 in 90 days".into()),
            columns: columns(1),
            title: "Promises of 13 weeks: 46 kept, 1 moved, 2 missed. Missed: 1 in the week of 5 Oct, 1 in the week of 16 Nov.".into(),
            so_far: Some("This week so far: 2 kept.".into()),
        },
        waits: [read(), answered()],
        silent: vec![leyla()],
        silent_more: None,
        kinds: vec![
            kind("Questions", &[
                ("Promises", "24 kept"),
                ("Read", "Half of 22 within 35 min, 9 of 10 within 1 h 17 min"),
                ("Answered", "Half of 20 within 3 hours, 9 of 10 within 9 h 40 min"),
            ]),
            kind("Call backs", &[("Called", "Twice, after 20 min and 45 min")]),
        ],
        weeks: WEEKS
            .iter()
            .rev()
            .map(|(label, promises)| week(label, *promises))
            .collect(),
        export: ExportView::Files(files()),
    }
}

fn read() -> WaitsView {
    let mut dots = dots(&[12, 21, 34, 42, 55]);
    dots.push(Dot { minutes: 128, goes_on: true });
    WaitsView {
        heading: "Until a person had read it".into(),
        beside: Some("Week before: half within 44 min".into()),
        dots,
        half: Some((38, "half within 38 min".into())),
        title: "6 messages were to be read in this week; it took 12, 21, 34, 42, 55 and 128 opening minutes".into(),
        says: vec![
            "Each dot is one message, in opening time: half of 6 within 38 min, too few to speak of a habit.".into(),
            "A ring waits still: 1 is not read yet.".into(),
            "In 90 days: half of 46 within 38 min, 9 of 10 within 1 h 17 min.".into(),
            "Receipts do not count, only people.".into(),
        ],
    }
}

fn answered() -> WaitsView {
    WaitsView {
        heading: "Until the answer".into(),
        dots: dots(&[60, 65, 70, 200, 2_900]),
        half: Some((70, "half within 1 h 10 min".into())),
        title: "5 messages were to be answered in this week; it took 60, 65, 70, 200 and 2900 opening minutes".into(),
        says: vec!["Each dot is one message, in opening time: half of 5 within 1 h 10 min, too few to speak of a habit.".into()],
        ..WaitsView::default()
    }
}

fn leyla() -> SilentView {
    SilentView {
        name: "Leyla Demir".into(),
        first: "Leyla".into(),
        words: "The radiator in the back room still knocks when it warms up.".into(),
        since: "Last word from you on Tuesday 17 November. Promised by Thursday 12:00.".into(),
        url: "/desk/demo/case/1".into(),
    }
}

fn kind(label: &str, figures: &[(&str, &str)]) -> FiguresView {
    let own = |(name, value): &(&str, &str)| ((*name).to_owned(), (*value).to_owned());
    FiguresView { label: label.into(), figures: figures.iter().map(own).collect() }
}

fn week(label: &str, [kept, moved, missed]: [u32; 3]) -> WeekRow {
    let count = |count: u32| count.to_string();
    let cells =
        [count(kept), count(moved), count(missed), "38 min (6)".into(), "1 h 10 min (5)".into()];
    WeekRow { label: format!("{label} and six days"), cells }
}

fn files() -> Vec<FilesView> {
    let file = |label: &str, url: &str, says: &str| FilesView {
        label: label.into(),
        says: says.into(),
        urls: vec![url.into()],
    };
    vec![
        file("Cases (CSV)", "/desk/demo/export.csv", "One line for each case."),
        file("Customers (CSV)", "/desk/demo/people.csv", "One line for each customer."),
        file("Everything (JSON)", "/desk/demo/export.json", "Each case with all its facts."),
    ]
}

/// Before anything came due; a teammate looks.
fn first() -> ReportView {
    let none = |heading: &str, verb: &str| WaitsView {
        heading: heading.into(),
        says: vec![format!("In this week nothing was due to be {verb}.")],
        ..WaitsView::default()
    };
    ReportView {
        frame: frame(),
        dates: "16 to 22 November".into(),
        headline: "No promise came due.".into(),
        promises: PromisesView { columns: columns(0), ..PromisesView::default() },
        waits: [none("Until a person had read it", "read"), none("Until the answer", "answered")],
        export: ExportView::OwnerOnly { owner: "Ana".into() },
        ..ReportView::default()
    }
}

/// More than can be drawn one by one, while the store is read again.
fn busy() -> ReportView {
    let files = files().into_iter().map(|file| {
        let part = |part: usize| format!("{}?part={part}", file.urls[0]);
        FilesView { urls: (1..=20).map(part).collect(), ..file.clone() }
    });
    let minutes: Vec<u32> = (0..240_u32).map(|at| at * at / 400).collect();
    ReportView {
        headline: "You kept 200 promises of 240.".into(),
        reading: true,
        promises: PromisesView { columns: columns(40), ..report().promises },
        waits: [WaitsView { dots: dots(&minutes), ..read() }, answered()],
        silent: vec![leyla(), SilentView { words: String::new(), ..leyla() }],
        silent_more: Some("And 12 more, who have waited less long.".into()),
        export: ExportView::Files(files.collect()),
        ..report()
    }
}

/// Every text field is `text`.
pub(super) fn hostile(text: &str, business: &Business) -> Vec<Sample> {
    let own = || text.to_owned();
    let waits = || WaitsView {
        heading: own(),
        beside: Some(own()),
        half: Some((38, own())),
        title: own(),
        says: vec![own()],
        ..read()
    };
    let column = |column| Column { label: own(), ..column };
    let view = ReportView {
        frame: hostile_frame(text, business.clone()),
        dates: own(),
        headline: own(),
        lead: own(),
        reading: true,
        promises: PromisesView {
            beside: Some(own()),
            columns: columns(1).into_iter().map(column).collect(),
            title: own(),
            so_far: Some(own()),
        },
        waits: [waits(), waits()],
        silent: vec![SilentView {
            name: own(),
            first: own(),
            words: own(),
            since: own(),
            url: own(),
        }],
        silent_more: Some(own()),
        kinds: vec![kind(text, &[(text, text)])],
        weeks: vec![WeekRow { label: own(), cells: [(); 5].map(|()| own()) }],
        export: ExportView::Files(vec![FilesView { label: own(), says: own(), urls: vec![own()] }]),
    };
    vec![
        ("desk_report", report_page(&view)),
        ("desk_report_owner_only", owner_only_page(&hostile_frame(text, business.clone()), text)),
    ]
}
