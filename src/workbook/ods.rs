// SPDX-License-Identifier: EUPL-1.2
//! Streams the cells of an .ods package.
//!
//! The library would lay repeated cells out one by one: a file of two kilobytes can ask for a
//! hundred million. Here a stretch of repeated cells is followed only where it is filled, and the
//! kind of value (a share, an amount, a day) is kept, which the library drops.

use super::bad::{Bad, damaged};
use super::ods_cell::cell;
use super::ods_names::usual;
use super::ods_styles::Styles;
use super::ods_text::{Words, Xml, repeats, words};
use super::package::{Package, attribute, push_reference};
use super::sight::Drawn;
use super::xlsx::saved;
use super::xlsx_around::stretch;
use super::xlsx_sheet::keep;
use super::{Beside, SheetCells, Workbook, adding, cap, encoding};
use crate::diag::CellRef;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use std::collections::BTreeMap;

/// Reads every sheet of a package.
pub(super) fn read(package: &mut Package<'_>) -> Result<Workbook, Bad> {
    let manifest = package.part("META-INF/manifest.xml")?;
    if manifest.is_some_and(|text| String::from_utf8_lossy(&text).contains("encryption-data")) {
        return Err(Bad::Encrypted);
    }
    let content = package.part("content.xml")?;
    let content = content.ok_or_else(|| Bad::Damaged("content.xml".to_owned()))?;
    let content = usual(content)?;
    let mut styles = Styles::default();
    if let Some(common) = package.part("styles.xml")? {
        styles.read(&usual(common)?)?;
    }
    styles.read(&content)?;
    let workbook = sheets(&content, styles)?;
    match package.part("meta.xml")? {
        Some(meta) => with_meta(workbook, &usual(meta)?),
        None => Ok(workbook),
    }
}

/// Reads every sheet of a flat file (.fods): the same parts in one text.
pub(super) fn read_flat(bytes: &[u8]) -> Result<Workbook, Bad> {
    let content = usual(encoding::utf8(bytes.to_vec()))?;
    let mut styles = Styles::default();
    styles.read(&content)?;
    with_meta(sheets(&content, styles)?, &content)
}

fn with_meta(mut workbook: Workbook, meta: &[u8]) -> Result<Workbook, Bad> {
    workbook.properties = properties(meta)?;
    workbook.saved = saved(meta, "date");
    Ok(workbook)
}

/// Where the reader stands, and what it has gathered.
#[derive(Default)]
struct Content {
    workbook: Workbook,
    styles: Styles,
    row: u32,
    col: u32,
    /// Where the next column declared begins.
    declared: u32,
    /// Styles of the cells that name none: of stretches of columns, and of the present row.
    of_columns: Vec<(u32, u32, String)>,
    of_row: Option<String>,
    /// How often the present row stands there.
    row_repeats: u32,
    /// Filled cells of this sheet, and of all.
    filled: usize,
    all_filled: usize,
    texts: usize,
}

fn sheets(content: &[u8], styles: Styles) -> Result<Workbook, Bad> {
    let mut xml = Reader::from_reader(content);
    xml.config_mut().expand_empty_elements = true;
    let mut state = Content { texts: cap::TEXTS, styles, ..Content::default() };
    loop {
        match xml.read_event().map_err(damaged)? {
            Event::Eof => break,
            Event::Start(tag) => state.start(&mut xml, &tag)?,
            Event::End(tag) if tag.name().as_ref() == "table:table-row" => {
                state.row = state.row.saturating_add(state.row_repeats);
            }
            _ => {}
        }
    }
    state.workbook.sheets.iter_mut().for_each(SheetCells::cover);
    Ok(state.workbook)
}

