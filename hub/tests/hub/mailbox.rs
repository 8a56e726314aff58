//! A mail server at work, software of others, and what it received.

use std::io::{BufRead, BufReader, Write};
use std::process::{Child, ChildStdin, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use serde_json::Value;

use crate::hall::Hall;
use crate::node;

/// A letter that is not there by then is lost.
pub const WAIT_MAX: Duration = Duration::from_secs(20);

/// What the server repeats, and has no mood for.
const SO_FAR: &str = "so far";

pub struct Mailbox {
    child: Child,
    moods: ChildStdin,
    lines: Receiver<Value>,
    pub address: String,
}

impl Mailbox {
    /// None, and said aloud, where there is no node or its packages are not installed.
    pub fn start(test: &str) -> Option<Mailbox> {
        node::has("smtp-server", test).then(|| Mailbox::at(&["0"]))
    }

    /// One that writes to no address with other letters than those of English.
    pub fn of_old_kind(test: &str) -> Option<Mailbox> {
        node::has("smtp-server", test).then(|| Mailbox::at(&["0", "ascii"]))
    }

    /// The server is gone; where it was.
    pub fn goes_away(self) -> String {
        self.address.clone()
    }

    /// And works again, where it was.
    pub fn comes_back(address: &str) -> Mailbox {
        Mailbox::at(&[address.rsplit(':').next().expect("a port")])
    }

    fn at(arguments: &[&str]) -> Mailbox {
        let mut child = node::script("mailbox.mjs")
            .args(arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("node starts");
        let moods = child.stdin.take().expect("it is piped");
        let mut said = BufReader::new(child.stdout.take().expect("it is piped")).lines();
        let begin = said
            .by_ref()
            .map_while(Result::ok)
            .find_map(|line| line.strip_prefix("mailbox ").map(str::to_owned));
        let (tells, lines) = channel();
        std::thread::spawn(move || {
            for line in said.map_while(Result::ok) {
                if tells.send(serde_json::from_str(&line).expect("each line is JSON")).is_err() {
                    return;
                }
            }
        });
        Mailbox { child, moods, lines, address: begin.expect("it says where it is") }
    }

    /// How it treats the next mail: "later", "never", "full", "silent".
    pub fn is_asked_to_answer(&mut self, mood: &str) {
        writeln!(self.moods, "{mood}").expect("it listens");
        let said = self.lines.recv_timeout(WAIT_MAX).expect("it has heard it");
        assert_eq!(said["mood"], mood);
    }

    /// The next mail.
    #[track_caller]
    pub fn receives(&self) -> Value {
        self.lines.recv_timeout(WAIT_MAX).expect("no letter came")
    }

    /// All mails that came, once `hall` has nothing more to write.
    pub fn is_emptied(&self, hall: &Hall) -> Vec<Value> {
        // A round writes some of them only.
        let rounds = std::iter::repeat_with(|| self.came_by_now(hall));
        rounds.take_while(|mails| !mails.is_empty()).flatten().collect()
    }

    fn came_by_now(&self, hall: &Hall) -> Vec<Value> {
        hall.has_written();
        // The server answers after all it was told before.
        writeln!(&self.moods, "{SO_FAR}").expect("it listens");
        let said = || self.lines.recv_timeout(WAIT_MAX).expect("it has heard it");
        std::iter::from_fn(|| Some(said()).filter(|said| said["mood"] != SO_FAR)).collect()
    }

    #[track_caller]
    pub fn stays_empty(&self, hall: &Hall) {
        let mails = self.is_emptied(hall);
        assert!(mails.is_empty(), "nobody wrote this: {mails:?}");
    }
}

impl Drop for Mailbox {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
