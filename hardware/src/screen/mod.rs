//! Screens: a window (X11), the bare screen of a kiosk (linuxkms), or a picture without any screen
//! that is streamed to whoever looks (for trying and for tests).
//!
//! All three are drawn by slint's software renderer, so what is seen while trying is what a kiosk
//! shows, pixel by pixel. What is on the screen is not decided here, and neither is who may look:
//! a stream listens on loopback only.

mod picture;
pub mod protocol;
mod stream;

use std::cell::RefCell;
use std::fmt;
use std::net::SocketAddr;
use std::str::FromStr;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use serde::{Deserialize, Serialize};
use slint::{ComponentHandle, PhysicalSize};

/// Wakes the UI thread from another one; what it should then do lies in the caller's own channel.
/// A thousand wakes before the UI thread gets round to it are one.
pub type Wake = Arc<dyn Fn() + Send + Sync>;

/// No edge is longer: 8K, the largest panel on sale, and far below the 16 bits of the stream.
pub const EDGE_PX_MAX: u32 = 7_680;

/// Where the pixels go.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "lowercase", deny_unknown_fields)]
pub enum ScreenKind {
    /// A window of a desktop, for trying.
    Window,
    /// The whole screen of a machine without a desktop: a kiosk or a wall.
    LinuxKms,
    /// No screen: viewers connect to this loopback address and get pictures, see [`protocol`].
    Stream { address: SocketAddr },
}

/// "window", "linuxkms" or "stream:127.0.0.1:7801", as on a command line.
impl FromStr for ScreenKind {
    type Err = ScreenFault;

    fn from_str(text: &str) -> Result<Self, ScreenFault> {
        match text.split_once(':') {
            None if text == "window" => Ok(ScreenKind::Window),
            None if text == "linuxkms" => Ok(ScreenKind::LinuxKms),
            Some(("stream", address)) => match address.parse() {
                Ok(address) => Ok(ScreenKind::Stream { address }),
                Err(_) => Err(ScreenFault::Unknown(text.to_owned())),
            },
            _ => Err(ScreenFault::Unknown(text.to_owned())),
        }
    }
}

impl fmt::Display for ScreenKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ScreenKind::Window => f.write_str("window"),
            ScreenKind::LinuxKms => f.write_str("linuxkms"),
            ScreenKind::Stream { address } => write!(f, "stream:{address}"),
        }
    }
}

#[derive(Debug, thiserror::Error)]
pub enum ScreenFault {
    #[error("`{0}` is no screen: use `window`, `linuxkms` or `stream:127.0.0.1:PORT`")]
    Unknown(String),
    #[error("a screen of {width} x {height} pixels: each edge must have 1 to {EDGE_PX_MAX}")]
    Size { width: u32, height: u32 },
    #[error("a stream shows what visitors see and takes their touches: {0} is not on loopback")]
    NotLoopback(SocketAddr),
    #[error("cannot listen for viewers on {address}")]
    Listen { address: SocketAddr, source: std::io::Error },
    #[error("cannot use the screen `{kind}`: {reason}")]
    Unusable { kind: ScreenKind, reason: String },
}

/// The screen of this thread, ready for the program's one window.
#[derive(Debug)]
pub struct Screen {
    kind: ScreenKind,
    size: PhysicalSize,
    address: Option<SocketAddr>,
}

/// Makes `kind` the screen of this thread. Call it once, before the window is created.
///
/// `width` and `height` are pixels of the picture; a bare screen (linuxkms) has its own.
pub fn install(kind: &ScreenKind, width: u32, height: u32) -> Result<Screen, ScreenFault> {
    let edges = 1..=EDGE_PX_MAX;
    if !edges.contains(&width) || !edges.contains(&height) {
        return Err(ScreenFault::Size { width, height });
    }
    let size = PhysicalSize::new(width, height);
    let unusable = |reason: String| ScreenFault::Unusable { kind: kind.clone(), reason };
    let backend = |name: &str| {
        slint::BackendSelector::new()
            .backend_name(name.to_owned())
            .renderer_name("software".to_owned())
            .select()
            .map_err(|fault| unusable(fault.to_string()))
    };
    let mut address = None;
    match kind {
        ScreenKind::Window => backend("winit")?,
        ScreenKind::LinuxKms => backend("linuxkms")?,
        ScreenKind::Stream { address: wanted } => {
            let (platform, bound) = stream::listen(*wanted, size)?;
            slint::platform::set_platform(Box::new(platform)).map_err(|fault| unusable(fault.to_string()))?;
            address = Some(bound);
        }
    }
    Ok(Screen { kind: kind.clone(), size, address })
}

