// SPDX-License-Identifier: EUPL-1.2
//! The last sheet: the sources, one row each, as the tables name them by number.

use super::parts::Part;
use super::{Frame, Used, text};
use crate::diag::{CellRef, Error};
use crate::edition::Sources;
use crate::workbook::{Area, Face, Look, Sheet, Side};

const WIDTHS: [f64; 6] = [8.0, 60.0, 24.0, 70.0, 40.0, 14.0];
const WIDTH: usize = 200;

/// The row of a source, counted from 1, on this sheet.
pub(super) fn row(frame: &Frame<'_>, number: usize) -> u32 {
    let row = u32::try_from(number).unwrap_or(u32::MAX - 99);
    frame.edition.sources.as_ref().map_or(0, head) + row
}

/// The row with the heads: below title, introduction and link.
fn head(sources: &Sources) -> u32 {
    let title = text::wrapped(&sources.title, WIDTH * 3 / 4).len();
    let intro = text::wrapped(&sources.intro, WIDTH).len();
    u32::try_from(title + intro + 1).unwrap_or(0)
}

pub(super) fn write(
    frame: &Frame<'_>,
    sources: &Sources,
    parts: &[Part<'_>],
    used: &Used,
) -> Result<Sheet, Error> {
    let mut sheet = Sheet::new(&frame.sources)?;
    for (col, width) in (0..).zip(WIDTHS) {
        sheet.width(col, width)?;
    }
    let intro = std::slice::from_ref(&sources.intro);
    let head = frame.head(&mut sheet, &sources.title, WIDTH, intro)?;
    let [to_sheet, ..] = &frame.edition.words.workbook.heads;
    for (col, label) in (0..).zip(sources.heads.iter().chain([to_sheet])) {
        sheet.text(CellRef::new(head, col), &text::cell(label), Look::Head)?;
    }
    let cell = Look::Published(Face::default());
    let number = Look::Published(Face { side: Side::Right, head: true, ..Face::default() });
    let mut last = head;
    for source in sources.rows() {
        let row = row(frame, source.number);
        last = row;
        let at = |col| CellRef::new(row, col);
        #[expect(clippy::cast_precision_loss, reason = "rows of a sheet")]
        sheet.number(at(0), source.number as f64, number)?;
        let label = text::cell(&source.label);
        sheet.text(at(1), &label, cell)?;
        let value = text::cell(&source.value);
        let cells = text::cell(&source.cells.join("\n"));
        let steps = text::cell(&source.steps.join("\n"));
        let texts = [&label, &value, &cells, &steps];
        for (col, text) in (2..).zip(&texts[1..]) {
            sheet.text(at(col), text, cell)?;
        }
        match used.get(&source.number).and_then(|(n, to)| Some((parts.get(*n)?, *to))) {
            Some((part, to)) => {
                let short = part.sheet.split(' ').next().unwrap_or_default();
                let to_part = (part.sheet.as_str(), to);
                sheet.link(at(5), to_part, &format!("{short} {to}"), Look::CellLink)?;
            }
            None => sheet.blank(at(5), cell)?,
        }
        let texts = texts.into_iter().map(String::as_str);
        if let Some(height) = text::height(texts.zip(WIDTHS.into_iter().skip(1))) {
            sheet.height(row, height)?;
        }
    }
    sheet.freeze(CellRef::new(head + 1, 1))?;
    frame.print(&mut sheet, (head, head))?;
    let last = CellRef::new(last, 5);
    sheet.print_area(Area::new(CellRef::new(0, 0), last))?;
    sheet.digits_are_text(Area::new(CellRef::new(head + 1, 0), last))?;
    sheet.tab(true);
    Ok(sheet)
}
