//! What the desks of a site tell each other and nobody needs to keep: a clerk's emergency, and whom a
//! clerk has looked at and leaves waiting for now; what the kiosks there say of their printers, and at which
//! of them somebody asks for help.
//!
//! In memory only. After a restart the bell is silent, and whoever still needs help rings again; kiosks say
//! how they are every few seconds.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Mutex, MutexGuard};

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use queue::{CounterId, TicketId};
use wire::http::PrinterCondition;

/// Nobody answered, nobody switched it off: after an hour the bell says nothing any more.
const RINGS_MAX: TimeDelta = TimeDelta::hours(1);
/// Each counter rings once at a time; more than a hall's counters is a mistake.
const BELLS_MAX: usize = 99;

/// Whoever presses "Hilfe" twice rings once; whoever still stands there after that is heard again.
const HELP_AGAIN_AFTER: TimeDelta = TimeDelta::minutes(1);
/// By then whoever asked has been helped, or has gone.
const HELP_MAX: TimeDelta = TimeDelta::minutes(10);

#[derive(Default)]
pub struct Floor {
    sites: Mutex<BTreeMap<String, SiteFloor>>,
}

#[derive(Default)]
struct SiteFloor {
    /// Grows with every ring and answer, so that open pages see it.
    revision: u64,
    bells: Vec<Bell>,
    /// Ids of tickets begin anew each day, so the day goes with them.
    passed_over: BTreeMap<CounterId, (NaiveDate, BTreeSet<TicketId>)>,
    /// The last words of the site's kiosks, by their ids; of registered ones alone.
    kiosks: BTreeMap<String, LastWord>,
    /// By the ids of the kiosks: one call each.
    help: BTreeMap<String, HelpCall>,
}

/// A kiosk asks for the offer every three seconds: so long without, and it is switched off, or has lost us.
const KIOSK_AWAY_AFTER: TimeDelta = TimeDelta::seconds(30);

/// What a kiosk said of itself, and when.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LastWord {
    pub at: DateTime<Utc>,
    /// Nothing of a kiosk of before.
    pub printer: Option<PrinterCondition>,
}

impl LastWord {
    pub fn is_away(&self, now: DateTime<Utc>) -> bool {
        now - self.at > KIOSK_AWAY_AFTER
    }
}

/// Somebody before a kiosk asks for help. It is no emergency: the infopoint alone is told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HelpCall {
    pub kiosk: String,
    pub at: DateTime<Utc>,
    /// The names of those who are on the way.
    pub coming: Vec<String>,
}

/// Somebody needs help at once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bell {
    /// Where help is needed.
    pub place: Helper,
    pub clerk: String,
    pub at: DateTime<Utc>,
    pub answered_by: Vec<Helper>,
}

/// Who needs help, or is on the way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Helper {
    Counter(CounterId),
    /// Somebody who sits at no counter.
    Person(String),
}

/// What the name of a person begins with, where a counter may stand as well.
const PERSON: char = '@';

impl Helper {
    /// As forms write it.
    pub fn id(&self) -> String {
        match self {
            Helper::Counter(counter) => counter.clone(),
            Helper::Person(name) => format!("{PERSON}{name}"),
        }
    }

    pub fn of_id(id: &str) -> Helper {
        match id.strip_prefix(PERSON) {
            Some(name) => Helper::Person(name.to_owned()),
            None => Helper::Counter(id.to_owned()),
        }
    }
}

impl Floor {
    pub fn ring(&self, site: &str, place: Helper, clerk: &str, now: DateTime<Utc>) {
        let mut sites = self.lock();
        let floor = sites.entry(site.to_owned()).or_default();
        floor.bells.retain(|bell| now - bell.at < RINGS_MAX);
        if floor.bells.iter().any(|bell| bell.place == place) || floor.bells.len() >= BELLS_MAX {
            return;
        }
        floor.bells.push(Bell { place, clerk: clerk.to_owned(), at: now, answered_by: Vec::new() });
        floor.revision += 1;
    }

    /// `helper` is on the way to `place`.
    pub fn answer(&self, site: &str, place: &Helper, helper: Helper) {
        let mut sites = self.lock();
        let Some(floor) = sites.get_mut(site) else { return };
        let Some(bell) = floor.bells.iter_mut().find(|bell| bell.place == *place) else { return };
        if !bell.answered_by.contains(&helper) {
            bell.answered_by.push(helper);
            floor.revision += 1;
        }
    }

