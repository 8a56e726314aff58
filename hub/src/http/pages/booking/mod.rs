//! The booking site: what citizens book, and their booking behind its link. There is no account here, and no
//! cookie but while somebody fetches their name from an account elsewhere; whoever has the link of a booking
//! may change it. A link shows a page, and only a button acts: mail scanners follow links.

mod account;
mod arrival;
mod everywhere;
mod held;
mod own;
mod search;
mod stamped;
mod uploads;
mod wanted;
mod watch;

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{AppendHeaders, IntoResponse, Redirect, Response};
use calendar::bookings::Claim;
use calendar::wish::{Channel, Form};
use calendar::{BookingId, Plan, State as Stage};
use chrono::{DateTime, Days, NaiveDate, TimeDelta, Utc};
use serde::Deserialize;

pub use account::{answer as account_answer, leave as leave_for_account};
pub use arrival::arrive;
pub use everywhere::show as everywhere;
pub use held::{hold, let_go};
pub use own::{ask_cancel, ask_move, cancel, confirm, file, found, move_to, other_times, own, own_in};
pub use search::find;
pub use uploads::{FORM_BYTES_MAX, SENT_WITHIN, Senders, send, take_back};
use wanted::{Wanted, is_said};
pub use watch::{
    ask as ask_watch, begin as begin_watch, confirm as confirm_watch, show as watch, stop as stop_watch,
};

use super::contact::Typing;
use super::visitor::{named, preferred};
use super::{Typed, first_site, fresh_key, html, refused, site_named, trouble};
use crate::attack::{Asking, Brought};
use crate::citizen_account::{Along, Outcome};
use crate::config::{ServiceConfig, Site, bring};
use crate::desk::{Act, CITIZEN, NotDone, SiteState};
use crate::http::login::Address;
use crate::http::pages::query::Query;
use crate::http::{Asker, Key, Refusal, Web, bookings, session, since};
use crate::pages::about::privacy_of;
use crate::pages::booking::{
    self as page, Account, By, Gone, LetterSent, Mistake, Office, Stamp, Start, Times, WhoComes,
};
use crate::pages::language::Language;
use crate::pages::trouble::Trouble;

/// The desk's word for an address that has as many open bookings as it may.
const ASKED_AGAIN: &str = "asked-again";
/// And for a visit of which nobody knows yet who is responsible.
const DECIDED_FIRST: [&str; 3] = ["name-needed", "place-needed", "nobody-responsible"];
/// Who comes within the hour is on the way already, and reads no mail first.
const SOON: TimeDelta = TimeDelta::hours(1);
/// Whoever can come within a week has no need to be told of earlier times.
const LATE: Days = Days::new(7);
/// A search longer than that finds nothing anyway.
const QUERY_CHARS_MAX: usize = 100;

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Search {
    q: String,
    /// A further matter is looked for, at this site and beside those that are chosen.
    site: String,
    chosen: String,
    #[serde(flatten)]
    typed: wanted::Typed,
}

/// What else an address of times says.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    from: Option<NaiveDate>,
    /// Why the time that was chosen cannot be had.
    gone: Option<Gone>,
    #[serde(flatten)]
    typed: wanted::Typed,
}

#[derive(Deserialize)]
pub struct Filled {
    key: Key,
    #[serde(default)]
    name: String,
    #[serde(default)]
    mail: String,
    #[serde(default)]
    phone: String,
    #[serde(default)]
    birthday: String,
    /// The booking that is kept meanwhile.
    #[serde(default)]
    held: String,
    #[serde(flatten)]
    typed: wanted::Typed,
    #[serde(flatten)]
    brought: Brought,
}

/// Without a language in the address the browser's counts.
pub async fn begin(
    State(web): State<Web>,
    headers: HeaderMap,
    Query(search): Query<Search>,
) -> Result<Response, Response> {
    started(&web, preferred(&headers), &search)
}

pub async fn start(
    State(web): State<Web>,
    Path(tag): Path<String>,
    Query(search): Query<Search>,
) -> Result<Response, Response> {
    started(&web, named(&tag), &search)
}

