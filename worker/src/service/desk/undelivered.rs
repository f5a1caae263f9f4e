//! What is said of a mail that never reached the customer, and the ways on.

use hearback_domain::ObligationId;

use super::case::OnDesk;
use crate::mail::percent_encoded;
use crate::pages::{Link, UndeliveredView};

impl OnDesk<'_> {
    /// The warning, while nobody has dealt with the mail.
    pub(super) fn undelivered(&self) -> Option<UndeliveredView> {
        let failed = self.case.undelivered()?;
        let fields = &self.opened.what.fields;
        let email = fields.email.as_ref()?.as_str();
        Some(UndeliveredView {
            says: format!("{} did not reach {email}.", called(failed.id)),
            why: failed.why.to_owned(),
            call: fields.phone.as_ref().map(|phone| Link {
                label: format!("Call {}", phone.as_str()),
                url: format!("tel:{}", phone.dialled()),
            }),
            write: Some(Link {
                label: "Write from your own mail".to_owned(),
                url: format!("mailto:{}", percent_encoded(email)),
            }),
        })
    }
}

/// A mail to the customer, at the beginning of a sentence.
const fn called(id: &ObligationId) -> &'static str {
    match id {
        ObligationId::SendReceipt => "The receipt",
        ObligationId::SendAcknowledgement => "The mail that says when you answer",
        ObligationId::TellMoved { .. } => "The mail with the new time",
        ObligationId::TellCommitted(_) => "The mail with what you promised",
        ObligationId::SendReply(_) => "What you wrote",
        ObligationId::TellNotice(_) => "Your notice",
        _ => "A mail",
    }
}
