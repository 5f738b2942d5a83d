// SPDX-License-Identifier: EUPL-1.2
//! The document's tables as a workbook: one sheet a table, for who wants to go on reckoning.
//!
//! 1. [`parts`] gathers the tables with their chapters, and [`names`] gives each a sheet's name.
//! 2. [`sheet`] writes a table, cell by cell ([`cell`]); beside it stand the sources of its values.
//! 3. [`chart`] has the program draw bars and lines again, from a sheet of their own.
//! 4. [`contents`] writes the first sheet, [`annex`] the sources, [`published`] the last: the numbers
//!    one by one.
//!
//! Numbers stay numbers, everything else is text: nothing in a cell is ever a formula.

mod annex;
mod cell;
mod chart;
mod contents;
mod frame;
mod names;
mod parts;
mod published;
mod sheet;
mod text;

use crate::diag::Error;
use crate::edition::Edition;
use crate::workbook::{Book, Properties};
use frame::{Frame, Used};
use names::Names;

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
        published: names.give(&words.published),
    };
    let parts = parts::gather(edition, &mut names);
    let mut used = Used::new();
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
    if !edition.published.is_empty() {
        book.add(published::write(&frame)?);
    }
    book.finish(&Properties {
        title: text::line(&edition.title),
        author: text::line(edition.publisher.as_deref().unwrap_or_default()),
        date: edition.day,
        custom: Vec::new(),
    })
}
