//! What an address says behind its question mark. Whoever lost a character of it reads that on a page of
//! ours, in the language they read.

use axum::extract::FromRequestParts;
use axum::http::StatusCode;
use axum::http::request::Parts;
use axum::response::{IntoResponse, Response};
use serde::de::DeserializeOwned;

use super::visitor::{named, preferred};
use super::{by_script, first_site, html, trouble};
use crate::http::Web;
use crate::pages::about;
use crate::pages::booking::START;
use crate::pages::language::Language;
use crate::pages::path::TICKET_BY_CODE;
use crate::pages::trouble::{self as page, Trouble};

pub struct Query<T>(pub T);

impl<T: DeserializeOwned> FromRequestParts<Web> for Query<T> {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, web: &Web) -> Result<Query<T>, Response> {
        match axum::extract::Query::<T>::from_request_parts(parts, web).await {
            Ok(axum::extract::Query(asked)) => Ok(Query(asked)),
            Err(_) if by_script(&parts.headers) => Err(StatusCode::BAD_REQUEST.into_response()),
            Err(_) => Err(match reader(parts) {
                Some(language) => {
                    html(StatusCode::BAD_REQUEST, page::address_unreadable(&first_site(web), language))
                }
                None => trouble(web, Trouble::FormUnreadable),
            }),
        }
    }
}

/// The language of a page for visitors and citizens; staff read German.
fn reader(parts: &Parts) -> Option<&'static Language> {
    let path = parts.uri.path();
    let mut steps = path.split('/').skip(2);
    let tag = match path {
        path if path.starts_with(START) || path.starts_with(about::START) => steps.next(),
        path if path.starts_with("/B/") => steps.nth(2),
        path if path.starts_with("/T/") => steps.nth(1),
        TICKET_BY_CODE => None,
        _ => return None,
    };
    Some(tag.map_or_else(|| preferred(&parts.headers), named))
}
