//! Every state of every screen, with believable content, for the tests that look at all of them.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use kiosk::language::Language;
use kiosk::session::limits::CHOICES_PER_PAGE;
use kiosk::session::search::alphabets;
use kiosk::session::{Colours, Letters, NeedChoice, Sight};
use kiosk::{ui, words};
use slint::{ComponentHandle, Global, Model, ModelRc, SharedString};
use wire::http::Need;

use crate::glass::Glass;
use crate::services;

pub struct Picture {
    pub name: &'static str,
    pub set: fn(&ui::Kiosk),
}

const fn picture(name: &'static str, set: fn(&ui::Kiosk)) -> Picture {
    Picture { name, set }
}

pub const ALL: &[Picture] = &[
    picture("languages", |window| {
        window.set_screen(ui::ScreenName::Languages);
    }),
    picture("home", |window| {
        home(window, false, "");
    }),
    // As long as a notice may be.
    picture("home-notice", |window| home(window, false, NOTICE)),
    picture("home-birthdays", |window| {
        home(window, false, "");
        ui::HomeAdapter::get(window).set_knows_birthdays(true);
    }),
    picture("home-no-paper", |window| {
        home(window, true, "");
    }),
    picture("services", |window| {
        window.set_screen(ui::ScreenName::Services);
    }),
    // Where somebody is who goes on with the keypad.
    picture("services-heard", |window| {
        window.set_screen(ui::ScreenName::Services);
        let second = ui::ServicesAdapter::get(window).get_services().row_data(1).expect("there are some");
        ui::Aloud::get(window).set_heard(second.text);
    }),
    picture("services-search", |window| {
        window.set_screen(ui::ScreenName::Services);
    }),
    picture("services-found", |window| {
        ui::ServicesAdapter::get(window).set_found(true);
        window.set_screen(ui::ScreenName::Services);
    }),
    picture("search-empty", |window| search(window, "")),
    picture("search", |window| search(window, "ausweis")),
    picture("search-long", |window| search(window, "wohnsitz ummelden mm")),
    picture("needs", |window| needs(window, [].into())),
    picture("needs-chosen", |window| needs(window, [Need::HearingLoop, Need::Accompanied].into())),
    picture("home-needs", |window| {
        home(window, false, "");
        ui::HomeAdapter::get(window).set_needs(2);
    }),
    picture("home-books", |window| {
        home(window, false, "");
        ui::HomeAdapter::get(window).set_books(true);
        ui::HomeAdapter::get(window).set_keeps_bookings(true);
    }),
    picture("home-books-no-paper", |window| {
        home(window, true, "");
        ui::HomeAdapter::get(window).set_books(true);
        ui::HomeAdapter::get(window).set_keeps_bookings(true);
    }),
    picture("home-books-notice", |window| {
        home(window, false, NOTICE);
        ui::HomeAdapter::get(window).set_books(true);
        ui::HomeAdapter::get(window).set_keeps_bookings(true);
    }),
    picture("when", |window| when(window, false)),
    picture("when-used-up", |window| when(window, true)),
    picture("when-nothing-free", |window| {
        when(window, false);
        ui::WhenAdapter::get(window).set_none_free(true);
    }),
    picture("persons", |window| persons(window, 1)),
    picture("persons-last", |window| persons(window, 19)),
    picture("anything-else", |window| anything_else(window, &[1])),
    picture("anything-else-several", |window| anything_else(window, &[3, 1, 20, 1])),
    picture("further", |window| {
        let names = ui::ServicesAdapter::get(window).get_services();
        let plain: Vec<ui::Choice> =
            names.iter().map(|choice| ui::Choice { detail: "".into(), off: false, ..choice }).collect();
        ui::FurtherAdapter::get(window).set_services(plain.as_slice().into());
        window.set_screen(ui::ScreenName::Further);
    }),
    picture("times", |window| times(window, SOONEST, None, false)),
    picture("times-taken", |window| times(window, SOONEST, None, true)),
    picture("times-days", |window| times(window, DAYS, None, false)),
    picture("times-of-day", |window| times(window, OF_DAY, Some(26), false)),
    picture("check", |window| check(window, ui::Checks::Book)),
    picture("check-move", |window| check(window, ui::Checks::Move)),
    picture("check-cancel", |window| check(window, ui::Checks::Cancel)),
    picture("check-several", |window| {
        check(window, ui::Checks::Book);
        ui::BookingAdapter::get(window).set_matter(several(window, &[3, 1, 1]).into());
    }),
    picture("booked-several", |window| {
        booked(window, ui::Done::Booked, ui::Paper::Printed);
        ui::BookingAdapter::get(window).set_matter(several(window, &[3, 1, 1]).into());
    }),
    picture("own", |window| own(window, false, true)),
    picture("own-today", |window| own(window, true, true)),
    picture("own-not-to-be-moved", |window| own(window, false, false)),
    picture("booked-printing", |window| booked(window, ui::Done::Booked, ui::Paper::Printing)),
    picture("booked", |window| booked(window, ui::Done::Booked, ui::Paper::Printed)),
    picture("booked-moved", |window| booked(window, ui::Done::Moved, ui::Paper::Printed)),
    picture("booked-cancelled", |window| booked(window, ui::Done::Cancelled, ui::Paper::Printed)),
    picture("booked-paper-out", |window| booked(window, ui::Done::Booked, ui::Paper::PaperOut)),
    picture("booked-cutter-jam", |window| booked(window, ui::Done::Moved, ui::Paper::CutterJam)),
    picture("booked-cancelled-gone", |window| booked(window, ui::Done::Cancelled, ui::Paper::Gone)),
    picture("code", |window| {
        type_code(window, "7F3C9A");
        window.set_screen(ui::ScreenName::Code);
    }),
    picture("code-scan", |window| {
        type_code(window, "7F");
        ui::CodeAdapter::get(window).set_can_scan(true);
        window.set_screen(ui::ScreenName::Code);
    }),
    picture("how", |window| window.set_screen(ui::ScreenName::How)),
    picture("digits-clock", |window| digits(window, ui::Known::Clock, "09")),
    picture("digits-birthday", |window| digits(window, ui::Known::Birthday, "2412")),
    picture("code-complete", |window| {
        type_code(window, "7F3C9AKD");
        window.set_screen(ui::ScreenName::Code);
    }),
    picture("starting", |window| asking(window, true, false)),
    picture("asking", |window| asking(window, false, false)),
    picture("asking-slow", |window| asking(window, false, true)),
    picture("issued-printing", |window| issued(window, ui::Paper::Printing, "A047", "")),
    picture("issued", |window| issued(window, ui::Paper::Printed, "A047", "")),
    picture("issued-after-999", |window| issued(window, ui::Paper::Printed, "A1000", "")),
    picture("issued-appointment", |window| issued(window, ui::Paper::Printed, "A112", "10:15")),
    picture("issued-fitting", |window| {
        issued(window, ui::Paper::Printed, "A047", "");
        ui::IssuedAdapter::get(window).set_calling(ui::Calling::Fitting);
    }),
    picture("issued-fetched", |window| {
        issued(window, ui::Paper::Printed, "A1000", "10:15");
        ui::IssuedAdapter::get(window).set_calling(ui::Calling::Fetched);
    }),
    picture("issued-fetched-paper-out", |window| {
        issued(window, ui::Paper::PaperOut, "A047", "");
        ui::IssuedAdapter::get(window).set_calling(ui::Calling::Fetched);
    }),
    picture("issued-paper-out", |window| issued(window, ui::Paper::PaperOut, "A047", "")),
    picture("issued-cover-open", |window| issued(window, ui::Paper::CoverOpen, "A1000", "10:15")),
    picture("issued-cutter-jam", |window| issued(window, ui::Paper::CutterJam, "A047", "")),
    picture("issued-gone", |window| issued(window, ui::Paper::Gone, "A047", "")),
    picture("issued-unprintable", |window| issued(window, ui::Paper::Unprintable, "A047", "")),
    picture("not-reached", |window| refused(window, ui::Refusal::NotReached)),
    picture("refused-no-numbers", |window| refused(window, ui::Refusal::NoNumbersNow)),
    picture("refused-service", |window| refused(window, ui::Refusal::ServiceNotOffered)),
    picture("refused-too-many", |window| refused(window, ui::Refusal::TooManyNumbers)),
    picture("refused-code", |window| refused(window, ui::Refusal::CodeUnknown)),
    picture("refused-too-many-codes", |window| refused(window, ui::Refusal::TooManyCodes)),
    picture("refused-no-booking", |window| refused(window, ui::Refusal::NoBooking)),
    picture("refused-by-heart", |window| refused(window, ui::Refusal::NoneByHeart)),
    picture("refused-not-by-heart", |window| refused(window, ui::Refusal::NotByHeart)),
    picture("refused-other-day", |window| refused(window, ui::Refusal::OtherDay)),
    picture("refused-checked-in", |window| refused(window, ui::Refusal::AlreadyCheckedIn)),
    picture("refused-used-up", |window| refused(window, ui::Refusal::UsedUpToday)),
    picture("refused-zone", |window| refused(window, ui::Refusal::ZoneClosed)),
    picture("refused-too-late", |window| refused(window, ui::Refusal::TooLateToday)),
    picture("refused-moved-on", |window| refused(window, ui::Refusal::MovedOn)),
    picture("refused-no-times", |window| refused(window, ui::Refusal::NoTimes)),
    picture("refused-too-many-bookings", |window| refused(window, ui::Refusal::TooManyBookings)),
    picture("refused-nothing-found", |window| refused(window, ui::Refusal::NothingFound)),
    picture("refused-gone", |window| refused(window, ui::Refusal::BookingGone)),
    picture("refused-other", |window| refused(window, ui::Refusal::Other)),
    picture("not-yet-open", |window| closed(window, ui::ClosedKind::NotYetOpen, -1, false)),
    picture("not-yet-open-thursday", |window| closed(window, ui::ClosedKind::NotYetOpen, 3, false)),
    picture("not-yet-open-with-bookings", |window| closed(window, ui::ClosedKind::NotYetOpen, -1, true)),
    picture("last-calls", |window| closed(window, ui::ClosedKind::LastCalls, -1, true)),
    picture("closed", |window| closed(window, ui::ClosedKind::Closed, -1, false)),
    picture("closed-with-bookings", |window| closed(window, ui::ClosedKind::Closed, -1, true)),
    picture("hub-away", |window| closed(window, ui::ClosedKind::HubAway, -1, false)),
    picture("help", |window| help(window, ui::HelpState::Ringing, "")),
    picture("help-rung", |window| help(window, ui::HelpState::Rung, "")),
    picture("help-rung-place", |window| help(window, ui::HelpState::Rung, HELP_PLACE)),
    picture("help-coming", |window| help(window, ui::HelpState::Coming, "")),
    picture("help-not-rung", |window| help(window, ui::HelpState::NotRung, "")),
    picture("help-not-rung-place", |window| help(window, ui::HelpState::NotRung, HELP_PLACE)),
    picture("sight", |window| {
        ui::Frame::get(window).set_has_sight(false);
        window.set_screen(ui::ScreenName::Sight);
    }),
    picture("still-there", |window| {
        ui::StillThereAdapter::get(window).set_seconds(23);
        window.set_screen(ui::ScreenName::Services);
    }),
];

