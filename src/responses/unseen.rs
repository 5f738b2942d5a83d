// SPDX-License-Identifier: EUPL-1.2
//! Answers that a person does not see on the sheet, or sees otherwise: in hidden rows and columns, and
//! where a condition may strike them out. They are read, and it is said.

use super::find::slots::Located;
use crate::diag::{CellAt, CellRef, Code, Finding, Place};
use crate::workbook::SheetCells;
use std::sync::Arc;

/// Asks about the answers of a sheet that nobody sees.
pub(super) fn unseen(
    file: &Arc<str>,
    sheet: &SheetCells,
    located: &Located,
    findings: &mut Vec<Finding>,
) {
    let place = |cell: CellRef| {
        Place::Cell(CellAt { file: Arc::clone(file), sheet: Arc::clone(&sheet.name), cell })
    };
    let first_in = |from: CellRef, to: CellRef| {
        let cells =
            sheet.cells.range(from..=to).filter(|(at, _)| (from.col..=to.col).contains(&at.col));
        let mut filled =
            cells.filter(|(at, cell)| !cell.written().is_empty() && located.reads(**at));
        filled.next().map(|(at, cell)| (*at, cell.written()))
    };
    for (first, last) in &sheet.hidden_rows {
        if let Some((at, _)) = first_in(CellRef::new(*first, 0), CellRef::new(*last, u16::MAX)) {
            let rows = stretch(&(first + 1).to_string(), &last.saturating_add(1).to_string());
            findings.push(Finding::new(Code::RowsHidden, place(at), &[("rows", &rows)]));
        }
    }
    for (first, last) in &sheet.hidden_cols {
        let (from, to) = (CellRef::new(0, *first), CellRef::new(u32::MAX, *last));
        if let Some((at, _)) = first_in(from, to) {
            let columns = stretch(&from.column_letters(), &to.column_letters());
            findings.push(Finding::new(Code::ColumnsHidden, place(at), &[("columns", &columns)]));
        }
    }
    for (from, to) in &sheet.struck_if {
        if let Some((at, written)) = first_in(*from, *to) {
            let finding = Finding::new(Code::CellMaybeStruck, place(at), &[("written", &written)]);
            findings.push(finding.value(&written));
        }
    }
}

fn stretch(first: &str, last: &str) -> String {
    if first == last { first.to_owned() } else { format!("{first}–{last}") }
}
