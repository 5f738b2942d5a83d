// SPDX-License-Identifier: EUPL-1.2
//! Answers that a person does not see on the sheet, or sees otherwise: in hidden rows and columns, and
//! where a condition may strike them out, and in white on white. They are read, and it is said.

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
    let filled = |from: CellRef, to: CellRef| {
        let inside = move |at: &CellRef| (from.col..=to.col).contains(&at.col);
        let cells = sheet.cells.range(from..=to).filter(move |(at, _)| inside(at));
        let asked = cells.filter(|(at, _)| located.reads(**at));
        let written = asked.map(|(at, cell)| (*at, cell.written()));
        written.filter(|(_, written)| !written.is_empty())
    };
    for (first, last) in &sheet.hidden_rows {
        let (from, to) = (CellRef::new(*first, 0), CellRef::new(*last, u16::MAX));
        if let Some((at, _)) = filled(from, to).next() {
            let rows = stretch(&(first + 1).to_string(), &last.saturating_add(1).to_string());
            findings.push(Finding::new(Code::RowsHidden, place(at), &[("rows", &rows)]));
        }
    }
    for (first, last) in &sheet.hidden_cols {
        let (from, to) = (CellRef::new(0, *first), CellRef::new(u32::MAX, *last));
        if let Some((at, _)) = filled(from, to).next() {
            let columns = stretch(&from.column_letters(), &to.column_letters());
            findings.push(Finding::new(Code::ColumnsHidden, place(at), &[("columns", &columns)]));
        }
    }
    let pale = |at: &CellRef| {
        sheet.cells.get(at).and_then(|cell| cell.sight.as_deref()).is_some_and(|sight| sight.pale)
    };
    let all = filled(CellRef::new(0, 0), CellRef::new(u32::MAX, u16::MAX));
    for (at, written) in all.filter(|(at, _)| pale(at)) {
        let finding = Finding::new(Code::CellPale, place(at), &[("written", &written)]);
        findings.push(finding.value(&written));
    }
    for (from, to) in &sheet.struck_if {
        for (at, written) in filled(*from, *to) {
            let finding = Finding::new(Code::CellMaybeStruck, place(at), &[("written", &written)]);
            findings.push(finding.value(&written));
        }
    }
}

fn stretch(first: &str, last: &str) -> String {
    if first == last { first.to_owned() } else { format!("{first}–{last}") }
}
