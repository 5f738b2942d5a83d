// SPDX-License-Identifier: EUPL-1.2
//! Streams one sheet of an .xlsx.

use super::bad::{Bad, damaged};
use super::package::attribute;
use super::xlsx_around::{Around, LinkAt, is_hidden, stretch};
use super::xlsx_cell::{CellHead, Left, Shared, cell};
use super::{Cell, SheetCells, cap};
use crate::diag::CellRef;
use quick_xml::Reader;
use quick_xml::events::Event;

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
            Event::Eof => return Ok(around.settle(sheet)),
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
                name if !empty && around.words(&mut xml, name, sheet)? => {}
                _ => around.element(&tag, empty, &shared.styles, sheet)?,
            },
            Event::End(tag) => match tag.local_name().as_ref() {
                "sheetData" => in_data = false,
                "row" if in_data => row = row.saturating_add(1),
                name => around.leave(name),
            },
            _ => {}
        }
    }
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
