//! Bookings of a real office, read from a file.
//!
//! One line a booking: `booked_at,pool,slot_start,calendars,cancelled_at`, wall times of
//! Europe/Berlin. The file says when somebody booked and cancelled, not whether and when they came:
//! that is [`super::plan`]'s. Nobody's name is in it, and none can be.

use std::collections::BTreeMap;
use std::path::Path;

use chrono::{DateTime, Datelike, LocalResult, NaiveDate, NaiveDateTime, TimeZone, Utc, Weekday};
use chrono_tz::Europe::Berlin;

/// The first line of every such file.
pub const HEADER: &str = "booked_at,pool,slot_start,calendars,cancelled_at";
/// A county's bookings of ten years fit; a larger file is none of ours, and is not read.
pub const FILE_BYTES_MAX: u64 = 256 * 1024 * 1024;
const GZIP_MAGIC: [u8; 2] = [0x1f, 0x8b];
const COLUMNS: usize = 5;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Booking {
    pub booked_at: DateTime<Utc>,
    /// The clerks who share these slots.
    pub pool: String,
    pub slot_start: DateTime<Utc>,
    /// The services whose slot went with this booking; any one of them may be what it was for.
    pub calendars: Vec<String>,
    pub cancelled_at: Option<DateTime<Utc>>,
}

impl Booking {
    /// The service day: the date of the slot on the wall calendar of the office.
    pub fn day(&self) -> NaiveDate {
        self.slot_start.with_timezone(&Berlin).date_naive()
    }
}

/// One day of a file, for a person to choose.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DayOfFile {
    pub day: NaiveDate,
    pub bookings: usize,
    pub cancelled: usize,
    pub pools: Vec<String>,
}

#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    #[error("{file} cannot be read: {why}. Please check the path and who may read it.")]
    Unreadable { file: String, why: std::io::Error },
    #[error(
        "{file} is larger than {} MiB. A file of bookings is smaller; is this the right one?",
        FILE_BYTES_MAX >> 20
    )]
    TooLarge { file: String },
    #[error("{file} is empty. A file of bookings begins with the line `{HEADER}`.")]
    Empty { file: String },
    #[error("{file} has its first line and no bookings below it.")]
    NoBookings { file: String },
    #[error("{file} is compressed with gzip. Please unpack it first: gunzip --keep {file}")]
    Compressed { file: String },
    #[error("{file} is not a text file. A file of bookings is text that begins with `{HEADER}`.")]
    NotText { file: String },
    #[error("{file} is another kind of file: its first line is `{found}`, and should be `{HEADER}`.{hint}")]
    OtherKind { file: String, found: String, hint: &'static str },
    #[error(
        "{file} breaks off in line {line}: `{found}` does not end with a line break. Please copy the file \
         again; if it is complete, add a line break at its end."
    )]
    Truncated { file: String, line: usize, found: String },
    #[error("{file}, line {line}: {problem} Please correct the line or take it out.")]
    Line { file: String, line: usize, problem: String },
}

/// Reads a file of bookings, in the order of their making.
pub fn read(path: &Path) -> Result<Vec<Booking>, ReadError> {
    let file = path.display().to_string();
    let unreadable = |why| ReadError::Unreadable { file: file.clone(), why };
    let bytes_count = std::fs::metadata(path).map_err(unreadable)?.len();
    if bytes_count > FILE_BYTES_MAX {
        return Err(ReadError::TooLarge { file });
    }
    parse(&file, &std::fs::read(path).map_err(unreadable)?)
}

