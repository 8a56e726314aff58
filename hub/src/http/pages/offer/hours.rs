//! The forms of opening hours and of closed days.

use std::collections::BTreeSet;

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use calendar::holidays::{Holiday, holidays};
use calendar::hours::{Repeat, Series};
use chrono::{Datelike, NaiveDate, NaiveTime, Weekday};
use serde::Deserialize;

use super::service::{lead, number};
use super::{Bench, fields};
use crate::clock::near;
use crate::config::{ClosureConfig, PoolConfig, SitePlan, WeekHours, minutes};
use crate::http::pages::filled::Filled;
use crate::http::pages::own::who_at;
use crate::http::pages::query::Query;
use crate::http::pages::{Trouble, Typed, fresh_key, html, trouble};
use crate::http::{Clerk, Web};
use crate::pages::offer::{self as page, ClosuresForm, Fields, HoursForm, WEEKDAYS, Week};

/// A page with more series or closures than that is no form any more; the file takes more, and those stay.
const ROWS_MAX: usize = 100;
/// Holidays of so many years are shown, from this one on.
const YEARS_SHOWN: i32 = 2;

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    /// A day of the week that is shown.
    week: String,
}

pub async fn house(
    State(web): State<Web>,
    clerk: Clerk,
    Query(asked): Query<Asked>,
) -> Result<Response, Response> {
    let bench = Bench::of(web, clerk)?;
    let mut fields = Fields::default();
    put_week(&mut fields, &bench.plan.hours);
    if let Some(people) = bench.plan.people_max {
        fields.put("people-max", people);
    }
    form(&bench, None, &asked, &fields, &BTreeSet::new(), None)
}

