//! An event stream that lasts as long as the session it was opened with.
//!
//! A stream is asked for once and answered for hours, so the door alone cannot keep it: whoever logs
//! out, is put out or loses the right hears nothing more.

use std::future::ready;
use std::time::Duration;

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use futures_util::{Stream, StreamExt, stream};
use tokio_stream::wrappers::IntervalStream;

use super::{Asker, Refusal, Web};
use crate::rights::Right;
use crate::store::SessionId;

/// A stream on which nothing happens ends this long after its session. One look costs microseconds.
const LOOK_EVERY: Duration = Duration::from_secs(1);

/// Somebody who stays to listen.
pub struct Stay {
    web: Web,
    session: SessionId,
    right: Right,
}

impl Stay {
    /// What is told, until the session ends. Listening is not using: it keeps no session open.
    pub fn hears<T>(self, told: impl Stream<Item = T>) -> impl Stream<Item = T> {
        let looks = IntervalStream::new(tokio::time::interval(LOOK_EVERY)).map(|_| None);
        let either = stream::select(told.map(Some), looks);
        either.take_while(move |_| ready(self.lasts())).filter_map(ready)
    }

    fn lasts(&self) -> bool {
        let found = self.web.access.session(&self.session, self.web.clock.now());
        // A database that does not answer proves nobody's session.
        found.is_ok_and(|found| found.is_some_and(|session| session.account.role.may(self.right)))
    }
}

impl FromRequestParts<Web> for Stay {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, web: &Web) -> Result<Stay, Refusal> {
        let right = *parts.extensions.get::<Right>().expect("every handler stands behind a door");
        match Asker::from_request_parts(parts, web).await? {
            Asker::Person { session, .. } => Ok(Stay { web: web.clone(), session: session.id, right }),
            Asker::Nobody | Asker::Device(_) => Err(Refusal::unauthorized()),
        }
    }
}