/// Reads the bytes of a file of bookings; `file` is what errors call it.
pub fn parse(file: &str, bytes: &[u8]) -> Result<Vec<Booking>, ReadError> {
    let file = file.to_owned();
    if bytes.starts_with(&GZIP_MAGIC) {
        return Err(ReadError::Compressed { file });
    }
    let text = match std::str::from_utf8(bytes) {
        Ok(text) if !text.contains('\0') => text.trim_start_matches('\u{feff}'),
        _ => return Err(ReadError::NotText { file }),
    };
    if text.trim().is_empty() {
        return Err(ReadError::Empty { file });
    }
    let mut lines = text.split_inclusive('\n').zip(1..);
    let header = lines.next().map(|(line, _)| line.trim_end()).unwrap_or_default();
    if header != HEADER {
        return Err(ReadError::OtherKind { file, found: shortened(header), hint: hint_for(header) });
    }
    let mut bookings = Vec::new();
    for (line, number) in lines {
        // Without its line break a line may have lost its cancellation and still look whole.
        if !line.ends_with('\n') {
            return Err(ReadError::Truncated { file, line: number, found: shortened(line) });
        }
        if line.trim().is_empty() {
            continue;
        }
        let booking = parse_line(line.trim_end_matches(['\n', '\r'])).map_err(|problem| ReadError::Line {
            file: file.clone(),
            line: number,
            problem,
        })?;
        bookings.push(booking);
    }
    if bookings.is_empty() {
        return Err(ReadError::NoBookings { file });
    }
    bookings.sort_by_key(|booking| (booking.booked_at, booking.slot_start));
    Ok(bookings)
}

/// The days on which the file has slots, in order.
pub fn days(bookings: &[Booking]) -> Vec<DayOfFile> {
    let mut days: BTreeMap<NaiveDate, DayOfFile> = BTreeMap::new();
    for booking in bookings {
        let day = booking.day();
        let entry =
            days.entry(day).or_insert(DayOfFile { day, bookings: 0, cancelled: 0, pools: Vec::new() });
        entry.bookings += 1;
        entry.cancelled += usize::from(booking.cancelled_at.is_some());
        if !entry.pools.contains(&booking.pool) {
            entry.pools.push(booking.pool.clone());
        }
    }
    days.into_values().collect()
}

/// How many groups of clerks have slots on `day`.
pub fn pools(bookings: &[Booking], day: NaiveDate) -> usize {
    days(bookings).into_iter().find(|of_file| of_file.day == day).map_or(0, |of_file| of_file.pools.len())
}

/// The table that `--replay FILE` prints when no day was chosen.
pub fn table_of_days(file: &str, bookings: &[Booking]) -> String {
    let mut table = format!("{file} has bookings on these days:\n\n");
    table.push_str("  day             bookings  cancelled  pools\n");
    for DayOfFile { day, bookings, cancelled, pools } in days(bookings) {
        let weekday = weekday(day.weekday());
        let pools = pools.join(", ");
        table.push_str(&format!("  {day}  {weekday}  {bookings:>8}  {cancelled:>9}  {pools}\n"));
    }
    table.push_str("\nChoose one with --day, such as: --day ");
    let busiest = days(bookings).into_iter().max_by_key(|day| (day.bookings, day.day));
    table.push_str(&busiest.map(|busiest| busiest.day.to_string()).unwrap_or_default());
    table.push('\n');
    table
}

fn parse_line(line: &str) -> Result<Booking, String> {
    let columns: Vec<&str> = line.split(',').collect();
    let [booked_at, pool, slot_start, calendars, cancelled_at] = columns[..] else {
        let found = columns.len();
        return Err(format!("it has {found} columns instead of {COLUMNS} (`{HEADER}`)."));
    };
    if pool.is_empty() {
        return Err("column pool is empty.".to_owned());
    }
    let booking = Booking {
        booked_at: wall_time("booked_at", booked_at)?,
        pool: pool.to_owned(),
        slot_start: wall_time("slot_start", slot_start)?,
        calendars: calendars.split('|').filter(|id| !id.is_empty()).map(str::to_owned).collect(),
        cancelled_at: match cancelled_at {
            "" => None,
            at => Some(wall_time("cancelled_at", at)?),
        },
    };
    if booking.cancelled_at.is_some_and(|at| at < booking.booked_at) {
        return Err(format!("it was cancelled ({cancelled_at}) before it was booked ({booked_at})."));
    }
    if booking.booked_at > booking.slot_start {
        return Err(format!("it was booked ({booked_at}) after its slot began ({slot_start})."));
    }
    Ok(booking)
}

