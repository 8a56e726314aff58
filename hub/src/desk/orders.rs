//! What an order comes to: decided on the state of its site, written with the rows that make a
//! mistake of ours impossible.

use std::sync::Arc;

use calendar::wish::Channel;
use calendar::{Booking, BookingId, Command};
use chrono::{DateTime, TimeDelta, Utc};

use super::arranged::{asked_again, claim, complete, missed_by_the_end};
use super::check_in::check_in;
use super::codes::queue_code;
use super::committer::{Happened, Told};
use super::day_turn::BELIEVED_AHEAD;
use super::elsewhere::{self, AtSites};
use super::fingerprint::Fingerprint;
use super::freed;
use super::kept::{
    discard, follow_with_contact, follow_with_uploads, keep, keep_meeting, say, send, what_goes_along,
    what_is_told,
};
use super::pace::{Given, Pace};
use super::plans;
use super::said;
use super::site_state::SiteState;
use super::told::News;
use super::watches;
use super::{Act, NotDone, Order, Sites};
use crate::store::{Batch, Room, StoredAnswer};

/// Decides one order on the state and writes what it brings.
pub(super) fn answer(
    sites: &mut Sites,
    pace: &mut Pace,
    transaction: &Batch,
    order: Order,
    now: DateTime<Utc>,
    happened: &mut Vec<Happened>,
    told: &mut Vec<Told>,
) -> Result<Result<StoredAnswer, NotDone>, rusqlite::Error> {
    let (order, took_s) = untimed(order);
    if let Some(key) = &order.key
        && let Some((before, given)) = transaction.answer(&order.site, &order.actor, key)?
    {
        let other = || Err(refused("bad-key", "this key was used for another act"));
        let asked = Fingerprint::of(&order, sites, transaction, now)?;
        return Ok(if asked.fits(before) { as_answer(given) } else { other() });
    }
    let Some(state) = sites.get(&order.site) else {
        return Ok(Err(refused("unknown-site", "there is no such site")));
    };
    let given = Given::by(&order.act);
    if let Some(what) = given
        && pace.is_too_fast(what, &order, what.at_most(&state.config), now)
    {
        // Kept for nobody: the same touch may be tried again in a moment.
        return Ok(Err(what.too_many()));
    }
    let news = match &order.act {
        Act::Told(told) => {
            let before = transaction.told_absences(&order.site, &told.feed)?;
            told.news(&before, state.coming(), now)
        }
        _ => News::default(),
    };
    let decided = match decide_at_sites(sites, &order, &news, now) {
        // Where nothing comes of it anyway, nobody learns whether there is a booking.
        Ok(decided) => asked_again(state, transaction, &order, now)?.unwrap_or(Ok(decided)),
        refused => refused,
    };
    let before = (happened.len(), told.len());
    let answer = match decided {
        Ok((events, repeated)) => {
            if let Some(what) = given.filter(|_| !events.is_empty()) {
                pace.gave(what, &order, now);
            }
            let undone = events.iter().find_map(|(_, event)| undone_ticket(event));
            for (site, event) in events {
                store(changed(sites, &site), transaction, &order.actor, now, event, happened)?;
            }
            if let Some(seconds) = took_s {
                keep_effort(transaction, &happened[before.0..], seconds)?;
            }
            match &order.act {
                Act::Told(told) => {
                    news.keep(transaction, &order.site, &told.feed, &happened[before.0..], now)?;
                }
                Act::Keep { absence } => transaction.let_go_of(&order.site, *absence)?,
                _ => {}
            }
            if let Some((site, ticket, beside)) = what_goes_along(sites, &order) {
                keep(changed(sites, &site), transaction, ticket, beside, happened.len(), told)?;
            }
            keep_meeting(&sites[&order.site], transaction, &order.act)?;
            watches::keep(&sites[&order.site], transaction, &order.act, now, happened.len(), told)?;
            let state = changed(sites, &order.site);
            if let Act::Say { place, words } = &order.act {
                say(state, transaction, *place, words.as_deref(), happened.len(), told)?;
            }
            if let Act::ChangePlan { plan, .. } = &order.act {
                plans::keep(state, transaction, &order.actor, plan, now, happened.len(), told)?;
            }
            let came = repeated.unwrap_or_else(|| what_came(state, &order.act, undone));
            if let Some((ticket, beside)) = what_is_told(state, &order.act, &came) {
                keep(state, transaction, ticket, beside, happened.len(), told)?;
            }
            if let (
                Act::Book { contact: Some(contact), .. } | Act::Complete { contact, .. },
                StoredAnswer::Booking { booking },
            ) = (&order.act, &came)
                && let Some(booking) = state.bookings().booking(BookingId(*booking))
            {
                let day = state.coming().date(booking.starts_at);
                transaction.keep_contact(&order.site, booking.id, day, contact)?;
            }
            for booking in happened[before.0..].iter().filter_map(may_stand) {
                watches::are_used(state, transaction, booking, happened.len(), told)?;
            }
            match &order.act {
                Act::Send { booking, upload, .. } => {
                    send(state, transaction, *booking, upload, happened.len(), told)?.unwrap_or(came)
                }
                Act::Discard { booking, upload } => {
                    discard(state, transaction, *booking, *upload, happened.len(), told)?;
                    came
                }
                Act::Write { message } => {
                    said::write(state, transaction, message, now, happened.len(), told)?.unwrap_or(came)
                }
                Act::Forwarded { message } => {
                    said::forget(state, transaction, *message, happened.len(), told)?;
                    came
                }
                Act::Judge { visit, answer } => {
                    said::keep(state, transaction, *visit, answer, now, happened.len(), told)?.unwrap_or(came)
                }
                _ => came,
            }
        }
        Err(NotDone::Refused { code, detail }) => StoredAnswer::Refused { code, detail },
        Err(other) => return Ok(Err(other)),
    };
    let changes_something = before != (happened.len(), told.len());
    if let Some(key) = &order.key
        && (changes_something || !order.is_of_a_stranger())
    {
        let act = Fingerprint::of(&order, sites, transaction, now)?.to_store();
        transaction.remember(&order.site, &order.actor, key, now, act, &answer)?;
    }
    Ok(as_answer(answer))
}

