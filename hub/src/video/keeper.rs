//! Keeps the meetings of a provider that has to be asked in step with the bookings: one is made for each that
//! stands, moved with it, and given back when nobody meets there any more.
//!
//! It compares what there is with what there is to be, and so forgets nothing in a power cut. Asked twice,
//! a provider has a meeting too many in which nobody is.

use std::collections::BTreeMap;
use std::path::Path;

use calendar::wish::Form;
use calendar::{Booking, BookingId, State};
use chrono::{DateTime, TimeDelta, Utc};
use tracing::{info, warn};

use super::{Place, Unarranged, Video};
use crate::desk::{Act, Desk, Order};
use crate::store::{Meeting, Meetings, Result};

/// A provider that could not arrange something is left alone with it for so long.
const REST_AFTER: TimeDelta = TimeDelta::minutes(1);
/// So many in a row are the trouble of the provider and not of the bookings; each may have taken as long as
/// an answer is waited for.
const IN_VAIN_MAX: usize = 3;
/// Then it is left alone altogether. Shorter than `REST_AFTER`, so that three bookings which it never takes
/// do not stand before all others.
const ALONE_FOR: TimeDelta = TimeDelta::seconds(20);

pub struct Keeper {
    desk: Desk,
    meetings: Meetings,
    video: Video,
    /// Bookings for which the provider was asked in vain, and until when it is left alone.
    rests: BTreeMap<(String, BookingId), DateTime<Utc>>,
    /// How often it was asked in vain since it last did something, and until when it is not asked at all.
    in_vain: usize,
    alone_until: DateTime<Utc>,
}

/// What is to be done about one meeting.
enum Task {
    Arrange(Box<Booking>, Option<Place>),
    GiveBack(BookingId, Option<Place>),
}

impl Keeper {
    pub fn open(database: &Path, desk: Desk, video: Video) -> Result<Keeper> {
        let meetings = Meetings::open(database)?;
        let alone_until = DateTime::<Utc>::MIN_UTC;
        Ok(Keeper { desk, meetings, video, rests: BTreeMap::new(), in_vain: 0, alone_until })
    }

    /// Does all there is to do at `now`. It may wait for the provider.
    pub fn round(&mut self, now: DateTime<Utc>) -> Result<()> {
        let sites: Vec<String> = self.desk.sites().keys().cloned().collect();
        self.rests.retain(|_, until| now < *until);
        for site in sites {
            let meetings = self.meetings.of_site(&site)?;
            for task in self.tasks(&site, meetings, now) {
                let booking = task.booking();
                if now < self.alone_until {
                    return Ok(());
                }
                if self.rests.contains_key(&(site.clone(), booking)) {
                    continue;
                }
                match self.carry_out(&site, task) {
                    Ok(()) => {
                        self.in_vain = 0;
                        info!(booking = booking.0, site, "a meeting for a video call is as it is to be")
                    }
                    Err(Unarranged(why)) => {
                        warn!(booking = booking.0, site, why, "no meeting for a video call yet");
                        self.rests.insert((site.clone(), booking), now + REST_AFTER);
                        self.in_vain += 1;
                        if self.in_vain >= IN_VAIN_MAX {
                            self.in_vain = 0;
                            self.alone_until = now + ALONE_FOR;
                        }
                    }
                }
            }
        }
        Ok(())
    }

    fn tasks(&self, site: &str, mut meetings: BTreeMap<BookingId, Meeting>, now: DateTime<Utc>) -> Vec<Task> {
        let Some(coming) = self.desk.coming(site) else { return Vec::new() };
        let mut tasks = Vec::new();
        for booking in coming.bookings().bookings().filter(|booking| booking.form == Form::Video) {
            // What is over needs no meeting, and the provider forgets by itself.
            let is_to_be = booking.state == State::Confirmed && now < booking.ends_at;
            let is_gone = matches!(booking.state, State::Cancelled | State::Lapsed);
            let meeting = meetings.remove(&booking.id);
            let is_right = meeting
                .as_ref()
                .is_some_and(|meeting| meeting.revision == booking.revision && meeting.place.is_some());
            match meeting {
                meeting if is_to_be && !is_right => {
                    let known = meeting.and_then(|meeting| meeting.place);
                    tasks.push(Task::Arrange(Box::new(booking.clone()), known));
                }
                Some(meeting) if is_gone => tasks.push(Task::GiveBack(booking.id, meeting.place)),
                _ => {}
            }
        }
        tasks
    }

    fn carry_out(&self, site: &str, task: Task) -> std::result::Result<(), Unarranged> {
        let act = match task {
            Task::Arrange(booking, known) => {
                let place = self.video.arrange(site, &booking, known.as_ref())?;
                Act::Meeting { booking: booking.id, revision: booking.revision, place: Some(place) }
            }
            Task::GiveBack(booking, place) => {
                place.iter().try_for_each(|place| self.video.cancel(place))?;
                Act::Meeting { booking, revision: 0, place: None }
            }
        };
        let order = Order { site: site.to_owned(), actor: "hub".into(), key: None, act };
        let stored = self.desk.commit_blocking(order);
        stored.map(|_| ()).map_err(|_| Unarranged("the hub cannot store it".into()))
    }
}

impl Task {
    fn booking(&self) -> BookingId {
        match self {
            Task::Arrange(booking, _) => booking.id,
            Task::GiveBack(booking, _) => *booking,
        }
    }
}
