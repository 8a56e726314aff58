//! The wall's connection to the broker: one thread that listens, and begins again whenever the
//! line is cut. What the messages mean is the board's affair; those that are not ours are counted
//! and logged, and never reach a screen.

use std::convert::Infallible;
use std::net::IpAddr;
use std::panic::{self, AssertUnwindSafe};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::mpsc::{self, Receiver, Sender};
use std::time::{Duration, Instant};

use anyhow::Context;
use hardware::screen::Wake;
use rumqttc::{
    Client, Connection, ConnectionError, Event, LastWill, MqttOptions, NetworkOptions, Outgoing, Packet,
    Publish, QoS, SubAck, SubscribeFilter, SubscribeReasonCode, TlsConfiguration, Transport,
};
use wire::mqtt;

use crate::board::Message;
use crate::config::{Broker, Config};

/// Between two attempts. The library begins again at once, which would be a busy loop; a quarter
/// of a second leaves most of the two seconds in which a wall must be right again.
const RETRY_AFTER: Duration = Duration::from_millis(250);
/// A line that says nothing for this long is asked whether it lives, and given up after as long
/// again: the wall has said "being updated" by then, so this is only about coming back.
const KEEP_ALIVE: Duration = Duration::from_secs(5);
/// In seconds. A broker in the building answers in milliseconds or not at all.
const CONNECT_WITHIN_S: u64 = 2;
/// Packets beyond [`mqtt::PAYLOAD_BYTES_MAX`] are counted and left out. Only beyond this is the
/// line cut, for memory's sake: a large retained message must not keep the wall from connecting.
const PACKET_BYTES_MAX: usize = 1024 * 1024;
/// Requests under way: one subscription and one word about ourselves, twice over.
const REQUESTS_MAX: usize = 8;
/// A connection that is cut sooner was none: two walls of one name throw each other out several
/// times a second, and each attempt would be a line in the log.
const STANDS_AFTER: Duration = Duration::from_secs(10);
/// How long the program waits for its farewell to be sent. A broker that does not take it by then
/// finds out by itself, and says so in our name.
const FAREWELL_WITHIN: Duration = Duration::from_millis(500);

/// The running connection. It ends when this is dropped.
pub struct Subscription {
    client: Client,
    state_topic: String,
    ended: Arc<AtomicBool>,
    malformed: Arc<AtomicU64>,
    /// Says nothing; it ends together with the thread.
    farewell: Receiver<Infallible>,
}

impl Subscription {
    /// Connects in a thread of its own, and sends what it hears to `messages`.
    pub fn start(config: &Config, messages: Sender<Message>, wake: Wake) -> anyhow::Result<Self> {
        let (client, mut connection) = Client::new(options(config)?, REQUESTS_MAX);
        let mut network = NetworkOptions::new();
        network.set_tcp_nodelay(true);
        network.set_connection_timeout(CONNECT_WITHIN_S);
        connection.eventloop.set_network_options(network);
        let ended = Arc::new(AtomicBool::new(false));
        let malformed = Arc::new(AtomicU64::new(0));
        let (listens, farewell) = mpsc::channel();
        let wakes = wake.clone();
        let topics = Topics::of(config);
        let state_topic = topics.state.clone();
        let listener = Listener {
            client: client.clone(),
            topics,
            messages,
            wake,
            ended: ended.clone(),
            malformed: malformed.clone(),
        };
        std::thread::Builder::new()
            .name("subscription".into())
            .spawn(move || {
                let listening = AssertUnwindSafe(|| listener.listen(&mut connection));
                let panicked = panic::catch_unwind(listening).is_err();
                if panicked {
                    tracing::error!("the subscription has panicked");
                }
                // The wall notices that nobody sends any more, but only when it looks.
                drop((listener, listens));
                wakes();
            })
            .context("no thread for the subscription")?;
        Ok(Subscription { client, state_topic, ended, malformed, farewell })
    }

    /// Messages so far that were not ours.
    pub fn malformed(&self) -> u64 {
        self.malformed.load(Ordering::Relaxed)
    }
}

impl Drop for Subscription {
    fn drop(&mut self) {
        self.ended.store(true, Ordering::Release);
        // After an orderly end the broker keeps our last will to itself, so it is said before. Where
        // the line is down already there is nothing to end, and the thread sees the flag.
        let gone = state(false).unwrap_or_default();
        let _ = self.client.try_publish(&self.state_topic, QoS::AtLeastOnce, true, gone);
        let _ = self.client.try_disconnect();
        let _ = self.farewell.recv_timeout(FAREWELL_WITHIN);
    }
}

