// SPDX-License-Identifier: EUPL-1.2
//! The texts of a table as widths see them: how wide their words and lines are, in em.

use crate::edition::text::shown;
use crate::edition::{measure, table};
use crate::report::{Align, Column, Row, Table};
use std::ops::Range;

/// A longer word is broken rather than widening its column.
pub(in crate::edition) const LONGEST_WORD: f64 = 10.0;
/// No column has less room than this.
const NARROWEST: f64 = 1.4;
/// A number of so many digits is no number: pages break it.
const LONGEST_NUMBER: f64 = 12.3;

/// The text of a cell.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Cell {
    /// Its widest word.
    pub(super) word: f64,
    /// Its widest word that hyphenation cannot break: a number.
    pub(super) number: f64,
    /// Its widest line.
    pub(super) line: f64,
    /// All its lines, one after the other.
    pub(super) all: f64,
    /// Lines that it takes however wide its column is.
    pub(super) lines: usize,
}

impl Cell {
    /// The texts of a cell, one below the other.
    pub(super) fn of<'a>(texts: impl Iterator<Item = &'a str>, bold: bool) -> Self {
        texts.flat_map(str::lines).fold(Self::default(), |all, line| {
            let mut next = Cell { lines: all.lines + 1, ..all };
            for word in measure::words(line) {
                let width = measure::width(word, bold);
                next.word = next.word.max(width);
                if !word.contains(char::is_alphabetic) {
                    next.number = next.number.max(width);
                }
            }
            let width = measure::width(line, bold);
            next.line = next.line.max(width);
            next.all += width;
            next
        })
    }

    /// Lines that it takes in some room; not whole ones, so that a little more room makes a
    /// little difference.
    pub(super) fn lines(self, room: f64) -> f64 {
        (self.all / room.max(0.1)).max(self.lines as f64).max(1.0)
    }
}

/// Widest words and lines of a column.
#[derive(Debug, Clone, Copy, Default)]
pub(in crate::edition) struct Widest {
    /// Word.
    pub(in crate::edition) word: f64,
    /// Word that hyphenation cannot break.
    pub(super) number: f64,
    /// Line.
    pub(in crate::edition) line: f64,
}

impl Widest {
    /// Room for its longest word when longer words than this are broken; numbers are not, but such
    /// as nobody reads.
    pub(super) fn unbroken(&self, most: f64) -> f64 {
        self.word.min(most).max(self.number.min(LONGEST_NUMBER)).max(NARROWEST)
    }
}

/// The head and all rows, the stub first.
#[derive(Debug)]
pub(in crate::edition) struct Grid {
    pub(super) rows: Vec<Vec<Cell>>,
    /// Of each column.
    pub(in crate::edition) widest: Vec<Widest>,
    /// Columns after the stub are of one width.
    pub(super) even: bool,
    /// They are where there is room: all are numbers, or all are marks.
    pub(super) alike: bool,
}

impl Grid {
    /// Measures the stub and some columns of a table.
    pub(in crate::edition) fn of(table: &Table, columns: &Range<usize>) -> Self {
        let mut rows = vec![head(table, columns)];
        rows.extend(table.rows.iter().map(|one| row(one, columns)));
        let mut grid = Grid::of_cells(rows, table.even);
        grid.widen_for_spanners(table, columns);
        grid.alike |= alike(table.columns.get(columns.clone()).unwrap_or_default());
        grid
    }

    /// A grid of measured cells.
    pub(super) fn of_cells(rows: Vec<Vec<Cell>>, even: bool) -> Self {
        let mut widest = vec![Widest::default(); rows.iter().map(Vec::len).max().unwrap_or(0)];
        for row in &rows {
            for (cell, widest) in row.iter().zip(&mut widest) {
                widest.word = widest.word.max(cell.word);
                widest.number = widest.number.max(cell.number);
                widest.line = widest.line.max(cell.line);
            }
        }
        Grid { rows, widest, even, alike: even }
    }

    /// A word of a spanner is not wider than the columns under it.
    fn widen_for_spanners(&mut self, table: &Table, columns: &Range<usize>) {
        let mut at = 1;
        for spanner in table::spans(table, columns) {
            let label = Cell::of([spanner.label.as_str()].into_iter(), true).word;
            let under = self.widest.get_mut(at..at + spanner.span).unwrap_or_default();
            let words: f64 = under.iter().map(|widest| widest.word).sum();
            for widest in under.iter_mut().filter(|_| label > words) {
                widest.word += (label - words) / spanner.span as f64;
                widest.line = widest.line.max(widest.word);
            }
            at += spanner.span;
        }
    }
}

fn alike(columns: &[Column]) -> bool {
    columns.windows(2).all(|pair| matches!(pair, [a, b] if a.align == b.align))
        && columns.iter().all(|column| column.align != Align::Left)
}

fn head(table: &Table, columns: &Range<usize>) -> Vec<Cell> {
    let label = |at: usize| table.columns.get(at).map(|column| column.label.as_str());
    let stub = Cell::of([table.stub_head.as_str()].into_iter(), true);
    let labels = columns.clone().map(|at| Cell::of(label(at).into_iter(), true));
    std::iter::once(stub).chain(labels).collect()
}

/// Heads of rows stand out as totals do.
fn row(row: &Row, columns: &Range<usize>) -> Vec<Cell> {
    let cell = |at: usize| {
        let values = row.cells.get(at).map_or(&[][..], |cell| &cell.values);
        let texts: Vec<_> = values.iter().map(shown).collect();
        Cell::of(texts.iter().map(AsRef::as_ref), row.total)
    };
    let stub = Cell::of([row.label.text.as_str()].into_iter(), true);
    std::iter::once(stub).chain(columns.clone().map(cell)).collect()
}
