// SPDX-License-Identifier: EUPL-1.2
//! Adds to each finding the cells around the ones that it points at, as they were written.

use crate::answers::{Answers, DataTable, Row};
use crate::diag::{CellAt, Excerpt, ExcerptRow, Finding, Place, say};
use crate::questionnaire::Questionnaire;
use std::collections::BTreeMap;

/// Columns shown at the most.
const COLUMNS: usize = 4;

/// Where the answer in a cell stands among the tables.
#[derive(Clone, Copy)]
struct At<'a> {
    table: &'a DataTable,
    row: &'a Row,
    column: usize,
}

/// Adds excerpts to the findings whose cells hold answers.
pub fn add_excerpts(questionnaire: &Questionnaire, answers: &Answers, findings: &mut [Finding]) {
    let wanted = findings.iter().any(|finding| matches!(finding.place, Place::Cell(_)));
    if !wanted {
        return;
    }
    let index = index(answers);
    for finding in findings {
        let Place::Cell(cell) = &finding.place else { continue };
        let Some(at) = index.get(cell).copied() else { continue };
        let single = questionnaire.section(&at.table.id).is_some();
        finding.excerpt = if single {
            Some(single_question(cell, at))
        } else {
            let marks = marks(finding, cell, at, &index);
            Some(table_rows(at.table, &marks))
        };
    }
}

fn index(answers: &Answers) -> BTreeMap<&CellAt, At<'_>> {
    let mut index = BTreeMap::new();
    for table in answers.tables.values().filter(|table| !table.id.starts_with("reference.")) {
        for row in &table.rows {
            for (column, datum) in row.data.iter().enumerate() {
                let public = !table.columns[column].private;
                if let ([cell], true) = (&datum.trace.cells[..], public) {
                    index.entry(cell).or_insert(At { table, row, column });
                }
            }
        }
    }
    index
}

/// A single question: its label and its answer.
fn single_question(cell: &CellAt, at: At<'_>) -> Excerpt {
    let letter = cell.cell.column_letters();
    let before = crate::diag::CellRef::new(0, cell.cell.col.saturating_sub(1)).column_letters();
    let written = at.row.data[at.column].written.to_string();
    Excerpt {
        columns: vec![(before, say("excerpt-question")), (letter, say("excerpt-answer"))],
        rows: vec![ExcerptRow {
            number: cell.cell.row + 1,
            texts: vec![at.table.columns[at.column].label.clone(), written],
            marks: vec![(1, true, String::new())],
        }],
    }
}

/// A cell to be marked: where it stands, whether it is the finding's own, and its word.
struct Mark<'a> {
    at: At<'a>,
    own: bool,
    word: String,
}

/// The finding's own cell, and the related ones that stand in the same table.
fn marks<'a>(
    finding: &Finding,
    cell: &CellAt,
    at: At<'a>,
    index: &BTreeMap<&CellAt, At<'a>>,
) -> Vec<Mark<'a>> {
    let mut marks = vec![Mark { at, own: true, word: String::new() }];
    for (place, word) in &finding.related {
        if let Place::Cell(other) = place
            && (&other.file, &other.sheet) == (&cell.file, &cell.sheet)
            && let Some(found) = index.get(other)
            && found.table.id == at.table.id
        {
            marks.push(Mark { at: *found, own: false, word: word.clone() });
        }
    }
    marks
}

fn table_rows(table: &DataTable, marks: &[Mark<'_>]) -> Excerpt {
    let columns = shown_columns(table, marks);
    let first = &marks[0].at.row.data;
    let head = |column: &usize| {
        let cell = first[*column].trace.cells.first();
        let letter = cell.map(|cell| cell.cell.column_letters()).unwrap_or_default();
        (letter, table.columns[*column].label.clone())
    };
    let mut rows: BTreeMap<u32, ExcerptRow> = BTreeMap::new();
    for mark in marks {
        let Some(cell) = mark.at.row.data[mark.at.column].trace.cells.first() else { continue };
        let number = cell.cell.row + 1;
        let written = |column: &usize| mark.at.row.data[*column].written.to_string();
        let row = rows.entry(number).or_insert_with(|| ExcerptRow {
            number,
            texts: columns.iter().map(written).collect(),
            marks: Vec::new(),
        });
        if let Some(at) = columns.iter().position(|column| *column == mark.at.column) {
            row.marks.push((at, mark.own, mark.word.clone()));
        }
    }
    Excerpt { columns: columns.iter().map(head).collect(), rows: rows.into_values().collect() }
}

/// The marked columns, the one that names a row, and what stands beside them.
fn shown_columns(table: &DataTable, marks: &[Mark<'_>]) -> Vec<usize> {
    let asked = |at: &usize| {
        table.columns[*at].question.is_some()
            && !table.columns[*at].private
            && marks[0].at.row.data[*at].trace.cells.len() == 1
    };
    let mut columns: Vec<usize> = marks.iter().map(|mark| mark.at.column).collect();
    columns.push(table.row_label);
    columns.retain(|at| asked(at));
    columns.sort_unstable();
    columns.dedup();
    let near = marks[0].at.column;
    let mut others: Vec<usize> = (0..table.columns.len()).filter(asked).collect();
    others.sort_by_key(|at| at.abs_diff(near));
    for at in others {
        if columns.len() < COLUMNS && !columns.contains(&at) {
            columns.push(at);
        }
    }
    columns.sort_unstable();
    columns
}
