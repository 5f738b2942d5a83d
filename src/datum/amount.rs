// SPDX-License-Identifier: EUPL-1.2
//! Numbers of which a part may be unknown: a least and a greatest value, never a zero for a blank.
//!
//! The only interval arithmetic of the program. A bound that is missing is no bound: the number may
//! be as small, or as great, as it likes.

use super::{Datum, Empty, State};

/// A number between bounds, and what it rests on.
#[derive(Debug, Clone, PartialEq)]
pub struct Amount {
    /// Least value; none when nothing bounds it below.
    pub least: Option<f64>,
    /// Greatest value; none when nothing bounds it above.
    pub greatest: Option<f64>,
    /// Rows whose value is known.
    pub known: usize,
    /// Rows whose value is not.
    pub unknown: usize,
    /// In which way the unknown ones are empty, when all in the same.
    pub empty: Option<Empty>,
}

impl Amount {
    /// Nothing, over no rows.
    pub fn zero() -> Self {
        Amount::exact(0.0, 0)
    }

    /// A known number over some rows.
    pub fn exact(number: f64, known: usize) -> Self {
        Amount { least: Some(number), greatest: Some(number), known, unknown: 0, empty: None }
    }

    /// What the datum of one row brings to a sum, within the limits of its question, times `scale`,
    /// which is not negative: 0,01 makes a share of a percentage.
    pub fn from_datum(datum: &Datum, limits: (Option<f64>, Option<f64>), scale: f64) -> Self {
        match (datum.number(), &datum.state) {
            (Some(number), _) => Amount::exact(number * scale, 1),
            // confirmed none, or of no concern: nothing is added, and that is known
            (None, State::Empty(Empty::None | Empty::NotApplicable)) => Amount::exact(0.0, 1),
            (None, state) => {
                let empty = match state {
                    State::Empty(empty) => Some(*empty),
                    _ => None,
                };
                let scaled = |limit: Option<f64>| limit.map(|limit| limit * scale);
                let (least, greatest) = (scaled(limits.0), scaled(limits.1));
                Amount { least, greatest, known: 0, unknown: 1, empty }
            }
        }
    }

    /// The number, when it is known exactly.
    pub fn number(&self) -> Option<f64> {
        match (self.least, self.greatest) {
            (Some(least), Some(greatest)) if (greatest - least).abs() < 1e-9 => Some(least),
            _ => None,
        }
    }

    /// Rows in all.
    pub fn rows(&self) -> usize {
        self.known + self.unknown
    }

    /// Adds what further rows bring.
    pub fn add(&mut self, part: &Amount) {
        let sum = |a: Option<f64>, b: Option<f64>| a.zip(b).map(|(a, b)| a + b);
        self.least = sum(self.least, part.least);
        self.greatest = sum(self.greatest, part.greatest);
        self.count(part);
    }

    /// Counts further rows for the base alone: the bounds stay.
    pub fn count(&mut self, part: &Amount) {
        if part.unknown > 0 {
            let same = self.unknown == 0 || self.empty == part.empty;
            self.empty = if same { part.empty } else { None };
        }
        self.known += part.known;
        self.unknown += part.unknown;
    }

    /// Adds what one row brings that may belong here or not: it widens the bounds, and is unknown.
    pub fn add_perhaps(&mut self, part: &Amount) {
        let empty = self.empty.or(part.empty).or(Some(Empty::NotAvailable));
        let least = part.least.map(|least| least.min(0.0));
        let greatest = part.greatest.map(|greatest| greatest.max(0.0));
        self.add(&Amount { least, greatest, known: 0, unknown: 1, empty: None });
        self.empty = empty;
    }

    /// The product with another amount over the same row: the least and the greatest of the four
    /// products of the bounds, so that negative ones are right.
    #[must_use]
    pub fn times(&self, other: &Amount) -> Self {
        let (a, b) = (self.ends(), other.ends());
        let products = [(a.0, b.0), (a.0, b.1), (a.1, b.0), (a.1, b.1)].map(product);
        let bound = |number: f64| number.is_finite().then_some(number);
        let unknown = self.unknown.max(other.unknown);
        Amount {
            least: bound(products.into_iter().fold(f64::INFINITY, f64::min)),
            greatest: bound(products.into_iter().fold(f64::NEG_INFINITY, f64::max)),
            known: self.rows().max(other.rows()) - unknown,
            unknown,
            empty: self.empty.or(other.empty),
        }
    }

    /// Whether both may be the same number, give or take `slack`.
    pub fn may_equal(&self, other: &Amount, slack: f64) -> bool {
        let ((least, greatest), (from, to)) = (self.ends(), other.ends());
        least <= to + slack && from <= greatest + slack
    }

    /// Least and greatest value; infinite where nothing bounds them.
    pub fn ends(&self) -> (f64, f64) {
        (self.least.unwrap_or(f64::NEG_INFINITY), self.greatest.unwrap_or(f64::INFINITY))
    }
}

