//! A visit for another day, by somebody with neither phone nor mail: booked at the kiosk, moved, cancelled,
//! and checked in with the code on the paper.

use chrono::TimeDelta;
use hardware::printer::PrinterFault;
use hardware::slip::Slip;
use town_hall::town::{DAY, HALL, Office, Town, instant};
use wire::http::{Book, BookHere, BookingState, Rebook};

#[test]
fn a_time_is_booked_printed_and_checked_in_on_the_day() {
    let mut town = Town::at("08:00");
    wants_a_time(&town);
    town.kiosk.touches("Anderer Tag");
    town.kiosk.touches("Morgen");
    town.kiosk.touches("9:00 Uhr");
    town.kiosk.shows("Donnerstag, 12. März, 9:00 Uhr");
    town.kiosk.touches_often("Termin buchen", 20);
    town.kiosk.shows("Ihr Termin ist gebucht.");
    town.kiosk.shows("Bitte nehmen Sie Ihren Zettel");

    let slips = town.printer.printed();
    assert_eq!(slips.len(), 1, "twenty touches are one booking");
    let slip = &slips[0];
    assert_eq!(
        (slip.title.as_deref(), &*slip.number, &*slip.place),
        (Some("Ihr Termin ist gebucht."), "9:00", "Donnerstag, 12. März")
    );
    let code = code_on(slip);
    assert!(slip.qr.contains(&format!("/B/{}/", code.replace('-', ""))), "{}", slip.qr);
    let page = slip.qr.split_once("/B/").map(|(_, rest)| format!("/B/{rest}")).expect("a page");
    let answer = town.office.as_anybody().send(ureq::http::Method::GET, &page, None, "").expect("a page");
    assert_eq!(answer.status, 200, "{page}");
    assert!(answer.body.contains("Personalausweis"), "{}", answer.body);
    town.kiosk.touches("Fertig");

    // The next morning the code on the paper is enough.
    for _ in 0..24 {
        town.office.passes(TimeDelta::hours(1));
    }
    // The kiosk has heard of the new day, and of no full hour before it: whoever touches it too early is
    // asked for the language again.
    town.office.passes(TimeDelta::minutes(55));
    town.kiosk.comes_to_say("8:55");
    types_the_code(&town, &code);
    town.kiosk.shows("A001");
    town.kiosk.shows("Bitte nehmen Sie Ihren Zettel");
    assert!(town.printer.printed()[1].lines.iter().any(|line| line.text == "Termin um 9:00 Uhr."));
    assert_eq!(town.clerk_calls_next("1"), "A001");
}

#[test]
fn a_booking_is_moved_and_cancelled_with_its_code() {
    let town = Town::at("08:00");
    let kiosk = town.office.as_kiosk();
    let booked = kiosk.book_here("book-0001", &here("14:00", 1)).expect("a seat");
    types_the_code(&town, &booked.code);
    town.kiosk.shows("Donnerstag, 12. März, 14:00 Uhr");
    town.kiosk.touches("Termin verschieben");
    town.kiosk.shows("Wann möchten Sie kommen?");
    town.kiosk.touches("Anderer Tag");
    town.kiosk.touches("Freitag, 13. März");
    town.kiosk.touches("10:00 Uhr");
    town.kiosk.shows("Bisher: Donnerstag, 12. März, 14:00 Uhr");
    town.kiosk.touches("Termin verschieben");
    town.kiosk.shows("Ihr Termin ist verschoben.");
    town.kiosk.shows("Bitte nehmen Sie Ihren Zettel");
    let slip = town.printer.printed().remove(0);
    assert_eq!(
        (&*slip.number, &*slip.place, code_on(&slip)),
        ("10:00", "Freitag, 13. März", booked.code.clone())
    );
    town.kiosk.touches("Fertig");

    types_the_code(&town, &booked.code);
    town.kiosk.shows("Freitag, 13. März, 10:00 Uhr");
    town.kiosk.touches("Termin absagen");
    town.kiosk.shows("Möchten Sie diesen Termin absagen?");
    town.kiosk.touches("Ja, absagen");
    town.kiosk.shows("Ihr Termin ist abgesagt.");
    town.kiosk.shows("Bitte nehmen Sie Ihren Zettel");
    let slip = town.printer.printed().remove(1);
    assert_eq!((slip.title.as_deref(), slip.qr.as_str()), (Some("Ihr Termin ist abgesagt."), ""));
    assert_eq!(kiosk.own_booking(&booked.code).expect("it is known").state, BookingState::Cancelled);
}

