// SPDX-License-Identifier: EUPL-1.2
//! Cells of workbooks, those below each other joined.

use crate::diag::{CellAt, CellRef};
use std::fmt;

/// Cells below each other in a column; prints as people see them: `…› 2 Competenze!E12:E22`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CellRange {
    /// The first.
    pub first: CellAt,
    /// The last, in the same sheet and column.
    pub last: CellRef,
}

impl CellRange {
    /// Its address in its sheet.
    pub fn address(&self) -> String {
        match self.first.cell == self.last {
            true => self.last.to_string(),
            false => format!("{}:{}", self.first.cell, self.last),
        }
    }

    /// Whether another stands in the same sheet of a workbook.
    pub fn is_beside(&self, other: &CellRange) -> bool {
        let (one, other) = (&self.first, &other.first);
        !one.sheet.is_empty() && one.file == other.file && one.sheet == other.sheet
    }

    /// Whether a cell stands right below it.
    fn goes_on_with(&self, at: &CellAt) -> bool {
        self.first.file == at.file
            && self.first.sheet == at.sheet
            && self.last.col == at.cell.col
            && self.last.row + 1 == at.cell.row
    }
}

impl fmt::Display for CellRange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.first)?;
        if self.first.cell == self.last { Ok(()) } else { write!(f, ":{}", self.last) }
    }
}

/// Cells in order, those below each other in a column joined.
pub fn ranges(cells: &[CellAt]) -> Vec<CellRange> {
    let mut sorted: Vec<&CellAt> = cells.iter().collect();
    sorted.sort_by_key(|at| (&at.file, &at.sheet, at.cell.col, at.cell.row));
    sorted.dedup();
    let mut ranges: Vec<CellRange> = Vec::new();
    for at in sorted {
        match ranges.last_mut() {
            Some(range) if range.goes_on_with(at) => range.last = at.cell,
            _ => ranges.push(CellRange { first: at.clone(), last: at.cell }),
        }
    }
    ranges
}
