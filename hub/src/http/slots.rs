//! Free slots, for whoever may book: a partner, a kiosk, anybody at home.
//!
//! Looked for on a snapshot of the days to come, so the desk goes on meanwhile. What was found is told
//! again within the same minute, as long as nobody has booked: at the moment of release thousands ask
//! the same.

use std::collections::HashMap;
use std::sync::Mutex;

use axum::body::Bytes;
use axum::extract::rejection::{PathRejection, QueryRejection};
use axum::extract::{Path, Query, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use calendar::wish::Channel;
use tokio::sync::{Semaphore, SemaphorePermit};
use wire::http::{FreeSlots, Problem, SLOT_DAYS_MAX, SlotsAsked, path};

use super::{Refusal, Somebody, Web};
use crate::rights::{Right, Role};
use crate::views;

/// Without a number of days it is two weeks.
const DAYS: u16 = 14;
/// A search takes a core for some milliseconds; more at once would take them from the desk.
const SEARCHES_AT_ONCE: usize = 2;
/// Different questions whose answers are kept; a town has some dozens of services.
const ANSWERS_KEPT_MAX: usize = 512;
/// Letters of a name and names of places are short; what is longer is no question of ours.
const WORD_CHARS_MAX: usize = 100;

/// Answers of this minute, and how many may look for one.
pub struct Slots {
    searches: Semaphore,
    answers: Mutex<HashMap<Question, Bytes>>,
}

impl Default for Slots {
    fn default() -> Slots {
        Slots { searches: Semaphore::new(SEARCHES_AT_ONCE), answers: Mutex::default() }
    }
}

/// Whoever asks the same gets the same.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
struct Question {
    site: String,
    channel: Channel,
    asked: SlotsAsked,
    /// Slots begin, notices end and days are released at full minutes.
    minute: i64,
    /// Of the days to come: it grows with everything that happens to them.
    version: u64,
}

type Asked = Result<Query<SlotsAsked>, QueryRejection>;

/// Free slots as a booking system of the town may offer them; with `urgent=true` also the seats that are kept
/// for what cannot wait.
#[utoipa::path(get, path = path::PARTNER_SLOTS, tag = "partner", security(("device" = [])),
    params(SlotsAsked),
    responses((status = 200, body = FreeSlots), (status = 400, body = Problem),
        (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem),
        (status = 422, body = Problem)))]
pub async fn for_partner(
    State(web): State<Web>,
    partner: Somebody,
    asked: Asked,
) -> Result<Response, Refusal> {
    answer(&web, partner.site, Role::Partner, Channel::Online, asked).await
}

/// Free slots as a kiosk may offer them.
#[utoipa::path(get, path = path::KIOSK_SLOTS, tag = "kiosk", security(("device" = [])),
    params(SlotsAsked),
    responses((status = 200, body = FreeSlots), (status = 400, body = Problem),
        (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem),
        (status = 422, body = Problem)))]
pub async fn for_kiosk(State(web): State<Web>, kiosk: Somebody, asked: Asked) -> Result<Response, Refusal> {
    answer(&web, kiosk.site, Role::Kiosk, Channel::Kiosk, asked).await
}

/// Free slots for anybody, at home.
#[utoipa::path(get, path = "/api/v1/public/{site}/slots", tag = "public",
    params(("site" = String, Path), SlotsAsked),
    responses((status = 200, body = FreeSlots), (status = 400, body = Problem),
        (status = 403, body = Problem), (status = 404, body = Problem), (status = 422, body = Problem),
        (status = 429, body = Problem)))]
pub async fn for_anybody(
    State(web): State<Web>,
    site: Result<Path<String>, PathRejection>,
    asked: Asked,
) -> Result<Response, Refusal> {
    let Path(site) = site.map_err(|_| Refusal::unknown("site"))?;
    answer(&web, site, Role::Visitor, Channel::Online, asked).await
}

