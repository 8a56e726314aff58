//! The doors have just closed, and somebody with an appointment stands before the kiosk.

use town_hall::asker::Unanswered;
use town_hall::town::{DAY, Office, instant};
use wire::http::Book;

#[test]
fn who_has_an_appointment_is_let_in_after_the_last_number() {
    let office = Office::at("17:00");
    let partner = office.as_partner();
    let book = |key: &str, time: &str| {
        let starts_at = instant(DAY, time);
        partner.book(key, &Book::of("ausweis", starts_at)).expect("a seat").code
    };
    let (late, too_late) = (book("book-0001", "17:50"), book("book-0002", "17:40"));
    office.passes(instant(DAY, "18:00") - office.clock.now());
    let kiosk = office.as_kiosk();
    let refused = |answer: Result<_, Unanswered>| match answer {
        Err(refused) => refused.code().unwrap_or("?").to_owned(),
        Ok::<wire::http::IssuedTicket, _>(issued) => issued.number,
    };
    assert_eq!(refused(kiosk.draw("walk-in-0001", "ausweis")), "closed");
    let offer = |kiosk: &town_hall::asker::Asker| kiosk.offer().expect("the hub tells");
    // Nobody waits, so the hall is closed; the kiosk asks for codes all the same.
    assert_eq!((offer(&kiosk).hall, offer(&kiosk).lets_bookings_in), (wire::Hall::Closed, true));
    assert_eq!(kiosk.check_in("check-in-0001", &late).expect("ten minutes late is in time").number, "A001");
    office.passes(chrono::TimeDelta::minutes(1));
    assert!(!offer(&kiosk).lets_bookings_in, "nobody else could come in time");
    // A001 waits, and the clerks stay; twenty minutes late is as if there were no appointment.
    assert_eq!(refused(kiosk.check_in("check-in-0002", &too_late)), "closed");
    assert_eq!(office.as_clerk().call_next("next-0001", "1").expect("A001").number, "A001");
}
