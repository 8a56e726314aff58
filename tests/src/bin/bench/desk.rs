//! How many durable acts a second the desk does for 64 callers, beside raw SQLite.
//!
//! Raw SQLite writes the same rows in transactions of the size the desk's own had on average in the
//! round before, with prepared statements and ready-made texts.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Instant;

use hub::desk::{Act, Announcer, Committer, Desk, Happened, Order, SiteState, Sites};
use hub::links::LinkSecret;
use hub::store::{DayKeys, Journal};
use hub::{Clock, Config};
use queue::{Command, DrawnBy, Visit};
use rusqlite::{Connection, params};
use town_hall::folder::Folder;
use town_hall::town::{DAY, HALL, SITE, instant};

use super::rounds::{Goal, Line, ROUNDS, median};

const CALLERS: usize = 64;
/// Half of them draw a number, half withdraw it again, so that the queue stays short and a zone's
/// numbers are never used up within a round.
const ACTS_PER_ROUND: usize = 64 * 64;

pub fn measure(print: &mut dyn FnMut(Line)) -> anyhow::Result<()> {
    let folder = Folder::new("bench")?;
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    let (mut ratios, mut ours_all, mut raw_all, mut batches_all) = (vec![], vec![], vec![], vec![]);
    for round in 0..=ROUNDS {
        let ours = ours(folder.path(), round, &runtime)?;
        let raw = raw(folder.path().join(format!("raw-{round}.db")), ours.batch)?;
        if round > 0 {
            ratios.push(ours.acts_per_s / raw);
            ours_all.push(ours.acts_per_s);
            raw_all.push(raw);
            batches_all.push(ours.batch as f64);
        }
    }
    let figures = format!(
        "{:.0} acts/s against {:.0}, {:.0} acts a batch",
        median(&ours_all),
        median(&raw_all),
        median(&batches_all)
    );
    print(Line {
        name: "desk: 64 callers / raw group commit".into(),
        ratios,
        goal: Goal::AtLeast(0.7),
        figures,
    });
    Ok(())
}

struct Ours {
    acts_per_s: f64,
    /// Acts in a transaction, on average.
    batch: usize,
}

/// Counts transactions; there is nobody to tell.
struct Counter(Arc<AtomicUsize>);

impl Announcer for Counter {
    fn happened(&mut self, _: &SiteState, _: u64, _: &[Happened]) {
        self.0.fetch_add(1, Ordering::Relaxed);
    }

    fn shown(&mut self, _: &SiteState) {}

    fn heartbeat(&mut self, _: &Sites, _: u64, _: chrono::DateTime<chrono::Utc>) {}
}

fn ours(folder: &Path, round: usize, runtime: &tokio::runtime::Runtime) -> anyhow::Result<Ours> {
    let database = folder.join(format!("desk-{round}.db"));
    let journal = Journal::new(hub::store::open(&database)?, DayKeys::beside(&database));
    let config = Arc::new(Config::parse("hall.toml", HALL)?);
    let clock = Clock::by_hand(instant(DAY, "08:00"));
    let (committer, desk) = Committer::open(journal, config, LinkSecret::made_of([7; 32]), clock)?;
    let batches = Arc::new(AtomicUsize::new(0));
    let counter = Counter(batches.clone());
    let own_runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let thread = std::thread::spawn(move || own_runtime.block_on(committer.run(counter)));
    desk.tick_blocking()?;
    let since = Instant::now();
    let before = batches.load(Ordering::Relaxed);
    runtime.block_on(async {
        let callers: Vec<_> = (0..CALLERS).map(|caller| tokio::spawn(calls(desk.clone(), caller))).collect();
        for caller in callers {
            caller.await??;
        }
        anyhow::Ok(())
    })?;
    let took = since.elapsed();
    let batches = batches.load(Ordering::Relaxed) - before;
    desk.stop();
    thread.join().expect("the committer does not panic");
    Ok(Ours {
        acts_per_s: ACTS_PER_ROUND as f64 / took.as_secs_f64(),
        batch: (ACTS_PER_ROUND / batches.max(1)).max(1),
    })
}

/// One caller: draw, withdraw, and so on.
async fn calls(desk: Desk, caller: usize) -> anyhow::Result<()> {
    let mut ticket = None;
    for act in 0..ACTS_PER_ROUND / CALLERS {
        let command = match ticket.take() {
            None => Command::Draw { visit: Visit::to("reisepass"), by: DrawnBy::Kiosk },
            Some(ticket) => Command::Withdraw { ticket },
        };
        let drawn = matches!(command, Command::Draw { .. });
        let order = Order {
            site: SITE.into(),
            actor: format!("kiosk:{caller}"),
            key: Some(format!("bench-{caller}-{act}")),
            act: Act::Queue(command),
        };
        if let hub::store::StoredAnswer::Ticket { ticket: id, .. } = desk.commit(order).await? {
            ticket = drawn.then_some(queue::TicketId(id));
        }
    }
    Ok(())
}

/// The same rows: of every two acts, two events, two answers, one number; of every batch, a seal.
fn raw(path: PathBuf, batch: usize) -> anyhow::Result<f64> {
    let mut db: Connection = hub::store::open(&path)?;
    let since = Instant::now();
    let mut act = 0;
    while act < ACTS_PER_ROUND {
        let transaction = db.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)?;
        for _ in 0..batch.min(ACTS_PER_ROUND - act) {
            let (caller, at) = (act % CALLERS, 1_773_212_400_000_i64);
            let event = if act % 2 == 0 { DRAWN } else { LEFT };
            transaction
                .prepare_cached(
                    "insert into journal (site, at, actor, room, event) values (?1, ?2, ?3, ?4, ?5)",
                )?
                .execute(params![SITE, at, "kiosk:17", "queue", event])?;
            if act % 2 == 0 {
                transaction
                    .prepare_cached("insert into number (site, day, number, ticket) values (?1, ?2, ?3, ?4)")?
                    .execute(params![SITE, "2026-03-11", format!("A{act:03}"), act as i64])?;
            }
            transaction
                .prepare_cached(
                    "insert into answer (site, actor, key, at, act, answer) values (?1, ?2, ?3, ?4, ?5, ?6)",
                )?
                .execute(params![
                    SITE,
                    format!("kiosk:{caller}"),
                    format!("bench-{caller}-{act}"),
                    at,
                    ACT,
                    ANSWER
                ])?;
            act += 1;
        }
        transaction
            .prepare_cached("insert into seal (entry, hash) values (?1, ?2)")?
            .execute(params![act as i64, SEAL])?;
        transaction.commit()?;
    }
    Ok(ACTS_PER_ROUND as f64 / since.elapsed().as_secs_f64())
}

const DRAWN: &str = r#"{"event":"drawn","number":"A018","service":"reisepass","arrival":"walk-in"}"#;
const LEFT: &str = r#"{"event":"left","ticket":17}"#;
/// The hash of what was asked.
const ACT: i64 = 0x1234_5678_9abc_def0;
const SEAL: [u8; 32] = [7; 32];
const ANSWER: &str = r#"{"ticket":{"day":"2026-03-11","ticket":17}}"#;
