//! The outermost shell of the wall: command line, clock, screen, and nothing else.

use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Instant;

use anyhow::{Context, anyhow, bail, ensure};
use clap::{Parser, Subcommand};
use display::app::App;
use display::config::{Config, HostPort, Name, Zones};
use display::legibility;
use hardware::screen::ScreenKind;
use hardware::speaker::SpeakerKind;
use tracing_subscriber::EnvFilter;

/// Shows on the wall of a waiting room who is called, and to which counter.
#[derive(Debug, Parser)]
#[command(version)]
struct Arguments {
    #[command(subcommand)]
    command: Option<Command>,

    /// Configuration; without one, the wall of a made-up town on this machine
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,

    /// Where the broker listens, instead of what the file says
    #[arg(long, value_name = "HOST:PORT")]
    broker: Option<HostPort>,

    /// The site whose calls are shown
    #[arg(long)]
    site: Option<Name>,

    /// The zones on this wall, as in `A` or `A,C`
    #[arg(long)]
    zone: Option<Zones>,

    /// What this machine calls itself to the broker
    #[arg(long)]
    device: Option<Name>,

    /// `window`, `linuxkms` or `stream:127.0.0.1:PORT`
    #[arg(long)]
    screen: Option<ScreenKind>,

    /// A folder for the gongs instead of a loudspeaker
    #[arg(long, value_name = "DIR")]
    speaker_folder: Option<PathBuf>,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Says whether a configuration is right, and if not, in which line
    CheckConfig { file: PathBuf },
    /// Prints a configuration to begin with, every field with its default and its reason
    ExampleConfig,
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new("info"));
    tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).init();
    let done = match &arguments.command {
        Some(Command::CheckConfig { file }) => check(file.clone()),
        Some(Command::ExampleConfig) => {
            print!("{}", display::config::EXAMPLE);
            Ok(())
        }
        None => show(&arguments),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(fault) => {
            eprintln!("display: {fault:#}");
            ExitCode::FAILURE
        }
    }
}

fn check(file: PathBuf) -> anyhow::Result<()> {
    let config = Config::read(&file)?;
    let (wall, screen) = (&config.wall, &config.screen);
    let layout = legibility::layout(wall, screen.width, screen.height);
    let layout = layout.map_err(|(field, reason)| anyhow!("{field}: {reason}"))?;
    let (rows, reach) = (layout.rows, layout.reach_m(wall, screen.width, screen.height));
    println!(
        "{} is right. The wall has {rows} rows below the current call, and can be read from {reach} m.",
        file.display()
    );
    Ok(())
}

fn show(arguments: &Arguments) -> anyhow::Result<()> {
    let config = configure(arguments)?;
    let screen = &config.screen;
    let screen = hardware::screen::install(&screen.choice(), screen.width, screen.height)?;
    if let Some(address) = screen.address() {
        // Whoever started us on port 0 learns the port from this line.
        println!("screen {address}");
        tracing::info!(%address, "viewers of this screen are welcome");
    }
    let speaker = config.speaker.open().context("no speaker")?;
    let app = App::new(&config, speaker, screen.wake())?;
    let start = Instant::now();
    let pumped = app.clone();
    screen
        .run(app.window(), move || {
            let now = start.elapsed();
            let deadline = pumped.pump(now);
            if pumped.is_deaf() {
                // Whoever started the program starts it again; that the loop runs is certain here.
                let _ = slint::quit_event_loop();
            }
            deadline.map(|deadline| deadline.saturating_sub(now))
        })
        .context("the wall went dark")?;
    ensure!(!app.is_deaf(), "the connection to the broker has ended by a fault of its own");
    Ok(())
}

fn configure(arguments: &Arguments) -> anyhow::Result<Config> {
    let mut config = match &arguments.config {
        Some(file) => Config::read(file)?,
        None => Config::default(),
    };
    let given = arguments;
    if let Some(broker) = &given.broker {
        config.broker.address = broker.clone();
    }
    if let Some(site) = &given.site {
        config.site = site.clone();
    }
    if let Some(zones) = &given.zone {
        config.zones = zones.clone();
    }
    if let Some(device) = &given.device {
        config.device = device.clone();
    }
    if let Some(screen) = &given.screen {
        config.screen.choose(screen.clone());
    }
    if let Some(dir) = &given.speaker_folder {
        config.speaker = SpeakerKind::Folder { dir: dir.clone() };
    }
    if let Err((field, reason)) = config.check() {
        bail!("{field}: {reason}");
    }
    Ok(config)
}
