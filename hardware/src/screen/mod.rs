//! Screens: a window (X11), the bare screen of a kiosk (linuxkms), or a picture without any screen
//! that is streamed to whoever looks (for trying and for tests).

/// Wakes the UI thread from another one; what it should then do lies in the caller's own channel.
pub type Wake = std::sync::Arc<dyn Fn() + Send + Sync>;
