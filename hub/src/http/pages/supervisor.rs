//! The supervisor: the hall at a glance, and what may be opened and closed.

use std::collections::{BTreeMap, BTreeSet};

use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::sse::Sse;
use axum::response::{IntoResponse, Redirect, Response};
use chrono::{DateTime, Utc};
use wire::http::HallAct;

use super::filled::Filled;
use super::own::who_at;
use super::{Typed, by_script, fresh_key, html, live as stream, site_named, status_shown};
use crate::config::{local_instant, minutes};
use crate::desk::SiteState;
use crate::floor::{Helper, LastWord};
use crate::http::desk::changes;
use crate::http::{Clerk, Refusal, Stay, Web, acts};
use crate::pages::path;
use crate::pages::supervisor::{self as page, Supervisor};
use crate::store::{Device, DeviceKind};
use crate::views;

pub async fn show(State(web): State<Web>, clerk: Clerk) -> Response {
    html(StatusCode::OK, Place { web, clerk }.render(None, page::page))
}

pub async fn live(State(web): State<Web>, clerk: Clerk) -> Response {
    html(StatusCode::OK, Place { web, clerk }.render(None, |_, hall| page::live(hall)))
}

pub async fn events(State(web): State<Web>, clerk: Clerk, stay: Stay) -> impl IntoResponse {
    let changes = changes(&web, clerk.0.site.clone());
    Sse::new(stay.hears(stream::events(changes, Place { web, clerk })))
}

pub async fn hall(
    State(web): State<Web>,
    clerk: Clerk,
    headers: HeaderMap,
    Typed(form): Typed<Filled>,
) -> Response {
    let at = Place { web, clerk };
    let done = match at.asked(&form) {
        Ok(act) => at.carry_out(&form, act).await,
        Err(refusal) => Err(refusal),
    };
    at.answer(&headers, done)
}

pub async fn bell(
    State(web): State<Web>,
    clerk: Clerk,
    headers: HeaderMap,
    Typed(form): Typed<Filled>,
) -> Response {
    let at = Place { web, clerk };
    let helper = Helper::Person(at.clerk.0.name.clone());
    super::bell::pull(&at.web, &at.clerk, &helper, &form);
    at.answer(&headers, Ok(()))
}

fn asked(form: &Filled, site: &SiteState) -> Result<HallAct, Refusal> {
    let missing = || Refusal::bad("field-missing", "the form does not say what or which");
    let counter = || form.get("counter").map(str::to_owned).ok_or_else(missing);
    let zone = || form.get("zone").and_then(|zone| zone.chars().next()).ok_or_else(missing);
    Ok(match form.get("act").unwrap_or_default() {
        "close-zone" => HallAct::CloseZone { zone: zone()? },
        "open-zone" => HallAct::OpenZone { zone: zone()? },
        "open-counter" => HallAct::OpenCounter { counter: counter()? },
        "close-counter" => HallAct::CloseCounter { counter: counter()? },
        "ghost-counters" => {
            let count = form.get("count").map(str::parse).transpose();
            HallAct::GhostCounters { count: count.map_err(|_| missing())? }
        }
        "contingent" => {
            let (zone, service) = match form.get("of").and_then(|of| of.split_once(':')) {
                Some(("zone", letter)) => (letter.chars().next(), None),
                Some(("service", id)) => (None, Some(id.to_owned())),
                _ => return Err(missing()),
            };
            let count = form.get("count").map(str::parse).transpose();
            HallAct::Contingent { zone, service, count: count.map_err(|_| missing())? }
        }
        "close-early" => {
            let at = form.get("at").map(|at| minutes(at).and_then(|minute| at_minute(site, minute)));
            match at {
                Some(None) => return Err(missing()),
                at => HallAct::CloseEarly { at: at.flatten() },
            }
        }
        "notice" => {
            let place = form.word("place")?.ok_or_else(missing)?;
            HallAct::Notice { place, words: form.get("words").map(str::to_owned) }
        }
        "assign" => {
            let services: BTreeSet<String> = form.all("service").map(str::to_owned).collect();
            // No box ticked is no wish to have less than all.
            let services = Some(services).filter(|services| !services.is_empty());
            HallAct::Assign { counter: counter()?, services }
        }
        _ => return Err(missing()),
    })
}

