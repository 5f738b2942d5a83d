// SPDX-License-Identifier: EUPL-1.2
//! Returns as they arrive: several files of a round, corrections, waivers, rounds, forms that
//! carry the last answers.

use crate::cli_files::{package, parts};
use crate::study::{Study, day, fact, lines, repository, write};
use sestante::datum::{Datum, Decimal, Origin, State, Value};
use sestante::diag::Finding;
use sestante::diag::Permit;
use sestante::form::{self, Entry, Filled, Spot};
use sestante::responses::{self, Arrival, Response};
use std::fs;

const ROUND: &str = "rounds:\n  - { id: spring,";
const LOG: &str = "responses/alba/spring/log.yaml";

fn libraries() -> Study {
    Study::from("biblioteche")
}

/// The same with a round before the one of spring.
fn two_rounds() -> Study {
    let rounds =
        format!("rounds:\n  - {{ id: autumn, title: Rilevazione d'autunno }}\n{}", &ROUND[8..]);
    libraries().edit("questionnaire/study.yaml", ROUND, &rounds)
}

fn response(study: &Study, participant: &str) -> Response {
    let all = responses::read_all(study.root(), &study.questionnaire()).unwrap().value;
    all.into_iter().find(|one| one.stamp.participant == participant).unwrap()
}

fn answer(study: &Study, question: &str) -> Datum {
    response(study, "alba").answers[question].clone()
}

fn of(study: &Study, code: &str) -> Vec<String> {
    let found = study.collect().findings;
    let with: Vec<_> = found.into_iter().filter(|finding| finding.code == code).collect();
    lines(&with)
}

fn number(datum: &Datum) -> f64 {
    datum.number().map(Decimal::to_f64).unwrap_or_else(|| panic!("{datum:?}"))
}

#[test]
fn six_owners_send_six_copies() {
    let study = libraries()
        .returns("alba", "spring", "2024-04-01", "seat.surface,,120.5")
        .returns("alba", "spring", "2024-04-02", "lending.late_returns,,4\nseat.founded,,n.d.")
        .returns("alba", "spring", "2024-04-03", "money_matters.card_price,,3");
    assert_eq!(number(&answer(&study, "seat.surface")), 120.5);
    assert_eq!(number(&answer(&study, "lending.late_returns")), 4.0);
    let card = answer(&study, "money_matters.card_price");
    assert_eq!(number(&card), 3.0);
    // each answer keeps its own file
    let files: Vec<String> = ["seat.surface", "lending.late_returns", "money_matters.card_price"]
        .map(|id| answer(&study, id).trace.cells[0].file[..24].to_owned())
        .to_vec();
    let kept = ["01", "02", "03"].map(|n| format!("responses/alba/spring/{n}"));
    assert_eq!(files, kept);
    assert!(of(&study, "answers-differ").is_empty());
}

#[test]
fn a_blank_takes_nothing_back_and_none_is_an_answer() {
    let study = libraries()
        .returns("alba", "spring", "2024-04-01", "seat.surface,,120\nseat.founded,,1950-05-01")
        .returns("alba", "spring", "2024-04-02", "seat.founded,,nessuno\nseat.website,,x.it")
        .returns("alba", "spring", "2024-04-03", "");
    assert_eq!(number(&answer(&study, "seat.surface")), 120.0);
    let founded = answer(&study, "seat.founded");
    assert_eq!(founded.state, State::Empty(sestante::datum::Empty::None));
    let differ = of(&study, "answers-differ");
    assert_eq!(differ.len(), 1, "{differ:?}");
    assert!(
        differ[0].contains("02-….xlsx") && differ[0].contains("prima «01/05/1950», poi «nessuno»")
    );
}

#[test]
fn a_form_that_carried_the_answers_replaces_them_and_takes_back_what_it_lacks() {
    let first = "seat.surface,,120\nseat.website,,x.it\nlending.groups
        | group | members |
        |---|---|
        | Lettori | 10 |";
    let study = libraries().returns("alba", "spring", "2024-04-01", first);
    let questionnaire = study.questionnaire();
    let alba = questionnaire.participant("alba").unwrap();
    let layout = form::lay_out(&questionnaire, alba, "spring");
    let reply = |knows: Option<u32>| {
        let mut filled = Filled::new();
        filled.knows = knows;
        filled.set(Spot::Question("seat.surface".into()), Entry::Number(130.0));
        form::write_filled(&questionnaire, &layout, &filled).unwrap()
    };
    let arrival = Arrival::on(day("2024-04-05"), Origin::Returned);
    let study = study.receives("riscontro.xlsx", &reply(Some(1)), &arrival);
    assert_eq!(number(&answer(&study, "seat.surface")), 130.0);
    assert!(answer(&study, "seat.website").is_blank());
    assert!(response(&study, "alba").tables["lending.groups"].is_empty());
    for code in ["answers-differ", "tables-differ"] {
        assert_eq!(of(&study, code), [""; 0], "what was corrected is no contradiction");
    }
    let back = of(&study, "answer-taken-back");
    assert!(back.len() == 2 && back.iter().any(|one| one.contains("«x.it»")), "{back:?}");
    // What it could not know of stays: another owner's copy came between.
    let study = libraries()
        .returns("alba", "spring", "2024-04-01", "seat.surface,,120")
        .returns("alba", "spring", "2024-04-02", "seat.website,,x.it")
        .receives("riscontro.xlsx", &reply(Some(1)), &arrival);
    assert_eq!(&*answer(&study, "seat.website").written, "x.it");
    // A form that carried nothing takes nothing back.
    let study = libraries()
        .returns("alba", "spring", "2024-04-01", "seat.surface,,120\nseat.website,,x.it")
        .receives("modulo.xlsx", &reply(None), &arrival);
    assert_eq!(&*answer(&study, "seat.website").written, "x.it");
    assert_eq!(of(&study, "answers-differ").len(), 1);
    // The forms that the program fills in say which file they know.
    let (_, bytes) =
        responses::prefilled(&questionnaire, alba, "spring", &response(&study, "alba")).unwrap();
    let book = sestante::workbook::open_bytes("form.xlsx", &bytes).unwrap();
    let again = responses::read(&questionnaire, &layout, "form.xlsx", &book).value;
    assert_eq!(again.knows, Some(2));
}

