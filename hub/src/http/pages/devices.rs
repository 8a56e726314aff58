//! Kiosks, displays and booking systems, for those who look after them.

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;
use wire::http::Problem;

use super::accounts::{actor, name_of, sites};
use super::entrance::said;
use super::own::who;
use super::{Typed, fresh_key, html, refused, site_named};
use crate::http::{Asker, Person, Refusal, Web};
use crate::pages::accounts::{self as page, DeviceLine, Devices};
use crate::pages::path;
use crate::store::{Account, Device, DeviceKind};

/// It is in topics and in the journal, and on a label at the back of the device.
const DEVICE_ID_CHARS_MAX: usize = 40;

pub async fn list(
    State(web): State<Web>,
    asker: Asker,
    Person(session): Person,
) -> Result<Response, Response> {
    show(&web, &asker, &session.account, StatusCode::OK, ("", None, None))
}

#[derive(Deserialize)]
pub struct New {
    id: String,
    kind: String,
    site: String,
}

pub async fn create(
    State(web): State<Web>,
    asker: Asker,
    Person(session): Person,
    Typed(typed): Typed<New>,
) -> Result<Response, Response> {
    let own = &session.account;
    if !asker.reaches(&typed.site) || !web.desk.sites().contains_key(&typed.site) {
        return Err(refused(&web, &Refusal::unknown("site")));
    }
    let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    let fits = (1..=DEVICE_ID_CHARS_MAX).contains(&typed.id.len()) && typed.id.chars().all(plain);
    let Some(kind) = DeviceKind::named(&typed.kind).filter(|_| fits) else {
        let problem = said("bad-device-name");
        return show(&web, &asker, own, StatusCode::UNPROCESSABLE_ENTITY, (&typed.id, None, Some(&problem)));
    };
    let (id, site) = (typed.id.clone(), typed.site);
    let may_replace = asker.clone();
    let made = web.access.write_as(actor(own), web.clock.now(), move |db| {
        let before = Device::find(db, &id)?;
        // A name that was taken back may be given again, where it was.
        let free = before.is_none_or(|before| before.revoked && may_replace.reaches(&before.site));
        free.then(|| Device::register(db, kind, &id, &site)).transpose()
    });
    match made.await.map_err(|error: rusqlite::Error| refused(&web, &error.into()))? {
        Some(token) => show(&web, &asker, own, StatusCode::CREATED, ("", Some(&token), None)),
        None => {
            let problem = said("name-taken");
            show(&web, &asker, own, StatusCode::UNPROCESSABLE_ENTITY, (&typed.id, None, Some(&problem)))
        }
    }
}

pub async fn revoke(
    State(web): State<Web>,
    asker: Asker,
    Person(session): Person,
    Path(id): Path<String>,
) -> Result<Response, Response> {
    let found = Device::find(&web.access.read(), &id).map_err(|error| refused(&web, &error.into()))?;
    if !found.is_some_and(|device| asker.reaches(&device.site)) {
        return Err(refused(&web, &Refusal::unknown("device")));
    }
    let now = web.clock.now();
    let by = actor(&session.account);
    let revoked = web.access.write_as(by, now, move |db| Device::revoke(db, &id, now)).await;
    revoked.map_err(|error| refused(&web, &error.into()))?;
    Ok(Redirect::to(path::DEVICES).into_response())
}

/// With what was typed as a name, the token of a new device, and what was wrong.
fn show(
    web: &Web,
    asker: &Asker,
    own: &Account,
    status: StatusCode,
    (id, token, problem): (&str, Option<&str>, Option<&Problem>),
) -> Result<Response, Response> {
    let devices = Device::all(&web.access.read()).map_err(|error| refused(web, &error.into()))?;
    let seen = devices.into_iter().filter(|device| asker.reaches(&device.site));
    let lines: Vec<DeviceLine> = seen
        .map(|device| DeviceLine {
            site_name: name_of(web, &device.site),
            id: device.id,
            kind: device.kind,
            revoked: device.revoked,
        })
        .collect();
    let devices = Devices { devices: &lines, sites: &sites(web, asker), id, token, problem };
    Ok(html(status, page::devices(&site_named(web, &own.site), &who(own, &fresh_key()), &devices)))
}
