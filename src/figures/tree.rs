// SPDX-License-Identifier: EUPL-1.2
//! Units under their parent units.
//!
//! From left to right, a column for each level, when the boxes have room for words; else one
//! unit below the other, each set in under its parent, which any depth and width can hold.

use super::canvas::Canvas;
use super::chart::TreeNode;
use super::drawing::{Anchor, Area, Drawing};
use super::no_data;
use super::paint;
use super::text::{Face, SMALL, clean, longest_piece, width, wrap};
use crate::diag::say_with;
use crate::palette::{Colour, DRAWING_QUIET, FRAME, TITLE};

const DEEPEST: usize = 24;
const BAND: f64 = 5.0;
const PAD: f64 = 8.0;
const GAP_ACROSS: f64 = 28.0;
const GAP_DOWN: f64 = 8.0;
const NARROWEST: f64 = 112.0;
const WIDEST: f64 = 250.0;
const NAME: Face = Face { size: 13.0, bold: true };

/// Draws the trees one below the other.
pub(super) fn draw(roots: &[TreeNode], drawing: f64) -> Result<Drawing, String> {
    if roots.is_empty() {
        return Err(no_data());
    }
    let levels = roots.iter().map(|root| depth(root, DEEPEST + 1)).max().unwrap_or(1);
    if levels > DEEPEST {
        return Err(say_with("figure-too-deep", &[("levels", &DEEPEST.to_string())]));
    }
    let mut canvas = Canvas::new(drawing);
    let colours = Colours { highest: roots.iter().map(highest).max().unwrap_or(0) };
    let mut y = 2.0;
    canvas.cut(0.0);
    match columns(roots, levels, drawing) {
        Some(columns) => {
            for root in roots {
                let unit = measure(root, &columns, 0);
                place(&mut canvas, &unit, &columns, &colours, 0, y);
                canvas.cut(y + unit.height + GAP_DOWN);
                y += unit.height + 2.0 * GAP_DOWN;
            }
            y -= 2.0 * GAP_DOWN;
        }
        None => {
            let step = (drawing * 0.4 / levels as f64).min(24.0);
            for root in roots {
                y = indented(&mut canvas, root, step, &colours, (0.0, y));
                canvas.cut(y);
                y += GAP_DOWN;
            }
            y -= GAP_DOWN;
        }
    }
    Ok(canvas.finish(y + 2.0))
}

fn depth(node: &TreeNode, most: usize) -> usize {
    if most == 0 {
        return 0;
    }
    1 + node.children.iter().map(|child| depth(child, most - 1)).max().unwrap_or(0)
}

fn highest(node: &TreeNode) -> usize {
    node.children.iter().map(highest).fold(node.colour, usize::max)
}

struct Colours {
    highest: usize,
}

impl Colours {
    fn fill(&self, node: &TreeNode) -> Colour {
        paint::category(node.colour, self.highest).fill
    }
}

/// Left end and width of the boxes of each level; none when there is no room for words.
fn columns(roots: &[TreeNode], levels: usize, drawing: f64) -> Option<Vec<(f64, f64)>> {
    let mut wanted = vec![NARROWEST; levels];
    let mut words = vec![0.0_f64; levels];
    roots.iter().for_each(|root| widen(root, 0, &mut wanted, &mut words));
    let room = drawing - 2.0 - GAP_ACROSS * (levels as f64 - 1.0);
    let all: f64 = wanted.iter().sum();
    if all > room {
        let least: f64 = levels as f64 * NARROWEST;
        if least > room {
            return None;
        }
        // take from each level in proportion to what it has above the least
        let keep = (room - least) / (all - least);
        wanted.iter_mut().for_each(|w| *w = NARROWEST + (*w - NARROWEST) * keep);
    }
    let broken = wanted.iter().zip(&words).any(|(w, word)| *word > *w * 1.4);
    if broken && drawing < 480.0 {
        return None;
    }
    let mut x = 0.0;
    let mut columns = Vec::new();
    for width in wanted {
        columns.push((x, width.floor()));
        x += width.floor() + GAP_ACROSS;
    }
    Some(columns)
}

fn widen(node: &TreeNode, level: usize, wanted: &mut [f64], words: &mut [f64]) {
    let frame = BAND + 2.0 * PAD + 2.0;
    let detail = node.detail.as_deref().map_or(0.0, |d| width(&clean(d), SMALL));
    let natural = width(&clean(&node.label), NAME).max(detail) + frame;
    if let (Some(wanted), Some(word)) = (wanted.get_mut(level), words.get_mut(level)) {
        *wanted = wanted.max(natural.min(WIDEST));
        *word = word.max(longest_piece(&node.label, NAME) + frame);
    }
    node.children.iter().for_each(|child| widen(child, level + 1, wanted, words));
}

