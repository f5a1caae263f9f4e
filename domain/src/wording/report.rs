//! What is said of a week: measured, with misses, and how many cases it rests on.

use chrono::{Datelike, Days};

use super::clock::day_month;
use super::duration;
use crate::Timestamp;
use crate::record::{Tally, Waits};
use crate::report::{Report, Week};
use crate::site::Zone;
use crate::submission::Kind;

/// "16 to 22 November", "28 September to 4 October": the week by the clock of the business.
pub fn week_dates(zone: Zone, week: &Week) -> String {
    let first = zone.date(week.begins);
    let last = first.checked_add_days(Days::new(6)).unwrap_or(first);
    let last_day = day_month(last.month(), last.day());
    match first.month() == last.month() {
        true => format!("{} to {last_day}", first.day()),
        false => format!("{} to {last_day}", day_month(first.month(), first.day())),
    }
}

/// "16 Nov": the Monday of a week, for the foot of a column.
pub fn week_day(zone: Zone, begins: Timestamp) -> String {
    let date = zone.date(begins);
    let named = day_month(date.month(), date.day());
    let month = named.split(' ').next_back().unwrap_or_default();
    format!("{} {}", date.day(), month.chars().take(3).collect::<String>())
}

/// "You kept five promises of six."
pub fn kept(tally: Tally) -> String {
    let all = tally.all();
    match (tally.kept, all) {
        (_, 0) => "No promise came due.".to_owned(),
        (1, 1) => "You kept your one promise.".to_owned(),
        (0, 1) if tally.moved == 1 => "You openly moved your one promise.".to_owned(),
        (0, 1) => "Your one promise was missed.".to_owned(),
        (0, _) => format!("You kept none of {} promises.", number(all)),
        (2, 2) => "You kept both promises.".to_owned(),
        (kept, _) if kept == all => format!("You kept all {} promises.", number(all)),
        (1, _) => format!("You kept one promise of {}.", number(all)),
        (kept, _) => format!("You kept {} promises of {}.", number(kept), number(all)),
    }
}

/// What became of those that were not kept, and how long people waited to be read; as much as was
/// measured.
pub fn beside(report: &Report) -> String {
    let week = report.week();
    let Tally { moved, broken, .. } = week.promises;
    let moved = match moved {
        0 => None,
        1 => Some("One was openly moved to a later time.".to_owned()),
        many => Some(format!("{} were openly moved to later times.", capital(&number(many)))),
    };
    let broken = match broken {
        0 => None,
        1 => Some("One was missed: its time passed.".to_owned()),
        many => Some(format!("{} were missed: their time passed.", capital(&number(many)))),
    };
    let read = half(week.read).map(|half| format!("Of the messages, {half}."));
    let all: Vec<_> = moved.into_iter().chain(broken).chain(read).collect();
    all.join(" ")
}

/// "half of 6 were read within 38 min" without its verb; none below three, where no half can be.
fn half(waits: Waits) -> Option<String> {
    let Waits { cases, median, .. } = waits;
    (cases >= HALVED_MIN)
        .then(|| format!("half were read within {} of opening time", measured(median)))
}

/// Below so many there is no half to speak of.
const HALVED_MIN: u32 = 3;

/// "46 kept, 1 moved, 1 missed"
pub fn tally(tally: Tally) -> String {
    let parts = [(tally.kept, "kept"), (tally.moved, "moved"), (tally.broken, "missed")];
    let parts = parts.iter().filter(|(count, _)| *count > 0);
    let parts: Vec<_> = parts.map(|(count, how)| format!("{count} {how}")).collect();
    parts.join(", ")
}

/// "half within 38 min, 9 of 10 within 1 h 17 min", as far as there are cases for it. Nothing
/// where nothing was measured.
pub fn waits(waits: Waits) -> Option<String> {
    let Waits { cases, median, p90 } = waits;
    Some(match cases {
        0 => return None,
        1 => format!("once, after {}", measured(median)),
        2 => format!("twice, after {} and {}", measured(median), measured(p90)),
        _ if !waits.is_enough() => {
            format!("half of {cases} within {}, too few to speak of a habit", measured(median))
        }
        _ => {
            format!("half of {cases} within {}, 9 of 10 within {}", measured(median), measured(p90))
        }
    })
}

