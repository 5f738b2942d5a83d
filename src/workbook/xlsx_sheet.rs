// SPDX-License-Identifier: EUPL-1.2
//! Streams one sheet of an .xlsx.

use super::bad::{Bad, damaged};
use super::format::Kind as Shows;
use super::package::{attribute, push_reference};
use super::sight::{Drawn, DrawnKind, Instead, Sight};
use super::xlsx_styles::{Face, Styles};
use super::xlsx_text::{seen, unescaped, words};
use super::{Cell, Raw, SheetCells, adding, cap};
use crate::datum::Day;
use crate::diag::CellRef;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use std::collections::BTreeMap;
use std::sync::Arc;

/// What all sheets of a workbook share.
pub(super) struct Shared {
    pub(super) texts: Vec<SharedText>,
    pub(super) styles: Styles,
    pub(super) from_1904: bool,
}

/// A text that cells share.
#[derive(Debug, Clone)]
pub(super) struct SharedText {
    pub(super) kept: Arc<str>,
    /// With what is struck out, where anything is.
    pub(super) crossed: Option<Arc<str>>,
}

/// What is left of the caps of a whole workbook.
pub(super) struct Left {
    pub(super) met: usize,
    pub(super) cells: usize,
    pub(super) texts: usize,
}

/// Reads the cells of a sheet, and what its part says around them. Gives back the ids of relations
/// with the cells whose links they are.
pub(super) fn sheet(
    xml: &[u8],
    shared: &Shared,
    sheet: &mut SheetCells,
    left: &mut Left,
) -> Result<Vec<LinkAt>, Bad> {
    let mut xml = Reader::from_reader(xml);
    // Where the next cell stands when it doesn't say.
    let (mut row, mut col) = (0, 0);
    let mut filled = 0;
    let mut in_data = false;
    let mut around = Around::default();
    loop {
        let event = xml.read_event().map_err(damaged)?;
        let empty = matches!(event, Event::Empty(_));
        match event {
            Event::Eof => return Ok(around.links),
            Event::Start(tag) | Event::Empty(tag) => match tag.local_name().as_ref() {
                "sheetData" => in_data = !empty,
                "row" if in_data => {
                    if let Some(number) = attribute(&tag, "r")?.and_then(|r| r.parse().ok()) {
                        row = u32::saturating_sub(number, 1);
                    }
                    if is_hidden(&tag, "ht")? {
                        stretch(&mut sheet.hidden_rows, row, row);
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
                    let Some(cell) = cell(&mut xml, &head, at, shared, &mut around, left)? else {
                        continue;
                    };
                    filled += 1;
                    left.cells = left.cells.checked_sub(1).ok_or(Bad::TooBig)?;
                    if filled > cap::CELLS {
                        return Err(Bad::TooBig);
                    }
                    keep(sheet, at, cell);
                }
                _ => around.element(&tag, empty, shared, sheet)?,
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

/// A cell with a link, by the id of the relation that has its address.
pub(super) struct LinkAt {
    pub(super) first: CellRef,
    pub(super) last: CellRef,
    pub(super) id: String,
}

/// What the part of a sheet says besides its cells.
#[derive(Default)]
struct Around {
    links: Vec<LinkAt>,
    /// Formulas that other cells share: where they stand, and what they add up.
    shared: BTreeMap<u32, ((u32, u32), Vec<(CellRef, CellRef)>)>,
    /// Areas of the conditional formats being read.
    areas: Vec<(CellRef, CellRef)>,
}

impl Around {
    fn element(
        &mut self,
        tag: &BytesStart<'_>,
        empty: bool,
        shared: &Shared,
        sheet: &mut SheetCells,
    ) -> Result<(), Bad> {
        match tag.local_name().as_ref() {
            "col" if is_hidden(tag, "width")? => {
                let number = |name| -> Result<Option<u16>, Bad> {
                    Ok(attribute(tag, name)?.and_then(|text| text.parse().ok()))
                };
                if let (Some(first), Some(last)) = (number("min")?, number("max")?) {
                    let (first, last) = (first.saturating_sub(1), last.saturating_sub(1));
                    if sheet.hidden_cols.len() < cap::BESIDE {
                        sheet.hidden_cols.push((first, last));
                    }
                }
            }
            "mergeCell" if sheet.merged.len() < cap::BESIDE => {
                sheet.merged.extend(attribute(tag, "ref")?.as_deref().and_then(area));
            }
            "conditionalFormatting" => {
                let areas = attribute(tag, "sqref")?.unwrap_or_default();
                self.areas = areas.split_whitespace().take(cap::NAMES).filter_map(area).collect();
            }
            "cfRule" => {
                let style = attribute(tag, "dxfId")?.and_then(|id| id.parse::<usize>().ok());
                let strikes = style.and_then(|at| shared.styles.strikes.get(at)) == Some(&true);
                if strikes && sheet.struck_if.len() < cap::BESIDE {
                    sheet.struck_if.append(&mut self.areas);
                }
            }
            "hyperlink" if self.links.len() < cap::BESIDE => {
                let place = attribute(tag, "ref")?.as_deref().and_then(area);
                // The relation's id has a prefix that the file chooses.
                let id = tag.attributes().with_checks(false).find_map(|found| {
                    let found = found.ok()?;
                    let id = found.key.local_name().as_ref() == "id" && found.key.as_ref() != "id";
                    id.then(|| found.value.to_string())
                });
                if let (Some((first, last)), Some(id)) = (place, id) {
                    self.links.push(LinkAt { first, last, id });
                }
            }
            "oleObject" | "control" if sheet.drawn.len() < cap::BESIDE => {
                let control = tag.local_name().as_ref() == "control";
                let kind = if control { DrawnKind::Control } else { DrawnKind::Embedded };
                // Written twice, once for older programs.
                let known = !empty || !sheet.drawn.iter().any(|drawn| drawn.kind == kind);
                if known {
                    sheet.drawn.push(Drawn { at: CellRef::new(0, 0), kind });
                }
            }
            _ => {}
        }
        Ok(())
    }
}

/// Whether a row or a column is hidden, or has no height or width left.
fn is_hidden(tag: &BytesStart<'_>, size: &str) -> Result<bool, Bad> {
    let hidden = attribute(tag, "hidden")?.is_some_and(|word| word == "1" || word == "true");
    let none = attribute(tag, size)?.and_then(|text| text.parse::<f64>().ok()) == Some(0.0);
    Ok(hidden || none)
}

/// Adds a line to the stretches known so far.
pub(super) fn stretch(stretches: &mut Vec<(u32, u32)>, first: u32, last: u32) {
    let room = stretches.len() < cap::BESIDE;
    match stretches.last_mut() {
        Some((_, end)) if end.checked_add(1) == Some(first) => *end = last,
        _ if room => stretches.push((first, last)),
        _ => {}
    }
}

/// The corners of `B2:D4`.
fn area(text: &str) -> Option<(CellRef, CellRef)> {
    let (first, last) = text.split_once(':').unwrap_or((text, text));
    Some((CellRef::parse(first)?, CellRef::parse(last)?))
}

/// What a cell says before its value.
struct CellHead {
    at: Option<(u32, u32)>,
    style: usize,
    kind: Kind,
    /// It points to data that lie elsewhere: a picture, a place, a share.
    points: bool,
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
        let mut head = CellHead { at: None, style: 0, kind: Kind::Number, points: false };
        for found in tag.attributes().with_checks(false) {
            let found = found.map_err(damaged)?;
            let value = found.value.as_ref();
            match found.key.as_ref() {
                "r" => head.at = address(value),
                "s" => head.style = value.parse().unwrap_or(0),
                "vm" => head.points = true,
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
    at: (u32, u32),
    shared: &Shared,
    around: &mut Around,
    left: &mut Left,
) -> Result<Option<Cell>, Bad> {
    let mut formula = false;
    let mut sight = Sight::default();
    let mut value: Option<String> = None;
    loop {
        match xml.read_event().map_err(damaged)? {
            Event::Start(tag) => match tag.local_name().as_ref() {
                "f" => {
                    formula = true;
                    let shares = shares(&tag)?;
                    let text = plain_text(xml)?;
                    around.formula(&text, at, shares, &mut sight);
                }
                "v" => value = Some(plain_text(xml)?),
                "is" => {
                    let words = words(xml, "is")?;
                    sight.crossed = words.crossed.map(Arc::from);
                    value = Some(words.kept);
                }
                _ => {}
            },
            Event::Empty(tag) => match tag.local_name().as_ref() {
                "f" => {
                    formula = true;
                    around.formula("", at, shares(&tag)?, &mut sight);
                }
                "v" | "is" => value = Some(String::new()),
                _ => {}
            },
            Event::End(tag) if tag.local_name().as_ref() == "c" => break,
            Event::Eof => return Err(Bad::Damaged("c".to_owned())),
            _ => {}
        }
    }
    if head.points {
        sight.instead = Some(Instead::Picture);
    }
    let face = shared.styles.faces.get(head.style).cloned().unwrap_or_default();
    // A formula may well give an empty text.
    let no_result = formula && (value.is_none() || head.kind != Kind::Text);
    let raw = match value {
        None => None,
        Some(value) => raw(value, head.kind, &face, shared, &mut sight, left)?,
    };
    let raw = raw.or(no_result.then_some(Raw::NoResult));
    let percent = matches!(raw, Some(Raw::Number(n)) if face.format.kind(n) == Shows::Percent);
    Ok(raw.map(|raw| Cell { sight: sight.of(&raw, &face).kept(), raw, formula, percent }))
}

/// The number of the formula that a cell shares with others.
fn shares(tag: &BytesStart<'_>) -> Result<Option<u32>, Bad> {
    let shared = attribute(tag, "t")?.as_deref() == Some("shared");
    Ok(attribute(tag, "si")?.filter(|_| shared).and_then(|si| si.parse().ok()))
}

impl Around {
    /// What a formula says of what a person sees. The cells that share one have it shifted.
    fn formula(&mut self, text: &str, at: (u32, u32), shares: Option<u32>, sight: &mut Sight) {
        if adding::is_picture(text) {
            sight.instead = Some(Instead::Picture);
        }
        sight.link = adding::link(text).map(Arc::from);
        sight.sums = adding::sums(text);
        let Some(number) = shares else { return };
        if !text.is_empty() {
            if self.shared.len() < cap::NAMES {
                self.shared.insert(number, (at, sight.sums.clone()));
            }
        } else if let Some((from, sums)) = self.shared.get(&number) {
            let rows = i64::from(at.0) - i64::from(from.0);
            let cols = i64::from(at.1) - i64::from(from.1);
            let moved = sums.iter().map(|area| adding::shifted(*area, rows, cols));
            sight.sums = moved.collect::<Option<_>>().unwrap_or_default();
        }
    }
}

impl Sight {
    /// Adds what the style of a cell says of what it holds.
    fn of(mut self, raw: &Raw, face: &Face) -> Sight {
        let shown = match raw {
            Raw::Number(number) => face.format.shown(*number, None),
            Raw::Date { day, serial } => face.format.shown(serial.unwrap_or(1.0), Some(*day)),
            Raw::Time(days) => face.format.shown(*days, None),
            Raw::Text(_) => face.format.hides_text().then(String::new),
            _ => None,
        };
        let nothing_kept = matches!(raw, Raw::Text(text) if text.trim().is_empty());
        if face.font.struck || self.crossed.is_some() && nothing_kept {
            self.instead = self.instead.or(Some(Instead::Struck));
        }
        match shown {
            Some(text) if text.is_empty() => {
                self.instead = self.instead.or(Some(Instead::Blanked));
            }
            shown => self.shown = shown.map(Arc::from),
        }
        self
    }
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
    face: &Face,
    shared: &Shared,
    sight: &mut Sight,
    left: &mut Left,
) -> Result<Option<Raw>, Bad> {
    Ok(match kind {
        // Programs leave the kind behind when they empty a cell.
        Kind::Shared if value.trim().is_empty() => None,
        Kind::Shared => {
            let text = value.trim().parse().ok().and_then(|at: usize| shared.texts.get(at));
            // It names a text that the file does not have.
            let Some(text) = text else { return Ok(Some(Raw::NoResult)) };
            sight.crossed.clone_from(&text.crossed);
            match &text.kept {
                text if text.len() <= cap::TEXT && face.font.symbols.is_none() => {
                    left.texts = left.texts.checked_sub(text.len()).ok_or(Bad::TooBig)?;
                    (!text.is_empty()).then(|| Raw::Text(Arc::clone(text)))
                }
                text => text_of(&seen(text, &face.font), &mut left.texts)?,
            }
            .or_else(|| crossed_out(sight))
        }
        Kind::Text => {
            let text = seen(&unescaped(value), &face.font);
            text_of(&text, &mut left.texts)?.or_else(|| crossed_out(sight))
        }
        Kind::Truth => Some(Raw::Bool(matches!(value.trim(), "1" | "true"))),
        Kind::Error => Some(Raw::Error(value.into())),
        Kind::Day => iso_day(&value).or(text_of(&value, &mut left.texts)?),
        Kind::Number => match value.trim() {
            "" => None,
            text => match text.parse::<f64>() {
                Ok(number) => Some(number_of(number, face, shared.from_1904)),
                Err(_) => text_of(&value, &mut left.texts)?,
            },
        },
    })
}

/// The words of a cell in which all of them are struck out.
pub(super) fn crossed_out(sight: &mut Sight) -> Option<Raw> {
    let all = sight.crossed.take()?;
    sight.instead = Some(Instead::Struck);
    Some(Raw::Text(all))
}

fn number_of(number: f64, face: &Face, from_1904: bool) -> Raw {
    match face.format.kind(number) {
        Shows::Day => day_of(number, from_1904).unwrap_or(Raw::Number(number)),
        Shows::Time if number.is_finite() => Raw::Time(number),
        _ => Raw::Number(number),
    }
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
        sheet.below_grid |= row >= cap::ROWS && col < cap::COLUMNS;
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

/// The day of `2022-12-31T23:00:00`, with its hour; none when the calendar has it not.
pub(super) fn iso_day(text: &str) -> Option<Raw> {
    let day = Day::parse(text.get(..10)?)?;
    let part = |from: usize| text.get(from..from + 2).and_then(|digits| digits.parse::<f64>().ok());
    let hours = part(11).unwrap_or(0.0) + part(14).unwrap_or(0.0) / 60.0;
    let serial = Day::from_serial(0).map(|zero| day.days_since(zero));
    #[expect(clippy::cast_precision_loss, reason = "a day")]
    let serial = serial.map(|days| days as f64 + hours / 24.0).filter(|_| hours > 0.0);
    Some(Raw::Date { day, serial })
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
