//! Somebody with weak eyes sits in the last row. `tests/run.sh --long legibility` reads a hundred boards.

use town_hall::{eyes, skip};

/// Of every run. Each takes two seconds.
const BOARDS: u64 = 10;

#[test]
fn number_and_counter_are_read_from_the_last_row_with_a_third_of_the_usual_sight() {
    if !eyes::can_read() {
        let test = "number_and_counter_are_read_from_the_last_row_with_a_third_of_the_usual_sight";
        return skip::skip(test, "tesseract is not installed, so nobody read the wall");
    }
    let read = |seed| eyes::read(seed, None).expect("the wall is rendered and looked at");
    let misread: Vec<String> = (1..=BOARDS).flat_map(read).map(|misread| misread.to_string()).collect();
    assert_eq!(misread, [] as [&str; 0]);
}
