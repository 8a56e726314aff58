//! A booking as a calendar program reads it (RFC 5545, and RFC 5546 for what is mailed to clerks).
//!
//! Times are in UTC, so no zone has to be understood, and a citizen's file asks nobody for an answer.

use calendar::BookingId;
use calendar::bookings::{Booking, State};
use chrono::{DateTime, TimeDelta, Utc};
use icalendar::{Alarm, Calendar, Class, Component, Event, EventLike, EventStatus, Property, Trigger};

/// So long before the appointment the telephone of a citizen reminds of it: time enough for the way.
const ALARM_BEFORE: TimeDelta = TimeDelta::hours(1);

/// What is said of a booking in somebody's calendar.
pub struct Entry<'a> {
    pub booking: &'a Booking,
    /// The same for ever, also after the booking was moved.
    pub uid: &'a str,
    pub title: &'a str,
    pub place: &'a str,
    /// Where to change or cancel it.
    pub url: Option<&'a str>,
    pub now: DateTime<Utc>,
}

/// The same in every letter and file about a booking, so that calendars know it again.
pub fn uid(public_url: &str, site: &str, booking: BookingId) -> String {
    let host = public_url.split_once("://").map_or(public_url, |(_, host)| host);
    format!("{site}-{}@{host}", booking.0)
}

/// For whom a file is.
pub enum For<'a> {
    /// Somebody files it or not.
    Citizen,
    /// Files it by itself.
    Clerk { organizer: &'a str, attendee: &'a str, is_over: bool },
}

/// `METHOD`, which the type of the mail's part must name as well: Outlook shows an error otherwise.
pub fn method(reader: &For) -> &'static str {
    match reader {
        For::Citizen => "PUBLISH",
        For::Clerk { is_over: false, .. } => "REQUEST",
        For::Clerk { is_over: true, .. } => "CANCEL",
    }
}

pub fn file(entry: &Entry, reader: &For) -> String {
    let Entry { booking, uid, title, place, url, now } = entry;
    let is_over = booking.state == State::Cancelled || matches!(reader, For::Clerk { is_over: true, .. });
    let mut event = Event::new();
    event
        .uid(uid)
        .timestamp(*now)
        .sequence(booking.revision + u32::from(is_over))
        .summary(title)
        .location(place)
        .starts(booking.starts_at)
        .ends(booking.ends_at)
        .class(Class::Private)
        .status(if is_over { EventStatus::Cancelled } else { EventStatus::Confirmed });
    if let Some(url) = url {
        event.url(url);
    }
    match reader {
        For::Citizen if !is_over => {
            event.alarm(Alarm::display(title, Trigger::before_start(ALARM_BEFORE)));
        }
        For::Citizen => {}
        For::Clerk { organizer, attendee, .. } => {
            event.append_property(Property::new("ORGANIZER", format!("mailto:{organizer}")));
            let mut attendee = Property::new("ATTENDEE", format!("mailto:{attendee}"));
            // Nobody answers to it, and nobody has to.
            attendee.add_parameter("PARTSTAT", "ACCEPTED").add_parameter("RSVP", "FALSE");
            event.append_multi_property(attendee);
        }
    }
    let mut calendar = Calendar::new();
    calendar.append_property(Property::new("METHOD", method(reader)));
    calendar.push(event.done());
    calendar.to_string()
}
