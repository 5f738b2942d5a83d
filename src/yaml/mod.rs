// SPDX-License-Identifier: EUPL-1.2
//! Reads the study's YAML so that all mistakes of all files come out at once.
//!
//! 1. [`YamlFile::read`] takes a file and parses it to [`Node`]s with line and column.
//! 2. [`Fields`] takes the keys of a map one by one with the type each must have; whatever does
//!    not fit becomes a finding with the text underlined, and reading goes on.
//!
//! This is the only module that names the YAML library.

#![cfg_attr(not(test), warn(clippy::indexing_slicing, clippy::string_slice))]

mod fields;
mod node;

pub use fields::Fields;
pub use node::{Kind, Node};

use crate::diag::{Code, Error, Finding, Mistakes, Phrase, Place, TextSpan};
use crate::files::Files;
use std::rc::Rc;
use std::sync::Arc;

/// A YAML file being read: its text for underlining, and the findings so far.
#[derive(Debug, Clone)]
pub struct YamlFile {
    /// Path from the study's folder, with `/`.
    pub file: Arc<str>,
    lines: Rc<Vec<Arc<str>>>,
    mistakes: Mistakes,
}

/// What the YAML library says of the commonest mistakes, and the key of our words for it.
const SYNTAX: [(&str, &str); 7] = [
    ("found a tab", "tab"),
    ("tabs", "tab"),
    ("mapping values are not allowed", "colon"),
    ("after double-quoted scalar", "quote"),
    ("quoted scalar", "quote"),
    ("expected '-' indicator", "indent"),
    ("expected key", "indent"),
];

impl YamlFile {
    /// Reads and parses a file that must be there. One that is missing, no text or no YAML is a
    /// mistake, and there is nothing.
    ///
    /// # Errors
    ///
    /// A file that cannot be read.
    pub fn read(files: &Files, file: &str) -> Result<Option<(YamlFile, Node)>, Error> {
        let text = files.needed(file)?;
        Ok(text.and_then(|text| YamlFile::parse(file, &text, &files.mistakes)))
    }

    /// The same for a file that may be missing.
    ///
    /// # Errors
    ///
    /// A file that cannot be read.
    pub fn read_if_there(files: &Files, file: &str) -> Result<Option<(YamlFile, Node)>, Error> {
        if files.has(file) { YamlFile::read(files, file) } else { Ok(None) }
    }

    /// Parses a text that stands in `file`.
    pub fn parse(file: &str, text: &str, mistakes: &Mistakes) -> Option<(YamlFile, Node)> {
        let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
        let source = YamlFile {
            file: file.into(),
            lines: Rc::new(text.lines().map(Arc::from).collect()),
            mistakes: mistakes.clone(),
        };
        let options = serde_saphyr::options! { with_snippet: false };
        match serde_saphyr::from_str_with_options::<Node>(text, options) {
            Ok(node) => Some((source, node)),
            Err(error) => {
                source.syntax_error(&error);
                None
            }
        }
    }

    fn syntax_error(&self, error: &serde_saphyr::Error) {
        let location = error.location();
        let number = |n: u64| usize::try_from(n).unwrap_or(1).max(1);
        let (line, column) = location.map_or((1, 1), |at| (number(at.line()), number(at.column())));
        let text = error.without_snippet().to_string();
        let text = text.split(" at line").next().unwrap_or(&text).to_owned();
        let node = Node { line, column, length: 1, kind: Kind::Null };
        match SYNTAX.iter().find(|(part, _)| text.contains(part)) {
            Some((_, wording)) => {
                let place = Place::Text(self.span(&node));
                self.push(Finding::new(Code::YamlSyntax, place, &[]).worded(wording));
            }
            None => self.report(Code::YamlSyntax, &node, &[("error", &text)]),
        }
    }

    /// Adds an error at a node; its text is under `code` in the catalogue.
    pub fn report(&self, code: Code, at: &Node, args: &[(&'static str, &str)]) {
        self.push(Finding::new(code, Place::Text(self.span(at)), args));
    }

    /// Adds an error at a node, with a way out of its own.
    pub fn report_with_help(
        &self,
        code: Code,
        at: &Node,
        args: &[(&'static str, &str)],
        help: Phrase,
    ) {
        self.push(Finding::new(code, Place::Text(self.span(at)), args).help(help));
    }

    /// Adds a finding made elsewhere.
    pub fn push(&self, finding: Finding) {
        self.mistakes.push(finding);
    }

    /// The same file with mistakes of its own, for a part that can be left out.
    #[must_use]
    pub fn apart(&self) -> (YamlFile, Mistakes) {
        let mistakes = Mistakes::default();
        (YamlFile { mistakes: mistakes.clone(), ..self.clone() }, mistakes)
    }

    /// The text or number at a node; a mistake for anything else.
    pub fn text(&self, node: &Node) -> Option<String> {
        fields::text(self, node)
    }

    /// What stands at a node, letter by letter.
    pub fn written(&self, at: &Node) -> String {
        let span = self.span(at);
        span.source.chars().skip(span.column - 1).take(span.length).collect()
    }

    /// The stretch of text that a node covers: never past the end of its line.
    pub fn span(&self, at: &Node) -> TextSpan {
        let source = self.lines.get(at.line - 1).cloned().unwrap_or_else(|| Arc::from(""));
        let width = source.chars().count();
        let column = at.column.min(width + 1);
        let rest = (width + 1).saturating_sub(column);
        let length = if at.length == 0 { rest } else { at.length.min(rest) };
        TextSpan {
            file: Arc::clone(&self.file),
            line: at.line,
            column,
            length: length.max(1),
            source,
        }
    }
}

/// The word of `known` that is nearest to `word`, when it is near enough to be meant.
pub fn nearest<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let length = word.chars().count();
    let limit = (length / 3).max(1);
    // A word that is longer by more is farther than that, and takes long to be held against.
    let is_near = |candidate: &&str| candidate.chars().count().abs_diff(length) <= limit;
    known
        .into_iter()
        .filter(is_near)
        .map(|candidate| (distance(word, candidate), candidate))
        .filter(|(steps, _)| *steps <= limit)
        .min()
        .map(|(_, candidate)| candidate)
}

/// A way out for a word that is not among the known ones: the nearest, or the whole list.
pub fn did_you_mean<'a>(word: &str, known: impl IntoIterator<Item = &'a str> + Clone) -> Phrase {
    match nearest(word, known.clone()) {
        Some(near) => Phrase::new("did-you-mean", &[("word", near)]),
        None => {
            let all: Vec<&str> = known.into_iter().collect();
            if all.is_empty() {
                Phrase::plain("no-known-words")
            } else {
                Phrase::new("known-words", &[("words", &all.join(", "))])
            }
        }
    }
}

/// Edit distance by characters, without regard to case; two letters swapped are one step.
fn distance(a: &str, b: &str) -> usize {
    strsim::osa_distance(&a.to_lowercase(), &b.to_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_left_out_added_changed_or_swapped_are_near() {
        for word in ["lable", "labl", "labell", "labek"] {
            assert_eq!(nearest(word, ["id", "label", "title"]), Some("label"), "{word}");
        }
        assert_eq!(nearest("xyz", ["id", "label"]), None);
    }
}
