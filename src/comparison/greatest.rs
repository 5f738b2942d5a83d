// SPDX-License-Identifier: EUPL-1.2
//! Which row or column of a table is the greatest, when the answers decide it.
//!
//! One is named only if the least that it can be is more than the most that any other can be. Rows
//! of which nobody knows where they belong may make any of the others greater, and one that the
//! table does not show; equals have no greatest among them.

use super::axis::Key;
use super::doubt::Why;
use super::outcome::{ComparedRow, Comparison, Outcome};
use crate::datum::amount::End;
use crate::datum::{Amount, Decimal, keys};
use crate::diag::{say, say_with};
use crate::study::{Measure, Shape, Spec, Unknown};

/// Names of those that may be the greatest are listed up to this many.
const LISTED: usize = 3;

/// The label of the greatest; else what is said in its place, and why.
type Greatest = Result<String, (String, Why)>;

/// The greatest row.
pub(super) fn row(spec: &Spec, comparison: &Comparison) -> Greatest {
    let total = comparison.columns.iter().position(|head| head.key == keys::TOTAL);
    let of = |line: &ComparedRow| match (total, line.cells.as_slice()) {
        (Some(total), cells) => cells.get(total).and_then(|cell| size(spec, cell)),
        (None, cells) => sum(spec, cells.iter().map(Vec::as_slice)),
    };
    let lines = comparison.rows.iter().filter(|line| !line.total);
    let sizes = lines.map(|line| (line.key.as_str(), line.label.text.as_str(), of(line)));
    decide(spec, sizes.collect())
}

/// The greatest column.
pub(super) fn column(spec: &Spec, comparison: &Comparison) -> Greatest {
    let total = comparison.rows.iter().find(|line| line.total);
    let of = |at: usize| {
        let cell = |line: &ComparedRow| line.cells.get(at).cloned().unwrap_or_default();
        match total {
            Some(total) => size(spec, &cell(total)),
            None => {
                let cells: Vec<Vec<Outcome>> = comparison.rows.iter().map(cell).collect();
                sum(spec, cells.iter().map(Vec::as_slice))
            }
        }
    };
    let columns = comparison.columns.iter().enumerate().filter(|(_, head)| head.key != keys::TOTAL);
    let sizes = columns.map(|(at, head)| (head.key.as_str(), head.label.as_str(), of(at)));
    decide(spec, sizes.collect())
}

/// Sizes by key and label; none where there is no sense in one.
type Sizes<'a> = Vec<(&'a str, &'a str, Option<Amount>)>;

fn decide(spec: &Spec, sizes: Sizes<'_>) -> Greatest {
    // what may belong to a row or a column is in the bounds of its numbers already
    let spreads = pivot(spec).is_some_and(|pivot| !pivot.measure.is_number());
    let is_unknown = |key: &str| keys::parts(key).any(Key::says_unknown);
    let (unplaced, placed): (Sizes<'_>, Sizes<'_>) =
        sizes.into_iter().partition(|(key, ..)| is_unknown(key));
    let sized: Option<Vec<(&str, (End, End))>> =
        placed.into_iter().map(|(_, label, size)| Some((label, size?.ends()))).collect();
    // a measure that cannot be added up over several columns
    let Some(mut sized) = sized else { return Err((say("greatest-no-sense"), Why::Undecided)) };
    let more = (!unplaced.is_empty() && !leaves_out(spec)).then(|| most(spec, unplaced));
    if let Some(more) = more {
        let zero = End::Number(Decimal::ZERO);
        for (_, (_, greatest)) in sized.iter_mut().filter(|_| spreads) {
            *greatest = match more {
                End::Number(more) => greatest.plus(more),
                open => open,
            };
        }
        sized.push(("", (zero, more)));
    }
    named(&sized)
}

