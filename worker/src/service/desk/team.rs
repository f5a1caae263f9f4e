//! The team at the desk: one form a person, with their picture.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use hearback_domain::key::picture_key;
use hearback_domain::site::form::{
    Fields, add_person, change_person, person_fields, remove_person, with_picture,
};
use hearback_domain::site::{Person, Picture};
use hearback_domain::{PersonId, SiteId};

use super::super::{Edge, Service, error};
use super::AtDesk;
use super::picture::{NoPicture, Upload, extension_of};
use super::setting_fields::setting_fields;
use super::settings::{Settings, Settled, get, shown, version, want};
use crate::pages::{PersonForms, SettingsFormView, SettingsNotice, settings_form_page};
use crate::web::Response;

/// The part of the history that changes of the team stand under.
const TEAM: &str = "team";

/// A person's form as it came back.
struct Again {
    status: u16,
    filled: Fields,
    notice: SettingsNotice,
    picture_error: Option<String>,
}

impl<E: Edge> Service<E> {
    /// The form of somebody, or for somebody new.
    pub(super) async fn show_person(&self, desk: &AtDesk<'_>, id: &str) -> Response {
        let settings = match self.settings(desk).await {
            Ok(settings) => settings,
            Err(response) => return response,
        };
        let Ok(person) = found(&settings, id) else { return error(404) };
        let filled = person_fields(&settings.site, person);
        self.person_page(desk, (&settings, person), Again::quiet(200, filled)).await
    }

    pub(super) async fn change_person(&self, desk: &AtDesk<'_>, id: &str) -> Response {
        let (settings, entered) = match self.entered(desk).await {
            Ok(entered) => entered,
            Err(response) => return response,
        };
        let Ok(person) = found(&settings, id) else { return error(404) };
        let site = match (person, get(&entered, "deed")) {
            (Some(person), "remove") => {
                let left = remove_person(&settings.site, &person.id);
                let Some(site) = left else { return error(400) };
                Ok(site)
            }
            (Some(person), _) => change_person(&settings.site, person, &entered),
            (None, _) => add_person(&settings.site, &entered),
        };
        let site = match site {
            Ok(site) => site,
            Err(mistakes) => {
                let notice = SettingsNotice::Mend(shown(mistakes));
                let again = Again { notice, ..Again::quiet(422, entered) };
                return self.person_page(desk, (&settings, person), again).await;
            }
        };
        let settled = self.settle(desk, want(version(&entered), TEAM, &site)).await;
        match settled {
            Ok(Settled::Overtaken(settings)) => {
                let notice = SettingsNotice::Overtaken(self.last_change(desk, &settings));
                let Ok(person) = found(&settings, id) else { return error(404) };
                let again = Again { notice, ..Again::quiet(409, entered) };
                self.person_page(desk, (&settings, person), again).await
            }
            settled => self.after(desk, settled, TEAM).await,
        }
    }

    /// Takes a picture, or takes it away. The bytes are stored under their own name first.
    pub(super) async fn change_picture(&self, desk: &AtDesk<'_>, id: &str) -> Response {
        match self.picture_changed(desk, id).await {
            Ok(response) | Err(NoPicture::Instead(response)) => response,
            Err(NoPicture::Mend(sentence)) => self.refuse_picture(desk, id, sentence).await,
        }
    }

    async fn picture_changed(&self, desk: &AtDesk<'_>, id: &str) -> Result<Response, NoPicture> {
        let Upload { fields, file } = self.own_upload(desk)?;
        let settings = self.settings(desk).await?;
        let Ok(Some(person)) = found(&settings, id) else { return Ok(error(404)) };
        let picture = match get(&fields, "deed") {
            "no-picture" => None,
            _ => Picture::parse(&self.keep_picture(desk, &file).await?).ok(),
        };
        let Some(site) = with_picture(&settings.site, &person.id, picture.as_ref()) else {
            return Ok(error(400));
        };
        let settled = self.settle(desk, want(version(&fields), TEAM, &site)).await;
        Ok(self.after(desk, settled, TEAM).await)
    }

    async fn refuse_picture(&self, desk: &AtDesk<'_>, id: &str, sentence: &str) -> Response {
        let settings = match self.settings(desk).await {
            Ok(settings) => settings,
            Err(response) => return response,
        };
        let Ok(person) = found(&settings, id) else { return error(404) };
        let quiet = Again::quiet(422, person_fields(&settings.site, person));
        let again = Again { picture_error: Some(sentence.to_owned()), ..quiet };
        self.person_page(desk, (&settings, person), again).await
    }

    async fn person_page(
        &self,
        desk: &AtDesk<'_>,
        (settings, person): (&Settings, Option<&Person>),
        again: Again,
    ) -> Response {
        let behind = format!("/team/{}", person.map_or("new", |person| person.id.as_str()));
        let view = SettingsFormView {
            title: person.map_or("Somebody new", |person| person.name.as_str()).to_owned(),
            lead: match person {
                Some(_) => String::new(),
                None => "They sign in with their own address, and see the cases.".to_owned(),
            },
            fields: setting_fields(TEAM, &person_fields(&settings.site, person), &again.filled),
            form: self.settings_target(desk, settings, &behind),
            person: person.map(|person| PersonForms {
                name: person.name.as_str().to_owned(),
                picture: person.picture.as_ref().map(|picture| picture.as_str().to_owned()),
                picture_form: self.settings_target(desk, settings, &format!("{behind}/picture")),
                picture_error: again.picture_error,
                removable: person.id != settings.site.owner().id,
            }),
            ..self.form_page_of(desk, settings, again.notice).await
        };
        let page = settings_form_page(&view).into_string();
        Response::page(again.status, page)
    }

    /// A picture that was uploaded; its address changes with its content.
    pub(in super::super) async fn picture(&self, site: &str, name: &str) -> Response {
        // Those of the first run are there before a site is.
        let Ok(site) = SiteId::parse(site) else { return error(404) };
        let Some(kind) = extension_of(name) else { return error(404) };
        let bytes = match self.edge.get(&picture_key(&site, name)).await {
            Ok(Some(text)) => STANDARD.decode(text).unwrap_or_default(),
            Ok(None) => return error(404),
            Err(_) => return error(503),
        };
        Response::bytes(kind, bytes)
            .with("cache-control", "public, max-age=31536000, immutable")
            .with("access-control-allow-origin", "*")
            .with("cross-origin-resource-policy", "cross-origin")
            .with("content-security-policy", "default-src 'none'; sandbox")
    }
}

impl Again {
    const fn quiet(status: u16, filled: Fields) -> Self {
        Self { status, filled, notice: SettingsNotice::Quiet, picture_error: None }
    }
}

/// Somebody of the team; none for somebody new.
fn found<'a>(settings: &'a Settings, id: &str) -> Result<Option<&'a Person>, ()> {
    if id == "new" {
        return Ok(None);
    }
    let id = PersonId::parse(id).map_err(drop)?;
    settings.site.team.find(&id).map(Some).ok_or(())
}
