//! The business card and its plain form, which work without script.

use hearback_domain::Site;
use hearback_domain::accent::{Accent, Tones};
use hearback_domain::submission::{EmailAddress, FieldError, SubmissionId, likely_meant};
use hearback_domain::wire::{Submission, SubmissionError, SubmissionWire};

use super::accept_case::Accepted;
use super::case_page::case_cookie;
use super::views::card_view;
use super::{Answer, Edge, Found, Service, SiteNow, error};
use crate::pages::{AccentColours, Entered, FormNotice, FormView, accent_css, card_page, vcard};
use crate::web::{Body, Method, Request, Response, form_pairs};

impl<E: Edge> Service<E> {
    pub(super) async fn card(&self, request: &Request, site: &str, rest: &[&str]) -> Answer {
        let site = match self.site(site).await {
            Found::Site(site) => site,
            Found::Unknown => return error(404).into(),
            Found::OutOfReach => return error(503).into(),
        };
        match (request.method, rest) {
            (Method::Get, []) => self.show_card_page(&site, request).into(),
            (Method::Get, ["accent.css"]) => accent_sheet(&site).into(),
            (Method::Get, ["contact.vcf"]) => self.contact(&site).into(),
            (Method::Post, []) => self.post_form(&site, request).await,
            (Method::Post, ["draft"]) => self.show_draft(&site, request).into(),
            (_, [] | ["draft"]) => error(405).into(),
            _ => error(404).into(),
        }
    }

    fn show_card_page(&self, site: &SiteNow, request: &Request) -> Response {
        let page = request.parameter("from").unwrap_or_default();
        // "Ask for a call back" opens the form with that chosen.
        let kind = request.parameter("kind").unwrap_or_default();
        self.form_page(
            200,
            site,
            SubmissionWire { page, kind, ..SubmissionWire::default() },
            |_| (),
        )
    }

    /// The words typed into a widget that cannot run here; nothing is stored.
    fn show_draft(&self, site: &SiteNow, request: &Request) -> Response {
        match form_of(request) {
            Ok(wire) => {
                let wire = SubmissionWire { submission_id: String::new(), ..wire };
                self.form_page(200, site, wire, |form| form.notice = FormNotice::Draft)
            }
            Err(status) => error(status),
        }
    }

    async fn post_form(&self, site: &SiteNow, request: &Request) -> Answer {
        let wire = match form_of(request) {
            Ok(wire) => wire,
            Err(status) => return error(status).into(),
        };
        // Another site's page may bring words here by `draft`, never send in somebody's name.
        if request.origin.as_deref().is_some_and(|origin| origin != self.config.base_url) {
            return self.form_page(403, site, wire, |form| form.notice = FormNotice::Draft).into();
        }
        let submission = match wire.parse() {
            Ok(submission) => self.of_form(submission),
            Err(SubmissionError::Id(_)) => {
                return self.form_page(400, site, wire, |f| f.notice = FormNotice::Draft).into();
            }
            Err(SubmissionError::Fields(errors)) => {
                return self.form_page(422, site, wire, |form| mend(form, errors)).into();
            }
        };
        if self.is_too_fast(site, request).await {
            return self.form_page(429, site, wire, |f| f.notice = FormNotice::TooFast).into();
        }
        let accepted = self.accept(site, submission).await;
        let response = match &accepted {
            Accepted::Stored(fact, _) => {
                let (id, case) = (site.id.as_str(), fact.case.text());
                Response::see_other(format!("/case/{id}/{case}?sent"))
                    .with("set-cookie", case_cookie(&self.config, &site.id, &fact.case))
            }
            Accepted::SlotGone(gone) => {
                self.form_page(422, site, wire, |form| mend(form, vec![gone.at_field()]))
            }
            // Changed words have an id of their own, so other words under this one are a
            // record that cannot be read: no better than none.
            Accepted::OtherWords | Accepted::NotStored => {
                self.form_page(503, site, wire, |f| f.notice = FormNotice::NotStored)
            }
        };
        Answer { response, tell: accepted.tell(site) }
    }

    /// The form keeps its id however often it comes back; its words decide what is a repeat.
    fn of_form(&self, submission: Submission) -> Submission {
        let id =
            self.config.secret.submission_of(submission.id, &submission.fields, submission.slot);
        Submission { id, ..submission }
    }

    /// The card with a form that holds what was entered.
    fn form_page(
        &self,
        status: u16,
        site: &SiteNow,
        wire: SubmissionWire,
        change: impl FnOnce(&mut FormView),
    ) -> Response {
        let now = self.edge.now();
        let id = SubmissionId::parse(&wire.submission_id)
            .unwrap_or_else(|_| SubmissionId::at(now.ms().unsigned_abs(), self.edge.random()));
        let meant = EmailAddress::parse(&wire.email).ok().and_then(|email| likely_meant(&email));
        let mut form = FormView {
            submission_id: id.text(),
            page: wire.page,
            likely_meant: meant,
            entered: Entered {
                kind: wire.kind,
                message: wire.message,
                wish: wire.wish,
                needed_by: wire.needed_by,
                name: wire.name,
                email: wire.email,
                phone: wire.phone,
                slot: wire.slot,
            },
            ..FormView::default()
        };
        change(&mut form);
        // Going back from the case shows the same form with its id: sent again, it is a repeat.
        let untouched = status == 200 && form.notice == FormNotice::None;
        let respond = if untouched { Response::public_page } else { Response::page };
        let view = card_view(&self.config, site, now, form);
        respond(status, card_page(&view).into_string())
    }

    fn contact(&self, site: &SiteNow) -> Response {
        let view = card_view(&self.config, site, self.edge.now(), FormView::default());
        Response::new(200, "text/vcard; charset=utf-8", vcard(&view))
            .with("cache-control", "no-store")
            .with("content-disposition", "attachment; filename=\"contact.vcf\"")
    }
}

fn mend(form: &mut FormView, errors: Vec<FieldError>) {
    form.errors = errors;
}

/// The fields of a posted form, or the status that says why there are none.
fn form_of(request: &Request) -> Result<SubmissionWire, u16> {
    let body = match &request.body {
        Body::TooLong => return Err(413),
        Body::Whole(body) => body,
    };
    let kind = request.content_type.split(';').next().map(str::trim);
    if kind != Some("application/x-www-form-urlencoded") {
        return Err(415);
    }
    let mut wire = SubmissionWire::default();
    for (name, value) in form_pairs(&String::from_utf8_lossy(body)) {
        match name.as_str() {
            "submission_id" => wire.submission_id = value,
            "kind" => wire.kind = value,
            "message" => wire.message = value,
            "wish" => wire.wish = value,
            "needed_by" => wire.needed_by = value,
            "name" => wire.name = value,
            "email" => wire.email = value,
            "phone" => wire.phone = value,
            "slot" => wire.slot = value,
            "page" => wire.page = value,
            "trap" => wire.trap = value,
            _ => {}
        }
    }
    Ok(wire)
}

fn accent_sheet(site: &Site) -> Response {
    let accent = Accent::of(site.accent);
    let text = |tones: &Tones| [tones.accent, tones.soft, tones.on].map(|rgb| rgb.to_string());
    let (light, dark) = (text(&accent.light), text(&accent.dark));
    Response::new(200, "text/css; charset=utf-8", accent_css(colours(&light), colours(&dark)))
        .with("cache-control", "public, max-age=300")
}

fn colours([accent, soft, on]: &[String; 3]) -> AccentColours<'_> {
    AccentColours { accent, soft, on }
}
