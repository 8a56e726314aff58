//! Names of services that others have written down, to choose from.

use askama::Template;

use super::path_of;
use crate::catalogue::Entry;
use crate::pages::account::Who;
use crate::pages::{Site, render};
use crate::rights::Right;

#[derive(Clone, Copy)]
pub struct Catalogue<'a> {
    pub who: &'a Who<'a>,
    /// In the order of their groups.
    pub entries: &'a [Offered],
    /// All of them, to be sent with the form.
    pub sent: &'a str,
    /// Letters and names.
    pub zones: &'a [(char, String)],
    /// Nothing was chosen.
    pub nothing: bool,
    pub key: &'a str,
}

#[derive(Debug, Clone)]
pub struct Offered {
    pub entry: Entry,
    /// A service of this name is there.
    pub is_known: bool,
    /// Whether a group begins with it.
    pub begins: bool,
}

pub fn catalogue(site: &Site, page: &Catalogue) -> String {
    render(&CataloguePage { site, page })
}

impl Catalogue<'_> {
    fn path(&self) -> String {
        path_of(self.who)
    }
}

#[derive(Template)]
#[template(path = "offer/catalogue.html")]
struct CataloguePage<'a> {
    site: &'a Site,
    page: &'a Catalogue<'a>,
}
