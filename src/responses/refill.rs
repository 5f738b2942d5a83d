// SPDX-License-Identifier: EUPL-1.2
//! A response as answers for a form: what somebody wrote, in the cells of a new form.
//!
//! Each answer is written as it was typed, and read at once by the rules that will read it when it
//! comes back: what was understood stays understood, what was unreadable stays unreadable.

use super::printed_rows::PrintedRows;
use super::response::{Response, ResponseRow};
use super::typing::answer::answer;
use super::typing::setting::Setting;
use crate::datum::{Datum, State, Value};
use crate::diag::{CellAt, CellRef, say};
use crate::form::{Entry, Filled, FormLayout, Slot, Spot, TableSlot};
use crate::questionnaire::{ChoiceList, Grid, Item, Question, Questionnaire, Table, Type};
use crate::workbook::{Cell, Raw};
use std::collections::BTreeMap;

/// Most UTF-16 units of a cell.
const CELL_LIMIT: usize = 32_767;

/// A response made ready for [`crate::form::write_filled`].
#[derive(Debug, Clone, Default)]
pub struct Refilled {
    /// The answers, by their questions.
    pub filled: Filled,
    /// Where each cell of the response went, blank cells too.
    pub places: BTreeMap<CellAt, Spot>,
    /// Answers for which the form has no place.
    pub left_out: Vec<Datum>,
}

/// Turns a response into answers for a form of the same questionnaire.
///
/// Rows of free tables close up; rows of printed tables go where the same row is printed, others
/// below them. What the form prints by itself is not an answer.
pub fn refill(questionnaire: &Questionnaire, layout: &FormLayout, response: &Response) -> Refilled {
    let mut refiller = Refiller { questionnaire, refilled: Refilled::default() };
    for slot in layout.sheets.iter().flat_map(|sheet| &sheet.slots) {
        match (slot, questionnaire.item(slot.id())) {
            (Slot::Answer(_), Some(Item::Question(question))) => {
                if let Some(datum) = response.answers.get(&question.id) {
                    refiller.put(question, datum, Spot::Question(question.id.clone()));
                }
            }
            (Slot::Table(slot), Some(Item::Table(table))) => {
                let rows = response.tables.get(&table.id).map(Vec::as_slice);
                refiller.table(table, slot, rows.unwrap_or_default());
            }
            (Slot::Grid(_), Some(Item::Grid(grid))) => {
                if let Some(cells) = response.grids.get(&grid.id) {
                    refiller.grid(grid, cells);
                }
            }
            _ => {}
        }
    }
    refiller.refilled
}

struct Refiller<'a> {
    questionnaire: &'a Questionnaire,
    refilled: Refilled,
}

impl Refiller<'_> {
    fn table(&mut self, table: &Table, slot: &TableSlot, rows: &[ResponseRow]) {
        let printed = PrintedRows::new(&slot.printed);
        let mut seen = std::collections::BTreeSet::new();
        let mut next = slot.printed.len();
        for row in rows {
            let texts: Vec<String> =
                row.answers.iter().map(|datum| datum.written.to_string()).collect();
            let known = printed.find(&texts, &seen);
            seen.extend(known);
            let position = known.unwrap_or_else(|| {
                next += 1;
                next - 1
            });
            let fixed = |at: usize| {
                let row = known.and_then(|known| slot.printed.get(known));
                row.is_some_and(|row| matches!(row.texts.get(at), Some(Some(_))))
            };
            for (at, (column, datum)) in table.columns.iter().zip(row.answers.iter()).enumerate() {
                let spot = Spot::Row(column.id.clone(), position + 1);
                if fixed(at) {
                    self.note(datum, spot);
                } else {
                    self.put(column, datum, spot);
                }
            }
        }
    }

    fn grid(&mut self, grid: &Grid, cells: &BTreeMap<(String, String), Datum>) {
        for ((row, column), datum) in cells {
            let spot = Spot::Cell(grid.id.clone(), row.clone(), column.clone());
            self.put(&grid.cell, datum, spot);
        }
    }

    fn put(&mut self, question: &Question, datum: &Datum, spot: Spot) {
        self.note(datum, spot.clone());
        let list = question.choices.as_ref().and_then(|id| self.questionnaire.choices.get(id));
        match entry(question, list, datum) {
            Some(Entry::Text(text)) if text.encode_utf16().count() > CELL_LIMIT => {
                self.refilled.left_out.push(datum.clone());
            }
            Some(entry) => self.refilled.filled.set(spot, entry),
            None => {}
        }
    }

    fn note(&mut self, datum: &Datum, spot: Spot) {
        for cell in &datum.trace.cells {
            self.refilled.places.entry(cell.clone()).or_insert_with(|| spot.clone());
        }
    }
}

/// What to write into a cell so that it is read as this answer was: the first way that gives both
/// the same answer and the same words, else the first that gives the same answer.
fn entry(question: &Question, list: Option<&ChoiceList>, datum: &Datum) -> Option<Entry> {
    let ways = ways(question, list, datum);
    let read = |entry: &Entry| {
        let at = CellAt { file: "".into(), sheet: "".into(), cell: CellRef::new(0, 0) };
        answer(question, list, Some(&as_cell(entry)), &at, &Setting::default()).value
    };
    let same = |entry: &&Entry| read(entry).state == datum.state;
    let same_words = |entry: &&Entry| same(entry) && read(entry).written == datum.written;
    let written = || ways.iter().find(|way| matches!(way, Entry::Text(_)));
    ways.iter().find(same_words).or_else(|| ways.iter().find(same)).or_else(written).cloned()
}

/// The ways in which an answer might be written, the most faithful first.
fn ways(question: &Question, list: Option<&ChoiceList>, datum: &Datum) -> Vec<Entry> {
    let written = &*datum.written;
    let mut ways = Vec::new();
    if let Some(Value::Day(day)) = datum.value()
        && day.short() == written
    {
        ways.push(Entry::Day(*day));
    }
    if question.kind.is_number() || matches!(question.kind, Type::Year | Type::Date) {
        let bare = written.trim_end_matches('%').trim_end();
        ways.extend(
            bare.replace(',', ".").parse().ok().filter(|n: &f64| n.is_finite()).map(Entry::Number),
        );
    }
    if !written.is_empty() {
        ways.push(Entry::Text(written.to_owned()));
    }
    if let State::Value(value) = &datum.state {
        ways.extend(of_value(value, list));
    }
    ways
}

/// A value in the form's own words.
fn of_value(value: &Value, list: Option<&ChoiceList>) -> Option<Entry> {
    let label = |id: &str| list.map_or_else(|| id.to_owned(), |list| list.label(id).to_owned());
    Some(match value {
        Value::Text(text) => Entry::Text(text.to_string()),
        Value::Number(number) => Entry::Number(number.to_f64()),
        Value::Day(day) => Entry::Day(*day),
        Value::YesNo(true) => Entry::Text(say("form-word-yes")),
        Value::YesNo(false) => Entry::Text(say("form-word-no")),
        Value::Choice(id) => Entry::Text(label(id)),
        Value::Choices(ids) => {
            Entry::Text(ids.iter().map(|id| label(id)).collect::<Vec<_>>().join("; "))
        }
    })
}

/// The cell that a reader finds where an entry was written.
fn as_cell(entry: &Entry) -> Cell {
    match entry {
        Entry::Text(text) => Cell::text(text),
        Entry::Number(number) => Cell::number(*number),
        Entry::Day(day) => {
            let raw = Raw::Date { day: *day, serial: None };
            Cell::of(raw)
        }
    }
}
