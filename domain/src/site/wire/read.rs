//! A stored site becomes a site: every part is parsed as if a person had just written it.

use super::super::{
    Capacity, Language, Languages, Line, Link, Notice, Notices, Origin, Person, PersonId, PhoneWay,
    Picture, Policy, Reach, Retention, Site, SiteId, Targets, Team, Teammate, Texts, Visit,
    WebAddress, Webhook, Zone,
};
use super::{
    HoursWire, NoticeWire, PersonWire, ReachWire, SiteWire, SiteWireError, TextsWire, WebhookWire,
};
use crate::accent::Rgb;
use crate::opening_hours::{ClosedDays, DayHours, OpeningHours, Span, date};
use crate::submission::{EmailAddress, Phone};
use crate::{OutsideUrl, Timestamp};

impl SiteWire {
    pub(super) fn read(self) -> Result<Site, SiteWireError> {
        let zone = sound("zone", Zone::parse(&self.zone))?;
        let targets = &self.minutes_to_read;
        let targets =
            Targets::new(targets.question, targets.complaint, targets.praise, targets.callback);
        Ok(Site {
            id: sound("id", SiteId::parse(&self.id))?,
            business: line("business", &self.business)?,
            website: optional("website", self.website.as_deref(), WebAddress::parse)?,
            team: team(&self.owner, self.backup_email.as_deref(), &self.teammates)?,
            hours: self.hours.read(zone)?,
            reach: self.reach.read()?,
            targets: sound("minutes_to_read", targets)?,
            accent: sound("accent", Rgb::parse(&self.accent))?,
            languages: languages(&self.languages)?,
            allowed_origins: all("allowed_origins", &self.allowed_origins, Origin::parse)?,
            retention: sound("retention_days", Retention::new(self.retention_days))?,
            texts: self.texts.read()?,
            capacity: optional("capacity", self.capacity.as_deref(), Capacity::parse)?
                .unwrap_or_default(),
            notices: notices(&self.notices)?,
            webhook: self.webhook.as_ref().map(WebhookWire::read).transpose()?,
            no_weekly_mail: self.no_weekly_mail,
        })
    }
}

impl WebhookWire {
    fn read(&self) -> Result<Webhook, SiteWireError> {
        let url = sound("webhook", OutsideUrl::parse(&self.url))?;
        Ok(Webhook { url, since: Timestamp::from_ms(self.since) })
    }
}

fn notices(stored: &[NoticeWire]) -> Result<Notices, SiteWireError> {
    let notices = stored.iter().map(|notice| {
        let until = optional("notices", notice.until.as_deref(), |raw| date(raw).ok_or(()))?;
        Ok(Notice {
            text: line("notices", &notice.text)?,
            written: Timestamp::from_ms(notice.written),
            until,
            mailed: notice.mailed,
        })
    });
    sound("notices", Notices::new(notices.collect::<Result<_, _>>()?))
}

fn team(
    owner: &PersonWire,
    backup_email: Option<&str>,
    teammates: &[PersonWire],
) -> Result<Team, SiteWireError> {
    let owner = owner.read("owner")?;
    let backup_email = optional("backup_email", backup_email, EmailAddress::parse)?;
    let teammates = teammates.iter().map(|mate| {
        let notices = mate.notices.unwrap_or_default();
        Ok(Teammate { person: mate.read("teammates")?, notices })
    });
    sound("teammates", Team::new(owner, backup_email, teammates.collect::<Result<_, _>>()?))
}

fn languages(codes: &[String]) -> Result<Languages, SiteWireError> {
    let mut all = all("languages", codes, Language::parse)?.into_iter();
    let first = all.next().ok_or_else(|| SiteWireError("languages".to_owned()))?;
    Ok(Languages::new(first, all.collect()))
}

impl PersonWire {
    fn read(&self, member: &str) -> Result<Person, SiteWireError> {
        Ok(Person {
            id: sound(member, PersonId::parse(&self.id))?,
            name: line(member, &self.name)?,
            first: line(member, &self.first)?,
            about: optional(member, self.about.as_deref(), Line::parse)?,
            picture: optional(member, self.picture.as_deref(), Picture::parse)?,
            signature: optional(member, self.signature.as_deref(), Line::parse)?,
            email: sound(member, EmailAddress::parse(&self.email))?,
        })
    }
}

impl HoursWire {
    fn read(self, zone: Zone) -> Result<OpeningHours, SiteWireError> {
        let day =
            |spans: &[String]| sound("hours", DayHours::new(all("hours", spans, Span::parse)?));
        let mut week: [DayHours; 7] = Default::default();
        for (hours, stored) in week.iter_mut().zip(&self.week) {
            *hours = day(stored)?;
        }
        let closed = all("hours", &self.closed, ClosedDays::parse)?;
        let special = self
            .special
            .iter()
            .map(|(day_of, spans)| Ok((sound("hours", date(day_of).ok_or(()))?, day(spans)?)));
        Ok(OpeningHours::new(zone, week, closed, special.collect::<Result<Vec<_>, _>>()?))
    }
}

impl ReachWire {
    fn read(&self) -> Result<Reach, SiteWireError> {
        let phone = self.phone.as_ref().map(|phone| {
            Ok(PhoneWay {
                number: sound("reach", Phone::parse(&phone.number))?,
                shown: sound("reach", Phone::parse(&phone.shown))?,
            })
        });
        let visit = self.visit.as_ref().map(|visit| {
            let address = all("reach", &visit.address, Line::parse)?;
            let map = optional("reach", visit.map.as_deref(), WebAddress::parse)?;
            let note = optional("reach", visit.note.as_deref(), Line::parse)?;
            sound("reach", Visit::new(address, map, note))
        });
        let links = self.links.iter().map(|link| {
            let url = sound("reach", WebAddress::parse(&link.url))?;
            Ok(Link { label: line("reach", &link.label)?, url })
        });
        let mail = optional("reach", self.mail.as_deref(), EmailAddress::parse)?;
        let links = links.collect::<Result<_, _>>()?;
        sound("reach", Reach::new(phone.transpose()?, mail, visit.transpose()?, links))
    }
}

impl TextsWire {
    fn read(&self) -> Result<Texts, SiteWireError> {
        let policies = self.policies.iter().map(|policy| {
            Ok(Policy { head: line("texts", &policy.head)?, text: line("texts", &policy.text)? })
        });
        Ok(Texts {
            greeting: optional("texts", self.greeting.as_deref(), Line::parse)?,
            launcher: optional("texts", self.launcher.as_deref(), Line::parse)?,
            about: all("texts", &self.about, Line::parse)?,
            policies: policies.collect::<Result<_, _>>()?,
        })
    }
}

fn sound<T, E>(member: &str, parsed: Result<T, E>) -> Result<T, SiteWireError> {
    parsed.map_err(|_| SiteWireError(member.to_owned()))
}

fn line<const N: usize>(member: &str, raw: &str) -> Result<Line<N>, SiteWireError> {
    sound(member, Line::parse(raw))
}

fn optional<T, E>(
    member: &str,
    raw: Option<&str>,
    parse: impl Fn(&str) -> Result<T, E>,
) -> Result<Option<T>, SiteWireError> {
    raw.map(|raw| sound(member, parse(raw))).transpose()
}

fn all<T, E>(
    member: &str,
    raw: &[String],
    parse: impl Fn(&str) -> Result<T, E>,
) -> Result<Vec<T>, SiteWireError> {
    raw.iter().map(|raw| sound(member, parse(raw))).collect()
}
