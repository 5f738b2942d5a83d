// SPDX-License-Identifier: EUPL-1.2
//! Reading and keeping, on a study of one section written for it.

mod as_typed;
mod keeping;
mod reading;
mod refilling;
mod typing;

use super::{Response, read};
use crate::datum::{Datum, Empty, State, Value};
use crate::diag::{CellRef, Finding, Noted};
use crate::form::{self, FormLayout, Slot};
use crate::questionnaire::{self, Questionnaire};
use crate::workbook::{Cell, SheetCells, Workbook, open_bytes};
use std::path::PathBuf;
use std::sync::atomic::{AtomicUsize, Ordering};

const FILES: &[(&str, &str)] = &[
    (
        "study.yaml",
        "id: prova
title: Prova
version: '1'
date: 2022-09-30
sections: [s, t]
rounds: [{ id: r1, title: Prima }, { id: r2, title: Seconda }]
",
    ),
    (
        "participants.yaml",
        "participants:
  - { id: alfa, name: Ente Alfa, short: Alfa, keys: { zone: 'A' } }
  - { id: beta, name: Ente Beta, short: Beta, keys: { zone: 'B' } }
",
    ),
    (
        "s.yaml",
        "id: s
code: '1'
title: Primo
sheet: 1 Primo
questions:
  - { id: name, type: text, label: Nome }
  - { id: people, type: integer, label: Persone, unit: persone, min: 0, max: 100 }
  - { id: cost, type: money, label: Costo, unit: '€' }
  - { id: since, type: date, label: Dal }
  - id: rows
    type: table
    label: Figure
    row_label: who
    rows: 4
    columns:
      - { id: who, type: text, label: Figura }
      - { id: kind, type: choice, choices: kind, label: Tipo }
      - { id: count, type: integer, label: Numero, unit: persone }
  - id: prices
    type: table
    label: Tariffe
    row_label: who
    rows: 2
    columns:
      - { id: who, type: text, label: Figura }
      - { id: price, type: money, label: Prezzo, unit: '€' }
  - { id: open, type: yes_no, label: Aperto }
",
    ),
    (
        "t.yaml",
        "id: t
code: '2'
title: Secondo
sheet: 2 Secondo
questions:
  - id: towns
    type: table
    label: Comuni
    row_label: town
    printed: { reference: towns, match: zone }
    rows: 2
    columns:
      - { id: code, type: text, label: Codice, printed: code }
      - { id: town, type: text, label: Comune, printed: town }
      - { id: member, type: yes_no, label: Aderisce }
  - id: users
    type: grid
    label: Utenti
    rows_from: kind
    columns_from: level
    cell: { id: number, type: integer, label: Numero, min: 0 }
",
    ),
    (
        "choices/kind.yaml",
        "id: kind
title: Tipo
choices:
  - { id: in, label: Interno, also: [dipendente] }
  - { id: out, label: Esterno }
",
    ),
    (
        "choices/level.yaml",
        "id: level
title: Livello
choices: [{ id: low, label: Base }, { id: high, label: Avanzato }]
",
    ),
    (
        "reference/towns.yaml",
        "id: towns
title: Comuni
source: prova
columns:
  - { id: code, type: text, label: Codice }
  - { id: zone, type: text, label: Zona }
  - { id: town, type: text, label: Comune }
",
    ),
    ("reference/towns.csv", "code,zone,town\n001,A,Uno\n002,A,Due\n003,A,Tre\n004,B,Quattro\n"),
];

/// A folder of its own, taken away when the test ends.
struct Folder(PathBuf);

impl Folder {
    fn new() -> Self {
        static COUNT: AtomicUsize = AtomicUsize::new(0);
        let number = COUNT.fetch_add(1, Ordering::Relaxed);
        let name = format!("sestante-responses-{}-{number}", std::process::id());
        let folder = std::env::temp_dir().join(name);
        std::fs::create_dir_all(&folder).unwrap();
        Folder(folder)
    }

    fn study() -> (Self, Questionnaire) {
        let folder = Folder::new();
        for (file, text) in FILES {
            let path = folder.0.join("questionnaire").join(file);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, text).unwrap();
        }
        let questionnaire =
            questionnaire::load(&crate::files::Files::new(&folder.0)).unwrap().value;
        (folder, questionnaire)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// A form that a respondent fills in, cell by cell.
struct Form {
    questionnaire: Questionnaire,
    layout: FormLayout,
    workbook: Workbook,
    sheet: String,
}

impl Form {
    fn blank() -> Self {
        let questionnaire = Folder::study().1;
        let layout = form::lay_out(&questionnaire, &questionnaire.participants[0], "r1");
        let bytes = form::write(&questionnaire, &layout).unwrap();
        let workbook = open_bytes("modulo.xlsx", &bytes).unwrap();
        Form { questionnaire, layout, workbook, sheet: "1 Primo".to_owned() }
    }

