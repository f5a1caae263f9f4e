//! Customers: they write, try again until it is accepted, double-click, come back the next day.
//! A few are bots, and a few send other words under the same id, which no widget does.

use std::collections::BTreeMap;
use std::rc::Rc;

use fastrand::Rng;
use hearback_domain::slot::{Slot, offered};
use hearback_domain::submission::{Kind, SubmissionId};
use hearback_domain::wire::ReceiptWire;
use hearback_domain::{CaseId, HOUR_MS, MINUTE_MS, SECOND_MS, Site, Timestamp};
use hearback_worker::web::{Body, Method, Request, Response};

use crate::further::writes_again;
use crate::ledger::Receipted;
use crate::sim_web::HOOK;
use crate::world::World;

/// An id that says when it was made finds its case for two days; nobody tries longer.
const TRIES_FOR_MS: i64 = 46 * HOUR_MS;

/// Other ids are looked for under today and yesterday.
const TRIES_FOR_MS_WITHOUT_TIME: i64 = 20 * HOUR_MS;

/// A clock may be wrong by this much.
const CLOCK_WRONG_MS_MAX: i64 = 20 * HOUR_MS;

/// From then on every location shows what was stored.
pub(crate) const SEEN_EVERYWHERE_MS: i64 = 121 * SECOND_MS;

/// One message as its customer keeps it.
#[derive(Clone)]
struct Draft {
    id: SubmissionId,
    message: String,
    kind: &'static str,
    email: Option<String>,
    phone: &'static str,
    needed_by: &'static str,
    /// When to be rung, where the customer chose among the times offered.
    slot: Option<Slot>,
    is_bot: bool,
    /// Sent from the business card's plain form rather than by the widget.
    by_form: bool,
    /// Until when trying again is known as a repeat.
    until: Timestamp,
}

/// The site of a world: with or without a teammate who is told, and a second address.
pub(crate) fn site(rng: &mut Rng) -> Site {
    site_with(rng, "Europe/London", HOURS, (60, 30))
}

/// The same whose owner has a server of their own.
pub(crate) fn site_with_server(rng: &mut Rng) -> Site {
    let json =
        hearback_domain::site::wire::to_json(&site(rng)).replacen('{', &format!("{{{HOOK}"), 1);
    hearback_domain::site::wire::from_json(&json).expect("a sound site")
}

/// The same in a zone, with hours in their stored form, and the minutes until questions and
/// complaints are read.
pub(crate) fn site_with(rng: &mut Rng, zone: &str, hours: &str, minutes: (u32, u32)) -> Site {
    let teammates = match rng.u8(..3) {
        0 => "",
        1 => CHIDI,
        _ => CHIDI_TOLD,
    };
    let backup = if rng.bool() { r#""backup_email":"ana@home.example","# } else { "" };
    let json = SITE
        .replace("BACKUP", backup)
        .replace("TEAMMATES", teammates)
        .replace("ZONE", zone)
        .replace("HOURS", hours)
        .replace("QUESTION", &minutes.0.to_string())
        .replace("COMPLAINT", &minutes.1.to_string());
    let site = hearback_domain::site::wire::from_json(&json).expect("a sound site");
    // One in six.
    Site { no_weekly_mail: teammates.is_empty() && !backup.is_empty(), ..site }
}

const HOURS: &str = r#"{"week":[["8:00-17:30"],["8:00-17:30"],["8:00-17:30"],["8:00-17:30"],
    ["8:00-17:30"],["9:00-13:00"],[]]}"#;
const CHIDI: &str = r#"{"id":"chidi","name":"Chidi Okafor","first":"Chidi",
    "email":"chidi@okafor.example","notices":false}"#;
const CHIDI_TOLD: &str = r#"{"id":"chidi","name":"Chidi Okafor","first":"Chidi",
    "email":"chidi@okafor.example","notices":true}"#;
const SITE: &str = r##"{"id":"demo","business":"Okafor & Daughter",
    "owner":{"id":"ana","name":"Ana Okafor","first":"Ana","email":"ana@okafor.example"},
    BACKUP "teammates":[TEAMMATES],"zone":"ZONE","hours":HOURS,
    "reach":{"phone":{"number":"+44 20 7946 0142","shown":"020 7946 0142"}},
    "minutes_to_read":{"question":QUESTION,"complaint":COMPLAINT,"praise":480,"callback":60},
    "accent":"#0b5963","languages":["en"],"allowed_origins":["https://shop.example"],
    "retention_days":365}"##;

