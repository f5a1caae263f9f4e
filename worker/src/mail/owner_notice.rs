//! "Please read this by today 15:40.": the owner hears of a customer's message.

use hearback_domain::accent::Accent;
use hearback_domain::submission::{Fields, Kind, PageUrl};
use maud::{Markup, html};

use super::header_text::one_line;
use super::html::{Fill, Frame};
use super::language_name::language_name;
use super::plain::Plain;
use super::{Automatic, Envelope, HeaderText, Link, Mail, html as part};

/// The whole message, who wrote it, and the buttons that make a promise in one tap.
///
/// A reply in the mail program goes to the customer, if they gave an address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnerNotice {
    /// The first name of who reads it, such as "Ana".
    pub reader: String,
    /// The business.
    pub business: String,
    /// For people to quote.
    pub reference: String,
    /// All the customer filled in.
    pub fields: Fields,
    /// Where they wrote it.
    pub page: Option<PageUrl>,
    /// The customer's language as a tag (BCP 47), where it is worth telling.
    pub language: Option<String>,
    /// What was promised, as a request to the reader: "Please read this by today 15:40."
    pub promise: String,
    /// When it was written, to stand behind "wrote": "today, Monday 23 November, at 13:10".
    pub written: String,
    /// The times to answer by: "15:00 today" with the page that confirms it. Usually three; none
    /// where nobody waits for an answer.
    pub answer_by: Vec<Link>,
    /// The page that closes the promise because the answer was given.
    pub answered_url: Option<String>,
    /// The page to move a time, or to promise something by a day.
    pub tend: Option<Link>,
    /// What happens when nobody reads it in time.
    pub if_not: Option<String>,
    /// It looks like spam, and the customer got no receipt mail.
    pub suspicious: bool,
    /// The accent.
    pub accent: Accent,
}

impl OwnerNotice {
    /// The mail; its Reply-To is the customer's address, where there is one.
    pub fn mail(&self, envelope: Envelope) -> Mail {
        let subject = HeaderText::new(&self.subject());
        let preview = self.preview();
        let frame = Frame {
            language: "en",
            title: subject.as_str(),
            preview: &preview,
            accent: &self.accent,
        };
        let rows = html! {
            (self.head(&self.promise, &html! { bdi { (self.name()) } " " (self.wrote()) }))
            (self.body())
            (part::small_print(20, &html! { "Sent to " (self.reader) " by Hearback for " (self.business) "." }))
        };
        let text = Plain::default()
            .paragraph(&format!("{}\n{} {}", self.promise, self.name(), self.wrote()))
            .paragraph(&format!("{}, {}", self.fields.kind.label(), self.reference));
        let text = self
            .plain_body(text)
            .paragraph(&format!("Sent to {} by Hearback for {}.", self.reader, self.business))
            .finish();
        Mail {
            envelope: self.addressed(envelope),
            html: frame.page(&rows),
            text,
            subject,
            automatic: Automatic::Generated,
            calendar: None,
        }
    }

    /// Replies lead to the customer.
    pub(super) fn addressed(&self, envelope: Envelope) -> Envelope {
        let reply_to = self.fields.email.clone().or(envelope.reply_to);
        Envelope { reply_to, ..envelope }
    }

    /// "Joan Whitcombe has a question: please read this by today 15:40"
    fn subject(&self) -> String {
        let promise = self.promise.trim_end_matches('.');
        let mut letters = promise.chars();
        let first = letters.next().map(|first| first.to_lowercase().to_string());
        format!("{}: {}{}", self.who_and_what(), first.unwrap_or_default(), letters.as_str())
    }

    /// "Joan Whitcombe has a question"
    pub(super) fn who_and_what(&self) -> String {
        let name = self.name();
        match self.fields.kind {
            Kind::Question => format!("{name} has a question"),
            Kind::Complaint => format!("{name}, something is wrong"),
            Kind::Praise => format!("{name} sends praise or an idea"),
            Kind::Callback => format!("{name} asks for a call"),
        }
    }

