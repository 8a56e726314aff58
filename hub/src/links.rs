//! Links and codes that visitors hold: derived from the hub's secret, stored nowhere.
//!
//! A link proves itself by a keyed hash over what it names, so a stolen database gives away none,
//! and a hub that starts again knows them all.

use std::io::{Read, Write};
use std::path::Path;

use chrono::{DateTime, NaiveDate, Utc};
use hmac::{Hmac, Mac};
use sha2::Sha256;

use crate::store::token_hash;

/// Crockford's base 32: no I, L, O, U, so that nothing is misread on paper or over the telephone.
const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
/// 26 characters carry the 128 bits of a visitor's link.
pub const TOKEN_CHARS: usize = 26;
/// Eight characters are what people type without mistakes; 40 bits, and guessing is slowed down.
pub const CODE_CHARS: usize = 8;

/// The secret behind all links of a hub. It lies in a file of its own beside the database.
#[derive(Clone)]
pub struct LinkSecret {
    bytes: [u8; 32],
    /// With the key taken in already: that is half the work of each link.
    keyed: Hmac<Sha256>,
}

impl PartialEq for LinkSecret {
    fn eq(&self, other: &LinkSecret) -> bool {
        self.bytes == other.bytes
    }
}

impl std::fmt::Debug for LinkSecret {
    fn fmt(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result {
        f.write_str("(secret)")
    }
}

impl LinkSecret {
    pub fn made_of(bytes: [u8; 32]) -> LinkSecret {
        let keyed = Hmac::new_from_slice(&bytes).expect("any length of key will do");
        LinkSecret { bytes, keyed }
    }

    /// Reads the secret, or makes one on the first start.
    pub fn open(path: &Path) -> std::io::Result<LinkSecret> {
        let mut bytes = [0; 32];
        match std::fs::File::open(path) {
            Ok(mut file) => file.read_exact(&mut bytes)?,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                bytes = rand::random();
                // A power cut leaves the whole secret or none.
                let aside = path.with_extension("key-new");
                let mut options = std::fs::OpenOptions::new();
                options.write(true).create(true).truncate(true);
                #[cfg(unix)]
                std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
                let mut file = options.open(&aside)?;
                file.write_all(&bytes)?;
                file.sync_all()?;
                std::fs::rename(&aside, path)?;
                let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
                std::fs::File::open(folder.unwrap_or(Path::new(".")))?.sync_all()?;
            }
            Err(error) => return Err(error),
        }
        Ok(LinkSecret::made_of(bytes))
    }

    /// The end of a ticket's link.
    pub fn ticket_token(&self, site: &str, day: NaiveDate, ticket: u32) -> String {
        self.text("ticket", &format!("{site}|{day}|{ticket}"), TOKEN_CHARS)
    }

    /// The same ticket for people who type.
    pub fn ticket_code(&self, site: &str, day: NaiveDate, ticket: u32) -> String {
        self.text("ticket-code", &format!("{site}|{day}|{ticket}"), CODE_CHARS)
    }

    /// What stands on the letter or mail of a booking.
    pub fn booking_code(&self, site: &str, booking: u64) -> String {
        self.text("booking-code", &format!("{site}|{booking}"), CODE_CHARS)
    }

    /// Who has it may change and cancel the booking: only its letter and the paper from the kiosk carry it.
    pub fn booking_token(&self, site: &str, booking: u64) -> String {
        self.text("booking-token", &format!("{site}|{booking}"), TOKEN_CHARS)
    }

    /// Where somebody stops the letters about free times; whoever has it may.
    pub fn watch_path(&self, site: &str, watch: i64) -> String {
        format!("/W/{watch}/{}", self.text("watch-token", &format!("{site}|{watch}"), TOKEN_CHARS))
    }

    /// A booking that is kept while a form is filled in, as the form says it back. Whoever has it can make a
    /// booking of it and let it go, and nothing else.
    pub fn held(&self, site: &str, booking: u64) -> String {
        format!("{booking:x}-{}", self.text("held", &format!("{site}|{booking}"), TOKEN_CHARS))
    }

    pub fn held_by(&self, site: &str, said: &str) -> Option<u64> {
        let booking = u64::from_str_radix(said.split_once('-')?.0, 16).ok()?;
        // Hashes are compared, so that how long it takes tells nothing.
        (token_hash(&self.held(site, booking)) == token_hash(said)).then_some(booking)
    }

    /// A moment that a page says back to the hub, and nobody else can make up.
    pub fn moment(&self, site: &str, at: DateTime<Utc>) -> String {
        let seconds = format!("{:x}", at.timestamp());
        format!("{seconds}-{}", self.text("moment", &format!("{site}|{seconds}"), CODE_CHARS))
    }

