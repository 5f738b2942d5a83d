// SPDX-License-Identifier: EUPL-1.2
//! Numbers of which a part may be unknown: a least and a greatest value, never a zero for a blank.
//!
//! The only interval arithmetic of the program: sums and products here, means and medians in
//! [`average`], shares in [`share()`]. A bound that is missing is no bound: the number may be as small,
//! or as great, as it likes.

mod average;
mod share;
#[cfg(test)]
mod worlds;

pub use average::{mean, median};
pub use share::{ShareSide, share};

use super::{Datum, Decimal, Empty, State};

/// Least and greatest value; an end may be open.
pub type Limits = (Option<Decimal>, Option<Decimal>);

/// A number between bounds, and what it rests on.
#[derive(Debug, Clone, PartialEq)]
pub struct Amount {
    /// Least value; none when nothing bounds it below.
    pub least: Option<Decimal>,
    /// Greatest value; none when nothing bounds it above.
    pub greatest: Option<Decimal>,
    /// What it is over the known rows alone; none where no row is known.
    pub point: Option<Decimal>,
    /// Rows whose value is known.
    pub known: usize,
    /// Rows whose value is not.
    pub unknown: usize,
    /// In which way the unknown ones are empty, when all in the same.
    pub empty: Option<Empty>,
    /// An end is open because the number there is too great to be counted with.
    pub too_great: bool,
}

impl Amount {
    /// Nothing, over no rows.
    pub fn zero() -> Self {
        Amount::exact(Decimal::ZERO, 0)
    }

    /// A known number over some rows.
    pub fn exact(number: Decimal, known: usize) -> Self {
        let end = Some(number);
        Amount { known, ..Amount::between((end, end)) }
    }

    /// A number of which only the bounds are known, over no rows.
    pub fn between((least, greatest): Limits) -> Self {
        Amount { least, greatest, point: None, known: 0, unknown: 0, empty: None, too_great: false }
    }

    /// What the datum of one row brings to a sum, within the limits of its question, times `scale`,
    /// which is not negative: 0,01 makes a share of a percentage.
    pub fn from_datum(datum: &Datum, limits: Limits, scale: Decimal) -> Self {
        let scaled = |number: Decimal| number.times(scale);
        match (datum.number(), &datum.state) {
            (Some(number), _) => {
                let end = scaled(number);
                Amount { known: 1, too_great: end.is_none(), ..Amount::between((end, end)) }
            }
            // confirmed none, or of no concern: nothing is added, and that is known
            (None, State::Empty(Empty::None | Empty::NotApplicable)) => {
                Amount::exact(Decimal::ZERO, 1)
            }
            (None, state) => {
                let empty = match state {
                    State::Empty(empty) => Some(*empty),
                    _ => None,
                };
                let ends = (limits.0.and_then(scaled), limits.1.and_then(scaled));
                Amount { unknown: 1, empty, ..Amount::between(ends) }
            }
        }
    }

    /// The number, when it is known exactly.
    pub fn number(&self) -> Option<Decimal> {
        self.least.filter(|_| self.least == self.greatest)
    }

    /// Rows in all.
    pub fn rows(&self) -> usize {
        self.known + self.unknown
    }

    /// Adds what further rows bring.
    pub fn add(&mut self, part: &Amount) {
        let mut too_great = self.too_great || part.too_great;
        let mut sum = |a: Option<Decimal>, b: Option<Decimal>| {
            let (a, b) = a.zip(b)?;
            let sum = a.plus(b);
            too_great |= sum.is_none();
            sum
        };
        self.least = sum(self.least, part.least);
        self.greatest = sum(self.greatest, part.greatest);
        self.too_great = too_great;
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
        let least = part.least.map(|least| least.min(Decimal::ZERO));
        let greatest = part.greatest.map(|greatest| greatest.max(Decimal::ZERO));
        let too_great = part.too_great;
        self.add(&Amount { unknown: 1, too_great, ..Amount::between((least, greatest)) });
        self.empty = empty;
    }

    /// The product with another amount over the same row: the least and the greatest of the four
    /// products of the bounds, so that negative ones are right.
    #[must_use]
    pub fn times(&self, other: &Amount) -> Self {
        let ((a, b), (c, d)) = (self.ends(), other.ends());
        let products = [(a, c), (a, d), (b, c), (b, d)].map(|(a, b)| a.times(b));
        let too_great = products.contains(&End::NoRoom);
        let known = products.iter().copied().filter(|product| *product != End::NoRoom);
        let (least, greatest) = match too_great {
            true => (None, None),
            false => (known.clone().min(), known.max()),
        };
        let bound = |end: Option<End>| end.and_then(End::number);
        let unknown = self.unknown.max(other.unknown);
        Amount {
            known: self.rows().max(other.rows()) - unknown,
            unknown,
            empty: self.empty.or(other.empty),
            too_great: too_great || self.too_great || other.too_great,
            ..Amount::between((bound(least), bound(greatest)))
        }
    }

    /// Whether both may be the same number.
    pub fn may_equal(&self, other: &Amount) -> bool {
        let ((least, greatest), (from, to)) = (self.ends(), other.ends());
        least <= to && from <= greatest
    }

    /// Least and greatest value; infinite where nothing bounds them.
    pub fn ends(&self) -> (End, End) {
        let least = self.least.map_or(End::Least, End::Number);
        (least, self.greatest.map_or(End::Greatest, End::Number))
    }
}

/// An end of an amount, in the order of numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum End {
    /// Less than any number.
    Least,
    /// A number.
    Number(Decimal),
    /// More than any number.
    Greatest,
    /// There is no room for it.
    NoRoom,
}

