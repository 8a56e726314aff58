//! Off to a citizen's account and back, for whoever wants the form to be filled in. The browser carries what
//! was typed, sealed, and where the form is; the hub remembers nobody.

use axum::extract::rejection::QueryRejection;
use axum::extract::{Path, Query as Asked, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{AppendHeaders, IntoResponse, Redirect, Response};

use super::{Again, Filled, Wanted, asks_who, form_of, named, preferred, site_now, stamped};
use crate::citizen_account::{Along, CitizenAccount, Outcome, Person};
use crate::http::pages::contact::{
    BIRTHDAY_CHARS_MAX, MAIL_CHARS_MAX, NAME_CHARS_MAX, PHONE_CHARS_MAX, is_mail, is_name,
};
use crate::http::pages::{Typed, first_site, html, site_named, trouble};
use crate::http::{Asker, Web, session};
use crate::oidc::Answer;
use crate::pages::booking::{self as page, AccountLeave};
use crate::pages::trouble::Trouble;

/// What keeps a time is a number and its token.
const HELD_CHARS_MAX: usize = 50;

/// Off to the account. A form of our pages may lead to no other server (`form-action`), also not by a
/// redirect, so a page of ours leads on.
pub async fn leave(
    State(web): State<Web>,
    asker: Asker,
    Path((tag, site, services, at)): Path<(String, String, String, String)>,
    Typed(filled): Typed<Filled>,
) -> Result<Response, Response> {
    let account = of(&web)?;
    let (language, offered) = (named(&tag), site_now(&web, &site)?);
    let wanted = Wanted::of(&web, &offered, &services, &filled.typed)?;
    let form = form_of(&wanted, language, &at);
    let cut = |text: &str, chars: usize| text.chars().take(chars).collect::<String>();
    let along = Along {
        form: wanted.said.after(&form, &[]),
        name: cut(&filled.name, NAME_CHARS_MAX),
        mail: cut(&filled.mail, MAIL_CHARS_MAX),
        phone: cut(&filled.phone, PHONE_CHARS_MAX),
        birthday: cut(&filled.birthday, BIRTHDAY_CHARS_MAX),
        held: cut(&filled.held, HELD_CHARS_MAX),
    };
    match account.begin(&along, web.clock.now()) {
        Ok(begun) => {
            let cookie = AppendHeaders([(header::SET_COOKIE, session::flow_opening(&begun.cookie))]);
            let shown = AccountLeave { language, label: account.label(), url: &begun.url };
            let page = page::account_leave(&site_named(&web, &offered.id), &shown);
            Ok((cookie, html(StatusCode::OK, page)).into_response())
        }
        Err(not_known) => {
            let stamp = stamped::given(&web, &asker, &form, &filled.brought);
            let outcome = Some(not_known.into());
            asks_who(&web, language, &wanted, &at, &filled, Again { mistakes: &[], stamp, outcome })
        }
    }
}

/// Back from it, and to the form. Without the cookie nobody knows which form that was.
pub async fn answer(
    State(web): State<Web>,
    headers: HeaderMap,
    answer: Result<Asked<Answer>, QueryRejection>,
) -> Result<Response, Response> {
    let account = of(&web)?;
    let now = web.clock.now();
    let Some((flow, along)) = session::flow(&headers).and_then(|cookie| account.begun(cookie, now)) else {
        let page = page::account_lost(&first_site(&web), preferred(&headers));
        let done = AppendHeaders([(header::SET_COOKIE, session::flow_closing())]);
        return Ok((done, html(StatusCode::UNPROCESSABLE_ENTITY, page)).into_response());
    };
    let Asked(answer) = answer.unwrap_or_default();
    let (along, outcome) = match account.finish(flow, answer, now).await {
        Ok(person) => filled_in(&web, along, person),
        Err(not_known) => (along, not_known.into()),
    };
    let cookie = session::flow_opening(&account.leads_back(&along, outcome, now));
    Ok((AppendHeaders([(header::SET_COOKIE, cookie)]), Redirect::to(&along.form)).into_response())
}

/// What a browser brings to the form it was led back to; it has done its work then.
pub fn came_back(web: &Web, headers: &HeaderMap, form: &str) -> Option<(Along, Outcome)> {
    let account = web.citizen_account.as_ref()?;
    let (along, outcome) = account.came_back(session::flow(headers)?, web.clock.now())?;
    let is_there = along.form.split('?').next() == Some(form);
    is_there.then_some((along, outcome))
}

/// Only what a form would take is filled in.
fn filled_in(web: &Web, typed: Along, person: Person) -> (Along, Outcome) {
    let name = person.name.filter(|name| is_name(name));
    let mail = person.mail.filter(|mail| web.config.mail.is_some() && is_mail(mail));
    let outcome = if name.is_some() { Outcome::Taken } else { Outcome::Nothing };
    let along = Along { name: name.unwrap_or(typed.name), mail: mail.unwrap_or(typed.mail), ..typed };
    (along, outcome)
}

fn of(web: &Web) -> Result<&CitizenAccount, Response> {
    web.citizen_account.as_ref().ok_or_else(|| trouble(web, Trouble::NotFound))
}
