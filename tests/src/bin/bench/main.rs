//! Measures the town hall beside the floor it stands on.
//!
//!     cargo run --release -p town-hall --bin bench            every line
//!     cargo run --release -p town-hall --bin bench -- next    those whose name begins so
//!
//! A line compares two things on this machine in interleaved rounds, so that what else the machine
//! is doing meets both. Only ratios travel; the absolute figures beside them are this machine's.

mod browser;
mod county;
mod desk;
mod http;
mod memory;
mod next;
mod rounds;
mod search;
mod start;
mod stream;
mod touch;

use std::process::ExitCode;

use rounds::{Line, NotHere};

type Measure = fn(&mut dyn FnMut(Line)) -> anyhow::Result<()>;

const MEASURES: [(&str, Measure); 9] = [
    ("next", next::measure),
    ("touch", touch::measure),
    ("stream", stream::measure),
    ("desk", desk::measure),
    ("http", http::measure),
    ("search", search::measure),
    ("start", start::measure),
    ("memory", memory::measure),
    ("county", county::measure),
];

fn main() -> ExitCode {
    let wanted: Vec<String> = std::env::args().skip(1).collect();
    if cfg!(debug_assertions) {
        eprintln!("bench: this is a debug build; its figures mean nothing. Use cargo run --release.");
    }
    println!("{}", Line::HEADING);
    let (mut missed, mut broken) = (0, 0);
    for (name, measure) in MEASURES {
        if !wanted.is_empty() && !wanted.iter().any(|want| name.starts_with(want.as_str())) {
            continue;
        }
        let mut print = |line: Line| {
            missed += usize::from(line.is_missed());
            println!("{line}");
        };
        if let Err(error) = measure(&mut print) {
            println!("{name:<44} not measured: {error:#}");
            broken += usize::from(!error.is::<NotHere>());
        }
    }
    if missed + broken > 0 {
        println!("{missed} goals missed, {broken} measures broken off");
        return ExitCode::FAILURE;
    }
    ExitCode::SUCCESS
}
