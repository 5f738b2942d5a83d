// SPDX-License-Identifier: EUPL-1.2
//! What changed between two responses of a participant, cell by cell.
//!
//! Rows of tables are paired by what stands in the column that names them, then in their order;
//! answers are compared as they were understood.

use super::union::same;
use crate::datum::Datum;
use crate::diag::{CellAt, say};
use crate::locale::fold;
use crate::questionnaire::{ChoiceList, Item, Question, Questionnaire, Table};
use crate::responses::response::{Response, ResponseRow};
use std::sync::Arc;

/// An answer that is another one than before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// Full id of the question, column or grid.
    pub question: String,
    /// What it asks.
    pub label: String,
    /// Which row of a table or grid; nothing for a single question.
    pub row: Option<String>,
    /// Where it stood before.
    pub cell_before: Option<CellAt>,
    /// Where it stands now.
    pub cell_after: Option<CellAt>,
    /// What was written before; nothing for a blank or missing row.
    pub before: Option<Arc<str>>,
    /// What is written now.
    pub after: Option<Arc<str>>,
    /// Whether it is never published.
    pub private: bool,
}

/// All changes from one response to another, in the order of the questionnaire.
pub fn changes(questionnaire: &Questionnaire, before: &Response, after: &Response) -> Vec<Change> {
    let mut all = Vec::new();
    for item in questionnaire.items() {
        match item {
            Item::Question(question) => {
                let (one, other) =
                    (before.answers.get(&question.id), after.answers.get(&question.id));
                all.extend(change(question, &question.id, None, one, other));
            }
            Item::Grid(grid) => {
                let label = |list: &str, id: &str| {
                    let list: Option<&ChoiceList> = questionnaire.choices.get(list);
                    list.map_or(id, |list| list.label(id)).to_owned()
                };
                let (one, other) = (before.grids.get(&grid.id), after.grids.get(&grid.id));
                let mut keys: Vec<&(String, String)> =
                    one.into_iter().chain(other).flat_map(|cells| cells.keys()).collect();
                keys.sort();
                keys.dedup();
                for key in keys {
                    let row =
                        format!("{} / {}", label(&grid.rows, &key.0), label(&grid.columns, &key.1));
                    let of = |cells: Option<&'_ _>| -> Option<Datum> {
                        let cells: &std::collections::BTreeMap<(String, String), Datum> = cells?;
                        cells.get(key).cloned()
                    };
                    let (one, other) = (of(one), of(other));
                    let found =
                        change(&grid.cell, &grid.id, Some(row), one.as_ref(), other.as_ref());
                    all.extend(found.map(|change| Change { label: grid.label.clone(), ..change }));
                }
            }
            Item::Table(table) => {
                let rows = |response: &'_ Response| {
                    response.tables.get(&table.id).cloned().unwrap_or_default()
                };
                all.extend(rows_changed(table, &rows(before), &rows(after)));
            }
        }
    }
    all
}

fn rows_changed(table: &Table, before: &[ResponseRow], after: &[ResponseRow]) -> Vec<Change> {
    let mut all = Vec::new();
    for (one, other) in pairs(table, before, after) {
        let name = other.or(one).map(|row| name(table, row)).unwrap_or_default();
        for (at, column) in table.columns.iter().enumerate() {
            let datum = |row: Option<&'_ ResponseRow>| -> Option<Datum> {
                row.and_then(|row| row.answers.get(at).cloned())
            };
            let (one, other) = (datum(one), datum(other));
            // what the form has printed is nobody's answer
            if column.printed.is_none() {
                let row = Some(name.clone());
                all.extend(change(column, &column.id, row, one.as_ref(), other.as_ref()));
            }
        }
    }
    all
}

/// Whether a row of before is one of now.
type Rule<'a> = &'a dyn Fn(&ResponseRow, &ResponseRow) -> bool;

/// Rows that belong together: of the same name, then in their order; a row that is only in one.
fn pairs<'a>(
    table: &Table,
    before: &'a [ResponseRow],
    after: &'a [ResponseRow],
) -> Vec<(Option<&'a ResponseRow>, Option<&'a ResponseRow>)> {
    let mut left: Vec<Option<&ResponseRow>> = before.iter().map(Some).collect();
    let mut found: Vec<Option<&ResponseRow>> = vec![None; after.len()];
    let all_same = |one: &ResponseRow, other: &ResponseRow| {
        one.answers.iter().zip(other.answers.iter()).all(|(one, other)| same(one, other))
    };
    let same_name = |one: &ResponseRow, other: &ResponseRow| {
        fold(&name(table, one)) == fold(&name(table, other))
    };
    let rules: [Rule<'_>; 3] = [&all_same, &same_name, &|_, _| true];
    for (number, rule) in rules.iter().enumerate() {
        for (at, row) in after.iter().enumerate() {
            if found.get(at).is_none_or(Option::is_some) {
                continue;
            }
            // rows that share nothing are only paired where they stand
            let fits = |(other_at, other): &(usize, &Option<&ResponseRow>)| {
                other.is_some_and(|other| rule(other, row)) && (number < 2 || *other_at == at)
            };
            let Some((other_at, _)) = left.iter().enumerate().find(fits) else { continue };
            if let (Some(place), Some(other)) = (found.get_mut(at), left.get_mut(other_at)) {
                *place = other.take();
            }
        }
    }
    let mut all: Vec<_> = found.into_iter().zip(after).map(|(one, row)| (one, Some(row))).collect();
    all.extend(left.into_iter().flatten().map(|row| (Some(row), None)));
    all
}

/// What names a row.
fn name(table: &Table, row: &ResponseRow) -> String {
    let at = table.columns.iter().position(|column| column.name == table.row_label);
    let datum = at.and_then(|at| row.answers.get(at));
    datum.map(|datum| datum.written.to_string()).unwrap_or_default()
}

fn change(
    question: &Question,
    id: &str,
    row: Option<String>,
    before: Option<&Datum>,
    after: Option<&Datum>,
) -> Option<Change> {
    let blank = |datum: Option<&Datum>| datum.is_none_or(Datum::is_blank);
    let equal = match (before, after) {
        (Some(one), Some(other)) => same(one, other),
        (one, other) => blank(one) && blank(other),
    };
    if equal {
        return None;
    }
    let written = |datum: Option<&Datum>| -> Option<Arc<str>> {
        let datum = datum.filter(|datum| !datum.is_blank())?;
        Some(if question.private {
            say("check-private").into()
        } else {
            Arc::clone(&datum.written)
        })
    };
    let cell = |datum: Option<&Datum>| datum.and_then(|datum| datum.trace.cells.first().cloned());
    Some(Change {
        question: id.to_owned(),
        label: question.label.clone(),
        row: row.filter(|row| !row.is_empty()),
        cell_before: cell(before),
        cell_after: cell(after),
        before: written(before),
        after: written(after),
        private: question.private,
    })
}
