//! "Ana reads your message by today 15:40.": the customer's automatic receipt.

use hearback_domain::accent::Accent;
use hearback_domain::submission::Kind;
use maud::html;

use super::html::{Fill, Frame};
use super::plain::Plain;
use super::{Automatic, Envelope, HeaderText, Link, Mail, html as part};

/// What somebody gets whose address was typed into the form, wanted or not.
///
/// Invariant: nothing the submitter typed is in it. There is no field for their name, subject or
/// words, so the form cannot be used to make the business mail a stranger somebody else's text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Receipt {
    /// The business.
    pub business: String,
    /// Who reads it, by first name.
    pub person: String,
    /// Which of the four doors was taken; decides what happens next.
    pub kind: Kind,
    /// The promise and the headline: "Ana reads your message by today 15:40."
    pub promise: String,
    /// "It arrived safely today, Monday 23 November, at 13:10."
    pub arrival: String,
    /// For people to quote.
    pub reference: String,
    /// The private link to the case.
    pub case_url: String,
    /// How to ring the business: "Call 020 7946 0142".
    pub call: Option<Link>,
    /// The page that tells us the address was wrong.
    pub not_me_url: String,
    /// Name and postal address, or the name alone.
    pub address_line: String,
    /// The accent.
    pub accent: Accent,
}

impl Receipt {
    /// The mail, marked as an automatic answer.
    pub fn mail(&self, envelope: Envelope) -> Mail {
        let subject = self.promise.trim_end_matches('.');
        let subject = HeaderText::new(&format!("{subject} ({})", self.reference));
        let frame = Frame {
            language: "en",
            title: subject.as_str(),
            preview: &format!("{} This is our receipt, please keep it.", self.arrival),
            accent: &self.accent,
        };
        Mail {
            html: frame.page(&self.rows()),
            text: self.plain(),
            envelope,
            subject,
            automatic: Automatic::Replied,
            calendar: None,
        }
    }

    fn rows(&self) -> maud::Markup {
        let tone = &self.accent.light;
        let follow = Link { label: FOLLOW.into(), url: self.case_url.clone() };
        let not_me = Link { label: NOT_ME.into(), url: self.not_me_url.clone() };
        let mut buttons = vec![(Fill::Main, &follow)];
        buttons.extend(self.call.iter().map(|call| (Fill::Line, call)));
        html! {
            (part::row(36, &html! {
                p class="m-ink" style="margin:0;font-size:16px;line-height:24px;font-weight:600;color:#1c1b18" { (self.business) }
            }))
            (part::row(20, &html! {
                (part::headline(&self.promise, 32))
                p class="m-ink" style="margin:16px 0 0;font-size:16px;line-height:25px;color:#1c1b18" { (self.body()) }
            }))
            (part::row(24, &part::table(&html! {
                tr {
                    td class="m-tint m-ink" style="padding:14px 18px;background:#efede8;border-radius:10px 0 0 10px;font-size:16px;line-height:24px;color:#1c1b18" { (REFERENCE) }
                    td class="m-tint m-ink" align="right" style="padding:14px 18px;background:#efede8;border-radius:0 10px 10px 0;font-family:ui-monospace,Menlo,Consolas,monospace;font-size:17px;line-height:24px;font-weight:600;letter-spacing:0.6px;color:#1c1b18" { (self.reference) }
                }
            })))
            (part::row(16, &part::buttons(&buttons, tone)))
            (part::rule(28))
            (part::small_print(12, &html! {
                (AUTOMATIC) br; br;
                (MISTYPED) " " (part::text_link(&not_me, tone)) br; br;
                (self.address_line)
            }))
        }
    }

    fn body(&self) -> String {
        let person = &self.person;
        let next = match self.kind {
            Kind::Question | Kind::Complaint => {
                format!("As soon as {person} has read it, you hear when the answer comes.")
            }
            Kind::Praise => format!("If {person} writes back, it comes to this address."),
            Kind::Callback => format!("{person} rings the number you gave."),
        };
        format!("Thank you for writing. {} {next}", self.arrival)
    }

    fn plain(&self) -> String {
        let mut text = Plain::default()
            .paragraph(&self.business)
            .paragraph(&self.promise)
            .paragraph(&self.body())
            .paragraph(&format!("{REFERENCE}: {}", self.reference))
            .link(FOLLOW, &self.case_url);
        if let Some(call) = &self.call {
            text = text.paragraph(&call.label);
        }
        text.paragraph(AUTOMATIC)
            .paragraph(MISTYPED)
            .link(NOT_ME, &self.not_me_url)
            .paragraph(&self.address_line)
            .finish()
    }
}

const FOLLOW: &str = "Follow your case";
const REFERENCE: &str = "Your reference";
const NOT_ME: &str = "This was not me";
const AUTOMATIC: &str = "This note is automatic. Reply to it if you would like to add something.";
const MISTYPED: &str =
    "You did not write to us? Then somebody typed your address by mistake, please excuse us.";
