//! The form of one service.

use std::collections::BTreeSet;

use axum::extract::{Path, State};
use axum::response::Response;
use serde::de::DeserializeOwned;
use serde::de::IntoDeserializer;
use serde::de::value::{Error, StrDeserializer};

use super::{Bench, status};
use crate::catalogue::is_leika;
use crate::config::{LeadConfig, NeedConfig, ServiceConfig, SitePlan, minutes};
use crate::http::pages::filled::Filled;
use crate::http::pages::own::who_at;
use crate::http::pages::{Typed, fresh_key, html};
use crate::http::{Clerk, Web};
use crate::pages::language;
use crate::pages::offer::limits::{
    DAYS_AHEAD_MAX, LONG_VISIT_MINUTES_MAX, NEEDS_MAX, NOTICE_MINUTES_MAX, NUMBERS_A_DAY_MAX,
    SERVICE_MINUTES_MAX, STEP_MINUTES_MAX, TARGET_WAIT_MINUTES_MAX,
};
use crate::pages::offer::{self as page, PlanForm, ServiceForm};

pub async fn new(State(web): State<Web>, clerk: Clerk) -> Result<Response, Response> {
    let bench = Bench::of(web, clerk)?;
    Ok(show_form(&bench, None, &as_form(&bench, &blank(&bench.plan))))
}

pub async fn create(
    State(web): State<Web>,
    clerk: Clerk,
    Typed(filled): Typed<Filled>,
) -> Result<Response, Response> {
    let (bench, mut form) = Bench::filled(web, clerk, filled)?;
    let (mut plan, mut service) = (bench.plan.clone(), blank(&bench.plan));
    service.id = form.get("id").to_owned();
    let is_taken = plan.services.iter().any(|other| other.id == service.id);
    form.is_mistake("id", is_taken || !is_id(&service.id));
    fill(&mut service, &mut form);
    plan.services.push(service);
    bench.tried(&plan, form, |form| Ok(show_form(&bench, None, form)))
}

pub async fn show(
    State(web): State<Web>,
    clerk: Clerk,
    Path(id): Path<String>,
) -> Result<Response, Response> {
    let bench = Bench::of(web, clerk)?;
    let form = as_form(&bench, &bench.plan.services[place_of(&bench, &id)?]);
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
    fill(&mut plan.services[place], &mut form);
    bench.tried(&plan, form, |form| Ok(show_form(&bench, Some(&id), form)))
}

pub async fn remove(
    State(web): State<Web>,
    clerk: Clerk,
    Path(id): Path<String>,
) -> Result<Response, Response> {
    let bench = Bench::of(web, clerk)?;
    let mut plan = bench.plan.clone();
    let gone = plan.services.remove(place_of(&bench, &id)?);
    bench.tried(&plan, as_form(&bench, &gone), |form| Ok(show_form(&bench, Some(&id), form)))
}

fn show_form(bench: &Bench, id: Option<&str>, form: &PlanForm) -> Response {
    let service = bench.plan.services.iter().find(|service| Some(service.id.as_str()) == id);
    let key = fresh_key();
    let shown = ServiceForm {
        who: &who_at(&bench.at.clerk, &key),
        id,
        name: service.map_or("", |service| &service.name),
        form,
        zones: &bench.zones(),
        pools: &bench.pools(),
        needs: rows(form),
        key: &key,
    };
    html(status(form), page::service(&bench.site(), &shown))
}

