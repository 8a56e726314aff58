//! Stories of the wall: `time what-it-hears | what-it-then-shows`, in seconds.
//!
//! `4/17` is the hub's start and change (`4/17+60` what it says of that a minute later), `A047>3` a call of
//! A047 to counter 3, `A047>3?` one who is still awaited. Shown calls end in
//! `!` in the bright half of the blinking and in `*` while they are fresh otherwise.

use super::*;

#[test]
fn a_number_is_called() {
    check(
        "0.0  subscribed                    | starting updating
         0.1  heartbeat 1/4                 | starting
         0.2  board 1/4 A046>5              | open A046>5
         1.0  call 1/5 A047>3               | gong open A047>3! A046>5
         1.0  board 1/5 A047>3 A046>5       | open A047>3! A046>5
         1.1  heartbeat 1/5                 | open A047>3! A046>5
         1.5  -                             | open A047>3* A046>5
         2.0  -                             | open A047>3! A046>5
         4.0  heartbeat 1/5                 | open A047>3! A046>5
         5.999 -                            | open A047>3* A046>5
         6.0  heartbeat 1/5                 | open A047>3* A046>5
         8.9  heartbeat 1/5                 | open A047>3* A046>5
         11.8 heartbeat 1/5                 | open A047>3* A046>5
         14.7 heartbeat 1/5                 | open A047>3* A046>5
         15.999 -                           | open A047>3* A046>5
         16.0 -                             | open A047>3 A046>5",
    );
}

#[test]
fn nothing_rings_when_the_wall_is_switched_on() {
    check(
        "0.0  subscribed                    | starting updating
         0.1  board 1/9 A047>3 A046>5       | open updating A047>3 A046>5
         0.2  call 1/9 A047>3               | open updating A047>3 A046>5
         0.3  heartbeat 1/9                 | open A047>3 A046>5",
    );
}

#[test]
fn the_heart_stops_for_three_seconds() {
    check(
        "0.0   heartbeat 1/1                | starting
         0.0   board 1/1 A046>5             | open A046>5
         2.999 -                            | open A046>5
         3.0   -                            | open updating A046>5
         60.0  -                            | open updating A046>5
         60.1  heartbeat 1/1                | open A046>5",
    );
}

#[test]
fn the_broker_delivers_twice() {
    check(
        "0.0  heartbeat 1/1                 | starting
         0.0  board 1/1                     | open
         0.1  call 1/2 A001>1               | gong open A001>1!
         0.1  call 1/2 A001>1               | open A001>1!
         0.2  board 1/2 A001>1              | open A001>1!
         0.2  board 1/2 A001>1              | open A001>1!
         0.3  call 1/2 A001>1               | open A001>1!",
    );
}

#[test]
fn the_network_delivers_late() {
    check(
        "0.0  heartbeat 1/1                 | starting
         0.0  board 1/1                     | open
         0.1  board 1/3 A002>1 A001>2       | open A002>1 A001>2
         0.2  board 1/2 A001>2              | open A002>1 A001>2
         0.3  call 1/3 A002>1               | gong open A002>1! A001>2
         0.3  call 1/2 A001>2               | gong open A002>1! A001>2!
         2.0  heartbeat 1/3                 | open A002>1* A001>2*
         2.9  heartbeat 1/2                 | open A002>1* A001>2*
         4.999 -                            | open A002>1* A001>2*
         5.0  -                             | open updating A002>1* A001>2*",
    );
}

#[test]
fn a_recall_rings_again() {
    check(
        "0.0  heartbeat 1/1                 | starting
         0.0  board 1/1 A001>1              | open A001>1
         0.1  call 1/2 A001>1               | gong open A001>1!
         1.1  call 1/3 A001>1               | gong open A001>1!
         1.6  -                             | open A001>1*",
    );
}

