//! The forms of opening hours and of closed days.

use std::collections::BTreeSet;

use axum::extract::{Path, State};
use axum::response::Response;
use calendar::holidays::{Holiday, holidays};
use calendar::hours::{Repeat, Series};
use chrono::{Datelike, NaiveDate, NaiveTime, Weekday};
use serde::Deserialize;

use super::{Bench, status};
use crate::clock::near;
use crate::config::{ClosureConfig, PoolConfig, WeekHours, minutes};
use crate::http::pages::filled::Filled;
use crate::http::pages::own::who_at;
use crate::http::pages::query::Query;
use crate::http::pages::{Typed, fresh_key, html};
use crate::http::{Clerk, Web};
use crate::pages::offer::{self as page, ClosuresForm, HoursForm, PlanForm, WEEKDAYS, Week};

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
    let mut form = bench.form();
    put_week(&mut form, &bench.plan.hours);
    show_hours(&bench, None, &asked, &form)
}

pub async fn pool(
    State(web): State<Web>,
    clerk: Clerk,
    Path(pool): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Response, Response> {
    let bench = Bench::of(web, clerk)?;
    let form = of_pool(&bench, &bench.plan.pools[place_of(&bench, &pool)?]);
    show_hours(&bench, Some(&pool), &asked, &form)
}

pub async fn change_hours(
    State(web): State<Web>,
    clerk: Clerk,
    Typed(filled): Typed<Filled>,
) -> Result<Response, Response> {
    let (bench, mut form) = Bench::filled(web, clerk, filled)?;
    let mut plan = bench.plan.clone();
    plan.hours = week(&mut form);
    bench.tried(&plan, form, |form| show_hours(&bench, None, &Asked::default(), form))
}

pub async fn change_pool(
    State(web): State<Web>,
    clerk: Clerk,
    Path(pool): Path<String>,
    Typed(filled): Typed<Filled>,
) -> Result<Response, Response> {
    let (bench, mut form) = Bench::filled(web, clerk, filled)?;
    let (mut plan, place) = (bench.plan.clone(), place_of(&bench, &pool)?);
    let of = &mut plan.pools[place];
    of.hours = form.is("own", "1").then(|| week(&mut form));
    // What the form has no row for stays as it was.
    let more: Vec<Series> = of.series.iter().skip(ROWS_MAX).cloned().collect();
    of.series = (0..rows(&form)).filter_map(|n| series(&mut form, n, &of.series)).collect();
    of.series.extend(more);
    bench.tried(&plan, form, |form| show_hours(&bench, Some(&pool), &Asked::default(), form))
}

pub async fn closures(State(web): State<Web>, clerk: Clerk) -> Result<Response, Response> {
    let bench = Bench::of(web, clerk)?;
    let mut form = bench.form();
    for (n, closure) in bench.plan.closures.iter().enumerate() {
        let mut put = |name: &str, value: String| form.put(&format!("closure-{n}-{name}"), value);
        put("name", closure.name.clone());
        put("from", closure.from.to_string());
        put("until", closure.until.map(|day| day.to_string()).unwrap_or_default());
        put("hours", closure.hours.clone().unwrap_or_default());
        closure.pools.iter().flatten().for_each(|pool| put("pool", pool.clone()));
    }
    form.put("count", bench.plan.closures.len() + 1);
    Ok(show_closures(&bench, &form))
}

pub async fn change_closures(
    State(web): State<Web>,
    clerk: Clerk,
    Typed(filled): Typed<Filled>,
) -> Result<Response, Response> {
    let (bench, mut form) = Bench::filled(web, clerk, filled)?;
    let mut plan = bench.plan.clone();
    plan.closures = (0..rows(&form)).filter_map(|n| closure(&mut form, n)).collect();
    plan.closures.extend(bench.plan.closures.iter().skip(ROWS_MAX).cloned());
    bench.tried(&plan, form, |form| Ok(show_closures(&bench, form)))
}

fn show_hours(
    bench: &Bench,
    pool: Option<&str>,
    asked: &Asked,
    form: &PlanForm,
) -> Result<Response, Response> {
    let coming = bench.at.coming().map_err(|refusal| bench.at.refused(&refusal))?;
    let now = bench.at.web.clock.now();
    let date = asked.week.parse().ok().and_then(|date| near(date, now)).unwrap_or_else(|| coming.date(now));
    let week = match pool {
        None => Week::of_house(&bench.config, date),
        Some(pool) => Week::of_pool(coming.plan(), pool, date),
    };
    let key = fresh_key();
    let shown = HoursForm {
        who: &who_at(&bench.at.clerk, &key),
        pool,
        pools: &bench.pools(),
        week: &week,
        form,
        series: rows(form),
        key: &key,
    };
    Ok(html(status(form), page::hours(&bench.site(), &shown)))
}

fn show_closures(bench: &Bench, form: &PlanForm) -> Response {
    let today = bench.at.web.clock.now().with_timezone(&bench.config.time_zone).date_naive();
    let town = bench.config.plan().town;
    let of_year = |year| town.map(|town| holidays(town, year)).unwrap_or_default();
    let all = (0..YEARS_SHOWN).flat_map(|n| of_year(today.year() + n));
    let to_come: Vec<(NaiveDate, Holiday)> = all.filter(|(date, _)| *date >= today).collect();
    let key = fresh_key();
    let shown = ClosuresForm {
        who: &who_at(&bench.at.clerk, &key),
        form,
        count: rows(form),
        pools: &bench.pools(),
        holidays: &to_come,
        has_land: town.is_some(),
        key: &key,
    };
    html(status(form), page::closures(&bench.site(), &shown))
}

fn place_of(bench: &Bench, id: &str) -> Result<usize, Response> {
    bench.known(bench.plan.pools.iter().position(|pool| pool.id == id))
}

fn rows(form: &PlanForm) -> usize {
    form.get("count").parse().unwrap_or(1).clamp(1, ROWS_MAX)
}

pub(super) fn put_week(form: &mut PlanForm, hours: &WeekHours) {
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
        form.put(name, day.join(", "));
    }
}

