//! Starts a kiosk: reads what it is to be, opens screen and printer, and stays.

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::rc::Rc;
use std::time::Instant;

use anyhow::Context;
use clap::{Parser, Subcommand};
use hardware::keypad::KeypadKind;
use hardware::printer::PrinterKind;
use hardware::reader::ReaderKind;
use hardware::scanner::ScannerKind;
use hardware::slip::Roll;
use hardware::speaker::SpeakerKind;
use kiosk::app::{App, Senses};
use kiosk::config::Config;

/// Touchscreen program of Wartemarke: visitors draw numbers and check their bookings in.
#[derive(Parser)]
#[command(version)]
struct Arguments {
    #[command(subcommand)]
    command: Option<Command>,
    /// Configuration; without it the kiosk looks for a hub on this machine and prints into a folder.
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
    #[command(flatten)]
    overrides: Overrides,
}

#[derive(Subcommand)]
enum Command {
    /// Reads FILE and says whether a kiosk can work with it.
    CheckConfig { file: PathBuf },
    /// Prints the default configuration, with comments.
    ExampleConfig,
}

/// For trying: each is stronger than the file.
#[derive(clap::Args)]
struct Overrides {
    /// Address of the hub.
    #[arg(long, env = "KIOSK_HUB_URL", value_name = "URL")]
    hub_url: Option<String>,
    /// Token of this kiosk; better by the environment, where no other user sees it.
    #[arg(long, env = "KIOSK_HUB_TOKEN", value_name = "TOKEN", hide_env_values = true)]
    hub_token: Option<String>,
    /// `window`, `linuxkms` or `stream:127.0.0.1:PORT`.
    #[arg(long, env = "KIOSK_SCREEN", value_name = "KIND")]
    screen: Option<String>,
    /// Size of the picture, such as 1280x800.
    #[arg(long, env = "KIOSK_SIZE", value_name = "PIXELS", value_parser = size)]
    size: Option<(u32, u32)>,
    /// The same in millimetres, such as 331x207.
    #[arg(long, env = "KIOSK_SIZE_MM", value_name = "MILLIMETRES", value_parser = size)]
    size_mm: Option<(u32, u32)>,
    /// Print into this folder, whatever printer the file names.
    #[arg(long, env = "KIOSK_PRINTER_FOLDER", value_name = "FOLDER")]
    printer_folder: Option<PathBuf>,
    /// Read keys and codes from files in this folder, and write there what is read aloud and what is heard.
    #[arg(long, env = "KIOSK_SENSES_FOLDER", value_name = "FOLDER")]
    senses_folder: Option<PathBuf>,
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let outcome = match &arguments.command {
        Some(Command::CheckConfig { file }) => check_config(file),
        Some(Command::ExampleConfig) => {
            print!("{}", kiosk::config::EXAMPLE);
            Ok(())
        }
        None => run(arguments),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("kiosk: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn check_config(file: &Path) -> anyhow::Result<()> {
    Config::read(file)?;
    println!("{} is fine.", file.display());
    Ok(())
}

fn run(arguments: Arguments) -> anyhow::Result<()> {
    let log = tracing_subscriber::EnvFilter::try_from_default_env().unwrap_or_else(|_| "info".into());
    tracing_subscriber::fmt().with_env_filter(log).with_writer(std::io::stderr).init();
    let mut config = match &arguments.config {
        Some(file) => Config::read(file)?,
        None => Config::default(),
    };
    arguments.overrides.apply(&mut config);
    config.check()?;

    let printer = config.printer.open().context("the printer cannot be opened")?;
    let reader = config.reader.open().context("nothing can be read aloud")?;
    let keypad = config.keypad.open().context("the keypad cannot be opened")?;
    let scanner = config.scanner.open().context("the scanner cannot be opened")?;
    let speaker = config.speaker.open().context("there is no loudspeaker")?;
    let senses = Senses { reader, keypad, scanner, speaker };
    let (width, height) = (config.screen.width, config.screen.height);
    let screen = hardware::screen::install(&config.screen.kind(), width, height)?;
    if let Some(address) = screen.address() {
        // Whoever started us on port 0 learns the port from this line.
        println!("screen {address}");
    }
    let started = Instant::now();
    let app = Rc::new(App::new(&config, printer, senses, screen.wake(), started.elapsed())?);
    let window = app.window();
    let pumped = app.clone();
    let pump = move || {
        pumped.fit();
        pumped.pump(started.elapsed());
        pumped.next_deadline().map(|deadline| deadline.saturating_sub(started.elapsed()))
    };
    screen.run(window, pump).context("the screen has failed")
}

impl Overrides {
    fn apply(self, config: &mut Config) {
        let Overrides { hub_url, hub_token, screen, size, size_mm, printer_folder, senses_folder } = self;
        config.hub.url = hub_url.unwrap_or_else(|| std::mem::take(&mut config.hub.url));
        config.hub.token = hub_token.unwrap_or_else(|| std::mem::take(&mut config.hub.token));
        config.screen.kind = screen.unwrap_or_else(|| std::mem::take(&mut config.screen.kind));
        (config.screen.width, config.screen.height) =
            size.unwrap_or((config.screen.width, config.screen.height));
        if let Some((width, height)) = size_mm {
            (config.screen.width_mm, config.screen.height_mm) = (width as f32, height as f32);
        }
        if let Some(dir) = printer_folder {
            config.printer = PrinterKind::Folder { dir, roll: Roll::default() };
        }
        if let Some(dir) = senses_folder {
            config.reader = ReaderKind::Folder { dir: dir.clone() };
            config.speaker = SpeakerKind::Folder { dir: dir.clone() };
            config.keypad = KeypadKind::Folder { dir: dir.clone() };
            config.scanner = ScannerKind::Folder { dir };
        }
    }
}

fn size(text: &str) -> Result<(u32, u32), String> {
    let numbers =
        text.split_once('x').and_then(|(width, height)| Some((width.parse().ok()?, height.parse().ok()?)));
    numbers.ok_or_else(|| "a size is two numbers, such as 1280x800".to_owned())
}
