// SPDX-License-Identifier: EUPL-1.2
//! The part of a column's sum that some rows hold, between bounds.

use super::Fit;
use super::measure::Measured;
use crate::datum::Amount;
use crate::datum::amount::{ShareSide, share};
use crate::study::{Filter, Unknown};
use crate::tables::Row;

impl Measured<'_> {
    /// The percentage of the column's sum that is in the certain rows; at most, also in the
    /// possible ones and in those whose class nobody knows.
    pub(super) fn share(
        &self,
        rows: &[&Row],
        perhaps: &[&Row],
        column: &str,
        filters: (&[Filter], &[Filter]),
    ) -> Amount {
        let (placed, left_out) = self.placed(rows, column, filters);
        let (may_count, _) = self.placed(perhaps, column, filters);
        let mut amount = share(&placed, &may_count);
        left_out.iter().for_each(|row| amount.count(row));
        amount
    }

    /// The sum that a share is of: with `left_out`, without the rows that were left out.
    pub(super) fn whole(
        &self,
        rows: &[&Row],
        column: &str,
        filters: (&[Filter], &[Filter]),
    ) -> Amount {
        let (placed, left_out) = self.placed(rows, column, filters);
        let mut whole = Amount::zero();
        for amount in placed.iter().map(|(amount, _)| amount).chain(&left_out) {
            if amount.unknown == 0 { whole.add(amount) } else { whole.count(amount) }
        }
        match whole.known {
            0 => Amount { least: None, greatest: None, ..whole },
            _ => whole,
        }
    }

    /// The values of a column and where they go; and the rows that are left out, because nobody
    /// knows the one or the other.
    fn placed(
        &self,
        rows: &[&Row],
        column: &str,
        (certain, possible): (&[Filter], &[Filter]),
    ) -> (Vec<(Amount, ShareSide)>, Vec<Amount>) {
        let fit = |row: &Row, filters| self.comparer.fit(self.table, row, filters);
        let mut placed = Vec::new();
        let mut left_out = Vec::new();
        for row in rows {
            let in_part = fit(row, certain);
            let place = match in_part {
                Fit::Yes => ShareSide::Part,
                Fit::Perhaps => ShareSide::Either,
                Fit::No if !possible.is_empty() && fit(row, possible) != Fit::No => {
                    ShareSide::Either
                }
                Fit::No => ShareSide::Rest,
            };
            for amount in self.values(&[row], column) {
                let unknown = amount.unknown > 0 || in_part == Fit::Perhaps;
                if unknown && self.unknown == Unknown::LeftOut {
                    left_out.push(Amount { known: 0, unknown: 1, ..amount });
                } else {
                    placed.push((amount, place));
                }
            }
        }
        (placed, left_out)
    }
}
