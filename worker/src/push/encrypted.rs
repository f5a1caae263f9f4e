//! Encryption for one browser: RFC 8291, one record of RFC 8188.

use aes_gcm::aead::{Aead, KeyInit};
use aes_gcm::{Aes128Gcm, Key, Nonce};
use hkdf::Hkdf;
use p256::SecretKey;
use p256::ecdh::diffie_hellman;
use sha2::Sha256;

use super::keys::{Screen, point};

/// The size of a record, as RFC 8188 counts it: a push service takes 4,096 bytes.
const RECORD_BYTES: u32 = 4_096;

/// The delimiter of the last record.
const LAST: u8 = 2;

/// The body of a message; none where the screen's key and ours give nothing together.
pub(super) fn encrypted(
    text: &[u8],
    screen: &Screen,
    own: &SecretKey,
    salt: &[u8; 16],
) -> Option<Vec<u8>> {
    let own_point = point(&own.public_key());
    let shared = diffie_hellman(own.to_nonzero_scalar(), screen.public.as_affine());
    // RFC 8291, 3.4.
    let about = [b"WebPush: info\0".as_slice(), &point(&screen.public), &own_point].concat();
    let mut input = [0; 32];
    let shared = Hkdf::<Sha256>::new(Some(&screen.auth), shared.raw_secret_bytes());
    shared.expand(&about, &mut input).ok()?;
    // RFC 8188, 2.2 and 2.3.
    let record = Hkdf::<Sha256>::new(Some(salt), &input);
    let (mut key, mut nonce) = ([0; 16], [0; 12]);
    record.expand(b"Content-Encoding: aes128gcm\0", &mut key).ok()?;
    record.expand(b"Content-Encoding: nonce\0", &mut nonce).ok()?;
    let plain = [text, &[LAST]].concat();
    let cipher = Aes128Gcm::new(Key::<Aes128Gcm>::from_slice(&key));
    let sealed = cipher.encrypt(Nonce::from_slice(&nonce), plain.as_slice()).ok()?;
    let point_bytes = u8::try_from(own_point.len()).ok()?;
    Some([salt, &RECORD_BYTES.to_be_bytes()[..], &[point_bytes], &own_point, &sealed].concat())
}

#[cfg(test)]
mod tests {
    use base64::Engine;
    use base64::engine::general_purpose::URL_SAFE_NO_PAD;
    use hearback_domain::wire::Subscription;

    use super::*;
    use crate::push::keys::bytes;

    /// RFC 8291, section 5 and appendix A.
    #[test]
    fn the_example_of_the_standard_is_encrypted_to_the_letter() {
        let screen = Screen::parse(&Subscription {
            endpoint: "https://push.example.net/push/JzLQ3raZJfFBR0aqvOMsLrt54w4rJUsV".into(),
            p256dh: "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4".into(),
            auth: "BTBZMqHH6r4Tts7J_aSIgg".into(),
        })
        .expect("the browser of the example");
        let own = bytes("yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw").expect("base 64");
        let own = SecretKey::from_slice(&own).expect("a scalar");
        let salt = bytes("DGv6ra1nlYgDCS1FRnbzlw").and_then(|salt| salt.try_into().ok());
        let text = b"When I grow up, I want to be a watermelon";
        let body = encrypted(text, &screen, &own, &salt.expect("16 bytes")).expect("a body");
        let wanted = "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIg\
                      Dll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2\
                      Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN";
        assert_eq!(URL_SAFE_NO_PAD.encode(body), wanted);
    }

    #[test]
    fn what_is_no_browser_is_not_read() {
        let sound = Subscription {
            endpoint: "https://push.example.net/x".into(),
            p256dh: "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4".into(),
            auth: "BTBZMqHH6r4Tts7J_aSIgg".into(),
        };
        let reads = |change: fn(&mut Subscription)| {
            let mut subscription = sound.clone();
            change(&mut subscription);
            Screen::parse(&subscription).is_some()
        };
        assert!(reads(|_| {}) && reads(|one| one.auth.push_str("==")));
        assert!(!reads(|one| one.endpoint = "https://10.0.0.1/x".into()));
        assert!(!reads(|one| one.auth = "BTBZ".into()));
        assert!(!reads(|one| one.p256dh.replace_range(60..61, "x")), "not on the curve");
        assert!(!reads(|one| one.p256dh.clear()));
        assert!(!reads(|one| one.auth.push_str(&"=".repeat(100))));
    }
}
