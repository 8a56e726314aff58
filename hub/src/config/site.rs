//! One site: its zones, services, counters, hours, and the numbers of its order.

use std::collections::{BTreeMap, BTreeSet};

use calendar::plan::Closed;
use calendar::wish::{Channel, Form, Matter};
use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use chrono_tz::Tz;
use serde::{Deserialize, Serialize};

use super::absences::{self, AbsencesConfig};
use super::faults;
use super::hours::{WeekHours, closed_minutes, instants, minutes, without};
use super::letters::Sentences;
use super::order::OrderConfig;
use super::plan::{
    ClosureConfig, DeadlinesConfig, LandCode, LeadConfig, LocalHoliday, NeedConfig, PoolConfig,
    ResourceConfig, all_channels, in_person,
};
use super::statements::StatementsConfig;
use super::{Mistake, Source};

#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Site {
    /// In MQTT topics and the database; lower case letters, digits and hyphens. Never changed later.
    pub id: String,
    /// "Stadt Musterstadt".
    pub town: String,
    /// "Bürgerbüro".
    pub office: String,
    /// Where the house stands: "Rathausplatz 1, 12345 Musterstadt".
    pub address: Option<String>,
    /// How people get there, in German: "Straßenbahn 5 bis Rathaus; ohne Stufen durch den Hof".
    pub directions: Option<String>,
    /// The same in other languages by code: { en = "Tram 5 to Rathaus" }.
    #[serde(default)]
    pub directions_in: BTreeMap<String, String>,
    /// Whom visitors call with a question: "06203 123-0".
    pub phone: Option<String>,
    /// Where messages of the contact page go. Without it, that page says telephone and address instead.
    pub contact: Option<String>,
    /// What the law asks of public pages.
    #[serde(default)]
    pub statements: StatementsConfig,
    /// The town's own sentences in letters.
    #[serde(default)]
    pub letters: Sentences,
    /// Opening hours are wall time of this zone.
    #[serde(default = "berlin")]
    pub time_zone: Tz,
    pub hours: WeekHours,
    /// The hub opens the service day at this wall time, so that kiosks are ready before the doors.
    #[serde(default = "day_starts")]
    pub day_starts: String,
    /// The hub closes the service day at this wall time, when everybody has gone home for sure.
    #[serde(default = "day_ends")]
    pub day_ends: String,
    /// Whether figures of each clerk are kept and shown. Off, for good reasons: the example file has them.
    #[serde(default)]
    pub statistics_per_clerk: bool,
    /// Whether visitors are asked how it was. Somebody has to read what they say.
    #[serde(default)]
    pub feedback: bool,
    /// Whether anybody may read how bookings went, month by month.
    #[serde(default)]
    pub open_data: bool,
    #[serde(default)]
    pub order: OrderConfig,
    #[serde(rename = "zone")]
    pub zones: Vec<ZoneConfig>,
    #[serde(rename = "service")]
    pub services: Vec<ServiceConfig>,
    #[serde(rename = "counter")]
    pub counters: Vec<CounterConfig>,
    /// Who takes bookings. Without a pool nothing can be booked.
    #[serde(rename = "pool", default)]
    pub pools: Vec<PoolConfig>,
    /// The clerks, rooms and machines of pools that are not merely counted.
    #[serde(rename = "resource", default)]
    pub resources: Vec<ResourceConfig>,
    /// Whose public holidays close the house; without it, none does.
    pub land: Option<LandCode>,
    #[serde(default)]
    pub local_holidays: Vec<LocalHoliday>,
    #[serde(rename = "closure", default)]
    pub closures: Vec<ClosureConfig>,
    /// So many people with appointments may be in the building at once; without it, all.
    pub people_max: Option<u16>,
    #[serde(default)]
    pub deadlines: DeadlinesConfig,
    /// Who is away, as other systems of the town say it.
    #[serde(default)]
    pub absences: AbsencesConfig,
    /// So many open bookings for a service may citizens have who give the same mail address.
    #[serde(default = "one")]
    pub bookings_per_address: u16,
    /// So long before their time citizens may say on the page of their booking that they have come; 0 never.
    #[serde(default = "half_an_hour")]
    pub phone_check_in_minutes: u16,
    /// Whether who books may leave a birthday without its year, to check in at the kiosk without the code.
    #[serde(default)]
    pub birthday_check_in: bool,
}

fn one() -> u16 {
    1
}

/// As early as people come; who presses it at home has a seat kept for them for no longer than that.
fn half_an_hour() -> u16 {
    30
}

fn berlin() -> Tz {
    chrono_tz::Europe::Berlin
}
fn day_starts() -> String {
    "05:00".into()
}
fn day_ends() -> String {
    "22:00".into()
}

