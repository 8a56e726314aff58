//! The kiosk's side of the hub's HTTP API, blocking: use it from threads of its own.
//!
//! Whether and when something is asked again is the session's matter; here one question gets one
//! answer within a known time.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use anyhow::{Context, ensure};
use hardware::printer::{PrinterFault, PrinterState};
use serde::Serialize;
use serde::de::DeserializeOwned;
use tracing::{debug, info, warn};
use ureq::http::{Response, StatusCode};
use ureq::tls::{PemItem, RootCerts, TlsConfig, parse_pem};
use ureq::{Agent, Body};
use wire::http::{
    BODY_BYTES_MAX, HelpCalled, IDEMPOTENCY_KEY, Matter, PrinterCondition, Problem, Rebook, SLOT_DAYS_MAX,
    SLOTS_BYTES_MAX, Whose, further, path,
};

use crate::config::HubConfig;
use crate::session::{Act, Answer, Unheard, Wanted};

/// A hub in the same building accepts a connection at once, or it is not there.
const CONNECT_WITHIN: Duration = Duration::from_secs(2);
/// Whole question and answer. A hub that stores and answers takes milliseconds; after this the
/// answer is taken as lost and the question is asked again with the same key.
const ANSWER_WITHIN: Duration = Duration::from_secs(5);

#[derive(Clone)]
pub struct HubClient {
    agent: Agent,
    base: String,
    authorization: String,
    /// A hub that is away over a weekend is one line in the log, not sixty thousand.
    away: Arc<AtomicBool>,
}

impl HubClient {
    /// Fails where `hub.ca_file` cannot be read.
    pub fn new(hub: &HubConfig) -> anyhow::Result<Self> {
        let trusted = match &hub.ca_file {
            Some(file) => authorities(file)?,
            None => RootCerts::WebPki,
        };
        let agent = Agent::config_builder()
            .timeout_connect(Some(CONNECT_WITHIN))
            .timeout_global(Some(ANSWER_WITHIN))
            // A refusal is an answer, not an error.
            .http_status_as_error(false)
            .max_redirects(0)
            // The hub is in the building: no proxy of the environment stands in between.
            .proxy(None)
            .tls_config(TlsConfig::builder().root_certs(trusted).build())
            .build()
            .new_agent();
        Ok(HubClient {
            agent,
            base: hub.url.trim_end_matches('/').to_owned(),
            authorization: format!("Bearer {}", hub.token),
            away: Arc::default(),
        })
    }

    /// What the hub offers now. It hears how the printer is, for those who bring paper.
    pub fn offer(&self, printer: Option<PrinterState>) -> Result<wire::http::Offer, Unheard> {
        let asked = self.agent.get(format!("{}{}", self.base, path::KIOSK_OFFER));
        let asked = match printer {
            Some(printer) => asked.query("printer", condition(printer)),
            None => asked,
        };
        let asked = asked.header("authorization", &self.authorization).call();
        match self.heard(path::KIOSK_OFFER, asked, BODY_BYTES_MAX)? {
            (StatusCode::OK, body) => read(path::KIOSK_OFFER, &body).ok_or(Unheard::Unreachable),
            _ => Err(Unheard::Unreachable),
        }
    }

    /// Has it ring for somebody. `None` where nobody was told.
    pub fn ring(&self, key: &str) -> Option<HelpCalled> {
        let asked = self.agent.post(format!("{}{}", self.base, path::KIOSK_HELP));
        let asked = asked.header("authorization", &self.authorization).header(IDEMPOTENCY_KEY, key);
        match self.heard(path::KIOSK_HELP, asked.send_empty(), BODY_BYTES_MAX).ok()? {
            (StatusCode::OK, body) => read(path::KIOSK_HELP, &body),
            // A hub of before has no such door.
            _ => None,
        }
    }

