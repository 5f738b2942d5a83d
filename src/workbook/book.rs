// SPDX-License-Identifier: EUPL-1.2
//! Writing a workbook: its sheets, the names of its cells, what it says of itself.

use super::sheet::Sheet;
use crate::datum::Day;
use crate::diag::{CellRef, Error};
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, XlsxError};
use std::collections::BTreeSet;

/// A workbook in the making.
pub struct Book {
    book: Workbook,
    names: BTreeSet<String>,
}

/// A rectangle of cells, corners included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Area {
    /// Upper left.
    pub from: CellRef,
    /// Lower right.
    pub to: CellRef,
}

/// What a workbook says of itself.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Properties {
    /// Title.
    pub title: String,
    /// Author.
    pub author: String,
    /// Day of creation: never the clock's.
    pub date: Day,
    /// Further properties.
    pub custom: Vec<(String, String)>,
}

impl Area {
    /// The rectangle between two cells.
    pub fn new(from: CellRef, to: CellRef) -> Self {
        Area { from, to }
    }

    /// One cell.
    pub fn cell(cell: CellRef) -> Self {
        Area { from: cell, to: cell }
    }

    /// The rectangle on a sheet, as formulas write it.
    pub fn on(&self, sheet: &str) -> String {
        format!("{}!{}:{}", quoted(sheet), fixed(self.from), fixed(self.to))
    }
}

/// The name of a sheet as formulas write it.
pub fn quoted(sheet: &str) -> String {
    format!("'{}'", sheet.replace('\'', "''"))
}

/// A text as formulas write it.
pub fn text_literal(text: &str) -> String {
    format!("\"{}\"", text.replace('"', "\"\""))
}

fn fixed(cell: CellRef) -> String {
    format!("${}${}", cell.column_letters(), cell.row + 1)
}

/// A day as the library takes it; none before 1900.
pub(super) fn excel_day(day: Day) -> Option<ExcelDateTime> {
    let year = u16::try_from(day.year()).ok()?;
    ExcelDateTime::from_ymd(year, day.month().unsigned_abs(), day.day().unsigned_abs()).ok()
}

pub(super) fn failed(error: XlsxError) -> Error {
    Error::user("workbook-not-written", &[("error", &error.to_string())])
}

impl Default for Book {
    fn default() -> Self {
        Book::new()
    }
}

impl Book {
    /// An empty workbook.
    pub fn new() -> Self {
        let mut book = Workbook::new();
        book.set_tab_ratio(85);
        Book { book, names: BTreeSet::new() }
    }

    /// Puts a sheet after those already there.
    pub fn add(&mut self, sheet: Sheet) {
        self.book.push_worksheet(sheet.sheet);
    }

    /// Names a rectangle of a sheet. A name already taken is left to who took it.
    pub fn name(&mut self, name: &str, sheet: &str, area: Area) -> Result<(), Error> {
        if !self.names.insert(name.to_lowercase()) {
            return Ok(());
        }
        let range = if area.from == area.to {
            format!("={}!{}", quoted(sheet), fixed(area.from))
        } else {
            format!("={}", area.on(sheet))
        };
        self.book.define_name(name, &range).map(drop).map_err(failed)
    }

    /// The workbook's bytes.
    pub fn finish(mut self, properties: &Properties) -> Result<Vec<u8>, Error> {
        let first = ExcelDateTime::from_ymd(2000, 1, 1).map_err(failed)?;
        let mut document = DocProperties::new()
            .set_title(&properties.title)
            .set_author(&properties.author)
            .set_creation_datetime(&excel_day(properties.date).unwrap_or(first));
        for (name, value) in &properties.custom {
            document = document.set_custom_property(name, value.as_str());
        }
        self.book.set_properties(&document);
        self.book.save_to_buffer().map_err(failed)
    }
}
