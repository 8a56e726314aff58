//! What is different between two plans, thing by thing and field by field.
//!
//! Compared is what would be written, so that no field that somebody adds one day is forgotten here. The
//! words for fields are the templates' business.

use std::collections::BTreeMap;

use serde::Serialize;
use toml::{Table, Value};

use crate::config::SitePlan;

#[derive(Debug, Clone, PartialEq)]
pub struct Change {
    pub of: Of,
    pub how: How,
}

/// What has changed.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Of {
    /// What holds for the whole house.
    House,
    Closure(String),
    /// By its id.
    Pool(String),
    Resource(String),
    /// By its name, with the id it has for ever.
    Service {
        id: String,
        name: String,
    },
    /// The order in which people see them.
    OrderOfServices,
}

#[derive(Debug, Clone, PartialEq)]
pub enum How {
    New,
    Gone,
    Other(Vec<Difference>),
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// As in the file, tables with dots: "names.en".
    pub field: String,
    pub before: Option<String>,
    pub after: Option<String>,
}

pub fn changes(before: &SitePlan, after: &SitePlan) -> Vec<Change> {
    let mut found = Vec::new();
    let house = differences(&house(before), &house(after));
    if !house.is_empty() {
        found.push(Change { of: Of::House, how: How::Other(house) });
    }
    let named = |plan: &SitePlan| -> BTreeMap<String, String> {
        plan.services.iter().map(|service| (service.id.clone(), service.name.clone())).collect()
    };
    let names: BTreeMap<String, String> = named(before).into_iter().chain(named(after)).collect();
    let service = |id: &String| Of::Service { id: id.clone(), name: names[id].clone() };
    compare(&mut found, [&before.closures, &after.closures], closure, Of::Closure);
    compare(&mut found, [&before.pools, &after.pools], |pool| pool.id.clone(), Of::Pool);
    compare(&mut found, [&before.resources, &after.resources], |resource| resource.id.clone(), Of::Resource);
    compare(&mut found, [&before.services, &after.services], |of| of.id.clone(), |id| service(&id));
    let order = |of: &SitePlan, other: &SitePlan| -> Vec<String> {
        let is_there = |id: &String| other.services.iter().any(|service| service.id == *id);
        of.services.iter().map(|service| service.id.clone()).filter(is_there).collect()
    };
    if order(before, after) != order(after, before) {
        found.push(Change { of: Of::OrderOfServices, how: How::Other(vec![]) });
    }
    found
}

fn closure(closure: &crate::config::ClosureConfig) -> String {
    let (from, until) = (closure.from, closure.until.unwrap_or(closure.from));
    let days = if from == until {
        from.format("%d.%m.%Y").to_string()
    } else {
        format!("{} – {}", from.format("%d.%m.%Y"), until.format("%d.%m.%Y"))
    };
    format!("{} ({days})", closure.name)
}

fn house(plan: &SitePlan) -> Table {
    let mut table = table(plan);
    ["id", "closure", "pool", "resource", "service"].iter().for_each(|part| drop(table.remove(*part)));
    table
}

fn compare<T: Serialize>(
    found: &mut Vec<Change>,
    [before, after]: [&Vec<T>; 2],
    name: impl Fn(&T) -> String,
    of: impl Fn(String) -> Of,
) {
    let by_name = |list: &Vec<T>| -> BTreeMap<String, Table> {
        let mut named = BTreeMap::new();
        for thing in list {
            // Two closures may be called the same, of the same day: one in the morning, one at night.
            let again = (2..).map(|n| format!("{}, {n}", name(thing)));
            let mut names = [name(thing)].into_iter().chain(again);
            let free = names.find(|name| !named.contains_key(name)).expect("there is always one more");
            named.insert(free, table(thing));
        }
        named
    };
    let (before, mut after) = (by_name(before), by_name(after));
    for (name, before) in before {
        match after.remove(&name) {
            None => found.push(Change { of: of(name), how: How::Gone }),
            Some(after) => {
                let differences = differences(&before, &after);
                if !differences.is_empty() {
                    found.push(Change { of: of(name), how: How::Other(differences) });
                }
            }
        }
    }
    found.extend(after.into_keys().map(|name| Change { of: of(name), how: How::New }));
}

