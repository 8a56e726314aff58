//! A scanner that is a keyboard to the kernel, as most are. It is grabbed: what it types reaches this program
//! and no other.

use std::io;
use std::sync::mpsc::{Receiver, SyncSender, TrySendError, sync_channel};
use std::thread;
use std::time::Instant;

use evdev::{Device, EventType, KeyCode};
use tracing::{info, warn};

use super::{Layout, Lines, Scanner, ScannerFault, WAITING_MAX};
use crate::event_device::{COMES_UP, GOES_DOWN, LOOK_AGAIN, Raw, Source, found, read_to_its_end};

pub struct EvdevScanner(Receiver<Result<String, ScannerFault>>);

impl EvdevScanner {
    /// `device` is a path, or a name as the kernel has it. A missing one is waited for.
    pub fn follow(device: &str, layout: Layout) -> Self {
        let (tell, told) = sync_channel(WAITING_MAX);
        let mut follower = Follower::new(device, layout, tell);
        let name = device.to_owned();
        let follow = move || {
            while follower.lives_through(opened(&name)) {
                thread::sleep(LOOK_AGAIN);
            }
        };
        let named = thread::Builder::new().name("scanner-device".into());
        named.spawn(follow).expect("a program may start a thread");
        EvdevScanner(told)
    }
}

impl Scanner for EvdevScanner {
    fn next(&mut self) -> Result<String, ScannerFault> {
        self.0.recv().unwrap_or(Err(ScannerFault::Closed))
    }
}

/// Whatever types letters and ends a line.
fn opened(name: &str) -> io::Result<Device> {
    let types = |device: &Device| {
        let keys = device.supported_keys();
        keys.is_some_and(|keys| keys.contains(KeyCode::KEY_A) && keys.contains(KeyCode::KEY_ENTER))
    };
    let mut device = found(name, types)?;
    device.grab()?;
    Ok(device)
}

/// Follows the device from being there to being gone, again and again.
struct Follower {
    name: String,
    layout: Layout,
    lines: Lines,
    /// Shift keys that are held.
    left: bool,
    right: bool,
    /// As far as it was told; nothing at first.
    is_there: Option<bool>,
    tell: SyncSender<Result<String, ScannerFault>>,
}

impl Follower {
    fn new(name: &str, layout: Layout, tell: SyncSender<Result<String, ScannerFault>>) -> Follower {
        let (name, lines) = (name.to_owned(), Lines::default());
        Follower { name, layout, lines, left: false, right: false, is_there: None, tell }
    }

    /// Until it is gone. Whether there is anybody left to be told of it.
    fn lives_through(&mut self, source: io::Result<impl Source>) -> bool {
        let mut source = match source {
            Ok(source) => source,
            Err(why) => return self.is_gone(&why),
        };
        info!(device = self.name, "is there");
        self.is_there = Some(true);
        (self.left, self.right) = (false, false);
        self.lines.forget();
        match read_to_its_end(&mut source, |event| self.hears(event, Instant::now())) {
            Some(why) => self.is_gone(&why),
            None => false,
        }
    }

    fn hears(&mut self, event: Raw, now: Instant) -> bool {
        if EventType(event.kind) != EventType::KEY {
            return true;
        }
        match (KeyCode(event.code), event.value) {
            (KeyCode::KEY_LEFTSHIFT, value) => self.left = value != COMES_UP,
            (KeyCode::KEY_RIGHTSHIFT, value) => self.right = value != COMES_UP,
            (key, GOES_DOWN) => {
                // A key that is on no keyboard spoils the line it is in.
                let letter = self.layout.letter(key, self.left || self.right).unwrap_or('\0');
                if let Some(line) = self.lines.take(letter, now) {
                    return self.tells(Ok(line));
                }
            }
            _ => {}
        }
        true
    }

    fn is_gone(&mut self, why: &io::Error) -> bool {
        if self.is_there.replace(false) == Some(false) {
            return true;
        }
        warn!(device = self.name, %why, "is not there");
        self.tells(Err(ScannerFault::Gone))
    }

