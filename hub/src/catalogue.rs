//! Names of services that others have written down: a list of names, or a file of XZuFi.
//!
//! XZuFi is how the German editorial offices of administrative services exchange them (xoev.de, 2.2: an
//! element `leistung` with `referenzLeiKa/code`, and of its `modulText` the one whose `leikaTextmodul/code`
//! is 02, the name, in each language). Only names and numbers are taken; what a service takes of clerks,
//! rooms and time, every town knows for itself.

use std::collections::{BTreeMap, BTreeSet};

use roxmltree::{Document, Node, ParsingOptions};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::config::SitePlan;

/// The largest list of a Land has some thousands; nobody chooses from more on one page.
pub const ENTRIES_MAX: usize = 3_000;
/// Longer is a text, and no name.
const NAME_CHARS_MAX: usize = 200;
/// Ids stand in addresses and on slips of paper.
const ID_CHARS_MAX: usize = 40;
/// An XML of some thousand services has less; it bounds the memory.
const NODES_MAX: u32 = 2_000_000;

/// A name with more in it is none; what lies in each other without end is not read again and again.
const NAME_NODES_MAX: usize = 100;

/// The module of a service's texts that is its name.
const NAME_MODULE: &str = "02";

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Entry {
    /// Whose list it is from, where that is said.
    #[serde(default)]
    pub group: String,
    /// German.
    pub name: String,
    /// Other languages by their codes.
    #[serde(default)]
    pub names: BTreeMap<String, String>,
    /// In the catalogue of all services of the administration (LeiKa).
    #[serde(default)]
    pub leika: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unreadable {
    NoXml,
    /// It is XML or JSON, and no service is in it.
    Nothing,
    TooMany,
}

/// Reads XML as XZuFi, and JSON as lists of names; `None` is neither of the two.
pub fn read(text: &str) -> Option<Result<Vec<Entry>, Unreadable>> {
    let text = text.trim_start_matches('\u{feff}').trim_start();
    let mut found = Found::default();
    match text.starts_with('<') {
        true => match xzufi(text, &mut found) {
            Ok(()) => {}
            Err(why) => return Some(Err(why)),
        },
        false => collect(&serde_json::from_str(text).ok()?, "", true, &mut found),
    }
    Some(match found.0.len() {
        0 => Err(Unreadable::Nothing),
        n if n > ENTRIES_MAX => Err(Unreadable::TooMany),
        _ => Ok(found.0.into_iter().collect()),
    })
}

/// Each once, and one more than there may be at most: a file can say one name a million times.
#[derive(Default)]
struct Found(BTreeSet<Entry>);

impl Found {
    fn put(&mut self, entry: Entry) {
        if is_name(&entry.name) && !self.is_too_much() {
            self.0.insert(entry);
        }
    }

    fn is_too_much(&self) -> bool {
        self.0.len() > ENTRIES_MAX
    }
}

fn is_name(name: &str) -> bool {
    !name.is_empty() && name.chars().count() <= NAME_CHARS_MAX
}

/// `["Personalausweis", ...]`, or objects with such lists called `services`, under whatever `name`.
fn collect(value: &Value, group: &str, is_list: bool, found: &mut Found) {
    if found.is_too_much() {
        return;
    }
    match value {
        Value::Array(list) if is_list => {
            let entry = |name: &Value| {
                let name = name.as_str()?.split_whitespace().collect::<Vec<_>>().join(" ");
                Some(Entry { group: group.to_owned(), name, names: BTreeMap::new(), leika: None })
            };
            list.iter().filter_map(entry).for_each(|entry| found.put(entry));
        }
        Value::Array(list) => list.iter().for_each(|inner| collect(inner, group, false, found)),
        Value::Object(object) => {
            let own = object.get("name").and_then(Value::as_str).unwrap_or_default();
            let group = match (group.is_empty(), own.is_empty()) {
                (false, false) => format!("{group}, {own}"),
                (true, _) => own.to_owned(),
                (false, true) => group.to_owned(),
            };
            // It stands in every entry.
            let group: String = group.chars().take(NAME_CHARS_MAX).collect();
            object.iter().for_each(|(field, inner)| collect(inner, &group, field == "services", found));
        }
        _ => {}
    }
}

fn xzufi(text: &str, found: &mut Found) -> Result<(), Unreadable> {
    // What a document type could do (entities that grow) is not allowed.
    let options = ParsingOptions { allow_dtd: false, nodes_limit: NODES_MAX, ..ParsingOptions::default() };
    let document = Document::parse_with_options(text, options).map_err(|_| Unreadable::NoXml)?;
    let services = document.descendants().filter(|node| node.tag_name().name() == "leistung");
    services.filter_map(|service| entry(&service)).for_each(|entry| found.put(entry));
    Ok(())
}

fn entry(service: &Node) -> Option<Entry> {
    let text_of = |node: Node| -> String {
        let within = node.descendants().take(NAME_NODES_MAX);
        let text: String = within.filter(Node::is_text).filter_map(|inner| inner.text()).collect();
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    let code_of = |node: &Node, name: &str| -> Option<String> {
        let code = children(node, name).find_map(|of| children(&of, "code").next())?;
        Some(code.text()?.trim().to_owned())
    };
    let is_the_name = |text: &Node| code_of(text, "leikaTextmodul").as_deref() == Some(NAME_MODULE);
    let module = children(service, "modulText").find(is_the_name)?;
    let mut names: BTreeMap<String, String> = children(&module, "inhalt")
        .map(|content| (content.attribute("languageCode").unwrap_or("de").to_owned(), text_of(content)))
        .collect();
    let name = names.remove("de")?;
    let known = |tag: &String| crate::pages::language::named(tag).is_some();
    names.retain(|tag, name| known(tag) && is_name(name));
    let leika = code_of(service, "referenzLeiKa").filter(|code| is_leika(code));
    Some(Entry { group: String::new(), name, names, leika })
}

fn children<'a>(node: &Node<'a, 'a>, name: &str) -> impl Iterator<Item = Node<'a, 'a>> {
    let found: Vec<Node> = node.children().filter(|child| child.tag_name().name() == name).collect();
    found.into_iter()
}

/// Of the catalogue's numbers only that they are numbers is certain.
pub fn is_leika(code: &str) -> bool {
    !code.is_empty() && code.len() <= 20 && code.bytes().all(|byte| byte.is_ascii_digit())
}

/// An id that no service of the plan has: "Wohnsitz an-/ummelden" is "wohnsitz-an-ummelden".
pub fn id_for(name: &str, plan: &SitePlan) -> String {
    let mut id = String::new();
    for letter in name.chars().flat_map(char::to_lowercase) {
        match letter {
            'ä' => id.push_str("ae"),
            'ö' => id.push_str("oe"),
            'ü' => id.push_str("ue"),
            'ß' => id.push_str("ss"),
            letter if letter.is_ascii_alphanumeric() => id.push(letter),
            _ if !id.is_empty() && !id.ends_with('-') => id.push('-'),
            _ => {}
        }
    }
    let id: String = id.chars().take(ID_CHARS_MAX).collect();
    let id = if id.trim_matches('-').is_empty() { "dienst" } else { id.trim_matches('-') };
    let is_taken = |id: &String| plan.services.iter().any(|service| service.id == *id);
    let numbered = (2..).map(|n| format!("{id}-{n}"));
    let free = [id.to_owned()].into_iter().chain(numbered).find(|id| !is_taken(id));
    free.expect("there are more numbers than services")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::made_up_town;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let found = read(text).expect("it is XML or JSON").expect("there is something in it");
        let said: Vec<String> = found
            .iter()
            .map(|Entry { group, name, names, leika }| {
                let others: Vec<String> = names.iter().map(|(tag, name)| format!("{tag}={name}")).collect();
                let leika = leika.as_deref().unwrap_or("-");
                format!("{group}|{name}|{}|{leika}", others.join(";"))
            })
            .collect();
        assert_eq!(said, expected);
    }

    #[test]
    fn lists_of_names() {
        check(r#"["Reisepass", "  Fischerei-\n schein ", ""]"#, &["|Fischerei- schein||-", "|Reisepass||-"]);
        check(
            include_str!("../../tests/data/made-up-catalogue.json"),
            &[
                "Stadt Musterstadt, Bürgerbüro|Beglaubigungen||-",
                "Stadt Musterstadt, Bürgerbüro|Fischereischein verlängern||-",
                "Stadt Musterstadt, Standesamt|Eheschließung anmelden||-",
            ],
        );
    }

    #[test]
    fn xzufi_with_names_and_numbers() {
        check(
            include_str!("../../tests/data/made-up-xzufi.xml"),
            &[
                "|Fischereischein Erteilung|en=Issuing a fishing licence|99050048001000",
                "|Personalausweis Ausstellung||99008001012000",
            ],
        );
    }

    #[test]
    fn what_is_neither_is_said() {
        assert_eq!(read("[[site]]\nid = \"rathaus\""), None);
        assert_eq!(read("<a>"), Some(Err(Unreadable::NoXml)));
        assert_eq!(read("<a/>"), Some(Err(Unreadable::Nothing)));
        assert_eq!(read("{}"), Some(Err(Unreadable::Nothing)));
        let bomb = "<!DOCTYPE a [<!ENTITY b \"bbbb\">]><a>&b;</a>";
        assert_eq!(read(bomb), Some(Err(Unreadable::NoXml)));
        let many: Vec<String> = (0..=ENTRIES_MAX).map(|n| format!("\"Dienst {n}\"")).collect();
        assert_eq!(read(&format!("[{}]", many.join(","))), Some(Err(Unreadable::TooMany)));
        let same = ["\"Dienst\""; 2 * ENTRIES_MAX];
        check(&format!("[{}]", same.join(",")), &["|Dienst||-"]);
        let group = "x".repeat(2 * NAME_CHARS_MAX);
        let long = format!(r#"{{"name": "{group}", "services": ["Dienst"]}}"#);
        check(&long, &[&format!("{}|Dienst||-", &group[..NAME_CHARS_MAX])]);
    }

    #[test]
    fn an_id_is_made_of_the_name_and_is_free() {
        let plan = SitePlan::of(&made_up_town().sites[0]);
        assert_eq!(id_for("Wohnsitz an-/ummelden (Familie)", &plan), "wohnsitz-an-ummelden-familie");
        assert_eq!(id_for("Führungszeugnis", &plan), "fuehrungszeugnis-2");
        assert_eq!(id_for("???", &plan), "dienst");
        assert!(id_for(&"Gewerbe".repeat(20), &plan).len() <= ID_CHARS_MAX);
    }

    /// The catalogues of real towns, where they are.
    #[test]
    fn catalogues_of_real_towns() {
        let Ok(file) = std::env::var("WARTEMARKE_CATALOGUES") else { return };
        let text = std::fs::read_to_string(file).expect("the file named there can be read");
        let found = read(&text).expect("it is JSON").expect("there is something in it");
        assert!(found.len() > 100, "{} entries", found.len());
        assert!(found.iter().all(|entry| !entry.group.is_empty()));
    }
}