async fn answer(
    web: &Web,
    site: String,
    role: Role,
    channel: Channel,
    asked: Asked,
) -> Result<Response, Refusal> {
    let Query(asked) = asked.map_err(|wrong| Refusal::bad("bad-query", wrong.body_text()))?;
    check(&asked)?;
    // What cannot wait is for somebody of the town to say, and not for whoever stands before a screen.
    if asked.urgent == Some(true) && !role.may(Right::Book) {
        return Err(Refusal::wrong_asker(role));
    }
    let coming = web.desk.coming(&site).ok_or_else(|| Refusal::unknown("site"))?;
    let now = web.clock.now();
    let minute = now.timestamp().div_euclid(60);
    let question = Question { site, channel, asked, minute, version: coming.version() };
    if let Some(known) = web.slots.known(&question) {
        return Ok(told(known));
    }
    let turn = web.slots.turn().await;
    // Whoever waited here waited for the answer to the same question, mostly.
    if let Some(known) = web.slots.known(&question) {
        return Ok(told(known));
    }
    let Question { site, asked, .. } = question.clone();
    let search = move || -> Result<Bytes, Refusal> {
        let (wish, from, days) = views::wished(&asked, channel, coming.date(now), DAYS)
            .ok_or_else(|| Refusal::not_booked(&calendar::Refusal::NotInThisForm))?;
        if channel == Channel::Kiosk {
            calendar::check_chosen(coming.plan(), &wish).map_err(|refusal| Refusal::not_booked(&refusal))?;
        }
        let found = coming.free(&wish, from, days, now).map_err(|refusal| Refusal::not_booked(&refusal))?;
        let days = found.iter().map(views::free_day).collect();
        let text = serde_json::to_vec(&FreeSlots { site, at: now, days }).expect("it is plain data");
        Ok(text.into())
    };
    let body = turn.search(search).await??;
    web.slots.keep(question, body.clone());
    Ok(told(body))
}

fn check(asked: &SlotsAsked) -> Result<(), Refusal> {
    if asked.days.is_some_and(|days| !(1..=SLOT_DAYS_MAX).contains(&days)) {
        return Err(Refusal::bad("too-many-days", format!("one asks for 1 to {SLOT_DAYS_MAX} days")));
    }
    let further = asked.further.iter().map(|matter| &matter.service);
    let words = [Some(&asked.service), asked.name.as_ref(), asked.place.as_ref()].into_iter().flatten();
    match words.chain(further).any(|word| word.chars().count() > WORD_CHARS_MAX) {
        true => Err(Refusal::bad("bad-query", format!("words have at most {WORD_CHARS_MAX} characters"))),
        false => Ok(()),
    }
}

fn told(body: Bytes) -> Response {
    ([(header::CONTENT_TYPE, "application/json")], body).into_response()
}

/// One of the few who may look for slots now.
pub struct Turn<'a>(#[allow(dead_code)] SemaphorePermit<'a>);

impl Turn<'_> {
    /// Looks on a thread of its own.
    pub async fn search<T: Send + 'static>(
        self,
        search: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, Refusal> {
        tokio::task::spawn_blocking(search).await.map_err(|_| Refusal::broken())
    }
}

impl Slots {
    pub async fn turn(&self) -> Turn<'_> {
        Turn(self.searches.acquire().await.expect("it is never closed"))
    }

    fn known(&self, question: &Question) -> Option<Bytes> {
        self.answers.lock().expect("nobody panics with the answers in hand").get(question).cloned()
    }

    fn keep(&self, question: Question, body: Bytes) {
        let mut answers = self.answers.lock().expect("nobody panics with the answers in hand");
        // What is of another minute or version is never asked for again.
        if answers.len() >= ANSWERS_KEPT_MAX {
            answers.retain(|kept, _| kept.minute == question.minute && kept.version >= question.version);
        }
        if answers.len() >= ANSWERS_KEPT_MAX {
            answers.clear();
        }
        answers.insert(question, body);
    }
}
