//! Charts, drawn here as SVG: one mark for each thing that was counted.
//!
//! Invariant: what a mark means shows in its shape as well as in its colour; each chart has a title
//! for screen readers that says the same; classes of the sheet give every colour. Each is drawn
//! twice, for a phone and for a desk, because letters must not shrink.

use hearback_domain::wording::duration;
use maud::{Markup, html};

/// How the promises of one week ended.
#[derive(Clone, Debug, Default)]
pub struct Column {
    /// "16 Nov"
    pub label: String,
    /// Done in time.
    pub kept: u32,
    /// Openly moved.
    pub moved: u32,
    /// Missed.
    pub missed: u32,
}

/// How long one message waited.
#[derive(Clone, Copy, Debug)]
pub struct Dot {
    /// Minutes of opening time.
    pub minutes: u32,
    /// It waits still.
    pub goes_on: bool,
}

/// With more promises in a week, blocks are too low to be counted: then heights are compared.
const BLOCKS_MAX: u32 = 12;

/// As many of the newest weeks fit on a phone.
const SLIM_COLUMNS: usize = 7;

/// The sizes of one drawing of columns, in units of its own that are about pixels.
struct Columns {
    /// Of the title, which is unique on the page.
    id: &'static str,
    class: &'static str,
    width: u32,
    first_x: u32,
    apart: u32,
    block: (u32, u32),
}

const WIDE: Columns = Columns {
    id: "c-kept",
    class: "only-wide",
    width: 640,
    first_x: 8,
    apart: 48,
    block: (28, 20),
};
const SLIM: Columns = Columns {
    id: "c-kept-slim",
    class: "only-slim",
    width: 320,
    first_x: 5,
    apart: 46,
    block: (34, 22),
};

/// Between two blocks, one above the other.
const GAP: u32 = 4;
/// A chart of few promises is still a chart.
const ROWS_MIN: u32 = 3;
/// The height of all blocks together, in rows, where heights are compared.
const ROWS_OF_HEIGHTS: u32 = 7;

/// The promises of weeks, the newest last; it stands out.
pub(super) fn columns(columns: &[Column], title: &str) -> Markup {
    let newest = columns.len().saturating_sub(SLIM_COLUMNS);
    html! {
        (WIDE.markup(columns, title))
        (SLIM.markup(&columns[newest..], title))
    }
}

/// Whether each block is one promise.
pub(super) fn is_counted(columns: &[Column]) -> bool {
    columns.iter().all(|column| column.all() <= BLOCKS_MAX)
}

impl Column {
    const fn all(&self) -> u32 {
        self.kept + self.moved + self.missed
    }

