//! The web pages: what people ask with a browser, answered in HTML.
//!
//! Handlers gather what a page shows and hand it to `crate::pages`; acts go the same way as those
//! of the API. Everything works as plain forms and links; with script, parts of a page are
//! exchanged by the same paths.

mod about;
mod absences;
mod accounts;
mod audit;
mod bell;
mod booking;
mod bookings;
mod contact;
mod desk;
mod devices;
mod directory;
mod entrance;
mod feedback;
mod feeds;
mod filled;
mod infopoint;
mod live;
mod message;
mod offer;
mod own;
mod query;
mod statistics;
mod supervisor;
mod visitor;
mod wall;

use axum::Form;
use axum::extract::{DefaultBodyLimit, FromRequest, Request, State};
use axum::handler::Handler;
use axum::http::{HeaderMap, HeaderValue, StatusCode, Uri, header};
use axum::response::{Html, IntoResponse, Redirect, Response};
use serde::de::DeserializeOwned;
use wire::http::BODY_BYTES_MAX;

pub(super) use booking::Senders;

use super::asker::{is_longer, reads_to_the_end};
use super::door::{Doors, is_for_programs};
use super::{Refusal, Web, problem};
use crate::pages::trouble::{self, Trouble};
use crate::pages::{self, Site, asset, path};
use crate::rights::{Right, Role};

/// What the addresses of the booking site begin with, and those of a citizen's booking.
pub const BOOKING: &str = pages::booking::START;
pub const OWN_BOOKING: &str = "/B/";
/// What the addresses of statements, help and contact begin with.
pub const ABOUT: &str = pages::about::START;

