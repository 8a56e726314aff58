//! What kiosks ask.

pub mod bookings;

use axum::Json;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use calendar::wish::Form;
use calendar::{Booking, BookingId, State as Stage};
use chrono::{DateTime, TimeDelta, Utc};
use wire::http::{
    CheckIn, CheckInByBirthday, DrawTicket, HelpCalled, IssuedTicket, Offer, OfferAsked, Problem, path,
};

use super::acts::known_needs;
use super::{Asker, Body, Key, Refusal, Reply, Somebody, Web};
use crate::config::{local_instant, minutes};
use crate::desk::{Act, Order};
use crate::floor::{HelpCall, LastWord};
use crate::pages::language;
use crate::store::{Beside, Birthday, StoredAnswer};
use crate::{links, views};

/// What can be drawn here, how many wait, and how long it will take. A kiosk says how its printer is, and is
/// heard to be there.
#[utoipa::path(get, path = path::KIOSK_OFFER, tag = "kiosk", security(("device" = [])),
    params(("printer" = Option<wire::http::PrinterCondition>, Query)),
    responses((status = 200, body = Offer), (status = 401, body = Problem), (status = 403, body = Problem)))]
pub async fn offer(
    State(web): State<Web>,
    kiosk: Somebody,
    asker: Asker,
    Query(asked): Query<OfferAsked>,
) -> Reply<Offer> {
    let now = web.clock.now();
    if let Asker::Device(device) = &asker {
        let word = LastWord { at: now, printer: asked.printer };
        if web.floor.kiosk_says(&device.site, &device.id, word) {
            tracing::info!(kiosk = device.id, printer = ?asked.printer, "the kiosk says how it is");
            web.tell_pages(&device.site);
        }
    }
    let state = &*web.desk.site(&kiosk.site).ok_or_else(|| Refusal::unknown("site"))?;
    Ok(Json(Offer {
        site: state.config.id.clone(),
        town: state.config.town.clone(),
        office: state.config.office.clone(),
        service_day: state.day.date().filter(|_| state.day.is_open()),
        at: now,
        hall: views::hall(state, now),
        services: views::offered_services(state, now),
        notice: state.notice(queue::Notice::Kiosk).map(str::to_owned),
        keeps_bookings: true,
        lets_bookings_in: state.day.lets_a_booking_in(now),
        knows_birthdays: state.config.birthday_check_in,
        needs: views::offered_needs(state),
        help: match &asker {
            Asker::Device(device) => {
                let calls = web.floor.help(&device.site, now);
                calls.iter().find(|call| call.kiosk == device.id).map(help_called)
            }
            Asker::Nobody | Asker::Person { .. } => None,
        },
    }))
}

/// Somebody before the kiosk asks for help: the infopoint hears it. Once more within a minute it is the same
/// call.
#[utoipa::path(post, path = path::KIOSK_HELP, tag = "kiosk", security(("device" = [])),
    params(("idempotency-key" = String, Header)),
    responses((status = 200, body = HelpCalled), (status = 400, body = Problem),
        (status = 401, body = Problem), (status = 403, body = Problem), (status = 422, body = Problem)))]
pub async fn help(State(web): State<Web>, asker: Asker, _key: Key) -> Reply<HelpCalled> {
    let Asker::Device(device) = asker else {
        return Err(Refusal::bad("not-a-kiosk", "people at the infopoint need no bell to call themselves"));
    };
    let (call, rang) = web.floor.ask_for_help(&device.site, &device.id, web.clock.now());
    if rang {
        tracing::info!(kiosk = device.id, "somebody asks for help");
        web.tell_pages(&device.site);
    }
    Ok(Json(help_called(&call)))
}

fn help_called(call: &HelpCall) -> HelpCalled {
    HelpCalled { at: call.at, coming: !call.coming.is_empty() }
}

/// Draws a number. The same idempotency key gets the same number.
#[utoipa::path(post, path = path::KIOSK_TICKETS, tag = "kiosk", security(("device" = [])),
    params(("idempotency-key" = String, Header)), request_body = DrawTicket,
    responses((status = 200, body = IssuedTicket), (status = 400, body = Problem),
        (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem),
        (status = 413, body = Problem), (status = 415, body = Problem), (status = 422, body = Problem)))]
pub async fn draw_ticket(
    State(web): State<Web>,
    kiosk: Somebody,
    Key(key): Key,
    Body(body): Body<DrawTicket>,
) -> Reply<IssuedTicket> {
    let visit = queue::Visit::to(body.service);
    let command = queue::Command::Draw { visit, by: queue::DrawnBy::Kiosk };
    let (needs, language) = (known_needs(&body.needs)?, called_in(body.language.as_deref()));
    let beside = Beside { needs, note: None, language };
    let act = match beside == Beside::default() {
        // Of whom there is nothing to say nothing is kept.
        true => Act::Queue(command),
        false => Act::QueueBeside { command, beside },
    };
    issue(&web, &kiosk, key, act, body.language).await
}

/// Checks a booking in by its code; the booking gets its number.
#[utoipa::path(post, path = path::KIOSK_CHECK_INS, tag = "kiosk", security(("device" = [])),
    params(("idempotency-key" = String, Header)), request_body = CheckIn,
    responses((status = 200, body = IssuedTicket), (status = 400, body = Problem),
        (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem),
        (status = 413, body = Problem), (status = 415, body = Problem), (status = 422, body = Problem)))]
