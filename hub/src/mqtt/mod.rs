//! Calls and heartbeats to the displays, and the boards they show between calls.
//!
//! Calls and heartbeats are sent by the committer itself, as it commits. Boards are painted a
//! moment later from what was committed, so that no estimate stands between a commit and its call.

mod broker;

use std::collections::BTreeMap;
use std::convert::Infallible;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::task::{Context, Poll, Waker};
use std::time::{Duration, Instant};

use chrono::{DateTime, Utc};
use rumqttc::{AsyncClient, Event, EventLoop, MqttOptions, NetworkOptions, Packet, QoS, Transport};
use serde::Serialize;
use tokio::sync::{Notify, broadcast};
use tracing::{info, warn};
use wire::mqtt::{Board, Call, Heartbeat, board_topic, call_topic, heartbeat_topic};

use crate::clock::Clock;
use crate::config::{Broker, BrokerUrl};
use crate::desk::{Announcer, Desk, Happened, SiteState, Sites};
use crate::store::Room;
use crate::views;

pub use broker::start_built_in;

/// Messages that may wait for the socket. Ten calls a second for a minute and a half.
const OUTBOX_MESSAGES: usize = 1_000;
/// Between attempts to reach a broker that is away.
const RECONNECT_AFTER: Duration = Duration::from_millis(250);
/// A board waits this long for more changes before it is painted: a fifth of a second, which nobody
/// notices of an estimate. Calls do not wait for it; without it, the estimates of a board, milliseconds
/// each, would run beside every single act of a busy hall.
const PAINT_AFTER: Duration = Duration::from_millis(200);
/// Estimates change by the clock alone; a board on which nothing else happens is painted anew this
/// often. A county has a hundred boards, and each paints several estimates.
const PAINT_EVERY: Duration = Duration::from_secs(5);
const KEEP_ALIVE: Duration = Duration::from_secs(5);

/// A site changed; pages and streams look again.
#[derive(Debug, Clone)]
pub struct Change {
    pub site: Arc<str>,
    pub sequence: u64,
}

/// Sends what the committer says, on the committer's own thread. Never blocks.
pub struct Publisher {
    client: AsyncClient,
    connection: Pin<Box<dyn Future<Output = Infallible> + Send>>,
    link: Link,
    repaint: Arc<Notify>,
    changes: broadcast::Sender<Change>,
}

/// Whether the broker is there, and whether it has been away since somebody looked last: it counts
/// up at every change, so an odd count is a connection.
#[derive(Clone, Default)]
pub struct Link(Arc<AtomicU64>);

impl Link {
    fn count(&self) -> u64 {
        self.0.load(Ordering::Relaxed)
    }

    pub fn is_up(&self) -> bool {
        self.count() % 2 == 1
    }

    /// Called by the connection alone, as is `lost`.
    fn made(&self) {
        self.0.fetch_add(if self.is_up() { 2 } else { 1 }, Ordering::Relaxed);
    }

    /// Says whether it was up before.
    fn lost(&self) -> bool {
        let was_up = self.is_up();
        self.0.fetch_add(was_up.into(), Ordering::Relaxed);
        was_up
    }
}

/// Keeps the boards as the sites are.
pub struct Painter {
    client: AsyncClient,
    link: Link,
    repaint: Arc<Notify>,
}

/// Where to find the broker.
pub fn options(broker: &Broker, site: &str, epoch: u64) -> anyhow::Result<MqttOptions> {
    // A hub that starts again must not be thrown out by its own former connection, nor by the hub of
    // another town at the same broker.
    let client_id = format!("hub-{site}-{epoch}");
    let mut options = match broker {
        Broker::BuiltIn { listen } => MqttOptions::new(client_id, listen.ip().to_string(), listen.port()),
        Broker::External { url, user, password_file } => {
            let url = BrokerUrl::parse(url).map_err(anyhow::Error::msg)?;
            let mut options = MqttOptions::new(client_id, url.host, url.port);
            if url.tls {
                options.set_transport(Transport::tls_with_config(rumqttc::TlsConfiguration::Native));
            }
            if let Some(user) = user {
                let password = password_file.as_ref().map(std::fs::read_to_string).transpose()?;
                options.set_credentials(user, password.unwrap_or_default().trim_end());
            }
            options
        }
    };
    options.set_keep_alive(KEEP_ALIVE);
    options.set_max_packet_size(wire::mqtt::PAYLOAD_BYTES_MAX, wire::mqtt::PAYLOAD_BYTES_MAX);
    Ok(options)
}

pub fn publisher(options: MqttOptions, changes: broadcast::Sender<Change>) -> (Publisher, Painter) {
    let (client, mut event_loop) = AsyncClient::new(options, OUTBOX_MESSAGES);
    let mut network = NetworkOptions::new();
    network.set_tcp_nodelay(true);
    event_loop.set_network_options(network);
    let (link, repaint) = (Link::default(), Arc::new(Notify::new()));
    let connection = Box::pin(keep_up(event_loop, link.clone(), repaint.clone()));
    let painter = Painter { client: client.clone(), link: link.clone(), repaint: repaint.clone() };
    (Publisher { client, connection, link, repaint, changes }, painter)
}

impl Publisher {
    /// Whether anybody hears it, for whoever watches the hub.
    pub fn link(&self) -> Link {
        self.link.clone()
    }

