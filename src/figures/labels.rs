// SPDX-License-Identifier: EUPL-1.2
//! Labels of rows: in a column on the left, or, on a narrow drawing, above each row.

use super::canvas::Canvas;
use super::drawing::Anchor;
use super::text::{LABEL, clean, longest_piece, width, wrap};
use crate::palette::{TITLE, WHITE};

const NARROW: f64 = 480.0;
const MOST_LINES: usize = 8;

/// The labels of all rows, on lines.
pub(super) struct Labels {
    rows: Vec<Vec<String>>,
    above: bool,
    column: f64,
}

impl Labels {
    /// Sets the labels for a drawing of this width.
    pub(super) fn new<'a>(texts: impl Iterator<Item = &'a str> + Clone, drawing: f64) -> Self {
        let widest = texts.clone().map(|t| width(&clean(t), LABEL)).fold(0.0, f64::max);
        let word = texts.clone().map(|t| longest_piece(t, LABEL)).fold(0.0, f64::max);
        let above = drawing < NARROW && widest > drawing * 0.28;
        let room =
            if above { drawing - 8.0 } else { (drawing * 0.3).max(word.min(drawing * 0.38)) };
        let rows: Vec<_> = texts.map(|t| wrap(t, LABEL, room, MOST_LINES)).collect();
        let widest =
            rows.iter().flatten().map(|line| width(line, LABEL)).fold(0.0, f64::max).ceil();
        Labels { rows, above, column: if above || widest == 0.0 { 0.0 } else { widest + 2.0 } }
    }

    /// Where the plot may begin.
    pub(super) fn plot_left(&self) -> f64 {
        if self.column > 0.0 { self.column + 12.0 } else { 8.0 }
    }

    /// Room that a row needs above it.
    pub(super) fn above(&self, row: usize) -> f64 {
        if self.above { self.height(row) + 3.0 } else { 0.0 }
    }

    /// Room that a row needs beside it.
    pub(super) fn beside(&self, row: usize) -> f64 {
        if self.above { 0.0 } else { self.height(row) }
    }

    fn height(&self, row: usize) -> f64 {
        self.rows.get(row).map_or(0.0, |lines| lines.len() as f64 * LABEL.leading())
    }

    /// Writes the label of a row whose plot goes from `top` to `top + height`.
    pub(super) fn draw(&self, canvas: &mut Canvas, row: usize, top: f64, height: f64) {
        let Some(lines) = self.rows.get(row) else { return };
        if self.above {
            let middle = top - 2.0 - self.height(row) / 2.0;
            // on white: the axis and the grid stop at the words
            canvas.lines_on(WHITE, lines, (4.0, middle), LABEL, TITLE, Anchor::Start);
        } else {
            let at = (self.column, top + height / 2.0);
            canvas.lines(lines, at, LABEL, TITLE, Anchor::End);
        }
    }
}
