//! The demo's file, and what is said about files that are not right.

use proptest::prelude::*;

use super::*;
use crate::site::wire;

const DEMO: &str = include_str!("../../../../www/demo/site.toml");

/// The least a site needs.
const SHORT: &str = r##"site = "shop"
business = "Shop"
zone = "Europe/London"
accent = "#0b5963"
allowed_origins = ["https://shop.example"]

[owner]
id = "ana"
name = "Ana Okafor"
email = "ana@shop.example"

[hours]
monday = ["8:00-12:00", "13:00-17:30"]
closed = ["12-25"]

[reach]
mail = "ana@shop.example"

[minutes_to_read]
question = 60
complaint = 30
praise = 240
callback = 60
"##;

fn sentences(source: &str) -> Vec<String> {
    parse(source).err().unwrap_or_default().iter().map(SettingsError::to_string).collect()
}

#[test]
fn the_demo_and_the_least_site_are_sound() {
    assert_eq!(sentences(DEMO), Vec::<String>::new());
    assert_eq!(sentences(SHORT), Vec::<String>::new());
    let site = parse(SHORT).expect("sound");
    assert_eq!(site.owner().first.as_str(), "Ana");
    assert_eq!(site.languages.first().as_str(), "en");
    assert_eq!(site.retention.days(), 730);
}

#[test]
fn the_demo_is_stored_and_read_back_unchanged() {
    let site = parse(DEMO).expect("sound");
    assert_eq!(wire::from_json(&wire::to_json(&site)), Ok(site));
}

/// What stands in [`SHORT`], what is put in its place, and what is said about it.
const MISTAKES: &[(&str, &str, &str)] = &[
    (
        "site = \"shop\"",
        "site = \"My Shop\"",
        "Line 1, site: use 1 to 32 small letters, digits and hyphens, for example \"okafor\".",
    ),
    (
        "business = \"Shop\"\n",
        "",
        "Line 1, business: this is missing; add business = \"Okafor & Daughter\".",
    ),
    ("\"Shop\"", "\"\"", "Line 2, business: write something here, or leave the key out."),
    ("\"Shop\"", "7", "Line 2, business: write this between quotes."),
    ("\"Shop\"", "\"a\\nb\"", "Line 2, business: write this on one line."),
    (
        "business = \"Shop\"",
        "business = Shop",
        "Line 2, business: this cannot be read (string values must be quoted, expected \
             literal string); check quotes, brackets and commas.",
    ),
    (
        "zone = \"Europe/London\"",
        "zone = \"London\"",
        "Line 3, zone: use a name of the IANA time zone list, for example \"Europe/London\".",
    ),
    (
        "zone = \"Europe/London\"",
        "zone = \"Europe/London\"\nzone = \"Europe/Paris\"",
        "Line 4, zone: this stands in the file twice; take one away.",
    ),
    (
        "#0b5963",
        "teal",
        "Line 4, accent: write a colour as # and six digits, for example \"#0b5963\".",
    ),
    (
        "accent =",
        "language = [\"en\"]\naccent =",
        "Line 4, language: nobody knows this key; did you mean \"languages\"?",
    ),
    ("accent =", "tickets = 1\naccent =", "Line 4, tickets: nobody knows this key; take it away."),
    (
        "accent =",
        "languages = [\"english\"]\naccent =",
        "Line 4, languages: write a language's code, for example \"en\" or \"pt-BR\".",
    ),
    (
        "accent =",
        "retention_days = 7\naccent =",
        "Line 4, retention_days: give a number of days, 30 to 3650.",
    ),
    (
        "accent =",
        "retention_days = \"90\"\naccent =",
        "Line 4, retention_days: write a whole number without quotes.",
    ),
    (
        "[\"https://shop.example\"]",
        "\"https://shop.example\"",
        "Line 5, allowed_origins: write a list in brackets, even of one: [\"…\"].",
    ),
    (
        "[\"https://shop.example\"]",
        "[\n  \"https://a.example\",\n  \"http://b.example\",\n]",
        "Line 7, allowed_origins: use https; http is only for 127.0.0.1 and localhost.",
    ),
    ("[owner]", "[boss]", "Line 1, owner: this section is missing; add [owner]."),
    (
        "name = \"Ana Okafor\"",
        "nmae = \"Ana Okafor\"",
        "Line 9, owner.nmae: nobody knows this key; did you mean \"name\"?",
    ),
    (
        "email = \"ana@shop.example\"",
        "email = \"ana@\"",
        "Line 10, owner.email: After the @ something is missing, for example \
             joan@post.example.",
    ),
    (
        "email = \"ana@shop.example\"",
        "email = \"ana@shop.example\"\npicture = \"ana.webp\"",
        "Line 11, owner.picture: write a path such as \"/pictures/ana.webp\" or a whole \
             https address.",
    ),
    (
        "\n[hours]",
        "\n[[teammates]]\nid = \"ana\"\nname = \"Ana B\"\nemail = \"b@shop.example\"\n[hours]",
        "Line 12, teammates: choose another id: \"ana\" is somebody else's.",
    ),
    (
        "\n[hours]",
        "\n[teammates]\nid = \"ben\"\n[hours]",
        "Line 12, teammates: begin each of these with [[teammates]].",
    ),
    ("8:00-12:00", "8-12", "Line 13, hours.monday: write hours like \"8:00-17:30\"."),
    (
        "8:00-12:00",
        "8:00-25:00",
        "Line 13, hours.monday: write clock times from 0:00 to 24:00, like \"8:00-17:30\".",
    ),
    (
        "8:00-12:00",
        "8:00-13:30",
        "Line 13, hours.monday: \"8:00-13:30\" and \"13:00-17:30\" overlap; join them into \
             one.",
    ),
    (
        "monday =",
        "moday =",
        "Line 13, hours.moday: nobody knows this key; did you mean \"monday\"?",
    ),
    (
        "12-25",
        "25.12.",
        "Line 14, hours.closed: write days like \"2026-04-03\", \"2026-08-10..2026-08-21\" \
             or, for every year, \"12-25\" or \"12-24..01-01\".",
    ),
    (
        "12-25",
        "2026-08-21..2026-08-10",
        "Line 14, hours.closed: the last day comes before the first; swap them.",
    ),
    (
        "closed = [\"12-25\"]",
        "special = [\"2026-12-19\"]",
        "Line 14, hours.special: make this a section: [hours.special].",
    ),
    (
        "\n[reach]",
        "[hours.special]\n19-12-2026 = [\"9:00-12:00\"]\n[reach]",
        "Line 16, hours.special.19-12-2026: write the date as the key, like 2026-12-19 = \
             [\"9:00-16:00\"].",
    ),
    (
        "[reach]\nmail = \"ana@shop.example\"",
        "[reach]",
        "Line 16, reach: add a telephone number or a mail address, so that customers always \
             find somebody.",
    ),
    (
        "[reach]",
        "[reach]\nphone = \"020 7946 0142\"",
        "Line 17, reach.phone: make this a section: [reach.phone].",
    ),
    (
        "question = 60",
        "question = 30",
        "Line 21, minutes_to_read.complaint: give fewer minutes than for a question: a \
             complaint is read sooner.",
    ),
    ("praise = 240\n", "", "Line 19, minutes_to_read.praise: this is missing; add praise = 240."),
    (
        "praise = 240",
        "praise = 0",
        "Line 22, minutes_to_read.praise: give minutes of opening time, 5 to 10000.",
    ),
];

