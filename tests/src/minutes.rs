//! How long the tests of each part take by themselves, so that their budget can be read: of nextest's own
//! report (JUnit) and of how long each scene in the browser took.
//!
//! Tests run beside each other, so a part has as much of the run as of all the time its tests took.

use std::fmt;

use anyhow::Context;
use roxmltree::Document;

/// Crates, and rooms of the other crates, whose tests are of bookings: the calendar, what citizens and staff
/// do with bookings, and the letters about them. A test belongs to the first part that names its room.
const BOOKINGS: &[&str] = &[
    "absences",
    "arrivals",
    "attack",
    "attacks",
    "bad_input",
    "booked_at_the_kiosk",
    "booked_otherwise",
    "booking",
    "booking_site",
    "booking_tests",
    "bookings",
    "bookings_of_staff",
    "calendar",
    "calendar_file",
    "citizen_account",
    "citizen_accounts",
    "clocks_change",
    "contract",
    "everywhere",
    "feeds",
    "forgetting",
    "forgotten_letters",
    "freed",
    "hostile_forms",
    "letter",
    "letters",
    "mail",
    "mail_server_fails",
    "nextcloud",
    "offer",
    "offer_forms",
    "one_per_address",
    "outbox",
    "read_by_others",
    "real_bookings",
    "release_time",
    "remits",
    "several_matters",
    "towns_website",
    "tree",
    "uploads",
    "video",
    "watches",
    "zoom",
];
/// Those of kiosk, slip and wall.
const SCREENS: &[&str] = &[
    "display",
    "eyes",
    "hardware",
    "help_at_the_kiosk",
    "kiosk",
    "kiosks",
    "last_row",
    "limits_of_kiosks",
    "touch_to_wall",
    "viewer",
    "wall",
    "walls",
];

/// Scenes in the browser, and what they are of; the others are of the rest.
const SCENES: [(&str, Part); 4] = [
    ("booking", Part::Bookings),
    ("attack", Part::Bookings),
    ("frame", Part::Bookings),
    ("four-doors", Part::Screens),
];

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    Bookings,
    Screens,
    Rest,
}

/// Seconds of the run that each part had.
#[derive(Debug, Default, PartialEq)]
pub struct Minutes {
    bookings: f64,
    screens: f64,
    rest: f64,
}

impl Minutes {
    /// `junit` is nextest's report; `scenes` has a line each of its name and seconds.
    pub fn of_run(junit: &str, scenes: &str) -> anyhow::Result<Minutes> {
        let (mut tests, mut minutes) = (Minutes::default(), Minutes::default());
        let report = Document::parse(junit).context("nextest's report is not XML")?;
        for case in report.descendants().filter(|node| node.has_tag_name("testcase")) {
            let said = |name| case.attribute(name).with_context(|| format!("a test without its {name}"));
            *tests.of(Part::of_test(said("classname")?, said("name")?)) += seconds(said("time")?)?;
        }
        let whole = seconds(report.root_element().attribute("time").context("the run has no time")?)?;
        // Nobody divides by a run without a test.
        let share = whole / tests.all().max(f64::MIN_POSITIVE);
        for part in [Part::Bookings, Part::Screens, Part::Rest] {
            *minutes.of(part) = *tests.of(part) * share;
        }
        for line in scenes.lines() {
            let (name, took) = line.split_once(' ').with_context(|| format!("no scene and time: {line}"))?;
            let part = SCENES.iter().find(|(scene, _)| *scene == name).map_or(Part::Rest, |(_, part)| *part);
            *minutes.of(part) += seconds(took)?;
        }
        Ok(minutes)
    }

    fn of(&mut self, part: Part) -> &mut f64 {
        match part {
            Part::Bookings => &mut self.bookings,
            Part::Screens => &mut self.screens,
            Part::Rest => &mut self.rest,
        }
    }

    fn all(&self) -> f64 {
        self.bookings + self.screens + self.rest
    }
}

impl Part {
    /// `binary` such as "hub::hub", `test` such as "booking_site::a_citizen_books".
    fn of_test(binary: &str, test: &str) -> Part {
        let rooms = test.rsplit_once("::").map_or("", |(rooms, _)| rooms);
        // "calendar-oracle" is the calendar's.
        let crate_ = binary.split(['-', ':']).next().unwrap_or(binary);
        let mut named = [crate_].into_iter().chain(rooms.split("::"));
        let part = named.find_map(|room| match room {
            room if BOOKINGS.contains(&room) => Some(Part::Bookings),
            room if SCREENS.contains(&room) => Some(Part::Screens),
            _ => None,
        });
        part.unwrap_or(Part::Rest)
    }
}

