//! Threads that wait, so that the UI thread never does: one asks what the hub offers, one sends acts, one
//! asks aside, one prints; they end when the app is dropped. Others wait for keys and for codes, if there are
//! any.
//!
//! A device's library that panics costs the job it panicked at, never the kiosk.

use std::panic::{self, AssertUnwindSafe};
use std::sync::mpsc::{Receiver, Sender, SyncSender, sync_channel};
use std::thread;
use std::time::Instant;

use hardware::keypad::{Keypad, KeypadFault};
use hardware::printer::{PRINT_WITHIN, Printer, PrinterFault, PrinterState};
use hardware::scanner::{Scanner, ScannerFault};
use hardware::screen::Wake;
use hardware::slip::Slip;
use tracing::{error, warn};
use wire::http::Matter;

use crate::hub_client::HubClient;
use crate::session::limits::{JOBS_WAITING_MAX, SLIP_WITHIN};
use crate::session::{Act, Answer, Input, Key, Unheard, Wanted};

pub(super) struct Workers {
    offers: SyncSender<Option<PrinterState>>,
    acts: SyncSender<(Key, Act)>,
    asides: SyncSender<Aside>,
    prints: SyncSender<PrintJob>,
}

/// What is asked while the visitor goes on.
enum Aside {
    Help { key: Key },
    Free { service: String },
}

enum PrintJob {
    Slip { key: Key, slip: Slip, asked_at: Instant },
    Look,
}

impl Workers {
    pub fn start(hub: HubClient, mut printer: Box<dyn Printer>, hear: Sender<Input>, wake: Wake) -> Self {
        let (offers, wanted) = sync_channel(JOBS_WAITING_MAX);
        let asking = hub.clone();
        let ask = move |printer| Input::Offered(asking.offer(printer).map(Box::new));
        let lost = |_: &Option<PrinterState>| Input::Offered(Err(Unheard::Unreachable));
        work("kiosk-offers", wanted, hear.clone(), wake.clone(), ask, lost);

        let (asides, wanted) = sync_channel(JOBS_WAITING_MAX);
        let asking = hub.clone();
        let ask = move |aside| match aside {
            Aside::Help { key } => Input::HelpRung(asking.ring(&key)),
            Aside::Free { service } => {
                let of = Wanted::New { matters: vec![Matter::of(&service)] };
                let found = match asking.ask("", &Act::FindTimes { of, was_taken: false }) {
                    Answer::Times(found) => Some(found),
                    _ => None,
                };
                Input::FreeTold { service, found }
            }
        };
        let lost = |aside: &Aside| match aside {
            Aside::Help { .. } => Input::HelpRung(None),
            Aside::Free { service } => Input::FreeTold { service: service.clone(), found: None },
        };
        work("kiosk-asides", wanted, hear.clone(), wake.clone(), ask, lost);

        let (acts, wanted) = sync_channel(JOBS_WAITING_MAX);
        let ask = move |(key, act): (Key, Act)| {
            let answer = hub.ask(&key, &act);
            Input::Answered { key, answer }
        };
        let lost = |(key, _): &(Key, Act)| {
            let answer = Answer::Unheard(Unheard::Unreachable);
            Input::Answered { key: key.clone(), answer }
        };
        work("kiosk-acts", wanted, hear.clone(), wake.clone(), ask, lost);

        let (prints, wanted) = sync_channel(JOBS_WAITING_MAX);
        let print = move |job| print(printer.as_mut(), job, Instant::now());
        work("kiosk-printer", wanted, hear, wake, print, unprinted);
        Workers { offers, acts, asides, prints }
    }

    // Where a worker is stuck, or has lost its thread after all, the session notices its silence.

    pub fn fetch_offer(&self, printer: Option<PrinterState>) {
        let _ = self.offers.try_send(printer);
    }

    pub fn ask(&self, key: Key, act: Act) {
        let _ = self.acts.try_send((key, act));
    }

    pub fn find_free(&self, service: String) {
        let _ = self.asides.try_send(Aside::Free { service });
    }

    pub fn ring_for_help(&self, key: Key) {
        let _ = self.asides.try_send(Aside::Help { key });
    }

    pub fn print(&self, key: Key, slip: Slip) {
        let _ = self.prints.try_send(PrintJob::Slip { key, slip, asked_at: Instant::now() });
    }

    pub fn look_at_printer(&self) {
        let _ = self.prints.try_send(PrintJob::Look);
    }
}

/// Tells of every key until nobody listens any more. A keypad that is gone may be plugged in again.
pub(super) fn feel(mut keypad: Box<dyn Keypad>, hear: Sender<Input>, wake: Wake) {
    let next = move || match keypad.next() {
        Ok(felt) => Next::Came(Input::Felt(felt)),
        Err(fault) => {
            warn!(%fault, "nobody can use the kiosk without seeing it");
            if fault == KeypadFault::Closed { Next::Ended } else { Next::Gone }
        }
    };
    tell("kiosk-keypad", next, hear, wake);
}

/// The same of every code that is scanned.
pub(super) fn scan(mut scanner: Box<dyn Scanner>, hear: Sender<Input>, wake: Wake) {
    let next = move || match scanner.next() {
        Ok(scanned) => Next::Came(Input::Scanned(scanned)),
        Err(fault) => {
            warn!(%fault, "codes have to be typed");
            if fault == ScannerFault::Closed { Next::Ended } else { Next::Gone }
        }
    };
    tell("kiosk-scanner", next, hear, wake);
}

