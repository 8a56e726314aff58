//! Absences and blocked times: looked at before they are saved, and then what was seen is what happens.

use std::fmt::Debug;

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use calendar::bookings::{ABSENCE_MAX, Absence, AbsenceId};
use calendar::{BookingId, Command};
use chrono::{DateTime, NaiveDate, Utc};
use serde::Deserialize;
use sha2::{Digest, Sha256};

use super::bookings::Place;
use super::filled::Filled;
use super::own::who_at;
use super::{Typed, fresh_key, html, site_named, status_shown};
use crate::absences::Unread;
use crate::config::{Site, local_instant, minutes};
use crate::desk::{Act, Coming, Leave};
use crate::http::pages::query::Query;
use crate::http::{Clerk, Refusal, Web};
use crate::pages::absences::{self as page, Absences, Line, Look, Mistake, Whom};
use crate::pages::bookings::Row;
use crate::pages::path;
use crate::rights::Right;
use crate::views;

/// The end of a day in minutes of wall time.
const MIDNIGHT: u32 = 24 * 60;

#[derive(Debug, Default, Deserialize)]
#[serde(default, rename_all = "kebab-case")]
pub struct Asked {
    whom: String,
    from_day: String,
    from_time: String,
    until_day: String,
    until_time: String,
    /// Something was saved just now, and this is what there is.
    saved: bool,
}

pub async fn show(
    State(web): State<Web>,
    clerk: Clerk,
    Query(asked): Query<Asked>,
) -> Result<Response, Response> {
    let is_saved = asked.saved;
    all(&Place { web, clerk }, &Shown { typed: asked.typed(), is_saved, ..Shown::default() })
}

pub async fn look(
    State(web): State<Web>,
    clerk: Clerk,
    Query(asked): Query<Asked>,
) -> Result<Response, Response> {
    let (at, typed) = (Place { web, clerk }, asked.typed());
    match at.meant(&typed) {
        Ok(meant) => at.looked_at(&typed, &meant, false),
        Err(unclear) => all(&at, &Shown::of(typed, unclear)),
    }
}

pub async fn save(
    State(web): State<Web>,
    clerk: Clerk,
    Typed(form): Typed<Filled>,
) -> Result<Response, Response> {
    let (at, typed) = (Place { web, clerk }, typed_in(&form));
    let meant = match at.meant(&typed) {
        Ok(meant) => meant,
        Err(unclear) => return all(&at, &Shown::of(typed, unclear)),
    };
    if form.get("seen") != Some(meant.seen().as_str()) {
        return at.looked_at(&typed, &meant, true);
    }
    match at.carry_out(&form, Act::Absent(meant.absences)).await {
        Ok(()) => Ok(at.to_all()),
        Err(refusal) => all(&at, &Shown::of(typed, refusal.into())),
    }
}

pub async fn withdraw(
    State(web): State<Web>,
    clerk: Clerk,
    Typed(form): Typed<Filled>,
) -> Result<Response, Response> {
    Place { web, clerk }.acted_on(&form, |absence| Act::Calendar(Command::Return { absence })).await
}

impl Asked {
    fn typed(self) -> page::Typed {
        let Asked { whom, from_day, from_time, until_day, until_time, saved: _ } = self;
        page::Typed { whom, from_day, from_time, until_day, until_time }
    }
}

fn typed_in(form: &Filled) -> page::Typed {
    let field = |name| form.get(name).unwrap_or_default().to_owned();
    page::Typed {
        whom: field("whom"),
        from_day: field("from-day"),
        from_time: field("from-time"),
        until_day: field("until-day"),
        until_time: field("until-time"),
    }
}

/// What somebody wants to report, and what would come of it.
struct Meant {
    whom: Whom,
    from: DateTime<Utc>,
    until: DateTime<Utc>,
    absences: Vec<Absence>,
    leave: Leave,
}

impl Meant {
    fn seen(&self) -> String {
        seen(&self.absences, &self.leave)
    }
}

/// What somebody looks at, and what would come of it: another look at the same gives the same.
pub(super) fn seen(at: &impl Debug, leave: &Leave) -> String {
    let (moves, stuck) = (&leave.moves, &leave.stuck);
    let hash = Sha256::digest(format!("{at:?} {moves:?} {stuck:?}").as_bytes());
    hash[..8].iter().map(|byte| format!("{byte:02x}")).collect()
}

