// SPDX-License-Identifier: EUPL-1.2
//! Questions and small measures down, participants across; groups when there are many.

use super::measure::Measured;
use super::outcome::{ComparedRow, Comparison, Head, words};
use super::{Comparer, Outcome};
use crate::datum::amount::median;
use crate::datum::{Amount, Datum, Decimal, QuestionId, Trace};
use crate::diag::{say, say_with};
use crate::questionnaire::Type;
use crate::study::{MeasureLine, SideLine, Spec};
use crate::tables::{Column, DataTable};
use std::collections::BTreeMap;

/// What stands across: a participant, or a group of them.
struct Across<'a> {
    head: Head,
    participants: Vec<&'a str>,
}

impl<'a> Comparer<'a> {
    /// Makes a side by side.
    pub(super) fn side_by_side(
        &'a self,
        spec: &Spec,
        lines: &[SideLine],
        only: Option<&str>,
    ) -> Comparison {
        let across = self.across(only);
        let mut rows = Vec::new();
        for line in lines {
            match line {
                SideLine::Question(id) => rows.extend(self.question_line(id, &across, only)),
                SideLine::Measure(line) => rows.extend(self.measure_line(line, &across)),
                SideLine::Section(id) => {
                    let section = self.questionnaire.section(id);
                    for question in section.iter().flat_map(|section| section.questions()) {
                        if !question.private {
                            rows.extend(self.question_line(&question.id, &across, only));
                        }
                    }
                }
            }
        }
        if self.many && only.is_none() {
            // Whoever answered might stand in any of the groups.
            let mut grouped = Trace::default();
            grouped.join_all(self.answered().filter_map(|id| self.grouped_by(id)));
            let cells = rows.iter_mut().flat_map(|row| row.cells.iter_mut().flatten());
            cells.for_each(|outcome| outcome.trace.join(&grouped));
        }
        Comparison {
            id: spec.id.clone(),
            title: spec.title.clone(),
            bare_title: spec.title.clone(),
            side_by_side: true,
            spanners: Vec::new(),
            stub_head: spec.row_head.clone().unwrap_or_else(|| say("word-aspect")),
            columns: across.into_iter().map(|across| across.head).collect(),
            rows,
            base: None,
            notes: if self.many { vec![say("note-groups")] } else { Vec::new() },
            message: None,
            caption: String::new(),
            chart: None,
            undrawn: None,
            not_comparable: None,
            not_printed: None,
        }
    }

