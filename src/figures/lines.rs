//! Lines and steps over a numeric axis, each named at its end.
//!
//! A step holds a point's value up to the next point; a `None` leaves a gap. Names stand in a
//! column on the right, moved apart so that they never touch, with a thin leader to the line.

use super::axis::{Ticks, log_ticks, number, ticks};
use super::canvas::{Anchor, Canvas};
use super::chart::{Line, Lines};
use super::palette::{self, FRAME, GREY, GRID, INK, Paint, WHITE};
use super::text::{Face, SMALL, widest, width, wrap};
use super::{drawable, no_data};
use crate::diag::say_with;

/// How far the last value of a step is drawn on: it holds, but nobody said up to where.
const STUB: f64 = 16.0;
const NAME: Face = Face { size: 13.0, bold: true };

/// Draws the lines.
pub(super) fn draw(lines: &Lines, drawing: f64) -> Result<String, String> {
    validate(lines)?;
    let mut canvas = Canvas::new(drawing);
    let names = Names::new(lines, drawing);
    let height = (drawing * 0.45).clamp(220.0, 400.0).max(names.height() + 20.0).round();

    let title = wrap(&lines.y_axis, SMALL, drawing - 4.0, 3);
    let title_height = title.len() as f64 * SMALL.leading();
    canvas.lines(&title, (0.0, 2.0 + title_height / 2.0), SMALL, INK, Anchor::Start);
    let top = 2.0 + title_height + 12.0;

    let y_axis = value_axis(lines, height);
    let left = y_axis.values.iter().map(|v| width(&y_axis.label(*v), SMALL)).fold(0.0, f64::max);
    let left = left.ceil() + 8.0;
    let right = drawing - names.width - 28.0;
    let plot = Plot::new(lines, &y_axis, (left, right), (top, top + height));
    draw_value_axis(&mut canvas, &plot, &y_axis);
    let bottom = draw_x_axis(&mut canvas, &plot, lines);
    let paints = paints(lines);
    for (line, paint) in lines.lines.iter().zip(&paints) {
        draw_line(&mut canvas, &plot, line, *paint, lines.steps);
    }
    names.draw(&mut canvas, &plot, lines, &paints);
    canvas.finish(bottom)
}

fn validate(lines: &Lines) -> Result<(), String> {
    for line in &lines.lines {
        for (x, y) in &line.points {
            drawable(*x, &line.name)?;
            if lines.log_x && *x <= 0.0 {
                return Err(say_with("figure-not-positive", &[("label", &line.name)]));
            }
            if let Some(y) = y {
                drawable(*y, &line.name)?;
            }
        }
    }
    let any = lines.lines.iter().any(|line| line.points.iter().any(|(_, y)| y.is_some()));
    if any { Ok(()) } else { Err(no_data()) }
}

fn paints(lines: &Lines) -> Vec<Paint> {
    let highest = lines.lines.iter().map(|line| line.colour).max().unwrap_or(0);
    lines.lines.iter().map(|line| palette::category(line.colour, highest)).collect()
}

fn values(lines: &Lines) -> impl Iterator<Item = f64> + Clone + '_ {
    lines.lines.iter().flat_map(|line| line.points.iter().filter_map(|(_, y)| *y))
}

/// From zero, but for numbers that all lie close together far from it.
fn value_axis(lines: &Lines, height: f64) -> Ticks {
    let least = values(lines).fold(f64::INFINITY, f64::min);
    let greatest = values(lines).fold(f64::NEG_INFINITY, f64::max);
    let far = greatest - least < 0.2 * greatest.abs().max(least.abs()) && greatest > least;
    let (least, greatest) = match lines.steps || !far {
        true => (least.min(0.0), greatest.max(0.0)),
        false => (least, greatest),
    };
    ticks(least, greatest, (height / 60.0) as usize, values(lines).all(|v| v.fract() == 0.0))
}

/// From values to pixels.
struct Plot {
    left: f64,
    right: f64,
    top: f64,
    bottom: f64,
    x: (f64, f64),
    y: (f64, f64),
    log: bool,
    stub: f64,
}

