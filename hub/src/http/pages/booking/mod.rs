//! The booking site: what citizens book, and their booking behind its link. There is no cookie and no
//! account; whoever has the link of a booking may change it. A link shows a page, and only a button acts:
//! mail scanners follow links.

mod own;
mod search;
mod uploads;

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};
use calendar::bookings::Claim;
use calendar::wish::{Channel, Matter};
use calendar::{BookingId, State as Stage, Wish};
use chrono::{NaiveDate, TimeDelta};
use serde::Deserialize;

pub use own::{ask_cancel, ask_move, cancel, confirm, file, move_to, other_times, own, own_in};
pub use search::find;
pub use uploads::{FORM_BYTES_MAX, SENDERS_AT_ONCE, SENT_WITHIN, send, take_back};

use super::contact::Typing;
use super::visitor::{named, preferred};
use super::{Typed, first_site, fresh_key, html, refused, site_named, trouble};
use crate::config::{ServiceConfig, Site};
use crate::desk::{Act, CITIZEN, NotDone, SiteState};
use crate::http::pages::query::Query;
use crate::http::{Key, Refusal, Web, bookings, since};
use crate::pages::booking::{self as page, LetterSent, Mistake, Office, START, Start, Times, WhoComes};
use crate::pages::language::Language;
use crate::pages::trouble::Trouble;

/// A search longer than that finds nothing anyway.
const QUERY_CHARS_MAX: usize = 100;

#[derive(Deserialize)]
pub struct Search {
    #[serde(default)]
    q: String,
}

#[derive(Deserialize)]
pub struct Asked {
    persons: Option<u16>,
    from: Option<NaiveDate>,
    /// The time that was chosen went to somebody else.
    taken: Option<u8>,
    /// When the first page was shown.
    #[serde(default)]
    since: String,
}

#[derive(Deserialize)]
pub struct Filled {
    key: Key,
    #[serde(default)]
    name: String,
    #[serde(default)]
    mail: String,
    #[serde(default = "one")]
    persons: u16,
    #[serde(default)]
    since: String,
}

fn one() -> u16 {
    1
}

/// Without a language in the address the browser's counts.
pub async fn begin(State(web): State<Web>, headers: HeaderMap, Query(search): Query<Search>) -> Response {
    started(&web, preferred(&headers), &search.q)
}

pub async fn start(
    State(web): State<Web>,
    Path(tag): Path<String>,
    Query(search): Query<Search>,
) -> Response {
    started(&web, named(&tag), &search.q)
}

fn started(web: &Web, language: &'static Language, query: &str) -> Response {
    let query: String = query.trim().chars().take(QUERY_CHARS_MAX).collect();
    let found = offices(web, language, &query);
    let is_everything = found.is_empty();
    let offices = if is_everything { offices(web, language, "") } else { found };
    let shown = Start { language, query: &query, is_everything, offices };
    html(StatusCode::OK, page::start(&first_site(web), &shown))
}

/// The sites with what can be booked there and fits the search.
fn offices<'a>(web: &'a Web, language: &'static Language, query: &str) -> Vec<Office<'a>> {
    let of_site = |site: &'a Site| {
        let services = site.services.iter().filter(|service| is_booked_here(service));
        let matters = services.filter(|service| fits(service, language, query)).map(|service| page::Matter {
            id: &service.id,
            name: service.name_in(language.tag),
            minutes: service.minutes,
        });
        let since = since::new(web, &site.id);
        Office { id: &site.id, since, name: &site.office, town: &site.town, matters: matters.collect() }
    };
    let sites = web.config.sites.iter().map(of_site);
    sites.filter(|office| !office.matters.is_empty()).collect()
}

fn is_booked_here(service: &ServiceConfig) -> bool {
    service.pool.is_some() && service.channels.contains(&Channel::Online) && !service.call_first
}

/// Each word of the search is part of a name or of what people call it.
fn fits(service: &ServiceConfig, language: &Language, query: &str) -> bool {
    let said = [service.name.as_str(), service.name_in(language.tag)].into_iter();
    let said: Vec<String> =
        said.chain(service.words.iter().map(String::as_str)).map(str::to_lowercase).collect();
    let is_said = |word: String| said.iter().any(|said| said.contains(&word));
    query.split_whitespace().map(str::to_lowercase).all(is_said)
}

pub async fn times(
    State(web): State<Web>,
    Path((tag, site, service)): Path<(String, String, String)>,
    Query(asked): Query<Asked>,
) -> Result<Response, Response> {
    let language = named(&tag);
    let (config, service) = offered(&web, &site, &service)?;
    let persons = asked.persons.unwrap_or(1).clamp(1, persons_max(service));
    let path = format!("{START}/{}/{site}/{}", language.tag, service.id);
    let coming = web.desk.coming(&site).ok_or_else(|| trouble(&web, Trouble::NotFound))?;
    let found = search::look(&web, coming, wish_for(&service.id, persons), asked.from).await?;
    let shown = Times {
        language,
        path: &path,
        matter: service.name_in(language.tag),
        persons: persons.into(),
        persons_max: persons_max(service).into(),
        zone: config.time_zone,
        days: found.days,
        earlier: found.earlier,
        later: found.later,
        was_taken: asked.taken.is_some(),
        since: &since::kept(&web, &site, &asked.since),
        moves: None,
    };
    Ok(html(StatusCode::OK, page::times(&site_named(&web, &site), &shown)))
}

