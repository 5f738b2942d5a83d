// SPDX-License-Identifier: EUPL-1.2
//! Whatever is private holds a marker: private answers, good and bad; notes, stray words and sheets;
//! names of files and sheets; who decided something, and why. No marker comes out in a byte of what
//! is published, and who collects finds every one.
//!
//! The text of the PDF stands in it as glyphs: `pdftotext` reads it, where it is there, as in CI.

use super::super::cli_files::parts;
use super::super::study::{Study, day};
use super::package::{Book, Tab, Xcell};
use sestante::datum::Origin;
use sestante::diag::CellRef;
use sestante::responses::Arrival;
use std::path::Path;
use std::process::Command;
use std::{env, fs};

/// Private cells of `tests/studies/tracce`, each with what is typed there.
const CELLS: [(&str, &str, &str); 6] = [
    ("1 Dati", "C16", "segreto ZZ01"),
    ("1 Dati", "C17", "viola ZZ02"),
    ("1 Dati", "C18", "99 ZZ03"),
    ("1 Dati", "C19", "3331234567"),
    ("2 Persone", "G12", "Anna ZZ05"),
    ("2 Persone", "B27", "Pina ZZ06"),
];

const MARKERS: [&str; 18] = [
    "ZZ01",
    "ZZ02",
    "ZZ03",
    "3331234567",
    "ZZ05",
    "ZZ06",
    "ZZ07",
    "ZZ08",
    "ZZ09",
    "ZZ10",
    "ZZ11",
    "ZZ12",
    "ZZ13",
    "ZZ14",
    "ZZ15",
    "ZZ16",
    "ZZ17",
    "ZZ18",
];

fn cell(at: &str) -> CellRef {
    CellRef::parse(at).unwrap()
}

/// A return with a marker in every place that is private.
fn returned(study: &Study) -> Vec<u8> {
    let facts = "s.model,,Ics\ns.has_x,,Sì\ns.fund,,10\ns.words,,parole\np.roles.role,1,Tecnico\n\
                 p.roles.kind,1,Rosso\np.roles.people,1,2\np.staff.task,1,archivio";
    let mut book = Book::open(&study.filled("aa", "r2", facts));
    for (sheet, at, text) in CELLS {
        let tab = book.tab(sheet);
        let styled = tab.get(cell(at));
        tab.put(cell(at), styled.text(text));
    }
    book.tab("1 Dati").put(cell("H12"), Xcell::default().text("ZZ07 fuori posto"));
    let note = "<comments xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\">\
                <authors><author>ZZ08</author></authors><commentList>\
                <comment ref=\"C9\" authorId=\"0\"><text><r><t>ZZ08 chiamare</t></r></text></comment>\
                </commentList></comments>";
    book.attach("1 Dati", "comments", ("xl/commenti_aggiunti.xml", note), "");
    let mut extra: Tab = book.tabs[0].clone();
    extra.name = "ZZ09 appunti".to_owned();
    extra.state = String::new();
    extra.merged.clear();
    extra.cells.clear();
    extra.put(CellRef::new(2, 1), Xcell::default().text("ZZ10 password"));
    book.tabs.push(extra);
    book.tab("2 Persone").name = "Persone ZZ11".to_owned();
    book.names.clear();
    book.bytes()
}

/// The study with that return, one more, and decisions of the study team.
fn decided() -> Study {
    let study = Study::from("tracce");
    let bytes = returned(&study);
    let arrival = Arrival::on(day("2024-04-20"), Origin::Returned);
    let study = study
        .receives("modulo di ZZ12.xlsx", &bytes, &arrival)
        .fill("bb", "r2", "s.model,,Ipsilon\ns.words,,altro\np.roles.role,1,Capo")
        .append("contacts.yaml", "contacts:\n- { participant: aa, name: ZZ18, email: z@z.it }\n");
    let signed = ["--author", "ZZ13", "--reason", "ZZ14 al telefono"];
    let acts: [&[&str]; 4] = [
        &["correct", "aa", "s.boss", "ZZ15"],
        &["correct", "aa", "s.words", "parole nuove", "--public-reason", "così la delibera"],
        &["correct", "aa", "p.roles.person", "ZZ16", "--row", "Tecnico"],
        &["waive", "aa", "cell-note"],
    ];
    for act in acts {
        let (status, out, err) = study.run(&[act, &signed].concat());
        assert_eq!(status, 0, "{act:?}: {out}{err}");
    }
    let (status, _, err) = study.run(&["validate", "aa", "--author", "ZZ17"]);
    assert_eq!(status, 0, "{err}");
    study
}

