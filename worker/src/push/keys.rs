//! The keys of a browser, of a message, and of this deployment.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use hearback_domain::{OutsideUrl, Secret, Timestamp};
use p256::elliptic_curve::sec1::ToEncodedPoint;
use p256::{PublicKey, SecretKey};

/// A browser that is told.
pub(crate) struct Screen {
    /// Its address at its push service.
    pub(crate) url: OutsideUrl,
    /// Its public key.
    pub(super) public: PublicKey,
    /// Its secret bytes.
    pub(super) auth: [u8; 16],
}

/// The key by which push services and browsers know this deployment.
pub(super) fn vapid(secret: &Secret) -> SecretKey {
    scalar(|attempt| secret.vapid_key(attempt))
}

/// Its public half, as browsers take it: base 64 of the uncompressed point.
pub(crate) fn vapid_public(secret: &Secret) -> String {
    URL_SAFE_NO_PAD.encode(point(&vapid(secret).public_key()))
}

/// A key and a salt that only this message has.
pub(super) fn of_message(secret: &Secret, name: &str, now: Timestamp) -> (SecretKey, [u8; 16]) {
    let key = scalar(|attempt| secret.push_key(name, now, attempt).0);
    (key, secret.push_key(name, now, 0).1)
}

/// The uncompressed form of a point, 65 bytes.
pub(super) fn point(key: &PublicKey) -> Vec<u8> {
    key.to_encoded_point(false).as_bytes().to_vec()
}

/// Reads a point, which must lie on the curve.
pub(super) fn public(text: &str) -> Option<PublicKey> {
    PublicKey::from_sec1_bytes(&bytes(text)?).ok()
}

/// A point takes 87 characters, and a sign to fill it up.
const KEY_CHARS_MAX: usize = 88;

/// Reads base 64 for addresses; some browsers fill it up.
pub(super) fn bytes(text: &str) -> Option<Vec<u8>> {
    if text.len() > KEY_CHARS_MAX {
        return None;
    }
    URL_SAFE_NO_PAD.decode(text.trim_end_matches('=')).ok()
}

/// The first of a row of 32 bytes that is a scalar of the curve. One in 2^32 is none.
fn scalar(bytes: impl Fn(u8) -> [u8; 32]) -> SecretKey {
    (0..=u8::MAX)
        .find_map(|attempt| SecretKey::from_slice(&bytes(attempt)).ok())
        .expect("256 rows of bytes that are all no scalar are never seen")
}
