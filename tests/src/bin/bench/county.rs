//! A day of a whole county: 50,000 visitors at 44 sites, all at once, through the desk and the journal
//! on the disk.
//!
//! The clock goes on in steps of ten seconds, and everybody has to have an answer before it does. Who
//! holds a number twice, or is lost when the hub starts again, breaks the measurement off.

use std::collections::{BTreeMap, HashSet};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Instant;

use anyhow::ensure;
use chrono::{DateTime, TimeDelta, Utc};
use futures_util::future::try_join_all;
use hub::config::Site;
use hub::desk::{Act, Announcer, Committer, Desk, Happened, NotDone, Order, SiteState, Sites};
use hub::links::LinkSecret;
use hub::store::{DayKeys, Journal, StoredAnswer};
use hub::{Clock, Config};
use queue::{Command, DrawnBy, TicketId, Visit};
use town_hall::folder::Folder;
use town_hall::town::{DAY, HALL, instant};

use super::rounds::{Goal, Line};

const SITES: usize = 44;
const VISITORS: usize = 50_000;
const STEP: TimeDelta = TimeDelta::seconds(10);
/// The doors are open for ten hours.
const STEPS: usize = 3_600;
/// Each of a site's three counters is free for the next visitor after so many steps.
const STEPS_PER_VISIT: usize = 8;
/// SQLite's own number of pages after which the write-ahead log is worked in.
const CHECKPOINT_PAGES: std::ffi::c_int = 1_000;

pub fn measure(print: &mut dyn FnMut(Line)) -> anyhow::Result<()> {
    let folder = Folder::new("county")?;
    let county = County::of_sites()?;
    let counts = Arc::new(Counts::default());
    let since = Instant::now();
    let acts = county.plays_a_day(folder.path(), &counts)?;
    let took = since.elapsed().as_secs_f64();
    let commits = counts.commits.load(Ordering::Relaxed) as f64;
    let checkpoints = counts.checkpoints.load(Ordering::Relaxed);
    let day = (STEP * STEPS as i32).num_seconds() as f64;
    print(Line {
        name: "county: a day of 50,000 / its run".into(),
        ratios: vec![day / took],
        goal: Goal::AtLeast(200.0),
        figures: format!("{took:.1} s, {:.0} acts/s", acts as f64 / took),
    });
    print(Line {
        name: "county: transactions / acknowledged acts".into(),
        ratios: vec![commits / acts as f64],
        goal: Goal::AtMost(0.25),
        figures: format!("{commits} commits of {acts} acts, and {checkpoints} checkpoints of the log"),
    });
    Ok(())
}

#[derive(Default)]
struct Counts {
    commits: AtomicUsize,
    checkpoints: AtomicUsize,
}

struct County {
    config: Arc<Config>,
    clock: Clock,
}

impl County {
    fn of_sites() -> anyhow::Result<County> {
        let mut config = Config::parse("hall.toml", HALL)?;
        let one = config.sites.remove(0);
        config.sites = (1..=SITES).map(|n| Site { id: format!("site-{n}"), ..one.clone() }).collect();
        Ok(County { config: Arc::new(config), clock: Clock::by_hand(instant(DAY, "08:00")) })
    }

    /// With a connection that counts its commits and checkpoints.
    fn opens(&self, folder: &Path, counts: &Arc<Counts>) -> anyhow::Result<(Committer, Desk)> {
        let mut db = hub::store::open(&folder.join("county.db"))?;
        let counted = counts.clone();
        db.commit_hook(Some(move || {
            counted.commits.fetch_add(1, Ordering::Relaxed);
            false
        }))?;
        let counted = counts.clone();
        // What SQLite does by itself, and counts.
        db.wal_hook(Some(move |log: &mut rusqlite::hooks::Wal, pages| {
            if pages < CHECKPOINT_PAGES {
                return Ok(());
            }
            counted.checkpoints.fetch_add(1, Ordering::Relaxed);
            log.checkpoint()
        }))?;
        let secret = LinkSecret::made_of([7; 32]);
        Ok(Committer::open(
            Journal::new(db, DayKeys::in_memory(Default::default())),
            self.config.clone(),
            secret,
            self.clock.clone(),
        )?)
    }

