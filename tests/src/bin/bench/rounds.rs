//! Interleaved rounds, and a line of the table.

use std::time::Duration;

/// Enough that one bad moment of a shared machine is not the median.
pub const ROUNDS: usize = 30;

/// This machine has not got what a comparison needs: no line, and no fault of ours.
#[derive(Debug, thiserror::Error)]
#[error("{0} is not here")]
pub struct NotHere(pub &'static str);

/// What one comparison came to.
pub struct Line {
    pub name: String,
    /// Ours over the other's, one for each round.
    pub ratios: Vec<f64>,
    pub goal: Goal,
    /// Absolute figures of this machine, in words.
    pub figures: String,
}

/// What the median ratio should be.
#[derive(Clone, Copy)]
pub enum Goal {
    AtMost(f64),
    AtLeast(f64),
    /// Only to know.
    None,
}

impl Line {
    pub const HEADING: &str = "\
        line                                          median   spread (p10..p90)   \
        goal        met   on this machine";

    fn sorted(&self) -> Vec<f64> {
        let mut ratios = self.ratios.clone();
        ratios.sort_by(f64::total_cmp);
        ratios
    }

    pub fn is_missed(&self) -> bool {
        let median = quantile(&self.sorted(), 0.5);
        match self.goal {
            Goal::AtMost(most) => median > most,
            Goal::AtLeast(least) => median < least,
            Goal::None => false,
        }
    }
}

impl std::fmt::Display for Line {
    fn fmt(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result {
        let ratios = self.sorted();
        let spread = format!("{:.3}..{:.3}", quantile(&ratios, 0.1), quantile(&ratios, 0.9));
        let (goal, met) = match self.goal {
            Goal::AtMost(most) => (format!("<= {most:.3}"), if self.is_missed() { "NO" } else { "yes" }),
            Goal::AtLeast(least) => (format!(">= {least:.3}"), if self.is_missed() { "NO" } else { "yes" }),
            Goal::None => ("-".to_string(), "-"),
        };
        let median = quantile(&ratios, 0.5);
        write!(f, "{:<44} {median:>7.3}   {spread:<18}  {goal:<10}  {met:<4}  {}", self.name, self.figures)
    }
}

/// Of values in ascending order.
pub fn quantile(sorted: &[f64], at: f64) -> f64 {
    let last = sorted.len().checked_sub(1).expect("something was measured");
    sorted[(last as f64 * at).round() as usize]
}

/// What `at` of all these took no longer than, in microseconds.
pub fn micros(times: &[Duration], at: f64) -> f64 {
    let mut micros: Vec<f64> = times.iter().map(|time| time.as_secs_f64() * 1e6).collect();
    micros.sort_by(f64::total_cmp);
    quantile(&micros, at)
}

/// The median of what every round came to.
pub fn median(values: &[f64]) -> f64 {
    let mut values = values.to_vec();
    values.sort_by(f64::total_cmp);
    quantile(&values, 0.5)
}