#[test]
fn a_time_that_goes_to_somebody_else_is_no_dead_end() {
    let town = Town::of(&HALL.replace("seats = 3", "seats = 1"), "08:00");
    wants_a_time(&town);
    town.kiosk.touches("Morgen, 8:00 Uhr");
    town.kiosk.shows("Stimmt das so?");
    let eight = Book::of("ausweis", instant(DAY, "08:00") + TimeDelta::days(1));
    town.office.as_partner().book("partner-1", &eight).expect("it is still free");
    town.kiosk.touches("Termin buchen");
    town.kiosk.shows("Diese Zeit wurde gerade vergeben. Diese Zeiten sind noch frei.");
    town.kiosk.touches("Morgen, 8:10 Uhr");
    town.kiosk.touches("Termin buchen");
    town.kiosk.shows("Ihr Termin ist gebucht.");
}

#[test]
fn without_paper_day_time_and_code_are_on_the_screen() {
    let town = Town::at("08:00");
    town.printer_is(PrinterFault::PaperOut);
    wants_a_time(&town);
    town.kiosk.touches("Morgen, 8:00 Uhr");
    town.kiosk.touches("Termin buchen");
    town.kiosk.shows("Der Termin gilt trotzdem. Bitte schreiben Sie Tag, Uhrzeit und Code auf.");
    town.kiosk.shows("Code: ");
    town.kiosk.shows("Donnerstag, 12. März, 8:00 Uhr");
    assert!(town.printer.printed().is_empty());
}

#[test]
fn without_a_hub_nothing_is_booked_and_the_kiosk_says_so() {
    let mut town = Town::at("08:00");
    wants_a_time(&town);
    town.office.hub_goes_away();
    town.screens_pass(14);
    town.kiosk.shows("Der Kiosk hat gerade keine Verbindung.");
    town.kiosk.shows("keine Nummern und keine Termine");
    town.office.hub_comes_back();
    town.screens_pass(4);
    town.kiosk.shows("Wann möchten Sie kommen?");
}

/// Nobody is asked for a name, so a child with patience is stopped by the pace.
#[test]
fn a_kiosk_books_only_so_many_times_in_ten_minutes() {
    let office = Office::of(&HALL.replace("seats = 3", "seats = 9"), instant(DAY, "08:00"));
    let kiosk = office.as_kiosk();
    for n in 0..10 {
        kiosk.book_here(&format!("book-{n:04}"), &here("14:00", 1 + n)).expect("a seat");
    }
    let refused = kiosk.book_here("book-0010", &here("15:00", 1)).expect_err("that is enough");
    assert_eq!(refused.code(), Some("too-many-bookings"));
    let again = kiosk.book_here("book-0000", &here("14:00", 1)).expect("the same touch is the same booking");
    let partners = Book::of("ausweis", instant(DAY, "15:00") + TimeDelta::days(1));
    office.as_partner().book("partner-1", &partners).expect("others book as ever");
    let to = Rebook { starts_at: instant(DAY, "16:00") + TimeDelta::days(1), whose: Default::default() };
    kiosk.move_own("move-0001", &again.code, &to).expect("moving takes no further time away");
    office.passes(TimeDelta::minutes(10));
    kiosk.book_here("book-0010", &here("15:00", 1)).expect("ten minutes later");
}

#[test]
fn a_kiosk_books_what_kiosks_may_and_nothing_without_its_code() {
    let office = Office::at("08:00");
    let kiosk = office.as_kiosk();
    let offer = kiosk.offer().expect("the hall is open");
    let bookable: Vec<_> = offer.services.iter().filter(|of| of.bookable).map(|of| &*of.id).collect();
    assert_eq!((bookable, offer.keeps_bookings), (vec!["ausweis"], true));
    let of = |service: &str| BookHere { service: service.into(), ..here("14:00", 1) };
    for (service, code) in [("reisepass", "not-through-this-channel"), ("fisch", "unknown-service")] {
        let refused = kiosk.book_here(&format!("book-{service}"), &of(service)).expect_err("not here");
        assert_eq!(refused.code(), Some(code));
    }
    for code in ["00000000", "nonsense", "%2e%2e"] {
        let refused = kiosk.own_booking(code).expect_err("nobody's").code().map(str::to_owned);
        assert_eq!(refused.as_deref(), Some("unknown-booking"), "{code}");
    }
}

fn wants_a_time(town: &Town) {
    for words in ["Deutsch", "Nummer ziehen", "Personalausweis", "Termin buchen"] {
        town.kiosk.touches(words);
    }
    town.kiosk.shows("Wann möchten Sie kommen?");
}

fn types_the_code(town: &Town, code: &str) {
    town.kiosk.touches("Deutsch");
    town.kiosk.touches("Termin anmelden");
    town.kiosk.types(&code.replace('-', ""));
    town.kiosk.touches("Anmelden");
}

fn here(time: &str, days: i64) -> BookHere {
    BookHere::of("ausweis", instant(DAY, time) + TimeDelta::days(days))
}

fn code_on(slip: &Slip) -> String {
    let code = slip.lines.iter().find_map(|line| line.text.strip_prefix("Code: "));
    code.expect("a code on the paper").to_owned()
}
