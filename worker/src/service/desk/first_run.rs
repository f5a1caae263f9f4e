//! The first run: the owner of the deployment signs in before there is any site, answers six
//! questions, each on a page of its own, and has a site with its script tag.
//!
//! Invariants: signing in is that of any desk, at a desk called `new`; an answer that was sent is
//! kept by its book, so that a closed tab and another browser lose nothing; that a site is there is
//! said only once it is stored.

use hearback_domain::SiteId;
use hearback_domain::key::site_key;
use hearback_domain::record::Record;
use hearback_domain::site::form::{FieldMistake, Fields, Question, first_site};
use hearback_domain::site::wire::to_json;
use hearback_domain::site::{Site, Zone};
use hearback_domain::submission::EmailAddress;
use hearback_domain::wire::{Ask, FirstAnswer, Reply, Shown, Want};

use super::super::{Answer, Edge, Service, SiteNow, error};
use super::enter::{browser_in_words, set_cookie};
use super::first_words::{choice, first_fields, first_lead, first_says, first_title};
use super::picture::{NoPicture, Upload};
use super::settings::{get, shown};
use super::{AtDesk, COOKIE_AGE_S, SESSION, Said, path};
use crate::pages::{FirstNotice, FirstRunView, FormTarget, PartLink, first_run_page};
use crate::web::{Method, Request, Response, form_pairs};

/// Ids that are tried when the one like the name is taken.
const NUMBERS_MAX: usize = 100;

/// What was answered so far.
type Answers = Vec<(Question, Fields)>;

/// A page of one question.
struct Asked {
    status: u16,
    filled: Fields,
    notice: FirstNotice,
}

impl<E: Edge> Service<E> {
    /// `/desk/new`, which is a desk with the owner of the deployment and nothing else.
    pub(super) async fn first_run(&self, request: &Request, rest: &[&str]) -> Answer {
        let (Some(site), Some(email)) = (self.config.first_run_site(), &self.config.owner_email)
        else {
            return Response::see_other("/install".to_owned()).into();
        };
        let site = SiteNow { site, record: Record::default() };
        let desk = AtDesk { site: &site, session: self.session(&site.id, request), request };
        if request.method == Method::Post && !self.is_ours(request) {
            return error(403).into();
        }
        match (request.method, rest) {
            (Method::Get, []) => self.go_on(&desk, email).await.into(),
            (Method::Post, ["sign-in"]) => self.ask_to_enter(&desk).await,
            (Method::Get, ["enter"]) => self.show_enter(&desk).into(),
            (Method::Post, ["enter"]) => self.enter(&desk).await.into(),
            (Method::Get, ["enter", token]) => self.show_mailed_link(&desk, token).into(),
            (Method::Post, ["sign-out"]) => self.sign_out(&desk).await.into(),
            (method, [name]) => match (method, Question::parse(name)) {
                (Method::Get, Some(question)) => self.show_question(&desk, email, question).await,
                (Method::Post, Some(Question::Picture)) => self.finish(&desk, email).await,
                (Method::Post, Some(question)) => self.take_answer(&desk, email, question).await,
                _ => error(404),
            }
            .into(),
            _ => error(404).into(),
        }
    }

    /// To the first question that is open.
    async fn go_on(&self, desk: &AtDesk<'_>, email: &EmailAddress) -> Response {
        match self.answers(desk, None).await {
            Ok(answers) => {
                let open = first_site(email, &answers, self.edge.now()).err();
                to_question(open.unwrap_or(Question::Picture))
            }
            Err(response) => response,
        }
    }

    async fn show_question(
        &self,
        desk: &AtDesk<'_>,
        email: &EmailAddress,
        question: Question,
    ) -> Response {
        let answers = match self.answers(desk, None).await {
            Ok(answers) => answers,
            Err(response) => return response,
        };
        let filled = kept(&answers, question).cloned().unwrap_or_else(|| {
            let zone = Zone::parse(&desk.request.time_zone).ok();
            question.fields(email, zone)
        });
        let asked = Asked { status: 200, filled, notice: FirstNotice::Quiet };
        self.question_page(desk, &answers, question, asked)
    }

