// SPDX-License-Identifier: EUPL-1.2
//! The document's tables as a workbook: one sheet a table, for who wants to go on reckoning.
//!
//! 1. [`parts`] gathers the tables with their chapters, and [`names`] gives each a sheet's name.
//! 2. [`sheet`] writes a table, cell by cell ([`cell`]); beside it stand the sources of its values.
//! 3. [`chart`] has the program draw bars and lines again, from a sheet of their own.
//! 4. [`contents`] writes the first sheet, [`annex`] the last: the sources.
//!
//! Numbers stay numbers, everything else is text: nothing in a cell is ever a formula.

mod annex;
mod cell;
mod chart;
mod contents;
mod names;
mod parts;
mod sheet;
mod text;

use crate::diag::{CellRef, Error};
use crate::edition::Edition;
use crate::workbook::{Book, Look, Page, Properties, Sheet};
use names::Names;
use std::collections::BTreeMap;

/// Writes the document's tables as an .xlsx file.
///
/// # Errors
///
/// A table beyond the limits of the format.
pub fn write(edition: &Edition) -> Result<Vec<u8>, Error> {
    let words = &edition.words.workbook;
    let mut names = Names::default();
    let frame = Frame {
        edition,
        contents: names.give(&words.contents),
        sources: names.give(edition.sources.as_ref().map_or("", |sources| &sources.title)),
        chart_data: names.give(&words.chart_data),
    };
    let parts = parts::gather(edition, &mut names);
    let mut used = BTreeMap::new();
    let mut data = chart::Data::begin(&frame)?;
    let mut sheets = Vec::new();
    for part in &parts {
        sheets.push(sheet::write(&frame, part, &mut data, &mut used)?);
    }
    let mut book = Book::new();
    book.add(contents::write(&frame, &parts, data.is_used())?);
    for sheet in sheets {
        book.add(sheet);
    }
    if data.is_used() {
        book.add(data.finish()?);
    }
    if let Some(sources) = &edition.sources {
        book.add(annex::write(&frame, sources, &parts, &used)?);
    }
    book.finish(&Properties {
        title: text::line(&edition.title),
        author: text::line(edition.publisher.as_deref().unwrap_or_default()),
        date: edition.day,
        custom: Vec::new(),
    })
}

/// What every sheet needs to know: the edition, and the names of the other sheets.
struct Frame<'a> {
    edition: &'a Edition,
    contents: String,
    sources: String,
    chart_data: String,
}

/// Where sources are first used, by their numbers: which part, and the cell.
type Used = BTreeMap<usize, (usize, CellRef)>;

impl Frame<'_> {
    /// The head of a sheet: title from A1, as many lines below as there are, a link to the
    /// contents. Gives the first free row.
    fn head(
        &self,
        sheet: &mut Sheet,
        title: &str,
        width: usize,
        below: &[String],
    ) -> Result<u32, Error> {
        let mut row = 0;
        // The caption's letters are larger than the digits that widths are counted in.
        for line in text::wrapped(title, width * 3 / 4) {
            sheet.text(CellRef::new(row, 0), &line, Look::Caption)?;
            sheet.height(row, 21.0)?;
            row += 1;
        }
        for line in below.iter().flat_map(|text| text::wrapped(text, width)) {
            sheet.text(CellRef::new(row, 0), &line, Look::Line)?;
            row += 1;
        }
        let link = &self.edition.words.workbook.to_contents;
        sheet.link(
            CellRef::new(row, 0),
            (&self.contents, CellRef::new(0, 0)),
            link,
            Look::LineLink,
        )?;
        Ok(row + 1)
    }

    /// Landscape, heads repeated, the document's title at the foot.
    fn print(&self, sheet: &mut Sheet, repeat: (u32, u32)) -> Result<(), Error> {
        let footer = text::line(&self.edition.title);
        sheet.print(&Page { footer, repeat: Some(repeat) })
    }
}