fn started(web: &Web, language: &'static Language, search: &Search) -> Result<Response, Response> {
    let query: String = search.q.trim().chars().take(QUERY_CHARS_MAX).collect();
    let sites = web.sites_now();
    let at = || sites.iter().find(|site| site.id == search.site);
    let nothing = || trouble(web, Trouble::NotFound);
    let wanted = match search.chosen.is_empty() {
        true => None,
        false => Some(Wanted::of(web, at().ok_or_else(nothing)?, &search.chosen, &search.typed)?),
    };
    let coming = wanted.as_ref().and_then(|wanted| web.desk.coming(&wanted.site.id));
    let visit = wanted.as_ref().zip(coming.as_ref().map(|coming| coming.plan()));
    let all = |query: &str| match visit {
        Some((wanted, plan)) => further(web, wanted, plan, language, query),
        None => offices(web, &sites, language, query),
    };
    let found = all(&query);
    let is_everything = found.is_empty();
    let offices = if is_everything { all("") } else { found };
    let chosen = visit.map(|(wanted, plan)| wanted.chosen(plan, language));
    let asked = if is_everything { "" } else { query.as_str() };
    // What is added to a visit is done where the visit is.
    let is_first = chosen.is_none();
    let shared = if is_first { everywhere::shared(web, &sites, language, asked) } else { vec![] };
    let shown = Start { language, query: &query, is_everything, offices, shared, chosen };
    Ok(html(StatusCode::OK, page::start(&first_site(web), &shown)))
}

/// The sites with what they do and fits the search.
fn offices<'a>(
    web: &Web,
    sites: &'a [Arc<Site>],
    language: &'static Language,
    query: &str,
) -> Vec<Office<'a>> {
    let of_site = |site: &'a Arc<Site>| {
        office(web, site, site.services.iter(), language, query, since::new(web, &site.id))
    };
    sites.iter().filter_map(of_site).collect()
}

/// What can be done in the same visit and fits the search.
fn further<'a>(
    web: &Web,
    wanted: &Wanted<'a>,
    plan: &Plan,
    language: &'static Language,
    query: &str,
) -> Vec<Office<'a>> {
    let since = wanted.said.since.clone();
    office(web, wanted.site, wanted.further(plan), language, query, since).into_iter().collect()
}

fn office<'a>(
    web: &Web,
    site: &'a Site,
    services: impl Iterator<Item = &'a ServiceConfig>,
    language: &'static Language,
    query: &str,
    since: String,
) -> Option<Office<'a>> {
    let matters = services.filter(|service| fits(service, language, query)).map(|service| page::Matter {
        id: &service.id,
        name: service.named_in(language.tag),
        minutes: service.minutes,
        by: by(web, service),
    });
    let (matters, name) = (matters.collect(), &site.office);
    let phone = site.phone.as_deref();
    let office = Office { id: &site.id, since, name, town: &site.town, phone, matters };
    Some(office).filter(|office| !office.matters.is_empty())
}

fn is_booked_here(web: &Web, service: &ServiceConfig) -> bool {
    by(web, service) == By::Booking
}

fn by(web: &Web, service: &ServiceConfig) -> By {
    let (is_given, has) = (|form| is_given(web, form), |channel| service.channels.contains(&channel));
    if service.pool.is_none() {
        return By::WalkIn;
    }
    if service.call_first || !service.forms.iter().any(|form| is_given(*form)) {
        return By::Phone;
    }
    match (has(Channel::Online), has(Channel::Kiosk), has(Channel::Infopoint)) {
        (true, _, _) => By::Booking,
        // What is agreed at a kiosk is a visit.
        (_, true, true) if service.forms.contains(&Form::InPerson) => By::KioskOrInfopoint,
        (_, true, false) if service.forms.contains(&Form::InPerson) => By::Kiosk,
        (_, _, true) => By::Infopoint,
        (_, _, false) => By::Phone,
    }
}

/// Whether a visit can take place in this form at all.
fn is_given(web: &Web, form: Form) -> bool {
    form != Form::Video || web.video.is_some()
}

fn fits(service: &ServiceConfig, language: &Language, query: &str) -> bool {
    let names = [service.name.as_str(), service.name_in(language.tag)].into_iter();
    wire::search::finds(query, names.chain(service.words.iter().map(String::as_str)))
}

pub async fn times(
    State(web): State<Web>,
    Path((tag, site, services)): Path<(String, String, String)>,
    Query(asked): Query<Asked>,
) -> Result<Response, Response> {
    let language = named(&tag);
    let offered = site_now(&web, &site)?;
    let wanted = Wanted::of(&web, &offered, &services, &asked.typed)?;
    let coming = web.desk.coming(&site).ok_or_else(|| trouble(&web, Trouble::NotFound))?;
    let (plan, wish) = (coming.plan(), wanted.wish());
    let chosen = wanted.chosen(plan, language);
    let free = match is_said(plan, &wish) {
        true => Some(search::look(&web, coming.clone(), wish, asked.from).await?),
        false => None,
    };
    let today = coming.date(web.clock.now());
    let is_wanted = |free: &page::Free| web.config.mail.is_some() && is_none_or_late(free, today);
    let watch = free.as_ref().filter(|free| asked.from.is_none() && is_wanted(free));
    let shown = Times {
        language,
        path: &chosen.path(),
        watch: watch.map(|_| wanted.said.after(&format!("{}/watch", chosen.path()), &[])),
        chosen: Some(&chosen),
        said: &wanted.said,
        asked: &wanted.asked(plan),
        zone: wanted.site.time_zone,
        free,
        chosen_day: asked.from,
        gone: asked.gone,
        moves: None,
    };
    Ok(html(StatusCode::OK, page::times(&site_named(&web, &site), &shown)))
}

