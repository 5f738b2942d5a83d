// SPDX-License-Identifier: EUPL-1.2
//! Spans and moments over years.
//!
//! In each row spans come first, then moments, each in as many lanes as keep their texts apart.
//! A text stands in its span if it fits, else after it, else before it.

use super::axis::ticks;
use super::canvas::Canvas;
use super::chart::{Timeline, TimelineRow};
use super::drawing::{Anchor, Area, Drawing};
use super::labels::Labels;
use super::paint::{self, Paint};
use super::text::{LABEL, SMALL, clean, widest, width, wrap};
use super::{drawable, no_data};
use crate::diag::say_with;
use crate::palette::{Colour, DRAWING_QUIET, GRID, TITLE, WHITE, ink_on};

const BAR: f64 = 22.0;
const DOT: f64 = 5.0;
const GAP: f64 = 6.0;

/// Draws the time line.
pub(super) fn draw(timeline: &Timeline, drawing: f64) -> Result<Drawing, String> {
    validate(timeline)?;
    let mut canvas = Canvas::new(drawing);
    let labels = Labels::new(timeline.rows.iter().map(|row| row.label.as_str()), drawing);
    let years = Years::new(timeline, labels.plot_left(), drawing - 36.0);
    let top = mark_height(timeline, drawing);
    let mut rows = Vec::new();
    let mut y = top;
    canvas.cut(top);
    for (i, row) in timeline.rows.iter().enumerate() {
        y += 7.0 + labels.above(i);
        let lanes = lanes(row, &years);
        let height = lanes.iter().map(Lane::height).sum::<f64>().max(labels.beside(i));
        rows.push((y, height, lanes));
        y += height + 7.0;
        canvas.cut(y);
    }
    draw_years(&mut canvas, &years, top, y);
    let bottom = y;
    let mut placed = Vec::new();
    let highest = timeline.rows.iter().map(|row| row.colour).max().unwrap_or(0);
    for (i, (row, (top, height, lanes))) in timeline.rows.iter().zip(rows).enumerate() {
        if i > 0 {
            canvas.level(top - labels.above(i) - 7.0, 0.0, drawing, GRID);
        }
        labels.draw(&mut canvas, i, top, height);
        let used: f64 = lanes.iter().map(Lane::height).sum();
        let paint = paint::category(row.colour, highest);
        let mut y = top + (height - used) / 2.0;
        for lane in lanes {
            let middle = y + lane.height() / 2.0;
            y += lane.height();
            placed.extend(lane.items.into_iter().map(|item| (item, middle, paint)));
        }
    }
    // the mark runs over the spans and under the words
    placed.iter().for_each(|(item, middle, paint)| draw_item(&mut canvas, item, *middle, *paint));
    draw_mark(&mut canvas, timeline, &years, top, bottom);
    placed.iter().for_each(|(item, middle, paint)| draw_text(&mut canvas, item, *middle, *paint));
    Ok(canvas.finish(bottom + 10.0 + SMALL.leading()))
}

fn validate(timeline: &Timeline) -> Result<(), String> {
    let mut any = false;
    for row in &timeline.rows {
        for (start, end, _) in &row.spans {
            any = true;
            if drawable(*start, &row.label)? > drawable(*end, &row.label)? {
                return Err(say_with("figure-bounds-reversed", &[("label", &row.label)]));
            }
        }
        for (moment, _) in &row.moments {
            any = true;
            drawable(*moment, &row.label)?;
        }
    }
    if let Some((mark, label)) = &timeline.mark {
        drawable(*mark, label)?;
    }
    if any { Ok(()) } else { Err(no_data()) }
}

/// The time axis.
struct Years {
    left: f64,
    right: f64,
    first: f64,
    last: f64,
}

