//! The emergency bell: rung at one place, seen and heard at all others at once.

use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};

use serde::Deserialize;

use super::desk::Place;
use super::filled::Filled;
use super::own::who_at;
use super::{Typed, by_script, fresh_key, html, site_named};
use crate::floor::{Bell, Helper};
use crate::http::pages::query::Query;
use crate::http::{Clerk, Web};
use crate::pages::bell as page;
use crate::pages::path;

/// `bell` says what: `ring`, `silence`, or `answer` with the place that rang in `of`.
pub async fn at_desk(at: Place, headers: HeaderMap, Typed(form): Typed<Filled>) -> Response {
    let own = Helper::Counter(at.counter.clone());
    pull(&at.web, &at.clerk, &own, &form);
    at.answer(&headers, Ok(()))
}

/// The same of somebody who sits at no counter just now, from whatever page.
pub async fn of_person(
    State(web): State<Web>,
    clerk: Clerk,
    headers: HeaderMap,
    Typed(form): Typed<Filled>,
) -> Response {
    pull(&web, &clerk, &place_of(&web, &clerk), &form);
    match by_script(&headers) {
        true => shown(&web, &clerk, page::part),
        false => Redirect::to(&format!("{}{}", clerk.1, path::BELL)).into_response(),
    }
}

/// So many had answered when the page looked last.
#[derive(Deserialize)]
pub struct Known {
    answered: Option<usize>,
}

/// Who is on the way. A script is told what is new alone: what says the same once more is read out once more.
pub async fn show(
    State(web): State<Web>,
    clerk: Clerk,
    headers: HeaderMap,
    Query(known): Query<Known>,
) -> Response {
    let is_news = |bell: &Bell| Some(bell.answered_by.len()) != known.answered;
    match by_script(&headers) {
        false => shown(&web, &clerk, page::page),
        true if own_bell(&web, &clerk).as_ref().is_none_or(is_news) => shown(&web, &clerk, page::part),
        true => StatusCode::NO_CONTENT.into_response(),
    }
}

fn own_bell(web: &Web, clerk: &Clerk) -> Option<Bell> {
    let place = place_of(web, clerk);
    web.floor.bells(&clerk.0.site, web.clock.now()).into_iter().find(|bell| bell.place == place)
}

fn shown(
    web: &Web,
    clerk: &Clerk,
    draw: impl FnOnce(&crate::pages::Site, &page::Rung) -> String,
) -> Response {
    let (site, bell) = (&clerk.0.site, own_bell(web, clerk));
    let key = fresh_key();
    let bell: Option<&Bell> = bell.as_ref();
    let rung = page::Rung { who: &who_at(clerk, &key), bell };
    html(StatusCode::OK, draw(&site_named(web, site), &rung))
}

/// The counter somebody sits at, or the person.
fn place_of(web: &Web, clerk: &Clerk) -> Helper {
    let seat = web.attendance.seat_of(clerk.0.id);
    let sits = seat.filter(|(site, counter)| {
        *site == clerk.0.site && web.attendance.left_since(site, counter).is_none()
    });
    match sits {
        Some((_, counter)) => Helper::Counter(counter),
        None => Helper::Person(clerk.0.name.clone()),
    }
}

/// Without `of` the bell is the own one.
pub(super) fn pull(web: &Web, clerk: &Clerk, own: &Helper, form: &Filled) {
    let site = clerk.0.site.as_str();
    let of = form.get("of").map_or_else(|| own.clone(), Helper::of_id);
    match form.get("bell") {
        Some("ring") => web.floor.ring(site, of, &clerk.0.name, web.clock.now()),
        Some("silence") => web.floor.silence(site, &of),
        Some("answer") => web.floor.answer(site, &of, own.clone()),
        _ => return,
    }
    web.tell_pages(site);
}