impl End {
    /// The number, when it is one.
    pub fn number(self) -> Option<Decimal> {
        match self {
            End::Number(number) => Some(number),
            _ => None,
        }
    }

    /// The end this much further up; open ends stay open.
    #[must_use]
    pub fn plus(self, more: Decimal) -> End {
        match self {
            End::Number(number) => number.plus(more).map_or(End::NoRoom, End::Number),
            open => open,
        }
    }

    fn over(self, count: Decimal) -> End {
        match self {
            End::Number(number) => number.over(count).map_or(End::NoRoom, End::Number),
            open => open,
        }
    }

    /// The product; nothing of whatever there may be is nothing.
    fn times(self, other: End) -> End {
        let nothing = End::Number(Decimal::ZERO);
        if self == nothing || other == nothing {
            return nothing;
        }
        match (self, other) {
            (End::Number(a), End::Number(b)) => a.times(b).map_or(End::NoRoom, End::Number),
            _ if (self < nothing) == (other < nothing) => End::Greatest,
            _ => End::Least,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::datum::{Trace, Value};

    fn datum(state: State) -> Datum {
        Datum { state, written: "".into(), trace: Trace::default() }
    }

    fn number(number: i32) -> Datum {
        datum(State::Value(Value::Number(number.into())))
    }

    fn blank() -> Datum {
        datum(State::Empty(Empty::NotInSource))
    }

    fn whole(number: i32) -> Option<Decimal> {
        Some(number.into())
    }

    // M19
    #[test]
    fn an_unknown_share_widens_the_interval_and_is_never_zero() {
        let share = (whole(0), whole(100));
        let people = (whole(0), None);
        let mut fte = Amount::zero();
        for (n, s) in [(number(2), number(40)), (number(4), blank())] {
            let share = Amount::from_datum(&s, share, Decimal::PERCENT);
            fte.add(&Amount::from_datum(&n, people, Decimal::ONE).times(&share));
        }
        assert_eq!(fte.least, "0.8".parse().ok());
        assert_eq!(fte.greatest, "4.8".parse().ok());
        assert_eq!((fte.known, fte.unknown, fte.number()), (1, 1, None));
    }

    #[test]
    fn a_sum_without_room_is_open_and_says_so() {
        let huge: Decimal = "999999999999999999".parse().unwrap();
        let mut product = Amount::exact(huge, 1).times(&Amount::exact(huge, 1));
        assert_eq!((product.number(), product.too_great), (None, true));
        product.add(&Amount::exact(Decimal::ONE, 1));
        assert!(product.too_great && product.least.is_none());
        assert!(!Amount::exact(huge, 1).times(&Amount::zero()).too_great);
    }

    /// What an amount without a bound is held to have at its open end, in the worlds of the tests.
    const FAR: i32 = 3;

    /// Every amount with whole bounds from -2 to 2, open ends too, and the numbers it may be.
    fn small() -> Vec<(Amount, Vec<i32>)> {
        let ends = || (-2..=2).map(Some).chain([None]);
        let mut all = Vec::new();
        for (least, greatest) in ends().flat_map(|low| ends().map(move |high| (low, high))) {
            let numbers = least.unwrap_or(-FAR)..=greatest.unwrap_or(FAR);
            if !numbers.is_empty() {
                let ends = (least.and_then(whole), greatest.and_then(whole));
                all.push((Amount { unknown: 1, ..Amount::between(ends) }, numbers.collect()));
            }
        }
        all
    }

    /// Whether the bounds hold all these numbers, and each is one of them.
    fn holds(amount: &Amount, numbers: &[i32]) -> bool {
        let (least, greatest) = (numbers.iter().min(), numbers.iter().max());
        let is = |bound: Option<Decimal>, number: Option<&i32>| {
            bound.is_none() || bound == number.copied().map(Decimal::from)
        };
        is(amount.least, least) && is(amount.greatest, greatest)
    }

    /// All that two amounts may give together.
    fn worlds(a: &[i32], b: &[i32], join: impl Fn(i32, i32) -> i32) -> Vec<i32> {
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
                assert_eq!(a.may_equal(b), equal, "{a:?} {b:?}");
            }
        }
    }

    #[test]
    fn an_end_is_open_only_where_the_numbers_have_no_end() {
        let open = |least, greatest| Amount::between((least, greatest));
        let bounds = |amount: Amount| (amount.least, amount.greatest);
        let any = open(None, None);
        assert_eq!(bounds(any.times(&Amount::zero())), (whole(0), whole(0)));
        assert_eq!(bounds(any.times(&Amount::exact(2.into(), 1))), (None, None));
        let from_one = open(whole(1), None);
        assert_eq!(bounds(from_one.times(&from_one)), (whole(1), None));
        assert_eq!(bounds(from_one.times(&Amount::exact((-2).into(), 1))), (None, whole(-2)));
        assert_eq!(bounds(from_one.times(&any)), (None, None));
        let product = open(None, whole(-1)).times(&open(None, whole(-3)));
        assert_eq!(bounds(product), (whole(3), None));
    }

    #[test]
    fn a_product_is_known_when_both_its_parts_are() {
        let known = Amount::exact(2.into(), 1);
        let unknown = Amount::from_datum(&blank(), (whole(0), None), Decimal::ONE);
        let rows = |amount: Amount| (amount.known, amount.unknown);
        assert_eq!(rows(known.times(&known)), (1, 0));
        assert_eq!(rows(known.times(&unknown)), (0, 1));
        assert_eq!(rows(unknown.times(&unknown)), (0, 1));
        assert_eq!(known.times(&unknown).empty, Some(Empty::NotInSource));
    }
}