/// Shows `picture` on `glass` as somebody with this `sight` meets it, whatever was shown before.
pub fn show(
    window: &ui::Kiosk,
    picture: &Picture,
    language: &'static Language,
    (glass, sight): (Glass, Sight),
) {
    crate::glass::speak(window, language);
    kiosk::app::see(window, sight);
    ui::StillThereAdapter::get(window).set_seconds(0);
    ui::Aloud::get(window).set_heard("".into());
    ui::Frame::get(window).set_has_sight(true);
    let services_adapter = ui::ServicesAdapter::get(window);
    services_adapter.set_found(false);
    services_adapter.set_services(services(window, language));
    (picture.set)(window);
    // Letters that are larger leave room for fewer choices.
    let per_page = sight.choices_per_page(glass.screen().glass());
    let times = ui::TimesAdapter::get(window);
    times.set_times(first(times.get_times(), per_page));
    // And what stands below each service takes room as well.
    let services_per_page = sight.services_per_page(glass.screen().glass());
    services_adapter.set_more(services_adapter.get_services().row_count() > services_per_page);
    services_adapter.set_services(first(services_adapter.get_services(), services_per_page));
    if picture.name == "services-search" {
        let kept = services_per_page - 1;
        let mut shown: Vec<ui::Choice> = services_adapter.get_services().iter().take(kept).collect();
        shown.push(kiosk::app::search_choice(window));
        services_adapter.set_services(shown.as_slice().into());
        services_adapter.set_more(true);
    }
    let persons = ui::PersonsAdapter::get(window);
    persons.set_choices(first(persons.get_choices(), per_page));
    let further = ui::FurtherAdapter::get(window);
    further.set_more(further.get_services().row_count() > per_page);
    further.set_services(first(further.get_services(), per_page));
    let needs = ui::NeedsAdapter::get(window);
    needs.set_more(needs.get_needs().row_count() > per_page);
    needs.set_needs(first(needs.get_needs(), per_page));
    let changes = ui::SightAdapter::get(window);
    let all = sight.changes(glass.screen().glass());
    changes.set_changes(kiosk::app::changes(window, &all[..per_page.min(all.len())]).as_slice().into());
    changes.set_more(all.len() > per_page);
}

