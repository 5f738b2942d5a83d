// SPDX-License-Identifier: EUPL-1.2
//! Computes a measure over some rows.

use super::outcome::words;
use super::{Comparer, Outcome, Selected};
use crate::datum::{Amount, Datum, Empty, Trace, Value};
use crate::diag::say_with;
use crate::questionnaire::Type;
use crate::study::{Measure, Unknown};
use crate::tables::{DataTable, Row};
use std::collections::BTreeSet;

/// How a measure is printed.
#[derive(Debug, Clone)]
pub(super) struct Printing {
    pub(super) decimals: usize,
    pub(super) unit: Option<String>,
    pub(super) numeric: bool,
    /// It is a year: without the point of the thousands.
    pub(super) year: bool,
}

impl Measure {
    /// The columns it reads.
    pub(super) fn columns(&self) -> Vec<&str> {
        match self {
            Measure::Count(column) => column.as_deref().into_iter().collect(),
            Measure::Sum(column)
            | Measure::Mean(column)
            | Measure::Median(column)
            | Measure::Mark(column)
            | Measure::Value(column) => vec![column],
            Measure::SumProduct(columns) => columns.iter().map(String::as_str).collect(),
            Measure::Share { column, certain, possible } => {
                let filters = certain.iter().chain(possible).map(|filter| filter.column.as_str());
                std::iter::once(column.as_str()).chain(filters).collect()
            }
            Measure::List { column, with } => {
                with.as_deref().into_iter().chain(std::iter::once(column.as_str())).collect()
            }
        }
    }

    /// Decimals and unit, from the questions it reads unless the comparison says otherwise.
    pub(super) fn printing(
        &self,
        table: &DataTable,
        decimals: Option<usize>,
        unit: Option<&String>,
    ) -> Printing {
        let first = self.columns().first().and_then(|name| table.position(name));
        let column = first.map(|at| &table.columns[at]);
        let own = match (self, column) {
            (Measure::Sum(_) | Measure::Value(_), Some(column)) => {
                let whole = matches!(column.kind, Type::Integer | Type::Year);
                (if whole { 0 } else { column.decimals }, column.unit.clone())
            }
            (Measure::Mean(_) | Measure::Median(_), Some(column)) => {
                (column.decimals.max(1), column.unit.clone())
            }
            (Measure::Share { .. }, _) => (1, Some("%".to_owned())),
            (Measure::SumProduct(_), _) => (1, None),
            _ => (0, None),
        };
        let numeric = match self {
            Measure::List { .. } | Measure::Mark(_) => false,
            Measure::Value(_) => column.is_some_and(|column| column.kind.is_number()),
            _ => true,
        };
        let averages = matches!(self, Measure::Mean(_) | Measure::Median(_));
        let year = averages && column.is_some_and(|column| column.kind == Type::Year);
        let (decimals, unit) = (decimals.unwrap_or(own.0), unit.cloned().or(own.1));
        Printing { decimals, unit, numeric, year }
    }
}

/// Rows of a table that a measure is computed over, with how it is printed.
pub(super) struct Measured<'a> {
    pub(super) comparer: &'a Comparer<'a>,
    pub(super) table: &'a DataTable,
    pub(super) measure: &'a Measure,
    pub(super) unknown: Unknown,
    pub(super) printing: Printing,
}

