//! The doors of the hub: every path with its method, and the right it takes.
//!
//! A handler can only be reached through a door, and at the door it is decided who asks and whether
//! they may. So nobody forgets to ask, and the list of all doors is there to be tested.

use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::time::Duration;

use axum::Router;
use axum::extract::{ConnectInfo, Request, State};
use axum::handler::Handler;
use axum::http::request::Parts;
use axum::http::{Method, StatusCode, Uri, header};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use axum::routing::{MethodFilter, MethodRouter, on};
use utoipa::openapi::OpenApi;
use utoipa_axum::router::{OpenApiRouter, UtoipaMethodRouter};

use super::login::{self, Address};
use super::{Asker, Refusal, Web, docs, pages, session};
use crate::rights::{Right, Role};

/// A way in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Door {
    pub method: Method,
    /// As the router writes it: "/desk/{counter}".
    pub path: String,
    pub right: Right,
}

/// Longer than any commit waits for the disk. A form that trickles in ends here; what is told over
/// hours, as event streams are, has been answered long before.
const ANSWER_WITHIN: Duration = Duration::from_secs(30);

/// Doors that are built in. What is not in here has no handler.
pub struct Doors {
    web: Web,
    router: OpenApiRouter<Web>,
    list: Vec<Door>,
}

impl Doors {
    pub fn new(web: Web, document: OpenApi) -> Doors {
        Doors { web, router: OpenApiRouter::with_openapi(document), list: Vec::new() }
    }

    /// A door for programs, described in the API's document.
    pub fn api(mut self, right: Right, routes: UtoipaMethodRouter<Web>) -> Doors {
        let (schemas, mut paths, mut methods) = routes;
        for (path, item) in &mut paths.paths {
            let described = [
                (Method::GET, &mut item.get),
                (Method::POST, &mut item.post),
                (Method::PUT, &mut item.put),
                (Method::PATCH, &mut item.patch),
                (Method::DELETE, &mut item.delete),
            ];
            for (method, operation) in described {
                let Some(operation) = operation else { continue };
                docs::tells_of_the_door(operation, &method, right);
                methods = self.guarded(method, path, right, ANSWER_WITHIN, methods);
            }
        }
        self.router = self.router.routes((schemas, paths, methods));
        self
    }

    pub fn get<T: 'static>(self, path: &str, right: Right, handler: impl Handler<T, Web>) -> Doors {
        self.door(Method::GET, path, right, ANSWER_WITHIN, handler)
    }

    pub fn post<T: 'static>(self, path: &str, right: Right, handler: impl Handler<T, Web>) -> Doors {
        self.door(Method::POST, path, right, ANSWER_WITHIN, handler)
    }

    /// A form with files in it, which a slow line takes its time for.
    pub fn post_files<T: 'static>(
        self,
        path: &str,
        right: Right,
        handler: impl Handler<T, Web>,
        within: Duration,
    ) -> Doors {
        self.door(Method::POST, path, right, within, handler)
    }

    fn door<T: 'static>(
        mut self,
        method: Method,
        path: &str,
        right: Right,
        within: Duration,
        handler: impl Handler<T, Web>,
    ) -> Doors {
        let filter = MethodFilter::try_from(method.clone()).expect("GET and POST are methods axum knows");
        let guarded = self.guarded(method, path, right, within, on(filter, handler));
        self.router = self.router.route(path, guarded);
        self
    }

    /// All doors, and the description of those for programs.
    pub fn finish(self) -> (Router<Web>, OpenApi, Vec<Door>) {
        let (router, document) = self.router.split_for_parts();
        (router, document, self.list)
    }

    fn guarded(
        &mut self,
        method: Method,
        path: &str,
        right: Right,
        within: Duration,
        handler: MethodRouter<Web>,
    ) -> MethodRouter<Web> {
        self.list.push(Door { method, path: path.to_owned(), right });
        handler.route_layer(from_fn_with_state((self.web.clone(), right, within), guard))
    }
}

type Guarded = (Web, Right, Duration);

