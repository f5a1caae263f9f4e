//! What must be true once the weather has cleared, whatever happened before.

use std::collections::BTreeMap;
use std::rc::Rc;

use hearback_domain::key::{fact_key, facts_of_site};
use hearback_domain::site::Zone;
use hearback_domain::wire::fact_from_json;
use hearback_domain::wording::Clock as Reader;
use hearback_domain::{
    Case, CaseId, DAY_MS, Fact, ObligationId, Opened, Outcome, PersonId, TRIED_FOR_MS, What, owed,
};

use crate::sim_mail::Delivered;
use crate::visits::{links, values};
use crate::world::World;

/// Old mails are much alike.
const OLD_MAILS_TRIED_MAX: usize = 3;

/// All facts by their keys.
pub(crate) type Facts = BTreeMap<String, String>;

impl World {
    pub(crate) fn facts_in_store(&self) -> Facts {
        self.kv.all(&facts_of_site(self.site_id()))
    }

    pub(crate) fn facts_in_book(&self) -> Facts {
        let rows = self.book.rows("SELECT stored FROM facts");
        let facts = rows.iter().filter_map(|row| {
            let fact = fact_from_json(row.text(0))?;
            Some((fact_key(self.site_id(), &fact), row.text(0).to_owned()))
        });
        facts.collect()
    }

    fn cases(&self) -> BTreeMap<CaseId, Vec<Fact>> {
        let mut cases: BTreeMap<CaseId, Vec<Fact>> = BTreeMap::new();
        for stored in self.facts_in_store().values() {
            match fact_from_json(stored) {
                Some(fact) => cases.entry(fact.case).or_default().push(fact),
                None => self.broken("something in the store is no fact".to_owned()),
            }
        }
        cases
    }

    /// Notes a fact on its way from the book to the store.
    pub(crate) fn note_book_put(&self, key: &str, value: &str) {
        let mut puts = self.ledger.book_puts.borrow_mut();
        puts.entry(key.to_owned()).or_default().push(value.to_owned());
    }

    /// Checks everything.
    pub(crate) fn check(self: &Rc<Self>) {
        self.check_book();
        self.check_receipted();
        self.check_book_puts();
        let sent = self.check_mails();
        for (id, facts) in self.cases() {
            let case = Case::fold(id, &facts);
            self.check_case(&case, &sent);
        }
        self.check_receipt_cap(&sent);
    }

    /// Every customer's private link leads to their case.
    pub(crate) async fn check_pages(self: &Rc<Self>) {
        let receipted = self.ledger.receipted.borrow().clone();
        for receipt in receipted {
            let link = self.config.case_url(self.site_id(), &receipt.case);
            match self.open(&link).await {
                Some(page) if page.status == 200 && page.html.contains(&receipt.reference) => {}
                _ => self.broken(format!("a customer's link is dead: {}", receipt.case.text())),
            }
        }
    }

    /// A month later no button of a mail opens anything.
    pub(crate) async fn check_old_links(self: &Rc<Self>) {
        let mails = self.mail.delivered.borrow().clone();
        for mail in mails.iter().take(OLD_MAILS_TRIED_MAX) {
            for button in links(&mail.text, &self.config.base_url, "act") {
                match self.open(button).await {
                    Some(page) if page.status == 403 && values(&page.html, "token").is_empty() => {}
                    _ => self.broken(format!("an old button still opens: {}", mail.message_id)),
                }
            }
        }
    }

    /// The book and the store hold the same, and nothing is left to do.
    pub(crate) fn check_book(&self) {
        let (store, book) = (self.facts_in_store(), self.facts_in_book());
        for (key, stored) in &store {
            if book.get(key) != Some(stored) {
                self.broken(format!("the book does not hold what the store holds: {key}"));
            }
        }
        for key in book.keys().filter(|key| !store.contains_key(*key)) {
            self.broken(format!("the store lacks what the book holds: {key}"));
        }
        for (what, sql) in [
            ("case still owes", "SELECT case_id FROM cases WHERE next_at IS NOT NULL"),
            ("fact is still unsaved", "SELECT fact_id FROM facts WHERE save_at IS NOT NULL"),
            ("range is still unread", "SELECT prefix FROM ranges"),
            ("try is still noted", "SELECT obligation || ' of ' || case_id FROM tries"),
        ] {
            for row in self.book.rows(sql) {
                self.broken(format!("a {what}: {}", row.text(0)));
            }
        }
    }

    /// Who got a 201 finds their message, under the name they were told.
    fn check_receipted(&self) {
        let cases = self.cases();
        let mut first: BTreeMap<String, CaseId> = BTreeMap::new();
        for receipted in self.ledger.receipted.borrow().iter() {
            let name = format!("{} ({})", receipted.case.text(), receipted.submission);
            let other = first.entry(receipted.submission.clone()).or_insert(receipted.case);
            if *other != receipted.case {
                self.broken(format!("one message became two cases: {name}, {}", other.text()));
            }
            let facts = cases.get(&receipted.case).map(Vec::as_slice).unwrap_or_default();
            let Some(opened) = Case::fold(receipted.case, facts).opened else {
                self.broken(format!("an acknowledged message is lost: {name}"));
                continue;
            };
            let words = opened.what.fields.message.as_ref().map(|message| message.as_str());
            let reworded = self.ledger.reworded.borrow().contains(&receipted.submission);
            if words != Some(receipted.message.as_str()) && !reworded {
                self.broken(format!("an acknowledged message has other words: {name}"));
            }
            if opened.what.reference.as_str() != receipted.reference {
                self.broken(format!("a reference changed: {name}"));
            }
        }
    }

