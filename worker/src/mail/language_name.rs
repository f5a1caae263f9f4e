//! What people call a language.

/// Where customers of small shops come from; anything else is shown by its tag.
const NAMES: [(&str, &str); 28] = [
    ("ar", "Arabic"),
    ("bg", "Bulgarian"),
    ("bn", "Bengali"),
    ("cs", "Czech"),
    ("da", "Danish"),
    ("de", "German"),
    ("el", "Greek"),
    ("en", "English"),
    ("es", "Spanish"),
    ("fa", "Persian"),
    ("fi", "Finnish"),
    ("fr", "French"),
    ("he", "Hebrew"),
    ("hi", "Hindi"),
    ("hu", "Hungarian"),
    ("it", "Italian"),
    ("ja", "Japanese"),
    ("nl", "Dutch"),
    ("pa", "Punjabi"),
    ("pl", "Polish"),
    ("pt", "Portuguese"),
    ("ro", "Romanian"),
    ("sv", "Swedish"),
    ("tr", "Turkish"),
    ("uk", "Ukrainian"),
    ("ur", "Urdu"),
    ("vi", "Vietnamese"),
    ("zh", "Chinese"),
];

/// "German" for `de` and `de-AT`; the tag itself where no name is known.
pub(crate) fn language_name(tag: &str) -> &str {
    let primary = tag.split('-').next().unwrap_or_default();
    NAMES.iter().find(|(code, _)| code.eq_ignore_ascii_case(primary)).map_or(tag, |(_, name)| name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_language_is_named_and_an_unknown_one_keeps_its_tag() {
        for (tag, name) in
            [("de", "German"), ("DE-at", "German"), ("tlh", "tlh"), ("", ""), ("d", "d")]
        {
            assert_eq!(language_name(tag), name);
        }
    }
}