    pub fn moment_of(&self, site: &str, said: &str) -> Option<DateTime<Utc>> {
        let (seconds, _) = said.split_once('-')?;
        let at = DateTime::from_timestamp(i64::from_str_radix(seconds, 16).ok()?, 0)?;
        (self.moment(site, at) == said).then_some(at)
    }

    /// The room of a booking by video: whoever knows it may come in.
    pub fn video_room(&self, site: &str, booking: u64) -> String {
        self.text("video-room", &format!("{site}|{booking}"), TOKEN_CHARS)
    }

    /// A key or hash for one purpose, over what it is about. Another purpose gives another.
    pub fn derived(&self, purpose: &str, about: &[u8]) -> [u8; 32] {
        let mut mac = self.keyed.clone();
        mac.update(purpose.as_bytes());
        mac.update(b"|");
        mac.update(about);
        mac.finalize().into_bytes().into()
    }

    fn text(&self, purpose: &str, named: &str, chars: usize) -> String {
        letters(&self.derived(purpose, named.as_bytes()), chars)
    }
}

/// The first bits as letters that nobody misreads, five in each: 49 of them at most.
pub fn letters(bits: &[u8; 32], chars: usize) -> String {
    let letter = |n: usize| {
        let (byte, bit) = (n * 5 / 8, n * 5 % 8);
        let pair = u16::from_be_bytes([bits[byte], bits[byte + 1]]);
        usize::from(pair >> (16 - 5 - bit) & 0x1f)
    };
    (0..chars).map(|n| ALPHABET[letter(n)] as char).collect()
}

/// What a person typed or a scanner read, as a code: upper case, without hyphens and blanks, and
/// with the letters Crockford's alphabet leaves out read as the digits they look like.
pub fn normalised(typed: &str) -> Option<String> {
    let letters = typed.chars().filter(|c| !matches!(c, '-' | ' '));
    let code: Option<String> = letters
        .map(|c| match c.to_ascii_uppercase() {
            'O' => Some('0'),
            'I' | 'L' => Some('1'),
            c if ALPHABET.contains(&(c as u32).try_into().unwrap_or(0)) => Some(c),
            _ => None,
        })
        .take(TOKEN_CHARS + 1)
        .collect();
    code.filter(|code| code.len() == CODE_CHARS || code.len() == TOKEN_CHARS)
}

/// "7F3C9AKD" as it is written: "7F3C-9AKD".
pub fn grouped(code: &str) -> String {
    format!("{}-{}", &code[..CODE_CHARS / 2], &code[CODE_CHARS / 2..])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_read_as_people_write_it() {
        for typed in ["7F3C-9AKD", "7f3c 9akd", "7F3C9AKD"] {
            assert_eq!(normalised(typed).as_deref(), Some("7F3C9AKD"));
        }
        assert_eq!(normalised("OIL0-0000").as_deref(), Some("01100000"));
        for nonsense in ["", "7F3C", "7F3C-9AKDX", "7F3C-9AK!", "7F3C-9AKÄ", &"A".repeat(1_000_000)] {
            assert_eq!(normalised(nonsense), None);
        }
    }

    #[test]
    fn a_moment_is_the_hubs_own() {
        let (ours, other) = (LinkSecret::made_of([1; 32]), LinkSecret::made_of([2; 32]));
        let at = DateTime::from_timestamp(1_773_226_800, 0).expect("a time");
        let said = ours.moment("rathaus", at);
        assert_eq!(ours.moment_of("rathaus", &said), Some(at));
        assert_eq!(other.moment_of("rathaus", &said), None);
        assert_eq!(ours.moment_of("bauamt", &said), None);
        for wrong in ["", "-", "69b14af0", &said.replacen('6', "5", 1), "ffffffffffffffff-00000000"] {
            assert_eq!(ours.moment_of("rathaus", wrong), None, "{wrong}");
        }
    }

    #[test]
    fn links_differ_by_secret_site_day_and_ticket() {
        let day: NaiveDate = "2026-03-11".parse().expect("a date");
        let (ours, other) = (LinkSecret::made_of([1; 32]), LinkSecret::made_of([2; 32]));
        let token = ours.ticket_token("rathaus", day, 7);
        assert_eq!(token.len(), TOKEN_CHARS);
        assert_eq!(token, ours.ticket_token("rathaus", day, 7));
        let others = [
            other.ticket_token("rathaus", day, 7),
            ours.ticket_token("bauamt", day, 7),
            ours.ticket_token("rathaus", day.succ_opt().expect("a day"), 7),
            ours.ticket_token("rathaus", day, 8),
        ];
        assert!(!others.contains(&token));
    }
}
