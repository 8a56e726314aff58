//! One clerk, room or machine: what it can do, for whom, when, and who takes over.

use std::collections::BTreeSet;

use askama::Template;

use super::{Fault, PlanForm, Said, SeriesFault, path_of};
use crate::pages::account::Who;
use crate::pages::{Site, render};
use crate::rights::Right;

#[derive(Clone, Copy)]
pub struct ResourceForm<'a> {
    pub who: &'a Who<'a>,
    /// Nothing, for a new one.
    pub id: Option<&'a str>,
    pub form: &'a PlanForm,
    /// Those whose members have names.
    pub pools: &'a [String],
    /// Who may be its deputies.
    pub others: &'a [String],
    /// What services ask for.
    pub skills: &'a BTreeSet<&'a str>,
    pub key: &'a str,
}

pub fn resource(site: &Site, page: &ResourceForm) -> String {
    render(&ResourcePage { site, page })
}

impl ResourceForm<'_> {
    fn path(&self) -> String {
        path_of(self.who)
    }

    fn own_path(&self) -> String {
        match self.id {
            Some(id) => format!("{}/resources/{id}", self.path()),
            None => format!("{}/new-resource", self.path()),
        }
    }

    fn has(&self, field: &str) -> bool {
        self.form.has_mistake(field)
    }

    /// "schalter-1, schalter-2"; nothing, where there is none.
    fn known(list: impl IntoIterator<Item = impl AsRef<str>>) -> String {
        list.into_iter().map(|one| one.as_ref().to_owned()).collect::<Vec<_>>().join(", ")
    }

    fn help_on_skills(&self) -> String {
        match Self::known(self.skills).as_str() {
            "" => "Eine je Zeile. Bisher verlangt keine Dienstleistung eine.".to_owned(),
            known => format!("Eine je Zeile. Verlangt werden bisher: {known}."),
        }
    }

    fn help_on_deputies(&self) -> String {
        match Self::known(self.others).as_str() {
            "" => "Ein Kürzel je Zeile. Bisher gibt es keine andere Ressource.".to_owned(),
            known => format!("Ein Kürzel je Zeile, wer zuerst vertritt, zuerst. Es gibt: {known}."),
        }
    }
}

#[derive(Template)]
#[template(path = "offer/resource.html")]
struct ResourcePage<'a> {
    site: &'a Site,
    page: &'a ResourceForm<'a>,
}
