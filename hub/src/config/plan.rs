//! What a site offers for booking, as its file says it: pools, resources, lead times, closures, holidays.
//!
//! Here it becomes the calendar's plan; what the calendar finds odd about it becomes a mistake with a line
//! in `faults`. Nothing of the queue is here.

use std::collections::{BTreeMap, BTreeSet};

use calendar::holidays::{Land, Town};
use calendar::hours::Series;
use calendar::plan::{Closure, Deadlines, Kind, Lead, Need, Notice, Plan, Pool, Release, Resource, Service};
use calendar::wish::{Channel, Form, Remit};
use chrono::{NaiveDate, NaiveTime, Weekday};
use serde::{Deserialize, Serialize};

use super::hours::{WeekHours, range, time_of_day};
use super::site::{ServiceConfig, Site};

/// Clerks, rooms or machines that stand for each other.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct PoolConfig {
    pub id: String,
    /// The short way: so many clerks who can all do everything that is asked of this pool. Without it
    /// the pool's `[[site.resource]]` are named one by one.
    pub seats: Option<u16>,
    /// Appointments begin every so many minutes after opening.
    #[serde(default = "five")]
    pub step_minutes: u16,
    /// The default is the site's hours.
    pub hours: Option<WeekHours>,
    /// Hours that are not the same every week: every second one, the first of a month, one summer.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub series: Vec<Series>,
    #[serde(default)]
    pub lead: LeadConfig,
    /// So many visits of a form at a time: { video = 2 }.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub at_once: BTreeMap<Form, u16>,
    /// So many visits at a time may be booked by the public; without it, as many as there are seats.
    pub public: Option<u16>,
    /// So many seats nobody books: they are for walk-ins.
    #[serde(default)]
    pub walk_ins: u16,
    /// So many seats are for urgent matters.
    #[serde(default)]
    pub urgent: u16,
    /// So long before a slot its seats for urgent matters are free for all; without it they are kept.
    pub urgent_freed_minutes: Option<u32>,
}

fn five() -> u16 {
    5
}

/// One clerk, room or machine of a pool, by name.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct ResourceConfig {
    /// In the journal, so never a person's name: "schalter-3", "trauzimmer".
    pub id: String,
    pub pool: String,
    #[serde(default)]
    pub kind: Kind,
    /// What it can do; services ask for one of them.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub skills: BTreeSet<String>,
    /// For family names from the first to the last letters: ["A-Ki", "Kl-Z"]. Without it, for all.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub names: Vec<String>,
    /// For people of these places; without it, for all.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub places: BTreeSet<String>,
    /// The forms of visit it is fit for; without it, all.
    pub forms: Option<BTreeSet<Form>>,
    /// Its own working hours within those of the pool; without it, all of them.
    pub hours: Option<WeekHours>,
    /// Who takes over first when it is not there.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub deputies: Vec<String>,
    /// Where its appointments are sent, for a calendar program that files them by itself.
    pub mail: Option<String>,
}

/// From when to when the public may book.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize)]
#[serde(deny_unknown_fields, default)]
pub struct LeadConfig {
    /// So long before at the latest, or so many days by the calendar; one of the two.
    pub notice_minutes: Option<u32>,
    pub notice_days: Option<u16>,
    /// The newest day is so many days from today.
    pub days_ahead: u16,
    /// When the newest day is released: "08:00". Without it, at the time the office opens that day.
    pub release: Option<String>,
}

impl Default for LeadConfig {
    fn default() -> LeadConfig {
        let days_ahead = Lead::default().days_ahead;
        LeadConfig { notice_minutes: None, notice_days: None, days_ahead, release: None }
    }
}

/// One more thing a visit takes, beside the clerk of the service's own pool.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct NeedConfig {
    pub pool: String,
    pub skill: Option<String>,
    /// Only visits of these forms need it; without it, all.
    pub forms: Option<BTreeSet<Form>>,
}

/// Days, or hours of them, on which the house or some pools are closed.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct ClosureConfig {
    pub from: NaiveDate,
    /// The last day; without it, `from` alone.
    pub until: Option<NaiveDate>,
    /// "12:00-24:00"; without it, the whole day.
    pub hours: Option<String>,
    /// Without it the whole building.
    pub pools: Option<BTreeSet<String>>,
    /// What people read: "Betriebsausflug".
    pub name: String,
}

/// How long something is kept for somebody.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize)]
#[serde(deny_unknown_fields, default)]
pub struct DeadlinesConfig {
    pub hold_minutes: u32,
    pub verify_minutes: u32,
}

impl Default for DeadlinesConfig {
    fn default() -> DeadlinesConfig {
        let Deadlines { hold_minutes, verify_minutes } = Deadlines::default();
        DeadlinesConfig { hold_minutes, verify_minutes }
    }
}

