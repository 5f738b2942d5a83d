// SPDX-License-Identifier: EUPL-1.2
//! Widths on sheets, which have room for any number of columns: each as wide as its longest line,
//! within bounds.

use super::Grid;
use super::grid::Cell;
use crate::edition::measure::{self, SPARE};
use crate::edition::table::count;
use crate::report::Table;

/// Least and greatest room in a column, in digits.
const ROOM: (f64, f64) = (8.0, 42.0);
/// Space at the sides, and for what a program draws into a cell.
const SIDES: f64 = 4.0;
/// What programs leave free of it.
const PADDING: f64 = 2.0;
/// Heads may wrap between words beyond this width.
const HEAD: f64 = 16.0;
/// Heads of groups run on over the columns beyond this width.
const GROUP: f64 = 30.0;

/// The width of a digit in em; taken as it is, so that letters are a little wider beside it.
fn digit() -> f64 {
    measure::width("0", false) / SPARE
}

/// Lines that a text takes in a cell of a width in digits.
pub(crate) fn sheet_lines(text: &str, width: f64) -> usize {
    measure::lines(text, false, (width - PADDING).max(4.0) * digit())
}

/// Widths of the stub and the columns, in digits, as sheets have them.
pub(in crate::edition) fn sheet(table: &Table) -> Vec<f64> {
    let grid = Grid::of(table, &(0..count(table)));
    let digit = digit();
    let groups = table.rows.iter().filter_map(|row| row.group.as_deref());
    let group = Cell::of(groups, true).line.min(GROUP * digit);
    let width = |at: usize| {
        let cell = |row: &Vec<Cell>| row.get(at).copied().unwrap_or_default();
        let (heads, rows) = grid.rows.split_at(1.min(grid.rows.len()));
        let head = heads.iter().map(cell).map(|head| head.word.max(head.line.min(HEAD * digit)));
        let lines = rows.iter().map(cell).map(|cell| cell.line);
        let widest = head.chain(lines).fold(if at == 0 { group } else { 0.0 }, f64::max) / digit;
        (widest.clamp(ROOM.0, ROOM.1) + SIDES).round()
    };
    (0..grid.widest.len()).map(width).collect()
}
