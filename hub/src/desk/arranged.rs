//! What orders about bookings come to beyond the calendar: who may have one more, who has missed theirs when
//! the day ends, and the rows of seats that lie beside its events.

use calendar::bookings::Claim;
use calendar::wish::Channel;
use calendar::{Booking, BookingId, Command, Event, Refusal, State};
use chrono::{DateTime, Utc};

use super::codes::calendar_code;
use super::coming::Coming;
use super::orders::Decided;
use super::site_state::SiteState;
use super::{Act, Order};
use crate::store::{Batch, Room, StoredAnswer};

/// A citizen who has open bookings of this kind already gets none; whoever reads the mail of that address is
/// told of the one there is, and nobody else. What stands at once, because it is so soon, has no such limit:
/// without a letter in between the answer itself would tell.
pub(super) fn asked_again(
    state: &SiteState,
    transaction: &Batch,
    order: &Order,
    now: DateTime<Utc>,
) -> Result<Option<Decided>, rusqlite::Error> {
    let bookings = state.bookings();
    let (matters, channel, contact) = match &order.act {
        Act::Book { wish, contact: Some(contact), claim: Claim::Verify, .. } => {
            (&wish.matters, wish.channel, contact)
        }
        Act::Complete { booking, claim: Claim::Verify, contact } => match bookings.booking(*booking) {
            Some(booking) => (&booking.matters, booking.channel, contact),
            None => return Ok(None),
        },
        _ => return Ok(None),
    };
    let Some(mail) = contact.mail.as_ref().filter(|_| channel == Channel::Online) else {
        return Ok(None);
    };
    let is_alike = |booking: &Booking| {
        booking.matters.iter().any(|known| matters.iter().any(|matter| matter.service == known.service))
    };
    let open = transaction.bookings_of(&order.site, mail)?;
    let open = open.into_iter().filter(|id| bookings.is_open(*id, now));
    let mut open: Vec<&Booking> = open.filter_map(|id| bookings.booking(id)).collect();
    open.retain(|booking| is_alike(booking));
    let Some(first) = open.iter().min_by_key(|booking| booking.starts_at) else { return Ok(None) };
    if open.len() < usize::from(state.config.bookings_per_address) {
        return Ok(None);
    }
    let refused = calendar::Refusal::AskedAgain;
    let (code, detail) = (calendar_code(&refused).to_owned(), refused.to_string());
    let told = state.coming().decide(&Command::AskAgain { booking: first.id }, now);
    let told = told.unwrap_or_default().into_iter().map(|event| (order.site.clone(), Room::Calendar(event)));
    Ok(Some(Ok((told.collect(), Some(StoredAnswer::Refused { code, detail })))))
}

/// Only what is kept just now: whoever has a name already has been somebody's booking since.
pub(super) fn complete(
    coming: &Coming,
    booking: BookingId,
    claim: Claim,
    now: DateTime<Utc>,
) -> Result<Vec<Event>, Refusal> {
    match coming.bookings().booking(booking).map(|booking| booking.state) {
        None => Err(Refusal::UnknownBooking),
        Some(State::Held { .. }) => coming.decide(&completion(booking, claim), now),
        Some(_) => Err(Refusal::AnotherBooking),
    }
}

fn completion(booking: BookingId, claim: Claim) -> Command {
    match claim {
        Claim::Hold | Claim::Verify => Command::Submit { booking },
        Claim::Confirm | Claim::Here => Command::Confirm { booking },
    }
}

/// Whoever has not come by the end of the open day has missed it.
pub(super) fn missed_by_the_end(
    state: &SiteState,
    now: DateTime<Utc>,
) -> impl Iterator<Item = calendar::Event> + use<> {
    let date = state.day.date().filter(|_| state.day.is_open());
    let missed = date.and_then(|date| state.coming().decide(&Command::CloseDay { date }, now).ok());
    missed.unwrap_or_default().into_iter()
}

/// Keeps the rows of seats that are taken: by their key no two bookings have the same.
pub(super) fn claim(
    state: &SiteState,
    transaction: &Batch,
    event: &calendar::Event,
) -> Result<(), rusqlite::Error> {
    use calendar::Event::*;
    let site = &state.config.id;
    match event {
        Claimed { booking, starts_at, ends_at, seats, .. } => {
            transaction.claim(site, seats, calendar::units(*starts_at, *ends_at), *booking)
        }
        Rebooked { booking, starts_at, ends_at, seats } => {
            transaction.release(site, *booking)?;
            transaction.claim(site, seats, calendar::units(*starts_at, *ends_at), *booking)
        }
        Moved { booking, from, to } => transaction.hand_over(site, *booking, from, &to.resource),
        Cancelled { booking } | Lapsed { booking } => transaction.release(site, *booking),
        Missed { booking } => transaction.release(site, *booking),
        Awaited { booking } => match state.bookings().booking(*booking) {
            None => Ok(()),
            Some(again) => {
                // A hub of before kept the seats of who had missed theirs.
                transaction.release(site, again.id)?;
                let units = calendar::units(again.starts_at, again.ends_at);
                transaction.claim(site, &again.seats, units, again.id)
            }
        },
        // Nobody can book what is over.
        PastForgotten { before } => {
            transaction.forget_told(site, *before)?;
            transaction.forget_claims(site, calendar::Unit::running(*before))
        }
        Returned { absence } => transaction.withdrawn(site, *absence),
        Submitted { .. } | Confirmed { .. } | CheckedIn { .. } | AskedAgain { .. } => Ok(()),
        Absent { .. } | PlanChanged { .. } => Ok(()),
    }
}
