// SPDX-License-Identifier: EUPL-1.2
//! A drawing that is taller than a page, cut between its rows: what stands above all rows (heads, a
//! legend) and under them (an axis) stands on every sheet.

use super::drawing::{Area, Drawing, Mark};

impl Drawing {
    /// The drawing on sheets of at most this height; a single row that is taller has a sheet of its
    /// own, as tall as it is, and so has a drawing that cannot be cut.
    pub fn sheets(&self, tallest: u32) -> Vec<Drawing> {
        let (Some(head), Some(foot)) = (self.cuts.first(), self.cuts.last()) else {
            return vec![self.clone()];
        };
        let (tallest, height) = (f64::from(tallest), f64::from(self.height));
        let room = tallest - head - (height - foot);
        if height <= tallest || room <= 0.0 {
            return vec![self.clone()];
        }
        let runs = runs(&self.cuts, room);
        runs.into_iter().map(|run| self.sheet(*head, run, *foot)).collect()
    }

    /// What stands above the rows, a run of them, and what stands under them.
    fn sheet(&self, head: f64, (from, to): (f64, f64), foot: f64) -> Drawing {
        let below = head + to - from;
        let bottom = f64::from(self.height);
        // an edge belongs to what stands above it, the very first to the head
        let bands = [(-1.0, head, 0.0), (from, to, head - from), (foot, bottom, below - foot)];
        let marks = bands.iter().flat_map(|(from, to, by)| {
            self.marks.iter().filter_map(move |mark| mark.within(*from, *to, *by))
        });
        let marks = marks.collect();
        let height = (below + bottom - foot).ceil().max(1.0) as u32;
        Drawing { width: self.width, height, marks, cuts: Vec::new() }
    }
}

/// From where to where each sheet shows the rows: as many as there is room for.
fn runs(cuts: &[f64], room: f64) -> Vec<(f64, f64)> {
    let mut runs: Vec<(f64, f64)> = Vec::new();
    for pair in cuts.windows(2) {
        let [from, to] = *pair else { continue };
        match runs.last_mut() {
            Some(run) if to - run.0 <= room => run.1 = to,
            _ => runs.push((from, to)),
        }
    }
    runs
}

impl Mark {
    /// The part of it between two heights, moved down; none where there is none.
    fn within(&self, from: f64, to: f64, by: f64) -> Option<Mark> {
        let moved = |points: &[(f64, f64)]| points.iter().map(|(x, y)| (*x, y + by)).collect();
        let cut = |area: &Area| {
            let (top, bottom) = (area.y.max(from), (area.y + area.height).min(to));
            let part = Area { y: top + by, height: bottom - top, ..*area };
            (bottom > top).then_some(part)
        };
        let holds = |y: f64| from < y && y <= to;
        Some(match self {
            Mark::Fill(area, colour) => Mark::Fill(cut(area)?, *colour),
            Mark::Frame(area, colour) => Mark::Frame(cut(area)?, *colour),
            Mark::Shape { points, fill, edge } => {
                holds(middle(points)?).then_some(())?;
                Mark::Shape { points: moved(points), fill: *fill, edge: *edge }
            }
            Mark::Path { points, colour, stroke } => {
                let points = between(points, from, to)?;
                Mark::Path { points: moved(&points), colour: *colour, stroke: *stroke }
            }
            Mark::Dot { at, radius, colour } => {
                holds(at.1).then_some(())?;
                Mark::Dot { at: (at.0, at.1 + by), radius: *radius, colour: *colour }
            }
            Mark::Text { text, at, face, colour, anchor, up } => {
                holds(at.1).then_some(())?;
                Mark::Text {
                    text: text.clone(),
                    at: (at.0, at.1 + by),
                    face: *face,
                    colour: *colour,
                    anchor: *anchor,
                    up: *up,
                }
            }
        })
    }
}

