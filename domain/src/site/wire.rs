//! The stored form of a site: one JSON object.
//!
//! Members that this version does not know are passed over, and members added later are optional,
//! so that older and newer services read each other's sites. Parts that a person would write as
//! text ("8:00-17:30", "12-25", "#0b5963") are stored as that text.

mod read;

use std::collections::BTreeMap;

use chrono::Weekday;
use serde::{Deserialize, Serialize};

use super::{Capacity, Link, Notice, Person, Policy, Reach, Site, Teammate, Texts};
use crate::opening_hours::{ClosedDays, DayHours, OpeningHours, Span};
use crate::submission::Kind;

/// A stored site that cannot be read: the member that is missing or unsound.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SiteWireError(pub String);

#[derive(Serialize, Deserialize)]
struct SiteWire {
    id: String,
    business: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    website: Option<String>,
    owner: PersonWire,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    backup_email: Option<String>,
    #[serde(default)]
    teammates: Vec<PersonWire>,
    zone: String,
    hours: HoursWire,
    reach: ReachWire,
    minutes_to_read: TargetsWire,
    accent: String,
    languages: Vec<String>,
    allowed_origins: Vec<String>,
    retention_days: u32,
    #[serde(default)]
    texts: TextsWire,
    /// Left out while work is taken on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    capacity: Option<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    notices: Vec<NoticeWire>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    webhook: Option<WebhookWire>,
    #[serde(default, skip_serializing_if = "core::ops::Not::not")]
    no_weekly_mail: bool,
}

#[derive(Serialize, Deserialize)]
struct WebhookWire {
    url: String,
    /// In milliseconds.
    since: i64,
}

#[derive(Serialize, Deserialize)]
struct NoticeWire {
    text: String,
    /// In milliseconds.
    written: i64,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    until: Option<String>,
    #[serde(default, skip_serializing_if = "core::ops::Not::not")]
    mailed: bool,
}

#[derive(Serialize, Deserialize)]
struct PersonWire {
    id: String,
    name: String,
    first: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    about: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    picture: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    signature: Option<String>,
    email: String,
    /// Teammates only: the owner always hears.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    notices: Option<bool>,
}

#[derive(Serialize, Deserialize)]
struct HoursWire {
    /// Monday first.
    week: [Vec<String>; 7],
    #[serde(default)]
    closed: Vec<String>,
    #[serde(default)]
    special: BTreeMap<String, Vec<String>>,
}

#[derive(Serialize, Deserialize)]
struct ReachWire {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    phone: Option<PhoneWire>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    mail: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    visit: Option<VisitWire>,
    #[serde(default)]
    links: Vec<LinkWire>,
}

#[derive(Serialize, Deserialize)]
struct PhoneWire {
    number: String,
    shown: String,
}

#[derive(Serialize, Deserialize)]
struct VisitWire {
    address: Vec<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    map: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    note: Option<String>,
}

#[derive(Serialize, Deserialize)]
struct LinkWire {
    label: String,
    url: String,
}

#[derive(Serialize, Deserialize)]
struct TargetsWire {
    question: u32,
    complaint: u32,
    praise: u32,
    callback: u32,
}

#[derive(Default, Serialize, Deserialize)]
struct TextsWire {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    greeting: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    launcher: Option<String>,
    #[serde(default)]
    about: Vec<String>,
    #[serde(default)]
    policies: Vec<PolicyWire>,
}

#[derive(Serialize, Deserialize)]
struct PolicyWire {
    head: String,
    text: String,
}

/// Writes a site as it is stored; equal sites give equal text.
pub fn to_json(site: &Site) -> String {
    let wire = SiteWire::from(site);
    serde_json::to_string(&wire).expect("strings and numbers always serialise")
}

/// Reads a stored site.
///
/// # Errors
/// The first member that is missing or unsound.
pub fn from_json(json: &str) -> Result<Site, SiteWireError> {
    let wire: SiteWire =
        serde_json::from_str(json).map_err(|error| SiteWireError(error.to_string()))?;
    wire.read()
}

