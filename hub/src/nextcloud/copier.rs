//! Copies what was sent ahead into the town's own folder, where it wants that. What is to be copied follows
//! from the database, and what became of it stands in the file of the contents: a hub that starts again goes
//! on where it was.

use std::sync::Arc;

use chrono::{DateTime, TimeDelta, Utc};
use tracing::{info, warn};

use super::{NotTaken, Shelf};
use crate::links::{LinkSecret, grouped};
use crate::store::{Contents, Copied, DueCopy, Result};

/// How long after each try the next one is; the last comes again and again, until the visit is over.
const RETRIES: [TimeDelta; 5] = [
    TimeDelta::minutes(1),
    TimeDelta::minutes(5),
    TimeDelta::minutes(15),
    TimeDelta::hours(1),
    TimeDelta::hours(4),
];
/// So many in one round; one may take a minute.
const COPIES_AT_ONCE: usize = 5;
/// A server that was asked in vain is left alone for so long.
const REST_AFTER: TimeDelta = TimeDelta::seconds(30);
/// One that does not take the password, for so long: after a handful of wrong ones many accounts are shut.
const REST_OUTSIDE: TimeDelta = TimeDelta::minutes(30);

pub struct Copier {
    contents: Arc<Contents>,
    secret: LinkSecret,
    shelf: Box<dyn Shelf>,
    rests_until: Option<DateTime<Utc>>,
}

impl Copier {
    pub fn new(contents: Arc<Contents>, secret: LinkSecret, shelf: Box<dyn Shelf>) -> Copier {
        Copier { contents, secret, shelf, rests_until: None }
    }

    /// Copies what is due at `now`.
    pub fn round(&mut self, now: DateTime<Utc>) -> Result<()> {
        if self.rests_until.is_some_and(|until| now < until) {
            return Ok(());
        }
        for due in self.contents.copies_due(now, COPIES_AT_ONCE)? {
            // Forgotten meanwhile, or by a key that is gone: it stands in the way of no other.
            let gone = || Err(NotTaken::Never("it cannot be opened any more".into()));
            let taken = self.copy(&due)?.unwrap_or_else(gone);
            let rests = match &taken {
                Err(NotTaken::Later(_)) => Some(REST_AFTER),
                Err(NotTaken::NotLetIn(_)) => Some(REST_OUTSIDE),
                _ => None,
            };
            self.contents.settle_copy(due.place.id, &became(&due, taken, now))?;
            if let Some(rests) = rests {
                // The others would wait for the same answer, one after the other.
                self.rests_until = Some(now + rests);
                break;
            }
        }
        Ok(())
    }

    /// Into a folder of the day, and in it one of the booking by its code. The letters before the name keep
    /// two files of one name apart, and make that of a second try the same.
    fn copy(&self, due: &DueCopy) -> Result<Option<std::result::Result<(), NotTaken>>> {
        let Some(upload) = self.contents.upload(&due.place)? else { return Ok(None) };
        let Some(content) = self.contents.of(&upload)? else { return Ok(None) };
        let place = &due.place;
        let (day, code) = (place.day.to_string(), self.secret.booking_code(&place.site, place.booking.0));
        let name = format!("{:04x}-{}", upload.id.0 & 0xffff, upload.name);
        let folders = [place.site.as_str(), &day, &grouped(&code)];
        Ok(Some(self.shelf.put(&folders, &name, upload.kind, &content)))
    }
}

fn became(due: &DueCopy, taken: std::result::Result<(), NotTaken>, now: DateTime<Utc>) -> Copied {
    let (upload, booking, site) = (due.place.id.0, due.place.booking.0, &due.place.site);
    match taken {
        Ok(()) => {
            info!(upload, booking, site, "a file was copied into the town's folder");
            Copied::Done
        }
        Err(NotTaken::Later(why) | NotTaken::NotLetIn(why)) => {
            warn!(upload, booking, site, why, tries = due.tries, "a file could not be copied yet");
            Copied::Waits(now + RETRIES[(due.tries as usize).min(RETRIES.len() - 1)])
        }
        Err(NotTaken::Never(why)) => {
            warn!(upload, booking, site, why, "the town's folder will not take a file");
            Copied::Refused(why)
        }
    }
}