#[test]
fn the_number_stands_there_with_its_gong_and_goes_with_the_next_board() {
    check(
        "0.0  heartbeat 1/1                 | starting
         0.0  call 1/1 A009>1               | gong starting
         0.1  board 1/1 A001>1              | open A001>1
         0.2  call 1/3 A003>2               | gong open A003>2! A001>1
         0.2  call 1/2 A002>1               | gong open A003>2! A002>1! A001>1
         0.3  board 1/2 A002>1 A001>1       | open A003>2! A002>1! A001>1
         0.4  call 1/4 A001>3               | gong open A001>3! A003>2! A002>1!
         0.5  board 1/5 A002>1              | open A002>1!",
    );
}

#[test]
fn the_hub_starts_anew() {
    check(
        "0.0  heartbeat 7/500               | starting
         0.0  board 7/500 A046>5            | open A046>5
         1.0  heartbeat 8/1                 | open A046>5
         1.1  board 7/501 A099>1            | open A099>1
         1.2  board 8/1 A046>5              | open A046>5
         1.3  board 7/502 A098>1            | open A046>5
         1.4  call 7/502 A098>1             | open A046>5
         1.5  heartbeat 7/502               | open A046>5
         1.6  call 8/2 A047>1               | gong open A047>1! A046>5
         3.9  heartbeat 8/2                 | open A047>1! A046>5",
    );
}

#[test]
fn a_hub_that_starts_and_says_nothing_of_the_zone_is_not_believed() {
    check(
        "0.0  heartbeat 7/1                 | starting
         0.0  board 7/1 A046>5              | open A046>5
         1.0  heartbeat 8/1                 | open A046>5
         3.9  heartbeat 8/1                 | open A046>5
         4.0  -                             | open updating A046>5
         4.1  board 8/1                     | open",
    );
}

#[test]
fn calls_made_while_the_cable_was_out_ring_once_together() {
    check(
        "0.0  subscribed                    | starting updating
         0.0  heartbeat 1/1                 | starting
         0.0  board 1/1 A001>1              | open A001>1
         3.0  -                             | open updating A001>1
         9.0  subscribed                    | open updating A001>1
         9.1  board 1/4 A003>1 A002>2       | gong open updating A003>1! A002>2!
         9.2  call 1/4 A003>1               | open updating A003>1! A002>2!
         9.3  heartbeat 1/4                 | open A003>1! A002>2!
         9.4  call 1/5 A004>3               | gong open A004>3! A003>1! A002>2!",
    );
}

#[test]
fn a_new_connection_without_new_calls_is_silent() {
    check(
        "0.0  subscribed                    | starting updating
         0.0  heartbeat 1/1                 | starting
         0.0  board 1/1 A001>1              | open A001>1
         1.0  subscribed                    | open A001>1
         1.1  board 1/1 A001>1              | open A001>1
         1.2  call 1/2 A002>1               | gong open A002>1! A001>1
         1.3  board 1/2 A002>1 A001>1       | open A002>1! A001>1
         1.4  subscribed                    | open A002>1! A001>1
         1.5  board 1/3 A002>1              | open A002>1!",
    );
}

#[test]
fn a_call_that_overtakes_the_board_after_a_cut_rings_once() {
    check(
        "0.0  subscribed                    | starting updating
         0.0  heartbeat 1/1                 | starting
         0.0  board 1/1 A001>1              | open A001>1
         1.0  subscribed                    | open A001>1
         1.1  call 1/2 A002>1               | gong open A002>1! A001>1
         1.1  board 1/2 A002>1 A001>1       | open A002>1! A001>1
         1.1  call 1/2 A002>1               | open A002>1! A001>1",
    );
}

#[test]
fn four_calls_fit_and_the_oldest_goes() {
    check(
        "0.0  heartbeat 1/1                           | starting
         0.0  board 1/1 A005>1 A004>2 A003>3 A002>1 A001>2 | open A005>1 A004>2 A003>3 A002>1",
    );
}

#[test]
fn whoever_is_awaited_stays_while_those_who_are_served_give_way() {
    check(
        "0.0  heartbeat 1/1                           | starting
         0.0  board 1/1 A006>1 A005>2 A004>3? A003>4? A002>5 A001>6? | open A006>1 A004>3 A003>4 A001>6",
    );
}

