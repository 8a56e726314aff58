//! Two hundred clerks press "next" in the same moment.

use std::collections::BTreeSet;
use std::sync::{Arc, Barrier};

use town_hall::asker::{Asker, Unanswered};
use town_hall::town::{DAY, Office, hall_with_hours, instant};

const CLERKS: usize = 200;
const VISITORS: usize = 150;

#[test]
fn nobody_is_called_twice_and_nobody_is_lost() {
    let hall = hall_with_hours("08:00-18:00", 3, CLERKS);
    let office = Office::of(&hall, instant(DAY, "08:00"));
    let kiosk = office.as_kiosk();
    let drawn: BTreeSet<String> = (0..VISITORS)
        .map(|n| kiosk.draw(&format!("visitor-{n}"), "reisepass").expect("a number").number)
        .collect();
    assert_eq!(drawn.len(), VISITORS);

    let clerk = office.as_clerk();
    let answers = all_at_once(CLERKS, |n| {
        let clerk = clerk.clone();
        move || clerk.call_next(&format!("click-{n:04}"), &(n + 1).to_string())
    });
    let mut called = BTreeSet::new();
    let mut refused = 0;
    for answer in answers {
        match answer {
            Ok(ticket) => assert!(called.insert(ticket.number.clone()), "{} was called twice", ticket.number),
            Err(Unanswered::Refused { code, .. }) if code == "nobody-waiting" => refused += 1,
            Err(other) => panic!("{other}"),
        }
    }
    assert_eq!(called, drawn);
    assert_eq!(refused, CLERKS - VISITORS);
    assert_eq!(clerk.queue().expect("the queue").waiting.len(), 0);
}

#[test]
fn one_click_that_arrives_two_hundred_times_calls_one_visitor() {
    let office = Office::at("08:00");
    let kiosk = office.as_kiosk();
    for n in 0..3 {
        kiosk.draw(&format!("visitor-{n}"), "reisepass").expect("a number");
    }
    let clerk: Asker = office.as_clerk();
    let answers = all_at_once(CLERKS, |_| {
        let clerk = clerk.clone();
        move || clerk.call_next("one-nervous-click", "1")
    });
    let called: Vec<String> =
        answers.into_iter().map(|answer| answer.expect("the same call").number).collect();
    assert_eq!(called, vec!["A001"; CLERKS]);
    assert_eq!(clerk.queue().expect("the queue").waiting.len(), 2);
}

/// Lets `count` threads do theirs in the same moment, and gathers what came of it.
fn all_at_once<R: Send + 'static, A: FnOnce() -> R + Send + 'static>(
    count: usize,
    act: impl Fn(usize) -> A,
) -> Vec<R> {
    let start = Arc::new(Barrier::new(count));
    let threads: Vec<_> = (0..count)
        .map(|n| {
            let (start, act) = (start.clone(), act(n));
            std::thread::spawn(move || {
                start.wait();
                act()
            })
        })
        .collect();
    threads.into_iter().map(|thread| thread.join().expect("no clerk panics")).collect()
}
