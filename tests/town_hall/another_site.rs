//! A visitor is sent on to another site of the hub: in both halls at once, with the time and a new number.

use town_hall::asker::Asker;
use town_hall::town::{DAY, HALL, Office, instant};
use wire::http::{
    Act, CheckInVisitor, DeskTicket, IssuedTicket, Stage, TicketAct, TicketState, TicketStatus, path,
};

const NORTH: &str = "nordstadt";

/// The town of the stories, and the same once more in the north.
fn two_sites() -> Office {
    let north =
        HALL.replace("id = \"rathaus\"", "id = \"nordstadt\"").replace("Bürgerbüro\"", "Bürgerbüro Nord\"");
    Office::of(&format!("{HALL}\n{north}"), instant(DAY, "08:00"))
}

fn status(office: &Office, issued: &IssuedTicket) -> TicketStatus {
    let path = format!("/api/v1/visitor/tickets/{}", issued.short_code);
    office.as_anybody().get(&path).expect("the slip is good all day")
}

fn sends(clerk: &Asker, key: &str, number: &str) -> DeskTicket {
    let to = TicketAct {
        site: Some(NORTH.into()),
        service: Some("kfz".into()),
        note: Some("Formular liegt bei".into()),
        ..TicketAct::plain("1", number, Act::Transfer)
    };
    clerk.post(path::DESK_ACTS, key, &to).expect("the north takes visitors")
}

fn waiting_in(office: &Office, site: &str) -> Vec<String> {
    let state = office.hub().desk.site(site).expect("a site of this hub");
    let places = state.day.order(None, office.clock.now());
    places.iter().map(|place| state.day.ticket(place.ticket).number.to_string()).collect()
}

#[test]
fn the_time_is_kept_the_number_is_new_and_the_slip_leads_there() {
    let office = two_sites();
    let issued = office.as_kiosk().draw("touch-0001", "ausweis").expect("a number");
    let drawn_at = office.clock.now();
    let clerk = office.as_clerk();
    office.passes(chrono::TimeDelta::minutes(10));
    clerk.call_next("click-0001", "1").expect("A001");
    let before = status(&office, &issued);
    let sent = sends(&clerk, "click-0002", "A001");
    let moved = sent.moved_to.expect("it says where to");
    assert_eq!((moved.site.as_str(), moved.number.as_str()), (NORTH, "K001"));

    let there = status(&office, &issued);
    assert_eq!((there.number.as_str(), there.state), ("K001", TicketState::Waiting));
    assert_eq!(there.moved_to.as_deref(), Some("Bürgerbüro Nord"));
    assert!((there.epoch, there.sequence) > (before.epoch, before.sequence), "a phone takes it for newer");
    assert_eq!(waiting_in(&office, NORTH), ["K001"]);
    assert_eq!(waiting_in(&office, "rathaus"), [] as [&str; 0]);
    let state = office.hub().desk.site(NORTH).expect("the north");
    let ticket = &state.day.tickets()[0];
    assert_eq!(ticket.arrived_at, drawn_at);
    assert_eq!(state.note(ticket.id), Some("Formular liegt bei"));

    // A click on the old one says what became of it.
    let refused = clerk.act("click-0003", "2", "A001", Act::Call).expect_err("it has moved on");
    assert!(refused.to_string().contains("409 moved-on"), "{refused}");
}

#[test]
fn an_undo_takes_it_back_on_both_sides_until_something_happens_there() {
    let office = two_sites();
    let issued = office.as_kiosk().draw("touch-0001", "ausweis").expect("a number");
    let clerk = office.as_clerk();
    clerk.call_next("click-0001", "1").expect("A001");
    sends(&clerk, "click-0002", "A001");
    let back = clerk.undo("click-0003", "1").expect("nothing happened there");
    assert_eq!((back.number.as_str(), back.stage), ("A001", Stage::Called));
    assert_eq!(waiting_in(&office, NORTH), [] as [&str; 0]);
    assert_eq!(status(&office, &issued).number, "A001", "the slip leads back");

    sends(&clerk, "click-0004", "A001");
    assert_eq!(status(&office, &issued).number, "K002", "numbers are never given twice");
    let north = office.hub().desk.site(NORTH).expect("the north");
    let ticket = north.day.tickets()[1].id;
    let call = queue::Command::Look { ticket, counter: "1".into() };
    let order = hub::desk::Order {
        site: NORTH.into(),
        actor: "clerk:99".into(),
        key: None,
        act: hub::desk::Act::Queue(call),
    };
    office.hub().desk.commit_blocking(order).expect("somebody there reads the note");
    let refused = clerk.undo("click-0005", "1").expect_err("it is somebody else's now");
    assert!(refused.to_string().contains("409 too-late-to-undo"), "{refused}");
}