/// Every way to see a screen.
pub fn sights() -> Vec<Sight> {
    let mut all = Vec::new();
    for low in [false, true] {
        for letters in [Letters::Normal, Letters::Large, Letters::Largest] {
            for colours in [Colours::Light, Colours::Dark, Colours::HighContrast] {
                all.push(Sight { colours, letters, low });
            }
        }
    }
    all
}

/// "light-150-low".
pub fn name_of(sight: Sight) -> String {
    let colours = match sight.colours {
        Colours::Light => "light",
        Colours::Dark => "dark",
        Colours::HighContrast => "high-contrast",
    };
    let low = if sight.low { "-low" } else { "" };
    format!("{colours}-{}{low}", sight.letters.percent())
}

fn first(choices: ModelRc<ui::Choice>, per_page: usize) -> ModelRc<ui::Choice> {
    choices.iter().take(per_page).collect::<Vec<_>>().as_slice().into()
}

/// Nearly as long as a notice may be.
const NOTICE: &str = "Heute keine Führerscheine und keine Fahrzeuge. Bitte kommen Sie am Donnerstag wieder.";

fn home(window: &ui::Kiosk, no_paper: bool, notice: &str) {
    assert!(notice.chars().count() <= wire::http::NOTICE_CHARS_MAX, "{}", notice.chars().count());
    let adapter = ui::HomeAdapter::get(window);
    adapter.set_no_paper(no_paper);
    adapter.set_notice(notice.into());
    adapter.set_books(false);
    adapter.set_knows_birthdays(false);
    adapter.set_keeps_bookings(false);
    adapter.set_asks_needs(true);
    adapter.set_needs(0);
    window.set_screen(ui::ScreenName::Home);
}

