//! Other servers as they may behave: they answer, are busy, stall, or take a call and their answer
//! is lost. They are down when the mail server is. Here are a resolver, the owner's own server and
//! the push service of one browser.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

use hearback_domain::{Case, CaseId, DAY_MS, HOUR_MS, ObligationId, Outcome, SECOND_MS};
use hearback_worker::platform::{CALL_SECONDS_MAX, Call, Fetched, WebError};

use crate::ledger::Op;
use crate::world::World;

/// What a resolver says of every name: one public address.
const RESOLVED: &str = r#"{"Status":0,"Answer":[{"type":1,"data":"93.184.215.14"}]}"#;

/// The owner's own server, as the settings have it.
pub(crate) const HOOK: &str = r#""webhook":{"url":"https://hook.okafor.example/in","since":0},"#;

/// Ana's browser is signed in for ever, and told from the beginning. Its keys are those of the
/// example in RFC 8291.
const LISTENS: [&str; 2] = [
    "INSERT OR IGNORE INTO sessions (name, person, began, seen, browser) \
     VALUES ('ana', 'ana', 0, 9000000000000, '')",
    "INSERT OR IGNORE INTO screens VALUES ('ana', 'https://push.example/ana', \
     'BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4', \
     'BTBZMqHH6r4Tts7J_aSIgg', 0)",
];

/// What other servers took.
#[derive(Default)]
pub(crate) struct OtherServers {
    /// The names and bodies of calls to the owner's server.
    hooks: RefCell<Vec<(String, String)>>,
    /// Calls to the push service.
    pushes: RefCell<usize>,
}

impl OtherServers {
    /// Calls that were taken.
    pub(crate) fn taken(&self) -> usize {
        self.hooks.borrow().len() + *self.pushes.borrow()
    }
}

impl World {
    /// One call to a server out there.
    pub(crate) async fn call(self: &Rc<Self>, call: &Call) -> Result<Fetched, WebError> {
        self.ledger.count(self.executor.current(), Op::Call);
        let answered = self.answer_call(call).await;
        self.trace(|| match &answered {
            Ok(fetched) => format!("call to {}: {}", call.url, fetched.status),
            Err(error) => format!("call to {}: {}", call.url, error.0),
        });
        answered
    }

    async fn answer_call(self: &Rc<Self>, call: &Call) -> Result<Fetched, WebError> {
        let nothing = |why: &str| Err(WebError(why.to_owned()));
        if self.mail_is_down() || self.happens(self.climate.mail_stalls) {
            self.executor.sleep(self.longest_call_ms()).await;
            return nothing("nobody answers");
        }
        if self.happens(self.climate.mail_refused) {
            self.take_time().await;
            return Ok(Fetched { status: 503, body: String::new() });
        }
        let fetched = self.taken(call);
        if self.happens(self.climate.mail_unknown) {
            self.executor.sleep(self.longest_call_ms()).await;
            return nothing("the answer was lost");
        }
        self.executor.sleep(self.below(40)).await;
        Ok(fetched)
    }

    fn longest_call_ms(&self) -> i64 {
        self.below(SECOND_MS * i64::try_from(CALL_SECONDS_MAX).unwrap_or(1))
    }

    /// What a server makes of a call it took.
    fn taken(&self, call: &Call) -> Fetched {
        if call.url.starts_with(&self.config.resolver_url) {
            return Fetched { status: 200, body: RESOLVED.to_owned() };
        }
        match call.headers.iter().find(|(name, _)| *name == "webhook-id") {
            Some((_, id)) => {
                let body = String::from_utf8_lossy(&call.body).into_owned();
                self.web.hooks.borrow_mut().push((id.clone(), body));
            }
            None => *self.web.pushes.borrow_mut() += 1,
        }
        Fetched { status: 201, body: String::new() }
    }

    /// Ana asks to be told on her screen, again and again while the weather may take that back.
    pub(crate) async fn listen(self: Rc<Self>) {
        while self.is_stormy() {
            if !self.book.rows("SELECT name FROM sqlite_master WHERE name = 'screens'").is_empty() {
                LISTENS.iter().for_each(|sql| drop(self.book.rows(sql)));
            }
            self.executor.sleep(self.below(HOUR_MS)).await;
        }
    }

    /// What counts as told was taken, and holds nothing a customer typed.
    pub(crate) fn check_told(&self, cases: &BTreeMap<CaseId, Case>) {
        let hooks = self.web.hooks.borrow();
        let mut pushed = 0;
        for case in cases.values() {
            let words = case.opened.as_ref().and_then(|opened| opened.what.fields.message.clone());
            for (id, ended) in &case.performed {
                let is_sent = ended.what == Outcome::Sent;
                let secret = &self.config.secret;
                let name = secret.message_name(self.site_id(), &case.id, &id.text());
                let mut calls = hooks.iter().filter(|(of, _)| *of == format!("msg_{name}"));
                match id {
                    ObligationId::PostHook(_) if is_sent && calls.clone().next().is_none() => {
                        self.broken(format!("{} counts as told and was not", id.text()));
                    }
                    ObligationId::Push(_) => pushed += usize::from(is_sent),
                    _ => {}
                }
                if calls.any(|(_, body)| words.as_ref().is_some_and(|w| body.contains(w.as_str())))
                {
                    self.broken(format!("{} holds what the customer wrote", id.text()));
                }
            }
        }
        if pushed > *self.web.pushes.borrow() {
            self.broken("more counts as told on screens than was".to_owned());
        }
    }
}

/// How long an obligation to the business is tried at least.
pub(crate) fn tried_for_ms(id: &ObligationId) -> i64 {
    match id {
        ObligationId::Push(_) => DAY_MS,
        _ => hearback_domain::TRIED_FOR_MS,
    }
}
