//! The first settings of a site: six short questions, each with what stands in it already.
//!
//! A site follows from the answers alone; who answers again what was answered before changes that
//! and nothing else. What is not asked begins as most businesses leave it. Not here: whether the id
//! is free, and where answers are kept.

#[cfg(test)]
mod tests;

use super::people::with_owner_id;
use super::{
    FieldMistake, Fields, Form, Part, change_person, changed, fields, person_fields, said,
    with_picture,
};
use crate::Timestamp;
use crate::accent::Rgb;
use crate::opening_hours::{DayHours, OpeningHours, Span};
use crate::site::{
    Capacity, Languages, Line, Notices, Origin, OriginError, Person, PersonId, Picture, Reach,
    Retention, ShortLine, Site, SiteId, SlugError, Targets, Team, Texts, WebAddress, Zone,
};
use crate::submission::EmailAddress;

/// What is asked, in its order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Question {
    /// What the business is called, and where its website is.
    Business,
    /// Who answers.
    Name,
    /// When somebody is there.
    Hours,
    /// How else to reach them.
    Reach,
    /// How soon they read what people write.
    Target,
    /// A face; it may be left out.
    Picture,
}

/// Minutes of opening time in a usual working day.
const DAY_MINUTES: u32 = 8 * 60;

const NEVER: &str = "what the service itself writes here is sound";

impl Question {
    /// Every one, in order.
    pub const ALL: [Self; 6] =
        [Self::Business, Self::Name, Self::Hours, Self::Reach, Self::Target, Self::Picture];

    /// Its name in addresses.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Business => "business",
            Self::Name => "name",
            Self::Hours => "hours",
            Self::Reach => "reach",
            Self::Target => "target",
            Self::Picture => "picture",
        }
    }

    /// Reads a name.
    pub fn parse(raw: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|question| question.name() == raw)
    }

    /// Its place, from 1.
    pub fn number(self) -> usize {
        1 + Self::ALL.iter().position(|one| *one == self).unwrap_or_default()
    }

    /// What stands in its fields before anybody answered. `zone` is where the owner seems to be.
    pub fn fields(self, email: &EmailAddress, zone: Option<Zone>) -> Fields {
        let site = blank(email, zone);
        match self {
            Self::Business => of(&["business", "website", "id"], &Fields::new()),
            Self::Name => of(&["name", "first"], &Fields::new()),
            Self::Hours => {
                let known = fields(&site, Part::Hours);
                let asked = known.into_iter().filter(|(name, _)| !HOURS_LATER.contains(&&**name));
                let zone = zone.map_or("", Zone::name);
                let own = |(name, value)| match name == "zone" {
                    true => (name, zone.to_owned()),
                    false => (name, value),
                };
                asked.map(own).collect()
            }
            Self::Reach => of(&["mail", "phone", "address"], &fields(&site, Part::Business)),
            Self::Target => of(&["question"], &fields(&site, Part::Targets)),
            Self::Picture => of(&["picture"], &Fields::new()),
        }
    }

    /// What was entered in its fields, and nothing else that came along.
    pub fn entered(self, email: &EmailAddress, sent: &[(String, String)]) -> Fields {
        let names = self.fields(email, None);
        names.into_iter().map(|(name, _)| (get(sent, &name), name)).map(swapped).collect()
    }

    /// The site with this answer.
    ///
    /// # Errors
    /// Everything there is to mend; never an empty list.
    pub fn answered(
        self,
        site: &Site,
        entered: &[(String, String)],
        now: Timestamp,
    ) -> Result<Site, Vec<FieldMistake>> {
        let among = |known: Fields| -> Fields {
            let own = |(name, value): (String, String)| {
                let is_asked = entered.iter().any(|(asked, _)| *asked == name);
                (if is_asked { get(entered, &name) } else { value }, name)
            };
            known.into_iter().map(own).map(swapped).collect()
        };
        match self {
            Self::Business => business(site, entered),
            Self::Name => {
                let owner = site.owner();
                change_person(site, owner, &among(person_fields(site, Some(owner))))
            }
            Self::Hours => changed(site, Part::Hours, &among(fields(site, Part::Hours)), now),
            Self::Reach => changed(site, Part::Business, &among(fields(site, Part::Business)), now),
            Self::Target => target(site, entered),
            Self::Picture => {
                let picture = Picture::parse(&get(entered, "picture")).ok();
                let pictured = with_picture(site, &site.owner().id, picture.as_ref());
                Ok(pictured.unwrap_or_else(|| site.clone()))
            }
        }
    }
}

