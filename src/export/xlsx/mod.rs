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

use crate::diag::{CellRef, Error, say};
use crate::edition::Edition;
use crate::report::Document;
use crate::workbook::{Book, Look, Page, Properties, Sheet};
use names::Names;

/// Writes the document's tables as an .xlsx file.
///
/// # Errors
///
/// A table beyond the limits of the format.
pub fn write(edition: &Edition) -> Result<Vec<u8>, Error> {
    let document = &edition.document;
    let mut names = Names::default();
    let frame = Frame {
        document,
        contents: names.give(&say("xlsx-contents")),
        sources: names.give(&document.words.sources),
        chart_data: names.give(&say("xlsx-chart-data")),
    };
    let parts = parts::gather(document, &mut names);
    let mut used = vec![None; document.sources.len()];
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
    if !document.sources.is_empty() {
        book.add(annex::write(&frame, &parts, &used)?);
    }
    book.finish(&Properties {
        title: text::line(&document.title),
        author: text::line(document.publisher.as_deref().unwrap_or_default()),
        date: document.day,
        custom: Vec::new(),
    })
}

/// What every sheet needs to know: the document, and the names of the other sheets.
struct Frame<'a> {
    document: &'a Document,
    contents: String,
    sources: String,
    chart_data: String,
}

/// Where a source is first used: which part, and the cell.
type Used = Vec<Option<(usize, CellRef)>>;

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
        let link = say("xlsx-to-contents");
        sheet.link(
            CellRef::new(row, 0),
            (&self.contents, CellRef::new(0, 0)),
            &link,
            Look::LineLink,
        )?;
        Ok(row + 1)
    }

    /// Landscape, heads repeated, the document's title at the foot.
    fn print(&self, sheet: &mut Sheet, repeat: (u32, u32)) -> Result<(), Error> {
        let footer = text::line(&self.document.title);
        sheet.print(&Page { footer, repeat: Some(repeat) })
    }
}
