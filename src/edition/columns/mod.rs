// SPDX-License-Identifier: EUPL-1.2
//! Widths of columns: one way for pages, slides and sheets, on text measured with the embedded font
//! ([`Grid`]). Where every text has room on its line, columns share what is left ([`share`]); where
//! not, the rows are made as low as they can be ([`balance`]).
//!
//! Word could fit columns by itself; other programs would not, and a long table opens faster
//! when nothing has to be measured.

mod balance;
mod grid;
mod page;
mod share;
mod sheet;

pub(super) use grid::{Grid, LONGEST_WORD};
pub use page::Columns;
pub(super) use page::{INDENT, needs_landscape, set};
pub(crate) use page::{LONG, MARGIN, SHORT, text_width};
pub(super) use sheet::sheet;
pub(crate) use sheet::sheet_lines;

/// Widths of the stub and the columns in a width, with so much space at the sides of each; in em.
pub(super) fn widths(grid: &Grid, sides: f64, width: f64) -> Vec<f64> {
    let needs = share::needs(grid, sides);
    match (share::tight(&needs, width), grid.even) {
        (false, _) => share::share(&needs, grid.alike, width),
        (true, true) => balance::even(grid, sides, width),
        (true, false) => balance::balance(grid, sides, width),
    }
}

/// The width with which every text has its line.
pub(super) fn whole(grid: &Grid, sides: f64) -> f64 {
    share::whole(&share::needs(grid, sides))
}
