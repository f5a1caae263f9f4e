//! "You kept five promises of six.": the week that has passed, for the owner, on Monday.

use hearback_domain::accent::Accent;
use hearback_domain::report::Report;
use hearback_domain::site::Zone;
use hearback_domain::wording::report as said;
use maud::html;

use super::html::{Fill, Frame};
use super::plain::Plain;
use super::{Automatic, Envelope, HeaderText, Link, Mail, html as part};

/// What was measured in a week, in figures and sentences; the page at the desk draws it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WeekReport {
    /// The first name of who reads it.
    pub reader: String,
    /// The business.
    pub business: String,
    /// By whose clock weeks begin.
    pub zone: Zone,
    /// What was measured.
    pub report: Report,
    /// The customers who hear nothing, by their names.
    pub silent: Vec<String>,
    /// The page at the desk.
    pub url: String,
    /// The accent.
    pub accent: Accent,
}

const LINK: &str = "See the whole report";

/// As many as are named; the rest is on the page.
const NAMED_MAX: usize = 5;

impl WeekReport {
    /// The mail, marked as a machine's.
    pub fn mail(&self, envelope: Envelope) -> Mail {
        let week = self.report.week();
        let headline = said::kept(week.promises);
        let dates = said::week_dates(self.zone, &week);
        let subject = HeaderText::new(&format!("{dates}: {}", headline.trim_end_matches('.')));
        let beside = said::beside(&self.report);
        let frame = Frame {
            language: "en",
            title: subject.as_str(),
            preview: &beside,
            accent: &self.accent,
        };
        let link = Link { label: LINK.into(), url: self.url.clone() };
        let (facts, silent) = (self.facts(), self.silent());
        let footer = format!(
            "Sent to {} by Hearback for {}, on Mondays, where there is something to report. \
             Your settings turn it off.",
            self.reader, self.business
        );
        let keyed: Vec<_> = facts.iter().map(|(key, value)| (*key, html! { (value) })).collect();
        let rows = html! {
            (part::row(36, &html! {
                p class="m-ink2" style="margin:0;font-size:15px;line-height:22px;color:#5a564f" { (dates) }
            }))
            (part::row(8, &part::headline(&headline, 28)))
            @if !beside.is_empty() {
                (part::row(16, &html! {
                    p class="m-ink" style="margin:0;font-size:16px;line-height:25px;color:#1c1b18" { (beside) }
                }))
            }
            @if let Some(silent) = &silent { (part::row(20, &part::caution(silent))) }
            (part::row(24, &part::facts(&keyed)))
            (part::row(24, &part::buttons(&[(Fill::Main, &link)], &self.accent.light)))
            (part::small_print(28, &html! { (footer) }))
        };
        let mut text = Plain::default().paragraph(&format!("{dates}\n{headline}"));
        for paragraph in [Some(beside.as_str()).filter(|text| !text.is_empty()), silent.as_deref()]
        {
            text = paragraph.into_iter().fold(text, Plain::paragraph);
        }
        let facts: Vec<_> = facts.into_iter().map(|(key, value)| (key, vec![value])).collect();
        let text = text.facts(&facts).link(LINK, &self.url).paragraph(&footer);
        Mail {
            text: text.finish(),
            html: frame.page(&rows),
            envelope,
            subject,
            automatic: Automatic::Generated,
            calendar: None,
        }
    }

    /// What was measured, each with how many cases it rests on.
    fn facts(&self) -> Vec<(&'static str, String)> {
        let week = self.report.week();
        let promises = (week.promises.all() > 0).then(|| said::tally(week.promises));
        let record = self.report.record.promises;
        let record = (record.all() > 0).then(|| said::tally(record));
        let all = [
            ("Promises", promises),
            ("Until read", said::waits(week.read)),
            ("Until answered", said::waits(week.answered)),
            ("In 90 days", record),
        ];
        all.into_iter().filter_map(|(key, value)| Some((key, value?))).collect()
    }

    /// "Two customers hear nothing from you: Leyla Demir and Sam Osei."
    fn silent(&self) -> Option<String> {
        let (first, rest) = self.silent.split_first()?;
        if rest.is_empty() {
            return Some(format!("{first} hears nothing from you."));
        }
        let named: Vec<_> = self.silent.iter().take(NAMED_MAX).map(String::as_str).collect();
        let more = match self.silent.len() - named.len() {
            0 => "",
            _ => " and others",
        };
        Some(format!("They hear nothing from you: {}{more}.", named.join(", ")))
    }
}
