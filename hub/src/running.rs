//! Starting and stopping a hub.

use std::convert::Infallible;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use anyhow::Context;
use axum_server::Handle;
use chrono::{DateTime, Utc};
use hyper_util::rt::TokioTimer;
use tokio::runtime::{Builder, Runtime};
use tokio::sync::broadcast;
use tracing::{error, info};

use crate::attack::Guard;
use crate::attendance;
use crate::citizen_account::CitizenAccount;
use crate::clock::Clock;
use crate::config::{Broker, Config, SitePlan};
use crate::desk::{Committer, Desk, check_kept_plans};
use crate::directory::Directory;
use crate::http::{Parts, SetUp, Web, router};
use crate::links::LinkSecret;
use crate::mail::{Delivery, Postman, Smtp, Writer};
use crate::nextcloud::{Copier, Dav};
use crate::rights::Role;
use crate::rounds::Rounds;
use crate::second_factor::Vault;
use crate::statistics::Statistics;
use crate::store::{
    Access, Account, Contents, DayKeys, Device, DeviceKind, Journal, NewAccount, Plans, Session, Visitors,
};
use crate::video::{Keeper, Video};
use crate::{certificate, mqtt, store};

/// Changes a slow page may be behind before it is told to look at the newest state instead.
const CHANGES_KEPT: usize = 1_024;
/// Requests under way get this long when the hub ends.
const GRACE: Duration = Duration::from_millis(500);

/// Less often, and the first page of a busy day would wait for it.
const STATISTICS_EVERY: Duration = Duration::from_secs(60);
/// Whoever booked on the telephone looks into the mail at once.
const LETTERS_EVERY: Duration = Duration::from_secs(1);
/// Nobody waits for it, and what is to be swept out cannot be read any more.
const SWEPT_EVERY: Duration = Duration::from_secs(60);
/// A clerk who talks to somebody on the telephone has the copy in a moment.
const COPIES_EVERY: Duration = Duration::from_secs(1);
/// Each feed has a time of its own; this is how late it may be.
const FEEDS_EVERY: Duration = Duration::from_secs(1);
/// The page of a booking by video is open, and its link is looked for.
const MEETINGS_EVERY: Duration = Duration::from_secs(1);

/// A client that says less than a whole request for this long is hung up on, also between two
/// requests. Kiosks keep a silent connection for half of it.
const HEADER_WITHIN: Duration = Duration::from_secs(30);
/// HTTP/2 is asked whether it is still there after as long a silence, and answers within this.
const PONG_WITHIN: Duration = Duration::from_secs(10);

pub struct Hub;

/// A hub at work. Dropping it ends it.
pub struct Running {
    pub http: SocketAddr,
    pub broker: SocketAddr,
    pub desk: Desk,
    pub web: Web,
    pub clock: Clock,
    public_url: String,
    database: PathBuf,
    handle: Handle<SocketAddr>,
    committer: Option<std::thread::JoinHandle<()>>,
    /// Last, so that everything above ends first.
    runtime: Option<Runtime>,
}

