//! The session's screen as properties of the window, and the window's touches as the session's.
//!
//! Which sentence stands where is decided in `ui/`; here are only values.

mod booking;
mod needs;
mod services;
mod sight;
mod together;

use std::cell::Cell;
use std::rc::Rc;

use chrono::{DateTime, Datelike, Utc};
use hardware::printer::PrinterFault;
use slint::{Global, Image, Model, Rgb8Pixel, SharedPixelBuffer, VecModel};
use wire::Estimate;
use wire::http::{IssuedTicket, OfferedService, WhyClosed};

use crate::config::Config;
use crate::language::Language;
use crate::session::limits::{CODE_ALPHABET, CODE_CHARS, LANGUAGES_PER_PAGE};
use crate::session::{DIGITS, Help, Known, Paper, Refusal, Screen, Session, Sight, Touch, page_of};
use crate::{ui, words};

/// White modules around a QR code (ISO/IEC 18004).
const QUIET_ZONE: usize = 4;
/// Beyond this many days a day of the week alone would be misread.
const DAYS_BY_NAME_MAX: i64 = 6;
/// Keys in a row of the keypad: 8 of 20 mm fit the smallest upright screen.
const KEYS_PER_ROW: usize = 8;

/// What was shown last, so that only what changed is drawn again, and a pressed button stays
/// pressed while the waiting times beside it change.
pub(super) struct Shown {
    languages: Rc<VecModel<ui::Choice>>,
    services: Rc<VecModel<ui::Choice>>,
    times: Rc<VecModel<ui::Choice>>,
    changes: Rc<VecModel<ui::Choice>>,
    needs: Rc<VecModel<ui::Choice>>,
    persons: Rc<VecModel<ui::Choice>>,
    further: Rc<VecModel<ui::Choice>>,
    typed: Rc<VecModel<slint::SharedString>>,
    digits: Rc<VecModel<slint::SharedString>>,
    /// Those that have keys.
    letters: Cell<&'static str>,
    language: Cell<Option<&'static Language>>,
    sight: Cell<Option<Sight>>,
}

pub use booking::id_of;
pub use needs::{calling, choices as needs, id_of_need};
pub use services::{rows_of as keys_of, search_choice};
pub use sight::{choices as changes, see};
pub use together::persons_choices;

type Touched = Rc<dyn Fn(Touch)>;

impl Shown {
    pub fn new(window: &ui::Kiosk, config: &Config, touched: Touched) -> Self {
        let shown = Shown {
            languages: Rc::default(),
            services: Rc::default(),
            times: Rc::default(),
            changes: Rc::default(),
            needs: Rc::default(),
            persons: Rc::default(),
            further: Rc::default(),
            typed: Rc::default(),
            digits: Rc::default(),
            letters: Cell::default(),
            language: Cell::new(None),
            sight: Cell::new(None),
        };
        let theme = ui::Theme::get(window);
        theme.set_screen_width(config.screen.width as f32);
        theme.set_screen_height(config.screen.height as f32);
        theme.set_dots_per_mm(config.screen.dots_per_mm());
        theme.set_letters_mm(config.screen.letters_mm());
        ui::LanguagesAdapter::get(window).set_languages(shown.languages.clone().into());
        ui::ServicesAdapter::get(window).set_services(shown.services.clone().into());
        ui::TimesAdapter::get(window).set_times(shown.times.clone().into());
        ui::SightAdapter::get(window).set_changes(shown.changes.clone().into());
        ui::NeedsAdapter::get(window).set_needs(shown.needs.clone().into());
        ui::PersonsAdapter::get(window).set_choices(shown.persons.clone().into());
        ui::FurtherAdapter::get(window).set_services(shown.further.clone().into());
        let code = ui::CodeAdapter::get(window);
        code.set_typed(shown.typed.clone().into());
        ui::DigitsAdapter::get(window).set_typed(shown.digits.clone().into());
        code.set_keys(keys_of(CODE_ALPHABET));
        listen(window, touched);
        shown
    }

