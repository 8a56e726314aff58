//! Logging in with accounts the town has already: where they are asked for, and which of their groups
//! may do what here.
//!
//! Secrets are not in here but in files of their own: a configuration is shown around.

use std::fmt;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

use openidconnect::url::Url;
use serde::Deserialize;

use super::provider::ProviderConfig;
use super::{Config, Mistake, Source};
use crate::rights::{Right, Role};

/// A secret fits a line. Whoever names a larger file has named the wrong one.
const SECRET_BYTES_MAX: u64 = 4_096;
/// Everything but reading and writing for the owner, and reading for the group.
const MODE_FOR_OTHERS: u32 = 0o037;

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DirectoryConfig {
    pub oidc: Option<OidcConfig>,
    pub ldap: Option<LdapConfig>,
    /// From top to bottom: the first that somebody is in gives the role.
    #[serde(rename = "group", default)]
    pub groups: Vec<GroupConfig>,
}

/// A provider of OpenID Connect: Keycloak, Entra ID, AD FS, Authentik and others.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OidcConfig {
    /// Its address, as in its own description at `/.well-known/openid-configuration`.
    pub issuer: String,
    pub client_id: String,
    /// A file with the secret alone. Without one the hub is a public client, with PKCE as always.
    pub client_secret_file: Option<SecretFile>,
    /// Asked for beside "openid".
    #[serde(default = "profile")]
    pub scopes: Vec<String>,
    /// Where the groups stand: "groups", or "realm_access.roles" for a list further in.
    #[serde(default = "groups")]
    pub groups_claim: String,
    /// Values of `amr` that mean: a second factor was shown there, and ours need not be.
    #[serde(default)]
    pub second_factor_amr: Vec<String>,
    /// The same for `acr`; these are asked for.
    #[serde(default)]
    pub second_factor_acr: Vec<String>,
    /// Certificates to trust instead of the system's: PEM, for a town with a certificate authority
    /// of its own.
    pub ca_file: Option<PathBuf>,
}

/// A directory that is asked with the name and password somebody typed: OpenLDAP, Active Directory.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LdapConfig {
    /// "ldaps://dc1.stadt.example", or "ldap://..." with `starttls`.
    pub url: String,
    #[serde(default)]
    pub starttls: bool,
    /// Where people are; what the accounts are bound to as well, so it stays as it is.
    pub base: String,
    /// "uid={name},ou=people,dc=stadt,dc=example": the entry follows from the name alone.
    #[serde(default)]
    pub user_dn: String,
    /// Otherwise an account of the hub's own looks for the entry.
    pub search: Option<LdapSearch>,
    /// What a person's entry is called for ever: "entryUUID", "objectGUID" in Active Directory.
    #[serde(default = "entry_uuid")]
    pub id_attribute: String,
    /// For the page's header.
    #[serde(default = "cn")]
    pub name_attribute: String,
    /// "(member={dn})": groups are looked for, besides what stands in `memberOf`.
    pub group_filter: Option<String>,
    /// Where; the default is `base`.
    pub group_base: Option<String>,
    /// Certificates to trust instead of the system's (PEM).
    pub ca_file: Option<PathBuf>,
}

/// An account that may search.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LdapSearch {
    pub bind_dn: String,
    pub password_file: SecretFile,
    /// "(&(objectClass=person)(uid={name}))".
    pub filter: String,
}

/// What members of a group of the directory may do here.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GroupConfig {
    pub group: String,
    pub role: String,
    /// Ids of sites. Somebody begins at the first, and chooses another on the page of the account. Roles
    /// that see every site need none.
    #[serde(default)]
    pub sites: Vec<String>,
}

/// Where a secret lies.
#[derive(Debug, Clone, Deserialize)]
#[serde(transparent)]
pub struct SecretFile(PathBuf);

/// A secret that does not stray into a log.
#[derive(Clone)]
pub struct Hidden(pub String);

fn profile() -> Vec<String> {
    vec!["profile".into()]
}
fn entry_uuid() -> String {
    "entryUUID".into()
}
fn cn() -> String {
    "cn".into()
}
fn groups() -> String {
    "groups".into()
}