#[test]
fn where_more_are_awaited_than_there_are_rows_they_take_turns() {
    check(
        "0.0   heartbeat 1/1                          | starting
         0.0   board 1/1 A006>1? A005>2? A004>3? A003>4? A002>5? A001>6 | open A006>1 A005>2 A004>3 A003>4
         2.0   heartbeat 1/1                          | open A006>1 A005>2 A004>3 A003>4
         4.9   heartbeat 1/1                          | open A006>1 A005>2 A004>3 A003>4
         7.8   heartbeat 1/1                          | open A006>1 A005>2 A004>3 A003>4
         8.0   -                                      | open A006>1 A002>5
         10.7  heartbeat 1/1                          | open A006>1 A002>5
         11.0  call 1/2 A003>4                        | gong open A003>4! A002>5
         13.6  heartbeat 1/2                          | open A003>4* A002>5
         16.0  -                                      | open A003>4* A006>1 A005>2 A004>3",
    );
}

#[test]
fn a_call_says_who_is_called_where_and_in_which_language() {
    let mut wall = Board::new(['A'], 4);
    let Message::Call { zone, call } = message("call 1/1 A047>3") else { panic!("it is a call") };
    let call = mqtt::Call { language: Some("uk".into()), ..call };
    let called = wall.hears(Message::Call { zone, call: call.clone() }, Duration::ZERO);
    let language = Some("uk".into());
    let expected = Called { number: "A047".into(), counter: "3".into(), language, stays_seated: false };
    assert_eq!(called, [expected]);
    assert_eq!(wall.hears(Message::Call { zone, call }, Duration::ZERO), []);
}

#[test]
fn the_day_begins_and_ends() {
    check(
        "0.0  heartbeat 1/1                 | starting
         0.0  soon 1/1                      | not-yet-open
         1.0  board 1/2                     | open
         2.0  last 1/3 A001>1               | last-calls A001>1
         2.5  closed 1/4                    | closed",
    );
}

#[test]
fn the_clock_alone_opens_and_closes_the_hall() {
    check(
        "0.0  subscribed                    | starting updating
         0.0  heartbeat 1/1                 | starting
         0.0  soon 1/1                      | not-yet-open
         0.5  board 1/1+60                  | open
         0.6  soon 1/1                      | open
         0.7  last 1/1+90                   | last-calls
         0.8  subscribed                    | last-calls
         0.9  last 1/1+90                   | last-calls
         1.0  call 1/2 A001>1               | gong last-calls A001>1!
         1.1  closed 1/1+120                | closed A001>1!
         1.2  call 1/2 A001>1               | closed A001>1!
         1.3  closed 1/2+120                | closed",
    );
}

#[test]
fn the_estimate_changes_by_the_clock_alone() {
    let mut wall = Board::new(['A'], 4);
    let estimated = |text: &str, estimate| {
        let Message::Board { zone, board } = message(text) else { panic!("a board") };
        Message::Board { zone, board: mqtt::Board { estimate, ..board } }
    };
    let minutes = |from, to| Estimate::Minutes { from, to };
    wall.hears(message("heartbeat 1/1"), Duration::ZERO);
    wall.hears(estimated("board 1/1", minutes(10, 20)), Duration::ZERO);
    wall.hears(estimated("board 1/1+60", minutes(8, 18)), Duration::ZERO);
    wall.hears(estimated("board 1/1+30", minutes(9, 19)), Duration::ZERO);
    let wait = wall.view(Duration::ZERO).wait;
    assert_eq!(wait.map(|wait| wait.estimate), Some(minutes(8, 18)));
}

#[test]
fn a_hub_with_a_new_database_is_believed_after_a_minute() {
    check(
        "0.0   heartbeat 57/900             | starting
         0.0   board 57/900 A046>5          | open A046>5
         1.0   heartbeat 1/1                | open A046>5
         1.0   board 1/1                    | open A046>5
         3.0   heartbeat 1/1                | open updating A046>5
         4.0   board 1/2 A001>1             | open updating A046>5
         4.0   call 1/2 A001>1              | open updating A046>5
         62.9  heartbeat 1/2                | open updating A046>5
         63.0  heartbeat 1/2                | open A001>1
         63.5  call 1/2 A001>1              | open A001>1
         64.0  call 1/3 A002>2              | gong open A002>2! A001>1
         64.1  board 1/3 A002>2 A001>1      | open A002>2! A001>1",
    );
}

