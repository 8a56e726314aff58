//! To be told when a time becomes free. Whoever asks gets a letter, and only its button begins anything; what
//! the page says is the same for every address.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use chrono::{Days, NaiveDate, TimeDelta};
use serde::Deserialize;

use super::wanted::{self, Wanted};
use super::{Asked, fresh_key, html, named, path_of, site_now, stamped, status_of, trouble};
use crate::attack::{Asking, Brought};
use crate::config::Site;
use crate::desk::watches::WATCH_DAYS_MAX;
use crate::desk::{Act, CITIZEN, NotDone, Order};
use crate::http::login::Address;
use crate::http::pages::contact::is_mail;
use crate::http::pages::query::Query;
use crate::http::pages::{Typed, first_site, site_named};
use crate::http::{Asker, Key, Web};
use crate::pages::booking::{self as page, AskWatch, Mistake, OwnWatch, Stamp, WatchSent};
use crate::pages::language::Language;
use crate::pages::trouble::Trouble;
use crate::store::{Watch, WatchId, Watching, token_hash};

/// What most people plan for.
const UNTIL_AT_FIRST: Days = Days::new(28);

#[derive(Deserialize)]
pub struct Filled {
    key: Key,
    #[serde(default)]
    mail: String,
    #[serde(default)]
    until: String,
    #[serde(flatten)]
    typed: wanted::Typed,
    #[serde(flatten)]
    brought: Brought,
}

#[derive(Deserialize)]
pub struct Pressed {
    key: Key,
}

pub async fn ask(
    State(web): State<Web>,
    asker: Asker,
    Path((tag, site, services)): Path<(String, String, String)>,
    Query(asked): Query<Asked>,
) -> Result<Response, Response> {
    let (language, site) = (named(&tag), site_now(&web, &site)?);
    let wanted = Wanted::of(&web, &site, &services, &asked.typed)?;
    let until = (today(&web, &site) + UNTIL_AT_FIRST).to_string();
    let (key, mail, brought) = (Key(fresh_key()), String::new(), Brought::default());
    let stamp = stamped::given(&web, &asker, &form_of(&wanted, language), &brought);
    asks(&web, language, &wanted, &Filled { key, mail, until, typed: asked.typed, brought }, &[], stamp)
}

/// Its address, and what a stamp is for.
fn form_of(wanted: &Wanted, language: &Language) -> String {
    format!("{}/watch", path_of(wanted, language))
}

fn asks(
    web: &Web,
    language: &'static Language,
    wanted: &Wanted,
    filled: &Filled,
    mistakes: &[Mistake],
    stamp: Option<Stamp>,
) -> Result<Response, Response> {
    // Without a mail server nobody would hear of anything.
    if web.config.mail.is_none() {
        return Err(trouble(web, Trouble::NotFound));
    }
    let (times, first) = (path_of(wanted, language), today(web, wanted.site));
    let shown = AskWatch {
        language,
        path: &form_of(wanted, language),
        times: &wanted.said.after(&times, &[]),
        key: &filled.key.0,
        matters: wanted.names(language),
        said: &wanted.said,
        mail: &filled.mail,
        until: &filled.until,
        first,
        last: first + Days::new(WATCH_DAYS_MAX),
        mistakes,
        stamp: stamp.as_ref(),
    };
    let answer = page::ask_watch(&site_named(web, &wanted.site.id), &shown);
    Ok(stamped::told(html(status_of(mistakes, stamp.as_ref()), answer), stamp.as_ref()))
}

pub async fn begin(
    State(web): State<Web>,
    asker: Asker,
    Address(address): Address,
    Path((tag, site, services)): Path<(String, String, String)>,
    Typed(filled): Typed<Filled>,
) -> Result<Response, Response> {
    let language = named(&tag);
    let site = site_now(&web, &site)?;
    let wanted = Wanted::of(&web, &site, &services, &filled.typed)?;
    let (mail, now) = (filled.mail.trim().to_owned(), web.clock.now());
    let first = today(&web, &site);
    let days = first..=first + Days::new(WATCH_DAYS_MAX);
    let until = filled.until.parse::<NaiveDate>().ok().filter(|until| days.contains(until));
    let mut mistakes = Vec::new();
    if !is_mail(&mail) {
        mistakes.push(Mistake::Mail);
    }
    let Some(until) = until.filter(|_| mistakes.is_empty()) else {
        mistakes.extend(until.is_none().then_some(Mistake::Until));
        let stamp = stamped::given(&web, &asker, &form_of(&wanted, language), &filled.brought);
        return asks(&web, language, &wanted, &filled, &mistakes, stamp);
    };
    if web.config.mail.is_none() {
        return Err(trouble(&web, Trouble::NotFound));
    }
    let (form, key) = (&*form_of(&wanted, language), &*filled.key.0);
    if let Err(stamp) = stamped::admitted(&web, &asker, Asking { form, key, address }, &filled.brought) {
        return asks(&web, language, &wanted, &filled, &[], Some(stamp));
    }
    if !web.watches().admit(address, web.clock.now()) {
        return Err(trouble(&web, Trouble::TooMany));
    }
    let (wish, said) = (wanted.wish(), &wanted.said);
    let watch = Watch {
        mail: mail.clone(),
        language: language.tag.to_owned(),
        matters: wish.matters,
        form: wish.form,
        letters: said.letters.clone(),
        place: said.place.clone(),
    };
    match commit(&web, &site.id, filled.key, Act::Watch { watch, until }).await {
        Ok(()) => web.guard.letter_asks(now),
        // What cannot be booked by the rules of here: the page of the times says why.
        Err(NotDone::Refused { .. }) => {
            let times = wanted.said.after(&path_of(&wanted, language), &[]);
            return Ok(Redirect::to(&times).into_response());
        }
        Err(_) => return Err(trouble(&web, Trouble::Broken)),
    }
    let until = now + TimeDelta::minutes(site.deadlines.verify_minutes.into());
    let shown = WatchSent { language, mail: &mail, zone: site.time_zone, until };
    Ok(html(StatusCode::OK, page::watch_sent(&site_named(&web, &site.id), &shown)))
}