    pub fn show(&self, window: &ui::Kiosk, session: &Session, config: &Config) {
        let language = session.language();
        if self.language.replace(Some(language)) != Some(language) {
            words::speak(language);
            ui::Theme::get(window).set_rtl(language.rtl);
        }
        if self.sight.replace(Some(session.sight())) != Some(session.sight()) {
            see(window, session.sight());
        }
        self.show_frame(window, session, config);
        let screen = session.screen();
        match &screen {
            Screen::Languages { page } => self.show_languages(window, session, *page),
            Screen::Home => show_home(window, session),
            Screen::Services { page } => self.show_services(window, session, *page),
            Screen::Search { typed, alphabet } => self.show_search(window, session, typed, *alphabet),
            Screen::Found { services, page } => self.show_found(window, session, services, *page),
            Screen::Needs { needs, page } => {
                let per_page = session.choices_per_page();
                update(&self.needs, needs::choices(window, page_of(needs, *page, per_page)));
                ui::NeedsAdapter::get(window).set_more(needs.len() > per_page);
            }
            Screen::Code { typed } => self.show_code(window, typed),
            Screen::Digits { of, typed } => self.show_digits(window, *of, typed),
            Screen::When { service, free } => {
                booking::show_when(window, session, (service, *free), config.zone());
            }
            Screen::Persons { service, choices, page } => {
                self.show_persons(window, session, (service, choices, *page));
            }
            Screen::AnythingElse { matters } => together::show_anything_else(window, session, matters),
            Screen::Further { services, page } => self.show_further(window, session, services, *page),
            Screen::Times(times) => {
                let now = session.hub_time();
                update(&self.times, booking::choices(window, times, now, config.zone()));
                booking::show_times(window, times);
            }
            Screen::Check { of, at } => booking::show_check(window, session, of, *at, config),
            Screen::Own(own) => booking::show_own(window, session, own, config),
            Screen::AskCancel(own) => booking::show_ask_cancel(window, session, own, config),
            Screen::Booked { done, booking: own, paper } => {
                booking::show_booked(window, session, (*done, own, *paper), config);
            }
            Screen::Asking { slow } => ui::AskingAdapter::get(window).set_slow(*slow),
            Screen::Issued { ticket, paper } => show_issued(window, ticket, *paper, config),
            Screen::Refused(refusal) => ui::RefusedAdapter::get(window).set_refusal(why(*refusal)),
            Screen::NotReached => ui::RefusedAdapter::get(window).set_refusal(ui::Refusal::NotReached),
            Screen::NotYetOpen { opens_at } => show_opening(window, session, *opens_at, config),
            Screen::Help(help) => show_help(window, session, *help, config),
            Screen::Sight { changes, page } => {
                let per_page = session.choices_per_page();
                update(&self.changes, sight::choices(window, page_of(changes, *page, per_page)));
                ui::SightAdapter::get(window).set_more(changes.len() > per_page);
            }
            Screen::How => {}
            Screen::Starting | Screen::LastCalls | Screen::Closed | Screen::HubAway => {}
        }
        ui::AskingAdapter::get(window).set_starting(screen == Screen::Starting);
        if let Some(kind) = closed_kind(&screen) {
            ui::ClosedAdapter::get(window).set_kind(kind);
            ui::ClosedAdapter::get(window).set_takes_codes(session.takes_codes());
        }
        window.set_screen(name(&screen));
    }

    fn show_frame(&self, window: &ui::Kiosk, session: &Session, config: &Config) {
        let frame = ui::Frame::get(window);
        if let Some(offer) = session.offer() {
            frame.set_town(offer.town.as_str().into());
            frame.set_office(offer.office.as_str().into());
        }
        let clock = session.hub_time().map(|time| words::time(time, config.zone())).unwrap_or_default();
        frame.set_clock(clock.into());
        let seconds = session.still_there().map_or(0, words::count);
        ui::StillThereAdapter::get(window).set_seconds(seconds);
        frame.set_has_sight(!matches!(session.screen(), Screen::Sight { .. }));
    }

    fn show_languages(&self, window: &ui::Kiosk, session: &Session, page: usize) {
        let adapter = ui::LanguagesAdapter::get(window);
        let all = session.languages();
        let rows = page_of(all, page, LANGUAGES_PER_PAGE).iter().map(|language| ui::Choice {
            id: language.code.into(),
            text: language.name.into(),
            ..Default::default()
        });
        update(&self.languages, rows.collect());
        adapter.set_more(all.len() > LANGUAGES_PER_PAGE);
        adapter.set_changing(session.changing_language());
    }

    fn show_code(&self, window: &ui::Kiosk, typed: &str) {
        let adapter = ui::CodeAdapter::get(window);
        update(&self.typed, typed.chars().map(|key| key.to_string().into()).collect());
        adapter.set_spoken(typed.into());
        adapter.set_complete(typed.chars().count() == CODE_CHARS);
    }