    /// The danger is over.
    pub fn silence(&self, site: &str, place: &Helper) {
        let mut sites = self.lock();
        let Some(floor) = sites.get_mut(site) else { return };
        floor.bells.retain(|bell| bell.place != *place);
        floor.revision += 1;
    }

    pub fn bells(&self, site: &str, now: DateTime<Utc>) -> Vec<Bell> {
        let sites = self.lock();
        let bells = sites.get(site).map(|floor| floor.bells.iter()).into_iter().flatten();
        bells.filter(|bell| now - bell.at < RINGS_MAX).cloned().collect()
    }

    /// A kiosk is there. Says whether that is news.
    pub fn kiosk_says(&self, site: &str, kiosk: &str, word: LastWord) -> bool {
        let mut sites = self.lock();
        let floor = sites.entry(site.to_owned()).or_default();
        let before = floor.kiosks.insert(kiosk.to_owned(), word);
        let is_news = before.is_none_or(|before| before.is_away(word.at) || before.printer != word.printer);
        floor.revision += u64::from(is_news);
        is_news
    }

    pub fn word_of(&self, site: &str, kiosk: &str) -> Option<LastWord> {
        self.lock().get(site)?.kiosks.get(kiosk).copied()
    }

    /// Rings for `kiosk`, unless it has rung just now. Returns the call as it stands, and whether it rang.
    pub fn ask_for_help(&self, site: &str, kiosk: &str, now: DateTime<Utc>) -> (HelpCall, bool) {
        let mut sites = self.lock();
        let floor = sites.entry(site.to_owned()).or_default();
        if let Some(call) = floor.help.get(kiosk).filter(|call| now - call.at < HELP_AGAIN_AFTER) {
            return (call.clone(), false);
        }
        let call = HelpCall { kiosk: kiosk.to_owned(), at: now, coming: Vec::new() };
        floor.help.insert(kiosk.to_owned(), call.clone());
        floor.revision += 1;
        (call, true)
    }

    /// `name` is on the way to `kiosk`.
    pub fn comes_to_help(&self, site: &str, kiosk: &str, name: &str) {
        let mut sites = self.lock();
        let Some(floor) = sites.get_mut(site) else { return };
        let Some(call) = floor.help.get_mut(kiosk) else { return };
        if !call.coming.iter().any(|coming| coming == name) {
            call.coming.push(name.to_owned());
            floor.revision += 1;
        }
    }

    /// Whoever asked at `kiosk` was helped.
    pub fn has_helped(&self, site: &str, kiosk: &str) {
        if let Some(floor) = self.lock().get_mut(site)
            && floor.help.remove(kiosk).is_some()
        {
            floor.revision += 1;
        }
    }

    pub fn help(&self, site: &str, now: DateTime<Utc>) -> Vec<HelpCall> {
        let sites = self.lock();
        let calls = sites.get(site).map(|floor| floor.help.values()).into_iter().flatten();
        calls.filter(|call| now - call.at < HELP_MAX).cloned().collect()
    }

    pub fn revision(&self, site: &str) -> u64 {
        self.lock().get(site).map_or(0, |floor| floor.revision)
    }

    /// This counter does not call `ticket` now; "next" offers it another one.
    pub fn pass_over(&self, site: &str, counter: &str, day: NaiveDate, ticket: TicketId) {
        let mut sites = self.lock();
        let floor = sites.entry(site.to_owned()).or_default();
        let passed = floor.passed_over.entry(counter.to_owned()).or_insert((day, BTreeSet::new()));
        if passed.0 != day {
            *passed = (day, BTreeSet::new());
        }
        passed.1.insert(ticket);
    }

    /// Whoever calls somebody has a new choice afterwards.
    pub fn called(&self, site: &str, counter: &str) {
        if let Some(floor) = self.lock().get_mut(site) {
            floor.passed_over.remove(counter);
        }
    }

    pub fn passed_over(&self, site: &str, counter: &str, day: NaiveDate) -> Vec<TicketId> {
        let sites = self.lock();
        let passed = sites.get(site).and_then(|floor| floor.passed_over.get(counter));
        passed.filter(|(of, _)| *of == day).into_iter().flat_map(|(_, passed)| passed).copied().collect()
    }

