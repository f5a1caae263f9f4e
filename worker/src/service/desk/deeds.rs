//! What a person does on a case: read from the form, told to the book, answered with what is true.
//!
//! A form names the step it was drawn for. Whoever was overtaken is shown what happened meanwhile,
//! with their words kept. Not here: whether a deed still follows, which the book says.

use hearback_domain::given::{DueError, WordsError};
use hearback_domain::site::{LineError, Team, Text};
use hearback_domain::step::{Done, Mark, Step, Words};
use hearback_domain::wire::{DeskCase, Shown, Want, fact_to_json};
use hearback_domain::{Case, CaseId, Fact, PersonId, Timestamp, What};

use super::super::tend_form::{Asked, Posted, holds};
use super::super::{Edge, Service, error};
use super::case::folded;
use super::stale::{Drawn, is_repeat};
use super::{AtDesk, Said, field, path};
use crate::pages::{
    CaseNotice, Deed, DeskCaseView, Given, GivenForm, Mistake, OpenDeed, case_field,
};
use crate::web::Response;

/// A form of a case, as it was posted.
struct Form<'a> {
    body: &'a str,
    /// What the case had come to when the page was drawn.
    drawn: Drawn,
    now: Timestamp,
}

/// What a form asks for.
enum Meant {
    Deed(Deed),
    Tending(Posted),
}

impl<E: Edge> Service<E> {
    pub(super) async fn do_at_desk(&self, desk: &AtDesk<'_>, case: &str) -> Response {
        let body = match self.own_form(desk) {
            Ok(body) => body,
            Err(response) => return response,
        };
        let Some(id) = CaseId::parse(case) else { return error(404) };
        let drawn = Drawn::read(&field(body, "step"));
        let form = Form { body, drawn, now: self.edge.now() };
        let Some(meant) = form.meant() else { return error(400) };
        let just = field(body, "deed");
        if matches!(meant, Meant::Deed(Deed::Draft)) {
            let words = match form.words_if_any(case_field::REPLY) {
                Ok(words) => words.map(|words| words.as_str().to_owned()),
                Err(mistakes) => return self.to_mend(desk, case, (&form, mistakes)).await,
            };
            let want = Want::Draft { case: id.text(), words };
            return match self.ask_for(desk, want).await {
                Said::To(..) => lead_to(desk, case, &just),
                said => self.not_done(desk, case, &form, said).await,
            };
        }
        let (by, known) = match self.ask_for(desk, Want::Case { case: id.text() }).await {
            Said::To(by, Shown::Case(known)) => (by, known),
            said => return self.not_done(desk, case, &form, said).await,
        };
        let what = match self.what(desk, meant, &form, (&by, &known, case)) {
            Ok(what) => what,
            Err(mistakes) => return self.to_mend(desk, case, (&form, mistakes)).await,
        };
        if let Some(known) = folded(case, &known.facts) {
            if is_repeat(&known, &what, form.now) {
                return lead_to(desk, case, &just);
            }
            if drawn.is_overtaken(&known, &what) {
                return self.overtaken(desk, case, &form).await;
            }
        }
        let fact = fact_to_json(&Fact { case: id, at: form.now, what: what.clone() });
        let ends_draft =
            matches!(&what, What::Stepped { step: Step { done: Done::Replied { .. }, .. }, .. });
        let heard = u64::try_from(drawn.heard).unwrap_or(u64::MAX);
        match self.ask_for(desk, Want::Do { fact, ends_draft, heard }).await {
            Said::To(_, Shown::Acted { facts, .. })
                if folded(case, &facts).is_some_and(|case| holds(&case, &what)) =>
            {
                lead_to(desk, case, &just)
            }
            Said::To(_, Shown::Acted { facts, .. })
                if folded(case, &facts).is_some_and(|case| drawn.is_now(&case))
                    && is_merge(&what) =>
            {
                let mistakes = mistake(
                    case_field::INTO,
                    "These two cannot be put together now: their addresses differ, or the earlier \
                     one has changed or holds as many as it can.",
                );
                self.to_mend(desk, case, (&form, mistakes)).await
            }
            Said::To(..) => self.overtaken(desk, case, &form).await,
            said => self.not_done(desk, case, &form, said).await,
        }
    }

