//! Absences from a table with headings, as personnel systems and spreadsheets write it.

use chrono::{NaiveDate, NaiveTime};
use chrono_tz::Tz;

use super::people::{People, Whose};
use super::{Collected, Stretch, Unread, Why, day_after, instant, is_of_this_time};
use crate::config::FeedConfig;

/// The line of the headings is the first.
const FIRST_LINE: usize = 2;
const DATES: [&str; 3] = ["%Y-%m-%d", "%d.%m.%Y", "%d.%m.%y"];
const TIMES: [&str; 2] = ["%H:%M", "%H:%M:%S"];

/// Where in a line things stand.
struct Columns {
    who: Option<usize>,
    from: usize,
    until: usize,
    from_time: Option<usize>,
    until_time: Option<usize>,
}

pub(super) fn read(
    text: &str,
    feed: &FeedConfig,
    people: &People,
    zone: Tz,
    to: &mut Collected,
) -> Result<(), Unread> {
    let separator = u8::try_from(feed.separator()).map_err(|_| Unread::NoTable)?;
    let mut table =
        csv::ReaderBuilder::new().delimiter(separator).flexible(true).from_reader(text.as_bytes());
    let headings = table.headers().map_err(|_| Unread::NoTable)?.clone();
    let columns = Columns::among(&headings, feed, people)?;
    for (n, record) in table.into_records().enumerate() {
        let record = record.map_err(|_| Unread::NoTable)?;
        let place = record.position().map_or(n + FIRST_LINE, |at| at.line() as usize);
        if record.iter().all(|field| field.trim().is_empty()) {
            continue;
        }
        let field = |column: usize| record.get(column).unwrap_or_default().trim();
        match people.meant(columns.who.map(field).into_iter()) {
            Whose::Others => to.is_of_others(),
            Whose::Several => to.is_odd(place, Why::Several),
            Whose::Resource(resource) => match columns.stretch(field, zone) {
                Some(stretch) => to.takes(place, &resource, stretch),
                None => to.is_odd(place, Why::Time),
            },
        }
    }
    Ok(())
}

impl Columns {
    fn among(headings: &csv::StringRecord, feed: &FeedConfig, people: &People) -> Result<Columns, Unread> {
        let column = |name: &str| {
            let is_meant = |heading: &str| heading.trim().eq_ignore_ascii_case(name.trim());
            headings.iter().position(is_meant).ok_or_else(|| Unread::NoColumn(name.to_owned()))
        };
        let optional = |name: Option<&str>| name.map(column).transpose();
        Ok(Columns {
            who: optional(people.said_by())?,
            from: column(feed.from())?,
            until: column(feed.until())?,
            from_time: optional(feed.from_time.as_deref())?,
            until_time: optional(feed.until_time.as_deref())?,
        })
    }

    /// None when a day or a time cannot be read.
    fn stretch<'a>(&self, field: impl Fn(usize) -> &'a str, zone: Tz) -> Option<Stretch> {
        let (first, from_time) = day_and_time(field(self.from))?;
        // Without a last day it is the first one.
        let last = Some(field(self.until)).filter(|last| !last.is_empty());
        let (last, until_time) = last.map_or(Some((first, None)), day_and_time)?;
        let own_time = |column: Option<usize>| match column.map(&field) {
            None | Some("") => Some(None),
            Some(text) => time(text).map(Some),
        };
        let from_time = own_time(self.from_time)?.or(from_time).unwrap_or(NaiveTime::MIN);
        // A last day without a time is a day of leave to its end.
        let until = match own_time(self.until_time)?.or(until_time) {
            Some(until) => last.and_time(until),
            None => day_after(last)?.and_time(NaiveTime::MIN),
        };
        Some(Stretch { from: instant(first.and_time(from_time), zone), until: instant(until, zone) })
    }
}

fn day_and_time(text: &str) -> Option<(NaiveDate, Option<NaiveTime>)> {
    let (day, time_of_day) = match text.trim().split_once([' ', 'T']) {
        Some((day, rest)) => (day, Some(time(rest)?)),
        None => (text.trim(), None),
    };
    let read = |form: &&str| NaiveDate::parse_from_str(day, form).ok().filter(|day| is_of_this_time(*day));
    Some((DATES.iter().find_map(|form| read(&form))?, time_of_day))
}

fn time(text: &str) -> Option<NaiveTime> {
    TIMES.iter().find_map(|form| NaiveTime::parse_from_str(text.trim(), form).ok())
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDateTime;

    use super::*;

    #[test]
    fn days_are_read_as_germans_and_machines_write_them() {
        let read = |text: &str| {
            let (day, time) = day_and_time(text)?;
            Some(NaiveDateTime::new(day, time.unwrap_or(NaiveTime::MIN)).to_string())
        };
        for (text, meant) in [
            ("2026-03-12", Some("2026-03-12 00:00:00")),
            ("12.03.2026", Some("2026-03-12 00:00:00")),
            ("12.3.26", Some("2026-03-12 00:00:00")),
            ("12.03.2026 08:30", Some("2026-03-12 08:30:00")),
            ("2026-03-12T08:30:00", Some("2026-03-12 08:30:00")),
            ("03/12/2026", None),
            ("31.02.2026", None),
            ("12.03.0026", None),
            ("", None),
        ] {
            assert_eq!(read(text).as_deref(), meant, "{text:?}");
        }
    }
}