pub fn doors(doors: Doors) -> Doors {
    doors
        .get(path::HOME, Right::Enter, entrance::home)
        .get(path::LOGIN, Right::Enter, entrance::login_page)
        .post(path::LOGIN, Right::Enter, entrance::login)
        .post(path::LOGOUT, Right::Enter, entrance::logout)
        .get(path::DIRECTORY, Right::Enter, directory::start)
        .get(path::DIRECTORY_ANSWER, Right::Enter, directory::answer)
        .get(path::DIRECTORY_LOGOUT, Right::Enter, directory::leave)
        .get(path::LOGIN_CODE, Right::Prove, own::code_page)
        .post(path::LOGIN_CODE, Right::Prove, own::code)
        .get(path::SECOND_FACTOR, Right::Prove, own::enrol_page)
        .post(path::SECOND_FACTOR, Right::Prove, own::enrol)
        .get(path::ACCOUNT, Right::OwnAccount, own::account)
        .post(path::ACCOUNT_SITE, Right::OwnAccount, own::change_site)
        .get(path::ACCOUNTS, Right::SeeAccounts, accounts::list)
        .post(path::ACCOUNTS, Right::ManageAccounts, accounts::create)
        .get("/accounts/{id}", Right::SeeAccounts, accounts::one)
        .post("/accounts/{id}", Right::ManageAccounts, accounts::change)
        .get(path::DEVICES, Right::SeeAccounts, devices::list)
        .post(path::DEVICES, Right::ManageDevices, devices::create)
        .post("/devices/{id}/revoke", Right::ManageDevices, devices::revoke)
        .get("/invitation/{token}", Right::Enter, own::invited_page)
        .post("/invitation/{token}", Right::Enter, own::invited)
        .get("/setup/{token}", Right::Enter, entrance::set_up_page)
        .post("/setup/{token}", Right::Enter, entrance::set_up)
        .get(path::DESK, Right::Serve, desk::choose)
        .get("/desk/{counter}", Right::Serve, desk::page)
        .get("/desk/{counter}/live", Right::Serve, desk::live)
        .get("/desk/{counter}/events", Right::Serve, desk::events)
        .post("/desk/{counter}/next", Right::Serve, desk::next)
        .post("/desk/{counter}/acts", Right::Serve, desk::act)
        .post("/desk/{counter}/undo", Right::Serve, desk::undo)
        .get("/desk/{counter}/ask/{what}", Right::Serve, desk::ask)
        .get("/desk/{counter}/slip", Right::Serve, desk::slip)
        .post("/desk/{counter}/bell", Right::Serve, bell::at_desk)
        .get(path::BELL, Right::OwnAccount, bell::show)
        .post(path::BELL, Right::OwnAccount, bell::of_person)
        .get(path::INFOPOINT, Right::Assist, infopoint::show)
        .get("/infopoint/live", Right::Assist, infopoint::live)
        .get("/infopoint/events", Right::Assist, infopoint::events)
        .post("/infopoint/draw", Right::Assist, infopoint::draw)
        .post("/infopoint/check-in", Right::Assist, infopoint::check_in)
        .post("/infopoint/acts", Right::Assist, infopoint::act)
        .get("/infopoint/ask/{what}", Right::Assist, infopoint::ask)
        .post("/infopoint/bell", Right::Assist, infopoint::bell)
        .get("/infopoint/slip", Right::Assist, infopoint::slip)
        .get(path::BOOKINGS, Right::Arrange, bookings::show)
        .post(path::BOOKINGS, Right::Arrange, bookings::search)
        .get("/bookings/live", Right::Arrange, bookings::live)
        .get("/bookings/events", Right::Arrange, bookings::events)
        .get("/bookings/new", Right::Arrange, bookings::choose)
        .get("/bookings/new/who", Right::Arrange, bookings::caller)
        .post("/bookings/new/who", Right::Arrange, bookings::book)
        .get("/bookings/{id}", Right::Arrange, bookings::one)
        .get("/bookings/{id}/slip", Right::Arrange, bookings::slip)
        .get("/bookings/{id}/uploads/{upload}", Right::OpenUploads, bookings::upload)
        .post("/bookings/{id}/check-in", Right::Arrange, bookings::check_in)
        .get("/bookings/{id}/move", Right::Arrange, bookings::ask_move)
        .post("/bookings/{id}/move", Right::Arrange, bookings::move_to)
        .post("/bookings/{id}/hand-over", Right::Arrange, bookings::hand_over)
        .post("/bookings/{id}/outcome", Right::Arrange, bookings::outcome)
        .get("/bookings/{id}/cancel", Right::Arrange, bookings::ask_cancel)
        .post("/bookings/{id}/cancel", Right::Arrange, bookings::cancel)
        .get(path::ABSENCES, Right::Block, absences::show)
        .post(path::ABSENCES, Right::Block, absences::save)
        .get("/absences/look", Right::Block, absences::look)
        .post("/absences/withdraw", Right::Direct, absences::withdraw)
        .post("/absences/keep", Right::Direct, feeds::keep)
        .post("/absences/feed", Right::Direct, feeds::look)
        .post("/absences/feed/save", Right::Direct, feeds::save)
        .get(path::OFFER, Right::ManagePlan, offer::show)
        .post(path::OFFER, Right::ManagePlan, offer::save)
        .post("/offer/look", Right::ManagePlan, offer::look)
        .post("/offer/bring", Right::ManagePlan, offer::bring)
        .post("/offer/catalogue", Right::ManagePlan, offer::take)
        .get("/offer/plan.toml", Right::ManagePlan, offer::file)
        .get("/offer/versions/{version}", Right::ManagePlan, offer::version)
        .get("/offer/new-service", Right::ManagePlan, offer::new_service)
        .post("/offer/new-service", Right::ManagePlan, offer::create_service)
        .get("/offer/services/{service}", Right::ManagePlan, offer::service)
        .post("/offer/services/{service}", Right::ManagePlan, offer::change_service)
        .post("/offer/services/{service}/remove", Right::ManagePlan, offer::remove_service)
        .get("/offer/pools", Right::ManagePlan, offer::pools)
        .get("/offer/new-pool", Right::ManagePlan, offer::new_pool)
        .post("/offer/new-pool", Right::ManagePlan, offer::create_pool)
        .get("/offer/pools/{pool}", Right::ManagePlan, offer::pool)
        .post("/offer/pools/{pool}", Right::ManagePlan, offer::change_pool)
        .post("/offer/pools/{pool}/remove", Right::ManagePlan, offer::remove_pool)
        .get("/offer/new-resource", Right::ManagePlan, offer::new_resource)
        .post("/offer/new-resource", Right::ManagePlan, offer::create_resource)
        .get("/offer/resources/{resource}", Right::ManagePlan, offer::resource)
        .post("/offer/resources/{resource}", Right::ManagePlan, offer::change_resource)
        .post("/offer/resources/{resource}/remove", Right::ManagePlan, offer::remove_resource)
        .get("/offer/hours", Right::ManagePlan, offer::house_hours)
        .post("/offer/hours", Right::ManagePlan, offer::change_hours)
        .get("/offer/hours/{pool}", Right::ManagePlan, offer::pool_hours)
        .post("/offer/hours/{pool}", Right::ManagePlan, offer::change_pool_hours)
        .get("/offer/rules", Right::ManagePlan, offer::rules)
        .post("/offer/rules", Right::ManagePlan, offer::change_rules)
        .get("/offer/letters", Right::ManagePlan, offer::letters)
        .get("/offer/letters/{kind}", Right::ManagePlan, offer::letter)
        .post("/offer/letters/{kind}", Right::ManagePlan, offer::change_letter)
        .get("/offer/closures", Right::ManagePlan, offer::closures)
        .post("/offer/closures", Right::ManagePlan, offer::change_closures)
        .get(path::SUPERVISOR, Right::Direct, supervisor::show)
        .get("/supervisor/live", Right::Direct, supervisor::live)
        .get("/supervisor/events", Right::Direct, supervisor::events)
        .post("/supervisor/hall", Right::Direct, supervisor::hall)
        .post("/supervisor/bell", Right::Direct, supervisor::bell)
        .get(path::STATISTICS, Right::SeeStatistics, statistics::show)
        .get(path::STATISTICS_CSV, Right::SeeStatistics, statistics::csv)
        .get(path::STATISTICS_XLSX, Right::SeeStatistics, statistics::xlsx)
        .get(path::STATISTICS_BOOKINGS, Right::SeeStatistics, statistics::bookings)
        .get(path::FEEDBACK, Right::SeeStatistics, statistics::sentences)
        .get(path::FEEDBACK_CSV, Right::SeeStatistics, statistics::feedback)
        .get(path::AUDIT, Right::Audit, audit::show)
        .get(path::AUDIT_CSV, Right::Audit, audit::csv)
        .get(path::AUDIT_CHECK, Right::Audit, audit::check)
        .post(path::AUDIT_CHECK, Right::Audit, audit::begin)
        .get(path::TICKET_BY_CODE, Right::Enter, visitor::by_code)
        .get("/T/{token}", Right::Enter, visitor::page)
        .get("/T/{token}/{language}", Right::Enter, visitor::page_in)
        .get("/T/{token}/{language}/live", Right::Enter, visitor::live)
        .get("/T/{token}/{language}/events", Right::Enter, visitor::events)
        .get("/T/{token}/{language}/leave", Right::Enter, visitor::ask_leave)
        .post("/T/{token}/{language}/leave", Right::Enter, visitor::leave)
        .post("/T/{token}/{language}/take", Right::Enter, visitor::take)
        .get("/T/{token}/{language}/feedback", Right::Enter, feedback::of_ticket)
        .post("/T/{token}/{language}/feedback", Right::Enter, feedback::judge_ticket)
        .get("/ueber/{language}/{site}/{topic}", Right::Enter, about::show)
        .get("/ueber/{language}/{site}/kontakt", Right::Enter, message::ask)
        .post("/ueber/{language}/{site}/kontakt", Right::Enter, message::send)
        .get("/wall/{site}", Right::Enter, wall::of_site)
        .get("/wall/{site}/{zones}", Right::Enter, wall::show)
        .get("/wall/{site}/{zones}/live", Right::Enter, wall::live)
        .get("/wall/{site}/{zones}/events", Right::Enter, wall::events)
        .get(pages::booking::START, Right::Enter, booking::begin)
        .get("/termine/{language}", Right::Enter, booking::start)
        .get("/termine/{language}/{service}", Right::Enter, booking::everywhere)
        .get("/termine/{language}/{site}/{service}", Right::Enter, booking::times)
        .get("/termine/{language}/{site}/{service}/watch", Right::Enter, booking::ask_watch)
        .post("/termine/{language}/{site}/{service}/watch", Right::Enter, booking::begin_watch)
        .get("/W/{id}/{token}/{language}", Right::Enter, booking::watch)
        .post("/W/{id}/{token}/{language}/confirm", Right::Enter, booking::confirm_watch)
        .post("/W/{id}/{token}/{language}/stop", Right::Enter, booking::stop_watch)
        .get("/termine/{language}/{site}/{service}/{at}", Right::Enter, booking::form)
        .post("/termine/{language}/{site}/{service}/{at}", Right::Enter, booking::book)
        .post("/termine/{language}/{site}/{service}/{at}/hold", Right::Enter, booking::hold)
        .post("/termine/{language}/{site}/{service}/{at}/let-go", Right::Enter, booking::let_go)
        .post("/termine/{language}/{site}/{service}/{at}/account", Right::Enter, booking::leave_for_account)
        .get(pages::booking::ACCOUNT_ANSWER, Right::Enter, booking::account_answer)
        .get("/B/{code}/{token}", Right::Enter, booking::own)
        .get("/B/{code}/{token}/termin.ics", Right::Enter, booking::file)
        .get("/B/{code}/{token}/{language}", Right::Enter, booking::own_in)
        .post("/B/{code}/{token}/{language}/confirm", Right::Enter, booking::confirm)
        .post("/B/{code}/{token}/{language}/arrive", Right::Enter, booking::arrive)
        .get("/B/{code}/{token}/{language}/cancel", Right::Enter, booking::ask_cancel)
        .post("/B/{code}/{token}/{language}/cancel", Right::Enter, booking::cancel)
        .get("/B/{code}/{token}/{language}/feedback", Right::Enter, feedback::of_booking)
        .post("/B/{code}/{token}/{language}/feedback", Right::Enter, feedback::judge_booking)
        .get("/B/{code}/{token}/{language}/times", Right::Enter, booking::other_times)
        .get("/B/{code}/{token}/{language}/times/{at}", Right::Enter, booking::ask_move)
        .post("/B/{code}/{token}/{language}/times/{at}", Right::Enter, booking::move_to)
        .post_files(
            "/B/{code}/{token}/{language}/uploads",
            Right::Enter,
            booking::send.layer(DefaultBodyLimit::max(booking::FORM_BYTES_MAX)),
            booking::SENT_WITHIN,
        )
        .post("/B/{code}/{token}/{language}/uploads/{upload}/take-back", Right::Enter, booking::take_back)
        .get(asset::ROUTE, Right::Enter, asset::serve)
        .get(asset::ELEMENT_ROUTE, Right::Enter, asset::serve_element)
}

