// SPDX-License-Identifier: EUPL-1.2
//! The sheet with the numbers of the report one by one: heads in the first row, a value in each row
//! below, numbers as exact as they are, for who reckons with another program.

use super::{Frame, text};
use crate::diag::{CellRef, Error};
use crate::edition::Published;
use crate::workbook::{Area, Face, Look, Sheet, Side};

const WIDTHS: [f64; 10] = [30.0, 30.0, 24.0, 14.0, 14.0, 14.0, 9.0, 9.0, 13.0, 50.0];

pub(super) fn write(frame: &Frame<'_>) -> Result<Sheet, Error> {
    let words = &frame.edition.words.workbook;
    let mut sheet = Sheet::new(&frame.published)?;
    for ((col, width), head) in (0..).zip(WIDTHS).zip(&words.published_heads) {
        sheet.width(col, width)?;
        sheet.text(CellRef::new(0, col), head, Look::Head)?;
    }
    let mut last = 0;
    for (row, value) in (1..).zip(&frame.edition.published) {
        line(&mut sheet, row, value)?;
        last = row;
    }
    sheet.freeze(CellRef::new(1, 0))?;
    frame.print(&mut sheet, (0, 0))?;
    let end = CellRef::new(last, 9);
    sheet.print_area(Area::new(CellRef::new(0, 0), end))?;
    sheet.digits_are_text(Area::new(CellRef::new(0, 0), end))?;
    sheet.tab(true);
    Ok(sheet)
}

fn line(sheet: &mut Sheet, row: u32, value: &Published) -> Result<(), Error> {
    let cell = Look::Published(Face::default());
    let number = Look::Published(Face { side: Side::Right, ..Face::default() });
    for (col, words) in (0..).zip([&value.comparison, &value.row, &value.column]) {
        sheet.text(CellRef::new(row, col), &text::cell(words), cell)?;
    }
    for (col, found) in (3..).zip([value.least, value.point, value.greatest]) {
        let at = CellRef::new(row, col);
        match found {
            Some(found) => sheet.number(at, found.to_f64(), number)?,
            None => sheet.blank(at, number)?,
        }
    }
    for (col, count) in (6..).zip([value.n, value.unknown, value.participants]) {
        #[expect(clippy::cast_precision_loss, reason = "counts")]
        sheet.number(CellRef::new(row, col), count as f64, number)?;
    }
    sheet.text(CellRef::new(row, 9), &text::cell(&value.text), cell)
}
