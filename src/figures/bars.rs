// SPDX-License-Identifier: EUPL-1.2
//! Horizontal bars from zero: one bar a series in each category, or all series stacked.
//!
//! 1. [`bar_plan`](super::bar_plan) lays out each category: the stacks of its bars with the lines of their texts.
//! 2. [`Scale::new`] finds the longest scale at which every bar and its text fit.
//! 3. [`draw`] puts grid, bars, texts, labels and axis on the canvas.
//!
//! A value's text stands at its bar's end; in a stack, inside its part if it fits there.

use super::axis::{Ticks, ticks};
use super::bar_plan::{Category, Stretch, highest, paints, plan};
use super::canvas::Canvas;
use super::chart::{Bar, Bars, Tone};
use super::drawing::{Anchor, Area, Drawing};
use super::labels::Labels;
use super::legend::{self, Swatch};
use super::paint::{self, Paint};
use super::text::{SMALL, widest, width, wrap};
use super::{drawable, no_data};
use crate::diag::{say, say_with};
use crate::palette::{DRAWING_QUIET, GRID, TITLE, WHITE, ink_on};

const GAP: f64 = 6.0;

/// Draws the bars.
pub(super) fn draw(bars: &Bars, drawing: f64) -> Result<Drawing, String> {
    validate(bars)?;
    let mut canvas = Canvas::new(drawing);
    let top = legend::draw(&mut canvas, &legend_entries(bars), 2.0);
    let labels = Labels::new(bars.categories.iter().map(String::as_str), drawing);
    let left = labels.plot_left();
    let categories = plan(bars, (drawing - left) * 0.45);
    let scale = Scale::new(bars, &categories, left, drawing - 6.0);

    let gap = if bars.categories.len() > 25 { 6.0 } else { 10.0 };
    let axis_above = categories.len() > 25;
    let mut y = if axis_above { top + SMALL.leading() + 2.0 } else { top };
    let plot_top = y;
    let mut tops = Vec::new();
    for (row, category) in categories.iter().enumerate() {
        y += gap / 2.0 + labels.above(row);
        let height = category.height().max(labels.beside(row));
        tops.push((y, height));
        y += height + gap / 2.0;
    }
    canvas.cut(plot_top);
    tops.iter().for_each(|(top, height)| canvas.cut(top + height + gap / 2.0));
    draw_grid(&mut canvas, &scale, plot_top, y);
    for (category, (top, height)) in categories.iter().zip(&tops) {
        draw_category(&mut canvas, &scale, category, top + (height - category.height()) / 2.0);
    }
    canvas.upright(scale.zero, plot_top, y, TITLE);
    for (row, (top, height)) in tops.iter().enumerate() {
        labels.draw(&mut canvas, row, *top, *height);
    }
    if axis_above {
        draw_tick_labels(&mut canvas, &scale, plot_top - 5.0);
    }
    let bottom = draw_axis(&mut canvas, &scale, &bars.axis, y, left);
    Ok(canvas.finish(bottom))
}

fn validate(bars: &Bars) -> Result<(), String> {
    let mut any = false;
    for series in &bars.series {
        if series.values.len() != bars.categories.len() {
            let found = series.values.len().to_string();
            let wanted = bars.categories.len().to_string();
            let args = [("label", &*series.name), ("found", &*found), ("wanted", &*wanted)];
            return Err(say_with("figure-lengths-differ", &args));
        }
        for bar in &series.values {
            let (least, greatest) = match bar {
                Bar::Known(value, _) => (*value, *value),
                Bar::Between(least, greatest, _) => (*least, *greatest),
                Bar::Unknown(_) | Bar::Nothing => continue,
            };
            any = true;
            drawable(least, &series.name)?;
            drawable(greatest, &series.name)?;
            if least > greatest {
                return Err(say_with("figure-bounds-reversed", &[("label", &series.name)]));
            }
            if bars.stacked && least < 0.0 {
                return Err(say_with("figure-negative-stack", &[("label", &series.name)]));
            }
        }
    }
    paint::enough(highest(&bars.series, Tone::Category), 2)?;
    if any { Ok(()) } else { Err(no_data()) }
}

fn legend_entries(bars: &Bars) -> Vec<(Swatch, String)> {
    let mut entries = Vec::new();
    if bars.series.len() > 1 {
        for (series, paint) in bars.series.iter().zip(paints(&bars.series)) {
            entries.push((Swatch::Paint(paint), series.name.clone()));
        }
        if paint::again(highest(&bars.series, Tone::Category)) {
            entries.push((Swatch::Again, say("figure-colours-again")));
        }
    }
    let values = || bars.series.iter().flat_map(|s| &s.values);
    if values().any(|bar| matches!(bar, Bar::Between(least, greatest, _) if least < greatest)) {
        entries.push((Swatch::Bounds, say("figure-bounds-key")));
    }
    entries
}

/// From values to pixels.
struct Scale {
    zero: f64,
    pixels: f64,
    ticks: Ticks,
    right: f64,
}