/// Whatever has no path: a problem for programs, a page for people.
pub async fn not_found(State(web): State<Web>, uri: Uri) -> Response {
    match is_for_programs(&uri) {
        true => problem::not_found().await.into_response(),
        false => trouble(&web, Trouble::NotFound),
    }
}

/// Pages show the state of a moment, and a desk's are for one person: no cache keeps them.
fn html(status: StatusCode, html: String) -> Response {
    (status, [(header::CACHE_CONTROL, "no-store")], Html(html)).into_response()
}

fn trouble(web: &Web, trouble: Trouble) -> Response {
    html(trouble.status(), trouble::page(&first_site(web), trouble))
}

/// Whoever may not come in is shown the way; a script is told, and loads the page anew.
pub fn turned_away(web: &Web, headers: &HeaderMap, refusal: &Refusal) -> Response {
    match by_script(headers) {
        true => refusal.clone().into_response(),
        false => refused(web, refusal),
    }
}

/// What came cannot be read, whoever sent it.
pub fn unread(web: &Web) -> Response {
    trouble(web, Trouble::FormUnreadable)
}

/// Refusals that no form can show.
fn refused(web: &Web, refusal: &Refusal) -> Response {
    match (refusal.status, refusal.problem.code.as_str()) {
        (_, problem::CODE_MISSING) => return Redirect::to(path::LOGIN_CODE).into_response(),
        (_, problem::SET_UP_MISSING) => return Redirect::to(path::SECOND_FACTOR).into_response(),
        _ => {}
    }
    match refusal.status {
        StatusCode::UNAUTHORIZED => Redirect::to(path::LOGIN).into_response(),
        StatusCode::FORBIDDEN => trouble(web, Trouble::Forbidden),
        StatusCode::NOT_FOUND => trouble(web, Trouble::NotFound),
        StatusCode::BAD_REQUEST => trouble(web, Trouble::FormUnreadable),
        StatusCode::TOO_MANY_REQUESTS => trouble(web, Trouble::TooMany),
        _ => trouble(web, Trouble::Broken),
    }
}

