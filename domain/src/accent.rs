//! The shop's colour, made readable.
//!
//! The shop names one colour. Darkened in light, lightened in dark, it is changed in OKLCH (which
//! keeps its hue) until text in it has [`CONTRAST_MIN`] on every ground it stands on. Everything
//! here follows from that one colour. Not here: the colours that never change (late, soon, ink).

use core::fmt;

/// A colour of a screen, eight bits each.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rgb(u8, u8, u8);

/// Text that is not `#` and six hexadecimal digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RgbError;

/// What is made of the shop's colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Accent {
    /// On light grounds.
    pub light: Tones,
    /// On dark grounds.
    pub dark: Tones,
}

/// The three colours of one ground.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tones {
    /// Links, filled buttons, marks.
    pub accent: Rgb,
    /// A quiet ground in the same hue.
    pub soft: Rgb,
    /// Text on a filled button.
    pub on: Rgb,
}

/// WCAG 2.2, success criterion 1.4.3, for text of any size.
pub const CONTRAST_MIN: f64 = 4.5;

/// Surface and tint of the light pages, as in their style sheet.
const LIGHT_GROUNDS: [Rgb; 2] = [Rgb(0xff, 0xff, 0xff), Rgb(0xef, 0xed, 0xe8)];
/// Surface and tint of the dark pages.
const DARK_GROUNDS: [Rgb; 2] = [Rgb(0x1d, 0x1c, 0x1a), Rgb(0x2a, 0x28, 0x26)];
const WHITE: Rgb = Rgb(0xff, 0xff, 0xff);

// Lightness and chroma of the drawn palette; chroma relative to the shop's colour, with a cap so
// that a loud colour does not make loud grounds.
const LIGHT_SOFT: Recipe = Recipe { lightness: 0.943, chroma_share: 0.183, chroma_max: 0.03 };
const DARK_ACCENT: Recipe = Recipe { lightness: 0.786, chroma_share: 1.089, chroma_max: 0.16 };
const DARK_SOFT: Recipe = Recipe { lightness: 0.3145, chroma_share: 0.547, chroma_max: 0.05 };
const NEAR_BLACK: Recipe = Recipe { lightness: 0.248, chroma_share: 0.53, chroma_max: 0.04 };

/// Small enough not to be seen, large enough to end within 200 steps.
const LIGHTNESS_STEP: f64 = 0.005;

struct Recipe {
    lightness: f64,
    chroma_share: f64,
    chroma_max: f64,
}

/// A colour by lightness (0 to 1), chroma and hue (Björn Ottosson, 2020). The hue is a direction of
/// length 1: nothing here needs the angle, and angles need code.
#[derive(Clone, Copy)]
struct Oklch {
    lightness: f64,
    chroma: f64,
    hue: [f64; 2],
}

impl Rgb {
    /// Reads `#0b5963`.
    ///
    /// # Errors
    /// When it is anything else.
    pub fn parse(raw: &str) -> Result<Self, RgbError> {
        let hex = raw.trim().strip_prefix('#').ok_or(RgbError)?;
        if hex.len() != 6 || !hex.bytes().all(|b| b.is_ascii_hexdigit()) {
            return Err(RgbError);
        }
        let number = u32::from_str_radix(hex, 16).map_err(|_| RgbError)?;
        let [_, red, green, blue] = number.to_be_bytes();
        Ok(Self(red, green, blue))
    }

    /// How strongly two colours stand apart, 1 to 21 (WCAG 2.2, "contrast ratio").
    pub fn contrast(self, other: Self) -> f64 {
        let (a, b) = (self.luminance(), other.luminance());
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    /// WCAG 2.2, "relative luminance".
    fn luminance(self) -> f64 {
        let [red, green, blue] = self.linear();
        0.2126 * red + 0.7152 * green + 0.0722 * blue
    }

    fn linear(self) -> [f64; 3] {
        [self.0, self.1, self.2].map(|byte| {
            let encoded = f64::from(byte) / 255.0;
            if encoded <= 0.04045 { encoded / 12.92 } else { ((encoded + 0.055) / 1.055).powf(2.4) }
        })
    }
}

impl fmt::Display for Rgb {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "#{:02x}{:02x}{:02x}", self.0, self.1, self.2)
    }
}

impl RgbError {
    /// What the person who writes the settings reads.
    pub const fn sentence(self) -> &'static str {
        "write a colour as # and six digits, for example \"#0b5963\""
    }
}

impl Accent {
    /// Makes the shop's colour readable on light and on dark.
    pub fn of(shop: Rgb) -> Self {
        Self { light: light(shop), dark: dark(shop) }
    }
}

fn light(shop: Rgb) -> Tones {
    let own = Oklch::of(shop);
    let soft = own.with(&LIGHT_SOFT).rgb();
    let accent =
        until_readable(shop, own, -LIGHTNESS_STEP, &[LIGHT_GROUNDS[0], LIGHT_GROUNDS[1], soft]);
    Tones { accent, soft, on: on(accent, own) }
}

fn dark(shop: Rgb) -> Tones {
    let own = Oklch::of(shop);
    let soft = own.with(&DARK_SOFT).rgb();
    let mut start = own.with(&DARK_ACCENT);
    start.lightness = start.lightness.max(own.lightness);
    let accent = until_readable(
        start.rgb(),
        start,
        LIGHTNESS_STEP,
        &[DARK_GROUNDS[0], DARK_GROUNDS[1], soft],
    );
    Tones { accent, soft, on: on(accent, own) }
}

