// SPDX-License-Identifier: EUPL-1.2
//! Reads a filled form back into a [`Response`].
//!
//! 1. Each section's sheet is found by its name or by what is printed on it.
//! 2. Each question's cells are found by the anchors of the layout.
//! 3. Each cell is typed by its question; what does not fit stays as text.

use super::find::beside::{self, PrintedTexts};
use super::find::sheets::{self, FoundSheet};
use super::find::slots::{self, Located};
use super::find::{dragged, stamps};
use super::response::Response;
use super::rows::Reader;
use super::typing::setting::{Setting, Unit};
use super::unseen::unseen;
use crate::datum::Origin;
use crate::diag::{Code, Finding, Noted, Place, Severity};
use crate::form::{FormLayout, SheetLayout, Slot, Stamp};
use crate::questionnaire::{Item, Questionnaire, Section};
use crate::workbook::{SheetCells, Workbook};
use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Reads the workbook that stands in `file` by the layout of its form.
pub fn read(
    questionnaire: &Questionnaire,
    layout: &FormLayout,
    file: &str,
    workbook: &Workbook,
) -> Noted<Response> {
    let file: Arc<str> = file.into();
    let mut findings = Vec::new();
    let mut response = Response {
        file: Arc::clone(&file),
        stamp: stamps::stamp(workbook).unwrap_or_else(|| layout.stamp.clone()),
        knows: stamps::knows(workbook),
        origin: Origin::Returned,
        note: None,
        renamed: BTreeMap::new(),
        confirmed: BTreeMap::new(),
        answers: BTreeMap::new(),
        tables: BTreeMap::new(),
        grids: BTreeMap::new(),
    };
    let same_version = questionnaire.is_version(&response.stamp.hash);
    if !same_version || response.stamp.version != layout.stamp.version {
        other_version(&response.stamp, layout, &file, &mut findings);
    }
    let setting =
        Setting { from_1904: workbook.from_1904, saved: workbook.saved, unit: Unit::AsAsked };
    let mut used: BTreeSet<Arc<str>> = BTreeSet::new();
    for found in sheets::sheets(questionnaire, layout, &file, workbook, &mut findings) {
        let FoundSheet { section, layout: sheet, page, copies, .. } = &found;
        used.insert(Arc::clone(&page.sheet.name));
        used.extend(copies.iter().cloned());
        if *page.sheet.name != *sheet.name {
            let there = (Arc::clone(&file), Arc::clone(&page.sheet.name));
            response.renamed.insert(there, sheet.name.as_str().into());
        }
        let setting = setting.clone();
        let reader =
            Reader { questionnaire, file: &file, sheet: page.sheet, setting, same_version };
        let located = slots::slots(questionnaire, &found, &file, &mut findings);
        read_section(&reader, section, sheet, &located, &mut response, &mut findings);
        let book = (&file, workbook, page.sheet);
        dragged::dragged(section, sheet, book, &located, &mut findings);
        // What another version printed is not known.
        if same_version {
            let printed = || PrintedTexts::of_form(questionnaire, layout);
            beside::cells(section, sheet, (&file, page), &located, printed, &mut findings);
        }
        unseen(&file, page.sheet, &located, &mut findings);
        about_sheet(&file, page.sheet, &mut findings);
    }
    if same_version {
        beside::own_sheets(questionnaire, layout, &file, workbook, &mut findings);
    }
    beside::sheets(questionnaire, &file, workbook, &used, &mut findings);
    let participant = response.stamp.participant.clone();
    findings = findings.into_iter().map(|finding| finding.by(&participant)).collect();
    crate::diag::sort(&mut findings);
    Noted { value: response, findings }
}

fn read_section(
    reader: &Reader<'_>,
    section: &Section,
    sheet: &SheetLayout,
    located: &Located,
    response: &mut Response,
    findings: &mut Vec<Finding>,
) {
    for item in &section.items {
        let id = item.id();
        match item {
            Item::Question(question) => {
                if let Some(cell) = located.answers.get(id) {
                    let datum = reader.single(question, *cell, findings);
                    response.answers.insert(id.to_owned(), datum);
                }
            }
            Item::Table(table) => {
                let slot = sheet.slots.iter().find_map(|slot| match slot {
                    Slot::Table(slot) if slot.table == *id => Some(slot),
                    _ => None,
                });
                if let (Some(slot), Some(place)) = (slot, located.tables.get(id)) {
                    let rows = reader.rows(table, slot, place, findings);
                    response.tables.insert(id.to_owned(), rows);
                }
            }
            Item::Grid(grid) => {
                if let Some(place) = located.grids.get(id) {
                    response.grids.insert(id.to_owned(), reader.grid(grid, place, findings));
                }
            }
        }
    }
}

/// What is to be said of a sheet as a whole.
fn about_sheet(file: &Arc<str>, sheet: &SheetCells, findings: &mut Vec<Finding>) {
    let place = Place::Sheet(Arc::clone(file), Arc::clone(&sheet.name));
    if sheet.hidden {
        let args = [("sheet", &*sheet.name)];
        findings.push(Finding::new(Code::SheetHidden, place.clone(), &args));
    }
    if let Some(first) = sheet.off_grid_at {
        let args = [("n", &*sheet.off_grid.to_string()), ("first", &*first.to_string())];
        let finding = Finding::new(Code::CellsOffGrid, place, &args);
        // rows of a table that are not read would be missing from its sums
        findings.push(match sheet.below_grid {
            true => finding.weighing(Severity::Error),
            false => finding,
        });
    }
}

fn other_version(stamp: &Stamp, layout: &FormLayout, file: &Arc<str>, findings: &mut Vec<Finding>) {
    let args = [("found", stamp.version.as_str()), ("now", layout.stamp.version.as_str())];
    let place = Place::File(Arc::clone(file));
    let finding = Finding::new(Code::QuestionnaireVersion, place, &args);
    findings.push(match by_number(&stamp.version, &layout.stamp.version) {
        Some(Ordering::Less) => finding.worded("older"),
        Some(Ordering::Greater) => finding.worded("newer"),
        _ => finding,
    });
}

/// Which of two versions comes first, where both are numbers with points between them.
fn by_number(one: &str, other: &str) -> Option<Ordering> {
    let numbers = |version: &str| -> Option<Vec<u64>> {
        version.split('.').map(|part| part.trim().parse().ok()).collect()
    };
    Some(numbers(one)?.cmp(&numbers(other)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_compared_as_numbers_where_they_are_numbers() {
        assert_eq!(by_number("2022.9", "2022.10"), Some(Ordering::Less));
        assert_eq!(by_number("2", "1.9"), Some(Ordering::Greater));
        assert_eq!(by_number("2", "2"), Some(Ordering::Equal));
        assert_eq!(by_number("bozza", "2"), None);
    }
}