    /// Something is to be mended, with what was entered in its place.
    async fn to_mend(
        &self,
        desk: &AtDesk<'_>,
        case: &str,
        (form, mistakes): (&Form<'_>, Vec<Mistake>),
    ) -> Response {
        self.show_desk_case(desk, case, 422, |_, view| {
            form.put_back(view, &mistakes);
            view.notice = CaseNotice::Mend(mistakes);
        })
        .await
    }

    /// Somebody was quicker: says what happened, and keeps what was written.
    async fn overtaken(&self, desk: &AtDesk<'_>, case: &str, form: &Form<'_>) -> Response {
        self.show_desk_case(desk, case, 409, |on_desk, view| {
            let typed = form.put_back(view, &[]);
            let meanwhile = on_desk.meanwhile(form.drawn);
            view.notice = CaseNotice::Overtaken { meanwhile, typed };
        })
        .await
    }

    /// Nothing was recorded: what was written stands in the form again, if the book can be asked.
    async fn not_done(
        &self,
        desk: &AtDesk<'_>,
        case: &str,
        form: &Form<'_>,
        said: Said,
    ) -> Response {
        match said {
            Said::SignedOut => self.instead(desk, &said),
            Said::To(..) | Said::Unknown | Said::Silent => {
                self.show_desk_case(desk, case, 503, |_, view| {
                    form.put_back(view, &[]);
                    view.notice = CaseNotice::NotRecorded;
                })
                .await
            }
        }
    }

    fn what(
        &self,
        desk: &AtDesk<'_>,
        meant: Meant,
        form: &Form<'_>,
        (by, known, case): (&PersonId, &DeskCase, &str),
    ) -> Result<What, Vec<Mistake>> {
        match meant {
            // "Answered" is said of the first words once; of later ones it is a step.
            Meant::Deed(Deed::Answered)
                if folded(case, &known.facts).is_some_and(|case| case.answered.is_some()) =>
            {
                let step = Step { by: by.clone(), done: Done::Spoke };
                Ok(What::Stepped { number: form.drawn.step, step })
            }
            Meant::Deed(deed) => form.what(deed, by, &desk.site.team),
            Meant::Tending(mut posted) => {
                let Some(case) = folded(case, &known.facts) else { return Err(Vec::new()) };
                let case: &Case = &case;
                posted.what(&Asked { site: desk.site, case, by, now: form.now })
            }
        }
    }
}

fn is_merge(what: &What) -> bool {
    matches!(what, What::Stepped { step: Step { done: Done::Merged { .. }, .. }, .. })
}

fn lead_to(desk: &AtDesk<'_>, case: &str, just: &str) -> Response {
    Response::see_other(format!("{}/case/{case}?just={just}", path(&desk.site.id)))
}

impl Form<'_> {
    fn meant(&self) -> Option<Meant> {
        let named = field(self.body, "deed");
        match Deed::parse(&named) {
            Some(deed) => Some(Meant::Deed(deed)),
            None => Posted::read(self.body).map(Meant::Tending),
        }
    }

    fn what(&self, deed: Deed, by: &PersonId, team: &Team) -> Result<What, Vec<Mistake>> {
        let step = |done| {
            Ok(What::Stepped { number: self.drawn.step, step: Step { by: by.clone(), done } })
        };
        match deed {
            Deed::Acknowledge => {
                let answer_by = self.moment("by")?;
                Ok(What::Acknowledged { by: by.clone(), answer_by })
            }
            Deed::Answered => Ok(What::Answered { by: by.clone() }),
            Deed::Answer | Deed::Ask | Deed::Draft => {
                let words = self.words(case_field::REPLY, "Please write your answer.")?;
                step(Done::Replied { words, asks: deed == Deed::Ask })
            }
            Deed::Reached => step(Done::Reached),
            Deed::Note => {
                step(Done::Noted(self.words(case_field::NOTE, "Please write the note.")?))
            }
            Deed::HandOver => {
                let to = field(self.body, case_field::HAND_TO);
                let to = PersonId::parse(&to).ok().filter(|to| team.find(to).is_some());
                let to =
                    to.ok_or_else(|| mistake(case_field::HAND_TO, "Please choose who takes it."))?;
                step(Done::HandedOver { to, note: self.words_if_any(case_field::HAND_NOTE)? })
            }
            Deed::Snooze => step(Done::Snoozed(self.moment(case_field::SNOOZE)?)),
            Deed::Wake => step(Done::Snoozed(self.now)),
            Deed::Decline => {
                let words = self.words(case_field::DECLINE, "Please write a kind word.")?;
                step(Done::Declined { words, elsewhere: self.referral()? })
            }
            Deed::Resolve => step(Done::Resolved),
            Deed::Reopen => step(Done::Reopened),
            Deed::Spam => step(Done::Marked(Mark::Spam)),
            Deed::Fraud => step(Done::Marked(Mark::Fraud)),
            Deed::Real => step(Done::Marked(Mark::Genuine)),
            Deed::Merge => match CaseId::parse(&field(self.body, case_field::INTO)) {
                Some(into) => step(Done::Merged { into }),
                None => Err(mistake(case_field::INTO, "Please choose the earlier case.")),
            },
        }
    }

