// SPDX-License-Identifier: EUPL-1.2
//! Numbers or marks in a grid, shaded by size, with the text in each cell.
//!
//! Columns have one width. When texts do not fit, the type gets smaller down to a floor, column
//! heads turn upright, and cells grow by lines; a text is broken before it is cut.

use super::canvas::Canvas;
use super::chart::{HeatCell, HeatMap};
use super::drawing::{Anchor, Area, Drawing};
use super::no_data;
use super::text::{Face, LABEL, clean, longest_piece, widest, width, wrap};
use crate::diag::say_with;
use crate::palette::{self, DRAWING_QUIET, FRAME, GRID, TITLE};

const SMALLEST: f64 = 9.0;
const WIDEST_COLUMN: f64 = 150.0;
const LEAST_COLUMN: f64 = 18.0;
const PAD: f64 = 4.0;

/// Draws the grid.
pub(super) fn draw(map: &HeatMap, drawing: f64) -> Result<Drawing, String> {
    validate(map, drawing)?;
    let grid = Grid::new(map, drawing);
    let mut canvas = Canvas::new(drawing);
    let mut y = draw_spanners(&mut canvas, map, &grid, 2.0);
    y = draw_heads(&mut canvas, map, &grid, y);
    canvas.cut(y);
    for (label, cells) in &map.rows {
        y = draw_row(&mut canvas, &grid, label, cells, y);
        canvas.cut(y);
    }
    Ok(canvas.finish(y + 2.0))
}

fn validate(map: &HeatMap, drawing: f64) -> Result<(), String> {
    if map.rows.is_empty() || map.columns.is_empty() {
        return Err(no_data());
    }
    let wanted = map.columns.len().to_string();
    for (label, cells) in &map.rows {
        if cells.len() != map.columns.len() {
            let found = cells.len().to_string();
            let args = [("label", &**label), ("found", &*found), ("wanted", &*wanted)];
            return Err(say_with("figure-lengths-differ", &args));
        }
    }
    let spanned: usize = map.spanners.iter().map(|(_, columns)| columns).sum();
    if !map.spanners.is_empty() && spanned != map.columns.len() {
        let found = spanned.to_string();
        return Err(say_with("figure-spanners-differ", &[("found", &found), ("wanted", &wanted)]));
    }
    if map.columns.len() as f64 * LEAST_COLUMN > drawing * 0.75 {
        let width = drawing.to_string();
        return Err(say_with(
            "figure-too-many-columns",
            &[("columns", &wanted), ("width", &width)],
        ));
    }
    Ok(())
}

/// Widths and type of the grid.
struct Grid {
    stub: f64,
    left: f64,
    column: f64,
    stub_face: Face,
    cell: Face,
    head: Face,
    spanner: Face,
    upright: bool,
    least_row: f64,
}

impl Grid {
    fn new(map: &HeatMap, drawing: f64) -> Self {
        let count = map.columns.len() as f64;
        let stub_face = if drawing < 480.0 { LABEL.at(12.0) } else { LABEL };
        let natural = map.rows.iter().map(|(label, _)| width(&clean(label), stub_face));
        let natural = natural.fold(0.0, f64::max).ceil() + 10.0;
        let least = (drawing - count * LEAST_COLUMN).max(drawing * 0.25);
        let texts = || map.rows.iter().flat_map(|(_, cells)| cells).map(|cell| &cell.text);
        let longest = |face: Face| texts().map(|t| longest_piece(t, face)).fold(0.0, f64::max);
        let head_needs = |face: Face| {
            let face = Face { bold: true, ..face };
            map.columns.iter().map(|c| longest_piece(c, face)).fold(0.0, f64::max)
        };
        // the stub leaves the columns the room that their words want, down to a quarter of the
        // drawing; less than that only where a number would be broken
        let wants = (longest(LABEL).max(head_needs(LABEL.at(12.0))) + 2.0 * PAD).clamp(34.0, 90.0);
        let needs = longest(LABEL.at(SMALLEST)).min(60.0) + 2.0 * PAD;
        let stub = natural
            .min(least)
            .min((drawing - wants * count).max(drawing * 0.25).min(drawing * 0.4))
            .min((drawing - needs * count).max(drawing * 0.18))
            .floor();
        let column = ((drawing - 2.0 - stub) / count).min(WIDEST_COLUMN).floor();
        let room = column - PAD;
        let fitting = |needs: &dyn Fn(Face) -> f64| {
            let sizes = [13.0, 12.0, 11.0, 10.0];
            let size = sizes.into_iter().find(|size| needs(LABEL.at(*size)) <= room);
            LABEL.at(size.unwrap_or(SMALLEST))
        };
        let cell = fitting(&longest);
        let head = fitting(&head_needs);
        let head = Face { bold: true, size: head.size.max(10.0) };
        let upright = column < 64.0 && head_needs(head) > room;
        let spanner = Face { size: head.size.max(12.0), ..head };
        let least_row = if map.rows.len() > 30 { 20.0 } else { 26.0 };
        let left = stub;
        Grid { stub, left, column, stub_face, cell, head, spanner, upright, least_row }
    }

