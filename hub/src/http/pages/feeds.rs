//! Absences that other programs tell of: a file that somebody brings is looked at before it is saved, and
//! whoever is no longer said to be away is asked about.

use axum::extract::{DefaultBodyLimit, FromRequest, Multipart, Request, State};
use axum::http::StatusCode;
use axum::response::Response;
use calendar::bookings::Absence;
use chrono::{DateTime, Utc};

use super::absences::{Shown, all, seen};
use super::bookings::Place;
use super::filled::Filled;
use super::own::who_at;
use super::{Typed, fresh_key, html, site_named, trouble};
use crate::absences::{ABSENCES_MAX, FEED_BYTES_MAX, Reading, Window, read};
use crate::config::{BROUGHT, FeedConfig, FeedKind, Site};
use crate::desk::{Act, Leave, News, Told};
use crate::http::{Clerk, Refusal, Web};
use crate::pages::absences::{self as page, Brought, Gone, Source};
use crate::pages::bookings::Row;
use crate::pages::trouble::Trouble;

/// The fields beside the file, and what stands between them.
const AROUND_BYTES_MAX: usize = 16 * 1_024;
/// What the form says of feeds of the file, and of a calendar of one resource.
const OF_THE_FILE: &str = "feed:";
const OF_ONE: &str = "one:";

/// A file that somebody brings.
pub struct Brings {
    feed: String,
    bytes: Vec<u8>,
}

impl FromRequest<Web> for Brings {
    type Rejection = Response;

    async fn from_request(mut request: Request, web: &Web) -> Result<Brings, Response> {
        DefaultBodyLimit::max(FEED_BYTES_MAX + AROUND_BYTES_MAX).apply(&mut request);
        let unreadable = || trouble(web, Trouble::FormUnreadable);
        let mut form = Multipart::from_request(request, web).await.map_err(|_| unreadable())?;
        let mut brings = Brings { feed: String::new(), bytes: Vec::new() };
        while let Some(field) = form.next_field().await.map_err(|_| unreadable())? {
            match field.name() {
                Some("feed") => brings.feed = field.text().await.map_err(|_| unreadable())?,
                Some("file") => brings.bytes = field.bytes().await.map_err(|_| unreadable())?.into(),
                _ => {}
            }
        }
        Ok(brings)
    }
}

pub async fn look(State(web): State<Web>, clerk: Clerk, brings: Brings) -> Result<Response, Response> {
    let at = Place { web, clerk };
    let site = at.config().map_err(|refusal| at.refused(&refusal))?;
    let named = brings.feed.clone();
    let Some(feed) = feed_of(&site, &named) else {
        return all(&at, &Shown::refused(Refusal::bad("field-missing", "the form names no source")));
    };
    let window = Window::of(&site, at.web.clock.now());
    // A large file takes a while, and others ask meanwhile.
    let reading = {
        let (feed, site) = (feed.clone(), site.clone());
        tokio::task::spawn_blocking(move || read(&brings.bytes, &feed, &site, window)).await
    };
    match reading.map_err(|_| at.refused(&Refusal::broken()))? {
        Ok(reading) => at.file_looked_at(&feed, &named, &Found::Read(&reading, window)),
        Err(unread) => all(&at, &Shown::unread(unread)),
    }
}

pub async fn save(
    State(web): State<Web>,
    clerk: Clerk,
    Typed(form): Typed<Filled>,
) -> Result<Response, Response> {
    let at = Place { web, clerk };
    let site = at.config().map_err(|refusal| at.refused(&refusal))?;
    let value = form.get("feed").unwrap_or_default();
    let said = form.get("said").map_or(Some(vec![]), said_in);
    let (Some(feed), Some(absences)) = (feed_of(&site, value), said) else {
        return all(&at, &Shown::refused(Refusal::bad("field-missing", "the form names no source")));
    };
    let horizon = Window::of(&site, at.web.clock.now()).horizon;
    let told = Told { feed: feed.id.clone(), absences, is_whole: form.has("whole"), horizon };
    let coming = at.comes_of(&told).map_err(|refusal| at.refused(&refusal))?;
    if form.get("seen") != Some(coming.seen().as_str()) {
        return at.file_looked_at(&feed, value, &Found::Changed(told));
    }
    match at.carry_out(&form, Act::Told(told)).await {
        Ok(()) => Ok(at.to_all()),
        Err(refusal) => all(&at, &Shown::refused(refusal)),
    }
}

/// It is so, whatever its source says.
pub async fn keep(
    State(web): State<Web>,
    clerk: Clerk,
    Typed(form): Typed<Filled>,
) -> Result<Response, Response> {
    Place { web, clerk }.acted_on(&form, |absence| Act::Keep { absence }).await
}

/// What is looked at: a file, or what was looked at before.
enum Found<'a> {
    Read(&'a Reading, Window),
    Changed(Told),
}

/// What comes of a file.
struct Comes {
    news: News,
    leave: Leave,
}

impl Comes {
    fn seen(&self) -> String {
        seen(&self.news, &self.leave)
    }
}

