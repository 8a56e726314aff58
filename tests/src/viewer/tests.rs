//! A browser's part, spoken by hand: pages, and a websocket to a wall that really runs.

use std::net::SocketAddr;
use std::sync::mpsc;

use hardware::screen::protocol::Output;
use hardware::screen::{ScreenKind, Wake, install};
use tokio::io::AsyncBufReadExt;
use tokio::io::BufReader;

use super::*;
use crate::folder::Folder;

#[tokio::test]
async fn somebody_looks_at_the_wall() {
    let (started, start) = mpsc::channel();
    let (stop, stopped) = mpsc::channel();
    let wall = std::thread::spawn(move || runs_until_it_is_told_to_stop(&started, stopped));
    let (program, wake): (SocketAddr, Wake) = start.recv().expect("the wall starts");
    let site = serves(Router::new().nest("/wall", router(program))).await;

    let mut browser = Browser::asks(site, "/wall/stream", "Origin: http://ours\r\n").await;
    assert_eq!(browser.status, "HTTP/1.1 101 Switching Protocols");
    assert_eq!(browser.next().await, Output::Size { width: 640, height: 360 });
    let Output::Picture { x, y, width, height, png } = browser.next().await else {
        panic!("a picture follows the size");
    };
    assert_eq!((x, y, width, height), (0, 0, 640, 360));
    assert!(png.starts_with(b"\x89PNG"), "a browser can read it");

    stop.send(()).expect("the wall runs");
    wake();
    assert_eq!(wall.join().expect("the wall ends well"), ());
}

#[tokio::test]
async fn the_page_of_somebody_else_may_not_look() {
    let site = serves(router(nobody())).await;
    let browser = Browser::asks(site, "/stream", "Origin: http://elsewhere\r\n").await;
    assert_eq!(browser.status, "HTTP/1.1 403 Forbidden");
}

#[tokio::test]
async fn a_program_that_does_not_run_ends_the_stream_at_once() {
    let site = serves(router(nobody())).await;
    let mut browser = Browser::asks(site, "/stream", "Origin: http://ours\r\n").await;
    let mut rest = Vec::new();
    let read = browser.line.read_to_end(&mut rest).await.expect("the end comes");
    assert!(read < 16, "no picture comes from nobody, only the end: {rest:?}");
}

#[tokio::test]
async fn the_page_finds_its_parts_wherever_it_is_nested() {
    let site = serves(Router::new().nest("/a/b", router(nobody()))).await;
    let page = gets(site, "/a/b").await;
    assert!(page.contains("<base href=\"/a/b/\">"), "{page}");
    assert!(page.to_lowercase().contains("content-security-policy: default-src 'none'"), "{page}");
    let at_the_top = serves(router(nobody())).await;
    assert!(gets(at_the_top, "/").await.contains("<base href=\"/\">"));
    assert!(gets(site, "/a/b/viewer.js").await.contains("text/javascript"));
    assert!(gets(site, "/a/b/viewer.css").await.contains("text/css"));
}

#[tokio::test]
async fn new_paper_is_announced_and_can_be_fetched() {
    let own = Folder::new("paper").expect("a folder");
    let folder = own.path();
    let slip = |name: &str| std::fs::write(folder.join(name), b"old IEND\xaeB`\x82").expect("a file");
    slip("slip-0001.png");
    let site = serves(Router::new().nest("/paper", slips(folder))).await;
    let mut events = Browser::asks(site, "/paper/events", "").await;
    assert_eq!(events.next_event().await, ("last".into(), "slip-0001.png".into()));
    slip("slip-0002.png");
    assert_eq!(events.next_event().await, ("slip".into(), "slip-0002.png".into()));
    assert!(gets(site, "/paper/slip-0002.png").await.contains("image/png"));
    assert!(gets(site, "/paper/..%2Fslip-0002.png").await.starts_with("HTTP/1.1 404"));
}

fn runs_until_it_is_told_to_stop(started: &mpsc::Sender<(SocketAddr, Wake)>, stopped: mpsc::Receiver<()>) {
    let kind: ScreenKind = "stream:127.0.0.1:0".parse().expect("a screen");
    let screen = install(&kind, 640, 360).expect("loopback has a free port");
    let config = display::config::Config::default();
    let (_hub, messages) = mpsc::channel();
    let speaker = Box::new(hardware::speaker::MemorySpeaker::default());
    let app = display::app::App::fed_by(messages, &config, speaker).expect("a wall");
    started.send((screen.address().expect("a stream"), screen.wake())).expect("the test waits");
    let pumped = app.clone();
    let pump = move || {
        if stopped.try_recv().is_ok() {
            slint::quit_event_loop().expect("it runs");
        }
        pumped.pump(std::time::Duration::ZERO)
    };
    screen.run(app.window(), pump).expect("it ends when it is told");
}

/// An address where nobody listens: it was free a moment ago.
fn nobody() -> SocketAddr {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").expect("a free port");
    listener.local_addr().expect("an address")
}

async fn serves(router: Router) -> SocketAddr {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a free port");
    let address = listener.local_addr().expect("an address");
    tokio::spawn(async move { axum::serve(listener, router).await });
    address
}

async fn gets(site: SocketAddr, path: &str) -> String {
    let mut line = TcpStream::connect(site).await.expect("the site listens");
    let request = format!("GET {path} HTTP/1.1\r\nHost: ours\r\nConnection: close\r\n\r\n");
    line.write_all(request.as_bytes()).await.expect("the site reads");
    let mut answer = Vec::new();
    line.read_to_end(&mut answer).await.expect("the site answers");
    String::from_utf8_lossy(&answer).into_owned()
}

struct Browser {
    line: BufReader<TcpStream>,
    status: String,
}

impl Browser {
    /// Asks for `path` as a websocket, which an event stream does not mind.
    async fn asks(site: SocketAddr, path: &str, more: &str) -> Self {
        let mut line = TcpStream::connect(site).await.expect("the site listens");
        let request = format!(
            "GET {path} HTTP/1.1\r\nHost: ours\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\
             Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n{more}\r\n"
        );
        line.write_all(request.as_bytes()).await.expect("the site reads");
        let mut browser = Browser { line: BufReader::new(line), status: String::new() };
        browser.status = browser.line().await;
        while !browser.line().await.is_empty() {}
        browser
    }

    async fn line(&mut self) -> String {
        let mut line = String::new();
        self.line.read_line(&mut line).await.expect("a line");
        line.trim_end().to_owned()
    }

    /// The next message of a websocket: servers neither mask nor split them here.
    async fn next(&mut self) -> Output {
        assert_eq!(self.line.read_u8().await.expect("a message"), 0x82, "binary and whole");
        let length = match self.line.read_u8().await.expect("a length") {
            126 => u64::from(self.line.read_u16().await.expect("a length")),
            127 => self.line.read_u64().await.expect("a length"),
            short => u64::from(short),
        };
        let mut message = vec![0; length as usize];
        self.line.read_exact(&mut message).await.expect("as long as it said");
        Output::decode(&message).expect("ours")
    }

    /// Name and data of the next event.
    async fn next_event(&mut self) -> (String, String) {
        let mut name = None;
        loop {
            let line = self.line().await;
            if let Some(text) = line.strip_prefix("event: ") {
                name = Some(text.to_owned());
            }
            if let (Some(text), Some(name)) = (line.strip_prefix("data: "), &name) {
                return (name.clone(), text.to_owned());
            }
        }
    }
}
