//! The shop's own colour, as a sheet: pages allow no inline style.

/// One scheme's accent, each colour as `#rrggbb`.
#[derive(Clone, Copy, Debug)]
pub struct AccentColours<'a> {
    /// The accent itself.
    pub accent: &'a str,
    /// A wash of it, to stand behind text.
    pub soft: &'a str,
    /// Text on it.
    pub on: &'a str,
}

/// The sheet at `/card/{site}/accent.css`.
///
/// A colour in any other writing than `#rrggbb` is left out, and the house's own shows instead:
/// nothing from the settings can become a rule of the sheet.
pub fn accent_css(light: AccentColours<'_>, dark: AccentColours<'_>) -> String {
    format!(
        ":root{{{}}}\n@media (prefers-color-scheme:dark){{:root{{{}}}}}\n",
        properties(light),
        properties(dark)
    )
}

fn properties(colours: AccentColours<'_>) -> String {
    [("accent", colours.accent), ("accent-soft", colours.soft), ("on-accent", colours.on)]
        .into_iter()
        .filter(|(_, colour)| is_colour(colour))
        .map(|(name, colour)| format!("--{name}:{colour};"))
        .collect()
}

fn is_colour(text: &str) -> bool {
    text.len() == 7
        && text.starts_with('#')
        && text.bytes().skip(1).all(|digit| digit.is_ascii_hexdigit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_schemes_are_set() {
        let light = AccentColours { accent: "#0b5963", soft: "#e3efef", on: "#ffffff" };
        let dark = AccentColours { accent: "#7cc8d0", soft: "#17373b", on: "#06262a" };
        insta::assert_snapshot!(accent_css(light, dark), @r"
        :root{--accent:#0b5963;--accent-soft:#e3efef;--on-accent:#ffffff;}
        @media (prefers-color-scheme:dark){:root{--accent:#7cc8d0;--accent-soft:#17373b;--on-accent:#06262a;}}
        ");
    }

    #[test]
    fn only_a_colour_becomes_part_of_the_sheet() {
        let hostile = AccentColours { accent: "#fff;}*{a:b", soft: "url(//x)", on: "#12345é" };
        let sheet = accent_css(hostile, hostile);
        assert!(!sheet.contains("--"), "{sheet}");
    }
}
