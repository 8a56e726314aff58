//! Copies of what citizens send ahead, in a folder of the town's own, where it wants that.

mod copier;
mod dav;

pub use copier::Copier;
pub use dav::{Dav, NotTaken, Shelf};
