// SPDX-License-Identifier: EUPL-1.2
//! Streams one sheet of an .xlsx.

use super::bad::{Bad, damaged};
use super::cap;
use super::package::{attribute, push_reference};
use super::xlsx_styles::Format;
use super::xlsx_text::{text, unescaped};
use super::{Cell, Raw, SheetCells};
use crate::datum::Day;
use crate::diag::CellRef;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use std::sync::Arc;

/// What all sheets of a workbook share.
pub(super) struct Shared {
    pub(super) texts: Vec<Arc<str>>,
    pub(super) formats: Vec<Format>,
    pub(super) from_1904: bool,
}

/// What is left of the caps of a whole workbook.
pub(super) struct Left {
    pub(super) met: usize,
    pub(super) cells: usize,
    pub(super) texts: usize,
}

/// Reads the cells and merged areas of a sheet.
pub(super) fn sheet(
    xml: &[u8],
    shared: &Shared,
    sheet: &mut SheetCells,
    left: &mut Left,
) -> Result<(), Bad> {
    let mut xml = Reader::from_reader(xml);
    // Where the next cell stands when it doesn't say.
    let (mut row, mut col) = (0, 0);
    let mut filled = 0;
    let mut in_data = false;
    loop {
        let event = xml.read_event().map_err(damaged)?;
        let empty = matches!(event, Event::Empty(_));
        match event {
            Event::Eof => return Ok(()),
            Event::Start(tag) | Event::Empty(tag) => match tag.local_name().as_ref() {
                "sheetData" => in_data = !empty,
                "row" if in_data => {
                    if let Some(number) = attribute(&tag, "r")?.and_then(|r| r.parse().ok()) {
                        row = u32::saturating_sub(number, 1);
                    }
                    col = 0;
                    if empty {
                        row = row.saturating_add(1);
                    }
                }
                "c" if in_data => {
                    left.met = left.met.checked_sub(1).ok_or(Bad::TooBig)?;
                    let head = CellHead::of(&tag)?;
                    let at = head.at.unwrap_or((row, col));
                    (row, col) = (at.0, at.1.saturating_add(1));
                    if empty {
                        continue;
                    }
                    let Some(cell) = cell(&mut xml, &head, shared, left)? else { continue };
                    filled += 1;
                    left.cells = left.cells.checked_sub(1).ok_or(Bad::TooBig)?;
                    if filled > cap::CELLS {
                        return Err(Bad::TooBig);
                    }
                    keep(sheet, at, cell);
                }
                "mergeCell" if sheet.merged.len() < cap::BESIDE => {
                    let area = attribute(&tag, "ref")?.unwrap_or_default();
                    let (first, last) = area.split_once(':').unwrap_or((&area, &area));
                    if let (Some(first), Some(last)) = (CellRef::parse(first), CellRef::parse(last))
                    {
                        sheet.merged.push((first, last));
                    }
                }
                _ => {}
            },
            Event::End(tag) => match tag.local_name().as_ref() {
                "sheetData" => in_data = false,
                "row" if in_data => row = row.saturating_add(1),
                _ => {}
            },
            _ => {}
        }
    }
}

/// What a cell says before its value.
struct CellHead {
    at: Option<(u32, u32)>,
    style: usize,
    kind: Kind,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Number,
    Shared,
    Text,
    Truth,
    Error,
    Day,
}

impl CellHead {
    fn of(tag: &BytesStart<'_>) -> Result<Self, Bad> {
        let mut head = CellHead { at: None, style: 0, kind: Kind::Number };
        for found in tag.attributes().with_checks(false) {
            let found = found.map_err(damaged)?;
            let value = found.value.as_ref();
            match found.key.as_ref() {
                "r" => head.at = address(value),
                "s" => head.style = value.parse().unwrap_or(0),
                "t" => {
                    head.kind = match value {
                        "s" => Kind::Shared,
                        "str" | "inlineStr" => Kind::Text,
                        "b" => Kind::Truth,
                        "e" => Kind::Error,
                        "d" => Kind::Day,
                        _ => Kind::Number,
                    }
                }
                _ => {}
            }
        }
        Ok(head)
    }
}

