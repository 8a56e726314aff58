//! All pools with their resources, and the form of one pool: its seats, who may have them, and from when on.

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;

use super::service::{is_id, lead, put_lead};
use super::{Bench, status};
use crate::config::{PoolConfig, SitePlan};
use crate::http::pages::filled::Filled;
use crate::http::pages::own::who_at;
use crate::http::pages::{Typed, fresh_key, html};
use crate::http::{Clerk, Web};
use crate::pages::offer::limits::{NOTICE_MINUTES_MAX, SEATS_MAX, STEP_MINUTES_MAX, STEP_MINUTES_MIN};
use crate::pages::offer::{self as page, FORMS, PlanForm, PoolForm, Pools, Said};

pub async fn list(State(web): State<Web>, clerk: Clerk) -> Result<Response, Response> {
    let bench = Bench::of(web, clerk)?;
    let key = fresh_key();
    let shown = Pools { who: &who_at(&bench.at.clerk, &key), plan: &bench.plan };
    Ok(html(StatusCode::OK, page::pools(&bench.site(), &shown)))
}

pub async fn new(State(web): State<Web>, clerk: Clerk) -> Result<Response, Response> {
    let bench = Bench::of(web, clerk)?;
    Ok(show_form(&bench, None, &as_form(&bench, &blank())))
}

pub async fn create(
    State(web): State<Web>,
    clerk: Clerk,
    Typed(filled): Typed<Filled>,
) -> Result<Response, Response> {
    let (bench, mut form) = Bench::filled(web, clerk, filled)?;
    let (mut plan, mut pool) = (bench.plan.clone(), blank());
    pool.id = form.get("id").to_owned();
    let is_taken = plan.pools.iter().any(|other| other.id == pool.id);
    form.is_mistake("id", is_taken || !is_id(&pool.id));
    fill(&mut pool, &plan, &mut form);
    plan.pools.push(pool);
    bench.tried(&plan, form, |form| Ok(show_form(&bench, None, form)))
}

pub async fn show(
    State(web): State<Web>,
    clerk: Clerk,
    Path(id): Path<String>,
) -> Result<Response, Response> {
    let bench = Bench::of(web, clerk)?;
    let form = as_form(&bench, &bench.plan.pools[place_of(&bench, &id)?]);
    Ok(show_form(&bench, Some(&id), &form))
}

pub async fn change(
    State(web): State<Web>,
    clerk: Clerk,
    Path(id): Path<String>,
    Typed(filled): Typed<Filled>,
) -> Result<Response, Response> {
    let (bench, mut form) = Bench::filled(web, clerk, filled)?;
    let (mut plan, place) = (bench.plan.clone(), place_of(&bench, &id)?);
    fill(&mut plan.pools[place], &bench.plan, &mut form);
    bench.tried(&plan, form, |form| Ok(show_form(&bench, Some(&id), form)))
}

/// Its resources go with it, and what was closed for it alone. Services that take it are the admin's to say.
pub async fn remove(
    State(web): State<Web>,
    clerk: Clerk,
    Path(id): Path<String>,
) -> Result<Response, Response> {
    let bench = Bench::of(web, clerk)?;
    let mut plan = bench.plan.clone();
    let gone = plan.pools.remove(place_of(&bench, &id)?);
    let mut form = as_form(&bench, &gone);
    let takers: Vec<String> = plan.takers_of(&id).map(|service| service.name.clone()).collect();
    form.said = (!takers.is_empty()).then_some(Said::PoolInUse(takers));
    plan.resources.retain(|resource| resource.pool != id);
    let left: Vec<String> = plan.resources.iter().map(|resource| resource.id.clone()).collect();
    plan.resources.iter_mut().for_each(|other| other.deputies.retain(|deputy| left.contains(deputy)));
    // A closure that names no pool would close the whole house.
    plan.closures
        .retain(|closure| closure.pools.as_ref().is_none_or(|pools| pools.iter().any(|of| *of != id)));
    plan.closures.iter_mut().filter_map(|closure| closure.pools.as_mut()).for_each(|pools| {
        pools.remove(&id);
    });
    bench.tried(&plan, form, |form| Ok(show_form(&bench, Some(&id), form)))
}

fn show_form(bench: &Bench, id: Option<&str>, form: &PlanForm) -> Response {
    let key = fresh_key();
    let shown = PoolForm { who: &who_at(&bench.at.clerk, &key), id, form, key: &key };
    html(status(form), page::pool(&bench.site(), &shown))
}

fn place_of(bench: &Bench, id: &str) -> Result<usize, Response> {
    bench.known(bench.plan.pools.iter().position(|pool| pool.id == id))
}

fn blank() -> PoolConfig {
    toml::from_str("id = \"\"").expect("a pool needs an id alone")
}

fn as_form(bench: &Bench, pool: &PoolConfig) -> PlanForm {
    let mut form = bench.form();
    form.put("id", &pool.id);
    form.put_some("seats", pool.seats);
    form.put("step", pool.step_minutes);
    form.put_some("public", pool.public);
    form.put("walk-ins", pool.walk_ins);
    form.put("urgent", pool.urgent);
    form.put_some("urgent-freed", pool.urgent_freed_minutes);
    for (of, name) in FORMS {
        form.put_some(&format!("at-once-{name}"), pool.at_once.get(&of));
    }
    put_lead(&mut form, &pool.lead);
    form
}

/// Lets a pool be what the form says. Its hours have a page of their own.
fn fill(pool: &mut PoolConfig, plan: &SitePlan, form: &mut PlanForm) {
    pool.seats = form.number("seats", 0..=SEATS_MAX);
    // Where seats are counted, nobody has a name.
    let has_names = plan.resources.iter().any(|resource| resource.pool == pool.id);
    form.is_mistake("seats", pool.seats.is_some() && has_names);
    pool.step_minutes = form.needed("step", STEP_MINUTES_MIN..=STEP_MINUTES_MAX);
    form.is_mistake("step", pool.step_minutes % STEP_MINUTES_MIN != 0);
    pool.public = form.number("public", 0..=SEATS_MAX);
    pool.walk_ins = form.number("walk-ins", 0..=SEATS_MAX).unwrap_or_default();
    pool.urgent = form.number("urgent", 0..=SEATS_MAX).unwrap_or_default();
    pool.urgent_freed_minutes = form.number("urgent-freed", 0..=NOTICE_MINUTES_MAX);
    let at_once = FORMS.map(|(of, name)| (of, form.number(&format!("at-once-{name}"), 0..=SEATS_MAX)));
    pool.at_once = at_once.into_iter().filter_map(|(of, many)| Some((of, many?))).collect();
    pool.lead = lead(form).unwrap_or_default();
}
