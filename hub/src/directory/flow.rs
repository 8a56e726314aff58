//! A login on its way: what the hub must remember while a browser is at the provider.
//!
//! It is remembered by the browser, in a sealed cookie, and nowhere else: a flood of begun logins fills
//! no memory, and a link with somebody else's answer finds no cookie that fits.

use chrono::{DateTime, TimeDelta, Utc};
use ring::aead::{Aad, CHACHA20_POLY1305, LessSafeKey, NONCE_LEN, Nonce, UnboundKey};
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
    pub begun_at: DateTime<Utc>,
}

/// Seals flows so that a browser can carry them and neither read nor change them.
pub struct Seal(LessSafeKey);

impl Seal {
    pub fn new(secret: &LinkSecret) -> Seal {
        let key = UnboundKey::new(&CHACHA20_POLY1305, &secret.derived("directory|flow", &[]));
        Seal(LessSafeKey::new(key.expect("the hash is as long as the key")))
    }

    /// In hexadecimal, for a cookie.
    pub fn seal(&self, flow: &Flow) -> String {
        let nonce: [u8; NONCE_LEN] = rand::random();
        let mut sealed = serde_json::to_vec(flow).expect("a flow is plain data");
        self.0
            .seal_in_place_append_tag(Nonce::assume_unique_for_key(nonce), Aad::empty(), &mut sealed)
            .expect("a flow is far shorter than what the cipher takes");
        nonce.iter().chain(&sealed).map(|byte| format!("{byte:02x}")).collect()
    }

    /// The flow while it lasts.
    pub fn open(&self, text: &str, now: DateTime<Utc>) -> Option<Flow> {
        let pairs = text.as_bytes().chunks(2).map(|pair| std::str::from_utf8(pair).ok());
        let bytes = pairs.map(|pair| u8::from_str_radix(pair?, 16).ok()).collect::<Option<Vec<u8>>>()?;
        let (nonce, sealed) = bytes.split_at_checked(NONCE_LEN)?;
        let nonce = Nonce::try_assume_unique_for_key(nonce).ok()?;
        let mut sealed = sealed.to_vec();
        let opened = self.0.open_in_place(nonce, Aad::empty(), &mut sealed).ok()?;
        let flow: Flow = serde_json::from_slice(opened).ok()?;
        (flow.begun_at <= now && now - flow.begun_at < FLOW_LASTS).then_some(flow)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_flow_opens_for_its_hub_unchanged_and_for_ten_minutes() {
        let seal = Seal::new(&LinkSecret::made_of([7; 32]));
        let now: DateTime<Utc> = "2026-03-11T09:00:00Z".parse().expect("a time");
        let [state, nonce, verifier] = ["state", "nonce", "verifier"].map(str::to_owned);
        let flow = Flow { state, nonce, verifier, begun_at: now };
        let text = seal.seal(&flow);
        assert!(seal.open(&text, now + TimeDelta::minutes(9)) == Some(flow));
        assert!(seal.open(&text, now + FLOW_LASTS).is_none(), "too late");
        assert!(seal.open(&text, now - TimeDelta::seconds(1)).is_none(), "before it began");
        let changed = format!("{}{}", if text.starts_with('0') { '1' } else { '0' }, &text[1..]);
        assert!(seal.open(&changed, now).is_none() && seal.open("", now).is_none());
        assert!(seal.open("ä", now).is_none() && seal.open(&text[..60], now).is_none());
        assert!(Seal::new(&LinkSecret::made_of([8; 32])).open(&text, now).is_none(), "another hub");
        assert!(!text.contains("verifier"));
    }
}