#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ZoneConfig {
    /// First letter of every number of this zone.
    pub letter: char,
    /// "Bürgerbüro".
    pub name: String,
    /// How to get there from the kiosk: "Erdgeschoss, links".
    #[serde(default)]
    pub place: String,
    /// So many walk-ins a day get a number from a kiosk; without it, all.
    pub contingent: Option<u32>,
}

#[derive(Debug, Clone, PartialEq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct ServiceConfig {
    pub id: String,
    /// German; what the town calls it.
    pub name: String,
    /// Other languages by code: { en = "Passport", "de-x-plain" = "Pass" }.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub names: BTreeMap<String, String>,
    /// Its number in the catalogue of all services of the administration (LeiKa), where it has one.
    pub leika: Option<String>,
    /// Everyday words people look for: ["Perso"].
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub words: Vec<String>,
    /// What to bring: ["Personalausweis oder Reisepass", "Biometrisches Foto"].
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub bring: Vec<String>,
    /// The same in other languages by code: { en = ["Identity card or passport", "Biometric photo"] }.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub bring_in: BTreeMap<String, Vec<String>>,
    /// What is done with what people bring and say here, where the site's own statement does not say it; a
    /// text or an address.
    pub privacy: Option<String>,
    pub zone: char,
    /// A walk-in is due this long after drawing.
    #[serde(default = "twenty")]
    pub target_wait_minutes: u32,
    /// What a booking takes of the calendar, and half of the visits take at most.
    #[serde(default = "ten")]
    pub minutes: u32,
    /// Nine of ten visits take at most this long. The default is twice `minutes`.
    pub minutes_p90: Option<u32>,
    /// What a booking takes beside `minutes` for each further person.
    #[serde(default)]
    pub minutes_per_person: u16,
    /// The pool that takes bookings of it; without one it is for walk-ins only.
    pub pool: Option<String>,
    /// What whoever takes it must be able to do.
    pub skill: Option<String>,
    /// What it takes besides: a room, a machine, a second clerk.
    #[serde(rename = "need", default, skip_serializing_if = "Vec::is_empty")]
    pub needs: Vec<NeedConfig>,
    /// How a booked visit may take place.
    #[serde(default = "in_person")]
    pub forms: BTreeSet<Form>,
    /// Who may book it.
    #[serde(default = "all_channels")]
    pub channels: BTreeSet<Channel>,
    /// A talk on the telephone comes first, so that only the clerk can book.
    #[serde(default)]
    pub call_first: bool,
    /// Instead of the pool's.
    pub lead: Option<LeadConfig>,
    /// So many walk-ins a day get a number from a kiosk; without it, all.
    pub contingent: Option<u32>,
}

impl ServiceConfig {
    /// For so many people it may be booked.
    pub fn persons_max(&self) -> u16 {
        calendar::persons_max(self.minutes_per_person)
    }

    /// For all of so many people who come, or for one of them where others take no time.
    pub fn matter(&self, persons: u16) -> Matter {
        Matter { service: self.id.clone(), persons: persons.min(self.persons_max()) }
    }
}

fn ten() -> u32 {
    10
}
fn twenty() -> u32 {
    20
}

#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CounterConfig {
    /// As written on the wall: "3".
    pub id: String,
    /// Services by their id; without the field, all.
    pub services: Option<Vec<String>>,
    /// Whom it is fit for: ["step-free", "hearing-loop"].
    #[serde(default)]
    pub offers: Vec<wire::http::Need>,
}

/// A visit may be this long at most: longer ones are a day's work, not an appointment.
pub const SERVICE_MINUTES_MAX: u32 = 8 * 60;
/// Waiting targets beyond a day mean nothing.
pub const TARGET_WAIT_MINUTES_MAX: u32 = 24 * 60;

impl Site {
    /// Whether whoever books is asked for a birthday: only who comes checks in.
    pub fn asks_birthday(&self, form: Form) -> bool {
        self.birthday_check_in && form == Form::InPerson
    }

    /// Where somebody comes, in words: "Bürgerbüro, Rathausplatz 1, 12345 Musterstadt".
    pub fn place(&self) -> String {
        format!("{}, {}", self.office, self.address.as_ref().unwrap_or(&self.town))
    }

    /// Where the appointments of a resource are sent.
    pub fn mail_of(&self, resource: &str) -> Option<&str> {
        self.resources.iter().find(|known| known.id == resource)?.mail.as_deref()
    }

