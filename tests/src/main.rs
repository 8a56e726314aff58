//! `town-hall`: the whole town hall on one machine, for anyone to try, or a real day of it to watch.
//!
//! Starts the hub in here and the kiosk and the display beside it, and leads to them from a page
//! with four doors. Whoever runs a real town hall starts the three programs by themselves.

mod long;
mod report;

use std::io::{IsTerminal, Write};
use std::net::SocketAddr;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context, ensure};
use chrono::{NaiveDate, TimeDelta};
use clap::Parser;
use hub::store::DeviceKind;
use hub::{Clock, Config, Hub, Running};
use indicatif::ProgressBar;
use tokio::signal::unix::{SignalKind, signal};
use town_hall::folder::Folder;
use town_hall::lobby::{self, DISPLAY_SCREEN, Doors, KIOSK_SCREEN, SLIPS};
use town_hall::programs::{Display, Kiosk, Program, Screen};
use town_hall::replay::pace::Pace;
use town_hall::replay::plan::Plan;
use town_hall::replay::stage::{self, Stage};
use town_hall::replay::{bookings, driver};
use town_hall::viewer;

/// Whether kiosk and display still run is looked at this often.
const LOOK_EVERY: Duration = Duration::from_secs(1);
/// Faster, and nobody could watch; slower than life has no use.
const SPEEDS: std::ops::RangeInclusive<i64> = 1..=100_000;
const COUNTERS_MAX: i64 = 50;

/// Opens a town hall on this machine: kiosk, display, clerk's desk and status page.
#[derive(Parser)]
#[command(version, name = "town-hall", args_conflicts_with_subcommands = true)]
struct Arguments {
    #[command(subcommand)]
    command: Option<Command>,

    /// Where the page with the four doors is; on this machine only
    #[arg(long, default_value = "127.0.0.1:8080", value_name = "ADDRESS:PORT")]
    listen: SocketAddr,

    /// Where database, slips and logs go; without it, into a temporary folder that is removed
    #[arg(long)]
    folder: Option<PathBuf>,

    /// A hub's file of your own instead of the made-up town; it is tried on this machine only
    #[arg(long, value_name = "FILE", conflicts_with = "replay")]
    config: Option<PathBuf>,

    /// Opens kiosk and display as windows of this desktop
    #[arg(long)]
    windows: bool,

    /// A file of bookings whose days are listed, or played with --day
    #[arg(long, value_name = "FILE")]
    replay: Option<PathBuf>,

    /// The day to play, such as 2026-03-11
    #[arg(long, requires = "replay", value_name = "YYYY-MM-DD", value_parser = day)]
    day: Option<NaiveDate>,

    /// How many times as fast as life
    #[arg(long, default_value_t = 60, requires = "day",
        value_parser = clap::value_parser!(u32).range(SPEEDS))]
    speed: u32,

    /// Counters with a clerk
    #[arg(long, default_value_t = stage::COUNTERS as u32, requires = "day",
        value_parser = clap::value_parser!(u32).range(1..=COUNTERS_MAX))]
    counters: u32,

    /// Visitors without a booking in an hour, as a Poisson stream
    #[arg(long, default_value_t = stage::WALK_INS_PER_HOUR, requires = "day", value_name = "NUMBER")]
    walk_ins: f64,

    /// Who comes, and when, beside the bookings; the same seed is the same day
    #[arg(long, default_value_t = 1, requires = "day")]
    seed: u64,
}

/// What is no town hall to try.
#[derive(clap::Subcommand)]
enum Command {
    #[command(flatten)]
    Long(long::Long),
    #[command(flatten)]
    Report(report::Report),
}

