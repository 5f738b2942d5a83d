// SPDX-License-Identifier: EUPL-1.2
//! Puts the last answers into a new form, for the participant to correct.
//!
//! What was understood is written as the form asks for it, numbers as numbers and choices by their
//! labels; what was not, as it was written. Reading the form back gives the same answers.

use super::printed_rows;
use super::response::{Response, ResponseRow, last_file};
use crate::datum::{Datum, State, Value};
use crate::diag::{Error, say};
use crate::form::{self, Entry, Filled, FormLayout, PrintedRow, Slot, Spot};
use crate::questionnaire::{Item, Participant, Question, Questionnaire, Table};
use std::collections::BTreeSet;

/// Rows left free below the answers of a table.
const SPARE_ROWS: usize = 5;

/// The form of a participant for a round with these answers in it: its layout and its bytes.
pub fn prefilled(
    questionnaire: &Questionnaire,
    participant: &Participant,
    round: &str,
    response: &Response,
) -> Result<(FormLayout, Vec<u8>), Error> {
    let questionnaire = with_room(questionnaire, response);
    let layout = form::lay_out(&questionnaire, participant, round);
    let mut filled = fill(&questionnaire, &layout, response);
    filled.knows = last_file(round, response);
    let bytes = form::write_filled(&questionnaire, &layout, &filled)?;
    Ok((layout, bytes))
}

/// The questionnaire with as many rows in its tables as there are answers, and some more.
fn with_room(questionnaire: &Questionnaire, response: &Response) -> Questionnaire {
    let mut questionnaire = questionnaire.clone();
    for item in questionnaire.sections.iter_mut().flat_map(|section| &mut section.items) {
        let Item::Table(table) = item else { continue };
        let rows = response.tables.get(&table.id).map_or(0, Vec::len);
        if rows > table.spare_rows {
            table.spare_rows = rows + SPARE_ROWS;
        }
    }
    questionnaire
}

fn fill(questionnaire: &Questionnaire, layout: &FormLayout, response: &Response) -> Filled {
    let mut filled = Filled::new();
    let slots = layout.sheets.iter().flat_map(|sheet| &sheet.slots);
    for slot in slots {
        match (slot, questionnaire.item(slot.id())) {
            (Slot::Answer(_), Some(Item::Question(question))) => {
                if let Some(datum) = response.answers.get(&question.id) {
                    let spot = Spot::Question(question.id.clone());
                    put(questionnaire, question, datum, spot, &mut filled);
                }
            }
            (Slot::Table(slot), Some(Item::Table(table))) => {
                let rows = response.tables.get(&table.id).map(Vec::as_slice).unwrap_or_default();
                for (number, printed, row) in numbered(table, &slot.printed, rows) {
                    for (column, datum) in table.columns.iter().zip(row.answers.iter()) {
                        if printed && column.printed.is_some() {
                            continue;
                        }
                        let spot = Spot::Row(column.id.clone(), number);
                        put(questionnaire, column, datum, spot, &mut filled);
                    }
                }
            }
            (Slot::Grid(_), Some(Item::Grid(grid))) => {
                for ((row, column), datum) in response.grids.get(&grid.id).into_iter().flatten() {
                    let spot = Spot::Cell(grid.id.clone(), row.clone(), column.clone());
                    put(questionnaire, &grid.cell, datum, spot, &mut filled);
                }
            }
            _ => {}
        }
    }
    filled
}

/// Each row with its number on the form, and whether it is printed there: answers to printed rows
/// go to their rows, all others below.
fn numbered<'a>(
    table: &Table,
    printed: &[PrintedRow],
    rows: &'a [ResponseRow],
) -> Vec<(usize, bool, &'a ResponseRow)> {
    let mut taken = BTreeSet::new();
    let mut next = printed.len();
    let mut numbered = Vec::new();
    for row in rows {
        let same = |(at, printed): &(usize, &PrintedRow)| {
            !taken.contains(at) && is_printed(table, printed, row)
        };
        match printed.iter().enumerate().find(same).map(|(at, _)| at) {
            Some(at) => {
                taken.insert(at);
                numbered.push((at + 1, true, row));
            }
            None => {
                next += 1;
                numbered.push((next, false, row));
            }
        }
    }
    numbered
}

fn is_printed(table: &Table, printed: &PrintedRow, row: &ResponseRow) -> bool {
    let mut any = false;
    for ((column, text), datum) in table.columns.iter().zip(&printed.texts).zip(row.answers.iter())
    {
        if let (Some(_), Some(text)) = (&column.printed, text) {
            any = true;
            if !printed_rows::same(&datum.written, text) {
                return false;
            }
        }
    }
    any
}

fn put(
    questionnaire: &Questionnaire,
    question: &Question,
    datum: &Datum,
    spot: Spot,
    filled: &mut Filled,
) {
    if datum.is_blank() {
        return;
    }
    let labels = |ids: &[&str]| {
        let list = question.choices.as_ref().and_then(|id| questionnaire.choices.get(id));
        let label = |id: &&str| list.map_or(*id, |list| list.label(id)).to_owned();
        ids.iter().map(label).collect::<Vec<_>>().join("; ")
    };
    let entry = match &datum.state {
        State::Value(Value::Number(number)) => Entry::Number(number.to_f64()),
        State::Value(Value::Day(day)) => Entry::Day(*day),
        State::Value(Value::YesNo(true)) => Entry::Text(say("form-word-yes")),
        State::Value(Value::YesNo(false)) => Entry::Text(say("form-word-no")),
        State::Value(Value::Choice(_) | Value::Choices(_)) => Entry::Text(labels(&datum.choices())),
        State::Value(Value::Text(text)) => Entry::Text(text.to_string()),
        State::Unreadable | State::Beyond(_) | State::Empty(_) => {
            Entry::Text(datum.written.to_string())
        }
    };
    filled.set(spot, entry);
}
