//! Brings the sentences of pages and letters into the binary, in all languages, as `OUT_DIR/words.rs`.
//!
//! They are taken apart at their places here, so that a page only joins them. As at the kiosk, German stands
//! in for what is not translated yet, and `tests/languages` names it. What could not be said is an error
//! already here.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use rspolib::{POEntry, POFile, pofile};

/// German, from which everything is translated.
const TEMPLATE: &str = "hub.pot";
const GERMAN: &str = "de";
/// In the folder of a language.
const TRANSLATED: &str = "LC_MESSAGES/hub.po";
/// The place of the number that chooses between the forms, here as at the kiosk.
const COUNTED: &str = "n";

/// The forms of a sentence, more than one if a number chooses.
type Forms = Vec<String>;

/// What a file says.
struct Language {
    /// Which form is for the number `n`, in Rust.
    form_for: String,
    words: BTreeMap<String, Forms>,
}

pub fn embed(translations: &Path, out: &Path) -> Result<(), String> {
    let template = read(&translations.join(TEMPLATE))?;
    let mut german = BTreeMap::new();
    for entry in &template.entries {
        let id = entry.msgctxt.clone().ok_or_else(|| wrong(TEMPLATE, entry, "it has no msgctxt"))?;
        if german.insert(id, original(entry)).is_some() {
            return Err(wrong(TEMPLATE, entry, "another sentence has this msgctxt"));
        }
    }
    let (_, form_for) = plural_forms(&template, TEMPLATE)?;
    let mut languages = BTreeMap::new();
    for tag in folders(translations)? {
        let language = translated(&translations.join(&tag).join(TRANSLATED), &german)?;
        languages.insert(tag, language);
    }
    languages.insert(GERMAN.to_owned(), Language { form_for, words: german });
    let file = out.join("words.rs");
    let source = source(&languages).expect("a string takes everything");
    fs::write(&file, source).map_err(|error| super::cannot("write", &file, &error))
}

/// That each is one of our languages, and the other way round, is a matter of tests.
fn folders(translations: &Path) -> Result<Vec<String>, String> {
    let entries = fs::read_dir(translations).map_err(|error| super::cannot("read", translations, &error))?;
    let folders = entries.filter_map(Result::ok).filter(|entry| entry.path().is_dir());
    Ok(folders.filter_map(|entry| entry.file_name().into_string().ok()).collect())
}

/// All of `german` in one language. A translation of other German words than today's is none.
fn translated(file: &Path, german: &BTreeMap<String, Forms>) -> Result<Language, String> {
    let file_of_language = read(file)?;
    let name = file.display().to_string();
    let (forms_max, form_for) = plural_forms(&file_of_language, &name)?;
    let mut words = german.clone();
    let mut missing = words.len();
    for entry in file_of_language.entries.iter().filter(|entry| !entry.obsolete && !entry.fuzzy()) {
        let id = entry.msgctxt.as_deref().unwrap_or_default();
        let Some(sentence) = words.get_mut(id).filter(|_| german[id] == original(entry)) else { continue };
        let forms = forms(entry);
        if forms.iter().any(|form| form.trim().is_empty()) {
            continue;
        }
        let wanted = if german[id].len() > 1 { forms_max } else { 1 };
        if forms.len() != wanted {
            return Err(wrong(&name, entry, &format!("it has {} forms and needs {wanted}", forms.len())));
        }
        let (has, needs) = (places(&forms), places(&german[id]));
        if has != needs {
            return Err(wrong(&name, entry, &format!("its places are {has:?}, those in German {needs:?}")));
        }
        *sentence = forms;
        missing -= 1;
    }
    if missing > 0 {
        println!("cargo::warning={name}: not translated, and said in German: {missing}.");
    }
    Ok(Language { form_for, words })
}