    fn moment(&self, name: &str) -> Result<Timestamp, Vec<Mistake>> {
        let at = field(self.body, name).parse().ok().map(Timestamp::from_ms);
        match at {
            Some(at) if at > self.now => Ok(at),
            Some(_) => Err(mistake(name, DueError::Past.sentence())),
            None => Err(mistake(name, "Please choose a time.")),
        }
    }

    fn words(&self, name: &str, if_empty: &str) -> Result<Words, Vec<Mistake>> {
        Words::parse(&field(self.body, name)).map_err(|error| match error {
            WordsError::Empty => mistake(name, if_empty),
            WordsError::TooLong(max) => {
                mistake(name, &format!("Please shorten this to {max} characters."))
            }
        })
    }

    fn words_if_any(&self, name: &str) -> Result<Option<Words>, Vec<Mistake>> {
        match field(self.body, name).trim().is_empty() {
            true => Ok(None),
            false => self.words(name, "").map(Some),
        }
    }

    fn referral(&self) -> Result<Option<Text>, Vec<Mistake>> {
        match Text::parse(&field(self.body, case_field::REFERRAL)) {
            Ok(referral) => Ok(Some(referral)),
            Err(LineError::Empty) => Ok(None),
            Err(LineError::TooLong(max)) => {
                let sentence = format!("Please shorten this to {max} characters.");
                Err(mistake(case_field::REFERRAL, &sentence))
            }
            Err(LineError::NotOneLine) => {
                Err(mistake(case_field::REFERRAL, "Please write this on one line."))
            }
        }
    }

    /// Puts what was entered into its form; gives the words back where that is not there any more.
    fn put_back(&self, view: &mut DeskCaseView, mistakes: &[Mistake]) -> Option<String> {
        if let Some(Meant::Tending(posted)) = self.meant() {
            return put_back_given(view, &posted, mistakes);
        }
        let entered = |name| Some(field(self.body, name)).filter(|words| !words.is_empty());
        let deeds = &mut view.deeds;
        let mut typed = Vec::new();
        if let Some(note) = entered(case_field::NOTE) {
            deeds.note = note;
        }
        if let Some(words) = entered(case_field::REPLY) {
            match &mut deeds.reply {
                Some(reply) => reply.words = words,
                None => typed.push(words),
            }
        }
        if let Some(words) = entered(case_field::DECLINE) {
            match &mut deeds.decline {
                Some(decline) => {
                    decline.words = words;
                    decline.referral = field(self.body, case_field::REFERRAL);
                }
                None => {
                    typed.push(words);
                    typed.extend(entered(case_field::REFERRAL));
                }
            }
        }
        match &mut deeds.hand_over {
            Some(form) => {
                form.to = field(self.body, case_field::HAND_TO);
                form.note = field(self.body, case_field::HAND_NOTE);
            }
            None => typed.extend(entered(case_field::HAND_NOTE)),
        }
        if let Some(form) = &mut deeds.snooze {
            form.to = field(self.body, case_field::SNOOZE);
        }
        (!typed.is_empty()).then(|| typed.join("\n\n"))
    }
}

fn put_back_given(
    view: &mut DeskCaseView,
    posted: &Posted,
    mistakes: &[Mistake],
) -> Option<String> {
    let name = posted.tending.fields();
    let moves = view.deeds.open.iter_mut().filter_map(|promise| match &mut promise.deed {
        OpenDeed::Move(form) | OpenDeed::KeepOrMove { form, .. } => Some(form),
        OpenDeed::Acknowledge { .. } => None,
    });
    let form: Option<&mut GivenForm> =
        moves.chain(&mut view.deeds.commit).find(|form| form.name == name);
    let given: Given = posted.given.clone();
    match form {
        Some(form) => {
            form.given = given;
            form.mistakes = mistakes.to_vec();
            None
        }
        None => Some(given.words).filter(|words| !words.trim().is_empty()),
    }
}

fn mistake(name: &str, sentence: &str) -> Vec<Mistake> {
    vec![Mistake { field: name.to_owned(), sentence: sentence.to_owned() }]
}
