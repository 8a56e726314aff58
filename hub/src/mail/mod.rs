//! Letters by mail: who is told what about a booking, and when it went out.
//!
//! A booking never waits for a mail server and never fails with one. The postman reads the journal behind
//! the committer, as the statistics do, and puts down in a file of its own which letters an event causes:
//! one row for each booking, revision, kind and reader, so that nothing is sent twice for one reason and
//! nothing is forgotten in a power cut. What a letter says is put together when it goes out, from what is
//! true at that moment; whatever is no longer true is not sent. The file holds no name and no address:
//! those lie sealed in the database (`store::contacts`) and are gone when their day is over. What citizens
//! write to the office on the contact page goes the same way out, and is forgotten when it went.

mod delivery;
mod follow;
mod forward;
mod postman;
mod relay;
mod write;

pub use delivery::Delivery;
use follow::Follower;
use forward::Forwarder;
pub use postman::Postman;
pub use relay::Smtp;
use relay::{Relay, Undelivered};
pub use write::Writer;