    pub(crate) fn check(&self, source: &Source) -> Result<(), Mistake> {
        let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        if self.id.is_empty() || !self.id.chars().all(plain) {
            let what = format!("{:?}: only lower case letters, digits and hyphens are allowed", self.id);
            return Err(source.mistake_at("id", &self.id, &what));
        }
        if let Some((day, text, what)) = self.hours.mistake() {
            return Err(source.mistake_at(day, text, &what));
        }
        for (field, text) in [("day_starts", &self.day_starts), ("day_ends", &self.day_ends)] {
            if minutes(text).is_none() {
                return Err(
                    source.mistake(field, &format!("{text:?} is not a time of day such as \"05:00\""))
                );
            }
        }
        if self.day_minutes().0 >= self.day_minutes().1 {
            return Err(source.mistake("day_ends", "must be later than day_starts"));
        }
        self.check_day(source)?;
        self.order.check(source)?;
        self.check_zones(source)?;
        self.check_services(source)?;
        self.check_counters(source)?;
        faults::check(self, source)?;
        absences::check(self, source)
    }

    /// Whoever waits when the service day ends goes home, so it must not end before the doors close.
    fn check_day(&self, source: &Source) -> Result<(), Mistake> {
        let (starts, ends) = self.day_minutes();
        for (day, text, (from, to)) in self.hours.ranges() {
            if from < starts || to > ends {
                let what = format!(
                    "{text:?} is not within the service day of {} to {}; change day_starts or day_ends",
                    self.day_starts, self.day_ends
                );
                return Err(source.mistake_at(day, text, &what));
            }
        }
        Ok(())
    }

    fn check_zones(&self, source: &Source) -> Result<(), Mistake> {
        let mut letters = BTreeSet::new();
        for zone in &self.zones {
            let text = zone.letter.to_string();
            if !queue::Zone::LETTERS.contains(zone.letter) {
                let what = format!(
                    "{:?}: allowed are {} (others look like digits or like each other)",
                    zone.letter,
                    queue::Zone::LETTERS
                );
                return Err(source.mistake_at("letter", &text, &what));
            }
            if !letters.insert(zone.letter) {
                let what = format!("{:?} names two zones; each needs its own letter", zone.letter);
                return Err(source.said_again("letter", &text, &what));
            }
        }
        Ok(())
    }

    fn check_services(&self, source: &Source) -> Result<(), Mistake> {
        let mut ids = BTreeSet::new();
        for service in &self.services {
            let at = |field: &str, value: &str, what: String| Err(source.mistake_at(field, value, &what));
            if !ids.insert(&service.id) {
                let what = format!("{:?} names two services", service.id);
                return Err(source.said_again("id", &service.id, &what));
            }
            if !self.zones.iter().any(|zone| zone.letter == service.zone) {
                let letters: Vec<String> = self.zones.iter().map(|zone| zone.letter.to_string()).collect();
                let letters = letters.join(", ");
                let what = format!("{:?} is no zone of this site; there are {letters}", service.zone);
                return at("zone", &service.zone.to_string(), what);
            }
            if service.minutes == 0 || service.minutes > SERVICE_MINUTES_MAX {
                return at(
                    "minutes",
                    &service.minutes.to_string(),
                    format!("must be 1 to {SERVICE_MINUTES_MAX}"),
                );
            }
            if let Some(p90) = service.minutes_p90.filter(|p90| *p90 < service.minutes) {
                let what = format!("must be at least `minutes`, which is {}", service.minutes);
                return at("minutes_p90", &p90.to_string(), what);
            }
            if service.target_wait_minutes > TARGET_WAIT_MINUTES_MAX {
                let value = service.target_wait_minutes.to_string();
                return at(
                    "target_wait_minutes",
                    &value,
                    format!("must be at most {TARGET_WAIT_MINUTES_MAX}"),
                );
            }
        }
        Ok(())
    }

    fn check_counters(&self, source: &Source) -> Result<(), Mistake> {
        let mut ids = BTreeSet::new();
        for counter in &self.counters {
            if !ids.insert(&counter.id) {
                let what = format!("{:?} names two counters", counter.id);
                return Err(source.said_again("id", &counter.id, &what));
            }
            if counter.offers.contains(&wire::http::Need::Unknown) {
                let what = format!("counter {:?} offers something that is not known here", counter.id);
                return Err(source.mistake("offers", &what));
            }
            for service in counter.services.iter().flatten() {
                if !self.services.iter().any(|s| s.id == *service) {
                    let known: Vec<&str> = self.services.iter().map(|s| s.id.as_str()).collect();
                    let what =
                        format!("{service:?} is no service of this site; there are {}", known.join(", "));
                    return Err(source.mistake_at("services", service, &what));
                }
            }
        }
        Ok(())
    }

    /// Start and end of the service day in minutes of wall time. Checked before.
    pub fn day_minutes(&self) -> (u32, u32) {
        (minutes(&self.day_starts).unwrap_or(0), minutes(&self.day_ends).unwrap_or(24 * 60))
    }

