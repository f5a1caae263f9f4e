//! Being told beside mail: a browser that begins or stops, and the owner's own server.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use hearback_domain::site::form::{FieldMistake, Part};
use hearback_domain::wire::{Subscription, Want};
use hearback_domain::{OutsideUrlError, Site};

use super::super::{Edge, Service};
use super::settings::Settings;
use super::{AtDesk, Said, field, path};
use crate::pages::HookView;
use crate::push::Screen;
use crate::web::Response;

/// Standard Webhooks marks its secrets so.
const SECRET_MARK: &str = "whsec_";

impl<E: Edge> Service<E> {
    /// Tells the browser of this session from now on.
    pub(super) async fn listen(&self, desk: &AtDesk<'_>, body: &str) -> Response {
        let subscription = Subscription {
            endpoint: field(body, "endpoint"),
            p256dh: field(body, "p256dh"),
            auth: field(body, "auth"),
        };
        let screen = Screen::parse(&subscription);
        if screen.is_none_or(|screen| screen.url.is_loopback() && !self.config.is_local()) {
            return self.sessions_page(desk, 422, Some(REFUSED)).await;
        }
        self.after_telling(desk, Want::Listen(subscription), "told").await
    }

    /// Tells the browser of one of the person's sessions no more.
    pub(super) async fn quiet(&self, desk: &AtDesk<'_>, session: i64) -> Response {
        self.after_telling(desk, Want::Quiet { session }, "quiet").await
    }

    async fn after_telling(&self, desk: &AtDesk<'_>, want: Want, done: &str) -> Response {
        match self.ask_for(desk, want).await {
            Said::To(..) => {
                Response::see_other(format!("{}/sessions?{done}=1", path(&desk.site.id)))
            }
            said => self.instead(desk, &said),
        }
    }

    /// A server on this machine is called only where the deployment is on it too.
    pub(super) fn reachable(&self, site: Site) -> Result<Site, Vec<FieldMistake>> {
        let webhook = site.webhook.as_ref();
        if webhook.is_some_and(|webhook| webhook.url.is_loopback()) && !self.config.is_local() {
            let mut sentence = OutsideUrlError::Private.sentence().to_owned();
            sentence.replace_range(..1, "N");
            let sentence = format!("{sentence}.");
            return Err(vec![FieldMistake { field: "webhook".to_owned(), sentence }]);
        }
        Ok(site)
    }

    /// What whoever keeps the server needs, once there is one.
    pub(super) fn hook_view(&self, settings: &Settings, part: Part) -> Option<HookView> {
        let site = Some(&settings.site).filter(|_| part == Part::Telling)?;
        site.webhook.as_ref()?;
        let key = self.config.secret.webhook_key(&site.id);
        Some(HookView { secret: format!("{SECRET_MARK}{}", STANDARD.encode(key)) })
    }
}

const REFUSED: &str = "This browser named no service that can be reached, so nothing is sent to it. \
                       The mail comes all the same.";
