//! Printers. The state of a printer is the error of printing.
//!
//! [`UsbPrinter`] and [`TcpPrinter`] speak ESC/POS with a real one, [`FolderPrinter`] makes pictures
//! for people who try, [`MemoryPrinter`] remembers slips for tests. Which numbers exist and what to
//! do about a fault is the kiosk's business: after a fault a slip is forgotten here, never kept.

mod commands;
mod conversation;
mod folder;
mod kind;
mod memory;
mod status;
mod tcp;
mod usb;

use crate::slip::{Slip, Unprintable};

pub use commands::commands;
pub use conversation::PRINT_WITHIN;
pub use folder::FolderPrinter;
pub use kind::PrinterKind;
pub use memory::MemoryPrinter;
pub use tcp::TcpPrinter;
pub use usb::UsbPrinter;

/// A receipt printer. Calls block for as long as the paper moves: use it from a thread of its own.
pub trait Printer: Send {
    /// What the printer says of itself now.
    fn state(&mut self) -> PrinterState;
    /// Prints one slip and cuts it. After a fault nothing of it is left in the printer, so that no
    /// old slip comes out when the roll is changed.
    fn print(&mut self, slip: &Slip) -> Result<Printed, PrinterFault>;
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PrinterState {
    Ready,
    /// Prints, but the roll ends soon.
    PaperLow,
    Faulty(PrinterFault),
}

impl From<PrinterFault> for PrinterState {
    fn from(fault: PrinterFault) -> Self {
        PrinterState::Faulty(fault)
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PrinterFault {
    #[error("the printer is out of paper")]
    PaperOut,
    #[error("the printer's cover is open")]
    CoverOpen,
    #[error("the printer's cutter is jammed")]
    CutterJam,
    /// Unplugged, switched off, silent, or offline for a reason it does not tell.
    #[error("the printer does not answer")]
    Gone,
    /// The printer is well, this slip is not. Never a [`PrinterState`].
    #[error(transparent)]
    Unprintable(#[from] Unprintable),
}

/// How sure it is that paper came out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Printed {
    /// The printer said so after the job.
    Confirmed,
    /// By timing, where the printer cannot answer.
    Assumed,
}
