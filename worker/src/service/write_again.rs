//! The customer writes once more, from the page of their case; it works without script.
//!
//! Accepting needs the store and nothing else, as with a first message: the fact is filed under
//! the day it came, where the hourly hand-over finds it. What was typed stays in the form until it
//! is stored.

use hearback_domain::key::fact_key;
use hearback_domain::promise::next_answer;
use hearback_domain::submission::{Kind, Message, SubmissionId};
use hearback_domain::wire::{Ask, fact_from_json, fact_to_json};
use hearback_domain::{Case, CaseId, Fact, Site, What};

use super::case_file::{CaseFile, joined_cases};
use super::case_page::{held_key, ids_of, not_sent};
use super::views::business;
use super::{Answer, Edge, Service, SiteNow, error};
use crate::book::stored_form;
use crate::pages::{AgainForm, ErrorView, UnsentForm, error_page};
use crate::web::{Body, Request, Response, form_pairs};

/// So much is a conversation for the telephone; and a bound on what one link can fill.
const WROTE_MAX: usize = 200;

/// Cases that were each made part of the next; nobody has more of one customer.
const HOPS_MAX: u32 = 50;

const TOO_FAST: &str =
    "That was often. Please wait a minute and send it again: your words are here.";
const TOO_MANY: &str = "This case is full of words. Please ring, or write a new message.";
const NOT_STORED: &str = "Nothing was sent: our store does not answer. Your words are here; please \
                          send them again in a moment.";

impl<E: Edge> Service<E> {
    pub(super) async fn write_again(
        &self,
        request: &Request,
        site: &SiteNow,
        id: &CaseId,
    ) -> Answer {
        let is_foreign = request.origin.as_deref().is_some_and(|from| from != self.config.base_url);
        let key = held_key(request, id);
        if is_foreign || !self.config.secret.opens_case(&site.id, id, key) {
            return error(403).into();
        }
        let Body::Whole(body) = &request.body else { return error(413).into() };
        let body = String::from_utf8_lossy(body);
        let field = |name| form_pairs(&body).find(|(known, _)| known == name).map(|(_, v)| v);
        let (form, message) = (field("form"), field("message").unwrap_or_default());
        let Some(form) = form.and_then(|form| SubmissionId::parse(&form).ok()) else {
            return error(400).into();
        };
        let back = |sentence: &str| AgainForm {
            form: form.text(),
            message: message.clone(),
            error: Some(sentence.to_owned()),
            ..AgainForm::default()
        };
        let words = match Message::parse(&message) {
            Ok(words) => words,
            Err(error) => {
                return self.show_case(request, site, id, 422, back(error.sentence())).await;
            }
        };
        if self.is_too_fast(site, request).await {
            return self.show_case(request, site, id, 429, back(TOO_FAST)).await;
        }
        let Some((known, whole)) = self.goes_to(site, id).await else {
            return self.not_stored(request, site, id, back(NOT_STORED)).await;
        };
        if !self.may_see(request, site, (id, &ids_of(&whole))) {
            return not_sent(site, &message).into();
        }
        let submission = self.config.secret.submission_again(form, &words);
        // What was sent before the cases became one stands where it was sent.
        if whole.iter().any(|case| case.wrote.contains_key(&submission.text())) {
            return wrote(site, id);
        }
        match self.store_again(site, (id, known), (submission, words)).await {
            Stored::Now(stored) => {
                // So that the page shows it; a book out of reach finds it within the hour.
                drop(self.edge.ask(&site.id, &Ask::Tell { facts: vec![stored] }).await);
                wrote(site, id)
            }
            Stored::TooMany => self.show_case(request, site, id, 422, back(TOO_MANY)).await,
            Stored::Not => self.not_stored(request, site, id, back(NOT_STORED)).await,
        }
    }

