//! What the edge asks a site's book, and what the book replies.

use serde::{Deserialize, Serialize};

use super::desk::{Shown, Want};

/// A question to a book. Facts travel as their stored texts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Ask {
    /// Take these facts into the index; doubled ones change nothing.
    Tell {
        /// Stored texts.
        facts: Vec<String>,
    },
    /// Show all facts of one case.
    Case {
        /// The case's id.
        case: String,
    },
    /// Do what a signed button says, unless it was done before.
    Act {
        /// The whole token, verified again by the book.
        token: String,
    },
    /// Do what a person says who holds a token to tend a case, unless it is past that.
    Tend {
        /// The whole token, verified again by the book.
        token: String,
        /// The stored text of the fact that would follow; its moment is the book's.
        fact: String,
    },
    /// The link that was mailed to the customer has been opened.
    Prove {
        /// The case's id.
        case: String,
    },
    /// Somebody says they belong to the team and wants to sign in. Whoever they are, the reply is
    /// the same.
    SignIn {
        /// The address they gave.
        email: String,
        /// The name of the browser that asks.
        browser: String,
        /// The name of the network it asks from.
        network: String,
    },
    /// The code that was mailed, from the browser that asked for it.
    Enter {
        /// The name of the browser.
        browser: String,
        /// Six digits.
        code: String,
        /// Whether they come from the mailed link, which nobody can guess.
        by_link: bool,
        /// The name of the session that begins.
        session: String,
        /// What the browser calls itself, in short.
        agent: String,
    },
    /// Something at the desk.
    Desk {
        /// The name of the session.
        session: String,
        /// What.
        want: Want,
    },
    /// Begin this site, which nobody has begun, for the owner of the deployment; they are signed in.
    Begin {
        /// The whole settings, as they are stored.
        stored: String,
        /// The name of the session that begins.
        session: String,
        /// What the browser calls itself, in short.
        agent: String,
    },
    /// Look for facts of these days that the book lacks.
    HandOver {
        /// Days as they stand in keys.
        days: Vec<String>,
    },
    /// Drop everything and read all facts of the site again.
    Rebuild,
    /// How far the book is, for operators and tests.
    State,
}

/// A book's reply.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reply {
    /// It is written down, and what follows from it is on its way.
    Noted,
    /// All facts of the case asked for, as stored texts; empty when it is not known.
    Facts {
        /// Stored texts.
        facts: Vec<String>,
    },
    /// What a button came to: the facts of the case now, and whether this press was the one.
    Acted {
        /// Whether this press changed something.
        first: bool,
        /// Stored texts.
        facts: Vec<String>,
    },
    /// What was wanted at the desk.
    Desk {
        /// The id of whoever is signed in.
        person: String,
        /// What is shown to them.
        shown: Shown,
    },
    /// The code is right: the session has begun.
    Entered,
    /// The code is not right; this many tries are left.
    WrongCode {
        /// None when a new code must be asked for.
        tries_left: u32,
    },
    /// Nobody is signed in by this session.
    SignedOut,
    /// The button's token did not hold.
    Refused,
    /// The case is not known here yet.
    UnknownCase,
    /// Counts for operators and tests.
    State(BookState),
}

/// Where a book stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct BookState {
    /// Cases in the index.
    pub cases: i64,
    /// Facts in the index.
    pub facts: i64,
    /// Facts made here that the store has not taken yet.
    pub unsaved: i64,
    /// Cases that owe something now: due, or tried and to be tried again.
    pub owing: i64,
    /// Cases that owe something, now or later.
    pub watched: i64,
    /// Ranges of the store still to be read.
    pub catching_up: i64,
}
