//! Forms as an owner fills them.

use super::*;
use crate::site::wire;

fn demo() -> Site {
    wire::from_json(include_str!("../../../tests/fixtures/site-demo.json")).expect("the demo")
}

fn now() -> Timestamp {
    Timestamp::parse("2026-11-23T13:10:00Z").expect("a moment")
}

/// The demo's form of a part with some fields entered anew.
fn entered(part: Part, anew: &[(&str, &str)]) -> Result<Site, Vec<FieldMistake>> {
    let mut fields = fields(&demo(), part);
    for (name, value) in anew {
        let field = fields.iter_mut().find(|(known, _)| known == name).expect(name);
        (*value).clone_into(&mut field.1);
    }
    changed(&demo(), part, &fields, now())
}

#[test]
fn a_form_that_is_sent_as_it_came_changes_nothing() {
    for part in Part::ALL {
        assert_eq!(changed(&demo(), part, &fields(&demo(), part), now()), Ok(demo()), "{part:?}");
    }
    for person in demo().team.people() {
        let fields = person_fields(&demo(), Some(person));
        assert_eq!(change_person(&demo(), person, &fields), Ok(demo()));
    }
}

#[test]
fn mistakes_are_told_at_their_fields_in_whole_sentences() {
    for (part, field, value) in [
        (Part::Business, "business", ""),
        (Part::Business, "website", "okafor"),
        (Part::Business, "phone", "call me"),
        (Part::Hours, "zone", "Mars/Olympus"),
        (Part::Hours, "monday", "8-17"),
        (Part::Hours, "monday", "8:00-17:00, 9:00-10:00"),
        (Part::Hours, "closed", "Christmas"),
        (Part::Hours, "special", "2026-12-19 noon"),
        (Part::Targets, "complaint", "90"),
        (Part::Targets, "praise", "soon"),
        (Part::Looks, "accent", "teal"),
        (Part::Looks, "languages", "english"),
        (Part::Looks, "origins", "https://okafor.example/prices"),
        (Part::Texts, "head0", ""),
        (Part::Keeping, "days", "1"),
        (Part::Telling, "webhook", "https://127.0.0.1/hook"),
        (Part::Capacity, "capacity", "full"),
        (Part::Notices, "until0", "soon"),
        (Part::Notices, "until0", "2026-11-22"),
    ] {
        // What a notice says, where its date is looked at; elsewhere nothing.
        let words = (part == Part::Notices).then_some(("text0", "The phone is down."));
        let anew: Vec<_> = words.into_iter().chain([(field, value)]).collect();
        let mistakes = entered(part, &anew).expect_err(field);
        assert_eq!(mistakes.len(), 1, "{mistakes:?}");
        assert_eq!(mistakes[0].field, field);
        let sentence = &mistakes[0].sentence;
        assert!(sentence.ends_with('.') && !sentence.starts_with(char::is_lowercase), "{sentence}");
    }
}

#[test]
fn hours_are_written_as_people_write_them() {
    let anew = [
        ("monday", "8:00-12:00, 13:00-17:30"),
        ("sunday", ""),
        ("special", "2026-12-19 9:00-16:00\r\n2026-12-24"),
    ];
    let site = entered(Part::Hours, &anew).expect("sound");
    assert_eq!(site.hours.usual(chrono::Weekday::Mon).spans().len(), 2);
    assert_eq!(site.hours.special().len(), 2);
}

#[test]
fn a_business_without_a_person_to_reach_is_refused_at_the_telephone() {
    let mistakes = entered(Part::Business, &[("phone", ""), ("shown", ""), ("mail", "")]);
    assert_eq!(mistakes.expect_err("no way")[0].field, "phone");
}

#[test]
fn booked_needs_a_date() {
    let booked = [("capacity", "booked"), ("until", "2026-12-03")];
    let site = entered(Part::Capacity, &booked).expect("sound");
    assert_eq!(site.capacity.to_string(), "booked until 2026-12-03");
    for until in ["", "2026-11-22"] {
        let booked = [("capacity", "booked"), ("until", until)];
        let mistakes = entered(Part::Capacity, &booked).expect_err("no date to come");
        assert_eq!(mistakes[0].field, "until");
    }
}

