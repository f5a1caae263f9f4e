//! Ways to a person besides the form.

use super::{ShortLine, Text, WebAddress};
use crate::submission::{EmailAddress, Phone};

/// Ways to reach the business; at least a telephone number or a mail address is among them, so
/// that no state of the product is a dead end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reach {
    phone: Option<PhoneWay>,
    mail: Option<EmailAddress>,
    visit: Option<Visit>,
    links: Vec<Link>,
}

/// A number to ring.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PhoneWay {
    /// What is dialled, with the country's code.
    pub number: Phone,
    /// How people nearby write it.
    pub shown: Phone,
}

/// A place to come to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Visit {
    /// The address, line by line; never empty.
    address: Vec<ShortLine>,
    /// A map of it.
    pub map: Option<WebAddress>,
    /// How to find the door.
    pub note: Option<Text>,
}

/// Any other way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// What it is called.
    pub label: ShortLine,
    /// Where it leads.
    pub url: WebAddress,
}

/// Why ways do not make a [`Reach`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReachError {
    /// Neither a number nor a mail address.
    NoPerson,
    /// A place without a line of address.
    NoAddress,
}

impl Reach {
    /// Puts the ways together.
    ///
    /// # Errors
    /// When there is neither a number nor a mail address.
    pub fn new(
        phone: Option<PhoneWay>,
        mail: Option<EmailAddress>,
        visit: Option<Visit>,
        links: Vec<Link>,
    ) -> Result<Self, ReachError> {
        if phone.is_none() && mail.is_none() {
            return Err(ReachError::NoPerson);
        }
        Ok(Self { phone, mail, visit, links })
    }

    /// The number to ring.
    pub const fn phone(&self) -> Option<&PhoneWay> {
        self.phone.as_ref()
    }

    /// The address customers may write to.
    pub const fn mail(&self) -> Option<&EmailAddress> {
        self.mail.as_ref()
    }

    /// The place to come to.
    pub const fn visit(&self) -> Option<&Visit> {
        self.visit.as_ref()
    }

    /// Other ways, in the owner's order.
    pub fn links(&self) -> &[Link] {
        &self.links
    }
}

impl PhoneWay {
    /// For a link that dials (RFC 3966).
    pub fn url(&self) -> String {
        format!("tel:{}", self.number.dialled())
    }
}

impl Visit {
    /// A place with at least one line of address.
    ///
    /// # Errors
    /// When there is none.
    pub fn new(
        address: Vec<ShortLine>,
        map: Option<WebAddress>,
        note: Option<Text>,
    ) -> Result<Self, ReachError> {
        if address.is_empty() {
            return Err(ReachError::NoAddress);
        }
        Ok(Self { address, map, note })
    }

    /// The address, line by line.
    pub fn address(&self) -> &[ShortLine] {
        &self.address
    }
}

impl ReachError {
    /// What the person who writes the settings reads.
    pub const fn sentence(self) -> &'static str {
        match self {
            Self::NoPerson => {
                "add a telephone number or a mail address, so that customers always find somebody"
            }
            Self::NoAddress => "write at least one line of address",
        }
    }
}
