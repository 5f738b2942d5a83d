// SPDX-License-Identifier: EUPL-1.2
//! What a template may call, and with which names.

use crate::diag::Phrase;
use crate::yaml::did_you_mean;
use std::collections::BTreeMap;

/// Name of a function; its arguments with the kind of name that each must be, or "" for any text,
/// and whether it must be given.
pub(super) type Signature = (&'static str, &'static [(&'static str, &'static str, bool)]);

/// All functions.
pub(super) const FUNCTIONS: [Signature; 10] = [
    ("table", &[("id", "comparison", true), ("participant", "participant", false)]),
    ("figure", &[("id", "comparison", true), ("participant", "participant", false)]),
    (
        "value",
        &[
            ("id", "comparison", true),
            ("row", "", false),
            ("column", "", false),
            ("participant", "participant", false),
        ],
    ),
    ("answer", &[("question", "question", true), ("participant", "participant", true)]),
    ("origin", &[("participant", "participant", true)]),
    ("claim", &[("id", "claim", true)]),
    ("claims", &[("section", "section", true)]),
    ("questions", &[("section", "section", true)]),
    ("slot", &[("id", "", true), ("title", "", true), ("author", "", false)]),
    ("section", &[("id", "section", true)]),
];

/// What templates may name, by kind: `comparison`, `participant`, `section`, `claim`, `question`.
#[derive(Debug, Clone, Default)]
pub struct Names(BTreeMap<&'static str, Vec<String>>);

impl Names {
    /// Adds names of a kind.
    pub fn add(&mut self, kind: &'static str, names: Vec<String>) {
        self.0.entry(kind).or_default().extend(names);
    }

    /// The way out for a word that is no name of its kind; none when it is one, or when any text
    /// will do.
    pub fn unknown(&self, kind: &str, word: &str) -> Option<Phrase> {
        let names = self.0.get(kind)?;
        let is_known = names.iter().any(|name| name == word);
        (!is_known).then(|| did_you_mean(word, names.iter().map(String::as_str)))
    }
}
