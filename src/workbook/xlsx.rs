// SPDX-License-Identifier: EUPL-1.2
//! Streams the cells of an .xlsx package.
//!
//! The library's grids are never used: two cells at opposite corners of a sheet make it ask for
//! half a terabyte. Known traps of calamine 0.38 are met before it sees the file.

use super::open::{Bad, Package, cap, damaged, part};
use super::{Cell, Raw, SheetCells, Workbook};
use crate::diag::CellRef;
use calamine::{DataRef, Reader, SheetType, SheetVisible, Xlsx, XlsxError};
use std::collections::BTreeSet;
use std::io::Cursor;
use std::sync::Arc;

type Book<'a> = Xlsx<Cursor<&'a [u8]>>;

/// What is left of the caps of a whole workbook.
struct Left {
    met: usize,
    cells: usize,
    texts: usize,
}

/// Reads every sheet of a package that has passed the guard.
pub(super) fn read(mut package: Package<'_>, bytes: &[u8]) -> Result<Workbook, Bad> {
    plausible_strings(&mut package)?;
    let mut book: Book<'_> = Xlsx::new(Cursor::new(bytes)).map_err(bad)?;
    let properties = book.workbook_properties().map(|found| found.custom_properties);
    let names = book.defined_names().iter().cloned().collect();
    let tabs: Vec<(String, bool)> = book
        .sheets_metadata()
        .iter()
        .filter(|sheet| sheet.typ == SheetType::WorkSheet)
        .map(|sheet| (sheet.name.clone(), sheet.visible != SheetVisible::Visible))
        .collect();
    if tabs.len() > cap::SHEETS {
        return Err(Bad::TooBig);
    }
    let mut left = Left { met: cap::MET, cells: cap::ALL_CELLS, texts: cap::TEXTS };
    let mut sheets = Vec::new();
    for (name, hidden) in tabs {
        sheets.push(sheet(&mut book, &name, hidden, &mut left)?);
    }
    Ok(Workbook { sheets, properties: properties.unwrap_or_default().into_iter().collect(), names })
}

/// The library makes room for as many shared strings as the file declares: a declared count
/// beyond what the part can hold ends the program for want of memory.
fn plausible_strings(package: &mut Package<'_>) -> Result<(), Bad> {
    const COUNT: &[u8] = b"uniqueCount";
    let Some(strings) = part(package, |name| name.to_lowercase().ends_with("sharedstrings.xml"))?
    else {
        return Ok(());
    };
    // UTF-16 would hide the count from this search; no program writes it.
    if strings.get(..64).unwrap_or(&strings).contains(&0) {
        return Err(Bad::Damaged("sharedStrings.xml".to_owned()));
    }
    for (at, window) in strings.windows(COUNT.len()).enumerate() {
        if window == COUNT {
            let digits: Vec<u8> = strings[at + COUNT.len()..]
                .iter()
                .copied()
                .skip_while(|byte| !byte.is_ascii_digit())
                .take_while(u8::is_ascii_digit)
                .collect();
            let count: Option<usize> = String::from_utf8_lossy(&digits).parse().ok();
            if count.is_none_or(|count| count > strings.len()) {
                return Err(Bad::Damaged("uniqueCount".to_owned()));
            }
        }
    }
    Ok(())
}

fn sheet(
    book: &mut Book<'_>,
    name: &str,
    hidden: bool,
    left: &mut Left,
) -> Result<SheetCells, Bad> {
    let mut sheet = SheetCells { name: name.into(), hidden, ..SheetCells::default() };
    values(book, &mut sheet, left)?;
    percents(book, &mut sheet)?;
    for area in book.merge_cells_by_sheet_name(name).map_err(bad)?.into_iter().take(cap::CELLS) {
        let corner =
            |(row, col): (u32, u32)| CellRef::new(row, u16::try_from(col).unwrap_or(u16::MAX));
        sheet.merged.push((corner(area.start), corner(area.end)));
    }
    Ok(sheet)
}

fn values(book: &mut Book<'_>, sheet: &mut SheetCells, left: &mut Left) -> Result<(), Bad> {
    let mut cells = match book.worksheet_cells_reader(&sheet.name) {
        // A chart's own tab counts as a sheet in some files.
        Err(XlsxError::NotAWorksheet(_)) => return Ok(()),
        reader => reader.map_err(bad)?,
    };
    let mut filled = 0;
    loop {
        let record = match cells.next_cell_with_formula_metadata() {
            Ok(Some(record)) => record,
            Ok(None) => return Ok(()),
            // An error word newer than the library: the reader goes on behind it.
            Err(XlsxError::CellError(_)) => continue,
            Err(error) => return Err(bad(error)),
        };
        left.met = left.met.checked_sub(1).ok_or(Bad::TooBig)?;
        let formula = record.formula.is_some();
        let Some(raw) = raw(&record.value, formula, left)? else { continue };
        filled += 1;
        left.cells = left.cells.checked_sub(1).ok_or(Bad::TooBig)?;
        if filled > cap::CELLS {
            return Err(Bad::TooBig);
        }
        keep(sheet, record.pos, Cell { raw, formula, percent: false });
    }
}

