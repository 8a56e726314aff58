//! The paper beside a kiosk: slips that a folder printer wrote, as they come out.
//!
//! The folder is the whole memory; a browser is told the names of slips that are complete.

use std::collections::BTreeSet;
use std::convert::Infallible;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::extract::{OriginalUri, Path as InPath, State};
use axum::http::{StatusCode, header};
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use futures_util::stream::{self, Stream};

use super::{html, script, style};

/// How often the folder is looked into: paper that comes a quarter of a second late is still
/// coming out of the printer.
const LOOK_EVERY: Duration = Duration::from_millis(250);
/// No slip is larger: 80 mm of paper, 50 cm long, without any compression.
const SLIP_BYTES_MAX: u64 = 4 * 1024 * 1024;
/// How every PNG ends; one that does not is still being written.
const END_OF_PNG: &[u8] = b"IEND\xaeB`\x82";

/// The slips in `folder` (`GET /`, for a frame beside the kiosk), as events of their names
/// (`GET /events`) and as pictures (`GET /slip-0001.png`). `slips.js` and `slips.css` do the same
/// in a page of somebody else that has a `<section class="slips" data-slips="PATH">`.
pub fn slips(folder: impl Into<PathBuf>) -> Router {
    Router::new()
        .route("/", get(page))
        .route("/events", get(events))
        .route("/slips.js", get(|| async { script(include_str!("page/slips.js")) }))
        .route("/slips.css", get(|| async { style(include_str!("page/slips.css")) }))
        .route("/{slip}", get(slip))
        .with_state(Arc::new(folder.into()))
}

async fn page(OriginalUri(uri): OriginalUri) -> Response {
    html(include_str!("page/slips.html"), uri.path())
}

async fn slip(State(folder): State<Arc<PathBuf>>, InPath(name): InPath<String>) -> Response {
    if !is_slip(&name) {
        return StatusCode::NOT_FOUND.into_response();
    }
    match read(folder.join(&name)).await {
        Some(png) => ([(header::CONTENT_TYPE, "image/png")], png).into_response(),
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

/// First `last`, the newest slip that was there already, then `slip` for each new one.
async fn events(State(folder): State<Arc<PathBuf>>) -> Sse<impl Stream<Item = Result<Event, Infallible>>> {
    let known = complete(&folder, &BTreeSet::new()).await;
    let last = known.last().map(|name| Ok(Event::default().event("last").data(name.clone())));
    let news = stream::unfold((folder, known), |(folder, mut known)| async move {
        loop {
            let new = complete(&folder, &known).await;
            if let Some(name) = new.first() {
                known.insert(name.clone());
                let event = Event::default().event("slip").data(name.clone());
                return Some((Ok(event), (folder, known)));
            }
            tokio::time::sleep(LOOK_EVERY).await;
        }
    });
    let all = futures_util::StreamExt::chain(stream::iter(last), news);
    Sse::new(all).keep_alive(KeepAlive::default())
}

/// The names of the complete slips in `folder` that are not `known`, in the order of printing. A
/// folder that is not there yet has none.
async fn complete(folder: &Path, known: &BTreeSet<String>) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    let Ok(mut entries) = tokio::fs::read_dir(folder).await else { return names };
    while let Ok(Some(entry)) = entries.next_entry().await {
        let Ok(name) = entry.file_name().into_string() else { continue };
        if is_slip(&name) && !known.contains(&name) && read(entry.path()).await.is_some() {
            names.insert(name);
        }
    }
    names
}

async fn read(file: PathBuf) -> Option<Vec<u8>> {
    let size = tokio::fs::metadata(&file).await.ok()?.len();
    if size > SLIP_BYTES_MAX {
        return None;
    }
    let png = tokio::fs::read(&file).await.ok()?;
    png.ends_with(END_OF_PNG).then_some(png)
}

/// "slip-0001.png" and its like: no other file, and no other folder.
fn is_slip(name: &str) -> bool {
    let digits = name.strip_prefix("slip-").and_then(|rest| rest.strip_suffix(".png"));
    digits.is_some_and(|digits| !digits.is_empty() && digits.chars().all(|c| c.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::folder::Folder;

    #[test]
    fn only_slips_are_handed_out() {
        assert!(is_slip("slip-0001.png"));
        for other in ["slip-.png", "slip-1.txt", "printer-state.txt", "../slip-1.png", "slip-1/.png"] {
            assert!(!is_slip(other), "{other}");
        }
    }

    #[tokio::test]
    async fn a_slip_that_is_still_being_written_is_not_shown() {
        let own = Folder::new("slips").expect("a folder");
        let folder = own.path();
        let put = async |name: &str, bytes: &[u8]| {
            tokio::fs::write(folder.join(name), bytes).await.expect("a file");
        };
        put("slip-0001.png", b"...IEND\xaeB`\x82").await;
        put("slip-0002.png", b"...").await;
        let seen = complete(folder, &BTreeSet::new()).await;
        assert_eq!(seen, BTreeSet::from(["slip-0001.png".to_owned()]));
        put("slip-0002.png", b"...IEND\xaeB`\x82").await;
        let seen = complete(folder, &seen).await;
        assert_eq!(seen, BTreeSet::from(["slip-0002.png".to_owned()]));
    }
}
