//! What is promised to a customer, the times the owner may offer, and how promises end.
//!
//! What is promised follows from the settings, the record and the moment of asking; how it ended
//! from facts and the clock. Not here: how it is said (see [`crate::wording`]).

mod again;
mod course;
mod name;
mod watch;

pub use course::{Course, Ending, Term, courses, standing};
pub use name::PromiseName;
pub use watch::{Watch, waking, watch, watch_commitment};

use core::iter::successors;

use chrono::{Days, NaiveDate};

use crate::opening_hours::{NeverOpens, OpenState, OpeningHours, Stretch};
use crate::record::Record;
use crate::site::Site;
use crate::submission::Kind;
use crate::{DAY_MS, MINUTE_MS, Opened, Timestamp};

/// What somebody will do, and by when.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Promise {
    /// What.
    pub what: Promised,
    /// By when.
    pub due: Timestamp,
}

/// What can be promised.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Promised {
    /// A person reads it and says when the answer comes.
    Read,
    /// A person rings.
    Call,
    /// A person answers.
    Answer,
    /// A person does what they said: a visit, a refund, a delivery.
    Deed,
}

/// Promised times stand on full five minutes: people read "15:40", not "15:38".
const PROMISE_STEP_MINUTES: i64 = 5;

/// Where nothing says when somebody is there: long enough for a weekend away, short enough that
/// nobody asks twice.
const WITHOUT_HOURS_MS: i64 = 3 * DAY_MS;

/// As far as hours are searched.
const SEARCHED_MS: i64 = OpeningHours::SEARCH_DAYS_MAX as i64 * DAY_MS;

/// Enough to finish the work in hand and then answer.
const ANSWER_LEAD_MS: i64 = 90 * MINUTE_MS;
/// Closing time is offered while it is at least this far off.
const ANSWER_LEAD_MS_MIN: i64 = 30 * MINUTE_MS;
/// On another day: two hours after opening, where noon lies outside the hours.
const AFTER_OPENING_MS: i64 = 120 * MINUTE_MS;
/// Answers are offered on full hours.
const ANSWER_STEP_MINUTES: i64 = 60;
/// Minutes from midnight to noon.
const NOON: u16 = 12 * 60;
/// The last of the three times lies on the last open day within this many.
const LATER_DAYS_MAX: u64 = 4;

impl Promised {
    /// Every one.
    pub const ALL: [Self; 4] = [Self::Read, Self::Call, Self::Answer, Self::Deed];

    /// Its name on the wire and in stored facts.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Read => "read",
            Self::Call => "call",
            Self::Answer => "answer",
            Self::Deed => "deed",
        }
    }

    /// Reads a wire name.
    pub fn parse(raw: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|promised| promised.name() == raw)
    }
}

/// What a case of this kind begins with.
pub const fn first_promised(kind: Kind) -> Promised {
    match kind {
        Kind::Callback => Promised::Call,
        Kind::Question | Kind::Complaint | Kind::Praise => Promised::Read,
    }
}

/// What a customer who writes `now` is promised: the site's target for this kind, or as long as
/// the record says it takes, counted in opening hours and rounded up to five minutes. Where the
/// business is booked until a date, time counts from then.
///
/// A site that never opens promises three days by the calendar; one whose hours do not suffice
/// within the search promises its end.
pub fn promise(site: &Site, record: &Record, kind: Kind, now: Timestamp) -> Promise {
    let minutes = record.supported_minutes(kind, site.targets.minutes(kind));
    let from = site.capacity.counted_from(site.zone(), now);
    Promise { what: first_promised(kind), due: due_after(site, minutes, from) }
}

/// By when a customer who wrote once more `now` is answered: as long from now as an answer takes,
/// counted in opening hours. They are a customer already, so it counts also while the business is
/// booked.
pub fn next_answer(site: &Site, record: &Record, kind: Kind, now: Timestamp) -> Timestamp {
    let minutes = record.supported_answer_minutes(kind, site.targets.minutes(kind));
    due_after(site, minutes, now)
}

/// The new time when one that was given cannot be kept: as long from now as such a promise takes,
/// but later than what was given.
pub fn promise_again(
    site: &Site,
    record: &Record,
    (kind, what): (Kind, Promised),
    was_due: Timestamp,
    now: Timestamp,
) -> Timestamp {
    let target = site.targets.minutes(kind);
    let minutes = match what {
        Promised::Answer => record.supported_answer_minutes(kind, target),
        Promised::Read | Promised::Call | Promised::Deed => record.supported_minutes(kind, target),
    };
    let due = due_after(site, minutes, now);
    if due > was_due { due } else { due_after(site, minutes, was_due) }
}

