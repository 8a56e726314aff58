//! "Hilfe": a person is called, and whoever called reads and hears whether somebody comes.
//!
//! How often it rings is decided by the hub, which tells one visitor's second touch from the next visitor.

use std::time::Duration;

use wire::http::HelpCalled;

use super::limits::ANSWER_WITHIN;
use super::visit::Overlay;
use super::{Effect, Help, Session};

/// How far the newest call has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ring {
    Asked { at: Duration },
    Rung(HelpCalled),
    Failed,
}

impl Session {
    pub(super) fn ask_for_help(&mut self, effects: &mut Vec<Effect>) {
        self.overlay = Some(Overlay::Help);
        self.ring = Ring::Asked { at: self.now };
        self.rings += 1;
        effects.push(Effect::RingForHelp { key: format!("{}-help-{}", self.run, self.rings) });
    }

    /// The hub has answered, or nobody has.
    pub(super) fn help_rung(&mut self, rung: Option<HelpCalled>) {
        if matches!(self.ring, Ring::Asked { .. }) {
            self.ring = rung.map_or(Ring::Failed, Ring::Rung);
        }
    }

    pub(super) fn help_time_passes(&mut self) {
        if self.ring_deadline().is_some_and(|at| self.now >= at) {
            self.ring = Ring::Failed;
        }
    }

    pub(super) fn ring_deadline(&self) -> Option<Duration> {
        match self.ring {
            Ring::Asked { at } => Some(at + ANSWER_WITHIN),
            Ring::Rung(_) | Ring::Failed => None,
        }
    }

    pub(super) fn help(&self) -> Help {
        match self.ring {
            Ring::Asked { .. } => Help::Ringing,
            Ring::Failed => Help::NotRung,
            Ring::Rung(call) if call.coming => Help::Coming,
            Ring::Rung(_) => Help::Rung,
        }
    }

    /// The hub says with every offer what became of the call. One that it knows no more rings no more:
    /// whoever was coming has come; else the hub that rang has begun anew.
    pub(super) fn help_offered(&mut self) {
        let (Ring::Rung(call), Some(offer)) = (self.ring, self.offer()) else { return };
        let told = offer.help.filter(|told| told.at == call.at);
        self.ring = match told {
            Some(told) => Ring::Rung(HelpCalled { coming: call.coming || told.coming, ..call }),
            None if !call.coming && offer.at > call.at => Ring::Failed,
            None => Ring::Rung(call),
        };
    }
}
