// SPDX-License-Identifier: EUPL-1.2
//! The drawing of a comparison: its numbers and texts as a [`Chart`].

use super::axis::Key;
use super::outcome::{ComparedRow, Comparison, Outcome};
use super::undrawn::{NoChart, undrawn};
use super::{Comparer, Content};
use crate::datum::{Amount, Datum, Decimal, Value, keys};
use crate::diag::say_with;
use crate::figures::{
    Bar, Bars, Chart, HeatCell, HeatMap, Line, Lines, Series, Timeline, TimelineRow, Tone, TreeNode,
};
use crate::locale;
use crate::study::{Axis, FigureKind, FigureSpec, Shape, Spec};
use crate::tables::{DataTable, Row};
use std::collections::BTreeSet;

/// Above this, categories without any known value are left to the table.
const MANY_CATEGORIES: usize = 5;

impl Comparer<'_> {
    /// The chart that a comparison's declaration asks for, or why there is none.
    pub(super) fn chart(
        &self,
        spec: &Spec,
        comparison: &Comparison,
        only: Option<&str>,
    ) -> Option<Result<Chart, NoChart>> {
        let figure = spec.figure.as_ref()?;
        if comparison.rows.is_empty() || comparison.columns.is_empty() {
            return Some(Err(NoChart::Nothing));
        }
        Some(self.chart_of(spec, figure, comparison, only))
    }

    fn chart_of(
        &self,
        spec: &Spec,
        figure: &FigureSpec,
        comparison: &Comparison,
        only: Option<&str>,
    ) -> Result<Chart, NoChart> {
        let table = self.table(&spec.from).ok_or(NoChart::Nothing);
        match figure.kind {
            FigureKind::Bar | FigureKind::StackedBar => {
                let without: Vec<usize> =
                    undrawn(spec, comparison).into_iter().map(|(at, ..)| at).collect();
                let whose = |row: &ComparedRow| self.participant_colour(spec, row);
                let axis = axis_label(spec, comparison);
                let bars = bars(figure, comparison, axis, &without, &whose);
                let has_length = |bar: &Bar| matches!(bar, Bar::Known(..) | Bar::Between(..));
                let lengths = bars.series.iter().flat_map(|s| &s.values).filter(|b| has_length(b));
                // one bar alone has nothing to be compared with
                if lengths.count() > 1 { Ok(Chart::Bars(bars)) } else { Err(NoChart::Bars) }
            }
            FigureKind::Line => {
                let unit = axis_label(spec, comparison);
                Ok(Chart::Lines(lines(figure, comparison, unit)))
            }
            FigureKind::HeatMap => Ok(Chart::HeatMap(heat_map(comparison, true))),
            FigureKind::Matrix => Ok(Chart::HeatMap(heat_map(comparison, false))),
            FigureKind::Timeline => self.timeline(spec, figure, table?, only).ok_or(NoChart::Times),
            FigureKind::Map => self.map(spec, figure, comparison).ok_or(NoChart::Areas),
            FigureKind::Tree => {
                let table = table?;
                let rows = self.rows(table, only, &spec.filters);
                tree(&rows, table, figure).ok_or(NoChart::Units)
            }
        }
    }

    /// The colour of the participant or group that a row is of.
    fn participant_colour(&self, spec: &Spec, row: &ComparedRow) -> Option<usize> {
        let Shape::Pivot(pivot) = &spec.shape else { return None };
        if pivot.rows != Axis::Participant {
            return None;
        }
        let mut answered = self.answered();
        if self.many {
            let keys = answered.map(|id| self.group_key(id));
            return keys.into_iter().find(|key| key.id == row.key).map(|key| key.colour);
        }
        let id = answered.find(|id| *id == row.key)?;
        Some(self.participant_key(id).colour)
    }

    fn timeline(
        &self,
        spec: &Spec,
        figure: &FigureSpec,
        table: &DataTable,
        only: Option<&str>,
    ) -> Option<Chart> {
        let at = |name: &Option<String>| name.as_ref().and_then(|name| table.position(name));
        let label = at(&figure.label).unwrap_or(table.row_label);
        let span = figure.span.as_ref();
        let span = span.and_then(|(a, b)| Some((table.position(a)?, table.position(b)?)));
        let moment = at(&figure.moment);
        let mut rows = Vec::new();
        for id in self.answered().filter(|id| only.is_none_or(|only| only == *id)) {
            let key = self.participant_key(id);
            let mut row = TimelineRow {
                label: key.label.text,
                colour: key.colour,
                spans: Vec::new(),
                moments: Vec::new(),
            };
            for fact in self.rows(table, Some(id), &spec.filters) {
                let text = |at: usize| {
                    Outcome::datum(self.questionnaire, &table.columns[at], &fact.data[at]).text
                };
                if let Some((from, to)) = span
                    && let (Some(start), Some(end)) = (year(&fact.data[from]), year(&fact.data[to]))
                {
                    row.spans.push((start, end, format!("{}–{}", text(from), text(to))));
                }
                if let Some(when) = moment.and_then(|at| year(&fact.data[at])) {
                    row.moments.push((when, text(label)));
                }
            }
            rows.push(row);
        }
        rows.retain(|row| !row.spans.is_empty() || !row.moments.is_empty());
        let date = self.questionnaire.study.date;
        let label = || say_with("word-report-date", &[("date", &date.short())]);
        let mark = span.map(|_| (date.year_fraction(), label()));
        (!rows.is_empty()).then_some(Chart::Timeline(Timeline { rows, mark }))
    }
}

