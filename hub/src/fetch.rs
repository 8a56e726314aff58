//! Requests to the servers of others: providers of accounts and of video calls, whoever tells of absences,
//! and the town's own folder. Encrypted, with an end in time, and without going where an answer leads.

use std::io;
use std::path::Path;
use std::time::Duration;

use openidconnect::{HttpRequest, HttpResponse};
use ureq::Agent;
use ureq::tls::{Certificate, RootCerts, TlsConfig};

use crate::trust;

/// Three of these, one after the other, fit into the time a page has for its answer.
const ANSWER_WITHIN: Duration = Duration::from_secs(8);
/// A description with its keys is a few kilobytes; groups of somebody in hundreds are some more.
const ANSWER_BYTES_MAX: u64 = 256 * 1_024;

/// `on_this_machine`: nothing is encrypted, and no proxy is between.
pub fn agent(on_this_machine: bool, ca_file: Option<&Path>, within: Duration) -> anyhow::Result<Agent> {
    let mut config = Agent::config_builder()
        .https_only(!on_this_machine)
        // WebDAV has some of its own.
        .allow_non_standard_methods(true)
        .max_redirects(0)
        .http_status_as_error(false)
        .timeout_global(Some(within));
    if on_this_machine {
        config = config.proxy(None);
    } else {
        let trusted = trust::certificates(ca_file)?;
        let trusted: Vec<_> = trusted.iter().map(|der| Certificate::from_der(der).to_owned()).collect();
        let roots = RootCerts::new_with_certs(&trusted);
        config = config.tls_config(TlsConfig::builder().root_certs(roots).build());
    }
    Ok(config.build().new_agent())
}

pub struct Fetcher {
    agent: Agent,
    bytes_max: u64,
}

impl Fetcher {
    /// As [`agent`].
    pub fn new(on_this_machine: bool, ca_file: Option<&Path>) -> anyhow::Result<Fetcher> {
        let agent = agent(on_this_machine, ca_file, ANSWER_WITHIN)?;
        Ok(Fetcher { agent, bytes_max: ANSWER_BYTES_MAX })
    }

    /// Of what else than a provider answers.
    pub fn of_at_most(self, bytes_max: u64) -> Fetcher {
        Fetcher { bytes_max, ..self }
    }

    /// Waits: not for a thread that others wait for.
    pub fn call(&self, request: HttpRequest) -> Result<HttpResponse, io::Error> {
        let mut answer = self.agent.run(request).map_err(ureq::Error::into_io)?;
        if answer.status().is_server_error() {
            return Err(io::Error::other(format!("it answers {}", answer.status())));
        }
        let body = answer.body_mut().with_config().limit(self.bytes_max).read_to_vec();
        let body = body.map_err(ureq::Error::into_io)?;
        let (parts, _) = answer.into_parts();
        Ok(HttpResponse::from_parts(parts, body))
    }
}
