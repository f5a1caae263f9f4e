//! The parts of a site, in the order in which they stand in the file.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::section::Section;
use crate::accent::{Rgb, RgbError};
use crate::opening_hours::{
    ClosedDays, ClosedDaysError, DayHours, DayHoursError, OpeningHours, Span, SpanError,
};
use crate::site::{
    Capacity, CapacityError, Language, LanguageError, Languages, Line, LineError, Link, Notice,
    Notices, NoticesError, Origin, OriginError, Person, PersonId, PhoneWay, Picture, PictureError,
    Policy, Reach, ReachError, Retention, RetentionError, Site, SiteId, SlugError, Targets, Team,
    TeamError, Teammate, Texts, Visit, WebAddress, WebAddressError, Webhook, Zone, ZoneError,
};
use crate::submission::{EmailAddress, EmailAddressError, Phone, PhoneError};
use crate::{OutsideUrl, OutsideUrlError, Timestamp};

/// Everything is read before anything is given up, so that all mistakes are told at once.
pub(super) fn site(root: Section<'_>) -> Option<Site> {
    let id = root.text("site", "\"okafor\"", id);
    let business = root.text("business", "\"Okafor & Daughter\"", line);
    let website = root.optional("website", web_address);
    let zone = root.text("zone", "\"Europe/London\"", zone);
    let accent =
        root.text("accent", "\"#0b5963\"", |raw| Rgb::parse(raw).map_err(RgbError::sentence));
    let languages = root.list("languages", language);
    let allowed_origins = root.list("allowed_origins", origin);
    let retention = retention(&root);
    let team = team(&root);
    let hours = root.section("hours").and_then(|section| hours(section, zone));
    let reach = root.section("reach").and_then(reach);
    let targets = root.section("minutes_to_read").and_then(targets);
    let texts = root.optional_section("texts").map(texts).unwrap_or_default();
    let capacity = root.optional("capacity", capacity).unwrap_or_default();
    let notices = notices(&root);
    let webhook = root.optional_section("webhook").and_then(webhook);
    let no_weekly_mail = root.flag("no_weekly_mail");
    root.finish();
    Some(Site {
        id: id?,
        business: business?,
        website,
        team: team?,
        hours: hours?,
        reach: reach?,
        targets: targets?,
        accent: accent?,
        languages: all_languages(languages),
        allowed_origins,
        retention,
        texts,
        capacity,
        notices,
        webhook,
        no_weekly_mail,
    })
}

fn id(raw: &str) -> Result<SiteId, &'static str> {
    match SiteId::parse(raw) {
        Ok(id) if id.is_first_run() => {
            Err("choose another name: \"new\" is where sites are set up")
        }
        read => read.map_err(SlugError::sentence),
    }
}

fn webhook(section: Section<'_>) -> Option<Webhook> {
    let parse = |raw: &str| OutsideUrl::parse(raw).map_err(OutsideUrlError::sentence);
    let url = section.text("url", "\"https://okafor.example/hearback\"", parse);
    let since = section.text("since", "2026-11-23T09:15:00Z", moment);
    section.finish();
    Some(Webhook { url: url?, since: since? })
}

fn notices(root: &Section<'_>) -> Notices {
    let read = root.sections("notices").into_iter().filter_map(notice).collect();
    let remedy = |error: &NoticesError| error.sentence().to_owned();
    root.made("notices", Notices::new(read), remedy).unwrap_or_default()
}

fn notice(section: Section<'_>) -> Option<Notice> {
    let text = section.text("text", "\"Our phone line is down today.\"", line);
    let written = section.text("written", "2026-11-23T09:15:00Z", moment);
    let until = section.optional("until", day);
    let mailed = section.flag("mailed");
    section.finish();
    Some(Notice { text: text?, written: written?, until, mailed })
}

fn retention(root: &Section<'_>) -> Retention {
    let Some(days) = root.optional_number("retention_days") else { return Retention::default() };
    let made = root
        .made("retention_days", Retention::new(days), |e: &RetentionError| e.sentence().to_owned());
    made.unwrap_or_default()
}

