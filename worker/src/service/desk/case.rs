//! One case at the desk: what was written, what is owed, and everything that can be done.

use hearback_domain::step::Mark;
use hearback_domain::submission::Kind;
use hearback_domain::wire::{DeskCase, DeskRow, OTHERS_MAX, Shown, Want, fact_from_json};
use hearback_domain::wording::Clock;
use hearback_domain::{
    ActToken, At, Case, CaseId, Deed as ActDeed, Opened, PersonId, Place, Timestamp, open_promises,
};

use super::super::act_page::Scene;
use super::super::api::reader;
use super::super::tend_page::commit_form;
use super::super::told::Told;
use super::super::views::upper;
use super::super::{Edge, Service, SiteNow, error};
use super::list_row::{dial, left};
use super::stale::Drawn;
use super::{AtDesk, Said, path};
use crate::mail::percent_encoded;
use crate::pages::{
    CaseDeeds, CaseForm, CaseNotice, CaseTold, CaseWarning, DeclineForm, DeskCaseView,
    DeskCustomer, DeviceView, Dial, FactView, Link, OpenDeed, OpenPromise, OwedView, PeekView,
    TagTone, TagView, desk_case_page,
};
use crate::web::Response;

/// A case before somebody at their desk.
pub(super) struct OnDesk<'a> {
    pub(super) desk: &'a AtDesk<'a>,
    pub(super) person: &'a PersonId,
    pub(super) case: &'a Case,
    pub(super) opened: &'a At<Opened>,
    pub(super) beside: &'a DeskCase,
    pub(super) clock: Clock,
    pub(super) now: Timestamp,
}

impl<E: Edge> Service<E> {
    pub(super) async fn desk_case(&self, desk: &AtDesk<'_>, case: &str) -> Response {
        let just = desk.request.parameter("just").unwrap_or_default();
        self.show_desk_case(desk, case, 200, |on_desk, view| {
            view.notice =
                on_desk.done(&just).map_or(CaseNotice::Quiet, |says| CaseNotice::Done { says });
        })
        .await
    }

    /// The case as it is now, changed by what came of a press.
    pub(super) async fn show_desk_case(
        &self,
        desk: &AtDesk<'_>,
        case: &str,
        status: u16,
        change: impl FnOnce(&OnDesk<'_>, &mut DeskCaseView),
    ) -> Response {
        let wanted = Want::Case { case: case.to_owned() };
        let (person, beside) = match self.ask_for(desk, wanted).await {
            Said::To(person, Shown::Case(beside)) => (person, beside),
            said => return self.instead(desk, &said),
        };
        let Some(case) = folded(case, &beside.facts) else { return error(404) };
        let Some(opened) = &case.opened else { return error(404) };
        let on_desk = OnDesk {
            desk,
            person: &person,
            case: &case,
            opened,
            beside: &beside,
            clock: Clock::of_business(desk.site.zone()),
            now: self.edge.now(),
        };
        let others = self.other_desks(desk).await;
        let mut view = self.case_of_desk(&on_desk, others);
        change(&on_desk, &mut view);
        Response::page(status, desk_case_page(&view).into_string())
    }

    fn case_of_desk(&self, on_desk: &OnDesk<'_>, others: Vec<Link>) -> DeskCaseView {
        let OnDesk { desk, case, opened, .. } = on_desk;
        let owed = on_desk.owed();
        let customer = on_desk.customer();
        let name = if customer.name.is_empty() { "No name" } else { &customer.name };
        DeskCaseView {
            frame: self.frame(desk, on_desk.you(), others),
            title: format!("{name}, {}", owed.says.trim_end_matches('.')),
            reference: opened.what.reference.as_str().to_owned(),
            tags: on_desk.tags(),
            news_url: format!(
                "{}/case/{}/news?since={}",
                path(&desk.site.id),
                case.id.text(),
                on_desk.now.ms()
            ),
            notice: CaseNotice::Quiet,
            warnings: on_desk.warnings(),
            told: on_desk.told(),
            facts: on_desk.facts(),
            deeds: self.deeds(on_desk),
            form: CaseForm {
                action: format!("{}/case/{}", path(&desk.site.id), case.id.text()),
                token: self.token(desk),
                step: Drawn::now(case).text(),
            },
            customer,
            owed,
        }
    }

    fn deeds(&self, on_desk: &OnDesk<'_>) -> CaseDeeds {
        let OnDesk { desk, person, case, opened, now, .. } = *on_desk;
        let token = ActToken {
            site: desk.site.id.clone(),
            case: case.id,
            deed: ActDeed::Tend { by: person.clone() },
            expires: now.plus_ms(ActToken::LIFE_MS),
        };
        let scene = Scene {
            site: desk.site,
            case,
            opened,
            token: &token,
            now,
            just: false,
            not_recorded: false,
        };
        let told = Told { site: desk.site, case, opened, now, clock: on_desk.clock };
        let is_closed = case.is_closed();
        let open = open_promises(case);
        let open = open.iter().map(|course| OpenPromise {
            deed: match self.open_promise(&scene, person, course).deed {
                // The form stands on this very page.
                OpenDeed::Acknowledge { .. } => OpenDeed::Acknowledge { url: "#h-ack".to_owned() },
                deed => deed,
            },
            ..self.open_promise(&scene, person, course)
        });
        CaseDeeds {
            mailed: on_desk.is_mailed(),
            acknowledge: on_desk.acknowledge(),
            reply: on_desk.may_write().then(|| on_desk.reply()),
            hand_over: on_desk.hand_over(),
            snooze: (!is_closed).then(|| on_desk.snooze()),
            decline: (!is_closed).then(DeclineForm::default),
            plain: on_desk.plain(),
            open: open.collect(),
            ended: told.ended_promises(),
            commit: (!is_closed).then(|| commit_form(case)).flatten(),
            note: String::new(),
        }
    }
}

/// A case from its facts.
pub(super) fn folded(case: &str, stored: &[String]) -> Option<Case> {
    let facts: Vec<_> = stored.iter().filter_map(|text| fact_from_json(text)).collect();
    Some(Case::fold(CaseId::parse(case)?, &facts))
}

impl OnDesk<'_> {
    pub(super) fn site(&self) -> &SiteNow {
        self.desk.site
    }

