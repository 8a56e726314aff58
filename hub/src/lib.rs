//! The server of a town hall: one binary around the queue, the journal and the pages.

pub mod pages;
