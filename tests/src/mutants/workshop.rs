//! Where mutants are planted, built and hunted: a copy of the sources with a target folder of its own.
//!
//! Of the hub only its core is copied, without web, MQTT and pages: then a mutant is built in seconds.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, bail, ensure};

use super::{Mutant, SEEDS, VISITORS_MAX, sources};

/// A mutant that hangs is found as well.
const HUNT_MAX: Duration = Duration::from_secs(300);
const LOOK_EVERY: Duration = Duration::from_millis(20);

/// Rooms of the hub that its core does without, and what only they need.
const ROOMS_LEFT_OUT: [&str; 21] = [
    "absences",
    "attack",
    "attendance",
    "calendar_file",
    "catalogue",
    "certificate",
    "citizen_account",
    "directory",
    "fetch",
    "http",
    "mail",
    "main",
    "mqtt",
    "nextcloud",
    "oidc",
    "pages",
    "qr",
    "rounds",
    "running",
    "trust",
    "video",
];
const CRATES_LEFT_OUT: [&str; 28] = [
    "askama",
    "axum",
    "axum-server",
    "base64",
    "clap",
    "csv",
    "fluent-langneg",
    "futures-util",
    "hyper-util",
    "icalendar",
    "indicatif",
    "percent-encoding",
    "qrcode",
    "roxmltree",
    "rrule",
    "rumqttc",
    "rumqttd",
    "rust_xlsxwriter",
    "rustls",
    "rustls-native-certs",
    "tokio-stream",
    "tower",
    "tower-http",
    "tracing-subscriber",
    "unic-langid",
    "ureq",
    "utoipa",
    "utoipa-axum",
];
/// The core asks these only whether a setting is well-formed, and they compile for minutes. What stands in
/// for each says what the core sees of it.
const STAND_INS: [(&str, &str, &str); 3] = [
    ("ldap3", "", "pub fn parse_filter(_: impl AsRef<str>) -> Result<(), ()> {\n    Ok(())\n}\n"),
    ("lettre", "", LETTRE),
    ("openidconnect", "url = \"2\"\n", "pub use url;\n"),
];
const LETTRE: &str = "pub struct Address;

impl std::str::FromStr for Address {
    type Err = ();

    fn from_str(_: &str) -> Result<Self, Self::Err> {
        Ok(Address)
    }
}
";
const MEMBERS: &str = concat!(
    r#"members = ["hub", "hub/queue", "hub/queue/oracle", "hub/calendar", "hub/wire", "simulation"]"#,
    "\nexclude = [\"stand-ins\"]"
);
/// Copied as they are.
const WHOLE: [&str; 10] = [
    "hub/queue/Cargo.toml",
    "hub/queue/src",
    "hub/queue/oracle",
    "hub/calendar/Cargo.toml",
    "hub/calendar/oracle",
    "hub/calendar/src",
    "hub/wire/Cargo.toml",
    "hub/wire/src",
    "hub/migrations",
    "Cargo.lock",
];

pub struct Workshop {
    folder: PathBuf,
}

/// How a mutant was found.
#[derive(Debug)]
pub struct Found {
    /// The invariant, or what became of the hub.
    pub by: String,
    pub seed: u64,
}

impl Workshop {
    /// Copies the sources to `folder`, or what of them has changed since the last time.
    pub fn opens(folder: &Path) -> anyhow::Result<Workshop> {
        let workshop = Workshop { folder: folder.to_owned() };
        for path in WHOLE {
            workshop.copy(path, path)?;
        }
        for entry in fs::read_dir(sources().join("hub/src"))? {
            let name = entry?.file_name().into_string().unwrap_or_default();
            let room = name.trim_end_matches(".rs");
            if room != "lib" && !ROOMS_LEFT_OUT.contains(&room) {
                workshop.copy(&format!("hub/src/{name}"), &format!("hub/src/{name}"))?;
            }
        }
        workshop.copy("tests/src/simulation", "simulation/src/simulation")?;
        workshop.copy("tests/src/replay/chance.rs", "simulation/src/replay/chance.rs")?;
        workshop.write("Cargo.toml", &workspace()?)?;
        workshop.write("hub/Cargo.toml", &hub_manifest()?)?;
        workshop.write("hub/src/lib.rs", &hub_core()?)?;
        for (name, needs, text) in STAND_INS {
            let package = format!("[package]\nname = \"{name}\"\nversion = \"0.0.0\"\nedition = \"2024\"\n");
            let manifest = format!("{package}\n[dependencies]\n{needs}");
            workshop.write(&format!("stand-ins/{name}/Cargo.toml"), &manifest)?;
            workshop.write(&format!("stand-ins/{name}/src/lib.rs"), text)?;
        }
        workshop.write("simulation/Cargo.toml", MANIFEST)?;
        workshop.write("simulation/src/main.rs", MAIN)?;
        Ok(workshop)
    }

    /// The sources as they are pass the same days; otherwise a mutant found would say nothing.
    pub fn finds_nothing_in_the_original(&self) -> anyhow::Result<()> {
        match self.hunt()? {
            None => Ok(()),
            Some(found) => bail!("without any mutant: seed {}, {}", found.seed, found.by),
        }
    }

    /// Plants the mutant, hunts it, and puts the original back. `None` is a mutant that lives on.
    pub fn hunts(&self, mutant: &Mutant) -> anyhow::Result<Option<Found>> {
        let planted = mutant.planted(sources())?;
        for (file, text) in &planted {
            self.write(file, text)?;
        }
        let found = self.hunt().with_context(|| mutant.name);
        for (file, _) in &planted {
            self.copy(file, file)?;
        }
        found
    }

