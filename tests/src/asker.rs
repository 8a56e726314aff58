//! Speaks to a hub as a kiosk, a partner, a clerk, or as nobody in particular.
//!
//! Only what those may do over HTTP, and nothing about whether it was right: an answer is given
//! back as it came. Used by the replay and by every test that stands outside the hub.

use std::net::ToSocketAddrs;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use serde::Serialize;
use serde::de::DeserializeOwned;
use ureq::config::Config;
use ureq::http::{Method, Request, StatusCode, Uri, header};
use ureq::unversioned::resolver::{ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::{DefaultConnector, NextTimeout};
use wire::http::{
    Act, Book, BookHere, Booked, CallNext, CheckIn, DeskQueue, DeskTicket, DrawTicket, FreeSlots, HallAct,
    IDEMPOTENCY_KEY, IssuedTicket, Login, Offer, OwnBooking, Problem, Rebook, TicketAct, Undo, path,
};

/// Longer than any answer takes on a busy machine; a hub that hangs must not hang a test for ever.
const ANSWER_WAIT_MAX: Duration = Duration::from_secs(60);
/// Of an answer of the hub; its OpenAPI document is the largest.
const ANSWER_BYTES_MAX: u64 = 4 * 1024 * 1024;

/// Somebody who asks the hub. Clones share their connections.
#[derive(Clone)]
pub struct Asker {
    agent: ureq::Agent,
    base: String,
    who: Who,
}

/// Who asks, and how the hub knows.
#[derive(Clone)]
enum Who {
    Anybody,
    /// A kiosk or a partner.
    Device {
        token: String,
    },
    Clerk {
        login: Login,
        cookie: Arc<Mutex<String>>,
    },
}

/// Looks names up where it stands. The hub is on this machine, and ureq's own resolver starts a
/// thread for every single request, which a benchmark would count as the hub's time.
#[derive(Debug)]
struct AtOnce;

impl Resolver for AtOnce {
    fn resolve(&self, uri: &Uri, _: &Config, _: NextTimeout) -> Result<ResolvedSocketAddrs, ureq::Error> {
        let port = uri.port_u16().ok_or(ureq::Error::HostNotFound)?;
        let host = uri.host().ok_or(ureq::Error::HostNotFound)?.trim_matches(['[', ']']);
        let mut found = self.empty();
        for address in (host, port).to_socket_addrs()? {
            found.push(address);
        }
        if found.is_empty() { Err(ureq::Error::HostNotFound) } else { Ok(found) }
    }
}

/// Why there was no answer of the kind asked for.
#[derive(Debug, thiserror::Error)]
pub enum Unanswered {
    /// The hub said no.
    #[error("the hub refused with {status} {code}: {detail}")]
    Refused { status: u16, code: String, detail: String },
    /// The hub said something else than the contract has.
    #[error("the hub answered {status} with `{body}`: {reason}")]
    Strange { status: u16, body: String, reason: String },
    #[error("the hub could not be reached: {0}")]
    Unreached(#[from] ureq::Error),
}

impl Unanswered {
    /// The code of a refusal, for a `match`.
    pub fn code(&self) -> Option<&str> {
        match self {
            Unanswered::Refused { code, .. } => Some(code),
            _ => None,
        }
    }
}

/// An answer as it came.
#[derive(Debug, Clone)]
pub struct Answer {
    pub status: u16,
    pub content_type: String,
    pub cookie: Option<String>,
    pub body: String,
}

pub type Answered<T> = Result<T, Unanswered>;

impl Asker {
    /// `base` is the hub's address without a path, such as `http://127.0.0.1:8080`.
    pub fn anybody(base: impl Into<String>) -> Self {
        let config = ureq::Agent::config_builder()
            .http_status_as_error(false)
            .max_redirects(0)
            .timeout_global(Some(ANSWER_WAIT_MAX))
            .proxy(None)
            .build();
        let agent = ureq::Agent::with_parts(config, DefaultConnector::default(), AtOnce);
        Asker { agent, base: base.into(), who: Who::Anybody }
    }

    pub fn kiosk(base: impl Into<String>, token: &str) -> Self {
        Asker { who: Who::Device { token: token.to_owned() }, ..Self::anybody(base) }
    }

    pub fn partner(base: impl Into<String>, token: &str) -> Self {
        Self::kiosk(base, token)
    }

    /// Logs in, and again whenever the hub has ended the session: clerks come back from lunch.
    pub fn clerk(base: impl Into<String>, name: &str, password: &str) -> Answered<Self> {
        let login = Login { name: name.to_owned(), password: password.to_owned(), code: None };
        let anybody = Self::anybody(base);
        let cookie = Arc::new(Mutex::new(anybody.log_in(&login)?));
        Ok(Asker { who: Who::Clerk { login, cookie }, ..anybody })
    }

    fn log_in(&self, login: &Login) -> Answered<String> {
        let answer = self.send_once(&Method::POST, path::DESK_LOGIN, None, &json(login), None)?;
        match &answer.cookie {
            Some(cookie) if answer.status < 300 => Ok(cookie.clone()),
            _ => Err(answer.refusal()),
        }
    }

    // As a kiosk.

    pub fn offer(&self) -> Answered<Offer> {
        self.get(path::KIOSK_OFFER)
    }

    pub fn draw(&self, key: &str, service: &str) -> Answered<IssuedTicket> {
        self.post(
            path::KIOSK_TICKETS,
            key,
            &DrawTicket { service: service.to_owned(), language: None, needs: [].into() },
        )
    }

    pub fn check_in(&self, key: &str, code: &str) -> Answered<IssuedTicket> {
        self.post(
            path::KIOSK_CHECK_INS,
            key,
            &CheckIn { code: code.to_owned(), language: None, needs: [].into() },
        )
    }

    pub fn book_here(&self, key: &str, wish: &BookHere) -> Answered<OwnBooking> {
        self.post(path::KIOSK_BOOKINGS, key, wish)
    }

    pub fn own_booking(&self, code: &str) -> Answered<OwnBooking> {
        self.get(&format!("{}/{code}", path::KIOSK_BOOKINGS))
    }

    pub fn move_own(&self, key: &str, code: &str, to: &Rebook) -> Answered<OwnBooking> {
        let own = format!("{}/{code}/{}", path::KIOSK_BOOKINGS, path::OF_BOOKING_REBOOK);
        self.post(&own, key, to)
    }

    // As a partner.

    pub fn book(&self, key: &str, booking: &Book) -> Answered<Booked> {
        self.post(path::PARTNER_BOOKINGS, key, booking)
    }

    pub fn cancel(&self, key: &str, id: &str) -> Answered<Booked> {
        self.send(Method::DELETE, &format!("{}/{id}", path::PARTNER_BOOKINGS), Some(key), "")?.read()
    }

    pub fn booking(&self, id: &str) -> Answered<Booked> {
        self.get(&format!("{}/{id}", path::PARTNER_BOOKINGS))
    }

    pub fn confirm(&self, key: &str, id: &str) -> Answered<Booked> {
        self.send(Method::POST, &format!("{}/{id}/confirm", path::PARTNER_BOOKINGS), Some(key), "")?.read()
    }

    pub fn rebook(&self, key: &str, id: &str, to: &Rebook) -> Answered<Booked> {
        self.post(&format!("{}/{id}/rebook", path::PARTNER_BOOKINGS), key, to)
    }

    // As anybody, at home.

    /// `query` such as `service=pass&days=14`.
    pub fn free_slots(&self, site: &str, query: &str) -> Answered<FreeSlots> {
        self.get(&format!("/api/v1/public/{site}/slots?{query}"))
    }

    // As a clerk.

    pub fn queue(&self) -> Answered<DeskQueue> {
        self.get(path::DESK_QUEUE)
    }

    pub fn call_next(&self, key: &str, counter: &str) -> Answered<DeskTicket> {
        self.post(path::DESK_CALL_NEXT, key, &CallNext { counter: counter.to_owned(), except: vec![] })
    }

    pub fn act(&self, key: &str, counter: &str, number: &str, act: Act) -> Answered<DeskTicket> {
        self.post(path::DESK_ACTS, key, &TicketAct::plain(counter, number, act))
    }

    pub fn undo(&self, key: &str, counter: &str) -> Answered<DeskTicket> {
        self.post(path::DESK_UNDO, key, &Undo { counter: counter.to_owned() })
    }

    pub fn hall(&self, key: &str, act: &HallAct) -> Answered<DeskQueue> {
        self.post(path::DESK_HALL, key, act)
    }

    /// The session of a clerk, for a program that speaks HTTP itself.
    pub fn cookie(&self) -> Option<String> {
        match &self.who {
            Who::Clerk { cookie, .. } => Some(lock(cookie).clone()),
            _ => None,
        }
    }

    // As anybody, with anything.

    pub fn get<T: DeserializeOwned>(&self, path: &str) -> Answered<T> {
        self.send(Method::GET, path, None, "")?.read()
    }

    pub fn post<T: DeserializeOwned>(&self, path: &str, key: &str, body: &impl Serialize) -> Answered<T> {
        self.send(Method::POST, path, Some(key), &json(body))?.read()
    }

    /// Sends `body` as it is, whatever it is.
    pub fn send(&self, method: Method, path: &str, key: Option<&str>, body: &str) -> Answered<Answer> {
        let (login, cookie) = match &self.who {
            Who::Anybody => return self.send_once(&method, path, key, body, None),
            Who::Device { token } => {
                let bearer = (header::AUTHORIZATION, format!("Bearer {token}"));
                return self.send_once(&method, path, key, body, Some(bearer));
            }
            Who::Clerk { login, cookie } => (login, cookie),
        };
        // Nobody holds the cookie while asking: two clicks of one clerk meet in the hub, not here.
        let shown = lock(cookie).clone();
        let answer = self.send_once(&method, path, key, body, Some((header::COOKIE, shown.clone())))?;
        if answer.status != StatusCode::UNAUTHORIZED.as_u16() {
            return Ok(answer);
        }
        let fresh = self.logged_in_again(login, cookie, &shown)?;
        self.send_once(&method, path, key, body, Some((header::COOKIE, fresh)))
    }

    /// Logs in unless another thread did since `ended` was shown, and gives the new cookie.
    fn logged_in_again(&self, login: &Login, cookie: &Mutex<String>, ended: &str) -> Answered<String> {
        let mut cookie = lock(cookie);
        if *cookie == ended {
            *cookie = self.log_in(login)?;
        }
        Ok(cookie.clone())
    }

    fn send_once(
        &self,
        method: &Method,
        path: &str,
        key: Option<&str>,
        body: &str,
        credential: Option<(header::HeaderName, String)>,
    ) -> Answered<Answer> {
        let mut request = Request::builder().method(method).uri(format!("{}{path}", self.base));
        if let Some((name, value)) = credential {
            request = request.header(name, value);
        }
        if let Some(key) = key {
            request = request.header(IDEMPOTENCY_KEY, key);
        }
        let mut response = if *method == Method::POST || *method == Method::PUT {
            let request = request.header(header::CONTENT_TYPE, "application/json").body(body.to_owned());
            self.agent.run(request.map_err(ureq::Error::Http)?)?
        } else {
            self.agent.run(request.body(()).map_err(ureq::Error::Http)?)?
        };
        let text =
            |name| response.headers().get(name).and_then(|value| value.to_str().ok()).map(str::to_owned);
        let content_type = text(header::CONTENT_TYPE).unwrap_or_default();
        // The name and value; what a browser does with the rest is the browser tests' business.
        let cookie = text(header::SET_COOKIE).and_then(|cookie| cookie.split(';').next().map(str::to_owned));
        let status = response.status().as_u16();
        let body = response.body_mut().with_config().limit(ANSWER_BYTES_MAX).read_to_string()?;
        Ok(Answer { status, content_type, cookie, body })
    }
}

impl Answer {
    /// The body as the contract has it, or the problem the hub saw.
    pub fn read<T: DeserializeOwned>(&self) -> Answered<T> {
        if (200..300).contains(&self.status) {
            return serde_json::from_str(&self.body).map_err(|error| self.strange(error));
        }
        Err(self.refusal())
    }

    fn refusal(&self) -> Unanswered {
        match serde_json::from_str::<Problem>(&self.body) {
            Ok(Problem { code, detail, .. }) => Unanswered::Refused { status: self.status, code, detail },
            Err(error) => self.strange(error),
        }
    }

    fn strange(&self, reason: impl std::fmt::Display) -> Unanswered {
        let body = self.body.chars().take(200).collect();
        Unanswered::Strange { status: self.status, body, reason: reason.to_string() }
    }
}

fn lock(cookie: &Mutex<String>) -> MutexGuard<'_, String> {
    cookie.lock().unwrap_or_else(PoisonError::into_inner)
}

fn json(body: &impl Serialize) -> String {
    serde_json::to_string(body).expect("messages of ours are JSON")
}

#[cfg(test)]
mod tests {
    use std::io::{BufRead, BufReader, Read, Write};
    use std::net::{TcpListener, TcpStream};

    use super::*;

    #[test]
    fn two_clicks_of_one_clerk_are_under_way_at_once() {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let base = format!("http://{}", listener.local_addr().expect("an address"));
        let hub = std::thread::spawn(move || {
            answer(hears(&listener), "200 OK", "a-session");
            // Neither is answered before both are here.
            let both = [hears(&listener), hears(&listener)];
            for click in both {
                answer(click, "200 OK", "a-session");
            }
        });
        let clerk = Asker::clerk(&base, "Petra Muster", "geheim").expect("logged in");
        let clicks = [clerk.clone(), clerk]
            .map(|clerk| std::thread::spawn(move || clerk.get::<serde_json::Value>("/").map(|_| ())));
        for click in clicks {
            click.join().expect("no click panics").expect("the other click did not wait for this one");
        }
        hub.join().expect("it heard both");
    }

    #[test]
    fn a_clerk_whose_session_has_ended_logs_in_again_and_asks_again() {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let base = format!("http://{}", listener.local_addr().expect("an address"));
        let hub = std::thread::spawn(move || {
            answer(hears(&listener), "200 OK", "session=1");
            answer(hears(&listener), "401 Unauthorized", "session=gone");
            answer(hears(&listener), "200 OK", "session=2");
            let (head, stream) = hears(&listener);
            assert!(head.contains("session=2"), "{head}");
            answer((head, stream), "200 OK", "session=2");
        });
        let clerk = Asker::clerk(&base, "Petra Muster", "geheim").expect("logged in");
        clerk.get::<serde_json::Value>("/").expect("an answer after lunch");
        hub.join().expect("it was asked again with the new session");
    }

    /// The next request: its head, and the line to its asker.
    fn hears(listener: &TcpListener) -> (String, TcpStream) {
        let (stream, _) = listener.accept().expect("somebody asks");
        let mut reader = BufReader::new(stream.try_clone().expect("a second handle"));
        let mut head = String::new();
        while reader.read_line(&mut head).expect("a line of the head") > 2 {}
        let length = |line: &str| line.strip_prefix("content-length: ")?.trim().parse::<usize>().ok();
        let length = head.to_lowercase().lines().find_map(length).unwrap_or(0);
        reader.read_exact(&mut vec![0; length]).expect("as long as it said");
        (head, stream)
    }

    fn answer((_, mut stream): (String, TcpStream), status: &str, cookie: &str) {
        write!(
            stream,
            "HTTP/1.1 {status}\r\nset-cookie: {cookie}; HttpOnly\r\ncontent-length: 2\r\n\
             connection: close\r\n\r\n{{}}"
        )
        .expect("the asker listens");
    }
}