pub async fn pool(
    State(web): State<Web>,
    clerk: Clerk,
    Path(pool): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Response, Response> {
    let bench = Bench::of(web, clerk)?;
    let fields = of_pool(&bench.plan.pools[place_of(&bench, &pool)?]);
    form(&bench, Some(&pool), &asked, &fields, &BTreeSet::new(), None)
}

pub async fn change_hours(
    State(web): State<Web>,
    clerk: Clerk,
    Typed(filled): Typed<Filled>,
) -> Result<Response, Response> {
    let fields = fields(filled);
    let bench = Bench::of(web, clerk)?.begun_on(fields.get("base"))?;
    let (mut plan, mut mistakes) = (bench.plan.clone(), BTreeSet::new());
    plan.hours = week(&fields, &mut mistakes);
    let mut wrong = Vec::new();
    plan.people_max = number(&fields, "people-max", &mut wrong);
    mistakes.extend(wrong.into_iter().map(str::to_owned));
    put(&bench, None, plan, &fields, mistakes)
}

pub async fn change_pool(
    State(web): State<Web>,
    clerk: Clerk,
    Path(pool): Path<String>,
    Typed(filled): Typed<Filled>,
) -> Result<Response, Response> {
    let fields = fields(filled);
    let bench = Bench::of(web, clerk)?.begun_on(fields.get("base"))?;
    let place = place_of(&bench, &pool)?;
    let (mut plan, mut mistakes) = (bench.plan.clone(), BTreeSet::new());
    let of = &mut plan.pools[place];
    of.hours = fields.is("own", "1").then(|| week(&fields, &mut mistakes));
    let mut wrong = Vec::new();
    if of.seats.is_some() {
        of.seats = Some(number(&fields, "seats", &mut wrong).unwrap_or_default());
    }
    of.step_minutes = number(&fields, "step", &mut wrong).unwrap_or(of.step_minutes);
    of.public = number(&fields, "public", &mut wrong);
    of.walk_ins = number(&fields, "walk-ins", &mut wrong).unwrap_or_default();
    of.urgent = number(&fields, "urgent", &mut wrong).unwrap_or_default();
    of.lead = lead(&fields, &mut wrong).unwrap_or_default();
    mistakes.extend(wrong.into_iter().map(str::to_owned));
    // What the form has no row for stays as it was.
    let more: Vec<Series> = of.series.iter().skip(ROWS_MAX).cloned().collect();
    of.series = series(&fields, &of.series, &mut mistakes);
    of.series.extend(more);
    put(&bench, Some(&pool), plan, &fields, mistakes)
}

pub async fn closures(State(web): State<Web>, clerk: Clerk) -> Result<Response, Response> {
    let bench = Bench::of(web, clerk)?;
    let mut fields = Fields::default();
    for (n, closure) in bench.plan.closures.iter().enumerate() {
        let mut put = |name: &str, value: String| fields.put(&format!("closure-{n}-{name}"), value);
        put("name", closure.name.clone());
        put("from", closure.from.to_string());
        put("until", closure.until.map(|day| day.to_string()).unwrap_or_default());
        put("hours", closure.hours.clone().unwrap_or_default());
        closure.pools.iter().flatten().for_each(|pool| put("pool", pool.clone()));
    }
    fields.put("count", bench.plan.closures.len() + 1);
    Ok(form_of_closures(&bench, &fields, &BTreeSet::new(), None))
}

pub async fn change_closures(
    State(web): State<Web>,
    clerk: Clerk,
    Typed(filled): Typed<Filled>,
) -> Result<Response, Response> {
    let fields = fields(filled);
    let bench = Bench::of(web, clerk)?.begun_on(fields.get("base"))?;
    let (mut plan, mut mistakes) = (bench.plan.clone(), BTreeSet::new());
    plan.closures = (0..rows(&fields, "count")).filter_map(|n| closure(&fields, n, &mut mistakes)).collect();
    plan.closures.extend(bench.plan.closures.iter().skip(ROWS_MAX).cloned());
    let said = if mistakes.is_empty() { bench.said_of(&plan) } else { None };
    match mistakes.is_empty() && said.is_none() {
        true => bench.looked_at(&plan, false, false),
        false => Ok(form_of_closures(&bench, &fields, &mistakes, said.as_deref())),
    }
}

/// Shows what the form would change, or the form again with what is wrong.
fn put(
    bench: &Bench,
    pool: Option<&str>,
    plan: SitePlan,
    fields: &Fields,
    mistakes: BTreeSet<String>,
) -> Result<Response, Response> {
    let said = if mistakes.is_empty() { bench.said_of(&plan) } else { None };
    if mistakes.is_empty() && said.is_none() {
        return bench.looked_at(&plan, false, false);
    }
    form(bench, pool, &Asked::default(), fields, &mistakes, said.as_deref())
}

fn form(
    bench: &Bench,
    pool: Option<&str>,
    asked: &Asked,
    fields: &Fields,
    mistakes: &BTreeSet<String>,
    said: Option<&str>,
) -> Result<Response, Response> {
    let coming = bench.at.coming().map_err(|refusal| bench.at.refused(&refusal))?;
    let now = bench.at.web.clock.now();
    let date = asked.week.parse().ok().and_then(|date| near(date, now)).unwrap_or_else(|| coming.date(now));
    let week = match pool {
        None => Week::of_house(&bench.config, date),
        Some(pool) => Week::of_pool(coming.plan(), pool, date),
    };
    let pools: Vec<String> = bench.plan.pools.iter().map(|pool| pool.id.clone()).collect();
    let key = fresh_key();
    let shown = HoursForm {
        who: &who_at(&bench.at.clerk, &key),
        pool,
        pools: &pools,
        week: &week,
        fields,
        series: rows(fields, "count"),
        mistakes,
        said,
        base: bench.base,
        key: &key,
    };
    Ok(html(status(mistakes, said), page::hours(&bench.site(), &shown)))
}

fn form_of_closures(
    bench: &Bench,
    fields: &Fields,
    mistakes: &BTreeSet<String>,
    said: Option<&str>,
) -> Response {
    let today = bench.at.web.clock.now().with_timezone(&bench.config.time_zone).date_naive();
    let town = bench.config.plan().town;
    let of_year = |year| town.map(|town| holidays(town, year)).unwrap_or_default();
    let all = (0..YEARS_SHOWN).flat_map(|n| of_year(today.year() + n));
    let to_come: Vec<(NaiveDate, Holiday)> = all.filter(|(date, _)| *date >= today).collect();
    let pools: Vec<String> = bench.plan.pools.iter().map(|pool| pool.id.clone()).collect();
    let key = fresh_key();
    let shown = ClosuresForm {
        who: &who_at(&bench.at.clerk, &key),
        fields,
        count: rows(fields, "count"),
        pools: &pools,
        holidays: &to_come,
        has_land: town.is_some(),
        mistakes,
        said,
        base: bench.base,
        key: &key,
    };
    html(status(mistakes, said), page::closures(&bench.site(), &shown))
}

fn status(mistakes: &BTreeSet<String>, said: Option<&str>) -> StatusCode {
    match mistakes.is_empty() && said.is_none() {
        true => StatusCode::OK,
        false => StatusCode::UNPROCESSABLE_ENTITY,
    }
}

fn place_of(bench: &Bench, id: &str) -> Result<usize, Response> {
    let place = bench.plan.pools.iter().position(|pool| pool.id == id);
    place.ok_or_else(|| trouble(&bench.at.web, Trouble::NotFound))
}

fn rows(fields: &Fields, count: &str) -> usize {
    fields.get(count).parse().unwrap_or(1).clamp(1, ROWS_MAX)
}

pub(super) fn put_week(fields: &mut Fields, hours: &WeekHours) {
    let days = [
        &hours.monday,
        &hours.tuesday,
        &hours.wednesday,
        &hours.thursday,
        &hours.friday,
        &hours.saturday,
        &hours.sunday,
    ];
    for (name, day) in WEEKDAYS.iter().zip(days) {
        fields.put(name, day.join(", "));
    }
}

/// "08:00-12:00, 14:00-18:00"; dashes as people type them.
pub(super) fn week(fields: &Fields, mistakes: &mut BTreeSet<String>) -> WeekHours {
    let day = |name: &str| -> Vec<String> {
        let typed = fields.get(name).replace(['–', '—'], "-");
        let ranges = typed.split([',', ';']).map(|range| range.replace(' ', ""));
        ranges.filter(|range| !range.is_empty()).collect()
    };
    let [monday, tuesday, wednesday, thursday, friday, saturday, sunday] = WEEKDAYS.map(day);
    let hours = WeekHours { monday, tuesday, wednesday, thursday, friday, saturday, sunday };
    if let Some((day, _, _)) = hours.mistake() {
        mistakes.insert(day.to_owned());
    }
    hours
}

fn of_pool(pool: &PoolConfig) -> Fields {
    let mut fields = Fields::default();
    if let Some(hours) = &pool.hours {
        fields.put("own", "1");
        put_week(&mut fields, hours);
    }
    if let Some(seats) = pool.seats {
        fields.put("seats", seats);
    }
    fields.put("step", pool.step_minutes);
    if let Some(public) = pool.public {
        fields.put("public", public);
    }
    fields.put("walk-ins", pool.walk_ins);
    fields.put("urgent", pool.urgent);
    fields.put("days-ahead", pool.lead.days_ahead);
    if let Some(minutes) = pool.lead.notice_minutes {
        fields.put("notice-minutes", minutes);
    }
    if let Some(days) = pool.lead.notice_days {
        fields.put("notice-days", days);
    }
    fields.put("release", pool.lead.release.as_deref().unwrap_or_default());
    for (n, series) in pool.series.iter().enumerate() {
        put_series(&mut fields, n, series);
    }
    fields.put("count", pool.series.len() + 1);
    fields
}

fn put_series(fields: &mut Fields, n: usize, series: &Series) {
    let mut put = |name: &str, value: String| fields.put(&format!("series-{n}-{name}"), value);
    put("from", series.from.to_string());
    put("until", series.until.map(|day| day.to_string()).unwrap_or_default());
    series.weekdays.iter().for_each(|day| put("weekday", day.to_string()));
    let (repeat, every) = match series.repeat {
        Repeat::Weeks(every) => ("weeks", every),
        Repeat::NthOfMonth(nth) => ("nth-of-month", nth),
        Repeat::LastOfMonth => ("last-of-month", 1),
    };
    put("repeat", repeat.to_owned());
    put("every", every.to_string());
    put("opens", series.opens.format("%H:%M").to_string());
    put("closes", series.closes.format("%H:%M").to_string());
    put("step", series.step_minutes.to_string());
    if series.instead {
        put("instead", "1".to_owned());
    }
    // By which of those before it is meant: what the form does not show stays as it was.
    put("was", n.to_string());
}

fn series(fields: &Fields, before: &[Series], mistakes: &mut BTreeSet<String>) -> Vec<Series> {
    (0..rows(fields, "count")).filter_map(|n| one_series(fields, n, before, mistakes)).collect()
}

/// Whoever empties the first day, or never filled it, has none.
fn one_series(
    fields: &Fields,
    n: usize,
    before: &[Series],
    mistakes: &mut BTreeSet<String>,
) -> Option<Series> {
    let name = |field: &str| format!("series-{n}-{field}");
    let get = |field: &str| fields.get(&name(field)).to_owned();
    if get("from").is_empty() || fields.is(&name("gone"), "1") {
        return None;
    }
    let mut wrong = |field: &str| {
        mistakes.insert(name(field));
    };
    let day = |text: String| text.parse::<NaiveDate>().ok();
    let time = |text: String| {
        let minutes = minutes(&text)? % (24 * 60);
        NaiveTime::from_num_seconds_from_midnight_opt(minutes * 60, 0)
    };
    let (from, opens, closes) = (day(get("from")), time(get("opens")), time(get("closes")));
    let until = Some(get("until")).filter(|text| !text.is_empty());
    let step = if get("step").is_empty() { Some(0) } else { get("step").parse().ok() };
    let every = if get("every").is_empty() { Some(1) } else { get("every").parse().ok() };
    if from.is_none() {
        wrong("from");
    }
    if until.as_ref().is_some_and(|until| day(until.clone()).is_none()) {
        wrong("until");
    }
    if opens.is_none() || closes.is_none() {
        wrong("opens");
    }
    if step.is_none() {
        wrong("step");
    }
    let repeat = match (get("repeat").as_str(), every) {
        ("nth-of-month", Some(nth)) => Some(Repeat::NthOfMonth(nth)),
        ("last-of-month", _) => Some(Repeat::LastOfMonth),
        (_, Some(every)) => Some(Repeat::Weeks(every)),
        (_, None) => None,
    };
    if repeat.is_none() {
        wrong("every");
    }
    let weekdays: Vec<Weekday> = fields.all(&name("weekday")).filter_map(|day| day.parse().ok()).collect();
    let was = get("was").parse().ok().and_then(|was: usize| before.get(was));
    let blank = Series::weekly(from?, &[], opens?, closes?, step?);
    Some(Series {
        from: from?,
        until: until.and_then(day),
        weekdays,
        repeat: repeat?,
        opens: opens?,
        closes: closes?,
        step_minutes: step?,
        instead: fields.is(&name("instead"), "1"),
        ..was.cloned().unwrap_or(blank)
    })
}

fn closure(fields: &Fields, n: usize, mistakes: &mut BTreeSet<String>) -> Option<ClosureConfig> {
    let field = |name: &str| format!("closure-{n}-{name}");
    let get = |name: &str| fields.get(&field(name)).to_owned();
    let is_empty = ["name", "from", "until", "hours"].iter().all(|name| get(name).is_empty());
    if is_empty || fields.is(&field("gone"), "1") {
        return None;
    }
    let mut wrong = |name: &str| {
        mistakes.insert(field(name));
    };
    let from = get("from").parse::<NaiveDate>().ok();
    let until = Some(get("until")).filter(|text| !text.is_empty()).map(|text| text.parse::<NaiveDate>().ok());
    if from.is_none() {
        wrong("from");
    }
    if until.is_some_and(|until| until.is_none_or(|until| from.is_some_and(|from| until < from))) {
        wrong("until");
    }
    if get("name").is_empty() {
        wrong("name");
    }
    let pools: BTreeSet<String> = fields.all(&field("pool")).map(str::to_owned).collect();
    Some(ClosureConfig {
        from: from?,
        until: until.flatten(),
        hours: Some(get("hours").replace(['–', '—'], "-").replace(' ', "")).filter(|text| !text.is_empty()),
        pools: Some(pools).filter(|pools| !pools.is_empty()),
        name: get("name"),
    })
}
