//! A browser without script, and without a window.

use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Request, StatusCode, header};
use tokio::runtime::Runtime;
use tower::ServiceExt;

use crate::hall::Hall;

pub const PASSWORD: &str = "drei kleine Wörter";

/// Follows links and redirects, keeps the cookie, and sends forms as it finds them.
pub struct Browser {
    pub status: StatusCode,
    /// With single blanks, so that words are found however a template breaks its lines.
    pub page: String,
    pub headers: HeaderMap,
    /// As it came.
    pub whole: String,
    /// Where the page came from.
    pub at: String,
    pub cookie: Option<String>,
    /// A login on its way by the town's provider of accounts.
    pub flow: Option<String>,
    /// That somebody logged in with it before.
    pub known: Option<String>,
    /// From where a proxy says the browser asks.
    pub address: Option<String>,
    pub origin: &'static str,
    /// As the browser asks for it.
    pub language: &'static str,
    /// Says that htmx asks.
    pub script: bool,
    runtime: Runtime,
}

impl Default for Browser {
    fn default() -> Browser {
        Browser {
            status: StatusCode::OK,
            page: String::new(),
            headers: HeaderMap::new(),
            whole: String::new(),
            at: "/".into(),
            cookie: None,
            flow: None,
            known: None,
            address: None,
            origin: "http://rathaus.example",
            language: "",
            script: false,
            runtime: tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime"),
        }
    }
}

impl Browser {
    pub fn logs_in(&mut self, hall: &Hall) {
        self.follow(hall, &hall.set_up);
        self.types(hall, &[("name", "Petra"), ("password", PASSWORD), ("repeated", PASSWORD)]);
        self.reads("An welchem Schalter arbeiten Sie?");
    }

    pub fn follow(&mut self, hall: &Hall, path: &str) {
        self.ask(hall, Request::get(path), path, Vec::new());
    }

    /// Fills in the form of the page, which has its own address.
    pub fn types(&mut self, hall: &Hall, fields: &[(&str, &str)]) {
        let path = self.at.clone();
        let key = self.field(&path, "key");
        let fields: Vec<(&str, &str)> = fields.iter().copied().chain([("key", key.as_str())]).collect();
        self.posts(hall, &path, &fields);
    }

    /// Presses the first button whose form goes to `path`.
    pub fn presses(&mut self, hall: &Hall, path: &str) {
        let fields = ["key", "number", "act"].map(|name| (name, self.field(path, name)));
        let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
        self.posts(hall, path, &fields);
    }

    pub fn posts(&mut self, hall: &Hall, path: &str, fields: &[(&str, &str)]) {
        let body: Vec<String> =
            fields.iter().map(|(name, value)| format!("{name}={}", encoded(value))).collect();
        self.posts_as_it_is(hall, path, body.join("&").into_bytes());
    }

    /// A form as nobody's browser may have written it.
    pub fn posts_as_it_is(&mut self, hall: &Hall, path: &str, form: Vec<u8>) {
        let request = Request::post(path)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .header(header::CONTENT_LENGTH, form.len())
            .header(header::ORIGIN, self.origin);
        self.ask(hall, request, path, form);
    }

    /// Chooses a file in the form that goes to `path`, and sends it.
    pub fn sends(&mut self, hall: &Hall, path: &str, name: &str, content: &[u8]) {
        let key = self.field(path, "key");
        self.sends_with(hall, path, &key, name, content);
    }

    pub fn sends_with(&mut self, hall: &Hall, path: &str, key: &str, name: &str, content: &[u8]) {
        self.brings(hall, path, &[("key", key)], name, content);
    }

