//! A visit that goes on at another site of the hub. Both sites change in one transaction: nobody is in
//! two halls, and nobody in none.

use chrono::{DateTime, Utc};
use queue::{Command, CounterId, Elsewhere, Event, State, TicketId, Visit};

use super::codes::queue_code;
use super::orders::refused;
use super::site_state::SiteState;
use super::{NotDone, Sites};
use crate::store::Room;

/// A visit on its way.
#[derive(Debug, Clone)]
pub struct SendOn {
    pub ticket: TicketId,
    /// The counter that has the ticket.
    pub at: Option<CounterId>,
    pub site: String,
    /// One of that site's.
    pub service: String,
    /// Read before the call there.
    pub note: Option<String>,
}

/// What it brings, with the sites where it happens.
pub(super) type AtSites = Vec<(String, Room)>;

/// The ticket ends here, and another begins there that has waited as long.
pub(super) fn send_on(
    sites: &Sites,
    from: &str,
    sent: &SendOn,
    now: DateTime<Utc>,
) -> Result<AtSites, NotDone> {
    let here = &sites[from];
    let there = sites.get(&sent.site).filter(|_| sent.site != from);
    let there = there.ok_or_else(|| refused("unknown-site", "there is no such other site"))?;
    if here.day.date() != there.day.date() {
        // Two days that are not the same would part the link on the slip from its ticket.
        return Err(refused("closed", "the other site has no service day today"));
    }
    let ticket = here.day.find(sent.ticket);
    let ticket = ticket.ok_or_else(|| refused("unknown-ticket", "there is no such ticket today"))?;
    let visit = Visit {
        persons: ticket.persons,
        priority: ticket.priority,
        has_remark: ticket.has_remark || sent.note.is_some(),
        ..Visit::to(sent.service.clone())
    };
    let (arrival, arrived_at) = (ticket.arrival, ticket.arrived_at);
    let drawn = decided(there, &Command::TakeOver { visit, arrival, arrived_at }, now)?;
    let number = drawn.iter().find_map(|event| match event {
        Event::Drawn { number, .. } => Some(*number),
        _ => None,
    });
    let becomes = Elsewhere {
        site: sent.site.clone(),
        ticket: TicketId(there.day.tickets().len() as u32),
        number: number.expect("whoever is taken over has a number"),
    };
    let away = Command::TransferAway { ticket: sent.ticket, at: sent.at.clone(), to: Some(becomes) };
    let away = decided(here, &away, now)?;
    Ok(at_site(&sent.site, drawn).chain(at_site(from, away)).collect())
}

/// Undoes the last step of a counter, where that sent somebody to another site: there the ticket goes,
/// unless something has happened to it. `None` is any other step.
pub(super) fn take_back(
    sites: &Sites,
    from: &str,
    counter: &CounterId,
    now: DateTime<Utc>,
) -> Option<Result<AtSites, NotDone>> {
    let here = &sites[from];
    let (ticket, ..) = here.day.last_step(counter)?;
    let moved = here.day.find(ticket)?.moved_to()?;
    let undone = decided(here, &Command::Undo { counter: counter.clone() }, now);
    Some(undone.and_then(|undone| {
        let waits_untouched = |ticket: &&queue::Ticket| ticket.state == State::Waiting && ticket.steps == 0;
        let there = sites.get(&moved.site).filter(|there| there.day.date() == here.day.date());
        if there.and_then(|there| there.day.find(moved.ticket)).filter(waits_untouched).is_none() {
            let refusal = queue::Refusal::TooLateToUndo { number: here.day.ticket(ticket).number };
            return Err(refused(queue_code(&refusal), &refusal.to_string()));
        }
        let gone = vec![Event::Left { ticket: moved.ticket }];
        Ok(at_site(from, undone).chain(at_site(&moved.site, gone)).collect())
    }))
}

/// Where a visit is now, that began as `ticket` of `site`.
pub fn follow(sites: &Sites, site: &str, ticket: TicketId) -> (String, TicketId) {
    let mut at = (site.to_owned(), ticket);
    // Sent on and back and on again; a ring there cannot be, for every step leads to a newer ticket.
    while let Some(moved) = next(sites, &at) {
        at = moved;
    }
    at
}

fn next(sites: &Sites, (site, ticket): &(String, TicketId)) -> Option<(String, TicketId)> {
    let here = sites.get(site)?;
    let moved = here.day.find(*ticket)?.moved_to()?;
    let there = sites.get(&moved.site).filter(|there| there.day.date() == here.day.date())?;
    there.day.find(moved.ticket).map(|_| (moved.site.clone(), moved.ticket))
}

fn decided(state: &SiteState, command: &Command, now: DateTime<Utc>) -> Result<Vec<Event>, NotDone> {
    state.day.decide(command, now).map_err(|refusal| refused(queue_code(&refusal), &refusal.to_string()))
}

fn at_site(site: &str, events: Vec<Event>) -> impl Iterator<Item = (String, Room)> {
    events.into_iter().map(move |event| (site.to_owned(), Room::Queue(event)))
}
