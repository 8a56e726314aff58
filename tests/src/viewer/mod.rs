//! Streamed screens in a browser: the page a person looks at, and the bridge to the program.
//!
//! The bridge keeps nothing. Each browser gets a connection of its own to the program, which sends
//! the whole picture to whoever comes; so a page may be opened twice, reloaded, or left open while
//! the program starts anew. What the bytes mean is in `hardware::screen::protocol`.

mod slips;

use std::net::SocketAddr;

use axum::Router;
use axum::extract::ws::{Message, WebSocket, WebSocketUpgrade};
use axum::extract::{OriginalUri, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{Html, IntoResponse, Response};
use axum::routing::get;
use hardware::screen::protocol::{INPUT_BYTES_MAX, PICTURE_BYTES_MAX};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::net::tcp::OwnedReadHalf;
use tokio::sync::mpsc;

pub use slips::slips;

/// Scripts, styles and pictures from here and from nowhere else.
pub const CONTENT_SECURITY_POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; \
     img-src 'self' blob:; connect-src 'self'; base-uri 'self'; frame-ancestors 'self'";
/// Pictures on their way to one browser. More would only make an old picture arrive later; the
/// program skips pictures for a browser that is behind.
const PICTURES_UNDER_WAY: usize = 4;

/// The page of the screen that is streamed at `program` (`GET /`), and its pictures and touches
/// (`GET /stream`). Nest it anywhere.
pub fn router(program: SocketAddr) -> Router {
    Router::new()
        .route("/", get(page))
        .route("/stream", get(stream))
        .route("/viewer.js", get(|| async { script(include_str!("page/viewer.js")) }))
        .route("/viewer.css", get(|| async { style(include_str!("page/viewer.css")) }))
        .with_state(program)
}

async fn page(OriginalUri(uri): OriginalUri) -> Response {
    html(include_str!("page/viewer.html"), uri.path())
}

/// A page of ours, which finds its parts wherever it is nested.
fn html(page: &'static str, path: &str) -> Response {
    let page = page.replace("{base}", path.trim_end_matches('/'));
    ([(header::CONTENT_SECURITY_POLICY, CONTENT_SECURITY_POLICY)], Html(page)).into_response()
}

fn script(text: &'static str) -> impl IntoResponse {
    ([(header::CONTENT_TYPE, "text/javascript; charset=utf-8")], text)
}

fn style(text: &'static str) -> impl IntoResponse {
    ([(header::CONTENT_TYPE, "text/css; charset=utf-8")], text)
}

async fn stream(
    State(program): State<SocketAddr>,
    headers: HeaderMap,
    upgrade: WebSocketUpgrade,
) -> Response {
    if !is_from_our_page(&headers) {
        return StatusCode::FORBIDDEN.into_response();
    }
    let upgrade = upgrade.max_message_size(INPUT_BYTES_MAX).max_frame_size(INPUT_BYTES_MAX);
    upgrade.on_upgrade(move |browser| async move {
        if let Err(fault) = bridge(browser, program).await {
            tracing::debug!(%program, %fault, "a viewer is gone");
        }
    })
}

/// A page of somebody else, open in the same browser, must not look at the kiosk or touch it:
/// browsers let every page open websockets anywhere, and only say who asks.
fn is_from_our_page(headers: &HeaderMap) -> bool {
    let text = |name| headers.get(name).and_then(|value| value.to_str().ok());
    match (text(header::ORIGIN), text(header::HOST)) {
        (Some(origin), Some(host)) => origin.split_once("://").is_some_and(|(_, origin)| origin == host),
        // Not a browser.
        (None, _) => true,
        (Some(_), None) => false,
    }
}

/// Carries frames both ways until one side leaves. A program that does not run is one that left.
async fn bridge(mut browser: WebSocket, program: SocketAddr) -> anyhow::Result<()> {
    let program = TcpStream::connect(program).await?;
    program.set_nodelay(true)?;
    let (from_program, mut to_program) = program.into_split();
    let (sender, mut pictures) = mpsc::channel(PICTURES_UNDER_WAY);
    let reading = tokio::spawn(read_pictures(from_program, sender));
    let carried = async {
        loop {
            tokio::select! {
                picture = pictures.recv() => match picture {
                    Some(picture) => browser.send(Message::Binary(picture.into())).await?,
                    None => return anyhow::Ok(()),
                },
                input = browser.recv() => match input.transpose()? {
                    Some(Message::Binary(input)) => {
                        to_program.write_u32(u32::try_from(input.len())?).await?;
                        to_program.write_all(&input).await?;
                    }
                    Some(Message::Ping(_) | Message::Pong(_)) => {}
                    Some(Message::Text(_) | Message::Close(_)) | None => return Ok(()),
                },
            }
        }
    };
    let ended = carried.await;
    reading.abort();
    ended
}

async fn read_pictures(mut from: OwnedReadHalf, pictures: mpsc::Sender<Vec<u8>>) -> anyhow::Result<()> {
    loop {
        let length = from.read_u32().await? as usize;
        anyhow::ensure!(length <= PICTURE_BYTES_MAX, "a frame of {length} bytes");
        let mut picture = vec![0; length];
        from.read_exact(&mut picture).await?;
        pictures.send(picture).await?;
    }
}

#[cfg(test)]
mod tests;
