// SPDX-License-Identifier: EUPL-1.2
//! Changing one answer of a small study changes only values whose trace names its cell: for every
//! kind of measure, axis, view and claim, with participants side by side and by group.
//!
//! As in [`traces`](super::traces), a value is known by where it stands, and a row or column that
//! appears or disappears must have at least one value that names the cell. Each run tries a seeded
//! sample; `SESTANTE_ALL_TRACES=1` tries every answer.

use super::study::{self, Fact, Study, fact};
use sestante::answers;
use sestante::comparison::Outcome;
use sestante::datum::{Datum, Empty, State, Value};
use sestante::diag::CellAt;
use sestante::form;
use sestante::pipeline::Collected;
use sestante::questionnaire::Questionnaire;
use sestante::responses::{self, Log, Response};
use sestante::workbook;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;

const PARTICIPANTS: [&str; 7] = ["aa", "bb", "cc", "dd", "ee", "ff", "gg"];
/// Every so many answers one is changed.
const STRIDE: usize = 9;

#[test]
fn three_participants_side_by_side() {
    changes(3);
}

#[test]
fn seven_participants_by_group() {
    changes(7);
}

/// Changes the answers of some participants one by one, blanks them, and writes «n.d.» there.
fn changes(participants: usize) {
    let study = Study::from("tracce");
    let questionnaire = study.questionnaire();
    let all: Vec<Response> = PARTICIPANTS
        .iter()
        .take(participants)
        .enumerate()
        .map(|(at, id)| response(&questionnaire, id, &facts(at)))
        .collect();
    let before = values(study.root(), &all);
    assert!(before.len() > 150, "{}", before.len());
    let all_of_them = std::env::var_os("SESTANTE_ALL_TRACES").is_some();
    let stride = if all_of_them { 1 } else { STRIDE };
    let (mut tried, mut changed) = (0, 0);
    for (who, own) in all.iter().enumerate() {
        let count = own.data().count();
        for at in (who..count).step_by(stride) {
            for empty in [None, Some(Empty::Blank), Some(Empty::NotAvailable)] {
                let mut responses = all.clone();
                let datum = responses[who].data_mut().nth(at).unwrap();
                let Some(cell) = datum.trace.cells.first().cloned() else { continue };
                let Some(other) = other(datum, empty) else { continue };
                *datum = other;
                tried += 1;
                changed += hold(&before, &values(study.root(), &responses), &cell);
            }
        }
    }
    // 60 for each of the ten participants of both tests: more than 500 changes
    let least = if all_of_them { 60 * participants } else { 10 };
    assert!(tried > least && changed > tried, "{tried} answers changed {changed} values");
}

/// What somebody may have answered instead, in the same cell, or that it is empty in a way; none
/// where nothing stands there.
fn other(datum: &Datum, empty: Option<Empty>) -> Option<Datum> {
    let value = datum.value()?;
    let (state, written) = match empty {
        Some(Empty::Blank) => (State::Empty(Empty::Blank), ""),
        Some(empty) => (State::Empty(empty), "n.d."),
        None => (State::Value(instead(value)?), "mutato"),
    };
    Some(Datum { state, written: written.into(), ..datum.clone() })
}

fn instead(value: &Value) -> Option<Value> {
    Some(match value {
        Value::Number(number) => Value::Number(number.plus(7.into())?),
        Value::YesNo(yes) => Value::YesNo(!yes),
        Value::Text(text) if &**text == "Altro" => Value::Text("Capo".into()),
        Value::Text(_) => Value::Text("mutato".into()),
        Value::Choice(id) => Value::Choice(
            match &**id {
                "red" => "green",
                "green" => "blue",
                "blue" => "red",
                "x" => "z",
                _ => "x",
            }
            .into(),
        ),
        _ => return None,
    })
}

/// Holds values before and after against the cell that was changed; how many are other ones.
fn hold(before: &Values, after: &Values, cell: &CellAt) -> usize {
    let mut changed = 0;
    for (key, (text, cells)) in before {
        let Some((now, now_cells)) = after.get(key) else { continue };
        if text != now {
            changed += 1;
            let named = cells.contains(cell) || now_cells.contains(cell);
            assert!(named, "{key:?}: «{text}», then «{now}», without {cell}");
        }
    }
    // Of rows that are new or gone at least one value names the cell.
    let rows = |of: &Values| -> BTreeSet<(String, String)> {
        of.keys().map(|(table, row, _)| (table.clone(), row.clone())).collect()
    };
    let (old, new) = (rows(before), rows(after));
    for (table, row) in old.symmetric_difference(&new) {
        let values = before.iter().chain(after).filter(|((of, _, _), _)| of == table);
        let named = values.into_iter().any(|(_, (_, cells))| cells.contains(cell));
        assert!(named, "{table}: row {row} appears or disappears without {cell}");
    }
    changed
}

