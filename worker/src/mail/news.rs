//! "Ana has read your message and answers by today 15:00.": the customer hears of their case.

use hearback_domain::accent::Accent;
use maud::{Markup, html};

use super::header_text::one_line;
use super::html::{Fill, Frame};
use super::plain::Plain;
use super::{Automatic, Envelope, HeaderText, Link, Mail, html as part};

/// What the customer hears when somebody acts on their case, or when a time cannot be kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct News {
    /// What is true now, one sentence; the subject as well.
    pub headline: String,
    /// What the system adds, in its own voice.
    pub line: Option<String>,
    /// A word from the person, in theirs.
    pub word: Option<String>,
    /// Who answers for it: "Ana Okafor".
    pub person: String,
    /// Their first name, for the sentences.
    pub person_first: String,
    /// The business.
    pub business: String,
    /// For people to quote.
    pub reference: String,
    /// The private link to the case.
    pub case_url: String,
    /// How to ring the business: "Call 020 7946 0142".
    pub call: Option<Link>,
    /// Name and postal address, or the name alone.
    pub address_line: String,
    /// The accent.
    pub accent: Accent,
    /// Whether a person caused it; a person's mail carries no mark of a machine.
    pub automatic: Automatic,
}

impl News {
    /// The mail.
    pub fn mail(&self, envelope: Envelope) -> Mail {
        let headline = self.headline.trim_end_matches('.');
        let subject = HeaderText::new(&format!("{headline} ({})", self.reference));
        let word = self.word.as_deref().or(self.line.as_deref()).map(one_line);
        let preview = word.unwrap_or_else(|| self.reply_line());
        let frame = Frame {
            language: "en",
            title: subject.as_str(),
            preview: &preview,
            accent: &self.accent,
        };
        Mail {
            html: frame.page(&self.rows()),
            text: self.plain(),
            envelope,
            subject,
            automatic: self.automatic,
            calendar: None,
        }
    }

    fn reply_line(&self) -> String {
        format!(
            "Please reply to this mail if there is more, {} gets it at once.",
            self.person_first
        )
    }

    fn rows(&self) -> Markup {
        let tone = &self.accent.light;
        let see = Link { label: SEE.into(), url: self.case_url.clone() };
        let mut buttons = vec![(Fill::Main, &see)];
        buttons.extend(self.call.iter().map(|call| (Fill::Line, call)));
        html! {
            (part::row(36, &part::headline(&self.headline, 32)))
            @if let Some(line) = &self.line {
                (part::row(16, &html! {
                    p class="m-ink" style="margin:0;font-size:16px;line-height:25px;color:#1c1b18" { (line) }
                }))
            }
            @if let Some(word) = &self.word {
                (part::row(24, &html! { div class="m-ink" style="color:#1c1b18" { (part::words(word)) } }))
            }
            (part::row(24, &self.signature()))
            (part::row(28, &part::buttons(&buttons, tone)))
            (part::rule(32))
            (part::small_print(12, &html! {
                (self.reply_line()) " " (REFERENCE) " " (part::reference(&self.reference)) "." br;
                (self.address_line)
            }))
        }
    }

    /// Initials, name, business.
    fn signature(&self) -> Markup {
        let soft = self.accent.light.soft;
        html! {
            table role="presentation" cellpadding="0" cellspacing="0" border="0" { tr {
                td class="m-soft m-ink" width="44" height="44" align="center" valign="middle" style={ "width:44px;height:44px;background:" (soft) ";border-radius:22px;font-size:15px;line-height:44px;font-weight:700;color:#1c1b18" } { (initials(&self.person)) }
                td class="m-ink" style="padding-left:14px;font-size:15px;line-height:21px;color:#1c1b18" {
                    b { (self.person) } br;
                    span class="m-ink2" style="color:#5a564f" { (self.business) }
                }
            } }
        }
    }

    fn plain(&self) -> String {
        let mut text = Plain::default().paragraph(&self.headline);
        if let Some(line) = &self.line {
            text = text.paragraph(line);
        }
        if let Some(word) = &self.word {
            text = text.paragraph(word);
        }
        text = text
            .paragraph(&format!("{}\n{}", self.person, self.business))
            .link(SEE, &self.case_url);
        if let Some(call) = &self.call {
            text = text.paragraph(&call.label);
        }
        text.paragraph(&format!("{} {REFERENCE} {}.", self.reply_line(), self.reference))
            .paragraph(&self.address_line)
            .finish()
    }
}

const SEE: &str = "See your case";
const REFERENCE: &str = "Your reference is";

/// The first letters of the first and the last name.
fn initials(name: &str) -> String {
    let mut names = name.split_whitespace().filter_map(|name| name.chars().next());
    let first = names.next();
    first.into_iter().chain(names.next_back()).flat_map(char::to_uppercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn initials_are_those_of_the_first_and_the_last_name() {
        for (name, letters) in
            [("Ana Okafor", "AO"), ("ana", "A"), ("Ana María del Río", "AR"), ("", "")]
        {
            assert_eq!(initials(name), letters);
        }
    }
}