/// A time as it was measured, to the minute; from ten hours on to the hour, upwards.
pub fn measured(minutes: u32) -> String {
    match minutes {
        0 => "less than 1 min".to_owned(),
        600.. => duration(minutes.div_ceil(60) * 60),
        _ => duration(minutes),
    }
}

/// A kind as a row of a table.
pub const fn kind_row(kind: Kind) -> &'static str {
    match kind {
        Kind::Question => "Questions",
        Kind::Complaint => "Something is wrong",
        Kind::Praise => "Praise and ideas",
        Kind::Callback => "Call backs",
    }
}

/// Numbers up to twelve in words.
fn number(count: u32) -> String {
    const WORDS: [&str; 13] = [
        "none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
        "eleven", "twelve",
    ];
    let word = usize::try_from(count).ok().and_then(|count| WORDS.get(count));
    word.map_or_else(|| count.to_string(), |word| (*word).to_owned())
}

fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map(|first| first.to_uppercase().chain(chars).collect()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn london() -> Zone {
        Zone::parse("Europe/London").expect("known")
    }

    fn begins(raw: &str) -> Week {
        let begins = Timestamp::parse(raw).expect("a moment");
        Week { begins, ..Week::default() }
    }

    #[test]
    fn a_week_is_named_by_its_first_and_last_day() {
        for (monday, dates, day) in [
            ("2026-11-16T00:00:00Z", "16 to 22 November", "16 Nov"),
            ("2026-09-27T23:00:00Z", "28 September to 4 October", "28 Sep"),
        ] {
            assert_eq!(week_dates(london(), &begins(monday)), dates);
            assert_eq!(week_day(london(), begins(monday).begins), day);
        }
    }

    #[test]
    fn the_headline_counts_what_was_kept_and_hides_no_miss() {
        for (kept_moved_broken, said) in [
            ([0, 0, 0], "No promise came due."),
            ([1, 0, 0], "You kept your one promise."),
            ([0, 1, 0], "You openly moved your one promise."),
            ([0, 0, 1], "Your one promise was missed."),
            ([0, 1, 2], "You kept none of three promises."),
            ([2, 0, 0], "You kept both promises."),
            ([6, 0, 0], "You kept all six promises."),
            ([1, 0, 3], "You kept one promise of four."),
            ([5, 0, 1], "You kept five promises of six."),
            ([46, 1, 1], "You kept 46 promises of 48."),
        ] {
            let [kept, moved, broken] = kept_moved_broken;
            assert_eq!(super::kept(Tally { kept, moved, broken }), said);
        }
    }

    #[test]
    fn what_was_not_kept_is_said_with_what_was_measured() {
        let promises = Tally { kept: 3, moved: 1, broken: 2 };
        let read = Waits { cases: 6, median: 38, p90: 128 };
        let week = Week { promises, read, ..begins("2026-11-16T00:00:00Z") };
        let report = Report { weeks: vec![week], ..Report::default() };
        assert_eq!(
            beside(&report),
            "One was openly moved to a later time. Two were missed: their time passed. Of the \
             messages, half were read within 38 min of opening time."
        );
        assert_eq!(beside(&Report::default()), "");
    }

    #[test]
    fn few_cases_are_said_to_be_few() {
        let said = |cases| waits(Waits { cases, median: 38, p90: 128 });
        assert_eq!(said(0), None);
        assert_eq!(said(1).as_deref(), Some("once, after 38 min"));
        assert_eq!(said(2).as_deref(), Some("twice, after 38 min and 2 h 8 min"));
        assert_eq!(
            said(9).as_deref(),
            Some("half of 9 within 38 min, too few to speak of a habit")
        );
        assert_eq!(said(10).as_deref(), Some("half of 10 within 38 min, 9 of 10 within 2 h 8 min"));
    }
}
