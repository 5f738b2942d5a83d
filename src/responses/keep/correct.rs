// SPDX-License-Identifier: EUPL-1.2
//! Puts right what the study team decided to: the log says what, who, when and why.
//!
//! The returned workbook stays as it came. The answer keeps its cell, and its trace says what stood
//! there and who put it right; findings about how the cell was written go with what was written.

use super::log::{Correction, Log};
use super::returned::Returned;
use super::union;
use crate::datum::{Datum, Day, Empty, State, Step, Trace};
use crate::diag::{CellAt, CellRef, Code, Finding, Phrase, Place, Private, say_with};
use crate::locale::fold;
use crate::questionnaire::{Choice, Grid, Item, Question, Questionnaire, Table};
use crate::responses::response::{Response, ResponseRow};
use crate::responses::typing::answer::answer;
use crate::responses::typing::setting::Setting;
use crate::workbook::Cell;
use crate::yaml::did_you_mean;
use std::sync::Arc;

/// Rows of a table that are named when another one is meant.
const ROWS_SHOWN: usize = 12;

/// Applies the corrections of a log, which stands in `file`, to the answers of its round.
pub(super) fn apply(
    questionnaire: &Questionnaire,
    file: &str,
    log: &Log,
    response: &mut Response,
    findings: &mut Vec<Finding>,
) {
    for correction in &log.corrections {
        let named_by = naming_cells(questionnaire, correction, response);
        match find(questionnaire, correction, response) {
            Ok((question, datum)) => {
                // After its own cell, those by which its row was found.
                datum.trace.cells.extend(named_by);
                findings.extend(overruled(log, correction, question, datum));
                put(questionnaire, file, correction, question, datum, findings);
            }
            Err(mistake) => findings.push(*mistake),
        }
    }
}

/// The cells that say that a row of a table is the one a correction names; none when it gives its
/// number.
fn naming_cells(
    questionnaire: &Questionnaire,
    correction: &Correction,
    response: &Response,
) -> Vec<CellAt> {
    let id = &questionnaire.id_of_now(&correction.question);
    let wanted = correction.row.as_deref().filter(|row| row.parse::<usize>().is_err());
    let found = wanted.zip(questionnaire.table(id.table())).and_then(|(wanted, table)| {
        let rows = response.tables.get(&table.id)?;
        let named = table.columns.iter().position(|column| column.name == table.row_label)?;
        let names = rows.iter().filter_map(|row| row.answers.get(named));
        names.into_iter().find(|datum| fold(&datum.written) == fold(wanted))
    });
    found.map(|datum| datum.trace.cells.clone()).unwrap_or_default()
}

