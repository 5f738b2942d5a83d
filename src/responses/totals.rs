// SPDX-License-Identifier: EUPL-1.2
//! Rows of a table that repeat what other rows say: totals, subtotals, «di cui».
//!
//! A row is a total for certain when a formula of its adds up other rows, or when it is called so and
//! its numbers are their sum: it is left out. One that is called so and whose numbers are not the sum
//! is asked about, and its numbers count for nothing; one that is called otherwise and equals the sum
//! is asked about, and counts.

use super::find::tables::TableAt;
use super::response::ResponseRow;
use super::row_names::{Named, how_named};
use super::rows::Reader;
use crate::datum::{Datum, State, Value};
use crate::diag::{CellRef, Code, Finding, Place};
use crate::questionnaire::{Question, Table, Type};
use crate::workbook::Raw;
use std::sync::Arc;

/// A filled row, with what was noticed in it.
pub(super) struct ReadRow {
    pub(super) row: ResponseRow,
    /// Whether the form printed it.
    pub(super) printed: bool,
    pub(super) noticed: Vec<Finding>,
}

/// What a row is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum RowKind {
    Row,
    /// A total, for certain.
    Total,
    /// Called so, but its numbers do not say it.
    Called,
    /// Called otherwise, but its numbers say it.
    Equal,
}

/// The rows that count, without those that add up others.
pub(super) fn settled(
    reader: &Reader<'_>,
    table: &Table,
    place: &TableAt,
    lines: Vec<ReadRow>,
    findings: &mut Vec<Finding>,
) -> Vec<ResponseRow> {
    let sorter = Sorter { reader, table, place, lines: &lines };
    let kinds = sorter.kinds();
    let said: Vec<Option<Finding>> =
        kinds.iter().enumerate().map(|(at, kind)| sorter.finding(at, *kind)).collect();
    let mut rows = Vec::new();
    for ((line, kind), finding) in lines.into_iter().zip(kinds).zip(said) {
        findings.extend(finding);
        if kind == RowKind::Total {
            continue;
        }
        findings.extend(line.noticed);
        let mut row = line.row;
        if kind == RowKind::Called {
            let answers = Arc::make_mut(&mut row.answers);
            for (column, datum) in table.columns.iter().zip(answers) {
                if column.printed.is_none() && is_counted(column) && number(datum).is_some() {
                    datum.state = State::Unreadable;
                }
            }
        }
        rows.push(row);
    }
    rows
}

/// Whether the numbers of a column are added up somewhere.
fn is_counted(column: &Question) -> bool {
    matches!(column.kind, Type::Integer | Type::Decimal | Type::Money | Type::Percent)
}

fn number(datum: &Datum) -> Option<f64> {
    match datum.state {
        State::Value(Value::Number(number)) => Some(number.to_f64()),
        _ => None,
    }
}

struct Sorter<'a> {
    reader: &'a Reader<'a>,
    table: &'a Table,
    place: &'a TableAt,
    lines: &'a [ReadRow],
}

