//! Each part: the fields it fills, and the site it makes of them.

use chrono::NaiveDate;

use super::{Fields, Form, Part, said};
use crate::accent::{Rgb, RgbError};
use crate::opening_hours::{
    ClosedDays, ClosedDaysError, DayHours, DayHoursError, OpeningHours, Span, SpanError,
};
use crate::site::{
    Capacity, Language, LanguageError, Languages, Line, Link, Notice, Notices, Origin, OriginError,
    PhoneWay, Policy, Reach, ReachError, Retention, RetentionError, Site, Targets, Texts, Visit,
    WebAddress, WebAddressError, Webhook, Zone, ZoneError,
};
use crate::submission::{EmailAddress, EmailAddressError, Kind, Phone, PhoneError};
use crate::{OutsideUrl, OutsideUrlError, Timestamp};

const WEEK: [(&str, chrono::Weekday); 7] = [
    ("monday", chrono::Weekday::Mon),
    ("tuesday", chrono::Weekday::Tue),
    ("wednesday", chrono::Weekday::Wed),
    ("thursday", chrono::Weekday::Thu),
    ("friday", chrono::Weekday::Fri),
    ("saturday", chrono::Weekday::Sat),
    ("sunday", chrono::Weekday::Sun),
];

/// Empty rows below those that are filled.
const SPARE_ROWS: usize = 2;

/// What stands in a form.
#[derive(Default)]
struct Filled(Fields);

impl Filled {
    fn put(&mut self, name: impl Into<String>, value: impl Into<String>) {
        self.0.push((name.into(), value.into()));
    }

    fn put_or_empty(&mut self, name: &str, value: Option<&str>) {
        self.put(name, value.unwrap_or_default());
    }
}

pub(super) fn fields(site: &Site, part: Part) -> Fields {
    let mut filled = Filled::default();
    match part {
        Part::Capacity => capacity_fields(site, &mut filled),
        Part::Notices => notice_fields(site, &mut filled),
        Part::Business => business_fields(site, &mut filled),
        Part::Hours => hours_fields(site, &mut filled),
        Part::Targets => {
            for kind in Kind::ALL {
                filled.put(kind.name(), site.targets.minutes(kind).to_string());
            }
        }
        Part::Looks => looks_fields(site, &mut filled),
        Part::Texts => text_fields(site, &mut filled),
        Part::Keeping => filled.put("days", site.retention.days().to_string()),
        Part::Telling => {
            let url = site.webhook.as_ref().map(|webhook| webhook.url.as_str());
            filled.put_or_empty("webhook", url);
        }
        Part::Weekly => filled.put_or_empty("weekly", (!site.no_weekly_mail).then_some("on")),
    }
    filled.0
}

pub(super) fn changed(form: &Form<'_>, site: &Site, part: Part, now: Timestamp) -> Option<Site> {
    let site = site.clone();
    Some(match part {
        Part::Capacity => Site { capacity: capacity(form, site.zone().date(now))?, ..site },
        Part::Notices => Site { notices: notices(form, &site, now)?, ..site },
        Part::Business => {
            let business = form.text("business", line);
            let website = form.optional("website", web_address);
            let reach = reach(form);
            Site { business: business?, website, reach: reach?, ..site }
        }
        Part::Hours => Site { hours: hours(form)?, ..site },
        Part::Targets => Site { targets: targets(form)?, ..site },
        Part::Looks => {
            let accent = form.text("accent", |raw| Rgb::parse(raw).map_err(RgbError::sentence));
            let mut languages = form.split("languages", ',', language).into_iter();
            let languages = match languages.next() {
                Some(first) => Languages::new(first, languages.collect()),
                None => Languages::default(),
            };
            let allowed_origins = form.lines("origins", origin);
            Site { accent: accent?, languages, allowed_origins, ..site }
        }
        Part::Texts => Site { texts: texts(form), ..site },
        Part::Keeping => {
            let remedy = RetentionError::sentence;
            let days = |raw: &str| {
                raw.parse().map_err(|_| RetentionError).and_then(Retention::new).map_err(remedy)
            };
            Site { retention: form.text("days", days)?, ..site }
        }
        Part::Telling => {
            let parse = |raw: &str| OutsideUrl::parse(raw).map_err(OutsideUrlError::sentence);
            let url = form.optional("webhook", parse);
            Site { webhook: url.map(|url| told_from(url, &site, now)), ..site }
        }
        Part::Weekly => Site { no_weekly_mail: form.get("weekly").is_empty(), ..site },
    })
}

