//! What a visitor cannot do without. It is asked of nobody: whoever wants to say it finds the question before
//! both ways, and it goes along with the number, whichever way leads to it.
//!
//! The next visitor begins anew. What is kept of it, and for how long, is the hub's matter.

use std::collections::BTreeSet;

use wire::http::Need;

use super::visit::Overlay;
use super::{Screen, Session};

/// In the order in which they are shown. Interpreters are nobody's who is here by chance: they come with a
/// booking, and staff say so.
const ASKED: [Need; 5] =
    [Need::StepFree, Need::HearingLoop, Need::SignLanguage, Need::QuietRoom, Need::Accompanied];

/// One that may be chosen, and whether it was.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NeedChoice {
    pub need: Need,
    pub chosen: bool,
}

impl Session {
    /// What somebody here could give.
    pub fn needs_offered(&self) -> Vec<Need> {
        let given = self.offer().map(|offer| &offer.needs);
        ASKED.into_iter().filter(|need| given.is_some_and(|given| given.contains(need))).collect()
    }

    /// What this visitor has chosen, as far as it can still be had.
    pub fn needs(&self) -> BTreeSet<Need> {
        self.needs_offered().into_iter().filter(|need| self.needs.contains(need)).collect()
    }

    pub(super) fn needs_screen(&self, page: usize) -> Screen {
        let choice = |need| NeedChoice { need, chosen: self.needs.contains(&need) };
        Screen::Needs { needs: self.needs_offered().into_iter().map(choice).collect(), page }
    }

    pub(super) fn ask_needs(&mut self) {
        if !self.needs_offered().is_empty() {
            self.overlay = Some(Overlay::Needs { page: 0 });
        }
    }

    /// A second touch takes it back.
    pub(super) fn toggle(&mut self, need: Need) {
        if !self.needs.remove(&need) && self.needs_offered().contains(&need) {
            self.needs.insert(need);
        }
    }
}
