//! The journal, for whoever checks what others did.

use std::collections::BTreeMap;

use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use chrono::{DateTime, NaiveDate, Utc};
use chrono_tz::Tz;
use rusqlite::Connection;
use serde::Deserialize;

use super::accounts::{name_of, sites, zone};
use super::own::who;
use super::{Typed, by_script, fresh_key, html, refused, site_named};
use crate::audit::Check;
use crate::clock::near;
use crate::config::local_instant;
use crate::http::pages::query::Query;
use crate::http::{Asker, Person, Refusal, Web};
use crate::pages::audit::{self as page, Audit, ChangeLine, Checked, Filter, Line};
use crate::pages::path;
use crate::store::{self, Account, Entry, Found, Numbers, Room, Search};

/// Changes of accounts are rare; these are some months of a town.
const CHANGES_SHOWN: usize = 200;
/// As many entries as people read before they look for something else.
const ENTRIES_A_PAGE: usize = 50;
/// A spreadsheet program opens so many rows without groaning; it is a month of a large site.
const ENTRIES_A_FILE: usize = 50_000;

#[derive(Deserialize)]
pub struct Asked {
    #[serde(default)]
    site: String,
    #[serde(default)]
    day: String,
    #[serde(default)]
    number: String,
    #[serde(default)]
    actor: String,
    #[serde(default)]
    act: String,
    before: Option<i64>,
}

pub async fn show(
    State(web): State<Web>,
    asker: Asker,
    Person(session): Person,
    Query(asked): Query<Asked>,
) -> Result<Response, Response> {
    let account = session.account;
    let filter = filter(&web, &asker, &asked).map_err(|refusal| refused(&web, &refusal))?;
    let (looker, own, sought, before) = (web.clone(), account.site.clone(), filter.clone(), asked.before);
    let looked = reading(move || {
        let db = looker.audit.journal()?;
        let found = look(&looker, &db, &own, &sought, before, ENTRIES_A_PAGE)?;
        Ok((lines(&looker, &db, &found.entries)?, found.next))
    });
    let (lines, next) = looked.await.map_err(|refusal| refused(&web, &refusal))?;
    let stands = Stands::now(&web).await.map_err(|refusal| refused(&web, &refusal))?;
    let key = fresh_key();
    let changes = changes(&web, &account.site).map_err(|error| refused(&web, &error.into()))?;
    let audit = Audit {
        changes: &changes,
        sites: &sites(&web, &asker),
        filter: &filter,
        lines: &lines,
        next,
        is_older: asked.before.is_some(),
        check: stands.checked(zone(&web, &account.site), &key),
    };
    Ok(html(StatusCode::OK, page::page(&site_named(&web, &account.site), &who(&account, &key), &audit)))
}

fn changes(web: &Web, own: &str) -> store::Result<Vec<ChangeLine>> {
    let db = web.access.read();
    let names =
        Account::all(&db)?.into_iter().map(|account| (account.id.to_string(), account.name)).collect();
    let newest = store::Change::newest(&db, CHANGES_SHOWN)?;
    Ok(newest.iter().map(|change| page::change_line(change, &names, zone(web, own))).collect())
}

pub async fn csv(
    State(web): State<Web>,
    asker: Asker,
    Person(session): Person,
    Query(asked): Query<Asked>,
) -> Result<Response, Response> {
    let filter = filter(&web, &asker, &asked).map_err(|refusal| refused(&web, &refusal))?;
    let (looker, own) = (web.clone(), session.account.site);
    let lines = reading(move || {
        let db = looker.audit.journal()?;
        let mut entries = Vec::new();
        let mut before = asked.before;
        loop {
            let found = look(&looker, &db, &own, &filter, before, ENTRIES_A_FILE - entries.len())?;
            entries.extend(found.entries);
            before = found.next;
            if before.is_none() || entries.len() >= ENTRIES_A_FILE {
                return lines(&looker, &db, &entries);
            }
        }
    });
    let lines = lines.await.map_err(|refusal| refused(&web, &refusal))?;
    let saved = "attachment; filename=\"journal.csv\"";
    let headers = [(header::CONTENT_TYPE, "text/csv; charset=utf-8"), (header::CONTENT_DISPOSITION, saved)];
    Ok((headers, page::csv(&lines)).into_response())
}

/// How far the check is, and what it found.
pub async fn check(State(web): State<Web>, Person(session): Person) -> Result<Response, Response> {
    let stands = Stands::now(&web).await.map_err(|refusal| refused(&web, &refusal))?;
    let checked = page::check(&stands.checked(zone(&web, &session.account.site), &fresh_key()));
    Ok(html(StatusCode::OK, checked))
}

#[derive(Deserialize)]
pub struct Begin {
    #[serde(default)]
    seal: String,
}

pub async fn begin(
    State(web): State<Web>,
    person: Person,
    headers: HeaderMap,
    Typed(typed): Typed<Begin>,
) -> Result<Response, Response> {
    let seal = typed.seal.trim();
    web.audit.begin((!seal.is_empty()).then(|| seal.to_owned()));
    match by_script(&headers) {
        true => check(State(web), person).await,
        false => Ok(Redirect::to(path::AUDIT).into_response()),
    }
}

