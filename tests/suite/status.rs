// SPDX-License-Identifier: EUPL-1.2
//! Where a round stands: table, data, page, letters.

use crate::study::{Study, fact, write};
use std::fs;

const LOG: &str = "responses/alba/spring/log.yaml";

/// One who sent two sections of three, one who is late, one who is complete but for one answer.
fn collected() -> Study {
    Study::from("biblioteche")
        .append(LOG, "sent: 2024-03-01\n")
        .returns("alba", "spring", "2024-04-20", "seat.open_sunday,,No\nseat.surface,,tanta")
        .returns("alba", "spring", "2024-05-04", "lending.late_returns,,4")
        .append(
            LOG,
            "validated:\n- { by: A. Rossi, date: 2024-05-05, sections: [lending] }\n\
             - { by: A. Rossi, date: 2024-04-01, sections: [seat] }\n",
        )
}

#[test]
fn each_section_of_each_participant_has_its_state() {
    let study = collected();
    let (status, out, err) = study.run(&["status", "--format", "json"]);
    assert_eq!(status, 0, "{err}");
    let all: serde_json::Value = serde_json::from_str(&out).unwrap();
    // the last day of the logs decides who is late
    assert_eq!((&all["on"], &all["deadline"]), (&"2024-05-05".into(), &"2024-04-30".into()));
    let alba = &all["participants"][0];
    assert_eq!((&alba["sent"], &alba["late_days"]), (&"2024-03-01".into(), &5.into()));
    let [seat, lending, money] = [0, 1, 2].map(|at| &alba["sections"][at]);
    assert_eq!(seat["returned"]["on"], "2024-04-20");
    assert_eq!(seat["findings"]["warnings"], 1);
    assert_eq!(seat["validated"]["outdated"], true);
    assert_eq!((&lending["answered"], &lending["asked"]), (&1.into(), &3.into()));
    assert_eq!(lending["returned"]["on"], "2024-05-04");
    assert_eq!(lending["validated"]["outdated"], false);
    assert_eq!(money["returned"], serde_json::Value::Null);
    assert_eq!(all["participants"][1]["files"], serde_json::json!([]));
    // a day that is given decides otherwise
    let (_, early, _) = study.run(&["status", "--format", "json", "--on", "2024-04-30"]);
    let early: serde_json::Value = serde_json::from_str(&early).unwrap();
    assert_eq!(early["participants"][1]["late_days"], serde_json::Value::Null);
}

#[test]
fn the_table_stands_on_a_screen() {
    let (status, out, err) = collected().run(&["status", "--on", "10/5/2024"]);
    assert_eq!(status, 0, "{err}");
    insta::assert_snapshot!(out);
}

#[test]
fn the_table_fits_the_screen_and_is_whole_in_a_file() {
    let study = Study::real();
    let (_, narrow, _) = study.run_in(80, &["status"]);
    let widest = narrow.lines().map(|line| line.chars().count()).max();
    assert!(widest <= Some(80), "{narrow}");
    let (_, file, _) = study.run(&["status"]);
    assert!(file.contains("3 Organizzazione e gestione operativa"), "{file}");
    assert!(!file.contains('…'), "{file}");
    let heads = ["Arrivata", "Risposte", "Err.", "Avv.", "Note", "Ritardo", "Convalida"];
    assert!(heads.iter().all(|head| narrow.contains(head)), "{narrow}");
}

#[test]
fn lateness_that_cannot_be_judged_says_why() {
    let study = Study::from("biblioteche");
    let (_, out, _) = study.run(&["status"]);
    assert!(out.contains("Ritardi non contati") && out.contains("--on"), "{out}");
    let (_, out, _) = study.run(&["status", "--on", "2024-05-10"]);
    assert!(out.contains("Ritardi contati al 10 maggio 2024."), "{out}");
    let study = study.edit("questionnaire/study.yaml", ", deadline: 2024-04-30", "");
    let (_, out, _) = study.run(&["status"]);
    assert!(out.contains("Nessuna scadenza"), "{out}");
}

