// SPDX-License-Identifier: EUPL-1.2
//! The sheet of a table: caption, heads, rows, notes; at its right the sources of its values.

use super::parts::Part;
use super::{Frame, Used, cell, chart, text};
use crate::diag::{CellRef, Error};
use crate::edition::{Row, Table, Value};
use crate::workbook::{Area, Face, Look, Sheet, Side};

/// A printed sheet is at least so many digits wide: captions run on over it.
const LEAST_WIDTH: f64 = 96.0;
/// Width of a column with sources.
const SOURCE_WIDTH: f64 = 16.0;

/// Where things stand on a sheet.
struct Plan<'a> {
    table: &'a Table,
    /// Columns after the stub.
    columns: u16,
    /// Columns with sources, 0 is the stub, and the column of the sheet in which they stand.
    sources: Vec<(usize, u16)>,
    /// Label above each column, 0 is the stub.
    spanners: Vec<String>,
}

pub(super) fn write(
    frame: &Frame<'_>,
    part: &Part<'_>,
    data: &mut chart::Data,
    used: &mut Used,
) -> Result<Sheet, Error> {
    let mut sheet = Sheet::new(&part.sheet)?;
    let plan = plan(part.table)?;
    let width = plan.set_widths(&mut sheet)?;
    let words = &frame.edition.words;
    let mut below = vec![part.chapter.to_owned()];
    below.extend(part.figure.map(|figure| figure.below.clone()));
    // What the numbers rest on stands above them, the notes below.
    let (base, notes): (Vec<_>, Vec<_>) =
        part.table.notes.iter().partition(|(word, _)| *word == words.base);
    let told =
        |(_, text): &&&(String, String)| !below.iter().any(|line| line.contains(text.as_str()));
    let base: Vec<String> =
        base.iter().filter(told).map(|(word, text)| format!("{word}: {text}")).collect();
    below.extend(base);
    let head = frame.head(&mut sheet, &part.title(), width, &below)?;
    let body = plan.heads(&mut sheet, head, frame)?;
    let mut row = plan.body(&mut sheet, body, frame, (part.at, used))?;
    sheet.freeze(CellRef::new(body, 1))?;
    frame.print(&mut sheet, (head, body - 1))?;
    if row > body {
        let digits = Area::new(CellRef::new(body, 0), CellRef::new(row - 1, plan.columns));
        sheet.digits_are_text(digits)?;
    }
    row += 1;
    for (word, note) in notes {
        for line in text::wrapped(&format!("{word}: {note}"), width) {
            sheet.text(CellRef::new(row, 0), &line, Look::LineMuted)?;
            row += 1;
        }
    }
    row = chart::write(&mut sheet, row, width, part, data, &words.workbook)?;
    sheet.print_area(Area::new(CellRef::new(0, 0), CellRef::new(row, plan.columns + 1)))?;
    Ok(sheet)
}

fn plan(table: &Table) -> Result<Plan<'_>, Error> {
    let columns = table.columns.len();
    let has_source = |at: usize| {
        table.rows.iter().any(|row| match at {
            0 => row.label.source.is_some(),
            at => {
                row.cells.get(at - 1).is_some_and(|c| c.values.iter().any(|v| v.source.is_some()))
            }
        })
    };
    let too_wide = |_| Error::user("xlsx-too-wide", &[("title", &table.caption.text)]);
    // Room for the columns, an empty one, and as many of sources.
    u16::try_from(2 * columns + 3).map_err(too_wide)?;
    let columns = u16::try_from(columns).map_err(too_wide)?;
    let sourced = (0..=usize::from(columns)).filter(|at| has_source(*at));
    let sources = sourced.zip(columns + 2..).collect();
    let mut spanners = vec![String::new()];
    for spanner in &table.spanners {
        spanners.extend(std::iter::repeat_n(spanner.label.clone(), spanner.span));
    }
    spanners.resize(usize::from(columns) + 1, String::new());
    Ok(Plan { table, columns, sources, spanners })
}

