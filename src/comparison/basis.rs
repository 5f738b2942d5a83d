// SPDX-License-Identifier: EUPL-1.2
//! What a value rests on besides its bounds, for who computes it again.

use super::measure::Measured;
use super::outcome::{Basis, Outcome};
use crate::datum::{Amount, Decimal};
use crate::study::{Measure, Unknown};
use crate::tables::Row;
use std::collections::BTreeSet;

impl Measured<'_> {
    /// The same outcomes of the measure over rows, when further rows may belong to them, each with
    /// what it rests on.
    pub(super) fn resting(
        &self,
        outcomes: impl IntoIterator<Item = Outcome>,
        rows: &[&Row],
        perhaps: &[&Row],
    ) -> Vec<Outcome> {
        let participants = participants(rows.iter().chain(perhaps));
        let with_basis = |outcome: Outcome| {
            let amount = outcome.amount.as_ref();
            let point = amount.and_then(|amount| self.point(amount, rows));
            Outcome { basis: Basis { point, participants }, ..outcome }
        };
        outcomes.into_iter().map(with_basis).collect()
    }

    /// The number over what is known alone; none where nothing is known.
    fn point(&self, amount: &Amount, rows: &[&Row]) -> Option<Decimal> {
        if let Some(point) = amount.point.or(amount.number()) {
            return Some(point);
        }
        // The one value of a row is its own number, and words have none.
        if matches!(self.measure, Measure::Value(_) | Measure::Mark(_) | Measure::List { .. }) {
            return None;
        }
        let known = Measured {
            unknown: Unknown::LeftOut,
            printing: self.printing.clone(),
            comparer: self.comparer,
            table: self.table,
            measure: self.measure,
        };
        let alone = Some(known.amount(rows)).filter(|alone| alone.known > 0);
        alone.and_then(|alone| alone.number())
    }
}

/// How many participants rows belong to; those of reference data belong to none.
pub(super) fn participants<'a>(rows: impl Iterator<Item = &'a &'a Row>) -> usize {
    let ids: BTreeSet<&str> = rows.map(|row| &*row.participant).collect();
    ids.into_iter().filter(|id| !id.is_empty()).count()
}
