//! The town's own sentences in letters. What is typed is shown as the whole letter, and saved like every
//! other change of the plan: after a look, as a version.

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use calendar::wish::Form;
use chrono::TimeDelta;

use super::{Bench, status};
use crate::config::{Sentences, bring, is_sentence, local_instant, sentence};
use crate::http::pages::filled::Filled;
use crate::http::pages::own::who_at;
use crate::http::pages::{Typed, fresh_key, html};
use crate::http::{Clerk, Web};
use crate::pages::language::{self, Language, german};
use crate::pages::letter::{self, Letter};
use crate::pages::offer::{self as page, LetterForm, Letters, PlanForm, Preview};
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
    let kind = bench.known(Kind::named(&kind))?;
    let mut form = bench.form();
    for (tag, sentence) in bench.plan.letters.get(&kind).into_iter().flatten() {
        form.put(&field(tag), sentence);
    }
    Ok(show_form(&bench, kind, &form))
}

pub async fn change(
    State(web): State<Web>,
    clerk: Clerk,
    Path(kind): Path<String>,
    Typed(filled): Typed<Filled>,
) -> Result<Response, Response> {
    let (bench, mut form) = Bench::filled(web, clerk, filled)?;
    let kind = bench.known(Kind::named(&kind))?;
    for language in language::all() {
        let typed = form.some(&field(language.tag));
        form.is_mistake(&field(language.tag), typed.is_some_and(|typed| !is_sentence(&typed)));
    }
    if form.is("preview", "1") {
        return Ok(show_form(&bench, kind, &form));
    }
    let mut plan = bench.plan.clone();
    plan.letters = with(&plan.letters, kind, &form);
    bench.tried(&plan, form, |form| Ok(show_form(&bench, kind, form)))
}

/// The field of a language.
fn field(tag: &str) -> String {
    format!("in-{tag}")
}

/// The sentences, with what was typed for one kind.
fn with(sentences: &Sentences, kind: Kind, form: &PlanForm) -> Sentences {
    let typed = language::all().iter().map(|language| language.tag);
    let typed = typed.filter_map(|tag| Some((tag.to_owned(), form.some(&field(tag))?)));
    let mut sentences = sentences.clone();
    sentences.insert(kind, typed.collect());
    sentences.retain(|_, said| !said.is_empty());
    sentences
}

fn show_form(bench: &Bench, kind: Kind, form: &PlanForm) -> Response {
    let language = language::named(form.get("language")).unwrap_or(german());
    let letter = made_up(bench, kind, language, &with(&bench.plan.letters, kind, form));
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
    let shown = LetterForm { who, kind, form, preview, key: &key };
    html(status(form), page::letter(&bench.site(), &shown))
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
    // One for which something is to be brought says more.
    let shown = site.services.iter().find(|service| !service.bring.is_empty()).or(site.services.first());
    let letter = Letter {
        language,
        kind,
        name: NAME,
        starts_at,
        zone,
        services: shown.iter().map(|service| service.named_in(language.tag)).collect(),
        form: Form::InPerson,
        video: None,
        place: &site.place(),
        directions: site.directions_in(language.tag),
        phone: site.phone.as_deref(),
        bring: bring(shown.into_iter(), language.tag),
        own: sentence(sentences, kind, language.tag),
        office: &site.office,
        town: &site.town,
        code: CODE,
        picture: None,
        link: &link,
        confirm_link: asks.then_some(&link),
        until: asks.then(|| local_instant(today, AT_MINUTE, zone)),
    };
    Whole { subject: letter.subject().to_string(), text: letter::text(&letter) }
}