/// Every file below a folder, packages part by part.
fn bytes_below(folder: &Path, found: &mut Vec<(String, Vec<u8>)>) {
    for entry in fs::read_dir(folder).unwrap().map(Result::unwrap) {
        let (path, name) = (entry.path(), entry.file_name().to_string_lossy().into_owned());
        if path.is_dir() {
            bytes_below(&path, found);
            continue;
        }
        let bytes = fs::read(&path).unwrap();
        match bytes.starts_with(b"PK") {
            true => found.extend(
                parts(&bytes).into_iter().map(|(part, bytes)| (format!("{name}:{part}"), bytes)),
            ),
            false => found.push((name, bytes)),
        }
    }
}

/// The text of the reports that are a PDF, and of the profiles.
fn pdf_texts(folder: &Path) -> Vec<(String, String)> {
    let mut texts = Vec::new();
    for entry in fs::read_dir(folder).unwrap().map(Result::unwrap) {
        let (path, name) = (entry.path(), entry.file_name().to_string_lossy().into_owned());
        if path.is_dir() {
            texts.extend(pdf_texts(&path));
        } else if path.extension().is_some_and(|extension| extension == "pdf") {
            let read = Command::new("pdftotext").arg(&path).arg("-").output();
            match read {
                Ok(read) => texts.push((name, String::from_utf8_lossy(&read.stdout).into())),
                Err(error) => assert!(env::var_os("CI").is_none(), "pdftotext: {error}"),
            }
        }
    }
    texts
}

#[test]
fn nothing_private_is_published_and_who_collects_finds_all_of_it() {
    let study = decided();
    let (status, _, err) = study.run(&["report"]);
    assert_eq!(status, 0, "{err}");
    let (status, _, err) = study.run(&["report", "--participant", "aa,bb"]);
    assert_eq!(status, 0, "{err}");
    let mut files = Vec::new();
    bytes_below(&study.root().join("output"), &mut files);
    assert!(files.len() > 60, "{}", files.len());
    let texts = pdf_texts(&study.root().join("output"));
    let is_read = |(_, text): &(String, String)| text.contains("parole nuove");
    assert!(texts.is_empty() || texts.iter().any(is_read), "{texts:?}");
    files.extend(texts.into_iter().map(|(name, text)| (name, text.into_bytes())));
    let mut leaks = Vec::new();
    for (name, bytes) in &files {
        let text = String::from_utf8_lossy(bytes);
        let own = MARKERS.iter().filter(|marker| text.contains(**marker));
        leaks.extend(own.map(|marker| format!("{marker} in {name}")));
    }
    assert_eq!(leaks, [""; 0]);
    let page = fs::read_to_string(study.root().join("output/report.html")).unwrap();
    assert!(page.contains("corretto dal gruppo di ricerca") && page.contains("così la delibera"));

    let log = fs::read_to_string(study.root().join("responses/aa/r2/log.yaml")).unwrap();
    let said = [&["check"][..], &["contacts"]].map(|command| study.run(command).1);
    let known = [said.concat(), log].concat();
    let lost: Vec<&&str> = MARKERS.iter().filter(|marker| !known.contains(**marker)).collect();
    // what a correction took the place of stands in the workbook as it came
    assert_eq!(lost, [&"3331234567", &"ZZ05"], "{known}");
}

#[test]
fn the_feedback_names_nobody_else_and_private_answers_go_to_their_owner() {
    let study = decided();
    let (status, _, err) = study.run(&["feedback"]);
    assert_eq!(status, 0, "{err}");
    let mut own = Vec::new();
    bytes_below(&study.root().join("output/feedback/aa"), &mut own);
    let own: String = own.iter().map(|(_, bytes)| String::from_utf8_lossy(bytes)).collect();
    assert!(own.contains("ZZ02") && own.contains("ZZ10"));
    let mut others = Vec::new();
    bytes_below(&study.root().join("output/feedback/bb"), &mut others);
    for (name, bytes) in others {
        let text = String::from_utf8_lossy(&bytes);
        assert!(!MARKERS.iter().any(|marker| text.contains(marker)), "{name}");
    }
}
