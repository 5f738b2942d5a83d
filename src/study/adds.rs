// SPDX-License-Identifier: EUPL-1.2
//! What a measure adds up, and whether it may: nobody adds years, and percentages are parts of a
//! whole that each participant has of its own.

use super::parts::Parts;
use super::{Axis, Filter, Measure, Part, Pivot, Spec};
use crate::datum::columns;
use crate::diag::Code;
use crate::questionnaire::{Adds, Type};
use crate::tables::{Column, DataTable};
use crate::yaml::Node;

impl Measure {
    /// Whose numbers it adds up may be added; always, where it adds up none.
    pub fn adds(&self, table: &DataTable) -> Adds {
        let of = |name: &String| table.position(name).and_then(|at| table.columns.get(at));
        match self {
            Measure::Sum(column) | Measure::Share { column, .. } => {
                of(column).map_or(Adds::Always, |column| column.adds)
            }
            // a product adds up as its best factor does: people by the share of their time; no year
            // is a factor of anything
            Measure::SumProduct(names) => {
                let factors: Vec<&Column> = names.iter().filter_map(of).collect();
                match factors.iter().any(|column| column.kind == Type::Year) {
                    true => Adds::Never,
                    false => factors.iter().map(|c| c.adds).max().unwrap_or(Adds::Always),
                }
            }
            _ => Adds::Always,
        }
    }
}

impl Pivot {
    /// Whether every cell is of one participant, as long as they stand side by side.
    fn is_of_one(&self) -> bool {
        let across = self.columns.contains(&Axis::Participant) && !self.total_column;
        let down = self.rows == Axis::Participant && !self.total_row;
        across || down
    }
}

/// Whether conditions name one participant.
fn name_one(filters: &[Filter]) -> bool {
    filters.iter().any(|f| f.column == columns::PARTICIPANT && !f.not && f.is.len() == 1)
}

impl Spec {
    /// Whether it is about one participant, whom its conditions name.
    pub fn is_of_named(&self) -> bool {
        name_one(&self.filters)
    }
}

impl Parts<'_> {
    /// A pivot may not add up what does not add up in its cells.
    pub(super) fn pivot_adds(&self, node: Option<&Node>, spec: &Spec, pivot: &Pivot) {
        self.adds(node, &pivot.measure, pivot.is_of_one() || spec.is_of_named());
    }

    /// Nor may a part that is of all participants together.
    pub(super) fn part_adds(&self, node: Option<&Node>, part: &Part) {
        let table = self.known.tables.get(&part.from);
        Parts { table, ..*self }.adds(node, &part.measure, name_one(&part.filters));
    }

    /// Tells of a measure that adds up what does not add up, over one participant or over several.
    pub(super) fn adds(&self, node: Option<&Node>, measure: &Measure, of_one: bool) {
        let (Some(node), Some(table)) = (node, self.table) else { return };
        let names = measure.summed();
        let column = names.join(", ");
        let args = [("column", column.as_str())];
        match measure.adds(table) {
            Adds::WithinOne if !of_one => self.source.report(Code::MeasureAcross, node, &args),
            // words are told of already
            Adds::Never if !names.iter().any(|name| is_words(table, name)) => {
                self.source.report(Code::MeasureNotAdded, node, &args);
            }
            _ => {}
        }
    }
}

fn is_words(table: &DataTable, name: &str) -> bool {
    let column = table.position(name).and_then(|at| table.columns.get(at));
    column.is_some_and(|column| !column.kind.is_number() && column.kind != Type::Year)
}

impl Measure {
    /// The columns that it adds up.
    fn summed(&self) -> Vec<&str> {
        match self {
            Measure::Sum(column) | Measure::Share { column, .. } => vec![column],
            Measure::SumProduct(columns) => columns.iter().map(String::as_str).collect(),
            _ => Vec::new(),
        }
    }
}
