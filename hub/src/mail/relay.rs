//! The way out: the town's mail server.

use std::error::Error as _;
use std::time::Duration;

use lettre::message::Message;
use lettre::transport::smtp::authentication::Credentials;
use lettre::transport::smtp::Error;
use lettre::transport::smtp::client::{Certificate, CertificateStore, Tls, TlsParameters};
use lettre::{SmtpTransport, Transport};

use crate::config::{Encrypted, MailConfig, RelayUrl};
use crate::store::No;
use crate::trust;

/// A server that does not answer within this is tried again later.
const ANSWERS_WITHIN: Duration = Duration::from_secs(30);

/// Takes letters away.
pub trait Relay: Send {
    fn send(&self, message: &Message) -> Result<(), Undelivered>;
}

/// Why a letter is still here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Undelivered {
    /// Greylisting, a full queue, a server that is down.
    Later,
    /// No such mailbox, not allowed: trying again brings the same.
    Never(No),
}

pub struct Smtp(SmtpTransport);

impl Smtp {
    pub fn open(config: &MailConfig) -> anyhow::Result<Smtp> {
        let RelayUrl { host, port, encrypted } = config.relay_url();
        let tls = match encrypted {
            None => Tls::None,
            Some(Encrypted::AfterHello) => Tls::Required(trusted(&host, config)?),
            Some(Encrypted::FromTheStart) => Tls::Wrapper(trusted(&host, config)?),
        };
        let mut relay =
            SmtpTransport::builder_dangerous(host).port(port).tls(tls).timeout(Some(ANSWERS_WITHIN));
        if let Some((user, password)) = config.credentials()? {
            relay = relay.credentials(Credentials::new(user, password.0));
        }
        Ok(Smtp(relay.build()))
    }
}

fn trusted(host: &str, config: &MailConfig) -> anyhow::Result<TlsParameters> {
    let mut trusted = TlsParameters::builder(host.to_owned()).certificate_store(CertificateStore::None);
    for certificate in trust::certificates(config.ca_file.as_deref())? {
        trusted = trusted.add_root_certificate(Certificate::from_der(certificate.to_vec())?);
    }
    Ok(trusted.build()?)
}

impl Relay for Smtp {
    fn send(&self, message: &Message) -> Result<(), Undelivered> {
        match self.0.send(message) {
            Ok(_) => Ok(()),
            // Only the server's own no is final: a broken line says nothing about the mailbox.
            Err(error) if error.is_permanent() => Err(Undelivered::Never(no(&error))),
            Err(_) => Err(Undelivered::Later),
        }
    }
}

fn no(error: &Error) -> No {
    let reply = error.status().and_then(|code| code.to_string().parse().ok());
    let words = error.source().map(ToString::to_string).unwrap_or_default();
    No::said(reply.unwrap_or_default(), &words)
}
