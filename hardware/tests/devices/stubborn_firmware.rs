//! A network printer that does what real ones do wrong: it takes a job without paper, dies in the
//! middle, or never answers. Written from the ESC/POS reference, not from our own code.

use std::io::{Read, Write};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::sync::{Arc, Mutex, MutexGuard};
use std::thread;
use std::time::Duration;

/// What a model cannot do.
#[derive(Default, Clone, Copy)]
pub struct Manners {
    pub never_answers: bool,
    /// Cheap ones do not know `GS r`.
    pub no_answers_in_order: bool,
    /// Says that it has forgotten only after a while, and other things meanwhile.
    pub forgets_slowly: bool,
}

#[derive(Clone)]
pub struct StubbornPrinter {
    pub address: String,
    inside: Arc<Mutex<Inside>>,
}

#[derive(Default)]
struct Inside {
    manners: Manners,
    paper_gone: bool,
    cutter_jammed: bool,
    /// Misfortunes that strike when this many bytes of a job have come.
    paper_ends_after: Option<usize>,
    plug_is_pulled_after: Option<usize>,
    buffer: Vec<u8>,
    slips: Vec<Vec<u8>>,
}

const FORGOTTEN: [u8; 3] = [0x37, 0x25, 0x00];
const FORGETS_AFTER: Duration = Duration::from_millis(400);
const FORGET: [u8; 10] = [0x10, 0x14, 8, 1, 3, 20, 1, 6, 2, 8];

impl StubbornPrinter {
    pub fn switched_on(manners: Manners) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let address = listener.local_addr().expect("a bound port").to_string();
        let inside = Arc::new(Mutex::new(Inside { manners, ..Inside::default() }));
        let printer = StubbornPrinter { address, inside };
        let served = printer.clone();
        thread::spawn(move || listener.incoming().flatten().for_each(|wire| served.serve(wire)));
        printer
    }

    pub fn paper_ends_after(&self, bytes: usize) {
        self.lock().paper_ends_after = Some(bytes);
    }

    pub fn plug_is_pulled_after(&self, bytes: usize) {
        self.lock().plug_is_pulled_after = Some(bytes);
    }

    pub fn cutter_jams(&self) {
        self.lock().cutter_jammed = true;
    }

    /// A new roll: whatever the printer still holds comes out now.
    pub fn new_roll(&self) {
        let mut inside = self.lock();
        inside.paper_gone = false;
        let held = std::mem::take(&mut inside.buffer);
        held.into_iter().for_each(|byte| drop(inside.take_in(byte)));
    }

    pub fn slips(&self) -> Vec<Vec<u8>> {
        self.lock().slips.clone()
    }

    fn lock(&self) -> MutexGuard<'_, Inside> {
        self.inside.lock().expect("no test panics inside")
    }

    fn serve(&self, mut wire: TcpStream) {
        let mut byte = [0];
        while let Ok(1) = wire.read(&mut byte) {
            let (answer, unplugged) = {
                let mut inside = self.lock();
                let answer = inside.take_in(byte[0]);
                let pulled = inside.plug_is_pulled_after == Some(inside.buffer.len());
                if pulled {
                    inside.plug_is_pulled_after = None;
                }
                (answer, pulled)
            };
            if answer == FORGOTTEN && self.lock().manners.forgets_slowly {
                let mut later = wire.try_clone().expect("a second end of the wire");
                thread::spawn(move || {
                    thread::sleep(FORGETS_AFTER);
                    drop(later.write_all(&FORGOTTEN));
                });
                continue;
            }
            if unplugged || wire.write_all(&answer).is_err() {
                // Nobody hears it any more; it keeps its memory.
                drop(wire.shutdown(Shutdown::Both));
                return;
            }
        }
    }
}

impl Inside {
    fn take_in(&mut self, byte: u8) -> Vec<u8> {
        self.buffer.push(byte);
        if self.paper_ends_after == Some(self.buffer.len()) {
            self.paper_gone = true;
            self.paper_ends_after = None;
        }
        let answer = if self.buffer.ends_with(&FORGET) {
            self.buffer.clear();
            FORGOTTEN.to_vec()
        } else if let [.., 0x10, 0x04, n] = self.buffer[..] {
            self.drop_last(3);
            vec![self.status(n)]
        } else if let [.., 0x10, 0x05, _] = self.buffer[..] {
            self.drop_last(3);
            vec![]
        } else if self.stands_still() {
            vec![]
        } else if let [.., 0x1d, b'r', 1] = self.buffer[..] {
            self.drop_last(3);
            if self.manners.no_answers_in_order { vec![] } else { vec![0] }
        } else {
            if let [.., 0x1d, b'V', 66, _] = self.buffer[..] {
                let slip = std::mem::take(&mut self.buffer);
                self.slips.push(slip);
            }
            vec![]
        };
        if self.manners.never_answers { vec![] } else { answer }
    }

    fn stands_still(&self) -> bool {
        self.paper_gone || self.cutter_jammed
    }

    fn drop_last(&mut self, bytes: usize) {
        self.buffer.truncate(self.buffer.len() - bytes);
    }

    fn status(&self, n: u8) -> u8 {
        let bit = |is: bool, bits: u8| if is { bits } else { 0 };
        0x12 | match n {
            1 => bit(self.stands_still(), 0x08),
            2 => bit(self.paper_gone, 0x20) | bit(self.cutter_jammed, 0x40),
            3 => bit(self.cutter_jammed, 0x08),
            _ => bit(self.paper_gone, 0x6c),
        }
    }
}