    /// What nobody has come to yet is enough: more at once is no visitor.
    fn tells(&self, told: Result<String, ScannerFault>) -> bool {
        match self.tell.try_send(told) {
            Ok(()) | Err(TrySendError::Full(_)) => true,
            Err(TrySendError::Disconnected(_)) => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LINK: &str = "HTTPS://TERMINE.MUSTERSTADT.DE/B/7F3C9AKD/ABCDEFGHJKMNPQRSTVWXYZ0123";

    #[test]
    fn a_link_is_read_as_it_is_printed_on_either_keyboard() {
        for layout in [Layout::Us, Layout::De] {
            assert_eq!(told(layout, vec![typed(layout, LINK)]), [Ok(LINK.to_owned()), GONE]);
            let small = LINK.to_lowercase();
            assert_eq!(told(layout, vec![typed(layout, &small)]), [Ok(small.clone()), GONE]);
        }
    }

    /// Set to another country than it is, it reads something, and never does anything.
    #[test]
    fn a_wrong_keyboard_reads_nonsense_and_nothing_else() {
        let told = told(Layout::De, vec![typed(Layout::Us, LINK)]);
        assert_eq!(told.len(), 1, "a letter that is not ASCII spoils the line: {told:?}");
    }

    #[test]
    fn control_keys_spoil_the_line_they_are_in() {
        for key in [KeyCode::KEY_F4, KeyCode::KEY_LEFTALT, KeyCode::KEY_ESC, KeyCode::KEY_SYSRQ] {
            let mut strange = vec![down(key), up(key)];
            strange.extend(typed(Layout::Us, "7F3C9AKD"));
            strange.extend(typed(Layout::Us, "FINE"));
            assert_eq!(told(Layout::Us, vec![strange]), [Ok("FINE".to_owned()), GONE]);
        }
    }

    #[test]
    fn a_shift_that_was_held_when_it_was_unplugged_is_held_no_more() {
        let lives = vec![vec![down(KeyCode::KEY_LEFTSHIFT)], typed(Layout::Us, "7f")];
        assert_eq!(told(Layout::Us, lives), [GONE, Ok("7f".to_owned()), GONE]);
    }

    #[test]
    fn a_flood_is_cut_off() {
        let flood: Vec<Raw> = (0..1_000).flat_map(|_| typed(Layout::Us, "A")).collect();
        assert_eq!(told(Layout::Us, vec![flood]), vec![Ok("A".to_owned()); WAITING_MAX]);
    }

    const GONE: Result<String, ScannerFault> = Err(ScannerFault::Gone);

    fn down(key: KeyCode) -> Raw {
        Raw { kind: EventType::KEY.0, code: key.0, value: GOES_DOWN }
    }

    fn up(key: KeyCode) -> Raw {
        Raw { value: COMES_UP, ..down(key) }
    }

    /// The keys a scanner of this layout types for a line.
    fn typed(layout: Layout, line: &str) -> Vec<Raw> {
        let keys = |letter: char| {
            let codes = || (0..u16::from(u8::MAX)).map(KeyCode);
            let of = |with_shift: bool| codes().find(|key| layout.letter(*key, with_shift) == Some(letter));
            match of(false) {
                Some(key) => vec![down(key), up(key)],
                None => {
                    let key = of(true).expect("it is on the keyboard");
                    let shift = KeyCode::KEY_LEFTSHIFT;
                    vec![down(shift), down(key), up(key), up(shift)]
                }
            }
        };
        line.chars().chain(['\r']).flat_map(keys).collect()
    }

    /// What was written down of a device until it was unplugged.
    struct Recording(Vec<Raw>);

    impl Source for Recording {
        fn read(&mut self) -> io::Result<Vec<Raw>> {
            match self.0.is_empty() {
                true => Err(io::Error::other("No such device")),
                false => Ok(std::mem::take(&mut self.0)),
            }
        }
    }

    fn told(layout: Layout, lives: Vec<Vec<Raw>>) -> Vec<Result<String, ScannerFault>> {
        let (tell, told) = sync_channel(WAITING_MAX);
        let mut follower = Follower::new("scanner", layout, tell);
        for life in lives {
            assert!(follower.lives_through(Ok(Recording(life))));
        }
        told.try_iter().collect()
    }
}
