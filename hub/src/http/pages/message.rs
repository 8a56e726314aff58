//! The contact page: what a citizen writes there goes to the office as a letter, and is kept nowhere.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use serde::Deserialize;

use super::contact::{is_mail, is_name};
use super::visitor::named;
use super::{Typed, fresh_key, html, site_named, trouble};
use crate::config::Site;
use crate::desk::{Act, CITIZEN, NotDone, Order};
use crate::http::login::Address;
use crate::http::pages::query::Query;
use crate::http::{Key, Web};
use crate::pages::language::Language;
use crate::pages::message::{self as page, Later, MESSAGE_CHARS_MAX, Mistake, Sent, Write};
use crate::pages::trouble::Trouble;
use crate::store::Message;

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    /// What somebody read before: the name of a trouble.
    about: String,
}

#[derive(Deserialize)]
pub struct Filled {
    key: Key,
    #[serde(default)]
    message: String,
    #[serde(default)]
    name: String,
    #[serde(default)]
    mail: String,
    #[serde(default)]
    about: String,
}

pub async fn ask(
    State(web): State<Web>,
    Path((tag, site)): Path<(String, String)>,
    Query(asked): Query<Asked>,
) -> Result<Response, Response> {
    let at = At::of(web, named(&tag), &site)?;
    let [message, name, mail] = Default::default();
    let nothing_yet = Filled { key: Key(fresh_key()), message, name, mail, about: asked.about };
    Ok(at.form(StatusCode::OK, &nothing_yet, &[], None))
}

pub async fn send(
    State(web): State<Web>,
    Address(address): Address,
    Path((tag, site)): Path<(String, String)>,
    Typed(filled): Typed<Filled>,
) -> Result<Response, Response> {
    let at = At::of(web, named(&tag), &site)?;
    let message = match at.checked(&filled) {
        Ok(message) if at.by_mail() => message,
        Ok(_) => return Ok(at.form(StatusCode::NOT_FOUND, &filled, &[], None)),
        Err(mistakes) => {
            return Ok(at.form(StatusCode::UNPROCESSABLE_ENTITY, &filled, &mistakes, None));
        }
    };
    let too_many = || Ok(at.form(StatusCode::TOO_MANY_REQUESTS, &filled, &[], Some(Later::TooMany)));
    if !at.web.messages().admit(address, at.web.clock.now()) {
        return too_many();
    }
    let is_answered = message.mail.is_some();
    let (site, actor, key) = (at.site.id.clone(), CITIZEN.to_owned(), Some(filled.key.0.clone()));
    let order = Order { site, actor, key, act: Act::Write { message } };
    match at.web.desk.commit(order).await {
        Ok(_) => Ok(at.sent(is_answered)),
        Err(NotDone::Refused { code, .. }) if code == "bad-key" => {
            let anew = Filled { key: Key(fresh_key()), ..filled };
            Ok(at.form(StatusCode::CONFLICT, &anew, &[], Some(Later::Again)))
        }
        Err(NotDone::Refused { .. }) => too_many(),
        Err(_) => Err(trouble(&at.web, Trouble::Broken)),
    }
}

/// The page of a site, in a language.
struct At {
    web: Web,
    language: &'static Language,
    site: Arc<Site>,
}

impl At {
    fn of(web: Web, language: &'static Language, site: &str) -> Result<At, Response> {
        let site = web.site_now(site).ok_or_else(|| trouble(&web, Trouble::NotFound))?;
        Ok(At { web, language, site })
    }

    /// Letters go out, and there is somebody to write to.
    fn by_mail(&self) -> bool {
        self.web.delivery.is_some() && self.site.contact.is_some()
    }

    fn checked(&self, filled: &Filled) -> Result<Message, Vec<Mistake>> {
        // A browser ends lines as mails do, and mails end them by themselves.
        let words = filled.message.replace("\r\n", "\n");
        let (words, name, mail) = (words.trim(), filled.name.trim(), filled.mail.trim());
        let is_odd = |c: char| c.is_control() && !"\n\t".contains(c) || c == char::REPLACEMENT_CHARACTER;
        let wrong = [
            (
                Mistake::Message,
                !(1..=MESSAGE_CHARS_MAX).contains(&words.chars().count()) || words.contains(is_odd),
            ),
            (Mistake::Name, !name.is_empty() && !is_name(name)),
            (Mistake::Mail, !mail.is_empty() && !is_mail(mail)),
        ];
        let mistakes: Vec<Mistake> =
            wrong.into_iter().filter(|(_, is_wrong)| *is_wrong).map(|(mistake, _)| mistake).collect();
        if !mistakes.is_empty() {
            return Err(mistakes);
        }
        let or_none = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
        Ok(Message {
            words: words.to_owned(),
            name: or_none(name),
            mail: or_none(mail),
            language: self.language.tag.to_owned(),
            trouble: Trouble::named(&filled.about).map(|trouble| trouble.name().to_owned()),
        })
    }

    fn form(
        &self,
        status: StatusCode,
        filled: &Filled,
        mistakes: &[Mistake],
        later: Option<Later>,
    ) -> Response {
        let shown = Write {
            language: self.language,
            key: &filled.key.0,
            by_mail: self.by_mail(),
            place: &self.site.place(),
            phone: self.site.phone.as_deref(),
            message: &filled.message,
            name: &filled.name,
            mail: &filled.mail,
            trouble: Trouble::named(&filled.about),
            mistakes,
            later,
        };
        html(status, page::page(&site_named(&self.web, &self.site.id), &shown))
    }

    fn sent(&self, is_answered: bool) -> Response {
        let (place, phone) = (&self.site.place(), self.site.phone.as_deref());
        let shown = Sent { language: self.language, place, phone, is_answered };
        html(StatusCode::OK, page::sent(&site_named(&self.web, &self.site.id), &shown))
    }
}
