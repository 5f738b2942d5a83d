// SPDX-License-Identifier: EUPL-1.2
//! What a value rests on besides its bounds, for who computes it again.

use super::measure::Measured;
use super::outcome::Basis;
use crate::answers::Row;
use crate::study::{Measure, Unknown};
use std::collections::BTreeSet;

impl Measured<'_> {
    /// That of the measure over rows, when further rows may belong to them.
    pub(super) fn basis(&self, rows: &[&Row], perhaps: &[&Row]) -> Basis {
        let known = Measured {
            unknown: Unknown::LeftOut,
            printing: self.printing.clone(),
            comparer: self.comparer,
            table: self.table,
            measure: self.measure,
        };
        // The one value of a row is its own number, and words have none.
        let has_number =
            !matches!(self.measure, Measure::Value(_) | Measure::Mark(_) | Measure::List { .. });
        let counts = matches!(self.measure, Measure::Count(_));
        let amount = has_number.then(|| known.amount(rows));
        let point = amount.filter(|amount| counts || amount.known > 0).and_then(|a| a.number());
        Basis { point, participants: participants(rows.iter().chain(perhaps)) }
    }
}

/// How many participants rows belong to; those of reference data belong to none.
pub(super) fn participants<'a>(rows: impl Iterator<Item = &'a &'a Row>) -> usize {
    let ids: BTreeSet<&str> = rows.map(|row| &*row.participant).collect();
    ids.into_iter().filter(|id| !id.is_empty()).count()
}
