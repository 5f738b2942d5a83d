// SPDX-License-Identifier: EUPL-1.2
//! The sources annex: one row a value, with its cells as people see them.

use super::block::Value;
use super::cells::ranges;
use super::document::Source;
use crate::answers::Published;
use crate::comparison::Outcome;
use crate::datum::Trace;
use crate::diag::say_with;
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
    pub(super) fn value(&mut self, key: &str, place: &[&str], outcome: &Outcome) -> Value {
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
                let mut cells = ranges(&outcome.trace.cells);
                let more_cells = beyond(cells.len(), SHOWN);
                cells.truncate(cells.len() - more_cells);
                self.list.push(Source {
                    place: place.iter().map(|part| (*part).to_owned()).collect(),
                    value: shortened(&outcome.text),
                    cells,
                    more_cells,
                    steps: steps(&outcome.trace),
                });
                self.by_key.insert(key, self.list.len());
                self.list.len()
            }
        };
        Value { text, content, source: Some(number) }
    }

    /// The annex; sheets are called as in the form.
    pub(super) fn into_list(mut self, answers: &Published) -> Vec<Source> {
        for range in self.list.iter_mut().flat_map(|source| &mut source.cells) {
            range.first = answers.as_asked(&range.first);
        }
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

/// The first steps; the others are counted. `sestante trace` has them all.
fn steps(trace: &Trace) -> Vec<String> {
    let more = beyond(trace.steps.len(), STEPS_SHOWN);
    let shown =
        trace.steps.iter().take(trace.steps.len() - more).map(|step| step.published().to_owned());
    let n = more.to_string();
    let rest = (more > 0).then(|| say_with("sources-more-steps", &[("n", &n)]));
    shown.chain(rest).collect()
}

/// How many of a list are counted rather than listed; one alone is listed too.
fn beyond(length: usize, most: usize) -> usize {
    if length > most + 1 { length - most } else { 0 }
}