fn all_languages(read: Vec<Language>) -> Languages {
    let mut read = read.into_iter();
    match read.next() {
        Some(first) => Languages::new(first, read.collect()),
        None => Languages::default(),
    }
}

fn team(root: &Section<'_>) -> Option<Team> {
    let owner = root.section("owner").map(|section| {
        let backup_email = section.optional("backup_email", email);
        (person(section), backup_email)
    });
    let teammates: Vec<Option<Teammate>> =
        root.sections("teammates").into_iter().map(teammate).collect();
    let (owner, backup_email) = owner?;
    let teammates = teammates.into_iter().collect::<Option<Vec<_>>>()?;
    root.made("teammates", Team::new(owner?, backup_email, teammates), TeamError::sentence)
}

fn teammate(section: Section<'_>) -> Option<Teammate> {
    let notices = section.flag("notices");
    person(section).map(|person| Teammate { person, notices })
}

fn person(section: Section<'_>) -> Option<Person> {
    let id = section.text("id", "\"ana\"", |raw| PersonId::parse(raw).map_err(SlugError::sentence));
    let name = section.text("name", "\"Ana Okafor\"", line);
    let first = section.optional("first", line);
    let about = section.optional("about", line);
    let picture = section.optional("picture", picture);
    let signature = section.optional("signature", line);
    let email = section.text("email", "\"ana@okafor.example\"", email);
    section.finish();
    let name = name?;
    let first = first.unwrap_or_else(|| Person::first_word(&name));
    Some(Person { id: id?, name, first, about, picture, signature, email: email? })
}

const WEEK: [&str; 7] =
    ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

fn hours(section: Section<'_>, zone: Option<Zone>) -> Option<OpeningHours> {
    let week = WEEK.map(|day| day_hours(&section, day, section.list(day, span)));
    let closed = section.list("closed", closed_days);
    let special = section.optional_section("special").map(special).unwrap_or_default();
    section.finish();
    Some(OpeningHours::new(zone?, week, closed, special))
}

fn special(section: Section<'_>) -> BTreeMap<NaiveDate, DayHours> {
    let entries = section.each_list(date, span);
    let mut special = BTreeMap::new();
    for (date, spans) in entries {
        special.insert(date, day_hours(&section, &date.to_string(), spans));
    }
    special
}

/// A day that is refused counts as closed, for its mistake is reported.
fn day_hours(section: &Section<'_>, key: &str, spans: Vec<Span>) -> DayHours {
    let remedy = |error: &DayHoursError| error.sentence();
    section.made(key, DayHours::new(spans), remedy).unwrap_or_default()
}

fn reach(section: Section<'_>) -> Option<Reach> {
    let mail = section.optional("mail", email);
    let phone = section.optional_section("phone").and_then(phone_way);
    let visit = section.optional_section("visit").and_then(visit);
    let links: Vec<Option<Link>> = section.sections("links").into_iter().map(link).collect();
    let links = links.into_iter().flatten().collect();
    // A way that is refused must not be reported as missing too.
    let made = Reach::new(phone, mail, visit, links);
    let made = match made {
        Err(ReachError::NoPerson) if !section.is_clean() => None,
        made => section.made("reach", made, |error| error.sentence().to_owned()),
    };
    section.finish();
    made
}

fn phone_way(section: Section<'_>) -> Option<PhoneWay> {
    let number = section.text("number", "\"+44 20 7946 0142\"", number_abroad);
    let shown = section.optional("shown", phone);
    section.finish();
    let number = number?;
    Some(PhoneWay { shown: shown.unwrap_or_else(|| number.clone()), number })
}

fn visit(section: Section<'_>) -> Option<Visit> {
    let address = section.list("address", line);
    let map = section.optional("map", web_address);
    let note = section.optional("note", line);
    let made = section.made("address", Visit::new(address, map, note), |error: &ReachError| {
        error.sentence().to_owned()
    });
    section.finish();
    made
}