impl Sorter<'_> {
    fn kinds(&self) -> Vec<RowKind> {
        let mut kinds: Vec<RowKind> = Vec::new();
        // Where the rows begin that no total has added up yet.
        let mut since = 0;
        for (at, line) in self.lines.iter().enumerate() {
            let kind = match line.printed {
                true => RowKind::Row,
                false => self.kind(at, since, &kinds),
            };
            kinds.push(kind);
            if kind == RowKind::Total {
                since = at + 1;
            }
        }
        kinds
    }

    fn kind(&self, at: usize, since: usize, before: &[RowKind]) -> RowKind {
        let named = self.named(at);
        if self.adds_up(at, named) {
            return RowKind::Total;
        }
        let last = at + 1 == self.lines.len();
        // Called otherwise, only the last one may be a total.
        if named == Named::Otherwise && !last {
            return RowKind::Row;
        }
        let counts = |at: &usize| before.get(*at) == Some(&RowKind::Row);
        let above: Vec<usize> = (since..at).filter(counts).collect();
        let all: Vec<usize> = (0..at).filter(counts).collect();
        let end = if all.is_empty() { self.lines.len() } else { 0 };
        let below: Vec<usize> =
            (at + 1..end).take_while(|at| self.named(*at) < Named::Within).collect();
        let subtotals: Vec<usize> =
            (0..at).filter(|at| before.get(*at) == Some(&RowKind::Total)).collect();
        let equal = [above, all, below, subtotals]
            .iter()
            .map(|rows| self.equal(at, rows))
            .max_by_key(|equal| (equal.columns, equal.all, equal.addends))
            .unwrap_or_default();
        match named {
            Named::Total if equal.columns > 0 => RowKind::Total,
            Named::Within if equal.all && equal.columns > 0 && equal.addends > 1 => RowKind::Total,
            Named::Total => RowKind::Called,
            Named::Nameless if equal.all && equal.columns > 0 && equal.addends > 1 => {
                RowKind::Called
            }
            Named::Otherwise | Named::Within if last && equal.is_striking() => RowKind::Equal,
            _ => RowKind::Row,
        }
    }

    /// Whether a formula in the row adds up other rows of the table.
    fn adds_up(&self, at: usize, named: Named) -> bool {
        let Some(own) = self.sheet_row(at) else { return false };
        let least = if named == Named::Total { 1 } else { 2 };
        self.place.columns.iter().flatten().any(|col| {
            let cell = self.reader.sheet.cell(CellRef::new(own, *col));
            let sums = cell.and_then(|cell| cell.sight.as_ref()).map(|sight| &sight.sums);
            let Some(sums) = sums.filter(|sums| !sums.is_empty()) else { return false };
            let covers =
                |row: u32| sums.iter().any(|(first, last)| (first.row..=last.row).contains(&row));
            let below_itself =
                sums.iter().all(|(first, last)| first.col == *col && last.col == *col);
            let others = (0..self.lines.len()).filter_map(|at| self.sheet_row(at));
            below_itself && !covers(own) && others.filter(|row| covers(*row)).count() >= least
        })
    }

    fn sheet_row(&self, at: usize) -> Option<u32> {
        self.lines.get(at)?.row.sheet_row.checked_sub(1)
    }

    /// The cell with the name of a row: the one in the column that names rows, else the first text.
    fn name_cell(&self, at: usize) -> Option<CellRef> {
        let row = self.sheet_row(at)?;
        let columns = self.table.columns.iter().zip(&self.place.columns);
        let cells: Vec<(bool, CellRef)> = columns
            .filter_map(|(column, col)| {
                Some((column.name == self.table.row_label, CellRef::new(row, (*col)?)))
            })
            .collect();
        let text = |at: &CellRef| {
            let cell = self.reader.sheet.cell(*at);
            cell.is_some_and(|cell| matches!(cell.raw, Raw::Text(_)) && !cell.written().is_empty())
        };
        let names = cells.iter().filter(|(naming, _)| *naming).chain(&cells);
        names.map(|(_, at)| *at).find(text)
    }

    fn named(&self, at: usize) -> Named {
        let naming = self.table.columns.iter().position(|c| c.name == self.table.row_label);
        let row = self.lines.get(at).map(|line| &line.row.answers);
        let own = naming.and_then(|naming| row?.get(naming));
        let Some(cell) = self.name_cell(at) else {
            // A year or a code may name a row as well.
            let blank = own.is_none_or(|datum| datum.written.is_empty());
            return if blank { Named::Nameless } else { Named::Otherwise };
        };
        // A choice of a list is what the list says it is.
        let chosen = |datum: &Datum| {
            matches!(datum.state, State::Value(Value::Choice(_) | Value::Choices(_)))
        };
        if own.is_some_and(chosen) {
            return Named::Otherwise;
        }
        how_named(&self.reader.sheet.text(cell))
    }

    /// How the numbers of a row compare with the sums of others.
    fn equal(&self, at: usize, rows: &[usize]) -> Equal {
        let mut equal = Equal { all: true, ..Equal::default() };
        for (position, column) in self.table.columns.iter().enumerate() {
            if !is_counted(column) || column.kind == Type::Percent {
                continue;
            }
            let datum = |at: usize| self.lines.get(at)?.row.answers.get(position);
            let Some(own) = datum(at).and_then(number) else { continue };
            let others: Vec<&Datum> = rows.iter().filter_map(|at| datum(*at)).collect();
            let numbers: Vec<f64> = others.iter().filter_map(|datum| number(datum)).collect();
            let known = others.iter().all(|datum| datum.state != State::Unreadable);
            let sum: f64 = numbers.iter().sum();
            let same = (sum - own).abs() <= 1e-9 * own.abs().max(1.0);
            if known && same && own != 0.0 {
                equal.columns += 1;
                equal.addends = equal.addends.max(numbers.iter().filter(|n| **n != 0.0).count());
                equal.greatest = equal.greatest.max(own.abs());
            } else if own != 0.0 {
                equal.all = false;
            }
        }
        equal
    }

    fn finding(&self, at: usize, kind: RowKind) -> Option<Finding> {
        let (code, wording) = match kind {
            RowKind::Row => return None,
            RowKind::Total => (Code::RowTotal, None),
            RowKind::Called => (Code::RowMaybeTotal, None),
            RowKind::Equal => (Code::RowMaybeTotal, Some("equal")),
        };
        let row = self.sheet_row(at)?;
        let name = self.name_cell(at);
        let wording = wording.or(name.is_none().then_some("nameless"));
        let cell = name.unwrap_or(CellRef::new(row, self.place.corner().col));
        let written = self.reader.sheet.text(cell);
        let number = (row + 1).to_string();
        let args = [
            ("row", number.as_str()),
            ("label", self.table.label.as_str()),
            ("written", written.as_str()),
        ];
        let finding = Finding::new(code, Place::Cell(self.reader.at(cell)), &args);
        let finding = Finding { wording, ..finding };
        Some(finding.question(&self.table.id).value(&written))
    }
}

/// In how many columns the numbers of a row are the sums of those of other rows.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
struct Equal {
    columns: usize,
    all: bool,
    /// How many numbers a sum has, at most.
    addends: usize,
    greatest: f64,
}

impl Equal {
    /// Whether it can hardly be so by chance.
    fn is_striking(self) -> bool {
        let several = self.columns > 1 && self.addends > 1;
        self.all && (several || self.columns == 1 && self.addends > 2 && self.greatest >= 10.0)
    }
}
