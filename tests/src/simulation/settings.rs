//! The halls that are simulated: small, but with every rule in play.

use std::sync::LazyLock;

use chrono::NaiveDate;
use hub::Config;
use hub::config::{OrderConfig, WeekHours};

use crate::replay::chance::Chance;

pub const SITES: [&str; 2] = ["rathaus", "bauamt"];
pub const SERVICES: [&str; 3] = ["pass", "move", "car"];
pub const ZONES: [char; 2] = ['A', 'K'];

/// The clocks change on the second and the third; the fourth is the end of a year.
const DATES: [&str; 6] = ["2026-03-11", "2026-10-25", "2027-03-28", "2026-12-31", "2026-07-01", "2028-02-28"];

/// Doors, and the time the service day is opened and closed by the hub.
const HOURS: [(&[&str], &str, &str); 4] = [
    (&["08:00-18:00"], "05:00", "22:00"),
    (&["08:00-12:00", "14:00-18:00"], "05:00", "22:00"),
    (&["08:00-18:00"], "00:00", "24:00"),
    (&["08:00-24:00"], "00:00", "24:00"),
];

/// One hall and its day.
#[derive(Debug, Clone)]
pub struct Settings {
    pub date: NaiveDate,
    pub visitors: usize,
    pub config: Config,
    /// From when to when the doors are open, in minutes of wall time.
    pub hours: Vec<(u32, u32)>,
}

impl Settings {
    pub fn drawn(chance: &mut Chance, visitors_max: usize) -> Settings {
        let any = |count: usize, chance: &mut Chance| (chance.even() * count as f64) as usize;
        let date = DATES[any(DATES.len(), chance)].parse().expect("a date");
        // Many short days and some long ones: what is rare in a short day is frequent in thousands.
        let share = chance.even();
        let visitors = 3 + (share.powi(3) * visitors_max.saturating_sub(3) as f64) as usize;
        let (ranges, starts, ends) = HOURS[any(HOURS.len(), chance)];
        let mut config = HALL.clone();
        for site in &mut config.sites {
            let day: Vec<String> = ranges.iter().map(|range| range.to_string()).collect();
            site.hours = WeekHours {
                monday: day.clone(),
                tuesday: day.clone(),
                wednesday: day.clone(),
                thursday: day.clone(),
                friday: day.clone(),
                saturday: day.clone(),
                sunday: day,
            };
            (site.day_starts, site.day_ends) = (starts.into(), ends.into());
            site.order = OrderConfig {
                lateness_grace_minutes: [5, 10, 10][any(3, chance)],
                share_one_in: [2, 3, 4, 4][any(4, chance)],
                returns_max: [0, 1, 1, 2][any(4, chance)],
                recalls_max: [0, 1, 3][any(3, chance)],
                ..OrderConfig::default()
            };
        }
        let minute = |text: &str| hub::config::minutes(text).expect("a time");
        let hours = ranges.iter().map(|range| (minute(&range[..5]), minute(&range[6..]))).collect();
        Settings { date, visitors, config, hours }
    }
}

static HALL: LazyLock<Config> = LazyLock::new(|| Config::parse("simulated.toml", TOML).expect("it is tried"));

const TOML: &str = r#"
[[site]]
id = "rathaus"
town = "Stadt Musterstadt"
office = "Bürgerbüro"
hours = {}
zone = [{ letter = "A", name = "Bürgerbüro" }, { letter = "K", name = "Kfz-Zulassung" }]
pool = [{ id = "buergerbuero" }]
service = [
    { id = "pass", name = "Reisepass", zone = "A", minutes = 10, pool = "buergerbuero", skill = "pass" },
    { id = "move", name = "Umzug", zone = "A", minutes = 5, minutes_per_person = 5, pool = "buergerbuero",
      target_wait_minutes = 10 },
    { id = "car", name = "Fahrzeug", zone = "K", minutes = 15, target_wait_minutes = 15 },
]
resource = [
    { id = "anna", pool = "buergerbuero", skills = ["pass"], deputies = ["carl"] },
    { id = "bert", pool = "buergerbuero", skills = ["pass"] },
    { id = "carl", pool = "buergerbuero" },
]
counter = [
    { id = "1", offers = ["step-free"] },
    { id = "2" },
    { id = "3", offers = ["step-free", "hearing-loop"] },
    { id = "4", services = ["car"] },
]

[[site]]
id = "bauamt"
town = "Stadt Musterstadt"
office = "Bauamt"
hours = {}
zone = [{ letter = "A", name = "Bauamt" }, { letter = "K", name = "Kataster" }]
service = [
    { id = "pass", name = "Auskunft", zone = "A", minutes = 10 },
    { id = "move", name = "Antrag", zone = "A", minutes = 5 },
    { id = "car", name = "Plan", zone = "K", minutes = 15 },
]
counter = [{ id = "1" }, { id = "2" }]
"#;