    fn lock(&self) -> MutexGuard<'_, BTreeMap<String, SiteFloor>> {
        self.sites.lock().expect("nobody panics on the floor")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bell_rings_until_it_is_silenced_and_says_who_comes() {
        let (floor, now) = (Floor::default(), DateTime::UNIX_EPOCH);
        let three = Helper::Counter("3".into());
        floor.ring("rathaus", three.clone(), "Brandt", now);
        floor.ring("rathaus", three.clone(), "Brandt", now);
        let before = floor.revision("rathaus");
        floor.answer("rathaus", &three, Helper::Counter("1".into()));
        floor.answer("rathaus", &three, Helper::Counter("1".into()));
        assert_eq!(floor.revision("rathaus"), before + 1, "pages hear of an answer once");
        let bells = floor.bells("rathaus", now);
        assert_eq!(bells.len(), 1);
        assert_eq!(bells[0].answered_by, [Helper::Counter("1".into())]);
        assert_eq!(floor.bells("standesamt", now), []);
        assert_eq!(floor.bells("rathaus", now + RINGS_MAX), []);
        floor.silence("rathaus", &three);
        assert_eq!(floor.bells("rathaus", now), []);
        let person = Helper::Person("Jonas".into());
        floor.ring("rathaus", person.clone(), "Jonas", now);
        floor.answer("rathaus", &Helper::of_id(&person.id()), three.clone());
        assert_eq!(floor.bells("rathaus", now)[0].answered_by, [three.clone()]);
        assert_eq!(Helper::of_id(&three.id()), three);
    }

    #[test]
    fn pages_hear_of_a_kiosk_when_it_has_news() {
        let (floor, start) = (Floor::default(), DateTime::UNIX_EPOCH);
        let says = |seconds, printer| {
            let word = LastWord { at: start + TimeDelta::seconds(seconds), printer: Some(printer) };
            floor.kiosk_says("rathaus", "eingang", word)
        };
        assert!(says(0, PrinterCondition::Ready), "it is there");
        assert!(!says(3, PrinterCondition::Ready));
        assert!(says(6, PrinterCondition::PaperOut));
        assert!(!says(9, PrinterCondition::PaperOut));
        let word = floor.word_of("rathaus", "eingang").expect("it was heard");
        assert!(
            !word.is_away(start + TimeDelta::seconds(39)) && word.is_away(start + TimeDelta::seconds(40))
        );
        assert!(says(60, PrinterCondition::PaperOut), "it is there again");
        assert_eq!(floor.revision("rathaus"), 3);
        assert_eq!(floor.word_of("nordstadt", "eingang"), None);
    }

    #[test]
    fn a_kiosk_rings_once_and_again_after_a_while() {
        let (floor, start) = (Floor::default(), DateTime::UNIX_EPOCH);
        let at = |seconds| start + TimeDelta::seconds(seconds);
        let rings = |seconds| floor.ask_for_help("rathaus", "eingang", at(seconds)).1;
        assert!(rings(0));
        floor.comes_to_help("rathaus", "eingang", "Petra");
        let told = floor.revision("rathaus");
        floor.comes_to_help("rathaus", "eingang", "Petra");
        assert!(!rings(59), "the same visitor presses once more");
        assert_eq!(floor.revision("rathaus"), told);
        assert_eq!(floor.help("rathaus", at(59))[0].coming, ["Petra"]);
        assert!(rings(60), "nobody has come yet");
        assert_eq!(
            floor.help("rathaus", at(60))[0].coming,
            [""; 0],
            "of those who come now nobody has said so"
        );
        floor.has_helped("rathaus", "eingang");
        assert_eq!(floor.help("rathaus", at(60)), []);
        assert!(rings(61), "somebody else");
        assert_eq!(floor.help("nordstadt", at(61)), []);
        assert_eq!(floor.help("rathaus", at(61) + HELP_MAX), []);
    }

    #[test]
    fn whom_a_counter_passes_over_it_may_call_after_the_next() {
        let (floor, today) = (Floor::default(), NaiveDate::default());
        let tomorrow = today.succ_opt().expect("there is a day after");
        floor.pass_over("rathaus", "3", today, TicketId(7));
        assert_eq!(floor.passed_over("rathaus", "3", today), [TicketId(7)]);
        assert_eq!(floor.passed_over("rathaus", "2", today), []);
        assert_eq!(floor.passed_over("rathaus", "3", tomorrow), [], "that is another ticket 7");
        floor.pass_over("rathaus", "3", tomorrow, TicketId(2));
        assert_eq!(floor.passed_over("rathaus", "3", tomorrow), [TicketId(2)]);
        floor.called("rathaus", "3");
        assert_eq!(floor.passed_over("rathaus", "3", tomorrow), []);
    }
}
