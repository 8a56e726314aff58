//! `hub`: starts the hub, checks its configuration, registers devices.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::Context;
use clap::{Parser, Subcommand, ValueEnum};
use hub::rights::Role;
use hub::store::{self, DeviceKind, PASSWORD_CHARS_MIN, Verdict};
use hub::{Clock, Config, Hub};

/// The hub of a town hall: queue, bookings, boards and pages.
///
/// Without a file it starts for a small made-up town on http://127.0.0.1:8080.
#[derive(Parser)]
#[command(version)]
struct Arguments {
    /// The configuration (TOML). `hub example-config` prints one to begin with.
    #[arg(long, global = true)]
    config: Option<PathBuf>,
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Subcommand)]
enum Command {
    /// Says whether a configuration is in order, and where it is not.
    CheckConfig { file: PathBuf },
    /// Prints the configuration of the made-up town, with comments.
    ExampleConfig,
    /// Prints what a site offers, as the page /offer downloads it: the newest version, or the file's own.
    ExportPlan {
        /// The site's id; the default is the first one.
        #[arg(long)]
        site: Option<String>,
    },
    /// Registers a kiosk, display or booking system and prints its token, which is not kept.
    AddDevice {
        kind: Kind,
        /// A name such as "eingang"; an existing one gets a new token.
        name: String,
        /// The site's id; the default is the first one.
        #[arg(long)]
        site: Option<String>,
    },
    /// Takes a device's token its worth, of a stolen kiosk for example.
    RevokeDevice { name: String },
    /// Reads the whole journal and says whether it is as the hub wrote it.
    VerifyJournal {
        /// A seal from the log; it is checked that it is one of this journal.
        #[arg(long)]
        seal: Option<String>,
    },
    /// Makes an account; the password is read from the first line of standard input.
    AddAccount {
        /// The name to log in with.
        name: String,
        /// clerk, infopoint, supervisor, site-admin, county-admin or auditor.
        #[arg(long, default_value = "clerk", value_parser = role_of_a_person)]
        role: Role,
        /// The site's id; the default is the first one.
        #[arg(long)]
        site: Option<String>,
    },
    /// Takes the second factor from an account whose telephone and recovery codes are gone.
    ResetSecondFactor { name: String },
    /// Says that it is really this date at a site whose last service day is long ago
    OpenDay { site: String, date: chrono::NaiveDate },
}

#[derive(Clone, Copy, ValueEnum)]
enum Kind {
    Kiosk,
    Display,
    Partner,
}

fn role_of_a_person(name: &str) -> Result<Role, String> {
    let roles = Role::OF_PEOPLE;
    let known = || roles.map(Role::name).join(", ");
    Role::named(name)
        .filter(|role| roles.contains(role))
        .ok_or_else(|| format!("an account is one of: {}", known()))
}

fn main() -> ExitCode {
    tracing_subscriber::fmt()
        .with_env_filter(
            tracing_subscriber::EnvFilter::try_from_default_env()
                .unwrap_or_else(|_| "info,rumqttd=off,remote_link=off".into()),
        )
        .with_writer(std::io::stderr)
        .init();
    match run(Arguments::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("hub: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: Arguments) -> anyhow::Result<()> {
    let config = || -> anyhow::Result<Config> {
        Ok(match &arguments.config {
            Some(file) => Config::read(file)?,
            None => hub::config::made_up_town(),
        })
    };
    match arguments.command {
        None => serve(config()?),
        Some(Command::CheckConfig { file }) => {
            let config = Config::read(&file)?;
            let sites: Vec<&str> = config.sites.iter().map(|site| site.id.as_str()).collect();
            println!("{} is in order. Sites: {}", file.display(), sites.join(", "));
            Ok(())
        }
        Some(Command::ExampleConfig) => {
            print!("{}", hub::config::MADE_UP_TOWN);
            Ok(())
        }
        Some(Command::ExportPlan { site }) => {
            let config = config()?;
            let site = site.unwrap_or_else(|| config.sites[0].id.clone());
            print!("{}", hub::export_plan(&config.hub.database, &config, &site)?);
            Ok(())
        }
        Some(Command::AddDevice { kind, name, site }) => {
            let config = config()?;
            let kind = match kind {
                Kind::Kiosk => DeviceKind::Kiosk,
                Kind::Display => DeviceKind::Display,
                Kind::Partner => DeviceKind::Partner,
            };
            let site = site.unwrap_or_else(|| config.sites[0].id.clone());
            println!("{}", hub::add_device(&config.hub.database, &config, kind, &name, &site)?);
            Ok(())
        }
        Some(Command::ResetSecondFactor { name }) => hub::reset_second_factor(&config()?.hub.database, &name),
        Some(Command::OpenDay { site, date }) => {
            let config = config()?;
            hub::vouch(&config.hub.database, &config, &site, date)?;
            println!("On {date}, by the hub's clock, {site} opens as its hours say.");
            Ok(())
        }
        Some(Command::RevokeDevice { name }) => hub::revoke_device(&config()?.hub.database, &name),
        Some(Command::VerifyJournal { seal }) => verify_journal(&config()?.hub.database, seal.as_deref()),
        Some(Command::AddAccount { name, role, site }) => {
            let config = config()?;
            let site = site.unwrap_or_else(|| config.sites[0].id.clone());
            eprintln!("Password for {name} (at least {PASSWORD_CHARS_MIN} characters):");
            let mut password = String::new();
            std::io::stdin().read_line(&mut password)?;
            let password = password.trim_end_matches('\n');
            hub::add_account(&config.hub.database, &config, &name, password, &site, role)?;
            println!("{name} may log in.");
            Ok(())
        }
    }
}

fn verify_journal(database: &Path, noted: Option<&str>) -> anyhow::Result<()> {
    anyhow::ensure!(database.exists(), "there is no database {}", database.display());
    let db = store::connect(database).with_context(|| format!("cannot open {}", database.display()))?;
    let bar = indicatif::ProgressBar::new(store::journal_length(&db)?);
    let verdict = store::verify(&db, |read| bar.set_position(read))?;
    bar.finish_and_clear();
    match verdict {
        Verdict::Broken { sound, broken } => anyhow::bail!(
            "the journal was changed: it is sound up to entry {sound}, \
             and the seal of entry {broken} does not fit"
        ),
        Verdict::Unsealed { sealed, entries } => {
            anyhow::bail!("{entries} entries after entry {sealed} were not written by a hub")
        }
        Verdict::Whole { entries, newest } => {
            if let Some(noted) = noted {
                let known = store::is_sealed_by(&db, noted)?;
                anyhow::ensure!(known, "the seal {noted} is not in this journal: all of it was written anew");
            }
            println!("The journal is whole: {entries} entries, newest seal {newest}");
            Ok(())
        }
    }
}

fn serve(config: Config) -> anyhow::Result<()> {
    let running = Hub::start(config, Clock::System)?;
    println!("Die Wartemarke läuft: {}", running.url());
    if let Some(link) = running.set_up_link() {
        println!("Erstes Konto anlegen (der Link gilt einmal): {link}");
    }
    let waiting = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    waiting.block_on(async {
        let mut terminate = tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate())?;
        tokio::select! {
            interrupted = tokio::signal::ctrl_c() => interrupted,
            _ = terminate.recv() => Ok(()),
        }
    })?;
    running.shutdown();
    Ok(())
}
