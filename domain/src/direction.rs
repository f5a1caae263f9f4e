//! Characters that turn the direction of what stands after them.

/// Takes explicit embeddings, overrides and isolates out of words that stand inside sentences
/// (Unicode Bidirectional Algorithm, UAX 9, 2): one that is never closed would turn ours as well.
///
/// The implicit marks (LRM, RLM, ALM) stay: people who write both ways need them, and they turn
/// nothing beyond their neighbour.
pub fn unturned(raw: &str) -> String {
    raw.chars().filter(|&c| !turns_text(c)).collect()
}

const fn turns_text(c: char) -> bool {
    matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_turns_others_is_taken_out() {
        assert_eq!(unturned("Joan\u{202e}elpmaxe\u{202c}"), "Joanelpmaxe");
        assert_eq!(unturned("\u{2067}שלום\u{2069}\u{200f}"), "שלום\u{200f}");
        assert_eq!(unturned("👩🏽\u{200d}🔧 e\u{301}"), "👩🏽\u{200d}🔧 e\u{301}");
    }
}
