// SPDX-License-Identifier: EUPL-1.2
//! What stands in a returned file outside the form: sheets of its own, words in other cells,
//! comments. None of it is an answer, and none of it is lost.

use crate::diag::say;

/// Something out of its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stray {
    /// What it is.
    pub kind: StrayKind,
    /// Where it stood in the returned file, as people see it.
    pub place: String,
    /// What it says.
    pub text: String,
}

/// What something out of its place is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StrayKind {
    /// A part of the form that had been changed; the new form has it as it was.
    Repaired,
    /// A sheet that the form does not have.
    Sheet,
    /// Words in a cell that is no answer's.
    Text,
    /// A comment on a cell.
    Comment,
}

impl StrayKind {
    /// The kind in words.
    pub fn label(self) -> String {
        say(match self {
            StrayKind::Repaired => "feedback-stray-repaired",
            StrayKind::Sheet => "feedback-stray-sheet",
            StrayKind::Text => "feedback-stray-text",
            StrayKind::Comment => "feedback-stray-comment",
        })
    }
}
