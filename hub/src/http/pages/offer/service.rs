//! The form of one service.

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use serde::de::DeserializeOwned;
use serde::de::IntoDeserializer;
use serde::de::value::{Error, StrDeserializer};

use super::{Bench, fields};
use crate::catalogue::is_leika;
use crate::config::{LeadConfig, ServiceConfig, SitePlan};
use crate::http::pages::filled::Filled;
use crate::http::pages::own::who_at;
use crate::http::pages::{Trouble, Typed, fresh_key, html, trouble};
use crate::http::{Clerk, Web};
use crate::pages::language;
use crate::pages::offer::{self as page, Fields, ServiceForm};

pub async fn new(State(web): State<Web>, clerk: Clerk) -> Result<Response, Response> {
    let bench = Bench::of(web, clerk)?;
    let fields = as_fields(&blank(&bench.plan));
    Ok(form(&bench, None, &fields, &[], None))
}

pub async fn create(
    State(web): State<Web>,
    clerk: Clerk,
    Typed(filled): Typed<Filled>,
) -> Result<Response, Response> {
    let fields = fields(filled);
    let bench = Bench::of(web, clerk)?.begun_on(fields.get("base"))?;
    let mut service = blank(&bench.plan);
    service.id = fields.get("id").to_owned();
    let mut mistakes = fill(&mut service, &fields);
    if !is_id(&service.id) {
        mistakes.push("id");
    }
    let mut plan = bench.plan.clone();
    plan.services.push(service);
    put(&bench, None, plan, &fields, &mistakes)
}

pub async fn show(
    State(web): State<Web>,
    clerk: Clerk,
    Path(id): Path<String>,
) -> Result<Response, Response> {
    let bench = Bench::of(web, clerk)?;
    let place = place_of(&bench, &id)?;
    let fields = as_fields(&bench.plan.services[place]);
    Ok(form(&bench, Some(&id), &fields, &[], None))
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
    let mistakes = fill(&mut plan.services[place], &fields);
    put(&bench, Some(&id), plan, &fields, &mistakes)
}

pub async fn remove(
    State(web): State<Web>,
    clerk: Clerk,
    Path(id): Path<String>,
) -> Result<Response, Response> {
    let bench = Bench::of(web, clerk)?;
    let place = place_of(&bench, &id)?;
    let mut plan = bench.plan.clone();
    plan.services.remove(place);
    match bench.said_of(&plan) {
        None => bench.looked_at(&plan, false, false),
        Some(said) => {
            let fields = as_fields(&bench.plan.services[place]);
            Ok(form(&bench, Some(&id), &fields, &[], Some(&said)))
        }
    }
}

