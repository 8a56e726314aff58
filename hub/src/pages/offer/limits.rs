//! What the numbers of the forms about a plan may be. The file's own limits are `config`'s; where the file
//! has none, what is beyond these is a slip of the finger.

pub use crate::config::{
    DAYS_AHEAD_MAX, HOLD_MINUTES_MAX, SEATS_MAX, SERVICE_MINUTES_MAX, TARGET_WAIT_MINUTES_MAX,
    VERIFY_MINUTES_MAX,
};

/// No town hall has room for more.
pub const PEOPLE_MAX: u16 = 10_000;
/// Before that nobody can book at all.
pub const NOTICE_MINUTES_MAX: u32 = DAYS_AHEAD_MAX as u32 * 24 * 60;
/// Appointments begin in units of the calendar, and no visit is longer than that.
pub const STEP_MINUTES_MIN: u16 = calendar::Unit::MINUTES as u16;
pub const STEP_MINUTES_MAX: u16 = SERVICE_MINUTES_MAX as u16;
/// A visit that takes longer ends on another day.
pub const LONG_VISIT_MINUTES_MAX: u32 = 24 * 60;
/// Numbers have four digits at most.
pub const NUMBERS_A_DAY_MAX: u32 = 9_999;
/// A visit that takes more than this at once is a ceremony.
pub const NEEDS_MAX: usize = 10;
