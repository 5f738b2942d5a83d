// SPDX-License-Identifier: EUPL-1.2
//! Names of the columns that the program makes itself, in the tables of answers and in SQL.

/// Whose answers a row holds.
pub const PARTICIPANT: &str = "participant";
/// Which of its rows, from 1.
pub const ROW: &str = "row";
/// In SQL: the round in which it was answered.
pub const ROUND: &str = "round";
/// In the table of a grid: the choice down.
pub const ROW_ID: &str = "row_id";
/// In the table of a grid: the choice across.
pub const COLUMN_ID: &str = "column_id";
/// In the table of a grid: what the cell holds.
pub const VALUE: &str = "value";

const CELL: &str = "__cell";
const STATE: &str = "__state";

/// In SQL, beside a column: the cells that it comes from.
pub fn cell_of(column: &str) -> String {
    format!("{column}{CELL}")
}

/// In SQL, beside a column: `value`, `unreadable`, or in which way it is empty.
pub fn state_of(column: &str) -> String {
    format!("{column}{STATE}")
}

/// The column that this one stands beside with its cells.
pub fn with_cells(name: &str) -> Option<&str> {
    name.strip_suffix(CELL)
}

/// The column that this one stands beside, with its cells or with what it is.
pub fn beside(name: &str) -> Option<&str> {
    with_cells(name).or_else(|| name.strip_suffix(STATE))
}

/// In SQL, beside a table: what was answered in all rounds.
pub fn all_rounds(table: &str) -> String {
    format!("all_rounds_{table}")
}

/// In SQL, beside a table: what was answered in the round before.
pub fn previous(table: &str) -> String {
    format!("previous_{table}")
}
