//! What the service needs of the world, as small traits.
//!
//! Two sides implement them: `cloudflare` for the edge, and the simulation in the tests, where
//! every one of them can be slow, stale, doubled or dead. Nothing else in this crate does I/O.

use hearback_domain::wire::{Ask, Reply};
use hearback_domain::{SiteId, Timestamp};

use crate::mail::{Mail, MailError};
use crate::web::Method;

/// The only clock.
pub trait Clock {
    /// The present moment.
    fn now(&self) -> Timestamp;
}

/// The only source of chance.
pub trait Random {
    /// Ten bytes nobody can guess.
    fn random(&self) -> [u8; 10];
}

/// A key-value store that may be a minute stale and forgets nothing: Workers KV.
pub trait Kv {
    /// The value of a key, perhaps as it was a minute ago.
    ///
    /// # Errors
    /// When the store does not answer.
    async fn get(&self, key: &str) -> Result<Option<String>, KvError>;

    /// The values of at most [`KEYS_PER_GET_MAX`] keys, in their order.
    ///
    /// # Errors
    /// When the store does not answer.
    async fn get_many(&self, keys: &[String]) -> Result<Vec<Option<String>>, KvError>;

    /// Writes a value with a short note that lists return with the key.
    ///
    /// # Errors
    /// When the store does not say that it was written; it may have been.
    async fn put(&self, key: &str, value: &str, note: &str) -> Result<(), KvError>;

    /// At most 1,000 keys of a prefix from a cursor on.
    ///
    /// # Errors
    /// When the store does not answer.
    async fn list(&self, prefix: &str, cursor: Option<&str>) -> Result<KvPage, KvError>;
}

/// What Workers KV reads as one operation.
pub const KEYS_PER_GET_MAX: usize = 100;

/// A page of keys.
#[derive(Clone, Debug, Default)]
pub struct KvPage {
    /// Keys in byte order.
    pub keys: Vec<KvName>,
    /// Where the next page begins; absent on the last.
    pub cursor: Option<String>,
}

/// A key in a list.
#[derive(Clone, Debug)]
pub struct KvName {
    /// The key.
    pub key: String,
    /// The note it was put with.
    pub note: String,
}

/// The store failed; the text is for the log and holds nothing a customer typed.
#[derive(Clone, Debug)]
pub struct KvError(pub String);

/// The way from the edge to a site's book.
pub trait Books {
    /// Asks the book of a site.
    ///
    /// # Errors
    /// When no answer came; the book may have acted.
    async fn ask(&self, site: &SiteId, ask: &Ask) -> Result<Reply, OutOfReach>;
}

/// The book gave no answer; the text is for the log.
#[derive(Clone, Debug)]
pub struct OutOfReach(pub String);

/// Refuses those who write too fast.
pub trait Throttle {
    /// Whether one more by this name is too many. Errs on letting through.
    async fn too_fast(&self, name: &str) -> bool;
}

/// The way out for mails.
pub trait Mailer {
    /// Hands one mail to a server, within a bounded time.
    ///
    /// # Errors
    /// Why it was not accepted, or that nobody knows whether it was.
    async fn send(&self, mail: &Mail) -> Result<(), MailError>;
}

/// The way out to other servers.
pub trait Web {
    /// Calls a server and waits for its answer, at most [`CALL_SECONDS_MAX`] seconds.
    ///
    /// Redirects are never followed: one is an answer whose status begins with 3. Whoever calls
    /// has checked the address before.
    ///
    /// # Errors
    /// When no answer came; the server may have taken the call.
    async fn fetch(&self, call: &Call) -> Result<Fetched, WebError>;
}

/// How long another server may take; below the shortest wait between two tries.
pub const CALL_SECONDS_MAX: u64 = 10;

/// How much of an answer is read. What other servers say is needed only to tell how it went.
pub const FETCHED_BYTES_MAX: usize = 16 * 1024;

/// A call to another server.
#[derive(Clone, Debug)]
pub struct Call {
    /// `Get` or `Post`.
    pub method: Method,
    /// Where to: a whole address.
    pub url: String,
    /// Names in lower case, and values without control characters.
    pub headers: Vec<(&'static str, String)>,
    /// Empty with `Get`.
    pub body: Vec<u8>,
}

/// Another server's answer.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fetched {
    /// The status.
    pub status: u16,
    /// The first [`FETCHED_BYTES_MAX`] bytes; what is not UTF-8 is replaced.
    pub body: String,
}

/// No answer came; the text is for the log and holds nothing a customer typed.
#[derive(Clone, Debug)]
pub struct WebError(pub String);

/// A book's own storage: SQL that is durable before anything later leaves the book, and an alarm.
pub trait Shelf {
    /// Runs one statement and returns its rows.
    ///
    /// # Errors
    /// When the statement or the storage fails.
    fn run(&self, sql: &str, values: &[Value]) -> Result<Vec<Row>, ShelfError>;

    /// Waits until everything written is durable.
    ///
    /// # Errors
    /// When the storage fails; nothing must leave the book then.
    async fn sync(&self) -> Result<(), ShelfError>;

    /// Sets the one alarm, replacing an earlier one.
    ///
    /// # Errors
    /// When the storage fails.
    async fn set_alarm(&self, at: Timestamp) -> Result<(), ShelfError>;
}

/// A value in SQL.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// Nothing.
    Null,
    /// A whole number within ±2^53.
    Int(i64),
    /// Text.
    Text(String),
}

/// A row of a result.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row(pub Vec<Value>);

/// The book's storage failed; the text is for the log.
#[derive(Clone, Debug)]
pub struct ShelfError(pub String);

impl Row {
    /// The text in a column; empty when it is not text.
    pub fn text(&self, column: usize) -> &str {
        self.text_or_null(column).unwrap_or_default()
    }

    /// The text in a column, if it is text.
    pub fn text_or_null(&self, column: usize) -> Option<&str> {
        match self.0.get(column) {
            Some(Value::Text(text)) => Some(text),
            Some(Value::Null | Value::Int(_)) | None => None,
        }
    }

    /// The number in a column.
    pub fn int(&self, column: usize) -> Option<i64> {
        match self.0.get(column) {
            Some(Value::Int(number)) => Some(*number),
            Some(Value::Null | Value::Text(_)) | None => None,
        }
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Value {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<i64> for Value {
    fn from(number: i64) -> Self {
        Self::Int(number)
    }
}

impl From<Timestamp> for Value {
    fn from(at: Timestamp) -> Self {
        Self::Int(at.ms())
    }
}

impl<T: Into<Self>> From<Option<T>> for Value {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Null, Into::into)
    }
}