/// Whether somebody may want to be told of an earlier time.
fn is_none_or_late(free: &page::Free, today: NaiveDate) -> bool {
    let first = free.days.iter().find(|day| !day.times.is_empty());
    first.is_none_or(|day| day.date > today + LATE)
}

pub async fn form(
    State(web): State<Web>,
    asker: Asker,
    headers: HeaderMap,
    Path((tag, site, services, at)): Path<(String, String, String, String)>,
    Query(asked): Query<Asked>,
) -> Result<Response, Response> {
    let (language, site) = (named(&tag), site_now(&web, &site)?);
    let wanted = Wanted::of(&web, &site, &services, &asked.typed)?;
    let form = form_of(&wanted, language, &at);
    let (key, brought) = (Key(fresh_key()), Brought::default());
    let stamp = stamped::given(&web, &asker, &form, &brought);
    let back = account::came_back(&web, &headers, &form);
    let (Along { name, mail, phone, birthday, held, .. }, outcome) =
        back.map(|(along, outcome)| (along, Some(outcome))).unwrap_or_default();
    let filled = Filled { key, name, mail, phone, birthday, held, typed: asked.typed, brought };
    let answer = asks_who(&web, language, &wanted, &at, &filled, Again { mistakes: &[], stamp, outcome })?;
    Ok(match outcome {
        Some(_) => (AppendHeaders([(header::SET_COOKIE, session::flow_closing())]), answer).into_response(),
        None => answer,
    })
}

/// What a form is shown with, beside what was typed.
struct Again<'a> {
    mistakes: &'a [Mistake],
    stamp: Option<Stamp>,
    /// Of going to an account.
    outcome: Option<Outcome>,
}

fn asks_who(
    web: &Web,
    language: &'static Language,
    wanted: &Wanted,
    at: &str,
    filled: &Filled,
    again: Again,
) -> Result<Response, Response> {
    let Again { mistakes, stamp, outcome } = again;
    let starts_at = page::time_of(at, web.clock.now()).ok_or_else(|| trouble(web, Trouble::NotFound))?;
    let times = path_of(wanted, language);
    let of_own = wanted.services.iter().filter(|service| service.privacy.is_some());
    let privacy = of_own
        .map(|service| (service.named_in(language.tag), privacy_of(language, &wanted.site.id, &service.id)));
    let shown = WhoComes {
        language,
        path: &form_of(wanted, language, at),
        times: &wanted.said.after(&times, &[]),
        key: &filled.key.0,
        held: held::again(web, wanted, language, starts_at, &filled.held),
        matters: wanted.names(language),
        bring: bring(wanted.services.iter().copied(), language.tag),
        said: &wanted.said,
        zone: wanted.site.time_zone,
        at: starts_at,
        by_mail: web.config.mail.is_some(),
        name: &filled.name,
        mail: &filled.mail,
        phone: &filled.phone,
        birthday: wanted.site.asks_birthday(wanted.said.form).then_some(&filled.birthday),
        privacy: privacy.collect(),
        mistakes,
        stamp: stamp.as_ref(),
        account: web.citizen_account.as_ref().map(|of| Account {
            is_there: of.provider.is_there(),
            label: of.label(),
            outcome,
        }),
    };
    let answer = page::who_comes(&site_named(web, &wanted.site.id), &shown);
    Ok(stamped::told(html(status_of(mistakes, stamp.as_ref()), answer), stamp.as_ref()))
}

/// Of a form that is shown, or shown again.
fn status_of(mistakes: &[Mistake], stamp: Option<&Stamp>) -> StatusCode {
    match (mistakes, stamp.and_then(|stamp| stamp.left_seconds)) {
        ([], None) => StatusCode::OK,
        ([], Some(_)) => StatusCode::TOO_MANY_REQUESTS,
        (_, _) => StatusCode::UNPROCESSABLE_ENTITY,
    }
}

