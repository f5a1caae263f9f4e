//! Who sends a message: a token signed with the key the browser was given (RFC 8292).

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use hearback_domain::{HOUR_MS, SECOND_MS, Secret, Timestamp};
use p256::ecdsa::signature::Signer;
use p256::ecdsa::{Signature, SigningKey};

use super::keys;

/// A token may hold for a day at most (RFC 8292, 2); clocks differ.
const LIFE_MS: i64 = 12 * HOUR_MS;

/// `{"typ":"JWT","alg":"ES256"}`.
const HEAD: &str = "eyJ0eXAiOiJKV1QiLCJhbGciOiJFUzI1NiJ9";

/// The header `authorization` for a push service.
pub(super) fn authorization(
    secret: &Secret,
    audience: &str,
    contact: &str,
    now: Timestamp,
) -> String {
    let expires = now.plus_ms(LIFE_MS).ms() / SECOND_MS;
    // Neither holds a quote: one is an origin, the other an address that was parsed.
    let claims = format!(r#"{{"aud":"{audience}","exp":{expires},"sub":"mailto:{contact}"}}"#);
    let signed = format!("{HEAD}.{}", URL_SAFE_NO_PAD.encode(claims));
    let key = keys::vapid(secret);
    let signature: Signature = SigningKey::from(&key).sign(signed.as_bytes());
    let signature = URL_SAFE_NO_PAD.encode(signature.to_bytes());
    let public = URL_SAFE_NO_PAD.encode(keys::point(&key.public_key()));
    format!("vapid t={signed}.{signature}, k={public}")
}

#[cfg(test)]
mod tests {
    use p256::ecdsa::VerifyingKey;
    use p256::ecdsa::signature::Verifier;

    use super::*;

    #[test]
    fn a_token_names_the_push_service_and_is_signed_by_the_key_beside_it() {
        let secret = Secret::parse("0123456789abcdef0123456789abcdef").expect("long enough");
        let now = Timestamp::parse("2026-11-23T13:10:00Z").expect("a moment");
        let said = authorization(&secret, "https://push.example", "desk@hearback.example", now);
        let (token, key) =
            said.strip_prefix("vapid t=").and_then(|s| s.split_once(", k=")).unwrap();
        let (signed, signature) = token.rsplit_once('.').unwrap();
        let decoded = |text: &str| URL_SAFE_NO_PAD.decode(text).expect("base 64");
        let (head, claims) = signed.split_once('.').unwrap();
        assert_eq!(decoded(head), br#"{"typ":"JWT","alg":"ES256"}"#);
        let claims = String::from_utf8(decoded(claims)).unwrap();
        let wanted = r#"{"aud":"https://push.example","exp":1795482600,"sub":"mailto:desk@hearback.example"}"#;
        assert_eq!(claims, wanted);
        let verifying = VerifyingKey::from_sec1_bytes(&decoded(key)).expect("a point");
        let signature = Signature::from_slice(&decoded(signature)).expect("64 bytes");
        assert!(verifying.verify(signed.as_bytes(), &signature).is_ok());
        assert_eq!(key, keys::vapid_public(&secret));
    }
}
