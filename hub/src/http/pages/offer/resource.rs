//! The form of one clerk, room or machine.

use std::collections::BTreeSet;

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use calendar::plan::Kind;

use super::hours::{put_week, week};
use super::service::{is_id, word, word_of};
use super::{Bench, fields};
use crate::config::{ResourceConfig, SitePlan};
use crate::http::pages::filled::Filled;
use crate::http::pages::own::who_at;
use crate::http::pages::{Trouble, Typed, fresh_key, html, trouble};
use crate::http::{Clerk, Web};
use crate::pages::offer::{self as page, Fields, ResourceForm};

pub async fn new(State(web): State<Web>, clerk: Clerk) -> Result<Response, Response> {
    let bench = Bench::of(web, clerk)?;
    Ok(form(&bench, None, &as_fields(&blank()), &BTreeSet::new(), None))
}

pub async fn create(
    State(web): State<Web>,
    clerk: Clerk,
    Typed(filled): Typed<Filled>,
) -> Result<Response, Response> {
    let fields = fields(filled);
    let bench = Bench::of(web, clerk)?.begun_on(fields.get("base"))?;
    let mut resource = blank();
    resource.id = fields.get("id").to_owned();
    let mut mistakes = fill(&mut resource, &fields);
    if !is_id(&resource.id) {
        mistakes.insert("id".to_owned());
    }
    let mut plan = bench.plan.clone();
    plan.resources.push(resource);
    put(&bench, None, plan, &fields, &mistakes)
}

pub async fn show(
    State(web): State<Web>,
    clerk: Clerk,
    Path(id): Path<String>,
) -> Result<Response, Response> {
    let bench = Bench::of(web, clerk)?;
    let place = place_of(&bench, &id)?;
    Ok(form(&bench, Some(&id), &as_fields(&bench.plan.resources[place]), &BTreeSet::new(), None))
}

pub async fn change(
    State(web): State<Web>,
    clerk: Clerk,
    Path(id): Path<String>,
    Typed(filled): Typed<Filled>,
) -> Result<Response, Response> {
    let fields = fields(filled);
    let bench = Bench::of(web, clerk)?.begun_on(fields.get("base"))?;
    let place = place_of(&bench, &id)?;
    let mut plan = bench.plan.clone();
    let mistakes = fill(&mut plan.resources[place], &fields);
    put(&bench, Some(&id), plan, &fields, &mistakes)
}

/// Others may have it as their deputy: they have it no more.
pub async fn remove(
    State(web): State<Web>,
    clerk: Clerk,
    Path(id): Path<String>,
) -> Result<Response, Response> {
    let bench = Bench::of(web, clerk)?;
    let place = place_of(&bench, &id)?;
    let mut plan = bench.plan.clone();
    let gone = plan.resources.remove(place);
    plan.resources.iter_mut().for_each(|other| other.deputies.retain(|deputy| *deputy != id));
    put(&bench, Some(&id), plan, &as_fields(&gone), &BTreeSet::new())
}

/// Shows what the form would change, or the form again with what is wrong.
fn put(
    bench: &Bench,
    id: Option<&str>,
    plan: SitePlan,
    fields: &Fields,
    mistakes: &BTreeSet<String>,
) -> Result<Response, Response> {
    let said = if mistakes.is_empty() { bench.said_of(&plan) } else { None };
    match mistakes.is_empty() && said.is_none() {
        true => bench.looked_at(&plan, false, false),
        false => Ok(form(bench, id, fields, mistakes, said.as_deref())),
    }
}

fn form(
    bench: &Bench,
    id: Option<&str>,
    fields: &Fields,
    mistakes: &BTreeSet<String>,
    said: Option<&str>,
) -> Response {
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
        fields,
        mistakes,
        said,
        pools: &pools,
        others: &others,
        skills: &asked,
        base: bench.base,
        key: &key,
    };
    let is_wrong = !mistakes.is_empty() || said.is_some();
    let status = if is_wrong { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    html(status, page::resource(&bench.site(), &shown))
}

fn place_of(bench: &Bench, id: &str) -> Result<usize, Response> {
    let place = bench.plan.resources.iter().position(|resource| resource.id == id);
    place.ok_or_else(|| trouble(&bench.at.web, Trouble::NotFound))
}

fn blank() -> ResourceConfig {
    toml::from_str("id = \"\"\npool = \"\"").expect("a resource needs an id and a pool")
}

fn as_fields(resource: &ResourceConfig) -> Fields {
    let lines = |list: Vec<&str>| list.join("\n");
    let mut fields = Fields::default();
    fields.put("id", &resource.id);
    fields.put("pool", &resource.pool);
    fields.put("kind", word_of(&resource.kind));
    fields.put("skills", lines(resource.skills.iter().map(String::as_str).collect()));
    fields.put("names", lines(resource.names.iter().map(String::as_str).collect()));
    fields.put("places", lines(resource.places.iter().map(String::as_str).collect()));
    fields.put("deputies", lines(resource.deputies.iter().map(String::as_str).collect()));
    resource.forms.iter().flatten().for_each(|form| fields.put("form", word_of(form)));
    if let Some(hours) = &resource.hours {
        fields.put("own", "1");
        put_week(&mut fields, hours);
    }
    fields
}

/// Lets a resource be what the form says. Returns the fields that cannot be read.
fn fill(resource: &mut ResourceConfig, fields: &Fields) -> BTreeSet<String> {
    let mut mistakes = BTreeSet::new();
    resource.pool = fields.get("pool").to_owned();
    if resource.pool.is_empty() {
        mistakes.insert("pool".to_owned());
    }
    resource.kind = word::<Kind>(fields.get("kind")).unwrap_or_default();
    resource.skills = fields.lines("skills").into_iter().collect();
    let range = |typed: &String| typed.replace(['–', '—'], "-").replace(' ', "");
    resource.names = fields.lines("names").iter().map(range).collect();
    resource.places = fields.lines("places").into_iter().collect();
    resource.deputies = fields.lines("deputies");
    let forms: BTreeSet<_> = fields.all("form").filter_map(word).collect();
    resource.forms = Some(forms).filter(|forms| !forms.is_empty());
    resource.hours = fields.is("own", "1").then(|| week(fields, &mut mistakes));
    mistakes
}