fn day(text: &str) -> Result<NaiveDate, String> {
    text.parse().map_err(|_| "a day is written as year, month and day: 2026-03-11".into())
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    // In simulated days disks are full on purpose, a thousand times.
    let said = if arguments.command.is_some() { "off" } else { "error,rumqttd=off" };
    tracing_subscriber::fmt()
        .with_env_filter(
            tracing_subscriber::EnvFilter::try_from_default_env().unwrap_or_else(|_| said.into()),
        )
        .with_writer(std::io::stderr)
        .init();
    match run(&arguments) {
        Ok(code) => code,
        Err(error) => {
            eprintln!("town-hall: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: &Arguments) -> anyhow::Result<ExitCode> {
    match &arguments.command {
        Some(Command::Long(long)) => return long.run(),
        Some(Command::Report(report)) => return report.run(),
        None => {}
    }
    ensure!(
        arguments.listen.ip().is_loopback(),
        "--listen {}: anybody could touch the kiosk; only 127.0.0.1 or [::1] are allowed",
        arguments.listen
    );
    match (&arguments.replay, arguments.day) {
        (None, _) => try_town(arguments),
        (Some(file), None) => {
            print!("{}", bookings::table_of_days(&file.display().to_string(), &bookings::read(file)?));
            Ok(ExitCode::SUCCESS)
        }
        (Some(file), Some(day)) => replay(arguments, file.as_path(), day),
    }
}

/// Open until somebody ends it.
fn try_town(arguments: &Arguments) -> anyhow::Result<ExitCode> {
    let place = Place::of(arguments)?;
    let mut config = match &arguments.config {
        Some(file) => Config::read(file)?,
        None => hub::config::made_up_town(),
    };
    place.settle(&mut config, arguments.listen);
    let hub = Arc::new(Hub::start(config, Clock::System)?);
    let town = Town::opens(arguments, &place, hub.clone(), None)?;
    match &arguments.folder {
        Some(folder) => println!("    Accounts, tickets and slips are kept in {}.", folder.display()),
        None => {
            println!("    Nothing is kept when it closes; --folder DIR keeps accounts, tickets and slips.")
        }
    }
    println!("    Ctrl-C closes the town hall again.");
    town.runtime.block_on(somebody_ends_it())?;
    Ok(ExitCode::SUCCESS)
}

/// Plays one day, and says what it came to.
fn replay(arguments: &Arguments, file: &std::path::Path, day: NaiveDate) -> anyhow::Result<ExitCode> {
    let bookings = bookings::read(file)?;
    let office = stage::office(arguments.walk_ins.clamp(0.0, 1_000.0));
    let plan = Plan::of_day(&bookings, day, &office, arguments.seed).with_context(|| {
        format!("{} has no bookings on {day}; without --day it lists its days", file.display())
    })?;
    let place = Place::of(arguments)?;
    let counters = arguments.counters as usize;
    let pools = bookings::pools(&bookings, day);
    let mut config = stage::config(&plan, pools, counters, PathBuf::new());
    place.settle(&mut config, arguments.listen);
    let first = plan.acts.first().context("a plan has at least one act")?.at;
    let stage = Stage::opens(config, first - TimeDelta::minutes(1))?;
    let access = stage.access()?;
    let speed = arguments.speed;
    let note = format!("Hier läuft der {}, {speed}-mal so schnell wie damals.", day.format("%d.%m.%Y"));
    let town = Town::opens(arguments, &place, stage.hub.clone(), Some(note))?;
    println!("    {day} at {speed} times its speed, {counters} counters, seed {}.", arguments.seed);
    let bar = match std::io::stderr().is_terminal() {
        true => driver::progress_bar(&plan),
        false => ProgressBar::hidden(),
    };
    let (done, mut account) = tokio::sync::oneshot::channel();
    std::thread::spawn(move || {
        // Nobody listens any more when somebody ended it meanwhile.
        let _ = done.send(driver::play(&plan, access, Pace::Speed(speed), counters, bar));
    });
    let account = town.runtime.block_on(async {
        tokio::select! {
            account = &mut account => account.context("the replay broke off").flatten().map(Some),
            ended = somebody_ends_it() => ended.map(|()| None).map_err(anyhow::Error::from),
        }
    })?;
    drop(town);
    let Some(account) = account else { return Ok(ExitCode::FAILURE) };
    print!("\n{account}");
    Ok(if account.all_held() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// By Ctrl-C, by closing the terminal, or as a service manager or a test does.
async fn somebody_ends_it() -> std::io::Result<()> {
    let mut terminate = signal(SignalKind::terminate())?;
    let mut hangup = signal(SignalKind::hangup())?;
    tokio::select! {
        interrupted = tokio::signal::ctrl_c() => interrupted,
        _ = terminate.recv() => Ok(()),
        _ = hangup.recv() => Ok(()),
    }
}

/// Where everything of one town lies.
struct Place {
    path: PathBuf,
    /// Removed with it.
    _temporary: Option<Folder>,
}

impl Place {
    fn of(arguments: &Arguments) -> anyhow::Result<Place> {
        if let Some(path) = arguments.folder.clone() {
            std::fs::create_dir_all(&path).with_context(|| format!("{} cannot be made", path.display()))?;
            return Ok(Place { path, _temporary: None });
        }
        let folder = Folder::new("town")?;
        Ok(Place { path: folder.path().to_owned(), _temporary: Some(folder) })
    }

    /// The hub's pages are one port above the doors if that is free, so that one tunnel for each
    /// reaches a town hall on another machine, and pages find it again when it was opened anew. What a
    /// file says of a server in earnest does not hold here.
    fn settle(&self, config: &mut Config, doors: SocketAddr) {
        (config.tls, config.hub.public_url, config.hub.proxy) = (None, None, None);
        config.hub.database = self.path.join("wartemarke.db");
        let above = SocketAddr::new(doors.ip(), doors.port().checked_add(1).unwrap_or(0));
        let free = doors.port() != 0 && std::net::TcpListener::bind(above).is_ok();
        config.hub.listen = if free { above } else { SocketAddr::new(doors.ip(), 0) };
        config.broker = hub::config::Broker::BuiltIn { listen: ([127, 0, 0, 1], 0).into() };
    }
}

/// Everything beside the hub. Dropping it ends it.
struct Town {
    runtime: tokio::runtime::Runtime,
}

impl Town {
    fn opens(
        arguments: &Arguments,
        place: &Place,
        hub: Arc<Running>,
        note: Option<String>,
    ) -> anyhow::Result<Town> {
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build()?;
        let site = hub.web.config.sites[0].clone();
        let screen = if arguments.windows { Screen::Window } else { Screen::Stream };
        let (slips, senses) = (place.path.join("slips"), place.path.join("keypad"));
        let token = hub.add_device(DeviceKind::Kiosk, "eingang", &site.id)?;
        let kiosk = Kiosk { hub: hub.url(), token: &token, slips: &slips, senses: &senses, screen };
        let zones: Vec<String> = site.zones.iter().map(|zone| zone.letter.to_string()).collect();
        let display = Display {
            broker: hub.broker,
            site: &site.id,
            zones: &zones.join(","),
            gongs: &place.path.join("gongs"),
            screen,
        };
        let (kiosk, display) =
            (Program::kiosk(&kiosk, &place.path)?, Program::display(&display, &place.path)?);

        let (set_up_link, hub_port) = (hub.set_up_link(), hub.http.port());
        let mut pages = lobby::router(Doors {
            town: site.town,
            office: site.office,
            hub: hub.url().to_owned(),
            set_up_link: Arc::new(move || hub.set_up_link()),
            windows: arguments.windows,
            note,
        })
        .nest(SLIPS, viewer::slips(slips));
        for (path, screen) in [(KIOSK_SCREEN, kiosk.screen()), (DISPLAY_SCREEN, display.screen())] {
            if let Some(address) = screen {
                pages = pages.nest(path, viewer::router(address));
            }
        }
        let listener = std::net::TcpListener::bind(arguments.listen).with_context(|| {
            format!("{} is taken; another town hall? --listen 127.0.0.1:8090 is one more", arguments.listen)
        })?;
        listener.set_nonblocking(true)?;
        let address = listener.local_addr()?;
        runtime.spawn(serve(listener, pages));
        runtime.spawn(look_after(vec![kiosk, display]));
        println!("\n    The town hall is open. Its four doors: http://localhost:{}/", address.port());
        println!("    The hub itself: http://localhost:{hub_port}/");
        if let Some(link) = set_up_link {
            println!("    The clerk's door first makes an account; by itself: {link}");
        }
        println!(
            "    From another machine: ssh -L {0}:localhost:{0} -L {1}:localhost:{1} HOST",
            address.port(),
            hub_port
        );
        std::io::stdout().flush()?;
        Ok(Town { runtime })
    }
}

async fn serve(listener: std::net::TcpListener, pages: axum::Router) {
    let served = async { axum::serve(tokio::net::TcpListener::from_std(listener)?, pages).await };
    if let Err(error) = served.await {
        eprintln!("town-hall: the doors are shut: {error}");
    }
}

/// Says when a program has ended, and ends them all when it is dropped itself.
async fn look_after(mut programs: Vec<Program>) {
    while !programs.is_empty() {
        tokio::time::sleep(LOOK_EVERY).await;
        programs.retain_mut(|program| match program.has_ended() {
            Some(words) => {
                eprintln!("town-hall: {words}");
                false
            }
            None => true,
        });
    }
}