impl Content {
    fn start(&mut self, xml: &mut Xml<'_>, tag: &BytesStart<'_>) -> Result<(), Bad> {
        match tag.name().as_ref() {
            // Old versions of cells, and copies of those of other files.
            "table:tracked-changes" | "table:dde-link" => {
                xml.read_to_end(tag.name()).map_err(damaged)?;
            }
            // Drawings that stand on the sheet, in no cell.
            name if name.starts_with("draw:") => {
                let mut words = Words::default();
                words.drawing(xml, tag)?;
                self.hang(CellRef::new(0, 0), words);
            }
            "calcext:conditional-format" => {
                let areas = attribute(tag, "calcext:target-range-address")?.unwrap_or_default();
                self.conditional(xml, &areas)?;
            }
            "table:null-date" => {
                let day = attribute(tag, "table:date-value")?;
                self.workbook.from_1904 = day.is_some_and(|day| day.starts_with("1904"));
            }
            "table:named-range" | "table:named-expression" => {
                let name = attribute(tag, "table:name")?;
                let area = attribute(tag, "table:cell-range-address")?;
                if let (Some(name), Some(area)) = (name, area) {
                    self.workbook.names.insert(name, area);
                    if self.workbook.names.len() > cap::NAMES {
                        return Err(Bad::TooBig);
                    }
                }
            }
            "table:table" => self.sheet(tag)?,
            "table:table-column" => self.column(tag)?,
            "table:table-row" => {
                self.col = 0;
                self.row_repeats = repeats(tag, "table:number-rows-repeated")?;
                self.of_row = attribute(tag, "table:default-cell-style-name")?;
                if is_hidden(tag)?
                    && let Some(sheet) = self.workbook.sheets.last_mut()
                {
                    let last = self.row.saturating_add(self.row_repeats - 1);
                    stretch(&mut sheet.hidden_rows, self.row, last);
                }
            }
            "table:table-cell" | "table:covered-table-cell" => self.cell(xml, tag)?,
            _ => {}
        }
        Ok(())
    }

    fn sheet(&mut self, tag: &BytesStart<'_>) -> Result<(), Bad> {
        let name = attribute(tag, "table:name")?.unwrap_or_default();
        let style = attribute(tag, "table:style-name")?.unwrap_or_default();
        let hidden = self.styles.hidden.contains(&style);
        if self.workbook.sheets.len() >= cap::SHEETS {
            return Err(Bad::TooBig);
        }
        let sheet = SheetCells { name: name.into(), hidden, ..SheetCells::default() };
        self.workbook.sheets.push(sheet);
        (self.row, self.col, self.row_repeats, self.filled) = (0, 0, 1, 0);
        self.declared = 0;
        self.of_columns.clear();
        Ok(())
    }

    fn column(&mut self, tag: &BytesStart<'_>) -> Result<(), Bad> {
        let first = self.declared;
        let last = first.saturating_add(repeats(tag, "table:number-columns-repeated")? - 1);
        self.declared = last.saturating_add(1);
        let style = attribute(tag, "table:default-cell-style-name")?;
        if self.of_columns.len() < cap::BESIDE {
            self.of_columns.extend(style.map(|style| (first, last, style)));
        }
        if is_hidden(tag)?
            && let Some(sheet) = self.workbook.sheets.last_mut()
            && sheet.hidden_cols.len() < cap::BESIDE
        {
            sheet.hidden_cols.push((narrow(first), narrow(last)));
        }
        Ok(())
    }

    /// Reads which of the conditions of an area strike out.
    fn conditional(&mut self, xml: &mut Xml<'_>, areas: &str) -> Result<(), Bad> {
        let mut strikes = false;
        loop {
            match xml.read_event().map_err(damaged)? {
                Event::Start(tag) if tag.name().as_ref() == "calcext:condition" => {
                    let style = attribute(&tag, "calcext:apply-style-name")?.unwrap_or_default();
                    strikes |= self.styles.font("table-cell", &style).struck;
                }
                Event::End(tag) if tag.name().as_ref() == "calcext:conditional-format" => break,
                Event::Eof => return Err(Bad::Damaged("content.xml".to_owned())),
                _ => {}
            }
        }
        if let Some(sheet) = self.workbook.sheets.last_mut().filter(|_| strikes) {
            let corner = |text: &str| CellRef::parse(text.rsplit('.').next()?);
            let areas = areas.split(' ').filter_map(|area| adding::area_of(area, corner));
            let room = cap::BESIDE.saturating_sub(sheet.struck_if.len());
            sheet.struck_if.extend(areas.take(room));
        }
        Ok(())
    }

    /// Keeps what hangs on a cell.
    fn hang(&mut self, at: CellRef, words: Words) {
        let Some(sheet) = self.workbook.sheets.last_mut() else { return };
        let beside = |text| Beside { at, text };
        let room = |present: usize| cap::BESIDE.saturating_sub(present);
        let (notes, boxes) = (room(sheet.notes.len()), room(sheet.boxes.len()));
        let drawn = room(sheet.drawn.len());
        sheet.notes.extend(words.notes.into_iter().take(notes).map(beside));
        sheet.boxes.extend(words.boxes.into_iter().take(boxes).map(beside));
        sheet
            .drawn
            .extend(words.drawn.into_iter().take(drawn).map(|kind| Drawn { at: Some(at), kind }));
    }

