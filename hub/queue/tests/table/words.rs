//! What came of an act, in words.

use queue::{ContingentOf, Estimate, Event, Reason, Step, TicketId};

use super::Table;

impl Table {
    /// Words an event that was applied.
    pub(super) fn words(&self, event: &Event) -> String {
        let number = |id: &TicketId| self.day.ticket(*id).number.to_string();
        match event {
            Event::DayOpened { .. } => "day opened".into(),
            Event::DayResumed { .. } => "day resumed".into(),
            Event::DayClosed => "day closed".into(),
            Event::ZoneClosed { zone } => format!("zone {zone} closed"),
            Event::ZoneOpened { zone } => format!("zone {zone} opened"),
            Event::GhostCountersSet { count: Some(count) } => format!("{count} counters assumed"),
            Event::GhostCountersSet { count: None } => "open counters counted".into(),
            Event::ContingentSet { of, count } => {
                let of = match of {
                    ContingentOf::Zone(zone) => format!("zone {zone}"),
                    ContingentOf::Service(service) => service.clone(),
                };
                let count = count.map_or("as planned".into(), |count| count.to_string());
                format!("contingent of {of} {count}")
            }
            Event::EarlyCloseSet { at: Some(at) } => format!("doors close at {}", at.format("%H:%M")),
            Event::EarlyCloseSet { at: None } => "doors close as planned".into(),
            Event::Said { place, something } => format!("{something} said at {place:?}"),
            Event::CounterOpened { counter } => format!("counter {counter} opened"),
            Event::CounterClosed { counter } => format!("counter {counter} closed"),
            Event::CounterAssigned { counter, services: None } => format!("counter {counter} takes all"),
            Event::CounterAssigned { counter, services: Some(services) } => {
                let services: Vec<&str> = services.iter().map(String::as_str).collect();
                format!("counter {counter} takes {}", services.join("+"))
            }
            Event::Drawn { number, .. } => format!("{number} drawn"),
            Event::SplitOff { ticket, service } => format!("{service} split off {}", number(ticket)),
            Event::Called { ticket, counter, reason } => {
                format!("{} called to {counter} ({})", number(ticket), words(*reason))
            }
            Event::LookedAt { ticket, counter, reason, .. } => {
                format!("{} looked at by {counter} ({})", number(ticket), words(*reason))
            }
            Event::Released { ticket } => format!("{} released", number(ticket)),
            Event::Recalled { ticket } => format!("{} recalled", number(ticket)),
            Event::Arrived { ticket } => format!("{} arrived", number(ticket)),
            Event::Finished { ticket, performed, by_hub } => {
                let as_asked = self.day.ticket(*ticket).services().eq(performed);
                match (by_hub, as_asked) {
                    (true, _) => format!("{} finished by the hub", number(ticket)),
                    (false, true) => format!("{} finished", number(ticket)),
                    (false, false) => format!("{} finished with {}", number(ticket), performed.join("+")),
                }
            }
            Event::Returned { ticket, locked_until } => {
                format!("{} waits again until {}", number(ticket), locked_until.format("%H:%M"))
            }
            Event::Missed { ticket } => format!("{} missed", number(ticket)),
            Event::Parked { ticket } => format!("{} parked", number(ticket)),
            Event::TakenBack { ticket } => format!("{} taken back", number(ticket)),
            Event::Transferred { ticket, services, zone, with_note } => {
                let note = if *with_note { " with a note" } else { "" };
                format!("{} transferred to {} in {zone}{note}", number(ticket), services.join("+"))
            }
            Event::TransferredAway { ticket, .. } => format!("{} transferred away", number(ticket)),
            Event::Prioritised { ticket, priority } => {
                format!("{} has {} priority", number(ticket), format!("{priority:?}").to_lowercase())
            }
            Event::TookTime { ticket, at, .. } => {
                format!("{} took {}", number(ticket), at.format("%H:%M"))
            }
            Event::Left { ticket } => format!("{} left", number(ticket)),
            Event::Undone { ticket, step, .. } => {
                format!("{} of {} undone", step_name(*step), number(ticket))
            }
        }
    }
}

pub(super) fn words(reason: Reason) -> String {
    match reason {
        Reason::Appointment { at } => format!("appointment {}", at.format("%H:%M")),
        Reason::FreedTime { at } => format!("freed {}", at.format("%H:%M")),
        Reason::AppointmentLate { minutes } => format!("{minutes} min late"),
        Reason::AppointmentDelayed { minutes } => format!("{minutes} min after its time"),
        Reason::AppointmentEarly { at } => format!("early for {}", at.format("%H:%M")),
        Reason::Waiting { minutes } => format!("waiting {minutes} min"),
        Reason::WalkInsTurn { minutes } => format!("a walk-in's turn, waiting {minutes} min"),
        Reason::Preferred { minutes } => format!("preferred, waiting {minutes} min"),
        Reason::AppointmentTooLate { minutes } => format!("{minutes} min too late"),
        Reason::Absent { until } => format!("absent until {}", until.format("%H:%M")),
        Reason::Chosen => "chosen".into(),
    }
}

pub(super) fn estimate(estimate: Estimate) -> String {
    match estimate {
        Estimate::Between { from, to } => {
            format!("{} to {} min", from.num_minutes(), to.num_minutes())
        }
        Estimate::NoCounterOpen => "no counter open".into(),
        Estimate::NotOpen => "not open".into(),
    }
}

pub(super) fn step_name(step: Step) -> &'static str {
    match step {
        Step::Call => "call",
        Step::NoShow => "no-show",
        Step::Finish => "finish",
        Step::Park => "park",
        Step::Transfer => "transfer",
    }
}
