// SPDX-License-Identifier: EUPL-1.2
//! Runs the views of a study: each row with the cells that stand behind it.

use super::database::Database;
use super::reads::Reads;
use super::sql::parse_cells;
use super::view::{View, is_shown};
use super::{Column, DataTable, Row};
use crate::datum::{Datum, Day, Decimal, Empty, State, Step, Trace, Value, columns};
use crate::diag::{CellAt, Error, say_with};
use crate::questionnaire::Type;
use std::sync::Arc;

impl Database {
    /// Runs a view of the study.
    ///
    /// # Errors
    ///
    /// What SQLite says of it.
    pub fn view(&self, view: &View) -> Result<DataTable, Error> {
        let rows = self.query_named(&view.file, &view.all())?;
        let mut table = view.table(&rows.columns);
        let shown: Vec<usize> = rows
            .columns
            .iter()
            .enumerate()
            .filter(|(_, name)| is_shown(name))
            .map(|(at, _)| at)
            .collect();
        let participant = rows.position(columns::PARTICIPANT);
        let steps = Steps::new(view);
        let names: Vec<&str> = table.columns.iter().map(|column| column.name.as_str()).collect();
        let reads = Reads::of_view(self, self.tables(), view, &names, participant.is_some())?;
        let of_all = reads.of_all(rows.rows.len());
        for row in 0..rows.rows.len() {
            let beside = row_cells(&rows, row);
            let participant = participant.and_then(|at| rows.text(row, at)).unwrap_or_default();
            let columns = shown.iter().zip(&table.columns);
            let data = columns.map(|(at, column)| {
                let named = companion(&rows, row, &columns::cell_of(&column.name));
                let named = named.map(|text| parse_cells(&text));
                let whose = match (participant.as_str(), &named) {
                    ("", _) => None,
                    (_, None) if of_all && beside.is_empty() => None,
                    (one, _) => Some(one),
                };
                let around = !reads.is_local() && named.is_none() && whose.is_some();
                let named = named.unwrap_or_default();
                let mut trace = reads.cells(&column.name, whose, (&named, &beside));
                trace.steps.extend(steps.taken(around));
                datum(&rows, row, *at, column, trace)
            });
            let data = Arc::new(data.collect());
            table.rows.push(Row { participant: participant.into(), number: row + 1, data });
        }
        Ok(table)
    }
}

/// What a trace says of a view.
struct Steps {
    view: Step,
    /// That the answers of all others count too, whose cells are not named.
    around: Step,
}

impl Steps {
    fn new(view: &View) -> Self {
        let args = [("name", view.name.as_str())];
        Steps {
            view: Step::open(say_with("trace-view", &args)),
            around: Step::open(say_with("trace-view-around", &args)),
        }
    }

    fn taken(&self, around: bool) -> impl Iterator<Item = Step> + use<'_> {
        std::iter::once(&self.view).chain(around.then_some(&self.around)).cloned()
    }
}

/// What stands in the column of this name in a row.
fn companion(rows: &super::Rows, row: usize, name: &str) -> Option<String> {
    rows.position(name).and_then(|at| rows.text(row, at))
}

/// All cells named in a row.
fn row_cells(rows: &super::Rows, row: usize) -> Vec<CellAt> {
    let mut cells = Vec::new();
    for (at, name) in rows.columns.iter().enumerate() {
        if columns::with_cells(name).is_some()
            && let Some(text) = rows.text(row, at)
        {
            cells.extend(parse_cells(&text));
        }
    }
    cells.sort();
    cells.dedup();
    cells
}

fn datum(rows: &super::Rows, row: usize, at: usize, column: &Column, trace: Trace) -> Datum {
    let text = rows.text(row, at);
    let state = match text {
        None => {
            let word = companion(rows, row, &columns::state_of(&column.name));
            let empty = word.and_then(|word| Empty::from_id(&word));
            State::Empty(empty.unwrap_or(Empty::NotAvailable))
        }
        Some(ref text) => {
            value(rows.number(row, at), text, column.kind).map_or(State::Unreadable, State::Value)
        }
    };
    Datum { state, written: text.unwrap_or_default().into(), trace }
}

/// A value of the kind that the view's head says; none for a day that is none.
fn value(number: Option<Decimal>, text: &str, kind: Type) -> Option<Value> {
    Some(match (kind, number) {
        (Type::YesNo, Some(number)) => Value::YesNo(number != Decimal::ZERO),
        (Type::Choice | Type::Participant, _) => Value::Choice(text.into()),
        (Type::Choices, _) => {
            Value::Choices(text.split('|').filter(|id| !id.is_empty()).map(Arc::from).collect())
        }
        (Type::Date, _) => Value::Day(Day::parse(text)?),
        (_, Some(number)) => Value::Number(number),
        (_, None) => Value::Text(text.into()),
    })
}
