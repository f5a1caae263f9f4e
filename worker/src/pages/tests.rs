//! What holds for every page in every state.

use super::samples::{self, HOSTILE, Sample};
use super::{CONTENT_SECURITY_POLICY, vcard};

/// One element a line and no versions of our own files, so that a change reads well.
fn readable(html: &str) -> String {
    let mut parts = html.split("?v=");
    let mut readable = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let version = part.find(|c: char| !c.is_ascii_hexdigit()).unwrap_or(part.len());
        assert_eq!(version, 16, "a version as every file of ours has it: {part}");
        readable.push_str(&part[version..]);
    }
    readable.replace("><", ">\n<")
}

#[test]
fn every_page_looks_as_reviewed() {
    for (name, page) in samples::all() {
        keep_to_look_at(name, &page.0);
        insta::assert_snapshot!(name, readable(&page.0));
    }
}

#[test]
fn a_page_has_one_headline_one_main_part_and_a_way_on() {
    for (name, page) in samples::all() {
        let page = page.into_string();
        assert_eq!(page.matches("<h1").count(), 1, "{name}");
        assert_eq!(page.matches("<main").count(), 1, "{name}");
        assert!(page.starts_with("<!DOCTYPE html><html lang="), "{name}");
        assert!(page.contains("<title>"), "{name}");
    }
}

#[test]
fn ids_are_unique_and_links_within_a_page_arrive() {
    for (name, page) in samples::all() {
        let page = page.into_string();
        let mut ids: Vec<_> = attributes(&page, " id=\"").collect();
        let targets = attributes(&page, " href=\"").filter_map(|url| url.split_once('#'));
        // The list leads into the page of a case.
        for target in targets.filter(|(page, _)| !page.contains("/case/")) {
            assert!(ids.contains(&target.1), "{name}: #{}", target.1);
        }
        ids.sort_unstable();
        let all = ids.len();
        ids.dedup();
        assert_eq!(ids.len(), all, "{name}: an id stands twice");
    }
}

#[test]
fn no_page_holds_what_its_policy_forbids() {
    assert!(CONTENT_SECURITY_POLICY.starts_with("default-src 'none'; "));
    assert!(!CONTENT_SECURITY_POLICY.contains("unsafe"));
    let hostile = HOSTILE.iter().flat_map(|text| samples::hostile(text, "en"));
    for (name, page) in samples::all().into_iter().chain(hostile) {
        let page = page.into_string();
        // It asks the browser for a worker, which the policy of one page alone allows.
        assert!(
            name.starts_with("desk_sessions") || !page.contains("/pages/desk_tell.js"),
            "{name}"
        );
        let page = page.replace("<script src=\"/pages/desk_", "<own ");
        for forbidden in ["<script", "<style", " style=", "<img src=x", "<b&gt;", "javascript:"] {
            assert!(!page.contains(forbidden), "{name}: {forbidden}");
        }
    }
}

#[test]
fn a_page_with_the_widget_looks_as_reviewed_and_runs_our_own_files_alone() {
    for (name, page) in samples::scripted() {
        keep_to_look_at(name, &page.0);
        insta::assert_snapshot!(name, readable(&page.0));
    }
    let shape = |text, language| {
        let pages = samples::hostile_scripted(text, language);
        let page = pages.into_iter().map(|(_, page)| page.0).collect::<String>();
        assert_eq!(page.matches("<script").count(), page.matches("<script src=\"/").count());
        (page.matches('<').count(), page.matches('"').count())
    };
    for text in HOSTILE {
        assert_eq!(shape(text, "en"), shape("x", "en"), "{text}");
    }
}

/// A quote that gets through would turn the rest of the text into attributes and elements.
#[test]
fn hostile_text_adds_no_element_and_no_attribute() {
    let shape = |sample: &Sample| {
        let page = &sample.1.0;
        (page.matches('<').count(), page.matches('"').count())
    };
    // A word that leads nowhere either, so that links are as bare.
    let plain: Vec<_> = samples::hostile("x", "en").iter().map(shape).collect();
    for (at, text) in HOSTILE.into_iter().enumerate() {
        let hostile = samples::hostile(text, if at == 5 { "ar" } else { "en" });
        for (sample, plain) in hostile.iter().zip(&plain) {
            keep_to_look_at(&format!("hostile{at}_{}", sample.0), &sample.1.0);
            // The form's errors depend on what is wrong with the words, so the card is read apart.
            if sample.0 != "card" {
                assert_eq!(shape(sample), *plain, "{} with {text}", sample.0);
            }
            assert!(!sample.1.0.contains(" onfocus=\""), "{}", sample.0);
            assert!(!sample.1.0.contains("<h1>&lt;b"), "{}", sample.0);
        }
    }
}

