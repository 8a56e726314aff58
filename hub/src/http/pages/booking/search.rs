//! Free times as a citizen sees them: a few days at a time, each with its times or with a reason.

use std::sync::Arc;

use axum::response::Response;
use calendar::plan::Closed;
use calendar::{FreeDay, WhyNone, Wish};
use chrono::{DateTime, Days, NaiveDate, Utc};

use crate::clock::near;
use crate::desk::Coming;
use crate::http::pages::trouble;
use crate::http::{Refusal, Web};
use crate::pages::booking::{DayOfTimes, Free, Month, Why};
use crate::pages::trouble::Trouble;

/// The next free time is looked for this far ahead of the first day that is shown: eight weeks and a bit,
/// as far as towns usually let people book.
const DAYS_SEARCHED: u16 = 60;
/// Beyond it, so that the month of the next free time is known to its end.
const DAYS_OF_A_MONTH: u16 = 31;
/// For the first time alone most offices need no more than a week; the others are looked at week by week.
const DAYS_AT_ONCE: u16 = 7;
/// So many days with free times are shown on a page; a phone scrolls through ten without getting lost.
const DAYS_SHOWN: usize = 7;

/// Looks for free times from a day on, in turns with everybody else who looks for some.
pub async fn look(
    web: &Web,
    coming: Arc<Coming>,
    wish: Wish,
    from: Option<NaiveDate>,
) -> Result<Free, Response> {
    find(web, coming, wish, from).await.map_err(|refusal| match refusal.status.is_server_error() {
        true => trouble(web, Trouble::Broken),
        // What cannot be wished for here is not offered here.
        false => trouble(web, Trouble::NotFound),
    })
}

/// The same, with the reason why a wish is none.
pub async fn find(
    web: &Web,
    coming: Arc<Coming>,
    wish: Wish,
    from: Option<NaiveDate>,
) -> Result<Free, Refusal> {
    let now = web.clock.now();
    let today = coming.date(now);
    let from = from.and_then(|day| near(day, now)).unwrap_or(today).max(today);
    let turn = web.slots.turn().await;
    // From today on: a calendar leads back as well.
    let passed = u16::try_from((from - today).num_days()).unwrap_or(u16::MAX);
    let days = passed.saturating_add(DAYS_SEARCHED + DAYS_OF_A_MONTH);
    let found = turn.search(move || coming.free(&wish, today, days, now)).await?;
    let found = found.map_err(|refusal| Refusal::not_booked(&refusal))?;
    Ok(some_days(found, from, today))
}

/// The first free time of all, in turns as well.
pub async fn first(web: &Web, coming: Arc<Coming>, wish: Wish) -> Result<Option<DateTime<Utc>>, Response> {
    let now = web.clock.now();
    let today = coming.date(now);
    let search = move || {
        let weeks = (0..DAYS_SEARCHED).step_by(DAYS_AT_ONCE.into());
        let from = weeks.filter_map(|days| today.checked_add_days(Days::new(days.into())));
        let days = from.flat_map(|from| coming.free(&wish, from, DAYS_AT_ONCE, now).unwrap_or_default());
        days.filter_map(|day| Some(day.slots.ok()?.first()?.starts_at)).next()
    };
    let found = web.slots.turn().await.search(search).await;
    found.map_err(|_| trouble(web, Trouble::Broken))
}

/// The first days with free times, and those between that have a reason to have none.
fn some_days(found: Vec<FreeDay>, from: NaiveDate, today: NaiveDate) -> Free {
    let free = found.iter().filter(|day| day.slots.as_ref().is_ok_and(|slots| !slots.is_empty()));
    let free: Vec<NaiveDate> = free.map(|day| day.date).collect();
    let last = found.last().map_or(today, |day| day.date);
    let month = Month::from(&free, from, last);
    let mut days: Vec<DayOfTimes> = Vec::new();
    let mut later = None;
    for FreeDay { date, slots } in found.into_iter().skip_while(|day| day.date < from) {
        if days.iter().filter(|day| day.why.is_none()).count() == DAYS_SHOWN {
            later = Some(date);
            break;
        }
        let day = match slots {
            Ok(slots) => {
                let times: Vec<DateTime<Utc>> = slots.iter().map(|slot| slot.starts_at).collect();
                let why = times.is_empty().then_some(Why::Full);
                Some(DayOfTimes { date, times, why })
            }
            Err(why) => reason(why).map(|why| DayOfTimes { date, times: vec![], why: Some(why) }),
        };
        days.extend(day);
    }
    // A tail of days without anything tells nobody when to look again.
    let earlier = (from > today).then(|| (from - Days::new(DAYS_SHOWN as u64)).max(today));
    Free { days, month, earlier, later }
}

/// What a citizen can do something with; weekends and the like need no line.
fn reason(why: WhyNone) -> Option<Why> {
    match why {
        WhyNone::Closed(Closed::Holiday(_)) => Some(Why::Holiday),
        WhyNone::Closed(Closed::Closure(name)) => Some(Why::Closed(Some(name))),
        WhyNone::TooLate(_) => Some(Why::TooSoon),
        WhyNone::NotReleased { .. } => Some(Why::NotYet),
        WhyNone::FullyBooked | WhyNone::KeptBack | WhyNone::NobodyThere => Some(Why::Full),
        _ => None,
    }
}
