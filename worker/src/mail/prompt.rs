//! "Please read this by today 15:40.", said again: to whoever was to read it, or to somebody else.

use maud::html;

use super::html::Frame;
use super::plain::Plain;
use super::{Automatic, Envelope, HeaderText, Mail, OwnerNotice, html as part};

/// The whole notice under another headline, with the reason why it comes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Prompt {
    /// The notice; its `promise` and `written` are not shown.
    pub notice: OwnerNotice,
    /// What is asked, one sentence: "Please read this for Ana."
    pub headline: String,
    /// Why this mail comes, in plain words.
    pub why: String,
    /// Something to know before reading on.
    pub caution: Option<String>,
    /// Why this reader gets it.
    pub footer: String,
}

impl Prompt {
    /// The mail; its Reply-To is the customer's address, where there is one.
    pub fn mail(&self, envelope: Envelope) -> Mail {
        let notice = &self.notice;
        let subject = HeaderText::new(&format!(
            "{}: {}",
            self.headline.trim_end_matches('.'),
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
            (notice.head(&self.headline, &html! { (self.why) }))
            @if let Some(caution) = &self.caution { (part::row(20, &part::caution(caution))) }
            (notice.body())
            (part::small_print(20, &html! { (self.footer) }))
        };
        let mut text = Plain::default().paragraph(&format!("{}\n{}", self.headline, self.why));
        if let Some(caution) = &self.caution {
            text = text.paragraph(caution);
        }
        let text = text.paragraph(&format!("{}, {}", notice.fields.kind.label(), notice.reference));
        Mail {
            text: notice.plain_body(text).paragraph(&self.footer).finish(),
            html: frame.page(&rows),
            envelope: notice.addressed(envelope),
            subject,
            automatic: Automatic::Generated,
            calendar: None,
        }
    }
}
