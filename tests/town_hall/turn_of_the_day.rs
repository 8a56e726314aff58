//! What time alone changes: the doors open, the day ends, and the next one begins with new numbers.

use chrono::{Days, TimeDelta};
use display::board::Scene;
use town_hall::town::{DAY, Office, Town, instant};
use wire::http::TicketState;

use crate::visitor::{looked_up, refusal_of_a_draw};

#[test]
fn who_still_waits_when_the_day_ends_goes_home_and_the_next_day_begins_at_one() {
    let office = Office::at("17:50");
    let it_is = |days, time| office.passes(instant(DAY + Days::new(days), time) - office.clock.now());
    let (kiosk, clerk) = (office.as_kiosk(), office.as_clerk());
    let [first, second] =
        ["visitor-1", "visitor-2"].map(|key| kiosk.draw(key, "reisepass").expect("a number"));
    assert_eq!([first.number.as_str(), second.number.as_str()], ["A001", "A002"]);
    assert_eq!(clerk.call_next("click-0001", "1").expect("A001").number, "A001");

    it_is(0, "21:59");
    assert_eq!(looked_up(&office, &second), Ok(TicketState::Waiting), "the doors are shut, the clerks stay");
    it_is(0, "22:00");
    assert_eq!(looked_up(&office, &first), Ok(TicketState::Missed), "called, and nobody greeted them");
    assert_eq!(looked_up(&office, &second), Ok(TicketState::Left));
    let queue = clerk.queue().expect("the queue");
    assert_eq!((queue.service_day, queue.waiting.len(), queue.called.len()), (None, 0, 0));
    assert_eq!(refusal_of_a_draw(&kiosk, "visitor-3"), "closed");

    it_is(1, "04:59");
    assert_eq!(refusal_of_a_draw(&kiosk, "visitor-4"), "closed");
    it_is(1, "05:00");
    assert_eq!(clerk.queue().expect("the queue").service_day, Some(DAY + Days::new(1)));
    assert_eq!(refusal_of_a_draw(&kiosk, "visitor-5"), "not-yet-open");
    it_is(1, "07:30");
    assert_eq!(kiosk.draw("visitor-6", "reisepass").expect("a number").number, "A001");
    assert_eq!(looked_up(&office, &first), Err("unknown-ticket".to_owned()), "yesterday's is another A001");
}

#[test]
fn the_wall_says_by_itself_that_the_hall_is_open() {
    let town = Town::at("07:29");
    let opens_at = instant(DAY, "08:00");
    town.wall.comes_to("not yet open", move |view| view.scene == Scene::NotYetOpen { opens_at });
    // Numbers are given half an hour before the doors open; nobody has drawn one.
    town.passes(60);
    town.wall.comes_to("open", |view| view.scene == Scene::Open && !view.updating);
}

#[test]
fn a_clock_that_was_ahead_for_a_minute_closes_the_office_to_nobody() {
    let office = Office::at("10:00");
    let kiosk = office.as_kiosk();
    let service_day = || kiosk.offer().expect("an answer").service_day;
    let before = kiosk.draw("visitor-1", "reisepass").expect("a number");
    // Next May, then tomorrow: too far to be believed, and near enough.
    for (ahead, believed) in [(TimeDelta::days(300), false), (TimeDelta::days(1), true)] {
        office.passes(ahead);
        assert_eq!(service_day(), Some(if believed { DAY + Days::new(1) } else { DAY }));
        office.is_set_back(ahead);
        assert_eq!(service_day(), Some(DAY), "the day goes on");
        assert_eq!(looked_up(&office, &before), Ok(TicketState::Waiting), "and who waits, waits");
    }
    assert_eq!(kiosk.draw("visitor-2", "reisepass").expect("a number").number, "A002");
    assert_eq!(office.as_clerk().call_next("click-0001", "1").expect("who came first").number, "A001");
}

#[test]
fn after_a_long_pause_an_operator_says_that_the_clock_is_right() {
    let office = Office::at("10:00");
    let kiosk = office.as_kiosk();
    let long_pause = Days::new(35);
    office.passes(instant(DAY + long_pause, "10:00") - office.clock.now());
    assert_eq!(refusal_of_a_draw(&kiosk, "visitor-1"), "closed");
    office.operator_says_it_is(DAY + long_pause);
    assert_eq!(kiosk.draw("visitor-2", "reisepass").expect("a number").number, "A001");
}
