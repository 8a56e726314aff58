//! Our queue beside the peer's, on the same days: how long people wait, and how true is what they are told.
//!
//! The days are those of files of real bookings, or made up. They are played on the queue alone, as a
//! value: no hub, no database, and thousands of visitors in a second.

mod days;
mod estimates;
mod hall;
mod orders;
mod ours;
mod picture;
mod theirs;

pub use days::{Sort, made_up, of_file};
pub use estimates::EstimateReport;
pub use orders::{Line, OrderReport};

/// So many halls of each sort, each with so many days one after the other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Extent {
    pub halls: u64,
    pub days: u64,
}

/// Enough that another seed gives the same percents, give or take one.
pub const EXTENT: Extent = Extent { halls: 6, days: 12 };
