//! The town's own sentences in letters. What is typed is shown as the whole letter, and saved like every
//! other change of the plan: after a look, as a version.

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use calendar::wish::Form;
use chrono::TimeDelta;

use super::Bench;
use crate::config::{Sentences, is_sentence, local_instant, sentence};
use crate::http::pages::filled::Filled;
use crate::http::pages::own::who_at;
use crate::http::pages::{Trouble, Typed, fresh_key, html, trouble};
use crate::http::{Clerk, Web};
use crate::pages::language::{self, Language, german};
use crate::pages::letter::{self, Letter};
use crate::pages::offer::{self as page, LetterForm, Letters, Preview};
use crate::store::outbox::Kind;

/// The made-up booking: its code opens nothing, for no code of ours has letters and digits like that.
const CODE: &str = "0000-0000";
const NAME: &str = "Erika Mustermann";
const ADDRESS: &str = "erika.mustermann@beispiel.example";
/// At nine in the morning, in three days.
const IN_DAYS: i64 = 3;
const AT_MINUTE: u32 = 9 * 60;

pub async fn list(State(web): State<Web>, clerk: Clerk) -> Result<Response, Response> {
    let bench = Bench::of(web, clerk)?;
    let key = fresh_key();
    let shown = Letters {
        who: &who_at(&bench.at.clerk, &key),
        sentences: &bench.plan.letters,
        are_written: bench.at.web.config.mail.is_some(),
    };
    Ok(html(StatusCode::OK, page::letters(&bench.site(), &shown)))
}

pub async fn show(
    State(web): State<Web>,
    clerk: Clerk,
    Path(kind): Path<String>,
) -> Result<Response, Response> {
    let bench = Bench::of(web, clerk)?;
    let kind = named(&bench, &kind)?;
    let said = bench.plan.letters.get(&kind);
    let typed = language::all().iter().map(|language| {
        (language.tag, said.and_then(|said| said.get(language.tag)).cloned().unwrap_or_default())
    });
    Ok(form(&bench, kind, &typed.collect::<Vec<_>>(), german(), &[], None))
}

pub async fn change(
    State(web): State<Web>,
    clerk: Clerk,
    Path(kind): Path<String>,
    Typed(filled): Typed<Filled>,
) -> Result<Response, Response> {
    let bench = Bench::of(web, clerk)?;
    let kind = named(&bench, &kind)?;
    let typed: Vec<(&'static str, String)> = language::all()
        .iter()
        .map(|language| {
            let typed = filled.get(&format!("in-{}", language.tag)).unwrap_or_default();
            (language.tag, typed.trim().to_owned())
        })
        .collect();
    let wrong = typed.iter().filter(|(_, typed)| !typed.is_empty() && !is_sentence(typed));
    let mistakes: Vec<&'static str> = wrong.map(|(tag, _)| *tag).collect();
    let shown_in = filled.get("language").and_then(language::named).unwrap_or(german());
    if filled.has("preview") || !mistakes.is_empty() {
        return Ok(form(&bench, kind, &typed, shown_in, &mistakes, None));
    }
    let mut plan = bench.plan.clone();
    plan.letters = with(&plan.letters, kind, &typed);
    match bench.said_of(&plan) {
        None => bench.looked_at(&plan, false, false),
        Some(said) => Ok(form(&bench, kind, &typed, shown_in, &[], Some(&said))),
    }
}

fn named(bench: &Bench, kind: &str) -> Result<Kind, Response> {
    Kind::named(kind).ok_or_else(|| trouble(&bench.at.web, Trouble::NotFound))
}

/// The sentences, with what was typed for one kind.
fn with(sentences: &Sentences, kind: Kind, typed: &[(&'static str, String)]) -> Sentences {
    let said = typed.iter().filter(|(_, typed)| !typed.is_empty());
    let mut sentences = sentences.clone();
    sentences.insert(kind, said.map(|(tag, typed)| (tag.to_string(), typed.clone())).collect());
    sentences.retain(|_, said| !said.is_empty());
    sentences
}

fn form(
    bench: &Bench,
    kind: Kind,
    typed: &[(&'static str, String)],
    language: &'static Language,
    mistakes: &[&'static str],
    said: Option<&str>,
) -> Response {
    let sentences = with(&bench.plan.letters, kind, typed);
    let letter = made_up(bench, kind, language, &sentences);
    let office = &bench.config.office;
    let from = match &bench.at.web.config.mail {
        Some(mail) => format!("{office} <{}>", mail.from),
        None => office.clone(),
    };
    let key = fresh_key();
    let preview = Preview {
        language,
        from: &from,
        to: &format!("{NAME} <{ADDRESS}>"),
        subject: &letter.subject,
        text: &letter.text,
    };
    let who = &who_at(&bench.at.clerk, &key);
    let shown = LetterForm { who, kind, typed, mistakes, said, preview, key: &key };
    let is_wrong = !mistakes.is_empty() || said.is_some();
    let status = if is_wrong { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    html(status, page::letter(&bench.site(), &shown))
}

struct Whole {
    subject: String,
    text: String,
}

/// The letter as it would be written to somebody who comes in three days.
fn made_up(bench: &Bench, kind: Kind, language: &'static Language, sentences: &Sentences) -> Whole {
    let (site, zone) = (&bench.config, bench.config.time_zone);
    let today = bench.at.web.clock.now().with_timezone(&zone).date_naive();
    let starts_at = local_instant(today + TimeDelta::days(IN_DAYS), AT_MINUTE, zone);
    let link = format!("{}/B/{CODE}/.../{}", bench.at.web.public_url, language.tag);
    let asks = kind == Kind::Verify;
    let letter = Letter {
        language,
        kind,
        name: NAME,
        starts_at,
        zone,
        services: site.services.iter().take(1).map(|service| service.name_in(language.tag)).collect(),
        form: Form::InPerson,
        video: None,
        place: &site.place(),
        directions: site.directions.as_deref(),
        phone: site.phone.as_deref(),
        own: sentence(sentences, kind, language.tag),
        office: &site.office,
        town: &site.town,
        code: CODE,
        link: &link,
        confirm_link: asks.then_some(&link),
        until: asks.then(|| local_instant(today, AT_MINUTE, zone)),
    };
    Whole { subject: letter.subject().to_string(), text: letter::text(&letter) }
}
