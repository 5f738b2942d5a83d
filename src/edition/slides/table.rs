// SPDX-License-Identifier: EUPL-1.2
//! Tables on slides: as large as they can be, and over several slides when they must.
//!
//! 1. The largest size is taken at which the table needs no more slides than at the least one.
//! 2. Columns that would be too narrow for their words are split into groups, each with the stub
//!    ([`widths`](super::widths)).
//! 3. Rows go to the next slide before they may run out of this one, whatever the reader's font; a
//!    cell that would fill a slide alone is cut ([`rows`](super::rows)), and the slide says where
//!    its whole text is.

use super::areas::{BODY_AREA, SMALL, leading};
use super::fit;
use super::rows::{ENDS, MEASURED, head_heights, row_height, shortened};
use super::slide::SlideTable;
use super::widths::{column_groups, measured, widths};
use crate::edition::table::spans;
use crate::report::{Cell, Row, Table};
use std::ops::Range;

/// The least size of a table's text.
const LEAST: f64 = 14.0;
/// Sizes that are tried before it.
const LARGER: [f64; 2] = [18.0, 16.0];
/// Space between a table and what stands below it.
const GAP: f64 = 6.0;

/// The parts of a table, each for a slide.
#[derive(Debug)]
pub(super) struct Parts {
    pub(super) parts: Vec<SlideTable>,
    /// Slides that the whole table would take; greater than the parts when it is too long.
    pub(super) needed: usize,
    /// Whether the text of a cell was cut.
    pub(super) cut: bool,
}

/// Lays a table out on at most so many slides; only the first part when it needs more.
///
/// `below` stands under the last part; `more` under every one that leaves something out.
pub(super) fn lay_out(table: &Table, most: usize, below: &[String]) -> Parts {
    let grid = measured(table);
    let groups = column_groups(&grid, LEAST);
    let least = at_size(table, LEAST, &groups, below, most);
    if least.needed > most || table.rows.len() > MEASURED {
        return limited(least, most);
    }
    for size in LARGER {
        let groups = column_groups(&grid, size);
        let larger = at_size(table, size, &groups, below, most);
        if larger.needed <= least.needed && !larger.cut {
            return larger;
        }
    }
    least
}

fn limited(mut parts: Parts, most: usize) -> Parts {
    if parts.needed > most {
        parts.parts.truncate(1);
    }
    parts
}

fn at_size(
    table: &Table,
    size: f64,
    groups: &[Range<usize>],
    below: &[String],
    most: usize,
) -> Parts {
    let mut all = Parts { parts: Vec::new(), needed: 0, cut: false };
    let measured = &table.rows[..table.rows.len().min(MEASURED)];
    let room_below: f64 = below.iter().map(|text| small(text)).sum();
    for columns in groups {
        let mut piece = piece(table, columns, measured);
        let widths = widths(&piece, size);
        let head = head_heights(&piece, &widths, size);
        let room = BODY_AREA.height - head.iter().sum::<f64>() - room_below - GAP;
        let group = leading(size) + ENDS;
        let rows: Vec<(Row, f64)> = std::mem::take(&mut piece.rows)
            .into_iter()
            .map(|row| shortened(row, &widths, size, room - group, &mut all.cut))
            .collect();
        let mut rest = rows.as_slice();
        let full = pages(&rows, room, group);
        // a table that is shown by its beginning shows as much of it as can be
        let whole = full.len().saturating_mul(groups.len()) <= most;
        for end in if whole { balanced(full, &rows, room, group) } else { full } {
            let (page, after) = rest.split_at(end.min(rest.len()));
            let running = rows[..rows.len() - rest.len()].iter().rev();
            let running = running.map(|(row, _)| row).find(|row| row.begins_group());
            let mut page: Vec<Row> = page.iter().map(|(row, _)| row.clone()).collect();
            if let (Some(first), Some(running)) = (page.first_mut(), running)
                && !first.begins_group()
            {
                // the group goes on: its head stands here again
                first.group.clone_from(&running.group);
            }
            let own = |row| row_height(row, &widths, size, fit::own_lines);
            let heights = page.iter().map(own).collect();
            let part = Table { rows: page, ..piece.clone() };
            all.parts.push(placed(part, size, &widths, &head, heights, group, below));
            rest = after;
        }
    }
    all.needed = all.parts.len();
    if table.rows.len() > measured.len() {
        // the rest was not measured; there is at least one more
        all.needed = all.needed.saturating_mul(table.rows.len().div_ceil(measured.len().max(1)));
    }
    all
}

/// How many rows stand on each slide: on no more slides than full ones, filled about equally.
fn balanced(full: Vec<usize>, rows: &[(Row, f64)], room: f64, group: f64) -> Vec<usize> {
    let total: f64 = rows.iter().map(|(row, height)| height + headed(row, group)).sum();
    let even = total / full.len() as f64;
    let tried = (0..10).map(|step| even + (room - even) * f64::from(step) / 10.0);
    let tried = tried.map(|room| pages(rows, room, group));
    tried.into_iter().find(|pages| pages.len() == full.len()).unwrap_or(full)
}

/// How many rows stand on each slide when each is filled.
fn pages(rows: &[(Row, f64)], room: f64, group: f64) -> Vec<usize> {
    let mut counts = vec![0_usize];
    let mut used = 0.0;
    let mut in_group = false;
    for (row, height) in rows {
        let needed = height + headed(row, group);
        if used + needed > room && counts.last() != Some(&0) {
            counts.push(0);
            // the head of a group that goes on stands on the next slide again
            used = if in_group && !row.begins_group() { group } else { 0.0 };
        }
        in_group |= row.begins_group();
        used += needed;
        if let Some(last) = counts.last_mut() {
            *last += 1;
        }
    }
    counts
}

