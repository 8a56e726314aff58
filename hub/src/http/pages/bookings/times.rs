//! A time for whoever calls, and another time for a booking that is there: both are chosen from what the
//! office itself may book.

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use calendar::bookings::Claim;
use calendar::wish::{Channel, Form, Matter, Whose};
use calendar::{Command, Plan, Wish, decided_by, goes_along, keeps_for_urgent};
use chrono::{DateTime, Utc};
use serde::Deserialize;

use super::Place;
use super::one::{Chosen, How};
use crate::config::{ServiceConfig, Site};
use crate::desk::Act;
use crate::http::bookings::carry_out;
use crate::http::pages::booking::find;
use crate::http::pages::contact::Typing;
use crate::http::pages::filled::Filled;
use crate::http::pages::own::who_at;
use crate::http::pages::query::Query;
use crate::http::pages::{Typed, fresh_key, html, site_named, status_shown, trouble};
use crate::http::{Clerk, Refusal, Web, since};
use crate::pages::booking::{Asks, Mistake};
use crate::pages::bookings::{self as page, Caller, Move, New, Times, URGENT, Wished, form_name};
use crate::pages::language::{self, german};
use crate::pages::trouble::Trouble;
use crate::views;

/// So many other times are offered when the chosen one has gone: those of a morning.
const OTHERS_MAX: usize = 40;

/// What somebody wishes, as the fields of an address or a form say it.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    service: String,
    /// Of the same visit, with commas between them, and one more that was just chosen.
    further: String,
    add: String,
    persons: String,
    form: String,
    letters: String,
    place: String,
    /// "1" where it cannot wait.
    urgent: String,
    /// The first day that is shown.
    from: String,
    /// The time that was chosen.
    at: String,
    /// When the first page was shown.
    since: String,
}

pub async fn choose(
    State(web): State<Web>,
    clerk: Clerk,
    Query(asked): Query<Asked>,
) -> Result<Response, Response> {
    let at = Place { web, clerk };
    let asked = Asked { since: since::kept(&at.web, at.site(), &asked.since), ..asked };
    let config = at.config().map_err(|refusal| at.refused(&refusal))?;
    let coming = at.coming().map_err(|refusal| at.refused(&refusal))?;
    let wished = wished(&config, coming.plan(), at.channel(), &asked);
    let (times, refusal) = match &wished {
        Some(wished) => match at.times(wish(wished, &config, &at), &asked.from).await {
            Ok(times) => (Some(times), None),
            Err(refusal) => (None, Some(refusal)),
        },
        None => (None, None),
    };
    let services = config.services.iter().filter(|service| service.pool.is_some());
    let services: Vec<(&str, &str)> =
        services.map(|service| (service.id.as_str(), service.name.as_str())).collect();
    let key = fresh_key();
    let new = New {
        who: &who_at(&at.clerk, &key),
        services: &services,
        since: &asked.since,
        wished: wished.as_ref(),
        times,
        zone: config.time_zone,
        problem: refusal.as_ref().map(|refusal| &refusal.problem),
    };
    Ok(html(status_shown(refusal.as_ref()), page::new(&site_named(&at.web, at.site()), &new)))
}

pub async fn caller(
    State(web): State<Web>,
    clerk: Clerk,
    Query(asked): Query<Asked>,
) -> Result<Response, Response> {
    let at = Place { web, clerk };
    asks_who(&at, &asked, &Typing::default(), german().tag, Wrong::Nothing)
}

pub async fn book(
    State(web): State<Web>,
    clerk: Clerk,
    Typed(form): Typed<Filled>,
) -> Result<Response, Response> {
    let at = Place { web, clerk };
    let said = |field| form.get(field).unwrap_or_default();
    let asked = |field| said(field).to_owned();
    let asked = Asked {
        service: asked("service"),
        further: asked("further"),
        add: String::new(),
        persons: asked("persons"),
        form: asked("form"),
        letters: asked("letters"),
        place: asked("place"),
        urgent: asked("urgent"),
        from: String::new(),
        at: asked("at"),
        since: asked("since"),
    };
    let typing =
        Typing { name: said("name"), mail: said("mail"), phone: said("phone"), birthday: said("birthday") };
    let language = language::named(said("language")).unwrap_or(german());
    let (config, starts_at) = (at.config().map_err(|refusal| at.refused(&refusal))?, at.time_of(&asked.at));
    let coming = at.coming().map_err(|refusal| at.refused(&refusal))?;
    let wished = wished(&config, coming.plan(), at.channel(), &asked);
    let (Some(wished), Some(starts_at)) = (wished, starts_at) else {
        return Err(trouble(&at.web, Trouble::NotFound));
    };
    // What is not asked for is not kept.
    let birthday = if config.asks_birthday(wished.form) { typing.birthday } else { "" };
    let typing = Typing { birthday, ..typing };
    let contact = match typing.checked(&at.web, language) {
        // Somebody has to be called.
        Ok(contact) if wished.form == Form::Phone && contact.phone.is_none() => {
            return asks_who(&at, &asked, &typing, language.tag, Wrong::Typed(&[Mistake::Phone]));
        }
        Ok(contact) => contact,
        Err(mistakes) => return asks_who(&at, &asked, &typing, language.tag, Wrong::Typed(&mistakes)),
    };
    let wish = wish(&wished, &config, &at);
    let act = Act::Book { wish: wish.clone(), starts_at, claim: Claim::Confirm, contact: Some(contact) };
    let act = since::timed(&at.web, at.site(), &asked.since, act);
    let booked = match form.key() {
        Ok(key) => {
            let done = carry_out(&at.web, &at.clerk.0.site, &at.clerk.actor(), key, act).await;
            done.map_err(Refusal::from)
        }
        Err(refusal) => Err(refusal),
    };
    match booked {
        Ok(booking) => Ok(Redirect::to(&format!("{}/{}?new=true", at.path(), booking.0)).into_response()),
        // Whoever is on the telephone chooses another time, and spells nothing twice.
        Err(refusal) if !refusal.status.is_server_error() => {
            let day = starts_at.with_timezone(&config.time_zone).date_naive().to_string();
            let times = at.times(wish, &day).await.map_err(|refusal| at.refused(&refusal))?;
            let others = times.days.into_iter().flat_map(|day| day.times).take(OTHERS_MAX).collect();
            asks_who(&at, &asked, &typing, language.tag, Wrong::Time(refusal, others))
        }
        Err(refusal) => Err(at.refused(&refusal)),
    }
}

