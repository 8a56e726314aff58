//! One booking: seen, checked in, cancelled, and printed.

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use calendar::wish::Form;
use calendar::{Booking, BookingId, Command};
use serde::Deserialize;

use super::{Place, files};
use crate::desk::Act;
use crate::http::pages::filled::Filled;
use crate::http::pages::own::who_at;
use crate::http::pages::query::Query;
use crate::http::pages::{Typed, fresh_key, html, site_named, status_shown};
use crate::http::{Clerk, Refusal, Web};
use crate::pages::booking::Asks;
use crate::pages::bookings::{self as page, One, Slip};
use crate::pages::language::german;
use crate::qr::Picture;
use crate::views;

#[derive(Deserialize)]
pub struct Shown {
    /// It was made just now.
    #[serde(default)]
    new: bool,
}

pub async fn show(
    State(web): State<Web>,
    clerk: Clerk,
    Path(id): Path<String>,
    Query(shown): Query<Shown>,
) -> Result<Response, Response> {
    let one = Chosen::found(web, clerk, &id)?;
    one.shown(&How { is_new: shown.new, ..How::default() }, None)
}

pub async fn ask_cancel(
    State(web): State<Web>,
    clerk: Clerk,
    Path(id): Path<String>,
) -> Result<Response, Response> {
    let one = Chosen::found(web, clerk, &id)?;
    one.shown(&How { asks: Some(Asks::Cancel), ..How::default() }, None)
}

pub async fn cancel(
    State(web): State<Web>,
    clerk: Clerk,
    Path(id): Path<String>,
    Typed(form): Typed<Filled>,
) -> Result<Response, Response> {
    let one = Chosen::found(web, clerk, &id)?;
    let act = Act::Calendar(Command::Release { booking: one.booking.id });
    one.acted(one.carry_out(&form, act).await)
}

pub async fn check_in(
    State(web): State<Web>,
    clerk: Clerk,
    Path(id): Path<String>,
    Typed(form): Typed<Filled>,
) -> Result<Response, Response> {
    let one = Chosen::found(web, clerk, &id)?;
    let act = Act::CheckIn { booking: one.booking.id, needs: queue::Needs::NONE, language: None };
    one.acted(one.carry_out(&form, act).await)
}

/// What became of a call, which nobody comes for: the queue has no part in it.
pub async fn outcome(
    State(web): State<Web>,
    clerk: Clerk,
    Path(id): Path<String>,
    Typed(form): Typed<Filled>,
) -> Result<Response, Response> {
    let one = Chosen::found(web, clerk, &id)?;
    let booking = one.booking.id;
    let command = match (one.booking.form, form.get("outcome")) {
        (Form::InPerson, _) => Err(Refusal::bad("bad-field", "whoever comes is checked in")),
        (_, Some("held")) => Ok(Command::CheckIn { booking }),
        (_, Some("not-reached")) => Ok(Command::Miss { booking }),
        _ => Err(Refusal::bad("field-missing", "the form says no outcome")),
    };
    match command {
        Ok(command) => one.acted(one.carry_out(&form, Act::Calendar(command)).await),
        Err(refusal) => one.acted(Err(refusal)),
    }
}

/// To a colleague, at the same time: whoever was to serve it, whoever serves it now and the visitor are told.
pub async fn hand_over(
    State(web): State<Web>,
    clerk: Clerk,
    Path(id): Path<String>,
    Typed(form): Typed<Filled>,
) -> Result<Response, Response> {
    let one = Chosen::found(web, clerk, &id)?;
    let (booking, said) = (one.booking.id, |field| form.get(field).unwrap_or_default().to_owned());
    let (from, to) = (said("from"), said("to"));
    if [&from, &to].iter().any(|id| id.is_empty()) {
        return one.acted(Err(Refusal::bad("field-missing", "the form names nobody who takes over")));
    }
    one.acted(one.carry_out(&form, Act::Calendar(Command::Move { booking, from, to })).await)
}