/// The Länder by the letters of ISO 3166-2:DE.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize)]
pub enum LandCode {
    BW,
    BY,
    BE,
    BB,
    HB,
    HH,
    HE,
    MV,
    NI,
    NW,
    RP,
    SL,
    SN,
    ST,
    SH,
    TH,
}

/// A holiday that only some towns of a Land keep.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum LocalHoliday {
    CorpusChristi,
    Assumption,
    PeaceFestival,
}

impl LandCode {
    pub const ALL: [LandCode; 16] = [
        LandCode::BW,
        LandCode::BY,
        LandCode::BE,
        LandCode::BB,
        LandCode::HB,
        LandCode::HH,
        LandCode::HE,
        LandCode::MV,
        LandCode::NI,
        LandCode::NW,
        LandCode::RP,
        LandCode::SL,
        LandCode::SN,
        LandCode::ST,
        LandCode::SH,
        LandCode::TH,
    ];

    pub fn land(self) -> Land {
        match self {
            LandCode::BW => Land::BadenWuerttemberg,
            LandCode::BY => Land::Bavaria,
            LandCode::BE => Land::Berlin,
            LandCode::BB => Land::Brandenburg,
            LandCode::HB => Land::Bremen,
            LandCode::HH => Land::Hamburg,
            LandCode::HE => Land::Hesse,
            LandCode::MV => Land::MecklenburgVorpommern,
            LandCode::NI => Land::LowerSaxony,
            LandCode::NW => Land::NorthRhineWestphalia,
            LandCode::RP => Land::RhinelandPalatinate,
            LandCode::SL => Land::Saarland,
            LandCode::SN => Land::Saxony,
            LandCode::ST => Land::SaxonyAnhalt,
            LandCode::SH => Land::SchleswigHolstein,
            LandCode::TH => Land::Thuringia,
        }
    }
}

impl LocalHoliday {
    pub const ALL: [LocalHoliday; 3] =
        [LocalHoliday::CorpusChristi, LocalHoliday::Assumption, LocalHoliday::PeaceFestival];

    /// The Länder in which it is a town's own affair.
    pub fn lands(self) -> &'static [LandCode] {
        match self {
            LocalHoliday::CorpusChristi => &[LandCode::SN, LandCode::TH],
            LocalHoliday::Assumption | LocalHoliday::PeaceFestival => &[LandCode::BY],
        }
    }
}

impl Site {
    /// What the calendar needs of all this.
    pub fn plan(&self) -> Plan {
        let pool = |pool: &PoolConfig| (pool.id.clone(), self.pool(pool));
        let service = |service: &ServiceConfig| Some((service.id.clone(), self.bookable(service)?));
        Plan {
            zone: self.time_zone,
            town: self.holidays_of(),
            pools: self.pools.iter().map(pool).collect(),
            resources: self.pools.iter().flat_map(|p| self.seats_of(p)).chain(self.named()).collect(),
            services: self.services.iter().filter_map(service).collect(),
            closures: self.closures.iter().map(ClosureConfig::closure).collect(),
            people_max: self.people_max,
            deadlines: Deadlines {
                hold_minutes: self.deadlines.hold_minutes,
                verify_minutes: self.deadlines.verify_minutes,
            },
        }
    }

    pub(super) fn holidays_of(&self) -> Option<Town> {
        let keeps = |holiday| self.local_holidays.contains(&holiday);
        self.land.map(|code| Town {
            land: code.land(),
            corpus_christi: keeps(LocalHoliday::CorpusChristi),
            assumption: keeps(LocalHoliday::Assumption),
            augsburg: keeps(LocalHoliday::PeaceFestival),
        })
    }

    /// The weekly hours of a pool.
    pub(super) fn hours_of<'a>(&'a self, pool: &'a PoolConfig) -> &'a WeekHours {
        pool.hours.as_ref().unwrap_or(&self.hours)
    }

    fn pool(&self, pool: &PoolConfig) -> Pool {
        let weekly = weekly(self.hours_of(pool), pool.step_minutes).into_iter().map(|series| Series {
            public: pool.public,
            walk_ins: pool.walk_ins,
            urgent: pool.urgent,
            ..series
        });
        Pool {
            hours: weekly.chain(pool.series.iter().cloned()).collect(),
            lead: pool.lead.lead(),
            at_once: pool.at_once.clone(),
            urgent_freed_minutes: pool.urgent_freed_minutes,
        }
    }

