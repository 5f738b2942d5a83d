// SPDX-License-Identifier: EUPL-1.2
//! The answers of the three Provinces are those of `tests/transcription.csv`: all of them, and
//! nothing else; and the report prints each one.

use super::study::{Fact, REAL, Study, fact, repository, spot, transcription};
use super::tree;
use sestante::datum::{Datum, Day, Empty, State, Value};
use sestante::form::Spot;
use sestante::questionnaire::{Item, Question, Questionnaire, Type};
use sestante::report::{Content, Document};
use sestante::responses::{self, Response};
use std::collections::{BTreeMap, BTreeSet};

#[test]
fn every_fact_stands_in_its_cell_and_in_the_report_and_nothing_else_is_answered() {
    let questionnaire = sestante::study::questionnaire(repository()).unwrap().value;
    let responses = responses::read_all(repository(), &questionnaire).unwrap().value;
    let answered: Vec<&str> = responses.iter().map(|r| r.stamp.participant.as_str()).collect();
    assert_eq!(answered, ["pu", "mc", "lc"]);
    for response in &responses {
        let facts = transcription(&response.stamp.participant);
        assert!(facts.len() > 150, "{}: {}", response.stamp.participant, facts.len());
        assert_eq!(differences(&questionnaire, response, &facts), [""; 0]);
        assert_eq!(unprinted(&questionnaire, response, &facts, &REAL.document), [""; 0]);
    }
}

#[test]
fn the_transcription_has_no_fact_twice_and_no_other_participant() {
    let mut reader = csv::Reader::from_path(repository().join("tests/transcription.csv")).unwrap();
    let mut seen = BTreeSet::new();
    for record in reader.records().map(Result::unwrap) {
        assert!(["pu", "mc", "lc"].contains(&&record[1]), "{record:?}");
        assert!(!record[0].is_empty(), "no slide: {record:?}");
        assert!(seen.insert((record[1].to_owned(), record[2].to_owned(), record[3].to_owned())));
    }
}

#[test]
fn a_fact_that_is_not_in_the_workbook_is_missed() {
    let study = Study::real();
    let questionnaire = study.questionnaire();
    let mut facts = transcription("mc");
    let taken = facts.remove(200);
    let study = study.transcribe("mc", &facts);
    let response = response(&study, &questionnaire, "mc");
    facts.insert(200, taken.clone());
    let expected = format!("{}: «{}» is missing", spot(&questionnaire, &taken), taken.value);
    assert_eq!(differences(&questionnaire, &response, &facts), [expected]);
}

#[test]
fn an_answer_and_a_value_beyond_the_transcription_are_noticed() {
    let study = Study::real();
    let questionnaire = study.questionnaire();
    let facts = transcription("pu");
    let mut more = facts.clone();
    assert!(!facts.iter().any(|known| known.question == "sustainability.workstation"));
    more.push(fact("sustainability.workstation", "", "un PC"));
    let wrong = more.iter().position(|f| f.question == "organization.allocation.people").unwrap();
    more[wrong].value = "17".to_owned();
    let response = response(&study.transcribe("pu", &more), &questionnaire, "pu");
    assert_eq!(
        differences(&questionnaire, &response, &facts),
        [
            "sustainability.workstation: «un PC» is not in the transcription",
            "organization.allocation.people[1]: «17» instead of «18»",
        ]
    );
}

#[test]
fn a_value_that_the_report_does_not_print_is_missed() {
    let study = Study::real();
    let questionnaire = study.questionnaire();
    let response = response(&study, &questionnaire, "lc");
    let facts = transcription("lc");
    let mut document = study.compose().value;
    for chapter in &mut document.chapters {
        chapter.blocks.clear();
    }
    assert_eq!(unprinted(&questionnaire, &response, &facts, &document).len(), facts.len());
}

#[test]
fn forms_filled_by_code_say_what_the_kept_workbooks_say() {
    let study = Study::real();
    let questionnaire = study.questionnaire();
    let kept = responses::read_all(study.root(), &questionnaire).unwrap().value;
    let study = ["pu", "mc", "lc"]
        .into_iter()
        .fold(study, |study, id| study.transcribe(id, &transcription(id)));
    let made = responses::read_all(study.root(), &questionnaire).unwrap().value;
    for (kept, made) in kept.iter().zip(&made) {
        let told = |response: &Response| -> Vec<String> {
            let data = data(&questionnaire, response);
            data.iter().map(|(spot, (_, datum))| format!("{spot}: {:?}", datum.state)).collect()
        };
        assert_eq!(told(kept), told(made));
    }
}

fn response(study: &Study, questionnaire: &Questionnaire, participant: &str) -> Response {
    let all = responses::read_all(study.root(), questionnaire).unwrap().value;
    all.into_iter().find(|response| response.stamp.participant == participant).unwrap()
}