/// Nothing of whatever there may be is nothing.
fn product((a, b): (f64, f64)) -> f64 {
    if a == 0.0 || b == 0.0 { 0.0 } else { a * b }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::datum::{Trace, Value};

    fn number(number: f64) -> Datum {
        let state = State::Value(Value::Number(number));
        Datum { state, written: "".into(), trace: Trace::default() }
    }

    fn blank() -> Datum {
        let state = State::Empty(Empty::NotInSource);
        Datum { state, written: "".into(), trace: Trace::default() }
    }

    // M19
    #[test]
    fn an_unknown_share_widens_the_interval_and_is_never_zero() {
        let share = (Some(0.0), Some(100.0));
        let people = (Some(0.0), None);
        let mut fte = Amount::zero();
        for (n, s) in [(number(2.0), number(40.0)), (number(4.0), blank())] {
            let share = Amount::from_datum(&s, share, 0.01);
            fte.add(&Amount::from_datum(&n, people, 1.0).times(&share));
        }
        assert!((fte.least.unwrap() - 0.8).abs() < 1e-9);
        assert!((fte.greatest.unwrap() - 4.8).abs() < 1e-9);
        assert_eq!((fte.known, fte.unknown, fte.number()), (1, 1, None));
    }

    /// What an amount without a bound is held to have at its open end, in the worlds of the tests.
    const FAR: i32 = 3;

    /// Every amount with whole bounds from -2 to 2, open ends too, and the numbers it may be.
    fn small() -> Vec<(Amount, Vec<f64>)> {
        let ends = || (-2..=2).map(Some).chain([None]);
        let mut all = Vec::new();
        for (least, greatest) in ends().flat_map(|low| ends().map(move |high| (low, high))) {
            let numbers = least.unwrap_or(-FAR)..=greatest.unwrap_or(FAR);
            if !numbers.is_empty() {
                let (least, greatest) = (least.map(f64::from), greatest.map(f64::from));
                let amount = Amount { least, greatest, known: 0, unknown: 1, empty: None };
                all.push((amount, numbers.map(f64::from).collect()));
            }
        }
        all
    }

    /// Whether the bounds hold all these numbers, and each is one of them.
    fn holds(amount: &Amount, numbers: &[f64]) -> bool {
        let least = numbers.iter().copied().fold(f64::INFINITY, f64::min);
        let greatest = numbers.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        amount.least.is_none_or(|bound| bound == least)
            && amount.greatest.is_none_or(|bound| bound == greatest)
    }

    /// All that two amounts may give together.
    fn worlds(a: &[f64], b: &[f64], join: impl Fn(f64, f64) -> f64) -> Vec<f64> {
        a.iter().flat_map(|a| b.iter().map(|b| join(*a, *b)).collect::<Vec<_>>()).collect()
    }

    #[test]
    fn sums_and_products_hold_whatever_the_unknown_numbers_are() {
        for (a, of_a) in &small() {
            for (b, of_b) in &small() {
                let product = a.times(b);
                assert!(holds(&product, &worlds(of_a, of_b, |a, b| a * b)), "{a:?} {b:?}");
                let mut sum = a.clone();
                sum.add(b);
                assert!(holds(&sum, &worlds(of_a, of_b, |a, b| a + b)), "{a:?} {b:?}");
                let mut perhaps = a.clone();
                perhaps.add_perhaps(b);
                let mut with = worlds(of_a, of_b, |a, b| a + b);
                with.extend(of_a);
                assert!(holds(&perhaps, &with), "{a:?} {b:?}");
                let equal = of_a.iter().any(|a| of_b.contains(a));
                assert_eq!(a.may_equal(b, 0.0), equal, "{a:?} {b:?}");
            }
        }
    }

    #[test]
    fn an_end_is_open_only_where_the_numbers_have_no_end() {
        let open = |least, greatest| Amount { least, greatest, ..Amount::zero() };
        let bounds = |amount: Amount| (amount.least, amount.greatest);
        let any = open(None, None);
        assert_eq!(bounds(any.times(&Amount::zero())), (Some(0.0), Some(0.0)));
        assert_eq!(bounds(any.times(&Amount::exact(2.0, 1))), (None, None));
        let from_one = open(Some(1.0), None);
        assert_eq!(bounds(from_one.times(&from_one)), (Some(1.0), None));
        assert_eq!(bounds(from_one.times(&Amount::exact(-2.0, 1))), (None, Some(-2.0)));
        assert_eq!(bounds(from_one.times(&any)), (None, None));
        assert_eq!(
            bounds(open(None, Some(-1.0)).times(&open(None, Some(-3.0)))),
            (Some(3.0), None)
        );
    }

    #[test]
    fn a_product_is_known_when_both_its_parts_are() {
        let known = Amount::exact(2.0, 1);
        let unknown = Amount::from_datum(&blank(), (Some(0.0), None), 1.0);
        let rows = |amount: Amount| (amount.known, amount.unknown);
        assert_eq!(rows(known.times(&known)), (1, 0));
        assert_eq!(rows(known.times(&unknown)), (0, 1));
        assert_eq!(rows(unknown.times(&unknown)), (0, 1));
        assert_eq!(known.times(&unknown).empty, Some(Empty::NotInSource));
    }
}
