// SPDX-License-Identifier: EUPL-1.2
//! What is far too much is refused with a word, or shown in part: nothing falls over, fills the
//! memory or never ends. Inputs are built here; a test of this file that takes a minute has failed.

use super::mistakes::{mistakes, small};
use super::sample_document::{chapter, column, empty_document, plain_value, table};
use super::study::Study;
use sestante::edition::{Block as Settled, settle};
use sestante::export;
use sestante::report::{Align, Block, Cell, Document, Row};
use std::fs;

/// A query without end, one whose texts do not fit, and one that sorts more than there is room for.
const BOMBS: [(&str, &str); 5] = [
    ("SELECT length(hex(zeroblob(450000000)))", "più di 16 MB"),
    ("SELECT printf('%.900000000d', 1)", "più di 16 MB"),
    (
        "WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c LIMIT 60) \
         SELECT hex(zeroblob(4000000)) FROM c",
        "più di 64 MB",
    ),
    (
        "WITH RECURSIVE c(x, y) AS (SELECT 1, zeroblob(100000) \
         UNION ALL SELECT x + 1, zeroblob(100000) FROM c LIMIT 100000) \
         SELECT count(*) FROM (SELECT * FROM c ORDER BY y DESC, x)",
        "più di 256 MB",
    ),
    (
        "WITH RECURSIVE c(x) AS (SELECT 'a' UNION ALL SELECT x || x FROM c LIMIT 40) \
         SELECT length(x) FROM c",
        "più di 16 MB",
    ),
];

#[test]
fn a_query_takes_no_more_than_there_is_room_for() {
    let study = small();
    for (query, says) in BOMBS {
        let (status, _, err) = study.run(&["query", query]);
        assert!(status == 2 && err.contains(says), "{query}: {status} {err}");
    }
    let (status, out, err) = study.run(&["query", "SELECT 2 + 2 AS n"]);
    assert!(status == 0 && out.contains('4'), "{err}");
}

#[test]
fn a_chapter_that_would_double_a_text_is_a_mistake() {
    let study = small();
    let doubled = format!(
        "# Titolo\n\n{{% set x = \"testo\" %}}{}{{{{ x }}}}\n",
        "{% set x = x ~ x %}".repeat(40)
    );
    fs::write(study.root().join("report-templates/chapters/reading.md"), doubled).unwrap();
    let found = mistakes(&study);
    assert_eq!(found.len(), 40, "{found:#?}");
    let start = "report-templates/chapters/reading.md:3:29: errore[template-grows]: «x» ";
    assert!(found[0].starts_with(start), "{}", found[0]);
}

#[test]
fn a_view_does_not_tell_who_answered_a_private_question() {
    let study = Study::from("tracce");
    let write = |state: &str| {
        let view = format!(
            "-- label: Chi\n-- row_label: fund\n-- column fund: like s.fund\nSELECT participant, fund \
             FROM s\nWHERE {state} = 'value' -- secret__state\n"
        );
        fs::write(study.root().join("report-templates/views/who.sql"), view).unwrap();
        mistakes(&study)
    };
    for state in ["secret__state", "s.boss__state", "secret_kind__cell"] {
        let found = write(state);
        assert_eq!(found.len(), 1, "{found:#?}");
        let at = "report-templates/views/who.sql:5:";
        assert!(found[0].starts_with(at) && found[0].contains("private-named"), "{}", found[0]);
    }
    assert_eq!(write("fund__state"), [""; 0]);
}

#[test]
fn a_chapter_that_loops_for_ever_is_stopped() {
    let study = crate::second_study::answered();
    let long = format!("{{% for a in range(end=20000) %}}{}{{% endfor %}}", "testo ".repeat(200));
    let silent =
        "{% for a in range(end=999) %}{% for b in range(end=999) %}{% endfor %}{% endfor %}";
    for (loops, told) in [(&*long, "il testo supera 16 MB"), (silent, "più di 1000000 passi")] {
        let text = format!("# T\n\n{loops}\n");
        fs::write(study.root().join("report-templates/chapters/reading.md"), text).unwrap();
        let (status, _, err) = study.run(&["report", "--format", "md"]);
        assert!(status == 2 && err.contains(told), "{status} {err}");
    }
}