impl Hub {
    /// Opens the database, replays the journal, and begins to serve.
    pub fn start(mut config: Config, clock: Clock) -> anyhow::Result<Running> {
        let runtime = Builder::new_multi_thread().enable_all().build()?;
        let broker = match &mut config.broker {
            Broker::BuiltIn { listen } => {
                *listen = mqtt::start_built_in(*listen)?;
                *listen
            }
            Broker::External { .. } => ([127, 0, 0, 1], 0).into(),
        };
        let listener = std::net::TcpListener::bind(config.hub.listen)
            .with_context(|| format!("cannot listen on {}; is another hub running?", config.hub.listen))?;
        listener.set_nonblocking(true)?;
        config.hub.listen = listener.local_addr()?;
        let (http, public_url) = (config.hub.listen, config.public_url());

        let database = config.hub.database.clone();
        let journal = open(&database)?;
        check_kept_plans(&journal, &config).context("what was saved on the page /offer")?;
        let secret = LinkSecret::open(&database.with_extension("key"))
            .with_context(|| format!("cannot open the secret beside {}", database.display()))?;
        let (access, vault) = (Access::open(&database)?, Vault::new(&secret));
        let directory = Directory::open(&config, &public_url, &secret)
            .context("the town's own accounts cannot be asked for")?;
        let citizen_account = CitizenAccount::open(&config, &public_url, &secret)
            .context("citizens cannot take their name from an account")?;
        let set_up = SetUp::new(Account::any(&access.read())?);
        Session::forget_ended(&access.write_blocking(), clock.now())?;

        let guard = Guard::new(&config.attack, &secret);
        let config = Arc::new(config);
        let (letters, copies) = (secret.clone(), secret.clone());
        let (committer, desk) = Committer::open(journal, config.clone(), secret, clock.clone())
            .context("the journal cannot be replayed")?;
        let epoch = committer.epoch();
        let changes = broadcast::Sender::new(CHANGES_KEPT);
        let options = mqtt::options(&config.broker, &config.sites[0].id, epoch)?;
        let (publisher, painter) = mqtt::publisher(options, changes.clone());
        let link = publisher.link();
        runtime.spawn(painter.run(desk.clone(), clock.clone(), epoch));
        let own_runtime = Builder::new_current_thread().enable_all().build()?;
        let committer = std::thread::Builder::new().name("committer".into()).spawn(move || {
            let run = std::panic::AssertUnwindSafe(|| own_runtime.block_on(committer.run(publisher)));
            if std::panic::catch_unwind(run).is_err() {
                // Half a hub is worse than none: the service manager starts a whole one.
                error!("the committer panicked; the hub stops");
                std::process::exit(1);
            }
        })?;

        let statistics = Arc::new(
            Statistics::open(&database, config.clone(), clock.now())
                .context("the statistics cannot be opened; their file may be deleted, it is made anew")?,
        );
        let rounds = Rounds::default();
        let follower = statistics.clone();
        runtime.spawn(rounds.clone().keep("statistics", STATISTICS_EVERY, move || follower.catch_up()));
        let video = config.video.as_ref().map(|video| Video::open(video, letters.clone())).transpose();
        let video = video.context("the provider of [video] cannot be used")?;
        if let Some(video) = video.clone().filter(Video::has_to_ask) {
            let (mut keeper, clock) = (Keeper::open(&database, desk.clone(), video)?, clock.clone());
            runtime
                .spawn(rounds.clone().keep("video calls", MEETINGS_EVERY, move || keeper.round(clock.now())));
        }
        let delivery = config.mail.as_ref().map(|_| Delivery::default());
        if let (Some(mail), Some(delivery)) = (&config.mail, &delivery) {
            let relay = Smtp::open(mail).context("the mail server of [mail] cannot be used")?;
            let writer = Writer::new(config.clone(), letters, video.clone(), desk.clone());
            let mut postman = Postman::open(&database, &config, writer, Box::new(relay))
                .context("the letters cannot be opened")?;
            let round = move |now| postman.round(now);
            runtime.spawn(keep_writing(rounds.clone(), round, delivery.clone(), clock.clone()));
        }
        let visitors = Visitors::open(&database, config.mail.is_some())?;
        let contents = Contents::open(&database).context("what citizens send ahead cannot be kept")?;
        let contents = Arc::new(contents);
        let (swept, sweeps_at) = (contents.clone(), clock.clone());
        runtime.spawn(rounds.clone().keep("sweeping", SWEPT_EVERY, move || swept.sweep(sweeps_at.now())));
        if let Some(nextcloud) = &config.nextcloud {
            let shelf = Dav::open(nextcloud).context("the folder of [nextcloud] cannot be used")?;
            let mut copier = Copier::new(contents.clone(), copies, Box::new(shelf));
            let clock = clock.clone();
            runtime.spawn(rounds.clone().keep("copies", COPIES_EVERY, move || copier.round(clock.now())));
        }
        let web = Web::new(Parts {
            desk: desk.clone(),
            config: config.clone(),
            public_url: public_url.clone(),
            clock: clock.clone(),
            epoch,
            changes,
            set_up,
            access,
            vault,
            statistics,
            directory,
            citizen_account,
            broker: link,
            visitors,
            delivery,
            contents,
            video,
            rounds: rounds.clone(),
            guard,
        });
        if let Some(oidc) = web.oidc() {
            runtime.spawn(oidc.provider.clone().stay_informed());
        }
        if let Some(account) = &web.citizen_account {
            runtime.spawn(account.provider.clone().stay_informed());
        }
        let handle = Handle::new();
        let serving = serve(listener, router(web.clone()), &config, handle.clone(), &runtime)?;
        runtime.spawn(serving);
        runtime.spawn(attendance::watch(web.clone()));
        runtime.spawn(keep_hearing(rounds, web.clone()));
        info!(%http, %broker, epoch, "the hub works");
        let committer = Some(committer);
        let runtime = Some(runtime);
        Ok(Running { http, broker, desk, web, clock, public_url, database, handle, committer, runtime })
    }
}