impl Years {
    fn new(timeline: &Timeline, left: f64, right: f64) -> Self {
        let spans = timeline.rows.iter().flat_map(|row| &row.spans).flat_map(|s| [s.0, s.1]);
        let moments = timeline.rows.iter().flat_map(|row| &row.moments).map(|m| m.0);
        let mark = timeline.mark.iter().map(|mark| mark.0);
        let times: Vec<f64> = spans.chain(moments).chain(mark).collect();
        let first = times.iter().copied().fold(f64::INFINITY, f64::min).floor();
        let last = times.iter().copied().fold(f64::NEG_INFINITY, f64::max).ceil();
        Years { left, right, first, last: last.max(first + 1.0) }
    }

    fn x(&self, year: f64) -> f64 {
        let part = (year - self.first) / (self.last - self.first);
        (self.left + part * (self.right - self.left)).round()
    }
}

fn draw_years(canvas: &mut Canvas, years: &Years, top: f64, bottom: f64) {
    let wanted = ((years.right - years.left) / 52.0).clamp(1.0, 20.0) as usize;
    let marks = ticks(years.first, years.last, wanted, true);
    canvas.level(bottom, years.left, years.right, TITLE);
    for year in marks.values {
        if year < years.first || year > years.last {
            continue;
        }
        let x = years.x(year);
        canvas.upright(x, top, bottom, GRID);
        canvas.upright(x, bottom, bottom + 14.0, TITLE);
        let label = format!("{year}");
        if x + 4.0 + width(&label, SMALL) <= canvas.width {
            canvas.text(&label, (x + 4.0, bottom + 14.0), SMALL, DRAWING_QUIET, Anchor::Start);
        }
    }
}

fn mark_lines(timeline: &Timeline, drawing: f64) -> Vec<String> {
    timeline.mark.iter().flat_map(|(_, label)| wrap(label, SMALL, drawing * 0.5, 3)).collect()
}

fn mark_height(timeline: &Timeline, drawing: f64) -> f64 {
    match mark_lines(timeline, drawing).len() {
        0 => 2.0,
        lines => 6.0 + lines as f64 * SMALL.leading(),
    }
}

fn draw_mark(canvas: &mut Canvas, timeline: &Timeline, years: &Years, top: f64, bottom: f64) {
    let Some((moment, _)) = &timeline.mark else { return };
    let x = years.x(*moment);
    let lines = mark_lines(timeline, canvas.width);
    let half = widest(&lines, SMALL) / 2.0;
    let middle = x.min(canvas.width - half - 2.0).max(half + 2.0);
    canvas.lines(&lines, (middle, top / 2.0 - 1.0), SMALL, TITLE, Anchor::Middle);
    // white between the dashes, so that they are seen on a dark span too
    canvas.fill(Area { x, y: top, width: 2.0, height: bottom - top }, WHITE);
    let mut y = top - 3.0;
    while y < bottom {
        let height = 5.0_f64.min(bottom - y);
        canvas.fill(Area { x, y, width: 2.0, height }, TITLE);
        y += 8.0;
    }
}

/// A span or a moment with its text, placed along the axis.
struct Item {
    /// Left and right end of what is drawn; none to the right for a moment.
    from: f64,
    to: Option<f64>,
    text: Vec<String>,
    place: TextSide,
    /// Left and right end of drawing and text together.
    room: (f64, f64),
}

#[derive(Clone, Copy, PartialEq)]
enum TextSide {
    Inside,
    After,
    Before,
}

/// Items of a row that stand side by side.
struct Lane {
    items: Vec<Item>,
}

impl Lane {
    fn height(&self) -> f64 {
        let lines = self.items.iter().map(|item| item.text.len()).max().unwrap_or(1) as f64;
        (lines * LABEL.leading() + 4.0).max(BAR) + 3.0
    }
}

fn lanes(row: &TimelineRow, years: &Years) -> Vec<Lane> {
    let spans = row.spans.iter().map(|(start, end, text)| {
        let (from, to) = (years.x(*start), years.x(*end));
        item(from, Some(to.max(from + 2.0)), text, years)
    });
    let moments = row.moments.iter().map(|(at, text)| item(years.x(*at), None, text, years));
    let mut lanes = stack(spans.collect());
    lanes.extend(stack(moments.collect()));
    lanes
}