/// Opening time from a moment on, rounded up to five minutes; the calendar where hours say nothing.
pub(crate) fn due_after(site: &Site, minutes: u32, at: Timestamp) -> Timestamp {
    let due = match site.hours.add_open_time(at, minutes) {
        Ok(due) => due,
        Err(NeverOpens) if site.hours.state(at) == OpenState::Never => at.plus_ms(WITHOUT_HOURS_MS),
        Err(NeverOpens) => at.plus_ms(SEARCHED_MS),
    };
    site.zone().round_up(due, PROMISE_STEP_MINUTES)
}

/// The three times of "I answer by …": later in these hours, the next open day, and the last open
/// day within four.
///
/// Always three different moments after `now`, in order, inside opening hours or at closing time.
/// Where fewer than three days ever open, noons of the following days fill up.
pub fn answer_choices(site: &Site, now: Timestamp) -> [Timestamp; 3] {
    let hours = &site.hours;
    let (first_day, first) = first_choice(hours, now).unwrap_or_else(|| noon_after(hours, now));
    let (second_day, second) =
        next_choice(hours, first_day, first).unwrap_or_else(|| noon_after(hours, first));
    let later = || {
        let after = |(day, at): &(NaiveDate, Timestamp)| next_choice(hours, *day, *at);
        successors(after(&(second_day, second)), after)
    };
    let today = hours.zone().date(now);
    let last_day = today.checked_add_days(Days::new(LATER_DAYS_MAX)).unwrap_or(today);
    let (_, third) = later()
        .take_while(|(day, _)| *day <= last_day)
        .last()
        .or_else(|| later().next())
        .unwrap_or_else(|| noon_after(hours, second));
    [first, second, third]
}

/// The times that a person who has read a message may give in one tap: for a call the time that
/// is promised already, as long as it can be kept, for another takes a reason.
pub fn acknowledgement_choices(site: &Site, opened: &Opened, now: Timestamp) -> Vec<Timestamp> {
    match first_promised(opened.fields.kind) {
        Promised::Call if now < opened.read_by => vec![opened.read_by],
        _ => answer_choices(site, now).into(),
    }
}

/// Later in the present hours, else soon after the next opening.
fn first_choice(hours: &OpeningHours, now: Timestamp) -> Option<(NaiveDate, Timestamp)> {
    let stretch = hours
        .stretches(now)
        .find(|stretch| stretch.from > now || stretch.to >= now.plus_ms(ANSWER_LEAD_MS_MIN))?;
    let lead_ms = if stretch.from <= now { ANSWER_LEAD_MS } else { AFTER_OPENING_MS };
    let at = hours.zone().round_up(stretch.from.max(now).plus_ms(lead_ms), ANSWER_STEP_MINUTES);
    Some((stretch.date, at.min(stretch.to)))
}

/// The first open day after `day` that has a time later than `at`.
fn next_choice(
    hours: &OpeningHours,
    day: NaiveDate,
    at: Timestamp,
) -> Option<(NaiveDate, Timestamp)> {
    let mut later = hours.stretches(at).filter(|stretch| stretch.date > day).peekable();
    while let Some(stretch) = later.next() {
        let mut of_day = vec![stretch];
        while let Some(more) = later.next_if(|more| more.date == stretch.date) {
            of_day.push(more);
        }
        let choice = choice_of_day(hours, &of_day)?;
        if choice > at {
            return Some((stretch.date, choice));
        }
    }
    None
}

/// Noon if somebody is there, else two hours after the first opening.
fn choice_of_day(hours: &OpeningHours, of_day: &[Stretch]) -> Option<Timestamp> {
    let first = of_day.first()?;
    let noon = hours.zone().first_moment(first.date, NOON);
    if of_day.iter().any(|stretch| stretch.from < noon && noon <= stretch.to) {
        return Some(noon);
    }
    let at = hours.zone().round_up(first.from.plus_ms(AFTER_OPENING_MS), ANSWER_STEP_MINUTES);
    Some(at.min(first.to))
}

