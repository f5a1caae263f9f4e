//! One mail, ready to be sent.

use hearback_domain::Timestamp;
use hearback_domain::submission::EmailAddress;
use mail_builder::MessageBuilder;
use mail_builder::headers::address::Address;
use mail_builder::headers::content_type::ContentType;
use mail_builder::headers::message_id::MessageId as IdHeader;
use mail_builder::headers::raw::Raw;
use mail_builder::mime::MimePart;

use super::{CalendarFile, HeaderText, MessageId};

/// A name with an address, as it stands in From.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mailbox {
    /// Shown by mail programs instead of the address.
    pub name: HeaderText,
    /// Where it leads.
    pub address: EmailAddress,
}

/// What a mail carries on its outside; given by the caller, alike for every kind of mail.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Envelope {
    /// Always an address of the business, never a customer's.
    pub from: Mailbox,
    /// The one recipient.
    pub to: EmailAddress,
    /// Where an answer goes when not to `from`.
    pub reply_to: Option<EmailAddress>,
    /// The same on every attempt.
    pub message_id: MessageId,
    /// The mail this one follows, for the thread in mail programs.
    pub in_reply_to: Option<MessageId>,
    /// When the mail came to be owed; also the same on every attempt.
    pub date: Timestamp,
}

/// One mail: its envelope and what it says, twice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mail {
    /// From whom, to whom, under which id.
    pub envelope: Envelope,
    /// One line.
    pub subject: HeaderText,
    /// The plain twin.
    pub text: String,
    /// The same sentences as a page.
    pub html: String,
    /// Whether a person stands behind it.
    pub automatic: Automatic,
    /// A date to keep, attached.
    pub calendar: Option<CalendarFile>,
}

/// Who or what caused a mail (RFC 3834, 5): vacation notes and ticket systems must not answer
/// what a machine sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Automatic {
    /// A person acted; the mail carries no mark.
    No,
    /// A machine reports something: `auto-generated`.
    Generated,
    /// A machine answers somebody: `auto-replied`.
    Replied,
}

impl Mail {
    /// The same mail with a date attached.
    #[must_use]
    pub fn with_calendar(self, calendar: CalendarFile) -> Self {
        Self { calendar: Some(calendar), ..self }
    }

    /// The message as bytes, lines ended by CRLF and pure ASCII (RFC 5322, MIME).
    ///
    /// The same mail gives the same bytes: date, id and boundary are all its own.
    pub fn rfc5322(&self) -> Vec<u8> {
        let envelope = &self.envelope;
        let from = &envelope.from;
        let mut message = MessageBuilder::new()
            .from(Address::new_address(Some(from.name.as_str()), from.address.as_str()))
            .to(envelope.to.as_str())
            .subject(self.subject.as_str())
            .date(envelope.date.ms().div_euclid(1_000))
            .message_id(envelope.message_id.as_str());
        if let Some(reply_to) = &envelope.reply_to {
            message = message.reply_to(reply_to.as_str());
        }
        if let Some(id) = &envelope.in_reply_to {
            message = message.in_reply_to(id.as_str()).references(IdHeader::new(id.as_str()));
        }
        if let Some(kind) = self.automatic.header() {
            message = message
                .header("Auto-Submitted", Raw::new(kind))
                .header("X-Auto-Response-Suppress", Raw::new("All"));
        }
        let mut bytes = Vec::new();
        message.body(self.body()).serialize(&mut bytes);
        bytes
    }

    /// What is said, twice, and with it what is attached.
    fn body(&self) -> MimePart<'_> {
        let texts = [self.text.as_str(), self.html.as_str()];
        let alternatives = ContentType::new("multipart/alternative")
            .attribute("boundary", boundary("hearback", &texts));
        let said = MimePart::new(
            alternatives,
            vec![MimePart::new("text/plain", texts[0]), MimePart::new("text/html", texts[1])],
        );
        let Some(calendar) = &self.calendar else { return said };
        let file = calendar.text();
        let mixed = ContentType::new("multipart/mixed")
            .attribute("boundary", boundary("hearback_mixed", &[texts[0], texts[1], &file]));
        let kind = ContentType::new("text/calendar")
            .attribute("charset", "utf-8")
            .attribute("method", "PUBLISH");
        let attached = MimePart::new(kind, file).attachment(CalendarFile::NAME);
        MimePart::new(mixed, vec![said, attached])
    }
}

impl Automatic {
    /// The value of `Auto-Submitted`.
    const fn header(self) -> Option<&'static str> {
        match self {
            Self::No => None,
            Self::Generated => Some("auto-generated"),
            Self::Replied => Some("auto-replied"),
        }
    }
}

/// A boundary that stands in none of the parts: the first of a fixed row that does not.
fn boundary(name: &str, parts: &[&str]) -> String {
    let free = |boundary: &String| !parts.iter().any(|part| part.contains(boundary));
    let mut row = (0_u32..).map(|n| format!("=_{name}_{n}"));
    row.find(free).unwrap_or_default()
}
