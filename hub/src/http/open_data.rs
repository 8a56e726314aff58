//! How bookings of past months went, for anybody: only where the site has switched it on, and only what its
//! own statistics show. Whole months that are over, so that no two of them can be subtracted.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

use axum::Json;
use axum::extract::rejection::PathRejection;
use axum::extract::{Path, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use chrono::{Datelike, Days, Months, NaiveDate};
use wire::http::{FeedbackLine, IndicatorLine, IndicatorMonth, Indicators, Problem};

use super::{Refusal, Reply, Web};
use crate::config::Site;
use crate::pages::statistics::{Names, faces, indicators};
use crate::statistics::{Channel, Faces, Indicator, ROUNDED_TO, Shown};

/// A year, to compare a month with the same one before.
const MONTHS: u32 = 13;
const CSV: &str = "text/csv; charset=utf-8";

/// What was computed today: thousands may ask, and nothing of it changes before tomorrow.
#[derive(Default)]
pub struct OpenData(Mutex<BTreeMap<String, (NaiveDate, Arc<Vec<Month>>)>>);

struct Month {
    first: NaiveDate,
    indicators: Vec<Indicator>,
    faces: Vec<Faces>,
}

/// How bookings of past months went, if the site publishes it.
#[utoipa::path(get, path = "/api/v1/public/{site}/indicators", tag = "public",
    params(("site" = String, Path)),
    responses((status = 200, body = Indicators), (status = 404, body = Problem),
        (status = 429, body = Problem), (status = 503, body = Problem)))]
pub async fn indicators(
    State(web): State<Web>,
    site: Result<Path<String>, PathRejection>,
) -> Reply<Indicators> {
    let (site, months) = published(&web, site).await?;
    Ok(Json(Indicators {
        site: site.id.clone(),
        town: site.town.clone(),
        office: site.office.clone(),
        rounded_to: ROUNDED_TO,
        months: months.iter().map(month).collect(),
    }))
}

/// The same as a table.
#[utoipa::path(get, path = "/api/v1/public/{site}/indicators.csv", tag = "public",
    params(("site" = String, Path)),
    responses((status = 200, content_type = "text/csv", body = String), (status = 404, body = Problem),
        (status = 429, body = Problem), (status = 503, body = Problem)))]
pub async fn indicators_csv(
    State(web): State<Web>,
    site: Result<Path<String>, PathRejection>,
) -> Result<Response, Refusal> {
    let (_, months) = published(&web, site).await?;
    let months = months.iter().map(|month| (month.first, month.indicators.as_slice()));
    Ok(([(header::CONTENT_TYPE, CSV)], indicators::csv_of_months(months)).into_response())
}

/// How visits of past months were, as visitors said, if the site publishes it: a table.
#[utoipa::path(get, path = "/api/v1/public/{site}/feedback.csv", tag = "public",
    params(("site" = String, Path)),
    responses((status = 200, content_type = "text/csv", body = String), (status = 404, body = Problem),
        (status = 429, body = Problem), (status = 503, body = Problem)))]
pub async fn feedback_csv(
    State(web): State<Web>,
    site: Result<Path<String>, PathRejection>,
) -> Result<Response, Refusal> {
    let (site, months) = published(&web, site).await?;
    let now = web.site_now(&site.id);
    let names = Names::of_services(now.iter().flat_map(|site| &site.services));
    let months = months.iter().map(|month| (month.first, month.faces.as_slice()));
    Ok(([(header::CONTENT_TYPE, CSV)], faces::csv_of_months(months, &names)).into_response())
}

async fn published(
    web: &Web,
    site: Result<Path<String>, PathRejection>,
) -> Result<(&Site, Arc<Vec<Month>>), Refusal> {
    let unknown = || Refusal::unknown("site");
    let Path(id) = site.map_err(|_| unknown())?;
    let site = web.config.sites.iter().find(|site| site.id == id && site.open_data).ok_or_else(unknown)?;
    let today = web.clock.now().with_timezone(&site.time_zone).date_naive();
    if let Some((_, known)) = web.open_data.known().get(&id).filter(|(day, _)| *day == today) {
        return Ok((site, known.clone()));
    }
    let asked = web.clone();
    let months = tokio::task::spawn_blocking(move || asked.computed(&id, today)).await;
    let months = months.unwrap_or_else(|broken| std::panic::resume_unwind(broken.into_panic()))?;
    Ok((site, months))
}

