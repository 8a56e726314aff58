//! What one visit is for, before a time is looked for: how many people come for a matter, and what else is
//! done on the same way.
//!
//! The rules are the hub's: it is asked after each choice what is left to be chosen, and nobody is asked
//! where nothing is left.

use wire::http::{Matter, VisitChoices};

use super::visit::Step;
use super::{Act, Effect, Screen, Session, Touch, Wanted};

/// Something to choose about a visit, and what was chosen before.
#[derive(Debug)]
pub(super) struct Choice {
    matters: Vec<Matter>,
    of: Of,
}

#[derive(Debug)]
enum Of {
    /// So many people at most come for the last matter.
    Persons { max: u16, page: usize },
    /// Whether there is anything else; these services would fit.
    AnythingElse { further: Vec<String> },
    /// What else it is.
    Further { further: Vec<String>, page: usize },
}

impl Session {
    /// Somebody wants a time for this.
    pub(super) fn begin_visit(&mut self, service: &str, effects: &mut Vec<Effect>) {
        self.choices_made.clear();
        self.ask_choices(vec![Matter::of(service)], false, effects);
    }

    fn ask_choices(&mut self, matters: Vec<Matter>, counted: bool, effects: &mut Vec<Effect>) {
        self.ask(Act::AskChoices { matters, counted }, effects);
    }

    /// The hub has told what is left to be chosen.
    pub(super) fn choices_told(
        &mut self,
        told: &VisitChoices,
        (matters, counted): (Vec<Matter>, bool),
        effects: &mut Vec<Effect>,
    ) {
        // In the order of the first choice, and none that has no name.
        let offered = self.offer().into_iter().flat_map(|offer| &offer.services).map(|service| &service.id);
        let further: Vec<String> = offered.filter(|id| told.further.contains(id)).cloned().collect();
        let of = match told.persons_max {
            max @ 2.. if !counted => Of::Persons { max, page: 0 },
            _ if !further.is_empty() => Of::AnythingElse { further },
            _ => return self.find_times(Wanted::New { matters }, false, effects),
        };
        self.chooses(Choice { matters, of });
    }

    fn chooses(&mut self, choice: Choice) {
        self.choices_made.push(choice);
        self.step = Step::Choosing;
    }

    pub(super) fn touched_choice(&mut self, touch: Touch, effects: &mut Vec<Effect>) {
        let Some(Choice { matters, of }) = self.choices_made.last() else { return };
        let mut matters = matters.clone();
        match (of, touch) {
            (Of::Persons { max, .. }, Touch::Persons(persons)) if (1..=*max).contains(&persons) => {
                matters.last_mut().expect("a visit is for something").persons = persons;
                self.ask_choices(matters, true, effects);
            }
            (Of::AnythingElse { .. }, Touch::BookTime) => {
                self.find_times(Wanted::New { matters }, false, effects);
            }
            (Of::AnythingElse { further }, Touch::AddMatter) => {
                let of = Of::Further { further: further.clone(), page: 0 };
                self.chooses(Choice { matters, of });
            }
            (Of::Further { further, .. }, Touch::Service(id)) if further.contains(&id) => {
                matters.push(Matter::of(&id));
                self.ask_choices(matters, false, effects);
            }
            (Of::Persons { max, .. }, Touch::MoreChoices) => {
                self.turn_page(usize::from(*max), self.choices_per_page());
            }
            (Of::Further { further, .. }, Touch::MoreChoices) => {
                self.turn_page(further.len(), self.choices_per_page());
            }
            (_, Touch::Back) => self.unchoose(effects),
            _ => {}
        }
    }

    /// One step back, and what was chosen there can be chosen anew.
    fn unchoose(&mut self, effects: &mut Vec<Effect>) {
        let left = self.choices_made.pop();
        if self.choices_made.is_empty() {
            let first = left.and_then(|choice| choice.matters.into_iter().next());
            self.choose_service(first.expect("a visit is for something").service, effects);
        }
    }

    /// Back from the times, to what was chosen last before them; `false` where nothing was.
    pub(super) fn back_to_choices(&mut self) -> bool {
        let has_chosen = !self.choices_made.is_empty();
        if has_chosen {
            self.step = Step::Choosing;
        }
        has_chosen
    }

    pub(super) fn choice_screen(&self) -> Screen {
        let Some(Choice { matters, of }) = self.choices_made.last() else { return Screen::Home };
        let matters = matters.clone();
        match of {
            Of::Persons { max, page } => Screen::Persons {
                service: matters.last().expect("a visit is for something").service.clone(),
                choices: (1..=*max).collect(),
                page: *page,
            },
            Of::AnythingElse { .. } => Screen::AnythingElse { matters },
            Of::Further { further, page } => Screen::Further { services: further.clone(), page: *page },
        }
    }

    /// The page of the choices that are shown, where there are several.
    pub(super) fn choice_page(&mut self) -> Option<&mut usize> {
        match &mut self.choices_made.last_mut()?.of {
            Of::Persons { page, .. } | Of::Further { page, .. } => Some(page),
            Of::AnythingElse { .. } => None,
        }
    }
}
