//! The page to tend a case: a GET shows what is open, a POST gives a new time, promises something
//! by a day, or says that it is done.
//!
//! Not here: the cookie and the token, which are those of all buttons (see `act_page`).

use hearback_domain::promise::{Course, PromiseName, Promised, answer_choices};
use hearback_domain::wire::{Ask, fact_to_json};
use hearback_domain::wording::duration;
use hearback_domain::{
    ActToken, Case, Deed, Fact, HOUR_MS, MINUTE_MS, PersonId, Timestamp, open_promises,
};
use maud::Markup;

use super::act_page::{Scene, customer, lead_to};
use super::case_file::CaseFile;
use super::tend_form::{Asked, Posted, Tending, holds};
use super::views::{answering, business_with};
use super::{Edge, Service, SiteNow, error};
use crate::pages::{
    GivenForm, Mistake, OfferedTime, OpenDeed, OpenPromise, TendNotice, TendNow, TendView,
    tend_page,
};
use crate::web::Response;

/// What the page is shown after.
pub(super) enum Pressed<'a> {
    /// Opened; `just` names what was recorded the moment before.
    Shown { just: &'a str },
    /// It could not be taken as it was.
    ToMend(Posted, Vec<Mistake>),
    /// Another press was first.
    Overtaken(Posted),
    /// The book gave no answer.
    NotRecorded(Posted),
}

impl<E: Edge> Service<E> {
    /// Does what a form of the page says, if it still follows.
    pub(super) async fn press_tend(
        &self,
        site: &SiteNow,
        (token, signed): (&ActToken, &str),
        by: &PersonId,
        body: &str,
    ) -> Response {
        let Some(mut posted) = Posted::read(body) else { return error(400) };
        let case = match self.case_file(site, &token.case).await {
            CaseFile::Known(case) => case,
            CaseFile::Unknown => return error(404),
            CaseFile::OutOfReach => return error(503),
        };
        let now = self.edge.now();
        let asked = Asked { site, case: &case, by, now };
        let what = match posted.what(&asked) {
            Ok(what) => what,
            Err(mistakes) => {
                let pressed = Pressed::ToMend(posted, mistakes);
                return self.show_tend(422, site, &case, (token, by), pressed);
            }
        };
        let fact = fact_to_json(&Fact { case: token.case, at: now, what: what.clone() });
        let ask = Ask::Tend { token: signed.to_owned(), fact };
        match self.act_in_book(site, &token.case, &ask).await {
            Some(acted) if holds(&acted.case, &what) => {
                lead_to(token, signed, &format!("?just={}", posted.tending))
            }
            Some(acted) => {
                let pressed = Pressed::Overtaken(posted);
                self.show_tend(409, site, &acted.case, (token, by), pressed)
            }
            None => self.show_tend(503, site, &case, (token, by), Pressed::NotRecorded(posted)),
        }
    }

    fn show_tend(
        &self,
        status: u16,
        site: &SiteNow,
        case: &Case,
        (token, by): (&ActToken, &PersonId),
        pressed: Pressed<'_>,
    ) -> Response {
        let Some(opened) = &case.opened else { return error(404) };
        let now = self.edge.now();
        let scene = Scene { site, case, opened, token, now, just: false, not_recorded: false };
        Response::page(status, self.tend_page(&scene, by, pressed).into_string())
    }

    pub(super) fn tend_page(
        &self,
        scene: &Scene<'_>,
        by: &PersonId,
        pressed: Pressed<'_>,
    ) -> Markup {
        let you = scene.site.team.find(by).unwrap_or_else(|| scene.site.owner());
        let fields = &scene.opened.what.fields;
        let text = |text: Option<&str>| text.map(str::to_owned);
        let mut courses = open_promises(scene.case);
        courses.sort_by_key(|course| course.term().due);
        let mut view = TendView {
            business: business_with(scene.site, you),
            you: you.first.as_str().to_owned(),
            reference: scene.opened.what.reference.as_str().to_owned(),
            customer: customer(&scene.opened.what),
            wrote: scene.moment(scene.opened.at),
            message: text(fields.message.as_ref().map(|message| message.as_str())),
            wish: text(fields.wish.as_ref().map(|wish| wish.as_str())),
            now: headline(scene, courses.first()),
            notice: TendNotice::Quiet,
            open: courses.iter().map(|course| self.open_promise(scene, by, course)).collect(),
            commit: commit_form(scene.case),
            form: self.form(scene.token),
            answering: answering(&scene.opened.what),
            answered_url: scene
                .case
                .answered
                .is_none()
                .then(|| self.button(scene, Deed::Answer { by: by.clone() })),
        };
        view.notice = notice(scene, &mut view, pressed);
        tend_page(&view)
    }

    pub(super) fn open_promise(
        &self,
        scene: &Scene<'_>,
        by: &PersonId,
        course: &Course,
    ) -> OpenPromise {
        let due = course.term().due;
        let deed = match course.name {
            PromiseName::First if course.what == Promised::Call => {
                OpenDeed::Move(move_form(scene, by, course))
            }
            PromiseName::First => {
                let [answer_by, ..] = answer_choices(scene.site, scene.now);
                let deed = Deed::Acknowledge { by: by.clone(), answer_by };
                OpenDeed::Acknowledge { url: self.button(scene, deed) }
            }
            PromiseName::Answer | PromiseName::Next(_) | PromiseName::Carried(_) => {
                OpenDeed::Move(move_form(scene, by, course))
            }
            PromiseName::Commitment(number) => OpenDeed::KeepOrMove {
                keep: Tending::Keep(number).to_string(),
                form: move_form(scene, by, course),
            },
        };
        OpenPromise {
            due: format!("By {}", scene.moment(due)),
            what: what(scene, course),
            left: left(scene, due),
            late: due < scene.now,
            deed,
        }
    }
}