/// A day or a year as a number of years.
fn year(datum: &Datum) -> Option<f64> {
    match datum.value()? {
        Value::Day(day) => Some(day.year_fraction()),
        Value::Number(year) => Some(year.to_f64()),
        _ => None,
    }
}

fn axis_label(spec: &Spec, comparison: &Comparison) -> String {
    let unit = match &spec.shape {
        Shape::Pivot(pivot) => pivot.unit.clone(),
        _ => None,
    };
    let found =
        comparison.rows.iter().flat_map(|row| row.cells.iter().flatten()).find_map(|outcome| {
            match &outcome.content {
                Content::Number { unit, .. } | Content::Range { unit, .. } => unit.clone(),
                _ => None,
            }
        });
    unit.or(found).unwrap_or_default()
}

/// Columns and rows that are drawn: no totals.
pub(super) fn drawn(comparison: &Comparison) -> (Vec<usize>, Vec<&ComparedRow>) {
    let columns = comparison.columns.iter().enumerate().filter(|(_, head)| head.key != keys::TOTAL);
    let rows = comparison.rows.iter().filter(|row| !row.total).collect();
    (columns.map(|(at, _)| at).collect(), rows)
}

/// Name of a column with its spanner.
pub(super) fn full_label(comparison: &Comparison, at: usize) -> String {
    let mut first = 0;
    for (label, span) in &comparison.spanners {
        if (first..first + span).contains(&at) && !label.is_empty() {
            let own = &comparison.columns[at].label;
            return if own == "–" { label.clone() } else { format!("{label} – {own}") };
        }
        first += span;
    }
    comparison.columns[at].label.clone()
}

