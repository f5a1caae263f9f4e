//! "No more receipts go out today.": the owner hears that the form is busier than it should be.

use hearback_domain::accent::Accent;
use maud::html;

use super::html::Frame;
use super::plain::Plain;
use super::{Automatic, Envelope, HeaderText, Mail, html as part};

/// The daily cap on automatic receipts was reached: perhaps a busy day, perhaps a machine.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SiteCap {
    /// The first name of who reads it.
    pub reader: String,
    /// The business.
    pub business: String,
    /// Receipts that went out in 24 hours.
    pub receipts: i64,
    /// The accent.
    pub accent: Accent,
}

const HEADLINE: &str = "No more receipts go out until tomorrow.";
const CAUSE: &str = "If that is no busy day, somebody may be misusing your form. Every message is \
     stored, shows its promise on the page, and still reaches you.";

impl SiteCap {
    /// The mail, marked as a machine's.
    pub fn mail(&self, envelope: Envelope) -> Mail {
        let subject = HeaderText::new(HEADLINE.trim_end_matches('.'));
        let what = format!(
            "In the last 24 hours {} customers of {} were sent a receipt, which is as many as \
             we send.",
            self.receipts, self.business
        );
        let frame =
            Frame { language: "en", title: subject.as_str(), preview: &what, accent: &self.accent };
        let footer = format!("Sent to {} by Hearback for {}.", self.reader, self.business);
        let rows = html! {
            (part::row(36, &part::headline(HEADLINE, 28)))
            (part::row(16, &html! {
                p class="m-ink" style="margin:0;font-size:16px;line-height:25px;color:#1c1b18" { (what) " " (CAUSE) }
            }))
            (part::small_print(28, &html! { (footer) }))
        };
        let text = Plain::default().paragraph(HEADLINE).paragraph(&format!("{what} {CAUSE}"));
        Mail {
            text: text.paragraph(&footer).finish(),
            html: frame.page(&rows),
            envelope,
            subject,
            automatic: Automatic::Generated,
            calendar: None,
        }
    }
}