/// Day of November 2026, and the time of that day; without one, it is a day to choose.
type Shown = (u32, &'static str);
const SOONEST: &[Shown] = &[(25, "11:40"), (25, "14:00"), (26, "9:00"), (26, "14:00"), (27, "9:00"), (0, "")];
const DAYS: &[Shown] = &[(25, ""), (26, ""), (27, ""), (28, ""), (29, ""), (30, "")];
const OF_DAY: &[Shown] =
    &[(26, "9:00"), (26, "10:00"), (26, "11:00"), (26, "13:30"), (26, "14:00"), (26, "15:00")];
/// When all of them are looked at: a Wednesday.
const NOW: &str = "2026-11-25T09:00:00Z";

fn november(day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, day).expect("a day of November")
}

fn when(window: &ui::Kiosk, closed: bool) {
    let adapter = ui::WhenAdapter::get(window);
    let service = ui::ServicesAdapter::get(window).get_services().row_data(0).expect("the first one");
    adapter.set_service(service.text);
    adapter.set_closed(closed);
    adapter.set_none_free(false);
    let free = "2026-11-26T08:00:00Z".parse().expect("a moment");
    adapter.set_free(words::moment(window, free, chrono_tz::Europe::Berlin));
    window.set_screen(ui::ScreenName::When);
}

/// From so many on, as far as they go.
fn persons(window: &ui::Kiosk, from: u16) {
    let adapter = ui::PersonsAdapter::get(window);
    let counts: Vec<u16> = (from..=20).take(CHOICES_PER_PAGE).collect();
    adapter.set_choices(kiosk::app::persons_choices(window, &counts).as_slice().into());
    adapter.set_service(ui::ServicesAdapter::get(window).get_services().row_data(0).expect("one").text);
    window.set_screen(ui::ScreenName::Persons);
}

