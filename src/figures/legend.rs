// SPDX-License-Identifier: EUPL-1.2
//! The legend above a plot: swatches in drawing order, on as many lines as they need.

use super::canvas::Canvas;
use super::drawing::{Anchor, Area};
use super::paint::Paint;
use super::text::{LABEL, widest, wrap};
use crate::palette::{FRAME, TITLE, WHITE};

const SWATCH: f64 = 14.0;
const GAP: f64 = 20.0;

/// What a swatch shows.
pub(super) enum Swatch {
    /// A series.
    Paint(Paint),
    /// A colour that is used for the second time.
    Again,
    /// Solid to the least, hatched to the greatest value.
    Bounds,
}

/// Draws the legend from `top`; returns where the plot may begin.
pub(super) fn draw(canvas: &mut Canvas, entries: &[(Swatch, String)], top: f64) -> f64 {
    if entries.is_empty() {
        return top;
    }
    let (mut x, mut y, mut tallest) = (0.0, top, 0.0_f64);
    for (swatch, name) in entries {
        let swatch_width = if matches!(swatch, Swatch::Bounds) { 2.0 * SWATCH } else { SWATCH };
        let lines = wrap(name, LABEL, canvas.width - swatch_width - 8.0, 4);
        let needed = swatch_width + 6.0 + widest(&lines, LABEL);
        if x > 0.0 && x + needed > canvas.width - 2.0 {
            (x, y, tallest) = (0.0, y + tallest + 4.0, 0.0);
        }
        let height = (lines.len() as f64 * LABEL.leading()).max(SWATCH + 2.0);
        let area =
            Area { x, y: y + (LABEL.leading() - SWATCH) / 2.0, width: SWATCH, height: SWATCH };
        draw_swatch(canvas, swatch, area);
        let at = (x + swatch_width + 6.0, y + lines.len() as f64 * LABEL.leading() / 2.0);
        canvas.lines(&lines, at, LABEL, TITLE, Anchor::Start);
        tallest = tallest.max(height);
        x += needed + GAP;
    }
    y + tallest + 12.0
}

fn draw_swatch(canvas: &mut Canvas, swatch: &Swatch, area: Area) {
    match swatch {
        Swatch::Paint(paint) => canvas.paint(area, *paint),
        Swatch::Again => canvas.paint(area, Paint { fill: FRAME, again: true, frame: None }),
        Swatch::Bounds => {
            canvas.fill(area, FRAME);
            let second = Area { x: area.x + SWATCH, ..area };
            canvas.fill(second, WHITE);
            canvas.hatch(second, FRAME);
            canvas.frame(second, FRAME);
        }
    }
}
