// SPDX-License-Identifier: EUPL-1.2
//! What was understood of an answer, and in which way nothing is there.

use super::{Day, Decimal};
use std::sync::Arc;

/// A value that was understood.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// Free words.
    Text(Arc<str>),
    /// A number; 35 % is 35.
    Number(Decimal),
    /// A day.
    Day(Day),
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
    /// All of them.
    pub const ALL: [Empty; 6] = [
        Empty::Blank,
        Empty::None,
        Empty::NotAvailable,
        Empty::NotApplicable,
        Empty::NotInSource,
        Empty::Uncoded,
    ];

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
        Empty::ALL.into_iter().find(|empty| empty.id() == id)
    }
}
