//! The laws of the house that no compiler knows: who may depend on whom, what stands where.
//!
//! Each law is a function from the tree to what breaks it, so that the last test can show for every
//! one of them that it finds what it looks for. What rustfmt and clippy can say is not said here.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

/// A file of the project; `path` as git writes it.
struct File {
    path: String,
    text: String,
}

/// What breaks a law, a line each, with path and line number where there is one.
type Findings = Vec<String>;

/// Programs never depend on each other; `wire` and the thinking crates on nothing of ours.
/// An oracle tells the rules of its crate a second time; the crate's own tests compare the two.
const ARROWS: [(&str, &[&str]); 10] = [
    ("queue", &["oracle"]),
    ("oracle", &["queue"]),
    ("calendar", &["calendar-oracle"]),
    ("calendar-oracle", &["calendar"]),
    ("wire", &[]),
    ("hardware", &[]),
    ("hub", &["queue", "calendar", "wire"]),
    ("kiosk", &["wire", "hardware"]),
    ("display", &["wire", "hardware"]),
    (
        "town-hall",
        &["queue", "oracle", "calendar", "calendar-oracle", "wire", "hardware", "hub", "kiosk", "display"],
    ),
];

const TOP_LEVEL: [&str; 10] = [
    "Cargo.toml",
    "Cargo.lock",
    "README.md",
    "LICENSE",
    "hub",
    "kiosk",
    "display",
    "hardware",
    "images",
    "tests",
];

/// Longer, and a file no longer fits an afternoon.
const LINES_MAX: usize = 500;
const COLUMNS_MAX: usize = 110;
/// Words of a language are a list, as long as there are sentences, and lie in one file a language.
const WRITTEN_BY_HAND: [&str; 8] = ["rs", "slint", "sql", "html", "css", "js", "mjs", "sh"];

/// Where time is an argument. A folder, or a file with and without its ending.
const WITHOUT_CLOCK: [&str; 7] = [
    "hub/queue/src/",
    "hub/calendar/src/",
    "hub/wire/src/",
    "kiosk/src/session",
    "display/src/board",
    "hardware/src/slip/",
    "tests/src/replay/plan.rs",
];
/// Where nothing is read, written or sent.
const WITHOUT_WORLD: [&str; 3] = ["hub/queue/src/", "hub/calendar/src/", "hub/wire/src/"];

#[test]
fn crates_depend_only_along_the_arrows() {
    holds(arrows);
}

#[test]
fn every_crate_keeps_the_lints_and_the_one_set_of_slint_features() {
    holds(manifests);
}

#[test]
fn nothing_unsafe_is_allowed() {
    let marks = [["allow(uns", "afe_code)"].concat()];
    holds(|files| lines_with(files, |path| path.ends_with(".rs"), &marks));
}

#[test]
fn nothing_stands_at_the_top_but_what_was_given() {
    holds(top_level);
}

#[test]
fn every_file_fits_an_afternoon() {
    holds(sizes);
}

#[test]
fn every_room_begins_with_its_reason() {
    holds(reasons);
}

#[test]
fn nothing_is_left_for_later() {
    holds(|files| lines_with(files, |path| !path.ends_with(".lock"), &LATER.map(|[a, b]| [a, b].concat())));
}

#[test]
fn no_place_of_one_machine_or_one_registry_is_written_down() {
    holds(places);
}

#[test]
fn time_is_an_argument() {
    holds(clocks);
}

#[test]
fn thinking_touches_no_world() {
    holds(worlds);
}

#[test]
fn messages_know_a_word_for_what_is_new() {
    holds(tolerance);
}

