// SPDX-License-Identifier: EUPL-1.2
//! The first sheet: what the workbook is, how it is read, and a link to every sheet.

use super::parts::Part;
use super::{Frame, text};
use crate::diag::{CellRef, Error};
use crate::workbook::{Area, Face, Look, Sheet};

/// Width of the sheet in digits.
const WIDTHS: [f64; 3] = [34.0, 80.0, 40.0];
const WIDTH: usize = 150;

pub(super) fn write(
    frame: &Frame<'_>,
    parts: &[Part<'_>],
    has_charts: bool,
) -> Result<Sheet, Error> {
    let edition = frame.edition;
    let words = &edition.words.workbook;
    let mut sheet = Sheet::new(&frame.contents)?;
    for (col, width) in (0..).zip(WIDTHS) {
        sheet.width(col, width)?;
    }
    let mut row = 0;
    let mut put = |sheet: &mut Sheet, text: &str, width: usize, look: Look| {
        for line in text::wrapped(text, width) {
            sheet.text(CellRef::new(row, 0), &line, look)?;
            row += 1;
        }
        Ok::<u32, Error>(row)
    };
    put(&mut sheet, &edition.title, WIDTH * 3 / 4, Look::Caption)?;
    if let Some(subtitle) = &edition.subtitle {
        put(&mut sheet, subtitle, WIDTH, Look::Line)?;
    }
    put(&mut sheet, &edition.by, WIDTH, Look::Line)?;
    for notice in &edition.notices {
        put(&mut sheet, notice, WIDTH, Look::Line)?;
    }
    put(&mut sheet, &words.how, WIDTH, Look::TableTitle)?;
    for line in words.how_lines.iter().chain([&words.how_sources(&frame.sources)]) {
        put(&mut sheet, line, WIDTH, Look::Line)?;
    }
    let head = put(&mut sheet, &edition.words.made_with, WIDTH, Look::LineMuted)? + 1;
    for (col, label) in (0..).zip(&words.heads) {
        sheet.text(CellRef::new(head, col), label, Look::Head)?;
    }
    let mut rows: Vec<(&str, String, &str)> =
        parts.iter().map(|part| (part.sheet.as_str(), part.title(), part.chapter)).collect();
    if has_charts {
        rows.push((&frame.chart_data, words.chart_data_intro.clone(), ""));
    }
    if let Some(sources) = &edition.sources {
        rows.push((&frame.sources, sources.intro.clone(), ""));
    }
    if !edition.published.is_empty() {
        rows.push((&frame.published, words.published_intro.clone(), ""));
    }
    let mut row = head + 1;
    let cell = Look::Published(Face::default());
    for (name, title, chapter) in rows {
        sheet.link(CellRef::new(row, 0), (name, CellRef::new(0, 0)), name, Look::CellLink)?;
        let (title, chapter) = (text::line(&title), text::line(chapter));
        sheet.text(CellRef::new(row, 1), &title, cell)?;
        sheet.text(CellRef::new(row, 2), &chapter, cell)?;
        let texts = [(title.as_str(), WIDTHS[1]), (chapter.as_str(), WIDTHS[2])];
        if let Some(height) = text::height(texts) {
            sheet.height(row, height)?;
        }
        row += 1;
    }
    frame.print(&mut sheet, (head, head))?;
    sheet.print_area(Area::new(CellRef::new(0, 0), CellRef::new(row, 2)))?;
    sheet.tab(true);
    sheet.activate();
    Ok(sheet)
}
