// SPDX-License-Identifier: EUPL-1.2
//! Finds the sheet of each section in a returned workbook.

use super::key::key;
use super::page::{Anchors, Page};
use crate::diag::{Code, Finding, Place, say};
use crate::form::{FormLayout, SheetLayout};
use crate::questionnaire::{Questionnaire, Section};
use crate::workbook::Workbook;
use std::sync::Arc;

/// A section with the sheet of the workbook that holds its answers.
pub(in crate::responses) struct FoundSheet<'a> {
    pub(in crate::responses) section: &'a Section,
    pub(in crate::responses) layout: &'a SheetLayout,
    pub(in crate::responses) page: Page<'a>,
    pub(in crate::responses) anchors: Anchors<'a>,
    /// Names of sheets that look like copies of it; they are not read.
    pub(in crate::responses) copies: Vec<Arc<str>>,
}

/// Gives each section's layout its sheet in the workbook: by name, then by what is printed there.
pub(in crate::responses) fn sheets<'a>(
    questionnaire: &'a Questionnaire,
    layout: &'a FormLayout,
    file: &Arc<str>,
    workbook: &'a Workbook,
    findings: &mut Vec<Finding>,
) -> Vec<FoundSheet<'a>> {
    // Sheets of the form that hold no answers.
    let others = ["form-sheet-instructions", "form-sheet-check", "form-sheet-glossary"].map(say);
    let mut free: Vec<Page<'a>> = workbook
        .sheets
        .iter()
        .filter(|sheet| !others.iter().any(|other| **other == *sheet.name))
        .map(Page::of_sheet)
        .collect();
    let mut found = Vec::new();
    // Sheets that kept their name come first, so that a copy does not take another's place.
    let mut order: Vec<&SheetLayout> = layout.sheets.iter().collect();
    order.sort_by_key(|sheet| workbook.sheet(&sheet.name).is_none());
    for sheet in order {
        let Some(section) = questionnaire.section(&sheet.section) else { continue };
        let anchors = Anchors::of_section(questionnaire, section);
        let Some(at) = best_sheet(&free, sheet, &anchors) else {
            let args = [("sheet", sheet.name.as_str()), ("section", section.title.as_str())];
            let place = Place::File(Arc::clone(file));
            findings.push(Finding::new(Code::SheetNotFound, place, &args));
            continue;
        };
        let page = free.remove(at);
        let copies = copies(&page, &free, &anchors);
        tell(sheet, &page, &copies, file, findings);
        found.push(FoundSheet { section, layout: sheet, page, anchors, copies });
    }
    found.sort_by_key(|one| layout.sheets.iter().position(|s| s.name == one.layout.name));
    found
}

fn best_sheet(free: &[Page<'_>], sheet: &SheetLayout, anchors: &Anchors<'_>) -> Option<usize> {
    let score = |at: usize| free.get(at).map_or(0, |page| page.score(anchors));
    let named = free.iter().position(|page| *page.sheet.name == *sheet.name);
    let alike = key(&sheet.name);
    let named = named.or_else(|| free.iter().position(|p| key(&p.sheet.name) == alike));
    let enough = (anchors.count() / 4).max(1);
    if named.is_some_and(|at| score(at) >= enough) {
        return named;
    }
    let best = (0..free.len()).max_by_key(|at| (score(*at), usize::MAX - at));
    best.filter(|at| score(*at) >= enough).or(named)
}

/// Other sheets on which more than half of the same is printed.
fn copies(page: &Page<'_>, free: &[Page<'_>], anchors: &Anchors<'_>) -> Vec<Arc<str>> {
    let score = page.score(anchors);
    let alike = free.iter().filter(|other| score > 2 && other.score(anchors) * 2 > score);
    alike.map(|other| Arc::clone(&other.sheet.name)).collect()
}

/// Says what a section's sheet is called now, and which ones look like copies of it.
fn tell(
    sheet: &SheetLayout,
    page: &Page<'_>,
    copies: &[Arc<str>],
    file: &Arc<str>,
    findings: &mut Vec<Finding>,
) {
    let place = Place::Sheet(Arc::clone(file), Arc::clone(&page.sheet.name));
    if *page.sheet.name != *sheet.name {
        let args = [("sheet", sheet.name.as_str()), ("found", &page.sheet.name)];
        findings.push(Finding::new(Code::SheetRenamed, place.clone(), &args));
    }
    for other in copies {
        let args = [("sheet", &*page.sheet.name), ("other", &**other)];
        findings.push(Finding::new(Code::SheetTwice, place.clone(), &args));
    }
}
