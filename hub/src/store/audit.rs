//! The journal as an auditor reads it: newest first, filtered, a page at a time.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use queue::{Number, TicketId};
use rusqlite::types::Value;
use rusqlite::{Connection, OptionalExtension, params, params_from_iter};

use super::journal::COLUMNS;
use super::{Entry, Result, time};

/// One look reads this many entries at most, whatever they are: about a day of a whole county. Who finds
/// nothing goes on from there.
pub const LOOKED_AT_MAX: i64 = 300_000;
/// Entries stand in the order of their times, but for a clock that was set back, by less than this.
const CLOCK_SET_BACK_MAX: TimeDelta = TimeDelta::hours(2);

/// What somebody looks for; all of it must fit.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Search {
    pub site: Option<String>,
    /// From, and up to but not with.
    pub within: Option<(DateTime<Utc>, DateTime<Utc>)>,
    /// "clerk:17"
    pub actor: Option<String>,
    /// As the event is called in the journal: "called".
    pub act: Option<String>,
    /// A ticket of one day; its number is beside it for the entry that drew it.
    pub ticket: Option<(TicketId, Number)>,
    /// Only entries before this one.
    pub before: Option<i64>,
}

/// What was found, newest first.
#[derive(Debug, Clone, PartialEq)]
pub struct Found {
    pub entries: Vec<Entry>,
    /// Where a further look begins, if there is more to look at.
    pub next: Option<i64>,
}

/// Looks for `entries_max` entries.
pub fn search(db: &Connection, search: &Search, entries_max: usize) -> Result<Found> {
    let (oldest, end) = bounds(db, search)?;
    let from = oldest.max(end - LOOKED_AT_MAX);
    let mut conditions = vec!["id >= ?", "id < ?"];
    let mut values: Vec<Value> = vec![from.into(), end.into()];
    let mut must = |condition, value: &[Value]| {
        conditions.push(condition);
        values.extend_from_slice(value);
    };
    if let Some(site) = &search.site {
        must("site = ?", &[site.clone().into()]);
    }
    if let Some((from, to)) = search.within {
        must("at >= ? and at < ?", &[from.timestamp_millis().into(), to.timestamp_millis().into()]);
    }
    if let Some(actor) = &search.actor {
        must("actor = ?", &[actor.clone().into()]);
    }
    if let Some(act) = &search.act {
        must("json_extract(event, '$.event') = ?", &[act.clone().into()]);
    }
    if let Some((ticket, number)) = search.ticket {
        let either = "room = 'queue' and (json_extract(event, '$.ticket') = ? or
             (json_extract(event, '$.event') = 'drawn' and json_extract(event, '$.number') = ?))";
        must(either, &[i64::from(ticket.0).into(), number.to_string().into()]);
    }
    values.push((entries_max as i64).into());
    let conditions = conditions.join(" and ");
    let select = format!("select {COLUMNS} from journal where {conditions} order by id desc limit ?");
    let mut select = db.prepare(&select)?;
    let entries = select.query_map(params_from_iter(values), Entry::of)?.collect::<Result<Vec<Entry>>>()?;
    let next = match entries.last() {
        Some(last) if entries.len() == entries_max => Some(last.id),
        _ => Some(from),
    };
    Ok(Found { entries, next: next.filter(|next| *next > oldest) })
}

/// Entries behind `sound` up to and with `broken`, as far as they are there.
pub fn between(db: &Connection, sound: i64, broken: i64, entries_max: usize) -> Result<Vec<Entry>> {
    let select = format!("select {COLUMNS} from journal where id > ?1 and id <= ?2 order by id limit ?3");
    db.prepare(&select)?.query_map(params![sound, broken, entries_max as i64], Entry::of)?.collect()
}

/// The oldest entry to look at, and the first behind the newest.
fn bounds(db: &Connection, search: &Search) -> Result<(i64, i64)> {
    let end = super::newest_entry(db)? + 1;
    let end = search.before.map_or(end, |before| before.min(end));
    let Some((from, to)) = search.within else { return Ok((1, end)) };
    let first = first_at(db, from - CLOCK_SET_BACK_MAX)?;
    Ok((first, first_at(db, to + CLOCK_SET_BACK_MAX)?.min(end)))
}

/// The first entry at `at` or later, by halving: nothing of the journal is sorted by time but itself.
fn first_at(db: &Connection, at: DateTime<Utc>) -> Result<i64> {
    let mut select = db.prepare_cached("select id, at from journal where id >= ?1 order by id limit 1")?;
    let (mut low, mut high) = (1, super::newest_entry(db)? + 1);
    while low < high {
        let middle = low + (high - low) / 2;
        let found = select.query_row([middle], |row| Ok((row.get::<_, i64>(0)?, time(row.get(1)?))));
        match found.optional()? {
            Some((id, then)) if then < at => low = id + 1,
            _ => high = middle,
        }
    }
    Ok(low)
}

/// The ticket a number of a site was on, on `day` or on the last day that had it.
pub fn ticket_of(
    db: &Connection,
    site: &str,
    day: Option<NaiveDate>,
    number: Number,
) -> Result<Option<(NaiveDate, TicketId)>> {
    let mut select = db.prepare_cached(
        "select day, ticket from number where site = ?1 and number = ?2 and day = coalesce(?3, day)
         order by day desc limit 1",
    )?;
    let found = select.query_row(params![site, number.to_string(), day.map(|day| day.to_string())], |row| {
        Ok((row.get::<_, String>(0)?, TicketId(row.get(1)?)))
    });
    Ok(found.optional()?.and_then(|(day, ticket)| Some((day.parse().ok()?, ticket))))
}

/// Finds the numbers of tickets, of which events know only the place in their day.
#[derive(Default)]
pub struct Numbers {
    days: BTreeMap<(String, String), BTreeMap<u32, String>>,
    /// The opening that was found last for a site: entries come in order, so it mostly fits again.
    opened: BTreeMap<String, (i64, i64, String)>,
}

impl Numbers {
    pub fn of(&mut self, db: &Connection, entry: &Entry, ticket: TicketId) -> Result<Option<String>> {
        let Some(day) = self.day(db, &entry.site, entry.id)? else { return Ok(None) };
        let key = (entry.site.clone(), day);
        if !self.days.contains_key(&key) {
            let mut select =
                db.prepare_cached("select ticket, number from number where site = ?1 and day = ?2")?;
            let rows = select.query_map([&key.0, &key.1], |row| Ok((row.get(0)?, row.get(1)?)))?;
            self.days.insert(key.clone(), rows.collect::<Result<_>>()?);
        }
        Ok(self.days[&key].get(&ticket.0).cloned())
    }

    /// The service day an entry of a site belongs to.
    fn day(&mut self, db: &Connection, site: &str, entry: i64) -> Result<Option<String>> {
        if let Some((opened, seen, day)) = self.opened.get(site)
            && (opened..=seen).contains(&&entry)
        {
            return Ok(Some(day.clone()));
        }
        let mut select = db.prepare_cached(
            "select id, json_extract(event, '$.date') from journal
             where site = ?1 and id <= ?2 and json_extract(event, '$.event') = 'day-opened'
             order by id desc limit 1",
        )?;
        let found: Option<(i64, String)> =
            select.query_row(params![site, entry], |row| Ok((row.get(0)?, row.get(1)?))).optional()?;
        Ok(found.map(|(opened, day)| {
            self.opened.insert(site.to_owned(), (opened, entry, day.clone()));
            day
        }))
    }
}
