//! What was recorded the moment before, told to whoever pressed.

use super::super::tend_form::Tending;
use super::super::tend_page::tended;
use super::super::views::upper;
use super::case::OnDesk;
use crate::pages::Deed;

impl OnDesk<'_> {
    /// In a sentence; nothing where the case does not bear it out.
    pub(super) fn done(&self, just: &str) -> Option<String> {
        let first = self.first();
        if let Some(did) = Tending::parse(just) {
            let (says, told) = tended(self.case, did, |at| self.moment(at))?;
            let mailed = if told && self.is_mailed() { " is told by mail." } else { "" };
            return Some(match mailed {
                "" => says,
                mailed => format!("{says} {}{mailed}", upper(&first)),
            });
        }
        Some(match Deed::parse(just)? {
            Deed::Acknowledge => {
                let due = self.case.acknowledged.as_ref()?.what.answer_by;
                format!("Told: you answer by {}.", self.moment(due))
            }
            Deed::Answer => self.sent("answer"),
            Deed::Ask => self.sent("question"),
            Deed::Draft => "Kept as a draft, for you alone.".to_owned(),
            Deed::Answered => format!("Noted: you have answered {first}."),
            Deed::Reached => format!("Noted: {first} knows."),
            Deed::Note => "The note is kept.".to_owned(),
            Deed::HandOver => {
                let to = self.site().team.find_some(self.case.assigned())?;
                format!("{} has it now, with all that was written.", to.first.as_str())
            }
            Deed::Snooze => {
                let until = self.case.snoozed_until()?;
                match until > self.now {
                    true => format!("Out of sight until {}.", self.moment(until)),
                    false => "It stays in sight: what is promised is due soon.".to_owned(),
                }
            }
            Deed::Wake => "It is in sight again.".to_owned(),
            Deed::Decline => self.sent("kind no"),
            Deed::Resolve => "It is done.".to_owned(),
            Deed::Reopen => "It is open again.".to_owned(),
            Deed::Spam => "Set aside as spam.".to_owned(),
            Deed::Fraud => "Set aside as fraud.".to_owned(),
            Deed::Real => "It stands among the customers again.".to_owned(),
            Deed::Merge => "Both are together now.".to_owned(),
        })
    }

    /// "Your answer to Joan is on its way."
    fn sent(&self, what: &str) -> String {
        let first = self.first();
        match self.is_mailed() {
            true => format!("Your {what} to {first} is on its way."),
            false => format!("Your {what} to {first} stands on the page of the case."),
        }
    }
}
