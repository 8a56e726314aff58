//! Everybody's accounts, for those who look after them.

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use serde::Deserialize;
use wire::http::Problem;

use super::entrance::{account_code, said, status_with};
use super::own::who;
use super::{Typed, fresh_key, html, refused, site_named};
use crate::http::{Asker, Person, Refusal, Web};
use crate::limits::Tries;
use crate::pages::accounts::{self as page, Choice, Done, Failed, Line, List, One, State as Stands};
use crate::pages::path;
use crate::rights::{Right, Role};
use crate::store::{self, Account, AccountError, Invitation, NewAccount, Session};

/// More addresses than this are a matter for the log.
const ADDRESSES_SHOWN: usize = 20;

pub async fn list(
    State(web): State<Web>,
    asker: Asker,
    Person(session): Person,
) -> Result<Response, Response> {
    all(&web, &asker, &session.account, "", None)
}

fn all(
    web: &Web,
    asker: &Asker,
    own: &Account,
    name: &str,
    problem: Option<&Problem>,
) -> Result<Response, Response> {
    let accounts = Account::all(&web.access.read()).map_err(|error| refused(web, &error.into()))?;
    let lines: Vec<Line> =
        accounts.iter().filter(|account| sees(asker, account)).map(|account| line(web, account)).collect();
    let addresses = web.attempts().at_addresses(ADDRESSES_SHOWN);
    let addresses: Vec<(String, Failed)> =
        addresses.into_iter().map(|(address, tries)| (address.to_string(), failed(tries))).collect();
    let list = List {
        accounts: &lines,
        addresses: &addresses,
        roles: asker.role().appoints(),
        sites: &sites(web, asker),
        name,
        zone: zone(web, &own.site),
        attack: web.guard.since(web.clock.now()).map(|since| (since, web.guard.asks())),
        problem,
    };
    Ok(html(status_with(problem), page::list(&site_named(web, &own.site), &who(own, &fresh_key()), &list)))
}

#[derive(Deserialize)]
pub struct New {
    name: String,
    role: String,
    site: String,
}

pub async fn create(
    State(web): State<Web>,
    asker: Asker,
    Person(session): Person,
    Typed(typed): Typed<New>,
) -> Result<Response, Response> {
    let own = &session.account;
    let role = appointed(&asker, &typed.role).map_err(|refusal| refused(&web, &refusal))?;
    if !asker.reaches(&typed.site) || !web.desk.sites().contains_key(&typed.site) {
        return Err(refused(&web, &Refusal::unknown("site")));
    }
    let (name, site, now) = (typed.name.clone(), typed.site, web.clock.now());
    let made = web.access.write_as(actor(own), now, move |db| {
        let new = NewAccount { name: &name, site: &site, role, password_hash: None };
        let account = Account::create(db, new, now)?;
        let token = Invitation::make(db, account.id, now)?;
        Ok::<_, AccountError>((account, token))
    });
    match made.await {
        Ok((account, token)) => {
            let link = link(&web, &token);
            let done = Some(Done::Invited { link: &link });
            show(&web, &asker, own, &account, StatusCode::CREATED, done, None)
        }
        Err(error) => all(&web, &asker, own, &typed.name, Some(&said(account_code(&error)))),
    }
}

pub async fn one(
    State(web): State<Web>,
    asker: Asker,
    Person(session): Person,
    Path(id): Path<String>,
) -> Result<Response, Response> {
    let account = found(&web, &asker, &id).map_err(|refusal| refused(&web, &refusal))?;
    show(&web, &asker, &session.account, &account, StatusCode::OK, None, None)
}

#[derive(Deserialize)]
#[serde(tag = "act", rename_all = "kebab-case")]
pub enum Change {
    ChangeRole { role: String },
    Invite,
    ResetSecondFactor,
    EndSessions,
    Pardon,
    Disable,
    Enable,
}

pub async fn change(
    State(web): State<Web>,
    asker: Asker,
    Person(session): Person,
    Path(id): Path<String>,
    Typed(change): Typed<Change>,
) -> Result<Response, Response> {
    let own = &session.account;
    let account = found(&web, &asker, &id).map_err(|refusal| refused(&web, &refusal))?;
    if account.id == own.id {
        let problem = said("own-account");
        return show(&web, &asker, own, &account, StatusCode::CONFLICT, None, Some(&problem));
    }
    let token = match carry_out(&web, &asker, own, &account, change).await {
        Err(Refusal { status: StatusCode::CONFLICT, problem }) => {
            return show(&web, &asker, own, &account, StatusCode::CONFLICT, None, Some(&problem));
        }
        carried => carried.map_err(|refusal| refused(&web, &refusal))?,
    };
    let link = token.map(|token| link(&web, &token));
    let done = link.as_ref().map_or(Done::Changed, |link| Done::Invited { link });
    let account = found(&web, &asker, &id).map_err(|refusal| refused(&web, &refusal))?;
    show(&web, &asker, own, &account, StatusCode::OK, Some(done), None)
}

