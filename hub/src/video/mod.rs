//! Video calls: where the people of an appointment by video meet.
//!
//! Behind one trait, because every town has its own. A link leads into a room that nobody guesses; it stands
//! in the letters, in the calendar file and on the page of the booking, and never in the journal or a log.

mod keeper;
mod pattern;
mod zoom;

use std::sync::Arc;

use calendar::wish::Form;
use calendar::{Booking, BookingId, State};

pub use keeper::Keeper;
pub use pattern::Pattern;
pub use zoom::Zoom;

use crate::config::VideoConfig;
use crate::links::LinkSecret;

/// A call that is to take place.
pub struct Call<'a> {
    pub booking: &'a Booking,
    /// What nobody guesses, and the same for ever for this booking.
    pub room: &'a str,
}

/// Where a call takes place.
#[derive(Clone, PartialEq, Eq)]
pub struct Place {
    pub link: String,
    /// What the provider calls it, where it has to be told of changes.
    pub id: Option<String>,
}

/// A link is a key, and strays into no log.
impl std::fmt::Debug for Place {
    fn fmt(&self, to: &mut std::fmt::Formatter) -> std::fmt::Result {
        to.write_str("Place(..)")
    }
}

/// The provider could not be reached, or refused; in words for a log, without any link.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct Unarranged(pub String);

/// Somebody who has rooms for video calls.
pub trait VideoProvider: Send + Sync {
    /// Has a call take place at the time of its booking; `known` is where it was to be before.
    fn arrange(&self, call: &Call, known: Option<&Place>) -> Result<Place, Unarranged>;

    /// The call takes place nowhere any more.
    fn cancel(&self, place: &Place) -> Result<(), Unarranged>;

    /// Nobody has to be asked, so that a place can be named whenever somebody wants to know it.
    fn is_at_hand(&self) -> bool;
}

/// The town's provider, and the rooms of its bookings.
#[derive(Clone)]
pub struct Video {
    provider: Arc<dyn VideoProvider>,
    secret: LinkSecret,
}

impl Video {
    pub fn open(config: &VideoConfig, secret: LinkSecret) -> anyhow::Result<Video> {
        let provider: Arc<dyn VideoProvider> = match (&config.link, &config.jitsi, &config.zoom) {
            (Some(link), _, _) => Arc::new(Pattern::of(link)),
            (None, Some(server), _) => Arc::new(Pattern::of_jitsi(server)),
            (None, None, Some(zoom)) => Arc::new(Zoom::open(zoom)?),
            (None, None, None) => anyhow::bail!("[video] names no provider"),
        };
        Ok(Video { provider, secret })
    }

    /// Where the people of a booking meet; `stored` is looked for where somebody had to be asked before.
    pub fn link(
        &self,
        site: &str,
        booking: &Booking,
        stored: impl FnOnce(BookingId) -> Option<Place>,
    ) -> Option<String> {
        // Before it stands, and after it was cancelled, nobody meets.
        if booking.form != Form::Video || booking.state != State::Confirmed {
            return None;
        }
        let place = match self.provider.is_at_hand() {
            true => self.arrange(site, booking, None).ok(),
            false => stored(booking.id),
        };
        place.map(|place| place.link)
    }

    /// Somebody has to be asked for a place before anybody can be told of it.
    pub fn has_to_ask(&self) -> bool {
        !self.provider.is_at_hand()
    }

    pub fn arrange(&self, site: &str, booking: &Booking, known: Option<&Place>) -> Result<Place, Unarranged> {
        let room = self.secret.video_room(site, booking.id.0);
        self.provider.arrange(&Call { booking, room: &room }, known)
    }

    pub fn cancel(&self, place: &Place) -> Result<(), Unarranged> {
        self.provider.cancel(place)
    }
}
