//! The reports: how true the estimates are, and how long people wait, ours beside the peer's; what shows that
//! everybody can use kiosk, slip and wall, and how long the tests of each part take.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::Context;
use town_hall::conformance::{Clauses, REPORT, Verdicts};
use town_hall::minutes::Minutes;
use town_hall::replay::stage;
use town_hall::reports::{self, EXTENT, EstimateReport, OrderReport, Sort};

/// Tables and pictures for whoever wants to know, or to argue.
#[derive(clap::Subcommand)]
pub enum Report {
    /// Prints how often visitors are called within the range they were told, beside the peer's rule
    EstimateReport(Days),
    /// Prints how long bookings and walk-ins wait by our order, beside the peer's
    OrderReport(Days),
    /// Writes kiosk/CONFORMANCE.md, of what a run of all tests said
    ConformanceReport {
        /// Where `tests/run.sh` keeps what was said: `log`, `scenes` and `skips`
        folder: PathBuf,
    },
    /// Prints how long the tests of bookings took by themselves, those of kiosk, slip and wall, and the rest
    MinutesReport {
        /// Where `tests/run.sh` keeps how long it took: `scene-seconds`
        folder: PathBuf,
        /// What nextest reports of its run (JUnit)
        junit: PathBuf,
    },
}

/// Which days, and where the picture goes.
#[derive(clap::Args)]
pub struct Days {
    /// Files of bookings, whose days are played; without one, days are made up
    #[arg(value_name = "FILE")]
    files: Vec<PathBuf>,

    /// Counters with a clerk, on the days of a file
    #[arg(long, default_value_t = stage::COUNTERS as u32, requires = "files",
        value_parser = clap::value_parser!(u32).range(1..=super::COUNTERS_MAX))]
    counters: u32,

    /// Visitors without a booking in an hour, on the days of a file
    #[arg(long, default_value_t = stage::WALK_INS_PER_HOUR, requires = "files", value_name = "NUMBER")]
    walk_ins: f64,

    /// The picture (SVG); without it, beside what was built
    #[arg(long, value_name = "FILE")]
    picture: Option<PathBuf>,
}

impl Report {
    pub fn run(&self) -> anyhow::Result<ExitCode> {
        match self {
            Report::EstimateReport(days) => {
                let report = EstimateReport::of(&days.sorts()?);
                print!("{report}");
                days.paint("estimate-report.svg", &report.picture().to_string())?;
            }
            Report::OrderReport(days) => {
                let report = OrderReport::of(&days.sorts()?);
                print!("{report}");
                days.paint("order-report.svg", &report.picture().to_string())?;
            }
            Report::ConformanceReport { folder } => return conformance_report(folder),
            Report::MinutesReport { folder, junit } => {
                let read = |file: &Path| {
                    fs::read_to_string(file).with_context(|| format!("{} cannot be read", file.display()))
                };
                println!("{}", Minutes::of_run(&read(junit)?, &read(&folder.join("scene-seconds"))?)?);
            }
        }
        Ok(ExitCode::SUCCESS)
    }
}

/// Where everything was shown and nothing is new, there is nothing to do.
fn conformance_report(folder: &Path) -> anyhow::Result<ExitCode> {
    let tree = Path::new(".");
    let clauses = Clauses::read(tree)?;
    let said = |name: &str| fs::read_to_string(folder.join(name)).with_context(|| format!("no {name}"));
    let mut verdicts = Verdicts::default();
    verdicts.of_tests(&said("log")?);
    verdicts.of_scenes(&said("scenes")?);
    verdicts.of_skips(&said("skips")?);
    let not_shown = clauses.not_shown(&verdicts);
    if !not_shown.is_empty() {
        println!("{REPORT} is left as it is, for not everything was shown:\n  {}", not_shown.join("\n  "));
        return Ok(ExitCode::FAILURE);
    }
    let not_held = clauses.not_held(&verdicts);
    if !not_held.is_empty() {
        println!("{REPORT} is left as it is:\n  {}", not_held.join("\n  "));
        return Ok(ExitCode::SUCCESS);
    }
    let report = clauses.report();
    if fs::read_to_string(tree.join(REPORT)).is_ok_and(|written| written == report) {
        return Ok(ExitCode::SUCCESS);
    }
    fs::write(tree.join(REPORT), report)?;
    println!("{REPORT} was written anew: read it, and keep it with the change that made it.");
    Ok(ExitCode::FAILURE)
}

impl Days {
    fn sorts(&self) -> anyhow::Result<Vec<Sort>> {
        if self.files.is_empty() {
            return Ok(reports::made_up(EXTENT.halls, EXTENT.days));
        }
        let counters = self.counters as usize;
        let of_file = |file: &PathBuf| reports::of_file(file, EXTENT.halls, counters, self.walk_ins);
        self.files.iter().map(of_file).collect()
    }

    fn paint(&self, name: &str, picture: &str) -> anyhow::Result<()> {
        let file = self.picture.clone().unwrap_or_else(|| town_hall::mutants::target().join(name));
        // A program that was built elsewhere finds no target folder here.
        let made = file.parent().map_or(Ok(()), std::fs::create_dir_all);
        made.and_then(|()| std::fs::write(&file, picture))
            .with_context(|| format!("{} cannot be written", file.display()))?;
        println!("\nThe same as a picture: {}", file.display());
        Ok(())
    }
}
