//! The wall of a waiting room, for a television that has nothing but a browser. The display program shows the
//! same, and rings and speaks by itself; what a browser does of that it is asked for by `wall.js`.

use askama::Template;
use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use wire::mqtt::{Board, CallOnShow};
use wire::{Estimate, Hall};

use super::language::{self, Language};
use super::{Site, filters, path, render};

/// As many rows as a television shows without scrolling, with a line of the town below: the newest call, and
/// those before. More who are awaited take turns below the newest, by `wall.js`.
const ROWS_MAX: usize = 4;

pub struct Wall<'a> {
    /// In addresses.
    pub site: &'a str,
    /// Of this wall, in the order of the address, and the board of each.
    pub zones: &'a [char],
    pub boards: &'a [Board],
    /// The language of each called number's visitor, where it is not German.
    pub languages: &'a dyn Fn(&str) -> Option<&'static Language>,
    pub now: DateTime<Utc>,
    pub zone: Tz,
}

impl Wall<'_> {
    fn path(&self) -> String {
        let zones: String = self.zones.iter().collect();
        format!("{}/{}/{zones}", path::WALL, self.site)
    }

    /// Orders what the page was sent: what happened, and the estimate by the minute.
    fn version(&self) -> String {
        let moment = self.boards.iter().map(|board| (board.epoch, board.sequence)).max();
        let (epoch, sequence) = moment.unwrap_or_default();
        format!("{epoch}.{sequence}.{}", self.now.timestamp() / 60)
    }

    /// The newest first, and whether there is room for it at once. Whoever is awaited gives way to nobody who
    /// is served already, and is there even without room.
    fn rows(&self) -> Vec<(&CallOnShow, bool)> {
        let mut calls: Vec<&CallOnShow> = self.boards.iter().flat_map(|board| &board.calls).collect();
        let newest = |call: &&CallOnShow| std::cmp::Reverse(call.called_at);
        calls.sort_by_key(|call| (!call.awaited, newest(call)));
        let mut rows: Vec<_> =
            calls.into_iter().enumerate().map(|(nth, call)| (call, nth < ROWS_MAX)).collect();
        rows.retain(|(call, has_room)| *has_room || call.awaited);
        rows.sort_by_key(|(call, _)| newest(call));
        rows
    }

    /// The same call has the same name, however often the page is drawn.
    fn name_of(&self, call: &CallOnShow) -> String {
        format!("{}.{}.{}", call.number, call.recalls, call.called_at.timestamp())
    }

    /// In German and, for whoever needs it, in another language: the language and the words for a voice.
    fn said(&self, call: &CallOnShow) -> Vec<(&'static str, String)> {
        let languages = [Some(language::german()), (self.languages)(&call.number)];
        let said = |language: &'static Language| {
            (language.tag, language.call(&call.number, &call.counter, call.stays_seated).to_string())
        };
        languages.into_iter().flatten().map(said).collect()
    }

    fn emergency(&self) -> Option<&str> {
        self.boards.iter().find_map(|board| board.emergency.as_deref())
    }

    fn notice(&self) -> Option<&str> {
        self.boards.iter().find_map(|board| board.notice.as_deref())
    }

    /// Of several zones that of the most hospitable one.
    fn hall(&self) -> Hall {
        let hospitality = |hall: &Hall| match hall {
            Hall::Closed => 0,
            Hall::NotYetOpen { .. } => 1,
            Hall::LastCalls => 2,
            Hall::Open { .. } => 3,
        };
        self.boards.iter().map(|board| board.hall).max_by_key(hospitality).unwrap_or(Hall::Closed)
    }

    /// The day as well, where it is not today: `None` is today.
    fn opens_on(&self, at: &DateTime<Utc>) -> Option<String> {
        let day = |at: &DateTime<Utc>| at.with_timezone(&self.zone).date_naive();
        (day(at) != day(&self.now)).then(|| day(at).format("%d.%m.").to_string())
    }
}

/// The whole page.
pub fn page(site: &Site, wall: &Wall) -> String {
    render(&Page { site, wall })
}

/// The changing part: the data of `event: live`, and the answer to `GET .../live`.
pub fn live(wall: &Wall) -> String {
    render(&Live { wall })
}

#[derive(Template)]
#[template(path = "wall/page.html")]
struct Page<'a> {
    site: &'a Site,
    wall: &'a Wall<'a>,
}

