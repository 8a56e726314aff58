//! What a printer's status bytes mean (Epson ESC/POS reference, `DLE EOT n` and `GS r n`).
//!
//! Bytes in, meaning out. Who asks, and how long to wait, is in [`super::conversation`].

use super::{PrinterFault, PrinterState};

/// `DLE EOT n`: answered at once, whatever the printer is doing. Without the zero byte the escpos
/// crate sends after it, which some printers take for a command of its own.
pub const fn ask(n: u8) -> [u8; 3] {
    [0x10, 0x04, n]
}

/// The four requests, in the order of [`meaning`]: printer, cause of being offline, cause of an
/// error, paper.
pub const REQUESTS: [u8; 4] = [1, 2, 3, 4];

/// `GS r 1`: answered when everything sent before it has been done, the cut too.
pub const ASK_IN_ORDER: [u8; 3] = [0x1d, b'r', 1];

/// `DLE ENQ 2`, then `DLE DC4 8`: leave the error behind and forget all that is buffered.
pub const FORGET_ALL: [u8; 13] = [0x10, 0x05, 2, 0x10, 0x14, 8, 0x01, 0x03, 0x14, 0x01, 0x06, 0x02, 0x08];

/// What a printer says when it has forgotten: header, identifier, end.
pub const FORGOTTEN: [u8; 3] = [0x37, 0x25, 0x00];

/// A byte from the printer, by its fixed bits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reply {
    /// To `DLE EOT`: 0xx1xx10.
    Status(u8),
    /// To `GS r`: 0xx0xxxx.
    InOrder(u8),
    /// Something nobody asked for.
    Other,
}

pub fn reply(byte: u8) -> Reply {
    if byte & 0b1001_0011 == 0b0001_0010 {
        Reply::Status(byte)
    } else if byte & 0b1001_0000 == 0 {
        Reply::InOrder(byte)
    } else {
        Reply::Other
    }
}

const OFFLINE: u8 = 0b0000_1000; // n = 1
const COVER_OPEN: u8 = 0b0000_0100; // n = 2
const STOPPED_FOR_PAPER: u8 = 0b0010_0000; // n = 2
/// Recoverable and cutter errors; the only error of the first kind a slip printer has is its knife.
const CUTTER: u8 = 0b0000_1100; // n = 3
const OTHER_ERRORS: u8 = 0b0110_0000; // n = 3: needs service, or is too hot
const NEAR_END: u8 = 0b0000_1100; // n = 4
const NO_PAPER: u8 = 0b0110_0000; // n = 4

/// What the answers to the four [`REQUESTS`] say together. An open cover goes first: with it open
/// the paper sensor sees nothing either, and closing it is what must be done first.
pub fn meaning([printer, offline, error, paper]: [u8; 4]) -> PrinterState {
    if offline & COVER_OPEN != 0 {
        PrinterFault::CoverOpen.into()
    } else if paper & NO_PAPER != 0 || offline & STOPPED_FOR_PAPER != 0 {
        PrinterFault::PaperOut.into()
    } else if error & CUTTER != 0 {
        PrinterFault::CutterJam.into()
    } else if printer & OFFLINE != 0 || error & OTHER_ERRORS != 0 {
        PrinterFault::Gone.into()
    } else if paper & NEAR_END != 0 {
        PrinterState::PaperLow
    } else {
        PrinterState::Ready
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_condition_has_its_bits() {
        let table = [
            ([0x12, 0x12, 0x12, 0x12], PrinterState::Ready),
            ([0x16, 0x12, 0x12, 0x12], PrinterState::Ready), // the pin of a cash drawer
            ([0x12, 0x12, 0x12, 0x1e], PrinterState::PaperLow),
            ([0x1a, 0x32, 0x12, 0x7e], PrinterFault::PaperOut.into()),
            ([0x12, 0x12, 0x12, 0x72], PrinterFault::PaperOut.into()),
            ([0x1a, 0x16, 0x12, 0x12], PrinterFault::CoverOpen.into()),
            ([0x1a, 0x36, 0x12, 0x7e], PrinterFault::CoverOpen.into()),
            ([0x1a, 0x52, 0x1a, 0x12], PrinterFault::CutterJam.into()),
            ([0x1a, 0x52, 0x16, 0x12], PrinterFault::CutterJam.into()),
            ([0x1a, 0x52, 0x32, 0x12], PrinterFault::Gone.into()),
            ([0x1a, 0x12, 0x12, 0x12], PrinterFault::Gone.into()),
        ];
        for (bytes, state) in table {
            assert_eq!(meaning(bytes), state, "{bytes:02x?}");
        }
    }

    #[test]
    fn answers_are_told_apart_by_their_fixed_bits() {
        assert_eq!(reply(0x1a), Reply::Status(0x1a));
        assert_eq!(reply(0x00), Reply::InOrder(0x00));
        assert_eq!(reply(0x0f), Reply::InOrder(0x0f));
        // The answer to "forget all" begins with 0x37, and goes on as one to `GS r` would.
        assert_eq!(FORGOTTEN.map(reply), [Reply::Other, Reply::InOrder(0x25), Reply::InOrder(0x00)]);
        // Noise has its high bit set.
        assert_eq!(reply(0xff), Reply::Other);
    }
}
