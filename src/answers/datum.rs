// SPDX-License-Identifier: EUPL-1.2
//! One answer on its way through the pipeline: what it is, what was written, where it comes from.

use crate::diag::CellAt;
use std::collections::BTreeSet;
use std::sync::Arc;

/// A value that was understood.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// Free words.
    Text(Arc<str>),
    /// A number; 35 % is 35.
    Number(f64),
    /// A day, `2022-12-31`.
    Date(Arc<str>),
    /// Yes or no.
    YesNo(bool),
    /// Id of a choice.
    Choice(Arc<str>),
    /// Ids of several choices, in the order of their list.
    Choices(Vec<Arc<str>>),
}

/// The known ways of being empty. None of them is ever 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Empty {
    /// Not answered.
    Blank,
    /// «nessuno»: confirmed none.
    None,
    /// «n.d.»: not available.
    NotAvailable,
    /// By rule: the question does not concern this participant.
    NotApplicable,
    /// In a transcribed round: the source does not say.
    NotInSource,
    /// Free words that no researcher has put into a class yet.
    Uncoded,
}

impl Empty {
    /// The word in SQL's `__state` columns.
    pub fn id(self) -> &'static str {
        match self {
            Empty::Blank => "blank",
            Empty::None => "none",
            Empty::NotAvailable => "not_available",
            Empty::NotApplicable => "not_applicable",
            Empty::NotInSource => "not_in_source",
            Empty::Uncoded => "uncoded",
        }
    }

    /// The empty state with this word.
    pub fn from_id(id: &str) -> Option<Self> {
        [
            Empty::Blank,
            Empty::None,
            Empty::NotAvailable,
            Empty::NotApplicable,
            Empty::NotInSource,
            Empty::Uncoded,
        ]
        .into_iter()
        .find(|empty| empty.id() == id)
    }
}

/// What an answer is.
#[derive(Debug, Clone, PartialEq)]
pub enum State {
    /// Understood.
    Value(Value),
    /// Written, but not understood; the text is in [`Datum::written`].
    Unreadable,
    /// Empty in a known way.
    Empty(Empty),
}

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
        let mut known: Option<BTreeSet<Arc<str>>> = None;
        for other in others {
            self.cells.extend(other.cells.iter().cloned());
            if other.steps.is_empty() {
                continue;
            }
            let known = known.get_or_insert_with(|| self.steps.iter().cloned().collect());
            let new = other.steps.iter().filter(|step| known.insert(Arc::clone(step)));
            self.steps.extend(new.cloned());
        }
        self.cells.sort();
        self.cells.dedup();
    }
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
    pub fn number(&self) -> Option<f64> {
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
