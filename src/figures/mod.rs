// SPDX-License-Identifier: EUPL-1.2
//! Drawings: from a [`Chart`] to a [`Drawing`], a list of marks, the same for the same input.
//!
//! A drawing stays a list of marks until a format writes it: as [`svg()`] with real text in one
//! font, or as a [`picture()`]. Texts come in final; colours, order and
//! layout are decided here. What cannot be drawn gives an [`Err`] with the reason.
//!
//! Each kind lays itself out from the top down on a [`canvas`], measuring every text by the
//! embedded fonts; the height follows from the content. Nothing is drawn twice: the title, the
//! caption and the data table stand in the document around the drawing.

mod axis;
mod bar_plan;
mod bars;
mod canvas;
mod chart;
mod drawing;
mod heat_map;
mod labels;
mod legend;
mod line_names;
mod lines;
mod map;
mod paint;
mod photograph;
mod picture;
mod plot;
mod sheets;
mod svg;
mod text;
mod timeline;
mod tree;

pub use chart::{
    AreaPart, Bar, Bars, Chart, HeatCell, HeatMap, Line, Lines, Map, MapArea, Series, Timeline,
    TimelineRow, Tone, TreeNode,
};

pub use drawing::{Anchor, Area, Drawing, Mark};
pub use photograph::photograph;
pub use picture::{Picture, picture};
pub use svg::{inline_svg, svg};
pub use text::Face;

use crate::diag::{say, say_with};
use crate::palette::Colour;

/// Draws a chart `width` pixels wide (320 to 2000) and as tall as it needs.
///
/// The error is the reason, in the reader's language, why there is nothing to draw.
pub fn draw(chart: &Chart, width: u32) -> Result<Drawing, String> {
    let width = f64::from(width.clamp(320, 2000));
    match chart {
        Chart::Bars(bars) => bars::draw(bars, width),
        Chart::Lines(lines) => lines::draw(lines, width),
        Chart::HeatMap(map) => heat_map::draw(map, width),
        Chart::Timeline(timeline) => timeline::draw(timeline, width),
        Chart::Tree(roots) => tree::draw(roots, width),
        Chart::Map(map) => map::draw(map, width),
    }
}

/// The colour that position `index` has in drawings with positions of its tone up to `highest`; none
/// where the palette has run out, and another position has it.
pub fn colour(index: usize, highest: usize, tone: Tone) -> Option<Colour> {
    let paint = paint::toned(tone, index, highest);
    (!paint.again).then_some(paint.fill)
}

/// The width of a text in points (or pixels, as its size is given) in the embedded font.
pub fn text_width(text: &str, size: f64, bold: bool) -> f64 {
    text::width(&text::clean(text), text::Face { size, bold })
}

/// How many lines a text takes where it has `room`.
pub fn text_lines(text: &str, size: f64, bold: bool, room: f64) -> usize {
    text::wrap(text, text::Face { size, bold }, room, usize::MAX).len()
}

/// The number itself when it can be drawn: finite, and small enough to be printed on an axis.
fn drawable(value: f64, label: &str) -> Result<f64, String> {
    if !value.is_finite() {
        return Err(say_with("figure-not-a-number", &[("label", label)]));
    }
    if value.abs() > 1e15 || (value != 0.0 && value.abs() < 1e-9) {
        return Err(say_with("figure-beyond-the-axis", &[("label", label)]));
    }
    Ok(value)
}

fn no_data() -> String {
    say("figure-no-data")
}