/// A wall time of Europe/Berlin. Of the hour that comes twice in autumn, the first is meant: the
/// file cannot tell, and an office is closed then.
fn wall_time(column: &str, text: &str) -> Result<DateTime<Utc>, String> {
    let naive = NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M:%S")
        .map_err(|_| format!("column {column} is `{text}`, and should be like 2026-03-11 09:05:00."))?;
    match Berlin.from_local_datetime(&naive) {
        LocalResult::Single(at) | LocalResult::Ambiguous(at, _) => Ok(at.with_timezone(&Utc)),
        LocalResult::None => Err(format!(
            "column {column} is {text}, a time that does not exist: the clocks were put forward that night."
        )),
    }
}

fn hint_for(header: &str) -> &'static str {
    match header {
        "seen_at,location_id,slot_start,event" => {
            " It is what the public calendars showed; the bookings have a file of their own."
        }
        header if header.split(',').count() == COLUMNS => {
            " The columns must have these names, in this order."
        }
        header if header.contains(';') => " The columns are divided by commas here, not by semicolons.",
        _ => "",
    }
}

/// Enough of a line to recognise it, whatever it is.
fn shortened(line: &str) -> String {
    const CHARS_MAX: usize = 60;
    let line = line.trim_end();
    match line.char_indices().nth(CHARS_MAX) {
        Some((end, _)) => format!("{}…", &line[..end]),
        None => line.to_owned(),
    }
}

fn weekday(weekday: Weekday) -> &'static str {
    ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"][weekday.num_days_from_monday() as usize]
}

#[cfg(test)]
mod tests {
    use super::*;

    const WEEK: &str = include_str!("../../data/made-up-week.csv");

    #[test]
    fn a_booking_is_read_with_its_times_in_utc() {
        let bookings = good("2026-03-09 11:34:39,buero,2026-03-11 07:15:00,1|2,2026-03-10 08:00:00\n");
        assert_eq!(bookings[0].slot_start.to_rfc3339(), "2026-03-11T06:15:00+00:00");
        assert_eq!(bookings[0].booked_at.to_rfc3339(), "2026-03-09T10:34:39+00:00");
        assert_eq!(bookings[0].cancelled_at.unwrap().to_rfc3339(), "2026-03-10T07:00:00+00:00");
        assert_eq!(bookings[0].calendars, ["1", "2"]);
        assert_eq!(bookings[0].day().to_string(), "2026-03-11");
    }

    #[test]
    fn bookings_come_in_the_order_of_their_making_whatever_the_file_says() {
        let bookings = good(
            "2026-03-10 11:00:00,a,2026-03-11 08:00:00,1,\r\n\
             \r\n\
             2026-03-09 11:00:00,b,2026-03-11 09:00:00,1,\r\n",
        );
        assert_eq!(bookings.iter().map(|booking| booking.pool.as_str()).collect::<Vec<_>>(), ["b", "a"]);
    }

    #[test]
    fn a_booking_across_the_end_of_winter_time_keeps_its_wall_time() {
        let bookings = good("2026-03-28 12:00:00,a,2026-03-30 08:00:00,1,\n");
        assert_eq!(bookings[0].booked_at.to_rfc3339(), "2026-03-28T11:00:00+00:00");
        assert_eq!(bookings[0].slot_start.to_rfc3339(), "2026-03-30T06:00:00+00:00");
    }

    #[test]
    fn the_hour_that_comes_twice_is_the_first_and_the_one_that_never_comes_is_refused() {
        let bookings = good("2026-10-25 02:30:00,a,2026-10-26 08:00:00,1,\n");
        assert_eq!(bookings[0].booked_at.to_rfc3339(), "2026-10-25T00:30:00+00:00");
        check_line(
            "2026-03-29 02:30:00,a,2026-03-30 08:00:00,1,",
            "booked_at is 2026-03-29 02:30:00, a time that",
        );
    }

