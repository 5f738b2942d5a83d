// SPDX-License-Identifier: EUPL-1.2
//! Mistakes in the study's YAML: all at once, each with its line and what would be right.

use crate::study::{Study, lines};
use sestante::diag::{self, Error, Finding, Permit};

/// All mistakes of a study.
fn mistakes(study: &Study) -> Vec<Finding> {
    match sestante::study::load(study.root()) {
        Err(Error::Study(findings)) => findings,
        Err(error) => panic!("{error}"),
        Ok(_) => Vec::new(),
    }
}

/// The one mistake of the real study after an edit: its one-line rendering and its help.
fn mistake(file: &str, from: &str, to: &str) -> (String, String) {
    let found = mistakes(&Study::unanswered().edit(file, from, to));
    let [finding] = &found[..] else { panic!("{:#?}", lines(&found)) };
    (
        diag::short(finding, Permit::COLLECTOR),
        diag::texts(finding, Permit::COLLECTOR).help.unwrap_or_default(),
    )
}

#[test]
fn the_real_study_has_no_mistakes_and_at_most_120_questions() {
    let study = Study::unanswered();
    assert_eq!(lines(&mistakes(&study)), [""; 0]);
    let asked = study.questionnaire().asked();
    assert!(asked <= 120, "{asked} questions");
}

#[test]
fn an_unknown_type_is_underlined_with_the_nearest_one() {
    let (text, help) = mistake("questionnaire/organization.yaml", "type: yes_no", "type: yesno");
    assert!(text.starts_with("questionnaire/organization.yaml:"), "{text}");
    assert!(text.ends_with("errore[yaml-unknown-word]: «yesno» non esiste"), "{text}");
    assert_eq!(help, "forse «yes_no»?");
}

#[test]
fn an_unknown_key_is_told_with_the_nearest_one() {
    let (text, help) = mistake("questionnaire/study.yaml", "publisher:", "publischer:");
    assert!(text.contains("la chiave «publischer» non è prevista qui"), "{text}");
    assert_eq!(help, "forse «publisher»?");
}

#[test]
fn a_text_where_true_or_false_must_stand_is_told() {
    let (text, help) =
        mistake("questionnaire/governance.yaml", "required: true", "required: certo");
    assert!(text.contains("errore[yaml-wrong-kind]: qui c'è un testo"), "{text}");
    assert!(help.contains("true"), "{help}");
}

#[test]
fn an_id_given_twice_names_both_places() {
    let study =
        Study::unanswered().edit("questionnaire/participants.yaml", "  - id: mc", "  - id: pu");
    let found = mistakes(&study);
    let twice = found.iter().find(|finding| finding.code == "declared-twice").unwrap();
    assert_eq!(twice.related.len(), 1);
    let message = diag::texts(twice, Permit::COLLECTOR).message;
    assert!(message.contains("«pu» è già dichiarato"), "{message}");
}

#[test]
fn a_reference_that_leads_nowhere_is_told_with_the_nearest_name() {
    let (text, help) = mistake(
        "questionnaire/study.yaml",
        "grouping: profile.management_model",
        "grouping: profile.managment_model",
    );
    assert!(text.starts_with("questionnaire/study.yaml:"), "{text}");
    assert_eq!(help, "forse «profile.management_model»?");
}

#[test]
fn a_date_that_the_calendar_has_not_is_a_mistake() {
    let date = "date: 2026-11-23";
    let (text, help) = mistake("questionnaire/study.yaml", date, "date: 2022-02-31");
    assert!(text.starts_with("questionnaire/study.yaml:5:7: "), "{text}");
    assert!(text.ends_with("errore[date-wanted]: «2022-02-31» non è una data"), "{text}");
    assert_eq!(help, "scrivere la data come 2022-12-31");
    let coding = "questionnaire/codings/skill_family.yaml";
    let (text, _) = mistake(coding, "date: \"2026-11-23\"", "date: \"novembre\"");
    assert!(text.ends_with("«novembre» non è una data"), "{text}");
}