    fn on(mut self, sheet: &str) -> Self {
        self.sheet = sheet.to_owned();
        self
    }

    fn sheet(&mut self) -> &mut SheetCells {
        let name = self.sheet.clone();
        self.workbook.sheets.iter_mut().find(|sheet| *sheet.name == *name).unwrap()
    }

    fn put(mut self, at: CellRef, cell: Cell) -> Self {
        self.sheet().cells.insert(at, cell);
        self
    }

    /// Answers a single question.
    fn answer(self, question: &str, text: &str) -> Self {
        let at = self.layout.answer_cell(question).unwrap().1;
        self.put(at, Cell::text(text))
    }

    /// Where the cell of a table's row stands; rows count from zero.
    fn cell(&self, table: &str, row: u32, column: u16) -> CellRef {
        let slots = self.layout.sheets.iter().flat_map(|sheet| &sheet.slots);
        slots
            .filter_map(|slot| match slot {
                Slot::Table(slot) if slot.table == table => Some(slot),
                _ => None,
            })
            .map(|slot| CellRef::new(slot.first_row + row, slot.first_col + column))
            .next()
            .unwrap()
    }

    fn grid_cell(&self, row: u32, column: u16) -> CellRef {
        let slots = self.layout.sheets.iter().flat_map(|sheet| &sheet.slots);
        slots
            .filter_map(|slot| match slot {
                Slot::Grid(slot) => Some(slot),
                _ => None,
            })
            .map(|slot| CellRef::new(slot.first_row + row, slot.first_col + column))
            .next()
            .unwrap()
    }

    fn row(mut self, table: &str, row: u32, texts: &[&str]) -> Self {
        for (column, text) in texts.iter().enumerate().filter(|(_, text)| !text.is_empty()) {
            let at = self.cell(table, row, column.try_into().unwrap());
            self = self.put(at, Cell::text(text));
        }
        self
    }

    /// Changes the place of every cell of the sheet.
    fn rearranged(mut self, place: impl Fn(CellRef) -> Option<CellRef>) -> Self {
        let sheet = self.sheet();
        let cells = std::mem::take(&mut sheet.cells);
        sheet.cells = cells.into_iter().filter_map(|(at, cell)| Some((place(at)?, cell))).collect();
        sheet.merged.clear();
        self
    }

    fn with_rows_inserted(self, before: u32, count: u32) -> Self {
        self.rearranged(|at| {
            Some(if at.row >= before { CellRef::new(at.row + count, at.col) } else { at })
        })
    }

    fn with_column_inserted(self, before: u16) -> Self {
        self.rearranged(|at| {
            Some(if at.col >= before { CellRef::new(at.row, at.col + 1) } else { at })
        })
    }

    fn read(&self) -> Noted<Response> {
        read(&self.questionnaire, &self.layout, "responses/alfa/r1/01.xlsx", &self.workbook)
    }
}

/// Codes of findings with the cell they point to.
fn codes(findings: &[Finding]) -> Vec<String> {
    let one = |finding: &Finding| match finding.place.cell() {
        Some(cell) => format!("{} {cell}", finding.code),
        None => finding.code.to_string(),
    };
    findings.iter().map(one).collect()
}

/// An answer as one word.
fn shown(datum: &Datum) -> String {
    match &datum.state {
        State::Value(Value::Text(text)) => text.to_string(),
        State::Value(Value::Number(number)) => number.to_string(),
        State::Value(Value::Day(day)) => day.to_string(),
        State::Value(Value::YesNo(yes)) => yes.to_string(),
        State::Value(Value::Choice(id)) => id.to_string(),
        State::Value(Value::Choices(ids)) => ids.join("+"),
        State::Beyond(_) | State::Unreadable => format!("?{}", datum.written),
        State::Empty(Empty::Blank) => String::new(),
        State::Empty(empty) => empty.id().to_owned(),
    }
}

fn table(response: &Response, table: &str) -> Vec<String> {
    let rows = response.tables[table].iter();
    rows.map(|row| row.answers.iter().map(shown).collect::<Vec<_>>().join("|")).collect()
}