#[test]
fn a_file_that_came_after_a_correction_is_asked_about() {
    let study = libraries().returns("alba", "spring", "2024-04-01", "seat.surface,,120");
    let correct = ["correct", "alba", "seat.surface", "125", "--author", "A", "--reason", "tel"];
    let (status, _, err) = study.run(&[&correct[..], &["--date", "2024-04-02"]].concat());
    assert_eq!(status, 0, "{err}");
    assert!(of(&study, "correction-older").is_empty());
    let study = study.returns("alba", "spring", "2024-04-03", "seat.surface,,140");
    let older = of(&study, "correction-older");
    assert!(older.len() == 1 && older[0].contains("«140»") && older[0].contains("«125»"));
    assert_eq!(number(&answer(&study, "seat.surface")), 125.0);
}

#[test]
fn a_correction_is_given_by_the_printed_code_and_only_if_it_can_be_read() {
    let study = libraries().returns("alba", "spring", "2024-04-01", "seat.surface,,120");
    let questionnaire = study.questionnaire();
    let code = &questionnaire.question("seat.surface").unwrap().code;
    let signed = ["--author", "A", "--reason", "tel", "--date", "2024-04-02"];
    let (status, _, err) =
        study.run(&[&["correct", "alba", code, "tanta"][..], &signed[..]].concat());
    assert!(status == 2 && err.contains("«tanta»"), "{status} {err}");
    assert_eq!(number(&answer(&study, "seat.surface")), 120.0);
    let (status, out, err) =
        study.run(&[&["correct", "alba", code, "131"][..], &signed[..]].concat());
    assert!(status == 0 && out.contains("seat.surface"), "{status} {out}{err}");
    assert_eq!(number(&answer(&study, "seat.surface")), 131.0);
}

#[test]
fn a_workbook_without_a_question_is_refused_even_when_somebody_says_whose_it_is() {
    let study = libraries();
    let mut sheet = sestante::workbook::Sheet::new("Foglio1").unwrap();
    let at = sestante::diag::CellRef::new(0, 0);
    sheet.text(at, "bilancio", sestante::workbook::Look::Plain).unwrap();
    let mut book = sestante::workbook::Book::new();
    book.add(sheet);
    let properties = sestante::workbook::Properties {
        title: String::new(),
        author: String::new(),
        date: day("2024-01-01"),
        custom: Vec::new(),
    };
    fs::write(study.root().join("altro.xlsx"), book.finish(&properties).unwrap()).unwrap();
    let (status, out, _) = study.run(&["import", "altro.xlsx", "--participant", "alba"]);
    assert!(status == 2 && out.contains("nessuna domanda"), "{status} {out}");
    assert!(!study.root().join("responses/alba").exists());
}

#[test]
fn the_same_answer_written_in_another_way_is_no_finding() {
    let study = libraries()
        .returns("alba", "spring", "2024-04-01", "seat.surface,,120.5\nseat.open_sunday,,Sì")
        .returns("alba", "spring", "2024-04-02", "seat.surface,,\"120,50 \"\nseat.open_sunday,,SI");
    assert!(of(&study, "answers-differ").is_empty());
    assert_eq!(of(&study, "file-same-answers").len(), 1);
}

#[test]
fn two_answers_are_a_finding_with_both_cells() {
    let study = libraries().returns("alba", "spring", "2024-04-01", "seat.surface,,120").returns(
        "alba",
        "spring",
        "2024-04-02",
        "seat.surface,,150",
    );
    assert_eq!(number(&answer(&study, "seat.surface")), 150.0);
    let findings = study.collect().findings;
    let finding = findings.iter().find(|finding| finding.code == "answers-differ").unwrap();
    let (other, word) = &finding.related[0];
    assert!(other.file().unwrap().contains("/01-"), "{other}");
    assert_eq!(word.read(Permit::COLLECTOR).said(), "qui c'era scritto «120»");
    assert_eq!(finding.question.as_deref(), Some("seat.surface"));
}

