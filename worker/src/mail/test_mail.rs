//! "Your mail arrives.": what the owner asked for to see whether it does.

use hearback_domain::accent::Accent;
use maud::html;

use super::html::{Fill, Frame};
use super::plain::Plain;
use super::{Automatic, Envelope, HeaderText, Link, Mail, html as part};

/// A mail that tells whoever reads it where to look, and nothing else.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TestMail {
    /// The first name of who reads it.
    pub reader: String,
    /// The business.
    pub business: String,
    /// "Monday 23 November at 14:05".
    pub asked: String,
    /// The page at the desk where it was asked for.
    pub url: String,
    /// The accent.
    pub accent: Accent,
}

const HEADLINE: &str = "Your mail arrives.";
const WHERE: &str = "If you found it among spam, mark it as none, and look at the checks of your \
     domain: customers may find your mails there too.";
const LINK: &str = "See the checks";

impl TestMail {
    /// The mail, marked as a machine's.
    pub fn mail(&self, envelope: Envelope) -> Mail {
        let subject = HeaderText::new(&format!("A test for {}: your mail arrives", self.business));
        let what = format!(
            "{}, this is the test you asked for on {}. It went the way that every mail of {} goes.",
            self.reader, self.asked, self.business
        );
        let frame =
            Frame { language: "en", title: subject.as_str(), preview: &what, accent: &self.accent };
        let link = Link { label: LINK.into(), url: self.url.clone() };
        let footer = format!("Sent to {} by Hearback for {}.", self.reader, self.business);
        let rows = html! {
            (part::row(36, &part::headline(HEADLINE, 28)))
            (part::row(16, &html! {
                p class="m-ink" style="margin:0;font-size:16px;line-height:25px;color:#1c1b18" { (what) " " (WHERE) }
            }))
            (part::row(24, &part::buttons(&[(Fill::Main, &link)], &self.accent.light)))
            (part::small_print(28, &html! { (footer) }))
        };
        let text = Plain::default().paragraph(HEADLINE).paragraph(&format!("{what} {WHERE}"));
        Mail {
            text: text.link(LINK, &self.url).paragraph(&footer).finish(),
            html: frame.page(&rows),
            envelope,
            subject,
            automatic: Automatic::Generated,
            calendar: None,
        }
    }
}