#[cfg(unix)]
#[test]
fn a_device_or_a_pipe_is_no_file_of_a_study() {
    let study = small();
    let file = study.root().join("report-templates/comparisons/zero.yaml");
    std::os::unix::fs::symlink("/dev/zero", &file).unwrap();
    let (status, _, err) = study.run(&["check"]);
    assert!(status == 2 && err.contains("zero.yaml» non è un file"), "{status} {err}");
    fs::remove_file(&file).unwrap();
    let made = std::process::Command::new("mkfifo").arg(&file).status().unwrap();
    assert!(made.success());
    let (status, _, err) = study.run(&["check"]);
    assert!(status == 2 && err.contains("zero.yaml» non è un file"), "{status} {err}");
}

/// A document with a table of so many rows of four numbers.
fn long(rows: usize) -> Document {
    let cell = |at: usize| Cell { values: vec![plain_value(&at.to_string())], shade: None };
    let row = |at: usize| Row {
        label: plain_value(&format!("Ruolo {at}")),
        group: None,
        cells: (0..4).map(|column| cell(at * column)).collect(),
        total: false,
    };
    let mut table = table("tabella-ruoli", 1, "Ruoli");
    table.columns = (0..4).map(|at| column(&format!("Colonna {at}"), Align::Right)).collect();
    table.rows = (0..rows).map(row).collect();
    let chapters = vec![chapter("uno", "Uno", vec![Block::Table(Box::new(table))])];
    Document { chapters, ..empty_document() }
}

#[test]
fn a_long_table_stands_on_laid_out_pages_by_its_first_rows() {
    let shown = |rows: usize| {
        let edition = settle(&long(rows));
        let block = edition.chapters[0].blocks().next().cloned();
        let Some(Settled::Table(table)) = block else { panic!("no table") };
        (table.rows.len(), table.rows_on_pages, table.rest)
    };
    assert_eq!(shown(400), (400, 400, None));
    let (all, on_pages, rest) = shown(4_900);
    assert_eq!((all, on_pages), (4_900, 240));
    let rest = rest.unwrap();
    assert!(rest.contains("le prime 240 righe di 4900"), "{rest}");
}

#[test]
fn many_tables_take_no_more_room_on_laid_out_pages_than_one() {
    let mut document = long(300);
    let one = document.chapters[0].blocks[0].clone();
    document.chapters[0].blocks = vec![one; 40];
    let edition = settle(&document);
    let tables: Vec<(usize, bool)> = edition.chapters[0]
        .blocks()
        .filter_map(|block| match block {
            Settled::Table(table) => Some((table.rows_on_pages, table.rest.is_some())),
            _ => None,
        })
        .collect();
    assert_eq!((tables.len(), tables[0], tables[39]), (40, (300, false), (3, true)));
    let cells: usize = tables.iter().map(|(rows, _)| rows * 5).sum();
    assert!((10_000..15_000).contains(&cells), "{cells}");
}

#[cfg(feature = "pdf")]
#[test]
fn a_pdf_of_a_long_table_is_small_and_says_where_the_rest_is() {
    let edition = settle(&long(4_900));
    let bytes = export::pdf::write(&edition).unwrap().value;
    assert!(bytes.len() < 600_000, "{} bytes", bytes.len());
}

#[test]
fn a_word_as_long_as_a_cell_may_be_stands_in_every_format() {
    let mut document = long(3);
    let word = "sovramagnifica".repeat(2_340);
    if let Some(Block::Table(table)) = document.chapters[0].blocks.first_mut() {
        table.rows[0].label = plain_value(&word);
        table.rows[1].cells[1] = Cell { values: vec![plain_value(&word)], shade: None };
    }
    let edition = settle(&document);
    let page = export::html::write(&edition);
    assert!(page.contains(&word));
    assert!(export::xlsx::write(&edition).unwrap().len() > 1_000);
}
