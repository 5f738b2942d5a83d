// SPDX-License-Identifier: EUPL-1.2
//! Tables: spanners over column labels, row heads, groups of rows, notes below.

use super::Writer;
use crate::diag::say_with;
use crate::export::columns::{Columns, fit, pieces, text_width};
use crate::export::table::{self, spans};
use crate::report::{Align, Cell, Row, Table};
use std::ops::Range;

/// What a frame or a list takes of the width, in twentieths of a point.
const INDENT: u32 = 400;

impl Writer<'_> {
    /// Writes a table; that of a figure says whose data they are.
    pub(super) fn table(&mut self, table: &Table, figure: Option<usize>) {
        let id = self.anchors.own(&table.id);
        self.here.clone_from(&id);
        let pieces = pieces(table);
        let words = &self.document.words;
        let number = match (figure, table.number) {
            (Some(figure), _) => Some(format!("{} {figure}", words.figure_data)),
            (None, 0) => None,
            (None, number) => Some(format!("{} {number}", words.table)),
        };
        let width = text_width(self.landscape).saturating_sub(self.depth as u32 * INDENT);
        for (at, columns) in pieces.iter().enumerate() {
            let caption = table::caption(table, at, pieces.len());
            let id = if at == 0 { id.clone() } else { self.anchors.fresh(&id) };
            let set = fit(table, columns.clone(), width);
            let listed = figure.is_none() && table.number > 0 && at == 0;
            self.open_table(&id, number.as_deref(), &caption, table.rows.len(), &set);
            let noted = at + 1 == pieces.len() && table::has_notes(table);
            self.put(&format!("listed:{listed},noted:{noted},"));
            self.aligns(table, columns);
            self.table_head(table, columns);
            let stub = stub(table, columns);
            for row in &table.rows {
                if let Some(group) = row.group.as_ref().filter(|group| !group.is_empty()) {
                    self.put(&format!("group({},", columns.len() + 1));
                    self.string(group);
                    self.put("),\n");
                }
                self.row(row, stub, columns);
            }
            self.put(")\n");
        }
        self.table_notes(table);
    }

    /// Opens the call that a table is, up to its alignments.
    pub(super) fn open_table(
        &mut self,
        id: &str,
        number: Option<&str>,
        caption: &str,
        rows: usize,
        set: &Columns,
    ) {
        self.put(&format!("grid-table(\"{id}\",caption:numbered("));
        match number {
            Some(number) => self.string(number),
            None => self.put("none"),
        }
        self.put(",");
        self.string(caption);
        self.put("),");
        let (rows, columns) = (rows.to_string(), (set.widths.len() - 1).to_string());
        let summary = say_with("docx-table-summary", &[("rows", &rows), ("columns", &columns)]);
        self.argument("summary", &summary);
        let points = |twentieths: u32| format!("{}pt,", f64::from(twentieths) / 20.0);
        let widths: String = set.widths.iter().map(|width| points(*width)).collect();
        let size = set.size.map_or(9.0, |half_points| f64::from(half_points) / 2.0);
        self.put(&format!("widths:({widths}),size:{size}pt,hyphens:{},", !set.whole_words));
    }

    pub(super) fn aligns(&mut self, table: &Table, columns: &Range<usize>) {
        self.put("aligns:(left,");
        for column in columns.clone() {
            self.put(align(table, column));
            self.put(",");
        }
        self.put("),\n");
    }

    fn table_head(&mut self, table: &Table, columns: &Range<usize>) {
        let spans = spans(table, columns);
        let rows = if spans.is_empty() { 1 } else { 2 };
        self.put("table.header(");
        self.label_cell("left", rows, &table.stub_head);
        if spans.is_empty() {
            columns.clone().for_each(|column| self.column_label(table, column));
        }
        let mut below = Vec::new();
        let mut at = columns.start;
        for (label, span) in spans {
            let under = at..at + span;
            if label.is_empty() {
                self.put(&format!("over({span}),"));
            } else {
                self.put(&format!("spanner({span},"));
                self.string(label);
                self.put("),");
            }
            below.extend(under);
            at += span;
        }
        below.into_iter().for_each(|column| self.column_label(table, column));
        self.put("),\n");
    }

    fn column_label(&mut self, table: &Table, column: usize) {
        let label = table.columns.get(column).map_or("", |column| column.label.as_str());
        self.label_cell(align(table, column), 1, label);
    }

    fn label_cell(&mut self, align: &str, rows: usize, label: &str) {
        self.put(&format!("label-cell(rows:{rows},align:{align},"));
        self.string(label);
        self.put("),");
    }

    fn row(&mut self, row: &Row, stub: &str, columns: &Range<usize>) {
        let long = table::may_break(row);
        let mut look = String::new();
        for (is, argument) in [(row.total, "total:true,"), (long, "long:true,")] {
            look.push_str(if is { argument } else { "" });
        }
        if row.label.text.is_empty() {
            self.put(&format!("cell({look}[]),"));
        } else {
            self.put(&format!("{stub}({look}"));
            self.value(&row.label, "datum");
            self.put("),");
        }
        for column in columns.clone() {
            match row.cells.get(column) {
                Some(cell) => self.cell(cell, &look),
                None => self.put("[],"),
            }
        }
        self.put("\n");
    }

    fn cell(&mut self, cell: &Cell, look: &str) {
        if let ([value], true, None) = (cell.values.as_slice(), look.is_empty(), cell.shade) {
            self.value(value, "datum");
            return self.put(",");
        }
        self.put(&format!("cell({look}"));
        if let Some(shade) = cell.shade {
            self.put(&format!("shade:{},", shade.min(3)));
        }
        if cell.values.is_empty() {
            self.put("[]");
        }
        for value in &cell.values {
            self.value(value, "datum");
            self.put(",");
        }
        self.put("),");
    }

    fn table_notes(&mut self, table: &Table) {
        if !table::has_notes(table) {
            return;
        }
        self.put("notes(");
        for (word, text) in table::notes(table, &self.document.words) {
            self.put("(");
            self.string(word);
            self.put(",");
            self.string(text);
            self.put("),");
        }
        self.put(")\n");
    }
}

/// Row heads are announced with every cell of their row; in a table that would have more heads
/// than cells they are what the row says, and the column's head is enough.
pub(super) fn stub(table: &Table, columns: &Range<usize>) -> &'static str {
    let head_rows = if spans(table, columns).is_empty() { 1 } else { 2 };
    let heads = table.rows.len() + (columns.len() + 1) * head_rows;
    if heads > columns.len() * table.rows.len() { "plain-stub" } else { "stub" }
}

pub(super) fn align(table: &Table, column: usize) -> &'static str {
    match table.columns.get(column).map(|column| column.align) {
        Some(Align::Right) => "right",
        Some(Align::Centre) => "center",
        _ => "left",
    }
}
