//! Messages to screens: what a push service is sent so that one browser, and nobody between, reads
//! it.
//!
//! RFC 8291 (encryption for one browser) around RFC 8188 (`aes128gcm`), and RFC 8292 (who sends).
//! Pure: keys and the moment are arguments, and a call is what comes out. Not here: what is said,
//! to whom, and when (see `book`).

mod encrypted;
mod keys;
mod vapid;

use hearback_domain::wire::Subscription;
use hearback_domain::{OutsideUrl, Secret, Timestamp};

pub(crate) use keys::{Screen, vapid_public};

use crate::platform::Call;
use crate::web::Method;

/// How long a push service keeps a message for a telephone that is off, in seconds: half a day,
/// since what was news in the morning is none at night.
const KEPT_SECONDS: u32 = 12 * 60 * 60;

/// Everything a message is made with.
pub(crate) struct Message<'a> {
    /// From which the keys are derived.
    pub(crate) secret: &'a Secret,
    /// Whom a push service can ask about these messages.
    pub(crate) contact: &'a str,
    /// A name of the message and of the screen: no two have the same.
    pub(crate) name: &'a str,
    /// The moment.
    pub(crate) now: Timestamp,
    /// What the screen reads: JSON of at most [`TEXT_BYTES_MAX`] bytes.
    pub(crate) text: &'a str,
}

/// What every push service takes (RFC 8030, 7.2), less what encryption adds.
pub(crate) const TEXT_BYTES_MAX: usize = 3_900;

/// The call that brings a message to a screen; none where the keys cannot be used.
pub(crate) fn call(screen: &Screen, message: &Message<'_>) -> Option<Call> {
    let Message { secret, contact, name, now, text } = *message;
    let (own, salt) = keys::of_message(secret, name, now);
    let body = encrypted::encrypted(text.as_bytes(), screen, &own, &salt)?;
    let authorization = vapid::authorization(secret, screen.url.origin(), contact, now);
    let headers = vec![
        ("authorization", authorization),
        ("content-encoding", "aes128gcm".to_owned()),
        ("content-type", "application/octet-stream".to_owned()),
        ("ttl", KEPT_SECONDS.to_string()),
        ("urgency", "high".to_owned()),
    ];
    Some(Call { method: Method::Post, url: screen.url.as_str().to_owned(), headers, body })
}

impl Screen {
    /// Reads what a browser says of itself.
    pub(crate) fn parse(subscription: &Subscription) -> Option<Self> {
        Some(Self {
            url: OutsideUrl::parse(&subscription.endpoint).ok()?,
            public: keys::public(&subscription.p256dh)?,
            auth: keys::bytes(&subscription.auth)?.try_into().ok()?,
        })
    }
}
