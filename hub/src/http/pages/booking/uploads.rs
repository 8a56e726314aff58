//! What is sent ahead of a visit, on the page of its booking: taken in, and taken back.

use std::collections::BTreeSet;
use std::sync::{Mutex, MutexGuard};
use std::time::Duration;

use axum::extract::multipart::{Field, Multipart, MultipartError, MultipartRejection};
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use calendar::BookingId;
use sha2::{Digest, Sha256};
use tokio::sync::{Semaphore, SemaphorePermit};
use tracing::warn;

use super::own::{Found, Pressed, acted, found, show_with};
use super::{carry_out, named};
use crate::desk::{Act, NotDone};
use crate::http::pages::{Typed, trouble};
use crate::http::{Key, Web};
use crate::pages::booking::Unsendable;
use crate::pages::trouble::Trouble;
use crate::store::{Upload, UploadId};
use crate::uploads::{FILE_BYTES_MAX, Kind, NotOne, name_of};

/// A file that is too large is read to its end all the same, up to twice of what may be: a browser that is
/// cut off shows an error of its own instead of our sentence.
pub const FORM_BYTES_MAX: usize = 2 * FILE_BYTES_MAX;
/// Ten megabytes at a tenth of what a telephone sends in a village, where others look for two bars as well.
pub const SENT_WITHIN: Duration = Duration::from_secs(5 * 60);
/// Each is held in memory until it is looked at and sealed: 80 MB at most, of the smallest hub's 1,000.
const SENDERS_AT_ONCE: usize = 8;
/// Who has to wait longer for a place reads that it is full.
const PLACE_WITHIN: Duration = Duration::from_secs(20);

/// What the form brought.
struct Form {
    key: Option<Key>,
    file: Option<Sent>,
}

/// As its sender called it. Without content it was too large.
struct Sent {
    name: String,
    content: Option<Vec<u8>>,
}

pub async fn send(
    State(web): State<Web>,
    Path((code, token, tag)): Path<(String, String, String)>,
    form: Result<Multipart, MultipartRejection>,
) -> Result<Response, Response> {
    let language = named(&tag);
    let found = found(&web, &code, &token, language)?;
    let unreadable = || trouble(&web, Trouble::FormUnreadable);
    let form = form.map_err(|_| unreadable())?;
    if !found.is_to_come(web.clock.now()) {
        return Ok(Redirect::to(&found.page(language)).into_response());
    }
    // It is held until the file is sealed, and with it the memory.
    let Some(_place) = web.senders.place(&found.site.id, found.booking.id).await else {
        return Ok(show_with(&web, &found, language, Unsendable::Full));
    };
    let Form { key, file } = match received(form).await {
        Ok(form) => form,
        Err(error) if error.status() == StatusCode::PAYLOAD_TOO_LARGE => {
            return Ok(show_with(&web, &found, language, Unsendable::TooLarge));
        }
        Err(_) => return Err(unreadable()),
    };
    let Some(key) = key else { return Err(unreadable()) };
    let sent = match file {
        None => Err(Unsendable::Nothing),
        Some(Sent { content: None, .. }) => Err(Unsendable::TooLarge),
        Some(Sent { name, content: Some(content) }) => kept(&web, &found, key, name, content).await,
    };
    Ok(match sent {
        Ok(()) => Redirect::to(&found.page(language)).into_response(),
        Err(why) => show_with(&web, &found, language, why),
    })
}

pub async fn take_back(
    State(web): State<Web>,
    Path((code, token, tag, upload)): Path<(String, String, String, i64)>,
    Typed(pressed): Typed<Pressed>,
) -> Result<Response, Response> {
    let found = found(&web, &code, &token, named(&tag))?;
    let act = Act::Discard { booking: found.booking.id, upload: UploadId(upload) };
    // Without the row nobody can read the content, which is swept out soon.
    acted(&web, &found, &tag, pressed.key, act).await
}

/// Places for those who send. One at a time for each booking: whoever sends slowly on purpose takes no more
/// than one from the others.
pub struct Senders {
    places: Semaphore,
    sending: Mutex<BTreeSet<(String, BookingId)>>,
}

/// Held while something is sent.
struct Place<'a> {
    senders: &'a Senders,
    of: (String, BookingId),
    _permit: SemaphorePermit<'a>,
}

impl Default for Senders {
    fn default() -> Senders {
        Senders { places: Semaphore::new(SENDERS_AT_ONCE), sending: Mutex::default() }
    }
}