fn options(config: &Config) -> anyhow::Result<MqttOptions> {
    let Broker { address, user, password_file, tls, ca_file } = &config.broker;
    let mut options = MqttOptions::new(config.device.to_string(), address.host.clone(), address.port);
    options.set_keep_alive(KEEP_ALIVE);
    options.set_max_packet_size(PACKET_BYTES_MAX, PACKET_BYTES_MAX);
    // The retained boards tell everything; old calls and heartbeats would only be in the way.
    options.set_clean_session(true);
    let gone = state(false)?;
    let topic = mqtt::device_state_topic(&config.site, &config.device);
    options.set_last_will(LastWill::new(topic, gone, QoS::AtLeastOnce, true));
    if let Some(user) = user {
        let password = match password_file {
            Some(file) => std::fs::read_to_string(file)
                .with_context(|| format!("cannot read the password in {}", file.display()))?,
            None => String::new(),
        };
        options.set_credentials(user, password.trim_end());
    }
    if *tls {
        let trust = match ca_file {
            Some(file) => TlsConfiguration::SimpleNative {
                ca: std::fs::read(file)
                    .with_context(|| format!("cannot read the certificate {}", file.display()))?,
                client_auth: None,
            },
            None => TlsConfiguration::Native,
        };
        options.set_transport(Transport::tls_with_config(trust));
    }
    Ok(options)
}

fn state(online: bool) -> anyhow::Result<Vec<u8>> {
    let condition = if online { "ready" } else { "" };
    let state =
        mqtt::DeviceState { online, version: env!("CARGO_PKG_VERSION").into(), condition: condition.into() };
    serde_json::to_vec(&state).context("a state is always JSON")
}

/// Whether the line stays within this machine.
pub fn is_loopback(host: &str) -> bool {
    host == "localhost" || host.parse::<IpAddr>().is_ok_and(|ip| ip.is_loopback())
}

struct Listener {
    client: Client,
    topics: Topics,
    messages: Sender<Message>,
    wake: Wake,
    ended: Arc<AtomicBool>,
    malformed: Arc<AtomicU64>,
}

impl Listener {
    fn listen(&self, connection: &mut Connection) {
        let mut line = Line::default();
        loop {
            match connection.recv() {
                Ok(Ok(Event::Incoming(Packet::ConnAck(_)))) => {
                    line.stands_since = Some(Instant::now());
                    if line.fault.is_empty() {
                        tracing::info!("connected to the broker");
                    }
                    self.subscribe();
                }
                Ok(Ok(Event::Incoming(Packet::Publish(publish)))) => {
                    line.is_used();
                    self.hear(&publish);
                }
                Ok(Ok(Event::Incoming(Packet::SubAck(answer)))) => self.check(&answer),
                Ok(Ok(Event::Outgoing(Outgoing::Disconnect))) => return,
                Ok(Ok(_)) => {}
                Ok(Err(_)) if self.ended.load(Ordering::Acquire) => return,
                Ok(Err(fault)) => line.is_cut(&fault),
                Err(_) => return,
            }
        }
    }

    /// A broker that was restarted has forgotten who listens, so this is said at every connection.
    fn subscribe(&self) {
        if self.ended.load(Ordering::Acquire) {
            return;
        }
        self.send(Message::Subscribed);
        let filters = self.topics.all().map(|t| SubscribeFilter::new(t, QoS::AtLeastOnce));
        let online = state(true).unwrap_or_default();
        let state_topic = self.topics.state.clone();
        let asked = self
            .client
            .try_subscribe_many(filters)
            .and_then(|()| self.client.try_publish(state_topic, QoS::AtLeastOnce, true, online));
        if let Err(fault) = asked {
            tracing::error!(%fault, "cannot subscribe");
        }
    }

    fn hear(&self, publish: &Publish) {
        match self.topics.read(&publish.topic, &publish.payload) {
            Ok(message) => self.send(message),
            Err(reason) => {
                let malformed = self.malformed.fetch_add(1, Ordering::Relaxed) + 1;
                tracing::warn!(topic = publish.topic, malformed, reason, "a message is not ours");
            }
        }
    }

