//! The one secret of a deployment, and everything that is derived from it.
//!
//! Every derivation is HMAC-SHA-256 over a purpose and length-prefixed parts, so that a token of
//! one purpose, site or case never passes for another. Comparison takes constant time.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use hmac::{Hmac, Mac};
use sha2::Sha256;

use crate::submission::{Fields, Message, SubmissionId};
use crate::{CaseId, Day, Reference, SiteId, Slot, Timestamp};

/// The deployment's secret, at least [`Secret::CHARS_MIN`] characters; never shown in debug output.
#[derive(Clone)]
pub struct Secret(String);

/// The secret is missing or too short to be one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SecretError;

impl Secret {
    /// 32 random characters of base 64 hold 192 bits.
    pub const CHARS_MIN: usize = 32;

    /// Takes the configured text.
    ///
    /// # Errors
    /// When it is shorter than [`Secret::CHARS_MIN`].
    pub fn parse(raw: &str) -> Result<Self, SecretError> {
        if raw.len() < Self::CHARS_MIN { Err(SecretError) } else { Ok(Self(raw.to_owned())) }
    }

    /// The submission that these words become when a form without script sends them.
    ///
    /// `form` is the id the form was served with. The same words sent again are the same
    /// submission, changed ones another, and the moment is the form's.
    pub fn submission_of(
        &self,
        form: SubmissionId,
        fields: &Fields,
        slot: Option<Slot>,
    ) -> SubmissionId {
        let Fields { kind, message, wish, needed_by, name, email, phone } = fields;
        let slot = slot.map(|slot| slot.to_string()).unwrap_or_default();
        let words = [
            kind.name(),
            message.as_ref().map_or("", |message| message.as_str()),
            wish.as_ref().map_or("", |wish| wish.as_str()),
            needed_by.map_or("", |needed_by| needed_by.name()),
            name.as_ref().map_or("", |name| name.as_str()),
            email.as_ref().map_or("", |email| email.as_str()),
            phone.as_ref().map_or("", |phone| phone.as_str()),
            slot.as_str(),
        ];
        self.words_of(form, &words)
    }

    /// The submission that further words on a case become, likewise.
    pub fn submission_again(&self, form: SubmissionId, words: &Message) -> SubmissionId {
        self.words_of(form, &[words.as_str()])
    }

    fn words_of(&self, form: SubmissionId, words: &[&str]) -> SubmissionId {
        let form_id = form.bytes();
        let words = words.iter().map(|words| words.as_bytes());
        let parts: Vec<&[u8]> = std::iter::once(form_id.as_slice()).chain(words).collect();
        SubmissionId::at(form.made_at_ms().unwrap_or(0), first(&self.mac("form", &parts)))
    }

    /// The case that a submission to a site becomes when filed under `day`.
    pub fn case_id(&self, site: &SiteId, submission: SubmissionId, day: Day) -> CaseId {
        let mac = self.mac("case", &[site.as_str().as_bytes(), &submission.bytes()]);
        CaseId::new(day, first(&mac))
    }

    /// What people quote for a case.
    pub fn reference(&self, site: &SiteId, case: &CaseId) -> Reference {
        let mac = self.mac("reference", &[site.as_str().as_bytes(), case.text().as_bytes()]);
        Reference::new(first(&mac))
    }

    /// The 128-bit key in a customer's private link to their case.
    pub fn case_key(&self, site: &SiteId, case: &CaseId) -> String {
        let mac = self.mac("case-link", &[site.as_str().as_bytes(), case.text().as_bytes()]);
        URL_SAFE_NO_PAD.encode(first::<16>(&mac))
    }

    /// The key in the links of mails to the customer: as good as the other, and whoever has it
    /// reads mail at the address that was given.
    pub fn mailed_case_key(&self, site: &SiteId, case: &CaseId) -> String {
        let mac = self.mac("mailed-link", &[site.as_str().as_bytes(), case.text().as_bytes()]);
        URL_SAFE_NO_PAD.encode(first::<16>(&mac))
    }

    /// Whether `key` opens this case of this site.
    pub fn opens_case(&self, site: &SiteId, case: &CaseId, key: &str) -> bool {
        same(self.case_key(site, case).as_bytes(), key.as_bytes())
            || self.was_mailed(site, case, key)
    }

    /// Whether `key` came by mail.
    pub fn was_mailed(&self, site: &SiteId, case: &CaseId, key: &str) -> bool {
        same(self.mailed_case_key(site, case).as_bytes(), key.as_bytes())
    }

    /// Whether `raw` is the secret itself, as the operator's commands send it.
    pub fn is(&self, raw: &str) -> bool {
        same(&self.mac("operator", &[raw.as_bytes()]), &self.mac("operator", &[self.0.as_bytes()]))
    }