pub async fn form(
    State(web): State<Web>,
    Path((tag, site, service, at)): Path<(String, String, String, String)>,
    Query(asked): Query<Asked>,
) -> Result<Response, Response> {
    let nothing_yet = Filled {
        key: Key(fresh_key()),
        name: String::new(),
        mail: String::new(),
        persons: asked.persons.unwrap_or(1),
        since: since::kept(&web, &site, &asked.since),
    };
    asks_who(&web, [&tag, &site, &service, &at], &nothing_yet, &[])
}

fn asks_who(
    web: &Web,
    [tag, site, service, at]: [&String; 4],
    filled: &Filled,
    mistakes: &[Mistake],
) -> Result<Response, Response> {
    let language = named(tag);
    let (config, service) = offered(web, site, service)?;
    let starts_at = page::time_of(at, web.clock.now()).ok_or_else(|| trouble(web, Trouble::NotFound))?;
    let times = format!("{START}/{}/{site}/{}", language.tag, service.id);
    let shown = WhoComes {
        language,
        path: &format!("{times}/{at}"),
        times: &times,
        key: &filled.key.0,
        since: &filled.since,
        matter: service.name_in(language.tag),
        persons: filled.persons.clamp(1, persons_max(service)).into(),
        zone: config.time_zone,
        at: starts_at,
        by_mail: web.config.mail.is_some(),
        name: &filled.name,
        mail: &filled.mail,
        mistakes,
    };
    let status = if mistakes.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    Ok(html(status, page::who_comes(&site_named(web, site), &shown)))
}

pub async fn book(
    State(web): State<Web>,
    Path((tag, site, service, at)): Path<(String, String, String, String)>,
    Typed(filled): Typed<Filled>,
) -> Result<Response, Response> {
    let (config, offered) = offered(&web, &site, &service)?;
    let starts_at = page::time_of(&at, web.clock.now()).ok_or_else(|| trouble(&web, Trouble::NotFound))?;
    let typing = Typing { name: &filled.name, mail: &filled.mail, phone: "" };
    let contact = match typing.checked(&web, named(&tag)) {
        Ok(contact) => contact,
        Err(mistakes) => return asks_who(&web, [&tag, &site, &service, &at], &filled, &mistakes),
    };
    // Who comes within the hour is on the way already, and reads no mail first.
    let verify = TimeDelta::minutes(config.deadlines.verify_minutes.into());
    let is_soon = starts_at <= web.clock.now() + verify;
    let claim = if contact.mail.is_some() && !is_soon { Claim::Verify } else { Claim::Confirm };
    let persons = filled.persons.clamp(1, persons_max(offered));
    let act = Act::Book { wish: wish_for(&service, persons), starts_at, claim, contact: Some(contact) };
    let act = since::timed(&web, &site, &filled.since, act);
    let language = named(&tag);
    let booking = match carry_out(&web, &site, filled.key, act).await {
        Ok(booking) => booking,
        Err(NotDone::Refused { .. }) => {
            let since = since::kept(&web, &site, &filled.since);
            let times =
                format!("{START}/{}/{site}/{service}?taken=1&persons={persons}&since={since}", language.tag);
            return Ok(Redirect::to(&times).into_response());
        }
        _ => return Err(trouble(&web, Trouble::Broken)),
    };
    let state = state_of(&web, &site)?;
    match state.bookings().booking(booking).map(|booking| booking.state) {
        Some(Stage::Unverified { until }) => {
            let shown = LetterSent { language, mail: filled.mail.trim(), zone: config.time_zone, until };
            Ok(html(StatusCode::OK, page::letter_sent(&site_named(&web, &site), &shown)))
        }
        _ => {
            let own = format!("{}/{}", state.booking_path(booking), language.tag);
            Ok(Redirect::to(&own).into_response())
        }
    }
}

/// A service that citizens book here, and its site.
fn offered<'a>(web: &'a Web, site: &str, service: &str) -> Result<(&'a Site, &'a ServiceConfig), Response> {
    let site = web.config.sites.iter().find(|known| known.id == site);
    let known = site.and_then(|site| {
        let service = site.services.iter().find(|known| known.id == service)?;
        is_booked_here(service).then_some((site, service))
    });
    known.ok_or_else(|| trouble(web, Trouble::NotFound))
}

pub fn persons_max(service: &ServiceConfig) -> u16 {
    if service.minutes_per_person > 0 { calendar::PERSONS_MAX } else { 1 }
}

fn wish_for(service: &str, persons: u16) -> Wish {
    let matters = vec![Matter { service: service.to_owned(), persons }];
    Wish { matters, ..Wish::of(service, Channel::Online) }
}

fn state_of(web: &Web, site: &str) -> Result<Arc<SiteState>, Response> {
    web.desk.sites().get(site).cloned().ok_or_else(|| refused(web, &Refusal::unknown("site")))
}

async fn carry_out(web: &Web, site: &str, Key(key): Key, act: Act) -> Result<BookingId, NotDone> {
    bookings::carry_out(web, site, CITIZEN, key, act).await
}
