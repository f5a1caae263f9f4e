//! Coming in: an address, then the code of the mail, in the browser that asked.
//!
//! What is shown after an address was given is the same whether it belongs to the team or not, and
//! as soon: the book is told once the answer is on its way.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use hearback_domain::SiteId;
use hearback_domain::submission::EmailAddress;
use hearback_domain::wire::{Ask, Reply};

use super::super::api::household;
use super::super::views::business;
use super::super::{Answer, Edge, Service, error};
use super::{AtDesk, COOKIE_AGE_S, SESSION, field, path};
use crate::book::CODE_LIFE_MINUTES;
use crate::pages::{FormTarget, SignInNotice, SignInState, SignInView, sign_in_page};
use crate::web::{Body, Response};

const ENTERING: &str = "__Host-enter-";

/// A little longer than the code holds, so that the page can say that it does not any more.
const ENTERING_AGE_S: i64 = 30 * 60;

/// What a browser keeps between asking and entering.
struct Entering<'a> {
    /// The whole cookie; the book knows the browser by its name.
    cookie: &'a str,
    /// The case to lead to, or nothing.
    case: &'a str,
    /// The address that was given.
    email: String,
}

impl<E: Edge> Service<E> {
    /// The first page: asks for the address.
    pub(super) fn sign_in(&self, desk: &AtDesk<'_>, status: u16, notice: SignInNotice) -> Response {
        let state = SignInState::Address {
            form: address_form(desk),
            email: String::new(),
            error: None,
            notice,
        };
        show(desk, status, state)
    }

    /// Takes the address.
    pub(super) async fn ask_to_enter(&self, desk: &AtDesk<'_>) -> Answer {
        let Body::Whole(body) = &desk.request.body else { return error(413).into() };
        let given = field(&String::from_utf8_lossy(body), "email");
        let again = |status, error: &str| {
            let state = SignInState::Address {
                form: address_form(desk),
                email: given.clone(),
                error: Some(error.to_owned()),
                notice: SignInNotice::None,
            };
            show(desk, status, state)
        };
        let email = match EmailAddress::parse(&given) {
            Ok(email) => email,
            Err(error) => return again(422, error.sentence()).into(),
        };
        let network = household(&desk.request.address);
        let name = format!("sign-in/{}/{network}", desk.site.id.as_str());
        if self.edge.too_fast(&name).await {
            return again(429, "That was often. Please wait a minute and try again.").into();
        }
        let case = desk.request.parameter("case").unwrap_or_default();
        let cookie = format!(
            "{}.{}.{}",
            self.chance(),
            URL_SAFE_NO_PAD.encode(case),
            URL_SAFE_NO_PAD.encode(email.as_str())
        );
        let browser = self.config.secret.cookie_name(&desk.site.id, &cookie);
        let set = set_cookie(ENTERING, &desk.site.id, &cookie, ENTERING_AGE_S);
        let response = Response::see_other(format!("{}/enter", path(&desk.site.id)));
        let network = self.config.secret.cookie_name(&desk.site.id, &network);
        let ask = Ask::SignIn { email: email.as_str().to_owned(), browser, network };
        let tell = Some((desk.site.id.clone(), ask));
        Answer { response: response.with("set-cookie", set), tell }
    }

    /// The second page: asks for the code.
    pub(super) fn show_enter(&self, desk: &AtDesk<'_>) -> Response {
        match entering(desk) {
            Some(entering) => show(desk, 200, code_state(desk, &entering, None)),
            None => Response::see_other(path(&desk.site.id)),
        }
    }

    /// The page behind the mailed link; it does nothing by itself.
    pub(super) fn show_mailed_link(&self, desk: &AtDesk<'_>, token: &str) -> Response {
        let Some(browser) = self.config.secret.verified("enter", token) else {
            return show(desk, 403, SignInState::Expired { again_url: path(&desk.site.id) });
        };
        let is_here =
            entering(desk).is_some_and(|entering| self.browser(desk, &entering) == browser);
        let state = if is_here {
            let action = format!("{}/enter", path(&desk.site.id));
            let form = FormTarget { action, token: token.to_owned() };
            SignInState::Link { form, you: String::new() }
        } else {
            let code = self.config.secret.sign_in_code(&desk.site.id, browser);
            SignInState::OtherBrowser { code: Some(code), again_url: path(&desk.site.id) }
        };
        show(desk, 200, state)
    }

    /// Takes the code, or the link's token in its stead.
    pub(super) async fn enter(&self, desk: &AtDesk<'_>) -> Response {
        let Body::Whole(body) = &desk.request.body else { return error(413) };
        let body = String::from_utf8_lossy(body);
        let again_url = path(&desk.site.id);
        let Some(entering) = entering(desk) else {
            return show(desk, 403, SignInState::Expired { again_url });
        };
        let network = household(&desk.request.address);
        if self.edge.too_fast(&format!("enter/{}/{network}", desk.site.id.as_str())).await {
            let error = "That was often. Please wait a minute and try again.".to_owned();
            return show(desk, 429, code_state(desk, &entering, Some(error)));
        }
        let browser = self.browser(desk, &entering);
        let mailed = field(&body, "token");
        let by_link = self.config.secret.verified("enter", &mailed) == Some(browser.as_str());
        let code: String = match by_link {
            true => self.config.secret.sign_in_code(&desk.site.id, &browser),
            false => field(&body, "code").chars().filter(char::is_ascii_digit).collect(),
        };
        if code.len() != 6 {
            let error = "Please enter the six digits of the mail.".to_owned();
            return show(desk, 422, code_state(desk, &entering, Some(error)));
        }
        let cookie = format!("{}{}", self.chance(), self.chance());
        let session = self.config.secret.cookie_name(&desk.site.id, &cookie);
        let agent = browser_in_words(&desk.request.agent);
        let ask = Ask::Enter { browser, code, by_link, session, agent };
        match self.edge.ask(&desk.site.id, &ask).await {
            Ok(Reply::Entered) => Response::see_other(self.first_page(desk, &entering))
                .with("set-cookie", set_cookie(SESSION, &desk.site.id, &cookie, COOKIE_AGE_S))
                .with("set-cookie", set_cookie(ENTERING, &desk.site.id, "", 0)),
            Ok(Reply::WrongCode { tries_left: 0 }) => {
                show(desk, 403, SignInState::Expired { again_url })
            }
            Ok(Reply::WrongCode { tries_left }) => {
                let error = wrong(tries_left);
                show(desk, 422, code_state(desk, &entering, Some(error)))
            }
            Ok(_) | Err(_) => error(503),
        }
    }

