// SPDX-License-Identifier: EUPL-1.2
//! Whole comparisons of small random tables, held against every world that is possible.
//!
//! A row has a kind and a number of people, each known or not; the worlds fill in all that is not.
//! What is printed must hold in each of them, and its ends must be attained.

use super::study::{self, Study};
use sestante::answers::{self, Published};
use sestante::comparison::{Comparer, Comparison};
use sestante::datum::{Datum, Decimal, Empty, State, Trace, Value};
use sestante::form;
use sestante::responses::{self, Response, ResponseRow};
use sestante::study::Declarations;
use sestante::workbook;
use std::collections::BTreeMap;
use std::sync::Arc;

const KINDS: [&str; 3] = ["red", "green", "blue"];
/// The greatest number of people that the question allows.
const MOST: i32 = 3;

/// A row: its kind and its people, where they are known.
type Row = (Option<usize>, Option<i32>);
/// The same in one world.
type Filled = (usize, i32);

/// `SplitMix64`: the same tables in every run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, most: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        (z ^ (z >> 31)) % most
    }

    fn row(&mut self) -> Row {
        let kind = self.below(4);
        let people = self.below(6);
        let known = |most: u64, drawn: u64| (drawn < most).then_some(drawn);
        let kind = known(3, kind).and_then(|kind| usize::try_from(kind).ok());
        (kind, known(4, people).and_then(|people| i32::try_from(people).ok()))
    }
}

fn datum(value: Option<Value>) -> Datum {
    let state = value.map_or(State::Empty(Empty::Blank), State::Value);
    Datum { state, written: "".into(), trace: Trace::default() }
}

fn filled(rows: &[Row]) -> Vec<ResponseRow> {
    let one = |(number, (kind, people)): (u32, &Row)| {
        let answers = vec![
            datum(Some(Value::Text(format!("R{number}").into()))),
            datum(kind.map(|kind| Value::Choice(KINDS[kind].into()))),
            datum(people.map(|people| Value::Number(people.into()))),
            datum(None),
            datum(None),
        ];
        ResponseRow { sheet_row: number, answers: Arc::new(answers) }
    };
    (1..).zip(rows).map(one).collect()
}

/// All ways to fill in what is not known.
fn worlds(rows: &[Row]) -> Vec<Vec<Filled>> {
    rows.iter().fold(vec![Vec::new()], |worlds, (kind, people)| {
        let kinds = kind.map_or_else(|| vec![0, 1, 2], |kind| vec![kind]);
        let people = people.map_or_else(|| (0..=MOST).collect(), |people| vec![people]);
        let ways: Vec<Filled> =
            kinds.iter().flat_map(|kind| people.iter().map(move |p| (*kind, *p))).collect();
        let with = |world: &Vec<Filled>| -> Vec<Vec<Filled>> {
            ways.iter().map(|way| world.iter().copied().chain([*way]).collect()).collect()
        };
        worlds.iter().flat_map(with).collect()
    })
}

fn people_of(world: &[Filled], kind: usize) -> Vec<i32> {
    world.iter().filter(|(of, _)| *of == kind).map(|(_, people)| *people).collect()
}

/// A measure of the people of one kind, given those of all.
type Measure = fn(&[i32], &[i32]) -> Option<Decimal>;

fn sum(people: &[i32], _: &[i32]) -> Option<Decimal> {
    Some(people.iter().sum::<i32>().into())
}

fn count(people: &[i32], _: &[i32]) -> Option<Decimal> {
    Some(Decimal::of(people.len()))
}

fn mean(people: &[i32], all: &[i32]) -> Option<Decimal> {
    sum(people, all)?.over(Decimal::of(people.len()))
}

fn median(people: &[i32], _: &[i32]) -> Option<Decimal> {
    let mut people = people.to_vec();
    people.sort_unstable();
    let at = |at: usize| people.get(at).copied().map(Decimal::from);
    at(people.len().checked_sub(1)? / 2)?.plus(at(people.len() / 2)?)?.over(2.into())
}

fn share(people: &[i32], all: &[i32]) -> Option<Decimal> {
    sum(people, all)?.times(Decimal::HUNDRED)?.over(sum(all, all)?)
}

