//! A hub of its own for one replayed day: the made-up town, open at that day's hours.
//!
//! The hub is the real one with its real database and broker, on loopback ports of its own; only
//! its clock is moved by hand. Kiosk, partner and clerk are registered as they would be anywhere.

use std::path::PathBuf;
use std::sync::Arc;

use anyhow::Context;
use chrono::{DateTime, Utc};
use chrono_tz::Europe::Berlin;
use hub::config::{Broker, CounterConfig, WeekHours};
use hub::rights::Role;
use hub::store::DeviceKind;
use hub::{Clock, Config, Hub, Running};

use super::driver::Access;
use super::plan::{Office, Plan, Service};
use super::watch::Watch;
use crate::asker::Asker;

/// Schriesheim has three, and no file says how many seats a slot really had.
pub const SEATS_PER_POOL: u16 = 3;
/// Stated, not measured: with three clerks and the bookings of a busy day in Schriesheim, half of the
/// walk-ins wait five minutes and one in ten twenty. At nine an hour nobody would wait, at
/// fourteen an hour.
pub const WALK_INS_PER_HOUR: f64 = 12.0;
pub const COUNTERS: usize = 3;
/// Slots of ten minutes are the commonest grid of such files, which do not say it.
const SERVICE_MINUTES_MAX: u32 = 10;

/// How often a matter is asked for beside the others; stated, from what clerks say is common.
const WEIGHTS: [(&str, f64); 5] =
    [("ausweis", 4.0), ("abholen", 3.0), ("wohnsitz", 3.0), ("fuehrungszeugnis", 1.0), ("kfz", 1.0)];

const CLERK: &str = "Vorführung";

/// The made-up town, with services short enough for the slots of a file.
fn town() -> Config {
    let mut config = hub::config::made_up_town();
    for service in config.sites.iter_mut().flat_map(|site| &mut site.services) {
        if service.pool.is_some() {
            service.minutes = service.minutes.min(SERVICE_MINUTES_MAX);
        }
    }
    config
}

/// What a file does not say of its office: the made-up town's.
pub fn office(walk_ins_per_hour: f64) -> Office {
    let weight = |id: &str| WEIGHTS.iter().find(|(of, _)| *of == id).map_or(1.0, |(_, weight)| *weight);
    let town = town();
    let services = town.sites[0].services.iter().map(|service| Service {
        id: service.id.clone(),
        weight: weight(&service.id),
        minutes_median: service.minutes,
        bookable: service.pool.is_some(),
    });
    Office { walk_ins_per_hour, services: services.collect() }
}

/// The configuration of a hub for `plan`: its hours, enough seats for all `pools`, and counters
/// that serve everything.
pub fn config(plan: &Plan, pools: usize, counters: usize, database: PathBuf) -> Config {
    let mut config = town();
    config.hub.listen = ([127, 0, 0, 1], 0).into();
    config.hub.database = database;
    config.broker = Broker::BuiltIn { listen: ([127, 0, 0, 1], 0).into() };
    let wall = |at: DateTime<Utc>| at.with_timezone(&Berlin).format("%H:%M").to_string();
    let site = &mut config.sites[0];
    site.hours = WeekHours::every_day(&format!("{}-{}", wall(plan.opens_at), wall(plan.closes_at)));
    for pool in &mut site.pools {
        pool.seats = Some(SEATS_PER_POOL * u16::try_from(pools).unwrap_or(u16::MAX / SEATS_PER_POOL));
        // How far ahead an office lets people book is in no file.
        pool.lead.days_ahead = calendar::DAYS_MAX;
    }
    site.counters = (1..=counters)
        .map(|id| CounterConfig { id: id.to_string(), services: None, offers: vec![] })
        .collect();
    config
}

/// A hub at work, and what moves its time.
pub struct Stage {
    pub hub: Arc<Running>,
    clock: Clock,
    site: String,
}

impl Stage {
    /// Opens the hub at `start`, before anything of the plan.
    pub fn opens(config: Config, start: DateTime<Utc>) -> anyhow::Result<Stage> {
        let site = config.sites[0].id.clone();
        let clock = Clock::by_hand(start);
        let hub = Arc::new(Hub::start(config, clock.clone())?);
        Ok(Stage { hub, clock, site })
    }

    /// Everybody a replay needs, registered and connected.
    pub fn access(&self) -> anyhow::Result<Access> {
        let base = format!("http://{}", self.hub.http);
        let kiosk = self.hub.add_device(DeviceKind::Kiosk, "vorfuehrung", &self.site)?;
        let partner = self.hub.add_device(DeviceKind::Partner, "kalender", &self.site)?;
        // Known to nobody, and good for this hub only.
        let password = format!("{:032x}", rand::random::<u128>());
        self.hub.add_account(CLERK, &password, &self.site, Role::Clerk)?;
        let broker = self.hub.broker;
        let clock = self.clock.clone();
        Ok(Access {
            kiosk: Asker::kiosk(&base, &kiosk),
            partner: Asker::partner(&base, &partner),
            clerk: Asker::clerk(&base, CLERK, &password).context("the clerk's login")?,
            watch: Watch::starts(&broker.ip().to_string(), broker.port(), &self.site)?,
            move_clock: Arc::new(move |at| clock.move_to(at)),
        })
    }
}