    async fn take_answer(
        &self,
        desk: &AtDesk<'_>,
        email: &EmailAddress,
        question: Question,
    ) -> Response {
        let body = match self.own_form(desk) {
            Ok(body) => body,
            Err(response) => return response,
        };
        let sent: Fields = form_pairs(body).collect();
        let mut entered = question.entered(email, &sent);
        let answered = question.answered(desk.site, &entered, self.edge.now());
        let mistakes = match (answered, question) {
            (Err(mistakes), _) => mistakes,
            (Ok(site), Question::Business) => match self.choose_id(desk, &site, &entered).await {
                Ok(Ok(id)) => {
                    set(&mut entered, "id", id.as_str());
                    Vec::new()
                }
                Ok(Err(mistake)) => vec![mistake],
                Err(response) => return response,
            },
            (Ok(_), _) => Vec::new(),
        };
        if !mistakes.is_empty() {
            return match self.answers(desk, None).await {
                Ok(answers) => {
                    let notice = FirstNotice::Mend(shown(mistakes));
                    let asked = Asked { status: 422, filled: entered, notice };
                    self.question_page(desk, &answers, question, asked)
                }
                Err(response) => response,
            };
        }
        match self.answers(desk, Some((question, entered))).await {
            Ok(_) => to_question(Question::ALL[question.number() % Question::ALL.len()]),
            Err(response) => response,
        }
    }

    /// The id of the site: as entered if it is free, else like the name.
    async fn choose_id(
        &self,
        desk: &AtDesk<'_>,
        site: &Site,
        entered: &Fields,
    ) -> Result<Result<SiteId, FieldMistake>, Response> {
        // Whoever is signed out learns nothing of the sites there are.
        self.answers(desk, None).await?;
        let free = self.free_id(&site.id).await?;
        Ok(match free {
            Some(free) if free == site.id || get(entered, "id").is_empty() => Ok(free),
            free => Err(taken(&site.id, free.as_ref())),
        })
    }

    /// The id, or the next one with a number that nobody has.
    ///
    /// A list and no look at the key itself: that a key is missing is remembered for a minute, in
    /// which a new site would not be seen.
    async fn free_id(&self, id: &SiteId) -> Result<Option<SiteId>, Response> {
        let page = self.edge.list(&site_key(id), None).await.map_err(|_| error(503))?;
        let is_free = |id: &SiteId| {
            let key = site_key(id);
            !page.keys.iter().any(|name| name.key == key)
        };
        let numbered = (2..NUMBERS_MAX).map(|number| id.numbered(number));
        Ok(std::iter::once(id.clone()).chain(numbered).find(is_free))
    }

    /// Takes the last answer, and begins the site.
    async fn finish(&self, desk: &AtDesk<'_>, email: &EmailAddress) -> Response {
        let answer = match self.picture_sent(desk).await {
            Ok(picture) => {
                picture.map(|path| (Question::Picture, vec![("picture".to_owned(), path)]))
            }
            Err(NoPicture::Mend(sentence)) => {
                let mistake =
                    FieldMistake { field: "picture".to_owned(), sentence: sentence.to_owned() };
                let notice = FirstNotice::Mend(shown(vec![mistake]));
                return self.picture_page(desk, 422, notice).await;
            }
            Err(NoPicture::Instead(response)) => return response,
        };
        let answers = match self.answers(desk, answer).await {
            Ok(answers) => answers,
            Err(response) => return response,
        };
        match first_site(email, &answers, self.edge.now()) {
            Ok(site) => self.begin(desk, &answers, site).await,
            Err(open) => to_question(open),
        }
    }

    /// The picture that came, already stored: its path, an empty one for none, or nothing where
    /// the one that was sent before stays.
    async fn picture_sent(&self, desk: &AtDesk<'_>) -> Result<Option<String>, NoPicture> {
        let Upload { fields, file } = self.own_upload(desk)?;
        match get(&fields, "deed") {
            "none" => Ok(Some(String::new())),
            "keep" => Ok(None),
            _ => {
                // Only whoever is signed in stores anything.
                self.answers(desk, None).await?;
                self.keep_picture(desk, &file).await.map(Some)
            }
        }
    }