#[test]
fn what_was_entered_comes_back_letter_by_letter() {
    for text in HOSTILE {
        let (_, page) = samples::hostile(text, "en").remove(0);
        let escaped = maud::html! { (text) }.into_string();
        assert!(page.0.contains(&format!(">\n{escaped}</textarea>")), "{text}");
        assert!(
            page.0.contains(&format!("name=\"name\" type=\"text\" value=\"{escaped}\"")),
            "{text}"
        );
    }
}

#[test]
fn nobody_who_says_this_was_not_me_reads_the_words() {
    for (name, page) in samples::all() {
        if name.starts_with("not_me") || name.starts_with("case_locked") {
            assert!(!page.0.contains("Vaillant") && !page.0.contains("Joan"), "{name}");
        }
    }
}

#[test]
fn pages_with_a_case_stay_out_of_search_engines() {
    for (name, page) in samples::all() {
        assert_eq!(page.0.contains("noindex"), !name.starts_with("card"), "{name}");
    }
}

#[test]
fn a_page_that_only_shows_has_no_form_to_post() {
    for (name, page) in samples::all() {
        let posts = page.0.contains("method=\"post\"");
        let shows = [
            "desk_door",
            "desk_code_tries",
            "desk_code_expired",
            "desk_link_elsewhere",
            "case_not_me",
            "case_locked",
        ];
        let asks = ["card", "case", "tend", "desk"].iter().any(|page| name.starts_with(page))
            && !shows.iter().any(|page| name.starts_with(page))
            || name.contains("confirm")
            || name.contains("unsent")
            || name.contains("not_recorded");
        assert_eq!(posts, asks, "{name}");
    }
}

#[test]
fn a_thousand_cases_are_a_page_below_60_kb() {
    const BYTES_MAX: usize = 60_000;
    let page = samples::thousand();
    keep_to_look_at("desk_list_thousand", &page.0);
    assert!(page.0.len() < BYTES_MAX, "{} bytes", page.0.len());
}

/// So that it is acted on neither by another site nor on what was true before.
#[test]
fn every_form_of_a_case_says_for_which_step_it_was_drawn() {
    for (name, page) in samples::all() {
        if name.starts_with("desk_case") {
            for form in page.0.split("<form").skip(1).filter(|form| !form.contains("Sign out")) {
                let form = form.split("</form>").next().unwrap_or_default();
                for field in ["token", "step", "deed"] {
                    assert!(form.contains(&format!("name=\"{field}\"")), "{name}: {form}");
                }
            }
        }
    }
}

#[test]
fn the_contact_is_one_business_with_its_ways() {
    insta::assert_snapshot!("contact", vcard(&samples::card()).replace("\r\n", "⏎\n"));
}

#[test]
fn a_contact_stays_one_contact_whatever_the_settings_say() {
    let mut card = samples::card();
    card.business.name = "A;B,C\\D\r\nEND:VCARD".into();
    card.about = format!("{}\r\nTEL:666", "é🔥".repeat(200));
    card.ways[0].link.url = "tel:+44\r\nTEL:666".into();
    let text = vcard(&card);
    for line in text.split("\r\n") {
        assert!(line.len() <= 75 && !line.contains(['\r', '\n']), "{line:?}");
        assert!(!line.starts_with("TEL:"), "{line:?}");
    }
    assert_eq!(text.split("\r\n").filter(|line| *line == "END:VCARD").count(), 1);
    assert!(text.contains("\r\nFN:A\\;B\\,C\\\\D\\nEND:VCARD\r\n"), "{text}");
}

/// With `PAGES_DIR` set, the pages land in that folder to be looked at in a browser.
fn keep_to_look_at(name: &str, page: &str) {
    if let Ok(folder) = std::env::var("PAGES_DIR") {
        std::fs::write(format!("{folder}/{name}.html"), page).expect("the folder can be written");
    }
}

fn attributes<'a>(page: &'a str, opening: &'a str) -> impl Iterator<Item = &'a str> {
    page.split(opening).skip(1).filter_map(|rest| rest.split('"').next())
}
