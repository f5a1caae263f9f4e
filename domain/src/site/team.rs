//! Who answers.

use super::{PersonId, Picture, ShortLine, Text};
use crate::submission::EmailAddress;

/// Somebody with a name and a face.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// Their name in facts.
    pub id: PersonId,
    /// The whole name.
    pub name: ShortLine,
    /// What customers call them: "Ana".
    pub first: ShortLine,
    /// A few words on who this is: "One of the two Okafors".
    pub about: Option<Text>,
    /// Their face.
    pub picture: Option<Picture>,
    /// What stands below their answers.
    pub signature: Option<Text>,
    /// Where their notices go.
    pub email: EmailAddress,
}

/// Somebody who answers beside the owner.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Teammate {
    /// Who it is.
    pub person: Person,
    /// Whether they hear of each new case.
    pub notices: bool,
}

/// The owner and those who help; no two share an id.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Team {
    owner: Person,
    backup_email: Option<EmailAddress>,
    teammates: Vec<Teammate>,
}

/// Two people have this id.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TeamError(pub PersonId);

impl Person {
    /// The first word of a whole name, where nobody said how to call them.
    pub fn first_word(name: &ShortLine) -> ShortLine {
        let word = name.as_str().split_whitespace().next().unwrap_or_default();
        ShortLine::parse(word).unwrap_or_else(|_| name.clone())
    }
}

impl Team {
    /// Puts the team together. `backup_email` is the owner's second address, for when mail to
    /// the first fails.
    ///
    /// # Errors
    /// The id that two of them share.
    pub fn new(
        owner: Person,
        backup_email: Option<EmailAddress>,
        teammates: Vec<Teammate>,
    ) -> Result<Self, TeamError> {
        let mut seen = vec![&owner.id];
        for Teammate { person, .. } in &teammates {
            if seen.contains(&&person.id) {
                return Err(TeamError(person.id.clone()));
            }
            seen.push(&person.id);
        }
        Ok(Self { owner, backup_email, teammates })
    }

    /// Who answers for everything.
    pub const fn owner(&self) -> &Person {
        &self.owner
    }

    /// The owner's second address.
    pub const fn backup_email(&self) -> Option<&EmailAddress> {
        self.backup_email.as_ref()
    }

    /// Those who help, in the owner's order.
    pub fn teammates(&self) -> &[Teammate] {
        &self.teammates
    }

    /// Everybody, the owner first.
    pub fn people(&self) -> impl Iterator<Item = &Person> {
        core::iter::once(&self.owner).chain(self.teammates.iter().map(|mate| &mate.person))
    }

    /// Who hears of a new case, the owner first.
    pub fn notified(&self) -> impl Iterator<Item = &Person> {
        let mates = self.teammates.iter().filter(|mate| mate.notices).map(|mate| &mate.person);
        core::iter::once(&self.owner).chain(mates)
    }

    /// The person with this id, if one is meant and still here.
    pub fn find_some(&self, id: Option<&PersonId>) -> Option<&Person> {
        id.and_then(|id| self.find(id))
    }

    /// The person with this id.
    pub fn find(&self, id: &PersonId) -> Option<&Person> {
        self.people().find(|person| person.id == *id)
    }
}

impl TeamError {
    /// What the person who writes the settings reads.
    pub fn sentence(&self) -> String {
        format!("choose another id: \"{}\" is somebody else's", self.0.as_str())
    }
}
