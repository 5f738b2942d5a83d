// SPDX-License-Identifier: EUPL-1.2
//! Tables: spanners over column labels, row heads, groups of rows, notes below.

use super::Writer;
use crate::edition::{Align, Caption, Cell, Column, Columns, Piece, Row, Table};

impl Writer<'_> {
    /// Writes a table, piece by piece, and what stands below.
    pub(super) fn table(&mut self, table: &Table) {
        for (at, piece) in table.pieces.iter().enumerate() {
            let id = if at == 0 { table.id.clone() } else { format!("{}.{}", table.id, at + 1) };
            let last = at + 1 == table.pieces.len();
            self.line("grid-table", |writer| {
                let shown = table.rows_on_pages;
                let cut = || writer.edition.words.table_summary(shown, piece.columns.len());
                let summary = table.rest.as_ref().map_or(piece.summary.clone(), |_| cut());
                writer.grid(&id, &piece.caption, &summary, &piece.set);
                writer.set("noted", last && has_notes(table));
                writer.piece(table, piece);
            });
        }
        self.table_notes(table);
    }

    /// Writes the arguments that every table has.
    pub(super) fn grid(&mut self, id: &str, caption: &Caption, summary: &str, set: &Columns) {
        self.literal(id);
        self.caption(caption);
        self.set("listed", caption.label.as_ref().is_some_and(|label| label.counted));
        self.argument("summary", summary);
        let points = |twentieths: &u32| format!("{}pt,", f64::from(*twentieths) / 20.0);
        let widths: String = set.widths.iter().map(points).collect();
        let size = set.size.map_or(9.0, |half_points| f64::from(half_points) / 2.0);
        self.set("widths", format_args!("({widths})"));
        self.set("size", format_args!("{size}pt"));
        self.set("hyphens", !set.whole_words);
    }

    /// Writes a caption as an argument.
    pub(super) fn caption(&mut self, caption: &Caption) {
        self.put("caption:");
        self.given("numbered", |writer| {
            match &caption.label {
                Some(label) => writer.said(&label.to_string()),
                None => writer.plain("none"),
            }
            writer.string(&caption.text);
        });
    }

    /// Writes the alignments of the stub and these columns as an argument.
    pub(super) fn aligns(&mut self, columns: &[Column]) {
        let aligns: String =
            columns.iter().map(|column| align(column.align).to_owned() + ",").collect();
        self.set("aligns", format_args!("(left,{aligns})"));
    }

    fn piece(&mut self, table: &Table, piece: &Piece) {
        let columns = table.columns.get(piece.columns.clone()).unwrap_or_default();
        self.aligns(columns);
        self.given("table.header", |writer| writer.table_head(&table.stub_head, piece, columns));
        let head_rows = if piece.spanners.is_empty() { 1 } else { 2 };
        let stub = stub(head_rows, columns.len(), table.rows_on_pages);
        for row in table.rows.iter().take(table.rows_on_pages) {
            self.put("\n");
            if let Some(group) = row.group.label() {
                self.given("group", |writer| {
                    writer.plain(columns.len() + 1);
                    writer.string(group);
                });
            }
            self.row(row, stub, piece);
        }
    }

    fn table_head(&mut self, stub_head: &str, piece: &Piece, columns: &[Column]) {
        let rows = if piece.spanners.is_empty() { 1 } else { 2 };
        self.label_cell(Align::Left, rows, stub_head);
        for spanner in &piece.spanners {
            match spanner.label.as_str() {
                "" => self.given("over", |writer| writer.plain(spanner.span)),
                label => self.given("spanner", |writer| {
                    writer.plain(spanner.span);
                    writer.string(label);
                }),
            }
        }
        for column in columns {
            self.label_cell(column.align, 1, &column.label);
        }
    }

    /// Writes a cell of the head as an argument.
    pub(super) fn label_cell(&mut self, align: Align, rows: usize, label: &str) {
        self.given("label-cell", |writer| {
            writer.set("rows", rows);
            writer.set("align", self::align(align));
            writer.string(label);
        });
    }

    fn row(&mut self, row: &Row, stub: &str, piece: &Piece) {
        let stub = if row.label.text.is_empty() { "cell" } else { stub };
        self.given(stub, |writer| {
            writer.row_look(row);
            if row.label.text.is_empty() {
                return writer.plain("[]");
            }
            writer.value(&row.label, "datum");
        });
        for cell in row.cells.get(piece.columns.clone()).unwrap_or_default() {
            self.cell(cell, row);
        }
    }

    fn row_look(&mut self, row: &Row) {
        for (name, is) in [("total", row.total), ("long", row.may_break)] {
            if is {
                self.set(name, true);
            }
        }
    }

    /// Writes a cell: most are a value and nothing else.
    fn cell(&mut self, cell: &Cell, row: &Row) {
        if let ([value], false, None) = (&cell.values[..], row.total || row.may_break, cell.shade) {
            self.value(value, "datum");
            return self.put(",");
        }
        self.given("cell", |writer| {
            writer.row_look(row);
            if let Some(shade) = cell.shade {
                writer.set("shade", shade);
            }
            if cell.values.is_empty() {
                writer.plain("[]");
            }
            for value in &cell.values {
                writer.value(value, "datum");
                writer.put(",");
            }
        });
    }

    fn table_notes(&mut self, table: &Table) {
        if !has_notes(table) {
            return;
        }
        self.cut |= table.rest.is_some();
        let note = &self.edition.words.note;
        self.line("notes", |writer| {
            let notes = table.notes.iter().map(|(word, text)| (word, text));
            for (word, text) in notes.chain(table.rest.iter().map(|text| (note, text))) {
                writer.given("", |writer| {
                    writer.said(word);
                    writer.said(text);
                });
            }
        });
    }
}

fn has_notes(table: &Table) -> bool {
    !table.notes.is_empty() || table.rest.is_some()
}

/// Row heads are announced with every cell of their row; in a table that would have more heads
/// than cells they are what the row says, and the column's head is enough.
pub(super) fn stub(head_rows: usize, columns: usize, rows: usize) -> &'static str {
    let heads = rows + (columns + 1) * head_rows;
    if heads > columns * rows { "plain-stub" } else { "stub" }
}

pub(super) fn align(align: Align) -> &'static str {
    match align {
        Align::Left => "left",
        Align::Right => "right",
        Align::Centre => "center",
    }
}
