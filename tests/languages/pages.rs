//! What pages and letters say, read in their source: screens write their sentences down, pages name them.

use std::collections::BTreeSet;

use crate::rooms::{COUNTED, TEMPLATE, Words, at, texts_in};

/// A sentence is said by `language.say("soon")`, or its name stands somewhere for itself.
pub fn findings(template: &Words) -> Vec<String> {
    let mut sources = texts_in("hub/src", &[".rs"]);
    sources.extend(texts_in("hub/pages/templates", &[".html", ".txt"]));
    let mut findings = Vec::new();
    for (path, source) in &sources {
        for (start, say) in source.match_indices("say(\"") {
            let at = at(path, source, start);
            let (name, rest) = source[start + say.len()..].split_once('"').unwrap_or_default();
            let Some(sentence) = template.get(name) else {
                findings.push(format!("{at}: there is no \"{name}\". Write it into {TEMPLATE}."));
                continue;
            };
            let given = given(rest.strip_prefix(')').unwrap_or_default());
            for open in sentence.places().difference(&given) {
                findings.push(format!("{at}: {{{open}}} of \"{name}\" is left open. Say {}.", said_by(open)));
            }
        }
    }
    for (name, sentence) in template {
        let name = format!("\"{name}\"");
        if !sources.iter().any(|(_, source)| source.contains(&name)) {
            let at = &sentence.at;
            findings.push(format!("{at}: no page and no letter says {name}. Take it away here."));
        }
    }
    findings
}

fn said_by(place: &str) -> String {
    if place == COUNTED { ".count(…) after it".into() } else { format!(".with(\"{place}\", …) after it") }
}

/// The places that are filled behind a `say("…")`, comments between them left aside.
fn given(mut rest: &str) -> BTreeSet<String> {
    let mut given = BTreeSet::new();
    loop {
        rest = rest.trim_start();
        let call = if rest.starts_with("//") {
            rest = rest.split_once('\n').map_or("", |(_, rest)| rest);
            continue;
        } else if let Some(call) = rest.strip_prefix(".with(") {
            given.extend(call.split('"').nth(1).map(str::to_owned));
            call
        } else if let Some(call) = rest.strip_prefix(".count(") {
            given.insert(COUNTED.to_owned());
            call
        } else {
            return given;
        };
        let mut open = 1;
        let end = call.find(|c| {
            open += i32::from(c == '(') - i32::from(c == ')');
            open == 0
        });
        rest = end.map_or("", |end| &call[end + 1..]);
    }
}