#[test]
fn a_private_answer_is_not_told() {
    let study = libraries()
        .returns("alba", "spring", "2024-04-01", "seat.librarian,,Maria Segreta")
        .returns("alba", "spring", "2024-04-02", "seat.librarian,,Anna Nascosta");
    let differ = of(&study, "answers-differ");
    assert!(differ[0].contains("dato riservato"), "{differ:?}");
    let correction = "corrections:\n- { question: seat.librarian, value: Ida Ignota, author: A, \
                      date: 2024-04-03, reason: r }\n";
    let study = study.append(LOG, correction);
    let (_, diff, _) = study.run(&["diff", "alba"]);
    let step =
        answer(&study, "seat.librarian").trace.steps[0].recorded(Permit::COLLECTOR).to_owned();
    for name in ["Segreta", "Nascosta", "Ignota"] {
        assert!(!differ[0].contains(name) && !diff.contains(name) && !step.contains(name));
    }
    // what was put right no longer differs
    assert!(of(&study, "answers-differ").is_empty());
}

#[test]
fn a_later_table_stands_whole() {
    let first = "lending.groups\n| group | members |\n|--|--|\n| Lettori | 10 |\n| Scacchi | 4 |";
    let second = "lending.groups\n| group | members |\n|--|--|\n| Lettori | 12 |";
    let study = libraries()
        .returns("alba", "spring", "2024-04-01", first)
        .returns("alba", "spring", "2024-04-02", second)
        .returns("alba", "spring", "2024-04-03", "seat.surface,,1");
    let rows = &response(&study, "alba").tables["lending.groups"];
    assert_eq!(rows.len(), 1);
    let differ = of(&study, "tables-differ");
    assert!(differ[0].contains("prima 2 righe, poi 1"), "{differ:?}");
}

#[test]
fn grids_and_printed_rows_are_united_cell_by_cell() {
    let study = libraries();
    let questionnaire = study.questionnaire();
    let grid = questionnaire.sections[1].grids().next().unwrap();
    let row = &questionnaire.choices[&grid.rows].choices[0].id;
    let columns = &questionnaire.choices[&grid.columns].choices;
    let at = |n: usize| format!("{row}/{}", columns[n].id);
    let study = study
        .returns(
            "alba",
            "spring",
            "2024-04-01",
            &format!("lending.loans,{},7\nseat.villages.served,1,Sì", at(0)),
        )
        .returns(
            "alba",
            "spring",
            "2024-04-02",
            &format!("lending.loans,{},9\nseat.villages.served,2,No", at(1)),
        );
    let response = response(&study, "alba");
    let cells = &response.grids["lending.loans"];
    let value = |n: usize| number(&cells[&(row.clone(), columns[n].id.clone())]);
    assert_eq!((value(0), value(1)), (7.0, 9.0));
    let served: Vec<_> = response.tables["seat.villages"]
        .iter()
        .map(|row| row.answers.last().unwrap().written.to_string())
        .collect();
    assert_eq!(&served[..2], ["Sì", "No"]);
}

#[test]
fn only_the_accepted_sections_of_a_file_are_taken() {
    let study = libraries().returns("alba", "spring", "2024-04-01", "seat.surface,,120");
    let questionnaire = study.questionnaire();
    let facts = [fact("seat.surface", "", "999"), fact("lending.late_returns", "", "5")];
    let bytes = write(&questionnaire, "alba", "spring", &facts);
    let sections = ["lending".to_owned()];
    let arrival =
        Arrival { sections: &sections, ..Arrival::on(day("2024-04-02"), Origin::Returned) };
    let study = study.receives("prestiti.xlsx", &bytes, &arrival);
    assert_eq!(number(&answer(&study, "seat.surface")), 120.0);
    assert_eq!(number(&answer(&study, "lending.late_returns")), 5.0);
    assert!(of(&study, "answers-differ").is_empty());
    let study = study.edit(LOG, "sections: [\"lending\"]", "sections: [lendin]");
    assert!(of(&study, "section-unknown")[0].contains("«lendin»"));
}