#[test]
fn what_the_other_site_refuses_changes_nothing_here() {
    let office = two_sites();
    office.as_kiosk().draw("touch-0001", "ausweis").expect("a number");
    let clerk = office.as_clerk();
    clerk.call_next("click-0001", "1").expect("A001");
    let close = queue::Command::CloseZone { zone: 'K' };
    let order = hub::desk::Order {
        site: NORTH.into(),
        actor: "clerk:99".into(),
        key: None,
        act: hub::desk::Act::Queue(close),
    };
    office.hub().desk.commit_blocking(order).expect("the zone closes");
    let to = |site: &str, service: &str| TicketAct {
        site: Some(site.into()),
        service: Some(service.into()),
        ..TicketAct::plain("1", "A001", Act::Transfer)
    };
    let refused = |key: &str, to: &TicketAct| {
        clerk.post::<DeskTicket>(path::DESK_ACTS, key, to).expect_err("it is refused").to_string()
    };
    assert!(refused("click-0002", &to(NORTH, "kfz")).contains("422 zone-closed"));
    assert!(refused("click-0003", &to("westend", "kfz")).contains("404 unknown-site"));
    assert!(refused("click-0004", &to("rathaus", "kfz")).contains("404 unknown-site"), "that is here");
    assert!(refused("click-0005", &to(NORTH, "raumfahrt")).contains("404 unknown-service"));
    assert_eq!(clerk.queue().expect("the queue").called[0].number, "A001");
}

#[test]
fn a_hub_that_starts_again_knows_where_everybody_is() {
    let mut office = two_sites();
    let issued = office.as_kiosk().draw("touch-0001", "ausweis").expect("a number");
    let clerk = office.as_clerk();
    clerk.call_next("click-0001", "1").expect("A001");
    sends(&clerk, "click-0002", "A001");
    office.hub_goes_away();
    office.hub_comes_back();
    assert_eq!(status(&office, &issued).number, "K001");
}

#[test]
fn the_infopoint_checks_in_by_code_and_by_time() {
    let office = Office::at("08:00");
    let (partner, staff) = (office.as_partner(), office.as_supervisor());
    let book = |key: &str, service: &str, time: &str| {
        let starts_at = instant(DAY, time);
        partner.book(key, &wire::http::Book { service: service.into(), starts_at }).expect("a seat").code
    };
    let code = book("book-0001", "ausweis", "08:30");
    book("book-0002", "ausweis", "09:00");
    book("book-0003", "reisepass", "09:00");
    let checks_in =
        |key: &str, asked: CheckInVisitor| staff.post::<IssuedTicket>(path::DESK_CHECK_INS, key, &asked);
    let by_time = |service: Option<&str>| CheckInVisitor {
        starts_at: Some(instant(DAY, "09:00")),
        service: service.map(str::to_owned),
        ..CheckInVisitor::default()
    };
    let by_code = CheckInVisitor { code: Some(code), ..CheckInVisitor::default() };
    let first = checks_in("check-001", by_code.clone()).expect("it is known");
    assert_eq!((first.number.as_str(), first.again), ("A001", false));
    let again = checks_in("check-002", by_code).expect("it has its number");
    assert_eq!((again.number.as_str(), again.again), ("A001", true));
    let refused = checks_in("check-003", by_time(None)).expect_err("two begin then").to_string();
    assert!(refused.contains("422 several-bookings"), "{refused}");
    assert_eq!(checks_in("check-004", by_time(Some("reisepass"))).expect("one of them").number, "A002");
    assert_eq!(checks_in("check-005", by_time(None)).expect("the other").number, "A003");
    let refused = checks_in("check-006", by_time(None)).expect_err("nobody else").to_string();
    assert!(refused.contains("404 unknown-booking"), "{refused}");
}
