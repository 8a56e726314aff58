//! Bookings in the words of `wire`, and a wish in the words of the calendar.

use calendar::bookings::Claim;
use calendar::plan::Closed;
use calendar::wish::{Channel, Form, Matter, Whose, Wish};
use calendar::{Booking, BookingId, Command, State};
use chrono::NaiveDate;
use wire::http::{Book, Booked, BookingState, FreeDay, OwnBooking, Rebook, Slot, SlotsAsked, WhyNone};
use wire::language::GERMAN;

use super::text;
use crate::config::Words;
use crate::desk::{Act, SiteState, why_none};
use crate::links;

/// `None` is a form of a newer asker.
pub fn book(asked: Book, channel: Channel) -> Option<Act> {
    let Book { service, persons, further, form, urgent, starts_at, whose: of, hold } = asked;
    let first = wire::http::Matter { service, persons };
    let matters = matters([first].into_iter().chain(further));
    let wish = Wish { matters, form: self::form(form)?, channel, urgent, whose: whose(of) };
    let claim = if hold { Claim::Hold } else { Claim::Confirm };
    Some(Act::Book { wish, starts_at, claim, contact: None })
}

pub fn matters(asked: impl IntoIterator<Item = wire::http::Matter>) -> Vec<Matter> {
    let matter = |matter: wire::http::Matter| Matter { service: matter.service, persons: matter.persons };
    asked.into_iter().map(matter).collect()
}

pub fn rebook(booking: BookingId, asked: Rebook, channel: Channel) -> Act {
    let Rebook { starts_at, whose: of } = asked;
    Act::Calendar(Command::Rebook { booking, starts_at, channel, whose: whose(of) })
}

pub fn booked(state: &SiteState, booking: &Booking) -> Booked {
    let (of, until) = match booking.state {
        State::Held { until } => (BookingState::Held, Some(until)),
        State::Unverified { until } => (BookingState::Unverified, Some(until)),
        State::Confirmed => (BookingState::Confirmed, None),
        State::CheckedIn => (BookingState::CheckedIn, None),
        State::Missed => (BookingState::Missed, None),
        State::Cancelled => (BookingState::Cancelled, None),
        State::Lapsed => (BookingState::Lapsed, None),
    };
    Booked {
        id: booking.id.0.to_string(),
        code: links::grouped(&state.booking_code(booking.id)),
        starts_at: booking.starts_at,
        ends_at: booking.ends_at,
        state: of,
        until,
        revision: booking.revision,
    }
}

/// A booking as whoever has its code gets it at a kiosk. `None` is one for nothing that is still offered.
pub fn own_booking(state: &SiteState, public_url: &str, booking: &Booking) -> Option<OwnBooking> {
    let site = &state.config;
    let of_booking = |matter: &Matter| {
        let service = site.services.iter().find(|service| service.id == matter.service)?;
        Some((service, matter.persons))
    };
    let matters: Vec<_> = booking.matters.iter().filter_map(of_booking).collect();
    let zone = site.zone(matters.first()?.0.zone)?;
    let wish = booking.wish(Channel::Kiosk, Whose::default());
    let Booked { code, starts_at, ends_at, state: of, .. } = booked(state, booking);
    Some(OwnBooking {
        code,
        state: of,
        starts_at,
        ends_at,
        matters: matters.iter().map(|(service, _)| text(service)).collect(),
        persons: matters.iter().map(|(_, persons)| *persons).collect(),
        zone: zone.letter,
        zone_name: zone.name.clone(),
        zone_place: zone.place.clone(),
        address: site.address.clone().unwrap_or_default(),
        bring: written(&site.bring(booking, GERMAN.code)),
        bring_in: site
            .bring_in(booking)
            .into_iter()
            .map(|(language, things)| (language.to_owned(), written(&things)))
            .collect(),
        page_url: format!("{public_url}{}", state.booking_path(booking.id)),
        can_move: booking.state == State::Confirmed && state.coming().offers(&wish),
    })
}

fn written(things: &[Words]) -> Vec<String> {
    things.iter().map(Words::to_string).collect()
}

fn form(form: wire::http::Form) -> Option<Form> {
    match form {
        wire::http::Form::InPerson => Some(Form::InPerson),
        wire::http::Form::Phone => Some(Form::Phone),
        wire::http::Form::Video => Some(Form::Video),
        wire::http::Form::Unknown => None,
    }
}

fn whose(whose: wire::http::Whose) -> Whose {
    Whose { name: whose.name, place: whose.place }
}

/// The wish, the first day and how many. `None` is a form of a newer asker.
pub fn wished(
    asked: &SlotsAsked,
    channel: Channel,
    today: NaiveDate,
    days: u16,
) -> Option<(Wish, NaiveDate, u16)> {
    let first = wire::http::Matter { service: asked.service.clone(), persons: asked.persons.unwrap_or(1) };
    let wish = Wish {
        matters: matters([first].into_iter().chain(asked.further.iter().cloned())),
        form: form(asked.form.unwrap_or_default())?,
        channel,
        urgent: asked.urgent == Some(true),
        whose: Whose { name: asked.name.clone(), place: asked.place.clone() },
    };
    Some((wish, asked.from.unwrap_or(today), asked.days.unwrap_or(days)))
}

pub fn free_day(day: &calendar::FreeDay) -> FreeDay {
    let slot = |slot: &calendar::Slot| Slot { starts_at: slot.starts_at, count: slot.count };
    let slots = day.slots.iter().flatten().map(slot).collect();
    FreeDay { date: day.date, slots, why: day.slots.as_ref().err().map(why) }
}

fn why(why: &calendar::WhyNone) -> WhyNone {
    let (mut holiday, mut closure, mut from) = (None, None, None);
    match why {
        calendar::WhyNone::Closed(Closed::Holiday(of)) => holiday = Some(of.name().to_owned()),
        calendar::WhyNone::Closed(Closed::Closure(name)) => closure = Some(name.clone()),
        calendar::WhyNone::NotReleased { at } => from = Some(*at),
        _ => {}
    }
    WhyNone { code: why_none(why).to_owned(), holiday, closure, from }
}
