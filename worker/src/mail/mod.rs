//! The mails Hearback sends, as typed values: what each says in text and in HTML, and the bytes
//! that go over the wire.
//!
//! Invariants: no clock and no randomness, so a retry is byte for byte the first attempt; every
//! header is one line by type; every text that a person typed is escaped by type; times come in
//! as ready phrases. Not here: when a mail is owed (domain), sending it (`smtp` and the
//! platform's binding), reading inbound mail.

mod calendar_file;
mod header_text;
mod html;
mod language_name;
mod mail_error;
mod mail_server;
mod message;
mod message_id;
mod news;
mod owner_notice;
mod plain;
mod prompt;
mod receipt;
mod sign_in;
mod site_cap;
#[cfg(test)]
mod tests;
mod week_report;

pub use calendar_file::CalendarFile;
pub use header_text::HeaderText;
pub use html::Link;
pub(crate) use html::percent_encoded;
pub(crate) use language_name::language_name;
pub use mail_error::MailError;
pub use mail_server::{Credentials, MailServer, MailServerError, Security};
pub use message::{Automatic, Envelope, Mail, Mailbox};
pub use message_id::MessageId;
pub use news::News;
pub use owner_notice::OwnerNotice;
pub use prompt::Prompt;
pub use receipt::Receipt;
pub use sign_in::SignIn;
pub use site_cap::SiteCap;
pub use week_report::WeekReport;