/// Moves towards black or white until the contrast holds on each ground; both ends hold.
fn until_readable(first: Rgb, mut colour: Oklch, step: f64, grounds: &[Rgb]) -> Rgb {
    let mut shown = first;
    while !grounds.iter().all(|ground| shown.contrast(*ground) >= CONTRAST_MIN)
        && (0.0..=1.0).contains(&colour.lightness)
    {
        colour.lightness += step;
        shown = colour.rgb();
    }
    shown
}

/// White or near-black, whichever stands apart more.
fn on(accent: Rgb, own: Oklch) -> Rgb {
    let near_black = own.with(&NEAR_BLACK).rgb();
    if accent.contrast(near_black) > accent.contrast(WHITE) { near_black } else { WHITE }
}

impl Oklch {
    fn of(rgb: Rgb) -> Self {
        let [r, g, b] = rgb.linear();
        let l = (0.412_221_470_8 * r + 0.536_332_536_3 * g + 0.051_445_992_9 * b).cbrt();
        let m = (0.211_903_498_2 * r + 0.680_699_545_1 * g + 0.107_396_956_6 * b).cbrt();
        let s = (0.088_302_461_9 * r + 0.281_718_837_6 * g + 0.629_978_700_5 * b).cbrt();
        let a = 1.977_998_495_1 * l - 2.428_592_205_0 * m + 0.450_593_709_9 * s;
        let b = 0.025_904_037_1 * l + 0.782_771_766_2 * m - 0.808_675_766_0 * s;
        let chroma = (a * a + b * b).sqrt();
        Self {
            lightness: 0.210_454_255_3 * l + 0.793_617_785_0 * m - 0.004_072_046_8 * s,
            chroma,
            hue: if chroma > 0.0 { [a / chroma, b / chroma] } else { [1.0, 0.0] },
        }
    }

    /// The same hue at another lightness and chroma.
    fn with(self, recipe: &Recipe) -> Self {
        let chroma = (self.chroma * recipe.chroma_share).min(recipe.chroma_max);
        Self { lightness: recipe.lightness, chroma, hue: self.hue }
    }

    /// The nearest colour a screen has, giving up chroma before lightness and hue.
    fn rgb(self) -> Rgb {
        const SHARES: u32 = 64;
        for share in (0..=SHARES).rev() {
            let linear = self.linear(self.chroma * f64::from(share) / f64::from(SHARES));
            if linear.iter().all(|channel| (-0.000_1..=1.000_1).contains(channel)) {
                return encode(linear);
            }
        }
        encode(self.linear(0.0))
    }

    fn linear(self, chroma: f64) -> [f64; 3] {
        let [a, b] = self.hue.map(|part| chroma * part);
        let l = (self.lightness + 0.396_337_777_4 * a + 0.215_803_757_3 * b).powi(3);
        let m = (self.lightness - 0.105_561_345_8 * a - 0.063_854_172_8 * b).powi(3);
        let s = (self.lightness - 0.089_484_177_5 * a - 1.291_485_548_0 * b).powi(3);
        [
            4.076_741_662_1 * l - 3.307_711_591_3 * m + 0.230_969_929_2 * s,
            -1.268_438_004_6 * l + 2.609_757_401_1 * m - 0.341_319_396_5 * s,
            -0.004_196_086_3 * l - 0.703_418_614_7 * m + 1.707_614_701_0 * s,
        ]
    }
}

/// Linear light to the bytes of a screen.
fn encode(linear: [f64; 3]) -> Rgb {
    let [red, green, blue] = linear.map(|channel| {
        let channel = channel.clamp(0.0, 1.0);
        let encoded = if channel <= 0.003_130_8 {
            channel * 12.92
        } else {
            1.055 * channel.powf(1.0 / 2.4) - 0.055
        };
        // Within 0 and 255 by the clamp above.
        (encoded * 255.0).round() as u8
    });
    Rgb(red, green, blue)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_drawn_palette_follows_from_its_accent() {
        let accent = Accent::of(Rgb::parse("#0b5963").expect("a colour"));
        let shown = [accent.light, accent.dark]
            .map(|tones| format!("{} {} {}", tones.accent, tones.soft, tones.on));
        // Drawn: #0b5963 #e3efef #ffffff, #7cc8d0 #17373b #06262a.
        assert_eq!(shown, ["#0b5963 #e3eff1 #ffffff", "#7cc7d3 #17373c #06262b"]);
    }

    #[test]
    fn colours_are_six_digits() {
        assert_eq!(Rgb::parse(" #0B5963 ").map(|rgb| rgb.to_string()), Ok("#0b5963".to_owned()));
        for bad in ["0b5963", "#0b596", "#0b59633", "teal", "#+b5963", "#é5963"] {
            assert_eq!(Rgb::parse(bad), Err(RgbError), "{bad}");
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2_000))]
        #[test]
        fn any_colour_becomes_readable_on_every_ground(red: u8, green: u8, blue: u8) {
            let accent = Accent::of(Rgb(red, green, blue));
            for (tones, grounds) in [(accent.light, LIGHT_GROUNDS), (accent.dark, DARK_GROUNDS)] {
                for ground in [grounds[0], grounds[1], tones.soft, tones.on] {
                    prop_assert!(tones.accent.contrast(ground) >= CONTRAST_MIN, "{tones:?}");
                }
            }
        }
    }
}