#[derive(Template)]
#[template(path = "wall/live.html")]
struct Live<'a> {
    wall: &'a Wall<'a>,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pages::wall_samples::{board, drawn};

    #[test]
    fn the_newest_call_stands_first_and_whoever_is_awaited_gives_way_to_nobody() {
        let calls = ["A041 09:31", "A042 09:32", "A043 09:33?", "A044 09:34", "A045 09:35", "A046 09:36"];
        let html = drawn(&[board(&calls)]);
        let places: Vec<_> = ["A046", "A045", "A044", "A043"].map(|number| html.find(number)).into();
        assert!(places.iter().all(Option::is_some) && places.is_sorted(), "{places:?}\n{html}");
        let html = drawn(&[board(&["A041 09:31?", calls[1], calls[2], calls[3], calls[4], calls[5]])]);
        assert!(html.contains("A041") && !html.contains("A044"), "{html}");
    }

    /// Five people on their way, and four rows: `wall.js` shows the fifth in its turn.
    #[test]
    fn nobody_who_is_awaited_is_left_out() {
        let html =
            drawn(&[board(&["A041 09:31?", "A042 09:32?", "A043 09:33?", "A044 09:34?", "A045 09:35?"])]);
        shows(&html, "data-rows=\"4\"");
        let rows: Vec<&str> = html.split("<tr data-call=").skip(1).collect();
        assert_eq!(rows.len(), 5, "{html}");
        let hidden: Vec<bool> =
            rows.iter().map(|row| row.split('>').next().is_some_and(|tag| tag.contains(" hidden"))).collect();
        assert_eq!(hidden, [false, false, false, false, true], "the oldest waits for its turn");
        assert!(rows[4].contains("A041") && rows.iter().all(|row| row.contains("data-awaited")), "{html}");
    }

    #[test]
    fn two_zones_are_on_one_wall_and_each_says_its_own_wait() {
        let mut zulassung = board(&["C007 09:40"]);
        (zulassung.zone_name, zulassung.waiting) = ("Zulassung".into(), 1);
        zulassung.estimate = Estimate::NoCounterOpen;
        let html = drawn(&[board(&["A046 09:36"]), zulassung]);
        assert!(html.find("C007") < html.find("A046"), "{html}");
        shows(&html, "Es warten 7 Personen.");
        shows(&html, "Es wartet 1 Person.");
        shows(&html, "etwa 10 bis 20 Minuten");
        shows(&html, "Im Moment ist kein Schalter besetzt.");
        shows(&html, "data-refresh=\"/wall/rathaus/AC/live\"");
    }

    #[test]
    fn every_state_of_the_day_is_said() {
        let said = |hall: Hall| drawn(&[Board { hall, ..board(&[]) }]);
        let opens_at = "2026-03-11T10:00:00Z".parse().expect("a time");
        shows(&said(Hall::NotYetOpen { opens_at }), "Wir öffnen um 11:00 Uhr.");
        let tomorrow = opens_at + chrono::TimeDelta::days(1);
        shows(&said(Hall::NotYetOpen { opens_at: tomorrow }), "Wir öffnen am 12.03. um 11:00 Uhr.");
        shows(&said(Hall::Open { closes_at: opens_at }), "Es wurde noch niemand aufgerufen.");
        shows(&said(Hall::LastCalls), "Heute gibt es keine neuen Nummern mehr.");
        shows(&said(Hall::Closed), "Wir haben geschlossen.");
    }

    #[test]
    fn an_emergency_is_all_there_is() {
        let emergency = Some("Bitte verlassen Sie das Haus.".to_owned());
        let html = drawn(&[Board { emergency, ..board(&["A046 09:36"]) }]);
        shows(&html, "Bitte verlassen Sie das Haus.");
        assert!(!html.contains("A046"), "{html}");
    }

    #[test]
    fn a_voice_is_given_the_words_in_german_and_in_the_visitors_language() {
        let html = drawn(&[board(&["A047 09:41?", "A046 09:36"])]);
        shows(&html, "<span lang=\"de\">Nummer A 47, bitte Schalter 3.</span>");
        shows(&html, "<span lang=\"uk\">Номер A 47, будь ласка, підійдіть до віконця 3.</span>");
        assert_eq!(html.matches("lang=\"uk\"").count(), 1, "only whoever needs it: {html}");
        let four_digits = language::german().call("W1000", "3", false).to_string();
        assert_eq!(four_digits, "Nummer W 1000, bitte Schalter 3.");
    }

    #[test]
    fn whoever_is_fetched_is_not_sent_to_a_counter() {
        let mut seated = board(&["A047 09:41?", "A046 09:36?"]);
        seated.calls[0].stays_seated = true;
        let html = drawn(&[seated]);
        shows(&html, "<td class=\"wall__seated\">Bitte bleiben Sie sitzen, wir kommen zu Ihnen.</td>");
        shows(&html, "<span lang=\"de\">Nummer A 47: Bitte bleiben Sie sitzen, wir kommen zu Ihnen.</span>");
        shows(
            &html,
            "<span lang=\"uk\">Номер A 47: залишайтеся, будь ласка, на місці, ми підійдемо до вас.</span>",
        );
        shows(&html, "data-said=\"Nummer A047: Bitte bleiben Sie sitzen, wir kommen zu Ihnen.\"");
        assert_eq!(html.matches("wall__arrow").count(), 1, "the other one goes to a counter: {html}");
    }

    #[track_caller]
    fn shows(html: &str, what: &str) {
        assert!(html.contains(what), "{what:?} is not in\n{html}");
    }
}