/// A time of the wall clock on the service day.
fn at_minute(site: &SiteState, minute: u32) -> Option<DateTime<Utc>> {
    Some(local_instant(site.day.date()?, minute, site.config.time_zone))
}

/// The kiosks of a site, with what each said last. Without the database nobody knows which there are.
pub(super) fn kiosks_of(web: &Web, site: &str) -> Vec<(String, Option<LastWord>)> {
    let devices = Device::all(&web.access.read()).unwrap_or_default().into_iter();
    let kiosks = devices.filter(|device| device.site == site && device.kind == DeviceKind::Kiosk);
    let kiosks = kiosks.filter(|device| !device.revoked).map(|device| device.id);
    kiosks.map(|id| (id.clone(), web.floor.word_of(site, &id))).collect()
}

struct Place {
    web: Web,
    clerk: Clerk,
}

impl Place {
    fn path(&self) -> String {
        format!("{}{}", self.clerk.1, path::SUPERVISOR)
    }

    fn asked(&self, form: &Filled) -> Result<HallAct, Refusal> {
        let site = self.web.desk.site(&self.clerk.0.site).ok_or_else(|| Refusal::unknown("site"))?;
        asked(form, &site)
    }

    async fn carry_out(&self, form: &Filled, act: HallAct) -> Result<(), Refusal> {
        if let HallAct::OpenCounter { counter } = &act {
            // Opened without a page, and on purpose: it is not closed for having none.
            self.web.attendance.forget(&self.clerk.0.site, counter);
        }
        let act = acts::in_hall(act)?;
        acts::commit(&self.web, &self.clerk, form.key()?, act).await.map(|_| ())
    }

    fn answer(&self, headers: &HeaderMap, done: Result<(), Refusal>) -> Response {
        let refusal = done.err();
        let status = status_shown(refusal.as_ref());
        let problem = refusal.map(|refusal| refusal.problem);
        if by_script(headers) {
            return html(status, self.render(problem.as_ref(), |_, hall| page::answer(hall)));
        }
        match problem {
            None => Redirect::to(&self.path()).into_response(),
            Some(_) => html(status, self.render(problem.as_ref(), page::page)),
        }
    }

    /// Since when the pages of which counters are closed.
    fn left(&self, hall: &views::HallOverview) -> BTreeMap<String, DateTime<Utc>> {
        let since = |counter: &str| self.web.attendance.left_since(&self.clerk.0.site, counter);
        let counters = hall.counters.iter();
        counters.filter_map(|counter| Some((counter.id.clone(), since(&counter.id)?))).collect()
    }

    fn render(
        &self,
        problem: Option<&wire::http::Problem>,
        draw: impl FnOnce(&crate::pages::Site, &Supervisor) -> String,
    ) -> String {
        let (now, site) = (self.web.clock.now(), &self.clerk.0.site);
        let state = self.web.desk.site(site).expect("whoever came in is of a site");
        let hall = views::hall_overview(&state, now);
        let key = fresh_key();
        let supervisor = Supervisor {
            who: &who_at(&self.clerk, &key),
            hall: &hall,
            bells: &self.web.floor.bells(site, now),
            kiosks: &kiosks_of(&self.web, site),
            left: &self.left(&hall),
            unattended_minutes: state.config.order.unattended_minutes,
            version: (self.web.epoch, state.sequence, self.web.floor.revision(site)),
            now,
            zone: state.config.time_zone,
            key: &key,
            problem,
        };
        draw(&site_named(&self.web, site), &supervisor)
    }
}

impl stream::Live for Place {
    /// The hall may wait for the next sign of life; a bell may not.
    type Glance = u64;

    fn glance(&self) -> u64 {
        self.web.floor.revision(&self.clerk.0.site)
    }

    fn draw(&self) -> Option<String> {
        Some(self.render(None, |_, hall| page::live(hall)))
    }
}