fn bars(
    figure: &FigureSpec,
    comparison: &Comparison,
    axis: String,
    without: &[usize],
    whose: &dyn Fn(&ComparedRow) -> Option<usize>,
) -> Bars {
    let (mut columns, mut rows) = drawn(comparison);
    columns.retain(|at| !without.contains(at));
    let stacked = figure.kind == FigureKind::StackedBar;
    let in_columns = |row: &&ComparedRow| {
        let cells = columns.iter().filter_map(|at| row.cells.get(*at)?.first());
        cells.map(bar).any(|bar| !matches!(bar, Bar::Nothing))
    };
    if !without.is_empty() {
        let nothing = |outcome: &Outcome| matches!(outcome.amount, Some(ref a) if a.greatest == Some(Decimal::ZERO));
        rows.retain(|row| {
            in_columns(row) && !columns.iter().all(|at| row.cells[*at].iter().all(nothing))
        });
    }
    if rows.len() > MANY_CATEGORIES && !figure.categories_are_columns {
        // a long list of «n.d.» says nothing that the table below does not say better
        let known = |outcome: &Outcome| !outcome.is_empty() && outcome.amount.is_some();
        rows.retain(|row| row.cells.iter().flatten().any(known));
    }
    let cell =
        |row: &ComparedRow, at: usize| row.cells.get(at).and_then(|cell| cell.first()).map(bar);
    let bar_at = |row: &ComparedRow, at: usize| cell(row, at).unwrap_or(Bar::Nothing);
    if figure.categories_are_columns {
        let series = rows.iter().enumerate().map(|(number, row)| {
            let (tone, colour) = painted(&row.key, number);
            let values = columns.iter().map(|at| bar_at(row, *at)).collect();
            Series { name: row.label.text.clone(), colour, tone, values }
        });
        let categories = columns.iter().map(|at| full_label(comparison, *at)).collect();
        let colours = Vec::new();
        return Bars { axis, categories, series: series.collect(), stacked, colours };
    }
    let series = columns.iter().map(|at| {
        let head = &comparison.columns[*at];
        let (tone, colour) = painted(&head.key, head.colour);
        let values = rows.iter().map(|row| bar_at(row, *at)).collect();
        Series { name: full_label(comparison, *at), colour, tone, values }
    });
    let categories = rows.iter().map(|row| row.label.text.clone()).collect();
    let own = rows.iter().map(|row| whose(row)).collect::<Option<Vec<usize>>>();
    let colours = own.filter(|_| columns.len() == 1).unwrap_or_default();
    Bars { axis, categories, series: series.collect(), stacked, colours }
}

/// What the series with this key is painted with: an empty state is grey.
fn painted(key: &str, colour: usize) -> (Tone, usize) {
    Key::grey(key).map_or((Tone::Category, colour), |grey| (Tone::Empty, grey))
}

pub(super) fn bar(outcome: &Outcome) -> Bar {
    if outcome.text == "–" {
        return Bar::Nothing;
    }
    match (&outcome.content, &outcome.amount) {
        // what may be anything up to a limit has no length
        (Content::Range { .. }, Some(amount)) if amount.known == 0 => {
            Bar::Unknown(outcome.text.clone())
        }
        (Content::Number { number, .. }, _) => Bar::Known(number.to_f64(), outcome.text.clone()),
        (Content::Range { least, greatest, .. }, _) => match (least, greatest) {
            (Some(least), Some(greatest)) => {
                Bar::Between(least.to_f64(), greatest.to_f64(), outcome.text.clone())
            }
            (Some(least), None) if *least > Decimal::ZERO => {
                Bar::Known(least.to_f64(), outcome.text.clone())
            }
            _ => Bar::Unknown(outcome.text.clone()),
        },
        _ => Bar::Unknown(outcome.text.clone()),
    }
}

fn lines(figure: &FigureSpec, comparison: &Comparison, unit: String) -> Lines {
    let (columns, rows) = drawn(comparison);
    let x = |row: &&ComparedRow| match row.label.content {
        Content::Number { number, .. } => Some(number.to_f64()),
        _ => row.label.text.parse().ok(),
    };
    let y = |row: &ComparedRow, at: usize| {
        let outcome = row.cells.get(at)?.first()?;
        outcome.amount.as_ref()?.number().filter(|_| !outcome.is_empty()).map(Decimal::to_f64)
    };
    let line = |at: &usize| Line {
        name: full_label(comparison, *at),
        colour: comparison.columns[*at].colour,
        points: rows.iter().filter_map(|row| Some((x(row)?, y(row, *at)))).collect(),
    };
    let has_points = |line: &Line| line.points.iter().any(|(_, value)| value.is_some());
    Lines {
        x_axis: comparison.stub_head.clone(),
        y_axis: unit,
        log_x: figure.log_x,
        lines: columns.iter().map(line).filter(has_points).collect(),
    }
}

