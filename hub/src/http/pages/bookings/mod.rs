//! Bookings, for the staff: those of a day, and one of them with what can be done about it. Whoever calls
//! gets a new one, or another time, in `times`.

mod one;
mod times;
mod uploads;

use std::future::ready;
use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::sse::Sse;
use axum::response::{IntoResponse, Redirect, Response};
use calendar::State as Stage;
use calendar::wish::Channel;
use chrono::{DateTime, NaiveDate, Timelike, Utc};
use futures_util::{Stream, StreamExt};
use serde::Deserialize;

pub use one::{ask_cancel, cancel, check_in, hand_over, outcome, show as one, slip};
pub use times::{ask_move, book, caller, choose, move_to};
pub(super) use uploads::files;
pub use uploads::upload;

use super::filled::Filled;
use super::own::who_at;
use super::{Typed, fresh_key, html, live as stream, refused, site_named};
use crate::clock::near;
use crate::config::{Site, minutes};
use crate::desk::{Act, Coming, SiteState};
use crate::http::desk::changes;
use crate::http::pages::query::Query;
use crate::http::{Clerk, Refusal, Stay, Web, acts};
use crate::links;
use crate::pages::booking::time_of;
use crate::pages::bookings::{self as page, Day, Row};
use crate::pages::path;
use crate::rights::Right;
use crate::views::{self, Arranged};

/// A search longer than that finds nothing anyway.
const QUERY_CHARS_MAX: usize = 100;

/// Which list: without a day it is that of today, whichever that is by then.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    day: String,
    with: String,
}

pub async fn show(
    State(web): State<Web>,
    clerk: Clerk,
    Query(asked): Query<Asked>,
) -> Result<Response, Response> {
    let list = List { at: Place { web, clerk }, asked };
    let shown = list.of_day(page::day);
    shown.map(|shown| html(StatusCode::OK, shown)).map_err(|refusal| list.at.refused(&refusal))
}

pub async fn live(
    State(web): State<Web>,
    clerk: Clerk,
    Query(asked): Query<Asked>,
) -> Result<Response, Response> {
    let list = List { at: Place { web, clerk }, asked };
    let shown = list.of_day(|_, day| page::live(day));
    shown.map(|shown| html(StatusCode::OK, shown)).map_err(|refusal| list.at.refused(&refusal))
}

pub async fn events(
    State(web): State<Web>,
    clerk: Clerk,
    stay: Stay,
    Query(asked): Query<Asked>,
) -> impl IntoResponse {
    let list = List { at: Place { web, clerk }, asked };
    let told = stream::events(changes_of(&list), list);
    Sse::new(stay.hears(told))
}

/// What happens to the bookings of the day that is shown. In the hall next to it numbers are drawn and
/// called all the time, which this page does not show.
fn changes_of(list: &List) -> impl Stream<Item = u64> + use<> {
    let (list, mut seen) = (list.clone(), None);
    changes(&list.at.web, list.at.site().to_owned()).filter(move |_| {
        let now = Some(stream::Live::glance(&list));
        ready(std::mem::replace(&mut seen, now) != now)
    })
}

/// By code, by time of the day that is shown, or by name on whatever day. A form and no link: addresses are
/// written down on the way, and a name has no business there.
pub async fn search(
    State(web): State<Web>,
    clerk: Clerk,
    Typed(form): Typed<Filled>,
) -> Result<Response, Response> {
    let asked = |field| form.get(field).unwrap_or_default().to_owned();
    let list = List { at: Place { web, clerk }, asked: Asked { day: asked("day"), with: asked("with") } };
    let sought: String = asked("q").trim().chars().take(QUERY_CHARS_MAX).collect();
    if sought.is_empty() {
        return Ok(Redirect::to(&list.at.path()).into_response());
    }
    let shown = async {
        if let Some(booking) = list.at.of_code(&sought)? {
            return Ok(Redirect::to(&format!("{}/{}", list.at.path(), booking.0)).into_response());
        }
        let rows = match minutes(&sought) {
            Some(minute) => list.at_time(minute)?,
            None => list.named(&sought).await?,
        };
        Ok(html(StatusCode::OK, list.draw(&rows, Some(&sought), page::day)?))
    };
    shown.await.map_err(|refusal: Refusal| list.at.refused(&refusal))
}

/// Somebody of the staff, with the bookings of a site.
#[derive(Clone)]
pub(super) struct Place {
    pub web: Web,
    pub clerk: Clerk,
}

impl Place {
    /// What a form of this person asks for.
    pub async fn carry_out(&self, form: &Filled, act: Act) -> Result<(), Refusal> {
        acts::commit(&self.web, &self.clerk, form.key()?, act).await.map(|_| ())
    }

    pub fn path(&self) -> String {
        format!("{}{}", self.clerk.1, path::BOOKINGS)
    }

    /// The time an address or a form names.
    pub fn time_of(&self, text: &str) -> Option<DateTime<Utc>> {
        time_of(text, self.web.clock.now())
    }

    pub fn site(&self) -> &str {
        &self.clerk.0.site
    }

    pub fn config(&self) -> Result<Arc<Site>, Refusal> {
        self.of_site(|state| state.config.clone())
    }

    pub fn coming(&self) -> Result<Arc<Coming>, Refusal> {
        self.of_site(|state| state.coming().clone())
    }

    /// The desk waits meanwhile, so little is done with the state in hand.
    pub fn of_site<T>(&self, read: impl FnOnce(&SiteState) -> T) -> Result<T, Refusal> {
        let sites = self.web.desk.sites();
        Ok(read(sites.get(self.site()).ok_or_else(|| Refusal::unknown("site"))?))
    }

