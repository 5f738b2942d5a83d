// SPDX-License-Identifier: EUPL-1.2
//! The names of lines, in a column to the right of their ends.

use super::canvas::Canvas;
use super::chart::Lines;
use super::drawing::Anchor;
use super::paint::Paint;
use super::plot::{Plot, runs};
use super::text::{Face, balanced, widest};
use crate::palette::{FRAME, TITLE, WHITE, contrast};

const NAME: Face = Face { size: 13.0, bold: true };

/// The names of the lines, on lines of text.
pub(super) struct LineNames {
    texts: Vec<Vec<String>>,
    /// Width of the column of names.
    pub(super) width: f64,
}

impl LineNames {
    /// Sets the names for a drawing of this width.
    pub(super) fn new(lines: &Lines, drawing: f64) -> Self {
        let room = (drawing * 0.26).max(90.0);
        let texts: Vec<_> = lines.lines.iter().map(|l| balanced(&l.name, NAME, room, 6)).collect();
        let width = texts.iter().map(|lines| widest(lines, NAME)).fold(0.0, f64::max).ceil();
        LineNames { texts, width }
    }

    /// Room that all names need one below the other.
    pub(super) fn height(&self) -> f64 {
        self.texts.iter().map(|lines| lines.len() as f64 * NAME.leading() + 3.0).sum()
    }

    /// Writes each name beside the end of its line.
    pub(super) fn draw(&self, canvas: &mut Canvas, plot: &Plot, lines: &Lines, paints: &[Paint]) {
        let mut ends = Vec::new();
        for (i, line) in lines.lines.iter().enumerate() {
            if let Some((x, y)) = runs(line).last().and_then(|run| run.last()) {
                ends.push((plot.across(*x), plot.down(*y), i));
            }
        }
        ends.sort_by(|a, b| a.1.total_cmp(&b.1).then(a.2.cmp(&b.2)));
        let wanted: Vec<_> = ends
            .iter()
            .map(|(_, y, i)| {
                let lines = self.texts.get(*i).map_or(0, Vec::len) as f64;
                (*y, lines * NAME.leading() + 3.0)
            })
            .collect();
        let places = spread(&wanted, plot.top - 10.0, plot.bottom + 10.0);
        for ((x, y, i), middle) in ends.into_iter().zip(places) {
            let (Some(text), Some(paint)) = (self.texts.get(i), paints.get(i)) else { continue };
            let knee = (plot.right + 6.0).max(x);
            let to = (plot.right + 20.0, middle);
            if knee - x > 24.0 {
                // the line ended early: its leader must not look like more of it
                canvas.dashes(&[(x, y), (knee, y), to], FRAME, 1);
            } else {
                canvas.path(vec![(x, y), (knee, y), to], paint.fill, 1);
            }
            canvas.dot((x, y), 4.0, paint.fill);
            let readable = contrast(paint.fill, WHITE) >= 4.5;
            let ink = if readable { paint.fill } else { TITLE };
            canvas.lines(text, (plot.right + 24.0, middle), NAME, ink, Anchor::Start);
        }
    }
}

/// Middles for blocks of a middle and a height, given from top to bottom, moved apart as little
/// as can be and kept between `top` and `bottom` when there is room for all.
fn spread(wanted: &[(f64, f64)], top: f64, bottom: f64) -> Vec<f64> {
    struct Group {
        top: f64,
        height: f64,
        sum: f64,
        count: usize,
    }
    let mut groups: Vec<Group> = Vec::new();
    for (middle, height) in wanted {
        let mut group = Group {
            top: middle - height / 2.0,
            height: *height,
            sum: middle - height / 2.0,
            count: 1,
        };
        loop {
            group.top = (group.sum / group.count as f64).min(bottom - group.height).max(top);
            match groups.pop_if(|above| above.top + above.height > group.top) {
                Some(above) => {
                    group = Group {
                        top: 0.0,
                        // the members of the lower group want to stand higher by what is above
                        sum: above.sum + group.sum - group.count as f64 * above.height,
                        height: above.height + group.height,
                        count: above.count + group.count,
                    };
                }
                None => break,
            }
        }
        groups.push(group);
    }
    let mut heights = wanted.iter().map(|(_, height)| *height);
    let mut middles = Vec::new();
    for group in groups {
        let mut y = group.top;
        for height in heights.by_ref().take(group.count) {
            middles.push(y + height / 2.0);
            y += height;
        }
    }
    middles
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_move_apart_and_stay_in_the_plot() {
        let wanted = [(50.0, 20.0), (51.0, 20.0), (52.0, 20.0), (195.0, 20.0)];
        let middles = spread(&wanted, 0.0, 200.0);
        assert_eq!(middles, [31.0, 51.0, 71.0, 190.0]);
        assert_eq!(spread(&[(5.0, 20.0), (6.0, 20.0)], 0.0, 200.0), [10.0, 30.0]);
    }
}
