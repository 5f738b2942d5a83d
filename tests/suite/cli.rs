// SPDX-License-Identifier: EUPL-1.2
//! The program as a user runs it: wiring, help, statuses, and what it says when it cannot.

use crate::cli_files::{Folder, package, parts, strangers};
use crate::study::Study;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

#[test]
fn the_help_is_italian() {
    let folder = Folder::empty("help");
    let mut all = folder.run(&["--help"]).out;
    let commands = [
        "new", "form", "import", "check", "correct", "waive", "validate", "diff", "status",
        "report", "trace", "query",
    ];
    for command in commands {
        let said = folder.run(&[command, "--help"]);
        assert_eq!(said.status, 0);
        all.push_str(&format!("\n$ sestante {command} --help\n{}", said.out));
    }
    insta::assert_snapshot!(all);
}

#[test]
fn a_new_study_goes_all_the_way_to_the_report() {
    let study = Folder::new_study("whole");
    assert!(study.run(&[]).out.contains("sestante form"));

    let forms = study.run(&["form"]);
    assert_eq!(forms.out, "output/forms/valle-libraries.xlsx\noutput/forms/colle-libraries.xlsx\n");
    assert!(forms.err.contains("17 domande"), "{}", forms.err);
    assert!(study.run(&[]).out.contains("mandare i moduli"));

    fs::write(study.path("responses/arrivi/mio modulo.xlsx"), study.filled("colle")).unwrap();
    let waits = study.run(&[]).out;
    assert!(waits.contains("mio modulo.xlsx") && waits.contains("sestante import"), "{waits}");
    let taken = study.run(&["import", "--received", "30/11/2025"]);
    assert_eq!(taken.status, 0, "{}", taken.err);
    assert!(taken.out.contains("Colle, rilevazione r1"), "{}", taken.out);
    assert!(!study.path("responses/arrivi/mio modulo.xlsx").exists());
    let log = fs::read_to_string(study.path("responses/colle/r1/log.yaml")).unwrap();
    assert!(log.contains("received: \"2025-11-30\""), "{log}");

    let checked = study.run(&["check", "--format", "short"]);
    assert_eq!(checked.status, 0, "{}{}", checked.out, checked.err);
    assert!(checked.out.contains("cost-beyond-budget"), "{}", checked.out);
    assert!(checked.out.contains("Valle: non ha ancora risposto"), "{}", checked.out);
    let status = study.run(&[]).out;
    assert!(status.contains("Colle") && status.contains("sestante report"), "{status}");

    let reported = study.run(&["report"]);
    assert_eq!((reported.status, reported.out.as_str()), (0, "output/report.html\n"));
    let page = fs::read_to_string(study.path("output/report.html")).unwrap();
    assert!(page.contains("Gruppo di lettura"));
    assert!(!page.contains("Persona Riservata"));
    study.replace("questionnaire/study.yaml", "date: 2025-12-31", "date: 2099-12-31");
    let coverage = "\ncoverage: { participants: 0 }\nchapters:";
    study.replace("report-templates/report.yaml", "\nchapters:", coverage);
    assert_eq!(study.run(&["report", "--final", "--out", "finale"]).out, "finale/report.html\n");
    assert!(study.path("finale/report.html").exists());
}

#[test]
fn the_same_answers_give_the_same_report() {
    let study = Folder::new_study("same");
    fs::write(study.path("a.xlsx"), study.filled("valle")).unwrap();
    assert_eq!(study.run(&["import", "a.xlsx"]).status, 0);
    study.run(&["report", "--out", "one"]);
    study.run(&["report", "--out", "two"]);
    let [one, two] = ["one", "two"].map(|f| fs::read(study.path(f).join("report.html")).unwrap());
    assert!(one == two);
}

