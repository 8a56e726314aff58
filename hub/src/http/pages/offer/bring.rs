//! A file that somebody brings: a whole plan, or names of services that others have written down.

use std::collections::BTreeSet;

use axum::extract::{FromRequest, Multipart, Request, State};
use axum::http::StatusCode;
use axum::response::Response;

use super::service::blank;
use super::{Bench, Whole, of_a_plan};
use crate::catalogue::{self, ENTRIES_MAX, Entry, id_for};
use crate::http::pages::own::who_at;
use crate::http::pages::{Trouble, fresh_key, html, trouble};
use crate::http::{Clerk, Web};
use crate::pages::offer::{self as page, Brought, Catalogue, Offered, Wrong};

/// The file that somebody brings, or what was typed instead.
pub struct Text(String);

impl FromRequest<Web> for Text {
    type Rejection = Response;

    async fn from_request(request: Request, web: &Web) -> Result<Text, Response> {
        let request = of_a_plan(request, web).await?;
        let text = match Multipart::from_request(request, web).await {
            Ok(form) => text_of(form).await,
            Err(_) => None,
        };
        text.map(Text).ok_or_else(|| trouble(web, Trouble::FormUnreadable))
    }
}

pub async fn bring(State(web): State<Web>, clerk: Clerk, Text(text): Text) -> Result<Response, Response> {
    let bench = Bench::of(web, clerk)?;
    match catalogue::read(&text) {
        Some(Ok(entries)) => choose(&bench, entries, false),
        Some(Err(why)) => {
            let brought = Brought { text: "", wrong: Wrong::Catalogue(why) };
            bench.overview(StatusCode::UNPROCESSABLE_ENTITY, Some(brought), None)
        }
        None => bench.look_at_text(&text, false),
    }
}

/// `None` is no form of ours.
async fn text_of(mut form: Multipart) -> Option<String> {
    let (mut file, mut typed) = (None, None);
    while let Some(field) = form.next_field().await.ok()? {
        match field.name().unwrap_or_default() {
            "file" => file = Some(String::from_utf8_lossy(&field.bytes().await.ok()?).into_owned()),
            "draft" => typed = Some(field.text().await.ok()?),
            _ => {}
        }
    }
    file.filter(|text| !text.trim().is_empty()).or(typed)
}

pub async fn take(State(web): State<Web>, clerk: Clerk, Whole(form): Whole) -> Result<Response, Response> {
    let bench = Bench::of(web, clerk)?;
    let entries: Option<Vec<Entry>> = serde_json::from_str(form.get("entries").unwrap_or_default()).ok();
    let Some(entries) = entries.filter(|entries| entries.len() <= ENTRIES_MAX) else {
        return Err(trouble(&bench.at.web, Trouble::FormUnreadable));
    };
    let taken: BTreeSet<usize> = form.all("take").filter_map(|place| place.parse().ok()).collect();
    let zone = form.get("zone").and_then(|zone| zone.chars().next());
    let mut plan = bench.plan.clone();
    for (_, entry) in entries.iter().enumerate().filter(|(place, _)| taken.contains(place)) {
        let mut service = blank(&plan);
        service.id = id_for(&entry.name, &plan);
        service.name.clone_from(&entry.name);
        service.names.clone_from(&entry.names);
        service.leika.clone_from(&entry.leika);
        service.zone = zone.unwrap_or(service.zone);
        plan.services.push(service);
    }
    if plan.services.len() == bench.plan.services.len() {
        return choose(&bench, entries, true);
    }
    match bench.said_of(&plan) {
        None => bench.looked_at(&plan, false, false),
        // A zone that is none, or an entry that somebody has written by hand.
        Some(_) => Err(trouble(&bench.at.web, Trouble::FormUnreadable)),
    }
}

fn choose(bench: &Bench, entries: Vec<Entry>, nothing: bool) -> Result<Response, Response> {
    let sent = serde_json::to_string(&entries).expect("entries are plain data");
    let (mut group, mut known) = (None, BTreeSet::new());
    known.extend(bench.plan.services.iter().map(|service| service.name.to_lowercase()));
    let offered: Vec<Offered> = entries
        .into_iter()
        .map(|entry| {
            let begins = group.replace(entry.group.clone()).as_ref() != Some(&entry.group);
            Offered { is_known: known.contains(&entry.name.to_lowercase()), begins, entry }
        })
        .collect();
    let key = fresh_key();
    let shown = Catalogue {
        who: &who_at(&bench.at.clerk, &key),
        entries: &offered,
        sent: &sent,
        zones: &bench.zones(),
        nothing,
        key: &key,
    };
    let status = if nothing { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    Ok(html(status, page::catalogue(&bench.site(), &shown)))
}
