// SPDX-License-Identifier: EUPL-1.2
//! How wide the columns of a table on a slide are, and which of them stand on one slide.

use super::areas::BODY_AREA;
use super::fit;
use super::rows::{MEASURED, SIDES, shown};
use crate::report::{Row, Table};
use std::ops::Range;

/// No column with more words than that is narrower.
const NARROWEST: f64 = 104.0;
/// A longer word is broken.
const LONGEST_WORD: f64 = 150.0;

/// Columns that stand on one slide, as many as their words leave room for.
pub(super) fn column_groups(table: &Table, size: f64) -> Vec<Range<usize>> {
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

/// Widths of the stub and the columns: what is short gets what it needs, the rest is shared by
/// how much text there is.
pub(super) fn widths(table: &Table, size: f64) -> Vec<f64> {
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
