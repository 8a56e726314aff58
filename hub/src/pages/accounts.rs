//! Everybody's accounts and devices, for those who look after them.

use askama::Template;
use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use wire::http::Problem;

use super::account::Who;
use super::{Site, filters, render};
use crate::rights::{Right, Role};
use crate::store::DeviceKind;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    Active,
    /// The one-time link was not used yet.
    Invited,
    Disabled,
}

/// One account in the list, or on its own page.
#[derive(Debug, Clone)]
pub struct Line {
    pub id: i64,
    pub name: String,
    pub role: Role,
    pub site_name: String,
    pub state: State,
    pub has_second_factor: bool,
    /// Name, role and site are what the town's directory says.
    pub from_directory: bool,
    pub tries: Option<Failed>,
    /// Wrong passwords make the next login wait.
    pub waits_until: Option<DateTime<Utc>>,
}

/// Logins that failed at a name or an address.
#[derive(Debug, Clone)]
pub struct Failed {
    pub wrong: u32,
    pub turned_away: u32,
    pub last_at: DateTime<Utc>,
}

/// A site to choose.
#[derive(Debug, Clone)]
pub struct Choice {
    pub id: String,
    pub name: String,
}

pub struct List<'a> {
    pub accounts: &'a [Line],
    pub addresses: &'a [(String, Failed)],
    pub roles: &'a [Role],
    pub sites: &'a [Choice],
    /// As typed the last time.
    pub name: &'a str,
    pub zone: Tz,
    /// Since when programs have wanted every time there is, and whether stamps are asked for.
    pub attack: Option<(DateTime<Utc>, bool)>,
    pub problem: Option<&'a Problem>,
}

/// POSTs `key`, `name`, `role`, `site` to [`super::path::ACCOUNTS`].
pub fn list(site: &Site, who: &Who, list: &List) -> String {
    render(&ListPage { site, who, list })
}

pub struct One<'a> {
    pub account: &'a Line,
    pub roles: &'a [Role],
    /// Nobody changes the own account here, so that nobody locks himself out.
    pub is_own: bool,
    pub sessions: u32,
    pub zone: Tz,
    /// What was done just now.
    pub done: Option<Done<'a>>,
    pub problem: Option<&'a Problem>,
}

#[derive(Debug, Clone, Copy)]
pub enum Done<'a> {
    /// The one-time link, shown once.
    Invited {
        link: &'a str,
    },
    Changed,
}

/// POSTs `key`, `act` and for a role `role` to the account's own address.
pub fn one(site: &Site, who: &Who, one: &One) -> String {
    render(&OnePage { site, who, one })
}

pub struct DeviceLine {
    pub id: String,
    pub kind: DeviceKind,
    pub site_name: String,
    pub revoked: bool,
}

pub struct Devices<'a> {
    pub devices: &'a [DeviceLine],
    pub sites: &'a [Choice],
    pub id: &'a str,
    /// Of the device that was added just now; shown once.
    pub token: Option<&'a str>,
    pub problem: Option<&'a Problem>,
}

/// POSTs `key`, `id`, `kind`, `site` to [`super::path::DEVICES`], and `key` below it to revoke.
pub fn devices(site: &Site, who: &Who, devices: &Devices) -> String {
    render(&DevicesPage { site, who, devices })
}

#[derive(Template)]
#[template(path = "accounts/list.html")]
struct ListPage<'a> {
    site: &'a Site,
    who: &'a Who<'a>,
    list: &'a List<'a>,
}

#[derive(Template)]
#[template(path = "accounts/one.html")]
struct OnePage<'a> {
    site: &'a Site,
    who: &'a Who<'a>,
    one: &'a One<'a>,
}

#[derive(Template)]
#[template(path = "accounts/devices.html")]
struct DevicesPage<'a> {
    site: &'a Site,
    who: &'a Who<'a>,
    devices: &'a Devices<'a>,
}