/// What is wrong with a form that comes back.
enum Wrong<'a> {
    Nothing,
    Typed(&'a [Mistake]),
    /// The chosen time has gone; these are left.
    Time(Refusal, Vec<DateTime<Utc>>),
}

fn asks_who(
    at: &Place,
    asked: &Asked,
    typing: &Typing,
    language: &str,
    wrong: Wrong,
) -> Result<Response, Response> {
    let config = at.config().map_err(|refusal| at.refused(&refusal))?;
    let coming = at.coming().map_err(|refusal| at.refused(&refusal))?;
    let wished = wished(&config, coming.plan(), at.channel(), asked);
    let (Some(wished), Some(starts_at)) = (wished, at.time_of(&asked.at)) else {
        return Err(trouble(&at.web, Trouble::NotFound));
    };
    let (mistakes, refusal, others) = match wrong {
        Wrong::Nothing => (&[][..], None, vec![]),
        Wrong::Typed(mistakes) => (mistakes, None, vec![]),
        Wrong::Time(refusal, others) => (&[][..], Some(refusal), others),
    };
    let key = fresh_key();
    let caller = Caller {
        who: &who_at(&at.clerk, &key),
        wished: &wished,
        at: starts_at,
        others: &others,
        name: typing.name,
        phone: typing.phone,
        mail: typing.mail,
        birthday: config.asks_birthday(wished.form).then_some(typing.birthday),
        language: language::named(language).unwrap_or(german()),
        by_mail: at.web.visitors.are_written_to(),
        mistakes,
        zone: config.time_zone,
        key: &key,
        problem: refusal.as_ref().map(|refusal| &refusal.problem),
    };
    let status = match mistakes.is_empty() {
        true => status_shown(refusal.as_ref()),
        false => StatusCode::UNPROCESSABLE_ENTITY,
    };
    Ok(html(status, page::caller(&site_named(&at.web, at.site()), &caller)))
}