#[test]
fn a_correction_stands_in_the_log_and_in_the_trace() {
    let study = libraries().returns(
        "alba",
        "spring",
        "2024-04-01",
        "seat.surface,,tanta\nlending.groups\n| group | members |\n|--|--|\n| Lettori | 10 |",
    );
    assert_eq!(of(&study, "number-unreadable").len(), 1);
    let workbook = response(&study, "alba").file;
    let bytes = fs::read(study.root().join(&*workbook)).unwrap();
    for command in [
        &[
            "correct",
            "alba",
            "seat.surface",
            "130,5",
            "--author",
            "A. Rossi",
            "--reason",
            "telefonata: «130,5»",
            "--date",
            "2024-04-09",
        ][..],
        &[
            "correct",
            "Alba",
            "lending.groups.members",
            "11",
            "--row",
            "lettori",
            "--author",
            "A. Rossi",
            "--reason",
            "errore",
            "--date",
            "9/4/2024",
        ],
    ] {
        let (status, out, err) = study.run(command);
        assert_eq!(status, 0, "{err}");
        assert!(out.contains("diventa"), "{out}");
    }
    assert_eq!(fs::read(study.root().join(&*workbook)).unwrap(), bytes);
    let surface = answer(&study, "seat.surface");
    assert_eq!(number(&surface), 130.5);
    assert_eq!(surface.trace.cells.len(), 1);
    let step = &surface.trace.steps[0];
    for part in ["A. Rossi", "telefonata", "log.yaml"] {
        assert!(!step.published().contains(part), "{step:?}");
    }
    let step = step.recorded(Permit::COLLECTOR);
    for part in ["A. Rossi", "09/04/2024", "«tanta»", "telefonata: «130,5»", "log.yaml, riga "]
    {
        assert!(step.contains(part), "{step}");
    }
    let members = &response(&study, "alba").tables["lending.groups"][0].answers[3];
    assert_eq!(number(members), 11.0);
    assert!(of(&study, "number-unreadable").is_empty());
    let wrong =
        study.run(&["correct", "alba", "seat.surfac", "1", "--author", "A", "--reason", "b"]);
    assert_eq!(wrong.0, 2);
    assert!(wrong.2.contains("forse «seat.surface»?"), "{}", wrong.2);
    let wrong = study.run(&[
        "correct",
        "alba",
        "lending.groups.members",
        "1",
        "--row",
        "7",
        "--author",
        "A",
        "--reason",
        "b",
    ]);
    assert!(wrong.2.contains("riga che non c'è"), "{}", wrong.2);
    // the rows there are, with what names them and their cells
    assert!(wrong.2.contains("le righe sono: 1 «"), "{}", wrong.2);
    assert!(wrong.2.contains("(B Prestiti!"), "{}", wrong.2);
    assert!(wrong.2.contains("il numero 2 ne aggiunge una"), "{}", wrong.2);
}

#[test]
fn mistakes_of_a_correction_are_said_with_their_line() {
    let study = libraries()
        .returns("alba", "spring", "2024-04-01", "seat.surface,,120")
        .append(LOG, "corrections:\n- { question: seat.nothing, value: 1, author: A, date: 2024-04-02, reason: r }\n- { question: seat.surface, value: boh, author: A, date: 2024-04-02, reason: r }\n- { question: seat.surface, value: 120, author: A, reason: r }\n");
    let all = study.check();
    let has = |code: &str, line: &str| {
        assert!(all.iter().any(|f| f.contains(code) && f.contains(line)), "{code}: {all:#?}");
    };
    has("[correction-unknown-question]", "log.yaml:");
    has("[empty-unclear]", "log.yaml:");
    has("[yaml-missing-key]", "«date»");
}

#[test]
fn a_day_in_the_log_that_is_none_is_told_with_its_line_and_stops_nothing() {
    let study = libraries()
        .returns("alba", "spring", "2024-04-01", "seat.surface,,120")
        .edit(LOG, "received: \"2024-04-01\"", "received: boh")
        .append(LOG, "sent: 2024-02-30\n");
    let collected = study.collect();
    let of_log = |finding: &&Finding| finding.place.file() == Some(LOG);
    let found: Vec<Finding> = collected.findings.iter().filter(of_log).cloned().collect();
    let help: Vec<String> =
        found.iter().filter_map(|f| sestante::diag::texts(f, Permit::COLLECTOR).help).collect();
    assert_eq!(help, ["scrivere la data come 2022-12-31"; 2]);
    let found = lines(&found);
    for (line, text) in [(5, "boh"), (7, "2024-02-30")] {
        let start = format!("{LOG}:{line}:");
        let end = format!("errore[date-wanted]: «{text}» non è una data");
        assert!(found.iter().any(|f| f.starts_with(&start) && f.ends_with(&end)), "{found:#?}");
    }
    assert!(collected.answers.has("alba"));
    let (status, out, err) = study.run(&["status", "--format", "json"]);
    assert!(status == 0 && out.contains("\"on\": null"), "{out}{err}");
}

#[test]
fn a_waived_finding_is_shown_and_counts_apart() {
    let study = libraries().returns("alba", "spring", "2024-04-01", "seat.surface,,tanta");
    let (_, before, _) = study.run(&["check", "alba", "--format", "short"]);
    assert!(before.contains("avviso[number-unreadable]"), "{before}");
    let waive = |code: &str, more: &[&str]| {
        let mut all = vec![
            "waive",
            "alba",
            code,
            "--author",
            "B. Bianchi",
            "--reason",
            "è così",
            "--date",
            "2024-04-09",
        ];
        all.extend(more);
        study.run(&all)
    };
    assert!(waive("number-unredable", &[]).2.contains("forse «number-unreadable»?"));
    assert_eq!(waive("number-unreadable", &["--question", "lending"]).0, 2);
    let (status, out, err) = waive("number-unreadable", &["--question", "seat.surface"]);
    assert_eq!(status, 0, "{err}");
    assert!(out.contains("deroga[number-unreadable]"), "{out}");
    let (_, after, _) = study.run(&["check", "alba"]);
    assert!(after.contains("= deroga: B. Bianchi, 09/04/2024: è così"), "{after}");
    assert!(after.contains("1 deroga"), "{after}");
    let finding = study.collect().findings.into_iter().find(|f| f.code == "number-unreadable");
    assert_eq!(finding.unwrap().severity, sestante::diag::Severity::Note);
}

