//! LDAP: the person types name and password here, and the hub asks the directory with them.
//!
//! A password is right when the directory lets its owner in with it (a simple bind); the hub reads and
//! keeps none. One connection for each login, over TLS. Referrals lead to machines nobody has named, so
//! they are not followed.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::Duration;

use anyhow::Context;
use ldap3::{
    Ldap, LdapConnAsync, LdapConnSettings, Scope, SearchEntry, SearchOptions, dn_escape, ldap_escape,
};
use rustls::{ClientConfig, RootCertStore};
use tokio::sync::Semaphore;
use tracing::{info, warn};

use super::Known;
use crate::config::{GroupConfig, Hidden, LdapConfig};
use crate::oidc::NotKnown;
use crate::trust;

/// All of a login together; a page has its answer before a person gives up.
const ANSWER_WITHIN: Duration = Duration::from_secs(10);
/// Names of a town are shorter; whoever types a novel is nobody.
const NAME_CHARS_MAX: usize = 200;
/// Groups somebody is in, of which those of the configuration are looked for.
const GROUPS_MAX: i32 = 1_000;
/// Connections at the same time.
const AT_ONCE_MAX: usize = 16;
/// The standard's number for "there is no such name, or this is not its password" (RFC 4511).
const INVALID_CREDENTIALS: u32 = 49;
/// No entry of that DN; the server does not want this one, of whom the account is closed, for example.
const NO_SUCH_OBJECT: u32 = 32;
const UNWILLING: u32 = 53;
/// There would be more than was asked for.
const SIZE_LIMIT_EXCEEDED: u32 = 4;

pub struct Tree {
    config: LdapConfig,
    /// Of the account that searches, where one does.
    password: Option<Hidden>,
    settings: LdapConnSettings,
    /// As the configuration writes them.
    groups: Vec<String>,
    turns: Semaphore,
}

impl Tree {
    pub fn new(config: &LdapConfig, groups: &[GroupConfig]) -> anyhow::Result<Tree> {
        let mut settings =
            LdapConnSettings::new().set_conn_timeout(ANSWER_WITHIN).set_starttls(config.starttls);
        if config.is_encrypted() {
            let mut roots = RootCertStore::empty();
            for certificate in trust::certificates(config.ca_file.as_deref())? {
                // The system's may hold old ones that rustls does not read; those vouch for nobody.
                let _ = roots.add(certificate);
            }
            let provider = Arc::new(rustls::crypto::ring::default_provider());
            let tls = ClientConfig::builder_with_provider(provider).with_safe_default_protocol_versions()?;
            let tls = tls.with_root_certificates(roots).with_no_client_auth();
            settings = settings.set_config(Arc::new(tls));
        }
        let file = config.search.as_ref().map(|search| &search.password_file);
        let password = file.map(|file| file.read().map_err(anyhow::Error::msg)).transpose()?;
        let groups = groups.iter().map(|group| group.group.clone()).collect();
        let turns = Semaphore::new(AT_ONCE_MAX);
        Ok(Tree { config: config.clone(), password, settings, groups, turns })
    }

    /// Who that is, if the password is theirs.
    pub async fn ask(&self, name: &str, password: &str) -> Result<Option<Known>, NotKnown> {
        let name = name.trim();
        // A bind without a password succeeds for everybody: it proves nothing (RFC 4513, 5.1.2).
        if name.is_empty() || password.is_empty() || name.chars().count() > NAME_CHARS_MAX {
            return Ok(None);
        }
        let asked = tokio::time::timeout(ANSWER_WITHIN, async {
            let _turn = self.turns.acquire().await?;
            self.asked(name, password).await
        });
        let failed = |error: anyhow::Error| {
            warn!(error = format!("{error:#}"), "the directory cannot be asked");
            NotKnown::Down
        };
        asked.await.map_err(anyhow::Error::new).and_then(|asked| asked).map_err(failed)
    }

    async fn asked(&self, name: &str, password: &str) -> anyhow::Result<Option<Known>> {
        let (connection, mut ldap) = LdapConnAsync::with_settings(self.settings.clone(), &self.config.url)
            .await
            .context("connecting")?;
        let driven = tokio::spawn(connection.drive());
        let known = self.known(&mut ldap, name, password).await;
        // Whatever became of it: nobody waits for a goodbye.
        driven.abort();
        known
    }

    async fn known(&self, ldap: &mut Ldap, name: &str, password: &str) -> anyhow::Result<Option<Known>> {
        let entry = match (&self.config.search, &self.password) {
            (Some(search), Some(own)) => {
                ldap.simple_bind(&search.bind_dn, &own.0)
                    .await?
                    .success()
                    .context("the hub's own account")?;
                let filter = search.filter.replace("{name}", &ldap_escape(name));
                self.entry(ldap, &self.config.base, Scope::Subtree, &filter).await?
            }
            _ => {
                let dn = self.config.user_dn.replace("{name}", &dn_escape(name));
                if !proves(ldap, &dn, password).await? {
                    return Ok(None);
                }
                self.entry(ldap, &dn, Scope::Base, "(objectClass=*)").await?
            }
        };
        let Some(entry) = entry else { return Ok(None) };
        let groups = self.groups(ldap, &entry, name).await?;
        // With an account that searches, the person's own password comes last.
        if self.config.search.is_some() && !proves(ldap, &entry.dn, password).await? {
            return Ok(None);
        }
        let id = id_of(&entry, &self.config.id_attribute);
        let id = id.with_context(|| format!("the entry has no {:?}", self.config.id_attribute))?;
        let shown = values(&entry, &self.config.name_attribute).next();
        Ok(Some(Known {
            issuer: format!("ldap:{}", normal(&self.config.base)),
            subject: id,
            name: shown.unwrap_or(name).to_owned(),
            groups,
            second_factor: false,
        }))
    }

