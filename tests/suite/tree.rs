// SPDX-License-Identifier: EUPL-1.2
//! Walks a document: every value with the place where it stands.

use sestante::diag::{CellAt, CellRef};
use sestante::report::{Block, Document, Inline, Source, Table, Value};
use std::collections::BTreeMap;

/// A value and where it stands: chapter, table and its turn, row, column.
pub(crate) struct Placed<'a> {
    /// The same in another document of the study. A row is known by the cell of its label where it
    /// has one, else by its label. Values of one cell of a table, of one claim, and those in the
    /// sentences of one chapter share a path.
    pub(crate) path: Vec<String>,
    /// The value.
    pub(crate) value: &'a Value,
}

/// Every value of a document but the texts of our own that stand in annex tables.
pub(crate) fn values(document: &Document) -> Vec<Placed<'_>> {
    let mut walk = Walk { document, values: Vec::new(), turns: BTreeMap::new() };
    for chapter in &document.chapters {
        walk.blocks(std::slice::from_ref(&chapter.title), &chapter.blocks);
    }
    walk.values
}

struct Walk<'a> {
    document: &'a Document,
    values: Vec<Placed<'a>>,
    turns: BTreeMap<Vec<String>, usize>,
}

impl<'a> Walk<'a> {
    /// The path with the number of times that it was met.
    fn turn(&mut self, mut path: Vec<String>) -> Vec<String> {
        let turn = self.turns.entry(path.clone()).or_default();
        *turn += 1;
        path.push(turn.to_string());
        path
    }

    fn blocks(&mut self, path: &[String], blocks: &'a [Block]) {
        for block in blocks {
            match block {
                Block::Heading { text, .. } | Block::Paragraph(text) => self.inlines(path, text),
                Block::List { items, .. } => {
                    for item in items {
                        self.blocks(path, item);
                    }
                }
                Block::Quote(blocks) | Block::Callout { blocks, .. } => self.blocks(path, blocks),
                Block::Table(table) => self.table(path, table),
                Block::Figure(figure) => self.table(path, &figure.data),
                Block::Claim(claim) => {
                    let path = [path, std::slice::from_ref(&claim.id)].concat();
                    self.inlines(&path, &claim.text);
                    self.inlines(&path, &claim.evidence);
                }
                Block::Picture(_) => {}
            }
        }
    }

    fn inlines(&mut self, path: &[String], inlines: &'a [Inline]) {
        for inline in inlines {
            match inline {
                Inline::Value(value) => {
                    self.values.push(Placed { path: path.to_vec(), value });
                }
                Inline::Strong(inside)
                | Inline::Emphasis(inside)
                | Inline::Link { text: inside, .. } => self.inlines(path, inside),
                Inline::Text(_) | Inline::Code(_) | Inline::Break => {}
            }
        }
    }

    fn table(&mut self, path: &[String], table: &'a Table) {
        let path = self.turn([path, std::slice::from_ref(&table.caption)].concat());
        let spanners = table.spanners.iter().flat_map(|s| vec![s.label.clone(); s.span]);
        let spanners: Vec<String> = spanners.collect();
        let mut group = String::new();
        for row in &table.rows {
            group = row.group.clone().unwrap_or(group);
            let row_id = match &cells(self.document, &row.label)[..] {
                [cell] => cell.clone(),
                _ => row.label.text.clone(),
            };
            let here = self.turn([&path[..], &[group.clone(), row_id]].concat());
            self.values.push(Placed { path: here.clone(), value: &row.label });
            for (at, (column, cell)) in table.columns.iter().zip(&row.cells).enumerate() {
                let spanner = spanners.get(at).cloned().unwrap_or_default();
                let there = [&here[..], &[spanner, column.label.clone()]].concat();
                let here = |value| Placed { path: there.clone(), value };
                self.values.extend(cell.values.iter().map(here));
            }
        }
    }
}

/// The lines of cells in a value's row of the sources annex.
pub(crate) fn lines(document: &Document, value: &Value) -> Vec<String> {
    let source = value.source.and_then(|number| document.sources.get(number - 1));
    source.map(Source::lines).unwrap_or_default()
}

/// Whether a line counts cells that are not listed.
pub(crate) fn is_cut(line: &str) -> bool {
    // Reference data has no sheet.
    !line.contains('!') && !line.contains(".csv:")
}

/// Whether a line (`file › Sheet!C7:C9`) covers a cell.
pub(crate) fn covers(line: &str, at: &CellAt) -> bool {
    let Some((place, range)) = line.rsplit_once('!') else { return false };
    let (first, last) = range.split_once(':').unwrap_or((range, range));
    let covers = |first: CellRef, last: CellRef| {
        first.col == at.cell.col && (first.row..=last.row).contains(&at.cell.row)
    };
    place == format!("{} › {}", at.file, at.sheet)
        && CellRef::parse(first).zip(CellRef::parse(last)).is_some_and(|(a, b)| covers(a, b))
}

/// The cells that a value's row in the sources annex lists, each as `file › Sheet!C7`.
fn cells(document: &Document, value: &Value) -> Vec<String> {
    let mut cells = Vec::new();
    for line in lines(document, value) {
        let Some((place, range)) = line.rsplit_once('!') else { continue };
        let (first, last) = range.split_once(':').unwrap_or((range, range));
        let (first, last) = (CellRef::parse(first).unwrap(), CellRef::parse(last).unwrap());
        let down = first.row..=last.row;
        cells.extend(down.map(|row| format!("{place}!{}", CellRef::new(row, first.col))));
    }
    cells
}

/// The values of a document by the cells that they come from.
pub(crate) fn by_cell(document: &Document) -> BTreeMap<String, Vec<&Value>> {
    let mut by_cell: BTreeMap<String, Vec<&Value>> = BTreeMap::new();
    for placed in values(document) {
        for cell in cells(document, placed.value) {
            by_cell.entry(cell).or_default().push(placed.value);
        }
    }
    by_cell
}