impl Plot {
    fn new(lines: &Lines, axis: &Ticks, across: (f64, f64), down: (f64, f64)) -> Self {
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
        let stub = if lines.steps { STUB } else { 0.0 };
        Plot { left, right, top, bottom, x, y, log: lines.log_x, stub }
    }

    fn across(&self, x: f64) -> f64 {
        let (least, greatest) = self.x;
        let part = match self.log {
            true => (x / least).ln() / (greatest / least).ln(),
            false => (x - least) / (greatest - least),
        };
        self.left + part * (self.right - self.stub - self.left)
    }

    fn down(&self, y: f64) -> f64 {
        let (least, greatest) = self.y;
        self.bottom - (y - least) / (greatest - least) * (self.bottom - self.top)
    }
}

fn draw_value_axis(canvas: &mut Canvas, plot: &Plot, axis: &Ticks) {
    for value in &axis.values {
        let y = plot.down(*value).round();
        canvas.level(y, plot.left, plot.right + 4.0, GRID);
        let at = (plot.left - 6.0, y + SMALL.drop());
        canvas.text(&axis.label(*value), at, SMALL, GREY, Anchor::End);
    }
    // the dark line is zero; an axis that begins elsewhere has none
    if plot.y.0 <= 0.0 && plot.y.1 >= 0.0 {
        canvas.level(plot.down(0.0), plot.left, plot.right + 4.0, INK);
    }
}

fn draw_x_axis(canvas: &mut Canvas, plot: &Plot, lines: &Lines) -> f64 {
    let labelled = x_ticks(plot, lines);
    let mut free = f64::NEG_INFINITY;
    for (value, label) in labelled {
        let x = plot.across(value).round();
        let half = width(&label, SMALL) / 2.0;
        let middle = x.max(half);
        canvas.upright(x, plot.bottom, plot.bottom + 5.0, INK);
        if middle - half > free && middle + half < canvas.width {
            let at = (middle, plot.bottom + 7.0 + SMALL.size);
            canvas.text(&label, at, SMALL, GREY, Anchor::Middle);
            free = middle + half + 8.0;
        }
    }
    let top = plot.bottom + 12.0 + SMALL.leading();
    let title = wrap(&lines.x_axis, SMALL, canvas.width - plot.left - 4.0, 3);
    let height = title.len() as f64 * SMALL.leading();
    canvas.lines(&title, (plot.left, top + height / 2.0), SMALL, INK, Anchor::Start);
    top + height + 4.0
}

/// The marks of the horizontal axis inside the data. Whole numbers between 1800 and 2200 are
/// years: they take no dot between thousands.
fn x_ticks(plot: &Plot, lines: &Lines) -> Vec<(f64, String)> {
    let xs = || lines.lines.iter().flat_map(|line| line.points.iter().map(|(x, _)| *x));
    let whole = xs().all(|x| x.fract() == 0.0);
    let years = whole && xs().all(|x| (1800.0..=2200.0).contains(&x));
    let (least, greatest) = plot.x;
    if plot.log {
        let decimals = |v: f64| (-(v.log10() + 1e-9).floor()).clamp(0.0, 12.0) as usize;
        for multiples in [&[1.0, 2.0, 5.0][..], &[1.0]] {
            let marks = log_ticks(least, greatest, multiples);
            let marks = marks.into_iter().map(|v| (v, number(v, decimals(v), true))).collect();
            if roomy(plot, &marks) && marks.len() > 1 {
                return marks;
            }
        }
    }
    let mut wanted = ((plot.right - plot.left) / 50.0).clamp(1.0, 8.0) as usize;
    loop {
        let marks = ticks(least, greatest, wanted, whole);
        let slack = (greatest - least) * 1e-9;
        let inside = marks.values.iter().copied();
        let inside = inside.filter(|v| (least - slack..=greatest + slack).contains(v));
        let labelled = inside.map(|v| (v, number(v, marks.decimals, !years))).collect();
        if wanted <= 1 || roomy(plot, &labelled) {
            return labelled;
        }
        wanted -= 1;
    }
}