    /// Sends a form with a file in it.
    pub fn brings(&mut self, hall: &Hall, path: &str, fields: &[(&str, &str)], name: &str, content: &[u8]) {
        const EDGE: &str = "----a-line-that-stands-in-no-file";
        let field = |(name, value): &(&str, &str)| {
            format!("--{EDGE}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n")
        };
        let fields: String = fields.iter().map(field).collect();
        let head = format!(
            "{fields}--{EDGE}\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\
             Content-Type: application/octet-stream\r\n\r\n"
        );
        let end = format!("\r\n--{EDGE}--\r\n");
        let request = Request::post(path)
            .header(header::CONTENT_TYPE, format!("multipart/form-data; boundary={EDGE}"))
            .header(header::ORIGIN, self.origin);
        self.ask(hall, request, path, [head.as_bytes(), content, end.as_bytes()].concat());
    }

    fn ask(&mut self, hall: &Hall, request: axum::http::request::Builder, path: &str, body: impl Into<Body>) {
        let mut request =
            request.header(header::HOST, "rathaus.example").header(header::ACCEPT_LANGUAGE, self.language);
        if let Some(address) = &self.address {
            request = request.header("x-forwarded-for", address);
        }
        for cookie in self.cookie.iter().chain(&self.flow).chain(&self.known) {
            request = request.header(header::COOKIE, cookie);
        }
        if self.script {
            request = request.header("hx-request", "true");
        }
        let request = request.body(body.into()).expect("a request");
        let router = hub::http::router(hall.running.web.clone());
        let (parts, page) = self.runtime.block_on(async {
            let answer = router.oneshot(request).await.expect("a router always answers");
            let (parts, body) = answer.into_parts();
            (parts, to_bytes(body, usize::MAX).await.expect("it comes from memory"))
        });
        self.keep_cookie(&parts.headers);
        self.headers = parts.headers.clone();
        if let Some(place) = parts.headers.get(header::LOCATION) {
            let place = place.to_str().expect("our paths are ASCII").to_owned();
            if place.contains("://") {
                // Off to another server, where somebody else follows.
                (self.status, self.at, self.page) = (parts.status, place, String::new());
                return;
            }
            return self.follow(hall, &place);
        }
        let page = String::from_utf8(page.into()).expect("pages are UTF-8");
        (self.status, self.at) = (parts.status, path.to_owned());
        self.page = page.split_whitespace().collect::<Vec<_>>().join(" ");
        self.whole = page;
    }

    fn keep_cookie(&mut self, headers: &HeaderMap) {
        for set in headers.get_all(header::SET_COOKIE) {
            let set = set.to_str().expect("our cookies are ASCII");
            let pair = set.split(';').next().expect("split gives one at least");
            let kept = (!set.contains("Max-Age=0")).then(|| pair.to_owned());
            if pair.starts_with("__Host-wartemarke-known=") {
                assert!(set.contains("Secure; HttpOnly; SameSite=Strict; Max-Age="), "{set}");
                self.known = kept;
                continue;
            }
            match pair.starts_with(&format!("{}=", hub::http::SESSION_COOKIE)) {
                true => {
                    assert!(set.contains("Secure; HttpOnly; SameSite=Strict"), "{set}");
                    self.cookie = kept;
                }
                false => {
                    assert!(set.contains("Secure; HttpOnly; SameSite=Lax; Max-Age="), "{set}");
                    self.flow = kept;
                }
            }
        }
    }

    /// The value of a field in the first form that goes to `path`; empty where there is none.
    pub fn field(&self, path: &str, name: &str) -> String {
        // A form goes to the page's own address, whatever was asked for behind it.
        let path = path.split('?').next().expect("split gives one at least");
        let start = format!("<form method=\"post\" action=\"{path}\"");
        let Some((_, form)) = self.page.split_once(&start) else {
            panic!("no form goes to {path} in\n{}", self.page);
        };
        let form = form.split("</form>").next().expect("split gives one at least");
        let value = form.split_once(&format!("name=\"{name}\" value=\"")).map(|(_, rest)| rest);
        value.and_then(|rest| rest.split('"').next()).unwrap_or_default().to_owned()
    }

    #[track_caller]
    pub fn reads(&self, words: &str) {
        assert!(self.page.contains(words), "{words:?} is not in\n{}", self.page);
    }
}

pub fn encoded(text: &str) -> String {
    text.bytes().map(|byte| format!("%{byte:02X}")).collect()
}
