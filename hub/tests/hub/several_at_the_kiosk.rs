//! Several matters and several people in one visit, booked at a kiosk: by the rules of the booking site.

use axum::http::{Method, StatusCode};
use chrono::{DateTime, TimeDelta, Utc};
use hub::desk::Act;
use hub::rights::Role;
use hub::store::StoredAnswer;
use serde::de::DeserializeOwned;
use serde_json::json;
use wire::http::{BookingState, FreeSlots, OwnBooking, Problem, VisitChoices};

use crate::hall::{Asks, Hall, OWN};
use crate::several_matters::with_cars;

const BOOKINGS: &str = "/api/v1/kiosk/bookings";

fn reads<T: DeserializeOwned>(kiosk: &Asks, path: &str) -> T {
    let (status, said) = kiosk.reads(path);
    assert_eq!(status, StatusCode::OK, "{path}: {said}");
    serde_json::from_str(&said).expect("it is as promised")
}

fn sends<T: DeserializeOwned>(kiosk: &Asks, method: Method, path: &str, body: &str) -> (StatusCode, T) {
    let (status, said) = kiosk.told(method, path, "application/json", body);
    let told = serde_json::from_slice(&said);
    (status, told.unwrap_or_else(|error| panic!("{path}: {error}: {}", String::from_utf8_lossy(&said))))
}

fn choices(kiosk: &Asks, visit: &str) -> VisitChoices {
    reads(kiosk, &format!("/api/v1/kiosk/visit?{visit}"))
}

fn first_free(kiosk: &Asks, visit: &str) -> DateTime<Utc> {
    let free: FreeSlots = reads(kiosk, &format!("/api/v1/kiosk/slots?{visit}&days=2"));
    free.days[1].slots.first().expect("something is free tomorrow").starts_at
}

#[test]
fn a_kiosk_is_told_what_is_left_to_choose() {
    let hall = Hall::of("kiosk-choices", with_cars());
    let kiosk = Asks::new(&hall, Role::Kiosk);
    let said = |visit: &str| {
        let VisitChoices { persons_max, further } = choices(&kiosk, visit);
        format!("{persons_max}: {}", further.join(" "))
    };
    assert_eq!(said("service=ausweis"), "20: abholen wohnsitz fuehrungszeugnis");
    assert_eq!(said("service=ausweis&persons=3"), "20: abholen wohnsitz fuehrungszeugnis");
    assert_eq!(said("service=wohnsitz&further=ausweis:2"), "20: abholen fuehrungszeugnis");
    assert_eq!(said("service=ausweis&persons=3&further=abholen,wohnsitz,fuehrungszeugnis"), "1: ");
    assert_eq!(said("service=kfz"), "1: ", "cars are done elsewhere in the house");
}

#[test]
fn a_family_books_moves_and_cancels_one_visit() {
    let hall = Hall::of("kiosk-several", with_cars());
    let kiosk = Asks::new(&hall, Role::Kiosk);
    let visit = "service=ausweis&persons=3&further=wohnsitz,fuehrungszeugnis";
    let starts_at = first_free(&kiosk, visit);
    let wish = json!({
        "service": "ausweis",
        "persons": 3,
        "further": [{ "service": "wohnsitz" }, { "service": "fuehrungszeugnis", "persons": 1 }],
        "starts_at": starts_at,
    });
    let (status, booked): (_, OwnBooking) = sends(&kiosk, Method::POST, BOOKINGS, &wish.to_string());
    assert_eq!(status, StatusCode::OK);
    let names = |booking: &OwnBooking| -> Vec<String> {
        let matters = booking.matters_and_persons();
        matters.map(|(name, persons)| format!("{persons} {}", name.de)).collect()
    };
    let all = [
        "3 Personalausweis oder Reisepass beantragen",
        "1 Wohnsitz anmelden oder ummelden",
        "1 Führungszeugnis beantragen",
    ];
    assert_eq!(names(&booked), all);
    // 22 minutes, 12 and 5, each in units of five.
    assert_eq!(booked.ends_at - booked.starts_at, TimeDelta::minutes(35));
    let things = ["Personalausweis, Reisepass oder Geburtsurkunde", "Ein biometrisches Foto"];
    assert_eq!(booked.bring, things, "of all matters");

    let own = format!("{BOOKINGS}/{}", booked.code);
    let free: FreeSlots = reads(&kiosk, &format!("{own}/slots"));
    let later = free.days[2].slots.first().expect("something is free").starts_at;
    let to = json!({ "starts_at": later }).to_string();
    let (status, moved): (_, OwnBooking) = sends(&kiosk, Method::POST, &format!("{own}/rebook"), &to);
    assert_eq!(
        (status, moved.starts_at, names(&moved)),
        (StatusCode::OK, later, all.map(str::to_owned).into())
    );
    assert_eq!(moved.ends_at - moved.starts_at, TimeDelta::minutes(35));
    let (status, gone): (_, OwnBooking) = sends(&kiosk, Method::DELETE, &own, "");
    assert_eq!((status, gone.state, names(&gone)), (StatusCode::OK, BookingState::Cancelled, names(&moved)));
}

