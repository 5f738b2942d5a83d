// SPDX-License-Identifier: EUPL-1.2
//! What a published sheet has besides: a printed part, columns that fold, no false alarms.

use super::book::{Area, failed};
use super::sheet::Sheet;
use crate::diag::Error;
use rust_xlsxwriter::IgnoreError;

impl Sheet {
    /// Only these cells are printed.
    pub fn print_area(&mut self, area: Area) -> Result<(), Error> {
        self.sheet
            .set_print_area(area.from.row, area.from.col, area.to.row, area.to.col)
            .map(drop)
            .map_err(failed)
    }

    /// The columns can be folded away.
    pub fn foldable(&mut self, first_col: u16, last_col: u16) -> Result<(), Error> {
        self.sheet.group_columns(first_col, last_col).map(drop).map_err(failed)
    }

    /// Digits that are text, such as codes with leading zeros, are meant so.
    pub fn digits_are_text(&mut self, area: Area) -> Result<(), Error> {
        let why = IgnoreError::NumberStoredAsText;
        self.sheet
            .ignore_error_range(area.from.row, area.from.col, area.to.row, area.to.col, why)
            .map(drop)
            .map_err(failed)
    }
}
