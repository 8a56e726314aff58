//! "I am here", said on the page of a booking: it becomes a ticket of today's queue, as at the kiosk.

use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use calendar::State as Stage;
use calendar::wish::Form;
use chrono::{DateTime, TimeDelta, Utc};
use wire::http::path::STATUS_PAGE;

use super::own::{Found, Pressed, found, show_not_arrived};
use super::{CITIZEN, named, trouble};
use crate::desk::{Act, NotDone, Order, SiteState};
use crate::http::Web;
use crate::http::kiosk::called_in;
use crate::http::pages::Typed;
use crate::pages::booking::Arrival;
use crate::pages::language::Language;
use crate::pages::trouble::Trouble;

/// What the page of a booking says about coming, if there is anything to say.
pub(super) fn arrival(web: &Web, found: &Found, language: &Language, now: DateTime<Utc>) -> Option<Arrival> {
    let (state, booking) = (web.desk.site(&found.site.id)?, &found.booking);
    if let Some(here) = number(&state, found, language) {
        return Some(here);
    }
    let minutes = i64::from(found.site.phone_check_in_minutes);
    let is_today = state.coming().date(booking.starts_at) == state.coming().date(now);
    // Who comes too late waits as if without an appointment; the hall says whether it takes anybody in.
    let may_come =
        matches!(booking.state, Stage::Confirmed | Stage::Missed) && booking.form == Form::InPerson;
    if minutes == 0 || !may_come || !is_today || !state.day.is_open() {
        return None;
    }
    let from = booking.starts_at - TimeDelta::minutes(minutes);
    Some(if now < from { Arrival::From(from) } else { Arrival::Now })
}

/// The number it has become, and its page.
fn number(state: &SiteState, found: &Found, language: &Language) -> Option<Arrival> {
    let (ticket, day) = (state.ticket_of_booking(found.booking.id)?, state.day.date()?);
    let number = state.day.ticket(ticket).number.to_string();
    let path = format!("{STATUS_PAGE}{}/{}", state.token(day, ticket), language.tag);
    Some(Arrival::Number { number, path })
}

/// Leads to the page of the number.
pub async fn arrive(
    State(web): State<Web>,
    Path((code, token, tag)): Path<(String, String, String)>,
    Typed(pressed): Typed<Pressed>,
) -> Result<Response, Response> {
    let language = named(&tag);
    let found = found(&web, &code, &token, language)?;
    if let Some(Arrival::Now) = arrival(&web, &found, language, web.clock.now()) {
        let (needs, language) = (queue::Needs::NONE, called_in(Some(language.tag)));
        let act = Act::CheckIn { booking: found.booking.id, needs, language };
        let (site, actor) = (found.site.id.clone(), CITIZEN.to_owned());
        match web.desk.commit(Order { site, actor, key: Some(pressed.key.0), act }).await {
            Ok(_) => {}
            Err(NotDone::Refused { .. }) => {
                return Ok(show_not_arrived(&web, &found, named(&tag)));
            }
            Err(_) => return Err(trouble(&web, Trouble::Broken)),
        }
    }
    let state = web.desk.site(&found.site.id);
    let to = match state.and_then(|state| number(&state, &found, language)) {
        Some(Arrival::Number { path, .. }) => path,
        _ => found.page(language),
    };
    Ok(Redirect::to(&to).into_response())
}