/// What was found beside what the check says.
struct Stands {
    check: Check,
    newest: Option<(i64, String)>,
    suspects: Vec<Line>,
}

impl Stands {
    async fn now(web: &Web) -> Result<Stands, Refusal> {
        let web = web.clone();
        let read = move || {
            let (db, check) = (web.audit.journal()?, web.audit.check());
            let suspects = match &check {
                Check::Done(outcome) => lines(&web, &db, &outcome.suspects)?,
                _ => Vec::new(),
            };
            let newest = store::newest_seal(&db)?.map(|(entry, seal)| (entry, seal.to_string()));
            Ok(Stands { check, newest, suspects })
        };
        reading(read).await
    }

    fn checked<'a>(&'a self, zone: Tz, key: &'a str) -> Checked<'a> {
        let newest = self.newest.clone();
        Checked { check: &self.check, newest, suspects: &self.suspects, zone, key }
    }
}

/// What was filled in. A foreign site is as unknown as one that is not there.
fn filter(web: &Web, asker: &Asker, asked: &Asked) -> Result<Filter, Refusal> {
    let unknown = !asker.reaches(&asked.site) || !web.desk.sites().contains_key(&asked.site);
    if !asked.site.is_empty() && unknown {
        return Err(Refusal::unknown("site"));
    }
    Ok(Filter {
        site: asked.site.clone(),
        day: asked.day.parse().ok().and_then(|day| near(day, web.clock.now())),
        number: asked.number.trim().to_uppercase(),
        actor: asked.actor.trim().to_owned(),
        act: asked.act.clone(),
    })
}

/// Looks for what the filter says; a number that nobody had finds nothing.
fn look(
    web: &Web,
    db: &Connection,
    own: &str,
    filter: &Filter,
    before: Option<i64>,
    entries_max: usize,
) -> store::Result<Found> {
    let some = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    let mut search = Search {
        site: some(&filter.site),
        within: filter.day.map(|day| whole_day(web, &filter.site, day)),
        actor: some(&filter.actor).map(pseudonym),
        act: some(&filter.act),
        ticket: None,
        before,
    };
    if let Some(number) = some(&filter.number) {
        let site = search.site.get_or_insert_with(|| own.to_owned()).clone();
        let ticket = match number.parse() {
            Ok(number) => store::ticket_of(db, &site, filter.day, number)?.map(|found| (found, number)),
            Err(_) => None,
        };
        let Some(((day, ticket), number)) = ticket else {
            return Ok(Found { entries: Vec::new(), next: None });
        };
        search.ticket = Some((ticket, number));
        search.within = Some(whole_day(web, &site, day));
    }
    store::search(db, &search, entries_max)
}

fn whole_day(web: &Web, site: &str, day: NaiveDate) -> (DateTime<Utc>, DateTime<Utc>) {
    let zone = zone(web, site);
    let begins = |day| local_instant(day, 0, zone);
    (begins(day), begins(day.succ_opt().unwrap_or(day)))
}

/// "17" and "Konto 17" are both what the journal calls "clerk:17".
fn pseudonym(actor: String) -> String {
    let id = actor.rsplit(' ').next().unwrap_or_default();
    match !id.is_empty() && id.bytes().all(|byte| byte.is_ascii_digit()) {
        true => format!("clerk:{id}"),
        false => actor,
    }
}

fn lines(web: &Web, db: &Connection, entries: &[Entry]) -> store::Result<Vec<Line>> {
    let mut numbers = Numbers::default();
    let mut known: BTreeMap<String, (String, BTreeMap<String, String>, Tz)> = BTreeMap::new();
    let of_site = |id: &str| {
        let site = web.site_now(id);
        let services = site.iter().flat_map(|site| &site.services);
        let services = services.map(|service| (service.id.clone(), service.name.clone())).collect();
        (name_of(web, id), services, zone(web, id))
    };
    let line = |entry: &Entry| {
        let Entry { site, event, .. } = entry;
        let number = match event {
            Room::Queue(queue::Event::Drawn { number, .. }) => Some(number.to_string()),
            Room::Queue(event) => match event.ticket() {
                Some(ticket) => numbers.of(db, entry, ticket)?,
                None => None,
            },
            Room::Calendar(_) => None,
        };
        let (name, services, zone) = known.entry(site.clone()).or_insert_with(|| of_site(site));
        Ok(page::line(entry, number, name, services, *zone))
    };
    entries.iter().map(line).collect()
}

/// Reads the database on a thread where that holds up nobody.
async fn reading<T: Send + 'static>(
    read: impl FnOnce() -> store::Result<T> + Send + 'static,
) -> Result<T, Refusal> {
    let done = tokio::task::spawn_blocking(read).await;
    Ok(done.unwrap_or_else(|broken| std::panic::resume_unwind(broken.into_panic()))?)
}
