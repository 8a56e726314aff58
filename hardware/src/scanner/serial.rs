//! A scanner on a serial line, or on USB as one (`/dev/ttyACM0`).

use std::io::{self, ErrorKind, Read};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, TrySendError, sync_channel};
use std::thread;
use std::time::{Duration, Instant};

use tracing::{info, warn};

use super::{Lines, Scanner, ScannerFault, WAITING_MAX};
use crate::event_device::LOOK_AGAIN;

/// A line that says nothing is asked again; it is only so long that nothing has to be woken for it.
const WAITS: Duration = Duration::from_secs(60);

pub struct SerialScanner(Receiver<Result<String, ScannerFault>>);

impl SerialScanner {
    /// `baud` is how fast the line is; a scanner on USB does not care. A missing one is waited for.
    pub fn follow(path: &Path, baud: u32) -> Self {
        let (tell, told) = sync_channel(WAITING_MAX);
        let path: PathBuf = path.into();
        let follow = move || {
            let mut is_there = true;
            loop {
                let why = match serialport::new(path.to_string_lossy(), baud).timeout(WAITS).open() {
                    Ok(line) => {
                        info!(path = %path.display(), "is there");
                        is_there = true;
                        let tells =
                            |line| !matches!(tell.try_send(Ok(line)), Err(TrySendError::Disconnected(_)));
                        match read(line, tells) {
                            Some(why) => why,
                            None => return,
                        }
                    }
                    Err(why) => why.into(),
                };
                if is_there {
                    warn!(path = %path.display(), %why, "is not there");
                    is_there = false;
                    if let Err(TrySendError::Disconnected(_)) = tell.try_send(Err(ScannerFault::Gone)) {
                        return;
                    }
                }
                thread::sleep(LOOK_AGAIN);
            }
        };
        let named = thread::Builder::new().name("scanner-line".into());
        named.spawn(follow).expect("a program may start a thread");
        SerialScanner(told)
    }
}

impl Scanner for SerialScanner {
    fn next(&mut self) -> Result<String, ScannerFault> {
        self.0.recv().unwrap_or(Err(ScannerFault::Closed))
    }
}

/// Why it has ended, unless nobody is there to be told any more.
fn read(mut line: impl Read, tells: impl Fn(String) -> bool) -> Option<io::Error> {
    let (mut lines, mut bytes) = (Lines::default(), [0; 256]);
    loop {
        match line.read(&mut bytes) {
            Ok(0) => return Some(ErrorKind::UnexpectedEof.into()),
            Ok(count) => {
                let now = Instant::now();
                let whole = bytes[..count].iter().filter_map(|byte| lines.take(char::from(*byte), now));
                for line in whole.collect::<Vec<_>>() {
                    if !tells(line) {
                        return None;
                    }
                }
            }
            Err(why) if matches!(why.kind(), ErrorKind::Interrupted | ErrorKind::TimedOut) => {}
            Err(why) => return Some(why),
        }
    }
}
