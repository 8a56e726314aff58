//! Services to choose from, all of them or those that were looked for, and the keys of a word.

use slint::{ComponentHandle, Global, ModelRc, SharedString, VecModel};
use wire::http::OfferedService;

use super::{KEYS_PER_ROW, Shown, Touched, update, why_closed};
use crate::session::{Session, Touch, page_of};
use crate::{ui, words};

/// Among services, looking for one by a word: no service has an empty id.
const SEARCH: &str = "";

impl Shown {
    pub(super) fn show_services(&self, window: &ui::Kiosk, session: &Session, page: usize) {
        self.show_choices(window, session, &session.service_choices(), page);
        ui::ServicesAdapter::get(window).set_found(false);
    }

    pub(super) fn show_found(&self, window: &ui::Kiosk, session: &Session, ids: &[String], page: usize) {
        let found: Vec<Touch> = ids.iter().cloned().map(Touch::Service).collect();
        self.show_choices(window, session, &found, page);
        ui::ServicesAdapter::get(window).set_found(true);
    }

    fn show_choices(&self, window: &ui::Kiosk, session: &Session, all: &[Touch], page: usize) {
        let per_page = session.services_per_page();
        let services = session.offer().map_or(&[][..], |offer| &offer.services);
        let rows = page_of(all, page, per_page).iter().filter_map(|touch| match touch {
            Touch::Service(id) => {
                let offered = services.iter().find(|service| service.id == *id)?;
                Some(choice(window, offered, session.language().code))
            }
            _ => Some(search_choice(window)),
        });
        update(&self.services, rows.collect());
        ui::ServicesAdapter::get(window).set_more(all.len() > per_page);
    }

    pub(super) fn show_search(&self, window: &ui::Kiosk, session: &Session, typed: &str, alphabet: usize) {
        let adapter = ui::SearchAdapter::get(window);
        adapter.set_typed(typed.into());
        adapter.set_other(session.other_letters(alphabet).unwrap_or_default().into());
        let letters = session.letters(alphabet);
        if self.letters.replace(letters) != letters {
            adapter.set_keys(rows_of(letters));
            adapter.set_typed_rtl(runs_to_the_left(letters));
        }
    }
}

fn choice(window: &ui::Kiosk, service: &OfferedService, language: &str) -> ui::Choice {
    let phrases = ui::Phrases::get(window);
    let (kind, from, to) = words::wait(service.estimate);
    let slip = ui::SlipPhrases::get(window);
    let (detail, more) = match service.closed {
        Some(why) => (phrases.invoke_closed(why_closed(why)), SharedString::new()),
        None => {
            let waiting = words::count(service.waiting);
            (phrases.invoke_waiting(waiting), slip.invoke_wait(kind, from, to))
        }
    };
    ui::Choice {
        id: service.id.as_str().into(),
        text: service.name.in_language(language).into(),
        detail,
        more,
        off: service.closed.is_some(),
        ..Default::default()
    }
}

/// Looking for a service, as one of the choices.
pub fn search_choice(window: &ui::Kiosk) -> ui::Choice {
    let aloud = window.global::<ui::Aloud>();
    let (text, detail) = (aloud.invoke_find(), aloud.invoke_how_to_find());
    ui::Choice { id: SEARCH.into(), text, detail, ..Default::default() }
}

/// The keys of an alphabet, which begins where its language begins a line. Where the last row ends early,
/// blanks keep its keys as wide as the others.
pub fn rows_of(letters: &str) -> ModelRc<ModelRc<SharedString>> {
    let keys: Vec<char> = letters.chars().collect();
    let row = |row: &[char]| {
        let mut keys: Vec<SharedString> = row.iter().map(|key| key.to_string().into()).collect();
        keys.resize(KEYS_PER_ROW, SharedString::new());
        if runs_to_the_left(letters) {
            keys.reverse();
        }
        ModelRc::new(VecModel::from(keys))
    };
    let rows: Vec<ModelRc<SharedString>> = keys.chunks(KEYS_PER_ROW).map(row).collect();
    ModelRc::new(VecModel::from(rows))
}

/// Whether these are Arabic letters, or Persian ones.
fn runs_to_the_left(letters: &str) -> bool {
    letters.starts_with(|letter| ('\u{600}'..='\u{6ff}').contains(&letter))
}

/// The id of a choice, as a touch.
pub fn chosen(id: SharedString) -> Touch {
    if id == SEARCH { Touch::Search } else { Touch::Service(id.into()) }
}

pub fn listen(window: &ui::Kiosk, touched: &Touched) {
    let means = |touch: Touch| {
        let touched = touched.clone();
        move || touched(touch.clone())
    };
    let services = ui::ServicesAdapter::get(window);
    let choosing = touched.clone();
    services.on_chosen(move |id| choosing(chosen(id)));
    services.on_more_wanted(means(Touch::MoreChoices));
    let search = ui::SearchAdapter::get(window);
    let typed = touched.clone();
    search.on_key(move |key| typed(Touch::Key(key.chars().next().unwrap_or(' '))));
    search.on_erase(means(Touch::EraseKey));
    search.on_other_letters(means(Touch::OtherLetters));
    search.on_find(means(Touch::Find));
}