/// A customer's whole story.
pub(crate) async fn customer(world: Rc<World>, number: u32) {
    world.executor.sleep(world.below(world.outages.weather_ms)).await;
    let mut draft = compose(&world, number);
    let mut wait = 0;
    while world.now() < draft.until {
        if world.likes(0.15) {
            world.spawn(try_again_elsewhere(Rc::clone(&world), draft.clone()));
        }
        match send(&world, &draft, None).await {
            Sent::Accepted => {
                if let Some(case) = world.case_of(&draft.id).filter(|_| world.likes(0.4)) {
                    world.spawn(writes_again(Rc::clone(&world), case, number));
                }
                return after(world, draft).await;
            }
            Sent::Never => return,
            Sent::NotYet => {}
            // "Any time", then.
            Sent::SlotBegan => draft = Draft { slot: None, ..new_id(&world, draft) },
        }
        wait = (2 * wait + SECOND_MS).min(9 * HOUR_MS);
        let pause = (wait + world.below(wait)).min(world.weather_left_ms() + HOUR_MS);
        world.executor.sleep(pause).await;
        // Who edits sends a new message.
        if world.likes(0.05) {
            draft =
                Draft { message: format!("{}, edited", draft.message), ..new_id(&world, draft) };
        }
    }
}

fn compose(world: &World, number: u32) -> Draft {
    let address = world.below(world.addresses);
    let (kind, phone) = match world.below(5) {
        0 => ("complaint", ""),
        1 => ("praise", ""),
        2 => ("callback", "+44 20 7946 0000"),
        _ => ("question", ""),
    };
    let anonymous = matches!(kind, "praise" | "callback") && world.likes(0.5);
    let chosen = (kind == "callback" && world.likes(0.5)).then(|| slot(world)).flatten();
    let draft = Draft {
        id: SubmissionId::at(0, [0; 10]),
        message: format!("Words of customer {number}"),
        kind,
        email: (!anonymous).then(|| format!("customer-{address}@post.example")),
        phone,
        needed_by: if world.likes(0.2) { "today" } else { "" },
        slot: chosen,
        is_bot: world.likes(0.08),
        by_form: world.likes(0.15),
        until: Timestamp::MAX,
    };
    new_id(world, draft)
}

/// One of the times offered now.
fn slot(world: &World) -> Option<Slot> {
    let site = &world.site;
    let minutes = site.targets.minutes(Kind::Callback);
    let offered = offered(&site.hours, world.now(), minutes, site.zone());
    let count = i64::try_from(offered.len()).unwrap_or_default();
    let chosen = usize::try_from(world.below(count.max(1))).unwrap_or_default();
    offered.get(chosen).copied()
}

fn new_id(world: &World, draft: Draft) -> Draft {
    let now = world.now();
    let wrong = if world.happens(world.climate.clocks_wrong) {
        world.below(2 * CLOCK_WRONG_MS_MAX) - CLOCK_WRONG_MS_MAX
    } else {
        0
    };
    let mut random = [0; 10];
    world.rng.borrow_mut().fill(&mut random);
    let timed = world.likes(0.9);
    let id = SubmissionId::at(now.plus_ms(wrong).ms().unsigned_abs(), random);
    let (id, tries_for) = match timed {
        true => (id, TRIES_FOR_MS + wrong.min(0)),
        false => (without_time(id), TRIES_FOR_MS_WITHOUT_TIME),
    };
    Draft { id, until: now.plus_ms(tries_for), ..draft }
}

/// The same id as a version 4 one.
fn without_time(id: SubmissionId) -> SubmissionId {
    let mut text = id.text();
    text.replace_range(14..15, "4");
    SubmissionId::parse(&text).expect("a UUID")
}

async fn try_again_elsewhere(world: Rc<World>, draft: Draft) {
    world.executor.sleep(world.below(3 * SECOND_MS)).await;
    send(&world, &draft, None).await;
}

/// What some do once their message was accepted.
async fn after(world: Rc<World>, draft: Draft) {
    if world.likes(0.2) {
        let later = (20 * HOUR_MS).min(world.weather_left_ms() + HOUR_MS);
        world.executor.sleep(world.below(later)).await;
        if world.now() < draft.until {
            send(&world, &draft, None).await;
        }
    }
    if world.likes(0.05) {
        world.executor.sleep(world.below(10 * MINUTE_MS)).await;
        let id = draft.id.text();
        let first =
            world.ledger.receipted.borrow().iter().find(|r| r.submission == id).map(|r| r.at);
        let seen = first.is_some_and(|at| at.plus_ms(SEEN_EVERYWHERE_MS) <= world.now());
        if !seen && !draft.by_form {
            world.ledger.reworded.borrow_mut().insert(id);
        }
        if world.now() < draft.until {
            send(&world, &draft, Some(seen)).await;
        }
    }
}

/// What came of one attempt.
enum Sent {
    Accepted,
    NotYet,
    SlotBegan,
    Never,
}

