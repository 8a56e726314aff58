//! Pages of another site, for those who look after all of them: `/at/nordstadt/desk`.
//!
//! The site stands in the address, so that two windows on two sites never mistake each other's numbers,
//! and nothing has to be remembered. Behind the address are the same doors.

use axum::Router;
use axum::extract::Request;
use axum::http::Uri;
use axum::http::request::Parts;
use tower::ServiceBuilder;

/// Before the name of the site.
const PREFIX: &str = "/at/";

/// The site that the address names.
#[derive(Debug, Clone)]
struct Named(String);

/// Leads addresses of other sites to the same doors.
pub fn led(doors: Router) -> Router {
    Router::new().fallback_service(ServiceBuilder::new().map_request(known_by_its_site).service(doors))
}

pub fn site(parts: &Parts) -> Option<&str> {
    parts.extensions.get::<Named>().map(|Named(site)| site.as_str())
}

/// What the pages of a site begin with.
pub fn base(site: &str) -> String {
    format!("{PREFIX}{site}")
}

fn known_by_its_site(mut request: Request) -> Request {
    let named = request.uri().path_and_query().and_then(|path| split(path.as_str()));
    if let Some((site, rest)) = named
        && let Ok(rest) = rest.parse()
    {
        // Over HTTP/2 the address says the host, too.
        let mut inner = request.uri().clone().into_parts();
        inner.path_and_query = Some(rest);
        if let Ok(inner) = Uri::from_parts(inner) {
            *request.uri_mut() = inner;
            request.extensions_mut().insert(Named(site));
        }
    }
    request
}

/// The site, and what follows.
fn split(path: &str) -> Option<(String, String)> {
    let (site, rest) = path.strip_prefix(PREFIX)?.split_once('/')?;
    (!rest.starts_with("at/")).then(|| (site.to_owned(), format!("/{rest}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_site_is_taken_from_the_address() {
        let of = |path| split(path).map(|(site, rest)| format!("{site} {rest}"));
        assert_eq!(of("/at/nordstadt/desk/3?tab=open").as_deref(), Some("nordstadt /desk/3?tab=open"));
        assert_eq!(of("/desk/3"), None);
        assert_eq!(of("/at/nordstadt"), None);
        assert_eq!(of("/at/a/at/b/desk"), None, "a site of a site is none");
    }
}
