// SPDX-License-Identifier: EUPL-1.2
//! Streams the cells of an .ods package.
//!
//! The library would lay repeated cells out one by one: a file of two kilobytes can ask for a
//! hundred million. Here a stretch of repeated cells is followed only where it is filled, and the
//! kind of value (a share, an amount, a day) is kept, which the library drops.

use super::bad::{Bad, damaged};
use super::cap;
use super::package::{Package, attribute, push_reference};
use super::xlsx_sheet::{iso_day, keep, text_of};
use super::{Beside, Cell, Raw, SheetCells, Workbook};
use crate::diag::CellRef;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use std::collections::{BTreeMap, BTreeSet};

type Xml<'a> = Reader<&'a [u8]>;

/// Reads every sheet of a package.
pub(super) fn read(package: &mut Package<'_>) -> Result<Workbook, Bad> {
    let manifest = package.part("META-INF/manifest.xml")?;
    if manifest.is_some_and(|text| String::from_utf8_lossy(&text).contains("encryption-data")) {
        return Err(Bad::Encrypted);
    }
    let content = package.part("content.xml")?;
    let content = content.ok_or_else(|| Bad::Damaged("content.xml".to_owned()))?;
    let mut workbook = sheets(&content)?;
    if let Some(meta) = package.part("meta.xml")? {
        workbook.properties = properties(&meta)?;
    }
    Ok(workbook)
}

/// Where the reader stands, and what it has gathered.
#[derive(Default)]
struct Content {
    workbook: Workbook,
    /// Names of the table styles that hide a sheet.
    hidden: BTreeSet<String>,
    style: String,
    row: u32,
    col: u32,
    /// How often the present row stands there.
    row_repeats: u32,
    /// Filled cells of this sheet, and of all.
    filled: usize,
    all_filled: usize,
    texts: usize,
}

fn sheets(content: &[u8]) -> Result<Workbook, Bad> {
    let mut xml = Reader::from_reader(content);
    xml.config_mut().expand_empty_elements = true;
    let mut state = Content { texts: cap::TEXTS, ..Content::default() };
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
    Ok(state.workbook)
}