#[test]
fn every_law_finds_what_it_looks_for() {
    let long = "//! Long.\n".repeat(LINES_MAX + 1);
    let wide = format!("//! Wide.\n// {}\n", "x".repeat(COLUMNS_MAX));
    check(
        arrows,
        "kiosk/Cargo.toml",
        "[package]\nname='kiosk'\n[dependencies]\nhub={}\n",
        "kiosk depends on hub",
    );
    check(
        arrows,
        "hub/wire/Cargo.toml",
        "[package]\nname='wire'\n[dev-dependencies]\nqueue={}\n",
        "on queue",
    );
    check(arrows, "x/Cargo.toml", "[package]\nname='x'\n", "x has no place in the map");
    check(manifests, "x/Cargo.toml", "[package]\nname='x'\n", "does not take the workspace's lints");
    let features =
        "[package]\nname='x'\n[lints]\nworkspace=true\n[dependencies]\nslint={workspace=true,features=['x']}";
    check(manifests, "x/Cargo.toml", features, "has its own slint");
    check(top_level, "notes/today.md", "", "notes");
    check(sizes, "hub/src/a.rs", &long, "501 lines");
    check(sizes, "hub/src/a.rs", &wide, "line 2: 113 columns");
    check(reasons, "hub/src/a.rs", "use std::io;\n", "hub/src/a.rs");
    check(places, "README.md", "see /hom\u{65}/ada/x\n", "README.md, line 1");
    check(places, "a/package-lock.json", "\"resolv\u{65}d\": 1\n", "line 1");
    check(clocks, "hub/queue/src/a.rs", "\nUtc::now()\n", "hub/queue/src/a.rs, line 2");
    check(clocks, "kiosk/src/session/a.rs", "Instant::now()", "line 1");
    check(worlds, "hub/calendar/src/a.rs", "use std::fs;", "line 1");
    let strict = "#[serde(other)]\nB,\n}\n\n#[derive(Serialize)]\npub enum Strict {\n    A,\n}\n";
    check(tolerance, "hub/wire/src/a.rs", strict, "enum Strict");

    fn check(law: impl Fn(&[File]) -> Findings, path: &str, text: &str, finding: &str) {
        let found = law(&[File { path: path.to_owned(), text: text.to_owned() }]);
        assert!(found.iter().any(|found| found.contains(finding)), "{path}: {found:?}");
    }
}

fn holds(law: impl Fn(&[File]) -> Findings) {
    let findings = law(&project_files());
    assert!(findings.is_empty(), "\n{}\n", findings.join("\n"));
}

// The laws.

fn arrows(files: &[File]) -> Findings {
    let allowed = BTreeMap::from(ARROWS);
    let mut findings = Vec::new();
    for (path, name, manifest) in manifests_of(files) {
        let Some(allowed) = allowed.get(name.as_str()) else {
            findings.push(format!("{path}: {name} has no place in the map"));
            continue;
        };
        for (dependency, _) in dependencies(&manifest) {
            let ours = ARROWS.iter().any(|(ours, _)| *ours == dependency);
            if ours && !allowed.contains(&dependency.as_str()) {
                findings.push(format!("{path}: {name} depends on {dependency}"));
            }
        }
    }
    findings
}

fn manifests(files: &[File]) -> Findings {
    let mut findings = Vec::new();
    for (path, _, manifest) in manifests_of(files) {
        if !keeps_lints(&manifest) {
            findings.push(format!("{path} does not take the workspace's lints"));
        }
        for (dependency, how) in dependencies(&manifest) {
            let plain = how.as_table().is_some_and(|how| how.len() == 1 && how.contains_key("workspace"));
            if dependency.contains("slint") && !plain {
                findings
                    .push(format!("{path} has its own slint: a second set of features compiles it again"));
            }
        }
    }
    findings
}

/// What slint generates allows itself unsafe code, so a crate with screens may say "deny" where the
/// workspace says "forbid"; `nothing_unsafe_is_allowed` holds our own code to it.
fn keeps_lints(manifest: &toml::Table) -> bool {
    let Some(lints) = manifest.get("lints") else { return false };
    let takes_the_workspaces = lints.get("workspace").and_then(toml::Value::as_bool) == Some(true);
    let denies = lints.get("rust").and_then(|rust| rust.get("unsafe_code")?.as_str()) == Some("deny");
    let has_screens = dependencies(manifest).iter().any(|(name, _)| name == "slint-build");
    takes_the_workspaces || denies && has_screens
}

fn top_level(files: &[File]) -> Findings {
    let tops = files.iter().map(|file| file.path.split('/').next().unwrap_or_default());
    tops.filter(|top| !top.starts_with('.') && !TOP_LEVEL.contains(top)).map(str::to_owned).collect()
}

fn sizes(files: &[File]) -> Findings {
    let mut findings = Vec::new();
    for File { path, text } in files.iter().filter(|file| is_written_by_hand(&file.path)) {
        let lines = text.lines().count();
        if lines > LINES_MAX {
            findings.push(format!("{path} has {lines} lines"));
        }
        for (line, number) in text.lines().zip(1..).filter(|_| path.ends_with(".rs")) {
            let columns = line.chars().count();
            if columns > COLUMNS_MAX {
                findings.push(format!("{path}, line {number}: {columns} columns"));
            }
        }
    }
    findings
}

fn reasons(files: &[File]) -> Findings {
    let rooms = files.iter().filter(|file| file.path.ends_with(".rs") && !file.text.starts_with("//!"));
    rooms.map(|file| format!("{} does not begin with what it is", file.path)).collect()
}

