//! The accounts a town has already: who somebody is there, and what their groups let them do here.
//!
//! Asking only. An account of the directory is bound to who vouches for it and to the number it has
//! there, never to a name or an address of mail, because those pass to other people. The role is taken
//! anew at every login, so whoever leaves a group loses what it gave with the next one, and a session
//! lasts a working day at most. Accounts of the hub itself stay beside these: when the directory is
//! down, they are the way in.

mod groups;
mod ldap;
mod oidc;

use std::sync::Arc;

pub use groups::Standing;
pub use ldap::Tree;
pub use oidc::Oidc;

use crate::config::{Config, DirectoryConfig};
use crate::links::LinkSecret;

/// What the hub asks about people who have no password of its own.
pub struct Directory {
    config: DirectoryConfig,
    pub oidc: Option<Arc<Oidc>>,
    pub ldap: Option<Tree>,
}

/// Somebody, as the directory knows them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Known {
    /// Who vouches.
    pub issuer: String,
    /// What the issuer calls this person, and nobody else ever.
    pub subject: String,
    /// For the page's header; it may change.
    pub name: String,
    pub groups: Vec<String>,
    /// A second factor was shown there, by what the configuration says of it.
    pub second_factor: bool,
}

impl Directory {
    /// None where the town has none. Asks nobody yet.
    pub fn open(config: &Config, public_url: &str, secret: &LinkSecret) -> anyhow::Result<Option<Directory>> {
        let Some(directory) = config.directory.clone() else { return Ok(None) };
        let oidc = directory.oidc.as_ref();
        let oidc = oidc.map(|oidc| Oidc::new(oidc, public_url, secret)).transpose()?.map(Arc::new);
        let ldap = directory.ldap.as_ref().map(|ldap| Tree::new(ldap, &directory.groups)).transpose()?;
        Ok(Some(Directory { config: directory, oidc, ldap }))
    }

    /// What the groups of somebody let them do here, if anything.
    pub fn standing(&self, known: &Known, first_site: &str) -> Option<Standing> {
        groups::standing(&self.config.groups, &known.groups, first_site)
    }

    /// The groups that open something, for those who are in none.
    pub fn groups(&self) -> impl Iterator<Item = (&str, crate::rights::Role)> {
        self.config.groups.iter().map(|group| (group.group.as_str(), group.role()))
    }
}