    /// A fact once written is only ever replaced by an earlier one that competes.
    fn check_book_puts(&self) {
        for (key, puts) in self.ledger.book_puts.borrow().iter() {
            for pair in puts.windows(2) {
                let (Some(before), Some(after)) =
                    (fact_from_json(&pair[0]), fact_from_json(&pair[1]))
                else {
                    continue;
                };
                if before.precedence(&after).is_lt() {
                    self.broken(format!("a fact was changed to a later one: {key}"));
                }
                if before != after && !matches!(before.what, What::Opened(_)) {
                    self.broken(format!("a fact made in the book was changed: {key}"));
                }
            }
        }
    }

    /// Mails by case and obligation; none twice unless the first answer was lost.
    fn check_mails(&self) -> BTreeMap<(CaseId, ObligationId), Vec<Delivered>> {
        let mut names = BTreeMap::new();
        for id in self.cases().into_keys() {
            for obligation in self.obligations() {
                let secret = &self.config.secret;
                let name = secret.message_name(self.site_id(), &id, &obligation.text());
                names.insert(format!("{name}@hearback.example"), (id, obligation));
            }
        }
        let mut sent: BTreeMap<(CaseId, ObligationId), Vec<Delivered>> = BTreeMap::new();
        for mail in self.mail.delivered.borrow().iter() {
            match names.get(&mail.message_id) {
                Some(name) => sent.entry(name.clone()).or_default().push(mail.clone()),
                None => self.broken(format!("a mail of no case was sent: {}", mail.message_id)),
            }
        }
        for ((case, obligation), mails) in &sent {
            let needless =
                mails.len() > 1 && !mails[..mails.len() - 1].iter().all(|m| m.may_come_again);
            if needless {
                let name = obligation.text();
                self.broken(format!("{name} of {} was sent twice", case.text()));
            }
        }
        sent
    }

    fn obligations(&self) -> Vec<ObligationId> {
        let people =
            self.site.team.people().map(|person| ObligationId::TellPerson(person.id.clone()));
        let others = [
            ObligationId::TellBackup,
            ObligationId::TellSiteCap,
            ObligationId::SendReceipt,
            ObligationId::SendAcknowledgement,
        ];
        people.chain(others).collect()
    }

    fn check_case(&self, case: &Case, sent: &BTreeMap<(CaseId, ObligationId), Vec<Delivered>>) {
        let Some(opened) = &case.opened else {
            return self.broken(format!("a case without its beginning: {}", case.id.text()));
        };
        for obligation in owed(case, &self.site) {
            self.broken(format!("{} is still owed on {}", obligation.id.text(), case.id.text()));
        }
        for (id, ended) in &case.performed {
            let mails = sent.get(&(case.id, id.clone())).map_or(0, Vec::len);
            let tried_ms = ended.at.ms() - opened.at.ms();
            match &ended.what {
                Outcome::Sent if mails == 0 => {
                    self.broken(format!("{} is noted as sent and was not", id.text()));
                }
                Outcome::GivenUp(_) if !id.is_for_the_customer() && tried_ms < TRIED_FOR_MS => {
                    self.broken(format!("{} was given up too soon", id.text()));
                }
                _ => {}
            }
        }
        let receipts = sent.get(&(case.id, ObligationId::SendReceipt)).map_or(0, Vec::len);
        if opened.what.suspect && receipts > 0 {
            self.broken(format!("a suspect got a receipt: {}", case.id.text()));
        }
        self.check_acknowledgement(case, &opened.what, sent);
    }

    /// The customer hears one time, that of the fact, which somebody really pressed.
    fn check_acknowledgement(
        &self,
        case: &Case,
        opened: &Opened,
        sent: &BTreeMap<(CaseId, ObligationId), Vec<Delivered>>,
    ) {
        let name = case.id.text();
        let pressed = |verb: &str, by: &PersonId, when: i64| {
            let press = format!("{name} {verb} {} {when}", by.as_str());
            self.ledger.pressed.borrow().contains(&press)
        };
        if let Some(answered) = &case.answered
            && !pressed("answer", &answered.what, 0)
        {
            self.broken(format!("nobody said that {name} is answered"));
        }
        let id = (case.id, ObligationId::SendAcknowledgement);
        let mails = sent.get(&id).map(Vec::as_slice).unwrap_or_default();
        let Some(acknowledged) = &case.acknowledged else {
            if !mails.is_empty() {
                self.broken(format!("{name} was acknowledged to the customer by nobody"));
            }
            return;
        };
        let (by, answer_by) = (&acknowledged.what.by, acknowledged.what.answer_by);
        if !pressed("acknowledge", by, answer_by.ms()) {
            self.broken(format!("nobody acknowledged {name} like that"));
        }
        let zone = opened.zone.as_deref().and_then(|zone| Zone::parse(zone).ok());
        let reader = Reader::of_customer(zone, self.site.zone());
        for mail in mails {
            if !mail.text.contains(&format!(" by {}.", reader.moment(answer_by, mail.at))) {
                self.broken(format!("the customer of {name} heard another time"));
            }
        }
    }

    /// One receipt per address in 24 hours, whatever it was caused by.
    fn check_receipt_cap(&self, sent: &BTreeMap<(CaseId, ObligationId), Vec<Delivered>>) {
        let receipts: Vec<&Delivered> = sent
            .iter()
            .filter(|((_, id), _)| *id == ObligationId::SendReceipt)
            .flat_map(|(_, mails)| mails)
            .collect();
        for (at, one) in receipts.iter().enumerate() {
            for other in &receipts[at + 1..] {
                let apart_ms = (one.at.ms() - other.at.ms()).abs();
                let alike = one.to == other.to && one.message_id != other.message_id;
                if alike && apart_ms < DAY_MS {
                    self.broken(format!("two receipts to one address {apart_ms} ms apart"));
                }
            }
        }
    }
}