/// Letters, with word to whoever asks how the hub is.
async fn keep_writing(
    rounds: Rounds,
    mut round: impl FnMut(DateTime<Utc>) -> store::Result<Option<DateTime<Utc>>> + Send + 'static,
    delivery: Delivery,
    clock: Clock,
) {
    let at_work = delivery.clone();
    let told = move || match round(clock.now()) {
        Ok(waits_since) => {
            at_work.goes_on(waits_since);
            Ok(())
        }
        Err(error) => {
            at_work.breaks();
            Err(error)
        }
    };
    rounds.keep("letters", LETTERS_EVERY, told).await;
    delivery.breaks();
}

/// Who is away stands in files and on servers.
async fn keep_hearing(rounds: Rounds, web: Web) {
    let mut feeds = web.config.sites.iter().flat_map(|site| &site.absences.feeds);
    if feeds.any(|feed| feed.is_followed()) {
        let round = move || {
            web.feeds.round(&web.config, &web.desk, web.clock.now());
            Ok::<(), Infallible>(())
        };
        rounds.keep("absences", FEEDS_EVERY, round).await;
    }
}

fn open(database: &Path) -> anyhow::Result<Journal> {
    let db = store::open(database).with_context(|| format!("cannot open {}", database.display()))?;
    Ok(Journal::new(db, DayKeys::beside(database)))
}

fn serve(
    listener: std::net::TcpListener,
    router: axum::Router,
    config: &Config,
    handle: Handle<SocketAddr>,
    runtime: &Runtime,
) -> anyhow::Result<impl Future<Output = ()> + use<>> {
    let service = router.into_make_service_with_connect_info::<SocketAddr>();
    let tls = config.tls.as_ref().map(|tls| certificate::load(tls, runtime)).transpose()?;
    let _inside = runtime.enter();
    let mut plain = axum_server::from_tcp(listener)?.handle(handle);
    let http = plain.http_builder();
    http.http1().timer(TokioTimer::new()).header_read_timeout(HEADER_WITHIN);
    http.http2().timer(TokioTimer::new()).keep_alive_interval(HEADER_WITHIN).keep_alive_timeout(PONG_WITHIN);
    Ok(async move {
        let ended = match tls {
            None => plain.serve(service).await,
            Some(tls) => {
                plain.acceptor(axum_server::tls_rustls::RustlsAcceptor::new(tls)).serve(service).await
            }
        };
        if let Err(error) = ended {
            error!(%error, "the hub no longer serves pages");
        }
    })
}

impl Running {
    /// Where visitors and clerks reach the hub.
    pub fn url(&self) -> &str {
        &self.public_url
    }

    /// The link that makes the first account, while there is none.
    pub fn set_up_link(&self) -> Option<String> {
        self.web.set_up.token().map(|token| format!("{}/setup/{token}", self.public_url))
    }

    /// Registers a device and returns its token, which is not kept.
    pub fn add_device(&self, kind: DeviceKind, id: &str, site: &str) -> anyhow::Result<String> {
        add_device(&self.database, &self.web.config, kind, id, site)
    }

    /// Makes an account that may log in at once.
    pub fn add_account(&self, name: &str, password: &str, site: &str, role: Role) -> anyhow::Result<()> {
        add_account(&self.database, &self.web.config, name, password, site, role)
    }

    /// Ends it in order: requests under way get a moment, then orders that wait are carried out.
    pub fn shutdown(mut self) {
        self.end();
    }

    fn end(&mut self) {
        self.handle.graceful_shutdown(Some(GRACE));
        let since = std::time::Instant::now();
        while self.committer.is_some() && self.handle.connection_count() > 0 && since.elapsed() < GRACE {
            std::thread::sleep(Duration::from_millis(5));
        }
        self.desk.stop();
        if let Some(committer) = self.committer.take() {
            // A committer that panicked has said so already.
            let _ = committer.join();
        }
        if let Some(runtime) = self.runtime.take() {
            runtime.shutdown_timeout(GRACE);
        }
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.end();
    }
}