    /// Returns how many acts were acknowledged.
    fn plays_a_day(&self, folder: &Path, counts: &Arc<Counts>) -> anyhow::Result<usize> {
        let (committer, desk) = self.opens(folder, counts)?;
        let own_runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
        let thread = std::thread::spawn(move || own_runtime.block_on(committer.run(Walls::default())));
        let runtime = tokio::runtime::Builder::new_current_thread().build()?;
        desk.tick_blocking()?;
        let mut offices: Vec<Office> = (0..SITES).map(|n| Office::new(n, &self.config.sites[n].id)).collect();
        let start = self.clock.now();
        for step in 0..STEPS {
            self.clock.move_to(start + STEP * step as i32);
            runtime.block_on(try_join_all(offices.iter_mut().map(|office| office.step(&desk, step))))?;
        }
        self.clock.move_to(instant(DAY, "22:00"));
        desk.tick_blocking()?;
        desk.stop();
        thread.join().expect("the committer does not panic");
        let drawn: usize = offices.iter().map(|office| office.drawn.len()).sum();
        ensure!(drawn == VISITORS, "{drawn} numbers were drawn");
        self.nothing_is_lost(folder, &desk)?;
        Ok(offices.iter().map(|office| office.acts).sum())
    }

    /// Everybody's way has ended, and a hub that starts again knows it.
    fn nothing_is_lost(&self, folder: &Path, desk: &Desk) -> anyhow::Result<()> {
        let (_, again) = self.opens(folder, &Arc::default())?;
        for (site, state) in desk.sites().iter() {
            ensure!(again.sites()[site].day == state.day, "{site} is another after a restart");
            ensure!(state.day.tickets().iter().all(|ticket| !ticket.is_alive()), "{site} has not ended");
        }
        Ok(())
    }
}

/// One site: visitors evenly over the day, and three clerks who do not rest.
struct Office {
    number: usize,
    site: String,
    /// Since which step each counter has had whom.
    counters: [Option<(usize, TicketId)>; 3],
    drawn: HashSet<u32>,
    called: usize,
    asked: usize,
    acts: usize,
}

impl Office {
    fn new(number: usize, site: &str) -> Office {
        let drawn = HashSet::new();
        Office { number, site: site.into(), counters: [None; 3], drawn, called: 0, asked: 0, acts: 0 }
    }

    async fn step(&mut self, desk: &Desk, step: usize) -> anyhow::Result<()> {
        // Visitor n of the county comes in step n * STEPS / VISITORS, to the sites in turn.
        let come_until = |step: usize| (step * VISITORS / STEPS + SITES - 1 - self.number) / SITES;
        for _ in come_until(step)..come_until(step + 1) {
            let command = Command::Draw { visit: Visit::to("reisepass"), by: DrawnBy::Kiosk };
            let Some(ticket) = self.asks(desk, command).await? else { continue };
            ensure!(self.drawn.insert(ticket.0), "{ticket:?} was drawn twice at {}", self.site);
        }
        for n in 0..self.counters.len() {
            let counter = (n + 1).to_string();
            match self.counters[n] {
                // Nobody presses "next" on an empty list.
                None if self.called == self.drawn.len() => {}
                None => {
                    let next = self.asks(desk, Command::CallNext { counter, except: vec![] }).await?;
                    self.called += usize::from(next.is_some());
                    self.counters[n] = next.map(|ticket| (step, ticket));
                }
                Some((since, ticket)) if step == since + 1 => {
                    self.asks(desk, Command::Arrive { ticket, counter }).await?;
                }
                Some((since, ticket)) if step >= since + STEPS_PER_VISIT => {
                    self.asks(desk, Command::Finish { ticket, counter, performed: None }).await?;
                    self.counters[n] = None;
                }
                Some(_) => {}
            }
        }
        Ok(())
    }

    /// A refusal is no acknowledged act.
    async fn asks(&mut self, desk: &Desk, command: Command) -> anyhow::Result<Option<TicketId>> {
        self.asked += 1;
        let key = Some(format!("{}-{}", self.site, self.asked));
        let act = Act::Queue(command);
        let order = Order { site: self.site.clone(), actor: format!("county:{}", self.site), key, act };
        match desk.commit(order).await {
            Ok(StoredAnswer::Ticket { ticket, .. }) => {
                self.acts += 1;
                Ok(Some(TicketId(ticket)))
            }
            Err(NotDone::Refused { code, .. }) if code == "nobody-waiting" => Ok(None),
            other => anyhow::bail!("{}: {other:?}", self.site),
        }
    }
}

/// Nothing a wall hears goes backwards.
#[derive(Default)]
struct Walls(BTreeMap<String, u64>);

impl Announcer for Walls {
    fn happened(&mut self, _: &SiteState, _: u64, events: &[Happened]) {
        for Happened { site, sequence, .. } in events {
            let last = self.0.insert(site.clone(), *sequence).unwrap_or(0);
            assert!(last < *sequence, "entry {sequence} of {site} came after {last}");
        }
    }

    fn shown(&mut self, _: &SiteState) {}

    fn heartbeat(&mut self, _: &Sites, _: u64, _: DateTime<Utc>) {}
}