/// How long it took is no part of an act: pressed twice, it is the same one.
fn untimed(order: Order) -> (Order, Option<u32>) {
    match order.act {
        Act::Timed { seconds, act } => (Order { act: *act, ..order }, Some(seconds)),
        _ => (order, None),
    }
}

/// Beside the entry of the booking that was made, or of its completion.
fn keep_effort(transaction: &Batch, happened: &[Happened], seconds: u32) -> Result<(), rusqlite::Error> {
    use calendar::Event::{Claimed, Confirmed, Submitted};
    let made = |event: &&Happened| matches!(event.event, Room::Calendar(Claimed { .. }));
    let completed =
        |event: &&Happened| matches!(event.event, Room::Calendar(Submitted { .. } | Confirmed { .. }));
    let entry = happened.iter().find(made).or_else(|| happened.iter().find(completed));
    entry.map_or(Ok(()), |event| transaction.keep_effort(event.sequence, seconds))
}

/// A booking that stands, if that is what happened.
fn may_stand(event: &Happened) -> Option<BookingId> {
    use calendar::Event::{Claimed, Confirmed};
    match event.event {
        Room::Calendar(Claimed { booking, until: None, .. } | Confirmed { booking }) => Some(booking),
        _ => None,
    }
}

fn changed<'a>(sites: &'a mut Sites, site: &str) -> &'a mut SiteState {
    Arc::make_mut(sites.get_mut(site).expect("what was decided is of sites we serve"))
}

/// The events an act brings and where, and the answer if it is another than they say.
pub(super) type Decided = Result<(AtSites, Option<StoredAnswer>), NotDone>;