#[test]
fn a_hub_that_comes_back_within_the_minute_is_the_old_one() {
    check(
        "0.0   heartbeat 57/900             | starting
         0.0   board 57/900 A046>5          | open A046>5
         3.0   heartbeat 56/1               | open updating A046>5
         50.0  heartbeat 57/900             | open A046>5
         70.0  heartbeat 56/1               | open updating A046>5
         129.9 heartbeat 56/1               | open updating A046>5",
    );
}

#[test]
fn a_zone_that_was_never_heard_is_not_current() {
    let mut wall = Board::new(['A', 'C'], 4);
    wall.hears(message("heartbeat 1/1"), Duration::ZERO);
    wall.hears(message("board 1/1 A001>1"), Duration::ZERO);
    assert_eq!(summary(&wall.view(Duration::from_millis(2_999))), "open A001>1");
    wall.hears(message("heartbeat 1/1"), Duration::from_secs(2));
    assert_eq!(wall.next_deadline(Duration::from_secs(2)), Some(Duration::from_secs(3)));
    assert_eq!(summary(&wall.view(Duration::from_secs(3))), "open updating A001>1");
}

#[test]
fn the_deadlines_are_exactly_the_moments_at_which_the_view_changes() {
    let mut wall = Board::new(['A'], 4);
    for (ms, heard) in
        [(100, "heartbeat 1/1"), (200, "board 1/1 A046>5"), (250, "call 1/2 A046>5"), (300, "heartbeat 2/1")]
    {
        wall.hears(message(heard), Duration::from_millis(ms));
    }
    let mut deadline = wall.next_deadline(Duration::from_millis(300));
    let mut changes = 0;
    for ms in 301..70_000 {
        let now = Duration::from_millis(ms);
        if wall.view(now) != wall.view(now - Duration::from_millis(1)) {
            assert_eq!(deadline, Some(now), "nobody would have looked at {ms} ms");
            changes += 1;
        }
        if deadline == Some(now) {
            deadline = wall.next_deadline(now);
        }
    }
    assert_eq!(changes, 9 + 1 + 1 + 1, "blinks, calm, stale, and a minute");
}

#[test]
fn two_zones_on_one_wall_are_merged_by_the_time_of_the_call() {
    let mut wall = Board::new(['A', 'C'], 4);
    let board = |text: &str, zone, waiting, estimate| {
        let Message::Board { board, .. } = message(text) else { panic!("a board") };
        Message::Board { zone, board: mqtt::Board { waiting, estimate, ..board } }
    };
    let now = Duration::ZERO;
    wall.hears(message("heartbeat 1/9"), now);
    let minutes = |from, to| Estimate::Minutes { from, to };
    wall.hears(board("board 1/8 A003>1 A001>2", 'A', 4, minutes(5, 10)), now);
    wall.hears(board("board 1/9 C002>7", 'C', 3, minutes(2, 8)), now);
    let view = wall.view(now);
    assert_eq!(summary(&view), "open A003>1 C002>7 A001>2");
    assert_eq!(view.wait, Some(Wait { waiting: 7, estimate: minutes(2, 10) }));
}

#[test]
fn a_call_of_another_zone_is_not_ours() {
    let mut wall = Board::new(['A'], 4);
    let Message::Call { call, .. } = message("call 1/5 C001>1") else { panic!("a call") };
    assert_eq!(wall.hears(Message::Call { zone: 'C', call }, Duration::ZERO), []);
}

#[test]
fn the_clock_on_the_wall_is_the_hubs() {
    let mut wall = Board::new(['A'], 4);
    assert_eq!(wall.view(Duration::ZERO).clock, None, "a Raspberry Pi does not know the time");
    wall.hears(message("heartbeat 1/1"), Duration::from_secs(100));
    let shown = |s| wall.view(Duration::from_secs(s)).clock.map(|time| time.to_rfc3339());
    assert_eq!(shown(100).as_deref(), Some("2026-03-11T09:00:00+00:00"));
    assert_eq!(shown(159).as_deref(), Some("2026-03-11T09:00:00+00:00"));
    assert_eq!(shown(160).as_deref(), Some("2026-03-11T09:01:00+00:00"));
}

