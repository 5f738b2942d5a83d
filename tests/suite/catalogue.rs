// SPDX-License-Identifier: EUPL-1.2
//! The catalogue holds what the program says, and nothing else; a code's texts take its arguments.

use super::docs::sources;
use sestante::diag::{Code, catalogue};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// What makes a text of a key, and nothing but the text.
const SAYING: [&str; 5] = ["say(", "say_with(", "say_count(", "Phrase::new(", "Phrase::plain("];

/// What makes a text of a key and another of `key.help`.
const FAILING: &str = "Error::user(";

/// The texts between quotes in the sources, without their tests, each with what stands before it.
fn literals() -> Vec<(String, String)> {
    let mut found = Vec::new();
    for path in sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src")) {
        let text = std::fs::read_to_string(&path).unwrap();
        let code = text.split("#[cfg(test)]").next().unwrap_or_default();
        for line in code.lines().filter(|line| !line.trim_start().starts_with("//")) {
            let mut parts = line.split('"');
            let mut before = parts.next().unwrap_or_default();
            while let (Some(inside), Some(after)) = (parts.next(), parts.next()) {
                found.push((before.trim_end().to_owned(), inside.to_owned()));
                before = after;
            }
        }
    }
    found
}

fn is_key(text: &str) -> bool {
    let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || "-_.".contains(c);
    text.starts_with(|c: char| c.is_ascii_lowercase()) && text.chars().all(plain)
}

/// Fixed beginnings and ends of the keys that are put together: `word-severity-{}`, `{key}-none`.
fn made(literals: &[(String, String)]) -> (BTreeSet<&str>, BTreeSet<&str>) {
    let formats = literals.iter().filter(|(before, _)| before.ends_with("format!("));
    let pieces = formats.filter_map(|(_, text)| text.split_once('{'));
    let (mut begin, mut end) = (BTreeSet::new(), BTreeSet::new());
    for (head, tail) in pieces {
        let tail = tail.split_once('}').map_or("", |(_, rest)| rest);
        match (head, tail) {
            (head, "") if head.ends_with('-') && is_key(head) => drop(begin.insert(head)),
            ("", tail) if tail.strip_prefix('-').is_some_and(is_key) => drop(end.insert(tail)),
            _ => {}
        }
    }
    (begin, end)
}

#[test]
fn every_text_that_is_said_stands_in_the_catalogue() {
    let keys: BTreeSet<&str> = catalogue::all().map(|(key, _)| key).collect();
    let literals = literals();
    let said = literals.iter().filter(|(before, text)| {
        let makers = SAYING.iter().chain([&FAILING]);
        is_key(text) && makers.into_iter().any(|maker| before.ends_with(maker))
    });
    let missing: Vec<&String> = said
        .map(|(_, key)| key)
        .filter(|key| {
            !keys.contains(key.as_str()) && !keys.contains(format!("{key}-none").as_str())
        })
        .collect();
    assert_eq!(missing, Vec::<&String>::new());
}

#[test]
fn every_text_of_the_catalogue_is_used() {
    let literals = literals();
    let (begin, end) = made(&literals);
    let mut makers: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for (before, text) in &literals {
        makers.entry(text).or_default().push(before);
    }
    let codes: BTreeSet<&str> = Code::ALL.iter().map(Code::as_str).collect();
    let is_said = |key: &str| {
        codes.contains(key)
            || makers.contains_key(key)
            || begin.iter().any(|head| key.starts_with(head))
    };
    let used = |key: &str| {
        let (base, rest) = key.split_once('.').unwrap_or((key, ""));
        let part = rest.rsplit('.').next().unwrap_or_default();
        let wording = rest.strip_suffix(part).unwrap_or_default().trim_end_matches('.');
        match (codes.contains(base), part, wording) {
            (_, "", _) => {
                let whole = |tail: &&&str| base.strip_suffix(**tail).is_some_and(is_said);
                is_said(base) || end.iter().any(|tail| whole(&tail))
            }
            (true, "help" | "note", "") => true,
            (true, "help" | "note", wording) | (true, wording, "") => makers.contains_key(wording),
            // Only an error takes the help along.
            (false, "help", "") => makers.get(base).is_some_and(|all| {
                all.iter().any(|before| !SAYING.iter().any(|maker| before.ends_with(maker)))
            }),
            _ => false,
        }
    };
    let unused: Vec<&str> = catalogue::all().map(|(key, _)| key).filter(|key| !used(key)).collect();
    assert_eq!(unused, [""; 0]);
}

#[test]
fn texts_of_a_code_take_the_arguments_that_the_code_has() {
    for code in Code::ALL {
        let own = |key: &str| {
            key == code.as_str()
                || key.strip_prefix(code.as_str()).is_some_and(|r| r.starts_with('.'))
        };
        let taken: BTreeSet<&str> = catalogue::all()
            .filter(|(key, _)| own(key))
            .flat_map(|(_, text)| catalogue::names(text))
            .collect();
        let given: BTreeSet<&str> = code.arguments().iter().copied().collect();
        assert_eq!(taken, given, "{code}");
    }
}

#[test]
fn no_code_stands_twice() {
    let words: BTreeSet<&str> = Code::ALL.iter().map(Code::as_str).collect();
    assert_eq!(words.len(), Code::ALL.len());
}

#[test]
fn every_code_says_something() {
    let keys: BTreeSet<&str> = catalogue::all().map(|(key, _)| key).collect();
    let silent: Vec<&str> =
        Code::ALL.iter().map(Code::as_str).filter(|code| !keys.contains(code)).collect();
    assert_eq!(silent, [""; 0]);
}
