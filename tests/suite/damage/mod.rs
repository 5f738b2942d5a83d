// SPDX-License-Identifier: EUPL-1.2
//! The twenty-one ways in which returned spreadsheets are broken, each done to the three real
//! returns and to a form with every question answered: the answers are equal, or a finding names
//! the lost cell.
//!
//! The list is that of `facts/returned-spreadsheets.md`, section 2. Few seeds are tried in each
//! run; `SESTANTE_SEEDS=50` tries fifty. What real programs do differently is in `tests/workbooks/`.

mod beside;
mod case;
pub(crate) mod dice;
mod files;
mod kept;
mod ods;
mod package;
mod private;
mod seen;
mod seen_around;
mod seen_in_ods;
mod seen_rows;
mod structure;
mod values;

use case::{Case, Damage};
use dice::Dice;
use std::collections::BTreeMap;
use std::sync::LazyLock;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

type Breakage = fn(&Case, &mut Dice) -> Damage;

const BREAKAGES: [(&str, Breakage); 21] = [
    ("01 foreign names", files::foreign_names),
    ("02 broken names", structure::broken_names),
    ("03 another version", structure::another_version),
    ("04 wrong workbook", files::wrong_workbook),
    ("05 paste over formats", values::pasted_over),
    ("06 empty rows, stray cells", structure::empty_rows_and_strays),
    ("07 rows counted as people see them", structure::rows_as_seen),
    ("08 spaces, accents, case", values::spaces_accents_case),
    ("09 old words of lists", values::old_words),
    ("10 dates", values::dates),
    ("11 numbers", values::numbers),
    ("12 words for nothing", values::words_for_nothing),
    ("13 merged cells", structure::merged),
    ("14 rows, columns, sheets moved", structure::moved),
    ("15 errors, no results", values::errors),
    ("16 several in a cell", values::several),
    ("17 another program", files::another_program),
    ("18 not a workbook", files::not_a_workbook),
    ("19 the same body twice", files::twice),
    ("20 beside the cells", beside::beside),
    ("21 dragged onto another", structure::dragged),
];

static CASES: LazyLock<Vec<Case>> = LazyLock::new(case::all);

/// How many seeds; real returns are larger, fewer are thrown at them by default.
fn seeds(case: &Case) -> u64 {
    let asked = std::env::var("SESTANTE_SEEDS").ok().and_then(|text| text.parse().ok());
    asked.unwrap_or(if case.name == "tipi" { 4 } else { 2 })
}

#[test]
#[allow(clippy::disallowed_macros, reason = "a table of what became of the files, when asked for")]
fn whatever_is_done_to_a_file_answers_are_equal_or_named() {
    let only = std::env::var("SESTANTE_BREAKAGE").unwrap_or_default();
    let mut jobs = Vec::new();
    for (name, breakage) in BREAKAGES.iter().filter(|(name, _)| name.starts_with(&only)) {
        for case in CASES.iter() {
            jobs.extend((0..seeds(case)).map(|seed| (*name, *breakage, case, seed)));
        }
    }
    let problems = Mutex::new(Vec::new());
    let counts: Mutex<BTreeMap<&str, [usize; 4]>> = Mutex::new(BTreeMap::new());
    let next = AtomicUsize::new(0);
    std::thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| {
                while let Some((name, breakage, case, seed)) =
                    jobs.get(next.fetch_add(1, Ordering::Relaxed))
                {
                    let damage = breakage(case, &mut Dice::of(name, *seed));
                    let outcome = case.judge(&damage);
                    let mut counts = counts.lock().unwrap();
                    let count = counts.entry(name).or_default();
                    count[0] += 1;
                    count[if outcome.refused {
                        3
                    } else if outcome.named > 0 {
                        2
                    } else {
                        1
                    }] += 1;
                    if !outcome.problems.is_empty() {
                        problems.lock().unwrap().push(format!(
                            "{name}, {}, seed {seed}: {}\n  {}",
                            case.name,
                            damage.what,
                            outcome.problems.join("\n  ")
                        ));
                    }
                }
            });
        }
    });
    if std::env::var("SESTANTE_SEEDS").is_ok() {
        println!("{:40} {:>6} {:>6} {:>6} {:>8}", "breakage", "files", "same", "named", "refused");
        for (name, [all, same, named, refused]) in counts.lock().unwrap().iter() {
            println!("{name:40} {all:>6} {same:>6} {named:>6} {refused:>8}");
        }
    }
    let mut problems = problems.into_inner().unwrap();
    problems.sort();
    assert!(problems.is_empty(), "{} problems\n{}", problems.len(), problems.join("\n"));
}

/// The test above must be able to fail: cells changed behind its back are noticed.
#[test]
fn an_answer_changed_in_silence_is_noticed() {
    let case = &CASES[0];
    for entry in &case.entries {
        let mut book = case.book.clone();
        let tab = book.tab(&entry.sheet);
        // The answer of another question of the same type: well formed, and wrong.
        let other = case
            .entries
            .iter()
            .find(|other| other.question.kind == entry.question.kind && other.shown != entry.shown);
        let cell = match other {
            Some(_) if dice_says_blank(&entry.shown) => tab.get(entry.cell).emptied(),
            Some(other) => {
                let cell = case.book.clone().tab(&other.sheet).get(other.cell);
                package::Xcell { style: tab.get(entry.cell).style, ..cell }
            }
            None => tab.get(entry.cell).emptied(),
        };
        tab.put(entry.cell, cell);
        let damage = Damage::of(&book, case::Must::EqualOrNamed, "changed");
        let outcome = case.judge(&damage);
        assert!(
            !outcome.problems.is_empty(),
            "{} {}: «{}» changed unnoticed",
            entry.question.id,
            entry.cell,
            entry.shown
        );
    }
}

fn dice_says_blank(text: &str) -> bool {
    Dice::of(text, 0).below(2) == 0
}
