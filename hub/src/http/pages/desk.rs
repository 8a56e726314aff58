//! The clerk's pages.

use std::collections::BTreeMap;

use axum::extract::{FromRequestParts, Path, State};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::sse::Sse;
use axum::response::{IntoResponse, Redirect, Response};
use futures_util::StreamExt;
use queue::{Command, TicketId};
use serde::Deserialize;
use wire::http::Problem;

use super::bookings::files;
use super::filled::Filled;
use super::own::who_at;
use super::{Typed, by_script, fresh_key, html, live as stream, refused, site_named, status_shown, trouble};
use crate::config::Site;
use crate::desk::{Act, Order};
use crate::http::desk::changes;
use crate::http::pages::query::Query;
use crate::http::{Clerk, Refusal, Stay, Web, acts, elsewhere};
use crate::pages::account::Who;
use crate::pages::ask::{self as ask_page, Question, What};
use crate::pages::desk::{self as page, Choice, Counter, Desk, OtherSite, StillOpen, Tab, counter_path};
use crate::pages::infopoint as infopoint_page;
use crate::pages::path;
use crate::pages::trouble::Trouble;
use crate::rights::Right;
use crate::views;

pub async fn choose(State(web): State<Web>, clerk: Clerk) -> Response {
    choice(&web, &clerk, None)
}

#[derive(Deserialize)]
pub struct Shown {
    #[serde(default)]
    tab: Tab,
}

pub async fn page(mut at: Place, Query(Shown { tab }): Query<Shown>) -> Response {
    at.tab = tab;
    at.sits_down().await;
    html(StatusCode::OK, at.render(None, |site, desk| page::page(site, desk)))
}

pub async fn live(at: Place) -> Response {
    at.is_seen();
    html(StatusCode::OK, at.render(None, |_, desk| page::live(desk)))
}

pub async fn events(at: Place, stay: Stay) -> impl IntoResponse {
    // A counter that was closed meanwhile for nobody being there is open again.
    at.sits_down().await;
    let changes = changes(&at.web, at.clerk.0.site.clone());
    let (site, clerk) = (at.clerk.0.site.clone(), at.clerk.0.id);
    let present = at.web.attendance.stays(&site, &at.counter, clerk, at.web.clock.clone());
    // The stream owns the presence: it ends with the page, or with the session.
    let told = stream::events(changes, at).map(move |event| {
        let _ = &present;
        event
    });
    Sse::new(stay.hears(told))
}

pub async fn next(at: Place, headers: HeaderMap, Typed(form): Typed<Filled>) -> Response {
    let except = at.passed_over();
    let command = Command::CallNext { counter: at.counter.clone(), except };
    let done = at.carry_out(&form, Act::Queue(command)).await;
    at.answer(&headers, done)
}

pub async fn act(at: Place, headers: HeaderMap, Typed(form): Typed<Filled>) -> Response {
    let asked = form.act(&at.counter);
    let done = match asked.and_then(|asked| acts::on_ticket(&at.web, &at.clerk, asked)) {
        Ok(act) => at.carry_out(&form, act).await,
        Err(refusal) => Err(refusal),
    };
    at.answer(&headers, done)
}

pub async fn undo(at: Place, headers: HeaderMap, Typed(form): Typed<Filled>) -> Response {
    let command = Command::Undo { counter: at.counter.clone() };
    let done = at.carry_out(&form, Act::Queue(command)).await;
    at.answer(&headers, done)
}

#[derive(Deserialize)]
pub struct About {
    number: String,
}

/// A question before an act: in a dialog with script, as a page of its own without.
pub async fn ask(
    at: Place,
    Path((_, what)): Path<(String, String)>,
    Query(about): Query<About>,
    headers: HeaderMap,
) -> Response {
    let Some(what) = What::named(&what) else { return trouble(&at.web, Trouble::NotFound) };
    let back = at.path();
    match asked(&at.web, &at.clerk, &back, what, &about.number) {
        Ok(html_of) => html(StatusCode::OK, html_of(by_script(&headers))),
        // The ticket is gone: the desk says so, in place of the dialog.
        Err(refusal) => {
            let mut answer = at.answer(&headers, Err(refusal));
            answer.headers_mut().insert("hx-retarget", HeaderValue::from_static("#live"));
            answer
        }
    }
}

#[derive(Deserialize)]
pub struct Moved {
    number: String,
}

/// The paper for somebody who was sent to another site: the number there, and the way.
pub async fn slip(at: Place, Query(moved): Query<Moved>) -> Response {
    match at.slip_elsewhere(&moved.number) {
        Ok(slip) => html(StatusCode::OK, slip),
        Err(refusal) => refused(&at.web, &refusal),
    }
}

