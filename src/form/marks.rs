// SPDX-License-Identifier: EUPL-1.2
//! Marks on the cells of a form that goes back to who filled it in.

use crate::diag::{CellRef, Severity};
use std::collections::{BTreeMap, BTreeSet};

/// What begins the sign of a mark, by its weight: shapes that differ without colour too, of a
/// kind that every font has.
const SIGNS: [(Severity, char); 3] =
    [(Severity::Error, '■'), (Severity::Warning, '▲'), (Severity::Note, '●')];

/// The marks of a form, by sheet and cell.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Marks {
    cells: BTreeMap<String, BTreeMap<CellRef, Mark>>,
}

/// What is said at one cell.
#[derive(Debug, Clone, PartialEq)]
pub struct Mark {
    /// The greatest weight of what is said.
    pub severity: Severity,
    /// Numbers of the remarks, in order.
    pub numbers: Vec<usize>,
    /// What is said, one text a remark; each begins with its sign.
    pub texts: Vec<String>,
}

impl Marks {
    /// No mark yet.
    pub fn new() -> Self {
        Marks::default()
    }

    /// Adds what is said at a cell; a remark that is there already is not said twice.
    pub fn add(
        &mut self,
        sheet: &str,
        cell: CellRef,
        severity: Severity,
        number: usize,
        text: String,
    ) {
        let mark = self
            .cells
            .entry(sheet.to_owned())
            .or_default()
            .entry(cell)
            .or_insert_with(|| Mark { severity, numbers: Vec::new(), texts: Vec::new() });
        mark.severity = mark.severity.max(severity);
        if !mark.numbers.contains(&number) {
            mark.numbers.push(number);
            mark.texts.push(text);
        }
    }

    /// The mark at a cell.
    pub fn at(&self, sheet: &str, cell: CellRef) -> Option<&Mark> {
        self.cells.get(sheet)?.get(&cell)
    }

    /// Whether nothing is marked.
    pub fn is_empty(&self) -> bool {
        self.cells.is_empty()
    }

    /// The marked cells of a sheet.
    pub(super) fn cells(&self, sheet: &str) -> BTreeSet<CellRef> {
        self.cells.get(sheet).map(|cells| cells.keys().copied().collect()).unwrap_or_default()
    }

    /// The sign of a row: that of its weightiest mark, with its number.
    pub(super) fn row(&self, sheet: &str, row: u32) -> Option<(Severity, String)> {
        let whole = CellRef::new(row, 0)..=CellRef::new(row, u16::MAX);
        let marks: Vec<&Mark> = self.cells.get(sheet)?.range(whole).map(|(_, mark)| mark).collect();
        let severity = marks.iter().map(|mark| mark.severity).max()?;
        let mut numbers: Vec<usize> =
            marks.iter().flat_map(|mark| &mark.numbers).copied().collect();
        numbers.sort_unstable();
        numbers.dedup();
        Some((severity, sign(severity, &numbers)))
    }
}

impl Mark {
    /// Its sign with its numbers: `▲ 3`.
    pub fn sign(&self) -> String {
        sign(self.severity, &self.numbers)
    }
}

/// The shape of a weight with the number of a remark: `▲ 3`; with an ellipsis when there are more.
pub fn sign(severity: Severity, numbers: &[usize]) -> String {
    let shape = shape(severity);
    match numbers {
        [] => shape.to_string(),
        [number] => format!("{shape} {number}"),
        [number, ..] => format!("{shape} {number}…"),
    }
}

/// The shape of a weight.
pub fn shape(severity: Severity) -> char {
    SIGNS.iter().find(|(known, _)| *known == severity).map_or('●', |(_, shape)| *shape)
}

/// Whether a text in a returned workbook is one of our signs, or begins with one.
pub fn is_signed(text: &str) -> bool {
    let mut letters = text.chars();
    let shaped = letters.next().is_some_and(|c| SIGNS.iter().any(|(_, shape)| *shape == c));
    shaped && letters.next().is_none_or(|c| c == ' ')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_has_the_sign_of_its_weightiest_mark() {
        let mut marks = Marks::new();
        let at = |col| CellRef::new(6, col);
        marks.add("1", at(2), Severity::Note, 4, "● 4 …".to_owned());
        marks.add("1", at(3), Severity::Warning, 2, "▲ 2 …".to_owned());
        marks.add("1", at(3), Severity::Warning, 2, "▲ 2 …".to_owned());
        assert_eq!(marks.row("1", 6), Some((Severity::Warning, "▲ 2…".to_owned())));
        assert_eq!(marks.at("1", at(3)).map(Mark::sign).as_deref(), Some("▲ 2"));
        assert_eq!(marks.row("1", 7), None);
        assert!(is_signed("▲ 2…") && is_signed("●") && !is_signed("▲2") && !is_signed("12"));
    }
}
