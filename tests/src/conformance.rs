//! What accessibility asks of kiosk, slip and wall, and what shows it: the clauses of `conformance.toml`,
//! what the tests said, and the report that a town puts into its tender.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;
use std::path::Path;

use anyhow::Context;
use serde::Deserialize;

/// The clauses, and the report that is made of them; paths of the project.
pub const CLAUSES: &str = "kiosk/conformance.toml";
pub const REPORT: &str = "kiosk/CONFORMANCE.md";

const BEFORE: &str = "\
<!-- Made by tests/run.sh of conformance.toml and of what the tests said. Whoever writes here loses it. -->

# Barrierefreiheit: was verlangt ist, und was es zeigt

Jede Zeile ist eine Anforderung. Daneben steht, welche Tests sie zeigen (jeder ist bestanden, sonst entsteht
dieser Bericht nicht), warum sie nicht zutrifft, oder was nur das gebaute Gerät zeigen kann. Was am Gerät zu
prüfen ist, hat noch niemand geprüft: Es gibt noch keines.

Der Wortlaut der Normen ist nicht abgeschrieben. EN 301 549 kennen wir aus einer Fassung vor V3.2.1; wer sich
auf diesen Bericht beruft, vergleicht die Nummern mit der Fassung, die für die Vergabe gilt. Anforderungen,
deren Text uns nicht vorlag, fehlen hier.
";

