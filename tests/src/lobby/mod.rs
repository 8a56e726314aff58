//! The page with four doors: kiosk, display, clerk, and the status of a ticket.
//!
//! For people who try the town hall on one machine. It only leads to the real parts: the screens are
//! streamed by [`crate::viewer`], the clerk's and the status page are the hub's own.

use std::sync::Arc;

use axum::Router;
use axum::http::header;
use axum::response::{Html, IntoResponse, Redirect, Response};
use axum::routing::get;

/// Nothing from elsewhere; the kiosk's page frames the streamed screen.
const CONTENT_SECURITY_POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; \
     img-src 'self' blob:; connect-src 'self'; frame-src 'self'; base-uri 'none'; form-action 'none'; \
     frame-ancestors 'self'";

/// Where the doors lead.
#[derive(Clone)]
pub struct Doors {
    /// "Stadt Musterstadt".
    pub town: String,
    /// "Bürgerbüro".
    pub office: String,
    /// The hub's own address, as a browser on this machine reaches it.
    pub hub: String,
    /// The link that makes the first account, while there is none.
    pub set_up_link: Arc<dyn Fn() -> Option<String> + Send + Sync>,
    /// Kiosk and display are windows of the desktop, so only the paper is to be seen here.
    pub windows: bool,
    /// Some words on what is going on (a replayed day), or none.
    pub note: Option<String>,
}

/// Where the parts of the page have to be nested.
pub const KIOSK_SCREEN: &str = "/screens/kiosk";
pub const DISPLAY_SCREEN: &str = "/screens/display";
pub const SLIPS: &str = "/slips";

/// `GET /` with the doors, and the page behind the first: the kiosk with its paper.
pub fn router(doors: Doors) -> Router {
    // Where a visitor types the code of a slip.
    let status = format!("{}{}", doors.hub, hub::pages::path::HOME);
    let lobby = lobby(&doors);
    let windows = doors.windows;
    Router::new()
        .route("/", get(move || async move { html(lobby.clone()) }))
        .route("/kiosk", get(move || async move { kiosk(windows) }))
        .route("/display", get(|| async { Redirect::to(DISPLAY_SCREEN) }))
        .route("/clerk", get(move || async move { clerk(&doors) }))
        .route("/status", get(move || async move { Redirect::to(&status) }))
        .route("/lobby.css", get(|| async { style(include_str!("page/lobby.css")) }))
}

fn kiosk(windows: bool) -> Response {
    match windows {
        true => Redirect::to(SLIPS).into_response(),
        false => html(include_str!("page/kiosk.html").to_owned()),
    }
}

/// To the first account while there is none, then to the counters.
fn clerk(doors: &Doors) -> Redirect {
    let desk = || format!("{}{}", doors.hub, hub::pages::path::DESK);
    Redirect::to(&(doors.set_up_link)().unwrap_or_else(desk))
}

fn lobby(doors: &Doors) -> String {
    let note = doors.note.as_deref().map(|note| format!("<p class=\"note\">{}</p>", escaped(note)));
    let display = match doors.windows {
        true => "",
        false => include_str!("page/display-door.html"),
    };
    include_str!("page/lobby.html")
        .replace("{display}\n", display)
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
            set_up_link: Arc::new(|| None),
            windows: false,
            note: None,
        });
        assert!(page.contains("&lt;b&gt;Groß &amp; Klein&lt;/b&gt;") && !page.contains("<b>"), "{page}");
        for door in ["kiosk", "display", "clerk", "status"] {
            assert!(page.contains(&format!("href=\"/{door}\" data-door=\"{door}\"")), "{door}");
        }
    }
}
