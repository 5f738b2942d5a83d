// SPDX-License-Identifier: EUPL-1.2
//! The sheet on which a drawing is made, kept until its height is known.
//!
//! Hairlines are filled rectangles, because a stroke of one pixel at whole coordinates is blurred.

use super::drawing::{Anchor, Area, Drawing, Mark};
use super::paint::Paint;
use super::text::{Face, clean, width};
use crate::palette::{Colour, WHITE};

/// A drawing in the making.
pub(super) struct Canvas {
    /// Width in pixels.
    pub(super) width: f64,
    marks: Vec<Mark>,
    cuts: Vec<f64>,
}

impl Canvas {
    /// An empty drawing.
    pub(super) fn new(width: f64) -> Self {
        Canvas { width, marks: Vec::new(), cuts: Vec::new() }
    }

    /// A filled rectangle.
    pub(super) fn fill(&mut self, area: Area, colour: Colour) {
        self.marks.push(Mark::Fill(area, colour));
    }

    /// A frame of one pixel inside the rectangle.
    pub(super) fn frame(&mut self, area: Area, colour: Colour) {
        self.marks.push(Mark::Frame(area, colour));
    }

    /// A rectangle in its paint.
    pub(super) fn paint(&mut self, area: Area, paint: Paint) {
        self.fill(area, paint.fill);
        if paint.again {
            let height = (area.height / 5.0).round().max(2.0);
            let y = area.y + ((area.height - height) / 2.0).round();
            self.fill(Area { y, height, ..area }, WHITE);
        }
        if let Some(frame) = paint.frame {
            self.frame(area, frame);
        }
    }

    /// Diagonal hatching inside a rectangle: one path that runs along the edges between lines.
    pub(super) fn hatch(&mut self, area: Area, colour: Colour) {
        const GAP: f64 = 6.0;
        let Area { x, y, width: w, height: h } = area;
        if w < 3.0 || h < 3.0 {
            return;
        }
        let mut points: Vec<(f64, f64)> = Vec::new();
        let (mut sum, mut rising) = (GAP, true);
        while sum < w + h {
            let low = (x + (sum - h).max(0.0), y + sum.min(h));
            let high = (x + sum.min(w), y + (sum - w).max(0.0));
            let (from, to) = if rising { (low, high) } else { (high, low) };
            if let Some(&(px, py)) = points.last() {
                // round the corner between two lines, so that the path keeps to the edges
                if rising && py < y + h && low.0 > x {
                    points.push((x, y + h));
                } else if !rising && px < x + w && high.1 > y {
                    points.push((x + w, y));
                }
            }
            points.extend([from, to]);
            (sum, rising) = (sum + GAP, !rising);
        }
        self.path(points, colour, 1);
    }

    /// An upright line of one pixel.
    pub(super) fn upright(&mut self, x: f64, top: f64, bottom: f64, colour: Colour) {
        let area = Area { x: x.round(), y: top, width: 1.0, height: bottom - top };
        self.fill(area, colour);
    }

    /// A level line of one pixel.
    pub(super) fn level(&mut self, y: f64, left: f64, right: f64, colour: Colour) {
        let area = Area { x: left, y: y.round(), width: right - left, height: 1.0 };
        self.fill(area, colour);
    }

    /// A line through points.
    pub(super) fn path(&mut self, points: Vec<(f64, f64)>, colour: Colour, stroke: u32) {
        if points.len() > 1 {
            self.marks.push(Mark::Path { points, colour, stroke });
        }
    }

    /// A filled shape with an edge of one pixel.
    pub(super) fn shape(&mut self, points: Vec<(f64, f64)>, fill: Colour, edge: Colour) {
        if points.len() > 2 {
            self.marks.push(Mark::Shape { points, fill, edge });
        }
    }

    /// A broken line through points.
    pub(super) fn dashes(&mut self, points: &[(f64, f64)], colour: Colour, stroke: u32) {
        const DASH: f64 = 7.0;
        let (mut drawn, mut left) = (true, DASH);
        let mut run: Vec<(f64, f64)> = points.first().copied().into_iter().collect();
        for pair in points.windows(2) {
            let [(mut x, mut y), (to_x, to_y)] = *pair else { continue };
            let mut rest = (to_x - x).hypot(to_y - y);
            while rest > 0.0 {
                let part = (left / rest).min(1.0);
                (x, y) = (x + (to_x - x) * part, y + (to_y - y) * part);
                if drawn {
                    run.push((x, y));
                }
                let gone = rest * part;
                (rest, left) = (rest - gone, left - gone);
                if left <= 1e-9 {
                    if drawn {
                        self.path(std::mem::take(&mut run), colour, stroke);
                    } else {
                        run = vec![(x, y)];
                    }
                    drawn = !drawn;
                    left = if drawn { DASH } else { DASH * 0.6 };
                }
                if part >= 1.0 {
                    break;
                }
            }
        }
        self.path(run, colour, stroke);
    }

    /// A dot.
    pub(super) fn dot(&mut self, at: (f64, f64), radius: f64, colour: Colour) {
        self.marks.push(Mark::Dot { at, radius, colour });
    }

    /// A line of text from its baseline.
    pub(super) fn text(
        &mut self,
        text: &str,
        at: (f64, f64),
        face: Face,
        colour: Colour,
        anchor: Anchor,
    ) {
        let text = clean(text);
        if !text.is_empty() {
            self.marks.push(Mark::Text { text, at, face, colour, anchor, up: false });
        }
    }

    /// A line of text that runs upwards.
    pub(super) fn text_up(&mut self, text: &str, at: (f64, f64), face: Face, colour: Colour) {
        let text = clean(text);
        if !text.is_empty() {
            let anchor = Anchor::Start;
            self.marks.push(Mark::Text { text, at, face, colour, anchor, up: true });
        }
    }

    /// Lines of text whose block is centred on `middle`.
    pub(super) fn lines(
        &mut self,
        lines: &[String],
        (x, middle): (f64, f64),
        face: Face,
        colour: Colour,
        anchor: Anchor,
    ) {
        let first = middle + face.drop() - (lines.len() as f64 - 1.0) * face.leading() / 2.0;
        for (i, line) in lines.iter().enumerate() {
            self.text(line, (x, first + i as f64 * face.leading()), face, colour, anchor);
        }
    }

    /// The same on a ground of its own, so that grid lines do not run through the words.
    pub(super) fn lines_on(
        &mut self,
        ground: Colour,
        lines: &[String],
        (x, middle): (f64, f64),
        face: Face,
        colour: Colour,
        anchor: Anchor,
    ) {
        let first = middle - (lines.len() as f64 - 1.0) * face.leading() / 2.0;
        for (i, line) in lines.iter().enumerate() {
            let (w, at) = (width(line, face) + 4.0, first + i as f64 * face.leading());
            let left = match anchor {
                Anchor::Start => x - 2.0,
                Anchor::Middle => x - w / 2.0,
                Anchor::End => x - w + 2.0,
            };
            let height = if lines.len() > 1 { face.leading() } else { face.size };
            self.fill(Area { x: left, y: at - height / 2.0, width: w, height }, ground);
        }
        self.lines(lines, (x, middle), face, colour, anchor);
    }

    /// Between what stands above a height and below it the drawing may be cut.
    pub(super) fn cut(&mut self, y: f64) {
        self.cuts.push(y.round());
    }

    /// The drawing, of this height.
    pub(super) fn finish(self, height: f64) -> Drawing {
        let (width, height) = (self.width.round() as u32, height.ceil().max(1.0) as u32);
        Drawing { width, height, marks: self.marks, cuts: self.cuts }
    }
}