/// The token of a new invitation, if that was asked for.
async fn carry_out(
    web: &Web,
    asker: &Asker,
    own: &Account,
    account: &Account,
    change: Change,
) -> Result<Option<String>, Refusal> {
    let (id, now, access, by) = (account.id, web.clock.now(), &web.access, actor(own));
    match change {
        // A password of ours would open what the directory has closed.
        Change::ChangeRole { .. } | Change::Invite if account.from_directory => {
            return Err(Refusal::of_directory());
        }
        Change::ChangeRole { role } => {
            let role = appointed(asker, &role)?;
            access.write_as(by, now, move |db| Account::change_role(db, id, role)).await?;
        }
        Change::Invite => {
            return Ok(Some(access.write_as(by, now, move |db| Invitation::make(db, id, now)).await?));
        }
        Change::ResetSecondFactor => {
            access.write_as(by, now, move |db| Account::reset_second_factor(db, id)).await?;
        }
        Change::EndSessions => {
            let ended = access.write_as(by, now, move |db| {
                let transaction = db.transaction()?;
                Session::close_all_of(&transaction, id)?;
                store::Change::note(&transaction, "sessions-ended", &format!("account:{id}"))?;
                transaction.commit()
            });
            ended.await?;
        }
        Change::Pardon => {
            let noted = access
                .write_as(by, now, move |db| store::Change::note(db, "pardoned", &format!("account:{id}")));
            noted.await?;
            web.attempts().pardon(&account.name);
        }
        Change::Disable => access.write_as(by, now, move |db| Account::disable(db, id, now)).await?,
        Change::Enable => access.write_as(by, now, move |db| Account::enable(db, id)).await?,
    }
    Ok(None)
}

/// As the journal calls somebody.
pub(super) fn actor(account: &Account) -> String {
    format!("clerk:{}", account.id)
}

fn show(
    web: &Web,
    asker: &Asker,
    own: &Account,
    account: &Account,
    status: StatusCode,
    done: Option<Done>,
    problem: Option<&Problem>,
) -> Result<Response, Response> {
    let sessions = Session::count_of(&web.access.read(), account.id, web.clock.now());
    let one = One {
        account: &line(web, account),
        roles: asker.role().appoints(),
        is_own: account.id == own.id,
        sessions: sessions.map_err(|error| refused(web, &error.into()))?,
        zone: zone(web, &own.site),
        done,
        problem,
    };
    Ok(html(status, page::one(&site_named(web, &own.site), &who(own, &fresh_key()), &one)))
}

/// The account of that number. One that somebody may not see is as unknown as one that is not there.
fn found(web: &Web, asker: &Asker, id: &str) -> Result<Account, Refusal> {
    let unknown = || Refusal::unknown("account");
    let id = id.parse().map_err(|_| unknown())?;
    Account::find(&web.access.read(), id)?.filter(|account| sees(asker, account)).ok_or_else(unknown)
}

fn sees(asker: &Asker, account: &Account) -> bool {
    let role = asker.role();
    asker.reaches(&account.site) && (role.may(Right::AllSites) || role.appoints().contains(&account.role))
}

fn appointed(asker: &Asker, role: &str) -> Result<Role, Refusal> {
    let role = Role::named(role).ok_or_else(|| Refusal::unknown("role"))?;
    match asker.role().appoints().contains(&role) {
        true => Ok(role),
        false => Err(Refusal::wrong_asker(asker.role())),
    }
}

fn line(web: &Web, account: &Account) -> Line {
    let attempts = web.attempts();
    let state = match (account.disabled, account.has_password || account.from_directory) {
        (true, _) => Stands::Disabled,
        (false, false) => Stands::Invited,
        (false, true) => Stands::Active,
    };
    Line {
        id: account.id,
        name: account.name.clone(),
        role: account.role,
        site_name: name_of(web, &account.site),
        state,
        has_second_factor: account.has_second_factor,
        from_directory: account.from_directory,
        tries: attempts.at_name(&account.name).map(failed),
        waits_until: attempts.name_waits_until(&account.name, web.clock.now()),
    }
}

fn failed(tries: Tries) -> Failed {
    Failed { wrong: tries.wrong, turned_away: tries.turned_away, last_at: tries.last_at }
}

fn link(web: &Web, token: &str) -> String {
    format!("{}{}{token}", web.public_url, path::INVITATION)
}

/// The sites somebody may choose from.
pub fn sites(web: &Web, asker: &Asker) -> Vec<Choice> {
    let reached = web.config.sites.iter().filter(|site| asker.reaches(&site.id));
    reached.map(|site| Choice { id: site.id.clone(), name: name_of(web, &site.id) }).collect()
}

pub fn name_of(web: &Web, site: &str) -> String {
    let known = web.config.sites.iter().find(|known| known.id == site);
    known.map_or_else(|| site.to_owned(), |known| format!("{} ({})", known.office, known.id))
}

pub fn zone(web: &Web, site: &str) -> chrono_tz::Tz {
    let sites = &web.config.sites;
    sites.iter().find(|known| known.id == site).unwrap_or(&sites[0]).time_zone
}
