//! A keypad that is a keyboard to the kernel, and the jack of a headset, read from their event devices.
//!
//! The keypad is grabbed: what is typed on it reaches this program and no other.

use std::io;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;

use evdev::{Device, EventType, SwitchCode};
use tracing::{info, warn};

use super::{Felt, KeyTable, Keypad, KeypadFault};
use crate::event_device::{GOES_DOWN, LOOK_AGAIN, Raw, Source, found, read_to_its_end};

pub struct EvdevKeypad(Receiver<Result<Felt, KeypadFault>>);

impl EvdevKeypad {
    /// `device` is the keypad and `jack` where a headset is felt: the same one, where nothing is said. Each
    /// is a path, or a name as the kernel has it. Missing ones are waited for.
    pub fn follow(device: &str, jack: Option<&str>, keys: KeyTable) -> Self {
        let (tell, told) = channel();
        let has_own_jack = jack.is_some_and(|jack| jack != device);
        let watched = [Some((device, !has_own_jack)), jack.filter(|_| has_own_jack).map(|jack| (jack, true))];
        for (nth, (name, feels_jack)) in watched.into_iter().flatten().enumerate() {
            let keys = (nth == 0).then(|| keys.clone());
            let (name, tell) = (name.to_owned(), tell.clone());
            let follow = move || {
                let mut follower = Follower::new(&name, keys.clone(), feels_jack, tell);
                while follower.lives_through(opened(&name, keys.as_ref())) {
                    thread::sleep(LOOK_AGAIN);
                }
            };
            let named = thread::Builder::new().name("keypad-device".into());
            named.spawn(follow).expect("a program may start a thread");
        }
        EvdevKeypad(told)
    }
}

impl Keypad for EvdevKeypad {
    fn next(&mut self) -> Result<Felt, KeypadFault> {
        self.0.recv().unwrap_or(Err(KeypadFault::Closed))
    }
}

/// A keypad or a jack that is there: what tests have a recording of.
trait Felts: Source {
    /// Whether a headset is in the jack now.
    fn has_headset(&self) -> bool;
}

impl Felts for Device {
    fn has_headset(&self) -> bool {
        // A device without a jack says so by an error.
        self.get_switch_state().is_ok_and(|state| state.contains(SwitchCode::SW_HEADPHONE_INSERT))
    }
}

/// The device of that name; the keypad is the one of its keyboards that has our keys, and is taken for us
/// alone.
fn opened(name: &str, keys: Option<&KeyTable>) -> io::Result<Device> {
    let has_jack = |device: &Device| {
        let own = device.supported_switches();
        own.is_some_and(|own| own.contains(SwitchCode::SW_HEADPHONE_INSERT))
    };
    let Some(keys) = keys else { return found(name, |device| name.starts_with('/') || has_jack(device)) };
    let mut device = found(name, |device| has_some(device, keys))?;
    device.grab()?;
    Ok(device)
}

fn has_some(device: &Device, keys: &KeyTable) -> bool {
    device.supported_keys().is_some_and(|own| keys.codes().any(|code| own.contains(code)))
}

/// Follows one device from being there to being gone, again and again.
struct Follower {
    name: String,
    /// Of the keypad; the jack alone has none.
    keys: Option<KeyTable>,
    feels_jack: bool,
    headset: bool,
    /// As far as it was told; nothing at first.
    is_there: Option<bool>,
    tell: Sender<Result<Felt, KeypadFault>>,
}

impl Follower {
    fn new(
        name: &str,
        keys: Option<KeyTable>,
        feels_jack: bool,
        tell: Sender<Result<Felt, KeypadFault>>,
    ) -> Follower {
        Follower { name: name.to_owned(), keys, feels_jack, headset: false, is_there: None, tell }
    }

    /// Until it is gone. Whether there is anybody left to be told of it.
    fn lives_through(&mut self, source: io::Result<impl Felts>) -> bool {
        let mut source = match source {
            Ok(source) => source,
            Err(why) => return self.is_gone(&why),
        };
        info!(device = self.name, "is there");
        self.is_there = Some(true);
        if !self.headset_is(source.has_headset()) {
            return false;
        }
        match read_to_its_end(&mut source, |event| self.hears(event)) {
            Some(why) => self.is_gone(&why),
            None => false,
        }
    }

    /// What no table has, and all that devices say besides, is nothing.
    fn hears(&mut self, event: Raw) -> bool {
        match EventType(event.kind) {
            EventType::KEY if event.value == GOES_DOWN => {
                match self.keys.as_ref().and_then(|keys| keys.key(event.code)) {
                    Some(key) => self.tells(Ok(Felt::Pressed(key))),
                    None => true,
                }
            }
            EventType::SWITCH if event.code == SwitchCode::SW_HEADPHONE_INSERT.0 => {
                self.headset_is(event.value != 0)
            }
            _ => true,
        }
    }

