//! The reports, over days that are short enough for every run: their goals hold, and the peer's rule is
//! beside ours on the same days.

use std::path::Path;

use town_hall::reports::{EstimateReport, OrderReport, made_up, of_file};

#[test]
fn four_of_five_are_called_within_the_range_they_were_told_or_sooner() {
    let report = EstimateReport::of(&made_up(2, 5));
    println!("{report}");
    let missed: Vec<_> = report.missed().map(|row| (&row.sort, &row.service, row.phase)).collect();
    assert_eq!(missed, []);
    assert!(report.to_string().contains("18 of 18 rows meet the goal"), "{report}");
}

#[test]
fn walk_ins_wait_no_longer_than_by_the_peers_order_and_appointments_are_kept() {
    let report = OrderReport::of(&made_up(4, 1));
    println!("{report}");
    let of = |sort: &str, order: &str| {
        let is = |line: &&town_hall::reports::Line| line.sort == sort && line.order.starts_with(order);
        report.lines.iter().find(is).expect("each sort of day is played in each order")
    };
    for sort in ["normal", "overbooked", "backlog"] {
        let (ours, peers) = (of(sort, "ours, 1 in 4"), of(sort, "peer"));
        assert_eq!((ours.not_called, peers.not_called), (0, 0), "{sort}");
        assert!(ours.walk_ins.p90 < peers.walk_ins.p90, "{sort}: {} {}", ours.walk_ins, peers.walk_ins);
    }
    assert!(of("normal", "ours, 1 in 4").bookings.p90 <= 10.0);
    // Thirty people before the doors do not ruin the day's appointments: all others come after those who
    // have waited for ten minutes.
    assert!(of("backlog", "ours, 1 in 4").bookings.p90 <= 20.0);
}

#[test]
fn the_days_of_a_file_are_played_with_its_bookings() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/made-up-week.csv");
    let sorts = [of_file(&file, 1, 3, 12.0).expect("the file is in order")];
    assert_eq!(sorts[0].name, "made-up-week");
    let report = OrderReport::of(&sorts);
    for line in &report.lines {
        assert_eq!(line.not_called, 0, "{}: {report}", line.order);
        assert!(line.walk_ins.p50 <= line.walk_ins.p90 && line.walk_ins.p90 <= line.walk_ins.worst);
    }
    let picture = report.picture().to_string();
    for words in ["made-up-week, bookings: peer", "made-up-week, walk-ins: ours, 1 in 4", "</svg>"] {
        assert!(picture.contains(words), "{words} is not in {picture}");
    }
}