/// Whether marked values stand apart.
fn roomy(plot: &Plot, marks: &Vec<(f64, String)>) -> bool {
    let half = |label: &str| width(label, SMALL) / 2.0;
    marks.windows(2).all(|pair| match pair {
        [(a, first), (b, second)] => {
            plot.across(*b) - plot.across(*a) >= half(first) + half(second) + 10.0
        }
        _ => true,
    })
}

fn draw_line(canvas: &mut Canvas, plot: &Plot, line: &Line, paint: Paint, steps: bool) {
    let runs = runs(line, steps);
    let count = runs.len();
    for (i, run) in runs.into_iter().enumerate() {
        let mut points: Vec<_> =
            run.iter().map(|(x, y)| (plot.across(*x), plot.down(*y))).collect();
        if let (true, Some((x, y))) = (steps && i + 1 == count && ends_open(line), points.last()) {
            points.push((x + STUB, *y));
        }
        match points.as_slice() {
            [only] => canvas.dot(*only, 4.0, paint.fill),
            _ => {
                let marked = !steps && points.len() <= 12;
                if marked {
                    for point in &points {
                        canvas.dot(*point, 3.0, paint.fill);
                    }
                }
                match paint.hatched {
                    true => canvas.dashes(&points, paint.fill, 2),
                    false => canvas.path(points, paint.fill, 2),
                }
            }
        }
    }
}

/// Whether a line's last point has a value.
fn ends_open(line: &Line) -> bool {
    line.points.last().is_some_and(|(_, y)| y.is_some())
}

/// The unbroken stretches of a line, with the corners of its steps.
fn runs(line: &Line, steps: bool) -> Vec<Vec<(f64, f64)>> {
    let mut runs = Vec::new();
    let mut run: Vec<(f64, f64)> = Vec::new();
    for (x, y) in &line.points {
        if let (true, Some((_, held))) = (steps, run.last().copied()) {
            run.push((*x, held));
        }
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

/// The names of the lines, on lines of text.
struct Names {
    texts: Vec<Vec<String>>,
    width: f64,
}

impl Names {
    fn new(lines: &Lines, drawing: f64) -> Self {
        let room = (drawing * 0.26).max(90.0);
        let texts: Vec<_> = lines.lines.iter().map(|l| wrap(&l.name, NAME, room, 6)).collect();
        let width = texts.iter().map(|lines| widest(lines, NAME)).fold(0.0, f64::max).ceil();
        Names { texts, width }
    }

    fn height(&self) -> f64 {
        self.texts.iter().map(|lines| lines.len() as f64 * NAME.leading() + 3.0).sum()
    }

    fn draw(&self, canvas: &mut Canvas, plot: &Plot, lines: &Lines, paints: &[Paint]) {
        let mut ends = Vec::new();
        for (i, line) in lines.lines.iter().enumerate() {
            if let Some((x, y)) = runs(line, lines.steps).last().and_then(|run| run.last()) {
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
            let open = lines.steps && lines.lines.get(i).is_some_and(ends_open);
            let x = if open { x + STUB } else { x };
            let knee = (plot.right + 6.0).max(x);
            let to = (plot.right + 20.0, middle);
            if knee - x > 24.0 {
                // the line ended early: its leader must not look like more of it
                canvas.dashes(&[(x, y), (knee, y), to], FRAME, 1);
            } else {
                canvas.path(vec![(x, y), (knee, y), to], paint.fill, 1);
            }
            if !open {
                canvas.dot((x, y), 4.0, paint.fill);
            }
            let readable = palette::contrast(paint.fill, WHITE) >= 4.5;
            let ink = if readable { paint.fill } else { INK };
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

    #[test]
    fn a_step_holds_its_value_up_to_the_next_point_and_a_gap_breaks_it() {
        let points = vec![(0.0, Some(5.0)), (2.0, Some(7.0)), (4.0, None), (6.0, Some(1.0))];
        let line = Line { name: String::new(), colour: 0, points };
        let steps = vec![vec![(0.0, 5.0), (2.0, 5.0), (2.0, 7.0), (4.0, 7.0)], vec![(6.0, 1.0)]];
        assert_eq!(runs(&line, true), steps);
        assert_eq!(runs(&line, false)[0], [(0.0, 5.0), (2.0, 7.0)]);
    }
}
