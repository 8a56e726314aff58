//! A hub that starts again reads from the journal what the one before knew.

use std::path::PathBuf;
use std::sync::Arc;

use chrono::{DateTime, Utc};
use hub::desk::{Act, Announcer, Committer, Desk, Happened, Order, SiteState, Sites};
use hub::links::LinkSecret;
use hub::store::Journal;
use hub::{Clock, Config};
use queue::{Command, DrawnBy, Visit};

#[test]
fn one_site_begins_its_day_while_another_ends_the_one_before() {
    let hall = Hall::new("two-sites", &["bauamt", "rathaus"]);
    let (mut committer, _) = hall.starts();
    committer.tick(&mut Nobody);
    let drawn = committer.step(vec![draw("rathaus"), draw("rathaus")], &mut Nobody);
    assert!(drawn.iter().all(Result::is_ok), "{drawn:?}");

    // The bauamt is closed and opened before the rathaus ends its tickets.
    hall.clock.move_to(at("2026-03-12T05:00:30Z"));
    committer.tick(&mut Nobody);
    drop(committer);

    let (_, desk) = hall.starts();
    let sites = desk.sites();
    assert!(sites.values().all(|site| site.day.is_open()));
    assert_eq!(sites["rathaus"].day.tickets().len(), 0);
}

struct Nobody;

impl Announcer for Nobody {
    fn happened(&mut self, _: &SiteState, _: u64, _: &[Happened]) {}
    fn shown(&mut self, _: &SiteState) {}
    fn heartbeat(&mut self, _: &Sites, _: u64, _: DateTime<Utc>) {}
}

/// What stays when the hub is gone.
struct Hall {
    config: Arc<Config>,
    clock: Clock,
    database: PathBuf,
}

impl Hall {
    fn new(name: &str, sites: &[&str]) -> Hall {
        let site = |id: &&str| SITE.replace("ID", id);
        let text: String = sites.iter().map(site).collect();
        let database = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("{name}.db"));
        for ending in ["db", "db-wal", "db-shm"] {
            // What the last run of this test left.
            let _ = std::fs::remove_file(database.with_extension(ending));
        }
        let config = Arc::new(Config::parse("hall.toml", &text).expect("a good configuration"));
        Hall { config, clock: Clock::by_hand(at("2026-03-11T08:00:00Z")), database }
    }

    fn starts(&self) -> (Committer, Desk) {
        let journal = Journal::new(hub::store::open(&self.database).expect("a database"));
        let secret = LinkSecret::made_of([7; 32]);
        Committer::open(journal, self.config.clone(), secret, self.clock.clone()).expect("it starts")
    }
}

const SITE: &str = r#"
[[site]]
id = "ID"
town = "Stadt Musterstadt"
office = "Amt"
day_ends = "24:00"
hours = { monday = [], wednesday = ["08:00-18:00"], thursday = ["08:00-18:00"] }
zone = [{ letter = "A", name = "Amt" }]
service = [{ id = "pass", name = "Pass", zone = "A", minutes = 10 }]
counter = [{ id = "1" }]
"#;

fn draw(site: &str) -> Order {
    let act = Act::Queue(Command::Draw { visit: Visit::to("pass"), by: DrawnBy::Kiosk });
    Order { site: site.into(), actor: "kiosk:1".into(), key: None, act }
}

fn at(time: &str) -> DateTime<Utc> {
    time.parse().expect("a time")
}