/// A site about which nothing is known but its owner, who may then answer.
pub fn unnamed_site(email: &EmailAddress, owner: PersonId) -> Site {
    let site = blank(email, None);
    let owner = Person { id: owner, ..site.owner().clone() };
    Site { team: Team::new(owner, None, Vec::new()).expect(NEVER), ..site }
}

/// Holidays and single days are for the settings.
const HOURS_LATER: [&str; 2] = ["closed", "special"];

/// The site that follows from the answers, for the owner with an address.
///
/// # Errors
/// The first question that is still to be answered.
pub fn first_site(
    email: &EmailAddress,
    answers: &[(Question, Fields)],
    now: Timestamp,
) -> Result<Site, Question> {
    let mut site = blank(email, None);
    for question in Question::ALL {
        let answer = answers.iter().find(|(of, _)| *of == question);
        let Some((_, entered)) = answer else { return Err(question) };
        site = question.answered(&site, entered, now).map_err(|_| question)?;
    }
    Ok(with_owner_id(&site).unwrap_or(site))
}

/// An id like the name of a business: "Okafor & Daughter" becomes `okafor-daughter`.
pub fn proposed_id(business: &str) -> SiteId {
    const CHARS_MAX: usize = 24;
    let lower: String = business.to_lowercase().chars().map(without_accent).collect();
    let words = lower.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    let mut id = String::new();
    for word in words {
        if !id.is_empty() && id.len() + 1 + word.len() > CHARS_MAX {
            break;
        }
        id.push_str(if id.is_empty() { "" } else { "-" });
        id.extend(word.chars().take(CHARS_MAX));
    }
    match SiteId::parse(&id) {
        Ok(id) if !id.is_first_run() => id,
        _ => SiteId::parse("site").expect(NEVER),
    }
}

/// The letter below an accent, for the letters of western and central Europe.
fn without_accent(letter: char) -> char {
    const LETTERS: [(&str, char); 15] = [
        ("àáâãäåāăą", 'a'),
        ("çćč", 'c'),
        ("ďđ", 'd'),
        ("èéêëēęě", 'e'),
        ("ğ", 'g'),
        ("ìíîïīı", 'i'),
        ("łľ", 'l'),
        ("ñńň", 'n'),
        ("òóôõöøő", 'o'),
        ("ŕř", 'r'),
        ("śšşșß", 's'),
        ("ťțţ", 't'),
        ("ùúûüůű", 'u'),
        ("ýÿ", 'y'),
        ("źżž", 'z'),
    ];
    let plain = LETTERS.iter().find(|(accented, _)| accented.contains(letter));
    plain.map_or(letter, |(_, plain)| *plain)
}

fn business(site: &Site, entered: &[(String, String)]) -> Result<Site, Vec<FieldMistake>> {
    let form = Form::new(entered);
    let name = form.text("business", |raw: &str| ShortLine::parse(raw).map_err(said));
    let pages = form.text("website", pages);
    let id = form.optional("id", |raw: &str| match SiteId::parse(raw) {
        Ok(id) if id.is_first_run() => Err("choose another name: this one is taken"),
        read => read.map_err(SlugError::sentence),
    });
    let made = || {
        let (business, (website, allowed_origins)) = (name?, pages?);
        let id = id.unwrap_or_else(|| proposed_id(business.as_str()));
        Some(Site { id, business, website, allowed_origins, ..site.clone() })
    };
    let made = made();
    form.done(made)
}