#[test]
fn values_lead_back_to_their_cells() {
    let study = Folder::new_study("trace");
    fs::write(study.path("a.xlsx"), study.filled("valle")).unwrap();
    study.run(&["import", "a.xlsx"]);
    assert!(study.run(&["trace"]).out.contains("people_by_kind"));
    let table = study.run(&["trace", "people_by_kind"]).out;
    assert!(table.contains("reading") && table.contains("valle"), "{table}");
    let value = study.run(&["trace", "people_by_kind", "reading", "valle"]).out;
    assert!(value.starts_with("reading / valle = 40\n"), "{value}");
    assert!(value.contains("› 2 Le attività: ") && value.contains("passo: codifica"), "{value}");

    let wrong = study.run(&["trace", "people_by_knd"]);
    assert_eq!(wrong.status, 2);
    assert!(wrong.err.contains("forse «people_by_kind»?"), "{}", wrong.err);
    assert!(study.run(&["trace", "people_by_kind", "readin"]).err.contains("forse «reading»?"));
    let column = study.run(&["trace", "people_by_kind", "reading", "vale"]);
    assert!(column.err.contains("forse «valle»?"), "{}", column.err);
}

#[test]
fn queries_are_printed_in_three_ways_and_do_no_harm() {
    let study = Folder::new_study("query");
    fs::write(study.path("a.xlsx"), study.filled("valle")).unwrap();
    study.run(&["import", "a.xlsx"]);
    let sql = "SELECT participant, volumes, cooperative, contact FROM library";
    let table = study.run(&["query", sql]);
    assert!(table.out.contains("participant  volumes"), "{}", table.out);
    assert!(table.err.contains("1 riga"), "{}", table.err);
    let csv = study.run(&["query", sql, "--format", "csv"]).out;
    assert!(csv.contains("valle,12500,\"'=HYPERLINK"), "{csv}");
    let json: serde_json::Value =
        serde_json::from_str(&study.run(&["query", sql, "--format", "json"]).out).unwrap();
    assert_eq!(json[0]["volumes"], 12500);
    assert_eq!(json[0]["contact"], serde_json::Value::Null);
    for (wrong, word) in [
        ("SELCT 1", "non è valida"),
        ("DROP TABLE library", "non è"),
        ("SELECT datetime('now')", "non è permesso"),
        ("ATTACH 'x.db' AS x", "non è permesso"),
        ("WITH RECURSIVE r(n) AS (SELECT 1 UNION ALL SELECT n FROM r) SELECT n FROM r", "righe"),
    ] {
        let said = study.run(&["query", wrong]);
        assert_eq!(said.status, 2, "{wrong}");
        assert!(said.err.contains(word), "{wrong}: {}", said.err);
    }
    assert!(study.run(&["query", "SELECT name FROM sqlite_schema"]).out.contains("library"));
}

#[test]
fn answers_that_cannot_be_compared_stop_the_final_report_and_not_the_draft() {
    let facts = "skills.roles
        | role | employer_kind | headcount | graduates |
        |---|---|---|---|
        | Analista | Provincia | 2 | 3 |";
    let study = Study::unanswered().fill("pu", "r1", facts);
    let (status, _, err) = study.run(&["report", "--format", "md"]);
    assert_eq!(status, 0, "{err}");
    fs::remove_file(study.root().join("output/report.md")).unwrap();
    let (status, out, err) = study.run(&["report", "--final", "--format", "md"]);
    assert!(status == 1 && out.is_empty(), "{status} {out}");
    assert!(err.contains("errore[graduates-exceed-people]"), "{err}");
    assert!(!study.root().join("output/report.md").exists());
}

#[test]
fn placeholders_that_nothing_fills_are_mistakes_of_the_study() {
    let study = Study::real()
        .edit("report-templates/comparisons/skills.yaml", "{unknown_rows}", "{sconosciute}")
        .edit(
            "report-templates/claims.yaml",
            "{other}; per {value} di",
            "{other}; per {valore} di",
        );
    let (status, out, _) = study.run(&["check", "--format", "short"]);
    assert_eq!(status, 1);
    for word in ["sconosciute", "valore"] {
        assert!(
            out.contains(&format!("errore[placeholder-unknown]: il segnaposto {word}")),
            "{out}"
        );
    }
}

