//! Styles, fonts and scripts, embedded in the binary under names that carry their content's hash.
//!
//! `build.rs` writes the table. A name never changes its content, so browsers keep it for ever.

use axum::extract::Path;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};

include!(concat!(env!("OUT_DIR"), "/assets.rs"));

/// The route of [`serve`], relative to the root.
pub const ROUTE: &str = "/assets/{name}";
/// Where websites of the town name the script of their element. They write it once, so it has no hash.
pub const ELEMENT_ROUTE: &str = "/termine.js";
/// So long a browser may keep an element that is older than its hub.
const ELEMENT_CACHE: &str = "public, max-age=3600";
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

/// Answers `GET /termine.js`, whichever website asks.
pub async fn serve_element() -> Response {
    let element = find(ELEMENT.trim_start_matches("/assets/")).expect("it is embedded");
    let headers = [(header::CONTENT_TYPE, element.content_type()), (header::CACHE_CONTROL, ELEMENT_CACHE)];
    (headers, element.bytes).into_response()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::pages::laws::every_page;

    /// The smaller style sheet has all of KERN that such a page names, also what it includes from elsewhere.
    #[test]
    fn pages_of_visitors_lack_nothing_of_kern() {
        let sheet = |asset: &str| {
            let asset = find(asset.trim_start_matches("/assets/")).expect("it is embedded");
            String::from_utf8(asset.bytes.to_vec()).expect("style sheets are UTF-8")
        };
        let (all, public) = (sheet(KERN), sheet(KERN_PUBLIC));
        assert!(public.len() * 4 < all.len() * 3, "{} of {} bytes", public.len(), all.len());
        let pages = every_page().into_iter().filter(|(_, html)| html.contains(KERN_PUBLIC));
        let mut named = BTreeSet::new();
        for (name, html) in pages {
            for class in html.split(['"', ' ']).filter(|word| word.starts_with("kern-")) {
                let rule = format!(".{class}");
                let has = |sheet: &str| sheet.split(&rule).skip(1).any(|rest| ends_there(rest));
                assert!(!has(&all) || has(&public), "{name} names {class}");
                named.insert(class.to_owned());
            }
        }
        assert!(named.len() > 15, "only {named:?} were looked for");
    }

    fn ends_there(rest: &str) -> bool {
        !rest.starts_with(|c: char| c.is_ascii_alphanumeric() || "-_".contains(c))
    }

    /// Colours of buttons are named by properties alone, and light blue by nothing.
    #[test]
    fn properties_of_kern_are_those_that_something_names() {
        for asset in ALL.iter().filter(|asset| asset.name.starts_with("kern")) {
            let text = std::str::from_utf8(asset.bytes).expect("style sheets are UTF-8");
            assert!(text.contains("--kern-color-action-default:"), "{} has lost a colour", asset.name);
            assert!(!text.contains("--kern-color-lightblue-025"), "{} has one too many", asset.name);
        }
    }
}