pub async fn slip(
    State(web): State<Web>,
    clerk: Clerk,
    Path(id): Path<String>,
) -> Result<Response, Response> {
    let one = Chosen::found(web, clerk, &id)?;
    one.slip().map(|slip| html(StatusCode::OK, slip)).map_err(|refusal| one.at.refused(&refusal))
}

/// A booking of the site, and who has it on the screen.
pub(super) struct Chosen {
    pub at: Place,
    pub booking: Booking,
}

/// How the page of a booking is shown.
#[derive(Default)]
pub(super) struct How<'a> {
    pub is_new: bool,
    pub asks: Option<Asks>,
    pub letters: Option<&'a str>,
    pub place: Option<&'a str>,
}

impl Chosen {
    pub fn found(web: Web, clerk: Clerk, id: &str) -> Result<Chosen, Response> {
        let at = Place { web, clerk };
        let booking = id.parse().ok().map(BookingId);
        let booking =
            booking.and_then(|id| at.of_site(|state| state.bookings().booking(id).cloned()).ok()?);
        match booking {
            Some(booking) => Ok(Chosen { at, booking }),
            None => Err(at.refused(&Refusal::unknown("booking"))),
        }
    }

    pub fn path(&self) -> String {
        format!("{}/{}", self.at.path(), self.booking.id.0)
    }

    pub async fn carry_out(&self, form: &Filled, act: Act) -> Result<(), Refusal> {
        self.at.carry_out(form, act).await
    }

    /// The booking as it is then, on a page of its own address.
    fn acted(&self, done: Result<(), Refusal>) -> Result<Response, Response> {
        match done {
            Ok(()) => Ok(Redirect::to(&self.path()).into_response()),
            Err(refusal) => self.shown(&How::default(), Some(&refusal)),
        }
    }

    pub fn shown(&self, how: &How, refusal: Option<&Refusal>) -> Result<Response, Response> {
        let shown = self.page(how, refusal).map_err(|refusal| self.at.refused(&refusal))?;
        Ok(html(status_shown(refusal), shown))
    }

    fn page(&self, how: &How, refusal: Option<&Refusal>) -> Result<String, Refusal> {
        let Place { web, clerk } = &self.at;
        let (site, id) = (self.at.site(), self.booking.id);
        let (config, arranged) =
            self.at.of_site(|state| (state.config.clone(), views::arranged(state, &self.booking)))?;
        let (contact, letters) = (web.visitors.of(site, id)?, web.visitors.letters_about(site, id)?);
        let (key, now, files) = (fresh_key(), web.clock.now(), files(web, clerk, id)?);
        let video = web.video_link(site, &self.booking);
        let one = One {
            who: &who_at(clerk, &key),
            booking: &arranged,
            contact: contact.as_ref(),
            letters: &letters,
            files: &files,
            by_mail: web.visitors.are_written_to(),
            place: &config.place(),
            video: video.as_deref(),
            bring: &config.bring(&self.booking, german().tag),
            is_new: how.is_new,
            asks: how.asks,
            letters_of_name: how.letters,
            living: how.place,
            colleagues: &self.at.coming()?.colleagues(&self.booking, now),
            today: self.at.coming()?.date(now),
            now,
            zone: config.time_zone,
            key: &key,
            problem: refusal.map(|refusal| &refusal.problem),
        };
        Ok(page::one(&site_named(web, site), &one))
    }

    fn slip(&self) -> Result<String, Refusal> {
        let web = &self.at.web;
        let (config, arranged, path) = self.at.of_site(|state| {
            let path = state.booking_path(self.booking.id);
            (state.config.clone(), views::arranged(state, &self.booking), path)
        })?;
        let slip = Slip {
            booking: &arranged,
            place: &config.place(),
            bring: &config.bring(&self.booking, german().tag),
            picture: &Picture::of_address(&format!("{}{path}", web.public_url)),
            zone: config.time_zone,
        };
        Ok(page::slip(&site_named(web, self.at.site()), &slip))
    }
}