/// A website as people write it: its address, and its pages with `www.` and without.
fn pages(raw: &str) -> Result<(Option<WebAddress>, Vec<Origin>), &'static str> {
    let raw = raw.trim();
    let whole = if raw.contains("://") { raw.to_owned() } else { format!("https://{raw}") };
    let (scheme, rest) = whole.split_once("://").unwrap_or_default();
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let origin = |host: &str| Origin::parse(&format!("{scheme}://{host}"));
    if scheme == "https" && !host.contains('.') {
        return Err(OriginError::NotAnOrigin.sentence());
    }
    let mut origins = vec![origin(host).map_err(OriginError::sentence)?];
    let is_named = host.ends_with(|last: char| last.is_ascii_alphabetic());
    if scheme == "https" && is_named {
        let other = host.strip_prefix("www.").map_or_else(|| format!("www.{host}"), str::to_owned);
        origins.extend(origin(&other).ok());
    }
    Ok((WebAddress::parse(&whole).ok(), origins))
}

/// Whoever is annoyed waits half as long, and whoever praises may wait twice as long.
fn target(site: &Site, entered: &[(String, String)]) -> Result<Site, Vec<FieldMistake>> {
    let form = Form::new(entered);
    let targets = form.text("question", |raw: &str| {
        let minutes = raw.parse::<u32>().map_err(|_| "choose one of these")?;
        Targets::new(minutes, minutes / 2, minutes.saturating_mul(2), minutes / 2)
            .map_err(|_| "choose one of these")
    });
    form.done(targets.map(|targets| Site { targets, ..site.clone() }))
}

/// A site about which nobody has said anything yet.
fn blank(email: &EmailAddress, zone: Option<Zone>) -> Site {
    let line = |raw| Line::parse(raw).expect(NEVER);
    let owner = Person {
        id: PersonId::parse("owner").expect(NEVER),
        name: line("Owner"),
        first: line("Owner"),
        about: None,
        picture: None,
        signature: None,
        email: email.clone(),
    };
    let zone = zone.unwrap_or_else(|| Zone::parse("UTC").expect(NEVER));
    let day = || DayHours::new(Span::parse("9:00-17:00").into_iter().collect()).expect(NEVER);
    let (free, day_minutes) = (DayHours::default, DAY_MINUTES);
    let week = [day(), day(), day(), day(), day(), free(), free()];
    Site {
        webhook: None,
        no_weekly_mail: false,
        id: SiteId::first_run(),
        business: line("Hearback"),
        website: None,
        team: Team::new(owner, None, Vec::new()).expect(NEVER),
        hours: OpeningHours::new(zone, week, Vec::new(), Vec::new()),
        reach: Reach::new(None, Some(email.clone()), None, Vec::new()).expect(NEVER),
        targets: Targets::new(day_minutes, day_minutes / 2, 2 * day_minutes, day_minutes / 2)
            .expect(NEVER),
        accent: Rgb::parse("#0b5963").expect(NEVER),
        languages: Languages::default(),
        allowed_origins: Vec::new(),
        retention: Retention::default(),
        texts: Texts::default(),
        capacity: Capacity::Taking,
        notices: Notices::default(),
    }
}

fn of(names: &[&str], known: &Fields) -> Fields {
    names.iter().map(|name| ((*name).to_owned(), get(known, name))).collect()
}

fn get(fields: &[(String, String)], name: &str) -> String {
    let found = fields.iter().find(|(known, _)| known == name);
    found.map(|(_, value)| value.trim().to_owned()).unwrap_or_default()
}

fn swapped((value, name): (String, String)) -> (String, String) {
    (name, value)
}
