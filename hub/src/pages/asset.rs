//! Styles, fonts and scripts, embedded in the binary under names that carry their content's hash.
//!
//! `build.rs` writes the table. A name never changes its content, so browsers keep it for ever.

use axum::extract::Path;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};

include!(concat!(env!("OUT_DIR"), "/assets.rs"));

/// The route of [`serve`], relative to the root.
pub const ROUTE: &str = "/assets/{name}";
/// A year, the longest that caches honour.
const CACHE: &str = "public, max-age=31536000, immutable";

pub struct Asset {
    /// With the hash: "style.0123456789ab.css".
    pub name: &'static str,
    pub bytes: &'static [u8],
}

impl Asset {
    pub fn content_type(&self) -> &'static str {
        match self.name.rsplit_once('.').map(|(_, ending)| ending) {
            Some("css") => "text/css; charset=utf-8",
            Some("js") => "text/javascript; charset=utf-8",
            Some("svg") => "image/svg+xml",
            Some("woff2") => "font/woff2",
            _ => panic!("build.rs embeds no other kind than css, js, svg and woff2: {}", self.name),
        }
    }
}

pub fn find(name: &str) -> Option<&'static Asset> {
    ALL.iter().find(|asset| asset.name == name)
}

/// Answers `GET /assets/{name}`.
pub async fn serve(Path(name): Path<String>) -> Response {
    let Some(asset) = find(&name) else { return StatusCode::NOT_FOUND.into_response() };
    let headers = [(header::CONTENT_TYPE, asset.content_type()), (header::CACHE_CONTROL, CACHE)];
    (headers, asset.bytes).into_response()
}
