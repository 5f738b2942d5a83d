// SPDX-License-Identifier: EUPL-1.2
//! Bars and lines that the spreadsheet program draws itself, below their table; what it has no
//! chart for stands there as the report's picture.
//!
//! A figure may draw another selection than its table shows, and a step has twice as many points:
//! what is drawn stands on a sheet of its own.

use super::parts::Part;
use super::{Frame, text};
use crate::diag::{CellRef, Error};
use crate::edition::{Figure, WorkbookWords};
use crate::figures::{self, Bar, Bars, Chart, Lines, Picture, Series, Tone};
use crate::palette::Colour;
use crate::workbook::{
    Area, Face, Look, NativeChart, NativeKind, NativeSeries, Number, Sheet, SheetPicture, Side,
};

/// More bars or points are no drawing any more.
const MOST: usize = 600;
/// Height of a row in pixels.
const ROW: u32 = 20;
/// Pixels of a picture for each pixel of the drawing.
const SCALE: f32 = 2.0;
/// Width of a column of numbers.
const WIDTH: f64 = 18.0;

/// The sheet with what is drawn.
pub(super) struct Data {
    sheet: Sheet,
    name: String,
    row: u32,
    used: bool,
}

impl Data {
    /// A sheet with its head.
    pub(super) fn begin(frame: &Frame<'_>) -> Result<Self, Error> {
        let mut sheet = Sheet::new(&frame.chart_data)?;
        sheet.width(0, 44.0)?;
        for col in 1..40 {
            sheet.width(col, WIDTH)?;
        }
        let words = &frame.edition.words.workbook;
        let intro = std::slice::from_ref(&words.chart_data_intro);
        let row = frame.head(&mut sheet, &words.chart_data, 130, intro)? + 1;
        frame.print(&mut sheet, (0, 0))?;
        sheet.tab(true);
        Ok(Data { sheet, name: frame.chart_data.clone(), row, used: false })
    }

    pub(super) fn is_used(&self) -> bool {
        self.used
    }

    pub(super) fn finish(self) -> Result<Sheet, Error> {
        Ok(self.sheet)
    }

    /// Title and heads of a block. Gives the row of the heads.
    fn block(&mut self, title: &str, heads: &[String]) -> Result<u32, Error> {
        self.used = true;
        self.sheet.text(CellRef::new(self.row, 0), &text::line(title), Look::TableTitle)?;
        let row = self.row + 1;
        for (col, head) in (0..).zip(heads) {
            let look = if col == 0 { Look::Head } else { Look::HeadRight };
            self.sheet.text(CellRef::new(row, col), &text::cell(head), look)?;
        }
        if let Some(height) = text::height(heads.iter().map(|head| (head.as_str(), WIDTH))) {
            self.sheet.height(row, height)?;
        }
        self.row = row + 1;
        Ok(row)
    }

    fn number(&mut self, at: CellRef, number: f64) -> Result<(), Error> {
        let face = Face { side: Side::Right, ..Face::default() };
        self.sheet.number(at, number, Look::Published(face).with(Number::General))
    }
}

/// Draws a part's figure at a row, when it is one of bars or lines. Gives the first row below.
pub(super) fn write(
    sheet: &mut Sheet,
    row: u32,
    width: usize,
    part: &Part<'_>,
    data: &mut Data,
    words: &WorkbookWords,
) -> Result<u32, Error> {
    let Some(figure) = part.figure else { return Ok(row) };
    let drawn = match &figure.chart {
        Chart::Bars(bars) => bars_of(bars, &part.title(), data, words)?,
        Chart::Lines(lines) => lines_of(lines, &part.title(), data)?,
        Chart::HeatMap(_) | Chart::Timeline(_) | Chart::Tree(_) | Chart::Map(_) => None,
    };
    let Some((mut chart, not_drawn)) = drawn else { return pictured(sheet, row, width, figure) };
    let mut row = row + 1;
    if !not_drawn.is_empty() {
        let list = words.without_bar(&not_drawn.join("; "));
        for line in text::wrapped(&list, width) {
            sheet.text(CellRef::new(row, 0), &line, Look::LineMuted)?;
            row += 1;
        }
    }
    chart.title = text::line(&figure.caption.text);
    // As wide as what is printed.
    chart.size.0 = u32::try_from(width * 7).unwrap_or(0).clamp(640, 1100);
    chart.alternative = text::line(&figure.alternative);
    sheet.chart(CellRef::new(row, 0), &chart)?;
    Ok(row + chart.size.1 / ROW + 2)
}

/// Puts a figure that the program cannot draw itself on the sheet as the report's picture. Gives
/// the first row below.
fn pictured(sheet: &mut Sheet, row: u32, width: usize, figure: &Figure) -> Result<u32, Error> {
    let sheets = figure.sheets();
    let sheets = sheets.iter().filter_map(|drawing| figures::picture(drawing, SCALE));
    let mut row = row;
    for picture in sheets {
        row = one_picture(sheet, row, width, (picture, figure))?;
    }
    Ok(row)
}