    /// A broker may refuse single topics, and then says nothing more about them for ever.
    fn check(&self, answer: &SubAck) {
        for (topic, code) in self.topics.all().zip(&answer.return_codes) {
            if *code == SubscribeReasonCode::Failure {
                tracing::warn!(topic, "the broker refuses a topic; check what this user may read there");
            }
        }
    }

    fn send(&self, message: Message) {
        if self.messages.send(message).is_ok() {
            (self.wake)();
        }
    }
}

/// The line to the broker, as the log knows it.
#[derive(Default)]
struct Line {
    stands_since: Option<Instant>,
    /// What was logged last, until the line stands.
    fault: String,
}

impl Line {
    fn is_used(&mut self) {
        let stands = self.stands_since.is_some_and(|since| since.elapsed() >= STANDS_AFTER);
        if stands && !self.fault.is_empty() {
            tracing::info!("the connection to the broker stands again");
            self.fault.clear();
        }
    }

    /// A fault that lasts is logged once, not four times a second through the night.
    fn is_cut(&mut self, fault: &ConnectionError) {
        self.stands_since = None;
        let text = fault.to_string();
        if text != self.fault {
            tracing::warn!(fault = text, "no connection to the broker; trying again until there is");
            self.fault = text;
        }
        std::thread::sleep(RETRY_AFTER);
    }
}

/// The topics of this wall, and what is said on each.
struct Topics {
    heartbeat: String,
    zones: Vec<(char, String, String)>,
    state: String,
}

impl Topics {
    fn of(config: &Config) -> Self {
        let site = &config.site;
        let zone = |zone: &char| (*zone, mqtt::board_topic(site, *zone), mqtt::call_topic(site, *zone));
        Topics {
            heartbeat: mqtt::heartbeat_topic(site),
            zones: config.zones.iter().map(zone).collect(),
            state: mqtt::device_state_topic(site, &config.device),
        }
    }

    fn all(&self) -> impl Iterator<Item = String> {
        let zones = self.zones.iter().flat_map(|(_, board, call)| [board, call]);
        std::iter::once(&self.heartbeat).chain(zones).cloned()
    }

    fn read(&self, topic: &str, payload: &[u8]) -> Result<Message, &'static str> {
        if payload.len() > mqtt::PAYLOAD_BYTES_MAX {
            return Err("too large");
        }
        if topic == self.heartbeat {
            return Ok(Message::Heartbeat(parse(payload)?));
        }
        for (zone, board, call) in &self.zones {
            if topic == board {
                return Ok(Message::Board { zone: *zone, board: parse(payload)? });
            }
            if topic == call {
                return Ok(Message::Call { zone: *zone, call: parse(payload)? });
            }
        }
        Err("no topic of this wall")
    }
}

fn parse<'a, T: serde::Deserialize<'a>>(payload: &'a [u8]) -> Result<T, &'static str> {
    serde_json::from_slice(payload).map_err(|_| "not the JSON that belongs here")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_heartbeat_is_understood_whatever_a_newer_hub_adds() {
        let payload = br#"{"epoch":3,"sequence":9,"at":"2026-03-11T09:00:00Z","mood":"fine"}"#;
        let heard = topics().read("wartemarke/v1/rathaus/heartbeat", payload);
        let Ok(Message::Heartbeat(heartbeat)) = heard else { panic!("{heard:?}") };
        assert_eq!((heartbeat.epoch, heartbeat.sequence), (3, 9));
    }

    #[test]
    fn a_malformed_message_stays_away_from_the_wall() {
        let board = "wartemarke/v1/rathaus/board/A";
        let large = vec![b' '; mqtt::PAYLOAD_BYTES_MAX + 1];
        for (topic, payload, reason) in [
            (board, b"" as &[u8], "not the JSON that belongs here"),
            (board, b"{\"epoch\":1}", "not the JSON that belongs here"),
            (board, &large, "too large"),
            ("wartemarke/v1/rathaus/board/C", b"{}", "no topic of this wall"),
        ] {
            assert_eq!(topics().read(topic, payload), Err(reason));
        }
    }

    #[test]
    fn only_this_machine_is_loopback() {
        let hosts = ["localhost", "127.0.0.1", "::1", "192.168.1.5", "hub.rathaus.example"];
        assert_eq!(hosts.map(is_loopback), [true, true, true, false, false]);
    }

    fn topics() -> Topics {
        Topics::of(&Config::default())
    }
}