/// Plays a story and compares every line of it.
fn check(story: &str) {
    let mut wall = Board::new(['A'], 4);
    for line in story.lines() {
        let (heard, expected) = line.split_once('|').expect("a line has a bar");
        let (seconds, heard) = heard.trim().split_once(' ').expect("a line begins with a time");
        let now = Duration::from_secs_f64(seconds.parse().expect("a time in seconds"));
        let rings = match heard.trim() {
            "-" => false,
            heard => !wall.hears(message(heard), now).is_empty(),
        };
        let view = wall.view(now);
        let gong = if rings { "gong " } else { "" };
        assert_eq!(format!("{gong}{}", summary(&view)), expected.trim(), "in the line\n{line}");
    }
}

fn summary(view: &View) -> String {
    let scene = match view.scene {
        Scene::Starting => "starting",
        Scene::NotYetOpen { .. } => "not-yet-open",
        Scene::Open => "open",
        Scene::LastCalls => "last-calls",
        Scene::Closed => "closed",
    };
    let mut words = vec![scene.to_owned()];
    words.extend(view.updating.then(|| "updating".to_owned()));
    words.extend(view.calls.iter().map(|row| {
        let mark = match (row.lit, row.fresh) {
            (true, _) => "!",
            (false, true) => "*",
            (false, false) => "",
        };
        format!("{}>{}{mark}", row.number, row.counter)
    }));
    words.join(" ")
}

fn message(text: &str) -> Message {
    let mut words = text.split_whitespace();
    let what = words.next().expect("a message has a kind");
    if what == "subscribed" {
        return Message::Subscribed;
    }
    let (epoch, sequence) = words.next().and_then(|m| m.split_once('/')).expect("start/change");
    let epoch = epoch.parse().expect("a number");
    let (sequence, later) = sequence.split_once('+').unwrap_or((sequence, "0"));
    let sequence = sequence.parse().expect("a number");
    let at: DateTime<Utc> = "2026-03-11T09:00:00Z".parse().expect("a time");
    let at = at + TimeDelta::seconds(later.parse().expect("seconds"));
    let calls: Vec<CallOnShow> = words.map(|call| on_show(call, at)).collect();
    let board = |hall| mqtt::Board {
        service_day: Some(at.date_naive()),
        epoch,
        sequence,
        at,
        hall,
        calls: calls.clone(),
        waiting: 7,
        estimate: Estimate::Minutes { from: 10, to: 20 },
        zone_name: "Bürgerbüro".into(),
        notice: None,
        emergency: None,
    };
    let zone = 'A';
    match what {
        "heartbeat" => Message::Heartbeat(Heartbeat { epoch, sequence, at }),
        "board" => Message::Board { zone, board: board(Hall::Open { closes_at: at }) },
        "soon" => Message::Board { zone, board: board(Hall::NotYetOpen { opens_at: at }) },
        "last" => Message::Board { zone, board: board(Hall::LastCalls) },
        "closed" => Message::Board { zone, board: board(Hall::Closed) },
        "call" => {
            let CallOnShow { number, counter, recalls, .. } = calls[0].clone();
            let service_day = at.date_naive();
            let call = mqtt::Call {
                service_day,
                epoch,
                sequence,
                at,
                number,
                counter,
                recalls,
                language: None,
                stays_seated: false,
            };
            Message::Call { zone, call }
        }
        other => panic!("no message is called {other}"),
    }
}

/// A call of that number; higher numbers are called later.
fn on_show(call: &str, at: DateTime<Utc>) -> CallOnShow {
    let (number, counter) = call.split_once('>').expect("number>counter");
    let (counter, awaited) = counter.strip_suffix('?').map_or((counter, false), |counter| (counter, true));
    let minutes: i64 = number[1..].parse().expect("digits after the letter");
    CallOnShow {
        number: number.into(),
        counter: counter.into(),
        called_at: at + TimeDelta::minutes(minutes),
        recalls: 0,
        awaited,
        stays_seated: false,
    }
}