#[test]
fn words_that_lead_nowhere_are_mistakes_of_the_study() {
    let said = |study: &Study| study.run(&["check", "--format", "short"]).1;
    let study = Study::real()
        .edit("report-templates/claims.yaml", "section: profile", "section: profilo")
        .edit("report-templates/comparisons/skills.yaml", "{ sum: headcount }", "{ sum: role }");
    let out = said(&study);
    assert!(out.contains("errore[yaml-unknown-word]: «profilo» non esiste"), "{out}");
    assert!(out.contains("errore[measure-of-words]: «role» non è un numero"), "{out}");
    let study = Study::from("biblioteche").edit(
        "questionnaire/seat.yaml",
        "question: seat.open_sunday, is: [",
        "question: seat.open_sunday, is: [maybe, ",
    );
    assert!(said(&study).contains("errore[yaml-unknown-word]: «maybe» non esiste"));
}

#[test]
fn a_key_that_nothing_reads_is_a_mistake_of_the_study() {
    let file = "report-templates/comparisons/sustainability.yaml";
    let study = Study::real().edit(file, "log_x: true }", "log_x: true, x: inhabitants }");
    let out = study.run(&["check", "--format", "short"]).1;
    assert!(out.contains("errore[yaml-unknown-key]: la chiave «x» non è prevista qui"), "{out}");
}

#[test]
fn the_list_of_tables_has_tables_and_views_alone() {
    let sql = "SELECT DISTINCT type FROM sqlite_schema ORDER BY type";
    let (status, out, err) = Study::real().run(&["query", sql, "--format", "csv"]);
    assert_eq!((status, out.as_str()), (0, "type\ntable\nview\n"), "{err}");
}

#[test]
fn files_that_are_no_forms_are_refused_one_by_one() {
    let study = Folder::new_study("strangers");
    let form = study.filled("valle");
    for (path, word) in strangers(&study.path("responses/arrivi"), &form) {
        let said = study.run(&["import", &path.display().to_string()]);
        assert_eq!(said.status, 2);
        assert!(said.out.contains(word), "{}: {}", path.display(), said.out);
        assert!(path.exists(), "{}", path.display());
    }
    let folder = study.run(&["import", "questionnaire"]);
    assert!(folder.out.contains("è una cartella"), "{}", folder.out);
    let missing = study.run(&["import", "nulla.xlsx"]);
    assert!(missing.out.contains("non esiste"), "{}", missing.out);
    // a good one among them is taken in all the same
    fs::write(study.path("responses/arrivi/good.xlsx"), form).unwrap();
    let said = study.run(&["import"]);
    assert_eq!(said.status, 2);
    assert!(said.err.contains("6 file non sono stati presi su 7"), "{}", said.err);
    assert!(study.path("responses/valle/r1/log.yaml").exists());
}

#[test]
fn a_cell_in_the_last_corner_is_counted_and_does_no_harm() {
    let study = Folder::new_study("corner");
    let mut package_parts = parts(&study.filled("valle"));
    for (name, bytes) in &mut package_parts {
        if name == "xl/worksheets/sheet2.xml" {
            let row = "<row r=\"1048576\"><c r=\"XFD1048576\"><v>1</v></c></row></sheetData>";
            let xml = String::from_utf8(bytes.clone()).unwrap();
            *bytes = xml.replace("</sheetData>", row).into_bytes();
        }
    }
    fs::write(study.path("corner.xlsx"), package(&package_parts)).unwrap();
    assert_eq!(study.run(&["import", "corner.xlsx"]).status, 0);
    let checked = study.run(&["check", "valle", "--format", "short"]);
    assert!(checked.out.contains("XFD1048576"), "{}", checked.out);
}