/// The first lane that has room takes each item, from left to right.
fn stack(mut items: Vec<Item>) -> Vec<Lane> {
    items.sort_by(|a, b| a.room.0.total_cmp(&b.room.0));
    let mut lanes: Vec<Lane> = Vec::new();
    for item in items {
        let free = |lane: &&mut Lane| {
            lane.items.last().is_none_or(|last| last.room.1 + 8.0 <= item.room.0)
                || touching(lane, &item)
        };
        match lanes.iter_mut().find(free) {
            Some(lane) => lane.items.push(item),
            None => lanes.push(Lane { items: vec![item] }),
        }
    }
    lanes
}

/// Spans that follow each other without a break stand in one lane when their texts are inside.
fn touching(lane: &Lane, item: &Item) -> bool {
    let inside = |item: &Item| item.place == TextSide::Inside;
    lane.items.last().is_some_and(|last| inside(last) && last.room.1 <= item.room.0)
        && item.place != TextSide::Before
        && item.to.is_some()
}

fn item(from: f64, to: Option<f64>, text: &str, years: &Years) -> Item {
    let text = clean(text);
    let (left, right) = match to {
        Some(to) => (from, to),
        None => (from - DOT, from + DOT),
    };
    let needed = width(&text, LABEL);
    let done = |text, place, room| Item { from, to, text, place, room };
    if text.is_empty() || (to.is_some() && needed + 12.0 <= right - left) {
        return done(vec![text], TextSide::Inside, (left, right));
    }
    let (after, before) = (years.right + 32.0 - right - GAP, left - GAP - years.left);
    let place = if needed <= after || after >= before { TextSide::After } else { TextSide::Before };
    let room = if place == TextSide::After { after } else { before };
    // a span nearly as wide as the plot leaves no room beside it: its text goes inside, on lines
    if room < 60.0_f64.min(needed) && right - left > room && to.is_some() {
        return done(wrap(&text, LABEL, right - left - 12.0, 6), TextSide::Inside, (left, right));
    }
    let lines = wrap(&text, LABEL, room, 6);
    let used = widest(&lines, LABEL) + GAP;
    let room = if place == TextSide::After { (left, right + used) } else { (left - used, right) };
    done(lines, place, room)
}

fn draw_item(canvas: &mut Canvas, item: &Item, middle: f64, paint: Paint) {
    let Some(to) = item.to else {
        canvas.dot((item.from, middle), DOT + 2.0, WHITE);
        canvas.dot((item.from, middle), DOT, paint.fill);
        return;
    };
    let lines = if item.place == TextSide::Inside { item.text.len() } else { 1 } as f64;
    let height = (lines * LABEL.leading() + 4.0).max(BAR);
    // one pixel of white between spans that touch
    let width = (to - item.from - 1.0).max(2.0);
    canvas.paint(Area { x: item.from, y: middle - height / 2.0, width, height }, paint);
}

fn ground_in(paint: Paint) -> Colour {
    if paint.again { WHITE } else { paint.fill }
}

fn draw_text(canvas: &mut Canvas, item: &Item, middle: f64, paint: Paint) {
    let (left, right) = match item.to {
        Some(to) => (item.from, to),
        None => (item.from - DOT, item.from + DOT),
    };
    let (x, ground, anchor) = match item.place {
        TextSide::Inside => (left + 6.0, ground_in(paint), Anchor::Start),
        TextSide::After => (right + GAP, WHITE, Anchor::Start),
        TextSide::Before => (left - GAP, WHITE, Anchor::End),
    };
    let ink = if ground == WHITE { TITLE } else { ink_on(ground) };
    canvas.lines_on(ground, &item.text, (x, middle), LABEL, ink, anchor);
}
