//! A booking behind its link: seen, confirmed, moved, cancelled, taken into a calendar.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use calendar::wish::{Channel, Whose};
use calendar::{Booking, Command, State as Stage};
use chrono::{DateTime, Utc};
use serde::Deserialize;
use tracing::error;

use super::{Asked, carry_out, fresh_key, html, named, preferred, search};
use crate::calendar_file::{self, Entry, For};
use crate::config::Site;
use crate::desk::{Act, Coming, NotDone};
use crate::http::pages::query::Query;
use crate::http::pages::{Typed, first_site, site_named, trouble};
use crate::http::{Key, Web};
use crate::links::{grouped, normalised};
use crate::pages::booking::{self as page, Asks, Own, OwnStage, Times, Unsendable};
use crate::pages::language::Language;
use crate::pages::letter;
use crate::pages::trouble::Trouble;
use crate::store::{Upload, token_hash};

#[derive(Deserialize)]
pub struct Pressed {
    pub(super) key: Key,
}

/// The booking behind `/B/{code}/{token}`, and nothing of today: whoever holds that while the desk works
/// makes it copy it.
pub(super) struct Found {
    pub site: Arc<Site>,
    coming: Arc<Coming>,
    pub booking: Booking,
    code: String,
    /// Of its page, without the language.
    path: String,
}

impl Found {
    pub fn page(&self, language: &Language) -> String {
        format!("{}/{}", self.path, language.tag)
    }

    /// Somebody will look at what is sent ahead.
    pub fn is_to_come(&self, now: DateTime<Utc>) -> bool {
        matches!(stage(&self.booking, now), OwnStage::Stands | OwnStage::Here)
    }

    fn uploads(&self, web: &Web) -> Vec<Upload> {
        let found = web.visitors.uploads(&self.site.id, self.booking.id);
        found.inspect_err(|error| error!(%error, "what was sent ahead cannot be read")).unwrap_or_default()
    }
}

pub(super) fn found(
    web: &Web,
    code: &str,
    token: &str,
    language: &'static Language,
) -> Result<Found, Response> {
    let unknown = || html(StatusCode::NOT_FOUND, page::not_found(&first_site(web), language));
    let (code, token) = normalised(code).zip(normalised(token)).ok_or_else(unknown)?;
    let sites = web.desk.sites();
    let mut of_code = sites.values().filter_map(|state| Some((state, state.coming().of_code(&code)?)));
    let (state, id) = of_code.next().ok_or_else(unknown)?;
    // Hashes are compared, so that how long it takes tells nothing of the token.
    if token_hash(&state.booking_token(id)) != token_hash(&token) {
        return Err(unknown());
    }
    let booking = state.bookings().booking(id).cloned().ok_or_else(unknown)?;
    let (site, coming) = (state.config.clone(), state.coming().clone());
    Ok(Found { site, coming, booking, code: grouped(&code), path: state.booking_path(id) })
}

pub async fn own(
    State(web): State<Web>,
    Path((code, token)): Path<(String, String)>,
    headers: HeaderMap,
) -> Result<Response, Response> {
    let language = preferred(&headers);
    Ok(show(&web, &found(&web, &code, &token, language)?, language, None))
}

pub async fn own_in(
    State(web): State<Web>,
    Path((code, token, tag)): Path<(String, String, String)>,
) -> Result<Response, Response> {
    let language = named(&tag);
    Ok(show(&web, &found(&web, &code, &token, language)?, language, None))
}

pub async fn ask_cancel(
    State(web): State<Web>,
    Path((code, token, tag)): Path<(String, String, String)>,
) -> Result<Response, Response> {
    let language = named(&tag);
    Ok(show(&web, &found(&web, &code, &token, language)?, language, Some(Asks::Cancel)))
}

pub async fn ask_move(
    State(web): State<Web>,
    Path((code, token, tag, at)): Path<(String, String, String, String)>,
) -> Result<Response, Response> {
    let language = named(&tag);
    let at = page::time_of(&at, web.clock.now()).ok_or_else(|| trouble(&web, Trouble::NotFound))?;
    Ok(show(&web, &found(&web, &code, &token, language)?, language, Some(Asks::Move(at))))
}

pub async fn cancel(
    State(web): State<Web>,
    Path((code, token, tag)): Path<(String, String, String)>,
    Typed(pressed): Typed<Pressed>,
) -> Result<Response, Response> {
    let found = found(&web, &code, &token, named(&tag))?;
    let command = Command::Release { booking: found.booking.id };
    acted(&web, &found, &tag, pressed.key, Act::Calendar(command)).await
}

pub async fn confirm(
    State(web): State<Web>,
    Path((code, token, tag)): Path<(String, String, String)>,
    Typed(pressed): Typed<Pressed>,
) -> Result<Response, Response> {
    let found = found(&web, &code, &token, named(&tag))?;
    let command = Command::Confirm { booking: found.booking.id };
    acted(&web, &found, &tag, pressed.key, Act::Calendar(command)).await
}

pub async fn move_to(
    State(web): State<Web>,
    Path((code, token, tag, at)): Path<(String, String, String, String)>,
    Typed(pressed): Typed<Pressed>,
) -> Result<Response, Response> {
    let found = found(&web, &code, &token, named(&tag))?;
    let starts_at = page::time_of(&at, web.clock.now()).ok_or_else(|| trouble(&web, Trouble::NotFound))?;
    let (booking, channel) = (found.booking.id, Channel::Online);
    let command = Command::Rebook { booking, starts_at, channel, whose: Whose::default() };
    let order = carry_out(&web, &found.site.id, pressed.key, Act::Calendar(command)).await;
    let to = match order {
        Ok(_) => found.page(named(&tag)),
        Err(NotDone::Refused { .. }) => format!("{}/{}/times?taken=1", found.path, named(&tag).tag),
        Err(_) => return Err(trouble(&web, Trouble::Broken)),
    };
    Ok(Redirect::to(&to).into_response())
}

