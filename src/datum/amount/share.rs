// SPDX-License-Identifier: EUPL-1.2
//! The part of a whole, between bounds, as a percentage.

use super::{Amount, Limits};
use crate::datum::Decimal;

/// Where the value of a row goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ShareSide {
    /// Into the part.
    Part,
    /// Into the rest.
    Rest,
    /// Into one of them: nobody knows which.
    Either,
}

/// The percentage of the whole that is in the part; the rows of `perhaps` may belong to the whole or
/// not.
///
/// Both ends are found by going from world to world: in each step every row is placed so that it
/// moves the share furthest from where it stands, until none can (Dinkelbach's method). So an unknown
/// value counts the same above and below the line, and what is negative is right. There is no share,
/// and no bound of one, where the whole may be negative, or where negative parts may use it up.
pub fn share(rows: &[(Amount, ShareSide)], perhaps: &[(Amount, ShareSide)]) -> Amount {
    let mut base = Amount::between((None, None));
    rows.iter().for_each(|(amount, _)| base.count(amount));
    base.unknown += perhaps.len();
    base.too_great = rows.iter().chain(perhaps).any(|(amount, _)| amount.too_great);
    let placed = |(amount, place): &(Amount, ShareSide)| {
        let number = amount.number().filter(|_| *place != ShareSide::Either)?;
        Some(Options(vec![brought(number, *place)]))
    };
    let placed: Vec<Options> = rows.iter().filter_map(placed).collect();
    if base.known == 0 {
        return base;
    }
    let (least, greatest) = bounds(rows, perhaps);
    Amount { least, greatest, point: furthest(&placed, 1), ..base }
}

/// What a row may bring to the part and to the whole.
struct Options(Vec<(Decimal, Decimal)>);

/// What a number there brings to the part and to the whole.
fn brought(number: Decimal, place: ShareSide) -> (Decimal, Decimal) {
    (if place == ShareSide::Part { number } else { Decimal::ZERO }, number)
}

fn bounds(rows: &[(Amount, ShareSide)], perhaps: &[(Amount, ShareSide)]) -> Limits {
    let (mut options, mut least_whole, mut negative) = (Vec::new(), Decimal::ZERO, false);
    let (mut may_grow_part, mut may_grow_rest) = (false, false);
    let certain = rows.iter().map(|row| (row, true));
    for ((amount, place), certain) in certain.chain(perhaps.iter().map(|row| (row, false))) {
        let Some(least) = amount.least else { return (None, None) };
        negative |= least.is_negative();
        let adds = if certain { least } else { least.min(Decimal::ZERO) };
        let Some(sum) = least_whole.plus(adds) else { return (None, None) };
        least_whole = sum;
        if amount.greatest.is_none() {
            may_grow_part |= *place != ShareSide::Rest;
            may_grow_rest |= *place != ShareSide::Part;
        }
        let numbers = [Some(least), amount.greatest].into_iter().flatten();
        let mut row: Vec<(Decimal, Decimal)> = Vec::new();
        for number in numbers {
            match place {
                ShareSide::Either => {
                    row.extend([
                        brought(number, ShareSide::Part),
                        brought(number, ShareSide::Rest),
                    ]);
                }
                place => row.push(brought(number, *place)),
            }
        }
        if !certain {
            row.push((Decimal::ZERO, Decimal::ZERO));
        }
        options.push(Options(row));
    }
    if least_whole.is_negative() || (negative && least_whole == Decimal::ZERO) {
        return (None, None);
    }
    let (mut least, mut greatest) = (furthest(&options, -1), furthest(&options, 1));
    // what grows without end fills the whole
    for (grows, end) in [(may_grow_part, Decimal::HUNDRED), (may_grow_rest, Decimal::ZERO)] {
        if grows {
            least = Some(least.map_or(end, |least| least.min(end)));
            greatest = Some(greatest.map_or(end, |greatest| greatest.max(end)));
        }
    }
    (least, greatest)
}

/// The share that lies furthest up, or down when `sign` is -1; none where the whole is always 0.
fn furthest(rows: &[Options], sign: i32) -> Option<Decimal> {
    let whole_of = |pair: &(Decimal, Decimal)| pair.1;
    let widest = rows.iter().filter_map(|row| row.0.iter().copied().max_by_key(whole_of));
    let mut share = quotient(widest)?;
    // each step is a better world, and there are finitely many
    loop {
        let gain = |(part, whole): &(Decimal, Decimal)| -> Option<Decimal> {
            part.minus(share.times(*whole)?.times(Decimal::PERCENT)?)?.times(sign.into())
        };
        let best = rows.iter().filter_map(|row| row.0.iter().copied().max_by_key(gain));
        let next = match quotient(best) {
            Some(next) => next,
            None => return Some(share),
        };
        if (sign > 0 && next <= share) || (sign < 0 && next >= share) {
            return Some(share);
        }
        share = next;
    }
}

/// The part in percent of the whole; none where the whole is not more than 0.
fn quotient(rows: impl Iterator<Item = (Decimal, Decimal)>) -> Option<Decimal> {
    let (mut part, mut whole) = (Decimal::ZERO, Decimal::ZERO);
    for (of_part, of_whole) in rows {
        (part, whole) = (part.plus(of_part)?, whole.plus(of_whole)?);
    }
    if whole <= Decimal::ZERO {
        return None;
    }
    part.times(Decimal::HUNDRED)?.over(whole)
}
