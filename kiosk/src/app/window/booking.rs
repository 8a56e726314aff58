//! The screens of a visit that is for later.

use chrono::{DateTime, NaiveDate, Utc};
use chrono_tz::Tz;
use slint::Global;
use wire::http::OwnBooking;

use super::{Touched, qr_code, shown_paper, why_closed};
use crate::config::Config;
use crate::session::{Done, Free, Paper, Session, TimeChoice, TimesShown, Touch, Wanted};
use crate::{slip, ui, words};

/// Among times and days, the choice of another day.
const ANOTHER_DAY: &str = "another-day";

pub fn show_when(window: &ui::Kiosk, session: &Session, (service, free): (&str, Free), zone: Tz) {
    let services = session.offer().map_or(&[][..], |offer| &offer.services);
    let Some(service) = services.iter().find(|offered| offered.id == service) else { return };
    let adapter = ui::WhenAdapter::get(window);
    let (kind, from, to) = words::wait(service.estimate);
    adapter.set_service(service.name.in_language(session.language().code).into());
    adapter.set_none_free(free == Free::Nothing);
    adapter.set_free(match free {
        Free::From(at) => {
            let date = at.with_timezone(&zone).date_naive();
            let day = words::day_from(window, date, session.hub_time(), zone);
            ui::Phrases::get(window).invoke_moment(day, words::time(at, zone).into())
        }
        Free::Asked | Free::Unknown | Free::Nothing => "".into(),
    });
    adapter.set_waiting(words::count(service.waiting));
    adapter.set_wait_kind(kind);
    adapter.set_wait_from(from);
    adapter.set_wait_to(to);
    adapter.set_closed(service.closed.is_some());
    if let Some(why) = service.closed {
        adapter.set_why_closed(why_closed(why));
    }
}

pub fn choices(
    window: &ui::Kiosk,
    times: &TimesShown,
    now: Option<DateTime<Utc>>,
    zone: Tz,
) -> Vec<ui::Choice> {
    let phrases = ui::Phrases::get(window);
    let day = |date: NaiveDate| words::day_from(window, date, now, zone);
    let choice = |choice: &TimeChoice| {
        let (id, text) = match choice {
            // Whoever has chosen a day reads the times alone.
            TimeChoice::At(at) if times.of_day.is_some() => {
                (at.to_rfc3339(), phrases.invoke_time(words::time(*at, zone).into()))
            }
            TimeChoice::At(at) => {
                let date = at.with_timezone(&zone).date_naive();
                (at.to_rfc3339(), phrases.invoke_moment(day(date), words::time(*at, zone).into()))
            }
            TimeChoice::Day(date) => (date.to_string(), day(*date)),
            TimeChoice::AnotherDay => (ANOTHER_DAY.to_owned(), phrases.invoke_another_day()),
        };
        ui::Choice { id: id.into(), text, ..Default::default() }
    };
    times.choices.iter().map(choice).collect()
}

pub fn show_times(window: &ui::Kiosk, times: &TimesShown) {
    let adapter = ui::TimesAdapter::get(window);
    adapter.set_of_days(times.of_days);
    adapter.set_day(times.of_day.map(|date| words::date(window, date)).unwrap_or_default());
    adapter.set_more(times.more);
    adapter.set_was_taken(times.was_taken);
}

pub fn show_check(window: &ui::Kiosk, session: &Session, of: &Wanted, at: DateTime<Utc>, config: &Config) {
    let language = session.language().code;
    let check = ui::CheckAdapter::get(window);
    let matter = match of {
        Wanted::New { matters } => {
            check.set_what(ui::Checks::Book);
            super::together::chosen(window, session, matters)
        }
        Wanted::Move(booking) => {
            check.set_what(ui::Checks::Move);
            check.set_before(words::moment(window, booking.starts_at, config.zone()));
            words::matters(window, booking, language)
        }
    };
    let adapter = ui::BookingAdapter::get(window);
    adapter.set_moment(words::moment(window, at, config.zone()));
    adapter.set_matter(matter.into());
}

pub fn show_own(window: &ui::Kiosk, session: &Session, booking: &OwnBooking, config: &Config) {
    show(window, session, booking, config);
    let date = |at: DateTime<Utc>| at.with_timezone(&config.zone()).date_naive();
    let adapter = ui::OwnAdapter::get(window);
    adapter.set_is_today(session.hub_time().is_some_and(|now| date(now) == date(booking.starts_at)));
    adapter.set_can_move(booking.can_move);
}

pub fn show_ask_cancel(window: &ui::Kiosk, session: &Session, booking: &OwnBooking, config: &Config) {
    show(window, session, booking, config);
    ui::CheckAdapter::get(window).set_what(ui::Checks::Cancel);
}

pub fn show_booked(
    window: &ui::Kiosk,
    session: &Session,
    (done, booking, paper): (Done, &OwnBooking, Paper),
    config: &Config,
) {
    show(window, session, booking, config);
    let adapter = ui::BookingAdapter::get(window);
    adapter.set_code(booking.code.as_str().into());
    adapter.set_zone(booking.zone.to_string().into());
    adapter.set_zone_name(booking.zone_name.as_str().into());
    adapter.set_zone_place(booking.zone_place.as_str().into());
    adapter.set_done(slip::shown(done));
    // Only drawn where there is no paper, and once.
    let leads_there = adapter.get_page_of() == booking.page_url.as_str();
    if matches!(paper, Paper::Missing(_)) && !leads_there {
        adapter.set_page(qr_code(&booking.page_url.to_uppercase()));
        adapter.set_page_of(booking.page_url.as_str().into());
    }
    adapter.set_paper(shown_paper(paper));
}

fn show(window: &ui::Kiosk, session: &Session, booking: &OwnBooking, config: &Config) {
    let adapter = ui::BookingAdapter::get(window);
    adapter.set_moment(words::moment(window, booking.starts_at, config.zone()));
    adapter.set_matter(words::matters(window, booking, session.language().code).into());
}

pub fn listen(window: &ui::Kiosk, touched: &Touched) {
    let means = |touch: Touch| {
        let touched = touched.clone();
        move || touched(touch.clone())
    };
    let when = ui::WhenAdapter::get(window);
    when.on_draw_number(means(Touch::DrawNumber));
    when.on_book_time(means(Touch::BookTime));
    let times = ui::TimesAdapter::get(window);
    let chosen = touched.clone();
    times.on_chosen(move |id| chosen(time_chosen(&id)));
    times.on_more_wanted(means(Touch::MoreChoices));
    ui::CheckAdapter::get(window).on_confirmed(means(Touch::Confirm));
    let own = ui::OwnAdapter::get(window);
    own.on_check_in(means(Touch::EnterCode));
    own.on_move(means(Touch::MoveBooking));
    own.on_cancel(means(Touch::CancelBooking));
    own.on_done(means(Touch::Done));
    ui::BookingAdapter::get(window).on_finished(means(Touch::Done));
}

/// What a time or a day is called between screen and session.
pub fn id_of(touch: &Touch) -> String {
    match touch {
        Touch::Time(at) => at.to_rfc3339(),
        Touch::Day(date) => date.to_string(),
        _ => ANOTHER_DAY.to_owned(),
    }
}

fn time_chosen(id: &str) -> Touch {
    if id == ANOTHER_DAY {
        return Touch::AnotherDay;
    }
    let day = || id.parse::<NaiveDate>().ok().map(Touch::Day);
    // Ids are made above; what is none of them is a touch of nothing.
    id.parse::<DateTime<Utc>>().ok().map(Touch::Time).or_else(day).unwrap_or(Touch::Anywhere)
}
