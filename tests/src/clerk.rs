//! A clerk who has the opening hours on paper, day by day, and counts along the list: a second
//! opinion on every moment that the product computes from hours.

use chrono::{Datelike, Days, NaiveDate};
use fastrand::Rng;
use hearback_domain::site::Zone;
use hearback_domain::{MINUTE_MS, Timestamp};

/// Minutes from midnight at which the door opens and closes; past midnight over 1,440.
type Span = (u16, u16);

/// The hours of a shop as they were drawn.
#[derive(Clone, Debug)]
pub(crate) struct Paper {
    pub(crate) zone: Zone,
    /// Monday first.
    week: [&'static [Span]; 7],
    /// Dates from and to, both closed.
    closed: Vec<(NaiveDate, NaiveDate)>,
    special: Vec<(NaiveDate, Span)>,
}

/// The list: when the door opens and closes, in order, in milliseconds.
pub(crate) struct Clerk {
    paper: Paper,
    open: Vec<(i64, i64)>,
}

const SHOP: &[Span] = &[(480, 1050)];
const SATURDAY: &[Span] = &[(540, 780)];
const WITH_LUNCH: &[Span] = &[(540, 750), (840, 1110)];
const NIGHT: &[Span] = &[(1080, 1560)];
const ALWAYS: &[Span] = &[(0, 1440)];
const SHORT: &[Span] = &[(600, 960)];
const WHERE_CLOCKS_CHANGE: &[Span] = &[(30, 165), (600, 720)];

const WEEKS: [[&[Span]; 7]; 6] = [
    [SHOP, SHOP, SHOP, SHOP, SHOP, SATURDAY, &[]],
    [WITH_LUNCH, WITH_LUNCH, WITH_LUNCH, WITH_LUNCH, WITH_LUNCH, WITH_LUNCH, &[]],
    [NIGHT; 7],
    [ALWAYS; 7],
    [&[], &[], SHORT, &[], SHORT, &[], &[]],
    [SHOP, SHOP, SHOP, SHOP, SHOP, WHERE_CLOCKS_CHANGE, WHERE_CLOCKS_CHANGE],
];

const ZONES: [&str; 6] = [
    "Europe/London",
    "America/New_York",
    "Australia/Lord_Howe",
    "Africa/Casablanca",
    "Asia/Kolkata",
    "America/Santiago",
];

impl Paper {
    /// A shop of any sort: with holidays, closed for a while, and open on a day it never is.
    pub(crate) fn drawn(rng: &mut Rng, begins: NaiveDate) -> Self {
        let zone = Zone::parse(ZONES[rng.usize(..ZONES.len())]).expect("a zone");
        let mut day = |days: u64| begins + Days::new(rng.u64(0..days));
        let holidays = [day(90), day(90)].map(|day| (day, day));
        let (away, special) = (day(70), day(90));
        let away = (away, away + Days::new(rng.u64(2..15)));
        let week = WEEKS[rng.usize(..WEEKS.len())];
        let closed = holidays.into_iter().chain([away]).collect();
        Self { zone, week, closed, special: vec![(special, (780, 905))] }
    }

    /// As the settings have it.
    pub(crate) fn json(&self) -> String {
        let clock = |minute: u16| format!("{}:{:02}", minute / 60, minute % 60);
        let span = |(from, to): &Span| {
            let to = if *to > 1440 { to - 1440 } else { *to };
            format!("\"{}-{}\"", clock(*from), clock(to))
        };
        let day =
            |spans: &&[Span]| format!("[{}]", spans.iter().map(span).collect::<Vec<_>>().join(","));
        let week: Vec<String> = self.week.iter().map(day).collect();
        let closed: Vec<String> =
            self.closed.iter().map(|(first, last)| format!("\"{first}..{last}\"")).collect();
        let special: Vec<String> =
            self.special.iter().map(|(date, one)| format!("\"{date}\":[{}]", span(one))).collect();
        format!(
            r#"{{"week":[{}],"closed":[{}],"special":{{{}}}}}"#,
            week.join(","),
            closed.join(","),
            special.join(",")
        )
    }

