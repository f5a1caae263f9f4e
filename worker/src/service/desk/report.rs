//! The report of a site, and everything there is to take along.

use hearback_domain::record::{Tally, Waits};
use hearback_domain::report::{Report, Wait, Week};
use hearback_domain::submission::Kind;
use hearback_domain::wire::{DeskReport, DeskRow, EXPORT_PART, Export, Exported, Shown, Want};
use hearback_domain::wording::{Clock, report as said};
use hearback_domain::{Day, Timestamp};

use super::super::views::upper;
use super::super::{Edge, Service, error};
use super::{AtDesk, Said, path};
use crate::pages::{
    Column, Dot, ExportView, FiguresView, FilesView, PromisesView, ReportView, SilentView,
    WaitsView, WeekRow, export_owner_only_page, report_page,
};
use crate::web::Response;

/// A report about to be shown.
struct Measured<'a> {
    desk: &'a AtDesk<'a>,
    beside: &'a DeskReport,
    report: Report,
    clock: Clock,
    now: Timestamp,
}

impl<E: Edge> Service<E> {
    pub(super) async fn desk_report(&self, desk: &AtDesk<'_>) -> Response {
        let (person, beside) = match self.ask_for(desk, Want::Report).await {
            Said::To(person, Shown::Report(beside)) => (person, beside),
            said => return self.instead(desk, &said),
        };
        let measured = Measured {
            desk,
            beside: &beside,
            report: beside.report(),
            clock: Clock::of_business(desk.site.zone()),
            now: self.edge.now(),
        };
        let week = measured.report.week();
        let owner = desk.site.owner();
        let view = ReportView {
            frame: self.frame(desk, desk.you(&person), self.other_desks(desk).await),
            dates: said::week_dates(desk.site.zone(), &week),
            headline: said::kept(week.promises),
            lead: said::beside(&measured.report),
            reading: beside.reading,
            promises: measured.promises(),
            waits: [measured.read(), measured.answered()],
            silent: beside.silent.iter().map(|row| measured.silent(row)).collect(),
            silent_more: measured.silent_more(),
            kinds: Kind::ALL.into_iter().filter_map(|kind| measured.kind(kind)).collect(),
            weeks: measured.weeks(),
            export: match person == owner.id {
                true => ExportView::Files(measured.files()),
                false => ExportView::OwnerOnly { owner: owner.first.as_str().to_owned() },
            },
        };
        Response::page(200, report_page(&view).into_string())
    }

    /// A file with one part of what there is.
    pub(super) async fn export(&self, desk: &AtDesk<'_>, of: Export) -> Response {
        let part = desk.request.parameter("part");
        let part: u32 = match part.as_deref().unwrap_or("1").parse() {
            Ok(part @ 1..) => part,
            Ok(0) | Err(_) => return error(404),
        };
        let wanted = Want::Export { of, part: part - 1 };
        match self.ask_for(desk, wanted).await {
            Said::To(_, Shown::Export(Exported::Part(text))) => {
                let (what, ending) = name(of);
                let media_type = match ending {
                    "json" => "application/json",
                    _ => "text/csv; charset=utf-8",
                };
                let (site, day) = (desk.site.id.as_str(), Day::of(self.edge.now()).text());
                let file = format!("{site}-{what}-{day}-{part}.{ending}");
                Response::new(200, media_type, text)
                    .with("content-disposition", format!("attachment; filename=\"{file}\""))
                    .with("cache-control", "no-store")
                    .with("referrer-policy", "same-origin")
            }
            Said::To(person, Shown::Export(Exported::OwnerOnly)) => {
                let frame = self.frame(desk, desk.you(&person), self.other_desks(desk).await);
                let page = export_owner_only_page(&frame, desk.site.owner().first.as_str());
                Response::page(403, page.into_string())
            }
            said => self.instead(desk, &said),
        }
    }
}

/// The name of a file, and how it ends.
const fn name(of: Export) -> (&'static str, &'static str) {
    match of {
        Export::Cases => ("cases", "csv"),
        Export::People => ("people", "csv"),
        Export::Facts => ("facts", "json"),
    }
}

