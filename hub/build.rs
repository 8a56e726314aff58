//! Brings the web pages' styles, fonts and scripts into the binary; their sentences are a matter of `words`.
//!
//! What others wrote comes from npm by the lock file in `pages/`, is installed into `OUT_DIR` and
//! only again when the lock changes. Of KERN's styles those stay that a page of ours names, a fifth of
//! them, and of these again those that visitors' pages name, a half: a phone on a bad line waits for every
//! byte. Every file gets its content's hash into its name,
//! so a browser may keep it for ever; the names end up as constants in `OUT_DIR/assets.rs`. Compression
//! is not here: the server compresses what it sends.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

use sha2::{Digest, Sha256};

#[path = "build/words.rs"]
mod words;

/// A folder with the `node_modules` of `pages/`, for machines that build without npm, and with node alone.
const PREBUILT: &str = "WARTEMARKE_PAGES";
/// What npm reads; a change in any of them installs anew.
const NPM_FILES: [&str; 3] = ["package.json", "package-lock.json", ".npmrc"];
const KERN: &str = "@kern-ux/native/dist/kern.min.css";
const EVERY_PAGE: &[&str] = &["**/*.html"];
/// Of visitors and of those who book; a law of the pages holds that nothing is missing.
const PUBLIC_PAGES: &[&str] =
    &["layout.html", "foot.html", "status*.html", "about/**/*.html", "booking/**/*.html"];
/// Where KERN gives the colours of a theme to a whole page. PurgeCSS does not see that pages have a body
/// in there; without it a dark page has the words of a light one.
const OF_EVERY_PAGE: &str = ":is(body,";
/// Enough of a SHA-256 that two files of ours never share a name.
const HASH_HEX_CHARS: usize = 12;

