// SPDX-License-Identifier: EUPL-1.2
//! The number that a measure is over some rows, with its bounds.
//!
//! Every blank, «n.d.» and unreadable answer, and every value that its question does not allow, may
//! be anything within the question's limits; with `unknown: left_out` it is counted in the base and
//! nowhere else.

use super::measure::Measured;
use crate::datum::amount::{mean, median};
use crate::datum::{Amount, Decimal, Empty, State};
use crate::questionnaire::Type;
use crate::study::{Measure, Unknown};
use crate::tables::{Column, Row};

impl Measured<'_> {
    /// The number over rows.
    pub(super) fn amount(&self, rows: &[&Row]) -> Amount {
        self.amount_with(rows, &[])
    }

    /// The number over rows when further rows may belong to them.
    pub(super) fn amount_with(&self, rows: &[&Row], perhaps: &[&Row]) -> Amount {
        match self.measure {
            Measure::Count(None) => {
                let each = |_: &&Row| Amount::exact(Decimal::ONE, 1);
                self.added(rows, perhaps, &each)
            }
            Measure::Count(Some(column)) => {
                let at = self.table.position(column);
                let each = |row: &&Row| at.map_or_else(Amount::zero, |at| filled(row, at));
                self.added(rows, perhaps, &each)
            }
            Measure::Sum(column) => self.sum_with(rows, perhaps, std::slice::from_ref(column)),
            Measure::SumProduct(columns) => self.sum_with(rows, perhaps, columns),
            Measure::Mean(column) => self.averaged(rows, perhaps, column, mean),
            Measure::Median(column) => self.averaged(rows, perhaps, column, median),
            Measure::Share { column, certain, possible } => {
                self.share(rows, perhaps, column, (certain, possible))
            }
            Measure::Value(column) | Measure::Mark(column) | Measure::List { column, .. } => {
                let at = self.table.position(column);
                let each = |row: &&Row| at.map_or_else(Amount::zero, |at| filled(row, at));
                let base = self.added(rows, perhaps, &each);
                Amount { known: base.known, unknown: base.unknown, ..Amount::zero() }
            }
        }
    }

    /// Sum over the rows of the product of columns.
    fn sum_with(&self, rows: &[&Row], perhaps: &[&Row], columns: &[String]) -> Amount {
        let columns: Vec<(usize, &Column)> = columns
            .iter()
            .filter_map(|name| self.table.position(name))
            .map(|at| (at, &self.table.columns[at]))
            .collect();
        let product = columns.len() > 1;
        let each = |row: &&Row| {
            let factors = columns.iter().map(|(at, column)| {
                let is_share = product && column.kind == Type::Percent;
                let scale = if is_share { Decimal::PERCENT } else { Decimal::ONE };
                Amount::from_datum(&row.data[*at], column.limits, scale)
            });
            factors.reduce(|part, factor| part.times(&factor)).unwrap_or_else(Amount::zero)
        };
        self.added(rows, perhaps, &each)
    }

    /// Adds up what each row brings.
    fn added(&self, rows: &[&Row], perhaps: &[&Row], each: &dyn Fn(&&Row) -> Amount) -> Amount {
        let (mut total, mut known) = (Amount::zero(), Amount::zero());
        for part in rows.iter().map(each) {
            if part.unknown == 0 {
                known.add(&part);
            }
            if part.unknown == 0 || self.unknown == Unknown::Bounds {
                total.add(&part);
            } else {
                total.count(&part);
            }
        }
        for part in perhaps.iter().map(each) {
            total.add_perhaps(&part);
        }
        Amount { point: known.number().filter(|_| known.known > 0), ..total }
    }

    fn averaged(
        &self,
        rows: &[&Row],
        perhaps: &[&Row],
        column: &str,
        average: fn(&[Amount], &[Amount]) -> Amount,
    ) -> Amount {
        let rows = self.values(rows, column);
        if self.unknown == Unknown::Bounds {
            return average(&rows, &self.values(perhaps, column));
        }
        let (known, left_out): (Vec<Amount>, Vec<Amount>) =
            rows.into_iter().partition(|row| row.unknown == 0);
        let mut amount = average(&known, &[]);
        left_out.iter().for_each(|row| amount.count(row));
        amount
    }

    /// What a column holds in each row that it concerns.
    pub(super) fn values(&self, rows: &[&Row], column: &str) -> Vec<Amount> {
        let Some(at) = self.table.position(column) else { return Vec::new() };
        let limits = self.table.columns[at].limits;
        let data = rows.iter().map(|row| &row.data[at]);
        let concerned = data.filter(|datum| datum.state != State::Empty(Empty::NotApplicable));
        concerned.map(|datum| Amount::from_datum(datum, limits, Decimal::ONE)).collect()
    }
}

/// How many values stand in a column of one row: one, none, or one that nobody knows of.
fn filled(row: &Row, at: usize) -> Amount {
    let datum = &row.data[at];
    match &datum.state {
        State::Value(_) => Amount::exact(Decimal::ONE, 1),
        State::Empty(Empty::None | Empty::NotApplicable) => Amount::exact(Decimal::ZERO, 1),
        state => {
            let empty = match state {
                State::Empty(empty) => Some(*empty),
                _ => None,
            };
            let ends = (Some(Decimal::ZERO), Some(Decimal::ONE));
            Amount { unknown: 1, empty, ..Amount::between(ends) }
        }
    }
}
