// SPDX-License-Identifier: EUPL-1.2
//! Takes the keys of a YAML map one by one; what does not fit becomes a finding.

use super::{Kind, Node, YamlFile, did_you_mean};
use crate::datum::{Date, Day, Decimal};
use crate::diag::{Code, Finding, Place, say};
use std::cell::RefCell;

/// The keys of one map. Call [`Fields::finish`] last: it reports keys that nobody asked for.
pub struct Fields<'a> {
    source: &'a YamlFile,
    node: &'a Node,
    entries: &'a [(Node, Node)],
    asked: RefCell<Vec<&'static str>>,
}

impl<'a> Fields<'a> {
    /// The keys of `node`; a finding and no keys when it is not a map.
    pub fn of(source: &'a YamlFile, node: &'a Node) -> Self {
        let entries: &[(Node, Node)] = match &node.kind {
            Kind::Map(entries) => entries,
            _ => {
                wrong_kind(source, node, "map");
                &[]
            }
        };
        Fields { source, node, entries, asked: RefCell::new(Vec::new()) }
    }

    /// The map itself, for a finding about the whole.
    pub fn node(&self) -> &'a Node {
        self.node
    }

    /// The value under a key, when it is there and not empty.
    pub fn get(&self, key: &'static str) -> Option<&'a Node> {
        let mut asked = self.asked.borrow_mut();
        if !asked.contains(&key) {
            asked.push(key);
        }
        drop(asked);
        self.entries
            .iter()
            .find(|(name, _)| matches!(&name.kind, Kind::Text(text) if text == key))
            .map(|(_, value)| value)
            .filter(|value| !matches!(value.kind, Kind::Null))
    }

    /// The value under a key that must be there.
    pub fn need(&self, key: &'static str) -> Option<&'a Node> {
        let found = self.get(key);
        if found.is_none() && matches!(self.node.kind, Kind::Map(_)) {
            self.source.report(Code::YamlMissingKey, self.node, &[("key", key)]);
        }
        found
    }

    /// A text that may be missing.
    pub fn text(&self, key: &'static str) -> Option<String> {
        self.get(key).and_then(|node| text(self.source, node))
    }

    /// A text that must be there; empty, with a finding, when it is not.
    pub fn need_text(&self, key: &'static str) -> String {
        self.need(key).and_then(|node| text(self.source, node)).unwrap_or_default()
    }

    /// A day that may be missing; none, with a finding, when the calendar has it not.
    pub fn day(&self, key: &'static str) -> Option<Day> {
        self.parsed(key, Code::DateWanted, Day::parse)
    }

    /// A day that must be there.
    pub fn need_day(&self, key: &'static str) -> Option<Day> {
        self.need(key).and_then(|_| self.day(key))
    }

    /// A date that may be missing, and only as fine as a year.
    pub fn date(&self, key: &'static str) -> Option<Date> {
        self.parsed(key, Code::DateOrYearWanted, Date::parse)
    }

    fn parsed<T>(
        &self,
        key: &'static str,
        code: Code,
        parse: impl Fn(&str) -> Option<T>,
    ) -> Option<T> {
        let (node, text) = (self.get(key)?, self.text(key)?);
        let found = parse(&text);
        if found.is_none() {
            self.source.report(code, node, &[("text", &text)]);
        }
        found
    }

    /// A number that may be missing.
    pub fn number(&self, key: &'static str) -> Option<Decimal> {
        let node = self.get(key)?;
        match node.kind {
            Kind::Number(number) => Some(number),
            _ => {
                wrong_kind(self.source, node, "number");
                None
            }
        }
    }

    /// A whole number, zero or more, that may be missing.
    pub fn count(&self, key: &'static str) -> Option<usize> {
        const MOST: usize = 1_000_000_000;
        let count = self.number(key)?.to_string().parse().ok().filter(|count| *count <= MOST);
        if let (None, Some(node)) = (count, self.get(key)) {
            wrong_kind(self.source, node, "count");
        }
        count
    }

    /// `true` or `false`; `false` when missing.
    pub fn flag(&self, key: &'static str) -> bool {
        match self.get(key) {
            None => false,
            Some(Node { kind: Kind::Bool(value), .. }) => *value,
            Some(node) => {
                wrong_kind(self.source, node, "bool");
                false
            }
        }
    }

    /// The items of a list; a single value counts as a list of one. Empty when missing.
    pub fn list(&self, key: &'static str) -> Vec<&'a Node> {
        match self.get(key) {
            None => Vec::new(),
            Some(Node { kind: Kind::List(items), .. }) => items.iter().collect(),
            Some(node) => vec![node],
        }
    }

    /// A whole number up to a bound that may be missing; a larger one is a finding, and the bound.
    pub fn count_up_to(&self, key: &'static str, most: usize) -> Option<usize> {
        let count = self.count(key)?;
        if let (Some(node), true) = (self.get(key), count > most) {
            let args = [("number", &*count.to_string()), ("most", &most.to_string())];
            self.source.report(Code::YamlTooMany, node, &args);
        }
        Some(count.min(most))
    }

    /// The items of a list of texts.
    pub fn texts(&self, key: &'static str) -> Vec<String> {
        self.list(key).into_iter().filter_map(|node| text(self.source, node)).collect()
    }

    /// The entries of a map under a key, in order. Empty when missing.
    pub fn map(&self, key: &'static str) -> Vec<(String, &'a Node)> {
        let Some(node) = self.get(key) else { return Vec::new() };
        match &node.kind {
            Kind::Map(entries) => entries
                .iter()
                .filter_map(|(name, value)| Some((text(self.source, name)?, value)))
                .collect(),
            _ => {
                wrong_kind(self.source, node, "map");
                Vec::new()
            }
        }
    }

    /// One of a few words; a finding with the nearest one otherwise.
    pub fn one_of<T: Copy>(&self, key: &'static str, words: &[(&str, T)]) -> Option<T> {
        let node = self.get(key)?;
        let word = text(self.source, node)?;
        let found = words.iter().find(|(name, _)| *name == word).map(|(_, value)| *value);
        if found.is_none() {
            let help = did_you_mean(&word, words.iter().map(|(name, _)| *name));
            self.source.report_with_help(Code::YamlUnknownWord, node, &[("word", &word)], help);
        }
        found
    }

    /// Reports every key that was not asked for.
    pub fn finish(self) {
        let asked = self.asked.into_inner();
        for (name, _) in self.entries {
            let known = matches!(&name.kind, Kind::Text(text) if asked.contains(&text.as_str()));
            if !known {
                let word = name.scalar().unwrap_or_default();
                let help = did_you_mean(&word, asked.iter().copied());
                self.source.report_with_help(Code::YamlUnknownKey, name, &[("key", &word)], help);
            }
        }
    }
}

/// The text of a scalar; a finding for anything else.
pub(super) fn text(source: &YamlFile, node: &Node) -> Option<String> {
    let found = node.scalar();
    match node.kind {
        _ if found.is_some() => {}
        // `n`, `no`, `yes`, `on` … are words to who writes them, and not to YAML.
        Kind::Bool(_) => {
            let word = source.written(node);
            source.report(Code::YamlBareWord, node, &[("word", &word)]);
        }
        _ => wrong_kind(source, node, "text"),
    }
    found
}

/// Something else is wanted: `wanted` is a wording of the code.
fn wrong_kind(source: &YamlFile, node: &Node, wanted: &'static str) {
    let place = Place::Text(source.span(node));
    let args = [("found", &*say(node.kind_key()))];
    source.push(Finding::new(Code::YamlWrongKind, place, &args).worded(wanted));
}
