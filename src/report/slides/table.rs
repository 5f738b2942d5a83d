// SPDX-License-Identifier: EUPL-1.2
//! Tables on slides: as large as they can be, and over several slides when they must.
//!
//! 1. The largest size is taken at which the table needs no more slides than at the least one.
//! 2. Columns that would be too narrow for their words are split into groups, each with the stub.
//! 3. Rows go to the next slide before they may run out of this one, whatever the reader's font; a cell that would fill a slide
//!    alone is cut, and the slide says where its whole text is.

use super::super::deck::{BODY_AREA, SMALL, SlideTable, leading};
use super::super::document::{Cell, Content, Row, Spanner, Table, Value};
use super::fit;
use crate::diag::say;
use std::ops::Range;

/// The least size of a table's text.
const LEAST: f64 = 14.0;
/// Sizes that are tried before it.
const LARGER: [f64; 2] = [18.0, 16.0];
/// Space at the sides of a cell, both together.
pub(super) const SIDES: f64 = 12.0;
/// Space above and below the text of a cell, both together.
const ENDS: f64 = 7.0;
/// No column with more words than that is narrower.
const NARROWEST: f64 = 104.0;
/// A longer word is broken.
const LONGEST_WORD: f64 = 150.0;
/// Part of the room below the head that one row may take.
const TALLEST: f64 = 0.62;
/// Rows measured for a table that can only be shown by its beginning.
const MEASURED: usize = 120;
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
    let groups = column_groups(table, LEAST);
    let least = at_size(table, LEAST, &groups, below, most);
    if least.needed > most || table.rows.len() > MEASURED {
        return limited(least, most);
    }
    for size in LARGER {
        let groups = column_groups(table, size);
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
        let piece = piece(table, columns, measured);
        let widths = widths(&piece, size);
        let head = head_heights(&piece, &widths, size);
        let room = BODY_AREA.height - head.iter().sum::<f64>() - room_below - GAP;
        let group = leading(size) + ENDS;
        let empty = Table { rows: Vec::new(), ..piece.clone() };
        let rows: Vec<(Row, f64)> = piece
            .rows
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
            let part = Table { rows: page, ..empty.clone() };
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
        size,
        widths: widths.to_vec(),
        head: head.to_vec(),
        heights,
        group,
        below: below.to_vec(),
        below_y,
    }
}

impl SlideTable {
    /// Height of the table.
    pub fn height(&self) -> f64 {
        let groups = self.table.rows.iter().filter(|row| row.begins_group()).count() as f64;
        self.head.iter().chain(&self.heights).sum::<f64>() + groups * self.group
    }
}

impl Row {
    /// Whether the head of a group stands above it.
    pub fn begins_group(&self) -> bool {
        self.group.as_ref().is_some_and(|label| !label.is_empty())
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
        spanners: spanners(table, columns),
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

fn spanners(table: &Table, columns: &Range<usize>) -> Vec<Spanner> {
    let mut cut = Vec::new();
    let mut begin = 0_usize;
    let rest = Spanner { label: String::new(), span: table.columns.len() };
    for spanner in table.spanners.iter().chain([&rest]) {
        let end = begin.saturating_add(spanner.span);
        let seen = end.min(columns.end).saturating_sub(begin.max(columns.start));
        if seen > 0 {
            cut.push(Spanner { label: spanner.label.clone(), span: seen });
        }
        begin = end;
    }
    if cut.iter().all(|spanner| spanner.label.is_empty()) { Vec::new() } else { cut }
}

/// Columns that stand on one slide, as many as their words leave room for.
fn column_groups(table: &Table, size: f64) -> Vec<Range<usize>> {
    let rows = &table.rows[..table.rows.len().min(MEASURED)];
    let stub = Measures::of_stub(table, rows, size).least;
    let mut groups = Vec::new();
    let (mut begin, mut used) = (0, stub);
    for at in 0..table.columns.len() {
        let least = Measures::of_column(table, rows, at, size).least;
        if at > begin && used + least > BODY_AREA.width {
            groups.push(begin..at);
            (begin, used) = (at, stub);
        }
        used += least;
    }
    groups.push(begin..table.columns.len());
    groups
}

/// How wide a column may be.
struct Measures {
    /// Its longest word, and enough for a few words.
    least: f64,
    /// Everything on one line.
    most: f64,
    /// All its text, one after the other.
    all: f64,
}

impl Measures {
    fn of<'a>(label: &str, texts: impl Iterator<Item = (&'a str, bool)>, size: f64) -> Measures {
        let mut measures = Measures {
            least: fit::word(label, size, true),
            most: fit::width(label, size, true),
            all: 0.0,
        };
        for (text, bold) in texts {
            let width = fit::width(text, size, bold);
            measures.least = measures.least.max(fit::word(text, size, bold));
            measures.most = measures.most.max(width);
            measures.all += width;
        }
        measures.least = measures.least.min(LONGEST_WORD).max(measures.most.min(NARROWEST)) + SIDES;
        measures.most = measures.most.max(measures.least - SIDES) + SIDES;
        measures
    }

