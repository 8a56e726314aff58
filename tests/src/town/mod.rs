//! The whole town hall in one process: hub, broker, kiosk, display, printer, and a clock moved by hand.
//!
//! Everything is the real thing, over real HTTP and MQTT on loopback; only the devices are of memory
//! and the time stands still until a story moves it. Kiosk and display have a UI thread each.

mod hall;
mod kiosk;
mod ui_thread;
mod wall;

use std::path::PathBuf;
use std::time::Duration;

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use hardware::printer::{MemoryPrinter, PrinterState};
use hardware::slip::Roll;
use hub::config::{Broker, local_instant, minutes};
use hub::rights::Role;
use hub::store::DeviceKind;
use hub::{Clock, Config, Hub, Running};

pub use hall::{HALL, hall_with_hours};
pub use kiosk::KioskScreen;
pub use wall::Wall;

use crate::asker::Asker;
use crate::folder::Folder;

/// The day of all stories that do not say another: a Wednesday with 37 bookings in a real town.
pub const DAY: NaiveDate = NaiveDate::from_ymd_opt(2026, 3, 11).expect("a date");
pub const SITE: &str = "rathaus";
const CLERK: &str = "Petra Muster";
const SUPERVISOR: &str = "Ayşe Brandt";
const PASSWORD: &str = "sehr geheim und lang";

/// A hub with its database, tokens and clock. Enough for stories without screens.
pub struct Office {
    config: Config,
    running: Option<Running>,
    pub clock: Clock,
    kiosk_token: String,
    partner_token: String,
    /// Last, so that it goes after the hub that writes into it.
    _folder: Folder,
}

/// An office with kiosk, printer, loudspeaker and waiting-room display.
pub struct Town {
    pub office: Office,
    pub kiosk: KioskScreen,
    pub wall: Wall,
    pub printer: MemoryPrinter,
    clerk: Asker,
    keys: u32,
}

impl Office {
    /// The made-up hall at `time` of [`DAY`], wall time of the town.
    pub fn at(time: &str) -> Office {
        Office::of(HALL, instant(DAY, time))
    }

    /// A hall of one's own (TOML) at any time.
    pub fn of(config: &str, now: DateTime<Utc>) -> Office {
        let folder = Folder::new("office").expect("the temporary folder can be written");
        let mut config = Config::parse("hall.toml", config).expect("the hall is in order");
        config.hub.listen = ([127, 0, 0, 1], 0).into();
        config.hub.database = folder.path().join("hub.db");
        config.broker = Broker::BuiltIn { listen: ([127, 0, 0, 1], 0).into() };
        let clock = Clock::by_hand(now);
        let running = Hub::start(config.clone(), clock.clone()).expect("the hub starts");
        // A hub that starts again is found where it was, and so is its broker.
        config.hub.listen = running.http;
        config.broker =
            Broker::External { url: format!("mqtt://{}", running.broker), user: None, password_file: None };
        let kiosk_token = running.add_device(DeviceKind::Kiosk, "eingang", SITE).expect("a kiosk");
        let partner_token = running.add_device(DeviceKind::Partner, "terminland", SITE).expect("a partner");
        running.add_account(CLERK, PASSWORD, SITE, Role::Clerk).expect("the first account");
        running.add_account(SUPERVISOR, PASSWORD, SITE, Role::Supervisor).expect("the second account");
        Office { config, running: Some(running), clock, kiosk_token, partner_token, _folder: folder }
    }

    pub fn hub(&self) -> &Running {
        self.running.as_ref().expect("the hub runs")
    }

    pub fn url(&self) -> String {
        format!("http://{}", self.config.hub.listen)
    }

    pub fn broker(&self) -> std::net::SocketAddr {
        match &self.config.broker {
            Broker::External { url, .. } => {
                url.trim_start_matches("mqtt://").parse().expect("our own broker's address")
            }
            Broker::BuiltIn { listen } => *listen,
        }
    }

    pub fn database(&self) -> PathBuf {
        self.config.hub.database.clone()
    }

    /// What the kiosk of the hall proves itself with.
    pub fn kiosk_token(&self) -> String {
        self.kiosk_token.clone()
    }

    /// And another booking system of the town.
    pub fn partner_token(&self) -> String {
        self.partner_token.clone()
    }

