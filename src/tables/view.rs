// SPDX-License-Identifier: EUPL-1.2
//! Views: queries of the study whose rows can be compared like a table of the questionnaire.
//!
//! A view's file begins with comment lines that say what its columns are:
//!
//! ```sql
//! -- label: Persone e tempo
//! -- row_label: employer
//! -- column people: like organization.allocation.people
//! -- column fee: money "Quota annua"
//! SELECT participant, employer, people, people__cell, ... FROM ...
//! ```
//!
//! A column `x__cell` names cells that `x` comes from; what else the query reads for it, its
//! conditions included, is added by [`super::reads`]. `x__state` says in which way an empty `x` is empty.

use super::{Column, DataTable, RowIndex, Tables};
use crate::datum::columns;
use crate::diag::{Code, Finding, Mistakes, Phrase, Place, TextSpan};
use crate::questionnaire::Type;
use crate::yaml::{did_you_mean, nearest};

/// A view as its file declares it.
#[derive(Debug, Clone)]
pub struct View {
    /// Name, the file's.
    pub name: String,
    /// Path of the file from the study's folder.
    pub file: String,
    /// The text of the file: comment lines and a query.
    pub query: String,
    /// What the rows are.
    label: String,
    /// The column that names a row, and the line that says so.
    row_label: Option<(String, TextSpan)>,
    /// The columns that the comment lines declare, each with its line.
    columns: Vec<(Column, TextSpan)>,
}

impl View {
    /// Takes a view from the text of its file; `tables` are those that it may be like.
    pub fn parse(name: &str, file: &str, text: &str, tables: &Tables, mistakes: &Mistakes) -> Self {
        let query = text.trim_end().trim_end_matches(';').to_owned();
        let mut view = View {
            name: name.to_owned(),
            file: file.to_owned(),
            query,
            label: String::new(),
            row_label: None,
            columns: Vec::new(),
        };
        let header = text.lines().enumerate().take_while(|(_, line)| is_comment(line));
        for (number, line) in header {
            let at = HeaderLine { file, number: number + 1, text: line };
            view.line(&at, tables, mistakes);
        }
        view.hold_private(text, tables, mistakes);
        if view.label.is_empty() {
            let place = Place::File(file.into());
            mistakes.push(Finding::new(Code::ViewLabel, place, &[]));
        }
        view
    }

    /// Whether somebody answered a private question is private too, and a view is published.
    fn hold_private(&self, text: &str, tables: &Tables, mistakes: &Mistakes) {
        let words = |line: &str| -> Vec<String> {
            let line = line.split("--").next().unwrap_or_default().to_owned();
            let letter = |c: char| c.is_alphanumeric() || c == '_';
            line.split(|c| !letter(c)).map(str::to_owned).collect()
        };
        let all: Vec<String> = text.lines().flat_map(words).collect();
        let read = tables.tables.values().filter(|table| {
            let name = table.id.replace('.', "_");
            let is_name = |word: &str| word == name;
            let of_rounds = |word: &str| {
                ["previous_", "all_rounds_"]
                    .iter()
                    .any(|round| word.strip_prefix(round) == Some(&*name))
            };
            all.iter().any(|word| is_name(word) || of_rounds(word))
        });
        let private = read.flat_map(|table| table.columns.iter().filter(|column| column.private));
        let told: Vec<String> = private
            .flat_map(|column| [columns::state_of(&column.name), columns::cell_of(&column.name)])
            .collect();
        for (number, line) in (1..).zip(text.lines()) {
            for word in words(line).iter().filter(|word| told.contains(word)) {
                let place =
                    Place::Text(HeaderLine { file: &self.file, number, text: line }.span(word));
                let finding = Finding::new(Code::PrivateNamed, place, &[("id", word)]);
                mistakes.push(finding.worded("state"));
            }
        }
    }

    /// One comment line: it says something of the view, or is a remark.
    fn line(&mut self, at: &HeaderLine<'_>, tables: &Tables, mistakes: &Mistakes) {
        let text = at.text.trim().trim_start_matches('-').trim();
        let Some((key, value)) = text.split_once(':') else { return };
        let (key, value) = (key.trim(), value.trim());
        match key.split_once(' ') {
            None if key == "label" => value.clone_into(&mut self.label),
            None if key == "row_label" => {
                self.row_label = Some((value.to_owned(), at.span(value)));
            }
            Some(("column", name)) => {
                let column = column(name.trim(), value, at, tables, mistakes);
                self.columns.push((column, at.span(name.trim())));
            }
            _ => {}
        }
    }

    /// Holds what the comment lines say against the columns that the query gives.
    pub fn check(&self, given: &[String], mistakes: &Mistakes) {
        let shown: Vec<&str> =
            given.iter().map(String::as_str).filter(|name| is_shown(name)).collect();
        let declared = self.columns.iter().map(|(column, at)| (&column.name, at));
        let named = self.row_label.iter().map(|(name, at)| (name, at));
        for (name, at) in declared.chain(named).filter(|(name, _)| !shown.contains(&name.as_str()))
        {
            let place = Place::Text(at.clone());
            let help = did_you_mean(name, shown.iter().copied());
            let finding = Finding::new(Code::ViewColumnMissing, place, &[("word", name)]);
            mistakes.push(finding.help(help));
        }
        for name in shown {
            if self.columns.iter().all(|(column, _)| column.name != name) {
                let place = Place::File(self.file.as_str().into());
                let args = [("word", name)];
                mistakes.push(Finding::new(Code::ViewColumnBare, place, &args));
            }
        }
    }

