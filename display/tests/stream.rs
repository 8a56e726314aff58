//! A streamed screen and those who look at it, with a window of a few rectangles.
//!
//! One scene: slint has one platform in a process, so everything a viewer can live through
//! happens here in a row. It is a test of `hardware`, and lives here because that crate forbids
//! what slint generates.

use std::cell::Cell;
use std::collections::BTreeSet;
use std::net::{SocketAddr, TcpStream};
use std::sync::mpsc::{self, Sender};
use std::time::Duration;

use hardware::screen::protocol::{self, Input, Output};
use hardware::screen::{ScreenKind, Wake, install};

slint::slint! {
    export component Glass inherits Window {
        in-out property <string> typed;
        in-out property <int> touches;
        background: #ffffff;
        forward-focus: keys;
        Rectangle {
            x: 0; y: 0; width: 40px; height: 30px;
            background: touch.pressed ? #ff0000 : #0000ff;
            touch := TouchArea { clicked => { root.touches += 1; } }
        }
        keys := FocusScope {
            key-pressed(event) => { root.typed += event.text; accept }
        }
    }
}

#[test]
fn somebody_looks_touches_types_and_leaves() {
    let (started, start) = mpsc::channel();
    let screen = std::thread::spawn(move || runs_until_it_is_told_to_stop(&started));
    let (address, wake, stop): (SocketAddr, Wake, Sender<()>) = start.recv().expect("the screen starts");

    let mut first = Watcher::comes(address);
    assert_eq!(first.sees((5, 5)), BLUE, "the whole picture comes without asking");
    assert_eq!(first.sees((100, 90)), WHITE);

    let mut second = Watcher::comes(address);
    assert_eq!(second.sees((5, 5)), BLUE, "one who comes later sees the same");

    first.does(&Input::Press { x: 20, y: 20 });
    assert_eq!(first.gets(), (0, 0, 40, 30), "only what changed is sent");
    assert_eq!(first.sees((5, 5)), RED);
    assert_eq!(second.gets(), (0, 0, 40, 30), "and to everybody");

    first.does(&Input::Release { x: 20, y: 20 });
    first.gets();
    assert_eq!(first.sees((5, 5)), BLUE);
    second.gets();

    first.does(&Input::Press { x: 20, y: 20 });
    first.gets();
    second.gets();
    drop(first);
    second.gets();
    assert_eq!(second.sees((5, 5)), BLUE, "a browser closed while touching leaves nothing pressed");

    second.does(&Input::KeyDown { key: "ß".into() });
    second.does(&Input::KeyDown { key: "Enter".into() });
    second.does(&Input::KeyDown { key: "MediaPlay".into() });
    second.does(&Input::Repaint);
    assert_eq!(second.gets(), (0, 0, 120, 100), "the whole picture on request");

    stop.send(()).expect("the screen still runs");
    wake();
    let (touches, typed) = screen.join().expect("the screen ends well");
    assert_eq!(touches, 1, "the touch that was broken off did not count");
    assert_eq!(typed, "ß\n", "keys that are none of ours are left out");
}

/// A picture that does not come by then does not come at all; nothing else waits for this.
const PATIENCE: Duration = Duration::from_secs(20);
const BLUE: [u8; 3] = [0, 0, 255];
const RED: [u8; 3] = [255, 0, 0];
const WHITE: [u8; 3] = [255, 255, 255];

fn runs_until_it_is_told_to_stop(started: &Sender<(SocketAddr, Wake, Sender<()>)>) -> (i32, String) {
    let kind: ScreenKind = "stream:127.0.0.1:0".parse().expect("a screen");
    let screen = install(&kind, 120, 100).expect("loopback has a free port");
    let glass = Glass::new().expect("the platform makes windows");
    let (stop, stopped) = mpsc::channel();
    let address = screen.address().expect("a stream has an address");
    started.send((address, screen.wake(), stop)).expect("the test waits");
    let turns = Cell::new(0);
    let pump = move || {
        turns.set(turns.get() + 1);
        assert!(turns.get() < 100, "the screen sleeps between wakes");
        if stopped.try_recv().is_ok() {
            slint::quit_event_loop().expect("it runs");
        }
        None
    };
    screen.run(&glass, pump).expect("it ends when it is told");
    (glass.get_touches(), glass.get_typed().to_string())
}

/// A viewer as a browser would be one: it keeps the picture and paints what it gets.
struct Watcher {
    line: TcpStream,
    width: usize,
    pixels: Vec<u8>,
    drawn: BTreeSet<(u16, u16, u16, u16)>,
}

impl Watcher {
    fn comes(address: SocketAddr) -> Self {
        let line = TcpStream::connect(address).expect("the screen listens");
        line.set_read_timeout(Some(PATIENCE)).expect("a time");
        let mut watcher = Watcher { line, width: 0, pixels: vec![], drawn: BTreeSet::new() };
        let Output::Size { width, height } = watcher.next() else { panic!("the size comes first") };
        watcher.width = usize::from(width);
        watcher.pixels = vec![0; usize::from(width) * usize::from(height) * 3];
        while !watcher.drawn.contains(&(0, 0, 120, 100)) {
            watcher.gets();
        }
        watcher
    }

    fn does(&mut self, input: &Input) {
        protocol::write_frame(&mut self.line, &input.encode()).expect("the screen reads");
    }

    fn next(&mut self) -> Output {
        let message = protocol::read_frame(&mut self.line, protocol::PICTURE_BYTES_MAX);
        Output::decode(&message.expect("a whole frame").expect("no end")).expect("ours")
    }

    /// Waits for the next rectangle and paints it.
    fn gets(&mut self) -> (u16, u16, u16, u16) {
        let (x, y, width, height, file) = loop {
            if let Output::Picture { x, y, width, height, png } = self.next() {
                break (x, y, width, height, png);
            }
        };
        let mut png = png::Decoder::new(std::io::Cursor::new(file)).read_info().expect("a PNG");
        let row = usize::from(width) * 3;
        let mut part = vec![0; row * usize::from(height)];
        png.next_frame(&mut part).expect("a whole PNG");
        for (line, from) in part.chunks_exact(row).enumerate() {
            let to = ((usize::from(y) + line) * self.width + usize::from(x)) * 3;
            self.pixels[to..to + row].copy_from_slice(from);
        }
        self.drawn.insert((x, y, width, height));
        (x, y, width, height)
    }

    fn sees(&self, (x, y): (usize, usize)) -> [u8; 3] {
        let at = (y * self.width + x) * 3;
        self.pixels[at..at + 3].try_into().expect("three bytes a pixel")
    }
}
