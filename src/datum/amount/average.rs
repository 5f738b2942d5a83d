// SPDX-License-Identifier: EUPL-1.2
//! Means and medians, between bounds: over rows that count, and rows that may.

use super::{Amount, End};
use crate::datum::Decimal;

/// The mean of rows that certainly count and of those that may.
///
/// Its least value is that of all least values, with every row that may count and makes it less; the
/// greatest the other way round. Nothing is known of it where no row's value is.
pub fn mean(rows: &[Amount], perhaps: &[Amount]) -> Amount {
    over(rows, perhaps, &|ends| {
        let mut sum = End::Number(Decimal::ZERO);
        for end in ends {
            sum = match (sum, end) {
                (End::Number(sum), End::Number(number)) => {
                    sum.plus(*number).map_or(End::NoRoom, End::Number)
                }
                (End::Number(_), open) => *open,
                (open, _) => open,
            };
        }
        sum.over(Decimal::of(ends.len()))
    })
}

/// The median, of the same rows. An open value stands beyond all others, so that the median may have
/// bounds where the mean has none.
pub fn median(rows: &[Amount], perhaps: &[Amount]) -> Amount {
    over(rows, perhaps, &|ends| {
        let middle = [ends.len().saturating_sub(1) / 2, ends.len() / 2];
        match middle.map(|at| ends.get(at)) {
            [Some(End::Number(a)), Some(End::Number(b))] => {
                a.plus(*b).map_or(End::NoRoom, End::Number).over(2.into())
            }
            [Some(End::Number(_)), Some(open)] | [Some(open), _] => *open,
            [None, _] => End::NoRoom,
        }
    })
}

/// An average of sorted values; it never falls when a value rises.
type Average<'a> = &'a dyn Fn(&[End]) -> End;

fn over(rows: &[Amount], perhaps: &[Amount], average: Average<'_>) -> Amount {
    let mut base = Amount::between((None, None));
    rows.iter().for_each(|row| base.count(row));
    base.unknown += perhaps.len();
    base.too_great = rows.iter().chain(perhaps).any(|row| row.too_great);
    let known = sorted(rows.iter().filter_map(Amount::number).map(End::Number));
    if known.is_empty() || base.too_great {
        return base;
    }
    let of = |rows: &[Amount], end: fn(&Amount) -> End| sorted(rows.iter().map(end));
    let least = |amount: &Amount| amount.ends().0;
    let greatest = |amount: &Amount| amount.ends().1;
    let low =
        joined(of(rows, least), of(perhaps, least).iter(), average, |end, of_all| end > of_all);
    let high = of(perhaps, greatest);
    let high = joined(of(rows, greatest), high.iter().rev(), average, |end, of_all| end < of_all);
    Amount {
        least: low.number(),
        greatest: high.number(),
        point: average(&known).number(),
        too_great: low == End::NoRoom || high == End::NoRoom,
        ..base
    }
}

fn sorted(ends: impl Iterator<Item = End>) -> Vec<End> {
    let mut ends: Vec<End> = ends.collect();
    ends.sort_unstable();
    ends
}

/// The average after those values have joined that move it onwards, the furthest first; `back` says
/// whether one would move it back.
fn joined<'a>(
    mut ends: Vec<End>,
    perhaps: impl Iterator<Item = &'a End>,
    average: Average<'_>,
    back: fn(&End, &End) -> bool,
) -> End {
    let mut found = average(&ends);
    for end in perhaps {
        if back(end, &found) {
            break;
        }
        let at = ends.partition_point(|known| known < end);
        ends.insert(at, *end);
        found = average(&ends);
    }
    found
}
