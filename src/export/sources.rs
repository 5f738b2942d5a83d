// SPDX-License-Identifier: EUPL-1.2
//! The sources annex as every format lays it out.
//!
//! Rows under the same first part of their label stand in one group. A long annex is cut into
//! several tables, at the end of a group where that is near.

use crate::report::Source;
use std::collections::BTreeMap;

/// A table ends with the group in which it reaches this many rows.
const ROWS: usize = 150;
/// And within a group when it is this long.
const MOST_ROWS: usize = 400;

/// More steps than these are referred to by their numbers, where paper is to be saved.
pub(super) const FEW_STEPS: usize = 2;

/// Rows of one group: where they begin, and their common label.
pub(super) struct Group<'a> {
    pub(super) first: usize,
    pub(super) label: Option<&'a str>,
    pub(super) rows: &'a [Source],
}

/// The groups, table by table.
pub(super) fn tables(sources: &[Source]) -> Vec<Vec<Group<'_>>> {
    let mut tables: Vec<Vec<Group<'_>>> = vec![Vec::new()];
    let mut rows = 0;
    for group in groups(sources) {
        if rows >= ROWS {
            tables.push(Vec::new());
            rows = 0;
        }
        rows += group.rows.len();
        if let Some(table) = tables.last_mut() {
            table.push(group);
        }
    }
    tables
}

fn groups(sources: &[Source]) -> Vec<Group<'_>> {
    let mut first = 0;
    let mut groups = Vec::new();
    for rows in sources.chunk_by(|a, b| prefix(a) == prefix(b)) {
        for rows in rows.chunks(MOST_ROWS) {
            groups.push(Group { first, label: rows.first().and_then(prefix), rows });
            first += rows.len();
        }
    }
    groups
}

/// The label's first part, when there are more.
fn prefix(source: &Source) -> Option<&str> {
    source.label.split_once(" › ").map(|(prefix, _)| prefix)
}

/// What the label says beyond its group's; none when it stands in no group.
pub(super) fn rest<'a>(source: &'a Source, group: Option<&str>) -> Option<&'a str> {
    source.label.strip_prefix(group?)?.strip_prefix(" › ")
}

/// Cells one a line; cells of the same sheet, one after the other, share their line.
pub(super) fn cells(source: &Source) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut sheet = None;
    for cell in &source.cells {
        let parts = cell.rsplit_once('!');
        match (parts, lines.last_mut()) {
            (Some((this, address)), Some(line)) if sheet == Some(this) => {
                line.push_str(", ");
                line.push_str(address);
            }
            _ => lines.push(cell.clone()),
        }
        sheet = parts.map(|(sheet, _)| sheet);
    }
    lines
}

/// The steps that are referred to by their numbers, in the order of their first use.
pub(super) struct Steps<'a> {
    pub(super) in_order: Vec<&'a str>,
    numbers: BTreeMap<&'a str, usize>,
}

impl<'a> Steps<'a> {
    pub(super) fn of(sources: &'a [Source]) -> Self {
        let mut steps = Steps { in_order: Vec::new(), numbers: BTreeMap::new() };
        let many = sources.iter().filter(|source| source.steps.len() > FEW_STEPS);
        for step in many.flat_map(|source| &source.steps) {
            if !steps.numbers.contains_key(step.as_str()) {
                steps.in_order.push(step);
                steps.numbers.insert(step, steps.in_order.len());
            }
        }
        steps
    }

    /// The numbers of a source's steps, ascending.
    pub(super) fn numbers(&self, source: &Source) -> Vec<usize> {
        let mut numbers: Vec<usize> = source
            .steps
            .iter()
            .filter_map(|step| self.numbers.get(step.as_str()).copied())
            .collect();
        numbers.sort_unstable();
        numbers.dedup();
        numbers
    }
}
