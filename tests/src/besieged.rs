//! Somebody who wants into another's desk, or wants to keep them out of it.

use std::cell::RefCell;
use std::rc::Rc;

use hearback_domain::MINUTE_MS;
use hearback_worker::web::{Body, Method, Request, Response};

use crate::world::World;

/// A browser that asks to be let in at the desk.
pub struct Door {
    world: Rc<World>,
    network: &'static str,
    cookie: String,
}

/// What comes of trying digits or the link.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Opened {
    /// It lets in.
    Yes,
    /// It does not; digits may be tried again.
    NotYet,
    /// It does not, and a new code is needed.
    No,
}

/// A calm world.
pub fn calm() -> Rc<World> {
    World::calm(1)
}

impl Door {
    /// Asks to be let in as somebody; the mail it causes, if any.
    pub fn knock(world: &Rc<World>, network: &'static str, email: &str) -> (Self, Option<String>) {
        let mails = |world: &Rc<World>| {
            let delivered = world.mail.delivered.borrow();
            let to_them = delivered.iter().filter(|mail| mail.to == email);
            let codes = to_them.filter(|mail| mail.text.contains("/enter/"));
            codes.map(|mail| mail.text.clone()).collect::<Vec<_>>()
        };
        let before = mails(world).len();
        let mut door = Self { world: Rc::clone(world), network, cookie: String::new() };
        let asked = door.post("sign-in", &format!("email={email}"));
        let cookie = asked.headers.iter().find(|(name, _)| *name == "set-cookie");
        let cookie = cookie.and_then(|(_, set)| set.split(';').next());
        door.cookie = cookie.unwrap_or_default().to_owned();
        (door, mails(world).get(before).cloned())
    }

    /// Tries six digits.
    pub fn try_digits(&self, digits: &str) -> Opened {
        opened(&self.post("enter", &format!("code={digits}")))
    }

    /// Presses the button behind the link of a mail.
    pub fn press_link(&self, mail: &str) -> Opened {
        let token = mail.split("/enter/").nth(1).and_then(|rest| rest.split_whitespace().next());
        opened(&self.post("enter", &format!("token={}", token.unwrap_or_default())))
    }

    fn post(&self, path: &str, body: &str) -> Response {
        let request = Request {
            method: Method::Post,
            path: format!("/desk/demo/{path}"),
            origin: Some(self.world.config.base_url.clone()),
            content_type: "application/x-www-form-urlencoded".to_owned(),
            cookie: self.cookie.clone(),
            address: self.network.to_owned(),
            body: Body::Whole(body.into()),
            ..Request::default()
        };
        // Now and then somebody is asked to wait.
        loop {
            let answer = self.world.answered(request.clone()).expect("a calm world answers");
            if answer.status != 429 {
                return answer;
            }
        }
    }
}

/// The six digits of a mail.
pub fn digits_of(mail: &str) -> String {
    let words = mail.split(|c: char| !c.is_ascii_digit());
    words.into_iter().find(|word| word.len() == 6).unwrap_or_default().to_owned()
}

fn opened(response: &Response) -> Opened {
    match response.status {
        303 => Opened::Yes,
        422 => Opened::NotYet,
        _ => Opened::No,
    }
}

impl World {
    /// The answer to a request, after a minute in which everything that follows has happened.
    pub(crate) fn answered(self: &Rc<Self>, request: Request) -> Option<Response> {
        let answer: Rc<RefCell<Option<Response>>> = Rc::default();
        let (asking, kept) = (Rc::clone(self), Rc::clone(&answer));
        self.spawn(async move { *kept.borrow_mut() = asking.request(0, request).await });
        self.run_for(MINUTE_MS);
        answer.take()
    }
}