/// Asks about an answer of a file that came after the correction was decided: the correction still
/// counts, but who decided it has not seen that file.
fn overruled(
    log: &Log,
    correction: &Correction,
    question: &Question,
    datum: &Datum,
) -> Option<Finding> {
    let cell = datum.trace.cells.first()?;
    let entry = log.files.iter().find(|entry| cell.file.ends_with(&format!("/{}", entry.file)))?;
    let newer = entry.received > correction.signed.date && datum.written.trim() != correction.value;
    if !newer || datum.is_blank() {
        return None;
    }
    let short = |day: Option<Day>| day.map(Day::short).unwrap_or_default();
    let args = [
        ("written", union::shown(Some(question), datum)),
        ("value", if question.private { String::new() } else { correction.value.clone() }),
        ("received", short(entry.received)),
        ("date", short(correction.signed.date)),
    ];
    let args: Vec<(&'static str, &str)> = args.iter().map(|(n, v)| (*n, v.as_str())).collect();
    let place = Place::Cell(cell.clone());
    let finding = Finding::new(Code::CorrectionOlder, place, &args);
    Some(finding.question(&question.id))
}

/// What cannot be understood of a correction's value; none when it is a good answer, or none.
pub fn unreadable(questionnaire: &Questionnaire, correction: &Correction) -> Option<Finding> {
    let id = questionnaire.id_of_now(&correction.question);
    let question = questionnaire.answered(&id)?;
    let list = question.choices.as_ref().and_then(|id| questionnaire.choices.get(id));
    let nowhere = CellAt { file: "".into(), sheet: Arc::from(""), cell: CellRef::new(0, 0) };
    let read =
        answer(question, list, Some(&Cell::text(&correction.value)), &nowhere, &Setting::default());
    let is_bad = read.value.state == State::Unreadable;
    read.findings.into_iter().next().filter(|_| is_bad)
}

/// The answer that a correction would replace.
///
/// # Errors
///
/// The finding that there is no such answer.
pub fn corrected(
    questionnaire: &Questionnaire,
    correction: &Correction,
    returned: &Returned,
) -> Result<Datum, Box<Finding>> {
    let Some(response) = &returned.response else {
        return Err(unknown_question(questionnaire, correction));
    };
    let mut response = Response::clone(response);
    find(questionnaire, correction, &mut response).map(|(_, datum)| datum.clone())
}

/// The answer that a correction is about; a finding when there is no such thing.
fn find<'a>(
    questionnaire: &'a Questionnaire,
    correction: &Correction,
    response: &'a mut Response,
) -> Result<(&'a Question, &'a mut Datum), Box<Finding>> {
    let id = &questionnaire.id_of_now(&correction.question);
    match questionnaire.item(id) {
        Some(Item::Question(question)) => {
            let datum = response.answers.entry(id.clone()).or_insert_with(blank);
            return Ok((question, datum));
        }
        Some(Item::Grid(grid)) => {
            let choice = |list: &str, word: &Option<String>| {
                let list = questionnaire.choices.get(list)?;
                let word = word.as_deref()?;
                let is = |label: &str| fold(label) == fold(word);
                let found = list.choices.iter().find(|c| c.id == word || is(&c.label))?;
                Some(found.id.clone())
            };
            let (row, column) =
                (choice(&grid.rows, &correction.row), choice(&grid.columns, &correction.column));
            let (Some(row), Some(column)) = (row, column) else {
                return Err(unknown_row(correction, Some(choices_of(questionnaire, grid))));
            };
            let cells = response.grids.entry(id.clone()).or_default();
            return Ok((&grid.cell, cells.entry((row, column)).or_insert_with(blank)));
        }
        Some(Item::Table(_)) | None => {}
    }
    let found = questionnaire.table(id.table()).and_then(|table| {
        Some((table, table.columns.iter().position(|known| known.name == id.name())?))
    });
    let Some((table, position)) = found else {
        return Err(unknown_question(questionnaire, correction));
    };
    let rows = response.tables.entry(table.id.clone()).or_default();
    let row = row_of(table, rows, correction)
        .ok_or_else(|| unknown_row(correction, Some(rows_of(table, position, rows))))?;
    let question = table.columns.get(position).ok_or_else(|| unknown_row(correction, None))?;
    let datum = rows.get_mut(row).and_then(|row| Arc::make_mut(&mut row.answers).get_mut(position));
    datum.map(|datum| (question, datum)).ok_or_else(|| unknown_row(correction, None))
}

/// The rows there are: number, what names each, and the cell that the correction would be about.
fn rows_of(table: &Table, position: usize, rows: &[ResponseRow]) -> Phrase {
    let named =
        table.columns.iter().position(|column| column.name == table.row_label && !column.private);
    let one = |(number, row): (usize, &ResponseRow)| {
        let name = named.and_then(|named| row.answers.get(named));
        let name = name.map(|datum| datum.written.trim()).filter(|name| !name.is_empty());
        let cell = row.answers.get(position).and_then(|datum| datum.trace.cells.first());
        let number = (number + 1).to_string();
        let mut parts = vec![number];
        parts.extend(name.map(|name| format!("«{name}»")));
        parts.extend(cell.map(|at| format!("({}!{})", at.sheet, at.cell)));
        parts.join(" ")
    };
    let mut shown: Vec<String> = rows.iter().enumerate().take(ROWS_SHOWN).map(one).collect();
    if rows.len() > ROWS_SHOWN {
        let n = (rows.len() - ROWS_SHOWN).to_string();
        shown.push(say_with("correction-rows-more", &[("n", &n)]));
    }
    let next = (rows.len() + 1).to_string();
    match shown.is_empty() {
        true => Phrase::new("correction-rows-none", &[("next", &next)]),
        false => Phrase::new("correction-rows", &[("rows", &shown.join(", ")), ("next", &next)]),
    }
}

/// The rows and columns of a grid, as they can be written.
fn choices_of(questionnaire: &Questionnaire, grid: &Grid) -> Phrase {
    let all = |list: &str| {
        let choices = questionnaire.choices.get(list).map(|list| list.choices.as_slice());
        let one = |choice: &Choice| format!("«{}»", choice.label);
        choices.unwrap_or_default().iter().map(one).collect::<Vec<_>>().join(", ")
    };
    let args = [("rows", &*all(&grid.rows)), ("columns", &*all(&grid.columns))];
    Phrase::new("correction-grid", &args)
}

