//! Settings and cards as the pages show them.

use hearback_domain::card::{Card, Way, WayKind as CardWay};
use hearback_domain::site::Person;
use hearback_domain::submission::Kind;
use hearback_domain::wording::{Clock, RowKind, hours_table};
use hearback_domain::{Opened, Site, Timestamp};

use super::SiteNow;
use crate::config::Config;
use crate::pages::{
    Answering, Business, CardView, FormView, HoursRow, Link, OpenView, PersonView, PlaceView,
    RuleView, WayKind, WayView,
};

/// The business a page speaks for, with the owner as the person who answers.
pub(super) fn business(site: &Site) -> Business {
    business_with(site, site.owner())
}

/// The business a page speaks for, with one of its people.
pub(super) fn business_with(site: &Site, person: &Person) -> Business {
    Business {
        site: site.id.as_str().to_owned(),
        name: site.business.as_str().to_owned(),
        person: person.first.as_str().to_owned(),
        picture: picture(person),
        call: call_link(site),
        language: language(site).to_owned(),
    }
}

/// The pages speak English so far, and a screen reader must not take them for anything else: the
/// site's own English where it has one.
fn language(site: &Site) -> &str {
    let mut languages = site.languages.all().map(|language| language.as_str());
    languages.find(|code| code.split('-').next() == Some("en")).unwrap_or("en")
}

/// How a message is answered.
pub(crate) const fn answering(opened: &Opened) -> Answering {
    let fields = &opened.fields;
    match fields.kind {
        Kind::Callback => Answering::Call,
        Kind::Praise if fields.email.is_none() && fields.phone.is_none() => Answering::Read,
        Kind::Question | Kind::Complaint | Kind::Praise => Answering::Answer,
    }
}

/// "by today 15:00", or the hour a customer chose to be rung: "today, 15:00 to 16:00".
pub(crate) fn by_when(opened: &Opened, due: Timestamp, clock: Clock, now: Timestamp) -> String {
    match opened.slot.filter(|slot| slot.end() == due) {
        Some(slot) => clock.slot(slot, now),
        None => format!("by {}", clock.moment(due, now)),
    }
}

/// The number to ring, as a link.
pub(crate) fn call_link(site: &Site) -> Option<Link> {
    let phone = site.reach.phone()?;
    Some(Link { label: phone.shown.as_str().to_owned(), url: phone.url() })
}

/// The business card with a form.
pub(super) fn card_view(
    config: &Config,
    site: &SiteNow,
    now: Timestamp,
    form: FormView,
) -> CardView {
    let card = Card::of(site, &site.record, now, None);
    CardView {
        business: business(site),
        url: config.card_url(&site.id),
        about: joined(&site.texts.about),
        team: site.team.people().map(person).collect(),
        open: OpenView { now: card.open_now, sentence: card.open_sentence.clone() },
        notes: card.notes.clone(),
        aim: card.aim.clone(),
        record: card.record.clone(),
        ways: card.ways.iter().filter_map(way).collect(),
        place: place(site),
        hours: hours_table(&site.hours, now).into_iter().map(hours_row).collect(),
        how_we_work: site
            .texts
            .policies
            .iter()
            .map(|policy| RuleView {
                head: policy.head.as_str().to_owned(),
                text: policy.text.as_str().to_owned(),
            })
            .collect(),
        form: FormView {
            greeting: card.greeting.clone(),
            slots: card
                .slots
                .iter()
                .map(|choice| (choice.slot.to_string(), choice.label.clone()))
                .collect(),
            promises: card.promises.iter().map(|p| (p.kind, p.sentence.clone())).collect(),
            ..form
        },
    }
}

fn joined(texts: &[hearback_domain::site::Text]) -> String {
    texts.iter().map(|text| text.as_str()).collect::<Vec<_>>().join(" ")
}

fn picture(person: &Person) -> Option<String> {
    person.picture.as_ref().map(|picture| picture.as_str().to_owned())
}

fn person(person: &Person) -> PersonView {
    PersonView {
        name: person.name.as_str().to_owned(),
        first: person.first.as_str().to_owned(),
        about: person.about.as_ref().map(|about| about.as_str().to_owned()).unwrap_or_default(),
        picture: picture(person),
    }
}

fn way(way: &Way) -> Option<WayView> {
    let kind = match way.kind {
        CardWay::Phone => WayKind::Phone,
        CardWay::Mail => WayKind::Mail,
        CardWay::Visit => WayKind::Visit,
        CardWay::Link => WayKind::Link,
    };
    Some(WayView { kind, link: Link { label: way.label.clone(), url: way.url.clone()? } })
}

fn place(site: &Site) -> Option<PlaceView> {
    let visit = site.reach.visit()?;
    Some(PlaceView {
        lines: visit.address().iter().map(|line| line.as_str().to_owned()).collect(),
        hint: visit.note.as_ref().map(|note| note.as_str().to_owned()),
        map_url: visit.map.as_ref().map(|map| map.as_str().to_owned()),
    })
}

fn hours_row(row: hearback_domain::wording::HoursRow) -> HoursRow {
    HoursRow {
        days: row.days,
        hours: row.times,
        today: row.kind == RowKind::Today,
        machine: row.machine,
    }
}

/// The same with a capital letter.
pub(crate) fn upper(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map(|first| first.to_uppercase().chain(chars).collect()).unwrap_or_default()
}