#[test]
fn a_notice_keeps_its_moment_while_its_words_stay() {
    let first = entered(Part::Notices, &[("text1", "The phone is down.")]).expect("sound");
    let written = first.notices.all()[0].written;
    let mut fields = fields(&first, Part::Notices);
    fields[2].1 = "on".to_owned();
    let later = now().plus_ms(60_000);
    let mailed = changed(&first, Part::Notices, &fields, later).expect("sound");
    assert_eq!((mailed.notices.all()[0].written, mailed.notices.all()[0].mailed), (written, true));
    fields[0].1 = "The phone works again.".to_owned();
    let anew = changed(&mailed, Part::Notices, &fields, later).expect("sound");
    assert_eq!(anew.notices.all()[0].written, later);
    fields[0].1 = String::new();
    assert_eq!(changed(&anew, Part::Notices, &fields, later), Ok(demo()));
}

#[test]
fn a_date_without_words_is_asked_for_its_words() {
    let mistakes = entered(Part::Notices, &[("until1", "2026-12-03")]).expect_err("no words");
    assert_eq!(mistakes.iter().map(|one| one.field.as_str()).collect::<Vec<_>>(), ["text1"]);
}

#[test]
fn a_notice_that_is_over_may_stay_and_goes_with_its_words_alone() {
    let one = [("text0", "The phone is down."), ("until0", "2026-11-24")];
    let first = entered(Part::Notices, &one).expect("sound");
    let later = now().plus_ms(7 * 24 * 60 * 60 * 1_000);
    let mut fields = fields(&first, Part::Notices);
    assert_eq!(changed(&first, Part::Notices, &fields, later), Ok(first.clone()));
    fields[0].1 = "The phone is down again.".to_owned();
    let mistakes = changed(&first, Part::Notices, &fields, later).expect_err("it is over");
    assert_eq!(mistakes[0].field, "until0");
    fields[0].1 = String::new();
    assert_eq!(changed(&first, Part::Notices, &fields, later), Ok(demo()));
}

#[test]
fn somebody_new_has_an_id_and_an_address_of_their_own() {
    let field = |name: &str, value: &str| (name.to_owned(), value.to_owned());
    let new = [field("name", "Ana Lima"), field("email", "lima@okafor.example")];
    let site = add_person(&demo(), &new).expect("sound");
    let id = site.team.teammates()[1].person.id.clone();
    assert_eq!(id.as_str(), "ana-37fc2f", "nobody else ever has it");
    assert_eq!(remove_person(&site, &id), Some(demo()));
    assert_eq!(remove_person(&site, &demo().owner().id), None);
    let same = [field("name", "Ana Lima"), field("email", "Ana@okafor.example")];
    assert_eq!(add_person(&demo(), &same).expect_err("taken")[0].field, "email");
}

#[test]
fn the_weekly_mail_is_turned_off_and_on_again() {
    let entered = |site: &Site, fields: &[(String, String)]| {
        changed(site, Part::Weekly, fields, Timestamp::from_ms(5)).expect("sound")
    };
    let off = entered(&demo(), &[]);
    assert!(off.no_weekly_mail && !demo().no_weekly_mail);
    assert_eq!(fields(&off, Part::Weekly), [("weekly".to_owned(), String::new())]);
    assert_eq!(entered(&off, &fields(&demo(), Part::Weekly)), demo());
}

#[test]
fn a_webhook_is_told_from_the_moment_it_was_entered_and_goes_on_at_another_address() {
    let at = |site: &Site, url: &str, ms| {
        let entered = [("webhook".to_owned(), url.to_owned())];
        changed(site, Part::Telling, &entered, Timestamp::from_ms(ms)).expect(url)
    };
    let since = |site: &Site| site.webhook.as_ref().map(|webhook| webhook.since.ms());
    let first = at(&demo(), "https://okafor.example/hook", 5);
    assert_eq!(since(&first), Some(5));
    assert_eq!(since(&at(&first, "https://okafor.example/hook", 9)), Some(5));
    assert_eq!(since(&at(&first, "https://okafor.example/other", 9)), Some(5));
    let none = at(&first, "", 9);
    assert_eq!(since(&none), None);
    assert_eq!(since(&at(&none, "https://okafor.example/hook", 11)), Some(11));
}