fn places(files: &[File]) -> Findings {
    // In halves, so that this file does not break its own law.
    let mut marks: Vec<String> = PLACES.iter().map(|[a, b]| [*a, *b].concat()).collect();
    if let Ok(home) = std::env::var("HOME") {
        marks.push(format!("{home}/."));
    }
    lines_with(files, |path| path != "Cargo.lock", &marks)
}

fn clocks(files: &[File]) -> Findings {
    let reads = ["Utc::now", "Local::now", "Instant::now", "SystemTime::now"].map(str::to_owned);
    lines_with(files, |path| is_in(path, &WITHOUT_CLOCK), &reads)
}

/// Cards are flashed on different days: a word that came later must not cost the whole message.
fn tolerance(files: &[File]) -> Findings {
    let wire = files.iter().filter(|file| file.path.starts_with("hub/wire/src/"));
    let strict = wire.flat_map(|file| {
        let enums = file.text.split("pub enum ").skip(1);
        let bodies = enums.map(|rest| rest.split("\n}\n").next().unwrap_or(rest));
        bodies.filter(|body| !body.contains("#[serde(other)]")).map(move |body| {
            let name = body.split([' ', '<']).next().unwrap_or_default();
            format!("{}: enum {name} has no #[serde(other)]", file.path)
        })
    });
    strict.collect()
}

fn worlds(files: &[File]) -> Findings {
    let uses =
        ["std::fs", "std::net", "std::env", "std::thread", "std::process", "tokio::"].map(str::to_owned);
    lines_with(files, |path| is_in(path, &WITHOUT_WORLD), &uses)
}

const LATER: [[&str; 2]; 5] =
    [["to", "do!("], ["unimple", "mented!("], ["FIX", "ME"], ["XX", "X:"], ["#[ign", "ore"]];

const PLACES: [[&str; 2]; 8] = [
    ["/ho", "me/"],
    ["/ro", "ot/"],
    ["/wo", "rk/"],
    ["registry.", "npmjs"],
    ["py", "pi.org"],
    ["static.", "crates.io"],
    ["index.", "crates.io"],
    ["\"resol", "ved\":"],
];

// Below: how the tree is read.

/// Everything that is or will be committed.
fn project_files() -> Vec<File> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("tests is a room of the project");
    let listed = Command::new("git")
        .args(["ls-files", "--cached", "--others", "--exclude-standard", "-z"])
        .current_dir(root)
        .output()
        .expect("git lists the files; tests/setup.sh installs it");
    assert!(listed.status.success(), "{}", String::from_utf8_lossy(&listed.stderr));
    let paths = String::from_utf8(listed.stdout).expect("our paths are UTF-8");
    let files: Vec<File> = paths.split('\0').filter_map(|path| read_text(root.join(path), path)).collect();
    assert!(files.len() > 20, "git listed only {} files in {}", files.len(), root.display());
    files
}

/// None for pictures, sounds, and what was deleted and not yet committed.
fn read_text(file: PathBuf, path: &str) -> Option<File> {
    let text = String::from_utf8(std::fs::read(file).ok()?).ok()?;
    Some(File { path: path.to_owned(), text })
}

fn lines_with(files: &[File], among: impl Fn(&str) -> bool, marks: &[String]) -> Findings {
    let mut findings = Vec::new();
    for File { path, text } in files.iter().filter(|file| among(&file.path)) {
        for (line, number) in text.lines().zip(1..) {
            if let Some(mark) = marks.iter().find(|mark| line.contains(mark.as_str())) {
                findings.push(format!("{path}, line {number}: {mark}"));
            }
        }
    }
    findings
}

fn is_in(path: &str, rooms: &[&str]) -> bool {
    rooms.iter().any(|room| path.starts_with(room))
}

fn is_written_by_hand(path: &str) -> bool {
    WRITTEN_BY_HAND.iter().any(|ending| path.ends_with(&format!(".{ending}")))
}

/// Path, name and content of each crate's manifest.
fn manifests_of(files: &[File]) -> impl Iterator<Item = (&str, String, toml::Table)> {
    files.iter().filter(|file| file.path.ends_with("/Cargo.toml")).map(|file| {
        let manifest: toml::Table =
            file.text.parse().unwrap_or_else(|error| panic!("{}: {error}", file.path));
        let name = manifest["package"]["name"].as_str().expect("a crate has a name").to_owned();
        (file.path.as_str(), name, manifest)
    })
}

/// All dependencies of a crate: of its library, its tests and its build.
fn dependencies(manifest: &toml::Table) -> Vec<(String, toml::Value)> {
    ["dependencies", "dev-dependencies", "build-dependencies"]
        .iter()
        .filter_map(|section| manifest.get(*section)?.as_table())
        .flat_map(|table| table.iter().map(|(name, how)| (name.clone(), how.clone())))
        .collect()
}
