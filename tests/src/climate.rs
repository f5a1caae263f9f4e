//! How much goes wrong in one seed's world.
//!
//! Each kind of fault is absent in half of the worlds, so that a fault is also seen alone.

use fastrand::Rng;
use hearback_domain::{DAY_MS, HOUR_MS, MINUTE_MS};

/// Chances from 0 to 1, each per occasion.
#[derive(Clone, Debug, Default)]
pub(crate) struct Climate {
    /// A value, a miss or a list read now is remembered by its location for up to 120 s.
    pub(crate) kv_remembers: f64,
    /// A get or list fails.
    pub(crate) kv_get_fails: f64,
    /// A put fails, and whether it was or will be written is another matter.
    pub(crate) kv_put_fails: f64,
    /// An operation takes seconds.
    pub(crate) slow: f64,
    /// The book dies, at each of its awaits.
    pub(crate) book_dies: f64,
    /// An ask gets no answer, before or after the book acted.
    pub(crate) book_silent: f64,
    /// What the edge would tell the book after the response is lost.
    pub(crate) tell_lost: f64,
    /// The edge or the way to it breaks in the middle of a request.
    pub(crate) request_cut: f64,
    /// An alarm comes minutes late.
    pub(crate) alarm_late: f64,
    /// An alarm comes twice.
    pub(crate) alarm_doubled: f64,
    /// An alarm never comes.
    pub(crate) alarm_lost: f64,
    /// A mail is refused for now.
    pub(crate) mail_refused: f64,
    /// An address is refused for good.
    pub(crate) mail_refused_for_good: f64,
    /// A mail is not answered in time, and did not go.
    pub(crate) mail_stalls: f64,
    /// The server's answer to a whole mail is lost; it may have gone.
    pub(crate) mail_unknown: f64,
    /// An hourly hand-over is skipped.
    pub(crate) cron_skipped: f64,
    /// Operators rebuild the book in a day.
    pub(crate) rebuilt: f64,
    /// Customers' clocks are wrong.
    pub(crate) clocks_wrong: f64,
}

impl Climate {
    /// A world in which everything works.
    pub(crate) fn calm() -> Self {
        Self::default()
    }

    /// Bad weather of many kinds.
    pub(crate) fn drawn(rng: &mut Rng) -> Self {
        let mut draw = |worst: f64| match rng.u8(..4) {
            0 | 1 => 0.0,
            2 => worst / 8.0,
            _ => worst,
        };
        Self {
            kv_remembers: draw(1.0),
            kv_get_fails: draw(0.2),
            kv_put_fails: draw(0.5),
            slow: draw(0.2),
            book_dies: draw(0.08),
            book_silent: draw(0.4),
            tell_lost: draw(0.9),
            request_cut: draw(0.2),
            alarm_late: draw(0.5),
            alarm_doubled: draw(0.5),
            alarm_lost: draw(0.1),
            mail_refused: draw(0.4),
            mail_refused_for_good: draw(0.2),
            mail_stalls: draw(0.3),
            mail_unknown: draw(0.3),
            cron_skipped: draw(0.3),
            rebuilt: draw(0.8),
            clocks_wrong: draw(0.5),
        }
    }
}

/// When the mail server is down, in milliseconds after the beginning, and how long the bad
/// weather lasts in all.
pub(crate) struct Outages {
    pub(crate) weather_ms: i64,
    pub(crate) mail_down: Vec<(i64, i64)>,
}

impl Outages {
    pub(crate) fn drawn(rng: &mut Rng) -> Self {
        match rng.u8(..8) {
            // Longer than anything is tried: four days and some hours.
            0 => {
                let from = rng.i64(0..6 * HOUR_MS);
                let to = from + 4 * DAY_MS + rng.i64(HOUR_MS..18 * HOUR_MS);
                Self { weather_ms: to + HOUR_MS, mail_down: vec![(from, to)] }
            }
            1 | 2 => {
                let from = rng.i64(0..12 * HOUR_MS);
                let to = from + rng.i64(HOUR_MS..40 * HOUR_MS);
                Self { weather_ms: 2 * DAY_MS, mail_down: vec![(from, to)] }
            }
            3..=5 => Self { weather_ms: rng.i64(20 * MINUTE_MS..4 * HOUR_MS), mail_down: vec![] },
            _ => Self { weather_ms: rng.i64(DAY_MS..2 * DAY_MS + HOUR_MS), mail_down: vec![] },
        }
    }
}