impl Place {
    fn comes_of(&self, told: &Told) -> Result<Comes, Refusal> {
        let (coming, now) = (self.coming()?, self.web.clock.now());
        let mut before = self.web.visitors.told_absences(self.site())?;
        before.retain(|known| known.feed == told.feed);
        let news = told.news(&before, &coming, now);
        let leave = coming.leave(&news.new, now).map_err(|refusal| Refusal::not_booked(&refusal))?;
        Ok(Comes { news, leave })
    }

    fn file_looked_at(&self, feed: &FeedConfig, value: &str, found: &Found) -> Result<Response, Response> {
        let nothing = Reading::default();
        let (told, reading) = match found {
            Found::Read(reading, window) => (Told::of(feed, reading, *window), *reading),
            Found::Changed(told) => (told.clone(), &nothing),
        };
        let has_changed = matches!(found, Found::Changed(_));
        let shown = || {
            let comes = self.comes_of(&told)?;
            let moved = comes.leave.moves.iter();
            let moves = moved.map(|moved| Ok((self.row_of(moved.booking)?, moved.to.clone())));
            let stuck = comes.leave.stuck.iter().map(|booking| self.row_of(*booking));
            let key = fresh_key();
            let brought = Brought {
                who: &who_at(&self.clerk, &key),
                source: label(&feed.id),
                value,
                is_table: feed.kind == FeedKind::Csv,
                said: &said(&told.absences),
                in_all: told.absences.len(),
                new: &comes.news.new,
                others: reading.others,
                gone: comes.news.gone.len(),
                back: comes.news.back.len(),
                odd: &reading.odd,
                odd_in_all: reading.odd_in_all,
                is_whole: told.is_whole,
                moves: &moves.collect::<Result<Vec<(Row, String)>, Refusal>>()?,
                stuck: &stuck.collect::<Result<Vec<Row>, Refusal>>()?,
                seen: &comes.seen(),
                has_changed,
                zone: self.config()?.time_zone,
                key: &key,
            };
            Ok(page::brought(&site_named(&self.web, self.site()), &brought))
        };
        let status = if has_changed { StatusCode::CONFLICT } else { StatusCode::OK };
        shown().map(|shown| html(status, shown)).map_err(|refusal: Refusal| self.refused(&refusal))
    }

    /// What the page asks about.
    pub(super) fn gone(&self) -> Result<Vec<Gone>, Refusal> {
        let (coming, now) = (self.coming()?, self.web.clock.now());
        let told = self.web.visitors.told_absences(self.site())?.into_iter();
        let is_asked = |id| coming.bookings().absence(id).is_some_and(|absence| absence.until > now);
        let gone = told.filter_map(|told| {
            let since = told.gone_at.filter(|_| is_asked(told.id))?;
            Some(Gone { id: told.id, absence: told.absence, source: label(&told.feed).into(), since })
        });
        Ok(gone.collect())
    }

    pub(super) fn sources(&self) -> Result<Vec<Source>, Refusal> {
        let site = self.config()?;
        let source = |feed: &FeedConfig| Source {
            label: feed.id.clone(),
            value: format!("{OF_THE_FILE}{}", feed.id),
            is_table: feed.kind == FeedKind::Csv,
            is_followed: feed.is_followed(),
            standing: self.web.feeds.standing(&site.id, &feed.id),
        };
        Ok(site.absences.feeds.iter().map(source).collect())
    }
}

fn label(feed: &str) -> &str {
    feed.strip_prefix(BROUGHT).unwrap_or(feed)
}

/// What the form's field names.
fn feed_of(site: &Site, value: &str) -> Option<FeedConfig> {
    if let Some(id) = value.strip_prefix(OF_THE_FILE) {
        return site.absences.feeds.iter().find(|feed| feed.id == id).cloned();
    }
    let resource = value.strip_prefix(OF_ONE)?;
    site.plan().resources.contains_key(resource).then(|| FeedConfig::brought(resource))
}

/// Absences as a form carries them from a look to saving: minutes since 1970.
fn said(absences: &[Absence]) -> String {
    let minute = |at: DateTime<Utc>| at.timestamp() / 60;
    let one = |of: &Absence| format!("{} {} {}", of.resource, minute(of.from), minute(of.until));
    absences.iter().map(one).collect::<Vec<_>>().join(",")
}

fn said_in(text: &str) -> Option<Vec<Absence>> {
    let instant = |minutes: &str| DateTime::from_timestamp(minutes.parse::<i64>().ok()?.checked_mul(60)?, 0);
    let one = |of: &str| {
        let (rest, until) = of.rsplit_once(' ')?;
        let (resource, from) = rest.rsplit_once(' ')?;
        Some(Absence { resource: resource.to_owned(), from: instant(from)?, until: instant(until)? })
    };
    // No reading has more.
    let all: Option<Vec<Absence>> = text.split(',').take(ABSENCES_MAX + 1).map(one).collect();
    all.filter(|all| all.len() <= ABSENCES_MAX)
}
