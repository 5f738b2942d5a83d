// SPDX-License-Identifier: EUPL-1.2
//! Numbers of which a part may be unknown: a least and a greatest value, never a zero for a blank.

use crate::answers::{Datum, Empty, State};

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
        Amount { least: Some(0.0), greatest: Some(0.0), known: 0, unknown: 0, empty: None }
    }

    /// A known number over some rows.
    pub fn exact(number: f64, known: usize) -> Self {
        Amount { least: Some(number), greatest: Some(number), known, unknown: 0, empty: None }
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

    /// Adds one row's part: known between bounds that are equal, or unknown between limits.
    pub fn add(&mut self, part: &RowPart) {
        let first = self.unknown == 0;
        let sum = |a: Option<f64>, b: Option<f64>| a.zip(b).map(|(a, b)| a + b);
        self.least = sum(self.least, part.least);
        self.greatest = sum(self.greatest, part.greatest);
        if part.known {
            self.known += 1;
        } else {
            self.empty = if first || self.empty == part.empty { part.empty } else { None };
            self.unknown += 1;
        }
    }
}

/// What one row brings to a sum.
#[derive(Debug, Clone, PartialEq)]
pub struct RowPart {
    least: Option<f64>,
    greatest: Option<f64>,
    /// Whether it is known.
    pub known: bool,
    empty: Option<Empty>,
}

impl RowPart {
    /// What a datum brings, within the limits of its question; a percentage as a share.
    pub fn of(datum: &Datum, limits: (Option<f64>, Option<f64>), scale: f64) -> Self {
        match (datum.number(), &datum.state) {
            (Some(number), _) => {
                let number = number * scale;
                RowPart { least: Some(number), greatest: Some(number), known: true, empty: None }
            }
            // confirmed none, or of no concern: nothing is added, and that is known
            (None, State::Empty(Empty::None | Empty::NotApplicable)) => {
                RowPart { least: Some(0.0), greatest: Some(0.0), known: true, empty: None }
            }
            (None, state) => {
                let empty = match state {
                    State::Empty(empty) => Some(*empty),
                    _ => None,
                };
                let scaled = |limit: Option<f64>| limit.map(|limit| limit * scale);
                RowPart { least: scaled(limits.0), greatest: scaled(limits.1), known: false, empty }
            }
        }
    }

    /// The product of two parts that are not negative.
    pub fn times(self, other: &RowPart) -> Self {
        let product = |a: Option<f64>, b: Option<f64>| a.zip(b).map(|(a, b)| a * b);
        RowPart {
            least: product(self.least, other.least),
            greatest: product(self.greatest, other.greatest),
            known: self.known && other.known,
            empty: self.empty.or(other.empty),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::answers::{Trace, Value};

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
            let part = RowPart::of(&n, people, 1.0).times(&RowPart::of(&s, share, 0.01));
            fte.add(&part);
        }
        assert!((fte.least.unwrap() - 0.8).abs() < 1e-9);
        assert!((fte.greatest.unwrap() - 4.8).abs() < 1e-9);
        assert_eq!((fte.known, fte.unknown, fte.number()), (1, 1, None));
    }
}
