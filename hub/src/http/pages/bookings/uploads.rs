//! What was sent ahead of a visit, as the staff see and open it: saved by the browser, and never shown inside
//! a page of ours.

use axum::extract::{Path, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use calendar::BookingId;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use tracing::info;

use super::one::Chosen;
use crate::http::{Clerk, Refusal, Web};
use crate::pages::bookings::File;
use crate::pages::path;
use crate::rights::Right;
use crate::store::Upload;

/// Whatever a program that shows it all the same would do with it: no script, no form, nothing from
/// elsewhere.
const NOTHING_IN_IT: &str = "default-src 'none'; sandbox";

pub async fn upload(
    State(web): State<Web>,
    clerk: Clerk,
    Path((id, upload)): Path<(String, String)>,
) -> Result<Response, Response> {
    let one = Chosen::found(web, clerk, &id)?;
    one.opened(&upload).await.map_err(|refusal| one.at.refused(&refusal))
}

/// The files of a booking, each with the address where this clerk opens it: none for who may not.
pub(in crate::http::pages) fn files(
    web: &Web,
    clerk: &Clerk,
    booking: BookingId,
) -> Result<Vec<File>, Refusal> {
    let may_open = clerk.0.role.may(Right::OpenUploads);
    let file = |upload: Upload| File {
        path: may_open
            .then(|| format!("{}{}/{}/uploads/{}", clerk.1, path::BOOKINGS, booking.0, upload.id.0)),
        name: upload.name,
        bytes: upload.bytes,
    };
    Ok(web.visitors.uploads(&clerk.0.site, booking)?.into_iter().map(file).collect())
}

impl Chosen {
    async fn opened(&self, upload: &str) -> Result<Response, Refusal> {
        let (web, site, booking) = (&self.at.web, self.at.site(), self.booking.id);
        let unknown = || Refusal::unknown("upload");
        let mut found = web.visitors.uploads(site, booking)?.into_iter();
        let upload = found.find(|known| known.id.0.to_string() == upload).ok_or_else(unknown)?;
        let (contents, sought) = (web.contents.clone(), upload.clone());
        let content = tokio::task::spawn_blocking(move || contents.of(&sought));
        let content = content.await.map_err(|_| Refusal::broken())??.ok_or_else(unknown)?;
        info!(
            site,
            booking = booking.0,
            upload = upload.id.0,
            actor = self.at.clerk.actor(),
            "a file is opened"
        );
        let headers = [
            (header::CONTENT_TYPE, upload.kind.media_type().to_owned()),
            (header::CONTENT_DISPOSITION, saved_as(&upload.name)),
            (header::CONTENT_SECURITY_POLICY, NOTHING_IN_IT.to_owned()),
            (header::X_CONTENT_TYPE_OPTIONS, "nosniff".to_owned()),
            (header::CACHE_CONTROL, "no-store".to_owned()),
        ];
        Ok((headers, content).into_response())
    }
}

/// RFC 8187, 3.2.1: these stand in a header as they are.
const ATTR_CHARS: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'!')
    .remove(b'#')
    .remove(b'$')
    .remove(b'&')
    .remove(b'+')
    .remove(b'-')
    .remove(b'.')
    .remove(b'^')
    .remove(b'_')
    .remove(b'`')
    .remove(b'|')
    .remove(b'~');

/// RFC 6266, appendix D: letters of any script for every browser of these years, and ASCII for the others.
fn saved_as(name: &str) -> String {
    let ascii = |c: char| if c.is_ascii_alphanumeric() || " .-_()".contains(c) { c } else { '_' };
    let plain: String = name.chars().map(ascii).collect();
    let encoded = utf8_percent_encode(name, ATTR_CHARS);
    format!("attachment; filename=\"{plain}\"; filename*=UTF-8''{encoded}")
}

#[cfg(test)]
mod tests {
    use super::saved_as;

    #[test]
    fn a_name_of_any_script_is_saved_and_breaks_out_of_no_header() {
        assert_eq!(
            saved_as("Wohnungsgeberbestätigung 1.pdf"),
            "attachment; filename=\"Wohnungsgeberbest_tigung 1.pdf\"; \
             filename*=UTF-8''Wohnungsgeberbest%C3%A4tigung%201.pdf"
        );
        assert_eq!(
            saved_as("a\"\r\n\\.pdf"),
            "attachment; filename=\"a____.pdf\"; filename*=UTF-8''a%22%0D%0A%5C.pdf"
        );
    }
}