fn table<T: Serialize>(thing: &T) -> Table {
    Table::try_from(thing).expect("what is written in a plan is plain data")
}

fn differences(before: &Table, after: &Table) -> Vec<Difference> {
    let (before, mut after) = (flat(before), flat(after));
    let mut found = Vec::new();
    for (field, before) in before {
        let after = after.remove(&field);
        if after.as_ref() != Some(&before) {
            found.push(Difference { field, before: Some(before), after });
        }
    }
    found.extend(after.into_iter().map(|(field, after)| Difference {
        field,
        before: None,
        after: Some(after),
    }));
    found.sort_by(|a, b| a.field.cmp(&b.field));
    found
}

/// Fields of tables within get a dot; lists of words are one line.
fn flat(table: &Table) -> BTreeMap<String, String> {
    let mut fields = BTreeMap::new();
    for (name, value) in table {
        match value {
            Value::Table(inner) => {
                fields
                    .extend(flat(inner).into_iter().map(|(inner, value)| (format!("{name}.{inner}"), value)));
            }
            // A day without hours is the same as one that is not written.
            Value::Array(list) if list.is_empty() => {}
            value => drop(fields.insert(name.clone(), words(value))),
        }
    }
    fields
}

fn words(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Array(list) => list.iter().map(words).collect::<Vec<_>>().join(", "),
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::made_up_town;

    fn plan() -> SitePlan {
        SitePlan::of(&made_up_town().sites[0])
    }

    /// What somebody reads who changed the plan so.
    #[track_caller]
    fn check(change: impl Fn(&mut SitePlan), said: &[&str]) {
        let mut after = plan();
        change(&mut after);
        let found: Vec<String> = changes(&plan(), &after).iter().flat_map(spoken).collect();
        assert_eq!(found, said);
    }

    fn spoken(change: &Change) -> Vec<String> {
        let of = format!("{:?}", change.of);
        match &change.how {
            How::New => vec![format!("{of} new")],
            How::Gone => vec![format!("{of} gone")],
            How::Other(fields) if fields.is_empty() => vec![of],
            How::Other(fields) => fields
                .iter()
                .map(|Difference { field, before, after }| {
                    let or_not = |text: &Option<String>| text.clone().unwrap_or("-".into());
                    format!("{of} {field}: {} > {}", or_not(before), or_not(after))
                })
                .collect(),
        }
    }

    #[test]
    fn every_field_that_changes_is_told() {
        check(|_| {}, &[]);
        check(|plan| plan.hours.monday = vec![], &["House hours.monday: 00:00-24:00 > -"]);
        check(|plan| plan.people_max = Some(40), &["House people_max: - > 40"]);
        let name = "Personalausweis oder Reisepass beantragen";
        let ausweis = format!("Service {{ id: \"ausweis\", name: \"{name}\" }}");
        check(|plan| plan.services[0].minutes = 15, &[&format!("{ausweis} minutes: 12 > 15")]);
        check(
            |plan| plan.services[0].words.push("ID".into()),
            &[&format!(
                "{ausweis} words: Perso, Ausweis, Pass, Reisepass > Perso, Ausweis, Pass, Reisepass, ID"
            )],
        );
        check(
            |plan| drop(plan.services[0].names.insert("en".into(), "Passport".into())),
            &[&format!("{ausweis} names.en: Apply for an identity card or passport > Passport")],
        );
        check(|plan| drop(plan.services.remove(0)), &[&format!("{ausweis} gone")]);
        check(|plan| plan.services.swap(0, 1), &["OrderOfServices"]);
        check(|plan| plan.pools[0].seats = Some(4), &["Pool(\"buergerbuero\") seats: 3 > 4"]);
        let closure = crate::config::ClosureConfig {
            from: "2026-12-24".parse().expect("a date"),
            until: None,
            hours: None,
            pools: None,
            name: "Heiligabend".into(),
        };
        check(|plan| plan.closures.push(closure.clone()), &["Closure(\"Heiligabend (24.12.2026)\") new"]);
        let twice = |plan: &mut SitePlan| plan.closures = vec![closure.clone(), closure.clone()];
        check(
            twice,
            &["Closure(\"Heiligabend (24.12.2026)\") new", "Closure(\"Heiligabend (24.12.2026), 2\") new"],
        );
    }
}
