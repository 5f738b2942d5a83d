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
//! A column `x__cell` is the way back of `x`; a column without one goes back to all cells of its
//! row. `x__state` says in which way an empty `x` is empty.

use super::database::parse_cells;
use super::{Answers, Column, DataTable, Database, Row, RowIndex};
use crate::datum::{Datum, Day, Empty, State, Trace, Value, columns};
use crate::diag::{Error, say_with};
use crate::questionnaire::Type;
use std::sync::Arc;

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
    /// The column that names a row.
    row_label: String,
    /// The columns that the comment lines declare.
    columns: Vec<Column>,
}

impl View {
    /// Takes a view from the text of its file; `tables` are those that it may be like.
    pub fn parse(name: &str, file: &str, text: &str, tables: &Answers) -> Self {
        let query = text.trim().trim_end_matches(';').to_owned();
        let mut view = View {
            name: name.to_owned(),
            file: file.to_owned(),
            query,
            label: String::new(),
            row_label: String::new(),
            columns: Vec::new(),
        };
        for line in text.lines() {
            let Some(line) = line.trim().strip_prefix("--") else { break };
            let Some((key, value)) = line.trim().split_once(':') else { continue };
            let value = value.trim();
            match key.trim().split_once(' ') {
                None if key.trim() == "label" => value.clone_into(&mut view.label),
                None if key.trim() == "row_label" => value.clone_into(&mut view.row_label),
                Some(("column", name)) => view.columns.push(column(name, value, tables)),
                _ => {}
            }
        }
        view
    }

    /// The table without its rows; `columns` are those that the query gives.
    pub fn table(&self, columns: &[String]) -> DataTable {
        let shown = columns.iter().filter(|name| is_shown(name));
        let columns: Vec<Column> = shown.map(|name| self.column(name)).collect();
        DataTable {
            id: format!("view.{}", self.name),
            label: self.label.clone(),
            row_label: columns.iter().position(|c| c.name == self.row_label).unwrap_or(0),
            columns,
            rows: Vec::new(),
            index: RowIndex::default(),
        }
    }

    /// The query that gives its rows.
    fn all(&self) -> String {
        format!("SELECT * FROM \"{}\"", self.name.replace('"', "\"\""))
    }

    fn column(&self, name: &str) -> Column {
        let declared = self.columns.iter().find(|column| column.name == name);
        declared.cloned().unwrap_or_else(|| plain(name, Type::Text))
    }
}

impl Database {
    /// The table of a view of the study, without its rows: nothing is run.
    ///
    /// # Errors
    ///
    /// What SQLite says of it.
    pub fn view_schema(&self, view: &View) -> Result<DataTable, Error> {
        Ok(view.table(&self.columns_of(&view.file, &view.all())?))
    }

    /// Runs a view of the study.
    ///
    /// # Errors
    ///
    /// What SQLite says of it.
    pub fn view(&self, view: &View) -> Result<DataTable, Error> {
        let rows = self.query_named(&view.file, &view.all())?;
        let mut table = view.table(&rows.columns);
        let shown: Vec<usize> =
            (0..rows.columns.len()).filter(|at| is_shown(&rows.columns[*at])).collect();
        let participant = rows.position(columns::PARTICIPANT);
        let step: Arc<str> = say_with("trace-view", &[("name", &view.name)]).into();
        for row in 0..rows.rows.len() {
            let all = row_cells(&rows, row);
            let columns = shown.iter().zip(&table.columns);
            let data = columns.map(|(at, column)| datum(&rows, row, *at, column, &all, &step));
            let data = Arc::new(data.collect());
            let participant = participant.and_then(|at| rows.text(row, at)).unwrap_or_default();
            table.rows.push(Row { participant: participant.into(), number: row + 1, data });
        }
        Ok(table)
    }
}

/// Whether a column of a view is one of its table: not whose row it is, nor what goes with another.
fn is_shown(name: &str) -> bool {
    name != columns::PARTICIPANT && columns::beside(name).is_none()
}

/// All cells named in a row.
fn row_cells(rows: &super::Rows, row: usize) -> Trace {
    let mut trace = Trace::default();
    for (at, name) in rows.columns.iter().enumerate() {
        if columns::with_cells(name).is_some()
            && let Some(text) = rows.text(row, at)
        {
            trace.cells.extend(parse_cells(&text));
        }
    }
    trace.cells.sort();
    trace.cells.dedup();
    trace
}

fn datum(
    rows: &super::Rows,
    row: usize,
    at: usize,
    column: &Column,
    all: &Trace,
    step: &Arc<str>,
) -> Datum {
    let companion = |name: String| rows.position(&name).and_then(|at| rows.text(row, at));
    let mut trace = match companion(columns::cell_of(&column.name)) {
        Some(text) => Trace { cells: parse_cells(&text), steps: Vec::new() },
        None => all.clone(),
    };
    trace.steps.push(Arc::clone(step));
    let text = rows.text(row, at);
    let state = match text {
        None => {
            let empty =
                companion(columns::state_of(&column.name)).and_then(|word| Empty::from_id(&word));
            State::Empty(empty.unwrap_or(Empty::NotAvailable))
        }
        Some(ref text) => {
            value(rows.number(row, at), text, column.kind).map_or(State::Unreadable, State::Value)
        }
    };
    Datum { state, written: text.unwrap_or_default().into(), trace }
}

/// A value of the kind that the view's head says; none for a day that is none.
fn value(number: Option<f64>, text: &str, kind: Type) -> Option<Value> {
    Some(match (kind, number) {
        (Type::YesNo, Some(number)) => Value::YesNo(number != 0.0),
        (Type::Choice | Type::Participant, _) => Value::Choice(text.into()),
        (Type::Choices, _) => {
            Value::Choices(text.split('|').filter(|id| !id.is_empty()).map(Arc::from).collect())
        }
        (Type::Date, _) => Value::Day(Day::parse(text)?),
        (_, Some(number)) => Value::Number(number),
        (_, None) => Value::Text(text.into()),
    })
}

/// `like section.table.column`, or a type and a label in quotes.
fn column(name: &str, value: &str, answers: &Answers) -> Column {
    if let Some(id) = value.strip_prefix("like ") {
        let found = answers.column(&id.trim().into());
        let found = found.and_then(|(table, at)| table.columns.get(at));
        return Column {
            name: name.to_owned(),
            ..found.cloned().unwrap_or_else(|| plain(name, Type::Text))
        };
    }
    let (word, label) = value.split_once(' ').unwrap_or((value, ""));
    let kind = Type::ALL.iter().find(|(known, _)| *known == word).map_or(Type::Text, |(_, k)| *k);
    let mut column = plain(name, kind);
    let label = label.trim().trim_matches('"');
    if !label.is_empty() {
        label.clone_into(&mut column.label);
    }
    column
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
        limits: (None, None),
        private: false,
    }
}
