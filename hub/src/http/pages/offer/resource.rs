//! The form of one clerk, room or machine.

use std::collections::BTreeSet;

use axum::extract::{Path, State};
use axum::response::Response;
use calendar::plan::Kind;

use super::hours::{put_week, week};
use super::service::{is_id, word, word_of};
use super::{Bench, status};
use crate::config::{ResourceConfig, name_range};
use crate::http::pages::filled::Filled;
use crate::http::pages::own::who_at;
use crate::http::pages::{Typed, fresh_key, html};
use crate::http::{Clerk, Web};
use crate::pages::offer::{self as page, PlanForm, ResourceForm};

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
    let (mut plan, mut resource) = (bench.plan.clone(), blank());
    resource.id = form.get("id").to_owned();
    // Counted seats have ids as well.
    let is_taken = bench.file.offering(&plan).plan().resources.contains_key(&resource.id);
    form.is_mistake("id", is_taken || !is_id(&resource.id));
    fill(&mut resource, &mut form);
    plan.resources.push(resource);
    bench.tried(&plan, form, |form| Ok(show_form(&bench, None, form)))
}

pub async fn show(
    State(web): State<Web>,
    clerk: Clerk,
    Path(id): Path<String>,
) -> Result<Response, Response> {
    let bench = Bench::of(web, clerk)?;
    let form = as_form(&bench, &bench.plan.resources[place_of(&bench, &id)?]);
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
    fill(&mut plan.resources[place], &mut form);
    bench.tried(&plan, form, |form| Ok(show_form(&bench, Some(&id), form)))
}

/// Others may have it as their deputy: they have it no more.
pub async fn remove(
    State(web): State<Web>,
    clerk: Clerk,
    Path(id): Path<String>,
) -> Result<Response, Response> {
    let bench = Bench::of(web, clerk)?;
    let mut plan = bench.plan.clone();
    let gone = plan.resources.remove(place_of(&bench, &id)?);
    plan.resources.iter_mut().for_each(|other| other.deputies.retain(|deputy| *deputy != id));
    bench.tried(&plan, as_form(&bench, &gone), |form| Ok(show_form(&bench, Some(&id), form)))
}

fn show_form(bench: &Bench, id: Option<&str>, form: &PlanForm) -> Response {
    let (plan, key) = (&bench.plan, fresh_key());
    // Where only seats are counted, nobody is named.
    let pools: Vec<String> =
        plan.pools.iter().filter(|pool| pool.seats.is_none()).map(|pool| pool.id.clone()).collect();
    let others: Vec<String> = plan
        .resources
        .iter()
        .map(|resource| resource.id.clone())
        .filter(|other| Some(other.as_str()) != id)
        .collect();
    let asked: BTreeSet<&str> = plan.services.iter().filter_map(|service| service.skill.as_deref()).collect();
    let shown = ResourceForm {
        who: &who_at(&bench.at.clerk, &key),
        id,
        form,
        pools: &pools,
        others: &others,
        skills: &asked,
        key: &key,
    };
    html(status(form), page::resource(&bench.site(), &shown))
}

fn place_of(bench: &Bench, id: &str) -> Result<usize, Response> {
    bench.known(bench.plan.resources.iter().position(|resource| resource.id == id))
}

fn blank() -> ResourceConfig {
    toml::from_str("id = \"\"\npool = \"\"").expect("a resource needs an id and a pool")
}

fn as_form(bench: &Bench, resource: &ResourceConfig) -> PlanForm {
    let lines = |list: Vec<&str>| list.join("\n");
    let mut form = bench.form();
    form.put("id", &resource.id);
    form.put("pool", &resource.pool);
    form.put("kind", word_of(&resource.kind));
    form.put("skills", lines(resource.skills.iter().map(String::as_str).collect()));
    form.put("names", resource.names.join("\n"));
    form.put("places", lines(resource.places.iter().map(String::as_str).collect()));
    form.put("deputies", resource.deputies.join("\n"));
    resource.forms.iter().flatten().for_each(|kind| form.put("form", word_of(kind)));
    if let Some(hours) = &resource.hours {
        form.put("own", "1");
        put_week(&mut form, hours);
    }
    form
}

/// Lets a resource be what the form says.
fn fill(resource: &mut ResourceConfig, form: &mut PlanForm) {
    resource.pool = form.get("pool").to_owned();
    form.is_mistake("pool", resource.pool.is_empty());
    resource.kind = word::<Kind>(form.get("kind")).unwrap_or_default();
    resource.skills = form.lines("skills").into_iter().collect();
    let range = |typed: &String| typed.replace(['–', '—'], "-").replace(' ', "");
    resource.names = form.lines("names").iter().map(range).collect();
    resource.places = form.lines("places").into_iter().collect();
    let is_unreadable = resource.names.iter().any(|names| name_range(names).is_none());
    form.is_mistake("names", is_unreadable || !(resource.names.is_empty() || resource.places.is_empty()));
    resource.deputies = form.lines("deputies");
    let forms: BTreeSet<_> = form.all("form").filter_map(word).collect();
    resource.forms = Some(forms).filter(|forms| !forms.is_empty());
    resource.hours = form.is("own", "1").then(|| week(form));
}
