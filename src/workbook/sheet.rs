// SPDX-License-Identifier: EUPL-1.2
//! Writing a sheet: its cells, with what they hold and how they look.
//!
//! Texts are always written as texts: what a study or a respondent wrote never becomes a formula.

use super::book::{Area, excel_day, failed, quoted};
use super::look::{self, Style};
use crate::datum::Day;
use crate::diag::{CellRef, Error};
use rust_xlsxwriter::{Format, Formula, Note, Url, Worksheet};
use std::collections::BTreeSet;

/// Most links of a sheet.
const LINK_LIMIT: usize = 65_530;

/// A sheet in the making.
pub struct Sheet {
    name: String,
    pub(super) sheet: Worksheet,
    links: usize,
    texts: BTreeSet<String>,
}

impl Sheet {
    /// An empty sheet.
    pub fn new(name: &str) -> Result<Self, Error> {
        let mut sheet = Worksheet::new();
        sheet.set_name(name).map_err(failed)?;
        sheet.set_screen_gridlines(false);
        sheet.set_default_note_author("");
        Ok(Sheet { name: name.to_owned(), sheet, links: 0, texts: BTreeSet::new() })
    }

    /// Its name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// All texts written so far, of links too.
    pub fn texts(&self) -> &BTreeSet<String> {
        &self.texts
    }

    /// A text, never a formula.
    pub fn text(&mut self, at: CellRef, text: &str, style: impl Into<Style>) -> Result<(), Error> {
        self.texts.insert(text.to_owned());
        let format = look::format(style.into());
        let done = if text.is_empty() {
            self.sheet.write_blank(at.row, at.col, &format)
        } else {
            self.sheet.write_string_with_format(at.row, at.col, text, &format)
        };
        done.map(drop).map_err(failed)
    }

    /// A number.
    pub fn number(
        &mut self,
        at: CellRef,
        number: f64,
        style: impl Into<Style>,
    ) -> Result<(), Error> {
        let format = look::format(style.into());
        self.sheet
            .write_number_with_format(at.row, at.col, number, &format)
            .map(drop)
            .map_err(failed)
    }

    /// A day, `2022-12-31`; anything else is written as a text.
    pub fn date(&mut self, at: CellRef, day: Day, style: impl Into<Style>) -> Result<(), Error> {
        let style = style.into();
        match excel_day(day) {
            Some(date) => self
                .sheet
                .write_datetime_with_format(at.row, at.col, &date, &look::format(style))
                .map(drop)
                .map_err(failed),
            None => self.text(at, &day.to_string(), style),
        }
    }

    /// An empty cell.
    pub fn blank(&mut self, at: CellRef, style: impl Into<Style>) -> Result<(), Error> {
        self.text(at, "", style)
    }

    /// A formula with the value that it has now, for programs that don't reckon.
    pub fn formula(
        &mut self,
        at: CellRef,
        formula: &str,
        value: &str,
        style: impl Into<Style>,
    ) -> Result<(), Error> {
        let formula = Formula::new(formula).set_result(value);
        self.sheet
            .write_formula_with_format(at.row, at.col, formula, &look::format(style.into()))
            .map(drop)
            .map_err(failed)
    }

    /// A text over several columns of a row, up to `last_col`.
    pub fn wide(
        &mut self,
        at: CellRef,
        last_col: u16,
        text: &str,
        style: impl Into<Style>,
    ) -> Result<(), Error> {
        let style = style.into();
        if last_col <= at.col {
            return self.text(at, text, style);
        }
        self.texts.insert(text.to_owned());
        self.sheet
            .merge_range(at.row, at.col, at.row, last_col, text, &look::format(style))
            .map(drop)
            .map_err(failed)
    }

    /// Like [`Sheet::wide`], of pieces that are bold or not.
    pub fn wide_rich(
        &mut self,
        at: CellRef,
        last_col: u16,
        pieces: &[(String, bool)],
        style: impl Into<Style>,
    ) -> Result<(), Error> {
        let style = style.into();
        self.wide(at, last_col, "", style)?;
        self.texts.insert(pieces.iter().map(|(text, _)| text.as_str()).collect());
        let cell = look::format(style);
        let bold = cell.clone().set_bold();
        let pieces: Vec<(&Format, &str)> = pieces
            .iter()
            .filter(|(text, _)| !text.is_empty())
            .map(|(text, strong)| (if *strong { &bold } else { &cell }, text.as_str()))
            .collect();
        match pieces.as_slice() {
            [] => Ok(()),
            // The format wants two pieces at least.
            [(_, text)] => self.text(at, text, style),
            _ => self
                .sheet
                .write_rich_string_with_format(at.row, at.col, &pieces, &cell)
                .map(drop)
                .map_err(failed),
        }
    }

    /// A link to a cell of a sheet of the same workbook; its text alone when the sheet has as
    /// many links as the format allows.
    pub fn link(
        &mut self,
        at: CellRef,
        (sheet, cell): (&str, CellRef),
        text: &str,
        style: impl Into<Style>,
    ) -> Result<(), Error> {
        if self.links == LINK_LIMIT || text.is_empty() {
            return self.text(at, text, style);
        }
        self.links += 1;
        self.texts.insert(text.to_owned());
        let url = Url::new(format!("internal:{}!{cell}", quoted(sheet)));
        self.sheet
            .write_url_with_options(
                at.row,
                at.col,
                url,
                text,
                "",
                Some(&look::format(style.into())),
            )
            .map(drop)
            .map_err(failed)
    }

    /// A note that shows while the pointer is on the cell.
    pub fn note(&mut self, at: CellRef, text: &str) -> Result<(), Error> {
        let lines = u32::try_from(text.chars().count() / 42 + text.lines().count()).unwrap_or(9);
        let note = Note::new(text)
            .add_author_prefix(false)
            .set_width(280)
            .set_height(20 + lines * 16)
            .set_font_name("Calibri")
            .set_font_size(10);
        self.sheet.insert_note(at.row, at.col, &note).map(drop).map_err(failed)
    }

    /// Gives the cells of a rectangle a style without touching what is in them.
    pub fn fill(&mut self, area: Area, style: impl Into<Style>) -> Result<(), Error> {
        let style = style.into();
        for row in area.from.row..=area.to.row {
            for col in area.from.col..=area.to.col {
                self.blank(CellRef::new(row, col), style)?;
            }
        }
        Ok(())
    }
}
