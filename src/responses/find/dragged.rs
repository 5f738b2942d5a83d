// SPDX-License-Identifier: EUPL-1.2
//! Answers that were cut and pasted, or dragged, onto another cell.
//!
//! Such a cell leaves an empty one behind and covers what stood where it lands; nothing of that
//! shows, but its defined name goes with it. A name never decides where an answer is read: here it
//! bears witness, and both cells are named.

use super::slots::Located;
use super::tables::GridAt;
use crate::diag::{CellAt, CellRef, Code, Finding, Phrase, Place};
use crate::form::{SheetLayout, Slot, answer_name, grid_name};
use crate::questionnaire::{Item, Section};
use crate::workbook::{SheetCells, Workbook};
use std::sync::Arc;

/// A cell whose name stands elsewhere.
struct Strayed<'a> {
    slot: &'a Slot,
    /// Where the question is.
    from: CellRef,
    /// Where the name is, with its sheet.
    to: (String, CellRef),
}

/// Asks about the answers whose names stand in other cells.
pub(in crate::responses) fn dragged(
    section: &Section,
    layout: &SheetLayout,
    (file, workbook, sheet): (&Arc<str>, &Workbook, &SheetCells),
    located: &Located,
    findings: &mut Vec<Finding>,
) {
    let mut known = 0;
    let mut strayed = Vec::new();
    for slot in &layout.slots {
        let (name, was, from) = match slot {
            Slot::Answer(answer) => {
                let now = located.answers.get(&answer.question).copied();
                (answer_name(&answer.question), answer.cell, now)
            }
            Slot::Grid(grid) => {
                let now = located.grids.get(&grid.grid).and_then(GridAt::corner);
                (grid_name(&grid.grid), grid.cell(0, 0), now)
            }
            Slot::Table(_) => continue,
        };
        let (Some(from), Some(to)) = (from, workbook.names.get(&name).and_then(|a| target(a)))
        else {
            continue;
        };
        known += 1;
        // A name that stayed where the form had it was left behind by rows that moved.
        if to != (sheet.name.to_string(), from) && to.1 != was {
            strayed.push(Strayed { slot, from, to });
        }
    }
    // Where most names stand elsewhere it is the names that are wrong.
    if strayed.len() > 2 && strayed.len() * 2 > known {
        return;
    }
    for found in strayed {
        findings.push(found.finding(section, layout, file, sheet, located));
    }
}

impl Strayed<'_> {
    fn finding(
        &self,
        section: &Section,
        layout: &SheetLayout,
        file: &Arc<str>,
        sheet: &SheetCells,
        located: &Located,
    ) -> Finding {
        let code = |id: &str| {
            let item = section.items.iter().find(|item| item.id() == id);
            item.map(Item::code).unwrap_or_default().to_owned()
        };
        let at = |sheet: &str, cell| {
            Place::Cell(CellAt { file: Arc::clone(file), sheet: sheet.into(), cell })
        };
        let here = *self.to.0 == *sheet.name;
        let onto = layout
            .slots
            .iter()
            .find(|slot| here && located.answers.get(slot.id()) == Some(&self.to.1));
        let to = if here { self.to.1.to_string() } else { format!("{}!{}", self.to.0, self.to.1) };
        let id = self.slot.id();
        let (code_from, code_onto) = (code(id), onto.map(|slot| code(slot.id())));
        let from = self.from.to_string();
        let mut args = vec![("code", code_from.as_str()), ("from", &from), ("to", &to)];
        args.extend(code_onto.as_deref().map(|code| ("onto", code)));
        let mut finding = Finding::new(Code::CellDragged, at(&sheet.name, self.from), &args);
        if onto.is_some() {
            finding = finding.worded("onto");
        }
        finding.question(id).also_at(at(&self.to.0, self.to.1), Phrase::plain("word-dragged-there"))
    }
}

/// The sheet and first cell of `'1 Risposte'!$C$8`, or of `$'1 Risposte'.$C$8` in an .ods.
fn target(area: &str) -> Option<(String, CellRef)> {
    let first = area.trim_start_matches('=').split(':').next()?;
    let (sheet, cell) = first.rsplit_once('!').or_else(|| first.rsplit_once('.'))?;
    let sheet = sheet.trim_start_matches('$');
    let bare = sheet.strip_prefix('\'').and_then(|rest| rest.strip_suffix('\'')).unwrap_or(sheet);
    Some((bare.replace("''", "'"), CellRef::parse(cell)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_all_programs_are_understood() {
        for (area, sheet) in [
            ("'1 Risposte'!$C$8", "1 Risposte"),
            ("=Foglio1!C8", "Foglio1"),
            ("$'1 Risposte'.$C$8", "1 Risposte"),
            ("$Foglio1.$C$8:.$D$9", "Foglio1"),
            ("'L''ente'!$C$8:$D$9", "L'ente"),
        ] {
            assert_eq!(target(area), Some((sheet.to_owned(), CellRef::new(7, 2))), "{area}");
        }
        for area in ["#REF!", "", "0.22", "[1]Foglio1!#REF!", "'a'!$A:$A", "LAMBDA(x,x+1)"] {
            assert_eq!(target(area), None, "{area}");
        }
    }
}
