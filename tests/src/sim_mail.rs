//! A mail server as it may behave: it accepts, refuses, stalls, is away for days, or takes a mail
//! and its answer is lost. What it takes lies in mailboxes, and people read it.

use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use hearback_domain::{SECOND_MS, Timestamp};
use hearback_worker::mail::{Mail, MailError};

use crate::executor::Group;
use crate::ledger::Op;
use crate::world::World;

/// What the service waits for a server at most.
const SEND_MS_MAX: i64 = 20 * SECOND_MS;

/// A mail in a mailbox.
#[derive(Clone, Debug)]
pub(crate) struct Delivered {
    pub(crate) at: Timestamp,
    pub(crate) to: String,
    pub(crate) message_id: String,
    pub(crate) text: String,
    /// The service may not know that it was taken, so it may come again.
    pub(crate) may_come_again: bool,
}

/// How far the service knows of a mail that was taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Known {
    /// Its answer is on the way.
    Not(Group),
    /// The answer arrived; what is written of it is not durable yet.
    Heard(Group),
}

/// The server and the mailboxes.
#[derive(Default)]
pub(crate) struct MailServer {
    pub(crate) delivered: RefCell<Vec<Delivered>>,
    /// Taken mails of whose taking nothing durable is written yet.
    open: RefCell<BTreeMap<usize, Known>>,
    /// Attempts under way, by message id.
    under_way: RefCell<BTreeMap<String, Group>>,
    refused_for_good: RefCell<BTreeSet<String>>,
    /// The first customer written to is refused for now, every time.
    pub(crate) refuses_first: Cell<bool>,
    first: RefCell<Option<String>>,
}

impl MailServer {
    pub(crate) fn outcomes_are_durable(&self) {
        self.open.borrow_mut().retain(|_, known| matches!(known, Known::Not(_)));
    }

    pub(crate) fn the_book_died(&self, group: Group) {
        self.under_way.borrow_mut().retain(|_, of| *of != group);
        let mut delivered = self.delivered.borrow_mut();
        self.open.borrow_mut().retain(|at, known| match known {
            Known::Not(of) | Known::Heard(of) if *of == group => {
                delivered[*at].may_come_again = true;
                false
            }
            _ => true,
        });
    }
}

impl World {
    /// One attempt of an instance to hand over one mail.
    pub(crate) async fn send(self: &Rc<Self>, group: Group, mail: &Mail) -> Result<(), MailError> {
        self.ledger.count(self.executor.current(), Op::Mail);
        let id = mail.envelope.message_id.as_str().to_owned();
        if self.mail.under_way.borrow_mut().insert(id.clone(), group).is_some() {
            self.broken(format!("an attempt was made while one was under way: {id}"));
        }
        let sent = self.attempt(group, mail).await;
        self.mail.under_way.borrow_mut().remove(&id);
        self.trace(|| match &sent {
            Ok(()) => format!("mail {id} taken"),
            Err(error) => format!("mail {id} not taken: {error}"),
        });
        sent
    }

    async fn attempt(self: &Rc<Self>, group: Group, mail: &Mail) -> Result<(), MailError> {
        let to = mail.envelope.to.as_str();
        let refused =
            |permanent, code| Err(MailError::Refused { permanent, code, said: "no".to_owned() });
        if self.mail.refuses_first.get() && to.ends_with("@post.example") {
            let first = self.mail.first.borrow_mut().get_or_insert_with(|| to.to_owned()).clone();
            if first == to {
                return refused(false, 451);
            }
        }
        if self.mail_is_down() || self.happens(self.climate.mail_stalls) {
            self.executor.sleep(self.below(SEND_MS_MAX)).await;
            return Err(MailError::Unreachable("nobody answers".to_owned()));
        }
        // What is wrong with the business's own mailboxes is mended when the weather clears.
        let refuses = self.mail.refused_for_good.borrow().contains(to)
            && (self.is_stormy() || to.ends_with("@post.example"));
        if refuses || self.happens(self.climate.mail_refused_for_good / 8.0) {
            self.mail.refused_for_good.borrow_mut().insert(to.to_owned());
            return refused(true, 550);
        }
        if self.happens(self.climate.mail_refused) {
            self.take_time().await;
            return refused(false, 451);
        }
        if self.happens(self.climate.mail_unknown) {
            if self.likes(0.7) {
                let at = self.deliver(mail);
                self.mail.delivered.borrow_mut()[at].may_come_again = true;
            }
            self.executor.sleep(self.below(SEND_MS_MAX)).await;
            return Err(MailError::Unknown("the answer was lost".to_owned()));
        }
        let at = self.deliver(mail);
        self.mail.open.borrow_mut().insert(at, Known::Not(group));
        self.take_time().await;
        self.mail.open.borrow_mut().insert(at, Known::Heard(group));
        Ok(())
    }

    pub(crate) fn mail_is_down(&self) -> bool {
        let since = self.now().ms() - self.began.ms();
        self.is_stormy()
            && self.outages.mail_down.iter().any(|(from, to)| (*from..*to).contains(&since))
    }

    fn deliver(self: &Rc<Self>, mail: &Mail) -> usize {
        let delivered = Delivered {
            at: self.now(),
            to: mail.envelope.to.as_str().to_owned(),
            message_id: mail.envelope.message_id.as_str().to_owned(),
            text: mail.text.clone(),
            may_come_again: false,
        };
        self.trace(|| {
            let subject = mail.text.lines().next().unwrap_or_default();
            format!("delivered {} to {}: {subject}", delivered.message_id, delivered.to)
        });
        self.spawn(crate::owners::read(Rc::clone(self), delivered.clone()));
        let mut all = self.mail.delivered.borrow_mut();
        all.push(delivered);
        all.len() - 1
    }
}