/// The table itself as a drawing; numbers are shaded by size, words are not.
fn heat_map(comparison: &Comparison, shaded: bool) -> HeatMap {
    let (columns, rows) = drawn(comparison);
    let number =
        |outcome: &Outcome| outcome.amount.as_ref().and_then(Amount::number).map(Decimal::to_f64);
    // the scale is of the cells that are drawn: totals are not
    let greatest = rows
        .iter()
        .flat_map(|row| columns.iter().filter_map(|at| row.cells.get(*at)?.first()))
        .filter_map(number)
        .fold(0.0_f64, f64::max);
    let cell = |row: &ComparedRow, at: usize| {
        let outcomes = row.cells.get(at).map(Vec::as_slice).unwrap_or_default();
        let text = outcomes.iter().map(|o| o.text.as_str()).collect::<Vec<_>>().join("; ");
        let first = outcomes.first();
        let shade = match first.filter(|outcome| !outcome.is_empty()) {
            Some(outcome) if shaded => number(outcome).map(|n| shade(n, greatest)),
            Some(_) => Some(0),
            None => None,
        };
        HeatCell { text, shade }
    };
    let mut spanners: Vec<(String, usize)> = Vec::new();
    if !comparison.spanners.is_empty() {
        spanners.extend(comparison.spanners.iter().filter(|(l, _)| !l.is_empty()).cloned());
    }
    HeatMap {
        spanners,
        columns: columns.iter().map(|at| comparison.columns[*at].label.clone()).collect(),
        rows: rows
            .iter()
            .map(|row| {
                let cells = columns.iter().map(|at| cell(row, *at)).collect();
                (row.label.text.clone(), cells)
            })
            .collect(),
    }
}

/// 0 for nothing, then three steps up to the greatest.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "0 to 3")]
fn shade(number: f64, greatest: f64) -> u8 {
    if number <= 0.0 || greatest <= 0.0 {
        return 0;
    }
    (number / greatest * 3.0).ceil().clamp(1.0, 3.0) as u8
}

/// Units under their parents; a unit whose parent is not among the rows stands at the top.
fn tree(rows: &[&Row], table: &DataTable, figure: &FigureSpec) -> Option<Chart> {
    let at = |name: &Option<String>| name.as_ref().and_then(|name| table.position(name));
    let label = at(&figure.label).unwrap_or(table.row_label);
    let (parent, detail) = (at(&figure.parent)?, at(&figure.detail));
    let text = |row: &Row, at: usize| row.data[at].written.to_string();
    let names: BTreeSet<String> = rows.iter().map(|row| locale::fold(&text(row, label))).collect();
    let builder = TreeBuilder { rows, label, parent, detail, table };
    let is_top = |row: &&&Row| {
        let above = locale::fold(&text(row, parent));
        !names.contains(&above) || above == locale::fold(&text(row, label))
    };
    let mut seen = BTreeSet::new();
    let tops: Vec<TreeNode> =
        rows.iter().filter(is_top).filter_map(|row| builder.node(row, &mut seen)).collect();
    (rows.len() > 1 && !tops.is_empty()).then_some(Chart::Tree(tops))
}

struct TreeBuilder<'a> {
    rows: &'a [&'a Row],
    label: usize,
    parent: usize,
    detail: Option<usize>,
    table: &'a DataTable,
}

impl TreeBuilder<'_> {
    /// A unit with those below it; each unit once, also when parents run in a circle.
    fn node(&self, row: &Row, seen: &mut BTreeSet<usize>) -> Option<TreeNode> {
        if !seen.insert(row.number) {
            return None;
        }
        let name = row.data[self.label].written.to_string();
        let folded = locale::fold(&name);
        let below = |other: &&&Row| locale::fold(&other.data[self.parent].written) == folded;
        let children = self.rows.iter().filter(below).filter_map(|row| self.node(row, seen));
        let children = children.collect();
        let detail = self.detail.and_then(|at| {
            let datum = &row.data[at];
            let column = &self.table.columns[at];
            datum.value()?;
            Some(format!("{}: {}", column.label, datum.written))
        });
        Some(TreeNode { label: name, detail, colour: 0, children })
    }
}