    /// What an inbox shows behind the subject: how the message begins.
    pub(super) fn preview(&self) -> String {
        let message = self.fields.message.as_ref().map_or("", |message| message.as_str());
        one_line(message).chars().take(PREVIEW_CHARS_MAX).collect()
    }

    fn wrote(&self) -> String {
        format!("wrote {} and was told so.", self.written)
    }

    fn name(&self) -> String {
        self.fields.name.as_ref().map_or("Somebody".into(), |name| one_line(name.as_str()))
    }

    /// How to speak of the customer in a sentence.
    fn first_name(&self) -> String {
        let name = self.fields.name.as_ref().map(|name| one_line(name.as_str()));
        let first = name.as_deref().and_then(|name| name.split(' ').next());
        first.unwrap_or("the customer").to_owned()
    }

    /// Tag, reference, headline and the line below it.
    pub(super) fn head(&self, headline: &str, below: &Markup) -> Markup {
        let tone = &self.accent.light;
        part::row(
            32,
            &html! {
                (part::table(&html! {
                    tr {
                        td { (part::tag(self.fields.kind.label(), self.fields.kind == Kind::Complaint, tone)) }
                        td align="right" class="m-ink2" style="font-size:14px;line-height:20px;color:#5a564f" { (self.reference) }
                    }
                }))
                div style="font-size:0;line-height:0;height:20px" {}
                (part::headline(headline, 28))
                p class="m-ink2" style="margin:6px 0 0;font-size:16px;line-height:24px;color:#5a564f" { (below) }
            },
        )
    }

    /// Words, buttons and facts.
    pub(super) fn body(&self) -> Markup {
        html! {
            @if self.suspicious { (part::row(20, &part::caution(SUSPICIOUS))) }
            @if let Some(words) = self.words() { (part::row(24, &part::tinted(&words))) }
            (part::row(28, &self.buttons()))
            (part::row(28, &part::facts(&self.facts())))
        }
    }

    /// The message and the wish, in the customer's own words.
    fn words(&self) -> Option<Markup> {
        let message = self.fields.message.as_ref().map(|message| part::words(message.as_str()));
        let wish = self.fields.wish.as_ref().map(|wish| html! {
            p class="m-ink2" style="margin:16px 0 2px;font-size:14px;line-height:20px;color:#5a564f" { (WISH) }
            (part::words(wish.as_str()))
        });
        (message.is_some() || wish.is_some()).then(|| {
            html! {
                @if let Some(message) = message { (message) }
                @if let Some(wish) = wish { (wish) }
            }
        })
    }

    /// A row of times, or of what is asked instead, and what else can be done; the first row is
    /// filled.
    fn buttons(&self) -> Markup {
        let tone = &self.accent.light;
        let (direct, answered) = (self.direct(), self.answered());
        let tend = self.tend.iter();
        let rows: [Vec<&Link>; 3] = if self.answer_by.is_empty() && answered.is_none() {
            [tend.collect(), direct.iter().collect(), Vec::new()]
        } else {
            let others = answered.iter().chain(tend).collect();
            [self.answer_by.iter().collect(), direct.iter().collect(), others]
        };
        let rows: Vec<_> = rows.iter().filter(|row| !row.is_empty()).collect();
        html! {
            @if !self.answer_by.is_empty() {
                p class="m-ink" style="margin:0 0 12px;font-size:18px;line-height:24px;font-weight:700;color:#1c1b18" { (self.times_label()) }
            }
            @for (at, row) in rows.iter().enumerate() {
                @if at > 0 { div style="font-size:0;line-height:0;height:10px" {} }
                (part::buttons(&self.filled(at, row), tone))
            }
            p class="m-ink2" style="margin:12px 0 0;font-size:14px;line-height:21px;color:#5a564f" { (self.help()) }
        }
    }