pub async fn book(
    State(web): State<Web>,
    asker: Asker,
    Address(address): Address,
    Path((tag, site, services, at)): Path<(String, String, String, String)>,
    Typed(filled): Typed<Filled>,
) -> Result<Response, Response> {
    let language = named(&tag);
    let offered = site_now(&web, &site)?;
    let wanted = Wanted::of(&web, &offered, &services, &filled.typed)?;
    let starts_at = page::time_of(&at, web.clock.now()).ok_or_else(|| trouble(&web, Trouble::NotFound))?;
    let birthday = if wanted.site.asks_birthday(wanted.said.form) { &filled.birthday } else { "" };
    let typing = Typing { name: &filled.name, mail: &filled.mail, phone: &filled.phone, birthday };
    let contact = match typing.checked_for(wanted.said.form, &web, language) {
        Ok(contact) => contact,
        Err(mistakes) => {
            let stamp = stamped::given(&web, &asker, &form_of(&wanted, language, &at), &filled.brought);
            let again = Again { mistakes: &mistakes, stamp, outcome: None };
            return asks_who(&web, language, &wanted, &at, &filled, again);
        }
    };
    let (form, key) = (&*form_of(&wanted, language, &at), &*filled.key.0);
    if let Err(stamp) = stamped::admitted(&web, &asker, Asking { form, key, address }, &filled.brought) {
        let again = Again { mistakes: &[], stamp: Some(stamp), outcome: None };
        return asks_who(&web, language, &wanted, &at, &filled, again);
    }
    let verify = TimeDelta::minutes(wanted.site.deadlines.verify_minutes.into());
    let is_soon = starts_at <= web.clock.now() + SOON.min(verify);
    let claim = if contact.mail.is_some() && !is_soon { Claim::Verify } else { Claim::Confirm };
    let timed = |act| since::timed(&web, &site, &filled.typed.since, act);
    let said = (Key(filled.key.0.clone()), claim, &contact);
    let booked = match held::complete(&web, &wanted, starts_at, &filled.held, said, timed).await {
        Some(done) => done,
        None => {
            let act = Act::Book { wish: wanted.wish(), starts_at, claim, contact: Some(contact) };
            carry_out(&web, &site, Key(filled.key.0.clone()), timed(act)).await
        }
    };
    let booking = match booked {
        Ok(booking) => booking,
        // To whoever typed the address it looks as if there were none: what there is stands in the letter.
        Err(NotDone::Refused { code, .. }) if code == ASKED_AGAIN => {
            return Ok(sent(&web, language, &wanted, &filled, web.clock.now() + verify));
        }
        Err(NotDone::Refused { code, .. }) => {
            let times = wanted.said.after(&path_of(&wanted, language), &told_gone(&code));
            return Ok(Redirect::to(&times).into_response());
        }
        _ => return Err(trouble(&web, Trouble::Broken)),
    };
    let state = state_of(&web, &site)?;
    match state.bookings().booking(booking).map(|booking| booking.state) {
        Some(Stage::Unverified { until }) => {
            web.guard.letter_asks(web.clock.now());
            Ok(sent(&web, language, &wanted, &filled, until))
        }
        _ => {
            let own = format!("{}/{}", state.booking_path(booking), language.tag);
            Ok(Redirect::to(&own).into_response())
        }
    }
}

fn sent(
    web: &Web,
    language: &'static Language,
    wanted: &Wanted,
    filled: &Filled,
    until: DateTime<Utc>,
) -> Response {
    let shown = LetterSent { language, mail: filled.mail.trim(), zone: wanted.site.time_zone, until };
    html(StatusCode::OK, page::letter_sent(&site_named(web, &wanted.site.id), &shown))
}

/// What the address of the times says after a refusal. Whoever comes by an old address is asked first, and no
/// time has gone.
fn told_gone(code: &str) -> Vec<(&'static str, &'static str)> {
    if DECIDED_FIRST.contains(&code) { vec![] } else { vec![("gone", gone(code).word())] }
}

/// By the desk's word for a refusal.
fn gone(code: &str) -> Gone {
    match code {
        "full" | "kept-back" => Gone::Taken,
        "past" | "too-late" => Gone::Passed,
        "bad-key" => Gone::Sent,
        _ => Gone::Changed,
    }
}

/// Of the times for what is wanted.
fn path_of(wanted: &Wanted, language: &Language) -> String {
    let ids: Vec<&str> = wanted.services.iter().map(|service| service.id.as_str()).collect();
    page::path_of(language, &wanted.site.id, &ids.join(","))
}

/// Of the form for a time: its address, and what a stamp is for.
fn form_of(wanted: &Wanted, language: &Language, at: &str) -> String {
    format!("{}/{at}", path_of(wanted, language))
}

/// With what it offers at this moment.
fn site_now(web: &Web, site: &str) -> Result<Arc<Site>, Response> {
    web.site_now(site).ok_or_else(|| trouble(web, Trouble::NotFound))
}

fn state_of(web: &Web, site: &str) -> Result<Arc<SiteState>, Response> {
    web.desk.sites().get(site).cloned().ok_or_else(|| refused(web, &Refusal::unknown("site")))
}

async fn carry_out(web: &Web, site: &str, Key(key): Key, act: Act) -> Result<BookingId, NotDone> {
    bookings::carry_out(web, site, CITIZEN, key, act).await
}