impl Measured<'_> {
    fn promises(&self) -> PromisesView {
        let record = self.report.record.promises;
        let so_far = self.report.so_far;
        let column = |week: &Week| Column {
            label: said::week_day(self.clock.zone(), week.begins),
            kept: week.promises.kept,
            moved: week.promises.moved,
            missed: week.promises.broken,
        };
        PromisesView {
            beside: (record.all() > 0)
                .then(|| format!("{} of {} in 90 days", record.kept, record.all())),
            columns: self.report.weeks.iter().map(column).collect(),
            title: self.promises_title(),
            so_far: (so_far.all() > 0)
                .then(|| format!("This week so far: {}.", said::tally(so_far))),
        }
    }

    /// "Promises of 13 weeks: 46 kept, 2 missed. Missed: 1 in the week of 28 Sep, 1 in the week of 16
    /// Nov."
    fn promises_title(&self) -> String {
        let missed = self.report.weeks.iter().filter(|week| week.promises.broken > 0).map(|week| {
            let day = said::week_day(self.clock.zone(), week.begins);
            format!("{} in the week of {day}", week.promises.broken)
        });
        let missed: Vec<_> = missed.collect();
        let all = said::tally(self.report.promises());
        let weeks = self.report.weeks.len();
        match missed.as_slice() {
            [] => format!("Promises of {weeks} weeks: {all}."),
            _ => format!("Promises of {weeks} weeks: {all}. Missed: {}.", missed.join(", ")),
        }
    }

    fn read(&self) -> WaitsView {
        let record = self.report.record.read;
        WaitsView {
            heading: "Until a person had read it".to_owned(),
            ..self.waits(&self.report.read, |week| week.read, record, "read")
        }
    }

    fn answered(&self) -> WaitsView {
        WaitsView {
            heading: "Until the answer".to_owned(),
            ..self.waits(&self.report.answered, |week| week.answered, Waits::default(), "answered")
        }
    }

    fn waits(
        &self,
        waits: &[Wait],
        of: fn(&Week) -> Waits,
        record: Waits,
        verb: &str,
    ) -> WaitsView {
        let (week, before) = (of(&self.report.week()), of(&self.report.week_before()));
        let half = |waits: Waits| (waits.cases > 2).then(|| said::measured(waits.median));
        let still = waits.iter().filter(|wait| wait.goes_on).count();
        let mut says = Vec::new();
        says.push(match said::waits(week) {
            Some(measured) => format!("Each dot is one message, in opening time: {measured}."),
            None => format!("In this week nothing was due to be {verb}."),
        });
        if still > 0 {
            let are = if still == 1 { "is" } else { "are" };
            says.push(format!("A ring waits still: {still} {are} not {verb} yet."));
        }
        if let (Some(measured), "read") = (said::waits(record), verb) {
            says.push(format!("In 90 days: {measured}."));
        }
        if verb == "read" && week.cases > 0 {
            says.push("Receipts do not count, only people.".to_owned());
        }
        let dot = |wait: &Wait| Dot { minutes: wait.minutes, goes_on: wait.goes_on };
        WaitsView {
            heading: String::new(),
            beside: half(before).map(|half| format!("Week before: half within {half}")),
            dots: waits.iter().map(dot).collect(),
            half: half(week).map(|half| (week.median, format!("half within {half}"))),
            title: title(waits, week, verb),
            says,
        }
    }

    fn silent(&self, row: &DeskRow) -> SilentView {
        let day = |at: i64| self.clock.date(Timestamp::from_ms(at));
        let since = match (row.heard, row.silent) {
            (Some(heard), Some(silent)) if silent > heard => {
                format!("Wrote again on {}. No word from you since.", day(silent))
            }
            (Some(heard), _) => format!("Last word from you on {}.", day(heard)),
            (None, Some(silent)) => format!("Wrote on {}. No word from you since.", day(silent)),
            (None, None) => String::new(),
        };
        let due = row.due.map(|due| self.clock.moment(Timestamp::from_ms(due), self.now));
        let owed = due.map(|due| format!(" Promised by {due}.")).unwrap_or_default();
        let first = row.name.split_whitespace().next().unwrap_or("them");
        SilentView {
            name: if row.name.is_empty() { row.reference.clone() } else { row.name.clone() },
            first: first.to_owned(),
            words: row.words.clone(),
            since: format!("{since}{owed}"),
            url: format!("{}/case/{}", path(&self.desk.site.id), row.case),
        }
    }

    fn silent_more(&self) -> Option<String> {
        let shown = i64::try_from(self.beside.silent.len()).unwrap_or_default();
        let more = self.beside.silent_all - shown;
        (more > 0).then(|| format!("And {more} more, who have waited less long."))
    }

    fn kind(&self, kind: Kind) -> Option<FiguresView> {
        let measured = self.report.record.of(kind);
        let promises = (measured.promises.all() > 0).then(|| said::tally(measured.promises));
        let read = said::waits(measured.read).filter(|_| kind != Kind::Callback);
        let answered = if kind == Kind::Callback { "Called" } else { "Answered" };
        let figures =
            [("Promises", promises), ("Read", read), (answered, said::waits(measured.answered))];
        let figures: Vec<_> = figures
            .into_iter()
            .filter_map(|(name, value)| Some((name.to_owned(), upper(&value?))))
            .collect();
        let label = said::kind_row(kind).to_owned();
        (!figures.is_empty()).then_some(FiguresView { label, figures })
    }

    fn weeks(&self) -> Vec<WeekRow> {
        let half = |waits: Waits| match waits.cases {
            0 => "–".to_owned(),
            cases => format!("{} ({cases})", said::measured(waits.median)),
        };
        let row = |week: &Week| {
            let Tally { kept, moved, broken } = week.promises;
            WeekRow {
                label: said::week_dates(self.clock.zone(), week),
                cells: [
                    kept.to_string(),
                    moved.to_string(),
                    broken.to_string(),
                    half(week.read),
                    half(week.answered),
                ],
            }
        };
        self.report.weeks.iter().rev().map(row).collect()
    }

    fn files(&self) -> Vec<FilesView> {
        let file = |of: Export, all: i64, label: &str, says: &str| {
            let (what, ending) = name(of);
            let file = if ending == "json" || what == "cases" { "export" } else { what };
            let url = format!("{}/{file}.{ending}", path(&self.desk.site.id));
            let parts = (all + EXPORT_PART - 1) / EXPORT_PART;
            let part = |part| if part == 1 { url.clone() } else { format!("{url}?part={part}") };
            let urls = (1..=parts).map(part).collect();
            FilesView { label: label.to_owned(), says: says.to_owned(), urls }
        };
        let (cases, people) = (self.beside.cases.max(1), self.beside.people.max(1));
        vec![
            file(
                Export::Cases,
                cases,
                "Cases (CSV)",
                "One line for each case, for any spreadsheet. A cell that would be computed stands there as text, behind an apostrophe.",
            ),
            file(
                Export::People,
                people,
                "Customers (CSV)",
                "One line for each customer who left an address or a number.",
            ),
            file(
                Export::Facts,
                cases,
                "Everything (JSON)",
                "Each case with all its facts as they are stored, for programs.",
            ),
        ]
    }
}

/// "6 messages were to be read in this week: after 12, 21, 34, 42, 55 and 128 minutes …"
fn title(waits: &[Wait], week: Waits, verb: &str) -> String {
    const NAMED_MAX: usize = 12;
    let noun = if waits.len() == 1 { "message was" } else { "messages were" };
    let begins = format!("{} {noun} to be {verb} in this week", waits.len());
    let longest = waits.last().map(|wait| wait.minutes).unwrap_or_default();
    let minutes: Vec<_> = waits.iter().map(|wait| wait.minutes.to_string()).collect();
    match minutes.split_last() {
        Some((last, [])) => format!("{begins}; it took {last} opening minutes"),
        Some((last, rest)) if minutes.len() <= NAMED_MAX => {
            format!("{begins}; it took {} and {last} opening minutes", rest.join(", "))
        }
        _ => format!(
            "{begins}; half took no more than {}, the longest {} of opening time",
            said::measured(week.median),
            said::measured(longest)
        ),
    }
}