/// Row and column of `C7`, as far as 32 bits go.
fn address(text: &str) -> Option<(u32, u32)> {
    let split = text.find(|c: char| c.is_ascii_digit())?;
    let (letters, digits) = text.split_at(split);
    let col = letters.bytes().try_fold(0u32, |col, letter| {
        let letter = letter.to_ascii_uppercase();
        letter.is_ascii_uppercase().then_some(())?;
        col.checked_mul(26)?.checked_add(u32::from(letter - b'A') + 1)
    })?;
    Some((digits.parse::<u32>().ok()?.checked_sub(1)?, col.checked_sub(1)?))
}

/// What a cell holds; the reader is left behind its end.
fn cell(
    xml: &mut Reader<&[u8]>,
    head: &CellHead,
    shared: &Shared,
    left: &mut Left,
) -> Result<Option<Cell>, Bad> {
    let mut formula = false;
    let mut value: Option<String> = None;
    loop {
        match xml.read_event().map_err(damaged)? {
            Event::Start(tag) => match tag.local_name().as_ref() {
                "f" => {
                    formula = true;
                    xml.read_to_end(tag.name()).map_err(damaged)?;
                }
                "v" => value = Some(plain_text(xml)?),
                "is" => value = Some(text(xml, "is")?),
                _ => {}
            },
            Event::Empty(tag) => match tag.local_name().as_ref() {
                "f" => formula = true,
                "v" | "is" => value = Some(String::new()),
                _ => {}
            },
            Event::End(tag) if tag.local_name().as_ref() == "c" => break,
            Event::Eof => return Err(Bad::Damaged("c".to_owned())),
            _ => {}
        }
    }
    let format = shared.formats.get(head.style).copied().unwrap_or_default();
    // A formula may well give an empty text.
    let no_result = formula && (value.is_none() || head.kind != Kind::Text);
    let raw = match value {
        None => None,
        Some(value) => raw(value, head.kind, format, shared, left)?,
    };
    let raw = raw.or(no_result.then_some(Raw::NoResult));
    let percent = format == Format::Percent && matches!(raw, Some(Raw::Number(_)));
    Ok(raw.map(|raw| Cell { raw, formula, percent }))
}

fn plain_text(xml: &mut Reader<&[u8]>) -> Result<String, Bad> {
    let mut text = String::new();
    loop {
        match xml.read_event().map_err(damaged)? {
            Event::Text(piece) => text.push_str(&piece.xml10_content()),
            Event::CData(piece) => text.push_str(&piece.xml10_content()),
            Event::GeneralRef(name) => push_reference(&mut text, &name)?,
            Event::End(_) => return Ok(text),
            Event::Eof => return Err(Bad::Damaged("v".to_owned())),
            _ => {}
        }
    }
}

fn raw(
    value: String,
    kind: Kind,
    format: Format,
    shared: &Shared,
    left: &mut Left,
) -> Result<Option<Raw>, Bad> {
    Ok(match kind {
        Kind::Shared => {
            let text = value.trim().parse().ok().and_then(|at: usize| shared.texts.get(at));
            match text {
                Some(text) if text.len() <= cap::TEXT => {
                    left.texts = left.texts.checked_sub(text.len()).ok_or(Bad::TooBig)?;
                    (!text.is_empty()).then(|| Raw::Text(Arc::clone(text)))
                }
                Some(text) => text_of(text, &mut left.texts)?,
                // It names a text that the file does not have.
                None => Some(Raw::NoResult),
            }
        }
        Kind::Text => text_of(&unescaped(value), &mut left.texts)?,
        Kind::Truth => Some(Raw::Bool(matches!(value.trim(), "1" | "true"))),
        Kind::Error => Some(Raw::Error(value.into())),
        Kind::Day => iso_day(&value).or(text_of(&value, &mut left.texts)?),
        Kind::Number => match value.trim() {
            "" => None,
            text => match text.parse::<f64>() {
                Ok(number) => Some(number_of(number, format, shared.from_1904)),
                Err(_) => text_of(&value, &mut left.texts)?,
            },
        },
    })
}