    fn of_code(&self, typed: &str) -> Result<Option<calendar::BookingId>, Refusal> {
        let Some(code) = links::normalised(typed) else { return Ok(None) };
        self.of_site(|state| state.booking_of(&code))
    }

    /// Whoever serves a matter may always book it.
    fn channel(&self) -> Channel {
        match self.clerk.0.role.may(Right::Serve) {
            true => Channel::Staff,
            false => Channel::Infopoint,
        }
    }

    pub fn row(&self, booking: Arranged) -> Result<Row, Refusal> {
        let contact = self.web.visitors.of(self.site(), booking.id)?;
        let letters = self.web.visitors.letters_about(self.site(), booking.id)?;
        let files = self.web.visitors.uploads(self.site(), booking.id)?.len();
        Ok(Row::of(booking, contact.as_ref(), &letters, files))
    }

    pub fn refused(&self, refusal: &Refusal) -> Response {
        refused(&self.web, refusal)
    }
}

/// A list of bookings.
#[derive(Clone)]
struct List {
    at: Place,
    asked: Asked,
}

impl List {
    fn today(&self) -> Result<NaiveDate, Refusal> {
        Ok(self.at.coming()?.date(self.at.web.clock.now()))
    }

    fn date(&self) -> Result<NaiveDate, Refusal> {
        let day = self.asked.day.parse().ok().and_then(|day| near(day, self.at.web.clock.now()));
        day.map_or_else(|| self.today(), Ok)
    }

    fn with(&self) -> Option<&str> {
        Some(self.asked.with.as_str()).filter(|with| !with.is_empty())
    }

    /// Whoever is at the infopoint or leads has to do with all; a clerk is shown those of one resource.
    fn has_to_choose(&self) -> bool {
        self.with().is_none() && !self.at.clerk.0.role.may(Right::Assist)
    }

    fn is_shown(&self, booking: &Arranged) -> bool {
        self.with().map_or(!self.has_to_choose(), |with| booking.is_with(with))
    }

    fn rows_of_day(&self) -> Result<Vec<Row>, Refusal> {
        let shown = self.of_date()?.into_iter().filter(|booking| self.is_shown(booking));
        shown.map(|booking| self.at.row(booking)).collect()
    }

    fn of_date(&self) -> Result<Vec<Arranged>, Refusal> {
        let date = self.date()?;
        self.at.of_site(|state| views::arranged_on(state, date))
    }

    /// A search goes over the bookings of everybody: who stands at a counter and says a name or a time is
    /// helped there.
    fn at_time(&self, minute: u32) -> Result<Vec<Row>, Refusal> {
        let zone = self.at.config()?.time_zone;
        let begins = |booking: &Arranged| {
            let at = booking.listed_at().with_timezone(&zone);
            at.hour() * 60 + at.minute() == minute
        };
        let found = self.of_date()?.into_iter().filter(begins);
        found.map(|booking| self.at.row(booking)).collect()
    }

    /// The same. Every name of the days to come is opened for it, on a thread of its own.
    async fn named(&self, name: &str) -> Result<Vec<Row>, Refusal> {
        let (web, site, name) = (self.at.web.clone(), self.at.site().to_owned(), name.to_owned());
        let found = tokio::task::spawn_blocking(move || web.visitors.named(&site, &name));
        let found = found.await.map_err(|_| Refusal::broken())??;
        let mut bookings = self.at.of_site(|state| {
            let known = found.keys().filter_map(|booking| state.bookings().booking(*booking));
            let known = known.filter(|booking| booking.state != Stage::Lapsed);
            known.map(|booking| views::arranged(state, booking)).collect::<Vec<_>>()
        })?;
        bookings.sort_by_key(|booking| (booking.at, booking.id));
        bookings.into_iter().map(|booking| self.at.row(booking)).collect()
    }

    fn of_day(&self, draw: impl FnOnce(&crate::pages::Site, &Day) -> String) -> Result<String, Refusal> {
        self.draw(&self.rows_of_day()?, None, draw)
    }

    fn draw(
        &self,
        rows: &[Row],
        sought: Option<&str>,
        draw: impl FnOnce(&crate::pages::Site, &Day) -> String,
    ) -> Result<String, Refusal> {
        let Place { web, clerk } = &self.at;
        let (sequence, config, coming) =
            self.at.of_site(|state| (state.sequence, state.config.clone(), state.coming().clone()))?;
        let resources: Vec<String> = coming.plan().resources.keys().cloned().collect();
        let key = fresh_key();
        let day = Day {
            who: &who_at(clerk, &key),
            date: self.date()?,
            today: self.today()?,
            resources: &resources,
            with: self.with(),
            has_to_choose: self.has_to_choose(),
            rows,
            sought,
            version: (web.epoch, sequence),
            now: web.clock.now(),
            zone: config.time_zone,
            key: &key,
            problem: None,
        };
        Ok(draw(&site_named(web, self.at.site()), &day))
    }
}

impl stream::Live for List {
    /// The day that is shown, and what has happened to it.
    type Glance = Option<(NaiveDate, u64)>;

    fn glance(&self) -> Self::Glance {
        let (date, coming) = (self.date().ok()?, self.at.coming().ok()?);
        Some((date, coming.version_on(date)))
    }

    fn draw(&self) -> Option<String> {
        self.of_day(|_, day| page::live(day)).ok()
    }
}
