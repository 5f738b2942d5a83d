// SPDX-License-Identifier: EUPL-1.2
//! Mistakes in what researchers wrote: of all files at once, each where it stands, none thrown away.

use super::study::{Study, lines};
use sestante::diag::Error;
use sestante::study;
use std::fs;

/// A study whose files are small.
pub(crate) fn small() -> Study {
    Study::from("biblioteche")
}

/// All mistakes of a study, each on one line: those that stop it, or those of its templates.
pub(crate) fn mistakes(study: &Study) -> Vec<String> {
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
        "report-templates/views/readers.sql:9:1: errore[view-sql]: ",
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

#[test]
fn a_log_that_is_not_utf_8_is_told_and_no_command_writes_it_anew() {
    let study = small().fill("alba", "spring", "seat.open_sunday,,Sì");
    let file = "responses/alba/spring/log.yaml";
    let text = fs::read_to_string(study.root().join(file)).unwrap();
    write_in_windows_1252(&study, file, &format!("# così è arrivato\n{text}"));
    let bytes = fs::read(study.root().join(file)).unwrap();
    let signed = ["--author", "Anna", "--reason", "per telefono", "--date", "2022-07-20"];
    let correct = ["correct", "alba", "seat.surface", "12"].into_iter().chain(signed);
    let (status, out, err) = study.run(&correct.collect::<Vec<_>>());
    assert_eq!(status, 2, "{out}\n{err}");
    let told = format!("{out}{err}");
    assert!(told.contains("[not-utf8]") && told.contains("log.yaml:1:6"), "{told}");
    assert_eq!(fs::read(study.root().join(file)).unwrap(), bytes);
}

/// The mistakes of the small study after an edit.
fn after(file: &str, from: &str, to: &str) -> Vec<String> {
    mistakes(&small().edit(file, from, to))
}

/// The one mistake of the small study after an edit, which must stand at the start of a line.
fn one(file: &str, from: &str, to: &str, start: &str) {
    let found = after(file, from, to);
    assert!(found.len() == 1 && found[0].starts_with(start), "{start}\n{found:#?}");
}

#[test]
fn decimals_and_rows_have_a_bound_and_nothing_falls_over() {
    one(
        "questionnaire/lending.yaml",
        "id: loans, type: integer",
        "id: loans, type: decimal, decimals: 70000",
        "questionnaire/lending.yaml:15:49: errore[yaml-too-many]: 70000 è troppo: al più 9",
    );
    one(
        "report-templates/comparisons/all.yaml",
        "unit: biblioteche\n",
        "unit: biblioteche\n    decimals: 70000\n",
        "report-templates/comparisons/all.yaml:7:15: errore[yaml-too-many]: ",
    );
    one(
        "questionnaire/lending.yaml",
        "rows: 6",
        "rows: 600000",
        "questionnaire/lending.yaml:21:11: errore[yaml-too-many]: 600000 è troppo: al più 2000",
    );
}

#[test]
fn sixty_thousand_quotations_in_each_other_are_a_mistake_and_do_not_overflow() {
    let deep = format!("# Titolo\n\n{} in fondo\n", ">".repeat(60_000));
    let study = small();
    fs::write(study.root().join("report-templates/chapters/reading.md"), &deep).unwrap();
    let found = mistakes(&study);
    assert_eq!(found.len(), 1, "{} mistakes", found.len());
    let start = "report-templates/chapters/reading.md:3:1: errore[text-too-deep]: ";
    assert!(found[0].starts_with(start), "{found:#?}");
    let (_, out, _) = study.run(&["check"]);
    assert!(out.lines().all(|line| line.chars().count() < 400), "a line is shown whole");
    // A template can write as many with a loop, which nobody sees before it runs.
    let study = crate::second_study::answered();
    let loops = "# T\n\n{% for a in range(end=300) %}{% for b in range(end=200) %}>{% endfor %}{% endfor %} x\n\n\
                 {% for a in range(end=200) %}{% for b in range(end=200) %}**a *b {% endfor %}{% endfor %}";
    fs::write(study.root().join("report-templates/chapters/reading.md"), loops).unwrap();
    assert_eq!(mistakes(&study), [""; 0]);
    assert!(!study.compose().value.chapters.is_empty());
}

#[test]
fn a_wrong_line_of_a_coding_is_left_out_with_a_warning_and_stops_nobody() {
    let study = small()
        .edit(
            "questionnaire/codings/mood.yaml",
            "classes: [praise], reason",
            "classes: [prise], reason",
        )
        .append("questionnaire/codings/mood.yaml", "  - { text: \"così così\", clas: [praise] }\n");
    let loaded = study::load(study.root()).unwrap();
    let found = lines(&loaded.findings);
    let starts = [
        "questionnaire/codings/mood.yaml:9:37: avviso[yaml-unknown-word]: «prise» non esiste",
        "questionnaire/codings/mood.yaml:10:5: avviso[yaml-missing-key]: ",
        "questionnaire/codings/mood.yaml:10:26: avviso[yaml-unknown-key]: la chiave «clas»",
    ];
    assert_eq!(found.len(), starts.len(), "{found:#?}");
    for (line, start) in found.iter().zip(starts) {
        assert!(line.starts_with(start), "{line}\n{start}");
    }
    let coding = &loaded.value.questionnaire.codings[0];
    assert_eq!(coding.entries.len(), 1);
    assert_eq!(study.run(&["form"]).0, 0);
}

#[test]
fn a_label_is_taken_for_the_id_of_its_class() {
    let study = small().edit(
        "questionnaire/codings/mood.yaml",
        "classes: [praise], reason",
        "classes: [\" lode\"], reason",
    );
    let label = study.questionnaire().choices["mood"].label("praise").to_owned();
    let text = fs::read_to_string(study.root().join("questionnaire/codings/mood.yaml")).unwrap();
    let text = text.replace(" lode", &format!(" {}", label.to_uppercase()));
    fs::write(study.root().join("questionnaire/codings/mood.yaml"), text).unwrap();
    let loaded = study::load(study.root()).unwrap();
    assert_eq!(lines(&loaded.findings), [""; 0]);
    assert_eq!(loaded.value.questionnaire.codings[0].entries[1].classes, ["praise"]);
}

#[test]
fn import_over_a_broken_study_keeps_the_file_and_says_why_nothing_is_counted() {
    let study = small();
    let form = study.filled("alba", "spring", "seat.open_sunday,,Sì");
    let study = study.append(
        "questionnaire/checks.yaml",
        "  - { code: broken, kind: sql, message: x, sql: \"SELECT nothing FROM nowhere\" }\n",
    );
    fs::create_dir_all(study.root().join("responses/arrivi")).unwrap();
    fs::write(study.root().join("responses/arrivi/a.xlsx"), form).unwrap();
    let (status, out, err) = study.run(&["import"]);
    assert_eq!(status, 1, "{out}\n{err}");
    assert!(out.contains("rilievi non contati"), "{out}");
    assert!(err.contains("[check-sql]") && err.contains("non si possono contare"), "{err}");
    assert!(study.root().join("responses/alba/spring/log.yaml").is_file());
}

#[test]
fn the_lines_on_top_of_a_view_are_checked() {
    let file = "report-templates/views/readers.sql";
    let start = |rest: &str| format!("{file}:{rest}");
    one(file, "year: year \"", "year: yeer \"", &start("4:17: errore[view-type]: «yeer»"));
    one(
        file,
        "like lending.groups.members",
        "like lending.groups.membres",
        &start("5:25: errore[view-like]: «lending.groups.membres» non esiste"),
    );
    one(
        file,
        "\"Anno di nascita\"",
        "\"Anno\" di nascita",
        &start("4:22: errore[view-rest]: «\"Anno\" di nascita» non si capisce"),
    );
    one(file, "-- label: Lettori", "-- lettori", &format!("{file}: errore[view-label]: "));
    one(
        file,
        "-- row_label: group_name",
        "-- row_label: group_nome",
        &start("2:15: errore[view-column-missing]: "),
    );
    one(
        file,
        "-- column year: year \"Anno di nascita\"\n",
        "",
        &format!("{file}: errore[view-column-bare]: la colonna «year»"),
    );
    one(file, "WHERE born", "WHERE bron", &start("10:7: errore[view-sql]: "));
}

#[test]
fn ids_that_are_paths_devices_or_keys_of_our_own_are_mistakes() {
    let participants = "questionnaire/participants.yaml";
    for id in ["../../x", "a/b", "Alba", "con", "arrivi", "total"] {
        let study = small().edit(participants, "id: alba", &format!("id: \"{id}\""));
        let found = mistakes(&study);
        let code = if ["con", "arrivi", "total"].contains(&id) { "id-taken" } else { "id-form" };
        assert!(found.iter().any(|line| line.contains(code)), "{id}: {found:#?}");
    }
    let found = after("questionnaire/study.yaml", "id: spring", "id: \"..\"");
    assert!(found[0].contains("errore[id-form]"), "{found:#?}");
    let found = after("questionnaire/choices/age.yaml", "id: adults", "id: total");
    assert!(found.iter().any(|line| line.contains("errore[id-taken]")), "{found:#?}");
    let found =
        after("report-templates/comparisons/all.yaml", "id: seats\n", "id: \"seats/../x\"\n");
    assert!(found.iter().any(|line| line.contains("errore[id-form]")), "{found:#?}");
}

#[test]
fn a_bare_no_in_a_list_of_names_is_told_and_not_left_out() {
    let found = after("questionnaire/study.yaml", "sections: [seat,", "sections: [no, seat,");
    let start = "questionnaire/study.yaml:7:12: errore[yaml-bare-word]: «no» senza virgolette";
    assert!(found.iter().any(|line| line.starts_with(start)), "{found:#?}");
    let found = after("report-templates/report.yaml", "chapters: [beginning,", "chapters: [n,");
    assert!(!found.is_empty());
}

#[test]
fn a_check_with_a_code_of_the_program_is_a_mistake() {
    let study = small();
    let checks =
        "checks:\n  - { code: required-blank, kind: sql, sql: \"SELECT 1\", message: x }\n";
    fs::write(study.root().join("questionnaire/checks.yaml"), checks).unwrap();
    let found = mistakes(&study);
    let start = "questionnaire/checks.yaml:2:13: errore[check-code-taken]: «required-blank» ";
    assert!(found.iter().any(|line| line.starts_with(start)), "{found:#?}");
}