fn decide_at_sites(sites: &Sites, order: &Order, news: &News, now: DateTime<Utc>) -> Decided {
    let elsewhere = match &order.act {
        Act::SendOn(sent) => Some(elsewhere::send_on(sites, &order.site, sent, now)),
        Act::Queue(queue::Command::Undo { counter }) => {
            elsewhere::take_back(sites, &order.site, counter, now)
        }
        _ => None,
    };
    if let Some(decided) = elsewhere {
        return decided.map(|events| (events, None));
    }
    let (events, repeated) = decide(&sites[&order.site], &order.act, news, now)?;
    Ok((events.into_iter().map(|event| (order.site.clone(), event)).collect(), repeated))
}

/// The events an act brings, or the answer it had before.
fn decide(
    state: &SiteState,
    act: &Act,
    news: &News,
    now: DateTime<Utc>,
) -> Result<(Vec<Room>, Option<StoredAnswer>), NotDone> {
    let calendar = |decided: Result<Vec<calendar::Event>, calendar::Refusal>| match decided {
        Ok(events) => Ok((events.into_iter().map(Room::Calendar).collect(), None)),
        Err(refusal) => Err(NotDone::of_calendar(&refusal)),
    };
    let coming = state.coming();
    let queue =
        |command: &queue::Command| state.day.decide(command, now).map_err(|refusal| not_queued(&refusal));
    let rooms = |events: Vec<queue::Event>| events.into_iter().map(Room::Queue);
    match act {
        Act::Queue(queue::Command::CloseDay) => {
            let closed = queue(&queue::Command::CloseDay)?;
            Ok((missed_by_the_end(state, now).map(Room::Calendar).chain(rooms(closed)).collect(), None))
        }
        Act::Queue(command) | Act::QueueBeside { command, .. } => {
            Ok((rooms(queue(command)?).collect(), None))
        }
        Act::Need { ticket, .. } => match state.day.find(*ticket) {
            None => Err(refused("unknown-ticket", &queue::Refusal::UnknownTicket.to_string())),
            Some(ticket) if !ticket.is_alive() => {
                let moved = queue::Refusal::MovedOn { number: ticket.number, state: ticket.state.name() };
                Err(refused("moved-on", &moved.to_string()))
            }
            Some(_) => Ok((vec![], None)),
        },
        Act::Say { place, words } => {
            let command = queue::Command::Say { place: *place, something: words.is_some() };
            Ok((rooms(queue(&command)?).collect(), None))
        }
        Act::SendOn(_) => unreachable!("what changes two sites is decided on both"),
        Act::Book { wish, starts_at, claim, .. } => {
            let (wish, starts_at, claim) = (wish.clone(), *starts_at, *claim);
            // At a kiosk a wish is put together by choosing. Here, because whoever asks again with the same
            // key is answered as before, whatever the office does by now.
            if wish.channel == Channel::Kiosk {
                calendar::check_chosen(coming.plan(), &wish)
                    .map_err(|refusal| NotDone::of_calendar(&refusal))?;
            }
            let booking = state.next_booking();
            calendar(coming.decide(&Command::Claim { booking, wish, starts_at, claim }, now))
        }
        Act::Complete { booking, claim, .. } => calendar(complete(coming, *booking, *claim, now)),
        Act::Calendar(command) => calendar(coming.decide(command, now)),
        Act::Absent(absences) => calendar(coming.leave(absences, now).map(|leave| leave.events)),
        Act::Told(_) => calendar(coming.leave(&news.new, now).map(|leave| leave.events)),
        Act::Keep { .. } | Act::Meeting { .. } => Ok((vec![], None)),
        Act::Watch { watch, until } => watches::decide(state, watch, *until, now).map(|()| (vec![], None)),
        Act::ConfirmWatch { .. } | Act::StopWatch { .. } => Ok((vec![], None)),
        Act::Write { .. } | Act::Forwarded { .. } => Ok((vec![], None)),
        Act::Judge { visit, .. } => said::decide(state, *visit, now).map(|()| (vec![], None)),
        Act::Timed { .. } => unreachable!("an act is decided without how long it took"),
        Act::CheckIn { booking, .. } => check_in(state, *booking, now),
        Act::TakeTime { ticket, at } => freed::take(state, *ticket, *at, now),
        Act::Send { booking, .. } | Act::Discard { booking, .. } => match coming.bookings().booking(*booking)
        {
            None => Err(NotDone::of_calendar(&calendar::Refusal::UnknownBooking)),
            Some(booking) if !is_to_come(booking, now) => {
                Err(refused("day-is-over", "nothing is sent ahead of a visit that is over or never was"))
            }
            Some(_) => Ok((vec![], None)),
        },
        Act::ChangePlan { base, plan } => Ok((plans::change(state, *base, plan, now)?, None)),
    }
}