/// The first address is told from now on; one that takes its place is told what is still owed.
fn told_from(url: OutsideUrl, site: &Site, now: Timestamp) -> Webhook {
    Webhook { since: site.webhook.as_ref().map_or(now, |known| known.since), url }
}

fn capacity_fields(site: &Site, filled: &mut Filled) {
    let (name, until) = match site.capacity {
        Capacity::Taking => ("taking", String::new()),
        Capacity::BookedUntil(date) => ("booked", date.to_string()),
        Capacity::Paused => ("paused", String::new()),
    };
    filled.put("capacity", name);
    filled.put("until", until);
}

/// What cannot be meant: a day before today.
fn not_over(raw: &str, today: NaiveDate) -> Result<NaiveDate, String> {
    match date(raw)? {
        day if day < today => Err("this day has passed; please choose a later one".to_owned()),
        day => Ok(day),
    }
}

fn capacity(form: &Form<'_>, today: NaiveDate) -> Option<Capacity> {
    match form.get("capacity") {
        "taking" => Some(Capacity::Taking),
        "paused" => Some(Capacity::Paused),
        "booked" => form.text("until", |raw: &str| not_over(raw, today)).map(Capacity::BookedUntil),
        _ => {
            form.mend("capacity", "choose one of these");
            None
        }
    }
}

fn notice_fields(site: &Site, filled: &mut Filled) {
    for row in 0..Notices::MAX {
        let notice = site.notices.all().get(row);
        let put = |value: Option<String>| value.unwrap_or_default();
        let text = notice.map(|notice| notice.text.as_str().to_owned());
        filled.put(format!("text{row}"), put(text));
        let until = notice.and_then(|notice| notice.until).map(|date| date.to_string());
        filled.put(format!("until{row}"), put(until));
        // What was mailed stays so; other words are mailed only if that is asked for again.
        filled.put(format!("mail{row}"), String::new());
    }
}

/// Whether a row holds other words than before.
fn is_new(form: &Form<'_>, site: &Site, row: usize) -> bool {
    let known = site.notices.all().get(row).map(|notice| notice.text.as_str());
    known != Some(form.get(&format!("text{row}")).trim())
}

/// The last day of a notice. One that is over may stay as it is.
fn notice_until(form: &Form<'_>, site: &Site, row: usize, today: NaiveDate) -> Option<NaiveDate> {
    let known = site.notices.all().get(row).and_then(|notice| notice.until);
    form.optional(&format!("until{row}"), |raw: &str| match date(raw) {
        Ok(day) if known == Some(day) && !is_new(form, site, row) => Ok(day),
        Ok(_) => not_over(raw, today),
        Err(error) => Err(error),
    })
}

/// Whether a row holds no notice: one that was never filled, or whose words were taken away.
fn is_left_out(form: &Form<'_>, site: &Site, row: usize) -> bool {
    let is_filled = !form.get(&format!("until{row}")).is_empty();
    form.get(&format!("text{row}")).is_empty()
        && (!is_filled || site.notices.all().get(row).is_some())
}

/// A notice whose words stay is the same one; with new words it is new, and may be mailed again.
fn notices(form: &Form<'_>, site: &Site, now: Timestamp) -> Option<Notices> {
    let mut notices = Vec::new();
    for row in (0..Notices::MAX).filter(|row| !is_left_out(form, site, *row)) {
        let until = notice_until(form, site, row, site.zone().date(now));
        let Some(text) = form.text(&format!("text{row}"), line) else { continue };
        let mailed = !form.get(&format!("mail{row}")).is_empty();
        let known = site.notices.all().iter().find(|notice| notice.text == text);
        let offset_ms = i64::try_from(row).unwrap_or_default();
        notices.push(Notice {
            written: known.map_or(now.plus_ms(offset_ms), |known| known.written),
            // What was mailed cannot be taken back.
            mailed: mailed || known.is_some_and(|known| known.mailed),
            text,
            until,
        });
    }
    form.made("text0", Notices::new(notices), |_| {
        "two of these notices say the same; take one away".to_owned()
    })
}