    /// The words in their field again; where even the case cannot be shown, a page that sends them.
    async fn not_stored(
        &self,
        request: &Request,
        site: &Site,
        id: &CaseId,
        back: AgainForm,
    ) -> Answer {
        if !matches!(self.case_file(site, id).await, CaseFile::OutOfReach) {
            return self.show_case(request, site, id, 503, back).await;
        }
        let AgainForm { form, message, .. } = back;
        let unsent = UnsentForm {
            action: request.path.clone(),
            words: message.clone(),
            fields: vec![("form".to_owned(), form), ("message".to_owned(), message)],
        };
        let business = Some(business(site));
        let view = ErrorView { status: 503, business, unsent: Some(unsent), log_reference: None };
        Response::page(503, error_page(&view).into_string()).into()
    }

    /// The case that words from the page of a case go to: what is part of another goes on there.
    /// With it, all that go on as one. Nothing where that cannot be learned now.
    async fn goes_to(&self, site: &Site, id: &CaseId) -> Option<(Option<Box<Case>>, Vec<Case>)> {
        let (mut known, mut beside) = self.known(site, id).await;
        let mut hops = 0..HOPS_MAX;
        while let Some((_, into)) = known.as_ref().and_then(|case| case.merged()) {
            hops.next()?;
            (known, beside) = self.known(site, &into).await;
            known.as_ref()?;
        }
        let Some(case) = &known else { return Some((None, Vec::new())) };
        let mut whole = joined_cases(case, &beside);
        whole.push((**case).clone());
        Some((known, whole))
    }

    async fn known(&self, site: &Site, id: &CaseId) -> (Option<Box<Case>>, Vec<String>) {
        match self.case_file_with(site, id).await {
            (CaseFile::Known(case), beside) => (Some(case), beside),
            (CaseFile::Unknown | CaseFile::OutOfReach, _) => (None, Vec::new()),
        }
    }

    /// Stores it unless it is there; a form sent twice is one message.
    async fn store_again(
        &self,
        site: &SiteNow,
        (id, known): (&CaseId, Option<Box<Case>>),
        (submission, words): (SubmissionId, Message),
    ) -> Stored {
        let id = known.as_ref().map_or(*id, |case| case.id);
        if known.as_ref().is_some_and(|case| case.wrote.len() >= WROTE_MAX) {
            return Stored::TooMany;
        }
        let now = self.edge.now();
        let kind = known.and_then(|case| Some(case.opened?.what.fields.kind));
        let answer_by = next_answer(site, &site.record, kind.unwrap_or(Kind::Question), now);
        let what = What::Wrote { submission, words, answer_by: Some(answer_by) };
        let fact = &Fact { case: id, at: now, what };
        match self.edge.get(&fact_key(&site.id, fact)).await {
            Ok(Some(stored)) if fact_from_json(&stored).is_some() => return Stored::Now(stored),
            Ok(_) => {}
            Err(_) => return Stored::Not,
        }
        let (key, value, note) = stored_form(&site.id, fact);
        match self.edge.put(&key, &value, &note).await {
            Ok(()) => Stored::Now(fact_to_json(fact)),
            Err(_) => Stored::Not,
        }
    }

    /// The form, with what is entered in it, if anything.
    pub(super) fn again_form(&self, site: &Site, case: &Case, entered: AgainForm) -> AgainForm {
        let form = if entered.form.is_empty() {
            let now = self.edge.now().ms().unsigned_abs();
            SubmissionId::at(now, self.edge.random()).text()
        } else {
            entered.form
        };
        // What is to be mended stands far down on a phone.
        AgainForm { action: format!("{}#h-again", path(site, &case.id)), form, ..entered }
    }
}

/// To the page that says that the words are there.
fn wrote(site: &Site, case: &CaseId) -> Answer {
    Response::see_other(format!("{}?wrote#h-again", path(site, case))).into()
}

/// What became of further words.
enum Stored {
    /// They are stored, now or before; the fact's stored text.
    Now(String),
    /// There are too many on this case.
    TooMany,
    /// The store did not say that they were written.
    Not,
}

fn path(site: &Site, case: &CaseId) -> String {
    format!("/case/{}/{}", site.id.as_str(), case.text())
}