/// Somebody will look at what was sent ahead for it.
fn is_to_come(booking: &Booking, now: DateTime<Utc>) -> bool {
    use calendar::State::{CheckedIn, Confirmed};
    matches!(booking.state, Confirmed | CheckedIn) && now < booking.ends_at
}

pub(super) fn not_queued(refusal: &queue::Refusal) -> NotDone {
    refused(queue_code(refusal), &refusal.to_string())
}

/// What the asker wants to know, after the act's events were applied.
/// `undone` is the ticket of an undo, which names only its counter.
fn what_came(state: &SiteState, act: &Act, undone: Option<queue::TicketId>) -> StoredAnswer {
    use queue::Command::*;
    let of = |ticket: queue::TicketId| match state.day.date() {
        Some(day) => StoredAnswer::Ticket { day, ticket: ticket.0, again: false },
        None => StoredAnswer::Done,
    };
    let command = match act {
        Act::Queue(command) | Act::QueueBeside { command, .. } => command,
        Act::Need { ticket, .. } => return of(*ticket),
        Act::SendOn(sent) => return of(sent.ticket),
        Act::TakeTime { ticket, .. } => return of(*ticket),
        Act::Say { .. } | Act::Meeting { .. } => return StoredAnswer::Done,
        Act::Write { .. } | Act::Forwarded { .. } | Act::Judge { .. } => return StoredAnswer::Done,
        Act::CheckIn { .. } => {
            return of(state.day.tickets().last().expect("a ticket was drawn just now").id);
        }
        Act::Book { .. } => {
            let booking = state.bookings().bookings().last().expect("it was booked just now").id;
            return StoredAnswer::Booking { booking: booking.0 };
        }
        Act::Complete { booking, .. } | Act::Send { booking, .. } | Act::Discard { booking, .. } => {
            return StoredAnswer::Booking { booking: booking.0 };
        }
        Act::Calendar(command) => return what_came_of(command),
        Act::Keep { .. } | Act::Timed { .. } => return StoredAnswer::Done,
        Act::Watch { .. } | Act::ConfirmWatch { .. } | Act::StopWatch { .. } => return StoredAnswer::Done,
        Act::ChangePlan { .. } => return StoredAnswer::Plan { version: state.plan_version() },
        Act::Absent(_) | Act::Told(_) => {
            return StoredAnswer::Absence { absence: state.coming().newest_absence().0 };
        }
    };
    match command {
        Draw { .. } | CheckIn { .. } | TakeOver { .. } | SplitOff { .. } => {
            of(state.day.tickets().last().expect("a ticket was drawn just now").id)
        }
        CallNext { counter, .. } => of(state.day.counters()[counter].expect("it called just now")),
        Undo { .. } => undone.map_or(StoredAnswer::Done, of),
        Call { ticket, .. }
        | Look { ticket, .. }
        | Release { ticket, .. }
        | Recall { ticket, .. }
        | Arrive { ticket, .. }
        | Finish { ticket, .. }
        | NoShow { ticket, .. }
        | Park { ticket, .. }
        | TakeBack { ticket }
        | Transfer { ticket, .. }
        | TransferAway { ticket, .. }
        | Prioritise { ticket, .. }
        | TakeTime { ticket, .. }
        | Withdraw { ticket } => of(*ticket),
        OpenDay { .. } | CloseDay | OpenCounter { .. } | CloseCounter { .. } => StoredAnswer::Done,
        CloseZone { .. } | OpenZone { .. } | SetGhostCounters { .. } | Assign { .. } => StoredAnswer::Done,
        SetContingent { .. } | CloseEarly { .. } | Say { .. } => StoredAnswer::Done,
    }
}

