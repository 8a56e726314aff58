//! How a visit went: when its ticket was called and greeted, how long it took, what was done.
//!
//! The queue keeps what it needs to call the next one; this is for lists and for the supervisor, and
//! is computed from the same events.

use std::collections::BTreeMap;

use chrono::{DateTime, TimeDelta, Utc};
use queue::{CounterId, Event, ServiceId, TicketId};

#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Course {
    pub first_called_at: Option<DateTime<Utc>>,
    /// The newest call; a recall is none.
    pub called_at: Option<DateTime<Utc>>,
    /// Since when the visitor is or was at the counter the last time.
    pub greeted_at: Option<DateTime<Utc>>,
    pub ended_at: Option<DateTime<Utc>>,
    /// At counters before the last one.
    pub served_before: TimeDelta,
    pub counter: Option<CounterId>,
    pub performed: Vec<ServiceId>,
    /// Nobody ended it before the day did.
    pub ended_by_hub: bool,
    /// Before the last step that can be undone.
    before: Option<Box<Course>>,
}

impl Course {
    /// Call to greeting, of the last visit to a counter.
    pub fn walk(&self) -> Option<TimeDelta> {
        Some(self.greeted_at? - self.called_at?)
    }

    /// At counters. Of who was never greeted on the screen it counts from the call.
    pub fn service(&self) -> Option<TimeDelta> {
        let since = self.greeted_at.or(self.called_at)?;
        Some(self.served_before + (self.ended_at? - since))
    }

    fn interrupted(&mut self, at: DateTime<Utc>) {
        if let Some(since) = self.greeted_at.take() {
            self.served_before += at - since;
        }
    }
}

/// Lets an event have happened to the courses of a day.
pub fn follow(courses: &mut BTreeMap<TicketId, Course>, event: &Event, at: DateTime<Utc>) {
    let Some(ticket) = event.ticket() else { return };
    let course = courses.entry(ticket).or_default();
    if let Event::Called { .. }
    | Event::Returned { .. }
    | Event::Missed { .. }
    | Event::Finished { .. }
    | Event::Parked { .. }
    | Event::Transferred { .. }
    | Event::TransferredAway { .. } = event
    {
        course.before = None;
        course.before = Some(Box::new(course.clone()));
    }
    match event {
        Event::Called { counter, .. } => {
            course.first_called_at.get_or_insert(at);
            course.called_at = Some(at);
            course.greeted_at = None;
            course.counter = Some(counter.clone());
        }
        Event::Arrived { .. } => course.greeted_at = Some(at),
        Event::Parked { .. } | Event::Transferred { .. } | Event::TransferredAway { .. } => {
            course.interrupted(at);
        }
        Event::Finished { performed, by_hub, .. } => {
            course.ended_at = Some(at);
            course.ended_by_hub = *by_hub;
            course.performed = performed.clone();
        }
        Event::Undone { .. } => {
            if let Some(before) = course.before.take() {
                *course = *before;
            }
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use queue::Step;

    use super::*;

    const TICKET: TicketId = TicketId(0);

    fn at(minute: i64) -> DateTime<Utc> {
        DateTime::UNIX_EPOCH + TimeDelta::minutes(minute)
    }

    fn after(events: &[(i64, Event)]) -> Course {
        let mut courses = BTreeMap::new();
        events.iter().for_each(|(minute, event)| follow(&mut courses, event, at(*minute)));
        courses.remove(&TICKET).unwrap_or_default()
    }

    fn called() -> Event {
        Event::Called { ticket: TICKET, counter: "1".into(), reason: queue::Reason::Chosen }
    }

    fn finished() -> Event {
        Event::Finished { ticket: TICKET, performed: vec!["pass".into()], by_hub: false }
    }

    #[test]
    fn walk_and_service_are_measured_and_a_pause_is_not() {
        let course = after(&[
            (0, called()),
            (1, Event::Arrived { ticket: TICKET }),
            (6, Event::Parked { ticket: TICKET }),
            (20, Event::TakenBack { ticket: TICKET }),
            (30, called()),
            (32, Event::Arrived { ticket: TICKET }),
            (35, finished()),
        ]);
        assert_eq!(course.first_called_at, Some(at(0)));
        assert_eq!(course.walk(), Some(TimeDelta::minutes(2)));
        assert_eq!(course.service(), Some(TimeDelta::minutes(5 + 3)));
        assert_eq!(course.performed, ["pass"]);
    }

    #[test]
    fn what_was_undone_was_never_so() {
        let undone = |step| Event::Undone { ticket: TICKET, counter: "1".into(), step };
        let arrived = || Event::Arrived { ticket: TICKET };
        let open = after(&[(0, called()), (1, arrived()), (5, finished()), (6, undone(Step::Finish))]);
        assert_eq!((open.ended_at, open.greeted_at), (None, Some(at(1))));
        let parked = Event::Parked { ticket: TICKET };
        let again = [(0, called()), (1, arrived()), (5, parked), (6, undone(Step::Park)), (9, finished())];
        assert_eq!(after(&again).service(), Some(TimeDelta::minutes(8)));
        let away = Event::TransferredAway { ticket: TICKET, to: None };
        let back = after(&[(0, called()), (1, arrived()), (5, away), (6, undone(Step::Transfer))]);
        assert_eq!((back.greeted_at, back.counter), (Some(at(1)), Some("1".into())));
        assert_eq!(after(&[(0, called()), (1, undone(Step::Call))]), Course::default());
    }
}