/// Position of a row by its number, or by what stands in the column that names it. The number
/// after the last makes a new row.
fn row_of(table: &Table, rows: &mut Vec<ResponseRow>, correction: &Correction) -> Option<usize> {
    let wanted = correction.row.as_deref()?;
    let named = table.columns.iter().position(|column| column.name == table.row_label)?;
    let is = |row: &ResponseRow| {
        row.answers.get(named).is_some_and(|datum| fold(&datum.written) == fold(wanted))
    };
    let Ok(number) = wanted.parse::<usize>() else { return rows.iter().position(is) };
    if number == rows.len() + 1 {
        let answers = Arc::new(table.columns.iter().map(|_| blank()).collect());
        let sheet_row = rows.last().map_or(0, |row| row.sheet_row);
        rows.push(ResponseRow { sheet_row, answers });
    }
    let at = number.checked_sub(1)?;
    (at < rows.len()).then_some(at)
}

fn put(
    questionnaire: &Questionnaire,
    file: &str,
    correction: &Correction,
    question: &Question,
    datum: &mut Datum,
    findings: &mut Vec<Finding>,
) {
    let place = Place::Text(correction.signed.at.clone());
    let list = question.choices.as_ref().and_then(|id| questionnaire.choices.get(id));
    let cell = Cell::text(&correction.value);
    let nowhere = CellAt { file: file.into(), sheet: Arc::from(""), cell: CellRef::new(0, 0) };
    let understood = answer(question, list, Some(&cell), &nowhere, &Setting::default());
    if let Some(cell) = datum.trace.cells.first() {
        let about = |finding: &Finding| {
            matches!(&finding.place, Place::Cell(at) if at == cell)
                && finding.code != Code::CorrectionOlder
                && finding.question.as_deref() == Some(question.id.as_str())
        };
        findings.retain(|finding| !about(finding));
    }
    // The value is ours: what is odd about it is said where we wrote it.
    findings.extend(
        understood.findings.into_iter().map(|finding| Finding { place: place.clone(), ..finding }),
    );
    if union::same(datum, &understood.value) {
        let args = [("value", correction.value.as_str())];
        let finding = Finding::new(Code::CorrectionIdle, place, &args);
        findings.push(finding.question(&question.id));
    }
    datum.trace.steps.push(step(file, correction, question, &datum.written));
    datum.state = understood.value.state;
    datum.written = understood.value.written;
}

/// «correzione di A. Rossi del 20/07/2022 …», for the trace. The public is told what was changed
/// and when, and the reason that somebody wrote for it; who decided and why stays in the record.
fn step(file: &str, correction: &Correction, question: &Question, written: &str) -> Step {
    let signed = &correction.signed;
    let (key, public_key) = match (question.private, written.is_empty()) {
        (true, _) => ("trace-correction-private", "trace-corrected-private"),
        (false, true) => ("trace-correction-blank", "trace-corrected-blank"),
        (false, false) => ("trace-correction", "trace-corrected"),
    };
    let why = correction.public_reason.as_deref();
    let why = why.map(|why| say_with("trace-corrected-why", &[("reason", why)]));
    let args = [
        ("author", signed.author.as_str()),
        ("date", &signed.date.map(Day::short).unwrap_or_default()),
        ("reason", &signed.reason),
        ("why", &why.unwrap_or_default()),
        ("written", written),
        ("value", &correction.value),
        ("file", file),
        ("line", &signed.at.line.to_string()),
    ];
    Step::with_record(say_with(public_key, &args), say_with(key, &args))
}

fn unknown_question(questionnaire: &Questionnaire, correction: &Correction) -> Box<Finding> {
    let ids: Vec<&str> =
        questionnaire.items().flat_map(Item::answers).map(|(_, id)| id.as_str()).collect();
    let near = crate::yaml::nearest(&correction.question, ids.iter().copied());
    let args = [("question", correction.question.as_str())];
    let place = Place::Text(correction.signed.at.clone());
    let finding = Finding::new(Code::CorrectionUnknownQuestion, place, &args);
    Box::new(match near {
        Some(near) => finding.help(did_you_mean(&correction.question, [near])),
        None => finding,
    })
}

/// There is no such row; `known` says which there are.
fn unknown_row(correction: &Correction, known: Option<Phrase>) -> Box<Finding> {
    let place = Place::Text(correction.signed.at.clone());
    let row = [&correction.row, &correction.column].map(|part| part.clone().unwrap_or_default());
    let row = row.join(" ");
    let args = [("question", correction.question.as_str()), ("row", row.trim())];
    let finding = Finding::new(Code::CorrectionUnknownRow, place, &args);
    Box::new(Finding { help: known.map(Private::new), ..finding })
}

fn blank() -> Datum {
    Datum { state: State::Empty(Empty::Blank), written: Arc::from(""), trace: Trace::default() }
}