fn anything_else(window: &ui::Kiosk, persons: &[i32]) {
    let (adapter, all) = (ui::AnythingElseAdapter::get(window), several(window, persons));
    adapter.set_newest(all.rsplit(", ").next().unwrap_or_default().into());
    adapter.set_matters(all.into());
    window.set_screen(ui::ScreenName::AnythingElse);
}

/// The first matters, each for so many people.
fn several(window: &ui::Kiosk, persons: &[i32]) -> String {
    let (names, phrases) = (ui::ServicesAdapter::get(window).get_services(), ui::Phrases::get(window));
    let matter =
        |(name, persons): (ui::Choice, &i32)| String::from(phrases.invoke_matter(name.text, *persons));
    names.iter().zip(persons).map(matter).collect::<Vec<_>>().join(", ")
}

fn times(window: &ui::Kiosk, shown: &[Shown], of: Option<u32>, taken: bool) {
    let adapter = ui::TimesAdapter::get(window);
    let phrases = window.global::<ui::Phrases>();
    let now = Some(NOW.parse().expect("a moment"));
    let day = |day| words::day_from(window, november(day), now, chrono_tz::Europe::Berlin);
    let text = |(date, time): Shown| match (date, time) {
        (0, _) => phrases.invoke_another_day(),
        (date, "") => day(date),
        (_, time) if of.is_some() => phrases.invoke_time(time.into()),
        (date, time) => phrases.invoke_moment(day(date), time.into()),
    };
    let rows = shown.iter().map(|shown| ui::Choice { text: text(*shown), ..Default::default() });
    let rows: Vec<ui::Choice> = rows.collect();
    adapter.set_times(rows.as_slice().into());
    adapter.set_of_days(shown == DAYS);
    adapter.set_day(of.map(|day| words::date(window, november(day))).unwrap_or_default());
    adapter.set_more(shown != SOONEST);
    adapter.set_was_taken(taken);
    window.set_screen(ui::ScreenName::Times);
}

fn appointment(window: &ui::Kiosk) {
    let adapter = ui::BookingAdapter::get(window);
    let at = "2026-11-26T08:00:00Z".parse().expect("a moment");
    adapter.set_moment(words::moment(window, at, chrono_tz::Europe::Berlin));
    let service = ui::ServicesAdapter::get(window).get_services().row_data(0).expect("the first one");
    adapter.set_matter(service.text);
}

fn check(window: &ui::Kiosk, what: ui::Checks) {
    appointment(window);
    let adapter = ui::CheckAdapter::get(window);
    adapter.set_what(what);
    let before = "2026-12-02T09:40:00Z".parse().expect("a moment");
    adapter.set_before(words::moment(window, before, chrono_tz::Europe::Berlin));
    window.set_screen(ui::ScreenName::Check);
}

fn own(window: &ui::Kiosk, today: bool, can_move: bool) {
    appointment(window);
    let adapter = ui::OwnAdapter::get(window);
    adapter.set_is_today(today);
    adapter.set_can_move(can_move);
    window.set_screen(ui::ScreenName::Own);
}

fn booked(window: &ui::Kiosk, done: ui::Done, paper: ui::Paper) {
    appointment(window);
    let adapter = ui::BookingAdapter::get(window);
    adapter.set_done(done);
    adapter.set_paper(paper);
    let page = "HTTPS://WARTEN.MUSTERSTADT.DE/B/7F3C9AKD/7F3C9AKD2M4N6P8R7F3C9AKD2M";
    adapter.set_page(kiosk::app::qr_code(page));
    window.set_screen(ui::ScreenName::Booked);
}

fn type_code(window: &ui::Kiosk, code: &str) {
    let adapter = ui::CodeAdapter::get(window);
    let typed: Vec<SharedString> = code.chars().map(|key| key.to_string().into()).collect();
    adapter.set_typed(typed.as_slice().into());
    adapter.set_complete(code.len() == 8);
    adapter.set_can_scan(false);
}