#[test]
fn an_error_in_the_answers_gives_status_one() {
    let study = Folder::new_study("status");
    study.replace("questionnaire/checks.yaml", "severity: warning", "severity: error");
    fs::write(study.path("a.xlsx"), study.filled("valle")).unwrap();
    study.run(&["import", "a.xlsx"]);
    assert_eq!(study.run(&["check"]).status, 1);
    assert_eq!(study.run(&["check", "colle"]).status, 0);
    let json = study.run(&["check", "--format", "json"]);
    assert_eq!(json.status, 1);
    let list: serde_json::Value = serde_json::from_str(&json.out).unwrap();
    assert!(list.as_array().unwrap().iter().any(|f| f["code"] == "cost-beyond-budget"));
    assert!(study.run(&[]).out.contains("sestante check"));
}

#[test]
fn a_claim_judged_otherwise_stops_only_the_final_report() {
    let study = Folder::new_study("final");
    let expected = "    expect: confirmed\n    test:";
    study.replace("report-templates/claims.yaml", "    test:", expected);
    study.replace("report-templates/claims.yaml", "more_than: 50", "less_than: 10");
    study.replace("questionnaire/study.yaml", "date: 2025-12-31", "date: 2099-12-31");
    let coverage = "\ncoverage: { participants: 0 }\nchapters:";
    study.replace("report-templates/report.yaml", "\nchapters:", coverage);
    fs::write(study.path("a.xlsx"), study.filled("valle")).unwrap();
    study.run(&["import", "a.xlsx"]);
    let refused = study.run(&["report", "--final"]);
    assert_eq!((refused.status, refused.out.as_str()), (1, ""));
    assert!(refused.err.contains("1 impedimento"), "{}", refused.err);
    assert!(!study.path("output/report.html").exists());
    let draft = study.run(&["report"]);
    assert_eq!(draft.status, 0);
    assert!(fs::read_to_string(study.path("output/report.html")).unwrap().contains("Bozza"));
}

#[test]
fn what_is_wrong_is_said_in_one_message() {
    let empty = Folder::empty("nothing");
    let said = empty.run(&["check"]);
    assert_eq!((said.status, said.out.as_str()), (2, ""));
    assert!(said.err.contains("non c'è uno studio"), "{}", said.err);

    let study = Folder::new_study("wrong");
    for (arguments, word) in [
        (&["--study", "questionnaire"][..], "lo studio sta in"),
        (&["--study", "LEGGIMI.md"], "serve la cartella"),
        (&["--study", "altrove"], "non esiste"),
        (&["form", "vale"], "forse «valle»?"),
        (&["form", "Vall"], "forse «valle»?"),
        (&["form", "Biblioteca del Cole"], "forse «Biblioteca del Colle»?"),
        (&["form", "--round", "r2"], "forse «r1»?"),
        (&["form", "--out", "LEGGIMI.md"], "un file dove serve una cartella"),
        (&["chek"], "forse «check»?"),
        (&["check", "--formt", "json"], "forse «--format»?"),
        (&["check", "--format", "jsn"], "forse «json»?"),
        (&["import", "--received", "2025-02-30"], "non è una data"),
        (&["query"], "manca SELECT"),
        (&["report"], "nessuno ha ancora risposto"),
        (&["new", "."], "non è vuota"),
        (&["new", "LEGGIMI.md"], "è un file"),
    ] {
        let said = study.run(arguments);
        assert_eq!((said.status, said.out.as_str()), (2, ""), "{arguments:?}");
        assert!(said.err.starts_with("errore: "), "{}", said.err);
        assert!(said.err.contains(word), "{arguments:?}: {}", said.err);
    }
}

