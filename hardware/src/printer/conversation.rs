//! How a slip is handed to a real printer so that it comes out now or never.
//!
//! ESC/POS printers accept a job without paper and print it when the roll is changed: by then the
//! number is long called, and the next visitor takes a stranger's slip. So we look before sending,
//! ask in order behind the cut, look again, and make the printer forget what it could not print.

use std::io;
use std::time::{Duration, Instant};

use super::commands::commands;
use super::status::{self, Reply};
use super::{Printed, Printer, PrinterFault, PrinterState};
use crate::slip::{Roll, Slip, lay_out};

/// Real-time answers come within milliseconds; Wi-Fi print servers take half a second.
const ANSWER_WAIT: Duration = Duration::from_secs(1);
/// A slip has two kilobytes, with drawn rows sixty: more time means nobody is reading.
const SEND_WAIT: Duration = Duration::from_secs(5);
/// A slip takes one to two seconds, the longest three; who has not cut it by then never will.
const PRINT_WAIT: Duration = Duration::from_secs(10);
/// Everything from opening the door to knowing what became of the slip.
const TALK_WAIT: Duration = Duration::from_secs(12);
/// And then this much for making the printer forget.
const FORGET_WAIT: Duration = Duration::from_secs(2);
/// What printing takes at most. Whoever gives a slip up later than this tells nobody that there is no
/// paper while it still comes out.
pub const PRINT_WITHIN: Duration = TALK_WAIT.saturating_add(FORGET_WAIT);
/// How often we look while the paper moves.
const LOOK_EVERY: Duration = Duration::from_millis(250);
/// After this the slip of a printer that cannot say so is taken to be out.
const PAPER_MOVES: Duration = Duration::from_secs(3);
/// Late answers to questions of an earlier job.
const STALE_WAIT: Duration = Duration::from_millis(20);

/// A byte stream to and from a printer.
pub trait Wire {
    fn send(&mut self, bytes: &[u8], within: Duration) -> io::Result<()>;
    /// The next byte, or `None` when none came in time. An error means the printer is lost.
    fn receive(&mut self, within: Duration) -> io::Result<Option<u8>>;
}

/// Opens a wire. Each job has its own: most printers talk to one program at a time.
pub trait Door: Send {
    type Wire: Wire;
    fn open(&mut self) -> io::Result<Self::Wire>;
}

/// A printer behind a door.
pub struct EscPosPrinter<D> {
    pub(super) door: D,
    pub(super) roll: Roll,
    /// It never answers, so slips are assumed to come out and faults cannot be seen.
    pub(super) one_way: bool,
    /// It may still hold a job that failed while nobody could tell it to forget.
    pub(super) holds_a_job: bool,
}

impl<D: Door> Printer for EscPosPrinter<D> {
    fn state(&mut self) -> PrinterState {
        let one_way = self.one_way;
        self.talk(|talk| if one_way { Ok(Some(PrinterState::Ready)) } else { talk.look() })
            .ok()
            .flatten()
            .unwrap_or(PrinterState::Faulty(PrinterFault::Gone))
    }

    fn print(&mut self, slip: &Slip) -> Result<Printed, PrinterFault> {
        let layout = lay_out(slip, self.roll)?;
        layout.check_fonts()?;
        let job = commands(&layout);
        let one_way = self.one_way;
        let outcome =
            self.talk(|talk| if one_way { talk.print_unseen(&job) } else { talk.print_watched(&job) });
        match outcome {
            Ok(Outcome::Printed(printed)) => Ok(printed),
            Ok(Outcome::Refused(fault)) => Err(fault),
            Ok(Outcome::Failed { fault, forgotten }) => {
                self.holds_a_job = !forgotten;
                Err(fault)
            }
            Err(lost) => {
                tracing::warn!(error = %lost, "the printer is lost");
                Err(PrinterFault::Gone)
            }
        }
    }
}

impl<D: Door> EscPosPrinter<D> {
    /// Opens the door and first of all clears away what an earlier failure may have left.
    fn talk<T>(&mut self, say: impl FnOnce(&mut Talk<D::Wire>) -> io::Result<T>) -> io::Result<T> {
        let until = Instant::now() + TALK_WAIT;
        let mut talk = Talk { wire: self.door.open()?, in_order: false, until };
        if self.holds_a_job {
            self.holds_a_job = !talk.forget_all();
        }
        say(&mut talk)
    }
}

enum Outcome {
    Printed(Printed),
    /// Nothing was sent.
    Refused(PrinterFault),
    /// Something was sent; `forgotten` when the printer took the order to drop it.
    Failed {
        fault: PrinterFault,
        forgotten: bool,
    },
}

struct Talk<W> {
    wire: W,
    /// The answer to the last `GS r` has come.
    in_order: bool,
    /// No wait goes beyond this.
    until: Instant,
}

impl<W: Wire> Talk<W> {
    fn send(&mut self, bytes: &[u8], within: Duration) -> io::Result<()> {
        let within = within.min(self.left());
        self.wire.send(bytes, within)
    }

    fn receive(&mut self, within: Duration) -> io::Result<Option<u8>> {
        let within = within.min(self.left());
        if within.is_zero() {
            // A printer that talks without end is not listened to without end.
            return Ok(None);
        }
        self.wire.receive(within)
    }

    fn left(&self) -> Duration {
        self.until.saturating_duration_since(Instant::now())
    }