    /// What a session or a browser is called in the book, which cannot be turned back into what the
    /// browser holds.
    pub fn cookie_name(&self, site: &SiteId, cookie: &str) -> String {
        let mac = self.mac("cookie", &[site.as_str().as_bytes(), cookie.as_bytes()]);
        URL_SAFE_NO_PAD.encode(first::<16>(&mac))
    }

    /// The six digits that let a browser in which somebody asked to sign in.
    pub fn sign_in_code(&self, site: &SiteId, browser: &str) -> String {
        let mac = self.mac("sign-in", &[site.as_str().as_bytes(), browser.as_bytes()]);
        format!("{:06}", u64::from_be_bytes(first(&mac)) % 1_000_000)
    }

    /// A name for an address in the book's index that does not show the address; one for all ways
    /// in which the same mailbox is known to be written.
    pub fn address_name(&self, address: &str) -> String {
        let lower = mailbox(address);
        URL_SAFE_NO_PAD.encode(first::<16>(&self.mac("address", &[lower.as_bytes()])))
    }

    /// An id for whoever reads mail at an address, which does not show the address: 16 hexadecimal
    /// digits.
    pub fn person_name(&self, address: &str) -> String {
        let mac = self.mac("person", &[address.to_ascii_lowercase().as_bytes()]);
        first::<8>(&mac).iter().map(|byte| format!("{byte:02x}")).collect()
    }

    /// `text` with a signature for `purpose` appended after a dot.
    pub fn sign(&self, purpose: &'static str, text: &str) -> String {
        let mac = self.mac(purpose, &[text.as_bytes()]);
        format!("{text}.{}", URL_SAFE_NO_PAD.encode(mac))
    }

    /// What [`Secret::sign`] was given, if `signed` is whole and of this purpose.
    pub fn verified<'a>(&self, purpose: &'static str, signed: &'a str) -> Option<&'a str> {
        let (text, _) = signed.rsplit_once('.')?;
        same(self.sign(purpose, text).as_bytes(), signed.as_bytes()).then_some(text)
    }

    /// A name for a message, the same at every attempt to send it: 32 hexadecimal digits.
    pub fn message_name(&self, site: &SiteId, case: &CaseId, obligation: &str) -> String {
        let case = case.text();
        let parts = [site.as_str().as_bytes(), case.as_bytes(), obligation.as_bytes()];
        let mac = self.mac("message", &parts);
        first::<16>(&mac).iter().map(|byte| format!("{byte:02x}")).collect()
    }

    /// A name for the mail of a weekly report, the same at every attempt to send it.
    pub fn report_name(&self, site: &SiteId, due: Timestamp) -> String {
        let due = due.rfc3339();
        let mac = self.mac("report", &[site.as_str().as_bytes(), due.as_bytes()]);
        first::<16>(&mac).iter().map(|byte| format!("{byte:02x}")).collect()
    }

    /// The key that signs what a site's own server is told.
    pub fn webhook_key(&self, site: &SiteId) -> [u8; 32] {
        self.mac("webhook", &[site.as_str().as_bytes()])
    }

    /// The key by which push services know this deployment, as the scalar of a curve of order
    /// near 2^256; `attempt` counts those that were none.
    pub fn vapid_key(&self, attempt: u8) -> [u8; 32] {
        self.mac("vapid", &[&[attempt]])
    }

    /// What a message to a screen is encrypted with besides the screen's own keys: nobody can
    /// guess it, and another message or moment has another. The first 32 bytes are a scalar as
    /// above, the rest a salt.
    pub fn push_key(&self, message: &str, at: Timestamp, attempt: u8) -> ([u8; 32], [u8; 16]) {
        let (message, at) = (message.as_bytes(), at.ms().to_be_bytes());
        let salt = self.mac("push-salt", &[message, &at]);
        (self.mac("push-key", &[message, &at, &[attempt]]), first(&salt))
    }

    fn mac(&self, purpose: &'static str, parts: &[&[u8]]) -> [u8; 32] {
        let mut mac = Hmac::<Sha256>::new_from_slice(self.0.as_bytes())
            .expect("HMAC takes a key of any length");
        for part in std::iter::once(&purpose.as_bytes()).chain(parts) {
            mac.update(&(part.len() as u64).to_be_bytes());
            mac.update(part);
        }
        mac.finalize().into_bytes().into()
    }
}

impl std::fmt::Debug for Secret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Secret")
    }
}

impl SecretError {
    /// What the operator reads.
    pub const fn sentence(self) -> &'static str {
        "HEARBACK_KEY must be at least 32 characters long; make one with: openssl rand -base64 32"
    }
}

