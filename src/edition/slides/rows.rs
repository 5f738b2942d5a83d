// SPDX-License-Identifier: EUPL-1.2
//! How tall the rows of a table on a slide are; what is too tall is cut.

use super::areas::leading;
use super::fit;
use crate::edition::text::shown;
use crate::report::{Row, Table, Value};

/// Space at the sides of a cell, both together.
pub(super) const SIDES: f64 = 12.0;
/// Space above and below the text of a cell, both together.
pub(super) const ENDS: f64 = 7.0;
/// Rows measured for a table that can only be shown by its beginning.
pub(super) const MEASURED: usize = 120;
/// Part of the room below the head that one row may take.
const TALLEST: f64 = 0.62;

pub(super) fn head_heights(table: &Table, widths: &[f64], size: f64) -> Vec<f64> {
    let cell = |text: &str, width: f64| fit::height(text, size, true, width - SIDES) + ENDS;
    let width = |at: usize| widths.get(at).copied().unwrap_or(SIDES);
    let labels = table.columns.iter().enumerate();
    let mut labels: Vec<f64> =
        labels.map(|(at, column)| cell(&column.label, width(at + 1))).collect();
    labels.push(cell(&table.stub_head, width(0)));
    let labels = labels.into_iter().fold(0.0, f64::max);
    if table.spanners.is_empty() {
        return vec![labels];
    }
    let mut at = 1;
    let mut tallest: f64 = 0.0;
    for spanner in &table.spanners {
        let over: f64 = (at..at + spanner.span).map(width).sum();
        tallest = tallest.max(cell(&spanner.label, over));
        at += spanner.span;
    }
    vec![tallest, labels]
}

/// A row that fits in `room`, its longest cells cut when it must be, and its height.
pub(super) fn shortened(
    row: Row,
    widths: &[f64],
    size: f64,
    room: f64,
    cut: &mut bool,
) -> (Row, f64) {
    let tallest = row_height(&row, widths, size, fit::lines);
    let most = (room * TALLEST).max(leading(size) + ENDS);
    if tallest <= most {
        return (row, tallest);
    }
    *cut = true;
    let width = |at: usize| widths.get(at).copied().unwrap_or(SIDES) - SIDES;
    let allowed = ((most - ENDS) / leading(size)).floor().max(1.0) as usize;
    let mut row = row;
    let total = row.total;
    row.label.text =
        fit::cut(&row.label.text, |text| fit::lines(text, size, true, width(0)) <= allowed);
    for (at, cell) in row.cells.iter_mut().enumerate() {
        let mut left = allowed;
        let mut kept = Vec::new();
        let more = cell.values.len();
        for mut value in std::mem::take(&mut cell.values) {
            if left == 0 {
                break;
            }
            let fits = |text: &str| fit::lines(text, size, total, width(at + 1)) <= left;
            value.text = fit::cut(&value.text, fits);
            left = left.saturating_sub(fit::lines(&value.text, size, total, width(at + 1)));
            kept.push(value);
        }
        if kept.len() < more
            && let Some(last) = kept.last_mut().filter(|last| !last.text.ends_with('…'))
        {
            last.text.push_str(" …");
        }
        cell.values = kept;
    }
    let height = row_height(&row, widths, size, fit::lines).min(most);
    (row, height)
}

/// Counts the lines of a text of a size, bold or not, in some room.
pub(super) type Count = fn(&str, f64, bool, f64) -> usize;

pub(super) fn row_height(row: &Row, widths: &[f64], size: f64, count: Count) -> f64 {
    let width = |at: usize| widths.get(at).copied().unwrap_or(SIDES) - SIDES;
    let mut lines = count(&row.label.text, size, true, width(0));
    for (at, cell) in row.cells.iter().enumerate() {
        let of = |value: &Value| count(&shown(value), size, row.total, width(at + 1));
        lines = lines.max(cell.values.iter().map(of).sum());
    }
    lines as f64 * leading(size) + ENDS
}
