// SPDX-License-Identifier: EUPL-1.2
//! The sources annex: one row a value, with its cells as people see them.

use super::document::{Source, Value};
use crate::comparison::Outcome;
use crate::datum::Trace;
use crate::diag::{CellAt, say_with};
use std::collections::BTreeMap;

/// Places listed for a value before the rest is only counted.
const SHOWN: usize = 6;

/// Steps listed for a value before the rest is only counted.
const STEPS_SHOWN: usize = 2;

/// Gathers the sources of a document's values.
#[derive(Debug, Default)]
pub(super) struct Sources {
    list: Vec<Source>,
    by_key: BTreeMap<String, usize>,
}

impl Sources {
    /// The value of an outcome, with its row in the annex. Values of the same key share a row, and
    /// so do all values that are one answer as it was written.
    pub(super) fn value(&mut self, key: &str, label: &str, outcome: &Outcome) -> Value {
        let text = outcome.text.clone();
        let content = outcome.content.clone();
        if outcome.trace.cells.is_empty() {
            return Value { text, content, source: None };
        }
        let key = match &outcome.trace.cells[..] {
            [cell] if outcome.trace.steps.is_empty() => format!("{cell}|{text}"),
            _ => key.to_owned(),
        };
        let number = match self.by_key.get(&key) {
            Some(number) => *number,
            None => {
                self.list.push(Source {
                    label: label.to_owned(),
                    value: shortened(&outcome.text),
                    cells: shown(&outcome.trace),
                    steps: steps(&outcome.trace),
                });
                self.by_key.insert(key, self.list.len());
                self.list.len()
            }
        };
        Value { text, content, source: Some(number) }
    }

    /// The annex.
    pub(super) fn into_list(self) -> Vec<Source> {
        self.list
    }
}

fn shortened(text: &str) -> String {
    let mut short: String = text.chars().take(120).collect();
    if short.len() < text.len() {
        short.push('…');
    }
    short
}

fn shown(trace: &Trace) -> Vec<String> {
    cut(ranges(&trace.cells), SHOWN, "sources-more")
}

fn steps(trace: &Trace) -> Vec<String> {
    cut(trace.steps.iter().map(ToString::to_string).collect(), STEPS_SHOWN, "sources-more-steps")
}

/// The first of a list; the others are counted. `sestante trace` has them all.
fn cut(mut list: Vec<String>, most: usize, rest: &str) -> Vec<String> {
    if list.len() > most + 1 {
        let n = (list.len() - most).to_string();
        list.truncate(most);
        list.push(say_with(rest, &[("n", &n)]));
    }
    list
}

/// Cells as people see them, those below each other in a column joined: `…› 2 Competenze!E12:E22`.
pub fn ranges(cells: &[CellAt]) -> Vec<String> {
    let mut sorted: Vec<&CellAt> = cells.iter().collect();
    sorted.sort_by_key(|at| (&at.file, &at.sheet, at.cell.col, at.cell.row));
    sorted.dedup();
    let mut ranges: Vec<(&CellAt, &CellAt)> = Vec::new();
    for at in sorted {
        match ranges.last_mut() {
            Some((first, last))
                if first.file == at.file
                    && first.sheet == at.sheet
                    && first.cell.col == at.cell.col
                    && last.cell.row + 1 == at.cell.row =>
            {
                *last = at;
            }
            _ => ranges.push((at, at)),
        }
    }
    ranges
        .into_iter()
        .map(|(first, last)| {
            if first.cell == last.cell {
                first.to_string()
            } else {
                format!("{first}:{}", last.cell)
            }
        })
        .collect()
}
