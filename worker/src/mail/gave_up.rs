//! "Please read this for Ana.": a notice could not be delivered, somebody else must know.

use maud::html;

use super::html::Frame;
use super::plain::Plain;
use super::{Automatic, Envelope, HeaderText, Mail, OwnerNotice, html as part};

/// The notice that never arrived, whole, with what stood in its way; for the second address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GaveUp {
    /// The notice as it was owed; its `reader` and its `promise` are not shown.
    pub notice: OwnerNotice,
    /// The first name of who should have had it.
    pub owner: String,
    /// The address that did not take it.
    pub owner_address: String,
    /// Since when we tried: "Thursday 19 November, 13:10".
    pub tried_since: String,
    /// What failed, in plain words; one sentence.
    pub failed: String,
}

impl GaveUp {
    /// The mail; its Reply-To is the customer's address, where there is one.
    pub fn mail(&self, envelope: Envelope) -> Mail {
        let notice = &self.notice;
        let headline = self.headline();
        let subject = HeaderText::new(&format!(
            "{}: {}",
            headline.trim_end_matches('.'),
            notice.who_and_what()
        ));
        let preview = notice.preview();
        let frame = Frame {
            language: "en",
            title: subject.as_str(),
            preview: &preview,
            accent: &notice.accent,
        };
        let rows = html! {
            (notice.head(&headline, &html! { (self.why()) }))
            (part::row(20, &part::caution(&self.failed)))
            (notice.body())
            (part::small_print(20, &html! { (self.footer()) }))
        };
        let text = Plain::default()
            .paragraph(&format!("{headline}\n{}", self.why()))
            .paragraph(&self.failed)
            .paragraph(&format!("{}, {}", notice.fields.kind.label(), notice.reference));
        Mail {
            text: notice.plain_body(text).paragraph(&self.footer()).finish(),
            html: frame.page(&rows),
            envelope: notice.addressed(envelope),
            subject,
            automatic: Automatic::Generated,
            calendar: None,
        }
    }

    fn headline(&self) -> String {
        format!("Please read this for {}.", self.owner)
    }

    fn why(&self) -> String {
        format!(
            "Since {} we could not deliver it to {}, and have stopped trying.",
            self.tried_since, self.owner_address
        )
    }

    fn footer(&self) -> String {
        format!(
            "Sent by Hearback for {}, because this is the second address in the settings.",
            self.notice.business
        )
    }
}
