//! Files that citizens send ahead of a visit: what may be sent.
//!
//! How they are kept and forgotten is the store's business; whose they are is decided by the desk, and the
//! copies for the town's own folder are made by [`crate::nextcloud`].

mod kind;

pub use kind::{Kind, NotOne, name_of};

/// The picture of a passport that a telephone takes has three to eight megabytes, and a contract of ten pages
/// from a scanner two.
pub const FILE_BYTES_MAX: usize = 10 * 1024 * 1024;
/// What a visit needs ahead are two or three papers. Who has more puts them into one PDF.
pub const FILES_MAX: usize = 5;
