//! What feeds say, and what the hub understands: told in local time of the site, Berlin.

use chrono::TimeZone;

use super::*;
use crate::config::{Config, MADE_UP_TOWN};

/// Tuesday noon in Berlin, before a weekend on which the clocks go forward.
fn noon() -> DateTime<Utc> {
    Utc.with_ymd_and_hms(2026, 3, 24, 11, 0, 0).single().expect("a time")
}

fn town(feed: &str) -> Site {
    let feed = format!("[[site.absences.feed]]\nid = \"amt\"\n{feed}\n\n[[site.zone]]");
    let text = MADE_UP_TOWN.replacen("[[site.zone]]", &feed, 1);
    Config::parse("hub.toml", &text).expect("the town is in order").sites.swap_remove(0)
}

fn reads(feed: &str, bytes: &[u8]) -> Result<Reading, Unread> {
    let site = town(feed);
    read(bytes, &site.absences.feeds[0], &site, Window::of(&site, noon()))
}

/// Line by line: "1 25.03. 08:00 - 25.03. 12:00" for clerk buergerbuero-1, and "2. Time" for what is odd.
#[track_caller]
fn check(feed: &str, text: &str, said: &[&str]) {
    let reading = reads(feed, text.as_bytes()).expect("it can be read");
    let local = |at: DateTime<Utc>| at.with_timezone(&Tz::Europe__Berlin).format("%d.%m. %H:%M").to_string();
    let absence = |of: &Absence| {
        let n = of.resource.rsplit('-').next().unwrap_or_default();
        format!("{n} {} - {}", local(of.from), local(of.until))
    };
    let odd = reading.odd.iter().map(|odd| format!("{}. {:?}", odd.place, odd.why));
    let understood: Vec<String> = reading.absences.iter().map(absence).chain(odd).collect();
    assert_eq!(understood, said, "of {text}");
}

const TABLE: &str = "kind = \"csv\"\nwho = \"Nummer\"\n\
                     people = { \"17\" = \"buergerbuero-1\", \"18\" = \"buergerbuero-2\" }";
const OF_ONE: &str = "kind = \"ics\"\nresource = \"buergerbuero-1\"";
const OF_ALL: &str = "kind = \"ics\"\nwho = \"SUMMARY\"\n\
                      people = { \"Anna\" = \"buergerbuero-1\", \"Müller, Hans\" = \"buergerbuero-2\" }";

fn calendar(events: &[&str]) -> String {
    let event = |lines: &&str| format!("BEGIN:VEVENT\n{}\nEND:VEVENT\n", lines.trim());
    let events: String = events.iter().map(event).collect();
    let text = format!("BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//Amt\n{events}END:VCALENDAR\n");
    text.lines().map(str::trim).collect::<Vec<_>>().join("\r\n") + "\r\n"
}

#[track_caller]
fn of_one(events: &[&str], said: &[&str]) {
    check(OF_ONE, &calendar(events), said);
}

#[test]
fn a_table_of_the_personnel_system() {
    check(
        TABLE,
        "Nummer;Von;Bis;Grund\n\
         17;25.03.2026;27.03.2026;krank\n\
         17;2026-03-25;2026-03-27;steht zweimal da\n\
         18;26.03.2026 08:00;26.03.2026 12:30;\n\
         99;26.03.2026;26.03.2026;arbeitet woanders\n\
         buergerbuero-3;27.03.2026;;\n\
         17;01.03.2026;02.03.2026;vorbei\n\
         ;;;\n",
        &["1 25.03. 00:00 - 28.03. 00:00", "2 26.03. 08:00 - 26.03. 12:30", "3 27.03. 00:00 - 28.03. 00:00"],
    );
    let reading = reads(TABLE, b"Nummer;Von;Bis\n99;26.03.2026;26.03.2026\n").expect("it can be read");
    assert_eq!((reading.absences.len(), reading.others), (0, 1));
}

#[test]
fn times_in_columns_of_their_own_and_other_headings() {
    check(
        &format!(
            "{TABLE}\nfrom = \"Beginn\"\nuntil = \"Ende\"\nfrom_time = \"ab\"\nuntil_time = \"bis\"\n\
             separator = \",\""
        ),
        "\"Beginn\",\"ab\",\"Ende\",\"bis\",\"Nummer\"\n\
         25.03.2026,08:00,25.03.2026,12:00,17\n\
         26.03.2026,,27.03.2026,,17\n",
        &["1 25.03. 08:00 - 25.03. 12:00", "1 26.03. 00:00 - 28.03. 00:00"],
    );
}