    fn on(&self, date: NaiveDate) -> Vec<Span> {
        if let Some((_, special)) = self.special.iter().find(|(day, _)| *day == date) {
            return vec![*special];
        }
        if self.closed.iter().any(|(first, last)| *first <= date && date <= *last) {
            return Vec::new();
        }
        self.week[date.weekday().num_days_from_monday() as usize].to_vec()
    }
}

impl Clerk {
    /// Writes the list of a year and a half.
    pub(crate) fn new(paper: Paper, begins: NaiveDate) -> Self {
        let moment = |date, minute| paper.zone.first_moment(date, minute).ms();
        let mut open: Vec<(i64, i64)> = Vec::new();
        for date in (begins - Days::new(3)).iter_days().take(550) {
            for (from, to) in paper.on(date) {
                let (from, to) = (moment(date, from), moment(date, to));
                match open.last_mut() {
                    Some(last) if from <= last.1 => last.1 = last.1.max(to),
                    _ if from < to => open.push((from, to)),
                    _ => {}
                }
            }
        }
        Self { paper, open }
    }

    fn rest(&self, at: Timestamp) -> impl Iterator<Item = (i64, i64)> {
        let first = self.open.partition_point(|(_, to)| *to <= at.ms());
        self.open[first..].iter().map(move |(from, to)| ((*from).max(at.ms()), *to))
    }

    pub(crate) fn is_open(&self, at: Timestamp) -> bool {
        self.waking(at) == at
    }

    /// The first open moment from `at` on.
    pub(crate) fn waking(&self, at: Timestamp) -> Timestamp {
        self.rest(at).next().map_or(at, |(from, _)| Timestamp::from_ms(from))
    }

    /// How long the door is open between two moments.
    pub(crate) fn between(&self, from: Timestamp, to: Timestamp) -> i64 {
        let until = self.rest(from).take_while(|(opens, _)| *opens < to.ms());
        until.map(|(opens, closes)| closes.min(to.ms()) - opens).sum()
    }

    /// When the door has been open so long since `at`.
    pub(crate) fn after(&self, at: Timestamp, mut open_ms: i64) -> Timestamp {
        for (from, to) in self.rest(at) {
            if open_ms <= to - from {
                return Timestamp::from_ms(from + open_ms);
            }
            open_ms -= to - from;
        }
        Timestamp::MAX
    }

    /// When so many tenths of the open time between two moments are over, to the minute.
    pub(crate) fn tenths(&self, from: Timestamp, to: Timestamp, tenths: i64) -> Timestamp {
        let open_ms = self.between(from, to);
        match open_ms {
            0 => self.waking(from.plus_ms((to.ms() - from.ms()) * tenths / 10)),
            _ => self.after(from, open_ms * tenths / 10 / MINUTE_MS * MINUTE_MS).min(to),
        }
    }

    /// The last closing of the date on which `at` falls; nothing where it is over before.
    pub(crate) fn last_closing_of_the_day(&self, at: Timestamp) -> Option<Timestamp> {
        let date = self.date(at);
        let (_, to) = self.paper.on(date).into_iter().next_back()?;
        Some(self.paper.zone.first_moment(date, to)).filter(|to| *to > at)
    }

    /// The last opening on that date or within the week before it.
    pub(crate) fn opening_on_or_before(&self, date: NaiveDate) -> Option<Timestamp> {
        (0..=7).find_map(|back| {
            let date = date - Days::new(back);
            let (from, _) = self.paper.on(date).into_iter().next()?;
            Some(self.paper.zone.first_moment(date, from))
        })
    }

    /// The first opening of the dates from one to before another.
    pub(crate) fn first_opening_between(
        &self,
        from: NaiveDate,
        to: NaiveDate,
    ) -> Option<Timestamp> {
        let mut dates = from.iter_days().take_while(|date| *date < to);
        let opening = |date| Some((date, self.paper.on(date).into_iter().next()?.0));
        let (date, minute) = dates.find_map(opening)?;
        Some(self.paper.zone.first_moment(date, minute))
    }

    /// When a date begins.
    pub(crate) fn midnight(&self, date: NaiveDate) -> Timestamp {
        self.paper.zone.first_moment(date, 0)
    }

    pub(crate) fn date(&self, at: Timestamp) -> NaiveDate {
        self.paper.zone.date(at)
    }
}
