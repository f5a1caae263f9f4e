//! What must be true once the weather has cleared, whatever happened before.

use std::collections::BTreeMap;
use std::rc::Rc;

use hearback_domain::key::{card_key, fact_key, facts_of_site};
use hearback_domain::record::{self, Entry, Record};
use hearback_domain::wire::{DeskRow, fact_from_json};
use hearback_domain::{Case, CaseId, Fact, Timestamp, What};

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
        self.check_rewrote();
        self.check_taken();
        let cases = self.folded();
        self.check_merged(&cases);
        let sent = self.check_mails(&cases);
        for case in cases.values() {
            self.check_case(case, &sent);
        }
        self.check_caps(&cases, &sent);
        self.check_told(&cases);
        self.check_reports();
    }

    /// Every case of the store.
    pub(crate) fn folded(&self) -> BTreeMap<CaseId, Case> {
        self.cases().into_iter().map(|(id, facts)| (id, Case::fold(id, &facts))).collect()
    }

    /// Whether nothing is left to do, now or later.
    pub(crate) fn is_quiet(&self) -> bool {
        self.left_to_do().is_empty()
    }

    /// The record that stands in the store is the one that all facts give.
    pub(crate) fn check_record(&self) {
        let entries: Vec<Entry> = self.folded().values().filter_map(Entry::of).collect();
        let meta = |name: &str| {
            let rows = self.book.rows(&format!("SELECT value FROM meta WHERE name = '{name}'"));
            rows.first().map(|row| row.text(0).to_owned())
        };
        let key = card_key(self.site_id());
        let stored = self.kv.all(&key).remove(&key);
        let Some(counted_at) = meta("counted_at").and_then(|at| at.parse().ok()) else {
            if !entries.is_empty() {
                self.broken("the record was never counted".to_owned());
            }
            return;
        };
        let count_at = meta("count_at").and_then(|at| at.parse::<i64>().ok());
        if count_at.is_some_and(|at| at <= self.now().ms()) {
            self.broken("the record is still to be counted".to_owned());
        }
        let record = Record::count(&self.site.hours, &entries, Timestamp::from_ms(counted_at));
        if stored.as_deref().and_then(record::from_json) != Some(record) {
            self.broken("the record in the store is not the one that the facts give".to_owned());
        }
    }

    /// Every customer's private link leads to their case; one that did not come by mail does not
    /// once another case is part of it.
    pub(crate) async fn check_pages(self: &Rc<Self>) {
        let receipted = self.ledger.receipted.borrow().clone();
        let cases = self.folded();
        for receipt in receipted {
            let link = self.config.case_url(self.site_id(), &receipt.case);
            let is_joined = cases.get(&receipt.case).is_some_and(|case| !case.joined().is_empty());
            match self.open(&link).await {
                Some(page) if is_joined && page.status == 403 => {}
                Some(page)
                    if !is_joined
                        && page.status == 200
                        && page.html.contains(&receipt.reference) => {}
                _ => self.broken(format!("a customer's link is dead: {}", receipt.case.text())),
            }
        }
        let mails = self.mail.delivered.borrow().clone();
        let to_customers = mails.iter().filter(|mail| mail.to.ends_with("@post.example"));
        for link in to_customers.flat_map(|mail| links(&mail.text, &self.config.base_url, "case")) {
            self.opens_from_mail(link);
            match self.open(link).await {
                Some(page) if page.status == 200 => {}
                _ => self.broken("a mailed private link is dead".to_owned()),
            }
        }
    }

    /// Opening the private link of a mail proves its address.
    pub(crate) fn check_proved(&self) {
        let opened = self.ledger.opened_from_mail.borrow();
        for case in self.folded().values().filter(|case| opened.contains(&case.id.text())) {
            if case.proved.is_none() {
                self.broken(format!("{} was opened from a mail and is unproved", case.id.text()));
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
        self.check_book_holds_the_store();
        self.check_lines();
        for left in self.left_to_do() {
            self.broken(left);
        }
    }

    pub(crate) fn check_book_holds_the_store(&self) {
        let (store, book) = (self.facts_in_store(), self.facts_in_book());
        for (key, stored) in &store {
            if book.get(key) != Some(stored) {
                self.broken(format!("the book does not hold what the store holds: {key}"));
            }
        }
        for key in book.keys().filter(|key| !store.contains_key(*key)) {
            self.broken(format!("the store lacks what the book holds: {key}"));
        }
    }

    /// What the desk's list shows of each case is what its facts say.
    fn check_lines(&self) {
        let cases = self.folded();
        for row in self.book.rows("SELECT case_id, line FROM cases") {
            let case = CaseId::parse(row.text(0)).and_then(|id| cases.get(&id));
            let line = row.text_or_null(1).and_then(|line| serde_json::from_str(line).ok());
            if line != case.and_then(DeskRow::of) {
                self.broken(format!("the list shows something else of {}", row.text(0)));
            }
        }
    }

    fn left_to_do(&self) -> Vec<String> {
        let mut left = Vec::new();
        for (what, sql) in [
            ("case still owes", "SELECT case_id FROM cases WHERE next_at IS NOT NULL"),
            ("fact is still unsaved", "SELECT fact_id FROM facts WHERE save_at IS NOT NULL"),
            ("range is still unread", "SELECT prefix FROM ranges"),
            ("try is still noted", "SELECT obligation || ' of ' || case_id FROM tries"),
        ] {
            for row in self.book.rows(sql) {
                left.push(format!("a {what}: {}", row.text(0)));
            }
        }
        left
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
}
