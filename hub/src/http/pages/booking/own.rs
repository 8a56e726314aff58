//! A booking behind its link: seen, confirmed, moved, cancelled, taken into a calendar.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use calendar::wish::{Channel, Form};
use calendar::{Booking, Command, State as Stage, Wish, decided_by};
use chrono::{DateTime, Utc};
use serde::Deserialize;
use tracing::error;

use super::wanted::{self, asked, is_said, whose};
use super::{Asked, carry_out, fresh_key, html, named, preferred, search, told_gone};
use crate::calendar_file::{self, Entry, For};
use crate::config::Site;
use crate::desk::{Act, Coming, NotDone, Visit, can_be_judged};
use crate::http::pages::query::Query;
use crate::http::pages::{Typed, first_site, site_named, trouble};
use crate::http::{Key, Web};
use crate::links::{grouped, normalised};
use crate::pages::booking::{self as page, Arrival, Asks, Moved, Own, OwnStage, Said, Times, Unsendable};
use crate::pages::language::Language;
use crate::pages::letter;
use crate::pages::trouble::Trouble;
use crate::qr::Picture;
use crate::store::{Upload, token_hash};

#[derive(Deserialize)]
pub struct Pressed {
    pub(super) key: Key,
    #[serde(flatten)]
    typed: wanted::Typed,
}

/// The booking behind `/B/{code}/{token}`, and nothing of today: whoever holds that while the desk works
/// makes it copy it.
pub struct Found {
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

    /// What was said to find another time for it, as far as it decides anything.
    fn said(&self, typed: &wanted::Typed) -> Said {
        let by = decided_by(self.coming.plan(), &self.wish(&Said::nothing()));
        let mut said = Said::nothing();
        typed.whose(&by.unwrap_or_default(), &mut said);
        said
    }

    fn wish(&self, said: &Said) -> Wish {
        self.booking.wish(Channel::Online, whose(said))
    }
}

pub fn found(web: &Web, code: &str, token: &str, language: &'static Language) -> Result<Found, Response> {
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
    Ok(show(&web, &found(&web, &code, &token, language)?, language, None, &Said::nothing()))
}

pub async fn own_in(
    State(web): State<Web>,
    Path((code, token, tag)): Path<(String, String, String)>,
) -> Result<Response, Response> {
    let language = named(&tag);
    Ok(show(&web, &found(&web, &code, &token, language)?, language, None, &Said::nothing()))
}

pub async fn ask_cancel(
    State(web): State<Web>,
    Path((code, token, tag)): Path<(String, String, String)>,
) -> Result<Response, Response> {
    let language = named(&tag);
    Ok(show(&web, &found(&web, &code, &token, language)?, language, Some(Asks::Cancel), &Said::nothing()))
}

