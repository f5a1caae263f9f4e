//! The list: what has to be done, by when, with what is most urgent first.

use hearback_domain::submission::Kind;
use hearback_domain::wire::{DeskCase, DeskCounts, DeskList, DeskRow, ListWanted, Shown, Want};
use hearback_domain::wording::Clock;
use hearback_domain::{PersonId, Timestamp};

use super::super::{Edge, Service};
use super::case::{OnDesk, folded};
use super::list_bar::{capacity_saved, languages};
use super::{AtDesk, Said, path};
use crate::mail::language_name;
use crate::pages::{
    DeskListView, FilterView, FirstDay, KindChoice, ListEnd, Pager, PartView, PeekView, SearchView,
    desk_list_page,
};
use crate::web::Response;

impl<E: Edge> Service<E> {
    pub(super) async fn desk_list(&self, desk: &AtDesk<'_>) -> Response {
        let wanted = wanted(desk, self.edge.now());
        let (person, list) = match self.ask_for(desk, Want::List(wanted.clone())).await {
            Said::To(person, Shown::List(list)) => (person, list),
            said => return self.instead(desk, &said),
        };
        let now = self.edge.now();
        let clock = Clock::of_business(desk.site.zone());
        let shown = ShownList { desk, person: &person, wanted: &wanted, list: &list, clock, now };
        let others = self.other_desks(desk).await;
        let try_url = format!("/card/{}", desk.site.id.as_str());
        let view = DeskListView {
            frame: self.frame(desk, desk.you(&person), others),
            archive: wanted.show == "closed",
            now: format!("{}, {}", clock.date(now), clock.time(now)),
            headline: shown.headline(),
            title: shown.title(),
            news: match desk.request.parameter("did").as_deref() {
                Some("capacity") => Some(capacity_saved(desk.site, now)),
                _ => shown.news(),
            },
            capacity: self.capacity_bar(desk, &person, now),
            filters: shown.filters(),
            search: (list.counts.all > 0).then(|| shown.search()),
            parts: shown.parts(),
            end: shown.end(FirstDay { try_url, tag: self.config.script_tag(&desk.site.id) }),
            peek: shown.peek(),
        };
        Response::page(200, desk_list_page(&view).into_string())
    }
}

/// What an address asks for.
fn wanted(desk: &AtDesk<'_>, now: Timestamp) -> ListWanted {
    let parameter = |name| desk.request.parameter(name).unwrap_or_default();
    ListWanted {
        show: parameter("show"),
        today_ends: desk.site.zone().midnight_after(now, 1).ms(),
        kind: parameter("kind"),
        language: parameter("language"),
        words: parameter("q"),
        page: parameter("page").parse().unwrap_or_default(),
        quiet: !parameter("fresh").is_empty(),
    }
}

/// A list about to be shown to somebody.
pub(super) struct ShownList<'a> {
    pub(super) desk: &'a AtDesk<'a>,
    pub(super) person: &'a PersonId,
    wanted: &'a ListWanted,
    list: &'a DeskList,
    pub(super) clock: Clock,
    pub(super) now: Timestamp,
}

