//! Printers. The state of a printer is the error of printing.

use crate::slip::Slip;

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

#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PrinterFault {
    #[error("the printer is out of paper")]
    PaperOut,
    #[error("the printer's cover is open")]
    CoverOpen,
    #[error("the printer's cutter is jammed")]
    CutterJam,
    /// Unplugged, switched off, or silent.
    #[error("the printer does not answer")]
    Gone,
}

/// How sure it is that paper came out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Printed {
    /// The printer said so after the job.
    Confirmed,
    /// By timing, where the printer cannot answer.
    Assumed,
}
