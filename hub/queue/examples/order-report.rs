//! Waits by our order beside the peer's, on the same simulated days: `cargo run --release --example
//! order-report`.
//!
//! The share of walk-ins is the number a town will argue about, so another one stands beside it. A
//! booking waits from its time on, or from when it came if that was later; a walk-in from drawing.

#[path = "../tests/peer/mod.rs"]
mod peer;
mod sim;

use queue::OrderRules;
use sim::{Hall, KINDS, Kind, Visitor, ours::Ours, quantile, theirs::Theirs};

const DAYS: u64 = 40;

fn main() {
    println!("Waits in minutes (median, 90 of 100, worst) over {DAYS} simulated days of each kind\n");
    println!("| day | order | bookings p50 | p90 | worst | walk-ins p50 | p90 | worst | not called |");
    println!("|---|---|---|---|---|---|---|---|---|");
    for kind in &KINDS {
        line(kind, "ours", || Ours::new(OrderRules::default()));
        line(kind, "ours, 1 in 8", || Ours::new(OrderRules { share_one_in: 8, ..OrderRules::default() }));
        line(kind, "peer", Theirs::default);
    }
}

fn line<H: Hall>(kind: &Kind, name: &str, hall: impl Fn() -> H) {
    let (mut bookings, mut walk_ins, mut not_called) = (Vec::new(), Vec::new(), 0);
    for seed in 1..=DAYS {
        let visitors = sim::visitors(kind, seed);
        let fates = sim::play(&mut hall(), &visitors, kind, seed);
        for (visitor, fate) in visitors.iter().zip(fates) {
            match (wait(visitor, fate.called), visitor.slot) {
                (Some(wait), Some(_)) => bookings.push(wait),
                (Some(wait), None) => walk_ins.push(wait),
                (None, _) if visitor.arrives.is_some() && !visitor.gives_up => not_called += 1,
                (None, _) => {}
            }
        }
    }
    let [b50, b90, worst_b] = [0.5, 0.9, 1.0].map(|share| quantile(&mut bookings, share));
    let [w50, w90, worst_w] = [0.5, 0.9, 1.0].map(|share| quantile(&mut walk_ins, share));
    let bookings = format!("{b50:.0} | {b90:.0} | {worst_b:.0}");
    let walk_ins = format!("{w50:.0} | {w90:.0} | {worst_w:.0}");
    println!("| {} | {name} | {bookings} | {walk_ins} | {not_called} |", kind.name);
}

/// In minutes; who was called before the time of the booking did not wait.
fn wait(visitor: &Visitor, called: Option<sim::Second>) -> Option<f64> {
    let since = visitor.arrives?.max(visitor.slot.unwrap_or(0));
    Some((called? - since).max(0) as f64 / 60.0)
}