/// Draws a question about a ticket; `back` is the page it belongs to.
pub(super) fn asked(
    web: &Web,
    clerk: &Clerk,
    back: &str,
    what: What,
    number: &str,
) -> Result<impl FnOnce(bool) -> String, Refusal> {
    let id = acts::found(web, clerk, number)?;
    let now = web.clock.now();
    let state = web.desk.site(&clerk.0.site).ok_or_else(|| Refusal::unknown("site"))?;
    let ticket = views::desk_ticket(&state, state.day.find(id).ok_or_else(|| Refusal::unknown("ticket"))?);
    let (places, config) = (views::destinations(&state, now), state.config.clone());
    let others = web.config.sites.iter().filter(|site| site.id != clerk.0.site);
    let others: Vec<views::OtherSite> =
        others.filter_map(|site| Some(views::elsewhere(&*web.desk.site(&site.id)?))).collect();
    let (site, back) = (site_named(web, &clerk.0.site), back.to_owned());
    Ok(move |is_part: bool| {
        let key = fresh_key();
        let question = Question {
            who: &who_at(clerk, &key),
            back: &back,
            what,
            ticket: &ticket,
            services: &names_of_services(&config),
            places: &places,
            others: &others,
            key: &key,
        };
        if is_part { ask_page::part(&question) } else { ask_page::page(&site, &question) }
    })
}

/// A clerk at a counter.
pub(super) struct Place {
    pub web: Web,
    pub clerk: Clerk,
    pub counter: String,
    /// The list to show first; a script remembers what was chosen after it.
    pub tab: Tab,
}

/// Whoever asks for a counter that is not there, or not at this site, chooses another.
impl FromRequestParts<Web> for Place {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, web: &Web) -> Result<Place, Response> {
        let broken = |refusal: Refusal| refused(web, &refusal);
        let clerk = Clerk::from_request_parts(parts, web).await.map_err(broken)?;
        let unknown = Refusal::unknown("counter");
        let named = Path::<BTreeMap<String, String>>::from_request_parts(parts, web).await;
        let counter = named.ok().and_then(|Path(mut named)| named.remove("counter"));
        match counter.filter(|counter| has_counter(web, &clerk, counter)) {
            Some(counter) => Ok(Place { web: web.clone(), clerk, counter, tab: Tab::Waiting }),
            None if by_script(&parts.headers) => Err(unknown.into_response()),
            None => Err(choice(web, &clerk, Some(unknown))),
        }
    }
}

impl Place {
    fn path(&self) -> String {
        format!("{}{}", self.clerk.1, counter_path(&self.counter))
    }

    fn is_seen(&self) {
        let (site, clerk) = (&self.clerk.0.site, self.clerk.0.id);
        self.web.attendance.seen(site, &self.counter, clerk, self.web.clock.now());
    }

