// SPDX-License-Identifier: EUPL-1.2
//! Decimal numbers: sums and products of what people write are exact, cents and long counts alike.
//!
//! A result that has no room is none; nothing is rounded in silence but a quotient, to 28 digits.

use rust_decimal::Decimal as Exact;
use rust_decimal::RoundingStrategy::MidpointAwayFromZero;
use rust_decimal::prelude::{FromPrimitive, ToPrimitive};
use std::fmt;
use std::ops::Neg;
use std::str::FromStr;

/// Digits that a spreadsheet keeps of a number: those after them are crumbs of binary fractions.
const DIGITS: usize = 15;
/// Decimals of what is taken in: finer ones are crumbs too.
const FINEST: u32 = 12;
/// What is taken in is less than 1 followed by this many zeros, so that sums of it have room.
const ZEROS: u32 = 18;

/// A decimal number. Printed as `-1234.5`, without needless zeros.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Decimal(Exact);

impl Decimal {
    /// 0.
    pub const ZERO: Decimal = Decimal(Exact::ZERO);
    /// 1.
    pub const ONE: Decimal = Decimal(Exact::ONE);
    /// 100.
    pub const HUNDRED: Decimal = Decimal(Exact::ONE_HUNDRED);
    /// One hundredth.
    pub const PERCENT: Decimal = Decimal(Exact::from_parts(1, 0, 0, false, 2));

    /// What a spreadsheet shows of a binary fraction: 15 digits, 12 decimals. None for what is no
    /// number, and for one too great to be counted with.
    pub fn from_f64(number: f64) -> Option<Self> {
        if !number.is_finite() {
            return None;
        }
        let text = format!("{number:.*e}", DIGITS - 1);
        let (digits, power) = text.split_once('e')?;
        let power: i32 = power.parse().ok()?;
        if power < -i32::try_from(FINEST).ok()? - 1 {
            return Some(Decimal::ZERO);
        }
        if power >= i32::try_from(ZEROS).ok()? {
            return None;
        }
        Decimal::taken(Exact::from_scientific(&format!("{digits}e{power}")).ok()?)
    }

    /// How many: of rows, of answers.
    pub fn of(count: usize) -> Self {
        Decimal(Exact::from_usize(count).unwrap_or(Exact::MAX))
    }

    fn taken(exact: Exact) -> Option<Self> {
        let room = Exact::from_i128_with_scale(10_i128.pow(ZEROS), 0);
        let near = exact.round_dp_with_strategy(FINEST, MidpointAwayFromZero);
        (near.abs() < room).then(|| Decimal(near.normalize()))
    }

    /// The sum; none when there is no room for it.
    pub fn plus(self, other: Self) -> Option<Self> {
        let sum = self.0.checked_add(other.0)?;
        // with fewer decimals than its parts it has been rounded
        (sum.scale() >= self.0.scale().max(other.0.scale())).then(|| Decimal(sum.normalize()))
    }

    /// The difference; none when there is no room for it.
    pub fn minus(self, other: Self) -> Option<Self> {
        self.plus(-other)
    }

    /// The product; none when there is no room for it.
    pub fn times(self, other: Self) -> Option<Self> {
        self.0.checked_mul(other.0).map(|product| Decimal(product.normalize()))
    }

    /// The quotient, to 28 digits; none over 0.
    pub fn over(self, other: Self) -> Option<Self> {
        self.0.checked_div(other.0).map(|quotient| Decimal(quotient.normalize()))
    }

    /// Without its sign.
    #[must_use]
    pub fn abs(self) -> Self {
        Decimal(self.0.abs())
    }

    /// With this many decimals, a half away from zero as spreadsheets print it: 45,25 as 45,3.
    #[must_use]
    pub fn round(self, decimals: usize) -> Self {
        let decimals = u32::try_from(decimals).unwrap_or(u32::MAX);
        Decimal(self.0.round_dp_with_strategy(decimals, MidpointAwayFromZero))
    }

    /// Whether it has no decimals.
    pub fn is_whole(self) -> bool {
        self.0.is_integer()
    }

    /// Whether it is less than 0.
    pub fn is_negative(self) -> bool {
        self < Decimal::ZERO
    }

    /// The nearest binary fraction, for drawings and spreadsheets.
    pub fn to_f64(self) -> f64 {
        self.0.to_f64().unwrap_or(f64::NAN)
    }

    /// How many digits it is written with.
    pub fn digits(self) -> usize {
        self.0.mantissa().unsigned_abs().to_string().len()
    }