impl OpenData {
    fn known(&self) -> std::sync::MutexGuard<'_, BTreeMap<String, (NaiveDate, Arc<Vec<Month>>)>> {
        self.0.lock().expect("nobody panics while looking it up")
    }
}

impl Web {
    fn computed(&self, site: &str, today: NaiveDate) -> Result<Arc<Vec<Month>>, Refusal> {
        let not_yet = || Refusal::new(StatusCode::SERVICE_UNAVAILABLE, "filling", "not yet");
        let mut months = Vec::new();
        for (first, last) in months_before(today) {
            let found = self.statistics.indicators(site, first, last)?;
            let (report, indicators) = found.map_err(|_| not_yet())?;
            let faces = self.statistics.faces(site, first, last)?;
            let is_something = indicators.iter().any(|of| of.booked != Shown::Few || of.moved != Shown::Few);
            if !report.days.is_empty() || is_something || !faces.is_empty() {
                months.push(Month { first, indicators, faces });
            }
        }
        let months = Arc::new(months);
        self.open_data.known().insert(site.to_owned(), (today, months.clone()));
        Ok(months)
    }
}

/// First and last day of each, the oldest first.
fn months_before(today: NaiveDate) -> Vec<(NaiveDate, NaiveDate)> {
    let this = today.with_day(1).expect("every month has a first day");
    let month = |ago: u32| {
        let first = this.checked_sub_months(Months::new(ago))?;
        let next = first.checked_add_months(Months::new(1))?;
        Some((first, next.checked_sub_days(Days::new(1))?))
    };
    (1..=MONTHS).rev().filter_map(month).collect()
}

fn month(Month { first, indicators, faces }: &Month) -> IndicatorMonth {
    IndicatorMonth {
        month: first.format("%Y-%m").to_string(),
        channels: indicators.iter().map(line).collect(),
        feedback: faces.iter().map(feedback).collect(),
    }
}

fn count(shown: Shown) -> Option<u32> {
    match shown {
        Shown::About(count) => Some(count),
        Shown::Few | Shown::Hidden => None,
    }
}

fn feedback(of: &Faces) -> FeedbackLine {
    let [good, middling, bad] = of.of.map(count);
    FeedbackLine { service: of.service.clone(), answers: count(of.answers), good, middling, bad }
}

fn line(of: &Indicator) -> IndicatorLine {
    // Tenths of a minute are as much as anybody can use.
    let minutes = |seconds: u32| f64::from((seconds + 3) / 6) / 10.0;
    IndicatorLine {
        channel: channel(of.channel).to_owned(),
        booked: count(of.booked),
        moved: count(of.moved),
        cancelled: count(of.cancelled),
        came: count(of.came),
        not_arrived: count(of.not_arrived),
        minutes_median: of.took.map(|took| minutes(took.median_s)),
        minutes_p90: of.took.map(|took| minutes(took.p90_s)),
    }
}

fn channel(of: Option<Channel>) -> &'static str {
    match of {
        None => "all",
        Some(Channel::Kiosk) => "kiosk",
        Some(Channel::Staff) => "staff",
        Some(Channel::Online | Channel::Moved) => "online",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_are_whole_and_over() {
        let months = months_before(NaiveDate::from_ymd_opt(2026, 3, 1).expect("a date"));
        let said: Vec<String> = months.iter().map(|(first, last)| format!("{first} {last}")).collect();
        assert_eq!(said[..1], ["2025-02-01 2025-02-28"]);
        assert_eq!(said[11..], ["2026-01-01 2026-01-31", "2026-02-01 2026-02-28"]);
    }
}
