//! What stands beside a case: other cases of the same customer, where it goes on, and what happened
//! since the page was drawn.

use hearback_domain::wire::{DeskRow, Shown, Want};
use hearback_domain::wording::Clock;
use hearback_domain::{Place, Timestamp};

use super::super::{Edge, Service, error};
use super::case::{OnDesk, folded};
use super::{AtDesk, Said, path};
use crate::pages::{CaseWarning, EarlierCase};
use crate::web::Response;

impl<E: Edge> Service<E> {
    /// What happened since a moment, a line each; nothing where nothing did.
    pub(super) async fn news_of_case(&self, desk: &AtDesk<'_>, case: &str) -> Response {
        let since = desk.request.parameter("since").and_then(|since| since.parse().ok());
        let Some(since) = since.map(Timestamp::from_ms) else { return error(400) };
        let wanted = Want::Case { case: case.to_owned() };
        let (person, beside) = match self.ask_for(desk, wanted).await {
            Said::To(person, Shown::Case(beside)) => (person, beside),
            said => return self.instead(desk, &said),
        };
        let Some(case) = folded(case, &beside.facts) else { return error(404) };
        let Some(opened) = &case.opened else { return error(404) };
        let clock = Clock::of_business(desk.site.zone());
        let (case, now) = (&case, self.edge.now());
        let (person, beside) = (&person, beside.as_ref());
        let on_desk = OnDesk { desk, person, case, opened, beside, clock, now };
        let lines = on_desk.since(since).join("\n");
        Response::new(200, "text/plain; charset=utf-8", lines)
            .with("cache-control", "no-store")
            .with("referrer-policy", "same-origin")
    }
}

impl OnDesk<'_> {
    pub(super) fn earlier(&self, row: &DeskRow) -> EarlierCase {
        let at = self.moment(Timestamp::from_ms(row.changed));
        let outcome = match Place::parse(&row.place) {
            Some(Place::Closed) => format!("Done {at}"),
            Some(Place::Waiting) => format!("Answered {at}"),
            Some(Place::Suspect) => "Perhaps spam".to_owned(),
            Some(Place::ToDo) | None => "Open".to_owned(),
        };
        let label = if row.words.is_empty() { row.reference.clone() } else { row.words.clone() };
        let url = format!("{}/case/{}", path(&self.site().id), row.case);
        let into = self.may_become_part_of(row).then(|| row.case.clone());
        EarlierCase { url, label, outcome, into }
    }

    /// Whether this case is the later one of two whose customer proved the address; the book looks
    /// again.
    fn may_become_part_of(&self, row: &DeskRow) -> bool {
        row.opened < self.opened.at.ms()
            && row.proved
            && row.into.is_empty()
            && self.opened.what.fields.email.is_some()
            && self.case.is_proved_customers()
            && !self.case.is_closed()
    }

    /// Where the case goes on, if it is part of another.
    pub(super) fn goes_on(&self) -> Option<CaseWarning> {
        let (at, into) = self.case.merged()?;
        let other = folded(&into.text(), &self.beside.facts)?;
        let reference = other.opened.as_ref()?.what.reference.as_str().to_owned();
        let says = format!("It goes on with {reference}, since {}.", self.moment(at));
        let url = format!("{}/case/{}", path(&self.site().id), into.text());
        Some(CaseWarning::Merged { says, url })
    }
}