impl Plan<'_> {
    /// Sets the columns' widths and gives the printed width in digits. The empty column before
    /// the sources is as wide as the page needs.
    fn set_widths(&self, sheet: &mut Sheet) -> Result<usize, Error> {
        for (col, width) in (0..).zip(&self.table.sheet) {
            sheet.width(col, *width)?;
        }
        let total: f64 = self.table.sheet.iter().sum();
        let gap = (LEAST_WIDTH - total).max(3.0);
        sheet.width(self.columns + 1, gap)?;
        for (_, col) in &self.sources {
            sheet.width(*col, SOURCE_WIDTH)?;
        }
        if let (Some((_, first)), Some((_, last))) = (self.sources.first(), self.sources.last()) {
            sheet.foldable(*first, *last)?;
        }
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a few hundred"
        )]
        Ok((total + gap) as usize)
    }

    /// Spanners, repeated over each of their columns, and labels. Gives the first row below.
    fn heads(&self, sheet: &mut Sheet, from: u32, frame: &Frame<'_>) -> Result<u32, Error> {
        let mut row = from;
        if self.spanners.iter().any(|spanner| !spanner.is_empty()) {
            for (col, spanner) in (0..).zip(&self.spanners) {
                let look = if spanner.is_empty() { Look::Head } else { Look::Spanner };
                sheet.text(CellRef::new(row, col), &text::cell(spanner), look)?;
            }
            let labels = self.spanners.iter().map(String::as_str);
            self.set_height(sheet, row, labels.zip(self.table.sheet.iter().copied()))?;
            row += 1;
        }
        for col in 0..=self.columns {
            let (label, look) = self.label(usize::from(col));
            sheet.text(CellRef::new(row, col), &text::cell(label), look)?;
        }
        let mut heads = Vec::new();
        for (at, col) in &self.sources {
            let spanner = self.spanners.get(*at).map(String::as_str).unwrap_or_default();
            let label = match (spanner, self.label(*at).0) {
                ("", label) => label.to_owned(),
                (spanner, label) => format!("{spanner} – {label}"),
            };
            let label = text::cell(&frame.edition.words.workbook.sources_of(&label));
            sheet.text(CellRef::new(row, *col), &label, Look::SourceHead)?;
            heads.push(label);
        }
        let labels = (0..).zip(&self.table.sheet).map(|(at, width)| (self.label(at).0, *width));
        // The heads of the sources have smaller letters.
        let small = heads.iter().map(|label| (label.as_str(), SOURCE_WIDTH * 1.3));
        self.set_height(sheet, row, labels.chain(small))?;
        Ok(row + 1)
    }

    fn set_height<'a>(
        &self,
        sheet: &mut Sheet,
        row: u32,
        texts: impl IntoIterator<Item = (&'a str, f64)>,
    ) -> Result<(), Error> {
        text::height(texts).map_or(Ok(()), |height| sheet.height(row, height))
    }

    fn label(&self, at: usize) -> (&str, Look) {
        match at.checked_sub(1) {
            None => (&self.table.stub_head, Look::Head),
            Some(at) => self.table.columns.get(at).map_or(("", Look::Head), |column| {
                let right = cell::side(column.align) == Side::Right;
                (&column.label, if right { Look::HeadRight } else { Look::Head })
            }),
        }
    }

    /// The rows. Gives the first row below.
    fn body(
        &self,
        sheet: &mut Sheet,
        from: u32,
        frame: &Frame<'_>,
        (part, used): (usize, &mut Used),
    ) -> Result<u32, Error> {
        let mut at = from;
        for row in &self.table.rows {
            if let Some(group) = row.group.label() {
                let area = Area::new(CellRef::new(at, 0), CellRef::new(at, self.columns));
                sheet.fill(area, Look::Group)?;
                sheet.text(CellRef::new(at, 0), &text::cell(group), Look::Group)?;
                at += 1;
            }
            for col in 0..=self.columns {
                let values = values(row, usize::from(col));
                let face = self.face(row, usize::from(col));
                cell::write(sheet, CellRef::new(at, col), &values, face, &frame.edition.words)?;
                for source in values.iter().filter_map(|value| value.source) {
                    used.entry(source).or_insert((part, CellRef::new(at, col)));
                }
            }
            let texts = (0..=usize::from(self.columns)).map(|at| {
                values(row, at)
                    .into_iter()
                    .map(|value| cell::words(value, &frame.edition.words))
                    .collect::<Vec<_>>()
                    .join("\n")
            });
            let texts: Vec<String> = texts.collect();
            let texts = texts.iter().map(String::as_str);
            self.set_height(sheet, at, texts.zip(self.table.sheet.iter().copied()))?;
            for (column, col) in &self.sources {
                self.source(sheet, CellRef::new(at, *col), &values(row, *column), frame)?;
            }
            at += 1;
        }
        Ok(at)
    }

    fn face(&self, row: &Row, at: usize) -> Face {
        let column = at.checked_sub(1);
        let align = column.and_then(|at| self.table.columns.get(at)).map(|column| column.align);
        Face {
            side: align.map_or(Side::Left, cell::side),
            shade: column.and_then(|at| row.cells.get(at)).and_then(|cell| cell.shade),
            total: row.total,
            head: at == 0,
            aside: false,
        }
    }

    /// The numbers of the sources; a cell has one link, which leads to the first.
    fn source(
        &self,
        sheet: &mut Sheet,
        at: CellRef,
        values: &[&Value],
        frame: &Frame<'_>,
    ) -> Result<(), Error> {
        let numbers: Vec<usize> = values.iter().filter_map(|value| value.source).collect();
        match numbers.as_slice() {
            [] => Ok(()),
            [first, ..] => {
                let to = super::annex::row(frame, *first);
                let text: Vec<String> = numbers.iter().map(ToString::to_string).collect();
                let to = (frame.sources.as_str(), CellRef::new(to, 0));
                sheet.link(at, to, &text.join(", "), Look::SourceLink)?;
                match text.as_slice() {
                    [first, rest @ ..] if !rest.is_empty() => {
                        let words = &frame.edition.words.workbook;
                        sheet.note(at, &words.several_sources(first, &rest.join(", ")))
                    }
                    _ => Ok(()),
                }
            }
        }
    }
}

fn values(row: &Row, at: usize) -> Vec<&Value> {
    match at.checked_sub(1) {
        None => vec![&row.label],
        Some(at) => row.cells.get(at).map(|cell| cell.values.iter().collect()).unwrap_or_default(),
    }
}
