//! What citizens write to the office. It lies in the database and not among the letters, for it is made up of
//! nothing else; when it went out nothing of it is left.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use tracing::{info, warn};

use super::postman::RETRIES;
use super::{Relay, Undelivered, Writer};
use crate::desk::{Act, Order};
use crate::store::{MessageId, Waiting};

/// When each message that could not go out is tried again. Whoever starts again tries at once.
#[derive(Debug, Default)]
pub struct Forwarder(BTreeMap<MessageId, (usize, DateTime<Utc>)>);

impl Forwarder {
    /// Sends those that are due. Returns whether the server was there, if it was asked.
    pub fn round(
        &mut self,
        waiting: &[Waiting],
        writer: &Writer,
        relay: &dyn Relay,
        now: DateTime<Utc>,
    ) -> Option<bool> {
        let mut asked = None;
        self.0.retain(|id, _| waiting.iter().any(|waiting| waiting.id == *id));
        for one in waiting {
            let (tries, due) = self.0.get(&one.id).copied().unwrap_or((0, now));
            if now < due {
                continue;
            }
            // It waits for this try to be known, whatever comes of it.
            self.0.insert(one.id, (tries + 1, now + RETRIES[tries.min(RETRIES.len() - 1)]));
            let sent = writer.to_office(one).map(|message| relay.send(&message));
            asked = asked.or(sent.as_ref().map(|_| true));
            let (site, message) = (&one.site, one.id.0);
            match sent {
                None => info!(site, message, "nobody is written to here any more"),
                Some(Ok(())) => info!(site, message, "a citizen's message went out"),
                Some(Err(Undelivered::Never(no))) => {
                    warn!(site, message, %no, "the mail server will not take a citizen's message");
                }
                Some(Err(why)) => {
                    warn!(site, message, tries, "a citizen's message could not go out yet");
                    if why == Undelivered::NoServer {
                        return Some(false);
                    }
                    continue;
                }
            }
            let act = Act::Forwarded { message: one.id };
            let order = Order { site: one.site.clone(), actor: "hub".into(), key: None, act };
            match writer.desk.commit_blocking(order) {
                Ok(_) => {
                    self.0.remove(&one.id);
                }
                // It is tried once more, and the office may have it twice.
                Err(error) => warn!(site, message, %error, "that a message went out could not be stored"),
            }
        }
        asked
    }
}
