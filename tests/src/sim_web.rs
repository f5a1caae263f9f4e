//! Other servers as they may behave: they answer, are busy, stall, or take a call and their answer
//! is lost. They are down when the mail server is.

use std::rc::Rc;

use hearback_domain::SECOND_MS;
use hearback_worker::platform::{CALL_SECONDS_MAX, Call, Fetched, WebError};

use crate::ledger::Op;
use crate::world::World;

/// What a resolver says of every name: one public address.
const RESOLVED: &str = r#"{"Status":0,"Answer":[{"type":1,"data":"93.184.215.14"}]}"#;

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
        let is_lookup = call.url.starts_with(&self.config.resolver_url);
        Fetched { status: 200, body: if is_lookup { RESOLVED } else { "" }.to_owned() }
    }
}