/// One number for all of it, and the clerk sees how many come.
#[test]
fn a_visit_of_several_checks_in_as_one() {
    let hall = Hall::open("kiosk-several-in");
    let kiosk = Asks::new(&hall, Role::Kiosk);
    let free: FreeSlots =
        reads(&kiosk, "/api/v1/kiosk/slots?service=ausweis&persons=2&further=wohnsitz&days=1");
    let starts_at = free.days[0].slots.first().expect("something is free today").starts_at;
    let further = json!([{ "service": "wohnsitz" }]);
    let wish = json!({ "service": "ausweis", "persons": 2, "further": further, "starts_at": starts_at });
    let (_, booked): (_, OwnBooking) = sends(&kiosk, Method::POST, BOOKINGS, &wish.to_string());
    let booking = hall.running.desk.sites()[OWN].bookings().bookings().last().expect("it is booked").id;
    assert_eq!(booked.persons, [2, 1]);
    let act = Act::CheckIn { booking, needs: queue::Needs::NONE, language: None };
    let StoredAnswer::Ticket { ticket, .. } = hall.commits_as("kiosk:eingang", OWN, act) else {
        panic!("it gets a number")
    };
    let sites = hall.running.desk.sites();
    let ticket = sites[OWN].day.ticket(queue::TicketId(ticket));
    assert_eq!(
        (&*ticket.service, &ticket.further[..], ticket.persons),
        ("ausweis", &["wohnsitz".into()][..], 2)
    );
}

/// The same is said at every door that takes a visit.
#[test]
fn what_nobody_could_have_chosen_is_refused_with_a_word() {
    let hall = Hall::of("kiosk-not", with_cars());
    let kiosk = Asks::new(&hall, Role::Kiosk);
    let starts_at = first_free(&kiosk, "service=ausweis");
    for (service, persons, further, status, code) in [
        ("ausweis", 0, "", 400, "persons"),
        ("ausweis", 21, "", 400, "persons"),
        ("wohnsitz", 2, "", 400, "persons"),
        ("ausweis", 1, "wohnsitz:2", 400, "persons"),
        ("ausweis", 1, "ausweis", 400, "matters"),
        ("ausweis", 1, "abholen,wohnsitz,fuehrungszeugnis,kfz,a", 400, "matters"),
        ("ausweis", 1, "kfz", 422, "not-together"),
        ("ausweis", 1, "elefant", 404, "unknown-service"),
        ("elefant", 3, "", 404, "unknown-service"),
    ] {
        let query = format!("service={service}&persons={persons}&further={further}");
        let matter = |word: &str| {
            let (service, persons) = word.split_once(':').unwrap_or((word, "1"));
            json!({ "service": service, "persons": persons.parse::<u16>().expect("a number") })
        };
        let further: Vec<_> = further.split(',').filter(|word| !word.is_empty()).map(matter).collect();
        let wish =
            json!({ "service": service, "persons": persons, "further": further, "starts_at": starts_at });
        let refused = [
            sends::<Problem>(&kiosk, Method::GET, &format!("/api/v1/kiosk/visit?{query}"), ""),
            sends::<Problem>(&kiosk, Method::GET, &format!("/api/v1/kiosk/slots?{query}"), ""),
            sends::<Problem>(&kiosk, Method::POST, BOOKINGS, &wish.to_string()),
        ];
        for (nth, (said, problem)) in refused.into_iter().enumerate() {
            assert_eq!((said.as_u16(), &*problem.code), (status, code), "{query}, door {nth}: {problem:?}");
        }
    }
    for path in ["visit", "slots"] {
        for query in
            ["service=ausweis&further=wohnsitz:x", "service=ausweis&persons=viele", "further=wohnsitz"]
        {
            let (status, problem): (_, Problem) =
                sends(&kiosk, Method::GET, &format!("/api/v1/kiosk/{path}?{query}"), "");
            assert_eq!((status, &*problem.code), (StatusCode::BAD_REQUEST, "bad-query"), "{path}?{query}");
        }
    }
}
