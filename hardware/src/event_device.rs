//! Event devices of the kernel: found by their name or path, and taken for this program alone.
//!
//! They may be unplugged, and are looked for again until they are there again. Whatever a device says is read
//! by whoever opened it, and believed nowhere else.

use std::io::{self, ErrorKind};
use std::path::Path;
use std::time::Duration;

use evdev::Device;

/// Whoever plugs it in again waits no longer than that.
pub const LOOK_AGAIN: Duration = Duration::from_secs(2);
/// Of a key that goes down. Zero is up again, and two comes by itself as long as it is held.
pub const GOES_DOWN: i32 = 1;
pub const COMES_UP: i32 = 0;

/// What the kernel says of a device, as numbers that mean nothing yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Raw {
    pub kind: u16,
    pub code: u16,
    pub value: i32,
}

/// A device that is there: what tests have a recording of.
pub trait Source {
    /// Waits for what comes next. An error is its end.
    fn read(&mut self) -> io::Result<Vec<Raw>>;
}

impl Source for Device {
    fn read(&mut self) -> io::Result<Vec<Raw>> {
        let raw = |event: evdev::InputEvent| Raw {
            kind: event.event_type().0,
            code: event.code(),
            value: event.value(),
        };
        Ok(self.fetch_events()?.map(raw).collect())
    }
}

/// Tells `hears` of everything until the device is gone. Why it is; none where `hears` wants to hear no more.
pub fn read_to_its_end(source: &mut impl Source, mut hears: impl FnMut(Raw) -> bool) -> Option<io::Error> {
    loop {
        match source.read() {
            Ok(events) => {
                for event in events {
                    if !hears(event) {
                        return None;
                    }
                }
            }
            Err(why) if why.kind() == ErrorKind::Interrupted => {}
            Err(why) => return Some(why),
        }
    }
}

/// The device of that name or path, if it is `meant`: a path that was mistyped may be the touchscreen, and
/// nothing is taken but what is ours.
pub fn found(name: &str, is_meant: impl Fn(&Device) -> bool) -> io::Result<Device> {
    if name.starts_with('/') {
        let device = Device::open(Path::new(name))?;
        return match is_meant(&device) {
            true => Ok(device),
            false => Err(io::Error::new(ErrorKind::InvalidInput, "it has none of the keys it should have")),
        };
    }
    let mut all = evdev::enumerate().map(|(_, device)| device);
    let found = all.find(|device| device.name() == Some(name) && is_meant(device));
    found.ok_or_else(|| io::Error::new(ErrorKind::NotFound, "no device has this name"))
}
