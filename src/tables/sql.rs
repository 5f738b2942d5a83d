// SPDX-License-Identifier: EUPL-1.2
//! Answers as values of SQL, and back: what a query gives, and the cells that stand in a column.

use crate::datum::{Datum, Decimal, State, Value};
use crate::diag::{CellAt, CellRef};
pub use rusqlite::types::Value as Sql;
use rusqlite::types::ValueRef;
use std::sync::Arc;

/// What a query gives.
#[derive(Debug, Clone, PartialEq)]
pub struct Rows {
    /// Names of the columns.
    pub columns: Vec<String>,
    /// The rows.
    pub rows: Vec<Vec<Sql>>,
}

impl Rows {
    /// Position of a column.
    pub fn position(&self, name: &str) -> Option<usize> {
        self.columns.iter().position(|column| column == name)
    }

    /// A value as text; `None` for NULL.
    pub fn text(&self, row: usize, column: usize) -> Option<String> {
        match self.rows.get(row)?.get(column)? {
            Sql::Null => None,
            Sql::Integer(number) => Some(number.to_string()),
            Sql::Real(number) => Some(number.to_string()),
            Sql::Text(text) => Some(text.clone()),
            Sql::Blob(_) => Some(String::new()),
        }
    }

    /// A value as number; `None` when it is none.
    pub fn number(&self, row: usize, column: usize) -> Option<Decimal> {
        match self.rows.get(row)?.get(column)? {
            Sql::Integer(number) => number.to_string().parse().ok(),
            Sql::Real(number) => Decimal::from_f64(*number),
            _ => None,
        }
    }
}

/// A name as SQL reads any.
pub(super) fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}

pub(super) fn owned(value: ValueRef<'_>) -> Sql {
    match value {
        ValueRef::Null => Sql::Null,
        ValueRef::Integer(number) => Sql::Integer(number),
        ValueRef::Real(number) => Sql::Real(number),
        ValueRef::Text(text) => Sql::Text(String::from_utf8_lossy(text).into_owned()),
        ValueRef::Blob(bytes) => Sql::Blob(bytes.to_vec()),
    }
}

/// A datum as SQL holds it: NULL when it is not a value.
pub(super) fn value(datum: &Datum) -> Sql {
    match datum.value() {
        None => Sql::Null,
        Some(Value::Text(text) | Value::Choice(text)) => Sql::Text(text.to_string()),
        Some(Value::Day(day)) => Sql::Text(day.to_string()),
        Some(Value::Number(number)) => real(*number),
        Some(Value::YesNo(yes)) => Sql::Integer(i64::from(*yes)),
        Some(Value::Choices(ids)) => Sql::Text(format!("|{}|", ids.join("|"))),
    }
}

/// A number as SQL holds it: a binary fraction, so that 5 / 2 is 2.5; a whole one that would lose
/// digits as such stays whole.
fn real(number: Decimal) -> Sql {
    const EXACT: i64 = 1 << 53;
    match number.to_string().parse::<i64>() {
        Ok(whole) if !(-EXACT..=EXACT).contains(&whole) => Sql::Integer(whole),
        _ => Sql::Real(number.to_f64()),
    }
}

pub(super) fn state(datum: &Datum) -> &'static str {
    match &datum.state {
        State::Value(_) => "value",
        State::Beyond(_) => "out_of_range",
        State::Unreadable => "unreadable",
        State::Empty(empty) => empty.id(),
    }
}

/// Cells as SQL holds them: `file|sheet|C7`, one a line.
pub(super) fn cells(datum: &Datum) -> Sql {
    let cells: Vec<String> = datum
        .trace
        .cells
        .iter()
        .map(|at| format!("{}|{}|{}", at.file, at.sheet, at.cell))
        .collect();
    if cells.is_empty() { Sql::Null } else { Sql::Text(cells.join("\n")) }
}

/// Reads back what [`cells`] wrote; what is no cell is left out.
pub(crate) fn parse_cells(text: &str) -> Vec<CellAt> {
    let mut cells = Vec::new();
    for line in text.lines() {
        let mut parts = line.rsplitn(3, '|');
        if let (Some(cell), Some(sheet), Some(file)) = (parts.next(), parts.next(), parts.next())
            && let Some(cell) = CellRef::parse(cell)
        {
            cells.push(CellAt { file: Arc::from(file), sheet: Arc::from(sheet), cell });
        }
    }
    cells
}

/// Bytes of a text; what is no text takes no room of its own.
pub(super) fn length(value: &Sql) -> usize {
    match value {
        Sql::Text(text) => text.len(),
        Sql::Blob(bytes) => bytes.len(),
        _ => 0,
    }
}