    fn show_digits(&self, window: &ui::Kiosk, of: Known, typed: &str) {
        let adapter = ui::DigitsAdapter::get(window);
        adapter.set_of(match of {
            Known::Clock => ui::Known::Clock,
            Known::Birthday => ui::Known::Birthday,
        });
        update(&self.digits, typed.chars().map(|key| key.to_string().into()).collect());
        adapter.set_spoken(typed.into());
        adapter.set_complete(typed.chars().count() == DIGITS);
    }
}

fn show_home(window: &ui::Kiosk, session: &Session) {
    let services = session.offer().map_or(&[][..], |offer| &offer.services);
    let (kind, from, to) = words::wait(wait_of_all(services));
    let adapter = ui::HomeAdapter::get(window);
    adapter.set_wait_kind(kind);
    adapter.set_wait_from(from);
    adapter.set_wait_to(to);
    adapter.set_no_paper(session.no_paper().is_some());
    adapter.set_books(services.iter().any(|service| service.bookable));
    adapter.set_knows_birthdays(session.offer().is_some_and(|offer| offer.knows_birthdays));
    adapter.set_keeps_bookings(session.offer().is_some_and(|offer| offer.keeps_bookings));
    needs::show_on_home(window, session);
    let notice = session.offer().and_then(|offer| offer.notice.as_deref());
    adapter.set_notice(notice.unwrap_or_default().into());
}

/// From the shortest to the longest wait of all services, for a first impression.
fn wait_of_all(services: &[OfferedService]) -> Estimate {
    let services = services.iter().filter(|service| service.closed.is_none());
    let ranges = services.clone().filter_map(|service| match service.estimate {
        Estimate::Minutes { from, to } => Some((from, to)),
        Estimate::NoCounterOpen | Estimate::Unknown => None,
    });
    let all = ranges.reduce(|(from, to), (f, t)| (from.min(f), to.max(t)));
    match all {
        Some((from, to)) => Estimate::Minutes { from, to },
        None if services.clone().any(|service| service.estimate == Estimate::NoCounterOpen) => {
            Estimate::NoCounterOpen
        }
        None => Estimate::Unknown,
    }
}

fn show_issued(window: &ui::Kiosk, ticket: &IssuedTicket, paper: Paper, config: &Config) {
    let adapter = ui::IssuedAdapter::get(window);
    let (kind, from, to) = words::wait(ticket.estimate);
    adapter.set_number(ticket.number.as_str().into());
    adapter.set_zone(ticket.zone.to_string().into());
    adapter.set_zone_name(ticket.zone_name.as_str().into());
    adapter.set_zone_place(ticket.zone_place.as_str().into());
    let appointment = ticket.appointment_at.map(|at| words::time(at, config.zone())).unwrap_or_default();
    adapter.set_appointment(appointment.into());
    adapter.set_waiting_before(words::count(ticket.waiting_before));
    adapter.set_wait_kind(kind);
    adapter.set_wait_from(from);
    adapter.set_wait_to(to);
    // Only drawn where there is no paper, and once. Numbers begin anew every day, pages never do.
    let leads_there = adapter.get_code_of() == ticket.status_url.as_str();
    if matches!(paper, Paper::Missing(_)) && !leads_there {
        adapter.set_code(qr_code(&ticket.status_url.to_uppercase()));
        adapter.set_code_of(ticket.status_url.as_str().into());
    }
    adapter.set_calling(calling(&ticket.needs));
    adapter.set_paper(shown_paper(paper));
}

fn shown_paper(paper: Paper) -> ui::Paper {
    match paper {
        Paper::Printing => ui::Paper::Printing,
        Paper::Printed => ui::Paper::Printed,
        Paper::Missing(PrinterFault::PaperOut) => ui::Paper::PaperOut,
        Paper::Missing(PrinterFault::CoverOpen) => ui::Paper::CoverOpen,
        Paper::Missing(PrinterFault::CutterJam) => ui::Paper::CutterJam,
        Paper::Missing(PrinterFault::Gone) => ui::Paper::Gone,
        Paper::Missing(PrinterFault::Unprintable(_)) => ui::Paper::Unprintable,
    }
}

