//! The statistics: which site and which days, and in what form.

use std::sync::Arc;

use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use chrono::{Days, NaiveDate};
use serde::Deserialize;
use wire::http::Problem;

use super::accounts::{sites, zone};
use super::entrance::{said, status_with};
use super::own::who;
use super::{fresh_key, html, refused, site_named};
use crate::clock::near;
use crate::http::pages::query::Query;
use crate::http::{Asker, Person, Refusal, Web};
use crate::pages::path;
use crate::pages::statistics::{self as page, DAYS_MAX, Found, Names, Statistics};
use crate::statistics::{Filling, Indicator, Report};
use crate::store::Account;

/// So many days are shown to whoever asks for none.
const DAYS_AT_FIRST: u64 = 28;
const CSV: &str = "text/csv; charset=utf-8";
const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

#[derive(Deserialize)]
pub struct Asked {
    site: Option<String>,
    from: Option<String>,
    to: Option<String>,
}

pub async fn show(
    State(web): State<Web>,
    asker: Asker,
    Person(session): Person,
    Query(asked): Query<Asked>,
) -> Result<Response, Response> {
    let of = Of::asked(&web, &asker, &session.account, &asked).map_err(|refusal| refused(&web, &refusal))?;
    let wrong = of.is_too_long().then(|| said("bad-days"));
    let report = match &wrong {
        None => Some(of.indicators(&web).await.map_err(|refusal| refused(&web, &refusal))?),
        Some(_) => None,
    };
    Ok(of.page(&web, &asker, &session.account, report.as_ref(), wrong.as_ref()))
}

pub async fn csv(
    State(web): State<Web>,
    asker: Asker,
    Person(session): Person,
    Query(asked): Query<Asked>,
) -> Result<Response, Response> {
    let taken = take(&web, &asker, &session.account, &asked).await;
    let (of, report, _) = taken.map_err(|refusal| no_file(&web, &refusal))?;
    let tables = page::tables(&report, &of.names(&web));
    Ok(of.file("csv", CSV, page::csv(&tables)))
}

pub async fn xlsx(
    State(web): State<Web>,
    asker: Asker,
    Person(session): Person,
    Query(asked): Query<Asked>,
) -> Result<Response, Response> {
    let taken = take(&web, &asker, &session.account, &asked).await;
    let (of, report, _) = taken.map_err(|refusal| no_file(&web, &refusal))?;
    let book = page::xlsx(&page::tables(&report, &of.names(&web)));
    let book = book.map_err(|error| {
        tracing::error!(%error, "the figures do not become a spreadsheet");
        refused(&web, &Refusal::broken())
    })?;
    Ok(of.file("xlsx", XLSX, book))
}

/// Bookings by channel.
pub async fn bookings(
    State(web): State<Web>,
    asker: Asker,
    Person(session): Person,
    Query(asked): Query<Asked>,
) -> Result<Response, Response> {
    let taken = take(&web, &asker, &session.account, &asked).await;
    let (of, _, indicators) = taken.map_err(|refusal| no_file(&web, &refusal))?;
    Ok(of.file("termine.csv", CSV, page::indicators::csv(&indicators)))
}

/// How visits were, as visitors said.
pub async fn feedback(
    State(web): State<Web>,
    asker: Asker,
    Person(session): Person,
    Query(asked): Query<Asked>,
) -> Result<Response, Response> {
    let said = || {
        let of = Of::asked(&web, &asker, &session.account, &asked)?;
        if of.is_too_long() {
            return Err(Refusal::bad("bad-days", "these days cannot be shown together"));
        }
        let faces = web.statistics.faces(&of.site, of.from, of.to)?;
        Ok((page::faces::csv(&faces, &of.names(&web)), of))
    };
    let (table, of) = said().map_err(|refusal: Refusal| refused(&web, &refusal))?;
    Ok(of.file("rueckmeldungen.csv", CSV, table))
}

/// What visitors said in words.
pub async fn sentences(
    State(web): State<Web>,
    asker: Asker,
    Person(session): Person,
    Query(asked): Query<Asked>,
) -> Result<Response, Response> {
    let said = || {
        let of = Of::asked(&web, &asker, &session.account, &asked)?;
        let mut sentences = web.visitors.sentences(&of.site)?;
        // Whoever sees the hall would know whose is the one that has just come in.
        let today = web.clock.now().with_timezone(&zone(&web, &of.site)).date_naive();
        sentences.retain(|said| said.day < today);
        Ok((sentences, of))
    };
    let (sentences, of) = said().map_err(|refusal: Refusal| refused(&web, &refusal))?;
    let shown = page::faces::Sentences {
        sites: &sites(&web, &asker),
        site: &of.site,
        are_asked: of.asks(&web),
        sentences: &sentences,
        names: &of.names(&web),
    };
    let key = fresh_key();
    let drawn = page::faces::sentences(&site_named(&web, &of.site), &who(&session.account, &key), &shown);
    Ok(html(StatusCode::OK, drawn))
}

