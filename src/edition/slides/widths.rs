// SPDX-License-Identifier: EUPL-1.2
//! How wide the columns of a table on a slide are, and which of them stand on one slide.

use super::areas::BODY_AREA;
use super::rows::{MEASURED, SIDES};
use crate::edition::columns::{self, Grid, LONGEST_WORD};
use crate::report::Table;
use std::ops::Range;

/// No column with more words than that is narrower, in em.
const NARROWEST: f64 = 7.4;
/// A table of short columns is wider than it must be, but not as wide as the slide: by this part,
/// and by so many points.
const WIDER: (f64, f64) = (1.5, 60.0);

/// The beginning of a table, measured: as much as slides can show.
pub(super) fn measured(table: &Table) -> Grid {
    let rows = table.rows.iter().take(MEASURED).cloned().collect();
    Grid::of(&Table { rows, ..table.clone() }, &(0..table.columns.len()))
}

/// Columns that stand on one slide, as many as their words leave room for.
pub(super) fn column_groups(grid: &Grid, size: f64) -> Vec<Range<usize>> {
    let least: Vec<f64> = grid
        .widest
        .iter()
        .map(|of| of.word.min(LONGEST_WORD).max(of.line.min(NARROWEST)) * size + SIDES)
        .collect();
    let Some((stub, columns)) = least.split_first() else { return Vec::new() };
    let mut groups = Vec::new();
    let (mut begin, mut used) = (0, *stub);
    for (at, least) in columns.iter().enumerate() {
        if at > begin && used + least > BODY_AREA.width {
            groups.push(begin..at);
            (begin, used) = (at, *stub);
        }
        used += least;
    }
    groups.push(begin..columns.len());
    groups
}

/// Widths of the stub and the columns, in points.
pub(super) fn widths(table: &Table, size: f64) -> Vec<f64> {
    let grid = Grid::of(table, &(0..table.columns.len()));
    let sides = SIDES / size;
    let (part, more) = WIDER;
    let room = BODY_AREA.width.min(columns::whole(&grid, sides) * size * part + more);
    let widths = columns::widths(&grid, sides, room / size);
    widths.into_iter().map(|width| width * size).collect()
}