#[test]
fn mistakes_of_the_study_are_shown_all_at_once() {
    let study = Folder::new_study("mistakes");
    study.replace("questionnaire/library.yaml", "type: year", "type: yar");
    study.replace("questionnaire/participants.yaml", "group: direct", "group: dirct");
    let said = study.run(&["form"]);
    assert_eq!(said.status, 2);
    assert!(said.err.contains("questionnaire/library.yaml:"), "{}", said.err);
    assert!(
        said.err.contains("forse «year»?") && said.err.contains("ci sono 2 errori"),
        "{}",
        said.err
    );
    assert!(!study.path("output/forms").exists());
    let listed = study.run(&["check", "--format", "short"]);
    assert_eq!((listed.status, listed.out.lines().count()), (2, 2), "{}", listed.out);
}

#[test]
fn a_broken_template_leaves_the_last_report_as_it_was() {
    let study = Folder::new_study("template");
    fs::write(study.path("a.xlsx"), study.filled("valle")).unwrap();
    study.run(&["import", "a.xlsx"]);
    study.run(&["report"]);
    let before = fs::read(study.path("output/report.html")).unwrap();
    let chapter = "report-templates/chapters/activities.md";
    let good = fs::read_to_string(study.path(chapter)).unwrap();
    for broken in ["{% if", "{{ table(id=\"people_by_knd\") }}", "{{ nulla }}", "{{ tabel(id=1) }}"]
    {
        fs::write(study.path(chapter), format!("{good}\n{broken}\n")).unwrap();
        let said = study.run(&["report"]);
        assert_eq!((said.status, said.out.as_str()), (2, ""), "{broken}");
        assert!(said.err.contains("activities.md"), "{broken}: {}", said.err);
        assert!(fs::read(study.path("output/report.html")).unwrap() == before);
    }
    let mut names = fs::read_dir(study.path("output")).unwrap();
    assert!(names.all(|n| !n.unwrap().file_name().to_string_lossy().ends_with(".part")));
}

#[test]
fn an_unknown_table_in_a_comparison_is_underlined() {
    let study = Folder::new_study("table");
    let file = "report-templates/comparisons/main.yaml";
    study.replace(file, "from: activities.activities", "from: activities.activites");
    fs::write(study.path("a.xlsx"), study.filled("valle")).unwrap();
    study.run(&["import", "a.xlsx"]);
    let said = study.run(&["report"]);
    assert_eq!(said.status, 2);
    assert!(said.err.contains("forse «activities.activities»?"), "{}", said.err);
}

#[test]
fn answers_written_into_a_form_where_it_was_made_are_not_wiped_out() {
    let study = Folder::new_study("filled");
    let form = study.path("output/forms/valle-libraries.xlsx");
    study.run(&["form"]);
    assert_eq!(study.run(&["form", "Valle"]).status, 0);
    let filled = study.filled("valle");
    fs::write(&form, &filled).unwrap();
    let said = study.run(&["form"]);
    assert_eq!(said.status, 2);
    assert!(said.err.contains("contiene già"), "{}", said.err);
    assert!(fs::read(&form).unwrap() == filled);
}

#[test]
fn a_file_taken_in_twice_is_kept_once() {
    let study = Folder::new_study("twice");
    fs::write(study.path("a.xlsx"), study.filled("valle")).unwrap();
    study.run(&["import", "a.xlsx"]);
    let again = study.run(&["import", "a.xlsx"]);
    assert_eq!(again.status, 0);
    assert!(again.out.contains("già preso"), "{}", again.out);
    assert!(study.path("a.xlsx").exists(), "only the inbox is emptied");
    assert_eq!(fs::read_dir(study.path("responses/valle/r1")).unwrap().count(), 2);
}

#[test]
fn a_reader_that_has_seen_enough_is_no_error() {
    let study = Folder::new_study("head");
    let mut child = Command::new(env!("CARGO_BIN_EXE_sestante"))
        .args(["query", "SELECT a.name FROM sqlite_schema a, sqlite_schema b, sqlite_schema c"])
        .current_dir(study.path(""))
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success());
    assert!(!String::from_utf8_lossy(&output.stderr).contains("errore"));
}

