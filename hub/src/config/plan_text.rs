//! The plan of a site as a text of its own, in exactly the shape of the hub's file: what an admin saves,
//! takes home and brings back.
//!
//! It is the part of a `[[site]]` that can be changed while the hub works. Names and address of the house,
//! zones, counters, the order of calling and where absences are read from are the file's alone; so are the
//! mail addresses of resources, because they may be those of people, and versions of a plan are kept for
//! ever.

use serde::de::IgnoredAny;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::hours::WeekHours;
use super::letters::Sentences;
use super::plan::{ClosureConfig, DeadlinesConfig, LandCode, LocalHoliday, PoolConfig, ResourceConfig};
use super::site::{ServiceConfig, Site};
use super::{Mistake, Source};

/// Ten times what a large town hall with all its texts in twelve languages writes.
pub const PLAN_BYTES_MAX: usize = 1024 * 1024;

#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct SitePlan {
    /// Of the site.
    pub id: String,
    pub land: Option<LandCode>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub local_holidays: Vec<LocalHoliday>,
    pub people_max: Option<u16>,
    pub deadlines: DeadlinesConfig,
    pub hours: WeekHours,
    #[serde(skip_serializing_if = "Sentences::is_empty")]
    pub letters: Sentences,
    #[serde(rename = "closure", skip_serializing_if = "Vec::is_empty")]
    pub closures: Vec<ClosureConfig>,
    #[serde(rename = "pool", skip_serializing_if = "Vec::is_empty")]
    pub pools: Vec<PoolConfig>,
    #[serde(rename = "resource", skip_serializing_if = "Vec::is_empty")]
    pub resources: Vec<ResourceConfig>,
    #[serde(rename = "service")]
    pub services: Vec<ServiceConfig>,
}

impl SitePlan {
    pub fn of(site: &Site) -> SitePlan {
        let without_mail = |resource: &ResourceConfig| ResourceConfig { mail: None, ..resource.clone() };
        SitePlan {
            id: site.id.clone(),
            land: site.land,
            local_holidays: site.local_holidays.clone(),
            people_max: site.people_max,
            deadlines: site.deadlines.clone(),
            hours: site.hours.clone(),
            letters: site.letters.clone(),
            closures: site.closures.clone(),
            pools: site.pools.clone(),
            resources: site.resources.iter().map(without_mail).collect(),
            services: site.services.clone(),
        }
    }

    /// The services that take a resource of this pool.
    pub fn takers_of(&self, pool: &str) -> impl Iterator<Item = &ServiceConfig> {
        self.services.iter().filter(move |service| {
            let first = service.pool.iter();
            first.chain(service.needs.iter().map(|need| &need.pool)).any(|of| of == pool)
        })
    }

    /// The same plan is always the same text.
    pub fn text(&self) -> String {
        #[derive(Serialize)]
        struct File<'a> {
            site: [&'a SitePlan; 1],
        }
        toml::to_string(&File { site: [self] }).expect("a plan is plain data")
    }

