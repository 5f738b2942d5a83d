// SPDX-License-Identifier: EUPL-1.2
//! The first sheet: what the workbook is, how it is read, and a link to every sheet.

use super::parts::Part;
use super::{Frame, text};
use crate::diag::{CellRef, Error, say, say_with};
use crate::workbook::{Area, Face, Look, Sheet};

/// Width of the sheet in digits.
const WIDTHS: [f64; 3] = [34.0, 80.0, 40.0];
const WIDTH: usize = 150;

pub(super) fn write(
    frame: &Frame<'_>,
    parts: &[Part<'_>],
    has_charts: bool,
) -> Result<Sheet, Error> {
    let document = frame.document;
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
    put(&mut sheet, &document.title, WIDTH * 3 / 4, Look::Caption)?;
    if let Some(subtitle) = &document.subtitle {
        put(&mut sheet, subtitle, WIDTH, Look::Line)?;
    }
    let by: Vec<&str> =
        document.publisher.as_deref().into_iter().chain([document.date.as_str()]).collect();
    put(&mut sheet, &by.join(" – "), WIDTH, Look::Line)?;
    for notice in &document.notices {
        put(&mut sheet, notice, WIDTH, Look::Line)?;
    }
    put(&mut sheet, &say("xlsx-how"), WIDTH, Look::TableTitle)?;
    let sources = say_with("xlsx-how-sources", &[("sheet", &frame.sources)]);
    for key in ["xlsx-how-sheets", "xlsx-how-numbers", "xlsx-how-empty"] {
        put(&mut sheet, &say(key), WIDTH, Look::Line)?;
    }
    put(&mut sheet, &sources, WIDTH, Look::Line)?;
    let head = put(&mut sheet, &document.words.made_with, WIDTH, Look::LineMuted)? + 1;
    for (col, key) in (0..).zip(["xlsx-sheet", "xlsx-title", "xlsx-chapter"]) {
        sheet.text(CellRef::new(head, col), &say(key), Look::Head)?;
    }
    let mut rows: Vec<(&str, String, &str)> =
        parts.iter().map(|part| (part.sheet.as_str(), part.title(), part.chapter)).collect();
    if has_charts {
        rows.push((&frame.chart_data, say("xlsx-chart-data-intro"), ""));
    }
    if !document.sources.is_empty() {
        rows.push((&frame.sources, document.words.sources_intro.clone(), ""));
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