    /// The table without its rows; `columns` are those that the query gives.
    pub fn table(&self, columns: &[String]) -> DataTable {
        let shown = columns.iter().filter(|name| is_shown(name));
        let columns: Vec<Column> = shown.map(|name| self.column(name)).collect();
        let row_label = self.row_label.as_ref().map_or("", |(name, _)| name.as_str());
        DataTable {
            id: format!("view.{}", self.name),
            label: self.label.clone(),
            row_label: columns.iter().position(|c| c.name == row_label).unwrap_or(0),
            columns,
            rows: Vec::new(),
            index: RowIndex::default(),
        }
    }

    /// The query that gives its rows.
    pub fn all(&self) -> String {
        format!("SELECT * FROM \"{}\"", self.name.replace('"', "\"\""))
    }

    fn column(&self, name: &str) -> Column {
        let declared = self.columns.iter().find(|(column, _)| column.name == name);
        declared.map_or_else(|| plain(name, Type::Text), |(column, _)| column.clone())
    }
}

fn is_comment(line: &str) -> bool {
    line.trim().starts_with("--")
}

/// A line of a view's file.
struct HeaderLine<'a> {
    file: &'a str,
    number: usize,
    text: &'a str,
}

impl HeaderLine<'_> {
    /// The stretch that a part of the line covers.
    fn span(&self, part: &str) -> TextSpan {
        let before = self.text.find(part).and_then(|at| self.text.get(..at)).unwrap_or_default();
        TextSpan {
            file: self.file.into(),
            line: self.number,
            column: 1 + before.chars().count(),
            length: part.chars().count().max(1),
            source: self.text.into(),
        }
    }
}

/// `like section.table.column`, or a type and a label in quotes. What is neither is a mistake.
fn column(
    name: &str,
    value: &str,
    at: &HeaderLine<'_>,
    tables: &Tables,
    mistakes: &Mistakes,
) -> Column {
    let wrong = |code: Code, part: &str, help: Option<Phrase>| {
        let place = Place::Text(at.span(part));
        let finding = Finding::new(code, place, &[("word", part)]);
        mistakes.push(match help {
            Some(help) => finding.help(help),
            None => finding,
        });
    };
    let (word, rest) = value.split_once(' ').unwrap_or((value, ""));
    let rest = rest.trim();
    if word == "like" {
        let found = tables.column(&rest.into());
        let found = found.and_then(|(table, at)| table.columns.get(at));
        if found.is_none() {
            let known: Vec<String> = tables
                .tables
                .values()
                .flat_map(|table| table.columns.iter().map(|c| format!("{}.{}", table.id, c.name)))
                .collect();
            let help = nearest(rest, known.iter().map(String::as_str));
            let help = help.map(|near| Phrase::new("did-you-mean", &[("word", near)]));
            wrong(Code::ViewLike, rest, help);
        }
        let column = found.cloned().unwrap_or_else(|| unknown(name));
        return Column { name: name.to_owned(), ..column };
    }
    let kind = Type::ALL.iter().find(|(known, _)| *known == word).map(|(_, kind)| *kind);
    if kind.is_none() {
        wrong(
            Code::ViewType,
            word,
            Some(did_you_mean(word, Type::ALL.iter().map(|(word, _)| *word))),
        );
    }
    let mut column = kind.map_or_else(|| unknown(name), |kind| plain(name, kind));
    let label = rest.strip_prefix('"').and_then(|rest| rest.strip_suffix('"'));
    match label {
        Some(label) if !label.contains('"') => label.clone_into(&mut column.label),
        _ if rest.is_empty() => {}
        _ => wrong(Code::ViewRest, rest, None),
    }
    column
}

/// A column of which the line does not say what it is: a number, so that who adds it up is not told
/// of a mistake of his own.
fn unknown(name: &str) -> Column {
    plain(name, Type::Decimal)
}

fn plain(name: &str, kind: Type) -> Column {
    let (unit, decimals) = match kind {
        Type::Money => (Some("€".to_owned()), 2),
        Type::Percent => (Some("%".to_owned()), 1),
        Type::Decimal => (None, 1),
        _ => (None, 0),
    };
    Column {
        name: name.to_owned(),
        question: None,
        label: name.to_owned(),
        kind,
        unit,
        choices: None,
        decimals,
        adds: kind.adds(),
        limits: (None, None),
        private: false,
    }
}

/// Whether a column of a view is one of its table: not whose row it is and of which round, nor
/// what goes with another.
pub(super) fn is_shown(name: &str) -> bool {
    ![columns::PARTICIPANT, columns::ROUND].contains(&name) && columns::beside(name).is_none()
}
