// SPDX-License-Identifier: EUPL-1.2
//! Bounds held against every world that is possible: all fillings of small random tables.

use super::{Amount, ShareSide, mean, median, share};
use crate::datum::Decimal;

/// `SplitMix64`: the same tables in every run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, most: u64) -> i32 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        i32::try_from((z ^ (z >> 31)) % most).unwrap_or(0)
    }

    /// A number from `from` up, known two times out of three.
    fn amount(&mut self, from: i32) -> (i32, i32) {
        let least = from + self.below(8);
        (least, least + [0, 0, 3][usize::try_from(self.below(3)).unwrap_or(0)])
    }

    fn amounts(&mut self, from: i32, least: i32, more: u64) -> Vec<(i32, i32)> {
        (0..least + self.below(more)).map(|_| self.amount(from)).collect()
    }
}

fn amount((least, greatest): (i32, i32)) -> Amount {
    if least == greatest {
        return Amount::exact(least.into(), 1);
    }
    let ends = (Some(least.into()), Some(greatest.into()));
    Amount { unknown: 1, ..Amount::between(ends) }
}

fn amounts(rows: &[(i32, i32)]) -> Vec<Amount> {
    rows.iter().copied().map(amount).collect()
}

/// All ways to take one of each.
fn every<T: Clone>(options: &[Vec<T>]) -> Vec<Vec<T>> {
    options.iter().fold(vec![Vec::new()], |worlds, options| {
        let with = |world: &Vec<T>| -> Vec<Vec<T>> {
            let one = |option: &T| world.iter().cloned().chain([option.clone()]).collect();
            options.iter().map(one).collect()
        };
        worlds.iter().flat_map(with).collect()
    })
}

/// What the rows may be: each somewhere between its ends, those of `perhaps` also not there.
fn fillings(rows: &[(i32, i32)], perhaps: &[(i32, i32)]) -> Vec<Vec<i32>> {
    let of = |(least, greatest): &(i32, i32)| (*least..=*greatest).map(Some).collect();
    let mut options: Vec<Vec<Option<i32>>> = rows.iter().map(of).collect();
    options.extend(perhaps.iter().map(|row| of(row).into_iter().chain([None]).collect()));
    every(&options).into_iter().map(|world| world.into_iter().flatten().collect()).collect()
}

/// Both ends must be attained by some world, and nothing lie beyond.
fn sharp(found: &Amount, worlds: impl Iterator<Item = Option<Decimal>>, what: &str) {
    let all: Vec<Decimal> = worlds.flatten().collect();
    let ends = (all.iter().min().copied(), all.iter().max().copied());
    assert_eq!((found.least, found.greatest), ends, "{what}");
}

fn mean_of(world: &[i32]) -> Option<Decimal> {
    Decimal::from(world.iter().sum::<i32>()).over(Decimal::of(world.len()))
}

fn median_of(world: &[i32]) -> Option<Decimal> {
    let mut world = world.to_vec();
    world.sort_unstable();
    let at = |at: usize| world.get(at).copied().map(Decimal::from);
    at(world.len().checked_sub(1)? / 2)?.plus(at(world.len() / 2)?)?.over(2.into())
}

#[test]
fn means_and_medians_are_bounded_by_worlds_that_exist() {
    let mut dice = Dice(1);
    for _ in 0..400 {
        let mut rows = dice.amounts(-3, 1, 4);
        rows.push((4, 4));
        let perhaps = dice.amounts(-3, 0, 3);
        let worlds = fillings(&rows, &perhaps);
        let what = format!("{rows:?} {perhaps:?}");
        let (all, some) = (amounts(&rows), amounts(&perhaps));
        sharp(&mean(&all, &some), worlds.iter().map(|world| mean_of(world)), &what);
        sharp(&median(&all, &some), worlds.iter().map(|world| median_of(world)), &what);
    }
}

#[test]
fn a_median_is_bounded_where_the_unknown_values_are_not() {
    let open = Amount { unknown: 1, ..Amount::between((None, None)) };
    let rows = [3, 5, 8].map(|number| Amount::exact(number.into(), 1));
    let with = |more: &[Amount]| [&rows[..], more].concat();
    let ends = |found: &Amount| (found.least, found.greatest);
    let whole = |number: i32| Some(Decimal::from(number));
    let found = median(&with(std::slice::from_ref(&open)), &[]);
    assert_eq!(ends(&found), (whole(4), "6.5".parse().ok()));
    assert_eq!(found.point, whole(5));
    assert_eq!((found.known, found.unknown), (3, 1));
    let found = median(&with(&[open.clone(), open.clone(), open.clone()]), &[]);
    assert_eq!(ends(&found), (None, None));
    assert_eq!(ends(&mean(&with(std::slice::from_ref(&open)), &[])), (None, None));
    assert_eq!(ends(&mean(&with(&[]), &[open])), (None, None));
}

