// SPDX-License-Identifier: EUPL-1.2
//! What keeps a report from being final, each with its name, and what lets it stand.

use super::study::{Study, lines};
use std::fs;

const STUDY: &str = "questionnaire/study.yaml";
const PARTICIPANTS: &str = "questionnaire/participants.yaml";

fn answered() -> Study {
    let one = |study: Study, id: &str| {
        let facts = "s.model,,Ics\ns.has_x,,Sì\ns.fund,,10\ns.count,,1\np.roles.role,1,Tecnico";
        study.fill(id, "r2", facts)
    };
    ["aa", "bb"].into_iter().fold(Study::from("tracce"), one)
}

fn refused(study: &Study) -> Vec<String> {
    let (status, out, err) = study.run(&["report", "--final", "--format", "md"]);
    assert!(matches!(status, 0 | 1), "{status} {out} {err}");
    let code = |line: &str| Some(line.strip_prefix("errore[")?.split(']').next()?.to_owned());
    err.lines().filter_map(code).collect()
}

#[test]
fn everybody_who_takes_part_has_answered_or_as_many_as_the_study_asks() {
    let missing =
        |study: &Study| refused(study).iter().filter(|code| *code == "participant-missing").count();
    let study = answered();
    // two of seven have answered
    assert_eq!(missing(&study), 5);
    let study = study.append("report-templates/report.yaml", "coverage: { participants: 28 }\n");
    assert_eq!(missing(&study), 0);
    let study =
        answered().edit(PARTICIPANTS, "short: CC", "short: CC, not_taking_part: non ha sistemi");
    assert_eq!(missing(&study), 4);
    assert!(
        study.report_html().contains("Non prendono parte alla rilevazione: CC (non ha sistemi)")
    );
}

#[test]
fn too_few_answers_of_one_or_of_a_section_are_told() {
    let study = answered()
        .append("report-templates/report.yaml", "coverage: { answers: 90, sections: 95 }\n");
    let found = lines(&study.made().refusals).join("\n");
    let low = found.matches("errore[coverage-low]").count();
    // two participants, two sections
    assert_eq!(low, 4, "{found}");
    assert!(found.contains("«Dati»: ") && found.contains("meno del 95 % chiesto"), "{found}");
}

#[test]
fn a_report_is_no_older_than_its_answers_and_knows_all_its_files() {
    let old = answered().edit(STUDY, "date: 2024-06-30", "date: 2022-01-01");
    assert!(refused(&old).contains(&"report-date-old".to_owned()));
    let lost = answered();
    fs::remove_file(lost.root().join("responses/aa/r2/log.yaml")).unwrap();
    let found = refused(&lost);
    assert!(found.contains(&"file-not-in-log".to_owned()), "{found:?}");
    assert_eq!(lost.run(&["check"]).0, 1);
}

#[test]
fn what_is_let_stand_is_counted_and_keeps_nothing_back() {
    let study = answered();
    let before = refused(&study);
    assert!(before.contains(&"participant-missing".to_owned()), "{before:?}");
    let waive = ["waive", "report", "participant-missing"];
    let signed = ["--author", "A. Rossi", "--reason", "non risponderà"];
    let (status, _, err) = study.run(&[&waive[..], &signed].concat());
    assert_eq!(status, 0, "{err}");
    assert!(!refused(&study).contains(&"participant-missing".to_owned()));
    let log = fs::read_to_string(study.root().join("responses/log.yaml")).unwrap();
    assert!(log.contains("participant-missing") && log.contains("A. Rossi"), "{log}");
    let (status, _, err) =
        study.run(&["waive", "report", "no-such", "--author", "A", "--reason", "b"]);
    assert_eq!(status, 2, "{err}");
}

#[test]
fn a_draft_says_on_its_cover_why_it_is_one() {
    let study = answered();
    let (status, _, err) = study.run(&["report", "--format", "html"]);
    assert_eq!(status, 0, "{err}");
    let page = fs::read_to_string(study.root().join("output/report.html")).unwrap();
    assert!(
        page.contains("Bozza. Prima del rapporto definitivo: 5 partecipanti non hanno risposto")
    );
}