    /// What cannot be sent now is not sent later: a call that is minutes old would be a false one,
    /// and boards are painted anew when the broker is back.
    fn send(&self, topic: String, message: &impl Serialize) {
        if !self.link.is_up() {
            return;
        }
        if self.client.try_publish(topic, QoS::AtLeastOnce, false, json(message)).is_err() {
            warn!("the broker does not keep up; a message was dropped");
        }
    }
}

impl Announcer for Publisher {
    fn happened(&mut self, state: &SiteState, epoch: u64, events: &[Happened]) {
        for Happened { sequence, at, event, .. } in events {
            let (ticket, counter) = match event {
                Room::Queue(queue::Event::Called { ticket, counter, .. }) => (ticket, Some(counter)),
                Room::Queue(queue::Event::Recalled { ticket }) => (ticket, None),
                _ => continue,
            };
            let (Some(ticket), Some(service_day)) = (state.day.find(*ticket), state.day.date()) else {
                continue;
            };
            let call = Call {
                service_day,
                epoch,
                sequence: *sequence,
                at: *at,
                number: ticket.number.to_string(),
                counter: counter.or(ticket.counter()).cloned().unwrap_or_default(),
                recalls: views::recalls(ticket),
                language: state.language(ticket.id).map(str::to_owned),
                stays_seated: views::stays_seated(state, ticket.id),
            };
            self.send(call_topic(&state.config.id, ticket.zone), &call);
            info!(site = state.config.id, number = call.number, counter = call.counter, "called");
        }
        // To the socket at once, before anybody who reads the sites can hold it up. Whoever waits for the
        // socket's word is woken by the committer's own look at it.
        let _ = self.poll_sending(&mut Context::from_waker(Waker::noop()));
    }

    fn shown(&mut self, state: &SiteState) {
        self.repaint.notify_one();
        // Nobody may be looking at a page.
        let _ = self.changes.send(Change { site: state.config.id.as_str().into(), sequence: state.sequence });
    }

    fn heartbeat(&mut self, sites: &Sites, epoch: u64, now: DateTime<Utc>) {
        for (site, state) in sites {
            self.send(heartbeat_topic(site), &Heartbeat { epoch, sequence: state.sequence, at: now });
        }
        // Estimates and opening times change without any act.
        self.repaint.notify_one();
    }

    fn poll_sending(&mut self, context: &mut Context<'_>) -> Poll<Infallible> {
        self.connection.as_mut().poll(context)
    }
}

impl Painter {
    /// Paints until the task is dropped.
    pub async fn run(self, desk: Desk, clock: Clock, epoch: u64) {
        let Painter { client, link, repaint } = self;
        let mut painted: BTreeMap<String, Painted> = BTreeMap::new();
        let mut connection = link.count();
        loop {
            repaint.notified().await;
            tokio::time::sleep(PAINT_AFTER).await;
            if connection != link.count() {
                // Whatever the broker held before may be gone with it.
                painted.clear();
                connection = link.count();
            }
            if !link.is_up() {
                continue;
            }
            for (site, zone) in zones(&desk) {
                let Some(state) = desk.site(&site) else { continue };
                let (topic, now) = (board_topic(&site, zone), clock.now());
                if painted.get(&topic).is_some_and(|last| last.is_good(&state, now)) {
                    continue;
                }
                let board = views::board(&state, zone, epoch, now);
                let is_new = painted.get(&topic).is_none_or(|last| !same(&last.board, &board));
                let message =
                    is_new.then(|| client.try_publish(&topic, QoS::AtLeastOnce, true, json(&board)));
                if message.is_none_or(|sent| sent.is_ok()) {
                    painted.insert(topic, Painted { sequence: state.sequence, since: Instant::now(), board });
                }
            }
        }
    }
}

/// A board as the broker has it.
struct Painted {
    board: Board,
    /// Of the site's last event that was looked at for it.
    sequence: u64,
    since: Instant,
}

impl Painted {
    /// Whether painting it anew would hardly show anything else.
    fn is_good(&self, state: &SiteState, now: DateTime<Utc>) -> bool {
        let unmoved = self.sequence == state.sequence && self.board.hall == views::hall(state, now);
        unmoved && self.since.elapsed() < PAINT_EVERY
    }
}

/// Keeps the connection to the broker up for as long as it is polled.
async fn keep_up(mut event_loop: EventLoop, link: Link, repaint: Arc<Notify>) -> Infallible {
    loop {
        match event_loop.poll().await {
            Ok(Event::Incoming(Packet::ConnAck(_))) => {
                info!("connected to the broker");
                link.made();
                repaint.notify_one();
            }
            Ok(_) => {}
            Err(error) => {
                if link.lost() {
                    warn!(%error, "the broker is away");
                    repaint.notify_one();
                }
                tokio::time::sleep(RECONNECT_AFTER).await;
            }
        }
    }
}

fn zones(desk: &Desk) -> Vec<(String, char)> {
    let sites = desk.sites();
    let zones = sites
        .iter()
        .flat_map(|(site, state)| state.config.zones.iter().map(move |zone| (site.clone(), zone.letter)));
    zones.collect()
}

/// Whether a wall would show the same.
fn same(one: &Board, other: &Board) -> bool {
    let ageless = |board: &Board| Board { at: DateTime::UNIX_EPOCH, sequence: 0, ..board.clone() };
    ageless(one) == ageless(other)
}

fn json(message: &impl Serialize) -> Vec<u8> {
    serde_json::to_vec(message).expect("messages are plain data")
}