/// The times a booking may be moved to, or the question whether it is to be moved to one of them.
pub async fn ask_move(
    State(web): State<Web>,
    clerk: Clerk,
    Path(id): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Response, Response> {
    let one = Chosen::found(web, clerk, &id)?;
    match one.at.time_of(&asked.at) {
        Some(to) => {
            let (letters, place) = (filled(&asked.letters), filled(&asked.place));
            one.shown(&How { asks: Some(Asks::Move(to)), letters, place, is_new: false }, None)
        }
        None => other_times(&one, &asked, None).await,
    }
}

pub async fn move_to(
    State(web): State<Web>,
    clerk: Clerk,
    Path(id): Path<String>,
    Typed(form): Typed<Filled>,
) -> Result<Response, Response> {
    let one = Chosen::found(web, clerk, &id)?;
    let said = |field| form.get(field).unwrap_or_default().to_owned();
    let asked = Asked { letters: said("letters"), place: said("place"), ..Asked::default() };
    let Some(starts_at) = form.get("at").and_then(|at| one.at.time_of(at)) else {
        return Err(trouble(&one.at.web, Trouble::FormUnreadable));
    };
    let (booking, channel) = (one.booking.id, one.at.channel());
    let command = Command::Rebook { booking, starts_at, channel, whose: whose(&asked) };
    match one.carry_out(&form, Act::Calendar(command)).await {
        Ok(()) => Ok(Redirect::to(&one.path()).into_response()),
        Err(refusal) => other_times(&one, &asked, Some(refusal)).await,
    }
}

async fn other_times(one: &Chosen, asked: &Asked, refusal: Option<Refusal>) -> Result<Response, Response> {
    let (at, booking) = (&one.at, &one.booking);
    let broken = |refusal| at.refused(&refusal);
    let (config, arranged) =
        at.of_site(|state| (state.config.clone(), views::arranged(state, booking))).map_err(broken)?;
    let coming = at.coming().map_err(broken)?;
    let mut services = booking.matters.iter().map(|matter| matter.service.as_str());
    let service = services.next().unwrap_or_default().to_owned();
    let further = services.collect::<Vec<_>>().join(",");
    let (letters, place) = (asked.letters.clone(), asked.place.clone());
    let form = form_name(&booking.form).to_owned();
    let asked_of = Asked { service, further, form, letters, place, ..Asked::default() };
    // A matter that is no longer booked is moved to no other time.
    let Some(wished) = wished(&config, coming.plan(), at.channel(), &asked_of) else {
        return Err(trouble(&at.web, Trouble::NotFound));
    };
    let wish = booking.wish(at.channel(), whose(asked));
    let (times, refusal) = match at.times(wish, &asked.from).await {
        Ok(times) => (Some(times), refusal),
        Err(why) => (None, refusal.or(Some(why))),
    };
    let key = fresh_key();
    let moves = Move {
        who: &who_at(&at.clerk, &key),
        booking: &arranged,
        wished: &wished,
        times,
        zone: config.time_zone,
        problem: refusal.as_ref().map(|refusal| &refusal.problem),
    };
    Ok(html(status_shown(refusal.as_ref()), page::other_times(&site_named(&at.web, at.site()), &moves)))
}

impl Place {
    async fn times(&self, wish: Wish, from: &str) -> Result<Times, Refusal> {
        let found = find(&self.web, self.coming()?, wish, from.parse().ok()).await?;
        Ok(Times { days: found.days, earlier: found.earlier, later: found.later })
    }
}

/// None where nothing, or nothing that can be booked, is asked for.
fn wished<'a>(config: &'a Site, plan: &Plan, channel: Channel, asked: &'a Asked) -> Option<Wished<'a>> {
    let bookable = |id: &str| config.services.iter().find(|known| known.id == id && known.pool.is_some());
    let mut services = vec![bookable(&asked.service)?];
    for id in asked.further.split(',').chain([asked.add.as_str()]).filter(|id| !id.is_empty()) {
        let service = bookable(id)?;
        if !services.iter().any(|known| known.id == service.id) {
            services.push(service);
        }
    }
    let is_for_all = |form: &&Form| services.iter().all(|service| service.forms.contains(*form));
    let forms: Vec<Form> = services[0].forms.iter().filter(is_for_all).copied().collect();
    let form = forms.iter().copied().find(|form| form_name(form) == asked.form);
    let form = form.or(forms.first().copied()).unwrap_or(Form::InPerson);
    let persons_max = services.iter().map(|service| service.persons_max()).max().unwrap_or(1);
    let persons = asked.persons.parse().unwrap_or(1).clamp(1, persons_max);
    let (matters, whose) = (matters(&services, persons), whose(asked));
    let wish = Wish { matters, form, channel, urgent: false, whose };
    let keeps = keeps_for_urgent(plan, &wish);
    let by = decided_by(plan, &wish).unwrap_or_default();
    let fits = |service: &&ServiceConfig| goes_along(plan, &wish, service.matter(persons));
    let further = config.services.iter().filter(|service| service.pool.is_some()).filter(fits);
    let named = |service: &'a ServiceConfig| (service.id.as_str(), service.name.as_str());
    Some(Wished {
        further: further.map(named).collect(),
        persons,
        persons_max,
        form,
        forms,
        letters: by.letters.map(|_| asked.letters.as_str()),
        place: (!by.places.is_empty()).then_some(asked.place.as_str()),
        letters_max: by.letters.unwrap_or_default(),
        urgent: keeps.then_some(asked.urgent == URGENT),
        services: services.into_iter().map(named).collect(),
        since: &asked.since,
    })
}

fn matters(services: &[&ServiceConfig], persons: u16) -> Vec<Matter> {
    services.iter().map(|service| service.matter(persons)).collect()
}

fn wish(wished: &Wished, config: &Site, at: &Place) -> Wish {
    let of = |(id, _): &(&str, &str)| config.services.iter().find(|service| service.id == *id);
    let services: Vec<&ServiceConfig> = wished.services.iter().filter_map(of).collect();
    let said = |said: Option<&str>| said.and_then(filled).map(str::to_owned);
    let whose = Whose { name: said(wished.letters), place: said(wished.place) };
    let (matters, form) = (matters(&services, wished.persons), wished.form);
    Wish { matters, form, channel: at.channel(), urgent: wished.urgent == Some(true), whose }
}

fn whose(asked: &Asked) -> Whose {
    let said = |said: &str| filled(said).map(str::to_owned);
    Whose { name: said(&asked.letters), place: said(&asked.place) }
}

fn filled(text: &str) -> Option<&str> {
    Some(text.trim()).filter(|text| !text.is_empty())
}