fn show_opening(window: &ui::Kiosk, session: &Session, opens_at: DateTime<Utc>, config: &Config) {
    let adapter = ui::ClosedAdapter::get(window);
    let opens = opens_at.with_timezone(&config.zone());
    let today = session.hub_time().unwrap_or(opens_at).with_timezone(&config.zone()).date_naive();
    let days = (opens.date_naive() - today).num_days();
    adapter.set_opens_at(words::time(opens_at, config.zone()).into());
    let on = if days == 0 { -1 } else { opens.weekday().num_days_from_monday() as i32 };
    adapter.set_opens_on(on);
    adapter.set_opens_soon((0..=DAYS_BY_NAME_MAX).contains(&days));
}

fn show_help(window: &ui::Kiosk, session: &Session, help: Help, config: &Config) {
    let place = config.help_place.as_ref().map_or("", |text| text.in_language(session.language().code));
    let adapter = ui::HelpAdapter::get(window);
    adapter.set_place(place.into());
    adapter.set_state(match help {
        Help::Ringing => ui::HelpState::Ringing,
        Help::Rung => ui::HelpState::Rung,
        Help::Coming => ui::HelpState::Coming,
        Help::NotRung => ui::HelpState::NotRung,
    });
}

fn name(screen: &Screen) -> ui::ScreenName {
    match screen {
        Screen::Languages { .. } => ui::ScreenName::Languages,
        Screen::Home => ui::ScreenName::Home,
        Screen::Services { .. } | Screen::Found { .. } => ui::ScreenName::Services,
        Screen::Search { .. } => ui::ScreenName::Search,
        Screen::Code { .. } => ui::ScreenName::Code,
        Screen::How => ui::ScreenName::How,
        Screen::Digits { .. } => ui::ScreenName::Digits,
        Screen::When { .. } => ui::ScreenName::When,
        Screen::Persons { .. } => ui::ScreenName::Persons,
        Screen::AnythingElse { .. } => ui::ScreenName::AnythingElse,
        Screen::Further { .. } => ui::ScreenName::Further,
        Screen::Times(_) => ui::ScreenName::Times,
        Screen::Check { .. } | Screen::AskCancel(_) => ui::ScreenName::Check,
        Screen::Own(_) => ui::ScreenName::Own,
        Screen::Booked { .. } => ui::ScreenName::Booked,
        Screen::Starting | Screen::Asking { .. } => ui::ScreenName::Asking,
        Screen::Issued { .. } => ui::ScreenName::Issued,
        Screen::Refused(_) | Screen::NotReached => ui::ScreenName::Refused,
        Screen::NotYetOpen { .. } | Screen::LastCalls | Screen::Closed | Screen::HubAway => {
            ui::ScreenName::Closed
        }
        Screen::Help(_) => ui::ScreenName::Help,
        Screen::Sight { .. } => ui::ScreenName::Sight,
        Screen::Needs { .. } => ui::ScreenName::Needs,
    }
}

fn closed_kind(screen: &Screen) -> Option<ui::ClosedKind> {
    match screen {
        Screen::NotYetOpen { .. } => Some(ui::ClosedKind::NotYetOpen),
        Screen::LastCalls => Some(ui::ClosedKind::LastCalls),
        Screen::Closed => Some(ui::ClosedKind::Closed),
        Screen::HubAway => Some(ui::ClosedKind::HubAway),
        _ => None,
    }
}

fn why_closed(why: WhyClosed) -> ui::WhyClosed {
    match why {
        WhyClosed::ContingentUsedUp => ui::WhyClosed::UsedUp,
        WhyClosed::ZoneClosed => ui::WhyClosed::Zone,
        WhyClosed::TooLateToday => ui::WhyClosed::TooLate,
        WhyClosed::Other => ui::WhyClosed::Other,
    }
}

fn why(refusal: Refusal) -> ui::Refusal {
    match refusal {
        Refusal::NoNumbersNow => ui::Refusal::NoNumbersNow,
        Refusal::ServiceNotOffered => ui::Refusal::ServiceNotOffered,
        Refusal::TooManyNumbers => ui::Refusal::TooManyNumbers,
        Refusal::CodeUnknown => ui::Refusal::CodeUnknown,
        Refusal::NoBooking => ui::Refusal::NoBooking,
        Refusal::NoneByHeart => ui::Refusal::NoneByHeart,
        Refusal::NotByHeart => ui::Refusal::NotByHeart,
        Refusal::TooManyCodes => ui::Refusal::TooManyCodes,
        Refusal::OtherDay => ui::Refusal::OtherDay,
        Refusal::AlreadyCheckedIn => ui::Refusal::AlreadyCheckedIn,
        Refusal::BookingGone => ui::Refusal::BookingGone,
        Refusal::UsedUpToday => ui::Refusal::UsedUpToday,
        Refusal::ZoneClosed => ui::Refusal::ZoneClosed,
        Refusal::TooLateToday => ui::Refusal::TooLateToday,
        Refusal::MovedOn => ui::Refusal::MovedOn,
        Refusal::NoTimes => ui::Refusal::NoTimes,
        Refusal::TooManyBookings => ui::Refusal::TooManyBookings,
        Refusal::NothingFound => ui::Refusal::NothingFound,
        Refusal::Other => ui::Refusal::Other,
    }
}