fn digits(window: &ui::Kiosk, of: ui::Known, typed: &str) {
    let adapter = ui::DigitsAdapter::get(window);
    let digits: Vec<SharedString> = typed.chars().map(|key| key.to_string().into()).collect();
    adapter.set_of(of);
    adapter.set_typed(digits.as_slice().into());
    adapter.set_spoken(typed.into());
    adapter.set_complete(typed.len() == 4);
    window.set_screen(ui::ScreenName::Digits);
}

/// With the letters of the language that is shown, and the key to its other alphabet where it has two.
fn search(window: &ui::Kiosk, typed: &str) {
    let adapter = ui::SearchAdapter::get(window);
    let alphabets = alphabets(words::spoken().code);
    adapter.set_keys(kiosk::app::keys_of(alphabets[0]));
    adapter.set_other(alphabets.get(1).map_or("", |other| &other[..3]).into());
    adapter.set_typed(typed.into());
    window.set_screen(ui::ScreenName::Search);
}

fn needs(window: &ui::Kiosk, chosen: BTreeSet<Need>) {
    let all = [Need::StepFree, Need::HearingLoop, Need::SignLanguage, Need::QuietRoom, Need::Accompanied];
    let choices = all.map(|need| NeedChoice { need, chosen: chosen.contains(&need) });
    ui::NeedsAdapter::get(window).set_needs(kiosk::app::needs(window, &choices).as_slice().into());
    window.set_screen(ui::ScreenName::Needs);
}

fn asking(window: &ui::Kiosk, starting: bool, slow: bool) {
    let adapter = ui::AskingAdapter::get(window);
    adapter.set_starting(starting);
    adapter.set_slow(slow);
    window.set_screen(ui::ScreenName::Asking);
}

fn issued(window: &ui::Kiosk, paper: ui::Paper, number: &str, appointment: &str) {
    let adapter = ui::IssuedAdapter::get(window);
    adapter.set_number(number.into());
    adapter.set_appointment(appointment.into());
    adapter.set_code(kiosk::app::qr_code("HTTPS://WARTEN.MUSTERSTADT.DE/T/7F3C9AKD2M4N6P8R7F3C9AKD2M"));
    adapter.set_paper(paper);
    adapter.set_calling(ui::Calling::Usual);
    window.set_screen(ui::ScreenName::Issued);
}

/// As a town writes it.
const HELP_PLACE: &str = "Der Infopoint ist im Erdgeschoss neben dem Haupteingang.";

fn help(window: &ui::Kiosk, state: ui::HelpState, place: &str) {
    let adapter = ui::HelpAdapter::get(window);
    adapter.set_state(state);
    adapter.set_place(place.into());
    window.set_screen(ui::ScreenName::Help);
}

fn refused(window: &ui::Kiosk, refusal: ui::Refusal) {
    ui::RefusedAdapter::get(window).set_refusal(refusal);
    window.set_screen(ui::ScreenName::Refused);
}

fn closed(window: &ui::Kiosk, kind: ui::ClosedKind, opens_on: i32, takes_codes: bool) {
    let adapter = ui::ClosedAdapter::get(window);
    adapter.set_kind(kind);
    adapter.set_takes_codes(takes_codes);
    adapter.set_opens_on(opens_on);
    window.set_screen(ui::ScreenName::Closed);
}

/// Six services, each with how many wait and how long it takes.
fn services(window: &ui::Kiosk, language: &'static Language) -> ModelRc<ui::Choice> {
    let names = services::names(language);
    let (phrases, slip) = (window.global::<ui::Phrases>(), window.global::<ui::SlipPhrases>());
    let waits = [(15, 25), (3, 8), (15, 25), (10, 21), (30, 45), (0, 1)];
    let choices: Vec<ui::Choice> = names
        .iter()
        .zip(waits)
        .map(|(name, (from, to))| ui::Choice {
            id: (*name).into(),
            text: (*name).into(),
            // One that the hub would refuse.
            detail: match from {
                10 => phrases.invoke_closed(ui::WhyClosed::UsedUp),
                _ => phrases.invoke_waiting(from),
            },
            more: match from {
                10 => "".into(),
                _ => slip.invoke_wait(ui::WaitKind::Minutes, from, to),
            },
            off: from == 10,
            ..Default::default()
        })
        .collect();
    choices.as_slice().into()
}
