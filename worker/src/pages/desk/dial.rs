//! How much time is left, as a shape: the drawings stand once on a page and are referred to.

use maud::{Markup, PreEscaped, html};

/// How a case or a promise stands. Decorative: words beside it say the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dial {
    /// Its time passed: a full disc with an exclamation mark.
    Late,
    /// Due within the hour: a wedge for the minutes left, 0 to 60.
    Soon(u8),
    /// Due later: clock hands.
    Later,
    /// The customer is to do something: a dashed ring with dots.
    Waiting,
    /// Kept, or done with: a disc with a tick.
    Done,
    /// Perhaps spam: a ring with a question mark.
    Unsure,
}

/// The drawings, to stand once on a page which shows dials.
///
/// The wedge is the stroke of a circle whose way round is 60, dashed with what refers to it.
pub(super) const SPRITE: PreEscaped<&str> = PreEscaped(concat!(
    r#"<svg class="sprite" aria-hidden="true" focusable="false">"#,
    r#"<symbol id="d-late" class="dial-late" viewBox="0 0 40 40"><circle class="d-disc" cx="20" cy="20" r="18"/><path class="d-sign" d="M20 11v10.500M20 28.500v.100"/></symbol>"#,
    r#"<symbol id="d-soon" class="dial-soon" viewBox="0 0 40 40"><circle class="d-ring" cx="20" cy="20" r="17"/><circle class="d-wedge" r="9.549" transform="translate(20 20)rotate(-90)scale(.681)"/></symbol>"#,
    r#"<symbol id="d-later" class="dial-fine" viewBox="0 0 40 40"><circle class="d-ring" cx="20" cy="20" r="17"/><path class="d-hand" d="M20 11.500V20l5.500 3.500"/></symbol>"#,
    r#"<symbol id="d-waiting" class="dial-wait" viewBox="0 0 40 40"><circle class="d-ring" cx="20" cy="20" r="17"/><path class="d-three" d="M12.500 20h.01M20 20h.01M27.500 20h.01"/></symbol>"#,
    r#"<symbol id="d-done" class="dial-done" viewBox="0 0 40 40"><circle class="d-disc" cx="20" cy="20" r="18"/><path class="d-sign" d="m12.500 20.800 5 5 10-11"/></symbol>"#,
    r#"<symbol id="d-unsure" class="dial-wait" viewBox="0 0 40 40"><circle class="d-ring" cx="20" cy="20" r="17"/><path class="d-hand" d="M15.500 16a4.600 4.600 0 1 1 6.700 4.100c-1.500.800-2.200 1.500-2.200 3.100M20 28v.100"/></symbol>"#,
    "</svg>"
));

macro_rules! refer {
    ($id:literal) => {
        concat!(r##"<svg class="dial" aria-hidden="true"><use href="#"##, $id, r#""/></svg>"#)
    };
}

impl Dial {
    /// The drawing; its size is its surroundings'.
    pub(super) fn markup(self) -> Markup {
        const MINUTES_MAX: u8 = 60;
        let drawing = match self {
            Self::Late => refer!("d-late"),
            Self::Later => refer!("d-later"),
            Self::Waiting => refer!("d-waiting"),
            Self::Done => refer!("d-done"),
            Self::Unsure => refer!("d-unsure"),
            Self::Soon(minutes) => {
                let dash = format!("{} 60", minutes.min(MINUTES_MAX));
                return html! {
                    svg.dial aria-hidden="true" stroke-dasharray=(dash) {
                        (PreEscaped(r##"<use href="#d-soon"/>"##))
                    }
                };
            }
        };
        html! { (PreEscaped(drawing)) }
    }

    /// What the words beside it are coloured by, and a line around it.
    pub(super) const fn tone(self) -> &'static str {
        match self {
            Self::Late => "late",
            Self::Soon(_) => "soon",
            Self::Later => "fine",
            Self::Done | Self::Waiting | Self::Unsure => "wait",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_wedge_is_the_minutes_left_and_never_more_than_the_hour() {
        for (minutes, dash) in [(0, "0 60"), (25, "25 60"), (60, "60 60"), (200, "60 60")] {
            let drawn = Dial::Soon(minutes).markup().into_string();
            assert!(drawn.contains(&format!("stroke-dasharray=\"{dash}\"")), "{drawn}");
        }
    }

    #[test]
    fn every_dial_has_its_drawing() {
        let dials =
            [Dial::Late, Dial::Soon(9), Dial::Later, Dial::Waiting, Dial::Done, Dial::Unsure];
        for dial in dials {
            let drawn = dial.markup().into_string();
            let id = drawn.split("href=\"#").nth(1).and_then(|rest| rest.split('"').next());
            let id = id.unwrap_or_default();
            assert!(SPRITE.0.contains(&format!("id=\"{id}\"")), "{dial:?}: {id}");
        }
    }
}
