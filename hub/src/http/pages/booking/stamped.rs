//! The stamp of a form, between the guard and the pages. Whoever is known to the hub is never asked.

use axum::http::{HeaderValue, header};
use axum::response::Response;
use chrono::TimeDelta;

use crate::attack::{Asking, Brought, NotYet, WAIT, WORK_BITS};
use crate::http::{Asker, Web};
use crate::pages::booking::Stamp;

/// What a form is given that is shown now.
pub fn given(web: &Web, asker: &Asker, form: &str, brought: &Brought) -> Option<Stamp> {
    if !matches!(asker, Asker::Nobody) {
        return None;
    }
    web.guard.challenge(form, brought, web.clock.now()).map(|given| stamp(given, None))
}

/// Whether a form that is sent may do what it is for; otherwise what it is shown again with.
pub fn admitted(web: &Web, asker: &Asker, asking: Asking, brought: &Brought) -> Result<(), Stamp> {
    if !matches!(asker, Asker::Nobody) {
        return Ok(());
    }
    web.guard.admit(asking, brought, web.clock.now()).map_err(|NotYet { challenge, left }| {
        // A number that was brought was not good enough.
        stamp(Brought { challenge, nonce: String::new() }, Some(left))
    })
}

/// A form that comes back says when it may be sent, also to programs.
pub fn told(mut answer: Response, stamp: Option<&Stamp>) -> Response {
    if let Some(seconds) = stamp.and_then(|stamp| stamp.left_seconds) {
        answer.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
    }
    answer
}

fn stamp(Brought { challenge, nonce }: Brought, left: Option<TimeDelta>) -> Stamp {
    Stamp {
        challenge,
        nonce,
        bits: WORK_BITS,
        wait_seconds: whole_seconds(WAIT),
        left_seconds: left.map(whole_seconds),
    }
}

/// Whoever waits so long is not told to wait once more.
fn whole_seconds(time: TimeDelta) -> u32 {
    let seconds = (time + TimeDelta::milliseconds(999)).num_seconds();
    u32::try_from(seconds).unwrap_or(0)
}