#[test]
fn the_page_is_the_same_for_the_same_files_and_runs_nothing() {
    let study = collected();
    let page = || {
        let (status, out, err) = study.run(&["status", "--format", "html"]);
        assert_eq!((status, out.trim()), (0, "output/status.html"), "{err}");
        fs::read_to_string(study.root().join("output/status.html")).unwrap()
    };
    let first = page();
    assert_eq!(first, page());
    assert!(!first.contains("<script") && first.contains("<html lang=\"it\">"));
    for text in
        ["Stato della raccolta", "in ritardo di 5 giorni", "foglio «A Sede», cella", "attesa"]
    {
        assert!(first.contains(text), "{text}");
    }
    assert!(first.contains("convalidata da A. Rossi, 01/04/2024; poi è arrivato un altro file"));
}

#[test]
fn letters_say_what_is_missing_and_what_is_to_be_looked_at() {
    let study = collected();
    let (status, out, err) = study.run(&["status", "--reminders"]);
    assert_eq!(status, 0, "{err}");
    let letters: Vec<&str> = out.split("────").filter(|text| text.contains("Oggetto")).collect();
    assert_eq!(letters.len(), 5);
    insta::assert_snapshot!(letters[0].trim());
    assert!(letters[1].contains("non abbiamo ancora ricevuto"), "{}", letters[1]);
    assert!(letters[1].contains("La scadenza era il 30 aprile 2024, 5 giorni fa."));
}

#[test]
fn names_and_addresses_come_from_their_own_file_and_go_nowhere_else() {
    let study = collected().append(
        "contacts.yaml",
        "contacts:\n- { participant: alba, name: Persona Riservata, email: riservata@example.org }\n",
    );
    let letters = study.run(&["status", "--reminders"]).1;
    assert!(letters.starts_with("A: Persona Riservata <riservata@example.org>\n"), "{letters}");
    study.run(&["status", "--format", "html"]);
    let page = fs::read_to_string(study.root().join("output/status.html")).unwrap();
    for format in ["table", "json"] {
        assert!(!study.run(&["status", "--format", format]).1.contains("iservata"));
    }
    assert!(!page.contains("iservata"));
    let study = study.append("contacts.yaml", "- { participant: alma, email: x@example.org }\n");
    let (status, _, err) = study.run(&["status", "--reminders"]);
    assert_eq!(status, 2);
    assert!(err.contains("forse «alba»?"), "{err}");
}

#[test]
fn what_the_study_team_wrote_off_a_document_is_asked_of_nobody() {
    let study = Study::real();
    let (status, out, err) = study.run(&["status", "--reminders"]);
    assert_eq!((status, out.as_str()), (0, ""));
    assert!(
        err.contains("nessuna lettera: le risposte di 3 partecipanti sono trascritte"),
        "{err}"
    );
    let table = study.run(&["status"]).1;
    assert!(table.contains("Macerata") && !table.contains("in ritardo"), "{table}");
}

#[test]
fn who_validates_is_written_in_the_log() {
    let study = Study::from("biblioteche");
    let questionnaire = study.questionnaire();
    let bytes = write(&questionnaire, "alba", "spring", &[fact("seat.open_sunday", "", "No")]);
    fs::write(study.root().join("a.xlsx"), bytes).unwrap();
    assert_eq!(study.run(&["import", "a.xlsx", "--received", "2024-04-01"]).0, 0);
    let command = ["validate", "alba", "--author", "B. Bianchi", "--sections", "seat"];
    let (status, out, err) = study.run(&[&command[..], &["--date", "2024-04-02"]].concat());
    assert_eq!(status, 0, "{err}");
    assert!(out.contains("B. Bianchi il 02/04/2024"), "{out}");
    assert!(out.contains("Rilevazione di primavera: sezione «A La sede» convalidata"), "{out}");
    assert!(study.run(&["status"]).1.contains("02/04/24"));
    // as it was written before
    assert_eq!(study.run(&["validate", "alba", "--by", "B. Bianchi", "--date", "2024-04-03"]).0, 0);
    let wrong = study.run(&["validate", "alba", "--by", "B", "--sections", "sea"]);
    assert!(wrong.2.contains("forse «seat»?"), "{}", wrong.2);
    let wrong = study.run(&["validate", "alba", "--by", "B", "--sections", "xyzzy"]);
    assert!(wrong.2.contains("seat («La sede»), lending («I prestiti»)"), "{}", wrong.2);
    assert_eq!(study.run(&["validate", "borgo", "--by", "B"]).0, 2);
}
