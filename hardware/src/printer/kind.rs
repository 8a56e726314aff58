//! Which printer a kiosk has, as its configuration says it.

use std::io;
use std::path::PathBuf;

use serde::Deserialize;

use super::{FolderPrinter, MemoryPrinter, Printer, TcpPrinter, UsbPrinter};
use crate::slip::Roll;

/// ```toml
/// [printer]
/// kind = "tcp"                  # "usb" with `path`, "folder" with `dir`, "memory"
/// address = "192.168.1.50:9100"
/// roll = "80mm"                 # or "58mm"
/// one_way = false               # true for a printer that never answers
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case", deny_unknown_fields)]
pub enum PrinterKind {
    /// The kernel's device of a USB printer, "/dev/usb/lp0".
    Usb {
        path: PathBuf,
        #[serde(default)]
        roll: Roll,
        #[serde(default)]
        one_way: bool,
    },
    /// Host and port of a network printer.
    Tcp {
        address: String,
        #[serde(default)]
        roll: Roll,
        #[serde(default)]
        one_way: bool,
    },
    /// Pictures in a folder, for trying.
    Folder {
        dir: PathBuf,
        #[serde(default)]
        roll: Roll,
    },
    /// Nothing that anybody can see; a test makes a [`MemoryPrinter`] and keeps its handle instead.
    Memory {
        #[serde(default)]
        roll: Roll,
    },
}

impl PrinterKind {
    /// The printer. A real one that is switched off is no error here: it may come back, and says
    /// [`super::PrinterFault::Gone`] until then. A folder that cannot be made is.
    pub fn open(&self) -> io::Result<Box<dyn Printer>> {
        Ok(match self {
            PrinterKind::Usb { path, roll, one_way } => {
                let printer = UsbPrinter::new(path, *roll);
                Box::new(if *one_way { printer.one_way() } else { printer })
            }
            PrinterKind::Tcp { address, roll, one_way } => {
                let printer = TcpPrinter::new(address, *roll);
                Box::new(if *one_way { printer.one_way() } else { printer })
            }
            PrinterKind::Folder { dir, roll } => Box::new(FolderPrinter::open(dir, *roll)?),
            PrinterKind::Memory { roll } => Box::new(MemoryPrinter::new(*roll)),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(json: serde_json::Value) -> Result<PrinterKind, String> {
        serde_json::from_value(json).map_err(|error| error.to_string())
    }

    #[test]
    fn a_configuration_names_its_printer() {
        let tcp = read(serde_json::json!({ "kind": "tcp", "address": "10.0.0.5", "roll": "58mm" }));
        let address = "10.0.0.5".to_owned();
        assert_eq!(tcp, Ok(PrinterKind::Tcp { address, roll: Roll::Mm58, one_way: false }));
        let usb = read(serde_json::json!({ "kind": "usb", "path": "/dev/usb/lp0" }));
        let path = PathBuf::from("/dev/usb/lp0");
        assert_eq!(usb, Ok(PrinterKind::Usb { path, roll: Roll::Mm80, one_way: false }));
    }

    #[test]
    fn a_mistake_is_named_with_what_is_allowed() {
        let error = read(serde_json::json!({ "kind": "serial" })).unwrap_err();
        assert!(error.contains("`usb`, `tcp`, `folder`, `memory`"), "{error}");
        let error = read(serde_json::json!({ "kind": "memory", "roll": "112mm" })).unwrap_err();
        assert!(error.contains("`80mm` or `58mm`"), "{error}");
        let error = read(serde_json::json!({ "kind": "memory", "rol": "80mm" })).unwrap_err();
        assert!(error.contains("unknown field `rol`"), "{error}");
    }
}