    /// The one entry that fits. Two are nobody: which of them logs in cannot be known.
    async fn entry(
        &self,
        ldap: &mut Ldap,
        base: &str,
        scope: Scope,
        filter: &str,
    ) -> anyhow::Result<Option<SearchEntry>> {
        let attributes = [&*self.config.id_attribute, &*self.config.name_attribute, "memberOf"];
        ldap.with_search_options(SearchOptions::new().sizelimit(2));
        let found = ldap.search(base, scope, filter, attributes).await?;
        let more = found.1.rc == SIZE_LIMIT_EXCEEDED;
        if !more && found.1.rc != NO_SUCH_OBJECT {
            found.1.success().context("searching the person")?;
        }
        let mut entries = found.0.into_iter().filter(|entry| !entry.is_ref() && !entry.is_intermediate());
        match (entries.next(), entries.next()) {
            (Some(entry), None) if !more => Ok(Some(SearchEntry::construct(entry))),
            (None, _) => Ok(None),
            (Some(_), _) => {
                warn!("more than one entry of the directory has this name; nobody is let in");
                Ok(None)
            }
        }
    }

    /// Those of the configuration that the person is in.
    async fn groups(&self, ldap: &mut Ldap, entry: &SearchEntry, name: &str) -> anyhow::Result<Vec<String>> {
        let mut member: BTreeSet<String> = values(entry, "memberOf").map(normal).collect();
        if let Some(filter) = &self.config.group_filter {
            let filter = filter.replace("{dn}", &ldap_escape(&*entry.dn));
            let filter = filter.replace("{name}", &ldap_escape(name));
            ldap.with_search_options(SearchOptions::new().sizelimit(GROUPS_MAX));
            let base = self.config.group_base.as_ref().unwrap_or(&self.config.base);
            let (found, _) = ldap.search(base, Scope::Subtree, &filter, ["1.1"]).await?.success()?;
            let found = found.into_iter().filter(|entry| !entry.is_ref() && !entry.is_intermediate());
            member.extend(found.map(|group| normal(&SearchEntry::construct(group).dn)));
        }
        Ok(self.groups.iter().filter(|group| member.contains(&normal(group))).cloned().collect())
    }
}

/// Whether the password is that of `dn`.
async fn proves(ldap: &mut Ldap, dn: &str, password: &str) -> anyhow::Result<bool> {
    let said = ldap.simple_bind(dn, password).await?;
    match said.rc {
        0 => Ok(true),
        INVALID_CREDENTIALS | NO_SUCH_OBJECT | UNWILLING => {
            info!(code = said.rc, "the directory let somebody not in");
            Ok(false)
        }
        _ => Err(said.success().map(|_| ()).expect_err("zero was looked at").into()),
    }
}

/// What the directory calls the entry for ever. Active Directory's is no text.
fn id_of(entry: &SearchEntry, attribute: &str) -> Option<String> {
    let hex = |bytes: &[u8]| bytes.iter().map(|byte| format!("{byte:02x}")).collect::<String>();
    if attribute.eq_ignore_ascii_case("objectGUID") {
        let bytes = entry.bin_attrs.iter().find(|(name, _)| name.eq_ignore_ascii_case(attribute));
        let bytes = bytes.and_then(|(_, values)| values.first()).map(|value| hex(value));
        // By chance its bytes may read as text.
        return bytes.or_else(|| values(entry, attribute).next().map(|text| hex(text.as_bytes())));
    }
    values(entry, attribute).next().map(str::to_owned)
}

fn values<'a>(entry: &'a SearchEntry, attribute: &str) -> impl Iterator<Item = &'a str> + use<'a> {
    let found = entry.attrs.iter().find(|(name, _)| name.eq_ignore_ascii_case(attribute));
    found.into_iter().flat_map(|(_, values)| values).map(String::as_str)
}

/// The same DN, however it is written: servers choose case and spaces as they like.
fn normal(dn: &str) -> String {
    let parts = dn.split(',').map(|part| match part.split_once('=') {
        Some((name, value)) => format!("{}={}", name.trim(), value.trim()),
        None => part.trim().to_owned(),
    });
    parts.collect::<Vec<_>>().join(",").to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_typed_stays_a_value() {
        let filter = "(uid={name})".replace("{name}", &ldap_escape("*)(uid=admin"));
        assert_eq!(filter, "(uid=\\2a\\29\\28uid=admin)");
        let dn = "uid={name},ou=people".replace("{name}", &dn_escape("petra,ou=admins"));
        assert_eq!(dn, "uid=petra\\2cou\\3dadmins,ou=people");
    }

    #[test]
    fn a_dn_is_the_same_however_it_is_written() {
        assert_eq!(normal("CN=WM Schalter, OU=Gruppen ,dc = stadt"), "cn=wm schalter,ou=gruppen,dc=stadt");
        assert_ne!(normal("cn=wm,ou=a"), normal("cn=wm,ou=b"));
    }
}
