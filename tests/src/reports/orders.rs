//! How long people wait by our order, and by the peer's, on the same days.
//!
//! The share of walk-ins is the number a town will argue about, so another one stands beside it. A
//! booking waits from its time on, or from when it came if that was later; a walk-in from drawing. Who
//! comes too late for a booking is counted apart: by our order such a visitor waits as a walk-in.

use std::fmt;

use chrono::TimeDelta;
use queue::{OrderRules, Rules};

use super::days::Sort;
use super::hall::{Day, Hall, Second, Visitor, play};
use super::ours::Ours;
use super::picture::{Bar, Picture, Whose};
use super::theirs::Theirs;

/// Fewer calls for walk-ins.
const ANOTHER_SHARE: u32 = 8;
/// Who waits.
const GROUPS: [(&str, fn(&Line) -> Waits); 3] = [
    ("bookings", |line| line.bookings),
    ("bookings too late", |line| line.too_late),
    ("walk-ins", |line| line.walk_ins),
];
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
    pub too_late: Waits,
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
        // Each group's waits by all orders beside each other.
        let of_sort = |lines: &[Line]| -> Vec<Bar> {
            GROUPS.iter().flat_map(|(who, of)| lines.iter().map(|line| line.bar(who, of(line)))).collect()
        };
        let sorts = self.lines.chunk_by(|one, next| one.sort == next.sort);
        let bars: Vec<Bar> = sorts.flat_map(of_sort).collect();
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

impl Line {
    fn bar(&self, who: &str, waits: Waits) -> Bar {
        let Waits { p50, p90, worst } = waits;
        Bar {
            label: format!("{}, {who}: {}", self.sort, self.order),
            whose: self.whose,
            from: p50,
            to: p90,
            worst: Some(worst),
            words: format!("{p50:.0} to {p90:.0} min, worst {worst:.0}"),
        }
    }
}

fn line<H: Hall>(
    (sort_name, order, whose): (String, String, Whose),
    sort: &Sort,
    hall: impl Fn() -> H,
) -> Line {
    let mut waited = Waited::default();
    for days in &sort.halls {
        let mut hall = hall();
        for day in days {
            one_day(&mut hall, day, sort.rules.order.lateness_grace, &mut waited);
        }
    }
    Line {
        sort: sort_name,
        order,
        whose,
        bookings: Waits::of(waited.bookings),
        too_late: Waits::of(waited.too_late),
        walk_ins: Waits::of(waited.walk_ins),
        not_called: waited.in_vain,
    }
}

/// The waits of each visitor, in minutes.
#[derive(Default)]
struct Waited {
    bookings: Vec<f64>,
    too_late: Vec<f64>,
    walk_ins: Vec<f64>,
    in_vain: usize,
}

fn one_day(hall: &mut impl Hall, day: &Day, grace: TimeDelta, waited: &mut Waited) {
    for (visitor, fate) in day.visitors.iter().zip(play(hall, day)) {
        let Some(arrives) = visitor.arrives else { continue };
        match (wait(visitor, fate.called), visitor.slot) {
            (Some(wait), Some(slot)) if arrives > slot + grace.num_seconds() => waited.too_late.push(wait),
            (Some(wait), Some(_)) => waited.bookings.push(wait),
            (Some(wait), None) => waited.walk_ins.push(wait),
            (None, _) if !visitor.gives_up => waited.in_vain += 1,
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
            "Waits in minutes: half of the visitors, nine tenths, and the longest. Who came too late for a"
        )?;
        writeln!(
            f,
            "booking waits as a walk-in by our order, and as everybody with a booking by the peer's.\n"
        )?;
        writeln!(
            f,
            "| days | order | bookings p50 | p90 | worst | too late p50 | p90 | worst | \
             walk-ins p50 | p90 | worst | not called |"
        )?;
        writeln!(f, "|---|---|---|---|---|---|---|---|---|---|---|---|")?;
        for Line { sort, order, bookings, too_late, walk_ins, not_called, .. } in &self.lines {
            writeln!(f, "| {sort} | {order} | {bookings} | {too_late} | {walk_ins} | {not_called} |")?;
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