    /// When the doors are open on `date`: its weekly hours, unless a holiday or a closure shuts them.
    pub fn open_on(&self, date: NaiveDate) -> Vec<(DateTime<Utc>, DateTime<Utc>)> {
        let hours = if self.holiday_on(date).is_some() { vec![] } else { self.hours.on(date) };
        let closed = self.closures_on(date).map(|closure| closed_minutes(closure.hours.as_deref()));
        instants(&closed.fold(hours, without), date, self.time_zone)
    }

    /// The same as its week says, for a day on which somebody opens the doors all the same.
    pub fn usually_open_on(&self, date: NaiveDate) -> Vec<(DateTime<Utc>, DateTime<Utc>)> {
        instants(&self.hours.on(date), date, self.time_zone)
    }

    /// Why the doors stay shut on a day of the week on which they are open else.
    pub fn closed_on(&self, date: NaiveDate) -> Option<Closed> {
        if self.hours.on(date).is_empty() || !self.open_on(date).is_empty() {
            return None;
        }
        let closure = || self.closures_on(date).next().map(|closure| Closed::Closure(closure.name.clone()));
        self.holiday_on(date).map(Closed::Holiday).or_else(closure)
    }

    fn holiday_on(&self, date: NaiveDate) -> Option<calendar::holidays::Holiday> {
        self.holidays_of().and_then(|town| calendar::holidays::holiday_on(town, date))
    }

    /// Of the whole building.
    fn closures_on(&self, date: NaiveDate) -> impl Iterator<Item = &ClosureConfig> {
        let is_on = move |closure: &&ClosureConfig| {
            closure.from <= date && date <= closure.until.unwrap_or(closure.from)
        };
        self.closures.iter().filter(|closure| closure.pools.is_none()).filter(is_on)
    }

    pub fn zone(&self, letter: char) -> Option<&ZoneConfig> {
        self.zones.iter().find(|zone| zone.letter == letter)
    }

    /// What the queue needs of all this.
    pub fn rules(&self) -> queue::Rules {
        let minutes = |minutes: u32| TimeDelta::minutes(minutes.into());
        let service = |s: &ServiceConfig| queue::Service {
            zone: s.zone,
            target_wait: minutes(s.target_wait_minutes),
            time_median: minutes(s.minutes),
            time_p90: minutes(s.minutes_p90.unwrap_or(s.minutes * 2)),
            contingent: s.contingent,
        };
        let counter = |c: &CounterConfig| queue::Counter {
            services: c.services.as_ref().map(|services| services.iter().cloned().collect()),
            offers: c.offers.iter().filter_map(|need| crate::views::queue_need(*need)).collect(),
        };
        let zone = |z: &ZoneConfig| queue::Zone { letter: z.letter, contingent: z.contingent };
        queue::Rules {
            zones: self.zones.iter().map(zone).collect(),
            services: self.services.iter().map(|s| (s.id.clone(), service(s))).collect(),
            counters: self.counters.iter().map(|c| (c.id.clone(), counter(c))).collect(),
            order: self.order.rules(),
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::config::{Config, MADE_UP_TOWN};

    #[track_caller]
    fn check(settings: &str, date: &str, open: &str) {
        let text = MADE_UP_TOWN
            .replace("[\"00:00-24:00\"]", "[\"08:00-12:00\", \"14:00-18:00\"]")
            .replace("day_starts", &format!("land = \"BW\"\n{settings}\nday_starts"));
        let config = Config::parse("hub.toml", &text).expect("it is in order");
        let site = &config.sites[0];
        let date = date.parse().expect("a date");
        let wall = |at: &chrono::DateTime<chrono::Utc>| at.with_timezone(&site.time_zone).format("%H:%M");
        let doors = site.open_on(date);
        let doors: Vec<String> =
            doors.iter().map(|(from, to)| format!("{}-{}", wall(from), wall(to))).collect();
        let why = site.closed_on(date).map(|why| format!("closed: {why:?}"));
        assert_eq!(why.unwrap_or(doors.join(" ")), open, "on {date}");
        assert_eq!(site.usually_open_on(date).len(), 2, "on {date} the week says so");
    }

    #[test]
    fn doors_stay_shut_on_holidays_and_closures() {
        let closed = |hours: &str| {
            let closure = "from = \"2026-12-28\", until = \"2026-12-30\", name = \"Pause\"";
            format!("closure = [{{ {closure}{hours} }}]")
        };
        check("", "2026-12-28", "08:00-12:00 14:00-18:00");
        check("", "2026-12-25", "closed: Holiday(ChristmasDay)");
        check(&closed(""), "2026-12-30", "closed: Closure(\"Pause\")");
        check(&closed(""), "2026-12-31", "08:00-12:00 14:00-18:00");
        check(&closed(", hours = \"11:00-15:00\""), "2026-12-28", "08:00-11:00 15:00-18:00");
        check(&closed(", pools = [\"buergerbuero\"]"), "2026-12-28", "08:00-12:00 14:00-18:00");
    }
}