    /// Somebody with a kiosk's token.
    pub fn as_kiosk(&self) -> Asker {
        Asker::kiosk(self.url(), &self.kiosk_token)
    }

    /// Another booking system of the town.
    pub fn as_partner(&self) -> Asker {
        Asker::partner(self.url(), &self.partner_token)
    }

    pub fn as_anybody(&self) -> Asker {
        Asker::anybody(self.url())
    }

    /// Logs in as the clerk of the hall.
    pub fn as_clerk(&self) -> Asker {
        Asker::clerk(self.url(), CLERK, PASSWORD).expect("the clerk may log in")
    }

    /// Logs in as whoever opens and closes what the hall has.
    pub fn as_supervisor(&self) -> Asker {
        Asker::clerk(self.url(), SUPERVISOR, PASSWORD).expect("the supervisor may log in")
    }

    /// The hub's time goes on by `time`, and the hub looks at its clock.
    pub fn passes(&self, time: TimeDelta) {
        self.clock.move_to(self.clock.now() + time);
        self.hub().desk.tick_blocking().expect("the hub works");
    }

    /// Somebody puts the clock back, and the hub looks at it.
    pub fn is_set_back(&self, time: TimeDelta) {
        let Clock::ByHand(millis) = &self.clock else { unreachable!("an office has a clock of its own") };
        millis.fetch_sub(time.num_milliseconds(), std::sync::atomic::Ordering::AcqRel);
        self.hub().desk.tick_blocking().expect("the hub works");
    }

    /// `hub open-day` on the machine of the hub.
    pub fn operator_says_it_is(&self, date: NaiveDate) {
        hub::vouch(&self.database(), &self.config, SITE, date).expect("the database is there");
        self.hub().desk.tick_blocking().expect("the hub works");
    }

    /// The hub ends, as at a shutdown of its machine.
    pub fn hub_goes_away(&mut self) {
        self.running.take().expect("the hub runs").shutdown();
    }

    /// It starts again on what it stored.
    pub fn hub_comes_back(&mut self) {
        let running = Hub::start(self.config.clone(), self.clock.clone());
        self.running = Some(running.expect("the hub starts again"));
    }
}

impl Town {
    /// The made-up hall at `time` of [`DAY`]: kiosk ready, nobody there yet.
    pub fn at(time: &str) -> Town {
        Town::of(HALL, time)
    }

    /// A hall of one's own (TOML) at `time` of [`DAY`].
    pub fn of(config: &str, time: &str) -> Town {
        let office = Office::of(config, instant(DAY, time));
        let printer = MemoryPrinter::new(Roll::Mm80);
        let kiosk = KioskScreen::starts(&office.url(), &office.kiosk_token, printer.clone());
        let wall = Wall::starts(office.broker());
        let clerk = office.as_clerk();
        let town = Town { office, kiosk, wall, printer, clerk, keys: 0 };
        town.wall.shows_anything();
        town
    }

    /// The printer is so from now on.
    pub fn printer_is(&self, state: impl Into<PrinterState>) {
        self.printer.set(state);
    }

    /// The clerk at `counter` presses "next".
    pub fn clerk_calls_next(&mut self, counter: &str) -> String {
        let key = self.key();
        self.clerk.call_next(&key, counter).expect("somebody waits").number
    }

    /// The clerk does something with a number.
    pub fn clerk_does(&mut self, act: wire::http::Act, number: &str, counter: &str) {
        let key = self.key();
        self.clerk.act(&key, counter, number, act).expect("the act is possible");
    }

    /// Time goes on for everybody: hub, kiosk and display.
    pub fn passes(&self, seconds: u64) {
        self.office.passes(TimeDelta::seconds(seconds as i64));
        self.screens_pass(seconds);
    }

    /// Time goes on for the screens alone; the hub is away.
    pub fn screens_pass(&self, seconds: u64) {
        self.kiosk.passes(Duration::from_secs(seconds));
        self.wall.passes(Duration::from_secs(seconds));
    }

    fn key(&mut self) -> String {
        self.keys += 1;
        format!("story-act-{}", self.keys)
    }
}

/// `time` ("08:00") of `date` in the town.
pub fn instant(date: NaiveDate, time: &str) -> DateTime<Utc> {
    let minutes = minutes(time).expect("a time of day");
    local_instant(date, minutes, chrono_tz::Europe::Berlin)
}