impl Scale {
    /// The longest scale at which all bars and texts fit between `left` and `right`.
    fn new(bars: &Bars, categories: &[Category], left: f64, right: f64) -> Self {
        let stacks = || categories.iter().flat_map(|category| &category.stacks);
        let ends = || stacks().flat_map(|s| s.parts.iter().flat_map(|p| [p.least, p.greatest]));
        let (least, greatest) = ends().fold((0.0_f64, 0.0_f64), |(a, b), v| (a.min(v), b.max(v)));
        let whole = ends().all(|v| v.fract() == 0.0) && !bars.series.is_empty();
        let mut wanted = ((right - left) / 90.0).clamp(2.0, 8.0) as usize;
        loop {
            let ticks = ticks(least, greatest, wanted, whole);
            let needs = |pixels: f64| {
                let mut before = -ticks.least() * pixels;
                let mut after = ticks.greatest() * pixels;
                let half = |v: f64| width(&ticks.label(v), SMALL) / 2.0;
                if before > 0.0 {
                    before += half(ticks.least());
                }
                after += half(ticks.greatest());
                for stack in stacks() {
                    let text = GAP + widest(&stack.text, stack.face) + 2.0;
                    if stack.end < 0.0 {
                        before = before.max(-stack.end * pixels + text);
                    } else {
                        after = after.max(stack.end * pixels + text);
                    }
                }
                (before, after)
            };
            let (mut low, mut high) = (0.0, (right - left) / (ticks.greatest() - ticks.least()));
            for _ in 0..60 {
                let middle = (low + high) / 2.0;
                let (before, after) = needs(middle);
                if before + after <= right - left { low = middle } else { high = middle }
            }
            let widest =
                ticks.values.iter().map(|v| width(&ticks.label(*v), SMALL)).fold(0.0, f64::max);
            if widest + 10.0 <= ticks.step * low || wanted == 1 {
                return Scale { zero: (left + needs(low).0).round(), pixels: low, ticks, right };
            }
            wanted -= 1;
        }
    }

    fn x(&self, value: f64) -> f64 {
        (self.zero + value * self.pixels).round()
    }
}

fn draw_grid(canvas: &mut Canvas, scale: &Scale, top: f64, bottom: f64) {
    for value in &scale.ticks.values {
        canvas.upright(scale.x(*value), top, bottom + 4.0, GRID);
    }
}

fn draw_category(canvas: &mut Canvas, scale: &Scale, category: &Category, top: f64) {
    let mut y = top;
    for stack in &category.stacks {
        let middle = y + stack.height / 2.0;
        for part in &stack.parts {
            draw_part(canvas, scale, part, middle - stack.bar / 2.0, stack.bar);
        }
        let (x, anchor) = match stack.end < 0.0 {
            true => (scale.x(stack.end) - GAP, Anchor::End),
            false => (scale.x(stack.end) + GAP, Anchor::Start),
        };
        canvas.lines_on(WHITE, &stack.text, (x, middle), stack.face, stack.ink, anchor);
        y += stack.height;
    }
}

fn draw_part(canvas: &mut Canvas, scale: &Scale, part: &Stretch, y: f64, height: f64) {
    // with both bounds on one side of zero the nearer one is certain, else nothing is
    let sure = match (part.least < part.from, part.greatest > part.from) {
        (true, true) => part.from,
        (true, false) => part.greatest,
        _ => part.least,
    };
    let area = |from: f64, to: f64, gap: f64| {
        let (a, b) = (scale.x(from.min(to)), scale.x(from.max(to)));
        Area { x: a + gap, y, width: b - a - gap, height }
    };
    // a white line between the parts of a stack
    let gap = if part.from > 0.0 { 1.0 } else { 0.0 };
    let solid = area(part.from, sure, gap);
    if solid.width >= 1.0 {
        canvas.paint(solid, part.paint);
    }
    for (from, to) in [(part.least.min(sure), sure), (sure, part.greatest.max(sure))] {
        let open = area(from, to, if from == part.from { gap } else { 0.0 });
        if from < to && open.width >= 1.0 {
            let edge = part.paint.frame.unwrap_or(part.paint.fill);
            canvas.fill(open, WHITE);
            canvas.hatch(open, edge);
            canvas.frame(open, edge);
        }
    }
    if let Some(text) = &part.inside {
        draw_inside(canvas, text, solid, area(part.from, part.greatest, gap), part.paint);
    }
}

fn draw_inside(canvas: &mut Canvas, text: &str, solid: Area, whole: Area, paint: Paint) {
    let needed = width(text, SMALL) + 6.0;
    let middle = |area: Area| (area.x + area.width / 2.0, area.y + area.height / 2.0);
    let lines = [text.to_owned()];
    let put = |canvas: &mut Canvas, area, ground, ink| {
        canvas.lines_on(ground, &lines, middle(area), SMALL, ink, Anchor::Middle);
    };
    if needed <= solid.width {
        let ground = if paint.again { WHITE } else { paint.fill };
        put(canvas, solid, ground, ink_on(ground));
    } else if needed + 2.0 <= whole.width {
        put(canvas, whole, WHITE, TITLE);
    }
}

/// Writes the marked values, zero first; one that has no room is left out.
fn draw_tick_labels(canvas: &mut Canvas, scale: &Scale, baseline: f64) {
    let mut taken = vec![(f64::NEG_INFINITY, 0.0), (canvas.width, f64::INFINITY)];
    let (zero, others): (Vec<f64>, Vec<f64>) = scale.ticks.values.iter().partition(|v| **v == 0.0);
    for value in zero.into_iter().chain(others) {
        let label = scale.ticks.label(value);
        let (x, half) = (scale.x(value), width(&label, SMALL) / 2.0);
        if taken.iter().all(|(from, to)| x + half < *from || x - half > *to) {
            canvas.text(&label, (x, baseline), SMALL, DRAWING_QUIET, Anchor::Middle);
            taken.push((x - half - 6.0, x + half + 6.0));
        }
    }
}

fn draw_axis(canvas: &mut Canvas, scale: &Scale, title: &str, y: f64, left: f64) -> f64 {
    draw_tick_labels(canvas, scale, y + 5.0 + SMALL.size);
    let top = y + 10.0 + SMALL.leading();
    let x = left.min(scale.zero);
    let lines = wrap(title, SMALL, scale.right - x, 4);
    let height = lines.len() as f64 * SMALL.leading();
    canvas.lines(&lines, (x, top + height / 2.0), SMALL, TITLE, Anchor::Start);
    top + height + 4.0
}