#[test]
fn an_error_that_is_waived_is_none_and_an_idle_waiver_is_told() {
    let study = libraries()
        .edit(
            "questionnaire/seat.yaml",
            "  - id: surface\n",
            "  - id: surface\n    required: true\n",
        )
        .returns("alba", "spring", "2024-04-01", "seat.open_sunday,,No");
    assert_eq!(study.run(&["check", "alba"]).0, 1);
    let waiver = "waivers:\n- { finding: required-blank, cell: CELL, author: B, date: 2024-04-09, reason: r }\n- { finding: band-gap, author: B, date: 2024-04-09, reason: r }\n";
    let place =
        study.collect().findings.into_iter().find(|f| f.code == "required-blank").unwrap().place;
    let cell = format!("'{}!{}'", place.sheet().unwrap(), place.cell().unwrap());
    let study = study.append(LOG, &waiver.replace("CELL", &cell));
    assert_eq!(study.run(&["check", "alba"]).0, 0);
    assert!(of(&study, "waiver-idle")[0].contains("«band-gap»"));
}

#[test]
fn answers_of_another_participant_are_noticed() {
    let facts = fs::read_to_string(repository().join("tests/studies/biblioteche/answers/alba.csv"))
        .unwrap();
    let facts: String = facts.lines().skip(1).map(|line| format!("{line}\n")).collect();
    let study = libraries().fill("alba", "spring", &facts).fill("colle", "spring", &facts);
    let found = of(&study, "answers-of-another");
    assert_eq!(found.len(), 1);
    assert!(
        found[0].contains("responses/colle/") && found[0].contains("quelle di Alba"),
        "{found:?}"
    );
}

#[test]
fn a_file_of_another_participant_is_refused_unless_somebody_insists() {
    let study = libraries();
    let questionnaire = study.questionnaire();
    let bytes = write(&questionnaire, "alba", "spring", &[fact("seat.surface", "", "9")]);
    fs::write(study.root().join("a.xlsx"), &bytes).unwrap();
    let (status, out, _) = study.run(&["import", "a.xlsx", "--participant", "borgo"]);
    assert_eq!(status, 2);
    assert!(out.contains("è il modulo di «alba», non di «borgo»"), "{out}");
    let (status, out, _) =
        study.run(&["import", "a.xlsx", "--participant", "borgo", "--despite-stamp"]);
    assert_eq!(status, 0, "{out}");
    assert_eq!(of(&study, "form-of-another").len(), 1);
    assert!(of(&study, "kept-file-elsewhere").is_empty());
    // the name of the file says another participant too
    let study = study.receives(
        "borgo-biblioteche_2024_def2 (1).xlsx",
        &bytes,
        &Arrival::on(day("2024-04-02"), Origin::Returned),
    );
    let named = of(&study, "file-name-of-another");
    assert!(named[0].contains("responses/alba/") && named[0].contains("Borgo"), "{named:?}");
}

#[test]
fn the_last_round_with_an_answer_stands_and_the_one_before_can_be_compared() {
    let study = two_rounds()
        .returns("alba", "autumn", "2023-10-01", "seat.surface,,100\nlending.late_returns,,tanti\nlending.groups\n| group | members |\n|--|--|\n| Lettori | 10 |\n| Scacchi | 4 |")
        .returns("alba", "spring", "2024-04-01", "seat.surface,,150\nseat.open_sunday,,forse\nlending.groups\n| group | members |\n|--|--|\n| Scacchi | 5 |\n| Lettori | 10 |")
        .returns("borgo", "autumn", "2023-10-01", "seat.surface,,80")
        .returns("borgo", "spring", "2024-04-01", "");
    assert_eq!(number(&answer(&study, "seat.surface")), 150.0);
    assert_eq!(response(&study, "borgo").stamp.round, "autumn");
    let (status, out, err) = study.run(&["diff", "alba"]);
    assert_eq!(status, 0, "{err}");
    insta::assert_snapshot!(out);
    let (_, json, _) = study.run(&["diff", "alba", "autumn", "spring", "--format", "json"]);
    let value: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(value["changes"][0]["question"], "seat.open_sunday");
    assert_eq!(value["findings"]["closed"][1]["code"], "number-unreadable");
    let (_, same, _) = study.run(&["diff", "alba", "spring", "spring"]);
    assert!(same.contains("0 risposte cambiate"), "{same}");
    let query = "SELECT participant, surface FROM previous_seat";
    assert!(study.run(&["query", query, "--format", "csv"]).1.contains("alba,100"));
}

#[test]
fn a_declared_change_between_rounds_is_a_finding() {
    let study = two_rounds()
        .append("questionnaire/checks.yaml", "\n  - code: surface-changed\n    kind: change\n    question: seat.surface\n    limit: 10\n    message: \"la superficie era {before}, ora {now} ({change} %)\"\n")
        .returns("alba", "autumn", "2023-10-01", "seat.surface,,100")
        .returns("alba", "spring", "2024-04-01", "seat.surface,,150")
        .returns("borgo", "spring", "2024-04-01", "seat.surface,,150");
    let found = of(&study, "surface-changed");
    assert_eq!(found.len(), 1);
    assert!(found[0].ends_with("la superficie era 100, ora 150 (+50 %)"), "{found:?}");
}

