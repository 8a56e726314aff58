//! A kiosk gives out numbers as fast as visitors draw, and says what it will not give before it is asked.

use town_hall::town::{DAY, HALL, Office, instant};
use wire::http::{HallAct, IssuedTicket, NoticePlace, WhyClosed, path};

#[test]
fn a_stuck_screen_draws_so_many_numbers_a_minute_and_staff_go_on() {
    let hall = HALL.replace("kiosk_numbers_a_minute = 100000", "kiosk_numbers_a_minute = 2");
    let office = Office::of(&hall, instant(DAY, "08:00"));
    let kiosk = office.as_kiosk();
    let draw = |key: &str| kiosk.draw(key, "ausweis").map(|issued| issued.number);
    assert_eq!(draw("touch-0001").expect("a number"), "A001");
    assert_eq!(draw("touch-0002").expect("a number"), "A002");
    let refused = draw("touch-0003").expect_err("the third within a minute");
    assert!(refused.to_string().contains("429 too-many-tickets"), "{refused}");
    assert_eq!(draw("touch-0001").expect("the same touch"), "A001", "what was given stays given");
    let by_staff: IssuedTicket = (office.as_supervisor())
        .post(path::DESK_TICKETS, "staff-0001", &serde_json::json!({ "service": "ausweis" }))
        .expect("staff are not limited");
    assert_eq!(by_staff.number, "A003");
    office.passes(chrono::TimeDelta::seconds(61));
    assert_eq!(draw("touch-0003").expect("the same touch, a minute later"), "A004");
}

#[test]
fn the_offer_says_what_is_closed_and_why() {
    let office = Office::at("08:00");
    let (kiosk, supervisor) = (office.as_kiosk(), office.as_supervisor());
    let closed = || {
        let offer = kiosk.offer().expect("the kiosk is known");
        offer.services.into_iter().map(|service| (service.id, service.closed)).collect::<Vec<_>>()
    };
    let of = |ausweis, kfz| {
        let services = [("ausweis", ausweis), ("reisepass", None), ("kfz", kfz)];
        services.map(|(id, why)| (id.to_owned(), why)).to_vec()
    };
    assert_eq!(closed(), of(None, None));
    supervisor.hall("close-K-01", &HallAct::CloseZone { zone: 'K' }).expect("a supervisor may");
    let contingent = |count| HallAct::Contingent { zone: None, service: Some("ausweis".into()), count };
    supervisor.hall("none-left1", &contingent(Some(0))).expect("a supervisor may");
    assert_eq!(closed(), of(Some(WhyClosed::ContingentUsedUp), Some(WhyClosed::ZoneClosed)));
    let refused = kiosk.draw("touch-0001", "ausweis").expect_err("none are left");
    assert!(refused.to_string().contains("422 contingent-used-up"), "{refused}");
    supervisor.hall("as-planned", &contingent(None)).expect("a supervisor may");
    supervisor.hall("open-K-001", &HallAct::OpenZone { zone: 'K' }).expect("a supervisor may");
    assert_eq!(closed(), of(None, None));
}

#[test]
fn a_notice_is_for_today_and_survives_a_restart_of_the_hub() {
    let mut office = Office::at("08:00");
    let says = |office: &Office, key: &str, words: Option<&str>| {
        let notice = HallAct::Notice { place: NoticePlace::Kiosk, words: words.map(str::to_owned) };
        office.as_supervisor().hall(key, &notice)
    };
    let reads = |office: &Office| office.as_kiosk().offer().expect("the kiosk is known").notice;
    says(&office, "notice-001", Some(" Heute keine\n Führerscheine. ")).expect("it is short enough");
    assert_eq!(reads(&office).as_deref(), Some("Heute keine Führerscheine."));
    office.hub_goes_away();
    office.hub_comes_back();
    assert_eq!(reads(&office).as_deref(), Some("Heute keine Führerscheine."));
    let long = "x".repeat(wire::http::NOTICE_CHARS_MAX + 1);
    let refused = says(&office, "notice-002", Some(&long)).expect_err("too long for a wall");
    assert!(refused.to_string().contains("422 notice-too-long"), "{refused}");
    office.passes(chrono::TimeDelta::hours(24));
    assert_eq!(reads(&office), None, "it went with the day");
    says(&office, "notice-003", Some("Guten Morgen.")).expect("a new day");
    says(&office, "notice-004", None).expect("and nothing");
    assert_eq!(reads(&office), None);
}

#[test]
fn the_doors_close_early_today() {
    let office = Office::at("08:00");
    let (kiosk, supervisor) = (office.as_kiosk(), office.as_supervisor());
    let at = Some(instant(DAY, "09:00"));
    supervisor.hall("early-0001", &HallAct::CloseEarly { at }).expect("a supervisor may");
    office.passes(chrono::TimeDelta::hours(1));
    assert!(!kiosk.offer().expect("the kiosk is known").hall.takes_visitors());
    let refused = kiosk.draw("touch-0001", "ausweis").expect_err("the doors are closed");
    assert!(refused.to_string().contains("422 closed"), "{refused}");
    supervisor.hall("early-0002", &HallAct::CloseEarly { at: None }).expect("a supervisor may");
    assert_eq!(kiosk.draw("touch-0002", "ausweis").expect("open again").number, "A001");
}