impl Content {
    fn start(&mut self, xml: &mut Xml<'_>, tag: &BytesStart<'_>) -> Result<(), Bad> {
        match tag.name().as_ref() {
            "style:style" => self.style = attribute(tag, "style:name")?.unwrap_or_default(),
            "style:table-properties" => {
                let hides = attribute(tag, "table:display")?.as_deref() == Some("false");
                self.hidden.extend(hides.then(|| std::mem::take(&mut self.style)));
            }
            // Old versions of cells, and copies of those of other files.
            "table:tracked-changes" | "table:dde-link" => {
                xml.read_to_end(tag.name()).map_err(damaged)?;
            }
            // Drawings that stand on the sheet, in no cell.
            "table:shapes" => {
                let text = all_text(xml, "table:shapes")?;
                let sheet = self.workbook.sheets.last_mut();
                if let Some(sheet) =
                    sheet.filter(|sheet| !text.is_empty() && sheet.boxes.len() < cap::BESIDE)
                {
                    sheet.boxes.push(Beside { at: CellRef::new(0, 0), text });
                }
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
            "table:table-row" => {
                self.col = 0;
                self.row_repeats = repeats(tag, "table:number-rows-repeated")?;
            }
            "table:table-cell" | "table:covered-table-cell" => self.cell(xml, tag)?,
            _ => {}
        }
        Ok(())
    }

    fn sheet(&mut self, tag: &BytesStart<'_>) -> Result<(), Bad> {
        let name = attribute(tag, "table:name")?.unwrap_or_default();
        let style = attribute(tag, "table:style-name")?.unwrap_or_default();
        let hidden = self.hidden.contains(&style);
        if self.workbook.sheets.len() >= cap::SHEETS {
            return Err(Bad::TooBig);
        }
        let sheet = SheetCells { name: name.into(), hidden, ..SheetCells::default() };
        self.workbook.sheets.push(sheet);
        (self.row, self.col, self.row_repeats, self.filled) = (0, 0, 1, 0);
        Ok(())
    }

    fn cell(&mut self, xml: &mut Xml<'_>, tag: &BytesStart<'_>) -> Result<(), Bad> {
        let at = (self.row, self.col);
        let col_repeats = repeats(tag, "table:number-columns-repeated")?;
        self.col = self.col.saturating_add(col_repeats);
        let covers = (
            repeats(tag, "table:number-rows-spanned")?,
            repeats(tag, "table:number-columns-spanned")?,
        );
        let mut words = Words::default();
        let cell = cell(xml, tag, &mut self.texts, &mut words)?;
        let Some(sheet) = self.workbook.sheets.last_mut() else { return Ok(()) };
        if !words.notes.is_empty() || !words.boxes.is_empty() {
            let here = CellRef::new(at.0, u16::try_from(at.1).unwrap_or(u16::MAX));
            let beside = |text| Beside { at: here, text };
            let room = |present: &[Beside]| cap::BESIDE.saturating_sub(present.len());
            let (notes, boxes) = (room(&sheet.notes), room(&sheet.boxes));
            sheet.notes.extend(words.notes.into_iter().take(notes).map(beside));
            sheet.boxes.extend(words.boxes.into_iter().take(boxes).map(beside));
        }
        if covers != (1, 1) && sheet.merged.len() < cap::BESIDE {
            let narrow = |col: u32| u16::try_from(col).unwrap_or(u16::MAX);
            let last = CellRef::new(
                at.0.saturating_add(covers.0 - 1),
                narrow(at.1.saturating_add(covers.1 - 1)),
            );
            sheet.merged.push((CellRef::new(at.0, narrow(at.1)), last));
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

/// What hangs on a cell besides what it holds.
#[derive(Default)]
struct Words {
    notes: Vec<String>,
    boxes: Vec<String>,
}

/// What a cell holds; the reader is left behind its end.
fn cell(
    xml: &mut Xml<'_>,
    tag: &BytesStart<'_>,
    left: &mut usize,
    words: &mut Words,
) -> Result<Option<Cell>, Bad> {
    let kind = attribute(tag, "office:value-type")?.unwrap_or_default();
    let is_error = attribute(tag, "calcext:value-type")?.as_deref() == Some("error");
    let formula = attribute(tag, "table:formula")?.is_some();
    let number = attribute(tag, "office:value")?.and_then(|text| text.parse::<f64>().ok());
    let day = attribute(tag, "office:date-value")?;
    let truth = attribute(tag, "office:boolean-value")?;
    let shown = shown(xml, tag, words)?;
    let text = attribute(tag, "office:string-value")?.filter(|text| !text.is_empty());
    let text = text.unwrap_or(shown);
    let raw = if is_error {
        Some(Raw::Error(text.into()))
    } else {
        match (kind.as_str(), number, day, truth) {
            ("float" | "currency" | "percentage", Some(number), _, _) => Some(Raw::Number(number)),
            ("date", _, Some(day), _) => iso_day(&day).or(text_of(&text, left)?),
            ("boolean", _, _, Some(truth)) => Some(Raw::Bool(truth == "true")),
            _ => text_of(&text, left)?,
        }
    };
    let raw = raw.or(formula.then_some(Raw::NoResult));
    Ok(raw.map(|raw| Cell { raw, formula, percent: kind == "percentage" }))
}

/// The text shown in a cell: its paragraphs, without notes and drawings.
fn shown(xml: &mut Xml<'_>, cell: &BytesStart<'_>, words: &mut Words) -> Result<String, Bad> {
    let mut text = String::new();
    let mut paragraphs = 0;
    loop {
        match xml.read_event().map_err(damaged)? {
            Event::Start(tag) => match tag.name().as_ref() {
                "text:p" => {
                    if paragraphs > 0 {
                        text.push('\n');
                    }
                    paragraphs += 1;
                }
                "text:s" => {
                    // A few letters can ask for many blanks; a cell has no room for them.
                    let room = cap::TEXT.saturating_sub(text.len());
                    let count = repeats(&tag, "text:c")? as usize;
                    text.extend(std::iter::repeat_n(' ', count.min(room)));
                }
                "text:tab" => text.push('\t'),
                "text:line-break" => text.push('\n'),
                "office:annotation" => {
                    let text = all_text(xml, "office:annotation")?;
                    words.notes.extend((!text.is_empty()).then_some(text));
                }
                "table:table" => {
                    xml.read_to_end(tag.name()).map_err(damaged)?;
                }
                name if name.starts_with("draw:") => {
                    let name = name.to_owned();
                    let text = all_text(xml, &name)?;
                    words.boxes.extend((!text.is_empty()).then_some(text));
                }
                _ => {}
            },
            Event::Text(piece) if paragraphs > 0 => text.push_str(&piece.xml10_content()),
            Event::GeneralRef(name) if paragraphs > 0 => push_reference(&mut text, &name)?,
            Event::End(tag) if tag.name() == cell.name() => return Ok(text),
            Event::Eof => return Err(Bad::Damaged("content.xml".to_owned())),
            _ => {}
        }
    }
}

/// The paragraphs inside an element; the reader is left behind its end.
fn all_text(xml: &mut Xml<'_>, element: &str) -> Result<String, Bad> {
    let mut text = String::new();
    let (mut depth, mut paragraphs) = (1, 0);
    loop {
        match xml.read_event().map_err(damaged)? {
            Event::Start(tag) => match tag.name().as_ref() {
                "text:p" => {
                    paragraphs += 1;
                    text.push_str(if text.is_empty() { "" } else { "\n" });
                }
                "text:s" => text.push(' '),
                // Who wrote it and when.
                "dc:date" | "dc:creator" | "meta:date-string" | "svg:title" | "svg:desc" => {
                    xml.read_to_end(tag.name()).map_err(damaged)?;
                }
                name if name == element => depth += 1,
                _ => {}
            },
            Event::Text(piece) if paragraphs > 0 => text.push_str(&piece.xml10_content()),
            Event::GeneralRef(name) if paragraphs > 0 => push_reference(&mut text, &name)?,
            Event::End(tag) if tag.name().as_ref() == element => {
                depth -= 1;
                if depth == 0 {
                    return Ok(text.trim().to_owned());
                }
            }
            Event::Eof => return Err(Bad::Damaged("content.xml".to_owned())),
            _ => {}
        }
    }
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

/// How often something stands there; once when the file doesn't say.
pub(super) fn repeats(tag: &BytesStart<'_>, name: &str) -> Result<u32, Bad> {
    let text = attribute(tag, name)?;
    Ok(text.and_then(|text| text.parse().ok()).unwrap_or(1).max(1))
}
