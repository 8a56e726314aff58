//! A time is kept while its form is filled in: whoever needs ten minutes for it does not lose the time to
//! whoever needs one. A script asks for it as soon as the form is there, and gives it back when somebody goes
//! away without sending it; without script, and while the site is under attack, nothing is kept, and the form
//! works all the same.

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Json, Response};
use calendar::bookings::Claim;
use calendar::{BookingId, Command, State as Stage};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::wanted::{self, Wanted};
use super::{carry_out, gone, named, page, path_of, site_now, stamped};
use crate::attack::{Brought, range};
use crate::desk::{Act, NotDone};
use crate::http::login::Address;
use crate::http::pages::{Typed, trouble};
use crate::http::{Asker, Key, Web};
use crate::pages::booking::Held;
use crate::pages::language::Language;
use crate::pages::trouble::Trouble;
use crate::store::Contact;

#[derive(Deserialize)]
pub struct Asked {
    key: Key,
    /// How often this form has asked before: what was let go or has lapsed is held anew.
    #[serde(default)]
    turn: u8,
    #[serde(flatten)]
    typed: wanted::Typed,
}

#[derive(Deserialize)]
pub struct LetGo {
    key: Key,
    #[serde(default)]
    held: String,
    #[serde(flatten)]
    typed: wanted::Typed,
}

/// For the script of the form.
#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
enum Told {
    /// What the form brings when it is sent, until when the time is kept, and for how long that is.
    Held { held: String, said: String, seconds: i64 },
    /// It went to somebody else: where the others are, and what to say to whoever has begun to type.
    Gone { to: String, said: String },
}

type Named = Path<(String, String, String, String)>;

/// Keeps the time of a form that was opened, for as long as the town says. 204 is that nothing is kept.
pub async fn hold(
    State(web): State<Web>,
    asker: Asker,
    Address(address): Address,
    Path((tag, site, services, at)): Named,
    Typed(asked): Typed<Asked>,
) -> Result<Response, Response> {
    let (language, offered) = (named(&tag), site_now(&web, &site)?);
    let wanted = Wanted::of(&web, &offered, &services, &asked.typed)?;
    let now = web.clock.now();
    let starts_at = page::time_of(&at, now).ok_or_else(|| trouble(&web, Trouble::NotFound))?;
    let form = super::form_of(&wanted, language, &at);
    let is_attacked = stamped::given(&web, &asker, &form, &Brought::default()).is_some();
    if is_attacked || !web.holds().admit(range(address), now) {
        return Ok(StatusCode::NO_CONTENT.into_response());
    }
    let act = Act::Book { wish: wanted.wish(), starts_at, claim: Claim::Hold, contact: None };
    let key = of_its_own(asked.key, &format!("hold-{}", asked.turn));
    let booking = match carry_out(&web, &site, key, act).await {
        Ok(booking) => booking,
        Err(NotDone::Refused { code, .. }) => {
            let to = wanted.said.after(&path_of(&wanted, language), &[("gone", gone(&code).word())]);
            let said = language.say(gone(&code).sentence()).to_string();
            return Ok((StatusCode::CONFLICT, Json(Told::Gone { to, said })).into_response());
        }
        // The form works without it.
        Err(_) => return Ok(StatusCode::NO_CONTENT.into_response()),
    };
    web.guard.form_keeps(now);
    let held = super::state_of(&web, &site)?.held(booking);
    Ok(match until(&web, &wanted, starts_at, &held) {
        Some(until) => {
            let said = page::held_until(language, wanted.site.time_zone, until).to_string();
            Json(Told::Held { held, said, seconds: (until - now).num_seconds() }).into_response()
        }
        // The same form once more, and the time was let go.
        None => StatusCode::NO_CONTENT.into_response(),
    })
}

/// Somebody went away without sending the form.
pub async fn let_go(
    State(web): State<Web>,
    Path((_, site, services, at)): Named,
    Typed(left): Typed<LetGo>,
) -> Result<Response, Response> {
    let offered = site_now(&web, &site)?;
    let wanted = Wanted::of(&web, &offered, &services, &left.typed)?;
    let starts_at = page::time_of(&at, web.clock.now()).ok_or_else(|| trouble(&web, Trouble::NotFound))?;
    if let Some((booking, Stage::Held { .. })) = of_form(&web, &wanted, starts_at, &left.held) {
        let key = of_its_own(left.key, &format!("go-{}", booking.0));
        // Otherwise it lapses by itself.
        if carry_out(&web, &site, key, Act::Calendar(Command::LetGo { booking })).await.is_ok() {
            web.guard.form_ends(web.clock.now());
        }
    }
    Ok(StatusCode::NO_CONTENT.into_response())
}

/// Until when it is kept.
fn until(web: &Web, wanted: &Wanted, starts_at: DateTime<Utc>, held: &str) -> Option<DateTime<Utc>> {
    match of_form(web, wanted, starts_at, held)? {
        (_, Stage::Held { until }) if web.clock.now() < until => Some(until),
        _ => None,
    }
}

/// For a form that is shown again, while the time is still kept for it.
pub fn again<'a>(
    web: &Web,
    wanted: &Wanted,
    language: &'static Language,
    starts_at: DateTime<Utc>,
    held: &'a str,
) -> Option<Held<'a>> {
    let until = until(web, wanted, starts_at, held)?;
    let seconds = (until - web.clock.now()).num_seconds();
    let said = page::held_until(language, wanted.site.time_zone, until);
    Some(Held { held, said: said.to_string(), seconds })
}

/// Makes a booking of what was kept for this form; `None` where nothing was, or is no more.
pub async fn complete(
    web: &Web,
    wanted: &Wanted<'_>,
    starts_at: DateTime<Utc>,
    held: &str,
    (key, claim, contact): (Key, Claim, &Contact),
    timed: impl FnOnce(Act) -> Act,
) -> Option<Result<BookingId, NotDone>> {
    let (booking, _) = of_form(web, wanted, starts_at, held)?;
    let act = timed(Act::Complete { booking, claim, contact: contact.clone() });
    match carry_out(web, &wanted.site.id, key, act).await {
        Err(NotDone::Refused { code, .. }) if code != super::ASKED_AGAIN => None,
        done => {
            web.guard.form_ends(web.clock.now());
            Some(done)
        }
    }
}

/// What was kept for this form, whatever became of it meanwhile.
fn of_form(web: &Web, wanted: &Wanted, starts_at: DateTime<Utc>, held: &str) -> Option<(BookingId, Stage)> {
    let sites = web.desk.sites();
    let state = sites.get(&wanted.site.id)?;
    let booking = state.bookings().booking(state.held_by(held)?)?;
    let wish = wanted.wish();
    let is_same = booking.matters == wish.matters && booking.form == wish.form;
    (is_same && booking.starts_at == starts_at).then_some((booking.id, booking.state))
}

/// A form has one key, and is about more than one act.
fn of_its_own(Key(key): Key, act: &str) -> Key {
    Key(format!("{key}-{act}"))
}