/// The words of a box.
struct Words {
    label: Vec<String>,
    detail: Vec<String>,
}

impl Words {
    fn new(node: &TreeNode, width: f64) -> Self {
        let room = width - BAND - 2.0 * PAD;
        let detail = node.detail.as_deref().map(clean).filter(|d| !d.is_empty());
        Words {
            label: wrap(&node.label, NAME, room, 8),
            detail: detail.map(|d| wrap(&d, SMALL, room, 8)).unwrap_or_default(),
        }
    }

    fn height(&self) -> f64 {
        self.label.len() as f64 * NAME.leading() + self.detail.len() as f64 * SMALL.leading() + 10.0
    }

    fn draw(&self, canvas: &mut Canvas, area: Area, colour: Colour) {
        canvas.fill(area, paint::tint(colour));
        canvas.frame(area, FRAME);
        canvas.fill(Area { width: BAND, ..area }, colour);
        let x = area.x + BAND + PAD;
        let label = self.label.len() as f64 * NAME.leading();
        let detail = self.detail.len() as f64 * SMALL.leading();
        let top = area.y + (area.height - label - detail) / 2.0;
        canvas.lines(&self.label, (x, top + label / 2.0), NAME, TITLE, Anchor::Start);
        canvas.lines(
            &self.detail,
            (x, top + label + detail / 2.0),
            SMALL,
            DRAWING_QUIET,
            Anchor::Start,
        );
    }
}

/// A unit with its words and the height of all that hangs on it.
struct Unit<'a> {
    node: &'a TreeNode,
    words: Words,
    height: f64,
    children: Vec<Unit<'a>>,
}

fn measure<'a>(node: &'a TreeNode, columns: &[(f64, f64)], level: usize) -> Unit<'a> {
    let width = columns.get(level).map_or(NARROWEST, |(_, width)| *width);
    let words = Words::new(node, width);
    let children: Vec<_> = node.children.iter().map(|c| measure(c, columns, level + 1)).collect();
    let below = stacked_height(&children);
    Unit { node, height: words.height().max(below), words, children }
}

fn stacked_height(units: &[Unit]) -> f64 {
    let gaps = units.len().saturating_sub(1) as f64 * GAP_DOWN;
    units.iter().map(|unit| unit.height).sum::<f64>() + gaps
}

/// Draws a unit and its children; returns the middle of its box.
fn place(
    canvas: &mut Canvas,
    unit: &Unit,
    columns: &[(f64, f64)],
    colours: &Colours,
    level: usize,
    top: f64,
) -> f64 {
    let (x, width) = columns.get(level).copied().unwrap_or((0.0, NARROWEST));
    let mut y = top + (unit.height - stacked_height(&unit.children)) / 2.0;
    let mut middles = Vec::new();
    for child in &unit.children {
        middles.push(place(canvas, child, columns, colours, level + 1, y));
        y += child.height + GAP_DOWN;
    }
    let height = unit.words.height();
    // between the first and the last child, but inside its own part of the drawing
    let middle = match (middles.first(), middles.last()) {
        (Some(first), Some(last)) => (first + last) / 2.0,
        _ => top + unit.height / 2.0,
    };
    let middle = middle.min(top + unit.height - height / 2.0).max(top + height / 2.0).round();
    let area = Area { x, y: (middle - height / 2.0).round(), width, height };
    let knee = x + width + GAP_ACROSS / 2.0;
    for child in &middles {
        canvas.level(*child, knee, x + width + GAP_ACROSS, FRAME);
    }
    if let (Some(first), Some(last)) = (middles.first(), middles.last()) {
        canvas.level(middle, x + width, knee, FRAME);
        canvas.upright(knee, first.min(middle), last.max(middle) + 1.0, FRAME);
    }
    unit.words.draw(canvas, area, colours.fill(unit.node));
    middle
}

/// Draws a unit and, set in below it, its children; returns where the next one may begin.
fn indented(
    canvas: &mut Canvas,
    node: &TreeNode,
    step: f64,
    colours: &Colours,
    (x, y): (f64, f64),
) -> f64 {
    let room = (canvas.width - x - 2.0).min(460.0);
    let words = Words::new(node, room);
    let area = Area { x, y, width: room, height: words.height() };
    words.draw(canvas, area, colours.fill(node));
    let bottom = y + area.height;
    let (trunk, mut next, mut last) = (x + step / 2.0, bottom + GAP_DOWN, bottom);
    for child in &node.children {
        let branch = next + 12.0;
        canvas.level(branch, trunk, x + step, FRAME);
        last = branch;
        next = indented(canvas, child, step, colours, (x + step, next));
    }
    if last > bottom {
        canvas.upright(trunk, bottom, last + 1.0, FRAME);
    }
    next
}
