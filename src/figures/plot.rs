// SPDX-License-Identifier: EUPL-1.2
//! The plot of lines: where a value stands, and which points a line goes through.

use super::axis::Ticks;
use super::chart::{Line, Lines};

/// From values to pixels.
pub(super) struct Plot {
    /// Its edges in pixels.
    pub(super) left: f64,
    pub(super) right: f64,
    pub(super) top: f64,
    pub(super) bottom: f64,
    /// Least and greatest value along.
    pub(super) x: (f64, f64),
    /// Least and greatest value up.
    pub(super) y: (f64, f64),
    /// Logarithmic along.
    pub(super) log: bool,
}

impl Plot {
    pub(super) fn new(lines: &Lines, axis: &Ticks, across: (f64, f64), down: (f64, f64)) -> Self {
        let xs = || lines.lines.iter().flat_map(|line| line.points.iter().map(|(x, _)| *x));
        let least = xs().fold(f64::INFINITY, f64::min);
        let greatest = xs().fold(f64::NEG_INFINITY, f64::max);
        let x = match (least < greatest, lines.log_x) {
            (true, _) => (least, greatest),
            (false, true) => (least / 2.0, least * 2.0),
            (false, false) => (least - 1.0, least + 1.0),
        };
        let ((left, right), (top, bottom)) = (across, down);
        let y = (axis.least(), axis.greatest());
        Plot { left, right, top, bottom, x, y, log: lines.log_x }
    }

    pub(super) fn across(&self, x: f64) -> f64 {
        let (least, greatest) = self.x;
        let part = match self.log {
            true => (x / least).ln() / (greatest / least).ln(),
            false => (x - least) / (greatest - least),
        };
        self.left + part * (self.right - self.left)
    }

    pub(super) fn down(&self, y: f64) -> f64 {
        let (least, greatest) = self.y;
        self.bottom - (y - least) / (greatest - least) * (self.bottom - self.top)
    }
}

/// The unbroken stretches of a line.
pub(super) fn runs(line: &Line) -> Vec<Vec<(f64, f64)>> {
    let mut runs = Vec::new();
    let mut run: Vec<(f64, f64)> = Vec::new();
    for (x, y) in &line.points {
        match y {
            Some(y) => run.push((*x, *y)),
            None if run.is_empty() => {}
            None => runs.push(std::mem::take(&mut run)),
        }
    }
    if !run.is_empty() {
        runs.push(run);
    }
    runs
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_gap_breaks_a_line() {
        let points = vec![(0.0, Some(5.0)), (2.0, Some(7.0)), (4.0, None), (6.0, Some(1.0))];
        let line = Line { name: String::new(), colour: 0, points };
        assert_eq!(runs(&line), [vec![(0.0, 5.0), (2.0, 7.0)], vec![(6.0, 1.0)]]);
    }
}
