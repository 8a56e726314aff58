//! The file of the statistics: what they keep of the visits of days that are over.
//!
//! Everything in it is derived from the journal, so it needs no backup, and may be deleted.

use std::collections::BTreeMap;
use std::path::Path;

use chrono::NaiveDate;
use rusqlite::{Connection, OptionalExtension, Row, TransactionBehavior, params};

use super::{Result, STATISTICS_MIGRATIONS, connect, migrate};
use crate::statistics::{Channel, Day, Deed, Facts, Kind, Outcome, What};

/// Days by the site whose they are.
pub type DayOf<'a> = (&'a str, &'a Day);

pub struct StatisticsFile {
    db: Connection,
}

impl StatisticsFile {
    /// Opens what lies beside `database`, the one of what happens.
    pub fn open(database: &Path) -> Result<StatisticsFile> {
        let mut db = connect(&database.with_extension("statistics.db"))?;
        migrate(&mut db, STATISTICS_MIGRATIONS)?;
        Ok(StatisticsFile { db })
    }

    /// The entry up to which the journal was followed; everything behind it is to be read.
    pub fn followed_to(&self) -> Result<i64> {
        let mut select = self.db.prepare_cached("select value from fact where name = 'followed'")?;
        Ok(select.query_row([], |row| row.get(0)).optional()?.unwrap_or(0))
    }

    /// Puts down whole days, in place of what was known of them, and how far the journal was followed.
    pub fn put<'a>(&mut self, days: impl Iterator<Item = DayOf<'a>>, followed_to: i64) -> Result<()> {
        let write = self.db.transaction_with_behavior(TransactionBehavior::Immediate)?;
        for (site, day) in days {
            put_day(&write, site, day)?;
        }
        write.execute(
            "insert into fact (name, value) values ('followed', ?1)
             on conflict (name) do update set value = excluded.value",
            [followed_to],
        )?;
        write.commit()
    }

    /// The days of a site from `from` to `to`, both included, oldest first.
    pub fn days(&self, site: &str, from: NaiveDate, to: NaiveDate) -> Result<Vec<Day>> {
        let within = params![site, from.to_string(), to.to_string()];
        let mut select = self
            .db
            .prepare_cached("select day from day where site = ?1 and day between ?2 and ?3 order by day")?;
        let empty = |date| (date, Day { date, visits: Vec::new() });
        let dates = select.query_map(within, |row| Ok(empty(date(row, 0)?)))?;
        let mut days: BTreeMap<NaiveDate, Day> = dates.collect::<Result<_>>()?;
        let mut select = self.db.prepare_cached(
            "select day, hour, kind, channel, service, outcome, wait_s, walk_s, service_s, clerk
             from visit where site = ?1 and day between ?2 and ?3",
        )?;
        let mut rows = select.query(within)?;
        while let Some(row) = rows.next()? {
            if let Some(day) = days.get_mut(&date(row, 0)?) {
                day.visits.push(facts(row)?);
            }
        }
        Ok(days.into_values().collect())
    }

    /// Puts down what was done with bookings. What is read twice is counted once.
    pub fn put_deeds(&mut self, deeds: &[Deed]) -> Result<()> {
        let write = self.db.transaction_with_behavior(TransactionBehavior::Immediate)?;
        {
            let mut insert = write.prepare_cached(
                "insert or ignore into deed (entry, site, day, what, channel, took_s)
                 values (?1, ?2, ?3, ?4, ?5, ?6)",
            )?;
            for deed in deeds {
                insert.execute(params![
                    deed.entry,
                    deed.site,
                    deed.day.to_string(),
                    name(&DEEDS, deed.what),
                    name(&CHANNELS, deed.channel),
                    deed.took_s
                ])?;
            }
        }
        write.commit()
    }

    /// What was done at a site from `from` to `to`, both included.
    pub fn deeds(&self, site: &str, from: NaiveDate, to: NaiveDate) -> Result<Vec<Deed>> {
        let mut select = self.db.prepare_cached(
            "select day, entry, what, channel, took_s from deed where site = ?1 and day between ?2 and ?3",
        )?;
        let deed = |row: &Row| {
            Ok(Deed {
                entry: row.get(1)?,
                site: site.to_owned(),
                day: date(row, 0)?,
                what: named(&DEEDS, row, 2)?,
                channel: named(&CHANNELS, row, 3)?,
                took_s: row.get(4)?,
            })
        };
        select.query_map(params![site, from.to_string(), to.to_string()], deed)?.collect()
    }

    /// Brings the file in line with the sites there are, and with who wants figures of each clerk: those
    /// are kept from `today` on, and forgotten where they are no longer wanted. A site that is new here has
    /// its journal read from the beginning, and all others with it.
    pub fn agree(&mut self, sites: &BTreeMap<String, bool>, today: NaiveDate) -> Result<()> {
        let write = self.db.transaction_with_behavior(TransactionBehavior::Immediate)?;
        for (site, per_clerk) in sites {
            let is_new = write.execute("insert or ignore into followed (site) values (?1)", [site])? > 0;
            if is_new {
                write.execute_batch(
                    "delete from visit; delete from day; delete from deed; delete from fact;",
                )?;
            }
            let today = today.to_string();
            match per_clerk {
                true => write.execute(
                    "update followed set clerks_since = ?2 where site = ?1 and clerks_since is null",
                    params![site, today],
                )?,
                false => {
                    write.execute("update followed set clerks_since = null where site = ?1", [site])?;
                    write.execute(
                        "update visit set clerk = null where site = ?1 and clerk is not null",
                        [site],
                    )?
                }
            };
        }
        write.commit()
    }

    /// Since when figures of each clerk are kept, for the sites that want them.
    pub fn clerks_since(&self) -> Result<BTreeMap<String, NaiveDate>> {
        let mut select =
            self.db.prepare("select site, clerks_since from followed where clerks_since is not null")?;
        select.query_map([], |row| Ok((row.get(0)?, date(row, 1)?)))?.collect()
    }
}