    /// Sixty-four digits that no other plan has.
    pub fn digest(&self) -> String {
        Sha256::digest(self.text().as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect()
    }

    /// Reads the plan of `site` from a file such as `text` writes, or from the whole file of a hub. What is
    /// wrong with it is said as of the hub's own file; `name` is what a mistake calls it.
    pub fn read(name: &str, text: &str, site: &Site) -> Result<SitePlan, Mistake> {
        let source = Source { name, text };
        let plan = SitePlan::parsed(&source, &site.id)?;
        site.offering(&plan).check(&source)?;
        // The whole of it is in every form from a look to saving.
        match plan.text().len() {
            bytes if bytes > PLAN_BYTES_MAX => {
                let what = format!("the plan has {bytes} bytes, and may have {PLAN_BYTES_MAX}");
                Err(source.mistake("site", &what))
            }
            _ => Ok(plan),
        }
    }

    /// What was checked before.
    pub fn read_unchecked(text: &str, site: &str) -> Result<SitePlan, Mistake> {
        SitePlan::parsed(&Source { name: "plan", text }, site)
    }

    fn parsed(source: &Source, site: &str) -> Result<SitePlan, Mistake> {
        let file: File = toml::from_str(source.text).map_err(|error| source.syntax(&error))?;
        let block = file.sites.into_iter().find(|block| block.id == site);
        let none = || source.mistake("id", &format!("there is no [[site]] with id {site:?} in it"));
        block.map(SitePlan::from).ok_or_else(none)
    }
}

impl Site {
    /// The site when it offers another plan. Mail addresses of resources stay those of `self`.
    pub fn offering(&self, plan: &SitePlan) -> Site {
        let plan = plan.clone();
        let with_mail = |resource: ResourceConfig| {
            let mail = self.mail_of(&resource.id).map(str::to_owned);
            ResourceConfig { mail, ..resource }
        };
        Site {
            land: plan.land,
            local_holidays: plan.local_holidays,
            people_max: plan.people_max,
            deadlines: plan.deadlines,
            hours: plan.hours,
            letters: plan.letters,
            closures: plan.closures,
            pools: plan.pools,
            resources: plan.resources.into_iter().map(with_mail).collect(),
            services: plan.services,
            ..self.clone()
        }
    }
}

/// A hub's whole file may be brought as well; what is not of the plan is not looked at. A test holds that
/// whatever may stand in such a file has its line here and in `Block`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(rename = "site")]
    sites: Vec<Block>,
    #[serde(default, rename = "hub")]
    _hub: IgnoredAny,
    #[serde(default, rename = "tls")]
    _tls: IgnoredAny,
    #[serde(default, rename = "broker")]
    _broker: IgnoredAny,
    #[serde(default, rename = "directory")]
    _directory: IgnoredAny,
    #[serde(default, rename = "citizen_account")]
    _citizen_account: IgnoredAny,
    #[serde(default, rename = "attack")]
    _attack: IgnoredAny,
    #[serde(default, rename = "mail")]
    _mail: IgnoredAny,
    #[serde(default, rename = "nextcloud")]
    _nextcloud: IgnoredAny,
    #[serde(default, rename = "video")]
    _video: IgnoredAny,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Block {
    id: String,
    land: Option<LandCode>,
    #[serde(default)]
    local_holidays: Vec<LocalHoliday>,
    people_max: Option<u16>,
    #[serde(default)]
    deadlines: DeadlinesConfig,
    hours: WeekHours,
    #[serde(default)]
    letters: Sentences,
    #[serde(rename = "closure", default)]
    closures: Vec<ClosureConfig>,
    #[serde(rename = "pool", default)]
    pools: Vec<PoolConfig>,
    #[serde(rename = "resource", default)]
    resources: Vec<ResourceConfig>,
    #[serde(rename = "service")]
    services: Vec<ServiceConfig>,
    #[serde(default, rename = "town")]
    _town: IgnoredAny,
    #[serde(default, rename = "office")]
    _office: IgnoredAny,
    #[serde(default, rename = "address")]
    _address: IgnoredAny,
    #[serde(default, rename = "directions")]
    _directions: IgnoredAny,
    #[serde(default, rename = "directions_in")]
    _directions_in: IgnoredAny,
    #[serde(default, rename = "phone")]
    _phone: IgnoredAny,
    #[serde(default, rename = "contact")]
    _contact: IgnoredAny,
    #[serde(default, rename = "statements")]
    _statements: IgnoredAny,
    #[serde(default, rename = "time_zone")]
    _time_zone: IgnoredAny,
    #[serde(default, rename = "day_starts")]
    _day_starts: IgnoredAny,
    #[serde(default, rename = "day_ends")]
    _day_ends: IgnoredAny,
    #[serde(default, rename = "statistics_per_clerk")]
    _statistics_per_clerk: IgnoredAny,
    #[serde(default, rename = "feedback")]
    _feedback: IgnoredAny,
    #[serde(default, rename = "open_data")]
    _open_data: IgnoredAny,
    #[serde(default, rename = "absences")]
    _absences: IgnoredAny,
    #[serde(default, rename = "bookings_per_address")]
    _bookings_per_address: IgnoredAny,
    #[serde(default, rename = "phone_check_in_minutes")]
    _phone_check_in_minutes: IgnoredAny,
    #[serde(default, rename = "birthday_check_in")]
    _birthday_check_in: IgnoredAny,
    #[serde(default, rename = "order")]
    _order: IgnoredAny,
    #[serde(default, rename = "zone")]
    _zones: IgnoredAny,
    #[serde(default, rename = "counter")]
    _counters: IgnoredAny,
}

impl From<Block> for SitePlan {
    fn from(block: Block) -> SitePlan {
        let without_mail = |resource| ResourceConfig { mail: None, ..resource };
        SitePlan {
            id: block.id,
            land: block.land,
            local_holidays: block.local_holidays,
            people_max: block.people_max,
            deadlines: block.deadlines,
            hours: block.hours,
            letters: block.letters,
            closures: block.closures,
            pools: block.pools,
            resources: block.resources.into_iter().map(without_mail).collect(),
            services: block.services,
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use serde::Deserializer;
    use serde::de::{DeserializeOwned, Visitor};

    use super::*;
    use crate::config::{Config, MADE_UP_TOWN};

    const SENTENCES: &str = r#"
[site.letters.handed-over]
de = "Ihr Anliegen ist in guten Händen."
de-x-plain = "Alles ist gut."
"#;

    /// Everything that may stand in a plan, at least once.
    fn town() -> Site {
        let more = r#"
[[site.closure]]
from = "2026-12-24"
until = "2026-12-31"
hours = "12:00-24:00"
pools = ["sozial"]
name = "Weihnachtspause"
[[site.pool]]
id = "sozial"
hours = { wednesday = ["14:00-18:00"] }
at_once = { video = 2 }
public = 1
lead = { notice_days = 1, days_ahead = 14, release = "08:00" }
[[site.pool.series]]
from = "2026-07-01"
until = "2026-08-31"
weekdays = ["Sat"]
repeat = { weeks = 2 }
opens = "09:00"
closes = "12:00"
step_minutes = 30
services = ["wohngeld"]
[[site.pool.series]]
from = "2026-07-01"
weekdays = ["Mon"]
repeat = "last-of-month"
opens = "09:00"
closes = "00:00"
step_minutes = 30
instead = true
[[site.resource]]
id = "platz-1"
pool = "sozial"
skills = ["wohngeld"]
names = ["A-Ki"]
forms = ["in-person", "video"]
deputies = ["platz-2"]
hours = { wednesday = ["14:00-16:00"] }
mail = "platz-1@amt.example"
[[site.resource]]
id = "platz-2"
pool = "sozial"
skills = ["wohngeld"]
places = ["Nordstadt"]
[[site.service]]
id = "wohngeld"
name = "Wohngeld"
zone = "K"
pool = "sozial"
skill = "wohngeld"
privacy = """
Wir prüfen Ihr Einkommen.

Das Gesetz verlangt es."""
bring = ["Einkommensnachweis"]
bring_in = { en = ["Proof of income"] }
need = [{ pool = "buergerbuero", forms = ["in-person"] }]
forms = ["in-person", "video"]
channels = ["staff"]
call_first = true
contingent = 5
lead = { days_ahead = 7 }
"#;
        let text = MADE_UP_TOWN.replacen("day_starts", "land = \"BY\"\npeople_max = 40\nday_starts", 1)
            + SENTENCES
            + more;
        Config::parse("hub.toml", &text).expect("it is in order").sites.remove(0)
    }

    #[test]
    fn what_is_written_is_read_as_the_same() {
        let site = town();
        let plan = SitePlan::of(&site);
        let read = SitePlan::read("plan.toml", &plan.text(), &site).expect("it is in order");
        assert_eq!(read, plan);
        assert_eq!(read.digest(), plan.digest());
        assert_eq!(site.offering(&read), site, "and the mail addresses are there again");
        assert!(!plan.text().contains('@'), "an address stands in the file alone:\n{}", plan.text());
    }

    #[test]
    fn the_whole_file_of_a_hub_may_be_brought() {
        let site = crate::config::made_up_town().sites.remove(0);
        let read = SitePlan::read("hub.toml", MADE_UP_TOWN, &site).expect("it is in order");
        assert_eq!(read, SitePlan::of(&site));
    }

    #[test]
    fn the_whole_file_may_be_brought_with_everything_switched_on() {
        let more = r#"
[attack]
stamps = "always"
[citizen_account]
label = "BundID"
issuer = "https://login.musterstadt.de/realms/buerger"
client_id = "wartemarke"
"#;
        let text = MADE_UP_TOWN.to_owned() + more;
        let site = Config::parse("hub.toml", &text).expect("a hub starts with it").sites.remove(0);
        assert_eq!(SitePlan::read("hub.toml", &text, &site).expect("it is in order"), SitePlan::of(&site));
        // And whatever else a hub may be told by its file, today or later.
        assert_eq!(fields_of::<File>(), fields_of::<Config>());
        assert_eq!(fields_of::<Block>(), fields_of::<Site>());
    }

    /// What may stand in a table of the file.
    fn fields_of<T: DeserializeOwned>() -> BTreeSet<&'static str> {
        let mut fields = BTreeSet::new();
        assert!(T::deserialize(Names(&mut fields)).is_err(), "there is nothing to read");
        assert!(!fields.is_empty(), "it is no table");
        fields
    }

    /// Listens to which fields a table asks for, and has none of them.
    struct Names<'a>(&'a mut BTreeSet<&'static str>);

    impl<'de> Deserializer<'de> for Names<'_> {
        type Error = serde::de::value::Error;

        fn deserialize_struct<V: Visitor<'de>>(
            self,
            _: &'static str,
            fields: &'static [&'static str],
            visitor: V,
        ) -> Result<V::Value, Self::Error> {
            self.0.extend(fields);
            self.deserialize_any(visitor)
        }

