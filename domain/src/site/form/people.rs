//! The team: who is of it, and what each person's form holds.

use sha2::{Digest, Sha256};

use super::{FieldMistake, Fields, Form, said};
use crate::site::{Line, Person, PersonId, Picture, Site, Team, Teammate};
use crate::submission::{EmailAddress, EmailAddressError};

/// Letters taken of a name for an id; a number may follow.
const ID_CHARS_MAX: usize = 24;

/// What stands in a person's form; with none, the form for somebody new.
pub fn person_fields(site: &Site, person: Option<&Person>) -> Fields {
    let text = |value: Option<&str>| value.unwrap_or_default().to_owned();
    let is_owner = person.is_some_and(|person| person.id == site.owner().id);
    let mate = site.team.teammates().iter().find(|mate| Some(&mate.person) == person);
    let notices = if mate.is_some_and(|mate| mate.notices) { "on" } else { "" };
    let mut fields = vec![
        ("name".to_owned(), text(person.map(|person| person.name.as_str()))),
        ("first".to_owned(), text(person.map(|person| person.first.as_str()))),
        ("email".to_owned(), text(person.map(|person| person.email.as_str()))),
        (
            "about".to_owned(),
            text(person.and_then(|person| person.about.as_ref()).map(|about| about.as_str())),
        ),
        (
            "signature".to_owned(),
            text(person.and_then(|person| person.signature.as_ref()).map(|text| text.as_str())),
        ),
    ];
    if is_owner {
        let backup = site.team.backup_email().map(|email| email.as_str());
        fields.push(("backup".to_owned(), text(backup)));
    } else {
        fields.push(("notices".to_owned(), notices.to_owned()));
    }
    fields
}

/// The site with somebody new in the team.
///
/// # Errors
/// Everything there is to mend.
pub fn add_person(site: &Site, entered: &[(String, String)]) -> Result<Site, Vec<FieldMistake>> {
    let form = Form::new(entered);
    let made = || {
        let person = person(&form, site, None)?;
        let mut mates = site.team.teammates().to_vec();
        mates.push(Teammate { person, notices: !form.get("notices").is_empty() });
        let team = Team::new(site.owner().clone(), site.team.backup_email().cloned(), mates);
        Some(Site { team: form.made("name", team, |error| error.sentence())?, ..site.clone() })
    };
    let made = made();
    form.done(made)
}

/// The site with a person as entered.
///
/// # Errors
/// Everything there is to mend.
pub fn change_person(
    site: &Site,
    known: &Person,
    entered: &[(String, String)],
) -> Result<Site, Vec<FieldMistake>> {
    let form = Form::new(entered);
    let made = || {
        let person = person(&form, site, Some(known));
        let is_owner = known.id == site.owner().id;
        let backup = match is_owner {
            true => form.optional("backup", email),
            false => site.team.backup_email().cloned(),
        };
        let person = person?;
        let mates = site.team.teammates().iter().map(|mate| match mate.person.id == known.id {
            true => Teammate { person: person.clone(), notices: !form.get("notices").is_empty() },
            false => mate.clone(),
        });
        let owner = if is_owner { person.clone() } else { site.owner().clone() };
        let team = Team::new(owner, backup, mates.collect());
        Some(Site { team: form.made("name", team, |error| error.sentence())?, ..site.clone() })
    };
    let made = made();
    form.done(made)
}

/// The site without a teammate; none where nobody has this id, or the owner.
pub fn remove_person(site: &Site, id: &PersonId) -> Option<Site> {
    let mates = site.team.teammates();
    mates.iter().find(|mate| mate.person.id == *id)?;
    let left = mates.iter().filter(|mate| mate.person.id != *id).cloned().collect();
    let team = Team::new(site.owner().clone(), site.team.backup_email().cloned(), left).ok()?;
    Some(Site { team, ..site.clone() })
}

/// The site with a person's face, or without it.
pub fn with_picture(site: &Site, id: &PersonId, picture: Option<&Picture>) -> Option<Site> {
    let pictured = |person: &Person| match person.id == *id {
        true => Person { picture: picture.cloned(), ..person.clone() },
        false => person.clone(),
    };
    let mates = site.team.teammates().iter();
    let mates =
        mates.map(|mate| Teammate { person: pictured(&mate.person), notices: mate.notices });
    let owner = pictured(site.owner());
    let team = Team::new(owner, site.team.backup_email().cloned(), mates.collect()).ok()?;
    Some(Site { team, ..site.clone() })
}

/// The site with an owner whose id is like their first name.
pub(super) fn with_owner_id(site: &Site) -> Option<Site> {
    let owner = site.owner();
    let id = free_id(site, stem(owner.first.as_str()))?;
    let owner = Person { id, ..owner.clone() };
    let mates = site.team.teammates().to_vec();
    let team = Team::new(owner, site.team.backup_email().cloned(), mates).ok()?;
    Some(Site { team, ..site.clone() })
}

/// Their id stays, and so does their face.
fn person(form: &Form<'_>, site: &Site, known: Option<&Person>) -> Option<Person> {
    let name = form.text("name", line);
    let first = form.optional("first", line);
    let email = form.text("email", self::email);
    let about = form.optional("about", line);
    let signature = form.optional("signature", line);
    let (name, email) = (name?, email?);
    let mut others = site.team.people().filter(|one| known.is_none_or(|known| known.id != one.id));
    if others.any(|one| one.email.as_str().eq_ignore_ascii_case(email.as_str())) {
        form.mend(
            "email",
            "somebody else of the team has this address; everybody signs in with their own",
        );
        return None;
    }
    let first = first.unwrap_or_else(|| Person::first_word(&name));
    let id =
        known.map_or_else(|| new_id(site, first.as_str(), &email), |known| Some(known.id.clone()));
    let picture = known.and_then(|known| known.picture.clone());
    Some(Person { id: id?, name, first, about, picture, signature, email })
}

/// An id that nobody has or had: "ana-3f9c01". Links that were mailed to somebody who has left
/// name them by it, so it follows from the address.
fn new_id(site: &Site, first: &str, email: &EmailAddress) -> Option<PersonId> {
    let digest = Sha256::digest(email.as_str().to_lowercase());
    let stem = digest.iter().take(3).fold(stem(first) + "-", |id, byte| format!("{id}{byte:02x}"));
    free_id(site, stem)
}

/// The beginning of an id that is like a first name.
fn stem(first: &str) -> String {
    let letters = first.chars().flat_map(char::to_lowercase).filter(char::is_ascii_alphanumeric);
    let stem: String = letters.take(ID_CHARS_MAX).collect();
    if stem.is_empty() { "mate".to_owned() } else { stem }
}

fn free_id(site: &Site, stem: String) -> Option<PersonId> {
    let numbered = (2..1_000).map(|number| format!("{stem}-{number}"));
    let mut ids = core::iter::once(stem.clone()).chain(numbered);
    ids.find_map(|id| PersonId::parse(&id).ok().filter(|id| site.team.find(id).is_none()))
}

fn line<const N: usize>(raw: &str) -> Result<Line<N>, String> {
    Line::parse(raw).map_err(said)
}

fn email(raw: &str) -> Result<EmailAddress, &'static str> {
    EmailAddress::parse(raw).map_err(EmailAddressError::sentence)
}