enum From {
    Npm(&'static str),
    /// Of a style sheet from npm, what these of our pages name.
    Named(&'static str, &'static [&'static str]),
    Ours(&'static str),
}
use From::{Named, Npm, Ours};

/// Constant, file name without hash, source. Fonts come before the styles that name them.
const ASSETS: [(&str, &str, From); 23] = [
    (
        "FONT_REGULAR",
        "fira-sans-regular.woff2",
        Npm("@kern-ux/native/dist/fonts/fira-sans/FiraSans-Regular.woff2"),
    ),
    (
        "FONT_SEMI_BOLD",
        "fira-sans-semi-bold.woff2",
        Npm("@kern-ux/native/dist/fonts/fira-sans/FiraSans-SemiBold.woff2"),
    ),
    ("MARK", "mark.svg", Ours("mark.svg")),
    ("KERN", "kern.css", Named(KERN, EVERY_PAGE)),
    ("KERN_PUBLIC", "kern-public.css", Named(KERN, PUBLIC_PAGES)),
    ("FONTS", "fonts.css", Ours("fonts.css")),
    ("STYLE", "style.css", Ours("style.css")),
    ("DESK", "desk.css", Ours("desk.css")),
    ("HALL", "hall.css", Ours("hall.css")),
    ("FIGURES", "figures.css", Ours("figures.css")),
    ("STATUS", "status.css", Ours("status.css")),
    ("BOOKING", "booking.css", Ours("booking.css")),
    ("BOOKINGS", "bookings.css", Ours("bookings.css")),
    ("OFFER", "offer.css", Ours("offer.css")),
    ("WALL", "wall.css", Ours("wall.css")),
    ("HTMX", "htmx.js", Npm("htmx.org/dist/htmx.min.js")),
    ("SSE", "sse.js", Npm("htmx-ext-sse/dist/sse.min.js")),
    ("SCRIPT", "script.js", Ours("script.js")),
    ("STAMP", "stamp.js", Ours("stamp.js")),
    ("FRAMED", "framed.js", Ours("framed.js")),
    ("HOLD", "hold.js", Ours("hold.js")),
    ("ELEMENT", "termine.js", Ours("termine.js")),
    ("WALL_SCRIPT", "wall.js", Ours("wall.js")),
];

fn main() {
    println!("cargo::rerun-if-changed=pages");
    println!("cargo::rerun-if-changed=translations");
    println!("cargo::rerun-if-changed=askama.toml");
    println!("cargo::rerun-if-env-changed={PREBUILT}");
    let hub = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").expect("cargo sets it"));
    let pages = hub.join("pages");
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets it"));
    let built = words::embed(&hub.join("translations"), &out)
        .and_then(|()| node_modules(&pages, &out))
        .and_then(|npm| embed(&pages, &npm, &out));
    if let Err(sentence) = built {
        println!("cargo::error={sentence}");
        std::process::exit(1);
    }
}

/// The folder with the installed packages; installs them where needed.
fn node_modules(pages: &Path, out: &Path) -> Result<PathBuf, String> {
    if let Some(prebuilt) = env::var_os(PREBUILT) {
        return Ok(PathBuf::from(prebuilt));
    }
    let work = out.join("npm");
    let stamp = work.join("stamp");
    let wanted = hash_of_npm_files(pages)?;
    if fs::read_to_string(&stamp).is_ok_and(|installed| installed == wanted) {
        return Ok(work.join("node_modules"));
    }
    fs::create_dir_all(&work).map_err(|error| cannot("create", &work, &error))?;
    for name in NPM_FILES {
        let (from, to) = (pages.join(name), work.join(name));
        fs::copy(&from, &to).map_err(|error| cannot("copy", &from, &error))?;
    }
    npm_ci(&work)?;
    fs::write(&stamp, wanted).map_err(|error| cannot("write", &stamp, &error))?;
    Ok(work.join("node_modules"))
}

fn hash_of_npm_files(pages: &Path) -> Result<String, String> {
    let mut hash = Sha256::new();
    for name in NPM_FILES {
        hash.update(read(&pages.join(name))?);
    }
    Ok(hex(&hash.finalize()))
}

/// Scripts of packages never run: the files we take from them need none.
fn npm_ci(work: &Path) -> Result<(), String> {
    let result = Command::new("npm").args(["ci", "--ignore-scripts"]).current_dir(work).output();
    match result {
        Ok(output) if output.status.success() => Ok(()),
        Ok(output) => {
            let said = String::from_utf8_lossy(&output.stderr);
            let said = said.lines().filter(|line| line.contains("npm error")).collect::<Vec<_>>().join(" ");
            Err(format!(
                "npm could not install the packages of the web pages ({said}). \
                 Check the network, or set {PREBUILT} to a folder with the installed node_modules."
            ))
        }
        Err(error) => Err(format!(
            "The web pages need npm to build, and it could not be started ({error}). \
             Install it (apt install npm), or set {PREBUILT} to a folder with the installed node_modules."
        )),
    }
}

/// Writes every asset under its hashed name, and `assets.rs` with the table of them all.
fn embed(pages: &Path, npm: &Path, out: &Path) -> Result<(), String> {
    let folder = out.join("assets");
    if folder.exists() {
        fs::remove_dir_all(&folder).map_err(|error| cannot("clear", &folder, &error))?;
    }
    fs::create_dir_all(&folder).map_err(|error| cannot("create", &folder, &error))?;

    let mut hashed_names = BTreeMap::new();
    let mut constants = String::new();
    let mut table = String::from("pub static ALL: &[Asset] = &[\n");
    for (constant, name, from) in ASSETS {
        let mut content = match from {
            Npm(path) => read(&npm.join(path))?,
            Named(path, named_by) => {
                let named = what_pages_name(pages, npm, &npm.join(path), &out.join(name), named_by)?;
                without_what_nothing_names(named, &styles_of_ours(pages)?).into_bytes()
            }
            Ours(path) => read(&pages.join(path))?,
        };
        if name.ends_with(".css") {
            content = with_hashed_names(content, &hashed_names);
        }
        let hashed = hashed_name(name, &content);
        let file = folder.join(&hashed);
        fs::write(&file, content).map_err(|error| cannot("write", &file, &error))?;
        writeln!(constants, "pub const {constant}: &str = {:?};", format!("/assets/{hashed}"))
            .and_then(|()| {
                writeln!(table, "    Asset {{ name: {hashed:?}, bytes: include_bytes!({file:?}) }},")
            })
            .expect("a string takes everything");
        hashed_names.insert(name, hashed);
    }
    table.push_str("];\n");
    let source = out.join("assets.rs");
    fs::write(&source, constants + &table).map_err(|error| cannot("write", &source, &error))
}

/// PurgeCSS reads what could be the name of a class anywhere in the templates and the script.
fn what_pages_name(
    pages: &Path,
    npm: &Path,
    styles: &Path,
    named: &Path,
    named_by: &[&str],
) -> Result<String, String> {
    let all = String::from_utf8(read(styles)?).expect("style sheets are UTF-8");
    if !all.contains(OF_EVERY_PAGE) {
        return Err(format!("The web pages could not be built: {} has no {OF_EVERY_PAGE}", styles.display()));
    }
    let all = all.replace(OF_EVERY_PAGE, &format!("/* purgecss ignore */{OF_EVERY_PAGE}"));
    fs::write(named, all).map_err(|error| cannot("write", named, &error))?;
    let mut node = Command::new("node");
    node.arg(npm.join("purgecss/bin/purgecss.js")).arg("--css").arg(named).arg("--output").arg(named);
    node.arg("--content").arg(pages.join("script.js"));
    node.args(named_by.iter().map(|templates| pages.join("templates").join(templates)));
    match node.output() {
        Ok(output) if output.status.success() => {
            Ok(String::from_utf8(read(named)?).expect("style sheets are UTF-8"))
        }
        Ok(output) => Err(format!(
            "The web pages could not be built: PurgeCSS says {}",
            String::from_utf8_lossy(&output.stderr).trim()
        )),
        Err(error) => Err(format!(
            "The web pages need node to build, and it could not be started ({error}). \
             Install it (apt install nodejs)."
        )),
    }
}

fn styles_of_ours(pages: &Path) -> Result<String, String> {
    let ours = ASSETS.iter().filter_map(|(_, name, from)| match from {
        Ours(path) if name.ends_with(".css") => Some(read(&pages.join(path))),
        _ => None,
    });
    let ours = ours.collect::<Result<Vec<_>, _>>()?.concat();
    Ok(String::from_utf8(ours).expect("style sheets are UTF-8"))
}

/// Takes out custom properties that nothing names, and then those that only these named. They are a third of
/// what is left of KERN, and PurgeCSS loses the ones that only another property names.
fn without_what_nothing_names(mut styles: String, ours: &str) -> String {
    loop {
        let left = {
            let used: BTreeSet<&str> = properties_in(&styles).chain(properties_in(ours)).collect();
            without_declarations(&styles, &used)
        };
        if left.len() == styles.len() {
            return left;
        }
        styles = left;
    }
}

fn properties_in(styles: &str) -> impl Iterator<Item = &str> {
    styles.split("var(").skip(1).map(|rest| name_at(rest.trim_start()))
}

/// Up to the character that can be no part of a name.
fn name_at(styles: &str) -> &str {
    let end = styles.find(|c: char| !c.is_ascii_alphanumeric() && !"-_".contains(c));
    &styles[..end.unwrap_or(styles.len())]
}

/// A declaration begins a block or follows another one; in names of classes there are two hyphens, too.
fn without_declarations(styles: &str, used: &BTreeSet<&str>) -> String {
    let (mut left, mut rest) = (String::new(), styles);
    while let Some(at) = rest.find("--") {
        let (before, from) = rest.split_at(at);
        left.push_str(before);
        let name = name_at(from);
        let is_declared = left.trim_end().ends_with(['{', ';']) && from[name.len()..].starts_with(':');
        let taken = match from.find([';', '}']) {
            Some(end) if is_declared && !used.contains(name) => {
                end + usize::from(from[end..].starts_with(';'))
            }
            _ => {
                left.push_str(name);
                name.len()
            }
        };
        rest = &from[taken..];
    }
    left + rest
}

/// A style sheet names fonts as they are called in `pages/`; the browser asks for the hashed name.
fn with_hashed_names(content: Vec<u8>, hashed_names: &BTreeMap<&str, String>) -> Vec<u8> {
    let mut text = String::from_utf8(content).expect("style sheets are UTF-8");
    for (name, hashed) in hashed_names {
        text = text.replace(&format!("url({name:?})"), &format!("url({hashed:?})"));
    }
    text.into_bytes()
}

/// "style.css" becomes "style.0123456789ab.css".
fn hashed_name(name: &str, content: &[u8]) -> String {
    let (stem, ending) = name.rsplit_once('.').expect("every asset has an ending");
    let hash = hex(&Sha256::digest(content));
    format!("{stem}.{}.{ending}", &hash[..HASH_HEX_CHARS])
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn read(path: &Path) -> Result<Vec<u8>, String> {
    fs::read(path).map_err(|error| cannot("read", path, &error))
}

fn cannot(verb: &str, path: &Path, error: &std::io::Error) -> String {
    format!("The web pages could not be built: cannot {verb} {}: {error}.", path.display())
}
