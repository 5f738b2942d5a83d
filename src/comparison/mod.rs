// SPDX-License-Identifier: EUPL-1.2
//! Comparisons: all responses side by side, each value with its bounds, its words and its trace.
//!
//! A [`Comparer`] takes what the study declares ([`Spec`], [`ClaimSpec`](crate::study::ClaimSpec))
//! and filters, groups, aggregates and pivots: [`Comparer::compare`] gives a [`Comparison`],
//! [`Comparer::judge`] the verdict of a claim.
//!
//! Bases, ways of being empty, bounds and traces come by construction; with more than five
//! participants the columns become groups. A figure that needs more is a view, not a bigger
//! language. Nothing here writes sentences: messages and claims are the study's own words.

mod aggregate;
mod axis;
mod chart;
mod claim;
mod doubt;
mod greatest;
mod map;
mod measure;
mod message;
mod outcome;
mod pivot;
mod records;
mod share;
mod side_by_side;
mod undrawn;

pub use claim::{Judgement, Piece};
pub use doubt::{Doubt, Message, Why};
pub use outcome::{ComparedRow, Comparison, Content, Head, Outcome, word};

use crate::answers::Published;
use crate::datum::{Datum, Day, Empty, State, Trace, Value, columns};
use crate::locale;
use crate::questionnaire::Questionnaire;
use crate::study::{Axis, Filter, Shape, Spec};
use crate::tables::{DataTable, Row};
use std::collections::BTreeMap;

/// Up to this many participants stand side by side; more are shown by group.
pub const SIDE_BY_SIDE: usize = 5;

/// Everything that comparisons are made from.
#[derive(Clone, Copy)]
pub struct Comparer<'a> {
    /// The questionnaire.
    pub questionnaire: &'a Questionnaire,
    /// The answers, without what is private.
    pub answers: &'a Published,
    /// The study's views, run.
    pub views: &'a BTreeMap<String, DataTable>,
    /// Whether participants are shown by group.
    pub many: bool,
}

impl<'a> Comparer<'a> {
    /// A comparer of these answers.
    pub fn new(
        questionnaire: &'a Questionnaire,
        answers: &'a Published,
        views: &'a BTreeMap<String, DataTable>,
    ) -> Self {
        let many = answers.origins.len() > SIDE_BY_SIDE;
        Comparer { questionnaire, answers, views, many }
    }

    /// Makes a comparison; of one participant's rows only, when one is named.
    pub fn compare(&'a self, spec: &Spec, only: Option<&str>) -> Comparison {
        let mut comparison = match (&spec.shape, self.table(&spec.from)) {
            (Shape::SideBySide(lines), _) => self.side_by_side(spec, lines, only),
            (Shape::Pivot(pivot), Some(table)) if spec.is_map() => {
                // a map has room for every participant
                let each = Comparer { many: false, ..*self };
                each.pivot(spec, pivot, table, only)
            }
            (Shape::Pivot(pivot), Some(table)) => self.pivot(spec, pivot, table, only),
            (Shape::Records(columns), Some(table)) => self.records(spec, columns, table, only),
            (_, None) => self.side_by_side(spec, &[], only),
        };
        comparison.notes.extend(spec.notes.iter().cloned());
        if let Some(reserve) = &spec.reserve {
            comparison.notes.push(crate::diag::say_with("note-reserve", &[("reserve", reserve)]));
        }
        comparison.not_comparable.clone_from(&spec.not_comparable);
        match self.chart(spec, &comparison, only) {
            Some(Ok(chart)) => comparison.chart = Some(chart),
            Some(Err(reason)) => comparison.undrawn = Some(reason.words()),
            None => {}
        }
        comparison.message =
            spec.message.as_ref().map(|message| self.message(spec, &comparison, message, only));
        comparison.caption = self.caption(spec, &comparison);
        comparison
    }

    /// How a table is empty to which nobody wrote anything, in words.
    pub fn state_of_none(&self) -> String {
        let blank = self.answered().next().map(|id| self.answers.blank(id));
        crate::diag::say(word(blank.unwrap_or(crate::datum::Empty::Blank)))
    }

    /// The participants who answered, in the study's order.
    pub fn answered(&self) -> impl Iterator<Item = &'a str> + use<'a> {
        let (questionnaire, answers) = (self.questionnaire, self.answers);
        let all = questionnaire.participants.iter().map(|participant| participant.id.as_str());
        all.filter(move |id| answers.has(id))
    }