#[test]
fn a_deadline_in_free_words_is_a_mistake() {
    let round = "title: Prima rilevazione }";
    let free = "title: Prima rilevazione, deadline: entro domani }";
    let (text, help) = mistake("questionnaire/study.yaml", round, free);
    assert!(text.starts_with("questionnaire/study.yaml:10:"), "{text}");
    assert!(text.ends_with("errore[date-wanted]: «entro domani» non è una data"), "{text}");
    assert_eq!(help, "scrivere la data come 2022-12-31");
}

#[test]
fn outside_data_may_be_of_a_year_but_not_of_any_words() {
    let (file, date) = ("questionnaire/reference/comuni.yaml", "date: 2023-01-01");
    for good in ["date: 2023", "date: 2023-01"] {
        assert_eq!(lines(&mistakes(&Study::unanswered().edit(file, date, good))), [""; 0]);
    }
    let (text, help) = mistake(file, date, "date: circa 2023");
    assert!(text.ends_with("errore[date-or-year-wanted]: «circa 2023» non è una data"), "{text}");
    assert!(help.contains("l'anno come 2022"), "{help}");
}

#[test]
fn text_that_is_no_yaml_is_told_with_its_line() {
    let (text, _) = mistake("questionnaire/study.yaml", "title:", "title: \"");
    assert!(text.starts_with("questionnaire/study.yaml:"), "{text}");
    assert!(text.contains("errore[yaml-syntax]"), "{text}");
}

#[test]
fn mistakes_of_all_files_come_out_at_once_in_order() {
    let study = Study::unanswered()
        .edit("questionnaire/skills.yaml", "type: integer", "type: intger")
        .edit("questionnaire/profile.yaml", "required: true", "required: certo")
        .edit("questionnaire/choices/education.yaml", "label: Diploma,", "lable: Diploma,");
    let found = mistakes(&study);
    let files: Vec<&str> = found.iter().filter_map(|finding| finding.place.file()).collect();
    let mut sorted = files.clone();
    sorted.sort_unstable();
    assert_eq!(files, sorted);
    sorted.dedup();
    assert_eq!(
        sorted,
        [
            "questionnaire/choices/education.yaml",
            "questionnaire/profile.yaml",
            "questionnaire/skills.yaml"
        ]
    );
}

#[test]
fn a_mistake_is_drawn_under_its_line() {
    let study = Study::unanswered().edit("questionnaire/study.yaml", "publisher:", "publischer:");
    let found = mistakes(&study);
    let drawn = diag::long(&found[0], Permit::COLLECTOR);
    let mut drawn = drawn.lines();
    assert_eq!(
        drawn.next(),
        Some("errore[yaml-unknown-key]: la chiave «publischer» non è prevista qui")
    );
    assert!(drawn.next().unwrap().starts_with("  ┌─ questionnaire/study.yaml:"));
    let rest: Vec<&str> = drawn.collect();
    let marked = rest[1].find("publischer").unwrap();
    assert_eq!(rest[2].find('^'), Some(marked), "{rest:#?}");
    assert!(rest[2].ends_with(&"^".repeat("publischer".len())));
}

#[test]
fn one_note_names_the_questions_that_nothing_uses() {
    let study = crate::study::Study::from("biblioteche");
    let (status, out, err) = study.run(&["check", "--format", "short"]);
    assert_eq!(status, 0, "{err}");
    let notes: Vec<&str> = out.lines().filter(|line| line.contains("question-unused")).collect();
    assert_eq!(notes.len(), 1, "{out}");
    assert!(notes[0].contains("«Restituzioni in ritardo» (lending.late_returns)"), "{out}");
    // Named in a chapter, it is in use; a participant alone is told nothing of it.
    let study = study.append("report-templates/chapters/more.md", "# Ancora\n\nlate_returns\n");
    let (_, out, _) = study.run(&["check", "--format", "short"]);
    assert!(!out.contains("late_returns"), "{out}");
    let (_, out, _) = study.run(&["check", "alba", "--format", "short"]);
    assert!(!out.contains("question-unused"), "{out}");
    let (_, out, _) = crate::study::Study::real().run(&["check", "--format", "short"]);
    assert!(!out.contains("question-unused"), "{out}");
}