impl SecretFile {
    /// The secret, or what is wrong with its file.
    pub fn read(&self) -> Result<Hidden, String> {
        let SecretFile(path) = self;
        let shown = path.display();
        let unreadable = |why: std::io::Error| format!("{shown} cannot be read: {why}");
        let about = std::fs::metadata(path).map_err(unreadable)?;
        let mode = about.permissions().mode() & 0o777;
        if mode & MODE_FOR_OTHERS != 0 {
            return Err(format!(
                "{shown} has the mode {mode:03o}, and so more people than the hub may read or change it; \
                 allowed is 640 or less (chmod 600 {shown})"
            ));
        }
        if !about.is_file() || about.len() > SECRET_BYTES_MAX {
            return Err(format!("{shown} must be a file with the secret alone"));
        }
        let secret = std::fs::read_to_string(path).map_err(unreadable)?;
        match secret.trim_end_matches(['\r', '\n']) {
            "" => Err(format!("{shown} is empty; it must hold the secret alone")),
            secret => Ok(Hidden(secret.to_owned())),
        }
    }
}

impl fmt::Debug for Hidden {
    fn fmt(&self, to: &mut fmt::Formatter) -> fmt::Result {
        to.write_str("…")
    }
}

impl GroupConfig {
    /// Checked when the configuration was read.
    pub fn role(&self) -> Role {
        Role::named(&self.role).expect("the configuration was checked")
    }
}

impl DirectoryConfig {
    pub(super) fn check(&self, config: &Config, source: &Source) -> Result<(), Mistake> {
        if self.oidc.is_none() && self.ldap.is_none() {
            let what = "needs [directory.oidc] or [directory.ldap]: where accounts are asked for";
            return Err(source.mistake("directory", what));
        }
        if self.groups.is_empty() {
            return Err(source.mistake(
                "directory",
                "needs at least one [[directory.group]] with group, role and sites; without one nobody \
                 gets in",
            ));
        }
        if let Some(oidc) = &self.oidc {
            oidc.provider().check("directory.oidc", config, source)?;
        }
        if let Some(ldap) = &self.ldap {
            ldap.check(source)?;
            let plain = self.groups.iter().find(|group| self.oidc.is_none() && !group.group.contains('='));
            if let Some(GroupConfig { group, .. }) = plain {
                let what = format!(
                    "{group:?} must be the whole name of the group in the directory, such as \
                     \"cn=schalter,ou=groups,dc=stadt,dc=example\": short names exist more than once"
                );
                return Err(source.mistake_at("group", group, &what));
            }
        }
        self.groups.iter().try_for_each(|group| group.check(config, source))
    }
}

impl OidcConfig {
    pub fn provider(&self) -> ProviderConfig {
        ProviderConfig {
            issuer: self.issuer.clone(),
            client_id: self.client_id.clone(),
            client_secret_file: self.client_secret_file.clone(),
            scopes: self.scopes.clone(),
            classes: self.second_factor_acr.clone(),
            ca_file: self.ca_file.clone(),
        }
    }
}

impl LdapConfig {
    /// Nobody in between reads passwords.
    pub fn is_encrypted(&self) -> bool {
        self.starttls || self.url.starts_with("ldaps://")
    }

    fn check(&self, source: &Source) -> Result<(), Mistake> {
        let url = &self.url;
        let parsed = Url::parse(url).ok().filter(|url| url.path().trim_matches('/').is_empty());
        let safe = parsed.is_some_and(|url| {
            is_safe(&url, "ldaps", "ldap") || url.scheme() == "ldap" && self.starttls && url.has_host()
        });
        if !safe {
            let what = format!(
                "{url:?} must be an address such as \"ldaps://dc1.stadt.example\", or ldap:// with \
                 starttls = true: passwords are never sent in the clear. Without both on this machine alone"
            );
            return Err(source.mistake_at("url", url, &what));
        }
        if self.starttls && url.starts_with("ldaps://") {
            return Err(
                source.mistake("starttls", "is for ldap://; ldaps:// is encrypted from the beginning")
            );
        }
        if self.base.is_empty() {
            return Err(
                source.mistake("base", "is where people are, such as \"ou=people,dc=stadt,dc=example\"")
            );
        }
        match &self.search {
            None if !self.user_dn.contains("{name}") => Err(source.mistake(
                "directory.ldap",
                "needs user_dn with {name} in it, such as \"uid={name},ou=people,dc=stadt,dc=example\", or \
                 [directory.ldap.search] with bind_dn, password_file and filter",
            )),
            Some(_) if !self.user_dn.is_empty() => {
                Err(source.mistake("user_dn", "and [directory.ldap.search] are two ways; choose one"))
            }
            Some(search) => search.check(source),
            None => Ok(()),
        }?;
        let mut filters = self.group_filter.iter();
        if let Some(filter) = filters.find(|filter| !is_filter(filter) || !has(filter, &["{dn}", "{name}"])) {
            let what =
                format!("{filter:?} must be a filter with {{dn}} or {{name}}, such as \"(member={{dn}})\"");
            return Err(source.mistake("group_filter", &what));
        }
        check_ca_file(self.ca_file.as_deref(), source)
    }
}

