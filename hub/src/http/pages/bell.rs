//! The emergency bell: rung at one desk, seen and heard at all others at once.

use axum::http::HeaderMap;
use axum::response::Response;

use super::Typed;
use super::desk::Place;
use super::filled::Filled;
use crate::floor::Helper;
use crate::http::{Clerk, Web};
use crate::mqtt::Change;

/// `bell` says what: `ring`, `silence`, or `answer` with the counter that rang in `of`.
pub async fn at_desk(at: Place, headers: HeaderMap, Typed(form): Typed<Filled>) -> Response {
    let helper = Helper::Counter(at.counter.clone());
    pull(&at.web, &at.clerk, Some(&at.counter), helper, &form);
    at.answer(&headers, Ok(()))
}

/// `counter` is where somebody sits, if at a counter. Without `of` the bell is the own one.
pub(super) fn pull(web: &Web, clerk: &Clerk, counter: Option<&str>, helper: Helper, form: &Filled) {
    let site = clerk.0.site.as_str();
    match (form.get("bell"), form.get("of").or(counter)) {
        (Some("ring"), Some(of)) => web.floor.ring(site, of, &clerk.0.name, web.clock.now()),
        (Some("silence"), Some(of)) => web.floor.silence(site, of),
        (Some("answer"), Some(of)) => web.floor.answer(site, of, helper),
        _ => return,
    }
    // Open pages look at the bell whenever something changes. Without any open page nobody hears it.
    let sequence = web.desk.sites().get(site).map_or(0, |state| state.sequence);
    let _ = web.changes.send(Change { site: site.into(), sequence });
}
