//! The second factor: a code of six digits that an app on the own telephone shows for half a minute
//! (TOTP, RFC 6238), and recovery codes on paper for the day the telephone is gone.
//!
//! Values only; the store keeps them. A secret is sealed before it is stored, with a key derived
//! from the hub's secret, which lies in a file of its own beside the database: a database that was
//! copied gives away neither secrets nor recovery codes, and none of it ever is in the journal.

use chrono::{DateTime, Utc};
use ring::aead::{Aad, CHACHA20_POLY1305, LessSafeKey, NONCE_LEN, Nonce, UnboundKey};
use totp_rs::{Algorithm, TOTP};

use crate::links::{LinkSecret, TOKEN_CHARS, letters};

/// RFC 4226 recommends 160 bits.
const SECRET_BYTES: usize = 20;
/// What every app understands: SHA-1, six digits, thirty seconds.
const DIGITS: usize = 6;
const STEP_SECONDS: u64 = 30;
/// Telephones are a little fast or slow, and people type slowly: one step before and after.
const STEPS_BESIDE: i64 = 1;
/// Enough for years of forgotten telephones.
const RECOVERY_CODES: usize = 10;
/// 60 bits each. Guesses are slowed down, and a stolen hash is keyed.
const RECOVERY_CODE_CHARS: usize = 12;

/// What an app and the hub share.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret([u8; SECRET_BYTES]);

impl Secret {
    pub fn made_up() -> Secret {
        Secret(rand::random())
    }

    /// For people who type it.
    pub fn base32(&self) -> String {
        self.totp("", "").get_secret_base32()
    }

    /// For an app that reads it with its camera.
    pub fn url(&self, issuer: &str, name: &str) -> String {
        // A colon parts issuer and name in such an address.
        self.totp(&issuer.replace(':', " "), &name.replace(':', " ")).get_url()
    }

    /// Which step of time the typed code belongs to, if it is a code of about now.
    pub fn step_of(&self, typed: &str, now: DateTime<Utc>) -> Option<i64> {
        let typed: String = typed.chars().filter(|c| !c.is_whitespace()).collect();
        let totp = self.totp("", "");
        let step_now = now.timestamp() / STEP_SECONDS as i64;
        let mut found = None;
        // All are compared, whichever is right.
        for step in step_now - STEPS_BESIDE..=step_now + STEPS_BESIDE {
            let code = totp.generate(step.max(0) as u64 * STEP_SECONDS);
            if all_equal(code.as_bytes(), typed.as_bytes()) {
                found = Some(step);
            }
        }
        found
    }

    /// What the app shows at `now`; the hub itself never needs to know.
    pub fn code_at(&self, now: DateTime<Utc>) -> String {
        self.totp("", "").generate(now.timestamp().max(0) as u64)
    }

    fn totp(&self, issuer: &str, name: &str) -> TOTP {
        let issuer = (!issuer.is_empty()).then(|| issuer.to_owned());
        TOTP::new_unchecked(
            Algorithm::SHA1,
            DIGITS,
            0,
            STEP_SECONDS,
            self.0.to_vec(),
            issuer,
            name.to_owned(),
        )
    }
}

fn all_equal(a: &[u8], b: &[u8]) -> bool {
    // Codes are short and new every half minute; still, how much of one was right is nobody's business.
    a.len() == b.len() && a.iter().zip(b).fold(0, |different, (a, b)| different | (a ^ b)) == 0
}

/// Seals secrets, and hashes recovery codes.
pub struct Vault {
    key: LessSafeKey,
    secret: LinkSecret,
}

impl Vault {
    pub fn new(secret: &LinkSecret) -> Vault {
        let key = UnboundKey::new(&CHACHA20_POLY1305, &secret.derived("second-factor|seal", &[]));
        let key = LessSafeKey::new(key.expect("the hash is as long as the key"));
        Vault { key, secret: secret.clone() }
    }

    /// Only for this account: a sealed secret that is moved to another opens nothing.
    pub fn seal(&self, account: i64, secret: &Secret) -> Vec<u8> {
        let nonce: [u8; NONCE_LEN] = rand::random();
        let mut sealed = secret.0.to_vec();
        self.key
            .seal_in_place_append_tag(
                Nonce::assume_unique_for_key(nonce),
                Aad::from(account.to_be_bytes()),
                &mut sealed,
            )
            .expect("a secret is far shorter than what the cipher takes");
        [nonce.as_slice(), &sealed].concat()
    }

    pub fn open(&self, account: i64, sealed: &[u8]) -> Option<Secret> {
        let (nonce, sealed) = sealed.split_at_checked(NONCE_LEN)?;
        let nonce = Nonce::try_assume_unique_for_key(nonce).ok()?;
        let mut sealed = sealed.to_vec();
        let opened = self.key.open_in_place(nonce, Aad::from(account.to_be_bytes()), &mut sealed).ok()?;
        Some(Secret(opened.try_into().ok()?))
    }