fn business_fields(site: &Site, filled: &mut Filled) {
    let reach = &site.reach;
    filled.put("business", site.business.as_str());
    filled.put_or_empty("website", site.website.as_ref().map(|url| url.as_str()));
    filled.put_or_empty("mail", reach.mail().map(|mail| mail.as_str()));
    filled.put_or_empty("phone", reach.phone().map(|phone| phone.number.as_str()));
    filled.put_or_empty("shown", reach.phone().map(|phone| phone.shown.as_str()));
    let visit = reach.visit();
    let lines: Option<Vec<_>> =
        visit.map(|visit| visit.address().iter().map(|line| line.as_str()).collect());
    filled.put("address", lines.unwrap_or_default().join("\n"));
    let map = visit.and_then(|visit| visit.map.as_ref());
    filled.put_or_empty("map", map.map(|map| map.as_str()));
    let note = visit.and_then(|visit| visit.note.as_ref());
    filled.put_or_empty("note", note.map(|note| note.as_str()));
    for row in 0..reach.links().len() + SPARE_ROWS {
        let link = reach.links().get(row);
        let label = link.map(|link| link.label.as_str());
        filled.put_or_empty(&format!("label{row}"), label);
        filled.put_or_empty(&format!("url{row}"), link.map(|link| link.url.as_str()));
    }
}

fn reach(form: &Form<'_>) -> Option<Reach> {
    let mail = form.optional("mail", email);
    let number = form.optional("phone", phone);
    let shown = form.optional("shown", phone);
    let way =
        number.map(|number| PhoneWay { shown: shown.unwrap_or_else(|| number.clone()), number });
    let address = form.lines("address", line);
    let map = form.optional("map", web_address);
    let note = form.optional("note", line);
    let visit = if address.is_empty() && map.is_none() && note.is_none() {
        None
    } else {
        form.made("address", Visit::new(address, map, note), |e: &ReachError| {
            e.sentence().to_owned()
        })
    };
    let link = |row: usize| {
        let label = form.text(&format!("label{row}"), line);
        let url = form.text(&format!("url{row}"), web_address);
        Some(Link { label: label?, url: url? })
    };
    let links = form.rows("label", "url").into_iter().filter_map(link).collect();
    // A way that is refused must not be reported as missing too.
    if way.is_none() && mail.is_none() && !form.mistakes.borrow().is_empty() {
        return None;
    }
    let remedy = |_: &ReachError| "give a telephone number or an e-mail address".to_owned();
    form.made("phone", Reach::new(way, mail, visit, links), remedy)
}

fn hours_fields(site: &Site, filled: &mut Filled) {
    filled.put("zone", site.zone().name());
    for (name, day) in WEEK {
        filled.put(name, spans(site.hours.usual(day)));
    }
    let closed: Vec<_> = site.hours.closed().iter().map(ClosedDays::to_string).collect();
    filled.put("closed", closed.join("\n"));
    let special: Vec<_> =
        site.hours.special().iter().map(|(date, day)| format!("{date} {}", spans(day))).collect();
    filled.put("special", special.join("\n"));
}

fn spans(day: &DayHours) -> String {
    day.spans().iter().map(Span::to_string).collect::<Vec<_>>().join(", ")
}