    fn across(&self, only: Option<&str>) -> Vec<Across<'a>> {
        let mut columns: BTreeMap<((u8, usize, i64), String), Across<'a>> = BTreeMap::new();
        for id in self.answered().filter(|id| only.is_none_or(|only| only == *id)) {
            let grouped = self.many && only.is_none();
            let key = if grouped { self.group_key(id) } else { self.participant_key(id) };
            let head = Head {
                key: key.id.clone(),
                label: key.label.text,
                numeric: false,
                colour: key.colour,
            };
            let column = columns
                .entry((key.order, key.id))
                .or_insert_with(|| Across { head, participants: Vec::new() });
            column.participants.push(id);
        }
        let mut columns: Vec<Across<'a>> = columns.into_values().collect();
        for column in columns.iter_mut().filter(|_| self.many && only.is_none()) {
            column.head.label = format!("{} ({})", column.head.label, column.participants.len());
        }
        columns
    }

    fn question_line(
        &self,
        id: &QuestionId,
        across: &[Across<'_>],
        only: Option<&str>,
    ) -> Option<ComparedRow> {
        let table = self.table(id.table())?;
        let at = table.position(id.name())?;
        let column = &table.columns[at];
        let cells = across
            .iter()
            .map(|across| {
                let data: Vec<&Datum> = across
                    .participants
                    .iter()
                    .flat_map(|id| table.rows_of(id))
                    .map(|row| &row.data[at])
                    .collect();
                self.datum_cell(column, &data, self.many && only.is_none())
            })
            .collect();
        let label = match &column.unit {
            Some(unit) if needs_unit(&column.label, unit) => format!("{} ({unit})", column.label),
            _ => column.label.clone(),
        };
        let label = Outcome::label(label);
        Some(ComparedRow { key: id.to_string(), label, group: None, cells, total: false })
    }

    /// One participant's answer, or how a group answered.
    fn datum_cell(&self, column: &Column, data: &[&Datum], grouped: bool) -> Vec<Outcome> {
        if let ([datum], false) = (data, grouped) {
            return vec![Outcome::datum(self.questionnaire, column, datum)];
        }
        let mut trace = Trace::default();
        trace.join_all(data.iter().map(|datum| &datum.trace));
        let known: Vec<Decimal> = data.iter().filter_map(|datum| datum.number()).collect();
        if column.kind.is_number() || column.kind == Type::Year {
            return vec![distribution(column, known, data.len(), trace)];
        }
        let answered = data.iter().filter(|datum| datum.value().is_some()).count();
        if column.choices.is_none() && column.kind != Type::YesNo {
            let args = [("k", answered.to_string()), ("n", data.len().to_string())];
            let args: Vec<(&str, &str)> = args.iter().map(|(n, t)| (*n, t.as_str())).collect();
            let text = say_with("group-answered", &args);
            let count = counted(answered, data.len(), data.len());
            return vec![Outcome { trace, ..Outcome::counted(text, count, data.len()) }];
        }
        self.tally(column, data, answered, &trace)
    }

    /// k of n for each choice, in the order of the list.
    fn tally(
        &self,
        column: &Column,
        data: &[&Datum],
        answered: usize,
        trace: &Trace,
    ) -> Vec<Outcome> {
        let mut counts: BTreeMap<(usize, String), usize> = BTreeMap::new();
        for datum in data {
            for id in datum.choices() {
                let value = match datum.value() {
                    Some(value @ crate::datum::Value::YesNo(_)) => value.clone(),
                    _ => crate::datum::Value::Choice(id.into()),
                };
                let label = words(self.questionnaire, column, &value);
                *counts.entry((self.position(column, &value), label)).or_default() += 1;
            }
        }
        let n = answered.to_string();
        let outcome = |((_, label), k): ((usize, String), usize)| {
            let count = counted(k, answered, data.len());
            let k = k.to_string();
            let args = [("label", label.as_str()), ("k", k.as_str()), ("n", n.as_str())];
            let text = say_with("group-choice", &args);
            Outcome { trace: trace.clone(), ..Outcome::counted(text, count, data.len()) }
        };
        if counts.is_empty() {
            let empty = crate::datum::Empty::NotAvailable;
            return vec![Outcome::empty(empty, trace.clone())];
        }
        counts.into_iter().map(outcome).collect()
    }

    fn measure_line(&'a self, line: &MeasureLine, across: &[Across<'_>]) -> Option<ComparedRow> {
        let part = &line.part;
        let table = self.table(&part.from)?;
        let measured = Measured {
            comparer: self,
            table,
            measure: &part.measure,
            unknown: part.unknown,
            printing: part.measure.printing(table, part.decimals, None),
        };
        let cells =
            across.iter().map(|across| self.measure_cell(&measured, part, across)).collect();
        let label = match &measured.printing.unit {
            Some(unit) if measured.printing.numeric && needs_unit(&line.label, unit) => {
                format!("{} ({unit})", line.label)
            }
            _ => line.label.clone(),
        };
        let label = Outcome::label(label);
        Some(ComparedRow { key: line.id.clone(), label, group: None, cells, total: false })
    }

    fn measure_cell(
        &self,
        measured: &Measured<'_>,
        part: &crate::study::Part,
        across: &Across<'_>,
    ) -> Vec<Outcome> {
        let table: &DataTable = measured.table;
        let mut values = Vec::new();
        let mut all = Trace::default();
        for participant in &across.participants {
            let scope = super::scope(self, table, Some(participant), &part.filters);
            let selected = self.select(table, Some(participant), &part.filters);
            let nothing = selected.rows.is_empty() && selected.perhaps.is_empty();
            if table.rows_of(participant).next().is_none() {
                values.push(measured.of_no_rows(participant));
            } else if nothing && !measured.printing.numeric {
                values.push(Outcome::dash(scope));
            } else {
                let outcomes = measured.over_selected(&selected, &scope);
                values.extend(measured.resting(outcomes, &selected.rows, &selected.perhaps));
            }
        }
        if !self.many || across.participants.len() == 1 {
            return values;
        }
        all.join_all(values.iter().map(|value| &value.trace));
        let n = across.participants.len();
        if measured.printing.numeric {
            let known: Vec<Decimal> = values
                .iter()
                .filter_map(|value| value.amount.as_ref().and_then(Amount::number))
                .collect();
            let column = Column {
                kind: if measured.printing.year { Type::Year } else { Type::Decimal },
                decimals: measured.printing.decimals,
                unit: measured.printing.unit.clone(),
                ..table.columns[table.row_label].clone()
            };
            return vec![distribution(&column, known, n, all)];
        }
        let answered = values.iter().filter(|value| !value.is_empty()).count();
        let args = [("k", answered.to_string()), ("n", n.to_string())];
        let args: Vec<(&str, &str)> = args.iter().map(|(n, t)| (*n, t.as_str())).collect();
        let text = say_with("group-entries", &args);
        vec![Outcome { trace: all, ..Outcome::counted(text, counted(answered, n, n), n) }]
    }
}

/// Whether a unit must stand beside a label: not when the label or the values say it.
fn needs_unit(label: &str, unit: &str) -> bool {
    !matches!(unit, "€" | "%") && !label.to_lowercase().contains(&unit.to_lowercase())
}

/// How many of those asked gave an answer, or this one; of some nobody knows.
fn counted(k: usize, answered: usize, asked: usize) -> Amount {
    let number = Decimal::of(k);
    Amount { unknown: asked - answered, ..Amount::exact(number, answered) }
}

/// Median, range and n of the known numbers of a group.
fn distribution(column: &Column, mut known: Vec<Decimal>, asked: usize, trace: Trace) -> Outcome {
    known.sort_unstable();
    let (Some(first), Some(last)) = (known.first().copied(), known.last().copied()) else {
        let empty = crate::datum::Empty::NotAvailable;
        return Outcome::empty(empty, trace);
    };
    let rows: Vec<Amount> = known.iter().map(|number| Amount::exact(*number, 1)).collect();
    let median = median(&rows, &[]).point.unwrap_or(first);
    let year = column.kind == Type::Year;
    let print = |number: Decimal| {
        if year {
            return crate::locale::year(number);
        }
        crate::locale::with_unit(number, column.decimals, column.unit.as_deref())
    };
    let args = [
        ("median", print(median)),
        ("min", print(first)),
        ("max", print(last)),
        ("k", known.len().to_string()),
        ("n", asked.to_string()),
    ];
    let args: Vec<(&str, &str)> = args.iter().map(|(n, t)| (*n, t.as_str())).collect();
    let mut outcome = Outcome::label(say_with("group-distribution", &args));
    outcome.trace = trace;
    let unknown = asked - known.len();
    outcome.amount = Some(Amount { unknown, ..Amount::exact(median, known.len()) });
    outcome.participants = asked;
    outcome
}
