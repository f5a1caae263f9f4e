//! The way of the widget into a website: the tag at the desk with the widget beside it, and the
//! page for whoever puts it in.

use hearback_domain::SiteId;

use super::super::{Edge, Service};
use super::{AtDesk, path};
use crate::mail::percent_encoded;
use crate::pages::{InstallView, Link, PREVIEW_POLICY, WebsiteTagView, install_page, tag_page};
use crate::web::{Request, Response};

impl<E: Edge> Service<E> {
    /// The tag, what it makes, and how it gets into the website; the owner's.
    pub(super) async fn show_tag(&self, desk: &AtDesk<'_>) -> Response {
        let settings = match self.settings(desk).await {
            Ok(settings) => settings,
            Err(response) => return response,
        };
        let (site, url) = (&settings.site, path(&desk.site.id));
        let tag = self.config.script_tag(&site.id);
        let install = self.config.install_url(Some(&site.id));
        let is_new = desk.request.parameter("done").is_some_and(|done| done == "begun");
        let pages = site.allowed_origins.iter().map(|origin| origin.as_str().to_owned());
        let view = WebsiteTagView {
            frame: self.settings_frame(desk, &settings).await,
            is_new,
            agency_url: agency_url(site.business.as_str(), &tag, &install),
            tag,
            pages: pages.collect(),
            pages_url: format!("{url}/settings/looks"),
            install_url: format!("/install?site={}", site.id.as_str()),
            card: Link {
                label: "See your card, for people without script".to_owned(),
                url: format!("/card/{}", site.id.as_str()),
            },
            email: site.owner().email.as_str().to_owned(),
            back: Link { label: "the settings".to_owned(), url: format!("{url}/settings") },
        };
        with_widget(tag_page(&view).into_string())
    }

    /// `/install`: for whoever set this service up, and for agencies.
    pub(in super::super) fn install(&self, request: &Request) -> Response {
        let site = request.parameter("site").and_then(|raw| SiteId::parse(&raw).ok());
        let site = site.filter(|site| !site.is_first_run());
        let yours = SiteId::parse("your-site");
        let tag = site.as_ref().or(yours.as_ref().ok()).map(|site| self.config.script_tag(site));
        let first_run = path(&SiteId::first_run());
        let view = InstallView {
            tag: tag.unwrap_or_default(),
            host: self.config.base_url.clone(),
            is_known: site.is_some(),
            begin_url: self.config.owner_email.as_ref().map(|_| first_run),
            looks_url: site.map(|site| format!("{}/settings/looks", path(&site))),
        };
        Response::public_page(200, install_page(&view).into_string())
    }
}

/// A page that may load the widget and our own scripts besides, and nothing else.
pub(super) fn with_widget(page: String) -> Response {
    Response::new(200, "text/html; charset=utf-8", page)
        .with("content-security-policy", PREVIEW_POLICY)
        .with("cache-control", "no-store")
        .with("referrer-policy", "same-origin")
}

/// A mail to be addressed by the owner, with all that an agency needs.
fn agency_url(business: &str, tag: &str, install: &str) -> String {
    let subject = format!("Please put this line into the website of {business}");
    let body = format!(
        "Hello,\r\n\r\nplease put this line into every page of our website, best at the end of the \
         page:\r\n\r\n{tag}\r\n\r\nHow, for the usual systems, and how to see that it works:\
         \r\n{install}\r\n\r\nThank you!"
    );
    format!("mailto:?subject={}&body={}", percent_encoded(&subject), percent_encoded(&body))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_agency_gets_the_tag_letter_by_letter() {
        let tag = "<script src=\"https://h.example/widget.js\" data-site=\"a\" async></script>";
        let url = agency_url("Okafor & Daughter", tag, "https://h.example/install?site=a");
        assert!(url.starts_with("mailto:?subject=Please%20put"), "{url}");
        assert!(url.contains("Okafor%20%26%20Daughter&body=Hello%2C%0D%0A"), "{url}");
        assert!(url.contains("%3Cscript%20src%3D%22https%3A%2F%2Fh.example"), "{url}");
        assert!(!url.contains(['"', '<', ' ', '\r']), "{url}");
    }
}