    pub(super) fn you(&self) -> &hearback_domain::site::Person {
        self.desk.you(self.person)
    }

    pub(super) fn moment(&self, at: Timestamp) -> String {
        self.clock.moment(at, self.now)
    }

    pub(super) fn is_mailed(&self) -> bool {
        self.opened.what.fields.email.is_some()
            && self.case.disowned.is_none()
            && self.case.set_aside().is_none()
    }

    /// Whether the customer can be written to here.
    fn may_write(&self) -> bool {
        let case = self.case;
        case.disowned.is_none() && case.set_aside().is_none() && case.merged().is_none()
    }

    /// How the customer is called in a sentence.
    pub(super) fn first(&self) -> String {
        let name = self.opened.what.fields.name.as_ref().map(|name| name.as_str());
        let first = name.and_then(|name| name.split_whitespace().next());
        first.unwrap_or("the customer").to_owned()
    }

    fn customer(&self) -> DeskCustomer {
        let fields = &self.opened.what.fields;
        let name = fields.name.as_ref().map(|name| name.as_str()).unwrap_or_default();
        let link = |label: &str, url: String| Link { label: label.to_owned(), url };
        let others = &self.beside.others;
        let before = others.iter().filter(|row| row.opened < self.opened.at.ms());
        DeskCustomer {
            name: name.to_owned(),
            first: name.split_whitespace().next().unwrap_or_default().to_owned(),
            known: Some(match before.count() {
                0 => "Writes for the first time".to_owned(),
                1 => "Wrote once before".to_owned(),
                OTHERS_MAX => format!("Wrote {OTHERS_MAX} times before, or more"),
                times => format!("Wrote {times} times before"),
            }),
            mail: fields.email.as_ref().map(|email| {
                link(email.as_str(), format!("mailto:{}", percent_encoded(email.as_str())))
            }),
            call: fields
                .phone
                .as_ref()
                .map(|phone| link(phone.as_str(), format!("tel:{}", phone.dialled()))),
            earlier: others.iter().map(|row| self.earlier(row)).collect(),
            device: self.device(),
        }
    }

    fn device(&self) -> DeviceView {
        let opened = &self.opened.what;
        let page = opened.page.as_ref().map(|page| {
            let bare = page.as_str().split_once("://").map_or(page.as_str(), |(_, rest)| rest);
            Link { label: bare.to_owned(), url: page.as_str().to_owned() }
        });
        let theirs = reader(self.site(), opened);
        let clock =
            (theirs.zone() != self.site().zone()).then(|| theirs.moment(self.opened.at, self.now));
        DeviceView { page, language: opened.language.clone(), clock }
    }

    /// What is known before the case is opened.
    pub(super) fn peek(&self) -> PeekView {
        let customer = self.customer();
        let url = format!("{}/case/{}", path(&self.site().id), self.case.id.text());
        let facts = self.facts().into_iter().map(|fact| FactView { words: None, ..fact });
        PeekView {
            answer_url: self.case.disowned.is_none().then(|| format!("{url}#f-reply")),
            url,
            first: self.first(),
            name: customer.name,
            reference: self.opened.what.reference.as_str().to_owned(),
            owed: self.owed(),
            told: self.told(),
            facts: facts.collect(),
        }
    }