    /// A clerk who opens the page of a counter sits at it; on an open day visitors are told a time from
    /// then on.
    async fn sits_down(&self) {
        self.is_seen();
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

    /// Whom "next" leaves out. Where there is nobody else, whoever was passed over is the next after all.
    fn passed_over(&self) -> Vec<TicketId> {
        let site = &self.clerk.0.site;
        let Some(state) = self.web.desk.site(site) else { return vec![] };
        let Some(day) = state.day.date() else { return vec![] };
        let passed = self.web.floor.passed_over(site, &self.counter, day);
        let others = state.day.next_except(&self.counter, &passed, self.web.clock.now());
        if others.is_some() { passed } else { vec![] }
    }

    async fn carry_out(&self, form: &Filled, act: Act) -> Result<(), Refusal> {
        let (site, calls) = (&self.clerk.0.site, calls(&act));
        let released = match &act {
            Act::Queue(Command::Release { ticket, .. }) => Some(*ticket),
            _ => None,
        };
        acts::carry_out(&self.web, &self.clerk, form.key()?, act).await?;
        let day = self.web.desk.site(site).and_then(|state| state.day.date());
        if let (Some(ticket), Some(day)) = (released, day) {
            self.web.floor.pass_over(site, &self.counter, day, ticket);
        } else if calls {
            self.web.floor.called(site, &self.counter);
        }
        Ok(())
    }

    /// Script gets the part with its notice; a plain form gets the page anew, or with the refusal.
    pub fn answer(&self, headers: &HeaderMap, done: Result<(), Refusal>) -> Response {
        let refusal = done.err();
        let status = status_shown(refusal.as_ref());
        let problem = refusal.map(|refusal| refusal.problem);
        if by_script(headers) {
            return html(status, self.render(problem.as_ref(), |_, desk| page::answer(desk)));
        }
        match problem {
            None => Redirect::to(&self.path()).into_response(),
            Some(_) => html(status, self.render(problem.as_ref(), |site, desk| page::page(site, desk))),
        }
    }

    fn slip_elsewhere(&self, number: &str) -> Result<String, Refusal> {
        let unknown = || Refusal::unknown("ticket");
        let id = acts::found(&self.web, &self.clerk, number)?;
        let here = self.web.desk.site(&self.clerk.0.site).ok_or_else(unknown)?;
        let moved = here.day.find(id).and_then(|ticket| ticket.moved_to()).ok_or_else(unknown)?;
        let there = self.web.desk.site(&moved.site).ok_or_else(unknown)?;
        let issued = views::issued(&there, &self.web.public_url, moved.ticket, self.web.clock.now());
        let issued = issued.filter(|issued| issued.number == moved.number.to_string()).ok_or_else(unknown)?;
        let names = names_of_services(&there.config);
        let slip = infopoint_page::Slip {
            site: &site_named(&self.web, &moved.site),
            ticket: &issued,
            service: names.get(&issued.service).map_or("", String::as_str),
            zone: there.config.time_zone,
            again: false,
            moved: true,
        };
        Ok(infopoint_page::slip(&slip))
    }

    fn render(
        &self,
        problem: Option<&Problem>,
        draw: impl FnOnce(&crate::pages::Site, &Desk) -> String,
    ) -> String {
        let now = self.web.clock.now();
        let site = &self.clerk.0.site;
        let (mut queue, config, booking) = {
            let sites = self.web.desk.sites();
            let state = &sites[site];
            let queue = views::desk_queue(state, Some(&self.counter), self.web.epoch, now);
            (queue, state.config.clone(), views::booking_at(state, &self.counter))
        };
        let files = booking.map_or(Ok(vec![]), |booking| files(&self.web, &self.clerk, booking));
        // Said where the database says it; the desk goes on without.
        let files = files.unwrap_or_default();
        acts::name_office(&self.web, queue.last_step.as_mut().and_then(|step| step.moved_to.as_mut()));
        let bells = self.web.floor.bells(site, now);
        let key = fresh_key();
        let desk = Desk {
            files: &files,
            bells: &bells,
            floor: self.web.floor.revision(site),
            tab: self.tab,
            who: &Who { rings: false, ..who_at(&self.clerk, &key) },
            counter: &self.counter,
            services: &names_of_services(&config),
            queue: &queue,
            now,
            zone: config.time_zone,
            key: &key,
            problem,
        };
        draw(&site_named(&self.web, &self.clerk.0.site), &desk)
    }
}

/// Everything at a desk is shown at once.
impl stream::Live for Place {
    type Glance = (u64, u64);

    fn glance(&self) -> (u64, u64) {
        let site = &self.clerk.0.site;
        (self.web.desk.sites()[site].sequence, self.web.floor.revision(site))
    }

    fn draw(&self) -> Option<String> {
        Some(self.render(None, |_, desk| page::live(desk)))
    }
}

fn calls(act: &Act) -> bool {
    matches!(act, Act::Queue(Command::CallNext { .. } | Command::Call { .. } | Command::Look { .. }))
}

pub(super) fn names_of_services(site: &Site) -> BTreeMap<String, String> {
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
    let (key, open) = (fresh_key(), still_open(web, clerk.0.id));
    let choice = Choice {
        who: &who_at(clerk, &key),
        counters: &counters,
        sites: &sites_to_choose(web, clerk),
        still_open: open.as_ref(),
        key: &key,
        problem: refusal.as_ref().map(|refusal| &refusal.problem),
    };
    let status = refusal.as_ref().map_or(StatusCode::OK, |refusal| refusal.status);
    html(status, page::choose(&site_named(web, &clerk.0.site), &choice))
}

/// More than one for those who look after all.
fn sites_to_choose(web: &Web, clerk: &Clerk) -> Vec<OtherSite> {
    if !clerk.0.role.may(Right::AllSites) {
        return Vec::new();
    }
    let sites = web.config.sites.iter().map(|site| OtherSite {
        name: format!("{} ({})", site.office, site.id),
        path: format!("{}{}", elsewhere::base(&site.id), path::DESK),
        is_shown: site.id == clerk.0.site,
    });
    sites.collect()
}

/// What is open at the counter where somebody was last.
pub(super) fn still_open(web: &Web, clerk: i64) -> Option<StillOpen> {
    let (site, counter) = web.attendance.seat_of(clerk)?;
    let state = web.desk.site(&site)?;
    let number = state.day.ticket((*state.day.counters().get(&counter)?)?).number.to_string();
    let path = format!("{}{}", elsewhere::base(&site), counter_path(&counter));
    Some(StillOpen { counter, path, number })
}
