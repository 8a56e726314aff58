//! The wall of a waiting room in a browser. What stands there everybody in the hall sees, so nobody is asked
//! who they are.

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::sse::Sse;
use axum::response::{IntoResponse, Redirect, Response};
use futures_util::StreamExt;
use tokio_stream::wrappers::BroadcastStream;
use wire::mqtt::Board;

use super::{html, live as stream, site_named, trouble};
use crate::http::Web;
use crate::http::login::Address;
use crate::pages::language;
use crate::pages::path;
use crate::pages::trouble::Trouble;
use crate::pages::wall::{self as page, Wall};
use crate::views;

/// Without zones: all there are.
pub async fn of_site(State(web): State<Web>, Path(site): Path<String>) -> Response {
    let Some(state) = web.desk.site(&site) else { return trouble(&web, Trouble::NotFound) };
    let zones: String = state.config.zones.iter().map(|zone| zone.letter).collect();
    Redirect::to(&format!("{}/{site}/{zones}", path::WALL)).into_response()
}

pub async fn show(State(web): State<Web>, Path((site, zones)): Path<(String, String)>) -> Response {
    match Shown::of(&web, &site, &zones) {
        Some(shown) => {
            let site = site_named(&web, &shown.site);
            shown
                .draw(|wall| page::page(&site, wall))
                .map_or_else(|| trouble(&web, Trouble::NotFound), |page| html(StatusCode::OK, page))
        }
        None => trouble(&web, Trouble::NotFound),
    }
}

pub async fn live(State(web): State<Web>, Path((site, zones)): Path<(String, String)>) -> Response {
    let part = Shown::of(&web, &site, &zones).and_then(|shown| shown.draw(page::live));
    part.map_or_else(|| StatusCode::NOT_FOUND.into_response(), |part| html(StatusCode::OK, part))
}

pub async fn events(
    State(web): State<Web>,
    Address(address): Address,
    Path((site, zones)): Path<(String, String)>,
) -> Response {
    let Some(shown) = Shown::of(&web, &site, &zones) else { return StatusCode::NOT_FOUND.into_response() };
    // A wall is watched as a slip is. Without a stream the page asks now and then.
    let Some(place) = web.phones.admit(&format!("{}/{site}/{zones}", path::WALL), address) else {
        return StatusCode::TOO_MANY_REQUESTS.into_response();
    };
    let all = BroadcastStream::new(web.changes.subscribe());
    let here = all.filter_map(move |change| {
        let sequence = match change {
            Ok(change) => (*change.site == *site).then_some(change.sequence),
            Err(_) => Some(0),
        };
        async move { sequence }
    });
    Sse::new(place.hears(stream::events(tokio_stream::iter([0]).chain(here), shown))).into_response()
}

/// The zones of a site that a wall shows.
struct Shown {
    web: Web,
    site: String,
    zones: Vec<char>,
}

impl Shown {
    /// Zones as the site has them, and each once: any other is a mistyped address.
    fn of(web: &Web, site: &str, zones: &str) -> Option<Shown> {
        let state = web.desk.site(site)?;
        let zones: Vec<char> = zones.chars().collect();
        let is_good =
            |(i, zone): (usize, &char)| state.config.zone(*zone).is_some() && !zones[..i].contains(zone);
        let all_good = !zones.is_empty() && zones.iter().enumerate().all(is_good);
        all_good.then(|| Shown { web: web.clone(), site: site.to_owned(), zones: zones.clone() })
    }

    fn draw(&self, draw: impl FnOnce(&Wall) -> String) -> Option<String> {
        let (state, now) = (self.web.desk.site(&self.site)?, self.web.clock.now());
        let board = |zone: &char| views::board(&state, *zone, self.web.epoch, now);
        let boards: Vec<Board> = self.zones.iter().map(board).collect();
        let languages = |number: &str| views::language_of(&state, number).and_then(language::named);
        let (site, zone) = (self.site.as_str(), state.config.time_zone);
        Some(draw(&Wall { site, zones: &self.zones, boards: &boards, languages: &languages, now, zone }))
    }
}

/// A call must be on the wall at once; how many wait may come a little later.
impl stream::Live for Shown {
    type Glance = (Vec<Option<(String, u32)>>, Option<String>);

    fn glance(&self) -> Self::Glance {
        let Some(state) = self.web.desk.site(&self.site) else { return (Vec::new(), None) };
        let newest = self.zones.iter().map(|zone| views::newest_call(&state, *zone)).collect();
        (newest, state.notice(queue::Notice::Emergency).map(str::to_owned))
    }

    fn draw(&self) -> Option<String> {
        self.draw(page::live)
    }
}
