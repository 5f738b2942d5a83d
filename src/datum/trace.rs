// SPDX-License-Identifier: EUPL-1.2
//! Where a value comes from, joined by every step that makes one value of several.

use crate::diag::{CellAt, Permit, Private};
use std::collections::BTreeSet;
use std::sync::Arc;

/// Where a value comes from: the cells, and the steps taken on the way.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Trace {
    /// The cells, in reading order.
    pub cells: Vec<CellAt>,
    /// Steps besides reading: a coding, a view, a correction.
    pub steps: Vec<Step>,
}

/// A step on the way of a value: a sentence that anybody may read and, where it leaves out who
/// decided and why, the one for who keeps the study.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Step {
    published: Arc<str>,
    record: Option<Private<Arc<str>>>,
}

impl Step {
    /// A step of which everything may be published.
    pub fn open(text: impl Into<Arc<str>>) -> Self {
        Step { published: text.into(), record: None }
    }

    /// A step of which the public is told less than the record has.
    pub fn with_record(published: impl Into<Arc<str>>, record: impl Into<Arc<str>>) -> Self {
        let record = Some(Private::new(record.into()));
        Step { published: published.into(), record }
    }

    /// What anybody may read.
    pub fn published(&self) -> &str {
        &self.published
    }

    /// All that is known of it.
    pub fn recorded(&self, permit: Permit) -> &str {
        self.record.as_ref().map_or(&self.published, |record| record.read(permit))
    }
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
        let mut seen: BTreeSet<Step> = self.steps.iter().cloned().collect();
        for other in others {
            self.cells.extend(other.cells.iter().cloned());
            let new = other.steps.iter().filter(|step| seen.insert((*step).clone()));
            self.steps.extend(new.cloned());
        }
        self.cells.sort();
        self.cells.dedup();
    }
}