fn headline(scene: &Scene<'_>, next: Option<&Course>) -> TendNow {
    let Some(course) = next else { return TendNow::Nothing };
    let due = course.term().due;
    let (due, late) = (scene.moment(due), due < scene.now);
    match course.what {
        Promised::Read => TendNow::Waits { what: "word from you", due, late },
        Promised::Call => TendNow::Waits { what: "your call", due, late },
        Promised::Answer => TendNow::Waits { what: "your answer", due, late },
        Promised::Deed => TendNow::Promised { due, late },
    }
}

/// "Ana answers."
fn what(scene: &Scene<'_>, course: &Course) -> String {
    let team = &scene.site.team;
    let maker = team.find_some(course.by.as_ref()).unwrap_or_else(|| team.owner());
    let first = maker.first.as_str();
    match (course.what, &course.words) {
        (Promised::Deed, Some(words)) => words.as_str().to_owned(),
        (Promised::Deed, None) => format!("{first} does what was agreed."),
        (Promised::Read, _) => format!("{first} reads it and says when the answer comes."),
        (Promised::Call, _) => format!("{first} calls."),
        (Promised::Answer, _) => format!("{first} answers."),
    }
}

/// "1 h 20 min of opening time left"
fn left(scene: &Scene<'_>, due: Timestamp) -> String {
    if due < scene.now {
        return "Its time has passed.".to_owned();
    }
    let hours = &scene.site.hours;
    let said = |ms: i64| {
        let minutes = u32::try_from(ms / MINUTE_MS).unwrap_or_default().max(1);
        // Nobody counts the minutes of a week.
        duration(if ms < 12 * HOUR_MS { minutes } else { minutes / 60 * 60 })
    };
    match hours.open_ms_between(scene.now, due) {
        0 if hours.add_open_time(scene.now, 0).is_ok() => {
            format!("{} left, and you are closed until then", said(due.ms() - scene.now.ms()))
        }
        0 => format!("{} left", said(due.ms() - scene.now.ms())),
        open => format!("{} of opening time left", said(open)),
    }
}

fn move_form(scene: &Scene<'_>, by: &PersonId, course: &Course) -> GivenForm {
    let tending = Tending::Move { promise: course.name, term: course.term().number + 1 };
    let form =
        GivenForm { deed: tending.to_string(), name: tending.fields(), ..GivenForm::default() };
    if matches!(course.name, PromiseName::Commitment(_)) {
        return form;
    }
    let asked = Asked { site: scene.site, case: scene.case, by, now: scene.now };
    let others = answer_choices(scene.site, scene.now);
    let others = others.into_iter().filter(|at| *at != course.term().due);
    let times = others.map(|at| OfferedTime {
        value: at.ms().to_string(),
        label: scene.moment(at),
        advice: asked.advice(at),
    });
    GivenForm { times: times.collect(), usual: asked.usual(), ..form }
}

pub(super) fn commit_form(case: &Case) -> Option<GivenForm> {
    let number = case.commitments.keys().max().map_or(1, |last| last + 1);
    let tending = Tending::Promise(number);
    (number <= PromiseName::COMMITMENTS_MAX).then(|| GivenForm {
        deed: tending.to_string(),
        name: tending.fields(),
        ..GivenForm::default()
    })
}

/// What came of the press; what was entered stays in its form.
fn notice(scene: &Scene<'_>, view: &mut TendView, pressed: Pressed<'_>) -> TendNotice {
    match pressed {
        Pressed::Shown { just } => match Tending::parse(just)
            .and_then(|did| tended(scene.case, did, |at| scene.moment(at)))
        {
            Some((says, told)) => TendNotice::Done { says, mailed: told && view.customer.mailed },
            None => TendNotice::Quiet,
        },
        Pressed::ToMend(posted, mistakes) => {
            put_back(view, posted, &mistakes);
            TendNotice::Mend(mistakes)
        }
        Pressed::Overtaken(posted) => {
            let typed = put_back(view, posted, &[]).filter(|typed| !typed.trim().is_empty());
            TendNotice::Overtaken { typed }
        }
        Pressed::NotRecorded(posted) => {
            put_back(view, posted, &[]);
            TendNotice::NotRecorded
        }
    }
}

/// Puts what was entered into its form; gives the words back where that is not there any more.
fn put_back(view: &mut TendView, posted: Posted, mistakes: &[Mistake]) -> Option<String> {
    let name = posted.tending.fields();
    let moves = view.open.iter_mut().filter_map(|promise| match &mut promise.deed {
        OpenDeed::Move(form) | OpenDeed::KeepOrMove { form, .. } => Some(form),
        OpenDeed::Acknowledge { .. } => None,
    });
    match moves.chain(&mut view.commit).find(|form| form.name == name) {
        Some(form) => {
            form.given = posted.given;
            form.mistakes = mistakes.to_vec();
            None
        }
        None => Some(posted.given.words),
    }
}

/// What was recorded, in a sentence, and whether a mail tells it; none where the case does not
/// hold it.
pub(super) fn tended(
    case: &Case,
    did: Tending,
    moment: impl Fn(Timestamp) -> String,
) -> Option<(String, bool)> {
    match did {
        Tending::Move { promise, term } => {
            let due = moment(case.moves.get(&(promise, term))?.what.due);
            Some((format!("The new time is {due}."), true))
        }
        Tending::Promise(number) => {
            let due = moment(case.commitments.get(&number)?.what.due);
            Some((format!("Promised by {due}."), true))
        }
        Tending::Keep(number) => {
            let words = &case.commitments.get(&number)?.what.words;
            case.kept.get(&number)?;
            Some((format!("The promise is kept: {}", words.as_str()), false))
        }
    }
}
