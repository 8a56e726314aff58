//! The way out: the town's mail server.

use std::error::Error as _;
use std::time::Duration;

use lettre::message::Message;
use lettre::transport::smtp::Error;
use lettre::transport::smtp::authentication::Credentials;
use lettre::transport::smtp::client::{Certificate, CertificateStore, Tls, TlsParameters};
use lettre::{SmtpTransport, Transport};

use crate::config::{Encrypted, MailConfig, RelayUrl};
use crate::store::No;
use crate::trust;

/// A server that does not answer within this is tried again later.
const ANSWERS_WITHIN: Duration = Duration::from_secs(30);

/// It goes away (RFC 5321), or does not like our encryption, name or password (RFC 3207 and 4954): that is
/// about the hub, and no letter is to blame.
const SAID_TO_US: [u16; 6] = [421, 454, 530, 534, 535, 538];

/// What a server that knows no letters but those of English would say to an address with others (RFC 6531,
/// 3.2), if it were asked: it is not, and other letters go out.
const NOT_ITS_LETTERS: No = No { reply: 553, status: Some([5, 6, 7]) };

/// Takes letters away.
pub trait Relay: Send {
    fn send(&self, message: &Message) -> Result<(), Undelivered>;
}

/// Why a letter is still here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Undelivered {
    /// The server cannot be reached, or talks to nobody: other letters would hear the same.
    NoServer,
    /// Not this one for now: greylisting, a mailbox that is full.
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
            Err(error) if is_of_letters(&error) && is_beyond_ascii(message) => {
                Err(Undelivered::Never(NOT_ITS_LETTERS))
            }
            Err(error) => Err(undelivered(&error)),
        }
    }
}

/// By the word for what the server lacks: lettre has no kind of error for it.
fn is_of_letters(error: &Error) -> bool {
    error.is_client() && error.source().is_some_and(|why| why.to_string().contains("SMTPUTF8"))
}

/// "jürgen@haus.example": some servers write there, and others cannot.
fn is_beyond_ascii(message: &Message) -> bool {
    message.envelope().to().iter().any(|to| !to.to_string().is_ascii())
}

fn undelivered(error: &Error) -> Undelivered {
    // Only the server's own word is about the letter: a broken line says nothing about the mailbox.
    let Some(reply) = error.status().and_then(|code| code.to_string().parse().ok()) else {
        return Undelivered::NoServer;
    };
    let words = error.source().map(ToString::to_string).unwrap_or_default();
    match reply {
        reply if SAID_TO_US.contains(&reply) => Undelivered::NoServer,
        400..=499 => Undelivered::Later,
        _ => Undelivered::Never(No::said(reply, &words)),
    }
}
