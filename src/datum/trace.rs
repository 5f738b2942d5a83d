// SPDX-License-Identifier: EUPL-1.2
//! Where a value comes from, joined by every step that makes one value of several.

use crate::diag::CellAt;
use std::collections::BTreeSet;
use std::sync::Arc;

/// Where a value comes from: the cells, and the steps taken on the way.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Trace {
    /// The cells, in reading order.
    pub cells: Vec<CellAt>,
    /// Steps besides reading: a coding, a view; each a sentence.
    pub steps: Vec<Arc<str>>,
}

impl Trace {
    /// The trace of a value read from one cell.
    pub fn of(cell: CellAt) -> Self {
        Trace { cells: vec![cell], steps: Vec::new() }
    }

    /// Adds another trace to this one, without repetitions.
    pub fn join(&mut self, other: &Trace) {
        self.join_all([other]);
    }

    /// Adds other traces to this one, without repetitions.
    pub fn join_all<'a>(&mut self, others: impl IntoIterator<Item = &'a Trace>) {
        let mut seen: BTreeSet<Arc<str>> = self.steps.iter().cloned().collect();
        for other in others {
            self.cells.extend(other.cells.iter().cloned());
            let new = other.steps.iter().filter(|step| seen.insert(Arc::clone(step)));
            self.steps.extend(new.cloned());
        }
        self.cells.sort();
        self.cells.dedup();
    }
}