    /// The sorts of blocks with how many there are of each, from below.
    const fn sorts(&self) -> [(Sort, u32); 3] {
        [(Sort::Kept, self.kept), (Sort::Moved, self.moved), (Sort::Missed, self.missed)]
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Sort {
    Kept,
    Moved,
    Missed,
}

impl Columns {
    fn markup(&self, columns: &[Column], title: &str) -> Markup {
        let tallest = columns.iter().map(Column::all).max().unwrap_or_default();
        let counted = is_counted(columns);
        let rows = if counted { tallest.max(ROWS_MIN) } else { ROWS_OF_HEIGHTS };
        let floor = rows * (self.block.1 + GAP);
        let (axis, height) = (floor + 6, floor + 32);
        let x = |at: usize| self.first_x + self.apart * u32::try_from(at).unwrap_or_default();
        html! {
            div class=(self.class) {
                svg.chart viewBox={ "0 0 " (self.width) " " (height) } role="img"
                    aria-labelledby=(self.id) focusable="false" {
                    title id=(self.id) { (title) }
                    path.axis d={ "M0 " (axis) ".5H" (self.width) } {}
                    @for (at, column) in columns.iter().enumerate() {
                        @let last = at + 1 == columns.len();
                        g.now[last] {
                            @if counted { (self.blocks(column, x(at), floor)) }
                            @else { (self.heights(column, x(at), floor, tallest)) }
                        }
                        @if at % 3 == 0 || last {
                            text.lab.strong[last] x=(x(at) + self.block.0 / 2) y=(axis + 19)
                                text-anchor="middle" { (column.label) }
                        }
                    }
                }
            }
        }
    }

    /// One block for each promise.
    fn blocks(&self, column: &Column, x: u32, floor: u32) -> Markup {
        let sorts = column.sorts().into_iter();
        let all = sorts.flat_map(|(sort, count)| (0..count).map(move |_| sort));
        html! {
            @for (at, sort) in (1..).zip(all) {
                (sort.block(x, floor - at * (self.block.1 + GAP), self.block))
            }
        }
    }

    /// One block for each sort, as high as there are many.
    fn heights(&self, column: &Column, x: u32, floor: u32, tallest: u32) -> Markup {
        let mut below = 0;
        let mut parts = Vec::new();
        for (sort, count) in column.sorts().into_iter().filter(|(_, count)| *count > 0) {
            let full = (count * floor / tallest.max(1)).max(8);
            below += full;
            parts.push((sort, floor.saturating_sub(below), full.saturating_sub(2).max(6)));
        }
        html! {
            @for (sort, y, height) in parts { (sort.block(x, y, (self.block.0, height))) }
        }
    }
}

impl Sort {
    fn block(self, x: u32, y: u32, (width, height): (u32, u32)) -> Markup {
        let (middle_x, middle_y) = (x + width / 2, y + height / 2);
        html! {
            @match self {
                Self::Kept => rect.kept x=(x) y=(y) width=(width) height=(height) rx="4" {},
                Self::Moved => {
                    rect.moved x=(x + 1) y=(y + 1) width=(width - 2) height=(height - 2) rx="3" {}
                }
                Self::Missed => {
                    rect.miss-o x=(x + 1) y=(y + 1) width=(width - 2) height=(height - 2) rx="3" {}
                    @if height >= 16 {
                        path.miss-x d={ "m" (middle_x - 4) " " (middle_y - 4) " 9 9m0-9-9 9" } {}
                    }
                }
            }
        }
    }
}

/// The sizes of one drawing of dots.
struct Line {
    slim: bool,
    width: u32,
}

/// The room of half a dot and its edge at both ends.
const END: u32 = 9;
const BASE: u32 = 78;
/// Of dots; the largest with which they find room is taken.
const RADII: [u32; 3] = [8, 5, 3];
/// What lies farther out than so many times the middle stands at the end.
const FAR_TIMES: u32 = 4;
/// The line is at least this long, in minutes.
const MINUTES_MIN: u32 = 30;
/// Room above the line for dots one above the other.
const HEAP: u32 = 36;

/// Dots along a line of opening time; `half` is the middle one's label, `id` the title's.
pub(super) fn dots(dots: &[Dot], half: Option<(u32, &str)>, id: &str, title: &str) -> Markup {
    html! {
        div.only-wide { (Line { slim: false, width: 640 }.markup(dots, half, id, title)) }
        div.only-slim {
            (Line { slim: true, width: 296 }.markup(dots, half, &format!("{id}-slim"), title))
        }
    }
}

impl Line {
    fn markup(&self, dots: &[Dot], half: Option<(u32, &str)>, id: &str, title: &str) -> Markup {
        let longest = dots.iter().map(|dot| dot.minutes).max().unwrap_or_default();
        let middle = half.map_or(longest, |(minutes, _)| minutes);
        let near = longest.min(middle.saturating_mul(FAR_TIMES)).max(MINUTES_MIN);
        let step = step(near);
        let end = near.div_ceil(step) * step;
        let x = |minutes: u32| END + minutes.min(end) * (self.width - 2 * END) / end;
        let is_far = longest > end;
        let every = if self.slim { 2 } else { 1 };
        let ticks = (0..=end / step).filter(|at| at % every == 0).map(|at| at * step);
        html! {
            svg.chart viewBox={ "0 0 " (self.width) " 132" } role="img" aria-labelledby=(id)
                focusable="false" {
                title id=(id) { (title) }
                path.axis d={ "M" (END) " " (BASE) ".5H" (self.width - END) } {}
                @for minutes in ticks {
                    @let crowded = is_far && self.slim && minutes == end;
                    path.axis d={ "M" (x(minutes)) ".5 " (BASE) "v7" } {}
                    @if !crowded {
                        text.lab x=(x(minutes)) y="108" text-anchor=(self.anchor(x(minutes), 24)) {
                            (tick(minutes))
                        }
                    }
                }
                @if let Some((minutes, label)) = half {
                    path.median d={ "M" (x(minutes)) ".5 30v" (BASE - 30) } {}
                    text.lab.strong x=(x(minutes)) y="20" text-anchor=(self.anchor(x(minutes), 76)) {
                        (label)
                    }
                }
                (self.marks(dots, x))
                @if is_far {
                    text.lab x=(self.width - END) y="128" text-anchor="end" {
                        "the longest " (duration(rounded(longest)))
                    }
                }
            }
        }
    }

    /// Dots that would cover each other stand one above the other; many are smaller.
    fn marks(&self, dots: &[Dot], x: impl Fn(u32) -> u32) -> Markup {
        let place = |radius: u32| {
            let mut placed: Vec<(u32, u32, bool)> = Vec::new();
            for dot in dots {
                let at = x(dot.minutes);
                let on = placed.last().filter(|(before, ..)| at < before + 2 * radius - radius / 2);
                let (at, level) = on.map_or((at, 0), |(before, level, _)| (*before, level + 1));
                placed.push((at, level, dot.goes_on));
            }
            placed
        };
        let highest = |placed: &[(u32, u32, bool)]| {
            placed.iter().map(|(_, level, _)| *level).max().unwrap_or_default()
        };
        let fits = |radius: &u32| highest(&place(*radius)) * 2 * radius <= HEAP;
        let radius = RADII.into_iter().find(fits).unwrap_or(RADII[RADII.len() - 1]);
        let placed = place(radius);
        let apart = (HEAP / highest(&placed).max(1)).clamp(1, 2 * radius + 1);
        html! {
            @for (x, level, goes_on) in placed {
                circle.pt.far[goes_on] cx=(x) cy=(BASE.saturating_sub(level * apart)) r=(radius) {}
            }
        }
    }

    /// How a label keeps within the drawing that is about twice `half` long.
    const fn anchor(&self, x: u32, half: u32) -> &'static str {
        match x {
            x if x < half => "start",
            x if x + half > self.width => "end",
            _ => "middle",
        }
    }
}

/// Between two marks of a line that ends at about so many minutes.
fn step(minutes: u32) -> u32 {
    const STEPS: [u32; 9] = [10, 15, 30, 60, 120, 300, 600, 1_200, 3_000];
    let fits = STEPS.into_iter().find(|step| minutes <= step * 5);
    fits.unwrap_or_else(|| minutes.div_ceil(5))
}

fn tick(minutes: u32) -> String {
    match minutes {
        0 => "at once".to_owned(),
        1..=150 => format!("{minutes} min"),
        _ => duration(minutes),
    }
}

/// From ten hours on, minutes say nothing any more.
const fn rounded(minutes: u32) -> u32 {
    if minutes < 600 { minutes } else { minutes.div_ceil(60) * 60 }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn week(kept: u32, moved: u32, missed: u32) -> Column {
        Column { label: "16 Nov".into(), kept, moved, missed }
    }

    #[test]
    fn there_is_one_mark_for_each_promise_and_each_message() {
        let drawn = columns(&[week(3, 1, 1), week(2, 0, 0)], "title").into_string();
        let marks = |class: &str| drawn.matches(&format!("class=\"{class}\"")).count();
        assert_eq!((marks("kept"), marks("moved"), marks("miss-o")), (2 * 5, 2, 2));
        let dot = |minutes| Dot { minutes, goes_on: false };
        let drawn = dots(&[5, 5, 6, 90, 2_000].map(dot), None, "c", "title").into_string();
        assert_eq!(drawn.matches("<circle").count(), 2 * 5);
    }

    #[test]
    fn many_promises_are_heights_and_nothing_leaves_the_drawing() {
        let busy = [week(400, 20, 1), week(1, 0, 0), week(0, 0, 300)];
        assert!(!is_counted(&busy));
        let drawn = columns(&busy, "title").into_string();
        assert_eq!(drawn.matches("<rect").count(), 2 * 5);
        let many: Vec<_> = (0..500).map(|at| Dot { minutes: at / 9, goes_on: at > 490 }).collect();
        for drawn in [drawn, dots(&many, Some((28, "half")), "c", "title").into_string()] {
            for name in [" y=\"", " cy=\"", " x=\"", " cx=\""] {
                for value in drawn.split(name).skip(1) {
                    let value: f64 = value.split('"').next().unwrap_or_default().parse().unwrap();
                    assert!((0.0..=640.0).contains(&value), "{name}{value}");
                }
            }
        }
    }

    #[test]
    fn a_line_ends_on_a_full_step() {
        for (minutes, said) in [(30, 10), (50, 10), (75, 15), (128, 30), (300, 60), (14_000, 3_000)]
        {
            assert_eq!(step(minutes), said, "{minutes}");
        }
    }
}