#[test]
fn what_is_not_understood_in_a_table_is_told_with_its_line() {
    check(
        TABLE,
        "Nummer;Von;Bis\n17;morgen;27.03.2026\n17;27.03.2026;25.03.2026\n17;27.03.2026;27.03.2099\n",
        &["2. Time", "3. EndsBeforeItBegins", "4. TooFar"],
    );
}

#[test]
fn what_is_no_table_of_absences() {
    assert_eq!(reads(TABLE, b"Nummer,Von,Bis\n"), Err(Unread::NoColumn("Nummer".into())));
    assert_eq!(reads(TABLE, b"<html>Bitte anmelden</html>"), Err(Unread::NoColumn("Nummer".into())));
    assert_eq!(reads(TABLE, b""), Err(Unread::NoColumn("Nummer".into())));
    assert_eq!(reads(TABLE, &vec![b';'; FEED_BYTES_MAX + 1]), Err(Unread::TooLarge));
    let row = |n: usize| format!("17;{}.03.2027;{}.03.2027 10:{:02}\n", 1 + n % 28, 1 + n % 28, n / 28);
    let rows: String = (0..1_001).map(row).collect();
    assert_eq!(reads(TABLE, format!("Nummer;Von;Bis\n{rows}").as_bytes()), Err(Unread::TooMany));
}

#[test]
fn older_programs_write_windows_letters() {
    let bytes = b"Pr\xfcfnummer;Von;Bis\n17;25.03.2026;25.03.2026\n";
    let reading = reads(&TABLE.replace("Nummer", "Prüfnummer"), bytes).expect("it can be read");
    assert_eq!(reading.absences.len(), 1);
    let bytes = "\u{feff}Nummer;Von;Bis\n17;25.03.2026;25.03.2026\n".as_bytes();
    assert_eq!(reads(TABLE, bytes).expect("a spreadsheet marks its letters").absences.len(), 1);
}

#[test]
fn a_day_and_some_hours_of_a_calendar() {
    of_one(
        &[
            "DTSTART;VALUE=DATE:20260325\nDTEND;VALUE=DATE:20260328",
            "DTSTART;VALUE=DATE:20260330",
            "DTSTART;TZID=Europe/Berlin:20260401T080000\nDTEND;TZID=Europe/Berlin:20260401T120000",
            "DTSTART:20260402T060000Z\nDURATION:PT1H30M",
            "DTSTART:20260403T220000\nDTEND:20260404T060000",
            "DTSTART:20260405T080000Z",
            "DTSTART:20260406T080000Z\nDTEND:20260406T090000Z\nTRANSP:TRANSPARENT",
            "DTSTART:20260406T080000Z\nDTEND:20260406T090000Z\nSTATUS:CANCELLED",
        ],
        &[
            "1 25.03. 00:00 - 28.03. 00:00",
            "1 30.03. 00:00 - 31.03. 00:00",
            "1 01.04. 08:00 - 01.04. 12:00",
            "1 02.04. 08:00 - 02.04. 09:30",
            "1 03.04. 22:00 - 04.04. 06:00",
        ],
    );
}

/// The night to Sunday is an hour shorter, and Monday's hours are the same as Friday's.
#[test]
fn what_comes_again_stays_at_its_hour_when_the_clocks_change() {
    of_one(
        &["DTSTART;TZID=Europe/Berlin:20260320T080000\nDTEND;TZID=Europe/Berlin:20260320T100000\n\
           RRULE:FREQ=DAILY;UNTIL=20260330T060000Z\nEXDATE;TZID=Europe/Berlin:20260326T080000\n\
           EXDATE;VALUE=DATE:20260327"],
        &[
            "1 25.03. 08:00 - 25.03. 10:00",
            "1 28.03. 08:00 - 28.03. 10:00",
            "1 29.03. 08:00 - 29.03. 10:00",
            "1 30.03. 08:00 - 30.03. 10:00",
        ],
    );
}

#[test]
fn a_time_the_night_swallows_begins_behind_it() {
    of_one(
        &["DTSTART;TZID=Europe/Berlin:20260328T023000\nDTEND;TZID=Europe/Berlin:20260328T040000\n\
           RRULE:FREQ=DAILY;COUNT=3"],
        &["1 28.03. 02:30 - 28.03. 04:00", "1 29.03. 03:00 - 29.03. 04:00", "1 30.03. 02:30 - 30.03. 04:00"],
    );
}