    fn of_stub(table: &Table, rows: &[Row], size: f64) -> Measures {
        let texts = rows.iter().map(|row| (row.label.text.as_str(), true));
        Measures::of(&table.stub_head, texts, size)
    }

    fn of_column(table: &Table, rows: &[Row], at: usize, size: f64) -> Measures {
        let values = |row: &'_ Row| row.cells.get(at).map(|cell| cell.values.clone());
        let texts: Vec<(String, bool)> = rows
            .iter()
            .flat_map(|row| {
                values(row).into_iter().flatten().map(|value| (shown(&value), row.total))
            })
            .collect();
        let label = table.columns.get(at).map_or("", |column| column.label.as_str());
        Measures::of(label, texts.iter().map(|(text, bold)| (text.as_str(), *bold)), size)
    }
}

/// A value as it is printed: what was not understood says so.
pub(super) fn shown(value: &Value) -> String {
    match value.content {
        Content::Unreadable => format!("{} {}", value.text, say("html-unreadable")),
        _ => value.text.clone(),
    }
}

/// Widths of the stub and the columns: what is short gets what it needs, the rest is shared by
/// how much text there is.
fn widths(table: &Table, size: f64) -> Vec<f64> {
    let mut measures = vec![Measures::of_stub(table, &table.rows, size)];
    for at in 0..table.columns.len() {
        measures.push(Measures::of_column(table, &table.rows, at, size));
    }
    widen_for_spanners(table, size, &mut measures);
    if table.even && measures.len() > 2 {
        // columns to be compared are of one width
        let each = |of: fn(&Measures) -> f64| measures.iter().skip(1).map(of).fold(0.0, f64::max);
        let (least, most, all) = (each(|m| m.least), each(|m| m.most), each(|m| m.all));
        measures.iter_mut().skip(1).for_each(|m| *m = Measures { least, most, all });
    }
    share(&measures, BODY_AREA.width)
}

fn widen_for_spanners(table: &Table, size: f64, measures: &mut [Measures]) {
    let mut at = 1;
    for spanner in &table.spanners {
        let label = fit::word(&spanner.label, size, true) + SIDES;
        let under = measures.get_mut(at..at + spanner.span).unwrap_or_default();
        let width: f64 = under.iter().map(|m| m.least).sum();
        for measure in under.iter_mut().filter(|_| label > width) {
            measure.least *= label / width;
            measure.most = measure.most.max(measure.least);
        }
        at += spanner.span;
    }
}

fn share(measures: &[Measures], room: f64) -> Vec<f64> {
    let most: f64 = measures.iter().map(|m| m.most).sum();
    if most <= room {
        // a table of short columns is wider than it must be, but not as wide as the slide
        let wanted = room.min(most * 1.5 + 60.0);
        return measures.iter().map(|m| m.most * wanted / most).collect();
    }
    let least: f64 = measures.iter().map(|m| m.least).sum();
    if least >= room {
        return measures.iter().map(|m| m.least * room / least).collect();
    }
    let mut widths: Vec<f64> = measures.iter().map(|m| m.least).collect();
    let mut left = room - least;
    // in rounds, because a column that has all it can use leaves the rest to the others
    for _ in 0..8 {
        let weight = |at: usize| {
            let m: &Measures = &measures[at];
            if widths[at] + 0.5 < m.most { m.all.max(m.most).sqrt() } else { 0.0 }
        };
        let weights: Vec<f64> = (0..measures.len()).map(weight).collect();
        let sum: f64 = weights.iter().sum();
        if sum <= 0.0 || left < 0.5 {
            break;
        }
        let mut given = 0.0;
        for ((width, measure), weight) in widths.iter_mut().zip(measures).zip(&weights) {
            let more = (left * weight / sum).min(measure.most - *width).max(0.0);
            *width += more;
            given += more;
        }
        left -= given;
    }
    widths
}

fn head_heights(table: &Table, widths: &[f64], size: f64) -> Vec<f64> {
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
fn shortened(row: Row, widths: &[f64], size: f64, room: f64, cut: &mut bool) -> (Row, f64) {
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
type Count = fn(&str, f64, bool, f64) -> usize;

fn row_height(row: &Row, widths: &[f64], size: f64, count: Count) -> f64 {
    let width = |at: usize| widths.get(at).copied().unwrap_or(SIDES) - SIDES;
    let mut lines = count(&row.label.text, size, true, width(0));
    for (at, cell) in row.cells.iter().enumerate() {
        let of = |value: &Value| count(&shown(value), size, row.total, width(at + 1));
        lines = lines.max(cell.values.iter().map(of).sum());
    }
    lines as f64 * leading(size) + ENDS
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::{Align, Column};

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
