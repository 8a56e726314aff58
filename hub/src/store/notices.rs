//! What visitors read today at the kiosk and on the wall. It is for everybody, so nothing of it is sealed;
//! it goes with the day.

use chrono::NaiveDate;
use queue::Notice;
use rusqlite::params;

use super::Result;
use super::journal::{Batch, Journal};

const NAMES: [(Notice, &str); 3] =
    [(Notice::Kiosk, "kiosk"), (Notice::Display, "display"), (Notice::Emergency, "emergency")];

impl Journal {
    pub fn notices(&self, site: &str, day: NaiveDate) -> Result<Vec<(Notice, String)>> {
        let mut select = self.db.prepare("select place, words from notice where site = ?1 and day = ?2")?;
        let rows = select.query_map(params![site, day.to_string()], |row| {
            Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?))
        })?;
        let known = |place: String| NAMES.iter().find(|(_, name)| *name == place).map(|(place, _)| *place);
        let all = rows.filter_map(|row| row.map(|(place, words)| Some((known(place)?, words))).transpose());
        all.collect()
    }
}

impl Batch<'_> {
    /// The newest words count; `None` is nothing.
    pub fn keep_notice(&self, site: &str, day: NaiveDate, place: Notice, words: Option<&str>) -> Result<()> {
        let (_, name) = NAMES.iter().find(|(known, _)| *known == place).expect("every place has a name");
        let (day, db) = (day.to_string(), &self.transaction);
        match words {
            Some(words) => db.execute(
                "insert into notice (site, day, place, words) values (?1, ?2, ?3, ?4)
                 on conflict (site, day, place) do update set words = excluded.words",
                params![site, day, name, words],
            )?,
            None => db.execute(
                "delete from notice where site = ?1 and day = ?2 and place = ?3",
                params![site, day, name],
            )?,
        };
        Ok(())
    }
}