/// The booking or absence that was asked about.
fn what_came_of(command: &Command) -> StoredAnswer {
    match command {
        Command::Claim { booking, .. }
        | Command::Submit { booking }
        | Command::Confirm { booking }
        | Command::Rebook { booking, .. }
        | Command::Release { booking }
        | Command::LetGo { booking }
        | Command::CheckIn { booking }
        | Command::AskAgain { booking }
        | Command::Miss { booking }
        | Command::Move { booking, .. } => StoredAnswer::Booking { booking: booking.0 },
        Command::Absent { absence, .. } | Command::Return { absence } => {
            StoredAnswer::Absence { absence: absence.0 }
        }
        Command::MissLate { .. }
        | Command::CloseDay { .. }
        | Command::ResumeDay { .. }
        | Command::Lapse
        | Command::ForgetPast { .. } => StoredAnswer::Done,
    }
}

fn undone_ticket(event: &Room) -> Option<queue::TicketId> {
    match event {
        Room::Queue(queue::Event::Undone { ticket, .. }) => Some(*ticket),
        _ => None,
    }
}

/// Applies an event and writes it, with the rows that make a mistake of ours impossible.
pub(super) fn store(
    state: &mut SiteState,
    transaction: &Batch,
    actor: &str,
    now: DateTime<Utc>,
    event: Room,
    happened: &mut Vec<Happened>,
) -> Result<(), rusqlite::Error> {
    let site = state.config.id.clone();
    let sequence = transaction.append(&site, now, actor, &event)? as u64;
    match &event {
        Room::Queue(queue::Event::Drawn { number, .. }) => {
            let day = state.day.date().expect("numbers are drawn on a day");
            transaction.give_number(&site, day, *number, state.day.tickets().len() as u32)?;
        }
        Room::Calendar(event) => {
            claim(state, transaction, event)?;
            follow_with_contact(state, transaction, event, now)?;
            follow_with_uploads(state, transaction, event)?;
        }
        Room::Queue(queue::Event::DayClosed) => {
            transaction.forget_all_beside(&site)?;
            if let Some(day) = state.day.date() {
                // A day on which nobody came may be one that a wrong clock has opened.
                let ahead = if state.day.tickets().is_empty() { BELIEVED_AHEAD } else { TimeDelta::zero() };
                transaction.forget_contacts_before(&site, day - ahead)?;
                transaction.forget_watches_before(&site, day - ahead)?;
                transaction.forget_unconfirmed_watches(&site, now - watches::is_kept_for(state))?;
                transaction.forget_uploads_before(&site, day - ahead)?;
            }
        }
        _ => {}
    }
    state.apply(&event, now, sequence);
    happened.push(Happened { site, sequence, at: now, event });
    Ok(())
}

fn as_answer(stored: StoredAnswer) -> Result<StoredAnswer, NotDone> {
    match stored {
        StoredAnswer::Refused { code, detail } => Err(NotDone::Refused { code, detail }),
        answer => Ok(answer),
    }
}

pub(super) fn refused(code: &str, detail: &str) -> NotDone {
    NotDone::Refused { code: code.into(), detail: detail.into() }
}
