// SPDX-License-Identifier: EUPL-1.2
//! Mistakes in what researchers wrote: of all files at once, each where it stands, none thrown away.

use super::study::{Study, lines};
use sestante::diag::Error;
use sestante::study;
use std::fs;

/// A study whose files are small.
fn small() -> Study {
    Study::from("biblioteche")
}

/// All mistakes of a study, each on one line: those that stop it, or those of its templates.
fn mistakes(study: &Study) -> Vec<String> {
    match study::load(study.root()) {
        Ok(loaded) => lines(&loaded.value.mistakes),
        Err(Error::Study(findings)) => lines(&findings),
        Err(error) => panic!("{error}"),
    }
}

/// Writes a file as older programs do: a byte a letter.
fn write_in_windows_1252(study: &Study, file: &str, text: &str) {
    let bytes: Vec<u8> = text.chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect();
    let path = study.root().join(file);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, bytes).unwrap();
}

#[test]
fn mistakes_in_five_files_are_told_in_one_run() {
    let study = small()
        .edit("questionnaire/lending.yaml", "type: grid", "tipe: grid\n    type: grid")
        .edit("report-templates/comparisons/all.yaml", "from: seat.villages", "from: seat.vilages")
        .edit("report-templates/chapters/beginning.md", "{% endfor %}", "{% endfr %}")
        .edit("report-templates/chapters/reading.md", "id=\"readers\"", "id=\"raders\"")
        .edit("report-templates/views/readers.sql", "FROM lending_groups", "FRM lending_groups")
        .edit("report-templates/report.yaml", "formats:", "formts:");
    let (status, out, err) = study.run(&["check", "--format", "short"]);
    assert_eq!(status, 2, "{out}\n{err}");
    for start in [
        "questionnaire/lending.yaml:10:5: errore[yaml-unknown-key]: ",
        "report-templates/chapters/beginning.md:7:",
        "report-templates/chapters/reading.md:15:15: errore[template-name]: «raders»",
        "report-templates/comparisons/all.yaml:21:11: errore[yaml-unknown-word]: «seat.vilages»",
        "report-templates/report.yaml:1:1: errore[yaml-unknown-key]: la chiave «formts»",
        "report-templates/views/readers.sql: errore[view-sql]: ",
    ] {
        assert!(out.lines().any(|line| line.starts_with(start)), "{start}\n{out}");
    }
    // What only follows from them is not told.
    assert!(!out.contains("view.readers"), "{out}");
}

#[test]
fn a_broken_chapter_is_told_by_check_and_does_not_stop_who_collects_answers() {
    let study = small().edit("report-templates/chapters/reading.md", "{% endif %}", "");
    let (status, out, _) = study.run(&["check", "--format", "short"]);
    assert_eq!(status, 1, "{out}");
    assert!(out.contains("report-templates/chapters/reading.md:"), "{out}");
    assert!(out.contains("errore[template-syntax]: "), "{out}");
    assert_eq!(study.run(&["form"]).0, 0);
    assert_eq!(study.run(&["status"]).0, 0);
    assert_eq!(study.run(&["trace"]).0, 2);
}

#[test]
fn what_follows_from_a_mistake_in_the_questionnaire_is_not_told_beside_it() {
    let study = small().edit("questionnaire/lending.yaml", "type: grid", "type: gird");
    let found = mistakes(&study);
    assert_eq!(found.len(), 1, "{found:#?}");
    assert!(found[0].ends_with("errore[yaml-unknown-word]: «gird» non esiste"), "{found:#?}");
}

#[test]
fn a_slot_that_is_not_utf_8_is_told_with_its_line_and_not_left_out() {
    let study = small();
    let slot = "Prima riga\nla città è qui\n";
    write_in_windows_1252(&study, "report-templates/slots/words.md", slot);
    let found = mistakes(&study);
    assert_eq!(found.len(), 1, "{found:#?}");
    let start = "report-templates/slots/words.md:2:8: errore[not-utf8]: ";
    assert!(found[0].starts_with(start), "{found:#?}");
}

#[test]
fn yaml_that_is_not_utf_8_is_told_with_its_line() {
    let study = small();
    let file = "questionnaire/codings/mood.yaml";
    let text = fs::read_to_string(study.root().join(file)).unwrap();
    write_in_windows_1252(&study, file, &text);
    let found = mistakes(&study);
    assert_eq!(found.len(), 1, "{found:#?}");
    assert!(found[0].starts_with("questionnaire/codings/mood.yaml:8:46: errore[not-utf8]: "));
}