/// Puts a picture on the sheet. Gives the first row below.
fn one_picture(
    sheet: &mut Sheet,
    row: u32,
    width: usize,
    (picture, figure): (Picture, &Figure),
) -> Result<u32, Error> {
    let (from, row) = (row + 1, row + 1);
    let widest = f32::from(u16::try_from(width * 7).unwrap_or(1100).clamp(640, 1100));
    let scale = (widest / picture.width).min(1.0);
    let size = (f64::from(picture.width * scale), f64::from(picture.height * scale));
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "pixels of a drawing"
    )]
    let rows = (size.1 / f64::from(ROW)).ceil() as u32;
    let alternative = text::line(&figure.alternative);
    sheet.picture(CellRef::new(from, 0), &SheetPicture { png: picture.png, alternative, size })?;
    Ok(row + rows + 2)
}

type Drawn = Option<(NativeChart, Vec<String>)>;

fn bars_of(
    bars: &Bars,
    title: &str,
    data: &mut Data,
    words: &WorkbookWords,
) -> Result<Drawn, Error> {
    let (rows, series) = (bars.categories.len(), bars.series.len());
    let Some(colours) = colours(bars) else { return Ok(None) };
    if rows == 0 || series == 0 || rows * series > MOST {
        return Ok(None);
    }
    let mut heads = vec![bars.axis.clone()];
    heads.extend(bars.series.iter().map(|series| series.name.clone()));
    // A mark of what may come on top would lie on the next part of a stacked bar.
    let uncertain = |series: &Series| !bars.stacked && series.values.iter().any(is_range);
    let uncertain: Vec<bool> = bars.series.iter().map(uncertain).collect();
    let beyond = bars.series.iter().zip(&uncertain).filter(|(_, uncertain)| **uncertain);
    heads.extend(beyond.map(|(s, _)| words.beyond(&s.name)));
    let head = data.block(title, &heads)?;
    let from = data.row;
    for (at, (row, category)) in (from..).zip(&bars.categories).enumerate() {
        let category = category_of(bars, at, category);
        let label = Look::Published(Face { head: true, ..Face::default() });
        data.sheet.text(CellRef::new(row, 0), &text::cell(&category), label)?;
    }
    let last = from + u32::try_from(rows - 1).unwrap_or(0);
    let area = |col| Area::new(CellRef::new(from, col), CellRef::new(last, col));
    let mut not_drawn = Vec::new();
    let mut drawn = Vec::new();
    let mut extra = u16::try_from(series + 1).unwrap_or(u16::MAX);
    let all = (1..).zip(&bars.series).zip(&uncertain).zip(colours);
    for (((col, series), uncertain), colour) in all {
        let mut labels = Vec::new();
        for (row, (category, bar)) in (from..).zip(bars.categories.iter().zip(&series.values)) {
            let (length, beyond, label) = parts(bar);
            if let Some(length) = length {
                data.number(CellRef::new(row, col), length)?;
            } else if let Some(why) = label.as_ref().filter(|_| bars.series.len() > 1) {
                not_drawn.push(format!("{category}, {}: {why}", series.name));
            }
            if let Some(beyond) = beyond.filter(|_| *uncertain) {
                data.number(CellRef::new(row, extra), beyond)?;
            }
            let shown = length.is_some() && beyond.is_none() && !bars.stacked;
            labels.push(label.filter(|_| shown).map(|label| text::line(&label)));
        }
        drawn.push(NativeSeries {
            sheet: data.name.clone(),
            name: CellRef::new(head, col),
            along: area(0),
            values: area(col),
            beyond: uncertain.then(|| area(extra)),
            colour,
            labels,
        });
        extra += u16::from(*uncertain);
    }
    data.row = last + 2;
    let bars_high = if bars.stacked { rows } else { rows * series };
    let height = u32::try_from(bars_high * 20 + rows * 14).unwrap_or(0).clamp(160, 2400) + 150;
    let chart = NativeChart {
        kind: NativeKind::Bars { stacked: bars.stacked },
        title: String::new(),
        alternative: String::new(),
        values_axis: text::line(&bars.axis),
        other_axis: String::new(),
        reach: reach(bars),
        series: drawn,
        size: (860, height),
    };
    Ok(Some((chart, not_drawn)))
}

fn is_range(bar: &Bar) -> bool {
    matches!(parts(bar).1, Some(beyond) if beyond > 0.0)
}

