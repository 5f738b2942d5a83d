// SPDX-License-Identifier: EUPL-1.2
//! Rows by columns with a measure in each cell.

use super::axis::Key;
use super::measure::Measured;
use super::outcome::{Head, Line};
use super::{Axis, Comparer, Comparison, Order, Outcome, Pivot, Spec};
use crate::answers::{DataTable, Empty, Row, Trace};
use crate::diag::{say, say_with};
use std::collections::{BTreeMap, BTreeSet};

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
        let rows: Vec<&Row> = scope
            .iter()
            .copied()
            .filter(|row| self.comparer.fits(self.table, row, &self.spec.filters))
            .collect();
        let columns = self.columns(&rows);
        let cells = self.sort_into_cells(&rows);
        let traces = self.traces(&scope);
        let mut lines: Vec<Line> = self
            .row_keys(&rows)
            .into_iter()
            .map(|key| self.line(&key, &columns, &cells, &traces))
            .collect();
        self.order(&mut lines);
        if self.pivot.total_row {
            lines.push(self.total_line(&columns, &rows, &traces));
        }
        let printing = &self.measured.printing;
        let title = match &printing.unit {
            Some(unit) if printing.numeric && !says_unit(&self.spec.title, unit) => {
                format!("{} ({unit})", self.spec.title)
            }
            _ => self.spec.title.clone(),
        };
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
            rows: lines,
            base: Some(self.base(&rows)),
            notes,
            message: None,
            caption: String::new(),
            chart: None,
            not_comparable: None,
        }
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
                            let id = format!("{}/{}", key.id, below.id);
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
        for row in rows {
            for key in self.comparer.keys(self.table, row, &self.pivot.rows) {
                found
                    .entry(key.id.clone())
                    .and_modify(|known| known.label.trace.join(&key.label.trace))
                    .or_insert(key);
            }
        }
        for key in self.comparer.fixed_keys(self.table, &self.pivot.rows, self.pivot.all_choices) {
            found.entry(key.id.clone()).or_insert(key);
        }
        let mut keys: Vec<Key> = found.into_values().collect();
        keys.sort_by(|a, b| a.order.cmp(&b.order).then_with(|| a.id.cmp(&b.id)));
        keys
    }

    fn sort_into_cells(&self, rows: &[&'a Row]) -> BTreeMap<(String, String), Vec<&'a Row>> {
        let mut cells: BTreeMap<(String, String), Vec<&Row>> = BTreeMap::new();
        for row in rows {
            for key in self.comparer.keys(self.table, row, &self.pivot.rows) {
                for column in self.column_ids(row) {
                    cells.entry((key.id.clone(), column)).or_default().push(row);
                }
            }
        }
        cells
    }

    fn column_ids(&self, row: &Row) -> Vec<String> {
        let Some(first) = self.pivot.columns.first() else { return vec![String::new()] };
        let keys = self.comparer.keys(self.table, row, first);
        match self.second_axis() {
            None => keys.into_iter().map(|key| key.id).collect(),
            Some(second) => {
                let below = self.comparer.keys(self.table, row, second);
                let join = |key: &Key| -> Vec<String> {
                    below.iter().map(|below| format!("{}/{}", key.id, below.id)).collect()
                };
                keys.iter().flat_map(join).collect()
            }
        }
    }

    /// For each participant the cells that decided where its rows stand; under "" all of them.
    fn traces(&self, scope: &[&Row]) -> BTreeMap<String, Trace> {
        let mut traces: BTreeMap<String, Trace> = BTreeMap::new();
        let filters = self.spec.filters.iter().map(|filter| Axis::Column(filter.column.clone()));
        let axes: Vec<Axis> = std::iter::once(self.pivot.rows.clone())
            .chain(self.pivot.columns.iter().cloned())
            .chain(filters)
            .collect();
        for row in scope {
            for name in [&*row.participant, ""] {
                let trace = traces.entry(name.to_owned()).or_default();
                for axis in &axes {
                    self.comparer.placed_by(self.table, row, axis, trace);
                }
            }
        }
        traces
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
        cells: &BTreeMap<(String, String), Vec<&Row>>,
        traces: &BTreeMap<String, Trace>,
    ) -> Line {
        let row_participant = (self.pivot.rows == Axis::Participant && !self.comparer.many)
            .then_some(key.id.as_str());
        let cell = |column: &ColumnKeys| {
            let rows = cells.get(&(key.id.clone(), id(column)));
            let participant = self.participant_of(column).or(row_participant);
            let rows = rows.map(Vec::as_slice).unwrap_or_default();
            let perhaps = self.perhaps(key, cells, std::slice::from_ref(column));
            if perhaps.is_empty() {
                self.cell(rows, participant, traces)
            } else {
                let scope = traces.get(participant.unwrap_or_default()).cloned();
                self.measured.over_at_least(rows, &perhaps, &scope.unwrap_or_default())
            }
        };
        let mut line_cells: Vec<Vec<Outcome>> = columns.iter().map(cell).collect();
        if self.pivot.total_column {
            let mut all: Vec<&Row> = Vec::new();
            for column in columns {
                for row in cells.get(&(key.id.clone(), id(column))).into_iter().flatten() {
                    if !all.iter().any(|known| std::ptr::eq(*known, *row)) {
                        all.push(row);
                    }
                }
            }
            let perhaps = self.perhaps(key, cells, columns);
            line_cells.push(if perhaps.is_empty() {
                self.cell(&all, row_participant, traces)
            } else {
                let scope = traces.get(row_participant.unwrap_or_default()).cloned();
                self.measured.over_at_least(&all, &perhaps, &scope.unwrap_or_default())
            });
        }
        Line {
            key: key.id.clone(),
            label: key.label.clone(),
            group: None,
            cells: line_cells,
            total: false,
        }
    }

    /// Rows of some columns whose own row key is not known: they may belong to this one.
    fn perhaps<'b>(
        &self,
        key: &Key,
        cells: &BTreeMap<(String, String), Vec<&'b Row>>,
        columns: &[ColumnKeys],
    ) -> Vec<&'b Row> {
        use super::Measure::{Count, Sum, SumProduct};
        let adds = matches!(self.pivot.measure, Count(None) | Sum(_) | SumProduct(_));
        if !adds || key.is_unknown() || self.pivot.unknown == super::Unknown::LeftOut {
            return Vec::new();
        }
        let ids: Vec<String> = columns.iter().map(id).collect();
        let unknown = |(row, column): &(String, String)| {
            Key::says_unknown(row) && ids.iter().any(|id| id == column)
        };
        cells
            .iter()
            .filter(|(at, _)| unknown(at))
            .flat_map(|(_, rows)| rows.iter().copied())
            .collect()
    }

    fn cell(
        &self,
        rows: &[&Row],
        participant: Option<&str>,
        traces: &BTreeMap<String, Trace>,
    ) -> Vec<Outcome> {
        let scope = traces.get(participant.unwrap_or_default()).cloned().unwrap_or_default();
        if !rows.is_empty() {
            return self.measured.over(rows, &scope);
        }
        // no row here: the participant wrote none at all, or none of this kind
        if let Some(participant) = participant
            && self.table.rows_of(participant).next().is_none()
        {
            return vec![Outcome::empty(self.comparer.answers.blank(participant), scope)];
        }
        if self.table.rows.is_empty() {
            let answered = self.comparer.answered().next();
            let empty = answered.map_or(Empty::Blank, |id| self.comparer.answers.blank(id));
            return vec![Outcome::empty(empty, scope)];
        }
        let filters = &self.spec.filters;
        if let Some(trace) = self.comparer.perhaps(self.table, participant, filters)
            && !filters.is_empty()
            && self.measured.printing.numeric
        {
            let mut trace = trace;
            trace.join(&scope);
            return vec![Outcome::empty(Empty::NotAvailable, trace)];
        }
        match self.pivot.measure {
            super::Measure::Count(_) | super::Measure::Sum(_) | super::Measure::SumProduct(_) => {
                self.measured.over(&[], &scope)
            }
            _ => vec![Outcome::dash(scope)],
        }
    }

    fn total_line(
        &self,
        columns: &[ColumnKeys],
        rows: &[&Row],
        traces: &BTreeMap<String, Trace>,
    ) -> Line {
        let in_column = |column: &ColumnKeys| -> Vec<&Row> {
            let wanted = id(column);
            rows.iter().copied().filter(|row| self.column_ids(row).contains(&wanted)).collect()
        };
        let mut cells: Vec<Vec<Outcome>> = columns
            .iter()
            .map(|column| self.cell(&in_column(column), self.participant_of(column), traces))
            .collect();
        if self.pivot.total_column {
            cells.push(self.cell(rows, None, traces));
        }
        Line {
            key: "total".to_owned(),
            label: Outcome::label(say("word-total")),
            group: None,
            cells,
            total: true,
        }
    }

    fn order(&self, lines: &mut [Line]) {
        let value = |line: &Line| -> f64 {
            let amounts = line.cells.iter().flatten().filter_map(|outcome| outcome.amount.as_ref());
            amounts.filter_map(|amount| amount.least).sum()
        };
        match self.pivot.order {
            Order::Choices => {}
            Order::Value => lines.sort_by(|a, b| value(b).total_cmp(&value(a))),
            Order::Label => lines.sort_by_key(|line| crate::locale::fold(&line.label.text)),
        }
    }

    fn stub_head(&self) -> String {
        if let Some(head) = &self.spec.row_head {
            return head.clone();
        }
        match &self.pivot.rows {
            Axis::Column(name) => {
                let at = self.table.position(name);
                at.map_or(String::new(), |at| self.table.columns[at].label_with_unit())
            }
            Axis::Participant if !self.comparer.many => say("word-participant"),
            Axis::Participant | Axis::Group => say("word-group"),
            Axis::All => String::new(),
        }
    }

    fn heads(&self, columns: &[ColumnKeys]) -> Vec<Head> {
        let numeric = self.measured.printing.numeric;
        let two = self.second_axis().is_some();
        let mut heads: Vec<Head> = columns
            .iter()
            .enumerate()
            .map(|(at, keys)| Head {
                key: id(keys),
                label: match keys.last() {
                    Some(_) if two && keys.len() == 1 => "–".to_owned(),
                    Some(key) => key.label.text.clone(),
                    None => self.measured.label(),
                },
                numeric,
                colour: if two { at } else { keys.first().map_or(0, |key| key.colour) },
            })
            .collect();
        if self.pivot.total_column {
            let (key, label) = ("total".to_owned(), say("word-total"));
            heads.push(Head { key, label, numeric, colour: 0 });
        }
        heads
    }

    fn spanners(&self, columns: &[ColumnKeys]) -> Vec<(String, usize)> {
        if self.second_axis().is_none() {
            return Vec::new();
        }
        let mut spanners: Vec<(String, usize)> = Vec::new();
        let mut last = None;
        for keys in columns {
            let key = &keys[0];
            match spanners.last_mut() {
                Some(spanner) if last == Some(&key.id) => spanner.1 += 1,
                _ => spanners.push((key.label.text.clone(), 1)),
            }
            last = Some(&key.id);
        }
        if self.pivot.total_column {
            spanners.push((String::new(), 1));
        }
        spanners
    }

    /// «Figure professionali»: 27 rows of 3 participants out of 3; 7 rows without a number.
    fn base(&self, rows: &[&Row]) -> String {
        let participants: BTreeSet<&str> = rows.iter().map(|row| &*row.participant).collect();
        let amount = self.measured.amount(rows);
        let mut args = vec![
            ("table", self.table.label.clone()),
            ("rows", rows.len().to_string()),
            ("participants", participants.len().to_string()),
            ("of", self.comparer.answered().count().to_string()),
        ];
        let of_reference = participants.contains("");
        let mut text = {
            let args: Vec<(&str, &str)> = args.iter().map(|(n, t)| (*n, t.as_str())).collect();
            say_with(base_key(of_reference || self.only.is_some(), &args), &args)
        };
        let sums = self.measured.printing.numeric;
        if sums && amount.unknown > 0 {
            args.push(("unknown", amount.unknown.to_string()));
            let args: Vec<(&str, &str)> = args.iter().map(|(n, t)| (*n, t.as_str())).collect();
            text.push_str(&say_with("base-unknown", &args));
        }
        text.push('.');
        text
    }
}

/// Which sentence says the base: who answered is said where somebody did not.
fn base_key(one: bool, args: &[(&str, &str)]) -> &'static str {
    let of = |name: &str| args.iter().find(|(known, _)| *known == name).map(|(_, text)| *text);
    match one || of("participants") == of("of") {
        true => "base-all-rows",
        false => "base-rows",
    }
}

/// Whether a title names the unit already.
fn says_unit(title: &str, unit: &str) -> bool {
    title.to_lowercase().contains(&unit.to_lowercase())
}

/// Key of a column: its keys joined.
fn id(keys: &ColumnKeys) -> String {
    keys.iter().map(|key| key.id.as_str()).collect::<Vec<_>>().join("/")
}
