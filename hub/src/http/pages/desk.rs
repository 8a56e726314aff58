//! The clerk's pages.

use std::collections::BTreeMap;

use axum::extract::{FromRequestParts, Path, State};
use axum::http::request::Parts;
use axum::http::{HeaderMap, StatusCode};
use axum::response::sse::Sse;
use axum::response::{IntoResponse, Redirect, Response};
use queue::Command;
use serde::Deserialize;
use wire::http::{Problem, TicketAct};

use super::{Typed, by_script, fresh_key, html, live as stream, refused, site_named};
use crate::config::Site;
use crate::desk::{Act, Order};
use crate::http::desk::{carry_out, changes, command};
use crate::http::{Clerk, Key, Refusal, Stay, Web};
use crate::pages::desk::{self as page, Choice, Counter, Desk, counter_path};
use crate::views;

pub async fn choose(State(web): State<Web>, clerk: Clerk) -> Response {
    choice(&web, &clerk, None)
}

pub async fn page(at: Place) -> Response {
    at.sits_down().await;
    html(StatusCode::OK, at.render(None, |site, desk| page::page(site, desk)))
}

pub async fn live(at: Place) -> Response {
    html(StatusCode::OK, at.render(None, |_, desk| page::live(desk)))
}

pub async fn events(at: Place, stay: Stay) -> impl IntoResponse {
    let changes = changes(&at.web, at.clerk.0.site.clone());
    Sse::new(stay.hears(stream::events(changes, at)))
}

#[derive(Deserialize)]
pub struct Next {
    key: String,
}

pub async fn next(at: Place, headers: HeaderMap, Typed(form): Typed<Next>) -> Response {
    let command = Command::CallNext { counter: at.counter.clone(), except: vec![] };
    let done = at.carry_out(form.key, command).await;
    at.answer(&headers, done)
}

#[derive(Deserialize)]
pub struct OneTicket {
    key: String,
    number: String,
    act: wire::http::Act,
}

pub async fn act(at: Place, headers: HeaderMap, Typed(form): Typed<OneTicket>) -> Response {
    let asked = TicketAct { counter: at.counter.clone(), number: form.number, act: form.act };
    let done = match command(&at.web, &at.clerk, asked) {
        Ok(command) => at.carry_out(form.key, command).await,
        Err(refusal) => Err(refusal),
    };
    at.answer(&headers, done)
}

/// A clerk at a counter of the own site.
pub struct Place {
    web: Web,
    clerk: Clerk,
    counter: String,
}

/// Whoever asks for a counter that is not there, or not at this site, chooses another.
impl FromRequestParts<Web> for Place {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, web: &Web) -> Result<Place, Response> {
        let broken = |refusal: Refusal| refused(web, &refusal);
        let clerk = Clerk::from_request_parts(parts, web).await.map_err(broken)?;
        let unknown = Refusal::unknown("counter");
        let counter = Path::<String>::from_request_parts(parts, web).await;
        match counter.ok().filter(|Path(counter)| has_counter(web, &clerk, counter)) {
            Some(Path(counter)) => Ok(Place { web: web.clone(), clerk, counter }),
            None if by_script(&parts.headers) => Err(unknown.into_response()),
            None => Err(choice(web, &clerk, Some(unknown))),
        }
    }
}

impl Place {
    /// A clerk who opens the page of a counter sits at it; from then on visitors are told a time.
    async fn sits_down(&self) {
        let open = {
            let sites = self.web.desk.sites();
            sites[&self.clerk.0.site].day.counters().contains_key(&self.counter)
        };
        if !open {
            let act = Act::Queue(Command::OpenCounter { counter: self.counter.clone() });
            let order = Order { site: self.clerk.0.site.clone(), actor: self.clerk.actor(), key: None, act };
            // Before the day begins no counter can be opened; the first call does it then.
            let _ = self.web.desk.commit(order).await;
        }
    }

    async fn carry_out(&self, key: String, command: Command) -> Result<(), Refusal> {
        let key =
            Key::checked(&key).ok_or_else(|| Refusal::bad("bad-key", "the form carries no good key"))?;
        carry_out(&self.web, &self.clerk, key.0, command).await.map(|_| ())
    }

    /// Script gets the part with its notice; a plain form gets the page anew, or with the refusal.
    fn answer(&self, headers: &HeaderMap, done: Result<(), Refusal>) -> Response {
        let problem = done.err().map(|refusal| refusal.problem);
        let status = problem.as_ref().map_or(StatusCode::OK, |_| StatusCode::CONFLICT);
        if by_script(headers) {
            return html(status, self.render(problem.as_ref(), |_, desk| page::answer(desk)));
        }
        match problem {
            None => Redirect::to(&counter_path(&self.counter)).into_response(),
            Some(_) => html(status, self.render(problem.as_ref(), |site, desk| page::page(site, desk))),
        }
    }

    fn render(
        &self,
        problem: Option<&Problem>,
        draw: impl FnOnce(&crate::pages::Site, &Desk) -> String,
    ) -> String {
        let now = self.web.clock.now();
        let (queue, config) = {
            let sites = self.web.desk.sites();
            let state = &sites[&self.clerk.0.site];
            (views::desk_queue(state, Some(&self.counter), self.web.epoch, now), state.config.clone())
        };
        let desk = Desk {
            clerk: &self.clerk.0.name,
            counter: &self.counter,
            services: &names_of_services(&config),
            queue: &queue,
            now,
            zone: config.time_zone,
            key: &fresh_key(),
            problem,
        };
        draw(&site_named(&self.web, &self.clerk.0.site), &desk)
    }
}

/// Everything at a desk is shown at once.
impl stream::Live for Place {
    type Glance = u64;

    fn glance(&self) -> u64 {
        self.web.desk.sites()[&self.clerk.0.site].sequence
    }

    fn draw(&self) -> Option<String> {
        Some(self.render(None, |_, desk| page::live(desk)))
    }
}

fn names_of_services(site: &Site) -> BTreeMap<String, String> {
    site.services.iter().map(|service| (service.id.clone(), service.name.clone())).collect()
}

fn has_counter(web: &Web, clerk: &Clerk, counter: &str) -> bool {
    let sites = web.desk.sites();
    sites.get(&clerk.0.site).is_some_and(|state| state.config.counters.iter().any(|c| c.id == counter))
}

fn choice(web: &Web, clerk: &Clerk, refusal: Option<Refusal>) -> Response {
    let counters: Vec<Counter> = {
        let sites = web.desk.sites();
        let Some(state) = sites.get(&clerk.0.site) else { return refused(web, &Refusal::unknown("site")) };
        let busy = |counter: &str| {
            let there =
                state.day.tickets().iter().find(|ticket| ticket.counter().is_some_and(|at| at == counter));
            there.map(|ticket| ticket.number.to_string())
        };
        let counters = state.config.counters.iter();
        counters
            .map(|counter| Counter {
                name: counter.id.clone(),
                place: String::new(),
                busy_with: busy(&counter.id),
            })
            .collect()
    };
    let choice = Choice {
        clerk: &clerk.0.name,
        counters: &counters,
        key: &fresh_key(),
        problem: refusal.as_ref().map(|refusal| &refusal.problem),
    };
    let status = refusal.as_ref().map_or(StatusCode::OK, |refusal| refusal.status);
    html(status, page::choose(&site_named(web, &clerk.0.site), &choice))
}
