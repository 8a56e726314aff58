//! Refusals as answers: a status, a stable code, and a word for developers.

use axum::Json;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use wire::http::Problem;

use super::login::Lacks;
use crate::desk::NotDone;
use crate::rights::Role;

/// A handler's answer.
pub type Reply<T> = Result<Json<T>, Refusal>;

/// Pages lead on from these two.
pub const CODE_MISSING: &str = "second-factor-missing";
pub const SET_UP_MISSING: &str = "second-factor-not-set-up";

#[derive(Debug, Clone)]
pub struct Refusal {
    pub status: StatusCode,
    pub problem: Problem,
}

impl Refusal {
    pub fn new(status: StatusCode, code: &str, detail: impl Into<String>) -> Refusal {
        Refusal { status, problem: Problem { code: code.into(), detail: detail.into(), ticket: None } }
    }

    pub fn bad(code: &str, detail: impl Into<String>) -> Refusal {
        Refusal::new(StatusCode::BAD_REQUEST, code, detail)
    }

    /// The address or the query, before anybody looked at what is asked.
    pub fn unread(status: StatusCode) -> Refusal {
        Refusal::new(status, "unreadable", "the address or its query cannot be read")
    }

    pub fn too_large() -> Refusal {
        let detail = format!("a body has at most {} bytes", wire::http::BODY_BYTES_MAX);
        Refusal::new(StatusCode::PAYLOAD_TOO_LARGE, "too-large", detail)
    }

    pub fn unknown(what: &str) -> Refusal {
        Refusal::new(StatusCode::NOT_FOUND, &format!("unknown-{what}"), format!("there is no such {what}"))
    }

    pub fn unauthorized() -> Refusal {
        Refusal::new(StatusCode::UNAUTHORIZED, "unauthorized", "token or session is missing, wrong or ended")
    }

    pub fn wrong_asker(role: Role) -> Refusal {
        Refusal::new(StatusCode::FORBIDDEN, "wrong-asker", format!("a {role} may not do this"))
    }

    /// The session opens nothing before its second factor is set up, or shown.
    pub fn lacks(what: Lacks) -> Refusal {
        let (code, detail) = match what {
            Lacks::Code => (CODE_MISSING, "the second factor of this session was not shown yet"),
            Lacks::SetUp => (SET_UP_MISSING, "this role needs a second factor, and has none yet"),
        };
        Refusal::new(StatusCode::FORBIDDEN, code, detail)
    }

    pub fn code_missing() -> Refusal {
        Refusal::new(StatusCode::UNAUTHORIZED, CODE_MISSING, "the code is missing, wrong or used")
    }

    pub fn slowed_down() -> Refusal {
        let detail = "after wrong passwords or codes the next one is looked at later";
        Refusal::new(StatusCode::TOO_MANY_REQUESTS, "login-slowed-down", detail)
    }

    /// Nobody can be asked.
    pub fn directory(code: &str) -> Refusal {
        Refusal::new(StatusCode::SERVICE_UNAVAILABLE, code, "the directory does not answer")
    }

    /// The directory knows somebody, and no group of theirs opens anything here.
    pub fn no_group() -> Refusal {
        Refusal::new(StatusCode::FORBIDDEN, "no-group", "no group of this person has a role here")
    }

    pub fn account_closed() -> Refusal {
        Refusal::new(StatusCode::FORBIDDEN, "account-closed", "this account was closed here")
    }

    /// Role, site and password of it are the directory's.
    pub fn of_directory() -> Refusal {
        Refusal::new(StatusCode::CONFLICT, "directory-account", "the directory says this of the account")
    }

    pub fn too_many() -> Refusal {
        Refusal::new(
            StatusCode::TOO_MANY_REQUESTS,
            "too-many-attempts",
            "too many at once; try again in a moment",
        )
    }

    /// What the calendar refuses, in the words and with the status of a booking that was refused.
    pub fn not_booked(refusal: &calendar::Refusal) -> Refusal {
        NotDone::of_calendar(refusal).into()
    }

    pub fn broken() -> Refusal {
        NotDone::Broken.into()
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        (self.status, Json(self.problem)).into_response()
    }
}

impl From<NotDone> for Refusal {
    fn from(not_done: NotDone) -> Refusal {
        let detail = not_done.to_string();
        match not_done {
            NotDone::Refused { code, detail } => Refusal::new(status_of(&code), &code, detail),
            NotDone::Broken => Refusal::new(StatusCode::SERVICE_UNAVAILABLE, "broken", detail),
            NotDone::Overloaded => Refusal::new(StatusCode::SERVICE_UNAVAILABLE, "overloaded", detail),
        }
    }
}

/// 409 is that something happened meanwhile, and another look may help; 422 that the rules forbid it.
fn status_of(code: &str) -> StatusCode {
    match code {
        code if code.starts_with("unknown-") => StatusCode::NOT_FOUND,
        "moved-on" | "at-another-counter" | "counter-busy" | "nobody-waiting" => StatusCode::CONFLICT,
        "nothing-to-undo" | "too-late-to-undo" | "has-a-time" => StatusCode::CONFLICT,
        "cancelled" | "checked-in" | "full" | "day-is-open" | "day-is-over" => StatusCode::CONFLICT,
        "lapsed" | "missed" | "unconfirmed" | "kept-back" | "another-day" => StatusCode::CONFLICT,
        "plan-changed" | "service-in-use" => StatusCode::CONFLICT,
        "not-a-slot" | "past" | "too-far" | "matters" | "persons" => StatusCode::BAD_REQUEST,
        "too-many-tickets" | "too-many-bookings" => StatusCode::TOO_MANY_REQUESTS,
        _ => StatusCode::UNPROCESSABLE_ENTITY,
    }
}

impl From<rusqlite::Error> for Refusal {
    fn from(error: rusqlite::Error) -> Refusal {
        tracing::error!(%error, "the database does not answer");
        Refusal::broken()
    }
}

pub async fn not_found() -> Refusal {
    Refusal::unknown("path")
}

pub async fn wrong_method() -> Refusal {
    Refusal::new(StatusCode::METHOD_NOT_ALLOWED, "wrong-method", "this path does not take this method")
}