impl LdapSearch {
    fn check(&self, source: &Source) -> Result<(), Mistake> {
        if self.bind_dn.is_empty() {
            return Err(source.mistake("bind_dn", "is the account that searches, and not empty"));
        }
        if !is_filter(&self.filter) || !has(&self.filter, &["{name}"]) {
            let what = format!(
                "{:?} must be a filter with {{name}}, such as \"(&(objectClass=person)(uid={{name}}))\"",
                self.filter
            );
            return Err(source.mistake("filter", &what));
        }
        self.password_file.read().map(|_| ()).map_err(|what| source.mistake("password_file", &what))
    }
}

fn is_filter(filter: &str) -> bool {
    let filled = filter.replace("{dn}", "x").replace("{name}", "x");
    filled.starts_with('(') && ldap3::parse_filter(filled).is_ok()
}

fn has(text: &str, parts: &[&str]) -> bool {
    parts.iter().any(|part| text.contains(part))
}

pub(super) fn check_ca_file(file: Option<&Path>, source: &Source) -> Result<(), Mistake> {
    match file {
        Some(file) if !file.is_file() => {
            let what = format!("{} is no file with certificates (PEM)", file.display());
            Err(source.mistake("ca_file", &what))
        }
        _ => Ok(()),
    }
}

impl GroupConfig {
    fn check(&self, config: &Config, source: &Source) -> Result<(), Mistake> {
        if self.group.trim().is_empty() {
            return Err(source.mistake_at("group", "\"\"", "is the name of a group, and not empty"));
        }
        let known = Role::named(&self.role).filter(|role| Role::OF_PEOPLE.contains(role));
        let Some(role) = known else {
            let roles = Role::OF_PEOPLE.map(Role::name).join(", ");
            let what = format!("{:?} is no role of people; there are {roles}", self.role);
            return Err(source.mistake_at("role", &self.role, &what));
        };
        let sites: Vec<&str> = config.sites.iter().map(|site| site.id.as_str()).collect();
        if let Some(unknown) = self.sites.iter().find(|site| !sites.contains(&site.as_str())) {
            let what = format!("{unknown:?} is no [[site]]; there are {}", sites.join(", "));
            return Err(source.mistake_at("sites", unknown, &what));
        }
        if self.sites.is_empty() && !role.may(Right::AllSites) {
            let what = format!("a {role} works somewhere: sites = [...] with one of {}", sites.join(", "));
            return Err(source.mistake_at("group", &self.group, &what));
        }
        Ok(())
    }
}

/// Whether what goes there is encrypted, or stays on this machine.
pub(super) fn is_safe(url: &Url, encrypted: &str, plain: &str) -> bool {
    let here = match url.host() {
        Some(openidconnect::url::Host::Domain(name)) => {
            // An address stays a name where the scheme is none of the web's.
            name == "localhost" || name.parse().is_ok_and(|ip: std::net::IpAddr| ip.is_loopback())
        }
        Some(openidconnect::url::Host::Ipv4(ip)) => ip.is_loopback(),
        Some(openidconnect::url::Host::Ipv6(ip)) => ip.is_loopback(),
        None => return false,
    };
    url.scheme() == encrypted || url.scheme() == plain && here
}