fn link(section: Section<'_>) -> Option<Link> {
    let label = section.text("label", "\"Signal\"", line);
    let url = section.text("url", "\"https://okafor.example/prices\"", web_address);
    section.finish();
    Some(Link { label: label?, url: url? })
}

fn targets(section: Section<'_>) -> Option<Targets> {
    let question = section.number("question", "60");
    let complaint = section.number("complaint", "30");
    let praise = section.number("praise", "240");
    let callback = section.number("callback", "60");
    let made = match (question, complaint, praise, callback) {
        (Some(question), Some(complaint), Some(praise), Some(callback)) => {
            let made = Targets::new(question, complaint, praise, callback);
            let key = made.map_or_else(|error| error.kind().name(), |_| "question");
            section.made(key, made, |error| error.sentence().to_owned())
        }
        _ => None,
    };
    section.finish();
    made
}

fn texts(section: Section<'_>) -> Texts {
    let texts = Texts {
        greeting: section.optional("greeting", line),
        launcher: section.optional("launcher", line),
        about: section.list("about", line),
        policies: section.sections("policies").into_iter().filter_map(policy).collect(),
    };
    section.finish();
    texts
}

fn policy(section: Section<'_>) -> Option<Policy> {
    let head = section.text("head", "\"Price first.\"", line);
    let text = section.text("text", "\"You know it before we open the toolbox.\"", line);
    section.finish();
    Some(Policy { head: head?, text: text? })
}

fn line<const N: usize>(raw: &str) -> Result<Line<N>, String> {
    Line::parse(raw).map_err(LineError::sentence)
}

fn web_address(raw: &str) -> Result<WebAddress, &'static str> {
    WebAddress::parse(raw).map_err(WebAddressError::sentence)
}

fn capacity(raw: &str) -> Result<Capacity, &'static str> {
    Capacity::parse(raw).map_err(CapacityError::sentence)
}

fn moment(raw: &str) -> Result<Timestamp, &'static str> {
    Timestamp::parse(raw).ok_or("write date and time, like 2026-11-23T09:15:00Z")
}

fn day(raw: &str) -> Result<NaiveDate, &'static str> {
    raw.parse().map_err(|_| "write the date like 2026-12-19")
}

fn zone(raw: &str) -> Result<Zone, &'static str> {
    Zone::parse(raw).map_err(ZoneError::sentence)
}

fn language(raw: &str) -> Result<Language, &'static str> {
    Language::parse(raw).map_err(LanguageError::sentence)
}

fn origin(raw: &str) -> Result<Origin, &'static str> {
    Origin::parse(raw).map_err(OriginError::sentence)
}

fn picture(raw: &str) -> Result<Picture, &'static str> {
    Picture::parse(raw).map_err(PictureError::sentence)
}

fn email(raw: &str) -> Result<EmailAddress, &'static str> {
    EmailAddress::parse(raw).map_err(EmailAddressError::sentence)
}

fn phone(raw: &str) -> Result<Phone, &'static str> {
    Phone::parse(raw).map_err(PhoneError::sentence)
}

/// A number that can be rung from everywhere.
fn number_abroad(raw: &str) -> Result<Phone, &'static str> {
    match raw.trim_start().starts_with('+') {
        true => phone(raw),
        false => Err("begin with a plus and the country's code: \"+44 20 7946 0142\""),
    }
}

fn span(raw: &str) -> Result<Span, &'static str> {
    Span::parse(raw).map_err(SpanError::sentence)
}

fn closed_days(raw: &str) -> Result<ClosedDays, &'static str> {
    ClosedDays::parse(raw).map_err(ClosedDaysError::sentence)
}

fn date(raw: &str) -> Result<NaiveDate, &'static str> {
    raw.parse().map_err(|_| "write the date as the key, like 2026-12-19 = [\"9:00-16:00\"]")
}
