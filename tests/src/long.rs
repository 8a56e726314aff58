//! The long tests: a hundred thousand simulated days, calendars, and questions to the hub, walls read from
//! far away, and the hunt for planted mistakes.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use calendar_oracle::Tally;
use indicatif::{ProgressBar, ProgressStyle};
use town_hall::mutants::{MUTANTS, Workshop};
use town_hall::simulation::{self, VISITORS_MAX};
use town_hall::{contract, eyes};

/// Tests that take long and are not part of every run.
#[derive(clap::Subcommand)]
pub enum Long {
    /// Plays thousands of days on the hub's core, with everything that goes wrong
    Simulate {
        /// So many days, with seeds from 1
        #[arg(long, default_value_t = 100_000)]
        seeds: u64,

        /// Only the day of this seed
        #[arg(long, conflicts_with = "seeds")]
        seed: Option<u64>,

        /// The fullest day has so many
        #[arg(long, default_value_t = VISITORS_MAX)]
        visitors: usize,
    },
    /// Compares what is free in thousands of random towns with the rules told a second time
    Calendars {
        /// So many calendars, twenty of each town
        #[arg(long, default_value_t = 100_000)]
        calendars: usize,

        /// Only the town of this seed
        #[arg(long, conflicts_with = "calendars")]
        seed: Option<u64>,
    },
    /// Asks everything the hub's OpenAPI document offers, thousands of times, and holds it to its word
    Contract {
        /// So often each operation, as each asker, with sense and with nonsense
        #[arg(long, default_value_t = 200)]
        examples: u32,
    },
    /// Reads walls with the eyes of somebody who sees badly, from the last row of chairs
    Legibility {
        /// So many boards, with seeds from 1
        #[arg(long, default_value_t = 100)]
        boards: u64,

        /// Keeps each board as the eye has it
        #[arg(long, value_name = "FOLDER")]
        keep: Option<PathBuf>,
    },
    /// Plants mistakes in a copy of the hub; fails if the simulation does not find one of them
    Mutants {
        /// Only those whose name has this in it
        #[arg(long, default_value = "")]
        only: String,

        /// Where the copy is built; kept, so that the next time is quicker
        #[arg(long, value_name = "FOLDER")]
        folder: Option<PathBuf>,
    },
}

impl Long {
    pub fn run(&self) -> anyhow::Result<ExitCode> {
        match self {
            Long::Simulate { seeds, seed, visitors } => Ok(simulate(*seeds, *seed, *visitors)),
            Long::Calendars { calendars, seed } => Ok(compare_calendars(*calendars, *seed)),
            Long::Contract { examples } => Ok(ask_everything(*examples)),
            Long::Legibility { boards, keep } => legibility(*boards, keep.as_deref()),
            Long::Mutants { only, folder } => mutants(only, folder.clone()),
        }
    }
}

fn simulate(seeds: u64, seed: Option<u64>, visitors: usize) -> ExitCode {
    let days = seed.map_or(1..seeds.saturating_add(1), |seed| seed..seed + 1);
    let bar = ProgressBar::new(days.end - days.start);
    let style = ProgressStyle::with_template("{bar:40} {pos} of {len} days, {per_sec}, {eta} left");
    bar.set_style(style.expect("the template is tried by every run"));
    let outcome = simulation::simulate_all(days, visitors, |_| bar.inc(1));
    bar.finish_and_clear();
    match outcome {
        Ok(days) => {
            println!("{days}: nothing found");
            ExitCode::SUCCESS
        }
        Err(failure) => {
            println!("{failure}");
            ExitCode::FAILURE
        }
    }
}

fn compare_calendars(calendars: usize, seed: Option<u64>) -> ExitCode {
    let bar = ProgressBar::new(calendars as u64);
    let style = ProgressStyle::with_template("{bar:40} {pos} of {len} calendars, {eta} left");
    bar.set_style(style.expect("the template is tried by every run"));
    let (first, enough) = seed.map_or((1, calendars), |seed| (seed, 1));
    let mut tally = Tally::default();
    for seed in first.. {
        match calendar_oracle::try_town(seed) {
            Ok(of_town) => tally += of_town,
            Err(wrong) => {
                bar.finish_and_clear();
                println!("{wrong}");
                return ExitCode::FAILURE;
            }
        }
        bar.set_position(tally.calendars as u64);
        if tally.calendars >= enough {
            break;
        }
    }
    bar.finish_and_clear();
    let Tally { calendars, slots, empty } = tally;
    println!("{calendars} calendars with {slots} free slots, {empty} with none: nothing differs");
    ExitCode::SUCCESS
}

fn ask_everything(examples: u32) -> ExitCode {
    let Some(outcome) = contract::asks_everything("contract", examples) else { return ExitCode::FAILURE };
    println!("{outcome}");
    if outcome.broken.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn legibility(boards: u64, keep: Option<&Path>) -> anyhow::Result<ExitCode> {
    let bar = ProgressBar::new(boards);
    let style = ProgressStyle::with_template("{bar:40} {pos} of {len} boards, {eta} left");
    bar.set_style(style.expect("the template is tried by every run"));
    let mut wrong = 0;
    for seed in 1..=boards {
        let misread = eyes::read(seed, keep)?;
        wrong += u64::from(!misread.is_empty());
        bar.suspend(|| misread.iter().for_each(|misread| println!("{misread}")));
        bar.inc(1);
    }
    bar.finish_and_clear();
    println!("{} of {boards} boards are read as they are", boards - wrong);
    Ok(if wrong == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn mutants(only: &str, folder: Option<PathBuf>) -> anyhow::Result<ExitCode> {
    let folder = folder.unwrap_or_else(|| town_hall::mutants::target().join("mutants"));
    println!("In a copy of the hub's core, {}", folder.display());
    let workshop = Workshop::opens(&folder)?;
    workshop.finds_nothing_in_the_original()?;
    let (mut found, mut missed) = (0, 0);
    for mutant in MUTANTS.iter().filter(|mutant| mutant.name.contains(only)) {
        let said = match workshop.hunts(mutant) {
            Ok(Some(hit)) => {
                found += 1;
                format!("seed {:<4} {}", hit.seed, hit.by)
            }
            Ok(None) => {
                missed += 1;
                format!("LIVES ON: {}", mutant.means)
            }
            Err(error) => {
                missed += 1;
                format!("NOT PLANTED: {error:#}")
            }
        };
        println!("{:<40} {said}", mutant.name);
    }
    println!("{found} mutants found, {missed} not");
    Ok(if missed == 0 && found > 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
