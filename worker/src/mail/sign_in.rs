//! "123456 lets you in at the desk.": the code that somebody asked for who wants to sign in.

use hearback_domain::accent::Accent;
use maud::html;

use super::html::{Fill, Frame};
use super::plain::Plain;
use super::{Automatic, Envelope, HeaderText, Link, Mail, html as part};

/// A code and a link that do the same; mail programs open links in a browser of their own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignIn {
    /// The first name of who reads it; empty in the first run, where no name is known.
    pub reader: String,
    /// The business.
    pub business: String,
    /// Six digits.
    pub code: String,
    /// The link that does what the code does, in the browser that asked.
    pub url: String,
    /// How long both hold.
    pub minutes: i64,
    /// The accent.
    pub accent: Accent,
}

const LINK: &str = "Sign in";
const NOT_ASKED: &str = "If you did not ask for this, nothing has happened and nothing needs to be \
     done. Never tell anybody the code: nobody from Hearback asks for it.";

impl SignIn {
    /// The mail, marked as a machine's.
    pub fn mail(&self, envelope: Envelope) -> Mail {
        let headline = format!("Your code is {}.", self.code);
        let subject = HeaderText::new(&format!("{} is your code for {}", self.code, self.business));
        let lets_in = match self.reader.as_str() {
            "" => format!("It lets you set up {}", self.business),
            reader => format!("{reader}, it lets you in at the desk of {}", self.business),
        };
        let what = format!(
            "{lets_in} within {} minutes, in the browser in which you asked for it.",
            self.minutes
        );
        let frame =
            Frame { language: "en", title: subject.as_str(), preview: &what, accent: &self.accent };
        let link = Link { label: LINK.into(), url: self.url.clone() };
        let rows = html! {
            (part::row(36, &part::headline(&headline, 32)))
            (part::row(16, &html! {
                p class="m-ink" style="margin:0;font-size:16px;line-height:25px;color:#1c1b18" { (what) }
            }))
            (part::row(24, &part::buttons(&[(Fill::Main, &link)], &self.accent.light)))
            (part::small_print(28, &html! { (NOT_ASKED) }))
        };
        let text = Plain::default().paragraph(&headline).paragraph(&what).link(LINK, &self.url);
        Mail {
            text: text.paragraph(NOT_ASKED).finish(),
            html: frame.page(&rows),
            envelope,
            subject,
            automatic: Automatic::Generated,
            calendar: None,
        }
    }
}