    /// The name of the style that a cell has: its own, or that of its row or column.
    fn style_of(&self, tag: &BytesStart<'_>) -> Result<String, Bad> {
        if let Some(own) = attribute(tag, "table:style-name")? {
            return Ok(own);
        }
        let of_column = || {
            let inside =
                |(first, last, _): &&(u32, u32, String)| (*first..=*last).contains(&self.col);
            self.of_columns.iter().find(inside).map(|(_, _, style)| style.clone())
        };
        Ok(self.of_row.clone().or_else(of_column).unwrap_or_default())
    }

    fn cell(&mut self, xml: &mut Xml<'_>, tag: &BytesStart<'_>) -> Result<(), Bad> {
        let at = (self.row, self.col);
        let style = self.style_of(tag)?;
        let col_repeats = repeats(tag, "table:number-columns-repeated")?;
        self.col = self.col.saturating_add(col_repeats);
        let covers = (
            repeats(tag, "table:number-rows-spanned")?,
            repeats(tag, "table:number-columns-spanned")?,
        );
        let font = self.styles.font("table-cell", &style);
        let mut words = words(xml, tag, &self.styles, &font)?;
        let cell = cell(tag, &mut words, font.struck, &mut self.texts)?;
        let here = CellRef::new(at.0, narrow(at.1));
        self.hang(here, words);
        let strikes = cell.is_some() && self.styles.may_strike(&style);
        let Some(sheet) = self.workbook.sheets.last_mut() else { return Ok(()) };
        if strikes && sheet.struck_if.len() < cap::BESIDE {
            let last = CellRef::new(
                at.0.saturating_add(self.row_repeats.saturating_sub(1)),
                narrow(at.1.saturating_add(col_repeats.saturating_sub(1))),
            );
            sheet.struck_if.push((here, last));
        }
        if covers != (1, 1) && sheet.merged.len() < cap::BESIDE {
            let last = CellRef::new(
                at.0.saturating_add(covers.0 - 1),
                narrow(at.1.saturating_add(covers.1 - 1)),
            );
            sheet.merged.push((here, last));
        }
        let Some(cell) = cell else { return Ok(()) };
        let count = u64::from(col_repeats) * u64::from(self.row_repeats);
        let count = usize::try_from(count).unwrap_or(usize::MAX);
        self.filled = self.filled.saturating_add(count);
        self.all_filled = self.all_filled.saturating_add(count);
        if self.filled > cap::CELLS || self.all_filled > cap::ALL_CELLS {
            return Err(Bad::TooBig);
        }
        for row in 0..self.row_repeats {
            for col in 0..col_repeats {
                keep(sheet, (at.0.saturating_add(row), at.1.saturating_add(col)), cell.clone());
            }
        }
        Ok(())
    }
}

fn narrow(col: u32) -> u16 {
    u16::try_from(col).unwrap_or(u16::MAX)
}

/// Whether a row or a column is hidden or filtered out.
fn is_hidden(tag: &BytesStart<'_>) -> Result<bool, Bad> {
    let visible = attribute(tag, "table:visibility")?;
    Ok(visible.is_some_and(|word| matches!(word.as_str(), "collapse" | "filter")))
}

/// The document's own properties, by name.
fn properties(meta: &[u8]) -> Result<BTreeMap<String, String>, Bad> {
    let mut xml = Reader::from_reader(meta);
    xml.config_mut().expand_empty_elements = true;
    let mut found = BTreeMap::new();
    let mut name: Option<String> = None;
    loop {
        match xml.read_event().map_err(damaged)? {
            Event::Eof => return Ok(found),
            Event::Start(tag) if tag.name().as_ref() == "meta:user-defined" => {
                name = attribute(&tag, "meta:name")?;
                if let Some(name) = &name {
                    found.insert(name.clone(), String::new());
                }
                if found.len() > cap::NAMES {
                    return Err(Bad::TooBig);
                }
            }
            Event::Text(piece) => {
                if let Some(value) = name.as_ref().and_then(|name| found.get_mut(name)) {
                    value.push_str(&piece.xml10_content());
                }
            }
            Event::CData(piece) => {
                if let Some(value) = name.as_ref().and_then(|name| found.get_mut(name)) {
                    value.push_str(&piece.xml10_content());
                }
            }
            Event::GeneralRef(reference) => {
                if let Some(value) = name.as_ref().and_then(|name| found.get_mut(name)) {
                    push_reference(value, &reference)?;
                }
            }
            Event::End(tag) if tag.name().as_ref() == "meta:user-defined" => name = None,
            _ => {}
        }
    }
}