    /// What is owed now, in a sentence.
    fn owed(&self) -> OwedView {
        let first = self.first();
        let none = |dial, says| OwedView { dial, says, beside: None };
        match self.case.place() {
            Place::Suspect => {
                return none(Dial::Unsure, "Perhaps no customer wrote this.".to_owned());
            }
            Place::Closed => return none(Dial::Done, "Nothing is left to do.".to_owned()),
            Place::Waiting => {
                return none(Dial::Waiting, format!("Answered. It is the turn of {first}."));
            }
            Place::ToDo => {}
        }
        let Some(row) = DeskRow::of(self.case) else {
            return none(Dial::Later, "Open.".to_owned());
        };
        let Some(due) = row.due.map(Timestamp::from_ms) else {
            if row.undelivered {
                return none(Dial::Late, format!("{first} does not have your mail."));
            }
            return none(Dial::Later, format!("{first} wrote again."));
        };
        let by = self.moment(due);
        let what = match row.owed.as_str() {
            "call" => format!("{first} gets a call by {by}."),
            "read" => format!("Please read this by {by}."),
            "reply" => format!("{first} wrote again. Please answer by {by}."),
            "deed" => format!("By {by}: {}", row.owed_words),
            _ => format!("{first} gets an answer by {by}."),
        };
        let left = upper(&left(self.clock, due, self.now));
        let says = if left.starts_with(&upper(&by)) { what } else { format!("{left}. {what}") };
        let beside = row.moved.then(|| format!("The time was moved, and {first} knows."));
        OwedView { dial: dial(due, self.now), says, beside }
    }

    fn told(&self) -> CaseTold {
        let (opened, fields) = (&self.opened.what, &self.opened.what.fields);
        let text = |text: Option<&str>| text.map(str::to_owned);
        let tone = match fields.kind {
            Kind::Complaint => TagTone::Late,
            Kind::Question | Kind::Praise | Kind::Callback => TagTone::Plain,
        };
        CaseTold {
            wrote: self.moment(self.opened.at),
            kind: Some(TagView { label: fields.kind.label().to_owned(), tone }),
            needed: fields.needed_by.as_ref().map(|needed| TagView {
                label: format!("Needed: {}", needed.label()),
                tone: TagTone::Soon,
            }),
            newest: self.newest(),
            message: text(fields.message.as_ref().map(|message| message.as_str())),
            wish: text(fields.wish.as_ref().map(|wish| wish.as_str())),
            slot: opened
                .slot
                .map(|slot| format!("To be called {}", self.clock.slot(slot, self.now))),
        }
    }

    /// What the customer wrote last, while it waits for an answer.
    fn newest(&self) -> Option<(String, String)> {
        let last = self.case.wrote.values().max_by_key(|wrote| wrote.at)?;
        let waits = self.case.waits_for_reply();
        waits.then(|| (self.moment(last.at), last.what.words.as_str().to_owned()))
    }

    fn tags(&self) -> Vec<TagView> {
        let plain = |label| TagView { label, tone: TagTone::Plain };
        let team = &self.site().team;
        let mut tags = Vec::new();
        if let Some(with) = team.find_some(self.case.assigned()) {
            tags.push(plain(format!("With {}", with.first.as_str())));
        }
        if let Some(until) = self.case.snoozed_until().filter(|until| *until > self.now) {
            tags.push(plain(format!("Until {}", self.moment(until))));
        }
        match self.case.mark() {
            Some(Mark::Spam) => tags.push(plain("Spam".to_owned())),
            Some(Mark::Fraud) => {
                tags.push(TagView { label: "Fraud".to_owned(), tone: TagTone::Late });
            }
            Some(Mark::Genuine) | None => {}
        }
        tags
    }

    fn warnings(&self) -> Vec<CaseWarning> {
        let fields = &self.opened.what.fields;
        let mut warnings: Vec<_> = self.goes_on().into_iter().collect();
        warnings.extend(self.undelivered().map(CaseWarning::NotDelivered));
        if let (None, Some(phone), Place::ToDo) = (&fields.email, &fields.phone, self.case.place())
        {
            let says = format!(
                "{} left only a number. Please ring {}.",
                upper(&self.first()),
                phone.as_str()
            );
            warnings.push(CaseWarning::Ring { says });
        }
        if let Some(row) = self.beside.others.iter().find(|row| row.fraud) {
            let says =
                format!("Fraud was seen from this address: {}. Please take care.", row.reference);
            warnings.push(CaseWarning::Suspect { says });
        }
        if self.case.place() == Place::Suspect {
            let says = "It bears a mark that people do not leave. Nothing was sent to the address.";
            warnings.push(CaseWarning::Suspect { says: says.to_owned() });
        }
        warnings
    }
}
