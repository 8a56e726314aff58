//! The page with four doors: kiosk, display, clerk, and the status of a ticket.
//!
//! For people who try the town hall on one machine. It only leads to the real parts: the screens are
//! streamed by [`crate::viewer`], the clerk's and the status page are the hub's own.

use axum::Router;
use axum::http::header;
use axum::response::{Html, IntoResponse, Redirect, Response};
use axum::routing::get;

/// Nothing from elsewhere; the kiosk's page frames the streamed screen.
const CONTENT_SECURITY_POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; \
     img-src 'self' blob:; connect-src 'self'; frame-src 'self'; base-uri 'none'; form-action 'none'; \
     frame-ancestors 'self'";

/// Where the doors lead.
#[derive(Debug, Clone)]
pub struct Doors {
    /// "Stadt Musterstadt".
    pub town: String,
    /// "Bürgerbüro".
    pub office: String,
    /// The hub's own address, as a browser on this machine reaches it.
    pub hub: String,
    /// The clerks' first step: their set-up link, or the list of counters.
    pub clerk: String,
    /// Some words on what is going on (a replayed day), or none.
    pub note: Option<String>,
}

/// Where the parts of the page have to be nested.
pub const KIOSK_SCREEN: &str = "/screens/kiosk";
pub const DISPLAY_SCREEN: &str = "/screens/display";
pub const SLIPS: &str = "/slips";

/// `GET /` with the doors, and the page behind the first: the kiosk with its paper.
pub fn router(doors: Doors) -> Router {
    let status = format!("{}/ticket", doors.hub);
    let clerk = doors.clerk.clone();
    let lobby = lobby(&doors);
    Router::new()
        .route("/", get(move || async move { html(lobby.clone()) }))
        .route("/kiosk", get(|| async { html(include_str!("page/kiosk.html").to_owned()) }))
        .route("/display", get(|| async { Redirect::to(&format!("{DISPLAY_SCREEN}/")) }))
        .route("/clerk", get(move || async move { Redirect::to(&clerk) }))
        .route("/status", get(move || async move { Redirect::to(&status) }))
        .route("/lobby.css", get(|| async { style(include_str!("page/lobby.css")) }))
}

fn lobby(doors: &Doors) -> String {
    let note = doors.note.as_deref().map(|note| format!("<p class=\"note\">{}</p>", escaped(note)));
    include_str!("page/lobby.html")
        .replace("{town}", &escaped(&doors.town))
        .replace("{office}", &escaped(&doors.office))
        .replace("{note}", &note.unwrap_or_default())
}

fn html(page: String) -> Response {
    ([(header::CONTENT_SECURITY_POLICY, CONTENT_SECURITY_POLICY)], Html(page)).into_response()
}

fn style(text: &'static str) -> impl IntoResponse {
    ([(header::CONTENT_TYPE, "text/css; charset=utf-8")], text)
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_town_with_a_strange_name_is_only_a_name() {
        let page = lobby(&Doors {
            town: "<b>Groß & Klein</b>".to_owned(),
            office: "Bürgerbüro".to_owned(),
            hub: String::new(),
            clerk: String::new(),
            note: None,
        });
        assert!(page.contains("&lt;b&gt;Groß &amp; Klein&lt;/b&gt;") && !page.contains("<b>"), "{page}");
        for door in ["kiosk", "display", "clerk", "status"] {
            assert!(page.contains(&format!("href=\"/{door}\" data-door=\"{door}\"")), "{door}");
        }
    }
}
