//! What a waiting-room display would hear: the calls, boards and heartbeats of one site.
//!
//! Listens only. A message the broker delivers twice is counted once, and said.

use std::collections::HashSet;
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::thread::JoinHandle;
use std::time::Duration;

use anyhow::{Context, bail};
use rumqttc::{Client, Connection, Event, MqttOptions, Packet, QoS};
use wire::mqtt::{Board, Call, Heartbeat, PAYLOAD_BYTES_MAX, board_topic, call_topic, heartbeat_topic};

/// Far longer than a message takes on a busy machine; then it is lost, not late.
const HEARD_WAIT_MAX: Duration = Duration::from_secs(30);
/// A message that a later one overtook is right behind it.
const OVERTAKEN_MAX: Duration = Duration::from_secs(5);
/// Between two attempts to reach a broker that went away.
const RECONNECT_AFTER: Duration = Duration::from_millis(250);
/// Topic, packet header and packet id beside the payload.
const PACKET_BYTES_MAX: usize = PAYLOAD_BYTES_MAX + 1024;

/// Everything heard so far.
#[derive(Debug, Clone, Default)]
pub struct Heard {
    pub calls: Vec<Call>,
    pub boards: Vec<Board>,
    pub heartbeat: Option<Heartbeat>,
    /// Calls the broker delivered again.
    pub repeated: usize,
    /// Messages that could not be read, each with why.
    pub unreadable: Vec<String>,
    subscribed: bool,
    seen: HashSet<(u64, u64)>,
}

pub struct Watch {
    shared: Arc<(Mutex<Heard>, Condvar)>,
    client: Client,
    listener: Option<JoinHandle<()>>,
}

impl Watch {
    /// Listens to all zones of `site` from here on; returns when the broker has agreed to.
    pub fn starts(host: &str, port: u16, site: &str) -> anyhow::Result<Watch> {
        let name = format!("watch-{:08x}", rand::random::<u32>());
        let mut options = MqttOptions::new(name, host, port);
        options.set_max_packet_size(PACKET_BYTES_MAX, PACKET_BYTES_MAX);
        let (client, connection) = Client::new(options, 64);
        let shared = Arc::new((Mutex::new(Heard::default()), Condvar::new()));
        let topics = [board_topic(site, '+'), call_topic(site, '+'), heartbeat_topic(site)];
        let listener = std::thread::Builder::new().name("watch".to_owned()).spawn({
            let (client, shared) = (client.clone(), shared.clone());
            move || listen(connection, &client, &topics, &shared)
        })?;
        let watch = Watch { shared, client, listener: Some(listener) };
        watch.wait_until("the broker's answer", |heard| heard.subscribed)?;
        Ok(watch)
    }

    /// Waits until `holds` of what was heard.
    pub fn wait_until(&self, what: &str, holds: impl Fn(&Heard) -> bool) -> anyhow::Result<()> {
        let (heard, changed) = &*self.shared;
        let heard = heard.lock().unwrap_or_else(PoisonError::into_inner);
        let (heard, wait) = changed
            .wait_timeout_while(heard, HEARD_WAIT_MAX, |heard| !holds(heard))
            .unwrap_or_else(PoisonError::into_inner);
        if wait.timed_out() {
            let beat = &heard.heartbeat;
            bail!("{what} did not come in {HEARD_WAIT_MAX:?} over MQTT; the last heartbeat was {beat:?}");
        }
        Ok(())
    }

    /// Waits until the wall shows `number` at `counter`: that it stood at another one before, and was
    /// missed there, says nothing. A board may leave out what came and went between two
    /// looks, so whoever moves the clock by hand gives it the time that real visitors take.
    pub fn shows(&self, number: &str, counter: &str) -> anyhow::Result<()> {
        self.wait_until(&format!("{number} at {counter} on the board"), |heard| {
            let mut newest_first = heard.boards.iter().rev().flat_map(|board| &board.calls);
            newest_first.any(|call| call.number == number && call.counter == counter)
        })
    }

    /// Everything the hub published up to `sequence`, among it `calls` calls and recalls. MQTT keeps the
    /// order within a topic alone, so a heartbeat may overtake the last call; a call that does not come
    /// after it is missing, and that is for the account to say.
    pub fn heard_up_to(&self, sequence: u64, calls: usize) -> anyhow::Result<Heard> {
        self.wait_until(&format!("a heartbeat with sequence {sequence}"), |heard| {
            heard.heartbeat.as_ref().is_some_and(|beat| beat.sequence >= sequence)
        })?;
        let (heard, changed) = &*self.shared;
        let heard = heard.lock().unwrap_or_else(PoisonError::into_inner);
        let (heard, _) = changed
            .wait_timeout_while(heard, OVERTAKEN_MAX, |heard| heard.calls.len() < calls)
            .unwrap_or_else(PoisonError::into_inner);
        Ok(heard.clone())
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        // When the broker is gone already, the listener has ended by itself.
        let _ = self.client.try_disconnect();
        if let Some(listener) = self.listener.take() {
            let _ = listener.join();
        }
    }
}

fn listen(mut connection: Connection, client: &Client, topics: &[String], shared: &(Mutex<Heard>, Condvar)) {
    let mut failures = 0;
    let mut wanted = topics.len();
    for event in connection.iter() {
        let mut heard = shared.0.lock().unwrap_or_else(PoisonError::into_inner);
        match event {
            // Asked for again on every connection: the broker may have forgotten us.
            Ok(Event::Incoming(Packet::ConnAck(_))) => {
                (failures, wanted) = (0, topics.len());
                for topic in topics {
                    if let Err(error) = client.try_subscribe(topic, QoS::AtLeastOnce) {
                        heard.unreadable.push(format!("{topic} could not be subscribed to: {error}"));
                    }
                }
            }
            Ok(Event::Incoming(Packet::SubAck(_))) => {
                wanted = wanted.saturating_sub(1);
                heard.subscribed = wanted == 0;
            }
            Ok(Event::Incoming(Packet::Publish(message))) => {
                if let Err(error) = heard.take(&message.topic, &message.payload) {
                    heard.unreadable.push(format!("{error:#}"));
                }
            }
            Ok(Event::Outgoing(rumqttc::Outgoing::Disconnect)) => return,
            Ok(_) => {}
            Err(_) if failures > HEARD_WAIT_MAX.as_millis() / RECONNECT_AFTER.as_millis() => return,
            Err(_) => {
                failures += 1;
                drop(heard);
                std::thread::sleep(RECONNECT_AFTER);
                continue;
            }
        }
        shared.1.notify_all();
    }
}

impl Heard {
    fn take(&mut self, topic: &str, payload: &[u8]) -> anyhow::Result<()> {
        let unreadable = || format!("{topic}: {}", String::from_utf8_lossy(payload));
        match topic.split('/').nth(3) {
            Some("call") => {
                let call: Call = serde_json::from_slice(payload).with_context(unreadable)?;
                // The epoch and sequence of a call are its own; a second one is the broker's doing.
                match self.seen.insert((call.epoch, call.sequence)) {
                    true => self.calls.push(call),
                    false => self.repeated += 1,
                }
            }
            Some("board") => {
                let board: Board = serde_json::from_slice(payload).with_context(unreadable)?;
                self.boards.push(board);
            }
            Some("heartbeat") => {
                self.heartbeat = Some(serde_json::from_slice(payload).with_context(unreadable)?);
            }
            _ => bail!("{topic} was not asked for"),
        }
        Ok(())
    }
}
