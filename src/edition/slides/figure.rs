// SPDX-License-Identifier: EUPL-1.2
//! A drawing on a slide: as large as it can be read best, with its caption below.

use super::areas::{Area, BODY_AREA, SMALL, leading};
use super::fit;
use super::slide::SlideFigure;
use crate::figures::{self, Drawing};
use crate::report::EntryFigure;

/// Widths at which a drawing is tried, in its pixels: a wider one is lower, its letters smaller.
const WIDTHS: [u32; 8] = [520, 600, 680, 760, 860, 980, 1120, 1280];
/// Points to a pixel beyond which a drawing is not enlarged.
const LARGEST: f64 = 1.6;
/// Points to a pixel below which its letters are too small to read.
const SMALLEST: f64 = 0.8;
/// Lines that a caption may have.
const CAPTION_LINES: usize = 3;
/// Space between a drawing and its caption.
const GAP: f64 = 8.0;

/// A drawing with its place; none when it cannot be drawn large enough to be read.
pub(super) fn lay_out(figure: &EntryFigure, title: &str) -> Option<SlideFigure> {
    let caption = &figure.caption;
    let shown =
        fit::cut(caption, |text| fit::lines(text, SMALL, false, BODY_AREA.width) <= CAPTION_LINES);
    let lines = fit::lines(&shown, SMALL, false, BODY_AREA.width);
    let room = BODY_AREA.height - lines as f64 * leading(SMALL) - GAP;
    let drawn: Vec<(f64, f64, f64, Drawing)> = WIDTHS
        .iter()
        .filter_map(|width| {
            let drawing = figures::draw(&figure.chart, *width).ok()?;
            let (width, height) = (f64::from(drawing.width), f64::from(drawing.height));
            let scale = (BODY_AREA.width / width).min(room / height).min(LARGEST);
            Some((scale, width, height, drawing))
        })
        .collect();
    let largest = drawn.iter().map(|(scale, ..)| *scale).fold(0.0, f64::max);
    // of about equally large letters the widest drawing
    let best = drawn.into_iter().rfind(|(scale, ..)| *scale >= largest * 0.985);
    let (scale, width, height, drawing) = best.filter(|(scale, ..)| *scale >= SMALLEST)?;
    let (width, height) = (width * scale, height * scale);
    let area =
        Area { x: BODY_AREA.x + (BODY_AREA.width - width) / 2.0, y: BODY_AREA.y, width, height };
    let caption_y = area.y + height + GAP;
    let said = figure.alternative.trim();
    let alternative = if said.is_empty() { title } else { said }.to_owned();
    Some(SlideFigure { drawing, alternative, caption: vec![shown], area, caption_y })
}