const COMPARISONS: &str = "comparisons:
  - { id: sum, title: A, from: people.roles, measure: { sum: people }, rows: kind, all_choices: true, figure: bar, message: \"{max_row}\" }
  - { id: count, title: A, from: people.roles, measure: count, rows: kind, all_choices: true, figure: bar, message: \"{max_row}\" }
  - { id: across, title: A, from: people.roles, measure: { sum: people }, columns: [kind], totals: [rows, columns], all_choices: true }
  - { id: beside, title: A, from: people.roles, measure: count, rows: participant, columns: [kind], totals: [rows, columns], all_choices: true }
  - { id: mean, title: A, from: people.roles, measure: { mean: people }, rows: kind, all_choices: true }
  - { id: median, title: A, from: people.roles, measure: { median: people }, rows: kind, all_choices: true }
  - { id: share_0, title: A, from: people.roles, measure: { share: people, of: { kind: red } } }
  - { id: red, title: A, from: people.roles, measure: { mean: people }, where: { kind: red } }
";

/// The bounds in a cell must be those of the worlds; a statistic of nothing is none.
fn hold(made: &Comparison, (row, column): (&str, &str), worlds: &[Option<Decimal>], what: &str) {
    let Some([outcome]) = made.cell(row, column) else {
        assert!(worlds.iter().all(Option::is_none), "{} has no {row} of {what}", made.id);
        return;
    };
    let Some(amount) = &outcome.amount else { return };
    // where nobody knows any of its numbers, nothing is said of a mean
    if amount.least.is_none() && amount.greatest.is_none() && amount.known == 0 {
        return;
    }
    let ends = (worlds.iter().flatten().min().copied(), worlds.iter().flatten().max().copied());
    assert_eq!((amount.least, amount.greatest), ends, "{} {row} of {what}", made.id);
}

fn check(comparer: &Comparer<'_>, declarations: &Declarations, rows: &[Row]) -> usize {
    let what = format!("{rows:?}");
    let worlds = worlds(rows);
    let specs = declarations.comparisons.iter();
    let made: BTreeMap<&str, Comparison> =
        specs.map(|spec| (spec.id.as_str(), comparer.compare(spec, None))).collect();
    let measures: [(&str, Measure); 4] =
        [("sum", sum), ("count", count), ("mean", mean), ("median", median)];
    let all = |world: &Vec<Filled>| world.iter().map(|(_, people)| *people).collect::<Vec<_>>();
    let of = |measure: Measure, kind: usize| -> Vec<Option<Decimal>> {
        worlds.iter().map(|world| measure(&people_of(world, kind), &all(world))).collect()
    };
    for (id, measure) in measures {
        for (kind, key) in KINDS.iter().enumerate() {
            hold(&made[id], (key, ""), &of(measure, kind), &what);
        }
    }
    // what stands in columns, and their totals, as what stands in rows
    for (id, row, measure) in [("across", "all", sum as Measure), ("beside", "aa", count)] {
        for (kind, key) in KINDS.iter().enumerate() {
            hold(&made[id], (row, key), &of(measure, kind), &what);
            hold(&made[id], ("total", key), &of(measure, kind), &what);
        }
        let whole: Vec<_> = worlds.iter().map(|world| measure(&all(world), &[])).collect();
        hold(&made[id], (row, "total"), &whole, &what);
        hold(&made[id], ("total", "total"), &whole, &what);
    }
    hold(&made["share_0"], ("all", ""), &of(share, 0), &what);
    hold(&made["red"], ("all", ""), &of(mean, 0), &what);
    let mut named = 0;
    for (id, measure) in [("sum", sum as Measure), ("count", count)] {
        let size = |world: &Vec<Filled>, kind| measure(&people_of(world, kind), &[]);
        let greatest = |kind: usize| {
            let others = |world| {
                (0..3).filter(|other| *other != kind).all(|o| size(world, kind) > size(world, o))
            };
            worlds.iter().all(others)
        };
        let is = (0..3).find(|kind| greatest(*kind)).map(|kind| ["Rosso", "Verde", "Blu"][kind]);
        let message = made[id].message.as_ref().unwrap();
        let said = message.doubts.is_empty().then_some(message.text.as_str());
        assert_eq!(said, is, "{id} of {what}: {}", message.text);
        named += usize::from(is.is_some());
    }
    named
}

#[test]
fn what_is_printed_holds_in_every_world_and_no_less() {
    let study = Study::from("numeri").edit(
        "questionnaire/people.yaml",
        "label: Persone, min: 0 }",
        &format!("label: Persone, min: 0, max: {MOST} }}"),
    );
    let all = study.root().join("report-templates/comparisons/all.yaml");
    std::fs::write(all, COMPARISONS).unwrap();
    let chapter = study.root().join("report-templates/chapters/one.md");
    std::fs::write(chapter, "# Le persone\n").unwrap();
    let loaded = sestante::study::load(study.root()).unwrap().value;
    assert!(loaded.mistakes.is_empty(), "{:?}", study::lines(&loaded.mistakes));
    let questionnaire = &loaded.questionnaire;
    let bytes = study.filled("aa", "r1", "people.fund,,1\n");
    let book = workbook::open_bytes("aa.xlsx", &bytes).unwrap();
    let participant = questionnaire.participant("aa").unwrap();
    let layout = form::lay_out(questionnaire, participant, "r1");
    let mut response: Response = responses::read(questionnaire, &layout, "aa.xlsx", &book).value;
    let views = BTreeMap::new();
    let (mut dice, mut named) = (Dice(5), 0);
    for _ in 0..300 {
        let rows: Vec<Row> = (0..=dice.below(4)).map(|_| dice.row()).collect();
        response.tables.insert("people.roles".into(), filled(&rows));
        let answers = Published::of(&answers::build(questionnaire, &[&response]));
        let comparer = Comparer::new(questionnaire, &answers, &views);
        named += check(&comparer, &loaded.declarations, &rows);
    }
    assert!(named > 50, "{named}");
}
