// SPDX-License-Identifier: EUPL-1.2
//! Checks as a study declares them; [`crate::check`] runs them.

use super::Condition;
use crate::datum::{Decimal, QuestionId};
use crate::diag::{Severity, TextSpan};

/// A declared check.
#[derive(Debug, Clone, PartialEq)]
pub struct Check {
    /// Names the fault in kebab-case.
    pub code: String,
    /// How much a finding of it weighs.
    pub severity: Severity,
    /// What is checked.
    pub kind: CheckKind,
    /// The finding's message; `{name}` stands for a value.
    pub message: String,
    /// The way out.
    pub help: Option<String>,
    /// For the study team alone: what a participant can do nothing about is not sent back to it.
    pub internal: bool,
    /// Where it is declared.
    pub at: TextSpan,
}

/// What is checked. Tables and questions are full ids.
#[derive(Debug, Clone, PartialEq)]
pub enum CheckKind {
    /// Bands without gaps and overlaps, within each participant.
    Bands {
        /// Table.
        table: String,
        /// Column of the lower bound.
        from: String,
        /// Column of the upper bound.
        to: String,
        /// Column that says the lower bound is excluded.
        from_excluded: Option<String>,
        /// Column that says the upper bound is excluded.
        to_excluded: Option<String>,
        /// One series of bands for each value of this column.
        by: Option<String>,
    },
    /// Two totals that should be equal, within each participant.
    Totals {
        /// One.
        left: Total,
        /// The other.
        right: Total,
    },
    /// Two questions that should have the same answer.
    SameAnswer {
        /// One.
        left: QuestionId,
        /// The other.
        right: QuestionId,
    },
    /// A column without repetitions, within each participant.
    Unique {
        /// Table.
        table: String,
        /// Column.
        column: String,
    },
    /// A total or a single answer that should not change much between a participant's rounds.
    Change {
        /// What is compared.
        of: Total,
        /// Share, in per cent, by which a number may change.
        limit: Decimal,
    },
    /// A query that returns one row a finding.
    Sql(String),
}

/// The sum of a column over some rows.
#[derive(Debug, Clone, PartialEq)]
pub struct Total {
    /// The column summed, or a single question.
    pub of: QuestionId,
    /// Only rows in which these columns of the same table have one of these values.
    pub only: Vec<Condition>,
}
