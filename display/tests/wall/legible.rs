//! The promised sizes, measured on what is really painted, in every layout.

use display::config::Wall;
use display::legibility::{CURRENT_MM_PER_M, LAYOUT_WIDTH_PX, MM_PER_M, mm_of_a_px};

use crate::gallery;
use crate::stage::Stage;

/// The rounding of edges to whole pixels, up and down.
const PAINTED_PX: f64 = 2.0;

/// Panels of 55 inches in rooms that leave them four rows, three and two.
const ROOMS: [(f64, usize); 3] = [(6.4, 4), (8.0, 3), (9.2, 2)];

#[test]
fn digits_are_painted_as_high_as_the_farthest_seat_needs() {
    for (farthest_seat_m, rows) in ROOMS {
        let (current_px, row_px) = std::thread::spawn(move || {
            let mut stage = room(farthest_seat_m);
            stage.heartbeat();
            stage.board("open", "E147>3 E146>5 E144>1 E145>7 E143>4", 6);
            stage.lives(20.0);
            stage.paints(&gallery().join(format!("wall-17-rows-{rows}.png")));
            assert_eq!(stage.view().calls.len(), rows + 1);
            (stage.height_of("Number E147 to counter 3"), stage.height_of("Number E146 to counter 5"))
        })
        .join()
        .expect("a wall of its own");
        let wall = Wall { diagonal_inch: 55.0, farthest_seat_m };
        let mm = |px: f64| (px + PAINTED_PX) * mm_of_a_px(&wall, LAYOUT_WIDTH_PX as u32, 1080);
        assert!(mm(row_px) >= MM_PER_M * farthest_seat_m, "{rows} rows: {row_px} px");
        assert!(mm(current_px) >= CURRENT_MM_PER_M * farthest_seat_m, "{rows} rows: {current_px} px");
        // And no larger by mistake: the next room would have been too large.
        assert!(mm(row_px) <= MM_PER_M * (farthest_seat_m + 0.3), "{rows} rows: {row_px} px");
    }
}

#[test]
fn the_longest_numbers_and_counters_have_room_in_every_layout() {
    for (farthest_seat_m, rows) in ROOMS {
        let layout = move || {
            let mut stage = room(farthest_seat_m);
            stage.heartbeat();
            stage.minutes(100, 120);
            stage.board("open", "W1000>Zimmer_204 W1001>12 W1002>88 W1003>Infothek W1004>3", 120);
            stage.everything_has_room();
            stage.paints(&gallery().join(format!("wall-18-longest-rows-{rows}.png")));
            stage.passes(3.0);
            stage.everything_has_room();
        };
        std::thread::spawn(layout).join().unwrap_or_else(|_| panic!("{rows} rows have no room"));
    }
}

fn room(farthest_seat_m: f64) -> Stage {
    Stage::configured(&format!("[wall]\ndiagonal_inch = 55\nfarthest_seat_m = {farthest_seat_m}"))
}