fn listen(window: &ui::Kiosk, touched: Touched) {
    let means = |touch: Touch| {
        let touched = touched.clone();
        move || touched(touch.clone())
    };
    let names = |touch: fn(String) -> Touch| {
        let touched = touched.clone();
        move |name: slint::SharedString| touched(touch(name.into()))
    };

    let frame = ui::Frame::get(window);
    frame.on_help(means(Touch::Help));
    frame.on_back(means(Touch::Back));
    frame.on_anywhere(means(Touch::Anywhere));
    frame.on_sight(means(Touch::ChangeSight));
    sight::listen(window, &touched);
    needs::listen(window, &touched);
    services::listen(window, &touched);
    ui::StillThereAdapter::get(window).on_still_here(means(Touch::StillHere));

    let languages = ui::LanguagesAdapter::get(window);
    languages.on_chosen(names(Touch::Language));
    languages.on_more_wanted(means(Touch::MoreChoices));
    let home = ui::HomeAdapter::get(window);
    home.on_draw_number(means(Touch::DrawNumber));
    home.on_enter_code(means(Touch::EnterCode));
    home.on_change_language(means(Touch::ChangeLanguage));
    booking::listen(window, &touched);
    together::listen(window, &touched);
    let code = ui::CodeAdapter::get(window);
    code.on_key(names(|key| Touch::Key(key.chars().next().unwrap_or(' '))));
    code.on_erase(means(Touch::EraseKey));
    code.on_submit(means(Touch::SubmitCode));
    let how = ui::HowAdapter::get(window);
    how.on_with_code(means(Touch::EnterCode));
    how.on_by_heart(means(Touch::ByHeart));
    let digits = ui::DigitsAdapter::get(window);
    digits.on_key(names(|key| Touch::Key(key.chars().next().unwrap_or(' '))));
    digits.on_erase(means(Touch::EraseKey));
    digits.on_submit(means(Touch::SubmitCode));
    let refused = ui::RefusedAdapter::get(window);
    refused.on_try_again(means(Touch::TryAgain));
    refused.on_understood(means(Touch::Done));
    let closed = ui::ClosedAdapter::get(window);
    closed.on_enter_code(means(Touch::EnterCode));
    closed.on_change_language(means(Touch::ChangeLanguage));
    ui::IssuedAdapter::get(window).on_done(means(Touch::Done));
}

/// Changes the rows that differ and leaves the others alone.
fn update<T: Clone + PartialEq + 'static>(model: &VecModel<T>, rows: Vec<T>) {
    while model.row_count() > rows.len() {
        model.remove(rows.len());
    }
    for (at, row) in rows.into_iter().enumerate() {
        match model.row_data(at) {
            Some(there) if there == row => {}
            Some(_) => model.set_row_data(at, row),
            None => model.push(row),
        }
    }
}

/// One pixel a module; the screen enlarges it by whole numbers.
pub fn qr_code(text: &str) -> Image {
    let Ok(code) = qrcode::QrCode::with_error_correction_level(text, qrcode::EcLevel::M) else {
        // Only a text of thousands of letters has no code; the number itself is on the screen.
        return Image::default();
    };
    let width = code.width();
    let side = width + 2 * QUIET_ZONE;
    let mut pixels = SharedPixelBuffer::<Rgb8Pixel>::new(side as u32, side as u32);
    let colors = code.to_colors();
    for (at, pixel) in pixels.make_mut_slice().iter_mut().enumerate() {
        let (x, y) = (at % side, at / side);
        let inside = |place: usize| (QUIET_ZONE..QUIET_ZONE + width).contains(&place);
        let dark = inside(x)
            && inside(y)
            && colors[(y - QUIET_ZONE) * width + (x - QUIET_ZONE)] == qrcode::Color::Dark;
        *pixel = if dark { Rgb8Pixel::new(0, 0, 0) } else { Rgb8Pixel::new(255, 255, 255) };
    }
    Image::from_rgb8(pixels)
}