    /// The sealed secret for a form that carries it back: between two pages it is kept nowhere.
    pub fn as_text(&self, account: i64, secret: &Secret) -> String {
        self.seal(account, secret).iter().map(|byte| format!("{byte:02x}")).collect()
    }

    pub fn from_text(&self, account: i64, text: &str) -> Option<Secret> {
        let pairs = text.as_bytes().chunks(2).map(|pair| std::str::from_utf8(pair).ok());
        let bytes = pairs.map(|pair| u8::from_str_radix(pair?, 16).ok()).collect::<Option<Vec<u8>>>()?;
        self.open(account, &bytes)
    }

    /// What a browser keeps of a name that proved itself there on a day.
    pub fn known_browser(&self, browser: u64, day: i32, name: &str) -> String {
        letters(
            &self.secret.derived("known-browser", format!("{browser}|{day}|{name}").as_bytes()),
            TOKEN_CHARS,
        )
    }

    /// What is kept of a recovery code, however it was typed.
    pub fn recovery_hash(&self, account: i64, code: &str) -> [u8; 32] {
        let plain = code.chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_uppercase();
        let plain = plain.replace('O', "0").replace(['I', 'L'], "1");
        self.secret.derived("second-factor|recovery", format!("{account}|{plain}").as_bytes())
    }
}

/// New recovery codes, as they are written down: "7F3C-9AKD-22QX".
pub fn recovery_codes() -> Vec<String> {
    let code = |_| {
        let text = letters(&rand::random::<[u8; 32]>(), RECOVERY_CODE_CHARS);
        [&text[0..4], &text[4..8], &text[8..12]].join("-")
    };
    (0..RECOVERY_CODES).map(code).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The vectors of RFC 6238, appendix B, with six digits.
    #[test]
    fn the_codes_are_those_of_the_standard() {
        let secret = Secret(*b"12345678901234567890");
        for (seconds, code) in [(59, "287082"), (1_111_111_109, "081804"), (2_000_000_000, "279037")] {
            let now = DateTime::from_timestamp(seconds, 0).expect("a time");
            assert_eq!(secret.step_of(code, now), Some(seconds / 30), "{code}");
        }
    }

    #[test]
    fn a_code_is_good_one_step_before_and_after_and_no_longer() {
        let secret = Secret::made_up();
        let code = secret.totp("", "").generate(1_000 * STEP_SECONDS);
        let at = |step: i64| DateTime::from_timestamp(step * STEP_SECONDS as i64, 0).expect("a time");
        for (step, good) in [(998, false), (999, true), (1_000, true), (1_001, true), (1_002, false)] {
            assert_eq!(secret.step_of(&code, at(step)), good.then_some(1_000), "at step {step}");
        }
        let spaced = format!(" {} {} ", &code[..3], &code[3..]);
        assert_eq!(secret.step_of(&spaced, at(1_000)), Some(1_000), "as apps show it");
        assert_eq!(secret.step_of("", at(1_000)), None);
    }

    #[test]
    fn a_sealed_secret_opens_for_its_account_and_its_hub_only() {
        let vault = Vault::new(&LinkSecret::made_of([7; 32]));
        let secret = Secret::made_up();
        let sealed = vault.seal(17, &secret);
        assert!(vault.open(17, &sealed) == Some(secret.clone()));
        assert!(vault.open(18, &sealed).is_none(), "another account");
        assert!(Vault::new(&LinkSecret::made_of([8; 32])).open(17, &sealed).is_none(), "another hub");
        assert!(!sealed.windows(4).any(|part| part == &secret.0[..4]), "it does not lie open");
        assert!(vault.open(17, &sealed[..10]).is_none() && vault.open(17, &[]).is_none());
        let text = vault.as_text(17, &secret);
        assert!(vault.from_text(17, &text) == Some(secret));
        assert!(vault.from_text(18, &text).is_none() && vault.from_text(17, "ä").is_none());
    }

    #[test]
    fn recovery_codes_are_all_different_and_known_however_they_are_typed() {
        let codes = recovery_codes();
        let distinct: std::collections::BTreeSet<&String> = codes.iter().collect();
        assert_eq!((codes.len(), distinct.len(), codes[0].len()), (10, 10, 14));
        let vault = Vault::new(&LinkSecret::made_of([7; 32]));
        let typed = codes[0].to_lowercase().replace('-', " ");
        assert_eq!(vault.recovery_hash(1, &typed), vault.recovery_hash(1, &codes[0]));
        assert_ne!(vault.recovery_hash(2, &codes[0]), vault.recovery_hash(1, &codes[0]));
    }
}