impl ShownList<'_> {
    fn counts(&self) -> DeskCounts {
        self.list.counts
    }

    /// "One is late, Ana. Two more are due within the hour."
    fn headline(&self) -> String {
        let DeskCounts { undelivered, late, soon, open, .. } = self.counts();
        let first = self.desk.you(self.person).first.as_str();
        match self.wanted.show.as_str() {
            "closed" => return "What is done.".to_owned(),
            "snoozed" => return "Out of sight for a while.".to_owned(),
            _ => {}
        }
        let are = |n| if n == 1 { "is" } else { "are" };
        if undelivered > 0 {
            let late = match late {
                0 => String::new(),
                late => format!(" {} {} late.", counted(late), are(late)),
            };
            return format!("{} did not get your mail, {first}.{late}", counted(undelivered));
        }
        match (late, soon, open) {
            (0, 0, 0) => format!("Nobody waits for you, {first}."),
            (0, 0, open) => format!("{} {} open, {first}.", counted(open), are(open)),
            (0, soon, _) => {
                format!("{} {} due within the hour, {first}.", counted(soon), are(soon))
            }
            (late, 0, _) => format!("{} {} late, {first}.", counted(late), are(late)),
            (late, soon, _) => format!(
                "{} {} late, {first}. {} more {} due within the hour.",
                counted(late),
                are(late),
                counted(soon),
                are(soon)
            ),
        }
    }

    fn title(&self) -> String {
        let DeskCounts { undelivered, late, soon, open, closed, .. } = self.counts();
        if self.wanted.show == "closed" {
            return format!("{closed} done");
        }
        if undelivered > 0 {
            return format!("{undelivered} not delivered, {late} late");
        }
        match (late, soon) {
            (0, 0) => format!("{open} open"),
            (0, soon) => format!("{soon} due within the hour"),
            (late, 0) => format!("{late} late"),
            (late, soon) => format!("{late} late, {soon} due within the hour"),
        }
    }

    /// "2 are new since you last looked, today 13:40."
    fn news(&self) -> Option<String> {
        let looked = self.list.looked;
        let new = self.list.rows.iter().filter(|row| self.is_new(row)).count();
        if self.wanted.show == "closed" || looked == 0 || new == 0 {
            return None;
        }
        let is = if new == 1 { "is" } else { "are" };
        let at = self.clock.moment(Timestamp::from_ms(looked), self.now);
        Some(format!("{new} {is} new or changed since you last looked, {at}."))
    }

    pub(super) fn is_new(&self, row: &DeskRow) -> bool {
        let is_own = row.changed_by == self.person.as_str();
        self.list.looked > 0 && row.changed > self.list.looked && !is_own
    }

    fn url(&self, show: &str, page: i64) -> String {
        let mut pairs = form_urlencoded::Serializer::new(String::new());
        let all = [
            ("show", show),
            ("kind", &self.wanted.kind),
            ("language", &self.wanted.language),
            ("q", &self.wanted.words),
        ];
        for (name, value) in all.into_iter().filter(|(_, value)| !value.is_empty()) {
            pairs.append_pair(name, value);
        }
        if page > 0 {
            pairs.append_pair("page", &page.to_string());
        }
        let (path, query) = (path(&self.desk.site.id), pairs.finish());
        if query.is_empty() { path } else { format!("{path}?{query}") }
    }

    fn filters(&self) -> Vec<FilterView> {
        let counts = self.counts();
        if counts.all == 0 {
            return Vec::new();
        }
        let filter = |label: &str, count: i64, show: &str| FilterView {
            label: label.to_owned(),
            count: Some(count.to_string()),
            url: self.url(show, 0),
            on: self.wanted.show == show,
        };
        let mut filters = vec![
            filter("Open", counts.open, ""),
            filter("Today", counts.today, "today"),
            filter("Mine", counts.mine, "mine"),
            filter("Waiting", counts.waiting, "waiting"),
        ];
        if counts.snoozed > 0 || self.wanted.show == "snoozed" {
            filters.push(filter("Snoozed", counts.snoozed, "snoozed"));
        }
        filters.push(filter("Archive", counts.closed, "closed"));
        filters
    }

    fn search(&self) -> SearchView {
        let kind = |value: &str, label: &str| KindChoice {
            value: value.to_owned(),
            label: label.to_owned(),
            on: self.wanted.kind == value,
        };
        let kinds = Kind::ALL.iter().map(|one| kind(one.name(), one.label()));
        let sought = !self.wanted.words.is_empty()
            || !self.wanted.kind.is_empty()
            || !self.wanted.language.is_empty();
        SearchView {
            action: path(&self.desk.site.id),
            show: self.wanted.show.clone(),
            q: self.wanted.words.clone(),
            kinds: std::iter::once(kind("", "All kinds")).chain(kinds).collect(),
            languages: languages(&self.list.languages, &self.wanted.language),
            all_url: sought.then(|| path(&self.desk.site.id)),
        }
    }

    /// Rows in the book's order, cut where the time begins to be another.
    fn parts(&self) -> Vec<PartView> {
        let mut parts: Vec<PartView> = Vec::new();
        for row in &self.list.rows {
            let (title, view) = (self.part(row), self.row(row));
            match parts.last_mut() {
                Some(part) if part.title == title => part.rows.push(view),
                _ => parts.push(PartView { title: title.to_owned(), rows: vec![view] }),
            }
        }
        parts
    }

    /// The first case, as far as the list shows one.
    fn peek(&self) -> Option<PeekView> {
        let row = self.list.rows.first()?;
        let case = folded(&row.case, &self.list.first)?;
        let on_desk = OnDesk {
            desk: self.desk,
            person: self.person,
            case: &case,
            opened: case.opened.as_ref()?,
            beside: &DeskCase::default(),
            clock: self.clock,
            now: self.now,
        };
        Some(on_desk.peek())
    }

    fn end(&self, first_day: FirstDay) -> ListEnd {
        let page = i64::from(self.wanted.page);
        if self.counts().all == 0 {
            return ListEnd::FirstDay(first_day);
        }
        if page > 0 || self.list.more {
            let first = page * DeskList::LINES_MAX + 1;
            let last = first - 1 + i64::try_from(self.list.rows.len()).unwrap_or_default();
            return ListEnd::Pages(Pager {
                says: format!("{first} to {last}"),
                previous_url: (page > 0).then(|| self.url(&self.wanted.show, page - 1)),
                next_url: self.list.more.then(|| self.url(&self.wanted.show, page + 1)),
            });
        }
        if !self.list.rows.is_empty() {
            return ListEnd::All;
        }
        let ListWanted { words, kind, language, .. } = self.wanted;
        if !words.is_empty() || !kind.is_empty() || !language.is_empty() {
            let kind = Kind::parse(kind).map(Kind::label).unwrap_or_default();
            let sought = match (words.is_empty(), kind.is_empty()) {
                (false, _) => words.clone(),
                (true, false) => kind.to_owned(),
                (true, true) => language_name(language).to_owned(),
            };
            return ListEnd::NoHits { sought, all_url: path(&self.desk.site.id) };
        }
        let says = match self.wanted.show.as_str() {
            "closed" => "Nothing is done yet.",
            "mine" => "Nothing is with you.",
            "waiting" => "Nobody is to write back to you.",
            _ => "Nobody waits for you. Enjoy the quiet.",
        };
        ListEnd::Empty { says: says.to_owned() }
    }
}

/// Small numbers in words, at the beginning of a sentence.
fn counted(count: i64) -> String {
    const WORDS: [&str; 10] =
        ["None", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine"];
    let word = usize::try_from(count).ok().and_then(|count| WORDS.get(count));
    word.map_or_else(|| count.to_string(), |word| (*word).to_owned())
}
