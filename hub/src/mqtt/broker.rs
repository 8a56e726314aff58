//! The built-in broker: for trying and for tests, on this machine only.
//!
//! It has no access control and forgets retained messages when it ends; a building uses mosquitto.

use std::collections::HashMap;
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::time::{Duration, Instant};

use anyhow::{Context, bail};
use rumqttd::{ConnectionSettings, RouterConfig, ServerSettings};

/// A broker that has not begun to listen by then will not.
const START_MAX: Duration = Duration::from_secs(5);
/// A display or a tool connects once; hundreds are a fault.
const CONNECTIONS_MAX: usize = 500;

/// Starts the broker on a thread of its own and waits until it listens. It runs until the program
/// ends. Port 0 takes a free one.
pub fn start_built_in(listen: SocketAddr) -> anyhow::Result<SocketAddr> {
    // The broker would only log a taken port; we want to say so.
    let probe = TcpListener::bind(listen)
        .with_context(|| format!("the built-in broker cannot listen on {listen}; is another one running?"))?;
    let listen = probe.local_addr()?;
    drop(probe);

    let connections = ConnectionSettings {
        connection_timeout_ms: 5_000,
        max_payload_size: wire::mqtt::PAYLOAD_BYTES_MAX,
        max_inflight_count: 200,
        auth: None,
        external_auth: None,
        dynamic_filters: true,
    };
    let server = ServerSettings {
        name: "built-in".into(),
        listen,
        tls: None,
        next_connection_delay_ms: 1,
        connections,
    };
    let router = RouterConfig {
        max_connections: CONNECTIONS_MAX,
        max_outgoing_packet_count: 200,
        max_segment_size: 1024 * 1024,
        max_segment_count: 10,
        ..Default::default()
    };
    let config =
        rumqttd::Config { router, v4: Some(HashMap::from([("1".into(), server)])), ..Default::default() };
    std::thread::Builder::new().name("broker".into()).spawn(move || {
        let mut broker = rumqttd::Broker::new(config);
        if let Err(error) = broker.start() {
            tracing::error!(%error, "the built-in broker ended");
        }
    })?;

    let since = Instant::now();
    while TcpStream::connect_timeout(&listen, START_MAX).is_err() {
        if since.elapsed() > START_MAX {
            bail!("the built-in broker did not begin to listen on {listen}");
        }
        std::thread::sleep(Duration::from_millis(5));
    }
    Ok(listen)
}
