//! A citizen at home, with a browser without script: the booking pages over HTTP, as forms and links.

use std::time::Duration;

use chrono::{DateTime, NaiveDate, Utc};
use town_hall::asker::{Answered, Unanswered};

/// Longer than any answer takes on a busy machine.
const ANSWER_WAIT_MAX: Duration = Duration::from_secs(60);
/// A page of times is the largest.
const PAGE_BYTES_MAX: u64 = 4 * 1024 * 1024;
const TIMES: &str = "/termine/de/rathaus/ausweis";

pub struct Citizen {
    agent: ureq::Agent,
    base: String,
    /// From where a proxy says that they ask.
    place: String,
}

/// What the browser shows, and from where.
pub struct Page {
    pub path: String,
    pub text: String,
}

/// What the page says of a day.
#[derive(Debug, PartialEq)]
pub enum Day {
    NotReleased,
    Full,
    /// Where each of its free times leads.
    Free(Vec<String>),
}

/// What became of a form that was sent.
#[derive(Debug, PartialEq)]
pub enum Told {
    /// The booking stands, and this is its page.
    Booked(String),
    Taken,
}

impl Citizen {
    pub fn at_home(base: &str, n: usize) -> Citizen {
        let config = ureq::Agent::config_builder()
            .http_status_as_error(false)
            .max_redirects(5)
            .timeout_global(Some(ANSWER_WAIT_MAX))
            .proxy(None)
            .build();
        let place = format!("10.{}.{}.{}", n >> 16 & 255, n >> 8 & 255, n & 255);
        Citizen { agent: config.into(), base: base.to_owned(), place }
    }

    /// The times of a day.
    pub fn looks_at(&self, date: NaiveDate) -> Answered<Day> {
        let page = self.opens(&format!("{TIMES}?from={date}"))?;
        let day = page.between("class=\"days\">", "<p class=\"ways\"").expect("a list of days");
        let (day, _) = [("</p>", "day__why"), ("</details>", "kern-accordion day")]
            .iter()
            .filter_map(|(end, class)| Some((day.split_once(end)?.0, class)))
            .min_by_key(|(day, _)| day.len())
            .expect("a day at least");
        Ok(match day {
            day if day.contains("noch nicht freigegeben") => Day::NotReleased,
            day if day.contains("ausgebucht") => Day::Full,
            day => {
                let links = day.split("class=\"time\" href=\"").skip(1);
                let links: Vec<String> =
                    links.map(|rest| rest.split('"').next().expect("one at least").to_owned()).collect();
                assert!(!links.is_empty(), "neither a time nor a reason: {day}");
                Day::Free(links)
            }
        })
    }

    /// Opens the form for a time; the key in it.
    pub fn opens_form(&self, at: &str) -> Answered<String> {
        let page = self.opens(at)?;
        let key = page.between("name=\"key\" value=\"", "\"").expect("the form has a key");
        Ok(key.to_owned())
    }

    /// Sends the form, or the same form once more.
    pub fn sends_form(&self, at: &str, key: &str, name: &str) -> Answered<Told> {
        let path = at.split('?').next().expect("split gives one at least");
        let request = self.agent.post(format!("{}{path}", self.base)).header("x-forwarded-for", &self.place);
        let request = request.header("origin", &self.base);
        let page = shown(request.send_form([("key", key), ("name", name), ("persons", "1")]))?;
        Ok(match &page.text {
            text if text.contains("Ihr Termin ist fest vereinbart.") => Told::Booked(page.path),
            text if text.contains("Diese Zeit ist nicht mehr frei.") => Told::Taken,
            text => panic!("neither booked nor taken: {text}"),
        })
    }

    pub fn opens(&self, path: &str) -> Answered<Page> {
        let request = self.agent.get(format!("{}{path}", self.base)).header("x-forwarded-for", &self.place);
        shown(request.call())
    }
}

impl Page {
    fn between(&self, start: &str, end: &str) -> Option<&str> {
        Some(self.text.split_once(start)?.1.split_once(end)?.0)
    }
}

/// A time in the address of its form: "/termine/…/2026-03-11T0700Z".
pub fn time_in(address: &str) -> DateTime<Utc> {
    let path = address.split('?').next().expect("split gives one at least");
    let time = path.rsplit('/').next().expect("split gives one at least");
    let time = chrono::NaiveDateTime::parse_from_str(time, "%Y-%m-%dT%H%MZ");
    time.unwrap_or_else(|_| panic!("{address} ends with a time")).and_utc()
}

fn shown(answer: Result<ureq::http::Response<ureq::Body>, ureq::Error>) -> Answered<Page> {
    use ureq::ResponseExt;
    let mut answer = answer?;
    let path = answer.get_uri().path().to_owned();
    let status = answer.status().as_u16();
    let text = answer.body_mut().with_config().limit(PAGE_BYTES_MAX).read_to_string()?;
    match status {
        200..300 => Ok(Page { path, text }),
        status => Err(Unanswered::Strange { status, body: text, reason: "a page was expected".into() }),
    }
}