fn hours(form: &Form<'_>) -> Option<OpeningHours> {
    let zone = form.text("zone", |raw| Zone::parse(raw).map_err(ZoneError::sentence));
    let week = WEEK.map(|(name, _)| form.optional(name, day).unwrap_or_default());
    let closed =
        form.lines("closed", |raw| ClosedDays::parse(raw).map_err(ClosedDaysError::sentence));
    let special = form.lines("special", |raw| {
        let (date, hours) = raw.split_once(' ').unwrap_or((raw, ""));
        let date = self::date(date)?;
        Ok::<_, String>((date, day(hours)?))
    });
    Some(OpeningHours::new(zone?, week, closed, special))
}

/// "8:00-12:00, 13:00-17:30"; nothing for a day that is closed.
fn day(raw: &str) -> Result<DayHours, String> {
    let spans = raw.split(',').map(str::trim).filter(|span| !span.is_empty());
    let spans: Result<Vec<_>, _> = spans.map(Span::parse).collect();
    let spans = spans.map_err(|error: SpanError| error.sentence().to_owned())?;
    DayHours::new(spans).map_err(|error: DayHoursError| error.sentence())
}

fn targets(form: &Form<'_>) -> Option<Targets> {
    let minutes = |kind: Kind| {
        form.text(kind.name(), |raw: &str| {
            raw.parse::<u32>().map_err(|_| "give minutes of opening time, 5 to 10000")
        })
    };
    let [question, complaint, praise, callback] = Kind::ALL.map(minutes);
    let made = Targets::new(question?, complaint?, praise?, callback?);
    let field = made.map_or_else(|error| error.kind().name(), |_| "question");
    form.made(field, made, |error| error.sentence().to_owned())
}

fn looks_fields(site: &Site, filled: &mut Filled) {
    filled.put("accent", site.accent.to_string());
    let languages: Vec<_> = site.languages.all().map(|one| one.as_str()).collect();
    filled.put("languages", languages.join(", "));
    let origins: Vec<_> = site.allowed_origins.iter().map(|origin| origin.as_str()).collect();
    filled.put("origins", origins.join("\n"));
}

fn text_fields(site: &Site, filled: &mut Filled) {
    let texts = &site.texts;
    filled.put_or_empty("greeting", texts.greeting.as_ref().map(|text| text.as_str()));
    filled.put_or_empty("launcher", texts.launcher.as_ref().map(|text| text.as_str()));
    let about: Vec<_> = texts.about.iter().map(|text| text.as_str()).collect();
    filled.put("about", about.join("\n"));
    for row in 0..texts.policies.len() + SPARE_ROWS {
        let policy = texts.policies.get(row);
        filled.put_or_empty(&format!("head{row}"), policy.map(|policy| policy.head.as_str()));
        filled.put_or_empty(&format!("text{row}"), policy.map(|policy| policy.text.as_str()));
    }
}

fn texts(form: &Form<'_>) -> Texts {
    let policy = |row: usize| {
        let head = form.text(&format!("head{row}"), line);
        let text = form.text(&format!("text{row}"), line);
        Some(Policy { head: head?, text: text? })
    };
    Texts {
        greeting: form.optional("greeting", line),
        launcher: form.optional("launcher", line),
        about: form.lines("about", line),
        policies: form.rows("head", "text").into_iter().filter_map(policy).collect(),
    }
}

fn line<const N: usize>(raw: &str) -> Result<Line<N>, String> {
    Line::parse(raw).map_err(said)
}

fn date(raw: &str) -> Result<NaiveDate, String> {
    raw.parse().map_err(|_| "give a date, like 2026-12-03".to_owned())
}

fn web_address(raw: &str) -> Result<WebAddress, &'static str> {
    WebAddress::parse(raw).map_err(WebAddressError::sentence)
}

fn language(raw: &str) -> Result<Language, &'static str> {
    Language::parse(raw).map_err(LanguageError::sentence)
}

fn origin(raw: &str) -> Result<Origin, &'static str> {
    Origin::parse(raw).map_err(OriginError::sentence)
}

fn email(raw: &str) -> Result<EmailAddress, &'static str> {
    EmailAddress::parse(raw).map_err(EmailAddressError::sentence)
}

fn phone(raw: &str) -> Result<Phone, &'static str> {
    Phone::parse(raw).map_err(PhoneError::sentence)
}
