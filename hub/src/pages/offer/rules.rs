//! What holds for the whole house: the Land whose holidays close it, how many people may be in it, and how
//! long a time is kept. What only the hub's file says stands beside it, to be read.

use askama::Template;

use super::{Fault, PlanForm, Said, SeriesFault, limits, path_of};
use crate::config::{DeadlinesConfig, LandCode, LocalHoliday};
use crate::pages::account::Who;
use crate::pages::{Site, render};
use crate::rights::Right;

#[derive(Clone, Copy)]
pub struct RulesForm<'a> {
    pub who: &'a Who<'a>,
    pub form: &'a PlanForm,
    pub file: &'a crate::config::Site,
    pub key: &'a str,
}

pub fn rules(site: &Site, page: &RulesForm) -> String {
    render(&RulesPage { site, page })
}

impl RulesForm<'_> {
    fn path(&self) -> String {
        path_of(self.who)
    }

    fn has(&self, field: &str) -> bool {
        self.form.has_mistake(field)
    }

    fn help_on_hold(&self) -> String {
        format!("Üblich sind {}.", DeadlinesConfig::default().hold_minutes)
    }

    fn help_on_verify(&self) -> String {
        let usual = DeadlinesConfig::default().verify_minutes;
        format!("Üblich sind {usual}, denn manche Mailserver brauchen eine halbe Stunde.")
    }
}

#[derive(Template)]
#[template(path = "offer/rules.html")]
struct RulesPage<'a> {
    site: &'a Site,
    page: &'a RulesForm<'a>,
}
