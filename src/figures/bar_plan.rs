// SPDX-License-Identifier: EUPL-1.2
//! What stands in each category of a bar chart: stacks, their parts and their texts.

use super::chart::{Bar, Bars, Series, Tone};
use super::paint::{self, Paint};
use super::text::{Face, LABEL, SMALL, balanced, clean};
use crate::palette::{Colour, DRAWING_QUIET, TITLE};

/// A part of a stack from one value to another.
pub(super) struct Stretch {
    pub(super) from: f64,
    pub(super) least: f64,
    pub(super) greatest: f64,
    pub(super) paint: Paint,
    /// Text inside the part, if it fits there.
    pub(super) inside: Option<String>,
}

/// One bar, or one stack, with the text at its end.
pub(super) struct Stack {
    pub(super) parts: Vec<Stretch>,
    pub(super) end: f64,
    pub(super) text: Vec<String>,
    pub(super) face: Face,
    pub(super) ink: Colour,
    pub(super) height: f64,
    pub(super) bar: f64,
}

/// The stacks of a category, from top to bottom.
pub(super) struct Category {
    pub(super) stacks: Vec<Stack>,
}

impl Category {
    /// Room that its stacks need.
    pub(super) fn height(&self) -> f64 {
        self.stacks.iter().map(|stack| stack.height).sum()
    }
}

/// Plans every category; texts at the ends of bars may take `room`.
pub(super) fn plan(bars: &Bars, room: f64) -> Vec<Category> {
    let paints = paints(&bars.series);
    let thickness = match (bars.stacked, bars.series.len(), bars.categories.len()) {
        (true, _, _) => 24.0,
        (false, 1, 26..) => 14.0,
        (false, 1, _) => 20.0,
        _ => 13.0,
    };
    (0..bars.categories.len())
        .map(|row| {
            let own = own_paint(bars, row);
            let values = bars.series.iter().zip(&paints);
            let values =
                values.filter_map(|(s, p)| Some((s, own.unwrap_or(*p), s.values.get(row)?)));
            let stacks = match bars.stacked {
                true => vec![stack(values.collect(), room, thickness)],
                false => values.filter_map(|(_, p, b)| single(b, p, room, thickness)).collect(),
            };
            Category {
                stacks: if stacks.is_empty() { vec![empty_stack(thickness)] } else { stacks },
            }
        })
        .collect()
}

fn empty_stack(bar: f64) -> Stack {
    let (text, face, ink) = (Vec::new(), LABEL, TITLE);
    Stack { parts: Vec::new(), end: 0.0, text, face, ink, height: bar, bar }
}

fn single(bar: &Bar, paint: Paint, room: f64, thickness: f64) -> Option<Stack> {
    let (parts, end, text, ink) = match bar {
        Bar::Nothing => return None,
        Bar::Unknown(text) => (Vec::new(), 0.0, text, DRAWING_QUIET),
        Bar::Known(value, text) => {
            let part = Stretch { from: 0.0, least: *value, greatest: *value, paint, inside: None };
            (vec![part], *value, text, TITLE)
        }
        Bar::Between(least, greatest, text) => {
            let part =
                Stretch { from: 0.0, least: *least, greatest: *greatest, paint, inside: None };
            let end = if *greatest > 0.0 { *greatest } else { *least };
            (vec![part], end, text, TITLE)
        }
    };
    let text = balanced(text, LABEL, room, 6);
    let height = (text.len() as f64 * LABEL.leading()).max(thickness + 3.0);
    Some(Stack { parts, end, text, face: LABEL, ink, height, bar: thickness })
}

fn stack(values: Vec<(&Series, Paint, &Bar)>, room: f64, thickness: f64) -> Stack {
    let mut stack = empty_stack(thickness);
    let mut unknown: Vec<String> = Vec::new();
    for (series, paint, bar) in &values {
        let (least, greatest, text) = match bar {
            Bar::Known(value, text) => (*value, *value, text),
            Bar::Between(least, greatest, text) => (*least, *greatest, text),
            Bar::Unknown(text) => {
                unknown.push(format!("{}: {text}", series.name));
                continue;
            }
            Bar::Nothing => continue,
        };
        let from = stack.end;
        stack.end += greatest;
        let inside = Some(clean(text));
        stack.parts.push(Stretch {
            from,
            least: from + least,
            greatest: stack.end,
            paint: *paint,
            inside,
        });
    }
    if stack.parts.is_empty() && !unknown.is_empty() {
        let all_same = values.iter().all(|(_, _, bar)| match (bar, values.first()) {
            (Bar::Unknown(text), Some((_, _, Bar::Unknown(first)))) => text == first,
            _ => false,
        });
        if let (true, Some((_, _, Bar::Unknown(text)))) = (all_same, values.first()) {
            unknown = vec![text.clone()];
        }
    }
    if !unknown.is_empty() {
        stack.text = balanced(&unknown.join("; "), SMALL, room, 6);
        (stack.ink, stack.face) = (DRAWING_QUIET, SMALL);
        stack.height = stack.height.max(stack.text.len() as f64 * SMALL.leading());
    } else if let ([part], false) = (stack.parts.as_mut_slice(), values.len() > 1) {
        stack.text = balanced(&part.inside.take().unwrap_or_default(), LABEL, room, 6);
        stack.height = stack.height.max(stack.text.len() as f64 * LABEL.leading());
    }
    stack
}

/// The paint of a category that has a colour of its own.
fn own_paint(bars: &Bars, row: usize) -> Option<Paint> {
    // more of them than colours: their names stand beside them, one colour does for all
    let highest = bars.colours.iter().max().filter(|highest| !paint::again(**highest))?;
    bars.colours.get(row).map(|colour| paint::category(*colour, *highest))
}

/// The last colour of a tone that occurs.
pub(super) fn highest(series: &[Series], tone: Tone) -> usize {
    series.iter().filter(|s| s.tone == tone).map(|s| s.colour).max().unwrap_or(0)
}

/// The paint of each series.
pub(super) fn paints(series: &[Series]) -> Vec<Paint> {
    let paint = |s: &Series| paint::toned(s.tone, s.colour, highest(series, s.tone));
    series.iter().map(paint).collect()
}
