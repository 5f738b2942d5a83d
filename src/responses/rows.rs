// SPDX-License-Identifier: EUPL-1.2
//! Reads the rows of a table and the cells of a grid.

use super::find::key::key;
use super::find::tables::{GridAt, TableAt};
use super::response::ResponseRow;
use super::typing::answer::answer;
use crate::datum::{Datum, Empty, State, Trace};
use crate::diag::{CellAt, CellRef, Code, Finding, Place};
use crate::form::{ANSWER_COL, PrintedRow, Stamp, TableSlot, UNIT_COL};
use crate::questionnaire::{Grid, Question, Questionnaire, Table};
use crate::workbook::{Cell, SheetCells};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Empty rows after which a row is asked about.
const FAR: u32 = 10;

/// A sheet being read.
pub(super) struct Reader<'a> {
    pub(super) questionnaire: &'a Questionnaire,
    pub(super) file: &'a Arc<str>,
    pub(super) sheet: &'a SheetCells,
}

impl Reader<'_> {
    /// The answer in one cell.
    pub(super) fn cell(
        &self,
        question: &Question,
        cell: CellRef,
        findings: &mut Vec<Finding>,
    ) -> Datum {
        let datum = self.typed(question, self.sheet.cell(cell), cell, findings);
        if datum.written.is_empty()
            && let Some(first) = self.sheet.merged_into(cell)
        {
            let first_text = self.sheet.text(first);
            if !first_text.is_empty() {
                let args = [("first", first.to_string()), ("written", first_text)];
                let args: Vec<(&str, &str)> = args.iter().map(|(n, v)| (*n, v.as_str())).collect();
                let place = Place::Cell(self.at(cell));
                let finding = Finding::new(Code::CellMerged, place, &args);
                findings.push(finding.question(&question.id));
            }
        }
        datum
    }

    /// The answer to a single question. Words in the column of the units are asked about: they
    /// stand there when somebody took the wrong column.
    pub(super) fn single(
        &self,
        question: &Question,
        cell: CellRef,
        findings: &mut Vec<Finding>,
    ) -> Datum {
        let beside = CellRef::new(cell.row, cell.col.saturating_add(UNIT_COL - ANSWER_COL));
        let written = self.sheet.text(beside);
        let unit = question.unit.as_deref().unwrap_or_default();
        if !written.is_empty() && key(&written) != key(unit) {
            let args = [("written", written.as_str()), ("cell", &*cell.to_string())];
            let place = Place::Cell(self.at(beside));
            let finding = Finding::new(Code::AnswerBeside, place, &args);
            findings.push(finding.question(&question.id).value(&written));
        }
        self.cell(question, cell, findings)
    }

    fn typed(
        &self,
        question: &Question,
        cell: Option<&Cell>,
        at: CellRef,
        findings: &mut Vec<Finding>,
    ) -> Datum {
        let list = question.choices.as_ref().and_then(|id| self.questionnaire.choices.get(id));
        let noted = answer(question, list, cell, &self.at(at));
        findings.extend(noted.findings);
        noted.value
    }

    pub(super) fn at(&self, cell: CellRef) -> CellAt {
        CellAt { file: Arc::clone(self.file), sheet: Arc::clone(&self.sheet.name), cell }
    }

    /// The rows of a table in which something is written or printed.
    pub(super) fn rows(
        &self,
        table: &Table,
        slot: &TableSlot,
        place: &TableAt,
        findings: &mut Vec<Finding>,
    ) -> Vec<ResponseRow> {
        let printed = PrintedRows::new(&slot.printed);
        let mut last = (place.head_row + slot.rows).max(place.head_row);
        let mut seen = BTreeSet::new();
        let mut rows = Vec::new();
        for row in place.head_row + 1..place.end_row {
            let texts: Vec<String> = place
                .columns
                .iter()
                .map(|col| col.map(|col| self.sheet.text(CellRef::new(row, col))))
                .map(Option::unwrap_or_default)
                .collect();
            // The line printed below everything is no answer.
            if texts.iter().all(|text| text.is_empty() || Stamp::parse(text).is_some()) {
                self.swallowed(table, place, row, findings);
                self.outside(table, place, row, findings);
                continue;
            }
            let known = printed.find(&texts, &seen);
            seen.extend(known);
            if row > last + FAR {
                self.far(table, place, row, findings);
            }
            last = last.max(row);
            let known = known.and_then(|at| slot.printed.get(at));
            if known.is_none() && !slot.printed.is_empty() {
                self.added(table, place, row, findings);
            }
            rows.push(self.row(table, place, row, known, findings));
            self.outside(table, place, row, findings);
        }
        self.missing(table, slot, &seen, findings);
        rows
    }

    fn row(
        &self,
        table: &Table,
        place: &TableAt,
        row: u32,
        printed: Option<&PrintedRow>,
        findings: &mut Vec<Finding>,
    ) -> ResponseRow {
        let mut answers = Vec::new();
        for (position, column) in table.columns.iter().enumerate() {
            let col = place.columns.get(position).copied().flatten();
            let text = printed.and_then(|row| row.texts.get(position)?.as_deref());
            // A printed text is known even where its column is gone.
            let at = CellRef::new(row, col.unwrap_or(place.corner().col));
            answers.push(match (text, col) {
                (Some(text), _) => {
                    if col.is_some() {
                        self.changed(column, at, text, findings);
                    }
                    self.typed(column, Some(&as_cell(column, text)), at, &mut Vec::new())
                }
                (None, Some(_)) => self.cell(column, at, findings),
                (None, None) => Datum {
                    state: State::Empty(Empty::Blank),
                    written: Arc::default(),
                    trace: Trace::default(),
                },
            });
        }
        ResponseRow { sheet_row: row + 1, answers: Arc::new(answers) }
    }

    /// Notes that a printed text was written over; what was printed counts.
    fn changed(&self, column: &Question, at: CellRef, text: &str, findings: &mut Vec<Finding>) {
        let written = self.sheet.text(at);
        if !written.is_empty() && !same(&written, text) {
            let args = [("written", written.as_str()), ("printed", text)];
            let place = Place::Cell(self.at(at));
            let finding = Finding::new(Code::PrintedChanged, place, &args);
            findings.push(finding.question(&column.id).value(&written));
        }
    }

    /// Asks about a row that is empty because its only cells were merged with those above.
    fn swallowed(&self, table: &Table, place: &TableAt, row: u32, findings: &mut Vec<Finding>) {
        for (column, col) in table.columns.iter().zip(&place.columns) {
            let Some(at) = col.map(|col| CellRef::new(row, col)) else { continue };
            let first = self.sheet.merged_into(at).filter(|first| first.row > place.head_row);
            if first.is_some_and(|first| first.row < row) {
                self.cell(column, at, findings);
            }
        }
    }

    /// Asks about a row far below all others: it may be a remark, or left behind by accident.
    fn far(&self, table: &Table, place: &TableAt, row: u32, findings: &mut Vec<Finding>) {
        let filled = place.columns.iter().flatten().map(|col| CellRef::new(row, *col));
        let at = filled.into_iter().find(|at| !self.sheet.text(*at).is_empty());
        let at = at.unwrap_or(CellRef::new(row, place.corner().col));
        let written = self.sheet.text(at);
        let args = [("row", &*(row + 1).to_string()), ("label", &table.label)];
        let finding = Finding::new(Code::RowFar, Place::Cell(self.at(at)), &args);
        findings.push(finding.question(&table.id).value(&written));
    }

    fn added(&self, table: &Table, place: &TableAt, row: u32, findings: &mut Vec<Finding>) {
        let at = CellRef::new(row, place.corner().col);
        let args = [("row", &*(row + 1).to_string()), ("label", &table.label)];
        let finding = Finding::new(Code::RowAdded, Place::Cell(self.at(at)), &args);
        findings.push(finding.question(&table.id));
    }

    fn missing(
        &self,
        table: &Table,
        slot: &TableSlot,
        seen: &BTreeSet<usize>,
        findings: &mut Vec<Finding>,
    ) {
        let names: Vec<&str> = slot
            .printed
            .iter()
            .enumerate()
            .filter(|(at, _)| !seen.contains(at))
            .map(|(_, row)| row.name(table))
            .collect();
        if names.is_empty() {
            return;
        }
        let shown = names.iter().take(5).copied().collect::<Vec<_>>().join(", ");
        let more = if names.len() > 5 { "…" } else { "" };
        let count = names.len().to_string();
        let args =
            [("n", count.as_str()), ("names", &format!("{shown}{more}")), ("label", &table.label)];
        let place = Place::Sheet(Arc::clone(self.file), Arc::clone(&self.sheet.name));
        let finding = Finding::new(Code::PrintedRowMissing, place, &args);
        findings.push(finding.question(&table.id));
    }

    /// Notes words beside a table, which belong to no column.
    fn outside(&self, table: &Table, place: &TableAt, row: u32, findings: &mut Vec<Finding>) {
        let Some(last) = place.columns.iter().flatten().copied().max() else { return };
        for (at, cell) in self.sheet.row(row).filter(|(at, _)| at.col > last) {
            let written = cell.written();
            if !written.is_empty() {
                let place = Place::Cell(self.at(at));
                let args = [("written", written.as_str()), ("label", &table.label)];
                let finding = Finding::new(Code::TextOutside, place, &args);
                findings.push(finding.question(&table.id).value(&written));
            }
        }
    }

    /// The cells of a grid, by the ids of its row and column.
    pub(super) fn grid(
        &self,
        grid: &Grid,
        place: &GridAt,
        findings: &mut Vec<Finding>,
    ) -> BTreeMap<(String, String), Datum> {
        let ids = |list: &str| -> Vec<&str> {
            let list = self.questionnaire.choices.get(list).map(|list| list.choices.as_slice());
            list.unwrap_or_default().iter().map(|choice| choice.id.as_str()).collect()
        };
        let mut cells = BTreeMap::new();
        for (row_id, row) in ids(&grid.rows).iter().zip(&place.rows) {
            for (col_id, col) in ids(&grid.columns).iter().zip(&place.columns) {
                if let (Some(row), Some(col)) = (row, col) {
                    let datum = self.cell(&grid.cell, CellRef::new(*row, *col), findings);
                    cells.insert(((*row_id).to_owned(), (*col_id).to_owned()), datum);
                }
            }
        }
        cells
    }
}

