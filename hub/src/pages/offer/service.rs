//! One service: what it is called, what to bring, how long it takes, and who may book it.

use std::borrow::Borrow;

use askama::Template;

use super::{FORMS, Fault, PlanForm, Said, SeriesFault, limits, path_of};
use crate::pages::account::Who;
use crate::pages::language::{self, Language, german};
use crate::pages::{Site, render};
use crate::rights::Right;

#[derive(Clone, Copy)]
pub struct ServiceForm<'a> {
    pub who: &'a Who<'a>,
    /// Nothing, for a new one.
    pub id: Option<&'a str>,
    pub name: &'a str,
    pub form: &'a PlanForm,
    /// Letters and names.
    pub zones: &'a [(char, String)],
    pub pools: &'a [String],
    /// So many rows for what the visit takes besides; the last one is empty.
    pub needs: usize,
    pub key: &'a str,
}

pub fn service(site: &Site, page: &ServiceForm) -> String {
    render(&ServicePage { site, page })
}

impl ServiceForm<'_> {
    fn path(&self) -> String {
        path_of(self.who)
    }

    fn own_path(&self) -> String {
        match self.id {
            Some(id) => format!("{}/services/{id}", self.path()),
            None => format!("{}/new-service", self.path()),
        }
    }

    fn has(&self, field: &str) -> bool {
        self.form.has_mistake(field)
    }

    /// The field of something that the visit takes besides.
    fn need(&self, n: impl Borrow<usize>, name: &str) -> &str {
        self.form.get(&format!("need-{}-{name}", n.borrow()))
    }

    fn needs(&self, n: impl Borrow<usize>, name: &str, value: &str) -> bool {
        self.form.is(&format!("need-{}-{name}", n.borrow()), value)
    }

    /// All but the office's own, which is the name itself.
    fn languages(&self) -> impl Iterator<Item = &'static Language> {
        language::all().iter().filter(|language| language.tag != german().tag)
    }

    fn name_in(&self, language: &Language) -> &str {
        self.form.get(&format!("name-{}", language.tag))
    }

    fn bring_in(&self, language: &Language) -> &str {
        self.form.get(&format!("bring-{}", language.tag))
    }
}

#[derive(Template)]
#[template(path = "offer/service.html")]
struct ServicePage<'a> {
    site: &'a Site,
    page: &'a ServiceForm<'a>,
}