/// What somebody who waits at a device has to tell.
enum Next {
    Came(Input),
    /// Until it is there again.
    Gone,
    Ended,
}

fn tell(name: &str, mut next: impl FnMut() -> Next + Send + 'static, hear: Sender<Input>, wake: Wake) {
    let run = move || {
        loop {
            match next() {
                Next::Came(input) => match hear.send(input) {
                    Ok(()) => wake(),
                    Err(_) => return,
                },
                Next::Gone => {}
                Next::Ended => return,
            }
        }
    };
    thread::Builder::new().name(name.to_owned()).spawn(run).expect("a program may start a thread");
}

/// Does `job` at `now`, unless it would end too late: by then its visitor has been told that there is no
/// paper, and the next one would take a stranger's slip.
fn print(printer: &mut dyn Printer, job: PrintJob, now: Instant) -> Input {
    match job {
        PrintJob::Slip { asked_at, .. }
            if now.saturating_duration_since(asked_at) + PRINT_WITHIN > SLIP_WITHIN =>
        {
            warn!("a slip was asked for too long ago to be printed now");
            unprinted(&job)
        }
        PrintJob::Slip { key, slip, .. } => {
            let outcome = printer.print(&slip);
            if let Err(fault) = outcome {
                warn!(ticket = %slip.number, %fault, "no slip");
            }
            Input::Printed { key, outcome }
        }
        PrintJob::Look => Input::PrinterSaid(printer.state()),
    }
}

fn unprinted(job: &PrintJob) -> Input {
    match job {
        PrintJob::Slip { key, .. } => Input::Printed { key: key.clone(), outcome: Err(PrinterFault::Gone) },
        PrintJob::Look => Input::PrinterSaid(PrinterState::Faulty(PrinterFault::Gone)),
    }
}

/// Does one job after the other until nobody can send any more. `lost` is the answer to a job that
/// ended in a panic.
fn work<Job: Send + 'static>(
    name: &'static str,
    wanted: Receiver<Job>,
    hear: Sender<Input>,
    wake: Wake,
    mut does: impl FnMut(Job) -> Input + Send + 'static,
    lost: impl Fn(&Job) -> Input + Send + 'static,
) {
    let run = move || {
        for job in wanted {
            let lost = lost(&job);
            // What a panic leaves half done is behind a device or a connection that begins anew.
            let answer = panic::catch_unwind(AssertUnwindSafe(|| does(job))).unwrap_or_else(|_| {
                error!(worker = name, "a worker has panicked; it goes on with the next job");
                lost
            });
            if hear.send(answer).is_err() {
                return;
            }
            wake();
        }
    };
    thread::Builder::new().name(name.to_owned()).spawn(run).expect("a program may start a thread");
}

#[cfg(test)]
mod tests {
    use std::sync::{Arc, mpsc};
    use std::time::Duration;

    use hardware::printer::{MemoryPrinter, Printed};

    use super::*;

    #[test]
    fn a_slip_that_comes_too_late_is_nobodys_and_stays_away() {
        let mut printer = MemoryPrinter::default();
        let asked_at = Instant::now();
        let job = |key: &str| PrintJob::Slip { key: key.into(), slip: slip(), asked_at };
        let gone = Input::Printed { key: "late".into(), outcome: Err(PrinterFault::Gone) };
        let too_late = asked_at + (SLIP_WITHIN - PRINT_WITHIN) + Duration::from_millis(1);
        assert_eq!(print(&mut printer, job("late"), too_late), gone);
        assert_eq!(printer.printed(), []);
        let printed = Input::Printed { key: "in time".into(), outcome: Ok(Printed::Confirmed) };
        assert_eq!(print(&mut printer, job("in time"), asked_at), printed);
        assert_eq!(printer.printed().len(), 1);
    }

    #[test]
    fn a_worker_that_panics_answers_and_goes_on() {
        let (jobs, wanted) = mpsc::channel();
        let (hear, heard) = mpsc::channel();
        let does = |key: &str| {
            assert_ne!(key, "one", "a panic that belongs to this test");
            Input::Printed { key: key.into(), outcome: Ok(Printed::Assumed) }
        };
        let lost = |key: &&str| Input::Printed { key: (*key).into(), outcome: Err(PrinterFault::Gone) };
        work("panics", wanted, hear, Arc::new(|| {}), does, lost);
        jobs.send("one").expect("it listens");
        jobs.send("two").expect("it still listens");
        drop(jobs);
        let outcomes: Vec<_> = heard.iter().collect();
        let printed = |key: &str, outcome| Input::Printed { key: key.into(), outcome };
        assert_eq!(outcomes, [printed("one", Err(PrinterFault::Gone)), printed("two", Ok(Printed::Assumed))]);
    }

    fn slip() -> Slip {
        Slip {
            heading: "Musterstadt".into(),
            number: "A047".into(),
            place: "Wartebereich A".into(),
            way: None,
            lines: Vec::new(),
            qr: "HTTPS://WARTEN.MUSTERSTADT.DE/T/7F3C".into(),
            short_code: "7F3C-9AKD".into(),
            printed_at: "10:00".into(),
            title: None,
            is_felt: false,
        }
    }
}
