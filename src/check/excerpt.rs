// SPDX-License-Identifier: EUPL-1.2
//! Adds to each finding the cells around the ones that it points at, as they were written.

use crate::answers::{AnswerAt, CellIndex};
use crate::diag::{CellAt, Excerpt, ExcerptRow, Finding, Phrase, Place, Private, say};
use crate::questionnaire::Questionnaire;
use crate::tables::DataTable;
use std::collections::BTreeMap;

/// Columns shown at the most.
const COLUMNS: usize = 4;

/// Adds excerpts to the findings whose cells hold answers.
pub fn add_excerpts(
    questionnaire: &Questionnaire,
    cells: &CellIndex<'_>,
    findings: &mut [Finding],
) {
    for finding in findings {
        let Place::Cell(cell) = &finding.place else { continue };
        let Some(at) = public(cells, cell) else { continue };
        let single = questionnaire.section(&at.table.id).is_some();
        finding.excerpt = if single {
            Some(single_question(cell, at))
        } else {
            Some(table_rows(at.table, &marks(finding, cell, at, cells)))
        };
    }
}

/// The answer in a cell, unless it is never published.
fn public<'a>(cells: &CellIndex<'a>, cell: &CellAt) -> Option<AnswerAt<'a>> {
    let at = cells.get(cell)?;
    let one = at.datum()?.trace.cells.len() == 1;
    (one && !at.column()?.private).then_some(at)
}

/// A single question: its label and its answer.
fn single_question(cell: &CellAt, at: AnswerAt<'_>) -> Excerpt {
    let letter = cell.cell.column_letters();
    let before = crate::diag::CellRef::new(0, cell.cell.col.saturating_sub(1)).column_letters();
    let written = at.row.data[at.position].written.to_string();
    Excerpt {
        columns: vec![(before, say("excerpt-question")), (letter, say("excerpt-answer"))],
        rows: vec![ExcerptRow {
            number: cell.cell.row + 1,
            texts: vec![at.table.columns[at.position].label.clone(), written],
            marks: vec![(1, true, None)],
        }],
    }
}

/// A cell to be marked: where it stands, whether it is the finding's own, and its word.
struct Mark<'a> {
    at: AnswerAt<'a>,
    own: bool,
    word: Option<&'a Private<Phrase>>,
}

/// The finding's own cell, and the related ones that stand in the same table.
fn marks<'a>(
    finding: &'a Finding,
    cell: &CellAt,
    at: AnswerAt<'a>,
    cells: &CellIndex<'a>,
) -> Vec<Mark<'a>> {
    let mut marks = vec![Mark { at, own: true, word: None }];
    for (place, word) in &finding.related {
        if let Place::Cell(other) = place
            && (&other.file, &other.sheet) == (&cell.file, &cell.sheet)
            && let Some(found) = public(cells, other)
            && found.table.id == at.table.id
        {
            marks.push(Mark { at: found, own: false, word: Some(word) });
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
        let Some(cell) = mark.at.row.data[mark.at.position].trace.cells.first() else { continue };
        let number = cell.cell.row + 1;
        let written = |column: &usize| mark.at.row.data[*column].written.to_string();
        let row = rows.entry(number).or_insert_with(|| ExcerptRow {
            number,
            texts: columns.iter().map(written).collect(),
            marks: Vec::new(),
        });
        if let Some(at) = columns.iter().position(|column| *column == mark.at.position) {
            row.marks.push((at, mark.own, mark.word.cloned()));
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
    let mut columns: Vec<usize> = marks.iter().map(|mark| mark.at.position).collect();
    columns.push(table.row_label);
    columns.retain(|at| asked(at));
    columns.sort_unstable();
    columns.dedup();
    let near = marks[0].at.position;
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