/// Answers as they are compared: without cells.
fn states(response: &Response) -> Vec<String> {
    let said = |datum: &Datum| match &datum.state {
        State::Value(value) => format!("{value:?}"),
        State::Beyond(_) | State::Unreadable => format!("?{}", datum.written),
        State::Empty(_) if datum.is_blank() => String::new(),
        State::Empty(empty) => format!("{empty:?}"),
    };
    let mut all: Vec<String> =
        response.answers.iter().map(|(id, datum)| format!("{id} {}", said(datum))).collect();
    for (id, rows) in &response.tables {
        for row in rows {
            let row: Vec<String> = row.answers.iter().map(said).collect();
            all.push(format!("{id} {}", row.join(" | ")));
        }
    }
    for (id, cells) in &response.grids {
        all.extend(cells.iter().map(|(key, datum)| format!("{id} {key:?} {}", said(datum))));
    }
    all
}

#[test]
fn a_form_with_the_last_answers_is_read_back_as_they_were() {
    let study = Study::real();
    let questionnaire = study.questionnaire();
    let all = responses::read_all(study.root(), &questionnaire).unwrap().value;
    assert_eq!(all.len(), 3);
    for response in all {
        let participant = questionnaire.participant(&response.stamp.participant).unwrap();
        let (_, bytes) =
            responses::prefilled(&questionnaire, participant, "r1", &response).unwrap();
        let book = sestante::workbook::open_bytes("form.xlsx", &bytes).unwrap();
        let layout = form::lay_out(&questionnaire, participant, "r1");
        let again = responses::read(&questionnaire, &layout, "form.xlsx", &book).value;
        let (one, other) = (states(&response), states(&again));
        let wrong: Vec<_> = one.iter().zip(&other).filter(|(a, b)| a != b).take(5).collect();
        assert!(one == other, "{}: {wrong:#?}", participant.id);
        assert!(one.len() > 50);
    }
}

#[test]
fn the_program_writes_a_form_with_the_last_answers() {
    let study = two_rounds().returns(
        "alba",
        "autumn",
        "2023-10-01",
        "seat.surface,,100\nseat.services,,nessuno",
    );
    let (status, out, err) =
        study.run(&["form", "alba", "borgo", "--prefill", "--sent", "2024-03-01"]);
    assert_eq!(status, 0, "{err}");
    let path = study.root().join(out.lines().next().unwrap());
    let study = study.receives(
        "tornato.xlsx",
        &fs::read(path).unwrap(),
        &Arrival::on(day("2024-04-01"), Origin::Returned),
    );
    let alba = response(&study, "alba");
    assert_eq!(alba.stamp.round, "spring");
    assert_eq!(alba.answers["seat.surface"].value(), Some(&Value::Number(100.into())));
    let log = fs::read_to_string(study.root().join("responses/borgo/spring/log.yaml")).unwrap();
    assert_eq!(log, "sent: \"2024-03-01\"\n");
}

/// The libraries' questionnaire a year later: a question more on top, others renamed, moved to
/// another section, or gone.
fn a_version_later(study: Study) -> Study {
    let added = "questions:\n  - { id: rooms, type: integer, label: Stanze }\n  - id: founded";
    let late = "  - id: late_returns\n    type: percent\n    label: Restituzioni in ritardo";
    let moved =
        "questions:\n  - { id: delays, type: percent, label: Ritardi, was: lending.late_returns }";
    study
        .edit("questionnaire/study.yaml", "version: \"1\"", "version: \"2\"")
        .edit("questionnaire/seat.yaml", "questions:\n  - id: founded", added)
        .edit("questionnaire/seat.yaml", "  - id: surface\n    type: decimal\n    label: Superficie", "  - id: area\n    was: surface\n    type: decimal\n    label: Quanto è grande")
        .edit("questionnaire/seat.yaml", "  - id: website\n    type: link\n    label: Pagina in rete\n    help: \"L'indirizzo della vostra pagina.\"\n    example: \"https://example.org\"\n", "")
        .edit("questionnaire/lending.yaml", "      - id: parent\n        type: text\n        label: Nato da\n", "      - id: rooms\n        type: integer\n        label: Stanze\n      - id: born_from\n        was: parent\n        type: text\n        label: Origine\n")
        .edit("questionnaire/lending.yaml", late, "  - id: other\n    type: percent\n    label: Altro")
        .edit("questionnaire/money_matters.yaml", "questions:", moved)
}

const EARLIER: &str = "seat.founded,,1950-05-01\nseat.open_sunday,,No\nseat.surface,,120.5\n\
                       seat.website,,https://example.org\nseat.librarian,,Anna Verdi\n\
                       lending.late_returns,,7\nmoney_matters.card_price,,3\n\
                       lending.groups\n| group | members | parent |\n|--|--|--|\n\
                       | Lettori | 10 | nessuno |\n| Scacchi | 4 | Lettori |";

