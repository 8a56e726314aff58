//! Three threads that wait, so that the UI thread never does: one asks what the hub offers, one
//! sends acts, one prints. They end when the app is dropped.

use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;

use hardware::printer::Printer;
use hardware::screen::Wake;
use hardware::slip::Slip;
use tracing::warn;

use crate::hub_client::HubClient;
use crate::session::{Act, Input, Key};

pub(super) struct Workers {
    offers: Sender<()>,
    acts: Sender<(Key, Act)>,
    prints: Sender<PrintJob>,
}

enum PrintJob {
    Slip(Key, Slip),
    Look,
}

impl Workers {
    pub fn start(hub: HubClient, mut printer: Box<dyn Printer>, hear: Sender<Input>, wake: Wake) -> Self {
        let (offers, wanted) = channel();
        let asking = hub.clone();
        work("kiosk-offers", wanted, hear.clone(), wake.clone(), move |()| {
            Input::Offered(asking.offer().map(Box::new))
        });
        let (acts, wanted) = channel();
        work("kiosk-acts", wanted, hear.clone(), wake.clone(), move |(key, act): (Key, Act)| {
            let answer = hub.ask(&key, &act);
            Input::Answered { key, answer }
        });
        let (prints, wanted) = channel();
        work("kiosk-printer", wanted, hear, wake, move |job| match job {
            PrintJob::Slip(key, slip) => {
                let outcome = printer.print(&slip);
                if let Err(fault) = outcome {
                    warn!(ticket = %slip.number, %fault, "no slip");
                }
                Input::Printed { key, outcome }
            }
            PrintJob::Look => Input::PrinterSaid(printer.state()),
        });
        Workers { offers, acts, prints }
    }

    // A worker that has ended by a panic of a device's library is noticed by its silence: the
    // session has a deadline for every answer.

    pub fn fetch_offer(&self) {
        let _ = self.offers.send(());
    }

    pub fn ask(&self, key: Key, act: Act) {
        let _ = self.acts.send((key, act));
    }

    pub fn print(&self, key: Key, slip: Slip) {
        let _ = self.prints.send(PrintJob::Slip(key, slip));
    }

    pub fn look_at_printer(&self) {
        let _ = self.prints.send(PrintJob::Look);
    }
}

/// Does one job after the other until nobody can send any more.
fn work<Job: Send + 'static>(
    name: &str,
    wanted: Receiver<Job>,
    hear: Sender<Input>,
    wake: Wake,
    mut does: impl FnMut(Job) -> Input + Send + 'static,
) {
    let run = move || {
        for job in wanted {
            if hear.send(does(job)).is_err() {
                return;
            }
            wake();
        }
    };
    thread::Builder::new().name(name.to_owned()).spawn(run).expect("a program may start a thread");
}
