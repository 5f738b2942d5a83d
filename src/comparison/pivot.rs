// SPDX-License-Identifier: EUPL-1.2
//! Rows by columns with a measure in each cell.

mod heads;
mod places;

use super::axis::Key;
use super::measure::Measured;
use super::outcome::ComparedRow;
use super::{Comparer, Comparison, Outcome, Selected};
use crate::datum::{Amount, Empty, Trace, keys};
use crate::diag::{say, say_with};
use crate::questionnaire::Adds;
use crate::study::{Axis, Order, Pivot, Spec};
use crate::tables::{DataTable, Row};
use places::{Cells, ids};
use std::cmp::Reverse;
use std::collections::BTreeMap;

impl<'a> Comparer<'a> {
    /// Makes a pivot of a table.
    pub(super) fn pivot(
        &'a self,
        spec: &Spec,
        pivot: &Pivot,
        table: &'a DataTable,
        only: Option<&str>,
    ) -> Comparison {
        let printing = pivot.measure.printing(table, pivot.decimals, pivot.unit.as_ref());
        let measured = Measured {
            comparer: self,
            table,
            measure: &pivot.measure,
            unknown: pivot.unknown,
            printing,
        };
        Maker { comparer: self, spec, pivot, table, measured, only }.make()
    }
}

struct Maker<'a> {
    comparer: &'a Comparer<'a>,
    spec: &'a Spec,
    pivot: &'a Pivot,
    table: &'a DataTable,
    measured: Measured<'a>,
    only: Option<&'a str>,
}

/// A column of the pivot: its keys along the column axes.
type ColumnKeys = Vec<Key>;

impl<'a> Maker<'a> {
    fn make(&self) -> Comparison {
        let in_scope = |row: &&Row| self.only.is_none_or(|only| &*row.participant == only);
        let scope: Vec<&Row> = self.table.rows.iter().filter(in_scope).collect();
        let Selected { rows, perhaps } =
            self.comparer.select(self.table, self.only, &self.spec.filters);
        let perhaps = if self.measured.widens() { perhaps } else { Vec::new() };
        let all: Vec<&Row> = rows.iter().chain(&perhaps).copied().collect();
        let columns = self.columns(&all);
        let cells = Cells { sure: self.sort(&rows), perhaps: self.sort(&perhaps) };
        let traces = self.traces(&scope);
        let mut lines: Vec<ComparedRow> = self
            .row_keys(&all)
            .into_iter()
            .map(|key| self.line(&key, &columns, &cells, &traces))
            .collect();
        self.order(&mut lines);
        if self.pivot.total_row {
            lines.push(self.total_line(&columns, (&rows, &perhaps), &traces));
        }
        let printing = &self.measured.printing;
        let title = match &printing.unit {
            Some(unit) if printing.numeric && !heads::says_unit(&self.spec.title, unit) => {
                format!("{} ({unit})", self.spec.title)
            }
            _ => self.spec.title.clone(),
        };
        let not_printed = self.not_printed();
        let mut notes = Vec::new();
        let is_dash = |outcome: &Outcome| outcome.text == "–";
        if lines.iter().flat_map(|line| line.cells.iter().flatten()).any(is_dash) {
            notes.push(say("note-dash"));
        }
        Comparison {
            id: self.spec.id.clone(),
            title,
            bare_title: self.spec.title.clone(),
            side_by_side: false,
            spanners: self.spanners(&columns),
            stub_head: self.stub_head(),
            columns: self.heads(&columns),
            rows: if not_printed.is_some() { Vec::new() } else { lines },
            base: Some(self.base(&rows)),
            notes,
            message: None,
            caption: String::new(),
            chart: None,
            undrawn: None,
            not_comparable: None,
            not_printed,
        }
    }

    /// Why no cell is printed: where many answer each is of several participants, and shares of
    /// several wholes are not added up.
    fn not_printed(&self) -> Option<String> {
        let shares = self.pivot.measure.adds(self.table) == Adds::WithinOne;
        let of_one = self.only.is_some() || self.spec.is_of_named();
        (shares && self.comparer.many && !of_one)
            .then(|| say_with("note-many-shares", &[("title", &self.spec.title)]))
    }

    fn second_axis(&self) -> Option<&Axis> {
        self.pivot.columns.get(1)
    }