fn put_day(write: &Connection, site: &str, day: &Day) -> Result<()> {
    let date = day.date.to_string();
    write.prepare_cached("delete from visit where site = ?1 and day = ?2")?.execute(params![site, date])?;
    write
        .prepare_cached("insert or ignore into day (site, day) values (?1, ?2)")?
        .execute(params![site, date])?;
    let mut insert = write.prepare_cached(
        "insert into visit
         (site, day, hour, kind, channel, service, outcome, wait_s, walk_s, service_s, clerk)
         values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
    )?;
    for visit in &day.visits {
        insert.execute(params![
            site,
            date,
            visit.hour,
            name(&KINDS, visit.kind),
            name(&CHANNELS, visit.channel),
            visit.service,
            name(&OUTCOMES, visit.outcome),
            visit.wait_s,
            visit.walk_s,
            visit.service_s,
            visit.clerk,
        ])?;
    }
    Ok(())
}

const KINDS: [(Kind, &str); 2] = [(Kind::Booking, "booking"), (Kind::WalkIn, "walk-in")];
const CHANNELS: [(Channel, &str); 4] = [
    (Channel::Kiosk, "kiosk"),
    (Channel::Staff, "staff"),
    (Channel::Online, "online"),
    (Channel::Moved, "moved"),
];
const DEEDS: [(What, &str); 4] = [
    (What::Booked, "booked"),
    (What::Moved, "moved"),
    (What::Cancelled, "cancelled"),
    (What::AskedFor, "asked-for"),
];
const OUTCOMES: [(Outcome, &str); 5] = [
    (Outcome::Served, "served"),
    (Outcome::NoShow, "no-show"),
    (Outcome::Left, "left"),
    (Outcome::Elsewhere, "elsewhere"),
    (Outcome::NotArrived, "not-arrived"),
];

fn name<T: Copy + PartialEq>(names: &[(T, &'static str)], of: T) -> &'static str {
    names.iter().find(|(known, _)| *known == of).expect("every value has a name").1
}

fn named<T: Copy>(names: &[(T, &'static str)], row: &Row, column: usize) -> Result<T> {
    let stored = row.get_ref(column)?.as_str()?;
    let found = names.iter().find(|(_, name)| *name == stored);
    found.map(|(value, _)| *value).ok_or_else(|| rusqlite::Error::InvalidColumnName(stored.to_owned()))
}

fn date(row: &Row, column: usize) -> Result<NaiveDate> {
    let stored = row.get_ref(column)?.as_str()?;
    stored.parse().map_err(|_| rusqlite::Error::InvalidColumnName(stored.to_owned()))
}

fn facts(row: &Row) -> Result<Facts> {
    Ok(Facts {
        hour: row.get(1)?,
        kind: named(&KINDS, row, 2)?,
        channel: named(&CHANNELS, row, 3)?,
        service: row.get(4)?,
        outcome: named(&OUTCOMES, row, 5)?,
        wait_s: row.get(6)?,
        walk_s: row.get(7)?,
        service_s: row.get(8)?,
        clerk: row.get(9)?,
    })
}
