//! The emergency bell of somebody who sits at no counter, and who is on the way.

use askama::Template;

use super::account::Who;
use super::{Site, path, render};
use crate::floor::{Bell, Helper};
use crate::rights::Right;

#[derive(Debug, Clone, Copy)]
pub struct Rung<'a> {
    pub who: &'a Who<'a>,
    /// The own one, while it rings.
    pub bell: Option<&'a Bell>,
}

impl Rung<'_> {
    fn path(&self) -> String {
        format!("{}{}", self.who.base, path::BELL)
    }
}

pub fn page(site: &Site, rung: &Rung) -> String {
    render(&Page { site, who: rung.who, rung })
}

/// What the page looks for again, and the answer to a press by script.
pub fn part(_: &Site, rung: &Rung) -> String {
    render(&Part { rung })
}

#[derive(Template)]
#[template(path = "bell/page.html")]
struct Page<'a> {
    site: &'a Site,
    who: &'a Who<'a>,
    rung: &'a Rung<'a>,
}

#[derive(Template)]
#[template(path = "bell/part.html")]
struct Part<'a> {
    rung: &'a Rung<'a>,
}
