//! Loudspeakers: the gong, later speech.

/// Plays sounds one after the other; returns at once.
pub trait Speaker: Send {
    /// Rings the gong once.
    fn gong(&mut self) -> Result<(), SpeakerFault>;
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SpeakerFault {
    #[error("the loudspeaker cannot be used")]
    Gone,
}