/// Height of the head of the group that begins with a row.
fn headed(row: &Row, group: f64) -> f64 {
    if row.begins_group() { group } else { 0.0 }
}

fn placed(
    table: Table,
    size: f64,
    widths: &[f64],
    head: &[f64],
    heights: Vec<f64>,
    group: f64,
    below: &[String],
) -> SlideTable {
    let small: f64 = below.iter().map(|text| small(text)).sum();
    // at the foot of the slide: a table that is taller than measured has room to grow
    let below_y = BODY_AREA.y + BODY_AREA.height - small;
    SlideTable {
        table,
        alternative: String::new(),
        size,
        widths: widths.to_vec(),
        head: head.to_vec(),
        heights,
        group,
        below: below.to_vec(),
        below_y,
    }
}

/// Height of a line of small text below a table or figure.
pub(super) fn small(text: &str) -> f64 {
    fit::height(text, SMALL, false, BODY_AREA.width)
}

/// Some columns of a table, with the spanners over them.
fn piece(table: &Table, columns: &Range<usize>, rows: &[Row]) -> Table {
    let cells = |row: &Row| {
        let empty = || Cell { values: Vec::new(), shade: None };
        columns.clone().map(|at| row.cells.get(at).cloned().unwrap_or_else(empty)).collect()
    };
    let rows = rows.iter().map(|row| Row { cells: cells(row), ..row.clone() });
    Table {
        spanners: spans(table, columns),
        columns: table.columns.get(columns.clone()).unwrap_or_default().to_vec(),
        rows: rows.collect(),
        ..bare(table)
    }
}

/// A table without its columns and rows.
fn bare(table: &Table) -> Table {
    Table {
        id: table.id.clone(),
        number: table.number,
        caption: table.caption.clone(),
        spanners: Vec::new(),
        stub_head: table.stub_head.clone(),
        columns: Vec::new(),
        rows: Vec::new(),
        even: table.even,
        base: table.base.clone(),
        notes: table.notes.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::{Align, Column, Content, Spanner, Value};

    fn value(text: &str) -> Value {
        Value { text: text.to_owned(), content: Content::Text, source: None }
    }

    fn table(rows: usize, columns: usize, text: &str) -> Table {
        let cell = |_| Cell { values: vec![value(text)], shade: None };
        let row = |at: usize| Row {
            label: value(&format!("riga {at}")),
            group: at.is_multiple_of(7).then(|| format!("gruppo {at}")),
            cells: (0..columns).map(cell).collect(),
            total: false,
        };
        let column = |at: usize| Column { label: format!("Colonna {at}"), align: Align::Left };
        Table {
            id: String::new(),
            number: 0,
            caption: "Prova".to_owned(),
            spanners: vec![Spanner { label: "Sopra".to_owned(), span: usize::MAX }],
            stub_head: "Riga".to_owned(),
            columns: (0..columns).map(column).collect(),
            rows: (0..rows).map(row).collect(),
            even: true,
            base: None,
            notes: Vec::new(),
        }
    }

    #[test]
    fn rows_go_on_on_the_next_slide_under_the_head_of_their_group() {
        let whole = table(60, 3, "qualche parola di testo");
        let parts = lay_out(&whole, usize::MAX, &[]);
        assert!(parts.parts.len() > 2 && !parts.cut);
        let rows: Vec<&str> = parts
            .parts
            .iter()
            .flat_map(|part| part.table.rows.iter().map(|row| row.label.text.as_str()))
            .collect();
        let all: Vec<&str> = whole.rows.iter().map(|row| row.label.text.as_str()).collect();
        assert_eq!(rows, all);
        for part in &parts.parts {
            assert!(part.table.rows[0].begins_group(), "{:?}", part.table.rows[0]);
            assert!(part.height() <= BODY_AREA.height, "{}", part.height());
            assert_eq!(part.table.spanners, [Spanner { label: "Sopra".to_owned(), span: 3 }]);
        }
    }

    #[test]
    fn columns_that_have_no_room_stand_on_slides_of_their_own() {
        let whole = table(3, 30, "1.234,50");
        let parts = lay_out(&whole, usize::MAX, &[]).parts;
        assert!(parts.len() > 1);
        let columns: usize = parts.iter().map(|part| part.table.columns.len()).sum();
        assert_eq!(columns, 30);
        assert!(parts.iter().all(|part| part.widths.iter().sum::<f64>() <= BODY_AREA.width + 0.5));
        assert_eq!(lay_out(&whole, 1, &[]).parts.len(), 1);
    }

    #[test]
    fn a_cell_that_would_fill_the_slide_is_cut() {
        let parts = lay_out(&table(2, 2, &"parola ".repeat(2000)), usize::MAX, &[]);
        assert!(parts.cut);
        assert!(parts.parts.iter().all(|part| part.height() <= BODY_AREA.height));
        assert!(parts.parts[0].table.rows[0].cells[0].values[0].text.ends_with('…'));
    }

    #[test]
    fn a_table_of_nothing_is_a_head() {
        let parts = lay_out(&table(0, 0, ""), 3, &[]);
        assert_eq!((parts.parts.len(), parts.needed), (1, 1));
    }

    #[test]
    fn a_very_long_table_is_measured_at_its_beginning_only() {
        let parts = lay_out(&table(100_000, 3, "testo"), 3, &[]);
        assert!(parts.parts.len() == 1 && parts.needed > 1000, "{}", parts.needed);
    }
}
