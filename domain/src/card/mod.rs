//! What a customer may know of the business now.
//!
//! Made from the settings, the record and the moment of asking alone; the same card serves the
//! widget and the card page.

pub mod wire;

use crate::Timestamp;
use crate::accent::Accent;
use crate::promise::{Promise, promise};
use crate::record::Record;
use crate::site::{Link, Person, PhoneWay, Reach, Site, SiteId, Visit, Zone};
use crate::slot::{self, Slot};
use crate::submission::Kind;
use crate::wording::{self, Clock, Note, RecordWords};

/// Times to be rung on a card: two rows on a phone, and few bytes on the way to it.
const SLOTS_MAX: usize = 4;

/// One business as a customer sees it at one moment, in sentences by the customer's clock.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Card {
    /// Whose card it is.
    pub site: SiteId,
    /// What customers call the business.
    pub business: String,
    /// Who answers.
    pub person: Person,
    /// Whether somebody is there.
    pub open_now: bool,
    /// "Open now until 17:30".
    pub open_sentence: String,
    /// "New here. Ana aims to read messages within 1 hour of opening time.", or the usual time and
    /// the kept share once they are measured. For whoever wrote before, how that stands.
    pub aim: String,
    /// What was measured, once it is enough to speak of.
    pub record: Option<RecordWords>,
    /// How else to reach a person: phone, mail, visit, links.
    pub ways: Vec<Way>,
    /// What is promised for each kind, in the order of the form.
    pub promises: [KindPromise; 4],
    /// When a customer may choose to be rung.
    pub slots: Vec<SlotChoice>,
    /// The number to ring when writing fails.
    pub call: Option<PhoneWay>,
    /// The shop's colour, made readable.
    pub accent: Accent,
    /// What everybody is told before anything else.
    pub notes: Vec<Note>,
    /// The owner's greeting.
    pub greeting: Option<String>,
    /// What the launcher says, where the owner chose it.
    pub launcher: Option<String>,
    /// The language of all of this.
    pub language: String,
}

/// What is promised for one kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KindPromise {
    /// The kind.
    pub kind: Kind,
    /// What, and by when.
    pub promise: Promise,
    /// "Ana reads this by today 15:40."
    pub sentence: String,
}

/// How a message that somebody still waits for stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct News {
    /// "Ana reads this by today 15:40."
    pub sentence: String,
    /// The private link to its page.
    pub url: String,
}

/// A time to be rung.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SlotChoice {
    /// What is sent when it is chosen.
    pub slot: Slot,
    /// "Today, 15:30 to 16:30".
    pub label: String,
}

/// A way to a person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Way {
    /// What sort of way.
    pub kind: WayKind,
    /// What the button says.
    pub label: String,
    /// Where it leads; none for a place without a map, which the card page describes.
    pub url: Option<String>,
}

/// The sorts of ways.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WayKind {
    /// Rings.
    Phone,
    /// Opens a mail program.
    Mail,
    /// Shows the place.
    Visit,
    /// Anything else.
    Link,
}

impl WayKind {
    /// Its name on the wire.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Phone => "phone",
            Self::Mail => "mail",
            Self::Visit => "visit",
            Self::Link => "link",
        }
    }
}

impl Card {
    /// The card at `now`, told by the customer's clock; by the business's where theirs is unknown.
    pub fn of(site: &Site, record: &Record, now: Timestamp, customer_zone: Option<Zone>) -> Self {
        let clock = Clock::of_customer(customer_zone, site.zone());
        let state = site.hours.state(now);
        let first = site.owner().first.as_str();
        let measured = wording::record(record);
        let minutes =
            record.supported_minutes(Kind::Callback, site.targets.minutes(Kind::Callback));
        let from = site.capacity.counted_from(site.zone(), now);
        let slots = slot::offered(&site.hours, from, minutes, clock.zone()).into_iter();
        let choice = |slot| SlotChoice { slot, label: wording::slot_label(slot, clock, now) };
        let promises = Kind::ALL.map(|kind| {
            let promise = promise(site, record, kind, now);
            KindPromise { kind, promise, sentence: wording::promise(first, promise, clock, now) }
        });
        Self {
            site: site.id.clone(),
            business: site.business.as_str().to_owned(),
            person: site.owner().clone(),
            open_now: state.is_open(),
            open_sentence: wording::open_state(state, clock, now),
            aim: match &measured {
                Some(words) => format!("{}. {}.", words.usual, words.kept),
                None => wording::aim(site),
            },
            record: measured,
            ways: ways(&site.reach),
            promises,
            slots: slots.take(SLOTS_MAX).map(choice).collect(),
            call: site.reach.phone().cloned(),
            accent: Accent::of(site.accent),
            notes: wording::notes(site, clock, now),
            greeting: site.texts.greeting.as_ref().map(|text| text.as_str().to_owned()),
            launcher: site.texts.launcher.as_ref().map(|text| text.as_str().to_owned()),
            language: site.languages.first().as_str().to_owned(),
        }
    }

    /// Puts how an earlier message stands in place of what is usual, with the way to it.
    pub fn tell(&mut self, news: News) {
        self.aim = format!("Your message: {}", news.sentence);
        self.record = None;
        self.ways.push(way(WayKind::Link, "Your message".to_owned(), Some(news.url)));
    }

    /// The promise sentence for one kind.
    pub fn sentence(&self, kind: Kind) -> &str {
        self.promises.iter().find(|one| one.kind == kind).map_or("", |one| one.sentence.as_str())
    }
}

/// In the order in which a person is reached soonest.
fn ways(reach: &Reach) -> Vec<Way> {
    let phone = reach.phone().map(|phone| {
        way(WayKind::Phone, format!("Call {}", phone.shown.as_str()), Some(phone.url()))
    });
    let mail = reach.mail().map(|mail| {
        way(WayKind::Mail, "E-mail".to_owned(), Some(format!("mailto:{}", mail.as_str())))
    });
    let visit = reach.visit().map(|visit: &Visit| {
        let map = visit.map.as_ref().map(|map| map.as_str().to_owned());
        way(WayKind::Visit, "Visit".to_owned(), map)
    });
    let links = reach.links().iter().map(|link: &Link| {
        let url = link.url.as_str().to_owned();
        way(WayKind::Link, link.label.as_str().to_owned(), Some(url))
    });
    phone.into_iter().chain(mail).chain(visit).chain(links).collect()
}

const fn way(kind: WayKind, label: String, url: Option<String>) -> Way {
    Way { kind, label, url }
}