#[test]
fn one_of_a_series_is_moved_and_one_is_cancelled() {
    of_one(
        &[
            "UID:a\nDTSTART;TZID=Europe/Berlin:20260303T140000\nDTEND;TZID=Europe/Berlin:20260303T150000\n\
             RRULE:FREQ=WEEKLY;BYDAY=TU;COUNT=7",
            "UID:a\nRECURRENCE-ID;TZID=Europe/Berlin:20260331T140000\n\
             DTSTART;TZID=Europe/Berlin:20260401T090000\nDTEND;TZID=Europe/Berlin:20260401T100000",
            "UID:a\nRECURRENCE-ID:20260407T120000Z\nSTATUS:CANCELLED\n\
             DTSTART:20260407T120000Z\nDTEND:20260407T130000Z",
        ],
        &["1 24.03. 14:00 - 24.03. 15:00", "1 01.04. 09:00 - 01.04. 10:00", "1 14.04. 14:00 - 14.04. 15:00"],
    );
}

#[test]
fn every_second_friday_until_a_day_and_once_besides() {
    of_one(
        &["DTSTART;VALUE=DATE:20260313\nRRULE:FREQ=WEEKLY;INTERVAL=2;UNTIL=20260410\n\
             RDATE;VALUE=DATE:20260402"],
        &["1 27.03. 00:00 - 28.03. 00:00", "1 02.04. 00:00 - 03.04. 00:00", "1 10.04. 00:00 - 11.04. 00:00"],
    );
}

#[test]
fn zones_as_outlook_calls_them() {
    for zone in [
        "W. Europe Standard Time",
        "\"(UTC+01:00) Amsterdam, Berlin, Bern, Rom, Stockholm, Wien\"",
        "/citadel.org/20210210_1/Europe/Berlin",
        "Europe/Berlin",
    ] {
        let event = format!("DTSTART;TZID={zone}:20260401T080000\nDTEND;TZID={zone}:20260401T120000");
        of_one(&[&event], &["1 01.04. 08:00 - 01.04. 12:00"]);
    }
    of_one(&["DTSTART;TZID=Mars:20260401T080000\nDTEND;TZID=Mars:20260401T120000"], &["1. Zone"]);
    of_one(
        &["DTSTART;TZID=Europe/London:20260401T080000\nDTEND;TZID=Europe/London:20260401T120000"],
        &["1 01.04. 09:00 - 01.04. 13:00"],
    );
}

#[test]
fn one_calendar_for_all_says_whom_it_is_about() {
    check(
        OF_ALL,
        &calendar(&[
            "SUMMARY:Urlaub Anna\nDTSTART;VALUE=DATE:20260325",
            "SUMMARY:Annalena auf Kur\nDTSTART;VALUE=DATE:20260326",
            "SUMMARY:müller\\, hans\nDTSTART;VALUE=DATE:20260327",
            "SUMMARY:Anna vertritt Müller\\, Hans\nDTSTART;VALUE=DATE:20260328",
            "SUMMARY:Betriebsausflug\nDTSTART;VALUE=DATE:20260329",
        ]),
        &["1 25.03. 00:00 - 26.03. 00:00", "2 27.03. 00:00 - 28.03. 00:00", "4. Several"],
    );
    check(
        &OF_ALL.replace("SUMMARY", "ATTENDEE").replace("\"Anna\"", "\"anna@amt.example\""),
        &calendar(&["ATTENDEE;CN=\"Anna A.\":mailto:Anna@amt.example\nDTSTART;VALUE=DATE:20260325"]),
        &["1 25.03. 00:00 - 26.03. 00:00"],
    );
}

#[test]
fn what_would_never_end_is_not_begun() {
    of_one(
        &[
            "DTSTART:20260401T080000Z\nDTEND:20260401T080100Z\nRRULE:FREQ=SECONDLY",
            "DTSTART:20260401T080000Z\nDTEND:20260401T080100Z\nRRULE:FREQ=DAILY;BYHOUR=0,1,2,3,4,5,6,7,8,9;\
             BYMINUTE=0,5,10,15,20,25,30,35,40,45,50,55",
            "DTSTART:00010101T080000Z\nDTEND:00010101T090000Z\nRRULE:FREQ=DAILY",
            "DTSTART:20260401T080000Z\nDURATION:P999999999999D",
            "DTSTART:20260401T080000Z\nDTEND:20260401T090000Z\nRRULE:FREQ=NEVER",
            "DTSTART:20260230T080000Z\nDTEND:20260401T090000Z",
        ],
        &["1. Repeats", "2. Repeats", "3. Time", "4. Time", "5. Repeats", "6. Time"],
    );
    let long = calendar(&vec!["DTSTART;VALUE=DATE:20260325"; 10_001]);
    assert_eq!(reads(OF_ONE, long.as_bytes()), Err(Unread::TooMany));
    for broken in ["", "<html>", "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDTSTART:2026"] {
        assert_eq!(reads(OF_ONE, broken.as_bytes()), Err(Unread::NoCalendar), "{broken}");
    }
    assert_eq!(reads(OF_ONE, calendar(&[]).as_bytes()), Ok(Reading::default()), "nobody is away");
}
