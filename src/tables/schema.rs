// SPDX-License-Identifier: EUPL-1.2
//! Which tables a questionnaire makes, and what their columns are.

use super::code::{add_attributes, add_codings};
use super::{Column, DataTable, Row, RowIndex, Tables};
use crate::datum::{Datum, Day, Empty, State, Trace, Value, columns};
use crate::diag::{CellAt, CellRef};
use crate::questionnaire::{Grid, Questionnaire, Reference, Section, Table, Type};
use std::collections::BTreeMap;
use std::sync::Arc;

/// The tables as they are before anybody answers: their columns, and no rows.
pub fn schema(questionnaire: &Questionnaire) -> Tables {
    let mut tables = asked(questionnaire);
    add_classes(questionnaire, &mut tables);
    tables.values_mut().for_each(|table| table.rows.clear());
    let previous = Tables { tables: tables.clone(), ..Tables::default() }.into_round();
    Tables { tables, previous, ..Tables::default() }
}

/// The tables by full id, with a column for everything that is asked. Reference data has its rows;
/// the others wait for answers.
pub fn asked(questionnaire: &Questionnaire) -> BTreeMap<String, DataTable> {
    let mut tables = Vec::new();
    for section in &questionnaire.sections {
        tables.extend(singles(section));
        tables.extend(section.tables().map(table));
        tables.extend(section.grids().map(|one| grid(questionnaire, one)));
    }
    tables.extend(questionnaire.references.values().map(reference));
    tables.into_iter().map(|table| (table.id.clone(), table)).collect()
}

/// Adds the columns of classes: the researchers' codings, then the attributes of all that is chosen.
/// Each row gets what its own data say.
pub fn add_classes(questionnaire: &Questionnaire, tables: &mut BTreeMap<String, DataTable>) {
    add_codings(questionnaire, tables);
    add_attributes(questionnaire, tables);
}

/// One column a single question; none where a section has no such question.
fn singles(section: &Section) -> Option<DataTable> {
    let columns: Vec<Column> = section.questions().map(Column::of).collect();
    let (id, label) = (section.id.clone(), section.title.clone());
    (!columns.is_empty()).then(|| empty(id, label, columns))
}

fn table(table: &Table) -> DataTable {
    let columns = table.columns.iter().map(Column::of).collect();
    let row_label = table.columns.iter().position(|c| c.name == table.row_label).unwrap_or(0);
    DataTable { row_label, ..empty(table.id.to_string(), table.label.clone(), columns) }
}

/// The choices down and across as columns, beside what a cell holds.
fn grid(questionnaire: &Questionnaire, grid: &Grid) -> DataTable {
    let title = |list: &str| questionnaire.choices.get(list).map_or("", |l| &l.title);
    let columns = vec![
        Column::derived(columns::ROW_ID, title(&grid.rows), &grid.rows, false),
        Column::derived(columns::COLUMN_ID, title(&grid.columns), &grid.columns, false),
        Column { name: columns::VALUE.to_owned(), ..Column::of(&grid.cell) },
    ];
    empty(grid.id.to_string(), grid.label.clone(), columns)
}

fn empty(id: String, label: String, columns: Vec<Column>) -> DataTable {
    DataTable { id, label, columns, row_label: 0, rows: Vec::new(), index: RowIndex::default() }
}

fn reference(reference: &Reference) -> DataTable {
    let file: Arc<str> = reference.file.as_str().into();
    let columns: Vec<Column> = reference
        .columns
        .iter()
        .map(|column| Column {
            name: column.id.clone(),
            question: None,
            label: column.label.clone(),
            kind: column.kind,
            unit: column.unit.clone(),
            choices: column.choices.clone(),
            decimals: column.decimals,
            adds: column.kind.adds(),
            limits: (None, None),
            private: false,
        })
        .collect();
    let participant = reference.columns.iter().position(|c| c.kind == Type::Participant);
    let mut rows = Vec::new();
    for (number, (line, texts)) in reference.rows.iter().enumerate() {
        let data = reference.columns.iter().zip(texts).map(|(column, text)| {
            let row = u32::try_from(line.saturating_sub(1)).unwrap_or(0);
            let cell = CellRef::new(row, column.position);
            let at = CellAt { file: Arc::clone(&file), sheet: Arc::from(""), cell };
            reference_datum(column.kind, text, at)
        });
        rows.push(Row {
            participant: participant.and_then(|at| texts.get(at)).map_or("", String::as_str).into(),
            number: number + 1,
            data: Arc::new(data.collect()),
        });
    }
    let id = format!("reference.{}", reference.id);
    DataTable { rows, ..empty(id, reference.title.clone(), columns) }
}

/// Reference data is written for programs: dot decimals, ISO dates, ids of choices.
fn reference_datum(kind: Type, text: &str, at: CellAt) -> Datum {
    let written: Arc<str> = text.into();
    let value = match kind {
        _ if text.is_empty() => None,
        Type::Integer | Type::Decimal | Type::Money | Type::Percent | Type::Year => {
            text.parse().ok().map(Value::Number)
        }
        Type::Date => Day::parse(text).map(Value::Day),
        Type::Choice | Type::Participant => Some(Value::Choice(Arc::clone(&written))),
        Type::YesNo => match text {
            "yes" | "1" | "true" => Some(Value::YesNo(true)),
            "no" | "0" | "false" => Some(Value::YesNo(false)),
            _ => None,
        },
        _ => Some(Value::Text(Arc::clone(&written))),
    };
    let state = match value {
        Some(value) => State::Value(value),
        None if text.is_empty() => State::Empty(Empty::NotAvailable),
        None => State::Unreadable,
    };
    Datum { state, written, trace: Trace::of(at) }
}
