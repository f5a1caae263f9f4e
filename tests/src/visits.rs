//! What browsers do: open a link, keep its cookie, follow, and press a button.

use std::rc::Rc;

use hearback_domain::CaseId;
use hearback_worker::web::{Body, Method, Request, Response};

use crate::further::is_shared;
use crate::world::World;

/// A page in somebody's browser.
pub(crate) struct Page {
    path: String,
    cookie: String,
    pub(crate) status: u16,
    pub(crate) html: String,
}

/// All our links in a mail's text.
pub(crate) fn links<'a>(text: &'a str, base_url: &str, room: &str) -> Vec<&'a str> {
    let begins = format!("{base_url}/{room}/");
    text.lines().map(str::trim).filter(|line| line.starts_with(&begins)).collect()
}

/// The values of a form's fields of a name.
pub(crate) fn values<'a>(html: &'a str, name: &str) -> Vec<&'a str> {
    let field = format!("name=\"{name}\" value=\"");
    html.split(&field).skip(1).filter_map(|rest| rest.split('"').next()).collect()
}

impl World {
    fn somewhere(&self) -> usize {
        usize::try_from(self.below(2)).unwrap_or_default()
    }

    async fn get(self: &Rc<Self>, path: &str, cookie: &str) -> Option<Response> {
        let (path, query) = path.split_once('?').unwrap_or((path, ""));
        let request = Request {
            path: path.to_owned(),
            query: query.to_owned(),
            cookie: cookie.to_owned(),
            ..Request::default()
        };
        self.request(self.somewhere(), request).await
    }

    /// Opens a link of a mail: the token becomes a cookie, the address clean.
    pub(crate) async fn open(self: &Rc<Self>, url: &str) -> Option<Page> {
        let path = url.strip_prefix(&self.config.base_url)?;
        let first = self.get(path, "").await?;
        if first.status != 303 {
            let (path, cookie) = (path.to_owned(), String::new());
            return Some(Page { path, cookie, status: first.status, html: first.body });
        }
        let path = first.header("location")?.to_owned();
        let cookie = first.header("set-cookie")?.split(';').next()?.to_owned();
        let second = self.get(&path, &cookie).await?;
        Some(Page { path, cookie, status: second.status, html: second.body })
    }

    /// Presses the button of a page's form; `None` when nobody knows what came of it.
    pub(crate) async fn press(
        self: &Rc<Self>,
        page: &Page,
        fields: &[(&str, &str)],
    ) -> Option<u16> {
        let pairs: Vec<String> =
            fields.iter().map(|(name, value)| format!("{name}={value}")).collect();
        let request = Request {
            method: Method::Post,
            path: page.path.clone(),
            cookie: page.cookie.clone(),
            origin: Some(self.config.base_url.clone()),
            content_type: "application/x-www-form-urlencoded".to_owned(),
            body: Body::Whole(pairs.join("&").into_bytes()),
            ..Request::default()
        };
        let pressed = self.request(self.somewhere(), request).await?;
        if let (303, Some(path)) = (pressed.status, pressed.header("location")) {
            let shown = self.get(path, &page.cookie).await;
            // A case that became part of another in between is shown to other keys.
            let case = page.path.rsplit('/').next().and_then(CaseId::parse);
            let may_refuse = || case.is_some_and(|case| is_shared(self, case));
            let is_right = |status| matches!(status, 200 | 503) || (status == 403 && may_refuse());
            if let Some(shown) = shown.filter(|shown| !is_right(shown.status)) {
                self.broken(format!("a page after a press answers {}", shown.status));
            }
        }
        Some(pressed.status)
    }
}