impl From<&Site> for SiteWire {
    fn from(site: &Site) -> Self {
        let minutes = |kind| site.targets.minutes(kind);
        Self {
            id: site.id.as_str().to_owned(),
            business: site.business.as_str().to_owned(),
            website: site.website.as_ref().map(|url| url.as_str().to_owned()),
            owner: site.owner().into(),
            backup_email: site.team.backup_email().map(|email| email.as_str().to_owned()),
            teammates: site.team.teammates().iter().map(PersonWire::from).collect(),
            zone: site.zone().name().to_owned(),
            hours: (&site.hours).into(),
            reach: (&site.reach).into(),
            minutes_to_read: TargetsWire {
                question: minutes(Kind::Question),
                complaint: minutes(Kind::Complaint),
                praise: minutes(Kind::Praise),
                callback: minutes(Kind::Callback),
            },
            accent: site.accent.to_string(),
            languages: site.languages.all().map(|one| one.as_str().to_owned()).collect(),
            allowed_origins: site.allowed_origins.iter().map(|o| o.as_str().to_owned()).collect(),
            retention_days: site.retention.days(),
            texts: (&site.texts).into(),
            capacity: (site.capacity != Capacity::Taking).then(|| site.capacity.to_string()),
            notices: site.notices.all().iter().map(NoticeWire::from).collect(),
            webhook: site.webhook.as_ref().map(|webhook| WebhookWire {
                url: webhook.url.as_str().to_owned(),
                since: webhook.since.ms(),
            }),
            no_weekly_mail: site.no_weekly_mail,
        }
    }
}

impl From<&Notice> for NoticeWire {
    fn from(notice: &Notice) -> Self {
        Self {
            text: notice.text.as_str().to_owned(),
            written: notice.written.ms(),
            until: notice.until.map(|date| date.to_string()),
            mailed: notice.mailed,
        }
    }
}

impl From<&Person> for PersonWire {
    fn from(person: &Person) -> Self {
        Self {
            id: person.id.as_str().to_owned(),
            name: person.name.as_str().to_owned(),
            first: person.first.as_str().to_owned(),
            about: person.about.as_ref().map(|about| about.as_str().to_owned()),
            picture: person.picture.as_ref().map(|picture| picture.as_str().to_owned()),
            signature: person.signature.as_ref().map(|text| text.as_str().to_owned()),
            email: person.email.as_str().to_owned(),
            notices: None,
        }
    }
}

impl From<&Teammate> for PersonWire {
    fn from(mate: &Teammate) -> Self {
        Self { notices: Some(mate.notices), ..Self::from(&mate.person) }
    }
}

impl From<&OpeningHours> for HoursWire {
    fn from(hours: &OpeningHours) -> Self {
        let spans = |day: &DayHours| day.spans().iter().map(Span::to_string).collect();
        Self {
            week: WEEK.map(|day| spans(hours.usual(day))),
            closed: hours.closed().iter().map(ClosedDays::to_string).collect(),
            special: hours.special().iter().map(|(d, day)| (d.to_string(), spans(day))).collect(),
        }
    }
}

impl From<&Reach> for ReachWire {
    fn from(reach: &Reach) -> Self {
        Self {
            phone: reach.phone().map(|phone| PhoneWire {
                number: phone.number.as_str().to_owned(),
                shown: phone.shown.as_str().to_owned(),
            }),
            mail: reach.mail().map(|mail| mail.as_str().to_owned()),
            visit: reach.visit().map(|visit| VisitWire {
                address: visit.address().iter().map(|line| line.as_str().to_owned()).collect(),
                map: visit.map.as_ref().map(|map| map.as_str().to_owned()),
                note: visit.note.as_ref().map(|note| note.as_str().to_owned()),
            }),
            links: reach.links().iter().map(LinkWire::from).collect(),
        }
    }
}

