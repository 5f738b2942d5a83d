// SPDX-License-Identifier: EUPL-1.2
//! What a respondent wrote where no question asks for it: in cells of no question, in notes, in
//! boxes, on sheets of their own. None of it is read, and none of it is passed over in silence.

use super::key::key;
use super::page::Page;
use super::slots::Located;
use crate::diag::{CellAt, CellRef, Code, Finding, Place};
use crate::form::{self, FormLayout, SheetLayout, Stamp};
use crate::questionnaire::{Item, Questionnaire, Section};
use crate::workbook::{Beside, Cell, Raw, SheetCells, Workbook};
use std::cell::LazyCell;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, PoisonError};

/// The texts that a form prints, section by section, for comparing.
pub(in crate::responses) struct PrintedTexts {
    by_sheet: BTreeMap<String, BTreeSet<String>>,
}

impl PrintedTexts {
    /// Of the form with this layout, made once for all forms of a questionnaire: they differ in
    /// the rows of reference data alone, which are left out.
    pub(in crate::responses) fn of_form(
        questionnaire: &Questionnaire,
        layout: &FormLayout,
    ) -> Arc<Self> {
        static MADE: Mutex<BTreeMap<String, Arc<PrintedTexts>>> = Mutex::new(BTreeMap::new());
        let mut made = MADE.lock().unwrap_or_else(PoisonError::into_inner);
        let known = made.entry(questionnaire.hash.clone());
        Arc::clone(known.or_insert_with(|| Arc::new(PrintedTexts::make(questionnaire, layout))))
    }

    /// Nothing when the form cannot be made any more.
    fn make(questionnaire: &Questionnaire, layout: &FormLayout) -> Self {
        let made = form::printed(questionnaire, layout).unwrap_or_default();
        let keys = |texts: BTreeSet<String>| texts.iter().map(|text| key(text)).collect();
        PrintedTexts {
            by_sheet: made.into_iter().map(|(name, texts)| (name, keys(texts))).collect(),
        }
    }
}