/// Whatever became of it, the page says how things stand.
pub(super) async fn acted(
    web: &Web,
    found: &Found,
    tag: &str,
    key: Key,
    act: Act,
) -> Result<Response, Response> {
    match carry_out(web, &found.site.id, key, act).await {
        Ok(_) | Err(NotDone::Refused { .. }) => Ok(Redirect::to(&found.page(named(tag))).into_response()),
        Err(_) => Err(trouble(web, Trouble::Broken)),
    }
}

/// Where the booking could be instead, as long as it stands.
pub async fn other_times(
    State(web): State<Web>,
    Path((code, token, tag)): Path<(String, String, String)>,
    Query(asked): Query<Asked>,
) -> Result<Response, Response> {
    let language = named(&tag);
    let Found { site, coming, booking, path, .. } = found(&web, &code, &token, language)?;
    let (path, back) = (format!("{path}/{}/times", language.tag), format!("{path}/{}", language.tag));
    if stage(&booking, web.clock.now()) != OwnStage::Stands {
        return Ok(Redirect::to(&back).into_response());
    }
    let wish = booking.wish(Channel::Online, Whose::default());
    let found = search::look(&web, coming, wish, asked.from).await?;
    let matter = site.matters(&booking, language.tag).join(", ");
    let shown = Times {
        language,
        path: &path,
        matter: &matter,
        persons: 1,
        persons_max: 1,
        zone: site.time_zone,
        days: found.days,
        earlier: found.earlier,
        later: found.later,
        was_taken: asked.taken.is_some(),
        since: "",
        moves: Some(&back),
    };
    Ok(html(StatusCode::OK, page::times(&site_named(&web, &site.id), &shown)))
}

/// For the calendar on the phone.
pub async fn file(
    State(web): State<Web>,
    Path((code, token)): Path<(String, String)>,
    headers: HeaderMap,
) -> Result<Response, Response> {
    let language = preferred(&headers);
    let Found { site, booking, code, path, .. } = found(&web, &code, &token, language)?;
    let services = site.matters(&booking, language.tag);
    let title = letter::title(&code, &services, booking.state == Stage::Cancelled);
    let entry = Entry {
        booking: &booking,
        uid: &calendar_file::uid(&web.public_url, &site.id, booking.id),
        title: &title,
        place: &site.place(),
        url: Some(&format!("{}{path}", web.public_url)),
        now: web.clock.now(),
    };
    let file = calendar_file::file(&entry, &For::Citizen);
    let kind = [
        (header::CONTENT_TYPE, "text/calendar; charset=utf-8"),
        (header::CONTENT_DISPOSITION, "attachment; filename=\"termin.ics\""),
        (header::CACHE_CONTROL, "no-store"),
    ];
    Ok((kind, file).into_response())
}

fn show(web: &Web, found: &Found, language: &'static Language, asks: Option<Asks>) -> Response {
    html(StatusCode::OK, drawn(web, found, language, asks, None))
}

/// With why a file was not taken.
pub(super) fn show_with(
    web: &Web,
    found: &Found,
    language: &'static Language,
    unsendable: Unsendable,
) -> Response {
    html(StatusCode::UNPROCESSABLE_ENTITY, drawn(web, found, language, None, Some(unsendable)))
}

fn drawn(
    web: &Web,
    found: &Found,
    language: &'static Language,
    asks: Option<Asks>,
    unsendable: Option<Unsendable>,
) -> String {
    let Found { site, booking, code, path, .. } = found;
    let (stage, uploads) = (stage(booking, web.clock.now()), found.uploads(web));
    let sent = uploads.iter().map(|upload| page::Sent { id: upload.id.0, name: &upload.name });
    let own = Own {
        language,
        path,
        key: &fresh_key(),
        code,
        matters: site.matters(booking, language.tag),
        persons: booking.matters.iter().map(|matter| u32::from(matter.persons)).max().unwrap_or(1),
        at: booking.starts_at,
        zone: site.time_zone,
        place: &site.place(),
        directions: site.directions.as_deref(),
        phone: site.phone.as_deref(),
        bring: site.bring(booking),
        stage,
        asks: asks.filter(|_| matches!(stage, OwnStage::Stands | OwnStage::Unverified { .. })),
        sent: sent.collect(),
        unsendable,
        is_copied: web.config.nextcloud.is_some(),
    };
    page::own(&site_named(web, &site.id), &own)
}

fn stage(booking: &Booking, now: DateTime<Utc>) -> OwnStage {
    match booking.state {
        Stage::Unverified { until } | Stage::Held { until } if now < until => OwnStage::Unverified { until },
        Stage::Unverified { .. } | Stage::Held { .. } | Stage::Lapsed => OwnStage::Lapsed,
        Stage::Confirmed if now < booking.ends_at => OwnStage::Stands,
        Stage::CheckedIn if now < booking.ends_at => OwnStage::Here,
        Stage::Cancelled => OwnStage::Cancelled,
        Stage::Confirmed | Stage::CheckedIn | Stage::Missed => OwnStage::Over,
    }
}