    fn hunt(&self) -> anyhow::Result<Option<Found>> {
        let cargo = std::env::var("CARGO").unwrap_or_else(|_| "cargo".into());
        let built = Command::new(cargo)
            .args(["build", "--package", "simulation", "--target-dir"])
            .arg(self.folder.join("target"))
            .current_dir(&self.folder)
            .output()
            .context("cargo builds the copy")?;
        ensure!(built.status.success(), "it does not build:\n{}", String::from_utf8_lossy(&built.stderr));
        let said = self.folder.join("said.txt");
        let mut hunter = Command::new(self.folder.join("target/debug/simulation"))
            .args([SEEDS.to_string(), VISITORS_MAX.to_string()])
            .stdout(fs::File::create(&said)?)
            .stderr(Stdio::null())
            .spawn()?;
        let since = Instant::now();
        let ended = loop {
            if let Some(status) = hunter.try_wait()? {
                break status;
            }
            if since.elapsed() > HUNT_MAX {
                hunter.kill()?;
                hunter.wait()?;
                return Ok(Some(Found { by: "it does not end".into(), seed: 0 }));
            }
            std::thread::sleep(LOOK_EVERY);
        };
        if ended.success() {
            return Ok(None);
        }
        let said = fs::read_to_string(&said)?;
        // "seed 7: Order: next for counter 2 ..."
        let words = said.lines().next().and_then(|line| line.strip_prefix("seed ")?.split_once(": "));
        let (seed, by) = words.with_context(|| format!("the simulation broke off: {ended} {said}"))?;
        Ok(Some(Found { by: by.chars().take(100).collect(), seed: seed.parse()? }))
    }

    /// A file or a folder; a file that is the same already keeps its time, so that cargo leaves it alone.
    fn copy(&self, from: &str, to: &str) -> anyhow::Result<()> {
        let source = sources().join(from);
        if !source.is_dir() {
            let text = fs::read_to_string(&source).with_context(|| format!("{} is not there", from))?;
            return self.write(to, &text);
        }
        for entry in fs::read_dir(&source)? {
            let name = entry?.file_name().into_string().unwrap_or_default();
            self.copy(&format!("{from}/{name}"), &format!("{to}/{name}"))?;
        }
        Ok(())
    }

    fn write(&self, path: &str, text: &str) -> anyhow::Result<()> {
        let path = self.folder.join(path);
        if fs::read_to_string(&path).is_ok_and(|there| there == text) {
            return Ok(());
        }
        fs::create_dir_all(path.parent().context("a file lies in a folder")?)?;
        Ok(fs::write(path, text)?)
    }
}

fn source(path: &str) -> anyhow::Result<String> {
    Ok(fs::read_to_string(sources().join(path))?)
}

fn workspace() -> anyhow::Result<String> {
    let lines = source("Cargo.toml")?;
    // Settings of crates that are not here would be warned of.
    let (settings, profiles) = lines.split_once("[profile.").context("the workspace has profiles")?;
    let profiles = profiles.replace("[profile.dev.package.hardware]\nopt-level = 2\n", "");
    let one = |line: &str| match line.starts_with("members = ") {
        true => MEMBERS.to_owned(),
        false => line.to_owned(),
    };
    Ok(settings.lines().map(|line| one(line) + "\n").collect::<String>() + "[profile." + &profiles)
}

fn hub_manifest() -> anyhow::Result<String> {
    let manifest = source("hub/Cargo.toml")?;
    let core = manifest.split("[dev-dependencies]").next().unwrap_or_default();
    let left_out = |line: &&str| {
        !CRATES_LEFT_OUT
            .iter()
            .any(|left_out| line.strip_prefix(left_out).is_some_and(|rest| rest.starts_with('.')))
    };
    let stands_in =
        |line: &str| match STAND_INS.iter().find(|(name, ..)| line == format!("{name}.workspace = true")) {
            Some((name, ..)) => format!("{name} = {{ path = \"../stand-ins/{name}\" }}\n"),
            None => line.to_owned() + "\n",
        };
    let kept: String = core.lines().filter(left_out).map(stands_in).collect();
    Ok(kept.replace("[package]\n", "[package]\nbuild = false\n"))
}

fn hub_core() -> anyhow::Result<String> {
    let is_left_out = |line: &&str| {
        ROOMS_LEFT_OUT
            .iter()
            .any(|room| line.contains(&format!("mod {room};")) || line.contains(&format!("use {room}::")))
    };
    Ok(source("hub/src/lib.rs")?
        .lines()
        .filter(|line| !is_left_out(line))
        .map(|line| line.to_owned() + "\n")
        .collect())
}

const MANIFEST: &str = r#"[package]
name = "simulation"
version.workspace = true
edition.workspace = true

[dependencies]
hub.workspace = true
queue.workspace = true
calendar.workspace = true
oracle.workspace = true
anyhow.workspace = true
chrono.workspace = true
chrono-tz.workspace = true
rand.workspace = true
rusqlite = { workspace = true, features = ["hooks"] }
serde_json.workspace = true
thiserror.workspace = true
"#;

const MAIN: &str = r#"//! Plays so many days, and says which was the first that went wrong.
#![allow(dead_code, unused_imports)]
mod replay {
    pub mod chance;
}
mod simulation;

fn main() {
    let mut numbers = std::env::args().skip(1).map(|number| number.parse::<u64>().expect("a number"));
    let (seeds, visitors) = (numbers.next().expect("seeds"), numbers.next().expect("visitors"));
    let play = |seed| simulation::simulate(seed, visitors as usize).map(drop);
    if let Err(failure) = (1..=seeds).try_for_each(play) {
        println!("{failure}");
        std::process::exit(1);
    }
}
"#;
