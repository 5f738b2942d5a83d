// SPDX-License-Identifier: EUPL-1.2
//! The numbers that a report prints, one by one: for who computes them again.

use crate::comparison::Outcome;
use crate::datum::Decimal;
use std::collections::BTreeSet;

/// A number that the report prints.
#[derive(Debug, Clone, PartialEq)]
pub struct Published {
    /// Id of the comparison, with the participant that it is of (`people@aa`); that of a default
    /// table begins with `all:`, that of a claim with `claim:`.
    pub comparison: String,
    /// Key of the row.
    pub row: String,
    /// Key of the column.
    pub column: String,
    /// Least value.
    pub least: Option<Decimal>,
    /// The number over what is known.
    pub point: Option<Decimal>,
    /// Greatest value.
    pub greatest: Option<Decimal>,
    /// Rows whose value is known.
    pub n: usize,
    /// Rows whose value is not.
    pub unknown: usize,
    /// How many participants it rests on.
    pub participants: usize,
    /// As printed.
    pub text: String,
}

/// Gathers them, each once, in the order in which they are printed.
#[derive(Debug, Default)]
pub(super) struct Ledger {
    list: Vec<Published>,
    known: BTreeSet<(String, String, String)>,
}

impl Ledger {
    /// The values in one cell of a comparison; those that are no numbers are left out.
    pub(super) fn add(
        &mut self,
        (comparison, only): (&str, Option<&str>),
        (row, column): (&str, &str),
        outcomes: &[Outcome],
    ) {
        let comparison = match only {
            Some(participant) => format!("{comparison}@{participant}"),
            None => comparison.to_owned(),
        };
        if !self.known.insert((comparison.clone(), row.to_owned(), column.to_owned())) {
            return;
        }
        self.list.extend(outcomes.iter().filter_map(|outcome| {
            let amount = outcome.amount.as_ref()?;
            let bounds = (amount.least, amount.greatest);
            let (least, greatest) = if outcome.is_empty() { (None, None) } else { bounds };
            Some(Published {
                comparison: comparison.clone(),
                row: row.to_owned(),
                column: column.to_owned(),
                least,
                point: amount.point.or(amount.number()).filter(|_| !outcome.is_empty()),
                greatest,
                n: amount.known,
                unknown: amount.unknown,
                participants: outcome.participants,
                text: outcome.text.clone(),
            })
        }));
    }

    /// All of them.
    pub(super) fn into_list(self) -> Vec<Published> {
        self.list
    }
}
