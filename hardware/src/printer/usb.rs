//! A printer on USB, through the kernel's character device (`/dev/usb/lp0`).

use std::fs::{File, OpenOptions};
use std::io::{self, ErrorKind, Read, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::PathBuf;
use std::thread;
use std::time::{Duration, Instant};

use super::conversation::{Door, EscPosPrinter, Wire};
use crate::slip::Roll;

/// `O_NONBLOCK` on Linux: the device blocks for ever when the printer is out of paper.
const DO_NOT_BLOCK: i32 = 0o4000;
/// How long we leave the device alone when it is not ready; a USB frame is a millisecond.
const TRY_AGAIN: Duration = Duration::from_millis(5);

pub type UsbPrinter = EscPosPrinter<Device>;

pub struct Device {
    path: PathBuf,
}

impl UsbPrinter {
    /// Opens the device at the first use, and anew for every slip: a printer may be unplugged.
    pub fn new(path: impl Into<PathBuf>, roll: Roll) -> Self {
        let door = Device { path: path.into() };
        EscPosPrinter { door, roll, one_way: false, holds_a_job: false }
    }

    /// For a printer that never answers.
    pub fn one_way(self) -> Self {
        EscPosPrinter { one_way: true, ..self }
    }
}

impl Door for Device {
    type Wire = File;

    fn open(&mut self) -> io::Result<File> {
        OpenOptions::new().read(true).write(true).custom_flags(DO_NOT_BLOCK).open(&self.path)
    }
}

impl Wire for File {
    fn send(&mut self, bytes: &[u8], within: Duration) -> io::Result<()> {
        let deadline = Instant::now() + within;
        let mut left = bytes;
        while !left.is_empty() {
            match self.write(left) {
                Ok(0) => return Err(ErrorKind::WriteZero.into()),
                Ok(written) => left = &left[written..],
                Err(error) if error.kind() == ErrorKind::WouldBlock => {
                    if Instant::now() >= deadline {
                        return Err(ErrorKind::TimedOut.into());
                    }
                    thread::sleep(TRY_AGAIN);
                }
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
        Ok(())
    }

    fn receive(&mut self, within: Duration) -> io::Result<Option<u8>> {
        let deadline = Instant::now() + within;
        let mut byte = [0];
        loop {
            match self.read(&mut byte) {
                Ok(1) => return Ok(Some(byte[0])),
                // Nothing yet: some drivers say "end of file" for that.
                Ok(_) => {}
                Err(e) if matches!(e.kind(), ErrorKind::WouldBlock | ErrorKind::Interrupted) => {}
                Err(error) => return Err(error),
            }
            if Instant::now() >= deadline {
                return Ok(None);
            }
            thread::sleep(TRY_AGAIN);
        }
    }
}
