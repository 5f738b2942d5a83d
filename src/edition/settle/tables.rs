// SPDX-License-Identifier: EUPL-1.2
//! Tables: rectangular, in pieces that fit on a page, each with its columns' widths.

use super::Settler;
use crate::edition::columns::{self, Columns};
use crate::edition::table;
use crate::edition::tree::{Caption, Cell, Group, Label, Listed, Piece, Row, Table};
use crate::report;
use std::ops::Range;

impl Settler {
    /// A table of the text: with its number when it has one.
    pub(super) fn numbered(&mut self, table: &report::Table) -> Table {
        let word = self.words.table.clone();
        let number = table.number;
        let label = (number > 0).then_some(Label { word, number, counted: true });
        let table = self.table(table, label);
        if let (true, Some(piece)) = (table.caption.label.is_some(), table.pieces.first()) {
            let (id, caption) = (table.id.clone(), piece.caption.clone());
            self.tables.push(Listed { id, caption });
        }
        table
    }

    pub(super) fn table(&mut self, said: &report::Table, label: Option<Label>) -> Table {
        let id = self.ids.give(&said.id);
        self.here.clone_from(&id);
        let columns = table::columns(said);
        let rows_on_pages = table::rows_on_pages(said, &mut self.cells_left);
        let mut rows = Vec::new();
        for row in &said.rows {
            rows.push(self.row(row, columns.len()));
        }
        Table {
            id,
            pieces: self.pieces(said, label.as_ref()),
            rest: (rows_on_pages < said.rows.len())
                .then(|| self.words.table_rest(rows_on_pages, said.rows.len())),
            rows_on_pages,
            sheet: columns::sheet(said),
            caption: Caption { label, text: said.caption.clone() },
            spanners: table::spans(said, &(0..columns.len())),
            stub_head: said.stub_head.clone(),
            columns,
            rows,
            even: said.even,
            notes: table::notes(said, &self.words),
        }
    }

    fn pieces(&self, said: &report::Table, label: Option<&Label>) -> Vec<Piece> {
        let width =
            columns::text_width(self.landscape).saturating_sub(self.depth * columns::INDENT);
        let pieces = columns::set(said, width);
        let number = pieces.len();
        let piece = |(at, (columns, set)): (usize, (Range<usize>, Columns))| Piece {
            caption: Caption {
                // Further pieces repeat the number: it is counted once.
                label: label
                    .map(|label| Label { counted: label.counted && at == 0, ..label.clone() }),
                text: table::caption(said, at, number),
            },
            spanners: table::spans(said, &columns),
            set,
            summary: self.words.table_summary(said.rows.len(), columns.len()),
            columns,
        };
        pieces.into_iter().enumerate().map(piece).collect()
    }

    fn row(&mut self, said: &report::Row, columns: usize) -> Row {
        let label = self.value(&said.label);
        let mut cells: Vec<Cell> = Vec::with_capacity(columns);
        for cell in &said.cells {
            let values = cell.values.iter().map(|value| self.value(value)).collect();
            cells.push(Cell { values, shade: cell.shade.map(|shade| shade.min(table::DARKEST)) });
        }
        cells.resize(columns, Cell { values: Vec::new(), shade: None });
        let group = match said.group.as_deref() {
            None => Group::Same,
            Some(label) if label.trim().is_empty() => Group::Ends,
            Some(label) => Group::Begins(label.to_owned()),
        };
        Row { label, group, cells, total: said.total, may_break: table::may_break(said) }
    }
}