    /// The state by the four real-time requests; `None` when the printer stays silent.
    fn look(&mut self) -> io::Result<Option<PrinterState>> {
        let mut answers = [0; 4];
        for (answer, request) in answers.iter_mut().zip(status::REQUESTS) {
            self.send(&status::ask(request), ANSWER_WAIT)?;
            match self.status_byte()? {
                Some(byte) => *answer = byte,
                None => return Ok(None),
            }
        }
        Ok(Some(status::meaning(answers)))
    }

    fn status_byte(&mut self) -> io::Result<Option<u8>> {
        let deadline = Instant::now() + ANSWER_WAIT;
        loop {
            let left = deadline.saturating_duration_since(Instant::now());
            if left.is_zero() {
                return Ok(None);
            }
            if let Some(Reply::Status(byte)) = self.next(left)? {
                return Ok(Some(byte));
            }
        }
    }

    /// The next byte's meaning; notes the answer to `GS r` whenever it comes.
    fn next(&mut self, within: Duration) -> io::Result<Option<Reply>> {
        let reply = self.receive(within)?.map(status::reply);
        self.in_order |= matches!(reply, Some(Reply::InOrder(_)));
        Ok(reply)
    }

    fn print_watched(&mut self, job: &[u8]) -> io::Result<Outcome> {
        while self.next(STALE_WAIT)?.is_some() {}
        match self.look()? {
            None => return Ok(Outcome::Refused(PrinterFault::Gone)),
            Some(PrinterState::Faulty(fault)) => return Ok(Outcome::Refused(fault)),
            Some(PrinterState::Ready | PrinterState::PaperLow) => {}
        }
        let answers_in_order = self.answers_in_order()?;
        self.in_order = false;
        if self.left() < PAPER_MOVES {
            return Ok(Outcome::Refused(PrinterFault::Gone));
        }
        let sent = self.send(job, SEND_WAIT).and_then(|()| {
            if answers_in_order { self.send(&status::ASK_IN_ORDER, SEND_WAIT) } else { Ok(()) }
        });
        if sent.is_err() {
            return Ok(self.failed_with_what_it_says());
        }
        Ok(self.watch(answers_in_order))
    }

    /// Whether it knows `GS r`: asked while nothing is buffered, it answers at once or never.
    fn answers_in_order(&mut self) -> io::Result<bool> {
        self.in_order = false;
        self.send(&status::ASK_IN_ORDER, ANSWER_WAIT)?;
        let deadline = Instant::now() + ANSWER_WAIT;
        while !self.in_order && Instant::now() < deadline {
            self.next(LOOK_EVERY)?;
        }
        Ok(self.in_order)
    }

    /// Waits until the slip is cut, a fault shows, or too much time has passed.
    fn watch(&mut self, answers_in_order: bool) -> Outcome {
        let wait = if answers_in_order { PRINT_WAIT } else { PAPER_MOVES };
        let deadline = self.until.min(Instant::now() + wait);
        loop {
            if !(answers_in_order && self.in_order) && self.next(LOOK_EVERY).is_err() {
                return self.failed(PrinterFault::Gone);
            }
            // The cut may come between these two lines, so what counts was known before we looked.
            // Where nothing was asked behind the cut, an answer is a late one to another question.
            let cut = answers_in_order && self.in_order;
            match self.look() {
                Err(_) => return self.failed(PrinterFault::Gone),
                Ok(Some(PrinterState::Faulty(fault))) => return self.failed(fault),
                Ok(Some(_)) if cut => return Outcome::Printed(Printed::Confirmed),
                Ok(_) => {}
            }
            if Instant::now() >= deadline {
                return match (answers_in_order, cut) {
                    (true, false) => self.failed(PrinterFault::Gone),
                    _ => Outcome::Printed(Printed::Assumed),
                };
            }
        }
    }

    fn failed_with_what_it_says(&mut self) -> Outcome {
        match self.look() {
            Ok(Some(PrinterState::Faulty(fault))) => self.failed(fault),
            _ => self.failed(PrinterFault::Gone),
        }
    }

    fn failed(&mut self, fault: PrinterFault) -> Outcome {
        self.until = Instant::now() + FORGET_WAIT;
        Outcome::Failed { fault, forgotten: self.forget_all() }
    }

    /// Orders the printer to drop what it holds; true when it still listens.
    fn forget_all(&mut self) -> bool {
        let ordered = self.send(&status::FORGET_ALL, ANSWER_WAIT).and_then(|()| self.hear_it_forget());
        let listens = ordered.and_then(|()| self.look()).is_ok_and(|state| state.is_some());
        while self.next(STALE_WAIT).is_ok_and(|reply| reply.is_some()) {}
        listens
    }

    /// Takes in the answer to that order, before two of its bytes are taken for one to `GS r`. Not
    /// every model gives one, so this time may pass for nothing.
    fn hear_it_forget(&mut self) -> io::Result<()> {
        let deadline = Instant::now() + ANSWER_WAIT;
        let mut last = status::FORGOTTEN.map(|_| 0);
        while last != status::FORGOTTEN {
            let left = deadline.saturating_duration_since(Instant::now());
            match self.receive(left)? {
                Some(byte) => {
                    last.rotate_left(1);
                    last[2] = byte;
                }
                None if Instant::now() >= deadline.min(self.until) => break,
                None => {}
            }
        }
        Ok(())
    }

    /// For a printer that never answers: holds the door open while the paper moves.
    fn print_unseen(&mut self, job: &[u8]) -> io::Result<Outcome> {
        self.send(job, SEND_WAIT)?;
        let deadline = Instant::now() + PAPER_MOVES;
        loop {
            let left = deadline.saturating_duration_since(Instant::now());
            if left.is_zero() || self.next(left).is_err() {
                return Ok(Outcome::Printed(Printed::Assumed));
            }
        }
    }
}