fn named(sized: &[(&str, (End, End))]) -> Greatest {
    let Some(floor) = sized.iter().map(|(_, (least, _))| *least).max() else {
        return Err((say("word-no-value"), Why::Undecided));
    };
    let may_be: Vec<&(&str, (End, End))> =
        sized.iter().filter(|(_, (_, greatest))| *greatest >= floor).collect();
    if let [(label, _)] = may_be[..] {
        return Ok((*label).to_owned());
    }
    let exact = may_be.iter().all(|(_, (least, greatest))| least == greatest);
    let labels: Vec<&str> =
        may_be.iter().map(|(label, _)| *label).filter(|label| !label.is_empty()).collect();
    let listed = labels.len() == may_be.len() && labels.len() <= LISTED;
    let n = labels.len().to_string();
    let names = listed.then(|| joined(&labels, if exact { "word-and" } else { "word-or" }));
    let (key, why) = match (exact, listed) {
        (true, true) => ("greatest-tie", Why::Tie),
        (true, false) => ("greatest-tie-many", Why::Tie),
        (false, true) => ("greatest-undecided", Why::Undecided),
        (false, false) => ("greatest-undecided-many", Why::Undecided),
    };
    Err((say_with(key, &[("names", &names.unwrap_or_default()), ("n", &n)]), why))
}

/// What rows of unknown place may add up to elsewhere.
fn most(spec: &Spec, unplaced: Sizes<'_>) -> End {
    if !adds(spec) {
        return End::Greatest;
    }
    let zero = Amount::zero();
    let mut all = Amount::zero();
    for (.., size) in unplaced {
        let Some(size) = size else { return End::Greatest };
        all.add_perhaps(&size);
    }
    all.ends().1.max(zero.ends().1)
}

fn pivot(spec: &Spec) -> Option<&crate::study::Pivot> {
    match &spec.shape {
        Shape::Pivot(pivot) => Some(pivot),
        _ => None,
    }
}

fn leaves_out(spec: &Spec) -> bool {
    pivot(spec).is_some_and(|pivot| pivot.unknown == Unknown::LeftOut)
}

/// Whether the measure of one row and that of another make the measure of both.
fn adds(spec: &Spec) -> bool {
    !pivot(spec).is_some_and(|pivot| {
        matches!(pivot.measure, Measure::Mean(_) | Measure::Median(_) | Measure::Share { .. })
    })
}

/// The size of several cells together; of one alone, of any measure.
fn sum<'a>(spec: &Spec, mut cells: impl Iterator<Item = &'a [Outcome]>) -> Option<Amount> {
    let mut sum = cells.next().map_or_else(|| Some(Amount::zero()), |cell| size(spec, cell))?;
    for cell in cells {
        let more = size(spec, cell).filter(|_| adds(spec))?;
        sum.add(&more);
    }
    Some(sum)
}

/// The number in a cell; of words, how many there are.
fn size(spec: &Spec, cell: &[Outcome]) -> Option<Amount> {
    let mut size = Amount::zero();
    for outcome in cell {
        let one = Amount::exact(Decimal::ONE, 1);
        size.add(&match &outcome.amount {
            _ if outcome.is_dash() && adds(spec) => Amount::zero(),
            _ if outcome.is_dash() => return None,
            Some(amount) => amount.clone(),
            None if outcome.is_empty() => {
                Amount { unknown: 1, ..Amount::between((Some(Decimal::ZERO), None)) }
            }
            None => one,
        });
    }
    Some(size)
}

fn joined(labels: &[&str], word: &str) -> String {
    match labels.split_last() {
        Some((last, before)) if !before.is_empty() => {
            format!("{} {} {last}", before.join(", "), say(word))
        }
        _ => labels.concat(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(sized: &[(&'static str, i32, i32)]) -> Greatest {
        let end = |number: i32| End::Number(number.into());
        let sized: Vec<(&str, (End, End))> =
            sized.iter().map(|(label, low, high)| (*label, (end(*low), end(*high)))).collect();
        named(&sized)
    }

    #[test]
    fn the_greatest_is_named_only_when_no_other_can_reach_it() {
        assert_eq!(of(&[("a", 5, 9), ("b", 1, 4)]), Ok("a".to_owned()));
        assert_eq!(of(&[("a", 5, 9), ("b", 1, 5)]).unwrap_err().1, Why::Undecided);
        assert_eq!(of(&[("a", 5, 9), ("b", 9, 9), ("c", 1, 1)]).unwrap_err().1, Why::Undecided);
        assert_eq!(of(&[("a", 9, 9), ("b", 9, 9), ("c", 1, 8)]).unwrap_err().1, Why::Tie);
        assert_eq!(of(&[("a", 9, 9), ("b", 9, 9), ("c", 1, 10)]).unwrap_err().1, Why::Undecided);
        assert_eq!(of(&[]).unwrap_err().1, Why::Undecided);
        let eight = [("x", 1, 1); 8];
        assert!(of(&eight).unwrap_err().0.contains('8'));
    }
}
