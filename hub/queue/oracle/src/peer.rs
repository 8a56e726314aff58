//! How another widely used queue system of German offices (ZMS) orders, estimates and numbers; facts
//! about its behaviour, written anew in a few lines, so that our rules can be shown beside them.

/// Times are minutes of the day.
pub type Minute = f64;

/// One who waits. An appointment counts as there from its time on, whether somebody came or not.
#[derive(Debug, Clone, PartialEq)]
pub struct Waiting {
    pub id: String,
    /// Of the arrival, or of the appointment.
    pub time: Minute,
    pub is_appointment: bool,
    /// 1 is high, 3 is low.
    pub priority: u32,
}

impl Waiting {
    pub fn walk_in(id: &str, arrived: Minute) -> Waiting {
        Waiting { id: id.into(), time: arrived, is_appointment: false, priority: 3 }
    }

    pub fn appointment(id: &str, due: Minute) -> Waiting {
        Waiting { id: id.into(), time: due, is_appointment: true, priority: 2 }
    }
}

/// An appointment that is due within two minutes is as good as due.
const AHEAD: Minute = 2.0;
/// For "next" every visit is taken to last ten minutes.
pub const STEP: Minute = 10.0;

/// Appointments and walk-ins, each by priority and time, merged along a clock that moves on by `step`
/// for everybody who is called.
pub fn order(queue: &[Waiting], now: Minute, step: Minute) -> Vec<Waiting> {
    let sorted = |appointments: bool| {
        let mut list: Vec<Waiting> =
            queue.iter().filter(|one| one.is_appointment == appointments).cloned().collect();
        list.sort_by(|a, b| a.priority.cmp(&b.priority).then(a.time.total_cmp(&b.time)));
        std::collections::VecDeque::from(list)
    };
    let (mut walk_ins, mut appointments) = (sorted(false), sorted(true));
    let mut clock = now + AHEAD;
    let mut order = Vec::new();
    loop {
        let from = match (walk_ins.front(), appointments.front()) {
            (None, None) => return order,
            (None, Some(_)) => &mut appointments,
            (Some(_), None) => &mut walk_ins,
            (Some(walk_in), Some(_)) if walk_in.priority == 1 => &mut walk_ins,
            (Some(walk_in), Some(next)) if walk_in.priority == 2 && walk_in.time < next.time => &mut walk_ins,
            (Some(_), Some(next)) if next.time <= clock => &mut appointments,
            (Some(_), Some(_)) => &mut walk_ins,
        };
        order.extend(from.pop_front());
        clock += step;
    }
}

/// The range in whole minutes that the `place`th (from 1) of those who wait is told, from a mean time
/// that somebody typed in; without a counter as with one. A mean of zero is a mistake.
pub fn estimate(place: u32, mean: Minute, counters: u32) -> Option<(u32, u32)> {
    if mean <= 0.0 {
        return None;
    }
    let counters = counters.max(1);
    let slot = mean / f64::from(counters);
    let optimistic = 0.8 * slot * f64::from(place.saturating_sub(counters));
    Some((optimistic.floor() as u32, (slot * f64::from(place)).floor() as u32))
}

/// The next number of a range: from its start on another day, and again from its start behind its end,
/// whether that number is still waiting or not.
pub fn number(first: u32, last: u32, last_given: u32, is_same_day: bool) -> u32 {
    let next = last_given + 1;
    if is_same_day && (first..=last).contains(&next) { next } else { first }
}
