//! The own account: what it is, its second factor, and the link with which it began.

use askama::Template;
use wire::http::Problem;

use super::accounts::Choice;
use super::{Site, render};
use crate::qr::Picture;
use crate::rights::{Right, Role};

/// Whoever is logged in, for the header: name, and where the role may go.
#[derive(Debug, Clone, Copy)]
pub struct Who<'a> {
    pub name: &'a str,
    pub role: Role,
    /// The second factor is still missing: nothing is open yet.
    pub waits: bool,
    /// The page has no emergency bell of its own, so the header has one.
    pub rings: bool,
    /// What the addresses of the site begin with that the page is about; nothing, for the own one.
    pub base: &'a str,
    pub key: &'a str,
}

impl Who<'_> {
    pub fn may(&self, right: Right) -> bool {
        !self.waits && self.role.may(right)
    }
}

#[derive(Debug, Clone, Copy)]
pub struct Own<'a> {
    pub site_name: &'a str,
    pub site: &'a str,
    /// To choose from, where there is more than one.
    pub sites: &'a [Choice],
    pub has_second_factor: bool,
    pub needs_second_factor: bool,
    pub recovery_codes_left: u32,
}

pub fn own(site: &Site, who: &Who, own: &Own) -> String {
    render(&OwnPage { site, who, own })
}

/// The set-up of the second factor: POSTs `key`, `secret`, `code` to the same address.
#[derive(Debug, Clone, Copy)]
pub struct Enrolment<'a> {
    pub picture: &'a Picture,
    /// For typing.
    pub secret: &'a str,
    /// The same, sealed, for the form to carry back.
    pub sealed: &'a str,
    pub problem: Option<&'a Problem>,
}

impl Enrolment<'_> {
    /// In groups of four, as people type.
    fn groups(&self) -> Vec<&str> {
        self.secret.as_bytes().chunks(4).filter_map(|group| std::str::from_utf8(group).ok()).collect()
    }
}

pub fn enrol(site: &Site, who: &Who, enrolment: &Enrolment) -> String {
    render(&EnrolPage { site, who, enrolment })
}

/// Shown once, right after the set-up.
pub fn recovery_codes(site: &Site, who: &Who, codes: &[String]) -> String {
    render(&CodesPage { site, who, codes })
}

/// The code at login: POSTs `key`, `code`.
pub fn code(site: &Site, who: &Who, problem: Option<&Problem>) -> String {
    render(&CodePage { site, who, problem })
}

/// The one-time link: POSTs `key`, `password`, `repeated` to `path`.
#[derive(Debug, Clone, Copy)]
pub struct Invited<'a> {
    pub path: &'a str,
    pub name: &'a str,
    pub key: &'a str,
    pub problem: Option<&'a Problem>,
}

pub fn invited(site: &Site, invited: &Invited) -> String {
    render(&InvitedPage { site, invited })
}

#[derive(Template)]
#[template(path = "account/own.html")]
struct OwnPage<'a> {
    site: &'a Site,
    who: &'a Who<'a>,
    own: &'a Own<'a>,
}

#[derive(Template)]
#[template(path = "account/enrol.html")]
struct EnrolPage<'a> {
    site: &'a Site,
    who: &'a Who<'a>,
    enrolment: &'a Enrolment<'a>,
}

#[derive(Template)]
#[template(path = "account/codes.html")]
struct CodesPage<'a> {
    site: &'a Site,
    who: &'a Who<'a>,
    codes: &'a [String],
}

#[derive(Template)]
#[template(path = "account/code.html")]
struct CodePage<'a> {
    site: &'a Site,
    who: &'a Who<'a>,
    problem: Option<&'a Problem>,
}

#[derive(Template)]
#[template(path = "account/invited.html")]
struct InvitedPage<'a> {
    site: &'a Site,
    invited: &'a Invited<'a>,
}