/// A row of a whole: between which numbers, and where it goes.
type Row = ((i32, i32), ShareSide);

fn part_of(world: &[(i32, bool)]) -> Option<Decimal> {
    let whole: i32 = world.iter().map(|(number, _)| number).sum();
    let part: i32 = world.iter().filter(|(_, in_part)| *in_part).map(|(number, _)| number).sum();
    let part = Decimal::from(part).times(Decimal::HUNDRED)?;
    part.over(whole.into()).filter(|_| whole > 0)
}

fn share_worlds(rows: &[Row], perhaps: &[Row]) -> Vec<Vec<(i32, bool)>> {
    let of = |((least, greatest), place): &Row| -> Vec<Option<(i32, bool)>> {
        let ways: &[bool] = match place {
            ShareSide::Part => &[true],
            ShareSide::Rest => &[false],
            ShareSide::Either => &[true, false],
        };
        let of = |number| ways.iter().map(move |in_part| Some((number, *in_part)));
        (*least..=*greatest).flat_map(of).collect()
    };
    let mut options: Vec<_> = rows.iter().map(of).collect();
    options.extend(perhaps.iter().map(|row| of(row).into_iter().chain([None]).collect()));
    every(&options).into_iter().map(|world| world.into_iter().flatten().collect()).collect()
}

fn dealt(dice: &mut Dice, from: i32, least: i32, more: u64) -> Vec<Row> {
    let places = [ShareSide::Part, ShareSide::Rest, ShareSide::Either];
    let place = |dice: &mut Dice| places[usize::try_from(dice.below(3)).unwrap_or(0)];
    let rows = dice.amounts(from, least, more);
    rows.into_iter().map(|row| (row, place(dice))).collect()
}

#[test]
fn shares_are_bounded_by_worlds_that_exist_negative_parts_included() {
    let mut dice = Dice(2);
    let (mut open, mut negative) = (0, 0);
    for _ in 0..600 {
        let mut rows = dealt(&mut dice, -2, 1, 2);
        rows.push(((2, 2), if dice.below(2) == 0 { ShareSide::Part } else { ShareSide::Rest }));
        let perhaps = dealt(&mut dice, -2, 0, 2);
        let placed = |rows: &[Row]| -> Vec<(Amount, ShareSide)> {
            rows.iter().map(|(row, place)| (amount(*row), *place)).collect()
        };
        let found = share(&placed(&rows), &placed(&perhaps));
        let worlds = share_worlds(&rows, &perhaps);
        let below = |row: &&Row| row.0.0 < 0;
        let any_negative = rows.iter().chain(&perhaps).find(below).is_some();
        let whole = |world: &Vec<(i32, bool)>| world.iter().map(|(number, _)| number).sum::<i32>();
        let least = worlds.iter().map(whole).min().unwrap_or(0);
        let what = format!("{rows:?} {perhaps:?}");
        if least < 0 || (any_negative && least == 0) {
            assert_eq!((found.least, found.greatest), (None, None), "{what}");
            open += 1;
        } else {
            sharp(&found, worlds.iter().map(|world| part_of(world)), &what);
            negative += usize::from(any_negative);
        }
    }
    assert!(open > 20 && negative > 100, "{open} {negative}");
}

#[test]
fn a_share_of_what_has_no_end_is_between_nothing_and_all() {
    let known = |number: i32| Amount::exact(number.into(), 1);
    let open = Amount { unknown: 1, ..Amount::between((Some(Decimal::ZERO), None)) };
    let ends = |rows: &[(Amount, ShareSide)]| {
        let found = share(rows, &[]);
        (found.least, found.greatest)
    };
    let percent = |number: i32| Some(Decimal::from(number));
    let (part, rest) = ((known(30), ShareSide::Part), (known(10), ShareSide::Rest));
    assert_eq!(ends(&[part.clone(), rest.clone()]), (percent(75), percent(75)));
    let more = |place| [part.clone(), rest.clone(), (open.clone(), place)];
    assert_eq!(ends(&more(ShareSide::Part)), (percent(75), percent(100)));
    assert_eq!(ends(&more(ShareSide::Rest)), (percent(0), percent(75)));
    assert_eq!(ends(&more(ShareSide::Either)), (percent(0), percent(100)));
    assert_eq!(ends(&[(known(0), ShareSide::Part)]), (None, None));
    let loss = (known(-80), ShareSide::Rest);
    assert_eq!(ends(&[(known(100), ShareSide::Part), loss]), (percent(500), percent(500)));
}
