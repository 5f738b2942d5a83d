// SPDX-License-Identifier: EUPL-1.2
//! Charts that a spreadsheet program draws itself, from cells.

use super::book::{Area, failed};
use super::rules::cut;
use super::sheet::Sheet;
use crate::diag::{CellRef, Error};
use crate::palette::{self, Colour};
use rust_xlsxwriter::{
    Chart, ChartAxisLabelPosition, ChartDataLabel, ChartErrorBars, ChartErrorBarsType, ChartFont,
    ChartFormat, ChartLegendPosition, ChartLine, ChartRange, ChartSolidFill, ChartType, Color,
    Image,
};

const INK: Color = Color::RGB(palette::TITLE.rgb());
/// Most characters of an alternative text.
const ALTERNATIVE_LIMIT: usize = 255;
const GRID: Color = Color::RGB(palette::GRID.rgb());

/// A chart.
#[derive(Debug, Clone, PartialEq)]
pub struct NativeChart {
    /// Its kind.
    pub kind: NativeKind,
    /// Title.
    pub title: String,
    /// What it shows, for who does not see it.
    pub alternative: String,
    /// Along the values, with the unit.
    pub values_axis: String,
    /// Along what is measured; empty for categories.
    pub other_axis: String,
    /// How far the axis of the values must reach; none leaves it to the program.
    pub reach: Option<f64>,
    /// The series, in the order of their drawing.
    pub series: Vec<NativeSeries>,
    /// Width and height in pixels.
    pub size: (u32, u32),
}

/// Kinds of charts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NativeKind {
    /// Horizontal bars, first category on top.
    Bars {
        /// One behind the other instead of one below the other.
        stacked: bool,
    },
    /// Lines over numbers.
    Lines {
        /// Logarithmic horizontal axis.
        log: bool,
    },
}

/// A series, in cells of one sheet.
#[derive(Debug, Clone, PartialEq)]
pub struct NativeSeries {
    /// The sheet.
    pub sheet: String,
    /// Cell with its name.
    pub name: CellRef,
    /// Categories, or numbers along.
    pub along: Area,
    /// Values.
    pub values: Area,
    /// How much further each value may reach.
    pub beyond: Option<Area>,
    /// Colour, `0xRRGGBB`.
    pub colour: Colour,
    /// What stands at each value; none where nothing is drawn.
    pub labels: Vec<Option<String>>,
}

impl Sheet {
    /// Puts a chart on the sheet, its corner at a cell.
    pub fn chart(&mut self, at: CellRef, chart: &NativeChart) -> Result<(), Error> {
        self.sheet.insert_chart(at.row, at.col, &drawn(chart)).map(drop).map_err(failed)
    }
}

/// A picture for the sheet.
#[derive(Debug, Clone, PartialEq)]
pub struct SheetPicture {
    /// The file, PNG.
    pub png: Vec<u8>,
    /// What it shows, for who does not see it.
    pub alternative: String,
    /// Width and height on the sheet, in pixels.
    pub size: (f64, f64),
}

impl Sheet {
    /// Puts a picture on the sheet, its corner at a cell.
    pub fn picture(&mut self, at: CellRef, picture: &SheetPicture) -> Result<(), Error> {
        let (width, height) = picture.size;
        let image = Image::new_from_buffer(&picture.png)
            .map_err(failed)?
            .set_scale_to_size(width, height, true)
            .set_alt_text(cut(&picture.alternative, ALTERNATIVE_LIMIT));
        self.sheet.insert_image(at.row, at.col, &image).map(drop).map_err(failed)
    }
}

fn drawn(from: &NativeChart) -> Chart {
    let mut chart = Chart::new(match from.kind {
        NativeKind::Bars { stacked: false } => ChartType::Bar,
        NativeKind::Bars { stacked: true } => ChartType::BarStacked,
        NativeKind::Lines { .. } => ChartType::ScatterStraightWithMarkers,
    });
    chart.title().set_name(&literal(&from.title)).set_font(&font(12, true));
    chart
        .set_alt_text(cut(&from.alternative, ALTERNATIVE_LIMIT))
        .set_width(from.size.0)
        .set_height(from.size.1);
    for series in &from.series {
        add(&mut chart, from.kind, series);
    }
    axes(&mut chart, from);
    if from.series.len() > 1 {
        chart.legend().set_position(ChartLegendPosition::Bottom).set_font(&font(10, false));
    } else {
        chart.legend().set_hidden();
    }
    chart
}

