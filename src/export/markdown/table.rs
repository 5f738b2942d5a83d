// SPDX-License-Identifier: EUPL-1.2
//! Tables: one head, for Markdown has no spanners: «Spanner – Colonna».

use super::Writer;
use super::escape::{self, CELL_BREAK};
use crate::export::{sources, table};
use crate::report::{Align, Row, Table};

impl Writer<'_> {
    /// Caption, table, base and notes.
    pub(super) fn table(&mut self, table: &Table) -> Vec<String> {
        let mut parts = Vec::new();
        if table.number > 0 {
            let number = format!("{} {}", self.document.words.table, table.number);
            parts.push(self.captioned(&number, &table.caption));
        } else {
            parts.push(self.plain(&table.caption));
        }
        parts.extend(self.table_below(table));
        parts
    }

    /// What stands below the caption.
    pub(super) fn table_below(&mut self, table: &Table) -> Vec<String> {
        let width = table::count(table);
        let mut lines = vec![head(table, width), rule(table, width)];
        for row in &table.rows {
            if let Some(group) = row.group.as_deref().filter(|group| !group.trim().is_empty()) {
                lines.push(line([strong(&cell(group))], width));
            }
            lines.push(self.row(row, width));
        }
        let mut parts = vec![lines.join("\n")];
        let notes = table::notes(table, &self.document.words);
        parts.extend(notes.map(|(word, text)| self.plain(&format!("{word}: {text}"))));
        parts
    }

    fn row(&self, row: &Row, width: usize) -> String {
        let mut label = String::from(" ");
        self.cell_value(&mut label, &row.label);
        let label = label.trim().to_owned();
        let mut cells = vec![if row.total { strong(&label) } else { label }];
        for cell in &row.cells {
            let mut out = String::from(" ");
            for (at, value) in cell.values.iter().enumerate() {
                out.push_str(if at > 0 { CELL_BREAK } else { "" });
                self.cell_value(&mut out, value);
            }
            cells.push(out.trim().to_owned());
        }
        line(cells, width)
    }

    /// The sources as a table.
    pub(super) fn sources(&self) -> String {
        let heads = &self.document.words.source_heads;
        let width = heads.len() - 1;
        let mut lines = vec![line(heads.iter().map(|head| cell(head)), width)];
        lines.push(line(heads.iter().map(|_| ":--".to_owned()), width));
        for (index, source) in self.document.sources.iter().enumerate() {
            let several = |texts: &[String]| {
                texts.iter().map(|text| cell(text)).collect::<Vec<_>>().join(CELL_BREAK)
            };
            let cells = [
                format!("fonte-{}", index + 1),
                cell(&source.label),
                cell(&source.value),
                several(&sources::cells(source)),
                several(&source.steps),
            ];
            lines.push(line(cells, width));
        }
        lines.join("\n")
    }
}

fn head(table: &Table, width: usize) -> String {
    let spanners = table
        .spanners
        .iter()
        .flat_map(|spanner| std::iter::repeat_n(spanner.label.as_str(), spanner.span.min(width)));
    let mut spanners = spanners.chain(std::iter::repeat(""));
    let mut cells = vec![cell(&table.stub_head)];
    for at in 0..width {
        let label = table.columns.get(at).map_or("", |column| column.label.as_str());
        let joined = match spanners.next().unwrap_or_default() {
            "" => label.to_owned(),
            spanner if label.is_empty() => spanner.to_owned(),
            spanner => format!("{spanner} – {label}"),
        };
        cells.push(cell(&joined));
    }
    line(cells, width)
}

fn rule(table: &Table, width: usize) -> String {
    let side = |at: usize| match table.columns.get(at).map(|column| column.align) {
        Some(Align::Right) => "--:",
        Some(Align::Centre) => ":-:",
        _ => ":--",
    };
    line(std::iter::once(":--").chain((0..width).map(side)).map(str::to_owned), width)
}

/// A row of a head of the stub and `width` cells: a reader would drop what goes beyond.
fn line(cells: impl IntoIterator<Item = String>, width: usize) -> String {
    let mut out = String::from("|");
    let padded = cells.into_iter().chain(std::iter::repeat(String::new()));
    for cell in padded.take(width + 1) {
        out.push_str(&format!(" {cell} |"));
    }
    out
}

fn cell(text: &str) -> String {
    let mut out = String::from(" ");
    escape::into(&mut out, text, CELL_BREAK);
    out.trim().to_owned()
}

fn strong(text: &str) -> String {
    if text.is_empty() { String::new() } else { format!("**{text}**") }
}