/// The mailbox behind an address: what follows a plus leads to the same one nearly everywhere, and
/// so do dots at Gmail.
fn mailbox(address: &str) -> String {
    let lower = address.to_ascii_lowercase();
    let (local, host) = lower.rsplit_once('@').unwrap_or((&lower, ""));
    let local = local.split('+').next().unwrap_or(local);
    let dots_mean_nothing = matches!(host, "gmail.com" | "googlemail.com");
    let local = if dots_mean_nothing { local.replace('.', "") } else { local.to_owned() };
    format!("{local}@{host}")
}

fn first<const N: usize>(mac: &[u8; 32]) -> [u8; N] {
    std::array::from_fn(|at| mac[at])
}

/// Compares without telling by its duration how much is alike; unequal lengths may tell.
fn same(a: &[u8], b: &[u8]) -> bool {
    a.len() == b.len() && !a.is_empty() && a.iter().zip(b).fold(0, |sum, (a, b)| sum | (a ^ b)) == 0
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Timestamp;
    use crate::submission::RawFields;

    fn secret() -> Secret {
        Secret::parse("0123456789abcdef0123456789abcdef").expect("long enough")
    }

    fn site(id: &str) -> SiteId {
        SiteId::parse(id).expect(id)
    }

    #[test]
    fn a_short_secret_is_refused() {
        assert_eq!(Secret::parse("hunter2").err(), Some(SecretError));
    }

    #[test]
    fn a_case_follows_from_site_and_submission_and_opens_with_its_own_key_only() {
        let (secret, day) = (secret(), Day::of(Timestamp::from_ms(0)));
        let submission = SubmissionId::at(0, [7; 10]);
        let case = secret.case_id(&site("demo"), submission, day);
        assert_eq!(case, secret.case_id(&site("demo"), submission, day));
        assert_ne!(case, secret.case_id(&site("other"), submission, day));
        let key = secret.case_key(&site("demo"), &case);
        assert!(secret.opens_case(&site("demo"), &case, &key));
        assert!(!secret.opens_case(&site("other"), &case, &key));
        assert!(!secret.opens_case(&site("demo"), &case, ""));
        assert!(!secret.opens_case(&site("demo"), &case, &key[1..]));
    }

    #[test]
    fn a_form_sent_again_is_the_same_submission_and_changed_words_are_another() {
        let fields = |message, wish| {
            let email = "joan@whitcombe.example";
            let raw = RawFields {
                kind: "complaint",
                message,
                wish,
                name: "Joan",
                email,
                ..RawFields::default()
            };
            Fields::parse(&raw).expect("sound")
        };
        let (secret, form) = (secret(), SubmissionId::at(1_763_383_800_123, [7; 10]));
        let of = |form, message, wish| secret.submission_of(form, &fields(message, wish), None);
        let first = of(form, "F28 again", "A visit");
        assert_eq!(first.made_at_ms(), form.made_at_ms());
        assert_eq!(of(form, " F28 again\r\n", "A visit"), first);
        for other in [
            of(form, "F28 again!", "A visit"),
            of(form, "F28 againA visit", ""),
            of(SubmissionId::at(1_763_383_800_123, [8; 10]), "F28 again", "A visit"),
        ] {
            assert_ne!(other, first);
        }
        let unknown = SubmissionId::parse("018f3f6e-1c2d-4abc-8def-0123456789ab").expect("a UUID");
        assert_eq!(of(unknown, "F28 again", "").made_at_ms(), Some(0));
    }

    #[test]
    fn a_signature_holds_for_its_purpose_and_its_text_only() {
        let secret = secret();
        let signed = secret.sign("act", "demo.case.1");
        assert_eq!(secret.verified("act", &signed), Some("demo.case.1"));
        assert_eq!(secret.verified("case", &signed), None);
        assert_eq!(secret.verified("act", &signed.replace("demo", "dem0")), None);
        assert_eq!(secret.verified("act", ""), None);
        assert_eq!(secret.verified("act", "."), None);
    }

    #[test]
    fn one_mailbox_has_one_name_however_it_is_written() {
        let name = |address| secret().address_name(address);
        assert_eq!(name("Joan+shop@Whitcombe.example"), name("joan@whitcombe.example"));
        assert_eq!(name("j.oan@gmail.com"), name("joan@gmail.com"));
        assert_ne!(name("j.oan@whitcombe.example"), name("joan@whitcombe.example"));
        assert_ne!(name("joan@whitcombe.example"), name("joan@other.example"));
    }

    #[test]
    fn only_the_secret_is_the_secret() {
        assert!(secret().is("0123456789abcdef0123456789abcdef"));
        assert!(!secret().is("") && !secret().is("0123456789abcdef0123456789abcdeg"));
    }
}
