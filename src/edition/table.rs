// SPDX-License-Identifier: EUPL-1.2
//! Tables made rectangular.

use super::words::Words;
use crate::report::{Align, Cell, Column, Row, Spanner, Table};
use std::ops::Range;

/// The darkest shade of a heat map.
pub(super) const DARKEST: u8 = 3;
/// A row with a longer cell may break over pages: it might not fit on any.
const LONG_CELL: usize = 900;

/// A table of more cells than this is shown on pages that are laid out by its first rows, of about
/// so many cells: thousands of cells take gigabytes of memory there, and nobody reads them.
const MOST_CELLS: usize = 6_000;
const FIRST_CELLS: usize = 1_200;

/// Cells of all tables of a document that stand on such pages: many tables of a middling size take as
/// much memory as one that is too long. Of what comes after them a few rows stand there.
pub(super) const DOCUMENT_CELLS: usize = 12_000;
const FEW_ROWS: usize = 3;

/// How many rows of a table stand on pages that are laid out; `left` are the cells for which there
/// still is room there.
pub(super) fn rows_on_pages(table: &Table, left: &mut usize) -> usize {
    let across = count(table) + 1;
    let rows = table.rows.len();
    let whole = rows.saturating_mul(across) <= MOST_CELLS.min(*left);
    let first = (FIRST_CELLS.min(*left) / across).max(FEW_ROWS).min(rows);
    let shown = if whole { rows } else { first };
    *left = left.saturating_sub(shown.saturating_mul(across));
    shown
}

/// Columns after the stub: as many as are declared, or more if a row has more.
pub(super) fn count(table: &Table) -> usize {
    let cells = table.rows.iter().map(|row| row.cells.len()).max().unwrap_or(0);
    table.columns.len().max(cells)
}

/// The columns, as many as there are cells.
pub(super) fn columns(table: &Table) -> Vec<Column> {
    let mut columns = table.columns.clone();
    columns.resize(count(table), Column { label: String::new(), align: Align::Left });
    columns
}

/// The spanners over some columns, cut or filled up to their number; empty when there are none.
pub(crate) fn spans(table: &Table, columns: &Range<usize>) -> Vec<Spanner> {
    let mut spans = Vec::new();
    let mut begin = 0_usize;
    let rest = Spanner { label: String::new(), span: count(table) };
    for spanner in table.spanners.iter().chain([&rest]) {
        let end = begin.saturating_add(spanner.span);
        let seen = end.min(columns.end).saturating_sub(begin.max(columns.start));
        if seen > 0 {
            spans.push(Spanner { label: spanner.label.clone(), span: seen });
        }
        begin = end;
    }
    if spans.iter().all(|spanner| spanner.label.is_empty()) { Vec::new() } else { spans }
}

/// The caption of one of the pieces in which a wide table stands.
pub(super) fn caption(table: &Table, piece: usize, pieces: usize) -> String {
    match pieces {
        0 | 1 => table.caption.clone(),
        _ => format!("{} ({}/{pieces})", table.caption, piece + 1),
    }
}

/// What stands below the table: the base and the notes, each after its word.
pub(super) fn notes(table: &Table, words: &Words) -> Vec<(String, String)> {
    let base = table.base.iter().map(|text| (words.base.clone(), text.clone()));
    base.chain(table.notes.iter().map(|text| (words.note.clone(), text.clone()))).collect()
}

/// Whether a row has so much text that it may break over pages.
pub(super) fn may_break(row: &Row) -> bool {
    let long = |cell: &Cell| cell.values.iter().any(|value| value.text.len() > LONG_CELL);
    row.label.text.len() > LONG_CELL || row.cells.iter().any(long)
}
