//! The screens on which a visit is put together: for how many people, and what else.

use slint::{Global, SharedString};
use wire::Text;
use wire::http::Matter;

use super::{Shown, Touched, update};
use crate::session::{Session, Touch, page_of};
use crate::{ui, words};

impl Shown {
    pub(super) fn show_persons(
        &self,
        window: &ui::Kiosk,
        session: &Session,
        (service, all, page): (&str, &[u16], usize),
    ) {
        let (adapter, per_page) = (ui::PersonsAdapter::get(window), session.choices_per_page());
        adapter.set_service(name(session, service).map(SharedString::from).unwrap_or_default());
        update(&self.persons, persons_choices(window, page_of(all, page, per_page)));
        adapter.set_more(all.len() > per_page);
    }

    pub(super) fn show_further(&self, window: &ui::Kiosk, session: &Session, all: &[String], page: usize) {
        let per_page = session.choices_per_page();
        let choice = |id: &String| {
            let text = name(session, id)?.into();
            Some(ui::Choice { id: id.as_str().into(), text, ..Default::default() })
        };
        update(&self.further, page_of(all, page, per_page).iter().filter_map(choice).collect());
        ui::FurtherAdapter::get(window).set_more(all.len() > per_page);
    }
}

/// So many people, as choices.
pub fn persons_choices(window: &ui::Kiosk, counts: &[u16]) -> Vec<ui::Choice> {
    let phrases = ui::Phrases::get(window);
    let choice = |persons: &u16| {
        let text = phrases.invoke_persons((*persons).into());
        ui::Choice { id: persons.to_string().into(), text, ..Default::default() }
    };
    counts.iter().map(choice).collect()
}

pub fn show_anything_else(window: &ui::Kiosk, session: &Session, matters: &[Matter]) {
    let adapter = ui::AnythingElseAdapter::get(window);
    adapter.set_matters(chosen(window, session, matters).into());
    adapter.set_newest(chosen(window, session, &matters[matters.len().saturating_sub(1)..]).into());
}

/// What was chosen, in the visitor's words.
pub fn chosen(window: &ui::Kiosk, session: &Session, matters: &[Matter]) -> String {
    let offered = |matter: &Matter| Some((text(session, &matter.service)?, matter.persons));
    words::visit(window, matters.iter().filter_map(offered), session.language().code)
}

fn name<'a>(session: &'a Session, service: &str) -> Option<&'a str> {
    Some(text(session, service)?.in_language(session.language().code))
}

fn text<'a>(session: &'a Session, service: &str) -> Option<&'a Text> {
    let services = session.offer().map_or(&[][..], |offer| &offer.services);
    Some(&services.iter().find(|offered| offered.id == service)?.name)
}

pub fn listen(window: &ui::Kiosk, touched: &Touched) {
    let means = |touch: Touch| {
        let touched = touched.clone();
        move || touched(touch.clone())
    };
    let persons = ui::PersonsAdapter::get(window);
    let counting = touched.clone();
    // Ids are made above; what is none of them is a touch of nothing.
    persons.on_chosen(move |id| counting(id.parse().map_or(Touch::Anywhere, Touch::Persons)));
    persons.on_more_wanted(means(Touch::MoreChoices));
    let anything_else = ui::AnythingElseAdapter::get(window);
    anything_else.on_choose_time(means(Touch::BookTime));
    anything_else.on_add(means(Touch::AddMatter));
    let further = ui::FurtherAdapter::get(window);
    let choosing = touched.clone();
    further.on_chosen(move |id| choosing(Touch::Service(id.into())));
    further.on_more_wanted(means(Touch::MoreChoices));
}