    /// Said once, however often the device says it.
    fn headset_is(&mut self, headset: bool) -> bool {
        if !self.feels_jack || self.headset == headset {
            return true;
        }
        self.headset = headset;
        self.tells(Ok(Felt::Headset(headset)))
    }

    /// A jack that is not felt any more is taken for empty: then nothing personal is said.
    fn is_gone(&mut self, why: &io::Error) -> bool {
        let listens = self.headset_is(false);
        if self.is_there.replace(false) == Some(false) {
            return listens;
        }
        warn!(device = self.name, %why, "is not there");
        self.tells(Err(KeypadFault::Gone))
    }

    fn tells(&self, felt: Result<Felt, KeypadFault>) -> bool {
        self.tell.send(felt).is_ok()
    }
}

#[cfg(test)]
mod tests {
    use std::io::ErrorKind;

    use super::super::Key;
    use super::*;

    /// As it was written down of a keyboard: a key goes down, is held, and comes up.
    const HELD: [Raw; 8] = [
        raw(4, 4, 0x70052),
        raw(1, 103, 1),
        raw(0, 0, 0),
        raw(1, 103, 2),
        raw(0, 0, 1),
        raw(4, 4, 0x70052),
        raw(1, 103, 0),
        raw(0, 0, 0),
    ];

    #[test]
    fn a_key_is_pressed_once_however_long_it_is_held() {
        assert_eq!(told(vec![life(&HELD, false)]), [felt(Key::Up), GONE]);
    }

    /// A device may be broken, or be made by somebody who wants to know what happens.
    #[test]
    fn whatever_else_a_device_says_is_nothing() {
        let strange = [
            raw(1, 30, 1),
            raw(1, u16::MAX, 1),
            raw(1, 103, i32::MIN),
            raw(1, 103, i32::MAX),
            raw(u16::MAX, u16::MAX, i32::MAX),
            raw(2, 0, 1),
            raw(5, 0, 1),
            raw(5, u16::MAX, 1),
            raw(17, 2, 1),
        ];
        assert_eq!(told(vec![life(&strange, false)]), [GONE]);
    }

    #[test]
    fn a_headset_is_felt_when_it_comes_and_goes_and_when_it_was_there_before() {
        let plugs = [raw(5, 2, 1), raw(5, 2, 1), raw(5, 2, 0)];
        assert_eq!(told(vec![life(&plugs, false)]), [headset(true), headset(false), GONE]);
        assert_eq!(told(vec![life(&[], true)]), [headset(true), headset(false), GONE]);
    }

    /// The warning comes once, and the keys when it is plugged in again.
    #[test]
    fn it_is_found_again_after_it_was_unplugged() {
        let nothing = || Err(ErrorKind::NotFound.into());
        let lives = vec![nothing(), life(&HELD, true), nothing(), nothing(), life(&HELD, false)];
        let all = [GONE, headset(true), felt(Key::Up), headset(false), GONE, felt(Key::Up), GONE];
        assert_eq!(told(lives), all);
    }

    #[test]
    fn a_jack_of_its_own_has_no_keys() {
        let (tell, told) = channel();
        let mut jack = Follower::new("jack", None, true, tell);
        assert!(jack.lives_through(life(&[HELD.as_slice(), &[raw(5, 2, 1)]].concat(), false)));
        assert_eq!(told.try_iter().collect::<Vec<_>>(), [headset(true), headset(false), GONE]);
    }

    #[test]
    fn nobody_is_told_for_ever() {
        let (tell, told) = channel();
        drop(told);
        let mut follower = Follower::new("keypad", Some(KeyTable::default()), true, tell);
        assert!(!follower.lives_through(life(&HELD, false)));
    }

    const GONE: Result<Felt, KeypadFault> = Err(KeypadFault::Gone);

    fn felt(key: Key) -> Result<Felt, KeypadFault> {
        Ok(Felt::Pressed(key))
    }

    fn headset(is_in: bool) -> Result<Felt, KeypadFault> {
        Ok(Felt::Headset(is_in))
    }

    const fn raw(kind: u16, code: u16, value: i32) -> Raw {
        Raw { kind, code, value }
    }

    /// What was written down of a device until it was unplugged.
    struct Recording(Vec<Raw>, bool);

    fn life(events: &[Raw], has_headset: bool) -> io::Result<Recording> {
        Ok(Recording(events.to_vec(), has_headset))
    }

    impl Source for Recording {
        fn read(&mut self) -> io::Result<Vec<Raw>> {
            match self.0.is_empty() {
                // As the kernel says it.
                true => Err(io::Error::other("No such device")),
                false => Ok(std::mem::take(&mut self.0)),
            }
        }
    }

    impl Felts for Recording {
        fn has_headset(&self) -> bool {
            self.1
        }
    }

    fn told(lives: Vec<io::Result<Recording>>) -> Vec<Result<Felt, KeypadFault>> {
        let (tell, told) = channel();
        let mut follower = Follower::new("keypad", Some(KeyTable::default()), true, tell);
        for life in lives {
            assert!(follower.lives_through(life));
        }
        told.try_iter().collect()
    }
}
