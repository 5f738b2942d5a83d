// SPDX-License-Identifier: EUPL-1.2
//! Reads the rows of a table.

use super::find::key::key;
use super::find::page::Head;
use super::find::tables::TableAt;
use super::printed_rows::{PrintedRows, as_cell, same};
use super::response::ResponseRow;
use super::rows::Reader;
use super::totals::{self, ReadRow};
use super::typing::setting::Unit;
use super::units;
use crate::datum::{Datum, Empty, State, Trace};
use crate::diag::{CellRef, Code, Finding, Place};
use crate::form::{PrintedRow, Stamp, TableSlot};
use crate::questionnaire::{Question, Table};
use crate::workbook::Instead;
use std::collections::BTreeSet;
use std::sync::Arc;

/// Empty rows after which a row is asked about.
const FAR: u32 = 10;

impl Reader<'_> {
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
        let units = self.units(table, place, findings);
        let mut seen = BTreeSet::new();
        let mut lines = Vec::new();
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
            self.outside(table, place, row, findings);
            let known = printed.find(&texts, &seen);
            seen.extend(known);
            if known.is_none()
                && let Some(finding) = self.no_row(table, place, row, &texts)
            {
                findings.push(finding);
                continue;
            }
            let mut noticed = Vec::new();
            if row > last + FAR {
                self.far(table, place, row, &mut noticed);
            }
            last = last.max(row);
            let known = known.and_then(|at| slot.printed.get(at));
            if known.is_none() && !slot.printed.is_empty() {
                self.added(table, place, row, &mut noticed);
            }
            let answers = self.row(table, (place, &units), row, known, &mut noticed);
            lines.push(ReadRow { row: answers, printed: known.is_some(), noticed });
        }
        self.missing(table, slot, &seen, findings);
        totals::settled(self, table, place, lines, findings)
    }

    /// What the numbers of each column are in, by its head.
    fn units(&self, table: &Table, place: &TableAt, findings: &mut Vec<Finding>) -> Vec<Unit> {
        let of = |(column, col): (&Question, &Option<u16>)| {
            let at = CellRef::new(place.head_row, (*col)?);
            let written = self.sheet.text(at);
            let changed = units::changed_in_head(column, &written).filter(|_| self.same_version)?;
            let place = Place::Cell(self.at(at));
            let finding = units::finding(column, &written, &changed, place);
            findings.push(finding.question(&column.id).value(&written));
            Some(changed)
        };
        let columns = table.columns.iter().zip(&place.columns);
        columns.map(of).map(Option::unwrap_or_default).collect()
    }

    /// What is to be said of a row that is none of the table's: its heads pasted again, or all of it
    /// struck out.
    fn no_row(
        &self,
        table: &Table,
        place: &TableAt,
        row: u32,
        texts: &[String],
    ) -> Option<Finding> {
        let filled: Vec<(&Question, CellRef, &str)> = table
            .columns
            .iter()
            .zip(&place.columns)
            .zip(texts)
            .filter(|(_, text)| !text.is_empty())
            .filter_map(|((column, col), text)| {
                Some((column, CellRef::new(row, (*col)?), text.as_str()))
            })
            .collect();
        let (_, first, written) = filled.first()?;
        let about = |code: Code, args: &[(&'static str, &str)]| {
            let finding = Finding::new(code, Place::Cell(self.at(*first)), args);
            Some(finding.question(&table.id).value(written))
        };
        let number = (row + 1).to_string();
        let args = [("row", number.as_str()), ("label", &table.label), ("written", written)];
        let heads = |is: &dyn Fn(&Question, &str) -> bool| {
            filled.iter().all(|(column, _, text)| is(column, text))
        };
        let several = filled.len() > 1 || table.columns.len() == 1;
        let repeated = several
            && (heads(&|column, text| Head::asking(column).is(&key(text)))
                || heads(&|column, text| column.code == text));
        let titles = [Some(&table.label), table.help.as_ref()];
        let title =
            filled.len() == 1 && titles.iter().flatten().any(|title| key(title) == key(written));
        if repeated || title {
            return about(Code::HeadRepeated, &args[..2]);
        }
        let struck = |at: &CellRef| {
            let sight = self.sheet.cell(*at).and_then(|cell| cell.sight.as_ref());
            sight.and_then(|sight| sight.instead) == Some(Instead::Struck)
        };
        let all = filled.iter().all(|(_, at, _)| struck(at));
        all.then(|| about(Code::RowStruck, &args)).flatten()
    }

    fn row(
        &self,
        table: &Table,
        (place, units): (&TableAt, &[Unit]),
        row: u32,
        printed: Option<&PrintedRow>,
        findings: &mut Vec<Finding>,
    ) -> ResponseRow {
        let mut answers = Vec::new();
        for (position, column) in table.columns.iter().enumerate() {
            let col = place.columns.get(position).copied().flatten();
            let text = printed.and_then(|row| row.texts.get(position)?.as_deref());
            let unit = units.get(position).unwrap_or(&Unit::AsAsked);
            // A printed text is known even where its column is gone.
            let at = CellRef::new(row, col.unwrap_or(place.corner().col));
            answers.push(match (text, col) {
                (Some(text), _) => {
                    if col.is_some() {
                        self.changed(column, at, text, findings);
                    }
                    let cell = as_cell(column, text);
                    self.typed(column, Some(&cell), at, &Unit::AsAsked, &mut Vec::new())
                }
                (None, Some(_)) => self.cell(column, at, unit, findings),
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
                self.cell(column, at, &Unit::AsAsked, findings);
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
}