/// Asks about the cells of a section's sheet that belong to no question.
pub(in crate::responses) fn cells(
    section: &Section,
    layout: &SheetLayout,
    (file, page): (&Arc<str>, &Page<'_>),
    located: &Located,
    printed: impl FnOnce() -> Arc<PrintedTexts>,
    findings: &mut Vec<Finding>,
) {
    let (top, sheet) = (located.first_row(), page.sheet);
    let simple = simple(section, layout);
    let unknown: Vec<(CellRef, &Cell, &str)> = sheet
        .cells
        .iter()
        .filter(|(at, cell)| !(located.reads(**at) || cell.formula && at.row < top))
        .map(|(at, cell)| (*at, cell, word(page, *at, cell)))
        .filter(|(_, _, word)| !word.is_empty() && !simple.contains(*word))
        .collect();
    if unknown.is_empty() {
        return;
    }
    let printed = printed();
    let Some(texts) = printed.by_sheet.get(&layout.name) else { return };
    let told: BTreeSet<CellRef> = findings
        .iter()
        .filter(|finding| matches!(&finding.place, Place::Cell(at) if at.sheet == sheet.name))
        .filter_map(|finding| finding.place.cell())
        .collect();
    for (at, cell, word) in unknown {
        let written = cell.written();
        // The line printed below everything has the stamp in it; a form that went back to be
        // corrected has signs of ours, and a link to its first sheet.
        let printed = Stamp::parse(&written).is_some() || form::is_signed(&written);
        if printed || texts.contains(word) || told.contains(&at) || written == form::index_name() {
            continue;
        }
        let place = cell_place(file, sheet, at);
        let args = [("written", written.as_str())];
        let finding = Finding::new(Code::TextNowhere, place, &args);
        findings.push(finding.value(&written));
    }
}

/// What a cell says, for comparing; the code `2.1` may have become a number.
fn word<'a>(page: &'a Page<'_>, at: CellRef, cell: &Cell) -> &'a str {
    match &cell.raw {
        Raw::Number(_) => page.code(at.row, at.col),
        _ => page.word(at.row, at.col),
    }
}

/// The words that most printed cells hold, known without making the form.
fn simple(section: &Section, layout: &SheetLayout) -> BTreeSet<String> {
    let mut words = BTreeSet::new();
    let mut add = |text: &str| words.extend([key(text)]);
    for question in section.items.iter().flat_map(Item::questions) {
        add(&question.code);
        add(&question.label);
        add(&question.label_with_unit());
    }
    for item in &section.items {
        add(item.label());
        add(item.code());
    }
    add(&layout.name);
    words
}

/// Asks about notes and boxes on any sheet, and about sheets that are not the form's.
pub(in crate::responses) fn sheets(
    questionnaire: &Questionnaire,
    file: &Arc<str>,
    workbook: &Workbook,
    used: &BTreeSet<Arc<str>>,
    findings: &mut Vec<Finding>,
) {
    let all = || questionnaire.questions();
    let notes: BTreeSet<String> = all().filter_map(form::column_note).collect();
    // Looked up only where a note is not ours letter by letter.
    let changed = LazyCell::new(|| -> BTreeSet<String> { notes.iter().map(|n| key(n)).collect() });
    // Long enough to be known where a program added words of its own.
    let helps = LazyCell::new(|| -> BTreeSet<String> {
        let helps = all().filter_map(|question| question.help.as_deref().map(key));
        helps.filter(|help| help.len() > 20).collect()
    });
    for sheet in &workbook.sheets {
        for note in &sheet.notes {
            if notes.contains(&note.text) || form::is_signed(&note.text) {
                continue;
            }
            let word = key(&note.text);
            let own = changed.contains(&word) || helps.iter().any(|help| word.contains(help));
            if !word.is_empty() && !own {
                findings.push(beside(file, sheet, note, Code::CellNote));
            }
        }
        for text in &sheet.boxes {
            findings.push(beside(file, sheet, text, Code::TextBox));
        }
        for drawn in &sheet.drawn {
            let somewhere = || Place::Sheet(Arc::clone(file), Arc::clone(&sheet.name));
            let place = drawn.at.map_or_else(somewhere, |at| cell_place(file, sheet, at));
            findings.push(Finding::new(Code::Drawing, place, &[]).worded(drawn.kind.id()));
        }
        findings.extend(extra(file, sheet, used));
    }
}

/// Asks about words on the sheets of the form that hold no answers: instructions, check, glossary.
pub(in crate::responses) fn own_sheets(
    questionnaire: &Questionnaire,
    layout: &FormLayout,
    file: &Arc<str>,
    workbook: &Workbook,
    findings: &mut Vec<Finding>,
) {
    let printed = form::printed_beside(questionnaire, layout).unwrap_or_default();
    for sheet in &workbook.sheets {
        let Some(texts) = printed.get(&*sheet.name) else { continue };
        let known = Sentences::of(texts);
        for (at, cell) in sheet.cells.iter().filter(|(_, cell)| !cell.formula) {
            let written = cell.written();
            let ours = Stamp::parse(&written).is_some() || form::is_signed(&written);
            if !ours && !sentences(&written).all(|sentence| known.has(&sentence)) {
                let args = [("written", written.as_str())];
                let finding = Finding::new(Code::TextNowhere, cell_place(file, sheet, *at), &args);
                findings.push(finding.value(&written));
            }
        }
    }
}

/// The sentences of a text, for comparing: numbers and days differ from form to form.
fn sentences(text: &str) -> impl Iterator<Item = String> {
    text.split(". ").flat_map(str::lines).filter_map(|sentence| {
        let word = key(sentence);
        let bare: String = word.chars().filter(|c| !c.is_ascii_digit()).collect();
        if bare.is_empty() { Some(word).filter(|word| !word.is_empty()) } else { Some(bare) }
    })
}

/// The sentences that a form prints on a sheet. The study may have worded some otherwise since: those
/// with most of their words are known as well.
struct Sentences {
    whole: BTreeSet<String>,
}

impl Sentences {
    fn of(texts: &BTreeSet<String>) -> Self {
        Sentences { whole: texts.iter().flat_map(|text| sentences(text)).collect() }
    }

    fn has(&self, sentence: &str) -> bool {
        self.whole.contains(sentence) || {
            let words = || sentence.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty());
            let alike = |known: &String| {
                let known: BTreeSet<&str> = known.split(|c: char| !c.is_alphanumeric()).collect();
                words().filter(|word| known.contains(word)).count() * 5 > words().count() * 3
            };
            words().count() > 2 && self.whole.iter().any(alike)
        }
    }
}

fn beside(file: &Arc<str>, sheet: &SheetCells, found: &Beside, code: Code) -> Finding {
    let args = [("written", found.text.as_str())];
    Finding::new(code, cell_place(file, sheet, found.at), &args).value(&found.text)
}

/// A sheet that the form does not have. A copy of one that it has is told elsewhere.
fn extra(file: &Arc<str>, sheet: &SheetCells, used: &BTreeSet<Arc<str>>) -> Option<Finding> {
    let known = form::own_sheets().iter().any(|name| **name == *sheet.name);
    if known || used.contains(&sheet.name) || super::stamps::is_stamped(sheet) {
        return None;
    }
    let (at, first) = sheet.cells.iter().find(|(_, cell)| !cell.written().is_empty())?;
    let (n, first) = (sheet.cells.len().to_string(), first.written());
    let shown: String = first.chars().take(60).collect();
    let args = [("sheet", &*sheet.name), ("n", n.as_str()), ("first", &shown)];
    let place = cell_place(file, sheet, *at);
    Some(Finding::new(Code::SheetExtra, place, &args))
}

fn cell_place(file: &Arc<str>, sheet: &SheetCells, cell: CellRef) -> Place {
    Place::Cell(CellAt { file: Arc::clone(file), sheet: Arc::clone(&sheet.name), cell })
}