/// All of it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Clauses {
    part: Vec<Part>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Part {
    name: String,
    clause: Vec<Clause>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Clause {
    number: String,
    asks: String,
    #[serde(default)]
    tests: Vec<String>,
    hardware: Option<String>,
    reason: Option<String>,
}

/// What a run of all tests said of each, by its function or its file.
#[derive(Debug, Default)]
pub struct Verdicts(BTreeMap<String, Verdict>);

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Verdict {
    Passed,
    Failed,
    /// This machine lacks what it needs.
    NotHeld,
}

impl Clauses {
    pub fn read(tree: &Path) -> anyhow::Result<Clauses> {
        let text = fs::read_to_string(tree.join(CLAUSES)).context(CLAUSES)?;
        Clauses::parse(&text)
    }

    pub fn parse(text: &str) -> anyhow::Result<Clauses> {
        toml::from_str(text).context(CLAUSES)
    }

    /// Clauses that nothing is said about, and tests that are not there; a line each.
    pub fn faults(&self, tree: &Path) -> Vec<String> {
        let mut faults = Vec::new();
        for clause in self.clauses() {
            let number = &clause.number;
            if clause.tests.is_empty() && clause.hardware.is_none() && clause.reason.is_none() {
                faults.push(format!("{number} has neither a test nor a reason"));
            }
            for test in clause.tests.iter().filter(|test| !is_there(tree, test)) {
                faults.push(format!("{number} names {test}, and there is no such test"));
            }
        }
        faults
    }

    /// Tests that failed or did not run, with the clause they would show; a line each.
    pub fn not_shown(&self, verdicts: &Verdicts) -> Vec<String> {
        self.with(verdicts, |verdict| match verdict {
            Some(Verdict::Passed | Verdict::NotHeld) => None,
            Some(Verdict::Failed) => Some("failed"),
            None => Some("did not run"),
        })
    }

    /// Tests that this machine cannot hold, with the clause they would show; a line each.
    pub fn not_held(&self, verdicts: &Verdicts) -> Vec<String> {
        let not_held = Some(Verdict::NotHeld);
        self.with(verdicts, |verdict| (verdict == not_held).then_some("cannot be held on this machine"))
    }

    fn with(
        &self,
        verdicts: &Verdicts,
        why: impl Fn(Option<Verdict>) -> Option<&'static str>,
    ) -> Vec<String> {
        let named = self.clauses().flat_map(|clause| clause.tests.iter().map(move |test| (clause, test)));
        let told = named.filter_map(|(clause, test)| {
            Some(format!("{}: {test} {}", clause.number, why(verdicts.of(test))?))
        });
        told.collect()
    }

    /// The report, once everything was shown.
    pub fn report(&self) -> String {
        let mut report = BEFORE.to_owned();
        for part in &self.part {
            let _ = write!(report, "\n## {}\n\n", part.name);
            report += "| Nummer | Was verlangt ist | Was es zeigt |\n|---|---|---|\n";
            for clause in &part.clause {
                let _ = writeln!(report, "| {} | {} | {} |", clause.number, clause.asks, clause.shown());
            }
        }
        report
    }

    fn clauses(&self) -> impl Iterator<Item = &Clause> {
        self.part.iter().flat_map(|part| &part.clause)
    }
}

impl Clause {
    fn shown(&self) -> String {
        let tests: Vec<String> = self.tests.iter().map(|test| link(test)).collect();
        let tests = (!tests.is_empty()).then(|| format!("Tests: {}", tests.join(", ")));
        let hardware = self.hardware.as_ref().map(|what| format!("*Am Gerät zu prüfen:* {what}"));
        [self.reason.clone(), tests, hardware].into_iter().flatten().collect::<Vec<_>>().join("<br>")
    }
}

impl Verdicts {
    /// Of what nextest or `cargo test` printed.
    pub fn of_tests(&mut self, log: &str) {
        for line in log.lines().map(str::trim) {
            let words: Vec<&str> = line.split_whitespace().collect();
            match words.as_slice() {
                ["PASS", .., name] => self.heard(name, Verdict::Passed),
                ["FAIL" | "TIMEOUT" | "SIGABRT" | "SIGSEGV", .., name] => self.heard(name, Verdict::Failed),
                ["test", name, "...", "ok"] => self.heard(name, Verdict::Passed),
                ["test", name, "...", "FAILED"] => self.heard(name, Verdict::Failed),
                _ => {}
            }
        }
    }

    /// Of the scenes in the browser: `passed NAME` or `failed NAME`, a line each.
    pub fn of_scenes(&mut self, lines: &str) {
        for (verdict, name) in lines.lines().filter_map(|line| line.split_once(' ')) {
            let verdict = if verdict == "passed" { Verdict::Passed } else { Verdict::Failed };
            self.heard(name, verdict);
        }
    }

    /// Of those that only said why they could not be held: `NAME: reason`, a line each.
    pub fn of_skips(&mut self, lines: &str) {
        for name in lines.lines().filter_map(|line| line.split(':').next()) {
            self.heard(name, Verdict::NotHeld);
        }
    }

    /// What is worse counts: who passes because nothing could be tried says so once more.
    fn heard(&mut self, name: &str, verdict: Verdict) {
        let name = name.rsplit("::").next().unwrap_or(name).to_owned();
        let known = self.0.entry(name).or_insert(verdict);
        if *known == Verdict::Passed {
            *known = verdict;
        }
    }

    fn of(&self, test: &str) -> Option<Verdict> {
        self.0.get(name_of(test)).copied()
    }
}

/// The function of `FILE#FUNCTION`, or the name of a scene.
fn name_of(test: &str) -> &str {
    let (file, function) = test.split_once('#').unzip();
    let file = file.unwrap_or(test);
    let scene = || Path::new(file).file_name()?.to_str()?.strip_suffix(".scene.mjs");
    function.or_else(scene).unwrap_or(test)
}

fn is_there(tree: &Path, test: &str) -> bool {
    match test.split_once('#') {
        Some((file, function)) => {
            let text = fs::read_to_string(tree.join(file)).unwrap_or_default();
            text.contains("#[test]") && text.contains(&format!("fn {function}()"))
        }
        None => tree.join(test).is_file(),
    }
}

/// As seen from the folder of the report.
fn link(test: &str) -> String {
    let file = test.split('#').next().unwrap_or(test);
    let path = file.strip_prefix("kiosk/").map_or_else(|| format!("../{file}"), str::to_owned);
    format!("[{}]({path})", name_of(test))
}

#[cfg(test)]
mod tests {
    use super::*;

    const ONE: &str = "[[part]]\nname = \"EN\"\n[[part.clause]]\nnumber = \"5.1\"\nasks = \"Alles.\"\n";

    fn clauses(more: &str) -> Clauses {
        Clauses::parse(&format!("{ONE}{more}")).expect("clauses")
    }

    fn tree() -> &'static Path {
        Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/.."))
    }

    #[test]
    fn every_clause_has_a_test_that_is_there_or_a_reason() {
        let clauses = Clauses::read(tree()).expect("the clauses can be read");
        assert_eq!(clauses.faults(tree()), Vec::<String>::new());
    }

    #[test]
    fn what_is_neither_shown_nor_explained_is_a_fault() {
        assert_eq!(clauses("").faults(tree()), ["5.1 has neither a test nor a reason"]);
        let gone = clauses("tests = [\"tests/src/conformance.rs#no_such_test\"]");
        let said = "5.1 names tests/src/conformance.rs#no_such_test, and there is no such test";
        assert_eq!(gone.faults(tree()), [said]);
        let explained = clauses("reason = \"Es gibt kein Mikrofon.\"");
        assert_eq!(explained.faults(tree()), Vec::<String>::new());
        assert!(Clauses::parse(&format!("{ONE}reasons = \"?\"")).is_err(), "nothing is overlooked");
    }

    #[test]
    fn only_what_passed_is_shown() {
        let clauses = clauses(
            "tests = [\"a.rs#held\", \"a.rs#broken\", \"a.rs#lacking\", \"a.rs#gone\", \"b/look.scene.mjs\"]",
        );
        let mut verdicts = Verdicts::default();
        verdicts.of_tests(
            "        PASS [   0.034s] (1/2) kiosk::kiosk story::held\n\
             \n   FAIL [   0.034s] (2/2) kiosk::kiosk story::broken\ntest lacking ... ok\n",
        );
        verdicts.of_skips("lacking: no emupos\n");
        verdicts.of_scenes("passed look\nfailed other\n");
        assert_eq!(clauses.not_shown(&verdicts), ["5.1: a.rs#broken failed", "5.1: a.rs#gone did not run"]);
        let not_held = "5.1: a.rs#lacking cannot be held on this machine";
        assert_eq!(clauses.not_held(&verdicts), [not_held]);
    }

    #[test]
    fn the_report_says_what_only_the_device_can_show() {
        let report =
            clauses("tests = [\"kiosk/tests/a.rs#held\"]\nhardware = \"Der Lautsprecher.\"").report();
        let row = "| 5.1 | Alles. | Tests: [held](tests/a.rs)<br>*Am Gerät zu prüfen:* Der Lautsprecher. |";
        assert!(report.contains(row), "{report}");
    }
}