#[test]
fn a_form_of_an_earlier_version_moves_to_the_questions_of_now() {
    let study = a_version_later(libraries().returns("alba", "spring", "2024-04-01", EARLIER));
    let alba = response(&study, "alba");
    let number_of = |id: &str| number(&alba.answers[id]);
    assert_eq!(number_of("seat.area"), 120.5);
    assert_eq!(number_of("money_matters.delays"), 7.0);
    assert_eq!(number_of("money_matters.card_price"), 3.0);
    // the codes have moved by one: nobody gets a neighbour's answer
    assert_eq!(&*alba.answers["seat.founded"].written, "01/05/1950");
    assert_eq!(&*alba.answers["seat.open_sunday"].written, "No");
    assert_eq!(&*alba.answers["seat.librarian"].written, "Anna Verdi");
    assert!(!alba.answers.contains_key("seat.rooms"));
    let groups = &alba.tables["lending.groups"];
    let texts = |row: usize| -> Vec<&str> {
        groups[row].answers.iter().map(|datum| &*datum.written).collect()
    };
    assert_eq!(texts(0), ["Lettori", "", "", "10", "", "nessuno"]);
    assert_eq!(texts(1), ["Scacchi", "", "", "4", "", "Lettori"]);
    assert_eq!(of(&study, "question-moved").len(), 3, "{:?}", of(&study, "question-moved"));
    let lost = of(&study, "answer-without-place");
    assert_eq!(lost.len(), 1, "{lost:?}");
    assert!(lost[0].contains("«Pagina in rete»") && lost[0].contains("A Sede!C11"), "{lost:?}");
    assert!(of(&study, "question-not-found").is_empty());
}

#[test]
fn an_older_form_sent_later_takes_nothing_back_that_it_did_not_ask() {
    let before = libraries();
    let groups = "lending.groups\n| group | members | parent |\n|--|--|--|\n\
                  | Lettori | 10 | nessuno |\n| Scacchi | 4 | Lettori |";
    let older = format!("seat.founded,,1950-05-01\nseat.surface,,130\n{groups}");
    let older = before.filled("alba", "spring", &older);
    let newer = "seat.rooms,,5\nseat.area,,120\nmoney_matters.delays,,7\nlending.groups\n\
                 | group | members | rooms | born_from |\n|--|--|--|--|\n\
                 | Lettori | 10 | 2 | nessuno |\n| Scacchi | 4 | 1 | Lettori |";
    let study = a_version_later(before).returns("alba", "spring", "2024-04-01", newer).receives(
        "older.xlsx",
        &older,
        &Arrival::on(day("2024-04-02"), Origin::Returned),
    );
    let alba = response(&study, "alba");
    assert_eq!(number(&alba.answers["seat.rooms"]), 5.0);
    assert_eq!(number(&alba.answers["money_matters.delays"]), 7.0);
    assert_eq!(&*alba.answers["seat.founded"].written, "01/05/1950");
    // renamed between the two: the later answer stands, and both are shown
    assert_eq!(number(&alba.answers["seat.area"]), 130.0);
    let differ = of(&study, "answers-differ");
    assert!(differ.len() == 1 && differ[0].contains("prima «120», poi «130»"), "{differ:?}");
    // the older form had no column for the rooms
    let rooms: Vec<f64> =
        alba.tables["lending.groups"].iter().map(|row| number(&row.answers[4])).collect();
    assert_eq!(rooms, [2.0, 1.0]);
    assert!(of(&study, "tables-differ").is_empty(), "{:?}", of(&study, "tables-differ"));
    let version = of(&study, "questionnaire-version");
    assert!(version.len() == 1 && version[0].contains("precedente"), "{version:?}");
}

#[test]
fn printed_rows_stay_single_when_a_later_form_prints_a_column_more() {
    let names = "      - { id: name, type: text, label: Paese, printed: name }\n";
    let residents =
        "      - { id: residents, type: integer, label: Residenti, printed: residents }\n";
    let both = format!("{names}{residents}");
    for older_first in [true, false] {
        let before = libraries().edit("questionnaire/seat.yaml", &both, names);
        let older = before.filled("alba", "spring", "seat.villages.served,1,Sì");
        let now = before.edit("questionnaire/seat.yaml", names, &both).edit(
            "questionnaire/study.yaml",
            "version: \"1\"",
            "version: \"2\"",
        );
        let newer = now.filled("alba", "spring", "seat.villages.served,2,No");
        let (first, second) = if older_first { (older, newer) } else { (newer, older) };
        let on = |iso| Arrival::on(day(iso), Origin::Returned);
        let study = now.receives("first.xlsx", &first, &on("2024-04-01")).receives(
            "second.xlsx",
            &second,
            &on("2024-04-02"),
        );
        let rows: Vec<String> = response(&study, "alba").tables["seat.villages"]
            .iter()
            .map(|row| row.answers.iter().map(|d| &*d.written).collect::<Vec<_>>().join(" "))
            .collect();
        assert_eq!(rows, ["Mulino 310 Sì", "Pieve 1204 No"], "older first: {older_first}");
    }
}

