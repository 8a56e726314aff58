//! A form about a plan: its fields as they stand or as somebody filled them in, and what is wrong with them.

use std::collections::BTreeSet;
use std::ops::RangeInclusive;
use std::str::FromStr;

use calendar::faults::Fault;

/// Fields by name, some of them several times.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PlanForm {
    fields: Vec<(String, String)>,
    mistakes: BTreeSet<String>,
    /// What is wrong with the whole plan.
    pub said: Option<Said>,
    /// The version of the plan that it was begun on.
    pub base: u32,
}

/// What is wrong with a plan of which every field can be taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Said {
    /// Its parts do not go together.
    Fault(Fault),
    /// These services take a pool that would be gone, by their names.
    PoolInUse(Vec<String>),
    /// Anything else, in the words of `hub check-config`.
    Check(String),
}

impl PlanForm {
    /// As it came from a browser.
    pub fn filled(fields: impl Iterator<Item = (String, String)>) -> PlanForm {
        PlanForm { fields: fields.collect(), ..PlanForm::default() }
    }

    /// With nothing in it yet.
    pub fn on(base: u32) -> PlanForm {
        PlanForm { base, ..PlanForm::default() }
    }

    pub fn put(&mut self, name: &str, value: impl ToString) {
        self.fields.push((name.to_owned(), value.to_string()));
    }

    /// Nothing, where there is nothing to be put.
    pub fn put_some(&mut self, name: &str, value: Option<impl ToString>) {
        value.into_iter().for_each(|value| self.put(name, value));
    }

    /// Nothing in it is the same as no field.
    pub fn get(&self, name: &str) -> &str {
        self.fields.iter().find(|(field, _)| field == name).map_or("", |(_, value)| value.trim())
    }

    /// What is in it, if anything is.
    pub fn some(&self, name: &str) -> Option<String> {
        Some(self.get(name).to_owned()).filter(|text| !text.is_empty())
    }

    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        let named = self.fields.iter().filter(move |(field, _)| field == name);
        named.map(|(_, value)| value.trim()).filter(|value| !value.is_empty())
    }

    /// Whether a box is ticked, or a line chosen.
    pub fn is(&self, name: &str, value: &str) -> bool {
        self.all(name).any(|chosen| chosen == value)
    }

    /// One thing a line.
    pub fn lines(&self, name: &str) -> Vec<String> {
        self.get(name).lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect()
    }

    /// Nothing in the field is no number, and no mistake.
    pub fn number<N: FromStr + PartialOrd>(&mut self, name: &str, allowed: RangeInclusive<N>) -> Option<N> {
        let typed = self.some(name)?;
        let number = typed.parse().ok().filter(|number| allowed.contains(number));
        self.is_mistake(name, number.is_none());
        number
    }

    /// Nothing in the field is a mistake.
    pub fn needed<N: FromStr + PartialOrd + Default>(&mut self, name: &str, allowed: RangeInclusive<N>) -> N {
        let number = self.number(name, allowed);
        self.is_mistake(name, number.is_none());
        number.unwrap_or_default()
    }

    /// What stands in the field cannot be taken, if it is so.
    pub fn is_mistake(&mut self, name: &str, is_mistake: bool) {
        if is_mistake {
            self.mistakes.insert(name.to_owned());
        }
    }

    pub fn has_mistake(&self, name: &str) -> bool {
        self.mistakes.contains(name)
    }

    /// Among all fields that begin like this.
    pub fn has_mistake_in(&self, start: &str) -> bool {
        self.mistakes.iter().any(|field| field.starts_with(start))
    }

    /// Every field can be taken; whether the whole fits is asked after that.
    pub fn can_be_taken(&self) -> bool {
        self.mistakes.is_empty()
    }

    pub fn is_wrong(&self) -> bool {
        !self.can_be_taken() || self.said.is_some()
    }
}