pub async fn check_in(
    State(web): State<Web>,
    kiosk: Somebody,
    Key(key): Key,
    Body(body): Body<CheckIn>,
) -> Reply<IssuedTicket> {
    let code = links::normalised(&body.code).ok_or_else(|| Refusal::unknown("booking"))?;
    let site = web.desk.site(&kiosk.site).ok_or_else(|| Refusal::unknown("site"))?;
    let booking = site.booking_of(&code).ok_or_else(|| Refusal::unknown("booking"))?;
    let (needs, language) = (known_needs(&body.needs)?, called_in(body.language.as_deref()));
    let act = Act::CheckIn { booking, needs, language };
    issue(&web, &kiosk, key, act, body.language).await
}

/// Checks a booking of today in by its time and the birthday that was given with it.
#[utoipa::path(post, path = path::KIOSK_BIRTHDAYS, tag = "kiosk", security(("device" = [])),
    params(("idempotency-key" = String, Header)), request_body = CheckInByBirthday,
    responses((status = 200, body = IssuedTicket), (status = 400, body = Problem),
        (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem),
        (status = 413, body = Problem), (status = 415, body = Problem), (status = 422, body = Problem),
        (status = 429, body = Problem)))]
pub async fn check_in_by_birthday(
    State(web): State<Web>,
    kiosk: Somebody,
    Key(key): Key,
    Body(body): Body<CheckInByBirthday>,
) -> Reply<IssuedTicket> {
    let now = web.clock.now();
    if !web.birthdays().admit_one(kiosk.actor.clone(), now) {
        return Err(Refusal::too_many());
    }
    let (needs, language) = (known_needs(&body.needs)?, called_in(body.language.as_deref()));
    let booking = of_birthday(&web, &kiosk.site, &body, now)?;
    let issued = issue(&web, &kiosk, key, Act::CheckIn { booking, needs, language }, body.language).await?;
    // A birthday is known to more people than a code: nobody gets the link of a number with it that somebody
    // else has already.
    match issued.again {
        true => Err(Refusal::not_booked(&calendar::Refusal::CheckedIn)),
        false => Ok(issued),
    }
}

/// So long before and after its time a booking is found by a birthday: who stands there has come for it, and
/// who tries out when somebody else has an appointment has little to try.
const BIRTHDAY_AROUND: TimeDelta = TimeDelta::hours(1);

/// The one booking at that time with that birthday. Of two that cannot be told apart neither is checked in.
fn of_birthday(
    web: &Web,
    site: &str,
    asked: &CheckInByBirthday,
    now: DateTime<Utc>,
) -> Result<BookingId, Refusal> {
    let unknown = || Refusal::unknown("booking");
    let state = web.desk.site(site).filter(|state| state.config.birthday_check_in).ok_or_else(unknown)?;
    let birthday = Birthday::new(asked.day, asked.month).ok_or_else(unknown)?;
    let (coming, zone) = (state.coming(), state.config.time_zone);
    let today = coming.date(now);
    let at = local_instant(today, minutes(&asked.clock).ok_or_else(unknown)?, zone);
    if (at - now).abs() > BIRTHDAY_AROUND {
        return Err(unknown());
    }
    let may_come = |booking: &&Booking| {
        let may = matches!(booking.state, Stage::Confirmed | Stage::Missed | Stage::CheckedIn);
        may && booking.starts_at == at && booking.form == Form::InPerson
    };
    let mut found = Vec::new();
    for booking in coming.on(today).filter(may_come) {
        let contact = web.visitors.of(site, booking.id)?;
        if contact.is_some_and(|contact| contact.birthday == Some(birthday)) {
            found.push(booking.id);
        }
    }
    match found[..] {
        [booking] => Ok(booking),
        [] => Err(unknown()),
        _ => Err(Refusal::new(
            StatusCode::CONFLICT,
            "several-bookings",
            "two bookings have this time and birthday",
        )),
    }
}

/// The language in which a visitor is called besides German; nothing is kept of those who need none.
pub fn called_in(chosen: Option<&str>) -> Option<String> {
    let language = chosen.and_then(language::named)?;
    let is_german = language.tag.split('-').next() == Some(language::german().tag);
    (!is_german).then(|| language.tag.to_owned())
}

/// The link on the slip leads to the page in the language of the slip.
async fn issue(
    web: &Web,
    kiosk: &Somebody,
    key: String,
    act: Act,
    language: Option<String>,
) -> Reply<IssuedTicket> {
    let order = Order { site: kiosk.site.clone(), actor: kiosk.actor.clone(), key: Some(key), act };
    let StoredAnswer::Ticket { day, ticket, again } = web.desk.commit(order).await? else {
        return Err(Refusal::bad("bad-key", "this key was used for another act"));
    };
    let state = web.desk.site(&kiosk.site).ok_or_else(|| Refusal::unknown("site"))?;
    let mut issued = views::issued(&state, &web.public_url, queue::TicketId(ticket), web.clock.now())
        .filter(|issued| issued.service_day == day);
    if let (Some(issued), Some(language)) = (&mut issued, language.as_deref().and_then(language::named)) {
        // In capitals, as the rest of the link, which keeps the code on the slip coarse.
        issued.status_url += &format!("/{}", language.tag.to_uppercase());
    }
    let mut issued = issued.ok_or_else(|| Refusal::unknown("ticket"))?;
    // A booking that is checked in once more has its number, and a slip, already. The same touch sent
    // twice is told the same: its slip may be the first one.
    issued.again = again;
    Ok(Json(issued))
}