#[test]
fn each_mistake_names_its_line_its_key_and_what_to_do() {
    for (right, wrong, sentence) in MISTAKES {
        assert!(SHORT.contains(right), "{right}");
        let found = sentences(&SHORT.replacen(right, wrong, 1));
        assert!(found.iter().any(|one| one == sentence), "{wrong}\n{found:#?}");
    }
}

#[test]
fn all_mistakes_are_told_at_once_in_the_order_of_lines() {
    let source = SHORT
        .replace("\"Europe/London\"", "\"London\"")
        .replace("callback = 60", "calback = 60")
        .replace("ana@shop.example", "ana");
    let lines: Vec<usize> =
        parse(&source).err().unwrap_or_default().iter().map(|error| error.line).collect();
    assert_eq!(lines, [3, 10, 17, 19, 23]);
}

#[test]
fn lists_are_bounded() {
    let many = vec!["\"https://shop.example\""; 101].join(", ");
    let source = SHORT.replace("\"https://shop.example\"", &many);
    assert_eq!(sentences(&source), ["Line 5, allowed_origins: give at most 100 of these."]);
}

#[test]
fn a_file_far_too_large_is_not_read() {
    let source = format!("{SHORT}#{}", "x".repeat(SETTINGS_BYTES_MAX));
    assert_eq!(
        sentences(&source),
        ["Line 1: this file is over 64 kB; settings are a few pages of text."]
    );
}

proptest! {
    #[test]
    fn whatever_stands_in_the_file_is_answered_with_a_site_or_sentences(
        at in any::<proptest::sample::Index>(), length in 0_usize..40, put in "\\PC{0,6}|[\"\\[\\]=#\n]{1,3}",
    ) {
        let from = at.index(DEMO.len());
        let to = (from + length).min(DEMO.len());
        if DEMO.is_char_boundary(from) && DEMO.is_char_boundary(to) {
            let source = format!("{}{put}{}", &DEMO[..from], &DEMO[to..]);
            if let Err(errors) = parse(&source) {
                prop_assert!(!errors.is_empty());
                let last = source.lines().count() + 1;
                prop_assert!(errors.iter().all(|error| (1..=last).contains(&error.line)));
            }
        }
    }
}