/// Of a page that shows a refusal where it was asked for. What was refused for another reason than the
/// rules is shown like what happened meanwhile: the page has the new state either way.
fn status_shown(refusal: Option<&Refusal>) -> StatusCode {
    match refusal.map(|refusal| refusal.status) {
        None => StatusCode::OK,
        Some(StatusCode::UNPROCESSABLE_ENTITY) => StatusCode::UNPROCESSABLE_ENTITY,
        Some(_) => StatusCode::CONFLICT,
    }
}

/// Pages that belong to no site's desk or ticket carry the name of the first one.
fn first_site(web: &Web) -> Site {
    site_named(web, &web.config.sites[0].id)
}

fn site_named(web: &Web, id: &str) -> Site {
    let sites = &web.config.sites;
    let site = sites.iter().find(|site| site.id == id).unwrap_or(&sites[0]);
    Site::of(site)
}

/// Where somebody begins after logging in.
fn landing(role: Role) -> &'static str {
    let first = [(Right::Serve, path::DESK), (Right::Assist, path::INFOPOINT), (Right::Audit, path::AUDIT)];
    first.into_iter().find(|(right, _)| role.may(*right)).map_or(path::ACCOUNT, |(_, path)| path)
}

/// A key for the forms of one rendering.
fn fresh_key() -> String {
    format!("{:016x}", rand::random::<u64>())
}

/// Whether the page's script asks, which exchanges a part and not the page.
fn by_script(headers: &HeaderMap) -> bool {
    headers.get("hx-request").is_some_and(|value| value == HeaderValue::from_static("true"))
}

/// What was typed into a form of ours.
struct Typed<T>(T);

impl<T: DeserializeOwned> FromRequest<Web> for Typed<T> {
    type Rejection = Response;

    async fn from_request(request: Request, web: &Web) -> Result<Typed<T>, Response> {
        let unreadable = || trouble(web, Trouble::FormUnreadable);
        let request = not_longer(request, BODY_BYTES_MAX).await.ok_or_else(unreadable)?;
        match Form::<T>::from_request(request, web).await {
            Ok(Form(typed)) => Ok(Typed(typed)),
            Err(_) => Err(unreadable()),
        }
    }
}

/// The request, if by its own word it has no more bytes; of what is too long nothing is kept.
async fn not_longer(request: Request, bytes_max: usize) -> Option<Request> {
    if is_longer(&request, bytes_max) {
        reads_to_the_end(request).await;
        return None;
    }
    Some(request)
}
