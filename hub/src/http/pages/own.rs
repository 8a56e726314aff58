//! The own account, the second factor, and the one-time link with which an account begins.

use axum::extract::{Path, State};
use axum::http::{StatusCode, header};
use axum::response::{AppendHeaders, IntoResponse, Redirect, Response};
use serde::Deserialize;
use wire::http::Problem;

use super::accounts::{actor, name_of};
use super::entrance::{account_code, said, status_with, to_landing};
use super::{Typed, first_site, fresh_key, html, refused, site_named, trouble};
use crate::http::hashing::in_turn;
use crate::http::login::{self, Lacks, Whence};
use crate::http::{Clerk, Person, Refusal, Web, session};
use crate::pages::account::{self as page, Enrolment, Invited, Own, Who};
use crate::pages::accounts::Choice;
use crate::pages::path;
use crate::pages::trouble::Trouble;
use crate::qr::Picture;
use crate::second_factor::{Secret, recovery_codes};
use crate::store::{Account, Invitation, Session};

pub async fn account(State(web): State<Web>, Person(session): Person) -> Result<Response, Response> {
    let account = &session.account;
    let left = Account::recovery_codes_left(&web.access.read(), account.id);
    let sites = Account::sites_of_directory(&web.access.read(), account.id);
    let sites = sites.map_err(|error| refused(&web, &error.into()))?.into_iter();
    let sites: Vec<Choice> = sites.map(|id| Choice { name: name_of(&web, &id), id }).collect();
    let site = site_named(&web, &account.site);
    let own = Own {
        site_name: &name_of(&web, &account.site),
        site: &account.site,
        sites: &sites,
        has_second_factor: account.has_second_factor,
        needs_second_factor: account.role.needs_second_factor(),
        recovery_codes_left: left.map_err(|error| refused(&web, &error.into()))?,
    };
    Ok(html(StatusCode::OK, page::own(&site, &who(account, &fresh_key()), &own)))
}

#[derive(Deserialize)]
pub struct NewSite {
    site: String,
}

/// Somebody whose groups are of several sites works at another one today.
pub async fn change_site(
    State(web): State<Web>,
    Person(session): Person,
    Typed(typed): Typed<NewSite>,
) -> Result<Response, Response> {
    let unknown = || refused(&web, &Refusal::unknown("site"));
    if !web.desk.sites().contains_key(&typed.site) {
        return Err(unknown());
    }
    let (by, now) = (actor(&session.account), web.clock.now());
    let moved = web.access.write_as(by, now, move |db| Account::move_to(db, session.account.id, &typed.site));
    let moved = moved.await;
    match moved.map_err(|error| refused(&web, &error.into()))? {
        true => Ok(Redirect::to(path::ACCOUNT).into_response()),
        false => Err(unknown()),
    }
}

pub fn who<'a>(account: &'a Account, key: &'a str) -> Who<'a> {
    Who { name: &account.name, role: account.role, waits: false, rings: true, base: "", key }
}

/// The same on a page of one site, which may be another than the own.
pub fn who_at<'a>(clerk: &'a Clerk, key: &'a str) -> Who<'a> {
    Who { base: &clerk.1, ..who(&clerk.0, key) }
}

pub async fn code_page(State(web): State<Web>, Person(session): Person) -> Response {
    match login::lacks(&web, &session) {
        Some(Lacks::Code) => code_form(&web, &session, None),
        _ => Redirect::to(super::landing(session.account.role)).into_response(),
    }
}

#[derive(Deserialize)]
pub struct Code {
    code: String,
}

pub async fn code(
    State(web): State<Web>,
    Person(session): Person,
    whence: Whence,
    Typed(typed): Typed<Code>,
) -> Response {
    match login::prove(&web, &whence, &session, typed.code).await {
        Ok(Some(token)) => {
            let mut landed = to_landing(&token, session.account.role);
            let known = whence.known_now(&web, &session.account.name);
            landed.headers_mut().append(header::SET_COOKIE, known);
            landed
        }
        Ok(None) => code_form(&web, &session, Some(&said("wrong-code"))),
        Err(refusal) => code_form(&web, &session, Some(&refusal.problem)),
    }
}

fn code_form(web: &Web, session: &Session, problem: Option<&Problem>) -> Response {
    let site = site_named(web, &session.account.site);
    let key = fresh_key();
    let who = Who { waits: true, ..who(&session.account, &key) };
    html(status_with(problem), page::code(&site, &who, problem))
}

