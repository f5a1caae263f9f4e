//! The test mail that the owner asks for: sent at once, and what became of it kept.
//!
//! Unlike what is owed on cases it is tried once: whoever asks waits for the answer.

use hearback_domain::accent::Accent;
use hearback_domain::site::Person;
use hearback_domain::wire::{MailAnswer, MailTest, Shown};
use hearback_domain::wording::Clock;
use hearback_domain::{HOUR_MS, PersonId, Site, Timestamp};

use super::{Book, BookPlatform};
use crate::mail::{Mail, MailError, TestMail};
use crate::platform::ShelfError;

/// Whoever mends settings and tries again needs a few; more would wear out the provider's good
/// opinion.
const TESTS_PER_HOUR_MAX: i64 = 20;

const LAST: &str = "mail_test";
/// When the hour began, and how many tests there were since.
const COUNT: &str = "mail_tests";

impl<P: BookPlatform> Book<P> {
    /// How the last test went, after another one where it is wanted and not one too many.
    pub(super) async fn mail_test(
        &self,
        site: &Site,
        person: &PersonId,
        send: bool,
    ) -> Result<Shown, ShelfError> {
        let person = site.team.find(person).filter(|_| send);
        let sent = match person {
            Some(person) if self.may_test()? => {
                self.test(site, person).await?;
                true
            }
            Some(_) | None => false,
        };
        let last = self.index().meta(LAST)?;
        Ok(Shown::MailTest { sent, last: last.and_then(|last| serde_json::from_str(&last).ok()) })
    }

    /// Counts one more test, unless there were too many within the hour.
    fn may_test(&self) -> Result<bool, ShelfError> {
        let now = self.platform.now();
        let read = |text: &str| {
            let (began, count) = text.split_once(' ')?;
            Some((began.parse::<i64>().ok()?, count.parse::<i64>().ok()?))
        };
        let (began, count) = match self.index().meta(COUNT)?.as_deref().and_then(read) {
            Some((began, count)) if now.ms() - began < HOUR_MS => (began, count),
            Some(_) | None => (now.ms(), 0),
        };
        if count >= TESTS_PER_HOUR_MAX {
            return Ok(false);
        }
        self.index().set_meta(COUNT, &format!("{began} {}", count + 1))?;
        Ok(true)
    }

    async fn test(&self, site: &Site, person: &Person) -> Result<(), ShelfError> {
        let now = self.platform.now();
        self.platform.sync().await?;
        let sent = self.platform.send(&self.test_mail(site, person, now)).await;
        let at = self.platform.now().ms();
        let test = MailTest { at, to: person.email.as_str().to_owned(), ..told(sent) };
        self.index().set_meta(LAST, &serde_json::to_string(&test).unwrap_or_default())
    }

    fn test_mail(&self, site: &Site, person: &Person, now: Timestamp) -> Mail {
        let name = self.config.secret.cookie_name(&self.site, &format!("mail-test {}", now.ms()));
        let envelope =
            self.own_envelope(site.business.as_str(), person.email.clone(), (&name, now));
        let clock = Clock::of_business(site.zone());
        let mail = TestMail {
            reader: person.first.as_str().to_owned(),
            business: site.business.as_str().to_owned(),
            asked: format!("{} at {}", clock.date(now), clock.time(now)),
            url: format!("{}/settings/mail", self.config.desk_url(&self.site)),
            accent: Accent::of(site.accent),
        };
        mail.mail(envelope)
    }
}

/// What the provider answered.
fn told(sent: Result<(), MailError>) -> MailTest {
    let (answer, code, said) = match sent {
        Ok(()) => (MailAnswer::Accepted, 0, String::new()),
        Err(MailError::Refused { permanent: true, code, said }) => {
            (MailAnswer::RefusedForGood, code, said)
        }
        Err(MailError::Refused { permanent: false, code, said }) => {
            (MailAnswer::RefusedForNow, code, said)
        }
        Err(MailError::NotLetIn { code, said }) => (MailAnswer::NotLetIn, code, said),
        Err(MailError::Unreachable(why)) => (MailAnswer::Unreachable, 0, why),
        Err(MailError::Unknown(why)) => (MailAnswer::Lost, 0, why),
        Err(MailError::Misconfigured(why)) => (MailAnswer::Unusable, 0, why),
    };
    MailTest { answer: answer.name().to_owned(), code, said, ..MailTest::default() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_answer_of_a_provider_is_told_apart() {
        let refused = |permanent, code| MailError::Refused { permanent, code, said: "No".into() };
        for (sent, answer, code, said) in [
            (Ok(()), MailAnswer::Accepted, 0, ""),
            (Err(refused(true, 550)), MailAnswer::RefusedForGood, 550, "No"),
            (Err(refused(false, 451)), MailAnswer::RefusedForNow, 451, "No"),
            (
                Err(MailError::NotLetIn { code: 535, said: "No".into() }),
                MailAnswer::NotLetIn,
                535,
                "No",
            ),
            (Err(MailError::Unreachable("gone".into())), MailAnswer::Unreachable, 0, "gone"),
            (Err(MailError::Unknown("gone".into())), MailAnswer::Lost, 0, "gone"),
            (Err(MailError::Misconfigured("port".into())), MailAnswer::Unusable, 0, "port"),
        ] {
            let told = told(sent);
            assert_eq!(told.answer, answer.name());
            assert_eq!((told.code, told.said.as_str()), (code, said));
        }
    }
}
