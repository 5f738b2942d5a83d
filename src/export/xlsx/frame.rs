// SPDX-License-Identifier: EUPL-1.2
//! What every sheet needs to know, and what stands on each: head, link to the contents, foot.

use super::text;
use crate::diag::{CellRef, Error};
use crate::edition::Edition;
use crate::workbook::{Look, Page, Sheet};
use std::collections::BTreeMap;

/// What every sheet needs to know: the edition, and the names of the other sheets.
pub(super) struct Frame<'a> {
    pub(super) edition: &'a Edition,
    pub(super) contents: String,
    pub(super) sources: String,
    pub(super) chart_data: String,
    /// Name of the sheet with the numbers one by one.
    pub(super) published: String,
}

/// Where sources are first used, by their numbers: which part, and the cell.
pub(super) type Used = BTreeMap<usize, (usize, CellRef)>;

impl Frame<'_> {
    /// The head of a sheet: title from A1, as many lines below as there are, a link to the
    /// contents. Gives the first free row.
    pub(super) fn head(
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
    pub(super) fn print(&self, sheet: &mut Sheet, repeat: (u32, u32)) -> Result<(), Error> {
        let footer = text::line(&self.edition.title);
        sheet.print(&Page { footer, repeat: Some(repeat) })
    }
}