/// "08:00-12:00, 14:00-18:00"; dashes as people type them.
pub(super) fn week(form: &mut PlanForm) -> WeekHours {
    let day = |name: &str| -> Vec<String> {
        let typed = form.get(name).replace(['–', '—'], "-");
        let ranges = typed.split([',', ';']).map(|range| range.replace(' ', ""));
        ranges.filter(|range| !range.is_empty()).collect()
    };
    let [monday, tuesday, wednesday, thursday, friday, saturday, sunday] = WEEKDAYS.map(day);
    let hours = WeekHours { monday, tuesday, wednesday, thursday, friday, saturday, sunday };
    if let Some((day, _, _)) = hours.mistake() {
        form.is_mistake(day, true);
    }
    hours
}

fn of_pool(bench: &Bench, pool: &PoolConfig) -> PlanForm {
    let mut form = bench.form();
    if let Some(hours) = &pool.hours {
        form.put("own", "1");
        put_week(&mut form, hours);
    }
    for (n, series) in pool.series.iter().enumerate() {
        put_series(&mut form, n, series);
    }
    form.put("count", pool.series.len() + 1);
    form
}

fn put_series(form: &mut PlanForm, n: usize, series: &Series) {
    let mut put = |name: &str, value: String| form.put(&format!("series-{n}-{name}"), value);
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

/// Whoever empties the first day, or never filled it, has none.
fn series(form: &mut PlanForm, n: usize, before: &[Series]) -> Option<Series> {
    let name = |field: &str| format!("series-{n}-{field}");
    let get = |field: &str| form.get(&name(field)).to_owned();
    if get("from").is_empty() || form.is(&name("gone"), "1") {
        return None;
    }
    let day = |text: String| text.parse::<NaiveDate>().ok();
    let time = |text: String| {
        let minutes = minutes(&text)? % (24 * 60);
        NaiveTime::from_num_seconds_from_midnight_opt(minutes * 60, 0)
    };
    let (from, opens, closes) = (day(get("from")), time(get("opens")), time(get("closes")));
    let until = Some(get("until")).filter(|text| !text.is_empty());
    let step = if get("step").is_empty() { Some(0) } else { get("step").parse().ok() };
    let every = if get("every").is_empty() { Some(1) } else { get("every").parse().ok() };
    let repeat = match (get("repeat").as_str(), every) {
        ("nth-of-month", Some(nth)) => Some(Repeat::NthOfMonth(nth)),
        ("last-of-month", _) => Some(Repeat::LastOfMonth),
        (_, Some(every)) => Some(Repeat::Weeks(every)),
        (_, None) => None,
    };
    let was = get("was").parse().ok().and_then(|was: usize| before.get(was));
    let is_until_wrong = until.as_ref().is_some_and(|until| day(until.clone()).is_none());
    form.is_mistake(&name("from"), from.is_none());
    form.is_mistake(&name("until"), is_until_wrong);
    form.is_mistake(&name("opens"), opens.is_none() || closes.is_none());
    form.is_mistake(&name("step"), step.is_none());
    form.is_mistake(&name("every"), repeat.is_none());
    let weekdays: Vec<Weekday> = form.all(&name("weekday")).filter_map(|day| day.parse().ok()).collect();
    let blank = Series::weekly(from?, &[], opens?, closes?, step?);
    Some(Series {
        from: from?,
        until: until.and_then(day),
        weekdays,
        repeat: repeat?,
        opens: opens?,
        closes: closes?,
        step_minutes: step?,
        instead: form.is(&name("instead"), "1"),
        ..was.cloned().unwrap_or(blank)
    })
}

fn closure(form: &mut PlanForm, n: usize) -> Option<ClosureConfig> {
    let field = |name: &str| format!("closure-{n}-{name}");
    let get = |name: &str| form.get(&field(name)).to_owned();
    let is_empty = ["name", "from", "until", "hours"].iter().all(|name| get(name).is_empty());
    if is_empty || form.is(&field("gone"), "1") {
        return None;
    }
    let (name, from) = (get("name"), get("from").parse::<NaiveDate>().ok());
    let until = Some(get("until")).filter(|text| !text.is_empty()).map(|text| text.parse::<NaiveDate>().ok());
    let hours = Some(get("hours").replace(['–', '—'], "-").replace(' ', "")).filter(|text| !text.is_empty());
    let pools: BTreeSet<String> = form.all(&field("pool")).map(str::to_owned).collect();
    let is_until_wrong =
        until.is_some_and(|until| until.is_none_or(|until| from.is_some_and(|from| until < from)));
    form.is_mistake(&field("name"), name.is_empty());
    form.is_mistake(&field("from"), from.is_none());
    form.is_mistake(&field("until"), is_until_wrong);
    Some(ClosureConfig {
        from: from?,
        until: until.flatten(),
        hours,
        pools: Some(pools).filter(|pools| !pools.is_empty()),
        name,
    })
}