/// Registers a device in the database of a hub, whether that hub runs or not.
pub fn add_device(
    database: &Path,
    config: &Config,
    kind: DeviceKind,
    id: &str,
    site: &str,
) -> anyhow::Result<String> {
    known_site(config, site)?;
    let db = doors_of(database)?;
    Ok(Device::register(&db, kind, id, site)?)
}

/// From now on the device's token is worth nothing.
pub fn revoke_device(database: &Path, id: &str) -> anyhow::Result<()> {
    let db = doors_of(database)?;
    let was_there = Device::revoke(&db, id, Clock::System.now())?;
    anyhow::ensure!(was_there, "there is no device {id:?} whose token is good");
    Ok(())
}

/// Makes an account in the database of a hub, whether that hub runs or not.
pub fn add_account(
    database: &Path,
    config: &Config,
    name: &str,
    password: &str,
    site: &str,
    role: Role,
) -> anyhow::Result<()> {
    known_site(config, site)?;
    let db = doors_of(database)?;
    let hash = Account::hashed(password)?;
    Account::create(&db, NewAccount { name, site, role, password_hash: Some(&hash) }, Clock::System.now())?;
    Ok(())
}

/// For the admin whose telephone and recovery codes are gone, when nobody else may do it.
pub fn reset_second_factor(database: &Path, name: &str) -> anyhow::Result<()> {
    let mut db = doors_of(database)?;
    let account = Account::all(&db)?.into_iter().find(|account| account.name == name);
    let account = account.with_context(|| format!("there is no account {name:?}"))?;
    Ok(Account::reset_second_factor(&mut db, account.id)?)
}

/// The people and devices of a hub that was started before. A new database here would be one that no
/// hub ever looks at.
fn doors_of(database: &Path) -> anyhow::Result<rusqlite::Connection> {
    is_of_a_hub(database)?;
    store::open_access(database).with_context(|| format!("cannot open {}", database.display()))
}

fn is_of_a_hub(database: &Path) -> anyhow::Result<()> {
    let place = std::path::absolute(database).unwrap_or_else(|_| database.to_owned());
    anyhow::ensure!(
        database.exists(),
        "there is no database {}; start the hub once, and run this in the folder in which the hub runs",
        place.display()
    );
    Ok(())
}

/// An operator says that it is this date at the site, however long ago its last service day is. A hub
/// that runs looks again within a second.
pub fn vouch(database: &Path, config: &Config, site: &str, date: chrono::NaiveDate) -> anyhow::Result<()> {
    known_site(config, site)?;
    is_of_a_hub(database)?;
    Ok(open(database)?.vouch(site, date)?)
}

/// What a site offers, as a text in the shape of the hub's file.
pub fn export_plan(database: &Path, config: &Config, site: &str) -> anyhow::Result<String> {
    known_site(config, site)?;
    let of_file = config.sites.iter().find(|known| known.id == site).map(SitePlan::of);
    let newest = match database.exists() {
        true => Plans::beside(database).history(site, None, 1)?.pop(),
        false => None,
    };
    Ok(newest.map_or_else(|| of_file.map(|plan| plan.text()).unwrap_or_default(), |kept| kept.text))
}

fn known_site(config: &Config, site: &str) -> anyhow::Result<()> {
    let known: Vec<&str> = config.sites.iter().map(|site| site.id.as_str()).collect();
    anyhow::ensure!(known.contains(&site), "there is no site {site:?}; there are {}", known.join(", "));
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// With it all letters of the town would stop, and nobody would hear of it.
    #[tokio::test]
    async fn a_postman_who_panics_is_a_broken_one() {
        let delivery = Delivery::default();
        let mut rounds = 0;
        let round = move |now| {
            rounds += 1;
            if rounds > 1 { panic!("as a broken one does") } else { Ok(Some(now)) }
        };
        let now = "2026-03-11T09:00:00Z".parse().expect("a time");
        keep_writing(Rounds::default(), round, delivery.clone(), Clock::by_hand(now)).await;
        assert!(delivery.is_broken());
        let later = now + chrono::TimeDelta::hours(2);
        assert_eq!(delivery.waits(later), chrono::TimeDelta::hours(2), "and the letter waits on");
    }
}
