//! A printer with a network socket (port 9100, "raw").

use std::io::{self, ErrorKind, Read, Write};
use std::net::{TcpStream, ToSocketAddrs};
use std::time::{Duration, Instant};

use super::conversation::{Door, EscPosPrinter, Wire};
use crate::slip::Roll;

/// What every network printer listens on.
const RAW_PORT: u16 = 9100;
/// A printer is in the same building; one that takes longer is switched off.
const CONNECT_WAIT: Duration = Duration::from_secs(2);
/// The shortest time-out a socket can be given.
const MOMENT: Duration = Duration::from_millis(1);

pub type TcpPrinter = EscPosPrinter<Socket>;

/// "192.168.1.50:9100", or a host name; without a port it is 9100.
pub struct Socket {
    address: String,
}

impl TcpPrinter {
    /// Connects at the first use, and anew for every slip.
    pub fn new(address: &str, roll: Roll) -> Self {
        let address = if address.rsplit_once(':').is_some_and(|(_, port)| port.parse::<u16>().is_ok()) {
            address.to_owned()
        } else {
            format!("{address}:{RAW_PORT}")
        };
        EscPosPrinter { door: Socket { address }, roll, one_way: false, holds_a_job: false }
    }

    /// For a printer or print server that never answers.
    pub fn one_way(self) -> Self {
        EscPosPrinter { one_way: true, ..self }
    }
}

impl Door for Socket {
    type Wire = TcpStream;

    fn open(&mut self) -> io::Result<TcpStream> {
        let mut refused = io::Error::new(ErrorKind::NotFound, "the printer's name has no address");
        for address in self.address.to_socket_addrs()? {
            match TcpStream::connect_timeout(&address, CONNECT_WAIT) {
                Ok(stream) => {
                    stream.set_nodelay(true)?;
                    return Ok(stream);
                }
                Err(error) => refused = error,
            }
        }
        Err(refused)
    }
}

impl Wire for TcpStream {
    fn send(&mut self, bytes: &[u8], within: Duration) -> io::Result<()> {
        let deadline = Instant::now() + within;
        let mut left = bytes;
        while !left.is_empty() {
            // For all of it together: a printer may take a byte at a time.
            let time = deadline.saturating_duration_since(Instant::now());
            self.set_write_timeout(Some(time.max(MOMENT)))?;
            match self.write(left) {
                Ok(0) => return Err(ErrorKind::WriteZero.into()),
                Ok(written) => left = &left[written..],
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
            if !left.is_empty() && Instant::now() >= deadline {
                return Err(ErrorKind::TimedOut.into());
            }
        }
        Ok(())
    }

    fn receive(&mut self, within: Duration) -> io::Result<Option<u8>> {
        self.set_read_timeout(Some(within.max(MOMENT)))?;
        let mut byte = [0];
        match self.read(&mut byte) {
            Ok(0) => Err(ErrorKind::UnexpectedEof.into()),
            Ok(_) => Ok(Some(byte[0])),
            Err(e) if matches!(e.kind(), ErrorKind::WouldBlock | ErrorKind::TimedOut) => Ok(None),
            Err(error) => Err(error),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_port_may_be_left_out() {
        let address = |text| TcpPrinter::new(text, Roll::Mm80).door.address;
        assert_eq!(address("192.168.1.50"), "192.168.1.50:9100");
        assert_eq!(address("192.168.1.50:9101"), "192.168.1.50:9101");
        assert_eq!(address("drucker-eg.rathaus.example"), "drucker-eg.rathaus.example:9100");
    }
}