/// Every place that somebody wrote to, with its question and its datum.
fn data<'a>(
    questionnaire: &'a Questionnaire,
    response: &'a Response,
) -> BTreeMap<Spot, (&'a Question, &'a Datum)> {
    let mut data = BTreeMap::new();
    for item in questionnaire.sections.iter().flat_map(|section| &section.items) {
        match item {
            Item::Question(question) => {
                let datum = response.answers.get(&question.id);
                data.extend(datum.map(|d| (Spot::Question(question.id.clone()), (question, d))));
            }
            Item::Table(table) => {
                for (number, row) in response.tables[&table.id].iter().enumerate() {
                    let columns = table.columns.iter().zip(row.answers.iter());
                    data.extend(columns.filter(|(column, _)| column.printed.is_none()).map(
                        |(column, datum)| {
                            (Spot::Row(column.id.clone(), number + 1), (column, datum))
                        },
                    ));
                }
            }
            Item::Grid(grid) => {
                for ((row, column), datum) in &response.grids[&grid.id] {
                    let spot = Spot::Cell(grid.id.clone(), row.clone(), column.clone());
                    data.insert(spot, (&grid.cell, datum));
                }
            }
        }
    }
    data.retain(|_, (_, datum)| !datum.is_blank());
    data
}

/// What a response says otherwise than the facts.
fn differences(questionnaire: &Questionnaire, response: &Response, facts: &[Fact]) -> Vec<String> {
    let mut facts: BTreeMap<Spot, &Fact> =
        facts.iter().map(|fact| (spot(questionnaire, fact), fact)).collect();
    let mut differences = Vec::new();
    for (spot, (question, datum)) in data(questionnaire, response) {
        match facts.remove(&spot) {
            None => {
                differences
                    .push(format!("{spot}: «{}» is not in the transcription", datum.written));
            }
            Some(fact) if !says(questionnaire, question, datum, &fact.value) => {
                let (found, value) = (&datum.written, &fact.value);
                differences.push(format!("{spot}: «{found}» instead of «{value}»"));
            }
            Some(_) => {}
        }
    }
    let missing = facts.iter().map(|(spot, fact)| format!("{spot}: «{}» is missing", fact.value));
    differences.extend(missing);
    differences
}

/// Whether a datum was understood as what the transcription says.
fn says(questionnaire: &Questionnaire, question: &Question, datum: &Datum, value: &str) -> bool {
    let list = question.choices.as_ref().and_then(|id| questionnaire.choices.get(id));
    let label = |id: &str| list.map_or(id, |list| list.label(id)).to_owned();
    match &datum.state {
        State::Value(Value::Number(number)) => value.parse() == Ok(*number),
        State::Value(Value::Day(day)) => day.to_string() == value,
        State::Value(Value::YesNo(yes)) => value == if *yes { "Sì" } else { "No" },
        State::Value(Value::Choice(id)) => label(id) == value,
        State::Value(Value::Choices(ids)) => {
            ids.iter().map(|id| label(id)).collect::<Vec<_>>().join("; ") == value
        }
        State::Value(Value::Text(text)) => question.kind.is_text() && **text == *value,
        State::Empty(Empty::NotAvailable) => value == "n.d.",
        State::Empty(Empty::None) => value == "nessuno",
        State::Empty(_) | State::Beyond(_) | State::Unreadable => false,
    }
}

/// The facts whose value the report does not print with a source that names their cell.
fn unprinted(
    questionnaire: &Questionnaire,
    response: &Response,
    facts: &[Fact],
    document: &Document,
) -> Vec<String> {
    let data = data(questionnaire, response);
    let by_cell = tree::by_cell(document);
    let printed = |fact: &&Fact| {
        let Some((question, datum)) = data.get(&spot(questionnaire, fact)) else { return false };
        let values = by_cell.get(&datum.trace.cells[0].to_string());
        let printed = |value: &&sestante::report::Value| prints(question, value, &fact.value);
        question.private || values.is_some_and(|values| values.iter().any(printed))
    };
    let missing = facts.iter().filter(|fact| !printed(fact));
    missing
        .map(|fact| format!("{}: «{}» is not printed", spot(questionnaire, fact), fact.value))
        .collect()
}

/// Whether a value of the report is what the transcription says, as it is printed.
fn prints(question: &Question, value: &sestante::report::Value, written: &str) -> bool {
    match (question.kind, &value.content) {
        (Type::Date, _) => Day::parse(written).is_some_and(|day| day.short() == value.text),
        (kind, Content::Number { number, .. }) => {
            kind.is_number()
                && written.parse() == Ok(*number)
                && value.text.contains(char::is_numeric)
        }
        _ => value.text == written,
    }
}
