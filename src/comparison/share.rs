// SPDX-License-Identifier: EUPL-1.2
//! The part of a column's sum that some rows hold, between bounds.

use super::measure::Measured;
use crate::answers::Row;
use crate::datum::Amount;
use crate::study::{Filter, Unknown};

impl Measured<'_> {
    /// The percentage of the column's sum that is in the certain rows; at most, also in the
    /// possible ones and in those whose class nobody knows.
    pub(super) fn share(
        &self,
        rows: &[&Row],
        column: &str,
        certain: &[Filter],
        possible: &[Filter],
    ) -> Amount {
        let columns = [column.to_owned()];
        let total = self.sum(rows, &columns);
        if total.known == 0 {
            return Amount { least: None, greatest: None, ..total };
        }
        let is_certain = |row: &Row| self.comparer.fits(self.table, row, certain);
        let may_be = |row: &Row| {
            (!possible.is_empty() && self.comparer.fits(self.table, row, possible))
                || (self.unknown == Unknown::Bounds && self.unclassed(row, certain))
        };
        let sum = |keep: &dyn Fn(&Row) -> bool| {
            let kept: Vec<&Row> = rows.iter().copied().filter(|row| keep(row)).collect();
            self.sum(&kept, &columns)
        };
        let least = sum(&|row| is_certain(row));
        let rest = sum(&|row| !is_certain(row));
        let most = sum(&|row| is_certain(row) || may_be(row));
        let others = sum(&|row| !is_certain(row) && !may_be(row));
        Amount {
            least: lower(least.least, rest.greatest),
            greatest: upper(most.greatest, others.least),
            ..total
        }
    }

    /// Whether a column that decides is empty or unreadable in a row.
    fn unclassed(&self, row: &Row, filters: &[Filter]) -> bool {
        filters.iter().any(|filter| {
            let at = self.table.position(&filter.column);
            at.is_some_and(|at| row.data[at].value().is_none())
        })
    }
}

/// The least share: as little as can be of the part, as much as can be of the rest. Nothing bounds
/// a rest that is not known above, so the share may be anything from zero up.
fn lower(part: Option<f64>, rest: Option<f64>) -> Option<f64> {
    match (part, rest) {
        (Some(part), Some(rest)) => percent(part, rest),
        _ => Some(0.0),
    }
}

/// The greatest share, the other way round.
fn upper(part: Option<f64>, rest: Option<f64>) -> Option<f64> {
    match (part, rest) {
        (Some(part), Some(rest)) => percent(part, rest),
        _ => Some(100.0),
    }
}

fn percent(part: f64, rest: f64) -> Option<f64> {
    let whole = part + rest;
    (whole > 0.0).then(|| part / whole * 100.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn near(found: Option<f64>, wanted: f64) -> bool {
        found.is_some_and(|found| (found - wanted).abs() < 1e-9)
    }

    // M16
    #[test]
    fn an_unknown_rest_makes_a_share_smaller() {
        assert!(near(lower(Some(3.0), Some(37.0)), 7.5));
        assert!(near(upper(Some(27.0), Some(13.0)), 67.5));
        assert!(near(lower(Some(1830.0), None), 0.0));
        assert!(near(upper(None, Some(5.0)), 100.0));
        assert_eq!(percent(0.0, 0.0), None);
    }
}