impl fmt::Display for Minutes {
    fn fmt(&self, to: &mut fmt::Formatter) -> fmt::Result {
        let parts =
            [("bookings", self.bookings), ("kiosk, slip and wall", self.screens), ("the rest", self.rest)];
        for (n, (name, seconds)) in parts.into_iter().enumerate() {
            let seconds = seconds.round() as u64;
            let divider = if n > 0 { "; " } else { "" };
            write!(to, "{divider}{name} {}:{:02}", seconds / 60, seconds % 60)?;
        }
        Ok(())
    }
}

fn seconds(text: &str) -> anyhow::Result<f64> {
    text.parse().with_context(|| format!("{text} is no number of seconds"))
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;

    const RUN: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="nextest-run" tests="5" failures="1" errors="0" time="100.0">
  <testsuite name="hub::hub" tests="2">
    <testcase name="booking_site::a_citizen_books" classname="hub::hub" time="30.0"/>
    <testcase name="audit::it_is_whole" classname="hub::hub" time="50.0">
      <failure type="test failure">&lt;</failure>
    </testcase>
  </testsuite>
  <testsuite name="hub" tests="1">
    <testcase name="mail::follow::tests::a" classname="hub" time="10.0"/>
  </testsuite>
  <testsuite name="calendar-oracle" tests="1">
    <testcase name="tests::a" classname="calendar-oracle" time="20.0"/>
  </testsuite>
  <testsuite name="kiosk" tests="1">
    <testcase name="slip::tests::a" classname="kiosk" time="90.0"/>
  </testsuite>
</testsuites>"#;

    #[test]
    fn a_part_has_as_much_of_the_run_as_of_its_tests() {
        let minutes = Minutes::of_run(RUN, "").expect("a report");
        assert_eq!(minutes, Minutes { bookings: 30.0, screens: 45.0, rest: 25.0 });
        let with_scenes = Minutes::of_run(RUN, "booking 95\nmorning 12\nfour-doors 1\n").expect("a report");
        assert_eq!(with_scenes.to_string(), "bookings 2:05; kiosk, slip and wall 0:46; the rest 0:37");
    }

    #[test]
    fn a_run_without_a_test_took_no_time_and_half_a_report_is_none() {
        let nothing = "<testsuites name=\"nextest-run\" time=\"0.1\"/>";
        let said = Minutes::of_run(nothing, "").expect("a report").to_string();
        assert_eq!(said, "bookings 0:00; kiosk, slip and wall 0:00; the rest 0:00");
        let half = &RUN[..RUN.len() / 2];
        for (junit, scenes) in [("", ""), (half, ""), (nothing, "booking"), (nothing, "booking soon")] {
            assert!(Minutes::of_run(junit, scenes).is_err(), "{junit} {scenes}");
        }
    }

    /// A room that was given another name would silently be of the rest.
    #[test]
    fn every_room_that_is_named_is_there() {
        let tree = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
        let mut rooms = Vec::new();
        for part in ["hub", "kiosk", "display", "hardware", "tests/src", "tests/town_hall"] {
            rooms.push(part.to_owned());
            rooms_in(&tree.join(part), &mut rooms);
        }
        for room in BOOKINGS.iter().chain(SCREENS) {
            assert!(rooms.iter().any(|there| there == room), "there is no {room}");
            assert!(!(BOOKINGS.contains(room) && SCREENS.contains(room)), "{room} is in both");
        }
        for (scene, _) in SCENES {
            assert!(tree.join(format!("tests/browser/{scene}.scene.mjs")).is_file(), "there is no {scene}");
        }
    }

    fn rooms_in(folder: &Path, rooms: &mut Vec<String>) {
        for file in std::fs::read_dir(folder).expect("it can be read") {
            let file = file.expect("it can be read").path();
            rooms.push(file.file_stem().unwrap_or_default().to_string_lossy().into_owned());
            if file.is_dir() && !file.ends_with("node_modules") && !file.ends_with("target") {
                rooms_in(&file, rooms);
            }
        }
    }
}