        fn deserialize_any<V: Visitor<'de>>(self, _: V) -> Result<V::Value, Self::Error> {
            Err(serde::de::Error::custom("there is nothing to read"))
        }

        serde::forward_to_deserialize_any! {
            bool i8 i16 i32 i64 u8 u16 u32 u64 f32 f64 char str string bytes byte_buf option unit
            unit_struct newtype_struct seq tuple tuple_struct map enum identifier ignored_any
        }
    }

    #[test]
    fn a_mistake_is_told_as_of_the_hubs_own_file() {
        let site = town();
        let right = SitePlan::of(&site).text();
        for (from, to, said) in [
            ("zone = \"K\"", "zone = \"X\"", "zone: 'X' is no zone of this site; there are A, K"),
            ("minutes = 12", "minutes = 481", "minutes: must be 1 to 480"),
            ("id = \"rathaus\"", "id = \"nordstadt\"", "id: there is no [[site]] with id \"rathaus\" in it"),
            ("id = \"kfz\"", "id = \"auto\"", "services: \"kfz\" is no service of this site"),
            ("step_minutes = 30", "step_minutes = 25", "must be a multiple of 5"),
            ("people_max", "people_mux", "unknown field `people_mux`"),
        ] {
            assert!(right.contains(from), "{from} is not in\n{right}");
            let wrong = right.replacen(from, to, 1);
            let mistake = SitePlan::read("angebot.toml", &wrong, &site).expect_err(to).to_string();
            assert!(mistake.starts_with("angebot.toml:"), "{mistake}");
            assert!(mistake.contains(said), "{mistake:?} does not say {said:?}");
        }
        let mut long = SitePlan::of(&site);
        long.services[0].bring.push("x".repeat(PLAN_BYTES_MAX));
        let mistake = SitePlan::read("angebot.toml", &long.text(), &site).expect_err("it is too long");
        assert!(mistake.to_string().contains("and may have 1048576"), "{mistake}");
    }
}