/// The page says how far the first reading is, and why some days are no range.
const FILLING: &str = "filling";

fn no_file(web: &Web, refusal: &Refusal) -> Response {
    match refusal.problem.code.as_str() {
        FILLING => Redirect::to(path::STATISTICS).into_response(),
        _ => refused(web, refusal),
    }
}

async fn take(
    web: &Web,
    asker: &Asker,
    account: &Account,
    asked: &Asked,
) -> Result<(Of, Report, Vec<Indicator>), Refusal> {
    let of = Of::asked(web, asker, account, asked)?;
    if of.is_too_long() {
        return Err(Refusal::bad("bad-days", "these days cannot be shown together"));
    }
    let found = of.indicators(web).await?;
    let not_yet = |_| Refusal::new(StatusCode::SERVICE_UNAVAILABLE, FILLING, "not yet");
    let (report, indicators) = found.map_err(not_yet)?;
    Ok((of, report, indicators))
}

/// What is asked for.
struct Of {
    site: String,
    from: NaiveDate,
    to: NaiveDate,
    today: NaiveDate,
}

impl Of {
    /// A foreign site is as unknown as one that is not there. What is no date counts as not said.
    fn asked(web: &Web, asker: &Asker, account: &Account, asked: &Asked) -> Result<Of, Refusal> {
        let site = asked.site.clone().unwrap_or_else(|| account.site.clone());
        if !asker.reaches(&site) || !web.desk.sites().contains_key(&site) {
            return Err(Refusal::unknown("site"));
        }
        let now = web.clock.now();
        let today = now.with_timezone(&zone(web, &site)).date_naive();
        let date = |text: &Option<String>| text.as_ref().and_then(|text| near(text.parse().ok()?, now));
        let to = date(&asked.to).unwrap_or(today).min(today);
        // Far off is too long ago to be shown, and no reason to show something else.
        let far = asked.from.as_ref().is_some_and(|text| text.parse::<NaiveDate>().is_ok());
        let days = if far { DAYS_MAX } else { DAYS_AT_FIRST - 1 };
        let from = date(&asked.from).unwrap_or_else(|| to - Days::new(days));
        Ok(Of { site, from, to, today })
    }

    fn is_too_long(&self) -> bool {
        !(0..DAYS_MAX as i64).contains(&(self.to - self.from).num_days())
    }

    async fn indicators(&self, web: &Web) -> Result<Result<(Report, Vec<Indicator>), Filling>, Refusal> {
        let (statistics, site) = (Arc::clone(&web.statistics), self.site.clone());
        let (from, to) = (self.from, self.to);
        let report = tokio::task::spawn_blocking(move || statistics.indicators(&site, from, to)).await;
        Ok(report.unwrap_or_else(|broken| std::panic::resume_unwind(broken.into_panic()))?)
    }

    fn page(
        &self,
        web: &Web,
        asker: &Asker,
        account: &Account,
        report: Option<&Result<(Report, Vec<Indicator>), Filling>>,
        wrong: Option<&Problem>,
    ) -> Response {
        let found = match (report, wrong) {
            (Some(Ok((report, indicators))), _) => Found::Report(report, indicators),
            (Some(Err(filling)), _) => Found::Filling(*filling),
            (None, wrong) => Found::Wrong(wrong.expect("without a report there is a reason")),
        };
        let faces = web.statistics.faces(&self.site, self.from, self.to).unwrap_or_default();
        let statistics = Statistics {
            sites: &sites(web, asker),
            site: &self.site,
            from: self.from,
            to: self.to,
            today: self.today,
            names: &self.names(web),
            asks: self.asks(web) || !faces.is_empty(),
            faces: &faces,
            found,
        };
        let key = fresh_key();
        html(status_with(wrong), page::page(&site_named(web, &self.site), &who(account, &key), &statistics))
    }

    /// Visitors are asked how it was.
    fn asks(&self, web: &Web) -> bool {
        web.site_now(&self.site).is_some_and(|site| site.feedback)
    }

    fn names(&self, web: &Web) -> Names {
        let site = web.site_now(&self.site);
        let services = site.iter().flat_map(|site| &site.services);
        let accounts = match site.as_ref().is_some_and(|site| site.statistics_per_clerk) {
            true => Account::all(&web.access.read()).unwrap_or_default(),
            false => Vec::new(),
        };
        let clerks = accounts.into_iter().map(|account| (format!("clerk:{}", account.id), account.name));
        Names { clerks: clerks.collect(), ..Names::of_services(services) }
    }

    fn file(&self, ending: &str, kind: &'static str, bytes: Vec<u8>) -> Response {
        // Ids of sites are letters, digits and hyphens.
        let name = format!("statistik-{}-{}-{}.{ending}", self.site, self.from, self.to);
        let saved = format!("attachment; filename=\"{name}\"");
        ([(header::CONTENT_TYPE, kind.to_owned()), (header::CONTENT_DISPOSITION, saved)], bytes)
            .into_response()
    }
}
