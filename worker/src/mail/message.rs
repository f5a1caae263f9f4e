//! One mail, ready to be sent.

use hearback_domain::Timestamp;
use hearback_domain::submission::EmailAddress;
use mail_builder::MessageBuilder;
use mail_builder::headers::address::Address;
use mail_builder::headers::content_type::ContentType;
use mail_builder::headers::message_id::MessageId as IdHeader;
use mail_builder::headers::raw::Raw;
use mail_builder::mime::MimePart;

use super::{HeaderText, MessageId};

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
        let alternatives = ContentType::new("multipart/alternative")
            .attribute("boundary", boundary(&self.text, &self.html));
        let parts = vec![
            MimePart::new("text/plain", self.text.as_str()),
            MimePart::new("text/html", self.html.as_str()),
        ];
        let mut bytes = Vec::new();
        message.body(MimePart::new(alternatives, parts)).serialize(&mut bytes);
        bytes
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

/// A boundary that stands in neither part: the first of a fixed row that does not.
fn boundary(text: &str, html: &str) -> String {
    let free = |boundary: &String| !text.contains(boundary) && !html.contains(boundary);
    let mut row = (0_u32..).map(|n| format!("=_hearback_{n}"));
    row.find(free).unwrap_or_default()
}
