// SPDX-License-Identifier: EUPL-1.2
//! What must be known of a file, and of a cell's place in it, to read what the cell says.

use crate::datum::Day;

/// Days from the beginning of 1900 to that of 1904, as spreadsheets count them.
const FOUR_YEARS: i64 = 1_462;

/// What must be known beside a cell to read it.
#[derive(Debug, Clone, PartialEq, Default)]
pub(in crate::responses) struct Setting {
    /// Whether the workbook's numbers of days begin in 1904.
    pub(in crate::responses) from_1904: bool,
    /// The day on which it was saved last.
    pub(in crate::responses) saved: Option<Day>,
    /// What its numbers are in.
    pub(in crate::responses) unit: Unit,
}

/// What the numbers beside a unit are in, by the words of whoever changed it.
#[derive(Debug, Clone, PartialEq, Default)]
pub(in crate::responses) enum Unit {
    /// As the question asks.
    #[default]
    AsAsked,
    /// So many times as much: thousands.
    Times(f64),
    /// Something that cannot be reckoned: another currency, another unit.
    Foreign(String),
}

impl Setting {
    /// The day that a number stands for.
    pub(in crate::responses) fn day(&self, serial: i64) -> Option<Day> {
        Day::from_serial(serial.checked_add(if self.from_1904 { FOUR_YEARS } else { 0 })?)
    }
}

impl Unit {
    /// What every number is multiplied by.
    pub(in crate::responses) fn times(&self) -> f64 {
        match self {
            Unit::Times(times) => *times,
            _ => 1.0,
        }
    }

    /// The words of a unit that cannot be reckoned.
    pub(in crate::responses) fn foreign(&self) -> Option<&str> {
        match self {
            Unit::Foreign(words) => Some(words),
            _ => None,
        }
    }
}
