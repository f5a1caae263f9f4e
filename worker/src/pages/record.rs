//! The record on the business card: what was measured, with misses.

use hearback_domain::record::Stroke;
use hearback_domain::wording::RecordWords;
use maud::{Markup, html};

/// From one stroke to the next, in units of the drawing.
const STEP: usize = 7;
/// How wide a stroke is.
const WIDTH: usize = 3;
/// How high a kept one is.
const HEIGHT: usize = 18;

/// The section `#record`: how many promises were kept, a stroke for each, and the usual times.
pub(super) fn record(words: &RecordWords) -> Markup {
    html! {
        section.card.stack.s4 #record aria-labelledby="h-record" {
            h2.h-s #h-record { "Our record" }
            p.answer { (words.kept) }
            (tally(words))
            dl.figures {
                @for (what, turned_out) in &words.rows {
                    div { dt { (what) } dd { (turned_out) } }
                }
            }
            p.small.quiet {
                "Times are opening time. A promise is a day or an hour we gave to a customer. The count follows from the clock, nobody here can change it."
            }
        }
    }
}

/// One stroke for each promise: a missed one is short and low, a moved one in two parts.
fn tally(words: &RecordWords) -> Markup {
    let strokes = &words.strokes;
    if strokes.is_empty() {
        return html! {};
    }
    let box_ = format!("0 0 {} {HEIGHT}", (strokes.len() * STEP).max(20 * STEP) - STEP + WIDTH);
    html! {
        div.stack.s2 {
            svg.tally viewBox=(box_) preserveAspectRatio="none" role="img" aria-labelledby="t-record" focusable="false" {
                title #t-record { (words.spoken) }
                @for (at, stroke) in strokes.iter().enumerate() { (mark(at * STEP, *stroke)) }
            }
            @if let Some(legend) = legend(strokes) { p.small.quiet { (legend) } }
        }
    }
}

fn mark(x: usize, stroke: Stroke) -> Markup {
    let part = |class: &str, y: usize, height: usize| {
        html! { rect.(class) x=(x) y=(y) width=(WIDTH) height=(height) rx="1" {} }
    };
    match stroke {
        Stroke::Kept => part("kept", 0, HEIGHT),
        Stroke::Moved => html! { (part("moved", 0, 7)) (part("moved", 11, 7)) },
        Stroke::Broken => part("missed", 10, 8),
    }
}

/// What the strokes mean, for those that are not whole.
fn legend(strokes: &[Stroke]) -> Option<&'static str> {
    match (strokes.contains(&Stroke::Moved), strokes.contains(&Stroke::Broken)) {
        (true, true) => {
            Some("A short stroke is a promise missed, one in two parts was openly moved.")
        }
        (true, false) => Some("A stroke in two parts is a promise openly moved to a later time."),
        (false, true) => Some("A short stroke is a promise missed."),
        (false, false) => None,
    }
}