/// The printed rows by the texts that tell them apart.
pub(super) struct PrintedRows {
    /// For each printed column, the row with a text; texts that repeat are left out.
    keys: Vec<(usize, BTreeMap<String, usize>)>,
}

impl PrintedRows {
    pub(super) fn new(rows: &[PrintedRow]) -> Self {
        let width = rows.iter().map(|row| row.texts.len()).max().unwrap_or(0);
        let keys = (0..width)
            .map(|column| {
                let mut places: BTreeMap<String, Vec<usize>> = BTreeMap::new();
                for (at, row) in rows.iter().enumerate() {
                    if let Some(Some(text)) = row.texts.get(column) {
                        places.entry(comparable(text)).or_default().push(at);
                    }
                }
                let unique = places
                    .into_iter()
                    .filter_map(|(text, rows)| match rows[..] {
                        [row] => Some((text, row)),
                        _ => None,
                    })
                    .collect();
                (column, unique)
            })
            .collect();
        PrintedRows { keys }
    }

    /// The printed row that these texts belong to: the first column that knows one decides.
    pub(super) fn find(&self, texts: &[String], seen: &BTreeSet<usize>) -> Option<usize> {
        self.keys.iter().find_map(|(column, rows)| {
            let text = texts.get(*column).filter(|text| !text.is_empty())?;
            rows.get(&comparable(text)).copied().filter(|row| !seen.contains(row))
        })
    }
}