impl From<&Link> for LinkWire {
    fn from(link: &Link) -> Self {
        Self { label: link.label.as_str().to_owned(), url: link.url.as_str().to_owned() }
    }
}

impl From<&Texts> for TextsWire {
    fn from(texts: &Texts) -> Self {
        Self {
            greeting: texts.greeting.as_ref().map(|text| text.as_str().to_owned()),
            launcher: texts.launcher.as_ref().map(|text| text.as_str().to_owned()),
            about: texts.about.iter().map(|text| text.as_str().to_owned()).collect(),
            policies: texts.policies.iter().map(PolicyWire::from).collect(),
        }
    }
}

impl From<&Policy> for PolicyWire {
    fn from(policy: &Policy) -> Self {
        Self { head: policy.head.as_str().to_owned(), text: policy.text.as_str().to_owned() }
    }
}

const WEEK: [Weekday; 7] = [
    Weekday::Mon,
    Weekday::Tue,
    Weekday::Wed,
    Weekday::Thu,
    Weekday::Fri,
    Weekday::Sat,
    Weekday::Sun,
];

#[cfg(test)]
mod tests {
    use super::*;

    /// Kept for ever: what this version stored must stay readable.
    const STORED: &str = include_str!("../../tests/fixtures/site-demo.json");

    #[test]
    fn a_stored_site_is_read_and_written_back_to_the_letter() {
        let site = from_json(STORED).expect("readable");
        assert_eq!(to_json(&site), STORED.trim_end());
        assert_eq!(site.team.find(&site.owner().id).map(|one| one.first.as_str()), Some("Ana"));
        let notified: Vec<_> = site.notified().map(|one| one.id.as_str()).collect();
        assert_eq!(notified, ["ana"]);
        assert!(site.allows_origin("http://localhost:8788"));
        assert!(!site.allows_origin("http://localhost:8789"));
    }

    #[test]
    fn a_webhook_is_stored_with_the_moment_from_which_it_is_told() {
        let hook = r#","webhook":{"url":"https://okafor.example/hook","since":7}}"#;
        let stored = format!("{}{hook}", STORED.trim_end().strip_suffix('}').expect("an object"));
        let site = from_json(&stored).expect("readable");
        assert_eq!(to_json(&site), stored);
        assert_eq!(site.webhook.map(|webhook| webhook.since.ms()), Some(7));
        let private = stored.replace("okafor.example/hook", "printer.local/hook");
        assert_eq!(from_json(&private), Err(SiteWireError("webhook".to_owned())));
    }

    #[test]
    fn members_of_a_later_version_are_passed_over_and_optional_ones_may_be_absent() {
        let site = from_json(STORED).expect("readable");
        let newer = STORED
            .replacen('{', "{\"weather\":{\"rain_until\":\"2026-12-03\"},", 1)
            .replace("\"notices\":false", "\"notices\":false,\"allowance\":120");
        assert_eq!(from_json(&newer), Ok(site.clone()));
        let older =
            STORED.replace("\"links\":[]", "\"x\":0").replace(",\"backup_email\":", ",\"y\":");
        let read = from_json(&older).expect("readable");
        assert_eq!((read.team.backup_email(), read.reach), (None, site.reach));
    }

    #[test]
    fn an_unsound_member_is_named() {
        for (right, wrong, member) in [
            ("Europe/London", "Mars/Olympus", "zone"),
            ("8:00-17:30", "8-17", "hours"),
            ("\"accent\":\"#", "\"accent\":\"", "accent"),
            ("\"languages\":[\"en\"]", "\"languages\":[]", "languages"),
            ("\"id\":\"chidi\"", "\"id\":\"ana\"", "teammates"),
            ("\"retention_days\":730", "\"retention_days\":1", "retention_days"),
        ] {
            let stored = STORED.replace(right, wrong);
            assert_eq!(from_json(&stored), Err(SiteWireError(member.to_owned())), "{wrong}");
        }
        assert!(from_json("{}").is_err());
        assert!(from_json("").is_err());
    }
}