/// Text and cells of what stands in a table, a row and a column.
type Values = BTreeMap<(String, String, String), (String, BTreeSet<CellAt>)>;

fn values(root: &Path, responses: &[Response]) -> Values {
    let study = sestante::study::load(root).unwrap().value;
    let responses: Vec<&Response> = responses.iter().collect();
    let answers = Arc::new(answers::build(&study.questionnaire, &responses));
    let (decisions, findings) = (Log::default(), vec![]);
    let collected =
        Collected { study, returned: vec![], round: None, decisions, answers, findings };
    let compared = collected.compare().unwrap_or_else(|error| panic!("{}", study::told(&error)));
    let comparer = collected.comparer(&compared);
    let mut values = Values::new();
    let mut add = |key: (&str, &str, &str), outcomes: &[Outcome]| {
        let key = (key.0.to_owned(), key.1.to_owned(), key.2.to_owned());
        let text: Vec<&str> = outcomes.iter().map(|one| one.text.as_str()).collect();
        let cells = outcomes.iter().flat_map(|one| one.trace.cells.iter().cloned()).collect();
        values.insert(key, (text.join(" | "), cells));
    };
    for spec in &compared.declarations.comparisons {
        let made = comparer.compare(spec, None);
        for line in &made.rows {
            for (head, outcomes) in made.columns.iter().zip(&line.cells) {
                add((&spec.id, &line.key, &head.key), outcomes);
            }
        }
    }
    for claim in &compared.declarations.claims {
        let judgement = comparer.judge(claim);
        add(("claims", &claim.id, "value"), std::slice::from_ref(&judgement.value));
        add(("claims", &claim.id, "other"), judgement.other.as_slice());
    }
    values
}

fn response(questionnaire: &Questionnaire, id: &str, facts: &[Fact]) -> Response {
    let bytes = study::write(questionnaire, id, "r2", facts);
    let file = format!("responses/{id}/r2/01.xlsx");
    let book = workbook::open_bytes(&file, &bytes).unwrap();
    let layout = form::lay_out(questionnaire, questionnaire.participant(id).unwrap(), "r2");
    responses::read(questionnaire, &layout, &file, &book).value
}

/// What the participant at a place answers: some things left out, some not known.
fn facts(at: usize) -> Vec<Fact> {
    let kinds = ["Rosso", "Verde", "Blu"];
    let number = |number: usize| number.to_string();
    let mut facts = vec![
        fact("s.model", "", ["Ics", "Ipsilon"][at % 2]),
        fact("s.has_x", "", if at % 3 == 1 { "No" } else { "Sì" }),
        fact("s.fund", "", &number(1000 + at)),
        fact("s.count", "", &number(at)),
        fact("s.pct", "", &number(30 + at)),
        fact("s.words", "", &format!("parola {at}")),
        fact("p.grid", "red/x", &number(at + 1)),
        fact("p.grid", "green/z", "2"),
        fact("p.grid", "blue/x", if at == 2 { "n.d." } else { "1" }),
    ];
    if at % 3 != 1 {
        facts.push(fact("s.only", "", "x"));
    }
    let people = number(2 + at);
    let rows = [
        ["Tecnico", kinds[at % 3], people.as_str(), "40", "100"],
        ["Capo", kinds[(at + 1) % 3], "1", if at.is_multiple_of(2) { "50" } else { "" }, "200"],
        [
            "Altro",
            if at == 0 { "" } else { "Rosso" },
            "3",
            "20",
            if at == 1 { "n.d." } else { "5" },
        ],
    ];
    for (row, cells) in rows.iter().enumerate() {
        for (column, cell) in ["role", "kind", "people", "share", "cost"].iter().zip(cells) {
            if !cell.is_empty() {
                facts.push(fact(&format!("p.roles.{column}"), &number(row + 1), cell));
            }
        }
    }
    facts
}
