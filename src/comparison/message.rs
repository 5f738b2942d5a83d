// SPDX-License-Identifier: EUPL-1.2
//! What a figure says, and its caption: the study's words with values put in.

use super::Comparer;
use super::outcome::{Comparison, Outcome};
use crate::diag::catalogue::fill_in;
use crate::diag::{say, say_with};
use crate::figures::{Chart, Timeline};
use crate::study::{Shape, Spec};

impl Comparer<'_> {
    /// Fills the placeholders of a message from the comparison that was made.
    pub(super) fn message(
        &self,
        spec: &Spec,
        comparison: &Comparison,
        text: &str,
        only: Option<&str>,
    ) -> String {
        let mut args: Vec<(String, String)> = vec![
            ("answered".to_owned(), self.answered().count().to_string()),
            ("participants".to_owned(), self.questionnaire.participants.len().to_string()),
        ];
        if let (Shape::Pivot(_), Some(table)) = (&spec.shape, self.table(&spec.from)) {
            let rows = self.rows(table, only, &spec.filters);
            args.push(("rows".to_owned(), rows.len().to_string()));
            if let Some((total, known)) = self.total(spec, only) {
                args.push(("known_rows".to_owned(), known.to_string()));
                args.push(("unknown_rows".to_owned(), (rows.len() - known).to_string()));
                args.push(("total".to_owned(), total.text));
            }
        } else {
            args.push(("rows".to_owned(), comparison.rows.len().to_string()));
        }
        if let Some(Chart::Timeline(Timeline { rows, mark: Some((now, _)) })) = &comparison.chart {
            let ends = || rows.iter().flat_map(|row| &row.spans).map(|(_, end, _)| *end);
            args.push(("spans".to_owned(), ends().count().to_string()));
            args.push(("ended".to_owned(), ends().filter(|end| end < now).count().to_string()));
        }
        args.push(("max_row".to_owned(), greatest_row(comparison)));
        args.push(("max_column".to_owned(), greatest_column(comparison)));
        for reference in references(text, "cell:") {
            if let Some((row, column)) = reference.split_once('@').or(reference.split_once('/')) {
                let found = comparison.cell(row, column);
                let text = found.map_or_else(|| say("word-no-value"), joined);
                args.push((format!("cell:{reference}"), text));
            }
        }
        for reference in references(text, "participant:") {
            let participant = self.questionnaire.participant(reference);
            if let Some(participant) = participant {
                args.push((format!("participant:{reference}"), participant.short.clone()));
            }
        }
        let args: Vec<(&str, &str)> = args.iter().map(|(n, t)| (n.as_str(), t.as_str())).collect();
        fill_in(text, &args)
    }

    /// The measure over all rows, and how many of them are known.
    fn total(&self, spec: &Spec, only: Option<&str>) -> Option<(Outcome, usize)> {
        let Shape::Pivot(pivot) = &spec.shape else { return None };
        let table = self.table(&spec.from)?;
        let rows = self.rows(table, only, &spec.filters);
        let measured = super::measure::Measured {
            comparer: self,
            table,
            measure: &pivot.measure,
            unknown: pivot.unknown,
            printing: pivot.measure.printing(table, pivot.decimals, pivot.unit.as_ref()),
        };
        let amount = measured.amount(&rows);
        let known = amount.known;
        let outcome = measured.over(&rows, &crate::datum::Trace::default()).into_iter().next()?;
        Some((outcome, known))
    }

    /// What is drawn, with its base and reserve.
    pub(super) fn caption(&self, spec: &Spec, comparison: &Comparison) -> String {
        let mut parts = vec![spec.caption.clone().unwrap_or_else(|| comparison.title.clone())];
        let undrawn = super::chart::undrawn(spec, comparison);
        if !undrawn.is_empty() {
            let names: Vec<String> = undrawn.into_iter().map(|(_, name)| name).collect();
            parts.push(say_with("caption-undrawn", &[("names", &names.join(", "))]));
        }
        if let Some(base) = &comparison.base {
            parts.push(say_with("caption-base", &[("base", base.trim_end_matches('.'))]));
        }
        if let Some(reserve) = &spec.reserve {
            parts.push(say_with("note-reserve", &[("reserve", reserve)]));
        }
        parts.iter().map(|part| part.trim_end_matches('.')).collect::<Vec<_>>().join(". ") + "."
    }
}

/// The words after a prefix inside braces: `{cell:degree/pu}`.
fn references<'a>(text: &'a str, prefix: &'a str) -> impl Iterator<Item = &'a str> {
    text.split('{')
        .skip(1)
        .filter_map(|part| part.split('}').next())
        .filter_map(move |inside| inside.strip_prefix(prefix))
}

fn joined(outcomes: &[Outcome]) -> String {
    outcomes.iter().map(|outcome| outcome.text.as_str()).collect::<Vec<_>>().join("; ")
}

/// The least that is known of a number; 1 for words, so that lists are weighed by their length.
fn least(outcome: &Outcome) -> f64 {
    match &outcome.amount {
        Some(amount) => amount.least.unwrap_or(0.0),
        None => f64::from(u8::from(!outcome.is_empty())),
    }
}

/// Label of the row with the greatest sum of known values.
fn greatest_row(comparison: &Comparison) -> String {
    let value = |line: &super::outcome::Line| -> f64 {
        let columns = comparison.columns.iter().zip(&line.cells);
        columns.filter(|(head, _)| head.key != "total").flat_map(|(_, c)| c).map(least).sum()
    };
    let lines = comparison.rows.iter().filter(|line| !line.total);
    greatest(lines.map(|line| (value(line), line.label.text.as_str())))
}

/// Label of the column with the greatest sum of known values.
fn greatest_column(comparison: &Comparison) -> String {
    let value = |at: usize| -> f64 {
        let lines = comparison.rows.iter().filter(|line| !line.total);
        lines.filter_map(|line| line.cells.get(at)).flatten().map(least).sum()
    };
    let columns = comparison.columns.iter().enumerate().filter(|(_, head)| head.key != "total");
    greatest(columns.map(|(at, head)| (value(at), head.label.as_str())))
}

/// The label of the greatest; all of them when several are equally great.
fn greatest<'a>(labelled: impl Iterator<Item = (f64, &'a str)> + Clone) -> String {
    let most = labelled.clone().map(|(value, _)| value).max_by(f64::total_cmp);
    let labels: Vec<&str> = labelled
        .filter(|(value, _)| most.is_some_and(|most| (most - value).abs() < 1e-9))
        .map(|(_, label)| label)
        .collect();
    match labels.split_last() {
        Some((last, before)) if !before.is_empty() => {
            format!("{} {} {last}", before.join(", "), crate::diag::say("word-and"))
        }
        _ => labels.concat(),
    }
}