/// One attempt. `other_words` sends other words under the same id, after the first words were
/// seen everywhere or not; in the plain form they are a message of their own.
async fn send(world: &Rc<World>, draft: &Draft, other_words: Option<bool>) -> Sent {
    let location = usize::try_from(world.below(2)).unwrap_or_default();
    let message = match other_words {
        None => draft.message.clone(),
        Some(_) => format!("{}, but other words", draft.message),
    };
    let response = world.request(location, request(draft, &message)).await;
    let (id, other_words) = match other_words {
        Some(_) if draft.by_form => (draft.id.text() + ", changed", None),
        _ => (draft.id.text(), other_words),
    };
    world.trace(|| {
        let status =
            response.as_ref().map_or_else(|| "nothing".to_owned(), |r| r.status.to_string());
        format!("customer sent {id} from {location}, got {status}")
    });
    let Some(response) = response else { return Sent::NotYet };
    match response.status {
        201 | 303 => {
            if other_words == Some(true) {
                world.broken(format!("other words were accepted under {id}"));
            }
            match receipt(world, &response) {
                Some((case, reference)) => receipted(world, &id, message, case, reference),
                None => world.broken(format!("a receipt without a case: {}", response.body)),
            }
            Sent::Accepted
        }
        429 | 503 => Sent::NotYet,
        422 if draft.slot.is_some_and(|slot| slot.start() <= world.now()) => Sent::SlotBegan,
        409 if other_words.is_some() || world.ledger.reworded.borrow().contains(&id) => Sent::Never,
        status => {
            world.broken(format!("a message was answered with {status}"));
            Sent::Never
        }
    }
}

fn request(draft: &Draft, message: &str) -> Request {
    let fields = [
        ("submission_id", draft.id.text()),
        ("kind", draft.kind.to_owned()),
        ("message", message.to_owned()),
        ("name", "Joan Whitcombe".to_owned()),
        ("email", draft.email.clone().unwrap_or_default()),
        ("phone", draft.phone.to_owned()),
        ("needed_by", draft.needed_by.to_owned()),
        ("slot", draft.slot.map(|slot| slot.to_string()).unwrap_or_default()),
        ("page", "https://shop.example/rings".to_owned()),
        ("trap", if draft.is_bot { "x" } else { "" }.to_owned()),
    ];
    let (path, origin, content_type, body) = if draft.by_form {
        let escaped = |text: &str| text.replace('+', "%2B").replace(' ', "+");
        let pairs = fields.map(|(name, value)| format!("{name}={}", escaped(&value)));
        let form = "application/x-www-form-urlencoded";
        ("/card/demo", "https://hearback.example", form, pairs.join("&"))
    } else {
        let json: BTreeMap<_, _> = fields.into_iter().chain([zone()]).collect();
        let json = serde_json::to_string(&json).expect("strings are JSON");
        ("/v1/sites/demo/cases", "https://shop.example", "application/json", json)
    };
    Request {
        method: Method::Post,
        path: path.to_owned(),
        origin: Some(origin.to_owned()),
        content_type: content_type.to_owned(),
        address: "192.0.2.1".to_owned(),
        body: Body::Whole(body.into_bytes()),
        ..Request::default()
    }
}

/// Only a program knows the customer's zone.
fn zone() -> (&'static str, String) {
    ("zone", "Europe/Berlin".to_owned())
}

/// The case and the reference that a sender was told: in JSON, or by a page's address.
fn receipt(world: &World, response: &Response) -> Option<(CaseId, String)> {
    if let Some(page) = response.header("location") {
        let case = page.split(['/', '?']).nth(3).and_then(CaseId::parse)?;
        let reference = world.config.secret.reference(world.site_id(), &case);
        return Some((case, reference.as_str().to_owned()));
    }
    let receipt: ReceiptWire = serde_json::from_str(&response.body).ok()?;
    let case = receipt.case_url.split('/').rev().nth(1).and_then(CaseId::parse)?;
    Some((case, receipt.reference))
}

impl World {
    /// The case of a message that was accepted.
    fn case_of(&self, id: &SubmissionId) -> Option<CaseId> {
        let id = id.text();
        let all = self.ledger.receipted.borrow();
        all.iter().find(|receipted| receipted.submission == id).map(|receipted| receipted.case)
    }
}

fn receipted(world: &World, submission: &str, message: String, case: CaseId, reference: String) {
    world.trace(|| format!("{submission} is accepted: {}", case.text()));
    let submission = submission.to_owned();
    let receipted = Receipted { at: world.now(), case, reference, message, submission };
    world.ledger.receipted.borrow_mut().push(receipted);
}

/// Sends one sound message and leaves; for histories in which everything else is given.
pub(crate) async fn ask_once(world: Rc<World>, number: u32, email: String) {
    let draft = Draft {
        kind: "question",
        email: Some(email),
        phone: "",
        is_bot: false,
        by_form: false,
        ..compose(&world, number)
    };
    send(&world, &draft, None).await;
}