fn read(file: &Path) -> Result<POFile, String> {
    let path = file.to_str().filter(|_| file.is_file());
    let path = path.ok_or_else(|| format!("{} is missing.", file.display()))?;
    pofile(path).map_err(|error| format!("{path} cannot be read: {error}."))
}

fn wrong(file: &str, entry: &POEntry, what: &str) -> String {
    format!("{file}, line {}: {what} ({:?}).", entry.linenum, entry.msgid)
}

/// How many forms a sentence has that counts, and which is for `n`: "nplurals=2; plural=(n != 1);" in the
/// header. The rule is C, whose conditions Rust reads alike.
fn plural_forms(file: &POFile, name: &str) -> Result<(usize, String), String> {
    let rule = file.metadata.get("Plural-Forms").and_then(|forms| {
        let (number, rule) = forms.strip_prefix("nplurals=")?.split_once(';')?;
        let rule = rule.trim().strip_prefix("plural=(")?.strip_suffix(");")?;
        Some((number.parse().ok()?, rule))
    });
    let rule = rule.ok_or_else(|| format!("{name}: the header says no nplurals=...; plural=(...);"))?;
    Ok((rule.0, in_rust(rule.1)))
}

/// "n==1 ? 0 : n==2 ? 1 : 2" becomes "if n==1 { 0 } else if n==2 { 1 } else { 2 }".
fn in_rust(rule: &str) -> String {
    if !rule.contains('?') {
        return format!("usize::from({rule})");
    }
    let choices = rule.split(':').map(|choice| match choice.split_once('?') {
        Some((condition, form)) => format!("if {} {{ {} }}", condition.trim(), form.trim()),
        None => format!("{{ {} }}", choice.trim()),
    });
    choices.collect::<Vec<_>>().join(" else ")
}

fn original(entry: &POEntry) -> Forms {
    [Some(entry.msgid.clone()), entry.msgid_plural.clone()].into_iter().flatten().collect()
}

fn forms(entry: &POEntry) -> Forms {
    match entry.msgid_plural {
        Some(_) => entry.msgstr_plural.clone(),
        None => vec![entry.msgstr.clone().unwrap_or_default()],
    }
}

/// What is left open in all forms together, but for the number: "one second" may be a word of its own.
fn places(forms: &Forms) -> BTreeSet<&str> {
    let inner = forms.iter().flat_map(|form| form.split('{').skip(1));
    let names = inner.map(|rest| rest.split_once('}').map_or(rest, |(name, _)| name));
    names.filter(|name| *name != COUNTED).collect()
}

fn source(languages: &BTreeMap<String, Language>) -> Result<String, std::fmt::Error> {
    let mut source = String::new();
    writeln!(source, "pub static IDS: &[&str] = &{:?};", languages[GERMAN].words.keys().collect::<Vec<_>>())?;
    writeln!(source, "pub static WORDS: &[(&str, FormFor, &[Forms])] = &[")?;
    for (tag, language) in languages {
        writeln!(source, "({tag:?}, |n: u32| {}, &[", language.form_for)?;
        for forms in language.words.values() {
            let parts: Vec<String> = forms.iter().map(|form| format!("&[{}]", parts(form))).collect();
            writeln!(source, "    &[{}],", parts.join(", "))?;
        }
        writeln!(source, "]),")?;
    }
    writeln!(source, "];")?;
    Ok(source)
}

/// "etwa {from} bis {n} Minuten" becomes `Words("etwa "), Open("from"), Words(" bis "), Counted, ...`.
fn parts(form: &str) -> String {
    let mut pieces = form.split('{');
    let mut parts = vec![format!("Words({:?})", pieces.next().unwrap_or_default())];
    for (name, words) in pieces.map(|piece| piece.split_once('}').unwrap_or((piece, ""))) {
        parts.push(if name == COUNTED { "Counted".to_owned() } else { format!("Open({name:?})") });
        parts.push(format!("Words({words:?})"));
    }
    parts.retain(|part| part != "Words(\"\")");
    parts.join(", ")
}