pub async fn ask_move(
    State(web): State<Web>,
    Path((code, token, tag, at)): Path<(String, String, String, String)>,
    Query(asked): Query<Asked>,
) -> Result<Response, Response> {
    let language = named(&tag);
    let at = page::time_of(&at, web.clock.now()).ok_or_else(|| trouble(&web, Trouble::NotFound))?;
    let found = found(&web, &code, &token, language)?;
    let said = found.said(&asked.typed);
    Ok(show(&web, &found, language, Some(Asks::Move(at)), &said))
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
    if matches!(found.booking.state, Stage::Unverified { .. }) {
        web.guard.letter_answered(web.clock.now());
    }
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
    let said = found.said(&pressed.typed);
    let command = Command::Rebook { booking, starts_at, channel, whose: whose(&said) };
    let order = carry_out(&web, &found.site.id, pressed.key, Act::Calendar(command)).await;
    let to = match order {
        Ok(_) => found.page(named(&tag)),
        Err(NotDone::Refused { code, .. }) => {
            said.after(&format!("{}/times", found.page(named(&tag))), &told_gone(&code))
        }
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
    Query(typed): Query<Asked>,
) -> Result<Response, Response> {
    let language = named(&tag);
    let found = found(&web, &code, &token, language)?;
    let Found { site, coming, booking, path, .. } = &found;
    let (path, back) = (format!("{path}/{}/times", language.tag), format!("{path}/{}", language.tag));
    if stage(booking, web.clock.now()) != OwnStage::Stands {
        return Ok(Redirect::to(&back).into_response());
    }
    let said = found.said(&typed.typed);
    let (plan, wish) = (coming.plan(), found.wish(&said));
    let shown = Times {
        language,
        path: &path,
        chosen: None,
        said: &said,
        asked: &asked(plan, &wish, 1),
        zone: site.time_zone,
        free: match is_said(plan, &wish) {
            true => Some(search::look(&web, coming.clone(), wish, typed.from).await?),
            false => None,
        },
        chosen_day: typed.from,
        gone: typed.gone,
        watch: None,
        moves: Some(Moved { matters: site.matters(booking, language.tag), back: &back }),
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
    let video = web.video_link(&site.id, &booking);
    let title = letter::title(&code, &services, booking.state == Stage::Cancelled);
    let entry = Entry {
        booking: &booking,
        uid: &calendar_file::uid(&web.public_url, &site.id, booking.id),
        title: &title,
        place: &letter::place(language, booking.form, &site.place(), video.as_deref()),
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

fn show(web: &Web, found: &Found, language: &'static Language, asks: Option<Asks>, said: &Said) -> Response {
    let shows = Shows { asks, said: Some(said), ..Shows::default() };
    html(StatusCode::OK, drawn(web, found, language, shows))
}

/// With why a file was not taken.
pub(super) fn show_with(
    web: &Web,
    found: &Found,
    language: &'static Language,
    unsendable: Unsendable,
) -> Response {
    let shows = Shows { unsendable: Some(unsendable), ..Shows::default() };
    html(StatusCode::UNPROCESSABLE_ENTITY, drawn(web, found, language, shows))
}

/// With the word that nobody could be checked in just now.
pub(super) fn show_not_arrived(web: &Web, found: &Found, language: &'static Language) -> Response {
    let shows = Shows { arrival: Some(Arrival::Refused), ..Shows::default() };
    html(StatusCode::CONFLICT, drawn(web, found, language, shows))
}

/// What the page says beside how things stand.
#[derive(Default)]
struct Shows<'a> {
    asks: Option<Asks>,
    said: Option<&'a Said>,
    unsendable: Option<Unsendable>,
    arrival: Option<Arrival>,
}

fn drawn(web: &Web, found: &Found, language: &'static Language, shows: Shows) -> String {
    let Shows { asks, said, unsendable, arrival } = shows;
    let nothing = Said::nothing();
    let Found { site, booking, code, path, .. } = found;
    let (now, uploads) = (web.clock.now(), found.uploads(web));
    let arrival = arrival.or_else(|| super::arrival::arrival(web, found, language, now));
    let stage = match (stage(booking, now), &arrival) {
        (OwnStage::Over, Some(Arrival::Now | Arrival::Refused)) => OwnStage::Late,
        (stage, _) => stage,
    };
    let sent = uploads.iter().map(|upload| page::Sent { id: upload.id.0, name: &upload.name });
    let video = web.video_link(&site.id, booking);
    let own = Own {
        language,
        path,
        key: &fresh_key(),
        code,
        picture: &Picture::of_address(&format!("{}{path}", web.public_url)),
        matters: site.matters(booking, language.tag),
        persons: booking.matters.iter().map(|matter| u32::from(matter.persons)).max().unwrap_or(1),
        at: booking.starts_at,
        zone: site.time_zone,
        place: &site.place(),
        directions: site.directions_in(language.tag),
        phone: site.phone.as_deref(),
        form: booking.form,
        video: video.as_deref(),
        bring: site.bring(booking, language.tag),
        stage,
        arrival,
        can_be_judged: web
            .desk
            .site(&site.id)
            .is_some_and(|state| can_be_judged(&state, Visit::Booking(booking.id), web.clock.now())),
        asks: asks.filter(|_| matches!(stage, OwnStage::Stands | OwnStage::Unverified { .. })),
        said: said.unwrap_or(&nothing),
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
        Stage::CheckedIn if now < booking.ends_at && booking.form == Form::InPerson => OwnStage::Here,
        Stage::Cancelled => OwnStage::Cancelled,
        Stage::Confirmed | Stage::CheckedIn | Stage::Missed => OwnStage::Over,
    }
}