impl Screen {
    /// Where viewers of a stream connect. The port is a free one if port 0 was asked for.
    pub fn address(&self) -> Option<SocketAddr> {
        self.address
    }

    /// For worker threads: lets the pump of [`Screen::run`] run soon.
    pub fn wake(&self) -> Wake {
        let pending = Arc::new(AtomicBool::new(false));
        Arc::new(move || {
            if pending.swap(true, Ordering::AcqRel) {
                return;
            }
            let in_loop = pending.clone();
            let sent = slint::invoke_from_event_loop(move || {
                in_loop.store(false, Ordering::Release);
                pump();
            });
            if sent.is_err() {
                // The loop has ended, and with it everybody who could be woken.
                pending.store(false, Ordering::Release);
            }
        })
    }

    /// Shows `window` and stays until it is closed. `pump` runs now, at every wake, and after the
    /// time it returned; in between the thread sleeps.
    pub fn run(
        &self,
        window: &impl ComponentHandle,
        pump: impl FnMut() -> Option<Duration> + 'static,
    ) -> Result<(), ScreenFault> {
        let unusable = |reason: String| ScreenFault::Unusable { kind: self.kind.clone(), reason };
        if self.kind == ScreenKind::Window {
            window.window().set_size(self.size);
        }
        window.show().map_err(|fault| unusable(fault.to_string()))?;
        PUMP.set(Some(Pump { run: Box::new(pump), timer: slint::Timer::default() }));
        self::pump();
        let ended = slint::run_event_loop();
        PUMP.set(None);
        ended.map_err(|fault| unusable(fault.to_string()))
    }
}

struct Pump {
    run: Box<dyn FnMut() -> Option<Duration>>,
    timer: slint::Timer,
}

thread_local! {
    static PUMP: RefCell<Option<Pump>> = const { RefCell::new(None) };
}

/// One turn. The pump is taken out while it runs, so that it may show, hide and quit as it likes.
fn pump() {
    let Some(mut turn) = PUMP.take() else { return };
    match (turn.run)() {
        // Slint's timers count whole milliseconds: rounded up, a deadline is not reached too early.
        Some(time) => turn.timer.start(slint::TimerMode::SingleShot, time + Duration::from_millis(1), pump),
        None => turn.timer.stop(),
    }
    PUMP.set(Some(turn));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_screen_is_named_on_the_command_line_as_it_is_printed() {
        for text in ["window", "linuxkms", "stream:127.0.0.1:7801"] {
            let kind: ScreenKind = text.parse().expect("these are screens");
            assert_eq!(kind.to_string(), text);
        }
        for text in ["", "Window", "stream", "stream:", "stream:here", "window:1"] {
            let fault = text.parse::<ScreenKind>().expect_err("this is no screen").to_string();
            assert!(fault.contains("use `window`"), "{fault}");
        }
    }

    #[test]
    fn a_stream_is_not_offered_to_the_town() {
        let kind = "stream:0.0.0.0:0".parse().expect("an address, though a wrong one");
        let fault = install(&kind, 100, 100).expect_err("refused").to_string();
        assert!(fault.contains("0.0.0.0:0 is not on loopback"), "{fault}");
    }

    #[test]
    fn a_screen_without_pixels_is_refused() {
        let fault = install(&ScreenKind::Window, 1080, 0).expect_err("refused").to_string();
        assert!(fault.contains("1080 x 0 pixels"), "{fault}");
    }
}