/// Puts a cell in its place, or counts it when it is too far away.
pub(super) fn keep(sheet: &mut SheetCells, (row, col): (u32, u32), cell: Cell) {
    let at = CellRef::new(row, u16::try_from(col).unwrap_or(u16::MAX));
    if row < cap::ROWS && col < cap::COLUMNS {
        sheet.cells.insert(at, cell);
    } else {
        sheet.off_grid += 1;
        sheet.off_grid_at = sheet.off_grid_at.or(Some(at));
    }
}

fn raw(value: &DataRef<'_>, formula: bool, left: &mut Left) -> Result<Option<Raw>, Bad> {
    Ok(Some(match value {
        DataRef::Empty if formula => Raw::NoResult,
        DataRef::Empty => return Ok(None),
        #[expect(clippy::cast_precision_loss, reason = "spreadsheets hold no other numbers")]
        DataRef::Int(number) => Raw::Number(*number as f64),
        DataRef::Float(number) => Raw::Number(*number),
        DataRef::Bool(value) => Raw::Bool(*value),
        DataRef::Error(error) => Raw::Error(error.to_string().into()),
        DataRef::String(text) => return text_of(text, &mut left.texts),
        DataRef::SharedString(text) => return text_of(text, &mut left.texts),
        DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => {
            return Ok(iso_day(text).or(text_of(text, &mut left.texts)?));
        }
        DataRef::DateTime(moment) if moment.is_datetime() && moment.as_f64() >= 1.0 => {
            let (year, month, day, ..) = moment.to_ymd_hms_milli();
            let day = format!("{year:04}-{month:02}-{day:02}").into();
            Raw::Date { day, serial: Some(moment.as_f64()) }
        }
        DataRef::DateTime(moment) => Raw::Number(moment.as_f64()),
    }))
}

/// A text within the caps; `None` when it is empty.
pub(super) fn text_of(text: &str, left: &mut usize) -> Result<Option<Raw>, Bad> {
    let end = text.char_indices().nth(cap::TEXT).map_or(text.len(), |(at, _)| at);
    let text = &text[..end];
    *left = left.checked_sub(text.len()).ok_or(Bad::TooBig)?;
    Ok((!text.is_empty()).then(|| Raw::Text(Arc::from(text))))
}

/// The day of `2022-12-31T00:00:00`.
pub(super) fn iso_day(text: &str) -> Option<Raw> {
    let day = text.get(..10)?;
    let shape = day.bytes().enumerate().all(|(at, byte)| match at {
        4 | 7 => byte == b'-',
        _ => byte.is_ascii_digit(),
    });
    shape.then(|| Raw::Date { day: day.into(), serial: None })
}

/// Marks the cells shown with a percent sign.
fn percents(book: &mut Book<'_>, sheet: &mut SheetCells) -> Result<(), Bad> {
    let mut cells = match book.worksheet_cells_reader(&sheet.name) {
        Err(XlsxError::NotAWorksheet(_)) => return Ok(()),
        reader => reader.map_err(bad)?,
    };
    let percent: BTreeSet<usize> = cells
        .styles()
        .iter()
        .enumerate()
        .filter(|(_, style)| {
            style.number_format.as_ref().is_some_and(|format| shows_percent(&format.format_code))
        })
        .map(|(id, _)| id)
        .collect();
    if percent.is_empty() {
        return Ok(());
    }
    loop {
        let ((row, col), id) = match cells.next_cell_with_style_id() {
            Ok(Some((cell, id))) => (cell.get_position(), id),
            Ok(None) => return Ok(()),
            Err(XlsxError::CellError(_)) => continue,
            Err(error) => return Err(bad(error)),
        };
        if percent.contains(&id) {
            let at = CellRef::new(row, u16::try_from(col).unwrap_or(u16::MAX));
            if let Some(cell) = sheet.cells.get_mut(&at) {
                cell.percent = true;
            }
        }
    }
}

/// Whether a format code multiplies by a hundred: a percent sign that is neither quoted nor escaped.
fn shows_percent(code: &str) -> bool {
    let mut quoted = false;
    let mut escaped = false;
    code.chars().any(|c| {
        if std::mem::take(&mut escaped) {
            return false;
        }
        match c {
            '\\' | '_' | '*' => escaped = true,
            '"' => quoted = !quoted,
            '%' => return !quoted,
            _ => {}
        }
        false
    })
}

fn bad(error: XlsxError) -> Bad {
    match error {
        XlsxError::Password => Bad::Encrypted,
        other => damaged(other),
    }
}