pub async fn show(
    State(web): State<Web>,
    Path((id, token, tag)): Path<(String, String, String)>,
) -> Result<Response, Response> {
    let language = named(&tag);
    let Found { watching, site, path } = found(&web, &id, &token, language)?;
    let matters = site.names_of(&watching.watch.matters, language.tag);
    let times = page::path_of(language, &site.id, &watching.watch.ids());
    let shown = OwnWatch {
        language,
        path: &path,
        times: &times,
        key: &fresh_key(),
        matters,
        until: watching.until,
        is_confirmed: watching.is_confirmed,
    };
    Ok(html(StatusCode::OK, page::own_watch(&site_named(&web, &site.id), &shown)))
}

pub async fn confirm(
    State(web): State<Web>,
    Path((id, token, tag)): Path<(String, String, String)>,
    Typed(pressed): Typed<Pressed>,
) -> Result<Response, Response> {
    let found = found(&web, &id, &token, named(&tag))?;
    let watch = found.watching.id;
    if !found.watching.is_confirmed {
        web.guard.letter_answered(web.clock.now());
    }
    acted(&web, &found, &tag, pressed.key, Act::ConfirmWatch { watch }).await
}

pub async fn stop(
    State(web): State<Web>,
    Path((id, token, tag)): Path<(String, String, String)>,
    Typed(pressed): Typed<Pressed>,
) -> Result<Response, Response> {
    let found = found(&web, &id, &token, named(&tag))?;
    let watch = found.watching.id;
    acted(&web, &found, &tag, pressed.key, Act::StopWatch { watch }).await
}

/// What lies behind `/W/{id}/{token}`.
struct Found {
    watching: Watching,
    site: Arc<Site>,
    path: String,
}

fn found(web: &Web, id: &str, token: &str, language: &'static Language) -> Result<Found, Response> {
    let nobodys = || html(StatusCode::NOT_FOUND, page::no_watch(&first_site(web), language));
    let id = WatchId(id.parse().map_err(|_| nobodys())?);
    let watching = web.visitors.watch(id).map_err(|_| trouble(web, Trouble::Broken))?;
    let watching = watching.ok_or_else(nobodys)?;
    let state = web.desk.sites().get(&watching.site).cloned().ok_or_else(nobodys)?;
    let path = state.watch_path(id);
    // Hashes are compared, so that how long it takes tells nothing of the token.
    let own = path.rsplit('/').next().unwrap_or_default();
    let is_late = !watching.is_confirmed
        && web.clock.now()
            >= watching.asked_at + TimeDelta::minutes(state.config.deadlines.verify_minutes.into());
    match token_hash(own) == token_hash(token) && !is_late {
        true => Ok(Found { watching, site: state.config.clone(), path }),
        false => Err(nobodys()),
    }
}

/// Whatever became of it, the page says how things stand.
async fn acted(web: &Web, found: &Found, tag: &str, key: Key, act: Act) -> Result<Response, Response> {
    match commit(web, &found.site.id, key, act).await {
        Ok(()) | Err(NotDone::Refused { .. }) => {
            Ok(Redirect::to(&format!("{}/{}", found.path, named(tag).tag)).into_response())
        }
        Err(_) => Err(trouble(web, Trouble::Broken)),
    }
}

async fn commit(web: &Web, site: &str, Key(key): Key, act: Act) -> Result<(), NotDone> {
    let order = Order { site: site.to_owned(), actor: CITIZEN.to_owned(), key: Some(key), act };
    web.desk.commit(order).await.map(drop)
}

fn today(web: &Web, site: &Site) -> NaiveDate {
    web.clock.now().with_timezone(&site.time_zone).date_naive()
}