    /// All of the first row where it holds times, otherwise its first button.
    fn filled<'a>(&self, row: usize, links: &[&'a Link]) -> Vec<(Fill, &'a Link)> {
        let is_main = |at| row == 0 && (at == 0 || !self.answer_by.is_empty());
        let fill = |at| if is_main(at) { Fill::Main } else { Fill::Line };
        links.iter().enumerate().map(|(at, link)| (fill(at), *link)).collect()
    }

    /// What reaches the customer without us: writing, ringing.
    fn direct(&self) -> Vec<Link> {
        let email = self.fields.email.as_ref().map(|email| Link {
            label: "Answer now".into(),
            url: format!(
                "mailto:{}?subject={}",
                part::percent_encoded(email.as_str()),
                part::percent_encoded(&format!(
                    "Re: Your message to {} ({})",
                    one_line(&self.business),
                    one_line(&self.reference)
                ))
            ),
        });
        let phone = self.fields.phone.as_ref().map(|phone| Link {
            label: format!("Call {}", phone.as_str()),
            url: format!("tel:{}", phone.dialled()),
        });
        email.into_iter().chain(phone).collect()
    }

    fn answered(&self) -> Option<Link> {
        let url = self.answered_url.clone()?;
        Some(Link { label: self.answered_label().into(), url })
    }

    const fn times_label(&self) -> &'static str {
        match self.fields.kind {
            Kind::Callback => "Read. I call",
            Kind::Question | Kind::Complaint | Kind::Praise => "Read. I answer by",
        }
    }

    const fn answered_label(&self) -> &'static str {
        match self.fields.kind {
            Kind::Callback => "I have called",
            Kind::Praise => "I have read this",
            Kind::Question | Kind::Complaint => "I have answered",
        }
    }

    fn help(&self) -> String {
        const PAGE: &str = "A button opens a small page first, nothing is sent before you say so.";
        match &self.fields.email {
            Some(_) => {
                format!(
                    "{PAGE} Or simply reply to this mail: {} gets your words.",
                    self.first_name()
                )
            }
            None => PAGE.to_owned(),
        }
    }

    fn facts(&self) -> Vec<(&'static str, Markup)> {
        let markup = |values: Vec<String>| {
            html! {
                @for (at, value) in values.iter().enumerate() {
                    @if at > 0 { br; }
                    bdi { (value) }
                }
            }
        };
        self.known().into_iter().map(|(key, values)| (key, markup(values))).collect()
    }

    /// What is known besides the words; each value may be written in its own direction.
    fn known(&self) -> Vec<(&'static str, Vec<String>)> {
        let fields = &self.fields;
        let email = fields.email.as_ref().map(|email| email.as_str().to_owned());
        let phone = fields.phone.as_ref().map(|phone| phone.as_str().to_owned());
        let bare = |page: &PageUrl| {
            let url = page.as_str();
            url.split_once("://").map_or(url, |(_, rest)| rest).trim_end_matches('/').to_owned()
        };
        let mut known = vec![
            ("Who", [Some(self.name()), email, phone].into_iter().flatten().collect()),
            ("Needed", fields.needed_by.iter().map(|needed| needed.label().to_owned()).collect()),
            ("Written on", self.page.iter().map(bare).collect()),
            ("Language", self.language.iter().map(|tag| one_line(language_name(tag))).collect()),
            ("If you cannot", self.if_not.iter().cloned().collect::<Vec<_>>()),
        ];
        known.retain(|(_, values)| !values.is_empty());
        known
    }

    /// The plain twin of [`Self::body`]; to write or to ring, the facts hold address and number.
    pub(super) fn plain_body(&self, mut text: Plain) -> Plain {
        if self.suspicious {
            text = text.paragraph(SUSPICIOUS);
        }
        if let Some(message) = &self.fields.message {
            text = text.quote(message.as_str());
        }
        if let Some(wish) = &self.fields.wish {
            text = text.paragraph(WISH).quote(wish.as_str());
        }
        for link in &self.answer_by {
            text = text.link(&format!("{} {}", self.times_label(), link.label), &link.url);
        }
        for link in self.answered().iter().chain(&self.tend) {
            text = text.link(&link.label, &link.url);
        }
        text.paragraph(&self.help()).facts(&self.known())
    }
}

/// More than any inbox shows. Unit: Unicode scalar values.
const PREVIEW_CHARS_MAX: usize = 140;

/// As the form asked it.
const WISH: &str = "What would put this right?";

const SUSPICIOUS: &str = "This may be spam, so we sent no receipt to the address given. Please \
                          look twice before you open a link in it.";