/// By the calendar alone.
fn noon_after(hours: &OpeningHours, at: Timestamp) -> (NaiveDate, Timestamp) {
    let today = hours.zone().date(at);
    let tomorrow = today.checked_add_days(Days::new(1)).unwrap_or(today);
    (tomorrow, hours.zone().first_moment(tomorrow, NOON))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::opening_hours::{ClosedDays, DayHours, Span};
    use crate::record::Waits;
    use crate::site::wire;
    use crate::wording::Clock;
    use proptest::prelude::*;

    fn demo() -> Site {
        wire::from_json(include_str!("../../tests/fixtures/site-demo.json")).expect("the demo")
    }

    fn at(raw: &str) -> Timestamp {
        Timestamp::parse(raw).expect("a moment")
    }

    fn with_week(week: [&[&str]; 7], closed: &[&str]) -> Site {
        let day = |spans: &[&str]| {
            DayHours::new(spans.iter().map(|raw| Span::parse(raw).expect("hours")).collect())
        };
        let closed = closed.iter().map(|raw| ClosedDays::parse(raw).expect("days")).collect();
        let week = week.map(|spans| day(spans).expect("a day"));
        let zone = demo().zone();
        Site { hours: OpeningHours::new(zone, week, closed, []), ..demo() }
    }

    /// The demo is open Monday to Friday 8:00 to 17:30 and Saturday 9:00 to 13:00.
    #[test]
    fn a_promise_counts_opening_time_and_stands_on_five_minutes() {
        for (now, kind, what, due) in [
            ("2026-11-23T13:10:00Z", Kind::Question, Promised::Read, "2026-11-23T14:10:00Z"),
            ("2026-11-23T13:11:30Z", Kind::Question, Promised::Read, "2026-11-23T14:15:00Z"),
            ("2026-11-23T13:10:00Z", Kind::Complaint, Promised::Read, "2026-11-23T13:40:00Z"),
            ("2026-11-23T13:10:00Z", Kind::Praise, Promised::Read, "2026-11-23T17:10:00Z"),
            ("2026-11-23T17:00:00Z", Kind::Callback, Promised::Call, "2026-11-24T08:30:00Z"),
        ] {
            assert_eq!(
                promise(&demo(), &Record::default(), kind, at(now)),
                Promise { what, due: at(due) },
                "{now}"
            );
        }
    }

    #[test]
    fn the_names_in_stored_facts_never_change() {
        assert_eq!(Promised::ALL.map(Promised::name), ["read", "call", "answer", "deed"]);
        assert_eq!(Promised::parse("call"), Some(Promised::Call));
        assert_eq!(Promised::parse("calls"), None);
    }

    #[test]
    fn a_question_sent_on_friday_night_is_promised_for_saturday_and_on_saturday_night_for_monday() {
        let due = |now| promise(&demo(), &Record::default(), Kind::Question, at(now)).due;
        assert_eq!(due("2026-11-27T21:00:00Z"), at("2026-11-28T10:00:00Z"));
        assert_eq!(due("2026-11-28T21:00:00Z"), at("2026-11-30T09:00:00Z"));
    }

    /// As in docs/promises.md.
    #[test]
    fn the_worked_example_holds() {
        let friday = at("2026-11-27T17:11:00Z");
        let waits = Waits { cases: 12, median: 40, p90: 95 };
        let mut record = Record::default();
        let due = |record: &Record| promise(&demo(), record, Kind::Question, friday).due;
        assert_eq!(due(&record), at("2026-11-28T09:45:00Z"));
        record.kinds[Kind::Question as usize].read = waits;
        assert_eq!(due(&record), at("2026-11-28T10:20:00Z"));
    }

    #[test]
    fn hours_that_do_not_suffice_promise_no_sooner_than_they_are_searched() {
        let hour_a_year = with_week([&[]; 7], &[]);
        let once = DayHours::new(vec![Span::parse("9:00-9:05").expect("hours")]).expect("a day");
        let special = [(NaiveDate::from_ymd_opt(2026, 12, 1).expect("a date"), once)];
        let hours = OpeningHours::new(
            demo().zone(),
            [(); 7].map(|()| DayHours::default()),
            vec![],
            special,
        );
        let site = Site { hours, ..hour_a_year };
        let now = at("2026-11-23T13:10:00Z");
        let due = promise(&site, &Record::default(), Kind::Question, now).due;
        assert!(due >= now.plus_ms(SEARCHED_MS));
    }

    #[test]
    fn nothing_is_promised_before_the_date_a_business_is_booked_until() {
        let booked = crate::site::Capacity::parse("booked until 2026-12-03").expect("sound");
        let site = Site { capacity: booked, ..demo() };
        let due = |now| promise(&site, &Record::default(), Kind::Question, at(now)).due;
        assert_eq!(due("2026-11-23T13:10:00Z"), at("2026-12-03T09:00:00Z"));
        assert_eq!(due("2026-12-03T13:10:00Z"), at("2026-12-03T14:10:00Z"));
    }

    #[test]
    fn a_new_time_is_later_than_the_one_it_takes_the_place_of() {
        let record = Record::default();
        let now = at("2026-11-23T13:10:00Z");
        for was_due in ["2026-11-23T13:15:00Z", "2026-11-25T12:00:00Z"].map(at) {
            let again =
                promise_again(&demo(), &record, (Kind::Question, Promised::Read), was_due, now);
            assert!(again > was_due, "{again:?}");
        }
        // An answer takes as long as answers take, whatever reading does.
        let mut slow = Record::default();
        slow.kinds[Kind::Question as usize].answered = Waits { cases: 10, median: 60, p90: 570 };
        let answer = (Kind::Question, Promised::Answer);
        let again = promise_again(&demo(), &slow, answer, now, now);
        assert_eq!(again, at("2026-11-24T13:10:00Z"));
    }

    #[test]
    fn a_site_that_never_opens_promises_three_days() {
        let site = with_week([&[]; 7], &[]);
        let due =
            promise(&site, &Record::default(), Kind::Question, at("2026-11-23T13:11:00Z")).due;
        assert_eq!(due, at("2026-11-26T13:15:00Z"));
    }

    #[test]
    fn the_owner_is_offered_times_that_can_be_kept() {
        let demo = demo();
        let evenings = with_week([&[], &["18:00-2:00"], &[], &[], &["18:00-2:00"], &[], &[]], &[]);
        let always = with_week([&["0:00-24:00"]; 7], &[]);
        let never = with_week([&[]; 7], &[]);
        for (site, now, offered) in [
            // Monday, as drawn: today, tomorrow, Friday.
            (&demo, "2026-11-23T13:10:00Z", ["today 15:00", "tomorrow 12:00", "Friday 12:00"]),
            // Little is left of the day: closing time, then nothing of it.
            (&demo, "2026-11-23T16:45:00Z", ["today 17:30", "tomorrow 12:00", "Friday 12:00"]),
            (&demo, "2026-11-23T17:10:00Z", ["tomorrow 10:00", "Wednesday 12:00", "Friday 12:00"]),
            // Early in the morning, and in the middle of the week.
            (&demo, "2026-11-23T06:00:00Z", ["today 10:00", "tomorrow 12:00", "Friday 12:00"]),
            (&demo, "2026-11-25T09:40:00Z", ["today 12:00", "tomorrow 12:00", "Saturday 12:00"]),
            // Friday evening, and before the holidays.
            (&demo, "2026-11-27T19:00:00Z", ["tomorrow 11:00", "Monday 12:00", "Tuesday 12:00"]),
            (
                &demo,
                "2026-12-23T19:00:00Z",
                [
                    "Saturday 2 January, 11:00",
                    "Monday 4 January, 12:00",
                    "Tuesday 5 January, 12:00",
                ],
            ),
            // An evening trade: two hours after opening.
            (
                &evenings,
                "2026-11-24T19:00:00Z",
                ["today 21:00", "Friday 20:00", "Tuesday 1 December, 20:00"],
            ),
            (&evenings, "2026-11-25T01:00:00Z", ["today 2:00", "Friday 20:00", "Tuesday 20:00"]),
            (&always, "2026-11-23T22:10:00Z", ["tomorrow 0:00", "tomorrow 12:00", "Friday 12:00"]),
            (
                &never,
                "2026-11-23T13:10:00Z",
                ["tomorrow 12:00", "Wednesday 12:00", "Thursday 12:00"],
            ),
        ] {
            let clock = Clock::of_business(site.zone());
            let found = answer_choices(site, at(now)).map(|choice| clock.moment(choice, at(now)));
            assert_eq!(found, offered, "{now}");
        }
    }

    proptest! {
        #[test]
        fn the_three_times_are_distinct_ahead_and_inside_opening_hours(
            open in proptest::array::uniform7(proptest::option::of((0_u16..96, 1_u16..96))),
            minutes in 0_i64..365 * 1_440,
        ) {
            let mut week = [(); 7].map(|()| DayHours::default());
            for (day, hours) in week.iter_mut().zip(&open) {
                if let Some((from, length)) = hours {
                    let to = (from + length) % 96;
                    let quarters = |n: u16| format!("{}:{:02}", n / 4, n % 4 * 15);
                    let raw = format!("{}-{}", quarters(*from), quarters(to));
                    *day = DayHours::new(vec![Span::parse(&raw).expect("hours")]).expect("one");
                }
            }
            let hours = OpeningHours::new(demo().zone(), week, Vec::new(), []);
            let site = Site { hours, ..demo() };
            let now = at("2026-01-01T00:00:00Z").plus_ms(minutes * MINUTE_MS);
            let [first, second, third] = answer_choices(&site, now);
            prop_assert!(now < first && first < second && second < third);
            if open.iter().any(Option::is_some) {
                for choice in [first, second, third] {
                    let just_before = choice.plus_ms(-1);
                    prop_assert!(site.hours.state(just_before).is_open(), "{choice:?}");
                }
            }
        }
    }
}