    async fn begin(&self, desk: &AtDesk<'_>, answers: &Answers, site: Site) -> Response {
        let cookie = format!("{}{}", self.chance(), self.chance());
        let session = self.config.secret.cookie_name(&site.id, &cookie);
        let agent = browser_in_words(&desk.request.agent);
        let ask = Ask::Begin { stored: to_json(&site), session, agent };
        match self.edge.ask(&site.id, &ask).await {
            Ok(Reply::Entered) => {
                let id = site.id.clone();
                self.sites.know_new(&self.edge, site);
                // Answers that stay lead to the same site once more.
                drop(self.ask_for(desk, Want::ForgetAnswers).await);
                Response::see_other(format!("{}/settings/tag?done=begun", path(&id)))
                    .with("set-cookie", set_cookie(SESSION, &id, &cookie, COOKIE_AGE_S))
            }
            Ok(Reply::Refused) => {
                let free = self.free_id(&site.id).await.ok().flatten();
                let notice = FirstNotice::Mend(shown(vec![taken(&site.id, free.as_ref())]));
                let filled = kept(answers, Question::Business).cloned().unwrap_or_default();
                let asked = Asked { status: 409, filled, notice };
                self.question_page(desk, answers, Question::Business, asked)
            }
            Ok(_) | Err(_) => {
                let asked = Asked {
                    status: 503,
                    filled: kept(answers, Question::Picture).cloned().unwrap_or_default(),
                    notice: FirstNotice::NotStored,
                };
                self.question_page(desk, answers, Question::Picture, asked)
            }
        }
    }

    async fn picture_page(&self, desk: &AtDesk<'_>, status: u16, notice: FirstNotice) -> Response {
        match self.answers(desk, None).await {
            Ok(answers) => {
                let filled = kept(&answers, Question::Picture).cloned().unwrap_or_default();
                let asked = Asked { status, filled, notice };
                self.question_page(desk, &answers, Question::Picture, asked)
            }
            Err(response) => response,
        }
    }

    /// Everything answered, after one more answer where there is one.
    async fn answers(
        &self,
        desk: &AtDesk<'_>,
        answer: Option<(Question, Fields)>,
    ) -> Result<Answers, Response> {
        let answer = answer.map(|(question, fields)| {
            let question = question.name().to_owned();
            FirstAnswer { question, fields }
        });
        match self.ask_for(desk, Want::Answers { answer }).await {
            Said::To(_, Shown::Answers(kept)) => {
                let read =
                    |kept: FirstAnswer| Some((Question::parse(&kept.question)?, kept.fields));
                Ok(kept.into_iter().filter_map(read).collect())
            }
            said => Err(self.instead(desk, &said)),
        }
    }

    fn question_page(
        &self,
        desk: &AtDesk<'_>,
        answers: &Answers,
        question: Question,
        asked: Asked,
    ) -> Response {
        let url = |question: Question| format!("{}/{}", path(&desk.site.id), question.name());
        let target = |action| FormTarget { action, token: self.token(desk) };
        let before = Question::ALL.into_iter().take_while(|one| *one != question).last();
        let others = answers.iter().filter(|(of, _)| *of != question);
        let mut others: Vec<_> = others.collect();
        others.sort_by_key(|(of, _)| of.number());
        let link = |(of, fields): &(Question, Fields)| PartLink {
            title: first_title(*of).to_owned(),
            says: first_says(*of, fields),
            url: url(*of),
        };
        let picture = get(&asked.filled, "picture").to_owned();
        let name = kept(answers, Question::Name).map(|fields| get(fields, "name").to_owned());
        let view = FirstRunView {
            number: question.number(),
            of: Question::ALL.len(),
            title: first_title(question),
            lead: first_lead(question),
            notice: asked.notice,
            fields: first_fields(question, &asked.filled),
            choice: choice(question, &asked.filled),
            picture: (question == Question::Picture).then_some(picture),
            name: name.unwrap_or_default(),
            answered: others.into_iter().map(link).collect(),
            form: target(url(question)),
            back_url: before.map(url).unwrap_or_default(),
            email: desk.site.owner().email.as_str().to_owned(),
            sign_out: target(format!("{}/sign-out", path(&desk.site.id))),
        };
        Response::page(asked.status, first_run_page(&view).into_string())
    }
}

fn to_question(question: Question) -> Response {
    Response::see_other(format!("{}/{}", path(&SiteId::first_run()), question.name()))
}

fn kept(answers: &Answers, question: Question) -> Option<&Fields> {
    answers.iter().find(|(of, _)| *of == question).map(|(_, fields)| fields)
}

fn set(fields: &mut Fields, name: &str, value: &str) {
    if let Some((_, known)) = fields.iter_mut().find(|(known, _)| known == name) {
        value.clone_into(known);
    }
}

fn taken(id: &SiteId, free: Option<&SiteId>) -> FieldMistake {
    let free = free.filter(|free| *free != id).map(|free| format!(" “{free}” is free."));
    let sentence = format!("Another site here is called “{id}”.{}", free.unwrap_or_default());
    FieldMistake { field: "id".to_owned(), sentence }
}
