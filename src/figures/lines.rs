// SPDX-License-Identifier: EUPL-1.2
//! Lines over a numeric axis, each named at its end.
//!
//! A step holds a point's value up to the next point; a `None` leaves a gap. Names stand in a
//! column on the right, moved apart so that they never touch, with a thin leader to the line.

use super::axis::{Ticks, log_ticks, number, ticks};
use super::canvas::Canvas;
use super::chart::{Line, Lines};
use super::drawing::{Anchor, Drawing};
use super::line_names::LineNames;
use super::paint::{self, Paint};
use super::plot::{Plot, runs};
use super::text::{SMALL, width, wrap};
use super::{drawable, no_data};
use crate::diag::say_with;
use crate::palette::{DRAWING_QUIET, GRID, TITLE};

/// Draws the lines.
pub(super) fn draw(lines: &Lines, drawing: f64) -> Result<Drawing, String> {
    validate(lines)?;
    let mut canvas = Canvas::new(drawing);
    let names = LineNames::new(lines, drawing);
    let height = (drawing * 0.45).clamp(220.0, 400.0).max(names.height() + 20.0).round();

    let title = wrap(&lines.y_axis, SMALL, drawing - 4.0, 3);
    let title_height = title.len() as f64 * SMALL.leading();
    canvas.lines(&title, (0.0, 2.0 + title_height / 2.0), SMALL, TITLE, Anchor::Start);
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
        draw_line(&mut canvas, &plot, line, *paint);
    }
    names.draw(&mut canvas, &plot, lines, &paints);
    Ok(canvas.finish(bottom))
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
    paint::enough(lines.lines.iter().map(|line| line.colour).max().unwrap_or(0), 2)?;
    let any = lines.lines.iter().any(|line| line.points.iter().any(|(_, y)| y.is_some()));
    if any { Ok(()) } else { Err(no_data()) }
}

fn paints(lines: &Lines) -> Vec<Paint> {
    let highest = lines.lines.iter().map(|line| line.colour).max().unwrap_or(0);
    lines.lines.iter().map(|line| paint::category(line.colour, highest)).collect()
}

fn values(lines: &Lines) -> impl Iterator<Item = f64> + Clone + '_ {
    lines.lines.iter().flat_map(|line| line.points.iter().filter_map(|(_, y)| *y))
}

/// From zero, but for numbers that all lie close together far from it.
fn value_axis(lines: &Lines, height: f64) -> Ticks {
    let least = values(lines).fold(f64::INFINITY, f64::min);
    let greatest = values(lines).fold(f64::NEG_INFINITY, f64::max);
    let far = greatest - least < 0.2 * greatest.abs().max(least.abs()) && greatest > least;
    let (least, greatest) = match far {
        true => (least, greatest),
        false => (least.min(0.0), greatest.max(0.0)),
    };
    ticks(least, greatest, (height / 60.0) as usize, values(lines).all(|v| v.fract() == 0.0))
}

fn draw_value_axis(canvas: &mut Canvas, plot: &Plot, axis: &Ticks) {
    for value in &axis.values {
        let y = plot.down(*value).round();
        canvas.level(y, plot.left, plot.right + 4.0, GRID);
        let at = (plot.left - 6.0, y + SMALL.drop());
        canvas.text(&axis.label(*value), at, SMALL, DRAWING_QUIET, Anchor::End);
    }
    // the dark line is zero; an axis that begins elsewhere has none
    if plot.y.0 <= 0.0 && plot.y.1 >= 0.0 {
        canvas.level(plot.down(0.0), plot.left, plot.right + 4.0, TITLE);
    }
}

fn draw_x_axis(canvas: &mut Canvas, plot: &Plot, lines: &Lines) -> f64 {
    let labelled = x_ticks(plot, lines);
    let mut free = f64::NEG_INFINITY;
    for (value, label) in labelled {
        let x = plot.across(value).round();
        let half = width(&label, SMALL) / 2.0;
        let middle = x.max(half);
        canvas.upright(x, plot.bottom, plot.bottom + 5.0, TITLE);
        if middle - half > free && middle + half < canvas.width {
            let at = (middle, plot.bottom + 7.0 + SMALL.size);
            canvas.text(&label, at, SMALL, DRAWING_QUIET, Anchor::Middle);
            free = middle + half + 8.0;
        }
    }
    let top = plot.bottom + 12.0 + SMALL.leading();
    let title = wrap(&lines.x_axis, SMALL, canvas.width - plot.left - 4.0, 3);
    let height = title.len() as f64 * SMALL.leading();
    canvas.lines(&title, (plot.left, top + height / 2.0), SMALL, TITLE, Anchor::Start);
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
            let marks: Vec<_> =
                marks.into_iter().map(|v| (v, number(v, decimals(v), true))).collect();
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
        let labelled: Vec<_> = inside.map(|v| (v, number(v, marks.decimals, !years))).collect();
        if wanted <= 1 || roomy(plot, &labelled) {
            return labelled;
        }
        wanted -= 1;
    }
}

/// Whether marked values stand apart.
fn roomy(plot: &Plot, marks: &[(f64, String)]) -> bool {
    let half = |label: &str| width(label, SMALL) / 2.0;
    marks.windows(2).all(|pair| match pair {
        [(a, first), (b, second)] => {
            plot.across(*b) - plot.across(*a) >= half(first) + half(second) + 10.0
        }
        _ => true,
    })
}

fn draw_line(canvas: &mut Canvas, plot: &Plot, line: &Line, paint: Paint) {
    for run in runs(line) {
        let points: Vec<_> = run.iter().map(|(x, y)| (plot.across(*x), plot.down(*y))).collect();
        match points.as_slice() {
            [only] => canvas.dot(*only, 4.0, paint.fill),
            _ => {
                if points.len() <= 12 {
                    for point in &points {
                        canvas.dot(*point, 3.0, paint.fill);
                    }
                }
                match paint.again {
                    true => canvas.dashes(&points, paint.fill, 2),
                    false => canvas.path(points, paint.fill, 2),
                }
            }
        }
    }
}