    /// With exactly this many decimals: `1234.50`.
    pub fn fixed(self, decimals: usize) -> String {
        format!("{:.decimals$}", self.round(decimals).0)
    }
}

impl FromStr for Decimal {
    type Err = ();

    /// The number of `-1234.5`; nothing else is one, nor is what is too great to be counted with.
    fn from_str(text: &str) -> Result<Self, ()> {
        let digits = text.strip_prefix('-').unwrap_or(text);
        let plain = digits.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.')
            && digits.bytes().any(|byte| byte.is_ascii_digit());
        if !plain {
            return Err(());
        }
        Exact::from_str(text).ok().and_then(Decimal::taken).ok_or(())
    }
}

impl From<i32> for Decimal {
    fn from(number: i32) -> Self {
        Decimal(number.into())
    }
}

impl Neg for Decimal {
    type Output = Self;

    fn neg(self) -> Self {
        Decimal(if self.0.is_zero() { Exact::ZERO } else { -self.0 })
    }
}

impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.normalize().fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn exact(text: &str) -> Decimal {
        text.parse().unwrap_or_else(|()| panic!("{text}"))
    }

    #[test]
    fn a_binary_fraction_is_what_a_spreadsheet_shows_of_it() {
        let of = |number| Decimal::from_f64(number).map(|number| number.to_string());
        for (number, text) in [
            (0.1 + 0.2, "0.3"),
            (35.000_000_000_000_01, "35"),
            (100_000_000.10 + 200_000_000.20, "300000000.3"),
            (1e17, "100000000000000000"),
            (-0.0, "0"),
            (1e-10, "0.0000000001"),
            (5e-324, "0"),
            (4.4e-16, "0"),
        ] {
            assert_eq!(of(number).as_deref(), Some(text), "{number}");
        }
        for number in [f64::NAN, f64::INFINITY, 1e18, -1e18, 1e308] {
            assert_eq!(of(number), None, "{number}");
        }
    }

    #[test]
    fn only_plain_digits_are_a_number() {
        assert_eq!(exact("9007199254740993").to_string(), "9007199254740993");
        assert_eq!(exact("-0").to_string(), "0");
        for wrong in ["inf", "nan", "1e5", "1_000", "", "-", ".", "+1", "--1", "1.2.3"] {
            assert_eq!(wrong.parse::<Decimal>(), Err(()), "{wrong}");
        }
        for too_great in ["1000000000000000000", "99999999999999999999999999999999"] {
            assert_eq!(too_great.parse::<Decimal>(), Err(()), "{too_great}");
        }
    }

    #[test]
    fn what_has_no_room_is_none() {
        let most = Decimal(Exact::MAX);
        assert_eq!(most.plus(Decimal::ONE), None);
        assert_eq!(most.times(most), None);
        assert_eq!(Decimal::ONE.over(Decimal::ZERO), None);
        // there is room for the whole part, not for the decimals
        assert_eq!(most.plus(Decimal::PERCENT), None);
        assert_eq!(exact("0.15").times(3.into()), Some(exact("0.45")));
    }

    #[test]
    fn halves_are_rounded_as_spreadsheets_do() {
        let rounded = |text, decimals| exact(text).fixed(decimals);
        assert_eq!(rounded("45.25", 1), "45.3");
        assert_eq!(rounded("-2.5", 0), "-3");
        assert_eq!(rounded("1.005", 2), "1.01");
        assert_eq!(rounded("7", 2), "7.00");
    }

    /// `SplitMix64`: the same numbers in every run.
    fn next(state: &mut u64) -> u64 {
        *state = state.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = *state;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    #[test]
    fn sums_of_cents_up_to_billions_are_exact() {
        let mut state = 11;
        for _ in 0..100_000 {
            let mut sum = Some(Decimal::ZERO);
            let mut cents: i128 = 0;
            for _ in 0..2 + next(&mut state) % 8 {
                let most = [10_000, 100_000_000, 400_000_000_000][(next(&mut state) % 3) as usize];
                let part = next(&mut state) % most;
                cents += i128::from(part);
                // as a workbook holds it
                let cell: f64 = format!("{}.{:02}", part / 100, part % 100).parse().unwrap();
                sum = sum.and_then(|sum| sum.plus(Decimal::from_f64(cell)?));
            }
            let right = exact(&format!("{}.{:02}", cents / 100, cents % 100));
            assert_eq!(sum, Some(right));
        }
    }
}