    /// Sends one act under its key. Sent again under the same key, it gets the same answer.
    pub fn ask(&self, key: &str, act: &Act) -> Answer {
        match act {
            Act::Draw(draw) => self.post(path::KIOSK_TICKETS, key, draw, Answer::Issued),
            Act::CheckIn(check_in) => self.post(path::KIOSK_CHECK_INS, key, check_in, Answer::Issued),
            Act::CheckInByBirthday(known) => self.post(path::KIOSK_BIRTHDAYS, key, known, Answer::Issued),
            Act::Look { code } => self.get(&of_booking(code, ""), &[], Answer::Booking),
            Act::AskChoices { matters, .. } => {
                let visit = visit(matters);
                self.get(path::KIOSK_VISIT, &borrowed(&visit), Answer::Choices)
            }
            Act::FindTimes { of: Wanted::New { matters }, .. } => {
                let mut wish = visit(matters);
                wish.push(("days", SLOT_DAYS_MAX.to_string()));
                self.get(path::KIOSK_SLOTS, &borrowed(&wish), Answer::Times)
            }
            Act::FindTimes { of: Wanted::Move(booking), .. } => {
                self.get(&of_booking(&booking.code, path::OF_BOOKING_SLOTS), &[], Answer::Times)
            }
            Act::Book(book) => self.post(path::KIOSK_BOOKINGS, key, book, Answer::Booking),
            Act::Move { booking, starts_at } => {
                let to = Rebook { starts_at: *starts_at, whose: Whose::default() };
                self.post(&of_booking(&booking.code, path::OF_BOOKING_REBOOK), key, &to, Answer::Booking)
            }
            Act::Cancel { booking } => {
                let to = of_booking(&booking.code, "");
                let asked = self.agent.delete(format!("{}{to}", self.base));
                let asked = asked.header("authorization", &self.authorization).header(IDEMPOTENCY_KEY, key);
                self.answer(&to, asked.call(), BODY_BYTES_MAX, Answer::Booking)
            }
        }
    }

    fn post<T: DeserializeOwned>(
        &self,
        to: &str,
        key: &str,
        message: &impl Serialize,
        means: fn(Box<T>) -> Answer,
    ) -> Answer {
        let asked = self
            .agent
            .post(format!("{}{to}", self.base))
            .header("authorization", &self.authorization)
            .header(IDEMPOTENCY_KEY, key)
            .send_json(message);
        self.answer(to, asked, BODY_BYTES_MAX, means)
    }

    /// What changes nothing needs no key.
    fn get<T: DeserializeOwned>(
        &self,
        to: &str,
        query: &[(&str, &str)],
        means: fn(Box<T>) -> Answer,
    ) -> Answer {
        let asked = self.agent.get(format!("{}{to}", self.base)).query_pairs(query.iter().copied());
        let asked = asked.header("authorization", &self.authorization).call();
        self.answer(to, asked, SLOTS_BYTES_MAX, means)
    }

    fn answer<T: DeserializeOwned>(
        &self,
        to: &str,
        asked: Result<Response<Body>, ureq::Error>,
        bytes_max: usize,
        means: fn(Box<T>) -> Answer,
    ) -> Answer {
        // Whoever has a code may cancel its booking: none is in a log.
        let to = if to.starts_with(path::KIOSK_BOOKINGS) { path::KIOSK_BOOKINGS } else { to };
        let (status, body) = match self.heard(to, asked, bytes_max) {
            Ok(heard) => heard,
            Err(unheard) => return Answer::Unheard(unheard),
        };
        if status.is_success() {
            return match read(to, &body) {
                Some(answer) => means(Box::new(answer)),
                None => Answer::Unheard(Unheard::Unreachable),
            };
        }
        match read::<Problem>(to, &body) {
            Some(problem) => {
                debug!(to, code = %problem.code, detail = %problem.detail, "the hub refused");
                Answer::Refused(problem.code)
            }
            None => Answer::Refused(status.as_str().to_owned()),
        }
    }

