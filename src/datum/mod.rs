// SPDX-License-Identifier: EUPL-1.2
//! What every stage shares: an answer on its way through the pipeline, with what was written and
//! where it comes from; exact numbers, and numbers between bounds; days; ids of what is asked, and names of the
//! columns that we make.
//!
//! Nothing here knows a questionnaire, a workbook or a study.

#![cfg_attr(not(test), warn(clippy::indexing_slicing, clippy::string_slice))]

pub mod amount;
pub mod columns;
mod day;
mod decimal;
pub mod keys;
mod origin;
mod question_id;
mod trace;
mod value;

pub use amount::{Amount, Limits};
pub use day::{Date, Day, MONTHS};
pub use decimal::Decimal;
pub use origin::Origin;
pub use question_id::QuestionId;
pub use trace::{Step, Trace};
pub use value::{Empty, Value};

use std::sync::Arc;

/// What an answer is.
#[derive(Debug, Clone, PartialEq)]
pub enum State {
    /// Understood.
    Value(Value),
    /// Understood, but beyond the limits of its question, and confirmed by nobody: it is not known,
    /// but for its limits.
    Beyond(Value),
    /// Written, but not understood; the text is in [`Datum::written`].
    Unreadable,
    /// Empty in a known way.
    Empty(Empty),
}

/// One answer with what was written and where.
#[derive(Debug, Clone, PartialEq)]
pub struct Datum {
    /// What it is.
    pub state: State,
    /// What the person wrote; empty when nothing.
    pub written: Arc<str>,
    /// Where it comes from.
    pub trace: Trace,
}

impl Datum {
    /// The value, when it was understood.
    pub fn value(&self) -> Option<&Value> {
        match &self.state {
            State::Value(value) => Some(value),
            _ => None,
        }
    }

    /// The number, when it is one.
    pub fn number(&self) -> Option<Decimal> {
        match self.value() {
            Some(Value::Number(number)) => Some(*number),
            _ => None,
        }
    }

    /// Ids of the choices it holds: one, several, or none.
    pub fn choices(&self) -> Vec<&str> {
        match self.value() {
            Some(Value::Choice(id)) => vec![id],
            Some(Value::Choices(ids)) => ids.iter().map(AsRef::as_ref).collect(),
            Some(Value::YesNo(true)) => vec!["yes"],
            Some(Value::YesNo(false)) => vec!["no"],
            _ => Vec::new(),
        }
    }

    /// Whether nobody wrote anything here.
    pub fn is_blank(&self) -> bool {
        matches!(self.state, State::Empty(Empty::Blank | Empty::NotInSource | Empty::NotApplicable))
            && self.written.is_empty()
    }
}
