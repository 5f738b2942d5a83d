// SPDX-License-Identifier: EUPL-1.2
//! Where the findings of several files gather, so that all are told at once.

use super::finding::Finding;
use std::cell::RefCell;
use std::rc::Rc;

/// Findings so far; a clone adds to the same ones.
#[derive(Debug, Clone, Default)]
pub struct Mistakes(Rc<RefCell<Vec<Finding>>>);

impl Mistakes {
    /// Adds a finding.
    pub fn push(&self, finding: Finding) {
        self.0.borrow_mut().push(finding);
    }

    /// Adds findings.
    pub fn push_all(&self, findings: impl IntoIterator<Item = Finding>) {
        self.0.borrow_mut().extend(findings);
    }

    /// Whether any finding so far is of this kind.
    pub fn any(&self, wanted: impl Fn(&Finding) -> bool) -> bool {
        self.0.borrow().iter().any(wanted)
    }

    /// All findings so far, which are no longer held.
    pub fn take(&self) -> Vec<Finding> {
        self.0.take()
    }
}
