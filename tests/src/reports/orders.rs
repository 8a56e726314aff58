//! How long people wait by our order, and by the peer's, on the same days.
//!
//! The share of walk-ins is the number a town will argue about, so another one stands beside it. A
//! booking waits from its time on, or from when it came if that was later; a walk-in from drawing.

use std::fmt;

use queue::{OrderRules, Rules};

use super::days::Sort;
use super::hall::{Day, Hall, Second, Visitor, play};
use super::ours::Ours;
use super::picture::{Bar, Picture, Whose};
use super::theirs::Theirs;

/// Fewer calls for walk-ins.
const ANOTHER_SHARE: u32 = 8;
/// The axis ends with whole steps of minutes.
const AXIS_STEP: f64 = 50.0;

pub struct OrderReport {
    pub lines: Vec<Line>,
}

/// One order on days of one sort.
pub struct Line {
    pub sort: String,
    pub order: String,
    whose: Whose,
    pub bookings: Waits,
    pub walk_ins: Waits,
    /// Came, waited, and nobody called them.
    pub not_called: usize,
}

/// Of many, in minutes.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Waits {
    pub p50: f64,
    pub p90: f64,
    pub worst: f64,
}

impl OrderReport {
    /// Plays all days of `sorts` in halls of each order.
    pub fn of(sorts: &[Sort]) -> OrderReport {
        let mut lines = Vec::new();
        for sort in sorts {
            let share_one_in = ANOTHER_SHARE;
            let order = OrderRules { share_one_in, ..sort.rules.order.clone() };
            let other = Rules { order, ..sort.rules.clone() };
            let named = |name: String, whose| (sort.name.clone(), name, whose);
            let ours = format!("ours, 1 in {}", sort.rules.order.share_one_in);
            lines.push(line(named(ours, Whose::Ours), sort, || Ours::new(sort.rules.clone())));
            let ours = format!("ours, 1 in {ANOTHER_SHARE}");
            lines.push(line(named(ours, Whose::OursOtherwise), sort, || Ours::new(other.clone())));
            lines.push(line(named("peer".into(), Whose::Peers), sort, Theirs::default));
        }
        OrderReport { lines }
    }

    pub fn picture(&self) -> Picture {
        let bars = self.lines.iter().flat_map(|line| {
            [("bookings", line.bookings), ("walk-ins", line.walk_ins)].map(
                |(who, Waits { p50, p90, worst })| Bar {
                    label: format!("{}, {who}: {}", line.sort, line.order),
                    whose: line.whose,
                    from: p50,
                    to: p90,
                    worst: Some(worst),
                    words: format!("{p50:.0} to {p90:.0} min, worst {worst:.0}"),
                },
            )
        });
        let mut bars: Vec<Bar> = bars.collect();
        // Bookings beside bookings, walk-ins beside walk-ins.
        bars.sort_by_key(|bar| {
            let sort = self.lines.iter().position(|line| bar.label.starts_with(&format!("{},", line.sort)));
            (sort, bar.label.contains("walk-ins"))
        });
        Picture {
            title: "Waits in minutes: half and nine tenths of the visitors (bar), and the longest (dot)"
                .into(),
            unit: "min",
            most: (bars.iter().filter_map(|bar| bar.worst).fold(1.0, f64::max) / AXIS_STEP).ceil()
                * AXIS_STEP,
            goal: None,
            bars,
        }
    }
}

fn line<H: Hall>(
    (sort_name, order, whose): (String, String, Whose),
    sort: &Sort,
    hall: impl Fn() -> H,
) -> Line {
    let (mut bookings, mut walk_ins, mut not_called) = (Vec::new(), Vec::new(), 0);
    for days in &sort.halls {
        let mut hall = hall();
        for day in days {
            one_day(&mut hall, day, &mut bookings, &mut walk_ins, &mut not_called);
        }
    }
    Line {
        sort: sort_name,
        order,
        whose,
        bookings: Waits::of(bookings),
        walk_ins: Waits::of(walk_ins),
        not_called,
    }
}

fn one_day(
    hall: &mut impl Hall,
    day: &Day,
    bookings: &mut Vec<f64>,
    walk_ins: &mut Vec<f64>,
    not_called: &mut usize,
) {
    for (visitor, fate) in day.visitors.iter().zip(play(hall, day)) {
        match (wait(visitor, fate.called), visitor.slot) {
            (Some(wait), Some(_)) => bookings.push(wait),
            (Some(wait), None) => walk_ins.push(wait),
            (None, _) if visitor.arrives.is_some() && !visitor.gives_up => *not_called += 1,
            (None, _) => {}
        }
    }
}

/// In minutes; who was called before the time of the booking did not wait.
fn wait(visitor: &Visitor, called: Option<Second>) -> Option<f64> {
    let since = visitor.arrives?.max(visitor.slot.unwrap_or(0));
    Some((called? - since).max(0) as f64 / 60.0)
}

impl Waits {
    fn of(mut waits: Vec<f64>) -> Waits {
        waits.sort_by(f64::total_cmp);
        let at = |share: f64| match waits.len().checked_sub(1) {
            Some(last) => waits[(last as f64 * share).round() as usize],
            None => 0.0,
        };
        Waits { p50: at(0.5), p90: at(0.9), worst: at(1.0) }
    }
}

impl fmt::Display for OrderReport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(
            f,
            "Waits in minutes: half of the visitors, nine tenths, and the longest. Who came too late"
        )?;
        writeln!(
            f,
            "for a booking waits as a walk-in by our order, and is counted with the bookings here.\n"
        )?;
        writeln!(
            f,
            "| days | order | bookings p50 | p90 | worst | walk-ins p50 | p90 | worst | not called |"
        )?;
        writeln!(f, "|---|---|---|---|---|---|---|---|---|")?;
        for Line { sort, order, bookings, walk_ins, not_called, .. } in &self.lines {
            writeln!(f, "| {sort} | {order} | {bookings} | {walk_ins} | {not_called} |")?;
        }
        Ok(())
    }
}

impl fmt::Display for Waits {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Waits { p50, p90, worst } = self;
        write!(f, "{p50:.0} | {p90:.0} | {worst:.0}")
    }
}
