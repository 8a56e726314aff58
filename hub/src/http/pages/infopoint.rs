//! The infopoint: numbers for those who do not use the kiosk, bookings that check in, and what a
//! ticket needs besides.

use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::sse::Sse;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;
use wire::http::{CheckInVisitor, DrawForVisitor, IssuedTicket};

use super::desk::{asked, names_of_services};
use super::filled::Filled;
use super::own::who_at;
use super::supervisor::kiosks_of;
use super::{Typed, by_script, fresh_key, html, live as stream, refused, site_named, status_shown, trouble};
use crate::desk::Act;
use crate::floor::Helper;
use crate::http::desk::changes;
use crate::http::pages::query::Query;
use crate::http::{Clerk, Refusal, Stay, Web, acts};
use crate::pages::ask::What;
use crate::pages::infopoint::{self as page, Infopoint};
use crate::pages::path;
use crate::pages::trouble::Trouble;
use crate::views;

#[derive(Deserialize)]
pub struct Shown {
    /// The number that was drawn just now.
    drawn: Option<String>,
    /// It was given out before.
    #[serde(default)]
    again: bool,
}

pub async fn show(State(web): State<Web>, clerk: Clerk, Query(shown): Query<Shown>) -> Response {
    let at = Place { web, clerk };
    let drawn = shown.drawn.and_then(|number| at.issued(&number).ok());
    let drawn = drawn.map(|ticket| IssuedTicket { again: shown.again, ..ticket });
    html(StatusCode::OK, at.render(drawn.as_ref(), None, page::page))
}

pub async fn live(State(web): State<Web>, clerk: Clerk) -> Response {
    html(StatusCode::OK, Place { web, clerk }.render(None, None, |_, point| page::live(point)))
}

pub async fn events(State(web): State<Web>, clerk: Clerk, stay: Stay) -> impl IntoResponse {
    let changes = changes(&web, clerk.0.site.clone());
    Sse::new(stay.hears(stream::events(changes, Place { web, clerk })))
}

pub async fn draw(State(web): State<Web>, clerk: Clerk, Typed(form): Typed<Filled>) -> Response {
    let at = Place { web, clerk };
    let drawn = match drawing(&form).and_then(acts::draw) {
        Ok(act) => at.issue(&form, act).await,
        Err(refusal) => Err(refusal),
    };
    at.hand_over(drawn)
}

fn drawing(form: &Filled) -> Result<DrawForVisitor, Refusal> {
    let service = form.get("service").ok_or_else(|| Refusal::bad("field-missing", "no service"))?;
    let further = form.all("further").filter(|further| *further != service).map(str::to_owned).collect();
    Ok(DrawForVisitor {
        service: service.to_owned(),
        further,
        persons: form.get("persons").unwrap_or("1").parse().unwrap_or(0),
        priority: form.word("priority")?.unwrap_or_default(),
        needs: form.words("need")?,
        remark: form.get("remark").map(str::to_owned),
    })
}

/// By the code on a letter, or by the row of a booking, which carries the same code.
pub async fn check_in(State(web): State<Web>, clerk: Clerk, Typed(form): Typed<Filled>) -> Response {
    let at = Place { web, clerk };
    let asked = CheckInVisitor { code: form.get("code").map(str::to_owned), ..CheckInVisitor::default() };
    let issued = match acts::check_in(&at.web, &at.clerk, &asked) {
        Ok(act) => at.issue(&form, act).await,
        Err(refusal) => Err(refusal),
    };
    at.hand_over(issued)
}

pub async fn act(
    State(web): State<Web>,
    clerk: Clerk,
    headers: HeaderMap,
    Typed(form): Typed<Filled>,
) -> Response {
    let at = Place { web, clerk };
    let done = match form.act("").and_then(|asked| acts::on_ticket(&at.web, &at.clerk, asked)) {
        Ok(act) => at.carry_out(&form, act).await,
        Err(refusal) => Err(refusal),
    };
    at.answer(&headers, done)
}

#[derive(Deserialize)]
pub struct About {
    number: String,
    /// Printed before: the paper says so.
    #[serde(default)]
    again: bool,
}

/// Somebody at the infopoint comes to help: a colleague, or whoever stands before a kiosk.
pub async fn bell(
    State(web): State<Web>,
    clerk: Clerk,
    headers: HeaderMap,
    Typed(form): Typed<Filled>,
) -> Response {
    let at = Place { web, clerk };
    let (site, name) = (at.clerk.0.site.as_str(), at.clerk.0.name.as_str());
    match (form.get("help"), form.get("kiosk")) {
        (Some("come"), Some(kiosk)) => at.web.floor.comes_to_help(site, kiosk, name),
        (Some("done"), Some(kiosk)) => at.web.floor.has_helped(site, kiosk),
        _ => super::bell::pull(&at.web, &at.clerk, &Helper::Person(name.to_owned()), &form),
    }
    at.web.tell_pages(site);
    at.answer(&headers, Ok(()))
}