    /// Status and body of an answer of the hub itself; everything else was not heard.
    fn heard(
        &self,
        to: &str,
        asked: Result<Response<Body>, ureq::Error>,
        bytes_max: usize,
    ) -> Result<(StatusCode, Vec<u8>), Unheard> {
        let mut response = asked.map_err(|error| {
            self.is_away(to, &error.to_string());
            Unheard::Unreachable
        })?;
        let status = response.status();
        if matches!(status, StatusCode::UNAUTHORIZED | StatusCode::FORBIDDEN) {
            self.is_away(to, "the hub does not know this kiosk; check hub.token");
            return Err(Unheard::WrongToken);
        }
        if status.is_server_error() || status.is_redirection() {
            self.is_away(to, status.as_str());
            return Err(Unheard::Unreachable);
        }
        if self.away.swap(false, Ordering::Relaxed) {
            info!(to, "the hub is there again");
        }
        let body = response.body_mut().with_config().limit(bytes_max as u64).read_to_vec();
        body.map(|body| (status, body)).map_err(|error| {
            warn!(to, %error, "the hub's answer broke off");
            Unheard::Unreachable
        })
    }

    fn is_away(&self, to: &str, why: &str) {
        if !self.away.swap(true, Ordering::Relaxed) {
            warn!(to, why, "the hub does not serve this kiosk");
        }
    }
}

/// The words of [`wire::http::PrinterCondition`].
fn condition(printer: PrinterState) -> String {
    let condition = match printer {
        PrinterState::Ready => PrinterCondition::Ready,
        PrinterState::PaperLow => PrinterCondition::PaperLow,
        PrinterState::Faulty(PrinterFault::PaperOut) => PrinterCondition::PaperOut,
        PrinterState::Faulty(PrinterFault::CoverOpen) => PrinterCondition::CoverOpen,
        PrinterState::Faulty(PrinterFault::CutterJam) => PrinterCondition::CutterJam,
        PrinterState::Faulty(PrinterFault::Gone) => PrinterCondition::Gone,
        PrinterState::Faulty(PrinterFault::Unprintable(_)) => PrinterCondition::Ready,
    };
    let word = serde_json::to_value(condition).expect("a word is plain data");
    word.as_str().expect("it is one word").to_owned()
}

/// What a visit is for, as a query: what is usual is not said, so that a hub of before understands it.
fn visit(matters: &[Matter]) -> Vec<(&'static str, String)> {
    let (first, others) = matters.split_first().expect("a visit is for something");
    let mut said = vec![("service", first.service.clone())];
    if first.persons > 1 {
        said.push(("persons", first.persons.to_string()));
    }
    if !others.is_empty() {
        said.push(("further", further::word(others)));
    }
    said
}

fn borrowed<'a>(query: &'a [(&'static str, String)]) -> Vec<(&'static str, &'a str)> {
    query.iter().map(|(name, value)| (*name, value.as_str())).collect()
}

/// Of a booking's own address; letters, digits and a hyphen need no escape.
fn of_booking(code: &str, what: &str) -> String {
    let own = format!("{}/{code}", path::KIOSK_BOOKINGS);
    if what.is_empty() { own } else { format!("{own}/{what}") }
}

/// The certificates in a PEM file.
fn authorities(file: &Path) -> anyhow::Result<RootCerts> {
    let unusable = || format!("hub.ca_file: {} has no certificates that can be read", file.display());
    let pem = std::fs::read(file).with_context(unusable)?;
    let items = parse_pem(&pem).collect::<Result<Vec<_>, _>>().with_context(unusable)?;
    let certificates = items.into_iter().filter_map(|item| match item {
        PemItem::Certificate(certificate) => Some(certificate),
        _ => None,
    });
    let certificates: Vec<_> = certificates.collect();
    ensure!(!certificates.is_empty(), unusable());
    Ok(certificates.into())
}

fn read<T: DeserializeOwned>(from: &str, body: &[u8]) -> Option<T> {
    serde_json::from_slice(body)
        .inspect_err(|error| warn!(from, %error, "the hub's answer makes no sense"))
        .ok()
}