    #[test]
    fn a_bad_line_is_named_with_its_number_and_what_is_wrong() {
        check_line("2026-03-10 11:00:00,a,2026-03-11 08:00:00,1", "it has 4 columns instead of 5");
        check_line("2026-03-10 11:00:00,a,2026-03-11 08:00:00,1,,", "it has 6 columns instead of 5");
        check_line(
            "2026-03-10,a,2026-03-11 08:00:00,1,",
            "column booked_at is `2026-03-10`, and should be like",
        );
        check_line("2026-03-10 11:00:00,a,08:00,1,", "column slot_start is `08:00`");
        check_line("2026-03-10 11:00:00,a,2026-03-11 08:00:00,1,no", "column cancelled_at is `no`");
        check_line("2026-03-10 11:00:00,,2026-03-11 08:00:00,1,", "column pool is empty");
        check_line(
            "2026-03-11 09:00:00,a,2026-03-11 08:00:00,1,",
            "booked (2026-03-11 09:00:00) after its slot",
        );
        check_line("2026-03-10 11:00:00,a,2026-03-11 08:00:00,1,2026-03-10 10:59:59", "before it was booked");
    }

    #[test]
    fn a_file_cut_off_anywhere_in_its_last_line_is_told_from_a_whole_one() {
        let last = WEEK.trim_end().rfind('\n').unwrap() + 1;
        for end in last + 1..WEEK.len() {
            let error = parse("week.csv", &WEEK.as_bytes()[..end]).unwrap_err().to_string();
            let line = WEEK.lines().count();
            assert!(error.starts_with(&format!("week.csv breaks off in line {line}: `")), "{end}: {error}");
        }
    }

    #[test]
    fn another_kind_of_file_is_told_by_what_it_is() {
        check_file(b"", "it.csv is empty");
        check_file(b" \n\n", "it.csv is empty");
        check_file(&[0x1f, 0x8b, 8, 0, 0], "unpack it first: gunzip --keep it.csv");
        check_file(&[0x89, b'P', b'N', b'G', 0xff, 0], "it.csv is not a text file");
        check_file(b"PK\0\0", "it.csv is not a text file");
        check_file(b"seen_at,location_id,slot_start,event\n", "have a file of their own");
        check_file(b"booked_at,pool,slot,calendars,cancelled_at\n", "must have these names, in this order");
        check_file(b"booked_at;pool;slot_start;calendars;cancelled_at\n", "not by semicolons");
        check_file(b"<html>\n", "its first line is `<html>`");
        check_file("ä".repeat(500).as_bytes(), "…`, and should be");
    }

    #[test]
    fn a_file_that_is_not_there_is_named() {
        let error = read(Path::new("no/such/week.csv")).unwrap_err().to_string();
        assert!(error.starts_with("no/such/week.csv cannot be read: "), "{error}");
    }

    #[test]
    fn the_days_of_a_file_are_listed_with_their_cancellations() {
        let bookings = good(
            "2026-03-09 11:00:00,a,2026-03-11 08:00:00,1,\n\
             2026-03-09 12:00:00,b,2026-03-11 08:00:00,1,2026-03-10 08:00:00\n\
             2026-03-09 13:00:00,a,2026-03-12 08:00:00,1,\n",
        );
        assert_eq!(
            table_of_days("it.csv", &bookings),
            "it.csv has bookings on these days:\n\n  \
             day             bookings  cancelled  pools\n  \
             2026-03-11  Wed         2          1  a, b\n  \
             2026-03-12  Thu         1          0  a\n\n\
             Choose one with --day, such as: --day 2026-03-11\n"
        );
    }

    #[test]
    fn the_carried_week_has_a_busy_and_a_quiet_day() {
        let days = days(&parse("week.csv", WEEK.as_bytes()).unwrap());
        assert_eq!(days.len(), 5);
        assert!(days.iter().any(|day| day.bookings >= 30 && day.cancelled >= 5), "{days:?}");
        assert!(days.iter().any(|day| day.bookings <= 12), "{days:?}");
    }

    fn good(lines: &str) -> Vec<Booking> {
        parse("it.csv", format!("{HEADER}\n{lines}").as_bytes()).unwrap()
    }

    fn check_line(line: &str, problem: &str) {
        let whole = format!("{HEADER}\n2026-03-10 11:00:00,a,2026-03-11 08:00:00,1,\n{line}\n");
        let error = parse("it.csv", whole.as_bytes()).unwrap_err().to_string();
        assert!(error.starts_with("it.csv, line 3: ") && error.contains(problem), "{error}");
    }

    fn check_file(bytes: &[u8], expected: &str) {
        let error = parse("it.csv", bytes).unwrap_err().to_string();
        assert!(error.contains(expected), "{error}");
    }
}
