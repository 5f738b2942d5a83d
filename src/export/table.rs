// SPDX-License-Identifier: EUPL-1.2
//! What the parts of a table are, whatever the format.

use crate::report::{Cell, Row, Table, Words};
use std::ops::Range;

/// A row with a longer cell may break over pages: it might not fit on any.
const LONG_CELL: usize = 900;

/// Columns after the stub: as many as are declared, or more if a row has more.
pub(super) fn count(table: &Table) -> usize {
    let cells = table.rows.iter().map(|row| row.cells.len()).max().unwrap_or(0);
    table.columns.len().max(cells)
}

/// The spanners over some columns, cut or filled up to their number; empty when there are none.
pub(super) fn spans<'a>(table: &'a Table, columns: &Range<usize>) -> Vec<(&'a str, usize)> {
    let mut spans = Vec::new();
    let mut begin = 0_usize;
    let rest = ("", count(table));
    let declared = table.spanners.iter().map(|spanner| (spanner.label.as_str(), spanner.span));
    for (label, span) in declared.chain([rest]) {
        let end = begin.saturating_add(span);
        let seen = end.min(columns.end).saturating_sub(begin.max(columns.start));
        if seen > 0 {
            spans.push((label, seen));
        }
        begin = end;
    }
    if spans.iter().all(|(label, _)| label.is_empty()) { Vec::new() } else { spans }
}

/// The caption of one of the pieces in which a wide table is written.
pub(super) fn caption(table: &Table, piece: usize, pieces: usize) -> String {
    match pieces {
        0 | 1 => table.caption.clone(),
        _ => format!("{} ({}/{pieces})", table.caption, piece + 1),
    }
}

/// Whether anything stands below the table.
pub(super) fn has_notes(table: &Table) -> bool {
    table.base.is_some() || !table.notes.is_empty()
}

/// What stands below the table: the base and the notes, each after its word.
pub(super) fn notes<'a>(
    table: &'a Table,
    words: &'a Words,
) -> impl Iterator<Item = (&'a str, &'a str)> {
    let base = table.base.iter().map(|text| (words.base.as_str(), text.as_str()));
    base.chain(table.notes.iter().map(|text| (words.note.as_str(), text.as_str())))
}

/// Whether a row has so much text that it may break over pages.
pub(super) fn may_break(row: &Row) -> bool {
    let long = |cell: &Cell| cell.values.iter().any(|value| value.text.len() > LONG_CELL);
    row.label.text.len() > LONG_CELL || row.cells.iter().any(long)
}