enum Unclear {
    Typed(Vec<Mistake>),
    Refused(Refusal),
}

/// What the page shows beside what is reported.
#[derive(Default)]
pub(super) struct Shown {
    typed: page::Typed,
    mistakes: Vec<Mistake>,
    refusal: Option<Refusal>,
    /// Why a file that was brought could not be read.
    unread: Option<Unread>,
    /// Something was entered or withdrawn just now.
    is_saved: bool,
}

impl Shown {
    fn of(typed: page::Typed, unclear: Unclear) -> Shown {
        let (mistakes, refusal) = match unclear {
            Unclear::Typed(mistakes) => (mistakes, None),
            Unclear::Refused(refusal) => (vec![], Some(refusal)),
        };
        Shown { typed, mistakes, refusal, ..Shown::default() }
    }

    pub fn refused(refusal: Refusal) -> Shown {
        Shown { refusal: Some(refusal), ..Shown::default() }
    }

    pub fn unread(unread: Unread) -> Shown {
        Shown { unread: Some(unread), ..Shown::default() }
    }
}

impl From<Refusal> for Unclear {
    fn from(refusal: Refusal) -> Unclear {
        Unclear::Refused(refusal)
    }
}

impl Place {
    /// About the absence that the form names.
    pub(super) async fn acted_on(
        &self,
        form: &Filled,
        act: impl FnOnce(AbsenceId) -> Act,
    ) -> Result<Response, Response> {
        let done = match form.get("absence").and_then(|id| id.parse().ok()).map(AbsenceId) {
            Some(absence) => self.carry_out(form, act(absence)).await,
            None => Err(Refusal::bad("field-missing", "the form names no absence")),
        };
        match done {
            Ok(()) => Ok(self.to_all()),
            Err(refusal) => all(self, &Shown::refused(refusal)),
        }
    }

    pub(super) fn to_all(&self) -> Response {
        Redirect::to(&format!("{}{}?saved=true", self.clerk.1, path::ABSENCES)).into_response()
    }

    fn meant(&self, typed: &page::Typed) -> Result<Meant, Unclear> {
        let (config, coming) = (self.config()?, self.coming()?);
        let whom = Whom::of(&typed.whom).filter(|whom| self.may_block(whom));
        let resources = whom.as_ref().map(|whom| resources_of(&coming, whom)).unwrap_or_default();
        // Asked before anything is computed from it: years far from ours have no local time.
        let today = coming.date(self.web.clock.now());
        let day = |typed: &str| {
            let day: NaiveDate = typed.trim().parse().ok()?;
            ((day - today).abs() < ABSENCE_MAX).then_some(day)
        };
        let from = day(&typed.from_day).and_then(|day| instant(&config, day, &typed.from_time, 0));
        // Without a day it is the same one.
        let until_day = Some(&typed.until_day).filter(|day| !day.trim().is_empty());
        let until = day(until_day.unwrap_or(&typed.from_day));
        let until = until.and_then(|day| instant(&config, day, &typed.until_time, MIDNIGHT));
        let mut mistakes = Vec::new();
        if resources.is_empty() {
            mistakes.push(Mistake::Whom);
        }
        if from.is_none() {
            mistakes.push(Mistake::From);
        }
        // Without a first day nothing is wrong with the end: nothing was said of it.
        let is_said = from.is_some() || until_day.is_some();
        if is_said && until.is_none_or(|until| from.is_some_and(|from| until <= from)) {
            mistakes.push(Mistake::Until);
        }
        let (Some(whom), Some(from), Some(until), true) = (whom, from, until, mistakes.is_empty()) else {
            return Err(Unclear::Typed(mistakes));
        };
        let absence = |resource| Absence { resource, from, until };
        let absences: Vec<Absence> = resources.into_iter().map(absence).collect();
        let leave = coming.leave(&absences, self.web.clock.now());
        let leave = leave.map_err(|refusal| Refusal::not_booked(&refusal))?;
        Ok(Meant { whom, from, until, absences, leave })
    }

    /// Whoever serves at a counter blocks one clerk's time, and no hall.
    fn may_block(&self, whom: &Whom) -> bool {
        matches!(whom, Whom::One(_)) || self.clerk.0.role.may(Right::Direct)
    }

