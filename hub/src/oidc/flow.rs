//! A login on its way: what the hub must remember while a browser is at the provider.
//!
//! It is remembered by the browser, in a sealed cookie, and nowhere else: a flood of begun logins fills
//! no memory, and a link with somebody else's answer finds no cookie that fits.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::{DateTime, TimeDelta, Utc};
use ring::aead::{Aad, CHACHA20_POLY1305, LessSafeKey, NONCE_LEN, Nonce, UnboundKey};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use crate::links::LinkSecret;

/// Long enough to find the telephone for a second factor.
pub const FLOW_LASTS: TimeDelta = TimeDelta::minutes(10);

#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Flow {
    /// What the answer must carry to be one to this browser's question.
    pub state: String,
    /// What the provider must have signed.
    pub nonce: String,
    /// Proves to the provider that who fetches is who asked (PKCE, RFC 7636).
    pub verifier: String,
    /// What whoever began it wants to know when the browser comes back.
    pub along: String,
}

/// Seals what a browser carries and can neither read nor change.
pub struct Seal(LessSafeKey);

#[derive(Serialize, Deserialize)]
struct Sealed<T> {
    at: DateTime<Utc>,
    what: T,
}

impl Seal {
    /// What was sealed for one purpose opens for no other.
    pub fn new(secret: &LinkSecret, purpose: &str) -> Seal {
        let key = UnboundKey::new(&CHACHA20_POLY1305, &secret.derived(purpose, &[]));
        Seal(LessSafeKey::new(key.expect("the hash is as long as the key")))
    }

    /// In letters, digits, hyphens and underscores, for a cookie.
    pub fn seal<T: Serialize>(&self, what: T, at: DateTime<Utc>) -> String {
        let nonce: [u8; NONCE_LEN] = rand::random();
        let mut sealed = serde_json::to_vec(&Sealed { at, what }).expect("it is plain data");
        self.0
            .seal_in_place_append_tag(Nonce::assume_unique_for_key(nonce), Aad::empty(), &mut sealed)
            .expect("it is far shorter than what the cipher takes");
        URL_SAFE_NO_PAD.encode([&nonce[..], &sealed].concat())
    }

    /// What was sealed, as long as a login lasts.
    pub fn open<T: DeserializeOwned>(&self, text: &str, now: DateTime<Utc>) -> Option<T> {
        let bytes = URL_SAFE_NO_PAD.decode(text).ok()?;
        let (nonce, sealed) = bytes.split_at_checked(NONCE_LEN)?;
        let nonce = Nonce::try_assume_unique_for_key(nonce).ok()?;
        let mut sealed = sealed.to_vec();
        let opened = self.0.open_in_place(nonce, Aad::empty(), &mut sealed).ok()?;
        let Sealed { at, what } = serde_json::from_slice(opened).ok()?;
        (at <= now && now - at < FLOW_LASTS).then_some(what)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_flow_opens_for_its_hub_and_purpose_unchanged_and_for_ten_minutes() {
        let of = |byte, purpose| Seal::new(&LinkSecret::made_of([byte; 32]), purpose);
        let seal = of(7, "directory");
        let now: DateTime<Utc> = "2026-03-11T09:00:00Z".parse().expect("a time");
        let [state, nonce, verifier, along] = ["state", "nonce", "verifier", "along"].map(str::to_owned);
        let flow = Flow { state, nonce, verifier, along };
        let text = seal.seal(&flow, now);
        let opened = |seal: &Seal, text: &str, now| seal.open::<Flow>(text, now);
        assert!(opened(&seal, &text, now + TimeDelta::minutes(9)) == Some(flow));
        assert!(opened(&seal, &text, now + FLOW_LASTS).is_none(), "too late");
        assert!(opened(&seal, &text, now - TimeDelta::seconds(1)).is_none(), "before it began");
        let changed = format!("{}{}", if text.starts_with('A') { 'B' } else { 'A' }, &text[1..]);
        assert!(opened(&seal, &changed, now).is_none() && opened(&seal, "", now).is_none());
        assert!(opened(&seal, "ä", now).is_none() && opened(&seal, &text[..60], now).is_none());
        assert!(opened(&of(8, "directory"), &text, now).is_none(), "another hub");
        assert!(opened(&of(7, "citizen"), &text, now).is_none(), "another purpose");
        assert!(!text.contains("verifier"));
    }
}
