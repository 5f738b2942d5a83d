// SPDX-License-Identifier: EUPL-1.2
//! What a figure says, and what in it the answers do not decide.

use crate::diag::TextSpan;

/// What a figure says.
#[derive(Debug, Clone)]
pub struct Message {
    /// The sentence, filled in.
    pub text: String,
    /// What in it the answers do not decide.
    pub doubts: Vec<Doubt>,
    /// Where its comparison is declared.
    pub at: TextSpan,
}

/// A placeholder that cannot be filled in with a value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Doubt {
    /// The word inside the braces.
    pub placeholder: String,
    /// What stands in its place.
    pub said: String,
    /// Why.
    pub why: Why,
}

/// Why a placeholder cannot be filled in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// The answers do not decide it.
    Undecided,
    /// Several are equally great.
    Tie,
    /// The table has no such cell.
    NoCell,
}
