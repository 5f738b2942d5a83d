// SPDX-License-Identifier: EUPL-1.2
//! Files that a real program saved, in `tests/workbooks/`, with their origin: what code cannot fake.

use super::super::study::repository;
use super::CASES;
use super::case::{Damage, Must};
use sestante::diag::{Permit, Severity, short};

/// What LibreOffice saved in both formats, what must be so, and a finding that must be there.
const FILES: [(&str, Must, &[&str]); 8] = [
    ("filled", Must::Equal, &[]),
    ("cut_onto_another", Must::EqualOrNamed, &["cell-dragged"]),
    ("dragged_down", Must::EqualOrNamed, &["cell-dragged"]),
    ("rows_inserted", Must::Equal, &["anchor-moved"]),
    ("column_moved", Must::Equal, &["columns-moved"]),
    ("sheets_changed", Must::Equal, &["sheet-renamed"]),
    ("rows_sorted", Must::Equal, &[]),
    ("notes_errors_merged", Must::EqualOrNamed, &["cell-error"]),
];

fn kept(name: &str, ending: &str) -> Vec<u8> {
    let path = repository().join(format!("tests/workbooks/libreoffice_{name}.{ending}"));
    std::fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// Codes and cells of what is found in a kept file, notes left out.
fn found(name: &str, ending: &str) -> Vec<String> {
    let noted = CASES[0].read(&kept(name, ending)).unwrap();
    let told = noted.findings.iter().filter(|finding| finding.severity > Severity::Note);
    told.map(|finding| match finding.place.cell() {
        Some(cell) => format!("{} {cell}", finding.code),
        None => finding.code.to_string(),
    })
    .collect()
}

#[test]
fn what_libreoffice_saves_has_the_same_answers_or_names_them() {
    let mut problems = Vec::new();
    for (name, must, codes) in FILES {
        for ending in ["xlsx", "ods"] {
            let bytes = kept(name, ending);
            let damage = Damage {
                bytes,
                what: name.to_owned(),
                means: Vec::new(),
                noted: codes.to_vec(),
                must,
            };
            let outcome = CASES[0].judge(&damage);
            if !outcome.problems.is_empty() {
                problems.push(format!("{name}.{ending}\n  {}", outcome.problems.join("\n  ")));
            }
        }
    }
    assert!(problems.is_empty(), "{}", problems.join("\n"));
}

#[test]
fn a_form_filled_in_by_libreoffice_is_read_without_a_word_in_both_formats() {
    for ending in ["xlsx", "ods"] {
        let noted = CASES[0].read(&kept("filled", ending)).unwrap();
        let lines: Vec<String> =
            noted.findings.iter().map(|finding| short(finding, Permit::COLLECTOR)).collect();
        assert_eq!(lines, Vec::<String>::new(), "{ending}");
    }
}

#[test]
fn both_formats_of_a_damaged_file_give_the_same_findings() {
    for (name, ..) in FILES {
        assert_eq!(found(name, "xlsx"), found(name, "ods"), "{name}");
    }
    let expected = ["cell-dragged C9"];
    assert_eq!(found("cut_onto_another", "xlsx"), expected);
    assert!(found("notes_errors_merged", "ods").contains(&"cell-note C9".to_owned()));
}