fn number_of(number: f64, format: Format, from_1904: bool) -> Raw {
    let day = (format == Format::Day).then(|| day_of(number, from_1904)).flatten();
    day.unwrap_or(Raw::Number(number))
}

/// The day that a number stands for.
fn day_of(number: f64, from_1904: bool) -> Option<Raw> {
    let whole = number.floor();
    if !(1.0..2_958_466.0).contains(&whole) {
        return None;
    }
    #[expect(clippy::cast_possible_truncation, reason = "checked")]
    let serial = whole as i64 + if from_1904 { 1_462 } else { 0 };
    // Excel believes in 29 February 1900: it is no day, and stays as people see it.
    if serial == 60 {
        return Some(Raw::Text(Arc::from("29/02/1900")));
    }
    let day = Day::from_serial(serial + i64::from(serial < 60))?;
    Some(Raw::Date { day, serial: Some(number) })
}

/// Puts a cell in its place, or counts it when it is too far away.
pub(super) fn keep(sheet: &mut SheetCells, (row, col): (u32, u32), cell: Cell) {
    let at = CellRef::new(row, u16::try_from(col).unwrap_or(u16::MAX));
    if row < cap::ROWS && col < cap::COLUMNS {
        sheet.cells.insert(at, cell);
    } else if !cell.written().is_empty() {
        sheet.off_grid += 1;
        sheet.off_grid_at = sheet.off_grid_at.or(Some(at));
    }
}

/// A text within the caps; `None` when it is empty.
pub(super) fn text_of(text: &str, left: &mut usize) -> Result<Option<Raw>, Bad> {
    let end = match text.len() {
        bytes if bytes <= cap::TEXT => bytes,
        bytes => text.char_indices().nth(cap::TEXT).map_or(bytes, |(at, _)| at),
    };
    let text = text.get(..end).unwrap_or(text);
    *left = left.checked_sub(text.len()).ok_or(Bad::TooBig)?;
    Ok((!text.is_empty()).then(|| Raw::Text(Arc::from(text))))
}

/// The day of `2022-12-31T00:00:00`; none when the calendar has it not.
pub(super) fn iso_day(text: &str) -> Option<Raw> {
    let day = Day::parse(text.get(..10)?)?;
    Some(Raw::Date { day, serial: None })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_days_are_days() {
        for (serial, day) in [
            (1.0, "1900-01-01"),
            (59.0, "1900-02-28"),
            (61.0, "1900-03-01"),
            (36_585.0, "2000-02-29"),
            (44_926.75, "2022-12-31"),
        ] {
            let raw = Raw::Date { day: Day::parse(day).unwrap(), serial: Some(serial) };
            assert_eq!(day_of(serial, false), Some(raw));
        }
        let day = Day::new(2022, 12, 31).unwrap();
        assert_eq!(day_of(43_464.0, true), Some(Raw::Date { day, serial: Some(43_464.0) }));
        assert_eq!(day_of(1e18, false), None);
    }

    #[test]
    fn the_day_that_only_excel_knows_is_no_day() {
        assert_eq!(day_of(60.0, false), Some(Raw::Text("29/02/1900".into())));
        assert_eq!(iso_day("2022-02-31T00:00:00"), None);
    }

    #[test]
    fn addresses_are_read_as_far_as_numbers_go() {
        assert_eq!(address("C7"), Some((6, 2)));
        assert_eq!(address("XFD1048576"), Some((1_048_575, 16_383)));
        for wrong in ["", "A0", "7", "A99999999999", "ZZZZZZZZZ1", "è1"] {
            assert_eq!(address(wrong), None, "{wrong}");
        }
    }
}
