//! Those who stand for each other: all pools with their resources, and one pool with its seats.

use askama::Template;
use calendar::wish::Form;

use super::{Fault, PlanForm, Said, SeriesFault, limits, path_of};
use crate::config::{PoolConfig, SitePlan};
use crate::pages::account::Who;
use crate::pages::bookings::form_name;
use crate::pages::{Site, render};
use crate::rights::Right;

/// The forms of a visit, as fields and files call them.
pub const FORMS: [(Form, &str); 3] = [
    (Form::InPerson, form_name(&Form::InPerson)),
    (Form::Phone, form_name(&Form::Phone)),
    (Form::Video, form_name(&Form::Video)),
];

#[derive(Clone, Copy)]
pub struct Pools<'a> {
    pub who: &'a Who<'a>,
    pub plan: &'a SitePlan,
}

/// POSTs `at-once-FORM` for each form of a visit beside the fields of the template.
#[derive(Clone, Copy)]
pub struct PoolForm<'a> {
    pub who: &'a Who<'a>,
    /// Nothing, for a new one.
    pub id: Option<&'a str>,
    pub form: &'a PlanForm,
    pub key: &'a str,
}

pub fn pools(site: &Site, page: &Pools) -> String {
    render(&PoolsPage { site, page })
}

pub fn pool(site: &Site, page: &PoolForm) -> String {
    render(&PoolPage { site, page })
}

impl Pools<'_> {
    fn path(&self) -> String {
        path_of(self.who)
    }

    fn named(&self, pool: &PoolConfig) -> usize {
        self.plan.resources.iter().filter(|resource| resource.pool == pool.id).count()
    }

    /// The names of services that take one of its seats.
    fn services(&self, pool: &PoolConfig) -> String {
        let names: Vec<&str> = self.plan.takers_of(&pool.id).map(|service| service.name.as_str()).collect();
        names.join(", ")
    }
}

impl PoolForm<'_> {
    fn path(&self) -> String {
        path_of(self.who)
    }

    fn own_path(&self) -> String {
        match self.id {
            Some(id) => format!("{}/pools/{id}", self.path()),
            None => format!("{}/new-pool", self.path()),
        }
    }

    fn has(&self, field: &str) -> bool {
        self.form.has_mistake(field)
    }
}

#[derive(Template)]
#[template(path = "offer/pools.html")]
struct PoolsPage<'a> {
    site: &'a Site,
    page: &'a Pools<'a>,
}

#[derive(Template)]
#[template(path = "offer/pool.html")]
struct PoolPage<'a> {
    site: &'a Site,
    page: &'a PoolForm<'a>,
}
