//! Rooms that are there as soon as somebody opens their link: a pattern of the town's own, and Jitsi.

use super::{Call, Place, Unarranged, VideoProvider};
use crate::config::ROOM;

pub struct Pattern {
    link: String,
}

impl Pattern {
    /// With `{room}` in it.
    pub fn of(link: &str) -> Pattern {
        Pattern { link: link.to_owned() }
    }

    /// Whoever opens a room of a Jitsi server that nobody has opened yet makes it.
    pub fn of_jitsi(server: &str) -> Pattern {
        Pattern { link: format!("{}/{ROOM}", server.trim_end_matches('/')) }
    }
}

impl VideoProvider for Pattern {
    fn arrange(&self, call: &Call, _: Option<&Place>) -> Result<Place, Unarranged> {
        Ok(Place { link: self.link.replace(ROOM, call.room), id: None })
    }

    fn cancel(&self, _: &Place) -> Result<(), Unarranged> {
        Ok(())
    }

    fn is_at_hand(&self) -> bool {
        true
    }
}