pub async fn enrol_page(State(web): State<Web>, Person(session): Person) -> Response {
    match session.account.has_second_factor {
        // Another telephone is set up after an admin has put the old one back: who has the password
        // and not the telephone must not come in by this door.
        true => Redirect::to(path::ACCOUNT).into_response(),
        false => enrol_form(&web, &session, &Secret::made_up(), None),
    }
}

#[derive(Deserialize)]
pub struct Enrolled {
    secret: String,
    code: String,
}

pub async fn enrol(
    State(web): State<Web>,
    Person(session): Person,
    Typed(typed): Typed<Enrolled>,
) -> Result<Response, Response> {
    let (account, now) = (session.account.clone(), web.clock.now());
    let Some(secret) = web.vault.from_text(account.id, &typed.secret) else {
        return Err(trouble(&web, Trouble::FormUnreadable));
    };
    let Some(step) = secret.step_of(&typed.code, now) else {
        return Ok(enrol_form(&web, &session, &secret, Some(&said("wrong-code"))));
    };
    let codes = recovery_codes();
    let (vault, kept, old) = (web.vault.clone(), codes.clone(), session.id);
    let set =
        web.access.write_as(actor(&session.account), now, move |db| {
            match Account::set_second_factor(db, &vault, account.id, (&secret, step), &kept)? {
                true => login::replace(db, old, account.id, now).map(Some),
                false => Ok(None),
            }
        });
    let set = set.await.map_err(|error: rusqlite::Error| refused(&web, &error.into()))?;
    let Some(token) = set else { return Ok(Redirect::to(path::ACCOUNT).into_response()) };
    let site = site_named(&web, &session.account.site);
    let shown = page::recovery_codes(&site, &who(&session.account, &fresh_key()), &codes);
    let cookie = AppendHeaders([(header::SET_COOKIE, session::opening(&token))]);
    Ok((cookie, html(StatusCode::OK, shown)).into_response())
}

fn enrol_form(web: &Web, session: &Session, secret: &Secret, problem: Option<&Problem>) -> Response {
    let account = &session.account;
    let site = site_named(web, &account.site);
    let enrolment = Enrolment {
        picture: &Picture::of(&secret.url(&site.town, &account.name)),
        secret: &secret.base32(),
        sealed: &web.vault.as_text(account.id, secret),
        problem,
    };
    let key = fresh_key();
    let who = Who { waits: login::lacks(web, session).is_some(), ..who(account, &key) };
    html(status_with(problem), page::enrol(&site, &who, &enrolment))
}

pub async fn invited_page(State(web): State<Web>, Path(token): Path<String>) -> Result<Response, Response> {
    match invitation(&web, &token)? {
        Some(account) => Ok(invited_form(&web, &token, &account, None)),
        None => Ok(trouble(&web, Trouble::LinkUsed)),
    }
}

#[derive(Deserialize)]
pub struct NewPassword {
    password: String,
    repeated: String,
}

pub async fn invited(
    State(web): State<Web>,
    Path(token): Path<String>,
    Typed(typed): Typed<NewPassword>,
) -> Result<Response, Response> {
    let Some(account) = invitation(&web, &token)? else { return Ok(trouble(&web, Trouble::LinkUsed)) };
    if typed.password != typed.repeated {
        return Ok(invited_form(&web, &token, &account, Some(&said("passwords-differ"))));
    }
    let hashed = in_turn(move || Account::hashed(&typed.password)).await;
    let hash = match hashed.map_err(|refusal| refused(&web, &refusal))? {
        Ok(hash) => hash,
        Err(error) => {
            return Ok(invited_form(&web, &token, &account, Some(&said(account_code(&error)))));
        }
    };
    let now = web.clock.now();
    let by = actor(&account);
    let accepted = web.access.write_as(by, now, move |db| Invitation::accept(db, &token, &hash, now)).await;
    match accepted.map_err(|error| refused(&web, &error.into()))? {
        Some(account) => {
            // Whoever set a new password knows it; the wrong ones before were another matter.
            web.attempts().pardon(&account.name);
            Ok(Redirect::to(path::LOGIN).into_response())
        }
        None => Ok(trouble(&web, Trouble::LinkUsed)),
    }
}

fn invitation(web: &Web, token: &str) -> Result<Option<Account>, Response> {
    let found = Invitation::account(&web.access.read(), token, web.clock.now());
    found.map_err(|error| refused(web, &error.into()))
}

fn invited_form(web: &Web, token: &str, account: &Account, problem: Option<&Problem>) -> Response {
    let path = format!("{}{token}", path::INVITATION);
    let invited = Invited { path: &path, name: &account.name, key: &fresh_key(), problem };
    html(status_with(problem), page::invited(&first_site(web), &invited))
}
