//! Getting a feed, from a file or over the network.

use std::io::Read;
use std::path::Path;

use tracing::warn;

use super::{FEED_BYTES_MAX, Unread};
use crate::config::FeedConfig;
use crate::fetch::Fetcher;

/// Waits: not for a thread that others wait for. `None` is a feed that is brought by hand.
pub(super) fn get(feed: &FeedConfig) -> Option<Result<Vec<u8>, Unread>> {
    // Addresses of calendars are secret, so the log has none.
    let said = |error: anyhow::Error| {
        warn!(feed = feed.id, %error, "a feed of absences cannot be read");
        Unread::NotReached
    };
    match (&feed.file, &feed.url) {
        (Some(file), _) => Some(of_file(file).map_err(|error| said(error.into()))),
        (None, Some(url)) => Some(of_server(url, feed.ca_file.as_deref()).map_err(said)),
        (None, None) => None,
    }
}

/// One byte more than is read shows that it is too large.
fn of_file(file: &Path) -> std::io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    std::fs::File::open(file)?.take(FEED_BYTES_MAX as u64 + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

fn of_server(url: &str, ca_file: Option<&Path>) -> anyhow::Result<Vec<u8>> {
    let fetcher = Fetcher::new(url.starts_with("http://"), ca_file)?.of_at_most(FEED_BYTES_MAX as u64);
    let answer = fetcher.call(axum::http::Request::get(url).body(Vec::new())?)?;
    anyhow::ensure!(answer.status().is_success(), "it answers {}", answer.status());
    Ok(answer.into_body())
}