/// The middle height of points.
fn middle(points: &[(f64, f64)]) -> Option<f64> {
    let least = points.iter().map(|point| point.1).reduce(f64::min)?;
    let most = points.iter().map(|point| point.1).reduce(f64::max)?;
    Some((least + most) / 2.0)
}

/// A line between two heights: an upright one ends where they are, any other belongs to where its
/// middle is.
fn between(points: &[(f64, f64)], from: f64, to: f64) -> Option<Vec<(f64, f64)>> {
    let first = points.first()?;
    if points.iter().all(|point| point.0 == first.0) {
        let ends = points.iter().map(|(x, y)| (*x, y.clamp(from.max(0.0), to)));
        let ends: Vec<(f64, f64)> = ends.collect();
        let long = ends.first().zip(ends.last()).is_some_and(|(a, b)| a.1 != b.1);
        return long.then_some(ends);
    }
    let middle = middle(points)?;
    (from < middle && middle <= to).then(|| points.to_vec())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::figures::{Anchor, Bar, Bars, Chart, Face, Series, Tone, draw};
    use crate::palette::TITLE;

    fn texts(drawing: &Drawing) -> Vec<&str> {
        let text = |mark: &'_ Mark| matches!(mark, Mark::Text { .. });
        let texts = drawing.marks.iter().filter(|mark| text(mark));
        texts
            .filter_map(|mark| match mark {
                Mark::Text { text, .. } => Some(text.as_str()),
                _ => None,
            })
            .collect()
    }

    #[test]
    fn a_tall_drawing_is_cut_between_its_rows_and_keeps_head_and_foot() {
        for rows in [107, 1000] {
            let value = |n: usize| Bar::Known(n as f64, n.to_string());
            let bars = Bars {
                axis: "persone".to_owned(),
                categories: (1..=rows).map(|n| format!("Ente {n}")).collect(),
                series: vec![Series {
                    name: "s".to_owned(),
                    colour: 0,
                    tone: Tone::Category,
                    values: (1..=rows).map(value).collect(),
                }],
                stacked: false,
                colours: Vec::new(),
            };
            let whole = draw(&Chart::Bars(bars), 760).unwrap();
            let sheets = whole.sheets(900);
            assert!(sheets.len() > 1 && sheets.iter().all(|sheet| sheet.height <= 900));
            let mut found: Vec<&str> = Vec::new();
            for sheet in &sheets {
                let all = texts(sheet);
                assert!(all.contains(&"persone"), "the axis stands on every sheet");
                let inside = |mark: &Mark| match mark {
                    Mark::Text { at, .. } => at.1 > 0.0 && at.1 <= f64::from(sheet.height),
                    Mark::Fill(area, _) => area.y + area.height <= f64::from(sheet.height) + 1.0,
                    _ => true,
                };
                assert!(sheet.marks.iter().all(inside));
                found.extend(all.into_iter().filter(|text| text.starts_with("Ente ")));
            }
            let wanted: Vec<String> = (1..=rows).map(|n| format!("Ente {n}")).collect();
            assert_eq!(found, wanted, "each row once, in order");
        }
    }

    #[test]
    fn what_cannot_be_cut_stays_whole() {
        let text = |y: f64| Mark::Text {
            text: "a".to_owned(),
            at: (0.0, y),
            face: Face { size: 13.0, bold: false },
            colour: TITLE,
            anchor: Anchor::Start,
            up: false,
        };
        let marks = vec![text(10.0), text(1900.0)];
        let drawing = Drawing { width: 760, height: 2000, marks, cuts: Vec::new() };
        assert_eq!(drawing.sheets(900), std::slice::from_ref(&drawing));
        let cuts = vec![0.0, 1000.0, 2000.0];
        let drawing = Drawing { cuts, ..drawing };
        let heights: Vec<u32> = drawing.sheets(900).iter().map(|sheet| sheet.height).collect();
        assert_eq!(heights, [1000, 1000], "a row that is taller has a sheet of its own");
    }
}
