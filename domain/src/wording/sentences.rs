//! Sentences about promises and open doors.

use super::Clock;
use crate::opening_hours::OpenState;
use crate::promise::{Promise, Promised};
use crate::site::Site;
use crate::submission::Kind;
use crate::{Slot, Timestamp};

/// "Ana reads this by today 15:40."
pub fn promise(first: &str, promise: Promise, clock: Clock, now: Timestamp) -> String {
    let by = clock.moment(promise.due, now);
    match promise.what {
        Promised::Read => format!("{first} reads this by {by}."),
        Promised::Call => format!("{first} calls you back by {by}."),
        Promised::Answer => format!("{first} answers by {by}."),
        Promised::Deed => format!("{first} has promised it by {by}."),
    }
}

/// "Open now until 17:30", "Closed now, back Monday 9:00".
pub fn open_state(state: OpenState, clock: Clock, now: Timestamp) -> String {
    match state {
        OpenState::Open { until } if is_soon(until, now) => {
            format!("Open now until {}", clock.time(until))
        }
        OpenState::Open { until } => format!("Open now until {}", clock.moment(until, now)),
        OpenState::AroundTheClock => "Open now, day and night".to_owned(),
        OpenState::Closed { back } => format!("Closed now, back {}", clock.moment(back, now)),
        OpenState::Never => "Open when we have agreed a time".to_owned(),
    }
}

/// "Today, 15:30 to 16:30": a slot to choose.
pub fn slot_label(slot: Slot, clock: Clock, now: Timestamp) -> String {
    let said = clock.slot(slot, now);
    let mut letters = said.chars();
    let first = letters.next().map(|first| first.to_uppercase().to_string());
    first.unwrap_or_default() + letters.as_str()
}

/// "Ana calls you today, 15:30 to 16:30."
pub fn call_in_slot(first: &str, slot: Slot, clock: Clock, now: Timestamp) -> String {
    format!("{first} calls you {}.", clock.slot(slot, now))
}

/// What is said while there is no record yet: the target, named as an aim.
///
/// Of questions and complaints the slower one counts, so that it holds for both.
pub fn aim(site: &Site) -> String {
    let first = site.owner().first.as_str();
    let minutes = site.targets.minutes(Kind::Question).max(site.targets.minutes(Kind::Complaint));
    format!("New here. {first} aims to read messages within {} of opening time.", duration(minutes))
}

/// "40 min", "1 hour", "3 hours", "1 h 20 min".
pub fn duration(minutes: u32) -> String {
    match (minutes / 60, minutes % 60) {
        (0, minutes) => format!("{minutes} min"),
        (1, 0) => "1 hour".to_owned(),
        (hours, 0) => format!("{hours} hours"),
        (hours, minutes) => format!("{hours} h {minutes} min"),
    }
}

/// A closing time within twelve hours cannot be mistaken for another day's.
fn is_soon(until: Timestamp, now: Timestamp) -> bool {
    until.ms() - now.ms() < 12 * crate::HOUR_MS
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::site::Zone;

    #[test]
    fn promises_and_doors_are_whole_sentences() {
        let at = |raw| Timestamp::parse(raw).expect("a moment");
        let now = at("2026-11-23T13:10:00Z");
        let london = Zone::parse("Europe/London").expect("known");
        let here = Clock::of_business(london);
        let berlin = Clock::of_customer(Zone::parse("Europe/Berlin").ok(), london);
        let due = at("2026-11-23T15:40:00Z");
        let said = |what| promise("Ana", Promise { what, due }, here, now);
        assert_eq!(said(Promised::Read), "Ana reads this by today 15:40.");
        assert_eq!(said(Promised::Call), "Ana calls you back by today 15:40.");
        assert_eq!(said(Promised::Answer), "Ana answers by today 15:40.");
        let back = at("2026-11-30T09:00:00Z");
        for (state, clock, said) in [
            (OpenState::Open { until: due }, here, "Open now until 15:40"),
            (OpenState::Open { until: due }, berlin, "Open now until 16:40 (Berlin time)"),
            (OpenState::Open { until: back }, here, "Open now until Monday 30 November, 9:00"),
            (OpenState::AroundTheClock, here, "Open now, day and night"),
            (OpenState::Closed { back: due }, here, "Closed now, back today 15:40"),
            (OpenState::Closed { back }, here, "Closed now, back Monday 30 November, 9:00"),
            (
                OpenState::Closed { back },
                berlin,
                "Closed now, back Monday 30 November, 10:00 (Berlin time)",
            ),
            (OpenState::Never, here, "Open when we have agreed a time"),
        ] {
            assert_eq!(open_state(state, clock, now), said);
        }
    }

    #[test]
    fn the_demo_says_until_when_it_is_open_and_when_it_is_back() {
        let site =
            crate::site::wire::from_json(include_str!("../../tests/fixtures/site-demo.json"));
        let hours = site.expect("the demo").hours;
        let here = Clock::of_business(hours.zone());
        for (now, said) in [
            ("2026-11-23T13:10:00Z", "Open now until 17:30"),
            ("2026-11-23T17:30:00Z", "Closed now, back tomorrow 8:00"),
            ("2026-11-24T05:00:00Z", "Closed now, back today 8:00"),
            ("2026-11-28T13:00:00Z", "Closed now, back Monday 8:00"),
            ("2026-12-23T18:00:00Z", "Closed now, back Saturday 2 January, 9:00"),
            ("2027-03-25T18:00:00Z", "Closed now, back Saturday 9:00"),
            // Over the change of clocks.
            ("2027-10-30T16:00:00Z", "Closed now, back Monday 8:00"),
        ] {
            let now = Timestamp::parse(now).expect("a moment");
            assert_eq!(open_state(hours.state(now), here, now), said);
        }
    }

    #[test]
    fn durations_are_short() {
        for (minutes, said) in [
            (5, "5 min"),
            (60, "1 hour"),
            (80, "1 h 20 min"),
            (180, "3 hours"),
            (150, "2 h 30 min"),
        ] {
            assert_eq!(duration(minutes), said);
        }
    }
}
