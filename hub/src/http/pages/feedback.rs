//! How a visit was, said by whoever holds its slip or its link. There is no cookie, and the hub does not know
//! afterwards who has said what.

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;
use wire::http::path::STATUS_PAGE;

use super::booking::found;
use super::visitor::named;
use super::{Typed, fresh_key, html, site_named, trouble};
use crate::desk::{Act, CITIZEN, NotDone, Order, VISITOR, Visit, can_be_judged};
use crate::http::visitor::ticket_of;
use crate::http::{Key, Web};
use crate::links;
use crate::pages::feedback::{self as page, Ask, Thanks, Wrong};
use crate::pages::language::Language;
use crate::pages::trouble::Trouble;
use crate::store::feedback::{Answer, Face, WORDS_CHARS_MAX};

#[derive(Deserialize)]
pub struct Filled {
    key: Key,
    #[serde(default)]
    face: String,
    #[serde(default)]
    words: String,
}

pub async fn of_ticket(
    State(web): State<Web>,
    Path((token, tag)): Path<(String, String)>,
) -> Result<Response, Response> {
    Ok(Visited::by_slip(web, &token, named(&tag))?.asked())
}

pub async fn judge_ticket(
    State(web): State<Web>,
    Path((token, tag)): Path<(String, String)>,
    Typed(filled): Typed<Filled>,
) -> Result<Response, Response> {
    Visited::by_slip(web, &token, named(&tag))?.judged(filled).await
}

pub async fn of_booking(
    State(web): State<Web>,
    Path((code, token, tag)): Path<(String, String, String)>,
) -> Result<Response, Response> {
    Ok(Visited::by_link(web, &code, &token, named(&tag))?.asked())
}

pub async fn judge_booking(
    State(web): State<Web>,
    Path((code, token, tag)): Path<(String, String, String)>,
    Typed(filled): Typed<Filled>,
) -> Result<Response, Response> {
    Visited::by_link(web, &code, &token, named(&tag))?.judged(filled).await
}

/// A visit that may be judged, and by whom.
struct Visited {
    web: Web,
    language: &'static Language,
    site: String,
    visit: Visit,
    actor: String,
    /// Of the page of the ticket or the booking.
    back: String,
}

impl Visited {
    /// Whoever has nothing to judge is led to where the visit stands.
    fn by_slip(web: Web, token: &str, language: &'static Language) -> Result<Visited, Response> {
        let slip = links::normalised(token).unwrap_or_else(|| "0".into());
        let back = format!("{STATUS_PAGE}{slip}/{}", language.tag);
        let Ok((site, ticket)) = ticket_of(&web, &slip) else {
            return Err(Redirect::to(&back).into_response());
        };
        // Every day has a ticket 17 again.
        let day = web.desk.site(&site).and_then(|state| state.day.date()).unwrap_or_default();
        let actor = format!("{VISITOR}{day}:{}", ticket.0);
        Visited { web, language, site, visit: Visit::Ticket(ticket), actor, back }.over()
    }

    fn by_link(web: Web, code: &str, token: &str, language: &'static Language) -> Result<Visited, Response> {
        let found = found(&web, code, token, language)?;
        let (site, visit) = (found.site.id.clone(), Visit::Booking(found.booking.id));
        let back = found.page(language);
        Visited { web, language, site, visit, actor: CITIZEN.into(), back }.over()
    }

    fn over(self) -> Result<Visited, Response> {
        let now = self.web.clock.now();
        let state = self.web.desk.site(&self.site);
        match state.is_some_and(|state| can_be_judged(&state, self.visit, now)) {
            true => Ok(self),
            false => Err(Redirect::to(&self.back).into_response()),
        }
    }

    fn asked(&self) -> Response {
        self.form(StatusCode::OK, &fresh_key(), None, "", None)
    }

    async fn judged(&self, filled: Filled) -> Result<Response, Response> {
        let words = filled.words.split_whitespace().collect::<Vec<_>>().join(" ");
        let face = Face::named(&filled.face);
        let wrong = |wrong| {
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            Ok(self.form(status, &filled.key.0, face, &filled.words, Some(wrong)))
        };
        let Some(face) = face else { return wrong(Wrong::NoFace) };
        let is_odd = |c: char| c.is_control() || c == char::REPLACEMENT_CHARACTER;
        if words.chars().count() > WORDS_CHARS_MAX || words.contains(is_odd) {
            return wrong(Wrong::TooLong);
        }
        let answer = Answer { face, words: Some(words).filter(|words| !words.is_empty()) };
        let mut stored = self.says(filled.key.0, &answer).await;
        if matches!(&stored, Err(NotDone::Refused { code, .. }) if code == "bad-key") {
            // Whoever goes back and chooses another face sends the old form once more.
            stored = self.says(fresh_key(), &answer).await;
        }
        match stored {
            Ok(()) => {
                let thanks = Thanks { language: self.language, path: &self.path() };
                Ok(html(StatusCode::OK, page::thanks(&site_named(&self.web, &self.site), &thanks)))
            }
            Err(NotDone::Refused { .. }) => Ok(Redirect::to(&self.back).into_response()),
            Err(_) => Err(trouble(&self.web, Trouble::Broken)),
        }
    }

    async fn says(&self, key: String, answer: &Answer) -> Result<(), NotDone> {
        let act = Act::Judge { visit: self.visit, answer: answer.clone() };
        let order = Order { site: self.site.clone(), actor: self.actor.clone(), key: Some(key), act };
        self.web.desk.commit(order).await.map(|_| ())
    }

    fn path(&self) -> String {
        format!("{}/feedback", self.back)
    }

    fn form(
        &self,
        status: StatusCode,
        key: &str,
        face: Option<Face>,
        words: &str,
        wrong: Option<Wrong>,
    ) -> Response {
        let (path, back) = (&self.path(), &self.back);
        let ask = Ask { language: self.language, key, path, back, face, words, wrong };
        html(status, page::ask(&site_named(&self.web, &self.site), &ask))
    }
}