pub async fn ask(
    State(web): State<Web>,
    clerk: Clerk,
    Path(what): Path<String>,
    Query(about): Query<About>,
    headers: HeaderMap,
) -> Response {
    let Some(what) = What::named(&what) else { return trouble(&web, Trouble::NotFound) };
    let back = format!("{}{}", clerk.1, path::INFOPOINT);
    match asked(&web, &clerk, &back, what, &about.number) {
        Ok(html_of) => html(StatusCode::OK, html_of(by_script(&headers))),
        Err(refusal) => refused(&web, &refusal),
    }
}

pub async fn slip(State(web): State<Web>, clerk: Clerk, Query(about): Query<About>) -> Response {
    let at = Place { web, clerk };
    match at.issued(&about.number) {
        Ok(ticket) => {
            let (site, zone) = (site_named(&at.web, &at.clerk.0.site), at.zone());
            let service = at.service(&ticket);
            let slip = page::Slip {
                site: &site,
                ticket: &ticket,
                service: &service,
                zone,
                again: about.again,
                moved: false,
            };
            html(StatusCode::OK, page::slip(&slip))
        }
        Err(refusal) => refused(&at.web, &refusal),
    }
}

/// Somebody at the infopoint.
struct Place {
    web: Web,
    clerk: Clerk,
}

impl Place {
    fn path(&self) -> String {
        format!("{}{}", self.clerk.1, path::INFOPOINT)
    }

    async fn issue(&self, form: &Filled, act: Act) -> Result<IssuedTicket, Refusal> {
        acts::issue(&self.web, &self.clerk, form.key()?, act).await
    }

    async fn carry_out(&self, form: &Filled, act: Act) -> Result<(), Refusal> {
        acts::carry_out(&self.web, &self.clerk, form.key()?, act).await.map(|_| ())
    }

    fn answer(&self, headers: &HeaderMap, done: Result<(), Refusal>) -> Response {
        let refusal = done.err();
        let status = status_shown(refusal.as_ref());
        let problem = refusal.map(|refusal| refusal.problem);
        if by_script(headers) {
            return html(status, self.render(None, problem.as_ref(), |_, point| page::answer(point)));
        }
        match problem {
            None => Redirect::to(&self.path()).into_response(),
            Some(_) => html(status, self.page(problem.as_ref())),
        }
    }

    /// The number is shown on a page of its own address, so that loading it anew draws nothing.
    fn hand_over(&self, issued: Result<IssuedTicket, Refusal>) -> Response {
        match issued {
            Ok(ticket) => {
                let again = if ticket.again { "&again=true" } else { "" };
                Redirect::to(&format!("{}?drawn={}{again}", self.path(), ticket.number)).into_response()
            }
            Err(refusal) => html(status_shown(Some(&refusal)), self.page(Some(&refusal.problem))),
        }
    }

    fn issued(&self, number: &str) -> Result<IssuedTicket, Refusal> {
        let ticket = acts::found(&self.web, &self.clerk, number)?;
        let state = self.web.desk.site(&self.clerk.0.site).ok_or_else(|| Refusal::unknown("site"))?;
        let issued = views::issued(&state, &self.web.public_url, ticket, self.web.clock.now());
        issued.ok_or_else(|| Refusal::unknown("ticket"))
    }

    fn zone(&self) -> chrono_tz::Tz {
        self.web.desk.sites()[&self.clerk.0.site].config.time_zone
    }

    fn service(&self, ticket: &IssuedTicket) -> String {
        let names = names_of_services(&self.web.desk.sites()[&self.clerk.0.site].config);
        names.get(&ticket.service).cloned().unwrap_or_default()
    }

    fn page(&self, problem: Option<&wire::http::Problem>) -> String {
        self.render(None, problem, page::page)
    }

    fn render(
        &self,
        drawn: Option<&IssuedTicket>,
        problem: Option<&wire::http::Problem>,
        draw: impl FnOnce(&crate::pages::Site, &Infopoint) -> String,
    ) -> String {
        let now = self.web.clock.now();
        let (queue, expected, config, coming) = {
            let sites = self.web.desk.sites();
            let state = &sites[&self.clerk.0.site];
            let queue = views::desk_queue(state, None, self.web.epoch, now);
            (queue, views::expected(state), state.config.clone(), state.coming().clone())
        };
        let key = fresh_key();
        let point = Infopoint {
            who: &who_at(&self.clerk, &key),
            services: &names_of_services(&config),
            queue: &queue,
            expected: &expected,
            freed: &views::freed(&coming, now),
            bells: &self.web.floor.bells(&self.clerk.0.site, now),
            help: &self.web.floor.help(&self.clerk.0.site, now),
            kiosks: &kiosks_of(&self.web, &self.clerk.0.site),
            floor: self.web.floor.revision(&self.clerk.0.site),
            drawn,
            now,
            zone: config.time_zone,
            key: &key,
            problem,
        };
        draw(&site_named(&self.web, &self.clerk.0.site), &point)
    }
}

impl stream::Live for Place {
    type Glance = (u64, u64);

    fn glance(&self) -> (u64, u64) {
        let site = &self.clerk.0.site;
        (self.web.desk.sites()[site].sequence, self.web.floor.revision(site))
    }

    fn draw(&self) -> Option<String> {
        Some(self.render(None, None, |_, point| page::live(point)))
    }
}
