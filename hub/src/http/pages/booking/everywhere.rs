//! A matter that several sites do: where it is free first.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};

use super::wanted::{self, Wanted, is_said};
use super::{first_site, fits, html, is_booked_here, named, path_of, search, trouble};
use crate::config::{ServiceConfig, Site};
use crate::http::Web;
use crate::pages::booking::{self as page, AtSite, Everywhere, Shared};
use crate::pages::language::Language;
use crate::pages::trouble::Trouble;

/// Each is a search of some milliseconds, and nobody reads on where the next thirty are.
const OFFICES_MAX: usize = 30;

/// Where the matter of this id can be booked, the earliest first. By what is done and not by name alone: two
/// sites may call it otherwise.
pub async fn show(
    State(web): State<Web>,
    Path((tag, id)): Path<(String, String)>,
) -> Result<Response, Response> {
    let language = named(&tag);
    let sites = web.sites_now();
    let named_so = |service: &&ServiceConfig| service.id == id && is_booked_here(&web, service);
    let matter = sites.iter().find_map(|site| site.services.iter().find(named_so));
    let matter = matter.ok_or_else(|| trouble(&web, Trouble::NotFound))?;
    let at: Vec<(&Arc<Site>, &ServiceConfig)> = sites
        .iter()
        .filter_map(|site| Some((site, done_at(&web, site, matter)?)))
        .take(OFFICES_MAX)
        .collect();
    let mut offices = Vec::new();
    for (site, service) in &at {
        let wanted = Wanted::of(&web, site, &service.id, &wanted::Typed::default())?;
        let to = wanted.said.after(&path_of(&wanted, language), &[]);
        if at.len() == 1 {
            return Ok(Redirect::to(&to).into_response());
        }
        let wish = wanted.wish();
        let coming = web.desk.coming(&site.id).ok_or_else(|| trouble(&web, Trouble::NotFound))?;
        let is_known = is_said(coming.plan(), &wish);
        let first = if is_known { search::first(&web, coming, wish).await? } else { None };
        let (id, name, town) = (&site.id, &site.office, &site.town);
        let (address, zone) = (site.address.as_deref(), site.time_zone);
        offices.push(AtSite { id, name, town, address, zone, first, is_known, to });
    }
    offices.sort_by_key(|at| (at.first.is_none(), at.first));
    let shown = Everywhere { language, name: matter.named_in(language.tag), sites: offices };
    Ok(html(StatusCode::OK, page::everywhere(&first_site(&web), &shown)))
}

/// What can be booked at several sites and fits the search, each once.
pub fn shared<'a>(
    web: &Web,
    sites: &'a [Arc<Site>],
    language: &'static Language,
    query: &str,
) -> Vec<Shared<'a>> {
    let mut found: Vec<&ServiceConfig> = Vec::new();
    for site in sites {
        for service in site.services.iter().filter(|service| is_booked_here(web, service)) {
            let is_new = found.iter().all(|known| !is_same(known, service));
            if is_new && fits(service, language, query) && is_elsewhere(web, sites, site, service) {
                found.push(service);
            }
        }
    }
    found.iter().map(|service| Shared { id: &service.id, name: service.named_in(language.tag) }).collect()
}

fn is_elsewhere(web: &Web, sites: &[Arc<Site>], here: &Site, matter: &ServiceConfig) -> bool {
    sites.iter().filter(|site| site.id != here.id).any(|site| done_at(web, site, matter).is_some())
}

fn done_at<'a>(web: &Web, site: &'a Site, matter: &ServiceConfig) -> Option<&'a ServiceConfig> {
    site.services.iter().find(|service| is_same(service, matter) && is_booked_here(web, service))
}

/// Whether two sites do the same: by the town's own id, or by the number that the whole administration has.
fn is_same(one: &ServiceConfig, other: &ServiceConfig) -> bool {
    one.id == other.id || (one.leika.is_some() && one.leika == other.leika)
}
