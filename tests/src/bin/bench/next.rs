//! From "next" at a desk, over HTTP, to the call in a subscriber's hand.
//!
//! The floor does what nobody can leave out: one durable SQLite transaction of the same rows, then
//! one QoS 1 publish of the same bytes through the same broker to the same subscriber.

use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use anyhow::Context;
use rumqttc::{Client, Event, MqttOptions, NetworkOptions, Packet, QoS};
use rusqlite::{Connection, params};
use town_hall::town::{DAY, HALL, Office, SITE, instant};
use wire::http::Act;
use wire::mqtt::call_topic;

use super::browser::Browser;
use super::rounds::{Goal, Line, ROUNDS, median, micros};

const CALLS_PER_ROUND: usize = 40;
/// Their calls make one p99: of a single round's 40 calls it would be the slowest, and a measure of what
/// else the machine was doing. Of 200 it is the third slowest.
const ROUNDS_PER_P99: usize = 5;
/// A message that is not there by then is lost.
const HEARD_MAX: Duration = Duration::from_secs(10);
const FLOOR_TOPIC: &str = "floor/call";

pub fn measure(print: &mut dyn FnMut(Line)) -> anyhow::Result<()> {
    let office = Office::of(HALL, instant(DAY, "08:00"));
    let heard = subscriber(&office)?;
    let mut floor = Floor::new(&office)?;
    let (kiosk, clerk) = (office.as_kiosk(), office.as_clerk());
    let mut browser = Browser::of(&clerk, &office)?;
    let (mut p50, mut p99) = (Vec::new(), Vec::new());
    let (mut ours_all, mut floor_all) = (Vec::new(), Vec::new());
    let (mut ours_pool, mut floor_pool) = (Vec::new(), Vec::new());
    for round in 0..=ROUNDS {
        let (mut ours, mut floors) = (Vec::new(), Vec::new());
        for n in 0..CALLS_PER_ROUND {
            let key = format!("bench-{round}-{n}");
            kiosk.draw(&format!("{key}-draw"), "reisepass")?;
            let since = Instant::now();
            browser.press_next(&format!("{key}-next"), "1")?;
            let at = heard.recv_timeout(HEARD_MAX).context("a call was lost")?;
            ours.push(at.saturating_duration_since(since));
            let ticket = browser.answer()?;
            clerk.act(&format!("{key}-end"), "1", &ticket.number, Act::Finish)?;
            floors.push(floor.one(&key, &heard)?);
        }
        // The first round warms up.
        if round > 0 {
            ours_all.push(micros(&ours, 0.5));
            floor_all.push(micros(&floors, 0.5));
            p50.push(micros(&ours, 0.5) / micros(&floors, 0.5));
            ours_pool.append(&mut ours);
            floor_pool.append(&mut floors);
            if round % ROUNDS_PER_P99 == 0 {
                p99.push(micros(&ours_pool, 0.99) / micros(&floor_pool, 0.99));
                ours_pool.clear();
                floor_pool.clear();
            }
        }
    }
    let figures = format!("{:.0} us against {:.0} us", median(&ours_all), median(&floor_all));
    print(Line {
        name: "next: HTTP to subscriber / floor, p50".into(),
        ratios: p50,
        goal: Goal::AtMost(1.5),
        figures,
    });
    print(Line {
        name: "next: HTTP to subscriber / floor, p99".into(),
        ratios: p99,
        goal: Goal::AtMost(2.0),
        figures: String::new(),
    });
    Ok(())
}

/// Says when each call arrived, of the hub's and of the floor's.
fn subscriber(office: &Office) -> anyhow::Result<Receiver<Instant>> {
    let (client, mut connection) = Client::new(options(office, "bench-wall"), 64);
    connection.eventloop.set_network_options(nodelay());
    client.subscribe(call_topic(SITE, 'A'), QoS::AtLeastOnce)?;
    client.subscribe(FLOOR_TOPIC, QoS::AtLeastOnce)?;
    let (said, heard) = channel();
    let (subscribed, ready) = channel();
    std::thread::spawn(move || {
        let mut acknowledged = 0;
        // The client lives as long as its connection is polled.
        let _client = client;
        for event in connection.iter() {
            match event {
                Ok(Event::Incoming(Packet::Publish(_))) if said.send(Instant::now()).is_err() => return,
                Ok(Event::Incoming(Packet::SubAck(_))) => {
                    acknowledged += 1;
                    if acknowledged == 2 && subscribed.send(()).is_err() {
                        return;
                    }
                }
                Ok(_) => {}
                Err(_) => std::thread::sleep(Duration::from_millis(100)),
            }
        }
    });
    ready.recv_timeout(HEARD_MAX).context("the broker does not let us subscribe")?;
    Ok(heard)
}

struct Floor {
    db: Connection,
    client: Client,
}

impl Floor {
    fn new(office: &Office) -> anyhow::Result<Floor> {
        let db = hub::store::open(&office.database().with_file_name("floor.db"))?;
        let (client, mut connection) = Client::new(options(office, "bench-floor"), 64);
        connection.eventloop.set_network_options(nodelay());
        std::thread::spawn(move || for _ in connection.iter() {});
        Ok(Floor { db, client })
    }

    fn one(&mut self, key: &str, heard: &Receiver<Instant>) -> anyhow::Result<Duration> {
        let since = Instant::now();
        commits(&mut self.db, key)?;
        self.client.publish(FLOOR_TOPIC, QoS::AtLeastOnce, false, CALL)?;
        let at = heard.recv_timeout(HEARD_MAX).context("a message of the floor was lost")?;
        Ok(at.saturating_duration_since(since))
    }
}

/// One durable transaction of the rows of a call.
pub fn commits(db: &mut Connection, key: &str) -> anyhow::Result<()> {
    let transaction = db.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)?;
    transaction
        .prepare_cached("insert into journal (site, at, actor, room, event) values (?1, ?2, ?3, ?4, ?5)")?
        .execute(params![SITE, 1_773_212_400_000_i64, "clerk:1", "queue", EVENT])?;
    transaction
        .prepare_cached(
            "insert into answer (site, actor, key, at, act, answer) values (?1, ?2, ?3, ?4, ?5, ?6)",
        )?
        .execute(params![SITE, "clerk:1", key, 1_773_212_400_000_i64, ACT, ANSWER])?;
    let entry = transaction.last_insert_rowid();
    transaction
        .prepare_cached("insert into seal (entry, hash) values (?1, ?2)")?
        .execute(params![entry, SEAL])?;
    transaction.commit()?;
    Ok(())
}

/// As long as the hub's own.
const EVENT: &str = r#"{"event":"called","ticket":17,"counter":"1","reason":{"waiting":{"minutes":0}}}"#;
/// The hash of what was asked.
const ACT: i64 = 0x1234_5678_9abc_def0;
const SEAL: [u8; 32] = [7; 32];
const ANSWER: &str = r#"{"ticket":{"day":"2026-03-11","ticket":17}}"#;
const CALL: &str = concat!(
    r#"{"service_day":"2026-03-11","epoch":1,"sequence":52,"at":"2026-03-11T07:00:00Z","#,
    r#""number":"A018","counter":"1","recalls":0}"#
);

fn options(office: &Office, id: &str) -> MqttOptions {
    let broker = office.broker();
    MqttOptions::new(id, broker.ip().to_string(), broker.port())
}

fn nodelay() -> NetworkOptions {
    let mut network = NetworkOptions::new();
    network.set_tcp_nodelay(true);
    network
}