    /// Counted seats: each can do whatever any service asks of its pool.
    fn seats_of(&self, pool: &PoolConfig) -> Vec<(String, Resource)> {
        let of_services = self.services.iter().filter(|service| service.pool.as_ref() == Some(&pool.id));
        let further = self.services.iter().flat_map(|service| &service.needs);
        let further = further.filter(|need| need.pool == pool.id).filter_map(|need| need.skill.clone());
        let skills: BTreeSet<String> =
            of_services.filter_map(|service| service.skill.clone()).chain(further).collect();
        let seat = |n| {
            let resource = Resource { pool: pool.id.clone(), skills: skills.clone(), ..Resource::default() };
            (seat_id(&pool.id, n), resource)
        };
        (1..=pool.seats.unwrap_or(0)).map(seat).collect()
    }

    fn named(&self) -> impl Iterator<Item = (String, Resource)> {
        self.resources.iter().map(|resource| (resource.id.clone(), resource.resource()))
    }

    fn bookable(&self, service: &ServiceConfig) -> Option<Service> {
        let first = Need { pool: service.pool.clone()?, skill: service.skill.clone(), forms: None };
        let further = service.needs.iter().map(|need| Need {
            pool: need.pool.clone(),
            skill: need.skill.clone(),
            forms: need.forms.clone(),
        });
        Some(Service {
            minutes: service.minutes.try_into().unwrap_or(u16::MAX),
            minutes_per_person: service.minutes_per_person,
            needs: [first].into_iter().chain(further).collect(),
            forms: service.forms.clone(),
            channels: service.channels.clone(),
            call_first: service.call_first,
            lead: service.lead.as_ref().map(LeadConfig::lead),
        })
    }
}

/// What the journal calls the nth of a pool's counted seats.
pub(super) fn seat_id(pool: &str, n: u16) -> String {
    format!("{pool}-{n}")
}

impl ResourceConfig {
    fn resource(&self) -> Resource {
        let remit = match (self.names.is_empty(), self.places.is_empty()) {
            (false, _) => Remit::Names(self.names.iter().filter_map(|names| name_range(names)).collect()),
            (true, false) => Remit::Places(self.places.clone()),
            (true, true) => Remit::Everybody,
        };
        Resource {
            pool: self.pool.clone(),
            kind: self.kind,
            skills: self.skills.clone(),
            remit,
            forms: self.forms.clone(),
            // Working hours have no steps of their own.
            hours: self.hours.as_ref().map(|hours| weekly(hours, 0)),
            deputies: self.deputies.clone(),
        }
    }
}

/// "A-Ki"
pub fn name_range(text: &str) -> Option<(String, String)> {
    let (first, last) = text.split_once('-')?;
    let (first, last) = (first.trim(), last.trim());
    let is_name = |name: &str| name.chars().next().is_some_and(char::is_alphabetic);
    (is_name(first) && is_name(last)).then(|| (first.to_owned(), last.to_owned()))
}

impl LeadConfig {
    fn lead(&self) -> Lead {
        let notice = match self.notice_days {
            Some(days) => Notice::Days(days),
            None => Notice::Minutes(self.notice_minutes.unwrap_or(0)),
        };
        let at = self.release.as_deref().and_then(time_of_day);
        Lead { notice, days_ahead: self.days_ahead, release: at.map_or(Release::AtOpening, Release::At) }
    }
}

impl ClosureConfig {
    pub(super) fn closure(&self) -> Closure {
        Closure {
            from: self.from,
            until: self.until.unwrap_or(self.from),
            hours: self.times(),
            pools: self.pools.clone(),
            name: self.name.clone(),
        }
    }

    /// From and until; midnight at the end is 00:00.
    fn times(&self) -> Option<(NaiveTime, NaiveTime)> {
        let (from, until) = range(self.hours.as_deref()?)?;
        Some((of_minutes(from), of_minutes(until)))
    }
}

/// Channels that may book what a town does not say otherwise.
pub(super) fn all_channels() -> BTreeSet<Channel> {
    Channel::ALL.into()
}

pub(super) fn in_person() -> BTreeSet<Form> {
    BTreeSet::from([Form::InPerson])
}

/// Before any town had this program, so that weekly hours have always been.
const ALWAYS: NaiveDate = NaiveDate::from_ymd_opt(2000, 1, 1).expect("it is a date");

/// One series for all weekdays that have the same range.
fn weekly(hours: &WeekHours, step_minutes: u16) -> Vec<Series> {
    let mut days: BTreeMap<(u32, u32), Vec<Weekday>> = BTreeMap::new();
    for (day, _, range) in hours.ranges() {
        days.entry(range).or_default().push(day.parse().expect("days are named as chrono does"));
    }
    let series = |((from, until), days): ((u32, u32), Vec<Weekday>)| {
        Series::weekly(ALWAYS, &days, of_minutes(from), of_minutes(until), step_minutes)
    };
    days.into_iter().map(series).collect()
}

/// The calendar calls midnight at the end of a day 00:00.
fn of_minutes(minutes: u32) -> NaiveTime {
    NaiveTime::from_num_seconds_from_midnight_opt(minutes % (24 * 60) * 60, 0).expect("less than a day")
}