    /// A table by its full id: of answers, of reference data, or a view.
    pub fn table(&self, id: &str) -> Option<&'a DataTable> {
        self.answers.tables.get(id).or_else(|| self.views.get(id.strip_prefix("view.")?))
    }

    /// The rows of a participant, or all, that pass the filters.
    fn rows<'b>(
        &self,
        table: &'b DataTable,
        participant: Option<&str>,
        filters: &[Filter],
    ) -> Vec<&'b Row> {
        table
            .rows
            .iter()
            .filter(|row| participant.is_none_or(|id| &*row.participant == id))
            .filter(|row| self.fits(table, row, filters))
            .collect()
    }

    /// The rows of a participant, or all, that pass the filters, and those of which nobody knows
    /// whether they do: what is counted over the first may be more by the second.
    fn select<'b>(
        &self,
        table: &'b DataTable,
        participant: Option<&str>,
        filters: &[Filter],
    ) -> Selected<'b> {
        let mut selected = Selected { rows: Vec::new(), perhaps: Vec::new() };
        for row in &table.rows {
            if participant.is_none_or(|id| &*row.participant == id) {
                match self.fit(table, row, filters) {
                    Fit::Yes => selected.rows.push(row),
                    Fit::Perhaps => selected.perhaps.push(row),
                    Fit::No => {}
                }
            }
        }
        selected
    }

    /// Whether a row passes all filters, as far as anybody knows.
    fn fit(&self, table: &DataTable, row: &Row, filters: &[Filter]) -> Fit {
        let one = |filter: &Filter| {
            let datum = table.position(&filter.column).and_then(|at| row.data.get(at));
            // A filter that names a way of being empty asks about just that.
            let asks_of_empty = filter.is.iter().any(|word| Empty::from_id(word).is_some());
            if !asks_of_empty && datum.is_some_and(is_unknown) {
                Fit::Perhaps
            } else if self.fits(table, row, std::slice::from_ref(filter)) {
                Fit::Yes
            } else {
                Fit::No
            }
        };
        filters.iter().map(one).min().unwrap_or(Fit::Yes)
    }

    /// Whether a row passes all filters.
    fn fits(&self, table: &DataTable, row: &Row, filters: &[Filter]) -> bool {
        filters.iter().all(|filter| {
            let has = if filter.column == columns::PARTICIPANT
                && table.position(columns::PARTICIPANT).is_none()
            {
                filter.is.iter().any(|id| **id == *row.participant)
            } else {
                let datum = table.position(&filter.column).map(|at| &row.data[at]);
                datum.is_some_and(|datum| filter.is.iter().any(|word| holds(datum, word)))
            };
            has != filter.not
        })
    }
}

/// Rows that pass filters, and rows that may.
struct Selected<'a> {
    rows: Vec<&'a Row>,
    perhaps: Vec<&'a Row>,
}

/// Whether a row passes a filter; of several the least decides.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Fit {
    No,
    Perhaps,
    Yes,
}

/// Whether there is something to know that nobody has said in a readable way.
fn is_unknown(datum: &Datum) -> bool {
    use Empty::{Blank, NotAvailable, NotInSource, Uncoded};
    match datum.state {
        State::Value(_) => false,
        State::Unreadable | State::Beyond(_) => true,
        State::Empty(empty) => matches!(empty, Blank | NotAvailable | NotInSource | Uncoded),
    }
}

/// Cells that decided which rows passed the filters.
fn scope(
    comparer: &Comparer<'_>,
    table: &DataTable,
    participant: Option<&str>,
    filters: &[Filter],
) -> Trace {
    let of = |row: &&Row| participant.is_none_or(|id| &*row.participant == id);
    let axes: Vec<Axis> =
        filters.iter().map(|filter| Axis::Column(filter.column.clone())).collect();
    let rows = table.rows.iter().filter(of);
    let placed = |row| axes.iter().filter_map(move |axis| comparer.placed_by(table, row, axis));
    let mut trace = Trace::default();
    trace.join_all(rows.flat_map(placed));
    trace
}

/// Whether a datum is, or has among its choices, what a word of the YAML says.
fn holds(datum: &Datum, word: &str) -> bool {
    match (&datum.state, datum.value()) {
        (_, Some(Value::Choice(_) | Value::Choices(_) | Value::YesNo(_))) => {
            datum.choices().contains(&word)
        }
        (_, Some(Value::Number(number))) => word.parse() == Ok(*number),
        (_, Some(Value::Day(day))) => Day::parse(word) == Some(*day),
        (_, Some(Value::Text(text))) => locale::fold(text) == locale::fold(word),
        (crate::datum::State::Empty(empty), None) => empty.id() == word,
        (_, None) => false,
    }
}