    fn first_page(&self, desk: &AtDesk<'_>, entering: &Entering<'_>) -> String {
        let case = URL_SAFE_NO_PAD.decode(entering.case).ok();
        let case = case.and_then(|case| String::from_utf8(case).ok());
        match case.as_deref().and_then(hearback_domain::CaseId::parse) {
            Some(case) => format!("{}/case/{}", path(&desk.site.id), case.text()),
            None => path(&desk.site.id),
        }
    }

    fn browser(&self, desk: &AtDesk<'_>, entering: &Entering<'_>) -> String {
        self.config.secret.cookie_name(&desk.site.id, entering.cookie)
    }

    /// 80 bits that nobody can guess.
    pub(super) fn chance(&self) -> String {
        URL_SAFE_NO_PAD.encode(self.edge.random())
    }
}

fn show(desk: &AtDesk<'_>, status: u16, state: SignInState) -> Response {
    let first_run = desk.site.id.is_first_run();
    let view = SignInView { business: business(desk.site), state, first_run };
    Response::page(status, sign_in_page(&view).into_string())
}

/// The case that was wanted comes along.
fn address_form(desk: &AtDesk<'_>) -> FormTarget {
    let case = desk.request.path.split('/').nth(4).unwrap_or_default();
    let mut action = format!("{}/sign-in", path(&desk.site.id));
    if let Some(case) = hearback_domain::CaseId::parse(case) {
        action.push_str("?case=");
        action.push_str(&case.text());
    }
    FormTarget { action, token: String::new() }
}

fn code_state(desk: &AtDesk<'_>, entering: &Entering<'_>, error: Option<String>) -> SignInState {
    SignInState::Code {
        form: FormTarget { action: format!("{}/enter", path(&desk.site.id)), token: String::new() },
        email: entering.email.clone(),
        good_for: format!("{CODE_LIFE_MINUTES} minutes"),
        code: String::new(),
        error,
        again_url: path(&desk.site.id),
    }
}

fn wrong(tries_left: u32) -> String {
    let tries = match tries_left {
        1 => "one more try".to_owned(),
        tries => format!("{tries} more tries"),
    };
    format!("This is not the code of the newest mail. You have {tries}, and the link in the mail.")
}

fn entering<'a>(desk: &AtDesk<'a>) -> Option<Entering<'a>> {
    let cookie = desk.request.cookie(&format!("{ENTERING}{}", desk.site.id.as_str()))?;
    let mut parts = cookie.split('.');
    let (_, case, email) = (parts.next()?, parts.next()?, parts.next()?);
    let email = String::from_utf8(URL_SAFE_NO_PAD.decode(email).ok()?).ok()?;
    Some(Entering { cookie, case, email })
}

pub(super) fn set_cookie(kind: &str, site: &SiteId, value: &str, age_s: i64) -> String {
    let name = format!("{kind}{}", site.as_str());
    format!("{name}={value}; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age={age_s}")
}

/// "Safari on iPhone", as far as a browser says; for people to tell theirs apart.
pub(super) fn browser_in_words(agent: &str) -> String {
    let first = |known: &[(&str, &'static str)]| {
        known.iter().find(|(mark, _)| agent.contains(mark)).map(|(_, name)| *name)
    };
    let browser = first(&[
        ("Edg", "Edge"),
        ("SamsungBrowser", "Samsung Internet"),
        ("Firefox", "Firefox"),
        ("Chrome", "Chrome"),
        ("CriOS", "Chrome"),
        ("FxiOS", "Firefox"),
        ("Safari", "Safari"),
    ]);
    let device = first(&[
        ("iPhone", "iPhone"),
        ("iPad", "iPad"),
        ("Android", "Android"),
        ("Windows", "Windows"),
        ("Mac OS", "Mac"),
        ("Linux", "Linux"),
    ]);
    match (browser, device) {
        (Some(browser), Some(device)) => format!("{browser} on {device}"),
        (Some(one), None) | (None, Some(one)) => one.to_owned(),
        (None, None) => "A browser".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_browser_is_called_what_its_user_calls_it() {
        let iphone = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 \
                      (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1";
        let windows = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 \
                       (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36 Edg/142.0.0.0";
        assert_eq!(browser_in_words(iphone), "Safari on iPhone");
        assert_eq!(browser_in_words(windows), "Edge on Windows");
        assert_eq!(browser_in_words("curl/8"), "A browser");
    }
}