impl Measured<'_> {
    /// The measure over rows; `scope` is the trace of what decided that it is these rows.
    pub(super) fn over(&self, rows: &[&Row], scope: &Trace) -> Vec<Outcome> {
        match self.measure {
            Measure::List { column, with } => self.list(rows, column, with.as_deref(), scope),
            Measure::Mark(column) => vec![self.mark(rows, column, scope)],
            Measure::Value(column) => vec![self.value(rows, column, scope)],
            _ => self.over_at_least(rows, &[], scope),
        }
    }

    /// The measure over the rows that pass filters, aware of those that may.
    pub(super) fn over_selected(&self, selected: &Selected<'_>, scope: &Trace) -> Vec<Outcome> {
        let Selected { rows, perhaps } = selected;
        if !perhaps.is_empty() && self.widens() {
            return self.over_at_least(rows, perhaps, scope);
        }
        let mut outcomes = self.over(rows, scope);
        if !perhaps.is_empty() && matches!(self.measure, Measure::List { .. }) {
            let text = say_with("list-perhaps", &[("n", &perhaps.len().to_string())]);
            let trace = self.trace(perhaps, scope);
            outcomes.push(Outcome {
                content: super::Content::Empty,
                trace,
                ..Outcome::label(text)
            });
        }
        outcomes
    }

    /// The measure where a participant wrote no row: confirmed none is zero of what is added up.
    pub(super) fn of_no_rows(&self, participant: &str) -> Outcome {
        let (empty, trace) = self.comparer.answers.none_in(&self.table.id, participant);
        if empty == Empty::None && self.adds() {
            let unit = self.printing.unit.as_deref();
            let none = Amount { known: 1, ..Amount::zero() };
            return Outcome::amount(none, self.printing.decimals, unit, trace);
        }
        Outcome::empty(empty, trace)
    }

    fn adds(&self) -> bool {
        use Measure::{Count, Sum, SumProduct};
        matches!(self.measure, Count(_) | Sum(_) | SumProduct(_))
    }

    /// Whether a row that may belong here makes an interval of the measure.
    pub(super) fn widens(&self) -> bool {
        self.measure.is_number() && self.unknown != Unknown::LeftOut
    }

    /// The measure over rows when further rows may belong to them: these widen the interval.
    pub(super) fn over_at_least(
        &self,
        rows: &[&Row],
        perhaps: &[&Row],
        scope: &Trace,
    ) -> Vec<Outcome> {
        let amount = self.amount_with(rows, perhaps);
        let mut all = rows.to_vec();
        all.extend(perhaps);
        let trace = self.trace(&all, scope);
        let unit = self.printing.unit.as_deref();
        vec![match self.printing.year {
            true => Outcome::year(amount, trace),
            false => Outcome::amount(amount, self.printing.decimals, unit, trace),
        }]
    }

    /// Outcomes of the measure over rows, when further rows may belong to them, each with how many
    /// participants it rests on.
    pub(super) fn resting(
        &self,
        outcomes: impl IntoIterator<Item = Outcome>,
        rows: &[&Row],
        perhaps: &[&Row],
    ) -> Vec<Outcome> {
        let participants = participants(rows.iter().chain(perhaps));
        outcomes.into_iter().map(|outcome| Outcome { participants, ..outcome }).collect()
    }

    /// What is measured, as the head of a column.
    pub(super) fn label(&self) -> String {
        let first = self.measure.columns().first().and_then(|name| self.table.position(name));
        match (self.measure, first) {
            (Measure::Count(_), _) | (_, None) => crate::diag::say("word-number"),
            (Measure::SumProduct(_) | Measure::Share { .. }, _) => crate::diag::say("word-value"),
            (_, Some(at)) => self.table.columns[at].label_with_unit(),
        }
    }

    /// Cells of the measured columns in these rows, and what decided that it is these rows.
    pub(super) fn trace(&self, rows: &[&Row], scope: &Trace) -> Trace {
        let mut trace = scope.clone();
        let mut names = self.measure.columns();
        let label = &self.table.columns[self.table.row_label].name;
        if names.is_empty() {
            names.push(label);
        }
        let columns = names.into_iter().filter_map(|name| self.table.position(name));
        trace.join_all(columns.flat_map(|at| rows.iter().map(move |row| &row.data[at].trace)));
        trace
    }

    fn print(&self, at: usize, datum: &Datum) -> String {
        Outcome::datum(self.comparer.questionnaire, &self.table.columns[at], datum).text
    }

    fn list(&self, rows: &[&Row], column: &str, with: Option<&str>, scope: &Trace) -> Vec<Outcome> {
        let Some(at) = self.table.position(column) else { return Vec::new() };
        let before = with.and_then(|name| self.table.position(name));
        let mut outcomes = Vec::new();
        for row in rows {
            let questionnaire = self.comparer.questionnaire;
            let mut outcome = Outcome::datum(questionnaire, &self.table.columns[at], &row.data[at]);
            if let Some(before) = before {
                outcome.text =
                    format!("{}: {}", self.print(before, &row.data[before]), outcome.text);
                outcome.content = super::Content::Text;
                outcome.trace.join(&row.data[before].trace);
            }
            outcome.trace.join(&self.decided(row, scope));
            outcomes.push(outcome);
        }
        outcomes
    }

    /// The distinct values of a column, joined.
    fn mark(&self, rows: &[&Row], column: &str, scope: &Trace) -> Outcome {
        let trace = self.trace(rows, scope);
        let Some(at) = self.table.position(column) else { return Outcome::dash(trace) };
        let column = &self.table.columns[at];
        let mut texts: Vec<String> = Vec::new();
        let mut keyed: Vec<(usize, &Value)> = Vec::new();
        for row in rows {
            match row.data[at].value() {
                Some(value) => keyed.push((self.comparer.position(column, value), value)),
                None => texts.push(self.print(at, &row.data[at])),
            }
        }
        keyed.sort_by_key(|(position, _)| *position);
        let day = match keyed.first() {
            Some((_, Value::Day(day))) => Some(*day),
            _ => None,
        };
        let found = keyed
            .into_iter()
            .map(|(_, value)| words(self.comparer.questionnaire, column, value))
            .collect::<Vec<_>>();
        let only_empty = found.is_empty();
        let mut all: Vec<String> = Vec::new();
        for text in found.into_iter().chain(texts) {
            if !all.contains(&text) {
                all.push(text);
            }
        }
        let content = match day.filter(|_| all.len() == 1) {
            _ if only_empty => super::Content::Empty,
            Some(day) => super::Content::Day(day),
            None => super::Content::Text,
        };
        Outcome { content, trace, ..Outcome::label(all.join("; ")) }
    }

    fn value(&self, rows: &[&Row], column: &str, scope: &Trace) -> Outcome {
        let trace = self.trace(rows, scope);
        match (rows, self.table.position(column)) {
            ([row], Some(at)) => {
                let mut column = self.table.columns[at].clone();
                column.decimals = self.printing.decimals;
                column.unit.clone_from(&self.printing.unit);
                let outcome = Outcome::datum(self.comparer.questionnaire, &column, &row.data[at]);
                Outcome { trace: Trace { cells: trace.cells, ..outcome.trace }, ..outcome }
            }
            (_, Some(_)) => self.mark(rows, column, scope),
            _ => Outcome::dash(trace),
        }
    }

    /// What decided that a row is here: the cells of the scope that stand in the row itself, or say
    /// in which group its participant is.
    fn decided(&self, row: &Row, scope: &Trace) -> Trace {
        let grouped = self.comparer.grouped_by(&row.participant).into_iter();
        let own = row.data.iter().map(|datum| &datum.trace).chain(grouped);
        let own: Vec<_> = own.flat_map(|trace| trace.cells.iter()).collect();
        let cells = scope.cells.iter().filter(|cell| own.contains(cell)).cloned().collect();
        Trace { cells, steps: Vec::new() }
    }
}

/// How many participants rows belong to; those of reference data belong to none.
fn participants<'a>(rows: impl Iterator<Item = &'a &'a Row>) -> usize {
    let ids: BTreeSet<&str> = rows.map(|row| &*row.participant).collect();
    ids.into_iter().filter(|id| !id.is_empty()).count()
}