    fn x(&self, column: usize) -> f64 {
        self.left + column as f64 * self.column
    }
}

fn draw_spanners(canvas: &mut Canvas, map: &HeatMap, grid: &Grid, top: f64) -> f64 {
    let mut column = 0;
    let mut wrapped = Vec::new();
    for (label, span) in &map.spanners {
        let (left, right) = (grid.x(column), grid.x(column + span));
        column += span;
        if *span > 0 && !clean(label).is_empty() {
            wrapped.push((left, right, wrap(label, grid.spanner, right - left - 2.0 * PAD, 6)));
        }
    }
    let tallest = wrapped.iter().map(|(_, _, lines)| lines.len()).max().unwrap_or(0);
    if tallest == 0 {
        return top;
    }
    let bottom = top + tallest as f64 * grid.spanner.leading() + 4.0;
    for (left, right, lines) in wrapped {
        let middle = bottom - 4.0 - lines.len() as f64 * grid.spanner.leading() / 2.0;
        canvas.lines(&lines, ((left + right) / 2.0, middle), grid.spanner, TITLE, Anchor::Middle);
        canvas.level(bottom, left + 3.0, right - 3.0, TITLE);
    }
    bottom + 5.0
}

fn draw_heads(canvas: &mut Canvas, map: &HeatMap, grid: &Grid, top: f64) -> f64 {
    const TALLEST: f64 = 170.0;
    let face = grid.head;
    if grid.upright {
        let most = ((grid.column - 2.0) / face.leading()).floor().max(1.0) as usize;
        let natural = map.columns.iter().map(|c| width(&clean(c), face)).fold(0.0, f64::max);
        let heads: Vec<_> =
            map.columns.iter().map(|c| wrap(c, face, natural.min(TALLEST), most)).collect();
        let tall = heads.iter().map(|lines| widest(lines, face)).fold(0.0, f64::max).ceil();
        let bottom = top + tall + 8.0;
        for (i, lines) in heads.iter().enumerate() {
            let middle = grid.x(i) + grid.column / 2.0 + face.drop();
            let first = middle - (lines.len() as f64 - 1.0) * face.leading() / 2.0;
            for (k, line) in lines.iter().enumerate() {
                let at = (first + k as f64 * face.leading(), bottom - 4.0);
                canvas.text_up(line, at, face, TITLE);
            }
        }
        return bottom;
    }
    let room = grid.column - PAD;
    let heads: Vec<_> = map.columns.iter().map(|c| wrap(c, face, room, 8)).collect();
    let tallest = heads.iter().map(Vec::len).max().unwrap_or(1) as f64;
    let bottom = top + tallest * face.leading() + 6.0;
    for (i, lines) in heads.iter().enumerate() {
        let middle = bottom - 5.0 - lines.len() as f64 * face.leading() / 2.0;
        let x = grid.x(i) + grid.column / 2.0;
        canvas.lines(lines, (x, middle), face, TITLE, Anchor::Middle);
    }
    bottom
}

fn draw_row(canvas: &mut Canvas, grid: &Grid, label: &str, cells: &[HeatCell], y: f64) -> f64 {
    let head = wrap(label, grid.stub_face, grid.stub - 10.0, 8);
    let room = grid.column - PAD;
    let texts: Vec<_> = cells.iter().map(|cell| wrap(&cell.text, grid.cell, room, 12)).collect();
    let lines = texts.iter().map(Vec::len).max().unwrap_or(1) as f64;
    let height = (lines * grid.cell.leading() + 8.0)
        .max(head.len() as f64 * grid.stub_face.leading() + 8.0)
        .max(grid.least_row);
    canvas.level(y, 0.0, grid.left - 4.0, GRID);
    let middle = y + height / 2.0;
    canvas.lines(&head, (2.0, middle), grid.stub_face, TITLE, Anchor::Start);
    for (i, (cell, lines)) in cells.iter().zip(&texts).enumerate() {
        let area =
            Area { x: grid.x(i) + 1.0, y: y + 1.0, width: grid.column - 2.0, height: height - 2.0 };
        let ink = match cell.shade {
            Some(shade) => {
                let fill = palette::shade(shade);
                canvas.fill(area, fill);
                palette::ink_on(fill)
            }
            None => {
                canvas.frame(area, FRAME);
                DRAWING_QUIET
            }
        };
        let x = grid.x(i) + grid.column / 2.0;
        canvas.lines(lines, (x, middle), grid.cell, ink, Anchor::Middle);
    }
    y + height
}