fn place_of(bench: &Bench, id: &str) -> Result<usize, Response> {
    bench.known(bench.plan.services.iter().position(|service| service.id == id))
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

fn as_form(bench: &Bench, service: &ServiceConfig) -> PlanForm {
    let mut form = bench.form();
    form.put("id", &service.id);
    form.put("name", &service.name);
    for (tag, name) in &service.names {
        form.put(&format!("name-{tag}"), name);
    }
    form.put_some("leika", service.leika.as_ref());
    form.put("words", service.words.join("\n"));
    form.put("bring", service.bring.join("\n"));
    for (tag, things) in &service.bring_in {
        form.put(&format!("bring-{tag}"), things.join("\n"));
    }
    form.put_some("privacy", service.privacy.as_ref());
    form.put("zone", service.zone);
    form.put("minutes", service.minutes);
    form.put_some("minutes-p90", service.minutes_p90);
    form.put("minutes-per-person", service.minutes_per_person);
    form.put("target-wait", service.target_wait_minutes);
    form.put_some("contingent", service.contingent);
    form.put_some("pool", service.pool.as_ref());
    form.put_some("skill", service.skill.as_ref());
    service.forms.iter().for_each(|kind| form.put("form", word_of(kind)));
    service.channels.iter().for_each(|channel| form.put("channel", word_of(channel)));
    form.put_some("call-first", service.call_first.then_some("1"));
    service.lead.iter().for_each(|lead| put_lead(&mut form, lead));
    for (n, need) in service.needs.iter().enumerate() {
        form.put(&format!("need-{n}-pool"), &need.pool);
        form.put_some(&format!("need-{n}-skill"), need.skill.as_ref());
        need.forms.iter().flatten().for_each(|kind| form.put(&format!("need-{n}-form"), word_of(kind)));
    }
    form.put("needs", service.needs.len() + 1);
    form
}

/// So many rows for what a visit takes besides; the last one is empty.
fn rows(form: &PlanForm) -> usize {
    form.get("needs").parse().unwrap_or(1).clamp(1, NEEDS_MAX)
}

/// Whoever chooses no pool has none.
fn need(form: &PlanForm, n: usize) -> Option<NeedConfig> {
    let pool = form.some(&format!("need-{n}-pool"))?;
    let forms: BTreeSet<_> = form.all(&format!("need-{n}-form")).filter_map(word).collect();
    let skill = form.some(&format!("need-{n}-skill"));
    Some(NeedConfig { pool, skill, forms: Some(forms).filter(|forms| !forms.is_empty()) })
}

pub(super) fn put_lead(form: &mut PlanForm, lead: &LeadConfig) {
    form.put("days-ahead", lead.days_ahead);
    form.put_some("notice-minutes", lead.notice_minutes);
    form.put_some("notice-days", lead.notice_days);
    form.put_some("release", lead.release.as_ref());
}

/// Lets a service be what the form says.
fn fill(service: &mut ServiceConfig, form: &mut PlanForm) {
    service.name = form.get("name").to_owned();
    form.is_mistake("name", service.name.is_empty());
    for language in language::all().iter().skip(1) {
        match form.some(&format!("name-{}", language.tag)) {
            Some(name) => drop(service.names.insert(language.tag.to_owned(), name)),
            None => drop(service.names.remove(language.tag)),
        }
        match form.lines(&format!("bring-{}", language.tag)) {
            things if things.is_empty() => drop(service.bring_in.remove(language.tag)),
            things => drop(service.bring_in.insert(language.tag.to_owned(), things)),
        }
    }
    service.leika = form.some("leika");
    form.is_mistake("leika", service.leika.as_deref().is_some_and(|leika| !is_leika(leika)));
    service.words = form.lines("words");
    service.bring = form.lines("bring");
    // A browser ends lines otherwise than the file does.
    service.privacy = form.some("privacy").map(|text| text.replace("\r\n", "\n"));
    service.zone = form.get("zone").chars().next().unwrap_or(service.zone);
    service.pool = form.some("pool");
    service.skill = form.some("skill");
    // What the form has no row for stays as it was.
    let more: Vec<NeedConfig> = service.needs.iter().skip(NEEDS_MAX).cloned().collect();
    service.needs = (0..rows(form)).filter_map(|n| need(form, n)).chain(more).collect();
    let asks_more = service.skill.is_some() || !service.needs.is_empty();
    form.is_mistake("pool", service.pool.is_none() && asks_more);
    service.forms = form.all("form").filter_map(word).collect();
    service.channels = form.all("channel").filter_map(word).collect();
    service.call_first = form.is("call-first", "1");
    service.minutes = form.needed("minutes", 1..=SERVICE_MINUTES_MAX);
    service.minutes_p90 = form.number("minutes-p90", service.minutes..=LONG_VISIT_MINUTES_MAX);
    service.minutes_per_person = form.number("minutes-per-person", 0..=STEP_MINUTES_MAX).unwrap_or_default();
    service.target_wait_minutes = form.number("target-wait", 0..=TARGET_WAIT_MINUTES_MAX).unwrap_or_default();
    service.contingent = form.number("contingent", 0..=NUMBERS_A_DAY_MAX);
    service.lead = lead(form);
}

/// Without a word about it, the pool's counts.
pub(super) fn lead(form: &mut PlanForm) -> Option<LeadConfig> {
    let lead = LeadConfig {
        notice_minutes: form.number("notice-minutes", 0..=NOTICE_MINUTES_MAX),
        notice_days: form.number("notice-days", 0..=DAYS_AHEAD_MAX),
        days_ahead: form.number("days-ahead", 0..=DAYS_AHEAD_MAX).unwrap_or(LeadConfig::default().days_ahead),
        release: form.some("release"),
    };
    form.is_mistake("notice-days", lead.notice_minutes.is_some() && lead.notice_days.is_some());
    form.is_mistake(
        "release",
        lead.release.as_deref().is_some_and(|text| minutes(text).is_none_or(|m| m >= 24 * 60)),
    );
    let fields = ["days-ahead", "notice-minutes", "notice-days", "release"];
    fields.iter().any(|field| !form.get(field).is_empty()).then_some(lead)
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