impl Senders {
    async fn place(&self, site: &str, booking: BookingId) -> Option<Place<'_>> {
        let of = (site.to_owned(), booking);
        let permit = tokio::time::timeout(PLACE_WITHIN, self.places.acquire()).await.ok()?.ok()?;
        let is_first = self.sending().insert(of.clone());
        is_first.then(|| Place { senders: self, of, _permit: permit })
    }

    fn sending(&self) -> MutexGuard<'_, BTreeSet<(String, BookingId)>> {
        self.sending.lock().expect("nobody panics with it in hand")
    }
}

impl Drop for Place<'_> {
    fn drop(&mut self) {
        self.senders.sending().remove(&self.of);
    }
}

async fn received(mut form: Multipart) -> Result<Form, MultipartError> {
    let mut received = Form { key: None, file: None };
    while let Some(mut field) = form.next_field().await? {
        match field.name() {
            Some("key") => {
                let key = read(&mut field, wire::http::IDEMPOTENCY_KEY_CHARS_MAX).await?;
                received.key = key.and_then(|key| Key::checked(&String::from_utf8(key).ok()?));
            }
            // A second one would be held beside the first.
            Some("file") if received.file.is_none() => {
                let name = field.file_name().unwrap_or_default().to_owned();
                let content = read(&mut field, FILE_BYTES_MAX).await?;
                // A browser in which nothing was chosen sends a file without name and content.
                let is_one = !name.is_empty() || content.as_ref().is_none_or(|content| !content.is_empty());
                received.file = is_one.then_some(Sent { name, content });
            }
            _ => drop(read(&mut field, 0).await?),
        }
    }
    Ok(received)
}

/// All of a field; none, if it is longer. What is longer is not kept.
async fn read(field: &mut Field<'_>, bytes_max: usize) -> Result<Option<Vec<u8>>, MultipartError> {
    let mut read = Some(Vec::new());
    while let Some(chunk) = field.chunk().await? {
        read = read.filter(|read| read.len() + chunk.len() <= bytes_max);
        read.iter_mut().for_each(|read| read.extend_from_slice(&chunk));
    }
    Ok(read)
}

async fn kept(web: &Web, found: &Found, key: Key, name: String, content: Vec<u8>) -> Result<(), Unsendable> {
    let (contents, now) = (web.contents.clone(), web.clock.now());
    // The disk takes its time for it.
    let put = tokio::task::spawn_blocking(move || {
        let kind = Kind::of(&content).map_err(|why| match why {
            NotOne::Other => Unsendable::OtherKind,
            NotOne::Damaged => Unsendable::Damaged,
        })?;
        let digest: [u8; 32] = Sha256::digest(&content).into();
        let (upload, sealed) = Upload::sealed(name_of(&name, kind), kind, content);
        match contents.put(upload.id, &sealed, now) {
            Ok(true) => Ok((upload, digest)),
            Ok(false) => {
                warn!("there is no room for more files of citizens");
                Err(Unsendable::Full)
            }
            Err(error) => {
                warn!(%error, "a file of a citizen could not be put down");
                Err(Unsendable::Full)
            }
        }
    });
    let (upload, digest) = put.await.map_err(|_| Unsendable::Full)??;
    let (booking, id) = (found.booking.id, upload.id);
    let act = Act::Send { booking, upload, digest };
    match carry_out(web, &found.site.id, key, act).await {
        // The second press of one button is the first; what it brought along is swept out.
        Ok(_) => Ok(()),
        Err(not_done) => {
            forgets(web, id).await;
            Err(match not_done {
                NotDone::Refused { code, .. } if code == "too-many-uploads" => Unsendable::TooMany,
                _ => Unsendable::Full,
            })
        }
    }
}

/// A content without a row. What cannot be forgotten now is swept out later.
async fn forgets(web: &Web, upload: UploadId) {
    let contents = web.contents.clone();
    let _ = tokio::task::spawn_blocking(move || contents.forget(upload)).await;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_booking_takes_one_place_at_a_time() {
        let senders = Senders::default();
        let place = |n| senders.place("rathaus", BookingId(n));
        let first = place(1).await.expect("there is room");
        assert!(place(1).await.is_none());
        let mut others = Vec::new();
        for n in 2..=SENDERS_AT_ONCE as u64 {
            others.push(place(n).await.expect("there is room"));
        }
        let waits = tokio::time::timeout(Duration::from_millis(50), place(100)).await;
        assert!(waits.is_err(), "all places are taken, and it waits for one");
        drop(first);
        assert!(place(1).await.is_some(), "it was given back");
        drop(others);
    }
}