    /// The columns in order: keys that occur, and those that stand in any case.
    fn columns(&self, rows: &[&Row]) -> Vec<ColumnKeys> {
        let axes = &self.pivot.columns;
        let Some(first) = axes.first() else { return vec![Vec::new()] };
        let mut found: BTreeMap<String, ColumnKeys> = BTreeMap::new();
        for row in rows {
            for key in self.comparer.keys(self.table, row, first) {
                match self.second_axis() {
                    None => {
                        found.insert(key.id.clone(), vec![key]);
                    }
                    Some(second) => {
                        for below in self.comparer.keys(self.table, row, second) {
                            let id = keys::joined([&*key.id, &*below.id]);
                            found.entry(id).or_insert_with(|| vec![key.clone(), below]);
                        }
                    }
                }
            }
        }
        let all_choices = self.pivot.all_choices;
        for key in self.comparer.fixed_keys(self.table, first, all_choices) {
            let fits = self.only.is_none_or(|only| *first != Axis::Participant || key.id == only);
            let known = found.values().any(|keys| keys[0].id == key.id);
            if fits && !known {
                found.insert(key.id.clone(), vec![key]);
            }
        }
        let mut columns: Vec<ColumnKeys> = found.into_values().collect();
        columns.sort_by(|a, b| {
            let order = |keys: &ColumnKeys| -> Vec<(u8, usize, i64)> {
                keys.iter().map(|key| key.order).collect()
            };
            order(a).cmp(&order(b)).then_with(|| id(a).cmp(&id(b)))
        });
        columns
    }

    fn row_keys(&self, rows: &[&Row]) -> Vec<Key> {
        let mut found: BTreeMap<String, Key> = BTreeMap::new();
        let mut traces: BTreeMap<String, Vec<Trace>> = BTreeMap::new();
        for row in rows {
            for key in self.comparer.keys(self.table, row, &self.pivot.rows) {
                traces.entry(key.id.clone()).or_default().push(key.label.trace.clone());
                found.entry(key.id.clone()).or_insert(key);
            }
        }
        for (id, key) in &mut found {
            key.label.trace.join_all(traces.get(id).into_iter().flatten());
        }
        for key in self.comparer.fixed_keys(self.table, &self.pivot.rows, self.pivot.all_choices) {
            found.entry(key.id.clone()).or_insert(key);
        }
        let mut keys: Vec<Key> = found.into_values().collect();
        keys.sort_by(|a, b| a.order.cmp(&b.order).then_with(|| a.id.cmp(&b.id)));
        keys
    }

    /// For each participant the cells that decided where its rows stand; under "" all of them.
    fn traces(&self, scope: &[&Row]) -> BTreeMap<String, Trace> {
        let mut placed: BTreeMap<&str, Vec<&Trace>> = BTreeMap::new();
        let filters = self.spec.filters.iter().map(|filter| Axis::Column(filter.column.clone()));
        let axes: Vec<Axis> = std::iter::once(self.pivot.rows.clone())
            .chain(self.pivot.columns.iter().cloned())
            .chain(filters)
            .collect();
        for row in scope {
            for name in [&*row.participant, ""] {
                let traces =
                    axes.iter().filter_map(|axis| self.comparer.placed_by(self.table, row, axis));
                placed.entry(name).or_default().extend(traces);
            }
        }
        if axes.iter().any(|axis| self.comparer.is_by_group(axis)) {
            // Whoever answered stands in a group, and the groups across.
            let answered =
                self.comparer.answered().filter(|id| self.only.is_none_or(|only| only == *id));
            let grouped = answered.filter_map(|id| self.comparer.grouped_by(id));
            placed.entry("").or_default().extend(grouped);
        }
        let joined = |(name, traces): (&str, Vec<&Trace>)| {
            let mut trace = Trace::default();
            trace.join_all(traces);
            (name.to_owned(), trace)
        };
        placed.into_iter().map(joined).collect()
    }