fn axes(chart: &mut Chart, from: &NativeChart) {
    let (values, other) = (literal(&from.values_axis), literal(&from.other_axis));
    let bars = matches!(from.kind, NativeKind::Bars { .. });
    // The library calls the horizontal axis x: for bars that of the values.
    let along = if bars { chart.x_axis() } else { chart.y_axis() };
    along.set_name(&values).set_name_font(&font(10, false)).set_font(&font(10, false));
    along.set_num_format("#,##0.##").set_major_gridlines(true);
    along.set_major_gridlines_line(ChartLine::new().set_color(GRID));
    if bars {
        // With the first category on top, the values' axis stands on top too but for this.
        along.set_min(0).set_label_position(ChartAxisLabelPosition::High);
        // Programs look at the bars alone, not at what may come on top.
        if let Some(reach) = from.reach {
            along.set_max(reach);
        }
    }
    let across = if bars { chart.y_axis() } else { chart.x_axis() };
    across.set_font(&font(10, false)).set_name_font(&font(10, false)).set_major_gridlines(false);
    if !other.is_empty() {
        across.set_name(&other);
    }
    match from.kind {
        NativeKind::Bars { .. } => {
            across.set_reverse();
        }
        NativeKind::Lines { log } => {
            across.set_num_format("#,##0.##");
            if log {
                across.set_log_base(10);
            }
        }
    }
}

fn add(chart: &mut Chart, kind: NativeKind, from: &NativeSeries) {
    let range = |area: Area| {
        let (a, b) = (area.from, area.to);
        ChartRange::new_from_range(&from.sheet, a.row, a.col, b.row, b.col)
    };
    let colour = Color::RGB(from.colour.rgb());
    let labels: Vec<ChartDataLabel> = from.labels.iter().map(label).collect();
    let series = chart.add_series();
    series
        .set_name(&range(Area::cell(from.name)))
        .set_categories(&range(from.along))
        .set_values(&range(from.values));
    match kind {
        NativeKind::Bars { stacked } => {
            series.set_format(
                ChartFormat::new().set_solid_fill(ChartSolidFill::new().set_color(colour)),
            );
            series.set_gap(60).set_overlap(if stacked { 100 } else { 0 });
        }
        NativeKind::Lines { .. } => {
            let line = ChartLine::new().set_color(colour).set_width(2.25).clone();
            series.set_format(ChartFormat::new().set_line(&line));
            let mut marker = rust_xlsxwriter::ChartMarker::new();
            marker.set_type(rust_xlsxwriter::ChartMarkerType::Circle).set_size(5);
            marker.set_format(
                ChartFormat::new().set_solid_fill(ChartSolidFill::new().set_color(colour)),
            );
            series.set_marker(&marker);
        }
    }
    if let Some(beyond) = from.beyond {
        let mut bars = ChartErrorBars::new();
        let plus = range(beyond);
        bars.set_type(ChartErrorBarsType::Custom(plus.clone(), plus));
        bars.set_direction(rust_xlsxwriter::ChartErrorBarsDirection::Plus);
        // Beside horizontal bars, along the axis that the library calls x.
        series.set_x_error_bars(&bars);
    }
    if labels.iter().any(|label| *label != hidden()) {
        series.set_data_label(ChartDataLabel::new().show_value().set_font(&font(9, false)));
        series.set_custom_data_labels(&labels);
    }
}

fn label(text: &Option<String>) -> ChartDataLabel {
    match text {
        Some(text) => {
            let mut label = ChartDataLabel::new();
            label.set_value(&literal(text)).set_font(&font(9, false));
            label.to_custom()
        }
        None => hidden(),
    }
}

fn hidden() -> ChartDataLabel {
    ChartDataLabel::new().set_hidden().to_custom()
}

fn font(size: u32, bold: bool) -> ChartFont {
    let mut font = ChartFont::new();
    font.set_name("Calibri").set_size(size).set_color(INK);
    if bold {
        font.set_bold();
    } else {
        font.unset_bold();
    }
    font
}

/// A text for the library, which would take `=…` for a range of cells.
fn literal(text: &str) -> String {
    match text.starts_with('=') {
        true => format!("\u{200b}{text}"),
        false => text.to_owned(),
    }
}
