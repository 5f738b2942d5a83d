// SPDX-License-Identifier: EUPL-1.2
//! In which cells rows stand, and in which they may.

use super::{ColumnKeys, Maker};
use crate::comparison::axis::Key;
use crate::tables::Row;
use std::collections::{BTreeMap, BTreeSet};

/// The key of a row, and those of a column.
type Place = (String, Vec<String>);

/// Rows by the cell that they stand in: the key of its row, and those of its column.
pub(super) type Sorted<'a> = BTreeMap<Place, Vec<&'a Row>>;

/// The rows of each cell: those that pass the filters, and those that may.
pub(super) struct Cells<'a> {
    pub(super) sure: Sorted<'a>,
    pub(super) perhaps: Sorted<'a>,
}

impl<'a> Maker<'a> {
    /// Rows by the cells in which they stand.
    pub(super) fn sort(&self, rows: &[&'a Row]) -> Sorted<'a> {
        let mut cells = Sorted::new();
        for row in rows {
            for key in self.comparer.keys(self.table, row, &self.pivot.rows) {
                for column in self.column_ids(row) {
                    cells.entry((key.id.clone(), column)).or_default().push(row);
                }
            }
        }
        cells
    }

    /// The columns that a row stands in, each by its keys.
    fn column_ids(&self, row: &Row) -> Vec<Vec<String>> {
        let mut columns = vec![Vec::new()];
        for axis in &self.pivot.columns {
            let keys = self.comparer.keys(self.table, row, axis);
            let below = |column: Vec<String>| {
                keys.iter().map(move |key| [&column[..], std::slice::from_ref(&key.id)].concat())
            };
            columns = columns.into_iter().flat_map(below).collect();
        }
        columns
    }

    /// Rows that may belong to a row and some columns: where they stand is not known on one of the
    /// axes, or nobody knows whether they pass the filters.
    pub(super) fn perhaps<'b>(
        &self,
        key: &Key,
        cells: &Cells<'b>,
        columns: &[ColumnKeys],
    ) -> Vec<&'b Row> {
        if !self.measured.widens() {
            return Vec::new();
        }
        let columns: Vec<Vec<String>> = columns.iter().map(ids).collect();
        let may_be_here = |(row, column): &Place| {
            may_be(row, &key.id) && columns.iter().any(|wanted| may_be_in(column, wanted))
        };
        let is_here = |(row, column): &Place| *row == key.id && columns.contains(column);
        let all = |cells: &Sorted<'b>, here: &dyn Fn(&Place) -> bool| {
            let found = cells.iter().filter(|(cell, _)| here(cell));
            found.flat_map(|(_, rows)| rows.iter().copied()).collect::<Vec<&'b Row>>()
        };
        let mut known: BTreeSet<*const Row> =
            all(&cells.sure, &is_here).into_iter().map(std::ptr::from_ref).collect();
        let mut found = all(&cells.sure, &may_be_here);
        found.extend(all(&cells.perhaps, &may_be_here));
        found.retain(|row| known.insert(std::ptr::from_ref(*row)));
        found
    }

    /// Of rows that pass the filters and rows that may, those of a column, and those that may be.
    pub(super) fn in_column(
        &self,
        column: &ColumnKeys,
        rows: &[&'a Row],
        perhaps: &[&'a Row],
    ) -> (Vec<&'a Row>, Vec<&'a Row>) {
        let wanted = ids(column);
        let (mut inside, mut may) = (Vec::new(), Vec::new());
        for (of, certain) in [(rows, true), (perhaps, false)] {
            for row in of {
                let found = self.column_ids(row);
                if certain && found.contains(&wanted) {
                    inside.push(*row);
                } else if self.measured.widens()
                    && found.iter().any(|found| may_be_in(found, &wanted))
                {
                    may.push(*row);
                }
            }
        }
        (inside, may)
    }
}

/// Whether what stands at a key may belong to another: it is the same, or not known.
fn may_be(found: &str, wanted: &str) -> bool {
    found == wanted || (Key::says_unknown(found) && !Key::says_unknown(wanted))
}

/// The same of the keys of a column; one that only holds its head's place has fewer.
fn may_be_in(found: &[String], wanted: &[String]) -> bool {
    found.len() == wanted.len()
        && found.iter().zip(wanted).all(|(found, wanted)| may_be(found, wanted))
}

/// The ids of a column's keys.
pub(super) fn ids(keys: &ColumnKeys) -> Vec<String> {
    keys.iter().map(|key| key.id.clone()).collect()
}
