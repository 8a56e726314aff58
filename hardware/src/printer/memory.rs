//! A printer without paper, for tests: it remembers the slips and fails when told to.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::{Printed, Printer, PrinterFault, PrinterState};
use crate::slip::{Roll, Slip, lay_out};

/// A handle; clones are the same printer.
#[derive(Debug, Clone)]
pub struct MemoryPrinter {
    inside: Arc<Mutex<Inside>>,
    roll: Roll,
}

#[derive(Debug)]
struct Inside {
    state: PrinterState,
    printed: Vec<Slip>,
}

impl MemoryPrinter {
    pub fn new(roll: Roll) -> Self {
        let inside = Inside { state: PrinterState::Ready, printed: Vec::new() };
        MemoryPrinter { inside: Arc::new(Mutex::new(inside)), roll }
    }

    /// `printer.set(PrinterFault::PaperOut)`, `printer.set(PrinterState::Ready)`.
    pub fn set(&self, state: impl Into<PrinterState>) {
        self.lock().state = state.into();
    }

    /// All slips that came out, the oldest first.
    pub fn printed(&self) -> Vec<Slip> {
        self.lock().printed.clone()
    }

    fn lock(&self) -> MutexGuard<'_, Inside> {
        self.inside.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Default for MemoryPrinter {
    fn default() -> Self {
        MemoryPrinter::new(Roll::default())
    }
}

impl Printer for MemoryPrinter {
    fn state(&mut self) -> PrinterState {
        self.lock().state
    }

    fn print(&mut self, slip: &Slip) -> Result<Printed, PrinterFault> {
        lay_out(slip, self.roll)?;
        let mut inside = self.lock();
        if let PrinterState::Faulty(fault) = inside.state {
            return Err(fault);
        }
        inside.printed.push(slip.clone());
        Ok(Printed::Confirmed)
    }
}