    /// The participant that a column is of, when it is of one.
    fn participant_of<'b>(&self, column: &'b ColumnKeys) -> Option<&'b str> {
        let axes = self.pivot.columns.iter();
        let at = axes.clone().position(|axis| *axis == Axis::Participant && !self.comparer.many)?;
        column.get(at).map(|key| key.id.as_str())
    }

    fn line(
        &self,
        key: &Key,
        columns: &[ColumnKeys],
        cells: &Cells<'_>,
        traces: &BTreeMap<String, Trace>,
    ) -> ComparedRow {
        let row_participant = (self.pivot.rows == Axis::Participant && !self.comparer.many)
            .then_some(key.id.as_str());
        let cell = |column: &ColumnKeys| {
            let rows = cells.sure.get(&(key.id.clone(), ids(column)));
            let participant = self.participant_of(column).or(row_participant);
            let rows = rows.map(Vec::as_slice).unwrap_or_default();
            let perhaps = self.perhaps(key, cells, std::slice::from_ref(column));
            self.cell((rows, &perhaps), participant, traces)
        };
        let mut line_cells: Vec<Vec<Outcome>> = columns.iter().map(cell).collect();
        if self.pivot.total_column {
            let mut all: Vec<&Row> = Vec::new();
            for column in columns {
                for row in cells.sure.get(&(key.id.clone(), ids(column))).into_iter().flatten() {
                    if !all.iter().any(|known| std::ptr::eq(*known, *row)) {
                        all.push(row);
                    }
                }
            }
            let perhaps = self.perhaps(key, cells, columns);
            line_cells.push(self.cell((&all, &perhaps), row_participant, traces));
        }
        ComparedRow {
            key: key.id.clone(),
            label: key.label.clone(),
            group: None,
            cells: line_cells,
            total: false,
        }
    }

    /// A cell from the rows that stand in it and those that may, with what it rests on.
    fn cell(
        &self,
        (rows, perhaps): (&[&Row], &[&Row]),
        participant: Option<&str>,
        traces: &BTreeMap<String, Trace>,
    ) -> Vec<Outcome> {
        let outcomes = self.cell_of((rows, perhaps), participant, traces);
        self.measured.resting(outcomes, rows, perhaps)
    }

    fn cell_of(
        &self,
        (rows, perhaps): (&[&Row], &[&Row]),
        participant: Option<&str>,
        traces: &BTreeMap<String, Trace>,
    ) -> Vec<Outcome> {
        let scope = traces.get(participant.unwrap_or_default()).cloned().unwrap_or_default();
        if !perhaps.is_empty() {
            return self.measured.over_at_least(rows, perhaps, &scope);
        }
        if !rows.is_empty() {
            return self.measured.over(rows, &scope);
        }
        // no row here: the participant wrote none at all, or none of this kind
        if let Some(participant) = participant
            && self.table.rows_of(participant).next().is_none()
        {
            return vec![self.measured.of_no_rows(participant)];
        }
        if self.table.rows.is_empty() {
            let answered = self.comparer.answered().next();
            let empty = answered.map_or(Empty::Blank, |id| self.comparer.answers.blank(id));
            return vec![Outcome::empty(empty, scope)];
        }
        match self.pivot.measure {
            crate::study::Measure::Count(_)
            | crate::study::Measure::Sum(_)
            | crate::study::Measure::SumProduct(_) => self.measured.over(&[], &scope),
            _ => vec![Outcome::dash(scope)],
        }
    }

    fn total_line(
        &self,
        columns: &[ColumnKeys],
        (rows, perhaps): (&[&'a Row], &[&'a Row]),
        traces: &BTreeMap<String, Trace>,
    ) -> ComparedRow {
        let cell = |column: &ColumnKeys| {
            let (inside, may) = self.in_column(column, rows, perhaps);
            self.cell((&inside, &may), self.participant_of(column), traces)
        };
        let mut cells: Vec<Vec<Outcome>> = columns.iter().map(cell).collect();
        if self.pivot.total_column {
            cells.push(self.cell((rows, perhaps), None, traces));
        }
        ComparedRow {
            key: keys::TOTAL.to_owned(),
            label: Outcome::label(say("word-total")),
            group: None,
            cells,
            total: true,
        }
    }

    fn order(&self, lines: &mut [ComparedRow]) {
        let value = |line: &ComparedRow| {
            let amounts = line.cells.iter().flatten().filter_map(|outcome| outcome.amount.as_ref());
            let mut sum = Amount::zero();
            amounts.filter_map(|amount| amount.least).for_each(|n| sum.add(&Amount::exact(n, 1)));
            sum.least
        };
        match self.pivot.order {
            Order::Choices => {}
            Order::Value => lines.sort_by_key(|line| Reverse(value(line))),
            Order::Label => lines.sort_by_key(|line| crate::locale::fold(&line.label.text)),
        }
    }
}

/// Key of a column: its keys joined.
fn id(keys: &ColumnKeys) -> String {
    keys::joined(keys.iter().map(|key| key.id.as_str()))
}
