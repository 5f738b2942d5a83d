// SPDX-License-Identifier: EUPL-1.2
//! Marks on cells that somebody should look at again: a colour, a sign that needs no colour, a
//! note with what to do.

use super::book::{Area, failed};
use super::look::{self, Style};
use super::rules::cut;
use super::sheet::Sheet;
use crate::diag::{CellRef, Error};
use rust_xlsxwriter::{ConditionalFormatBlank, Note};
use std::collections::BTreeSet;

/// Most UTF-16 units of a note: more than that no window shows.
const NOTE_LIMIT: usize = 2_000;
/// Width of a note in pixels, and the letters of a line in it.
const NOTE_WIDTH: u32 = 360;
const NOTE_LINE: usize = 52;
/// Height of a line of a note, in pixels.
const NOTE_LEADING: u32 = 18;

impl Sheet {
    /// A text with a sign before it that is not part of the cell: a matter of format.
    pub fn text_with_sign(
        &mut self,
        at: CellRef,
        text: &str,
        sign: &str,
        style: impl Into<Style>,
    ) -> Result<(), Error> {
        let sign = sign.replace(['"', '\\'], "");
        let format = look::format(style.into()).set_num_format(format!("\"{sign}  \"@"));
        self.sheet.write_string_with_format(at.row, at.col, text, &format).map(drop).map_err(failed)
    }

    /// A note large enough for all its lines.
    pub fn long_note(&mut self, at: CellRef, text: &str) -> Result<(), Error> {
        let text = cut(text, NOTE_LIMIT);
        let lines: usize =
            text.lines().map(|line| line.chars().count().div_ceil(NOTE_LINE).max(1)).sum();
        let height = u32::try_from(lines).unwrap_or(40).saturating_mul(NOTE_LEADING);
        let note = Note::new(text)
            .add_author_prefix(false)
            .set_width(NOTE_WIDTH)
            .set_height(height + 16)
            .set_font_name("Calibri")
            .set_font_size(10);
        self.sheet.insert_note(at.row, at.col, &note).map(drop).map_err(failed)
    }

    /// Cells turn white once something stands in them, but for those that keep their colour.
    pub fn white_when_filled_but(
        &mut self,
        area: Area,
        kept: &BTreeSet<CellRef>,
    ) -> Result<(), Error> {
        let areas = without(area, kept);
        let Some(first) = areas.first() else { return Ok(()) };
        let mut rule = ConditionalFormatBlank::new().invert().set_format(look::filled());
        if areas.len() > 1 {
            let ranges: Vec<String> =
                areas.iter().map(|area| format!("{}:{}", area.from, area.to)).collect();
            rule = rule.set_multi_range(ranges.join(" "));
        }
        let (from, to) = (first.from, first.to);
        self.sheet
            .add_conditional_format(from.row, from.col, to.row, to.col, &rule)
            .map(drop)
            .map_err(failed)
    }
}

/// A rectangle without some of its cells, as rectangles: rows in which nothing is left out stay
/// together, the others are cut.
fn without(area: Area, holes: &BTreeSet<CellRef>) -> Vec<Area> {
    let mut areas = Vec::new();
    let mut whole: Option<u32> = None;
    let (left, right) = (area.from.col, area.to.col);
    let close = |whole: &mut Option<u32>, last: u32, areas: &mut Vec<Area>| {
        if let Some(first) = whole.take() {
            areas.push(Area::new(CellRef::new(first, left), CellRef::new(last, right)));
        }
    };
    for row in area.from.row..=area.to.row {
        let in_row = CellRef::new(row, left)..=CellRef::new(row, right);
        let cut: Vec<u16> = holes.range(in_row).map(|cell| cell.col).collect();
        if cut.is_empty() {
            whole.get_or_insert(row);
            continue;
        }
        close(&mut whole, row.saturating_sub(1), &mut areas);
        let mut from = left;
        for col in cut {
            if col > from {
                areas.push(Area::new(CellRef::new(row, from), CellRef::new(row, col - 1)));
            }
            from = col.saturating_add(1);
        }
        if from <= right {
            areas.push(Area::new(CellRef::new(row, from), CellRef::new(row, right)));
        }
    }
    close(&mut whole, area.to.row, &mut areas);
    areas
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_area_without_some_cells_is_cut_around_them() {
        let cell = |text: &str| CellRef::parse(text).unwrap();
        let area = Area::new(cell("B2"), cell("D5"));
        let shown = |holes: &[&str]| -> Vec<String> {
            let holes = holes.iter().map(|text| cell(text)).collect();
            without(area, &holes).iter().map(|a| format!("{}:{}", a.from, a.to)).collect()
        };
        assert_eq!(shown(&[]), ["B2:D5"]);
        assert_eq!(shown(&["C3", "A9"]), ["B2:D2", "B3:B3", "D3:D3", "B4:D5"]);
        assert_eq!(shown(&["B2", "C2", "D2", "D5"]), ["B3:D4", "B5:C5"]);
    }
}