async fn guard(State((web, right, within)): State<Guarded>, request: Request, next: Next) -> Response {
    let answered = tokio::time::timeout(within, let_in(&web, right, request, next)).await;
    answered.unwrap_or_else(|_| StatusCode::REQUEST_TIMEOUT.into_response())
}

async fn let_in(web: &Web, right: Right, request: Request, next: Next) -> Response {
    let (mut parts, body) = request.into_parts();
    let address = address(web, &parts);
    parts.extensions.insert(address);
    let is_for_program = is_for_programs(&parts.uri);
    match admitted(web, right, &parts).await {
        Ok(asker) => {
            parts.extensions.insert(asker);
            parts.extensions.insert(right);
            let policy = web.policy_in_frames.as_ref().filter(|_| is_for_citizens(&parts.uri));
            let mut answer = next.run(Request::from_parts(parts, body)).await;
            if let Some(policy) = policy {
                answer.headers_mut().insert(header::CONTENT_SECURITY_POLICY, policy.clone());
            }
            match is_unread(&answer) {
                true if is_for_program => Refusal::unread(answer.status()).into_response(),
                true => pages::unread(web),
                false => answer,
            }
        }
        Err(refusal) if is_for_program => refusal.into_response(),
        Err(refusal) => pages::turned_away(web, &parts.headers, &refusal),
    }
}

/// Whether no handler saw the request: what cannot be read of an address, a query or a form is said by the
/// framework, in plain English and to whoever it may be. Handlers of ours say nothing as plain text.
fn is_unread(answer: &Response) -> bool {
    let kind = answer.headers().get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
    answer.status().is_client_error() && kind.is_some_and(|kind| kind.starts_with("text/plain"))
}

/// Whether a program asks, which reads a problem and no page.
pub fn is_for_programs(uri: &Uri) -> bool {
    uri.path().starts_with("/api/")
}

/// Whether citizens book there, or have their booking there.
fn is_for_citizens(uri: &Uri) -> bool {
    [pages::BOOKING, pages::OWN_BOOKING, pages::ABOUT].iter().any(|start| uri.path().starts_with(start))
}

/// Who asks, if they may come in here.
async fn admitted(web: &Web, right: Right, parts: &Parts) -> Result<Asker, Refusal> {
    let asker = Asker::of(web, &parts.headers).await?;
    // Devices and people are known, and there are only so many of them.
    let Address(address) = address(web, parts);
    if matches!(asker, Asker::Nobody) && !web.rates().admit(address, web.clock.now()) {
        return Err(Refusal::too_many());
    }
    // A token is shown on purpose; a cookie comes along with whatever made the browser ask.
    let by_token = matches!(asker, Asker::Device(_));
    if !by_token && !matches!(parts.method, Method::GET | Method::HEAD) {
        session::check_origin(web, &parts.headers, &parts.uri)?;
    }
    if let Asker::Person { session, .. } = &asker
        && let Some(lacks) = login::lacks(web, session)
        && ![Right::Enter, Right::Prove].contains(&right)
    {
        return Err(Refusal::lacks(lacks));
    }
    match asker.role() {
        role if role.may(right) => asker.at_site_of(web, parts),
        Role::Visitor => Err(Refusal::unauthorized()),
        role => Err(Refusal::wrong_asker(role)),
    }
}

/// Of the connection, or what the proxy says of its own one: the last it added.
fn address(web: &Web, parts: &Parts) -> Address {
    let peer = parts.extensions.get::<ConnectInfo<SocketAddr>>().map(|ConnectInfo(peer)| peer.ip());
    // Only a request that never was on a network has none.
    let peer = peer.unwrap_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED)).to_canonical();
    let forwarded = parts.headers.get_all("x-forwarded-for").iter().next_back();
    let last =
        forwarded.and_then(|value| value.to_str().ok()?.rsplit(',').next()?.trim().parse::<IpAddr>().ok());
    // A socket for both kinds of addresses says ::ffff:127.0.0.1, and the configuration 127.0.0.1.
    let is_proxy = web.config.hub.proxy.is_some_and(|proxy| proxy.to_canonical() == peer);
    Address(last.filter(|_| is_proxy).unwrap_or(peer).to_canonical())
}