#[test]
fn the_next_form_carries_answers_of_an_earlier_version() {
    let study = two_rounds().returns("alba", "autumn", "2023-10-01", EARLIER);
    let log = "responses/alba/autumn/log.yaml";
    let study = a_version_later(study).append(
        log,
        "corrections:\n- { question: seat.surface, value: 99, author: A, date: 2023-10-02, reason: r }\n",
    );
    let (status, out, err) = study.run(&["form", "alba", "--prefill"]);
    assert_eq!(status, 0, "{err}");
    let bytes = fs::read(study.root().join(out.trim())).unwrap();
    let study = study.receives("a.xlsx", &bytes, &Arrival::on(day("2024-04-01"), Origin::Returned));
    let alba = response(&study, "alba");
    assert_eq!(alba.stamp.round, "spring");
    assert_eq!(number(&alba.answers["seat.area"]), 99.0);
    let (_, same, _) = study.run(&["diff", "alba"]);
    assert!(same.contains("0 risposte cambiate"), "{same}");
}

#[test]
fn an_id_that_is_in_use_is_nobodys_former_one() {
    let study = libraries().edit(
        "questionnaire/seat.yaml",
        "  - id: surface\n",
        "  - id: surface\n    was: founded\n",
    );
    let (status, out, err) = study.run(&["check"]);
    assert_eq!(status, 2);
    assert!((out + &err).contains("errore[was-in-use]"), "{err}");
}

#[test]
fn of_stamps_that_disagree_the_majority_decides() {
    let study = libraries();
    let bytes = write(&study.questionnaire(), "alba", "spring", &[fact("seat.surface", "", "9")]);
    let mut parts = parts(&bytes);
    let (_, custom) = parts.iter_mut().find(|(name, _)| name == "docProps/custom.xml").unwrap();
    *custom = String::from_utf8(custom.clone()).unwrap().replace(" alba ", " borgo ").into_bytes();
    let other = package(&parts);
    let study = study.receives("a.xlsx", &other, &Arrival::on(day("2024-04-02"), Origin::Returned));
    assert_eq!(number(&answer(&study, "seat.surface")), 9.0);
    let found = of(&study, "stamps-differ");
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(found[0].contains("· borgo ·") && found[0].contains("· alba ·"), "{found:?}");
    assert!(of(&study, "kept-file-elsewhere").is_empty());
}

#[test]
fn a_form_that_lost_its_stamp_is_taken_when_somebody_says_whose_it_is() {
    let study = libraries();
    let bytes = write(&study.questionnaire(), "alba", "spring", &[fact("seat.surface", "", "9")]);
    let stampless: Vec<(String, Vec<u8>)> = parts(&bytes)
        .into_iter()
        .map(|(name, bytes)| match String::from_utf8(bytes.clone()) {
            Ok(text) => (name, text.replace("biblioteche_2024 ·", "").into_bytes()),
            Err(_) => (name, bytes),
        })
        .map(|(name, bytes)| {
            (name, String::from_utf8_lossy(&bytes).replace(">hash<", ">x<").into_bytes())
        })
        .collect();
    fs::write(study.root().join("a.xlsx"), package(&stampless)).unwrap();
    assert_eq!(study.run(&["import", "a.xlsx"]).0, 2);
    let (status, out, err) = study.run(&["import", "a.xlsx", "--participant", "Alba"]);
    assert_eq!(status, 0, "{out}{err}");
    assert_eq!(number(&answer(&study, "seat.surface")), 9.0);
}

#[test]
fn a_correction_shows_in_the_difference_and_in_the_report() {
    let study = Study::real().append(
        "responses/lc/r1/log.yaml",
        "corrections:\n- { question: skills.roles.headcount, row: Capo progetto, value: 1, \
         author: A. Rossi, date: 2026-11-24, reason: telefonata }\n",
    );
    let (status, out, err) = study.run(&["diff", "lc"]);
    assert_eq!(status, 0, "{err}");
    assert!(out.starts_with("Lecco: 1 risposta cambiata da r1, primo file a r1, tutti"), "{out}");
    let closed = out.split("Rilievi nuovi: nessuno").next().unwrap();
    assert!(closed.contains("Rilievi chiusi (1):") && closed.contains("[role-without-people]"));
    let step = "corretto dal gruppo di ricerca il 24/11/2026: la cella era vuota, diventa «1»";
    let page = study.report_html();
    // who decided and why is for the record
    assert!(page.contains(step) && !page.contains("A. Rossi") && !page.contains("telefonata"));
}

#[test]
fn another_round_than_the_files_own_is_refused() {
    let study = two_rounds();
    let bytes = write(&study.questionnaire(), "alba", "spring", &[fact("seat.surface", "", "9")]);
    fs::write(study.root().join("a.xlsx"), bytes).unwrap();
    let (status, out, _) = study.run(&["import", "a.xlsx", "--round", "autumn"]);
    assert_eq!(status, 2);
    assert!(out.contains("della rilevazione «spring», non di «autumn»"), "{out}");
    let insist = ["--round", "autumn", "--participant", "alba", "--despite-stamp"];
    assert_eq!(study.run(&[&["import", "a.xlsx"][..], &insist].concat()).0, 0);
    assert_eq!(response(&study, "alba").stamp.round, "autumn");
    assert!(of(&study, "kept-file-elsewhere").is_empty());
}