    fn looked_at(&self, typed: &page::Typed, meant: &Meant, has_changed: bool) -> Result<Response, Response> {
        let shown = || {
            let moved = meant.leave.moves.iter();
            let moves = moved.map(|moved| Ok((self.row_of(moved.booking)?, moved.to.clone())));
            let stuck = meant.leave.stuck.iter().map(|booking| self.row_of(*booking));
            let key = fresh_key();
            let look = Look {
                who: &who_at(&self.clerk, &key),
                typed,
                whom: &meant.whom,
                from: meant.from,
                until: meant.until,
                moves: &moves.collect::<Result<Vec<(Row, String)>, Refusal>>()?,
                stuck: &stuck.collect::<Result<Vec<Row>, Refusal>>()?,
                seen: &meant.seen(),
                has_changed,
                zone: self.config()?.time_zone,
                key: &key,
            };
            Ok(page::look(&site_named(&self.web, self.site()), &look))
        };
        let status = if has_changed { StatusCode::CONFLICT } else { StatusCode::OK };
        shown().map(|shown| html(status, shown)).map_err(|refusal| self.refused(&refusal))
    }

    pub(super) fn row_of(&self, booking: BookingId) -> Result<Row, Refusal> {
        let arranged = self.of_site(|state| {
            state.bookings().booking(booking).map(|booking| views::arranged(state, booking))
        })?;
        self.row(arranged.ok_or_else(|| Refusal::unknown("booking"))?)
    }

    fn lines(&self) -> Result<Vec<Line>, Refusal> {
        let (coming, now) = (self.coming()?, self.web.clock.now());
        let line = |(id, absence): (AbsenceId, &Absence)| {
            let stuck = coming.in_the_way_of(absence, now);
            let stuck = stuck.into_iter().map(|booking| self.row_of(booking.id));
            let Absence { resource, from, until } = absence.clone();
            Ok(Line { id, resource, from, until, stuck: stuck.collect::<Result<_, Refusal>>()? })
        };
        let to_come = coming.bookings().absences().filter(|(_, absence)| absence.until > now);
        let mut lines = to_come.map(line).collect::<Result<Vec<Line>, Refusal>>()?;
        lines.sort_by(|a, b| (a.from, &a.resource).cmp(&(b.from, &b.resource)));
        Ok(lines)
    }
}

pub(super) fn all(at: &Place, page: &Shown) -> Result<Response, Response> {
    let Shown { typed, mistakes, refusal, unread, is_saved } = page;
    let shown = || {
        let (coming, key) = (at.coming()?, fresh_key());
        let of_pool = |pool: &String| {
            let resources = coming.plan().resources.iter().filter(|(_, resource)| resource.pool == *pool);
            (pool.clone(), resources.map(|(id, _)| id.clone()).collect())
        };
        let absences = Absences {
            who: &who_at(&at.clerk, &key),
            pools: &coming.plan().pools.keys().map(of_pool).collect::<Vec<_>>(),
            typed,
            mistakes,
            lines: &at.lines()?,
            gone: &at.gone()?,
            sources: &at.sources()?,
            unread: unread.as_ref(),
            is_saved: *is_saved,
            zone: at.config()?.time_zone,
            key: &key,
            problem: refusal.as_ref().map(|refusal| &refusal.problem),
        };
        Ok(page::page(&site_named(&at.web, at.site()), &absences))
    };
    let status = match mistakes.is_empty() && unread.is_none() {
        true => status_shown(refusal.as_ref()),
        false => StatusCode::UNPROCESSABLE_ENTITY,
    };
    shown().map(|shown| html(status, shown)).map_err(|refusal: Refusal| at.refused(&refusal))
}

fn resources_of(coming: &Coming, whom: &Whom) -> Vec<String> {
    let resources = coming.plan().resources.iter();
    let is_meant = |id: &String, pool: &String| match whom {
        Whom::One(meant) => id == meant,
        Whom::Pool(meant) => pool == meant,
        Whom::All => true,
    };
    resources.filter(|(id, resource)| is_meant(id, &resource.pool)).map(|(id, _)| id.clone()).collect()
}

/// Without a time it is the whole day.
fn instant(config: &Site, day: NaiveDate, time: &str, otherwise: u32) -> Option<DateTime<Utc>> {
    let minute = if time.trim().is_empty() { otherwise } else { minutes(time)? };
    Some(local_instant(day, minute, config.time_zone))
}
