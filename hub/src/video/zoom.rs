//! Meetings at Zoom, made and changed by its API (v2) with an app of the kind "Server-to-Server OAuth".
//!
//! Nothing of the citizen is told: a meeting is called by nothing but "Termin", and begins in a waiting room.

use std::sync::{Mutex, MutexGuard};
use std::time::{Duration, Instant};

use anyhow::Context;
use base64::prelude::{BASE64_STANDARD, Engine};
use openidconnect::http::{Method, Request, StatusCode, header};
use openidconnect::url::Url;
use openidconnect::url::form_urlencoded::byte_serialize;
use serde::Deserialize;
use serde_json::json;

use super::{Call, Place, Unarranged, VideoProvider};
use crate::config::{Hidden, ZoomConfig};
use crate::fetch::Fetcher;

/// What everybody reads who joins.
const TOPIC: &str = "Termin";
/// A meeting that begins at a time of its own ("scheduled").
const SCHEDULED: u8 = 2;
/// A token is not used any more so long before it ends.
const TOKEN_ENDS_EARLY: Duration = Duration::from_secs(60);

pub struct Zoom {
    config: ZoomConfig,
    secret: Hidden,
    fetcher: Fetcher,
    token: Mutex<Option<Token>>,
}

struct Token {
    text: Hidden,
    ends_at: Instant,
}

/// The status and the body.
type Answer = Result<(StatusCode, Vec<u8>), Unarranged>;

#[derive(Deserialize)]
struct LetIn {
    access_token: String,
    expires_in: u64,
}

#[derive(Deserialize)]
struct Meeting {
    id: u64,
    join_url: String,
}

impl Zoom {
    pub fn open(config: &ZoomConfig) -> anyhow::Result<Zoom> {
        let url = Url::parse(&config.api_url).context("api_url is no address")?;
        let fetcher = Fetcher::new(url.scheme() == "http", config.ca_file.as_deref())?;
        let secret = config.secret()?;
        Ok(Zoom { config: config.clone(), secret, fetcher, token: Mutex::default() })
    }

    fn ask(&self, method: Method, path: &str, body: Option<&serde_json::Value>) -> Answer {
        let url = format!("{}{path}", self.config.api_url.trim_end_matches('/'));
        let answer = self.ask_once(&method, &url, body)?;
        if answer.0 != StatusCode::UNAUTHORIZED {
            return Ok(answer);
        }
        // The token was taken back before its time.
        *self.token() = None;
        self.ask_once(&method, &url, body)
    }

    fn ask_once(&self, method: &Method, url: &str, body: Option<&serde_json::Value>) -> Answer {
        let token = self.let_in()?;
        let body = body.map(|body| body.to_string().into_bytes()).unwrap_or_default();
        let request = Request::builder()
            .method(method.clone())
            .uri(url)
            .header(header::AUTHORIZATION, format!("Bearer {}", token.0))
            .header(header::CONTENT_TYPE, "application/json");
        self.send(request.body(body))
    }

    fn send(&self, request: Result<Request<Vec<u8>>, openidconnect::http::Error>) -> Answer {
        let request = request.map_err(|_| Unarranged("a request to Zoom could not be made".into()))?;
        let answer = self.fetcher.call(request);
        let answer =
            answer.map_err(|error| Unarranged(format!("Zoom cannot be reached: {}", error.kind())))?;
        let (parts, body) = answer.into_parts();
        Ok((parts.status, body))
    }

    /// The token that is good still, or a new one.
    fn let_in(&self) -> Result<Hidden, Unarranged> {
        let mut token = self.token();
        if let Some(known) = token.as_ref().filter(|token| Instant::now() < token.ends_at) {
            return Ok(known.text.clone());
        }
        let mut url =
            Url::parse(&self.config.token_url).map_err(|_| Unarranged("token_url is no address".into()))?;
        url.query_pairs_mut()
            .append_pair("grant_type", "account_credentials")
            .append_pair("account_id", &self.config.account_id);
        let credentials = format!("{}:{}", self.config.client_id, self.secret.0);
        let credentials = BASE64_STANDARD.encode(credentials);
        let request = Request::builder()
            .method(Method::POST)
            .uri(url.as_str())
            .header(header::AUTHORIZATION, format!("Basic {credentials}"))
            .body(Vec::new());
        let (status, body) = self.send(request)?;
        let let_in: LetIn = read(status, StatusCode::OK, &body, "for a token")?;
        let lasts = Duration::from_secs(let_in.expires_in).saturating_sub(TOKEN_ENDS_EARLY);
        let text = Hidden(let_in.access_token);
        *token = Some(Token { text: text.clone(), ends_at: Instant::now() + lasts });
        Ok(text)
    }

    fn token(&self) -> MutexGuard<'_, Option<Token>> {
        self.token.lock().expect("nobody panics with the token in hand")
    }
}

impl VideoProvider for Zoom {
    fn arrange(&self, call: &Call, known: Option<&Place>) -> Result<Place, Unarranged> {
        let minutes = (call.booking.ends_at - call.booking.starts_at).num_minutes();
        let meeting = json!({
            "topic": TOPIC,
            "type": SCHEDULED,
            "start_time": call.booking.starts_at.format("%Y-%m-%dT%H:%M:%SZ").to_string(),
            "duration": minutes,
            "settings": { "waiting_room": true, "join_before_host": false },
        });
        if let Some((place, id)) = known.and_then(|place| Some((place, place.id.as_ref()?))) {
            let (status, _) = self.ask(Method::PATCH, &format!("/meetings/{id}"), Some(&meeting))?;
            match status {
                StatusCode::NO_CONTENT => return Ok(place.clone()),
                // Somebody has deleted it there.
                StatusCode::NOT_FOUND => {}
                status => return Err(refused(status, "to move a meeting")),
            }
        }
        let mut path = String::from("/users/");
        path.extend(byte_serialize(self.config.user.as_bytes()));
        path.push_str("/meetings");
        let (status, body) = self.ask(Method::POST, &path, Some(&meeting))?;
        let made: Meeting = read(status, StatusCode::CREATED, &body, "for a meeting")?;
        if !made.join_url.starts_with("https://") {
            return Err(Unarranged("Zoom names a link that is none of https".into()));
        }
        Ok(Place { link: made.join_url, id: Some(made.id.to_string()) })
    }

    fn cancel(&self, place: &Place) -> Result<(), Unarranged> {
        let Some(id) = &place.id else { return Ok(()) };
        let (status, _) = self.ask(Method::DELETE, &format!("/meetings/{id}"), None)?;
        match status {
            StatusCode::NO_CONTENT | StatusCode::NOT_FOUND => Ok(()),
            status => Err(refused(status, "to delete a meeting")),
        }
    }

    fn is_at_hand(&self) -> bool {
        false
    }
}

/// What is in an answer of this status. The words of others stay out of the log: a link may be among them.
fn read<T: for<'a> Deserialize<'a>>(
    status: StatusCode,
    good: StatusCode,
    body: &[u8],
    what: &str,
) -> Result<T, Unarranged> {
    if status != good {
        return Err(refused(status, what));
    }
    serde_json::from_slice(body)
        .map_err(|_| Unarranged(format!("Zoom's answer when asked {what} cannot be read")))
}

fn refused(status: StatusCode, what: &str) -> Unarranged {
    Unarranged(format!("Zoom answers {} when asked {what}", status.as_u16()))
}
