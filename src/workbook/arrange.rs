// SPDX-License-Identifier: EUPL-1.2
//! How a sheet is laid out, protected and printed.

use super::book::failed;
use super::look::{self, Look};
use super::sheet::Sheet;
use crate::diag::{CellRef, Error};
use rust_xlsxwriter::ProtectionOptions;

/// How a sheet is printed.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Page {
    /// Words at the foot of each page.
    pub footer: String,
    /// Rows repeated on each page.
    pub repeat: Option<(u32, u32)>,
}

impl Sheet {
    /// Unlocks whole rows, so that they can be deleted too.
    pub fn unlock_row(&mut self, row: u32) -> Result<(), Error> {
        let free = look::format(Look::Free.into());
        self.sheet.set_row_format(row, &free).map(drop).map_err(failed)
    }

    /// Width of a column, in digits.
    pub fn width(&mut self, col: u16, width: f64) -> Result<(), Error> {
        self.sheet.set_column_width(col, width).map(drop).map_err(failed)
    }

    /// Height of a row, in points; a row without one grows with its text.
    pub fn height(&mut self, row: u32, height: f64) -> Result<(), Error> {
        self.sheet.set_row_height(row, height).map(drop).map_err(failed)
    }

    /// Keeps rows above and columns left of a cell in sight.
    pub fn freeze(&mut self, at: CellRef) -> Result<(), Error> {
        self.sheet.set_freeze_panes(at.row, at.col).map(drop).map_err(failed)
    }

    /// The cell selected when the sheet is opened.
    pub fn select(&mut self, at: CellRef) -> Result<(), Error> {
        self.sheet.set_selection(at.row, at.col, at.row, at.col).map(drop).map_err(failed)
    }

    /// Colour of the tab: dark for sheets about the form, else primary.
    pub fn tab(&mut self, dark: bool) {
        self.sheet.set_tab_color(look::colour(dark));
    }

    /// This sheet is in front when the workbook is opened.
    pub fn activate(&mut self) {
        self.sheet.set_active(true);
    }

    /// The sheet is seen by programs only.
    pub fn hide(&mut self) {
        self.sheet.set_very_hidden(true);
    }

    /// Locks what is not unlocked, against accidents: there is no password, and rows can be
    /// inserted, sorted, resized.
    pub fn protect(&mut self) {
        let mut options = ProtectionOptions::new();
        options.format_cells = true;
        options.format_columns = true;
        options.format_rows = true;
        options.insert_rows = true;
        options.delete_rows = true;
        options.insert_links = true;
        options.sort = true;
        options.use_autofilter = true;
        self.sheet.protect_with_options(&options);
    }

    /// A4 landscape, as wide as the page.
    pub fn print(&mut self, page: &Page) -> Result<(), Error> {
        self.sheet
            .set_paper_size(9)
            .set_landscape()
            .set_print_fit_to_pages(1, 0)
            .set_margins(0.4, 0.4, 0.5, 0.6, 0.3, 0.3);
        // In a footer `&` begins a command, and there is room for 255 characters.
        let footer: String = page.footer.chars().take(100).collect();
        self.sheet.set_footer(format!("&L&8{}&R&8&P / &N", footer.replace('&', "&&")));
        match page.repeat {
            Some((from, to)) => self.sheet.set_repeat_rows(from, to).map(drop).map_err(failed),
            None => Ok(()),
        }
    }
}