/// A category with what its only bar cannot show: an interval, or that nothing is known.
fn category_of(bars: &Bars, at: usize, category: &str) -> String {
    let [series] = bars.series.as_slice() else { return category.to_owned() };
    match series.values.get(at) {
        Some(Bar::Between(_, _, text) | Bar::Unknown(text)) => format!("{category} ({text})"),
        _ => category.to_owned(),
    }
}

/// How far the bars and what may come on top reach, rounded up; none when programs see it.
fn reach(bars: &Bars) -> Option<f64> {
    let values = bars.series.iter().flat_map(|series| &series.values);
    let ends = values.filter_map(|bar| parts(bar).0.map(|least| (least, parts(bar).1)));
    let ends: Vec<(f64, Option<f64>)> = ends.collect();
    let most = ends.iter().map(|(least, beyond)| least + beyond.unwrap_or(0.0)).fold(0.0, f64::max);
    let uncertain = !bars.stacked && ends.iter().any(|(_, beyond)| beyond.is_some());
    let step = 10_f64.powf(most.log10().floor()) / 2.0;
    (uncertain && most > 0.0).then(|| (most * 1.02 / step).ceil() * step)
}

/// The sure length, what may come on top, and the text beside it. What is unknown has no length.
fn parts(bar: &Bar) -> (Option<f64>, Option<f64>, Option<String>) {
    match bar {
        Bar::Known(number, text) => {
            (Some(*number).filter(|n| n.is_finite()), None, Some(text.clone()))
        }
        Bar::Between(least, greatest, text) if least.is_finite() && greatest.is_finite() => {
            (Some(*least), Some(greatest - least), Some(text.clone()))
        }
        Bar::Between(_, _, text) | Bar::Unknown(text) => (None, None, Some(text.clone())),
        Bar::Nothing => (None, None, None),
    }
}

/// The colours that the series have in the report's own drawing; none where it has not enough of
/// them and parts them by other means.
fn colours(bars: &Bars) -> Option<Vec<Colour>> {
    let highest = |tone: Tone| {
        let colours = bars.series.iter().filter(|s| s.tone == tone).map(|s| s.colour);
        colours.max().unwrap_or(0)
    };
    let of = |series: &Series| figures::colour(series.colour, highest(series.tone), series.tone);
    bars.series.iter().map(of).collect()
}

fn lines_of(lines: &Lines, title: &str, data: &mut Data) -> Result<Drawn, Error> {
    let points: usize = lines.lines.iter().map(|line| line.points.len()).sum();
    if points == 0 || points > MOST * 4 {
        return Ok(None);
    }
    let highest = lines.lines.iter().map(|line| line.colour).max().unwrap_or(0);
    let of_all = lines.lines.iter().map(|line| line.colour);
    let colours = of_all.map(|colour| figures::colour(colour, highest, Tone::Category));
    // Known before anything is written, as what is written stays.
    let Some(colours) = colours.collect::<Option<Vec<Colour>>>() else { return Ok(None) };
    let mut drawn = Vec::new();
    let heads = lines.lines.iter().flat_map(|line| [lines.x_axis.clone(), line.name.clone()]);
    let heads: Vec<String> = heads.collect();
    let head = data.block(title, &heads)?;
    let from = data.row;
    let mut below = from;
    for ((number, line), colour) in (0_u16..).zip(&lines.lines).zip(colours) {
        let points = line.points.iter().filter(|(x, _)| x.is_finite());
        let (x_col, y_col) = (number * 2, number * 2 + 1);
        let mut row = from;
        for (x, y) in points {
            data.number(CellRef::new(row, x_col), *x)?;
            if let Some(y) = y.filter(|y| y.is_finite()) {
                data.number(CellRef::new(row, y_col), y)?;
            }
            row += 1;
        }
        if row == from {
            continue;
        }
        let area = |col| Area::new(CellRef::new(from, col), CellRef::new(row - 1, col));
        drawn.push(NativeSeries {
            sheet: data.name.clone(),
            name: CellRef::new(head, y_col),
            along: area(x_col),
            values: area(y_col),
            beyond: None,
            colour,
            labels: Vec::new(),
        });
        below = below.max(row);
    }
    data.row = below + 2;
    let chart = NativeChart {
        kind: NativeKind::Lines { log: lines.log_x },
        title: String::new(),
        alternative: String::new(),
        values_axis: text::line(&lines.y_axis),
        other_axis: text::line(&lines.x_axis),
        reach: None,
        series: drawn,
        size: (860, 460),
    };
    Ok(Some((chart, Vec::new())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_unknown_has_no_length() {
        assert_eq!(parts(&Bar::Unknown("n.d.".to_owned())).0, None);
        assert_eq!(parts(&Bar::Between(2.0, 5.0, String::new())).1, Some(3.0));
        assert_eq!(parts(&Bar::Between(2.0, f64::INFINITY, "≥ 2".to_owned())).0, None);
    }
}