/// A printed text for comparing. A code with leading zeros may have become a number.
fn comparable(text: &str) -> String {
    let key = key(text);
    if key.bytes().all(|byte| byte.is_ascii_digit()) {
        key.trim_start_matches('0').to_owned()
    } else {
        key
    }
}

pub(super) fn same(written: &str, printed: &str) -> bool {
    let number = |text: &str| text.replace(',', ".").parse::<f64>().ok();
    written == printed
        || comparable(written) == comparable(printed)
        || comparable(written) == comparable(&printed.replace('.', ","))
        || number(written).is_some_and(|value| number(printed) == Some(value))
}

/// A printed text as a cell: reference data write decimals with a dot.
fn as_cell(column: &Question, text: &str) -> Cell {
    match text.parse::<f64>() {
        Ok(number) if column.kind.is_number() && number.is_finite() => Cell::number(number),
        _ => Cell::text(text),
    }
}

impl PrintedRow {
    /// The text that names the row.
    fn name(&self, table: &Table) -> &str {
        let named = table.columns.iter().position(|column| column.name == table.row_label);
        let text = |at: usize| self.texts.get(at)?.as_deref();
        named
            .and_then(text)
            .or_else(|| self.texts.iter().flatten().next().map(String::as_str))
            .unwrap_or_default()
    }
}
