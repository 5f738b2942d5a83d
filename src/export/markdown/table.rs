// SPDX-License-Identifier: EUPL-1.2
//! Tables: one head, for Markdown has no spanners: «Spanner – Colonna».

use super::Writer;
use super::escape::{self, CELL_BREAK};
use crate::edition::{Align, Row, Sources, Table};

impl Writer<'_> {
    /// Caption, table, base and notes.
    pub(super) fn table(&self, table: &Table) -> Vec<String> {
        let mut lines = vec![head(table), rule(table)];
        for row in &table.rows {
            if let Some(group) = row.group.label() {
                lines.push(line([strong(&cell(group))], table.columns.len()));
            }
            lines.push(self.row(row));
        }
        let mut parts = vec![self.captioned(&table.caption), lines.join("\n")];
        let notes = table.notes.iter();
        parts.extend(notes.map(|(word, text)| self.plain(&format!("{word}: {text}"))));
        parts
    }

    fn row(&self, row: &Row) -> String {
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
        line(cells, row.cells.len())
    }

    /// The sources as a table.
    pub(super) fn sources(&self, sources: &Sources) -> String {
        let heads = &sources.heads;
        let width = heads.len() - 1;
        let mut lines = vec![line(heads.iter().map(|head| cell(head)), width)];
        lines.push(line(heads.iter().map(|_| ":--".to_owned()), width));
        let several = |texts: &[String]| {
            texts.iter().map(|text| cell(text)).collect::<Vec<_>>().join(CELL_BREAK)
        };
        for source in sources.rows() {
            let cells = [
                source.id.clone(),
                cell(&source.label),
                cell(&source.value),
                several(&source.cells),
                several(&source.steps),
            ];
            lines.push(line(cells, width));
        }
        lines.join("\n")
    }
}

fn head(table: &Table) -> String {
    let over = table.spanners.iter();
    let over = over.flat_map(|spanner| std::iter::repeat_n(spanner.label.as_str(), spanner.span));
    let label = |(label, over): (&str, &str)| match over {
        "" => cell(label),
        over if label.is_empty() => cell(over),
        over => cell(&format!("{over} – {label}")),
    };
    let labels = table.columns.iter().map(|column| column.label.as_str());
    let labels = labels.zip(over.chain(std::iter::repeat(""))).map(label);
    line(std::iter::once(cell(&table.stub_head)).chain(labels), table.columns.len())
}

fn rule(table: &Table) -> String {
    let sides = table.columns.iter().map(|column| match column.align {
        Align::Left => ":--",
        Align::Right => "--:",
        Align::Centre => ":-:",
    });
    let sides = std::iter::once(":--").chain(sides).map(str::to_owned);
    line(sides, table.columns.len())
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
