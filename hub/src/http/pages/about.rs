//! Imprint, privacy, accessibility and help of a site, for anybody.

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;

use super::visitor::named;
use super::{html, site_named, trouble};
use crate::config::Statement;
use crate::http::Web;
use crate::pages::about::{self as page, About, OfService, Topic};
use crate::pages::trouble::Trouble;

pub async fn show(
    State(web): State<Web>,
    Path((tag, site, topic)): Path<(String, String, String)>,
) -> Result<Response, Response> {
    let nothing = || trouble(&web, Trouble::NotFound);
    let (language, topic) = (named(&tag), Topic::named(&topic).ok_or_else(nothing)?);
    let site = web.site_now(&site).ok_or_else(nothing)?;
    let of_services = site.services.iter().filter(|_| topic == Topic::Privacy).filter_map(|service| {
        let statement = Statement::of(service.privacy.as_deref()?);
        Some(OfService { id: &service.id, name: service.name_in(language.tag), statement })
    });
    let shown = About {
        language,
        topic,
        statement: topic.said_by(&site.statements).map(Statement::of),
        services: of_services.collect(),
        has_account: web.citizen_account.is_some(),
        place: &site.place(),
        phone: site.phone.as_deref(),
    };
    Ok(html(StatusCode::OK, page::page(&site_named(&web, &site.id), &shown)))
}
