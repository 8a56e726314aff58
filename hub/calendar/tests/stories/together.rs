//! What may be put together for one visit: which matters, and for how many people. Pages and kiosks ask this.

use calendar::plan::Plan;
use calendar::wish::{Channel, Matter, Remit, Wish};
use calendar::{Refusal, check_chosen, goes_along, goes_together, persons_max, persons_of_last_max};

use crate::table::{clerk, service, town};

fn visit(channel: Channel, matters: &[(&str, u16)]) -> Wish {
    let matter = |(service, persons): &(&str, u16)| Matter { service: (*service).into(), persons: *persons };
    Wish { matters: matters.iter().map(matter).collect(), ..Wish::of("", channel) }
}

/// The town, which also does cars, elsewhere.
fn with_cars() -> Plan {
    let mut plan = town();
    plan.pools.insert("garage".into(), plan.pools["office"].clone());
    plan.resources.insert("gabi".into(), clerk("garage", &["car"]));
    plan.services.insert("car".into(), service("garage", "car", 10));
    plan
}

fn one(service: &str) -> Matter {
    Matter { service: service.into(), persons: 1 }
}

#[test]
fn what_one_clerk_can_do_goes_along_and_nothing_twice() {
    let plan = with_cars();
    let passes = visit(Channel::Kiosk, &[("pass", 1)]);
    let along = |further: &str| goes_along(&plan, &passes, one(further));
    assert_eq!((along("move"), along("car"), along("pass"), along("fish")), (true, false, false, false));
}

/// Only who takes time is counted, and no more than fit into eight hours with the rest.
#[test]
fn so_many_people_come_as_one_visit_has_room_for() {
    assert_eq!((persons_max(0), persons_max(5)), (1, 20));
    let mut plan = town();
    let max = |plan: &Plan, matters: &[_]| persons_of_last_max(plan, &visit(Channel::Kiosk, matters));
    assert_eq!(max(&plan, &[("pass", 1)]), 1);
    assert_eq!(max(&plan, &[("move", 1)]), 20);
    plan.services.get_mut("move").expect("it is there").minutes_per_person = 60;
    assert_eq!(max(&plan, &[("move", 1)]), 8, "20 minutes and seven hours");
    plan.services.get_mut("pass").expect("it is there").minutes = 120;
    assert_eq!(max(&plan, &[("pass", 1), ("move", 1)]), 6);
    assert_eq!(max(&plan, &[("move", 8)]), 8);
    plan.people_max = Some(4);
    assert_eq!(max(&plan, &[("move", 1)]), 4, "more are never let into the house");
}

#[test]
fn whose_it_is_can_be_said_later_but_not_at_a_kiosk() {
    let mut plan = town();
    let anna = plan.resources.get_mut("anna").expect("she is there");
    anna.remit = Remit::Names(vec![("A".into(), "K".into())]);
    for (channel, goes) in [(Channel::Online, true), (Channel::Staff, true), (Channel::Kiosk, false)] {
        let wish = visit(channel, &[("pass", 1), ("move", 1)]);
        assert_eq!(goes_together(&plan, &wish), goes, "{channel:?}");
    }
}

#[test]
fn what_nobody_could_have_chosen_is_refused() {
    let plan = with_cars();
    for (matters, refusal) in [
        (vec![("pass", 1), ("move", 20)], None),
        (vec![("pass", 2)], Some(Refusal::Persons)),
        (vec![("move", 0)], Some(Refusal::Persons)),
        (vec![("move", 21)], Some(Refusal::Persons)),
        (vec![("move", 1), ("move", 1)], Some(Refusal::Matters)),
        (vec![], Some(Refusal::Matters)),
        (vec![("pass", 1), ("car", 1)], Some(Refusal::NotTogether)),
        (vec![("pass", 1), ("fish", 3)], Some(Refusal::UnknownService)),
    ] {
        assert_eq!(check_chosen(&plan, &visit(Channel::Kiosk, &matters)).err(), refusal, "{matters:?}");
    }
}
