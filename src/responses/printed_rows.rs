// SPDX-License-Identifier: EUPL-1.2
//! The rows that a form prints from reference data, found again in a returned one.

use super::find::key::key;
use crate::form::PrintedRow;
use crate::questionnaire::{Question, Table};
use crate::workbook::Cell;
use std::collections::{BTreeMap, BTreeSet};

/// The printed rows by the texts that tell them apart.
pub(super) struct PrintedRows {
    /// For each printed column, the row with a text; texts that repeat are left out.
    keys: Vec<(usize, BTreeMap<String, usize>)>,
}

impl PrintedRows {
    pub(super) fn new(rows: &[PrintedRow]) -> Self {
        let width = rows.iter().map(|row| row.texts.len()).max().unwrap_or(0);
        let keys = (0..width)
            .map(|column| {
                let mut places: BTreeMap<String, Vec<usize>> = BTreeMap::new();
                for (at, row) in rows.iter().enumerate() {
                    if let Some(Some(text)) = row.texts.get(column) {
                        places.entry(comparable(text)).or_default().push(at);
                    }
                }
                let unique = places
                    .into_iter()
                    .filter_map(|(text, rows)| match rows[..] {
                        [row] => Some((text, row)),
                        _ => None,
                    })
                    .collect();
                (column, unique)
            })
            .collect();
        PrintedRows { keys }
    }

    /// The printed row that these texts belong to: the first column that knows one decides.
    pub(super) fn find(&self, texts: &[String], seen: &BTreeSet<usize>) -> Option<usize> {
        self.keys.iter().find_map(|(column, rows)| {
            let text = texts.get(*column).filter(|text| !text.is_empty())?;
            rows.get(&comparable(text)).copied().filter(|row| !seen.contains(row))
        })
    }
}

/// A printed text for comparing. A code with leading zeros may have become a number.
fn comparable(text: &str) -> String {
    let key = key(text);
    if key.bytes().all(|byte| byte.is_ascii_digit()) {
        key.trim_start_matches('0').to_owned()
    } else {
        key
    }
}

pub(super) fn same(written: &str, printed: &str) -> bool {
    let number = |text: &str| text.replace(',', ".").parse::<f64>().ok();
    written == printed
        || comparable(written) == comparable(printed)
        || comparable(written) == comparable(&printed.replace('.', ","))
        || number(written).is_some_and(|value| number(printed) == Some(value))
}

/// A printed text as a cell: reference data write decimals with a dot.
pub(super) fn as_cell(column: &Question, text: &str) -> Cell {
    match text.parse::<f64>() {
        Ok(number) if column.kind.is_number() && number.is_finite() => Cell::number(number),
        _ => Cell::text(text),
    }
}

impl PrintedRow {
    /// The text that names the row.
    pub(super) fn name(&self, table: &Table) -> &str {
        let named = table.columns.iter().position(|column| column.name == table.row_label);
        let text = |at: usize| self.texts.get(at)?.as_deref();
        named
            .and_then(text)
            .or_else(|| self.texts.iter().flatten().next().map(String::as_str))
            .unwrap_or_default()
    }
}