#[cfg(target_os = "linux")]
#[test]
fn no_room_for_the_results_is_said() {
    let study = Folder::new_study("full");
    let full = fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_sestante"))
        .args(["query", "SELECT 1"])
        .current_dir(study.path(""))
        .stdout(full)
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("non c'è più spazio"));
}

/// Needs to mount a small disk: skipped, with a word, where that is not allowed.
#[expect(clippy::disallowed_macros, reason = "a test that is skipped says so")]
#[cfg(target_os = "linux")]
#[test]
fn no_room_for_the_report_leaves_nothing_behind() {
    let study = Folder::new_study("room");
    fs::write(study.path("a.xlsx"), study.filled("valle")).unwrap();
    study.run(&["import", "a.xlsx"]);
    let small = study.path("small");
    fs::create_dir(&small).unwrap();
    if !mounted(&small) {
        eprintln!("skipped: mounting a small disk is not allowed here");
        return;
    }
    let said = study.run(&["report", "--out", "small"]);
    let left = fs::read_dir(&small).unwrap().count();
    let forms = study.run(&["form", "--out", "small"]);
    let forms_left = fs::read_dir(&small).unwrap().count();
    let unmounted = Command::new("umount").arg(&small).status().unwrap();
    assert!(unmounted.success());
    assert_eq!((said.status, left), (2, 0), "{}", said.err);
    assert!(said.err.contains("non c'è più spazio"), "{}", said.err);
    assert_eq!((forms.status, forms_left), (2, 0), "{}", forms.err);
}

#[cfg(target_os = "linux")]
fn mounted(folder: &Path) -> bool {
    let arguments = ["-t", "tmpfs", "-o", "size=12k", "tmpfs"];
    let output = Command::new("mount").args(arguments).arg(folder).output();
    output.is_ok_and(|output| output.status.success())
}

#[test]
#[cfg(unix)]
fn links_in_the_inbox_are_left_alone_unless_named() {
    let study = Folder::new_study("links");
    let outside = Folder::empty("links-outside");
    fs::write(outside.path("modulo.xlsx"), study.filled("valle")).unwrap();
    let link = study.path("responses/arrivi/modulo.xlsx");
    std::os::unix::fs::symlink(outside.path("modulo.xlsx"), &link).unwrap();
    let said = study.run(&["import"]);
    assert_eq!(said.status, 0, "{}", said.err);
    assert!(!study.path("responses/valle").exists() && link.exists());
    let named = study.run(&["import", "responses/arrivi/modulo.xlsx"]);
    assert!(named.out.contains("Valle"), "{}{}", named.out, named.err);
    assert!(outside.path("modulo.xlsx").exists());
}

#[test]
fn what_systems_leave_in_the_inbox_is_passed_over() {
    let study = Folder::new_study("litter");
    let inbox = |name: &str| study.path(&format!("responses/arrivi/{name}"));
    let litter = ["desktop.ini", "Thumbs.db", "._modulo.xlsx", ".DS_Store"];
    for name in litter {
        fs::write(inbox(name), b"[.ShellClassInfo]").unwrap();
    }
    assert_eq!(study.run(&["import"]).status, 0);
    fs::write(inbox("modulo.xlsx"), study.filled("colle")).unwrap();
    let waits = study.run(&["status"]).out;
    let named =
        study.run(&["import", "responses/arrivi/desktop.ini", "responses/arrivi/modulo.xlsx"]);
    assert_eq!(named.status, 0, "{}{}", named.out, named.err);
    // Left in the folder of a participant as well.
    fs::write(study.path("responses/colle/r1/desktop.ini"), b"x").unwrap();
    let checked = study.run(&["check"]);
    for said in [&waits, &named.out, &named.err, &checked.out, &checked.err] {
        assert!(litter.iter().all(|name| !said.contains(name)), "{said}");
    }
}