/// Shows what the form would change, or the form again with what is wrong.
fn put(
    bench: &Bench,
    id: Option<&str>,
    plan: SitePlan,
    fields: &Fields,
    mistakes: &[&'static str],
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
    mistakes: &[&'static str],
    said: Option<&str>,
) -> Response {
    let plan = &bench.plan;
    let service = plan.services.iter().find(|service| Some(service.id.as_str()) == id);
    let zones: Vec<(char, String)> =
        bench.config.zones.iter().map(|zone| (zone.letter, zone.name.clone())).collect();
    let pools: Vec<String> = plan.pools.iter().map(|pool| pool.id.clone()).collect();
    let key = fresh_key();
    let shown = ServiceForm {
        who: &who_at(&bench.at.clerk, &key),
        id,
        name: service.map_or("", |service| &service.name),
        fields,
        mistakes,
        said,
        zones: &zones,
        pools: &pools,
        needs: service.map_or(&[], |service| &service.needs),
        base: bench.base,
        key: &key,
    };
    let is_wrong = !mistakes.is_empty() || said.is_some();
    let status = if is_wrong { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    html(status, page::service(&bench.site(), &shown))
}

fn place_of(bench: &Bench, id: &str) -> Result<usize, Response> {
    let place = bench.plan.services.iter().position(|service| service.id == id);
    place.ok_or_else(|| trouble(&bench.at.web, Trouble::NotFound))
}

/// It stands in addresses and in the journal.
pub(super) fn is_id(id: &str) -> bool {
    let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    !id.is_empty() && id.chars().all(plain)
}

/// A new service has the defaults of the file, and is for walk-ins until somebody says more.
pub(super) fn blank(plan: &SitePlan) -> ServiceConfig {
    let zone = plan.services.first().map_or('A', |service| service.zone);
    let least = format!("id = \"\"\nname = \"\"\nzone = \"{zone}\"");
    toml::from_str(&least).expect("a service needs an id, a name and a zone")
}

fn as_fields(service: &ServiceConfig) -> Fields {
    let mut fields = Fields::default();
    let number = |fields: &mut Fields, name: &str, number: Option<u32>| {
        if let Some(number) = number {
            fields.put(name, number);
        }
    };
    fields.put("id", &service.id);
    fields.put("name", &service.name);
    for (tag, name) in &service.names {
        fields.put(&format!("name-{tag}"), name);
    }
    fields.put("leika", service.leika.as_deref().unwrap_or_default());
    fields.put("words", service.words.join("\n"));
    fields.put("bring", service.bring.join("\n"));
    fields.put("privacy", service.privacy.as_deref().unwrap_or_default());
    fields.put("zone", service.zone);
    fields.put("minutes", service.minutes);
    number(&mut fields, "minutes-p90", service.minutes_p90);
    fields.put("minutes-per-person", service.minutes_per_person);
    fields.put("target-wait", service.target_wait_minutes);
    number(&mut fields, "contingent", service.contingent);
    fields.put("pool", service.pool.as_deref().unwrap_or_default());
    fields.put("skill", service.skill.as_deref().unwrap_or_default());
    service.forms.iter().for_each(|form| fields.put("form", word_of(form)));
    service.channels.iter().for_each(|channel| fields.put("channel", word_of(channel)));
    if service.call_first {
        fields.put("call-first", "1");
    }
    if let Some(lead) = &service.lead {
        fields.put("days-ahead", lead.days_ahead);
        number(&mut fields, "notice-minutes", lead.notice_minutes);
        number(&mut fields, "notice-days", lead.notice_days.map(u32::from));
        fields.put("release", lead.release.as_deref().unwrap_or_default());
    }
    fields
}

/// Lets a service be what the form says. Returns the fields that are no numbers.
fn fill(service: &mut ServiceConfig, fields: &Fields) -> Vec<&'static str> {
    let mut mistakes = Vec::new();
    let words = |name: &str| Some(fields.get(name).to_owned()).filter(|text| !text.is_empty());
    service.name = fields.get("name").to_owned();
    if service.name.is_empty() {
        mistakes.push("name");
    }
    for language in language::all().iter().skip(1) {
        match words(&format!("name-{}", language.tag)) {
            Some(name) => drop(service.names.insert(language.tag.to_owned(), name)),
            None => drop(service.names.remove(language.tag)),
        }
    }
    service.leika = words("leika");
    if service.leika.as_deref().is_some_and(|leika| !is_leika(leika)) {
        mistakes.push("leika");
    }
    service.words = fields.lines("words");
    service.bring = fields.lines("bring");
    // A browser ends lines otherwise than the file does.
    service.privacy = words("privacy").map(|text| text.replace("\r\n", "\n"));
    service.zone = fields.get("zone").chars().next().unwrap_or(service.zone);
    service.pool = words("pool");
    service.skill = words("skill");
    service.forms = fields.all("form").filter_map(word).collect();
    service.channels = fields.all("channel").filter_map(word).collect();
    service.call_first = fields.is("call-first", "1");
    service.minutes = number(fields, "minutes", &mut mistakes).unwrap_or_default();
    service.minutes_p90 = number(fields, "minutes-p90", &mut mistakes);
    service.minutes_per_person = number(fields, "minutes-per-person", &mut mistakes).unwrap_or_default();
    service.target_wait_minutes = number(fields, "target-wait", &mut mistakes).unwrap_or_default();
    service.contingent = number(fields, "contingent", &mut mistakes);
    service.lead = lead(fields, &mut mistakes);
    mistakes
}

/// Without a word about it, the pool's counts.
pub(super) fn lead(fields: &Fields, mistakes: &mut Vec<&'static str>) -> Option<LeadConfig> {
    let lead = LeadConfig {
        notice_minutes: number(fields, "notice-minutes", mistakes),
        notice_days: number(fields, "notice-days", mistakes),
        days_ahead: number(fields, "days-ahead", mistakes).unwrap_or(LeadConfig::default().days_ahead),
        release: Some(fields.get("release").to_owned()).filter(|release| !release.is_empty()),
    };
    let is_said = ["days-ahead", "notice-minutes", "notice-days", "release"]
        .iter()
        .any(|field| !fields.get(field).is_empty());
    is_said.then_some(lead)
}

/// Nothing in the field is no number, and no mistake.
pub(super) fn number<N: std::str::FromStr>(
    fields: &Fields,
    name: &'static str,
    mistakes: &mut Vec<&'static str>,
) -> Option<N> {
    let typed = fields.get(name);
    if typed.is_empty() {
        return None;
    }
    match typed.parse() {
        Ok(number) => Some(number),
        Err(_) => {
            mistakes.push(name);
            None
        }
    }
}

/// A word of the file, such as a form or a channel.
pub(super) fn word<T: DeserializeOwned>(text: &str) -> Option<T> {
    let deserializer: StrDeserializer<Error> = text.into_deserializer();
    T::deserialize(deserializer).ok()
}

pub(super) fn word_of<T: serde::Serialize>(of: &T) -> String {
    let word = serde_json::to_value(of).expect("a word of the file is plain data");
    word.as_str().unwrap_or_default().to_owned()
}
