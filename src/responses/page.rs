// SPDX-License-Identifier: EUPL-1.2
//! A returned sheet made ready for looking things up: what is printed where, without regard to
//! case, accents and spaces.

use super::choose::key;
use crate::diag::CellRef;
use crate::questionnaire::{Item, Question, Questionnaire, Section};
use crate::workbook::{Cell, Raw, SheetCells};
use std::collections::{BTreeMap, BTreeSet};

/// A sheet and where each word stands on it.
pub(super) struct Page<'a> {
    pub(super) sheet: &'a SheetCells,
    words: BTreeMap<CellRef, String>,
    codes: BTreeMap<CellRef, String>,
}

/// What a section prints on its sheet, for knowing it again.
pub(super) struct Anchors {
    /// Codes of questions, tables and grids.
    pub(super) codes: BTreeSet<String>,
    /// Codes of the columns of tables.
    pub(super) column_codes: BTreeSet<String>,
    /// Labels of questions, tables and grids.
    pub(super) labels: BTreeSet<String>,
    /// Codes of questions, tables and grids of the other sections.
    foreign: BTreeSet<String>,
}

impl Anchors {
    pub(super) fn of(questionnaire: &Questionnaire, section: &Section) -> Self {
        let others = questionnaire.sections.iter().filter(|other| other.id != section.id);
        let mut anchors = Anchors {
            codes: BTreeSet::new(),
            column_codes: BTreeSet::new(),
            labels: BTreeSet::new(),
            foreign: others.flat_map(|s| &s.items).map(|item| item_code(item).to_owned()).collect(),
        };
        for item in &section.items {
            anchors.labels.insert(key(item.label()));
            anchors.codes.insert(item_code(item).to_owned());
            if let Item::Table(table) = item {
                anchors.column_codes.extend(table.columns.iter().map(|column| column.code.clone()));
            }
        }
        anchors
    }

    /// How many there are.
    pub(super) fn count(&self) -> usize {
        self.codes.len() + self.column_codes.len() + self.labels.len()
    }
}

/// The printed code of an item.
pub(super) fn item_code(item: &Item) -> &str {
    match item {
        Item::Question(question) => &question.code,
        Item::Table(table) => &table.code,
        Item::Grid(grid) => &grid.code,
    }
}

impl<'a> Page<'a> {
    pub(super) fn of(sheet: &'a SheetCells) -> Self {
        let mut words = BTreeMap::new();
        let mut codes = BTreeMap::new();
        for (at, cell) in &sheet.cells {
            let word = key(&cell.written());
            if !word.is_empty() {
                words.insert(*at, word);
                codes.insert(*at, code(cell));
            }
        }
        Page { sheet, words, codes }
    }

    /// How many of a section's anchors stand on this sheet, each counted once. A sheet with the
    /// codes of other sections as well is a list of questions, not a place for answers.
    pub(super) fn score(&self, anchors: &Anchors) -> usize {
        let codes: BTreeSet<&String> = self
            .codes
            .values()
            .filter(|code| anchors.codes.contains(*code) || anchors.column_codes.contains(*code))
            .collect();
        let labels: BTreeSet<&String> =
            self.words.values().filter(|word| anchors.labels.contains(*word)).collect();
        let foreign: BTreeSet<&String> =
            self.codes.values().filter(|code| anchors.foreign.contains(*code)).collect();
        if foreign.len() > codes.len() / 2 { 0 } else { codes.len() + labels.len() }
    }

    /// What stands in a cell, for comparing; empty when nothing does.
    pub(super) fn word(&self, row: u32, col: u16) -> &str {
        self.words.get(&CellRef::new(row, col)).map_or("", String::as_str)
    }

    /// The code that stands in a cell, if that is what it is.
    pub(super) fn code(&self, row: u32, col: u16) -> &str {
        self.codes.get(&CellRef::new(row, col)).map_or("", String::as_str)
    }

    /// The words of a row, from left to right.
    pub(super) fn row(&self, row: u32) -> impl Iterator<Item = (u16, &str)> {
        self.words.range(whole(row)).map(|(at, word)| (at.col, word.as_str()))
    }

    /// The codes of a row, from left to right.
    pub(super) fn row_codes(&self, row: u32) -> impl Iterator<Item = (u16, &str)> {
        self.codes.range(whole(row)).map(|(at, code)| (at.col, code.as_str()))
    }

    /// The rows with something in them.
    pub(super) fn rows(&self) -> BTreeSet<u32> {
        self.words.keys().map(|at| at.row).collect()
    }

    /// Rows in which a column has this code.
    pub(super) fn rows_with_code(&self, col: u16, code: &str) -> Vec<u32> {
        let found = self.codes.iter().filter(|(at, found)| at.col == col && *found == code);
        found.map(|(at, _)| at.row).collect()
    }

    /// Rows in which a column has this label.
    pub(super) fn rows_with_label(&self, col: u16, label: &str) -> Vec<u32> {
        let label = key(label);
        let found = self.words.iter().filter(|(at, word)| at.col == col && **word == label);
        found.map(|(at, _)| at.row).collect()
    }

    /// The column in which most of the wanted cells stand.
    pub(super) fn busiest_column(&self, wanted: impl Fn(&str, &str) -> bool) -> Option<u16> {
        let mut count: BTreeMap<u16, usize> = BTreeMap::new();
        for (at, word) in &self.words {
            if wanted(self.code(at.row, at.col), word) {
                *count.entry(at.col).or_default() += 1;
            }
        }
        let most = count.values().copied().max()?;
        count.into_iter().find(|(_, found)| *found == most).map(|(col, _)| col)
    }
}

fn whole(row: u32) -> std::ops::RangeInclusive<CellRef> {
    CellRef::new(row, 0)..=CellRef::new(row, u16::MAX)
}

/// A code as printed; `2.1` may have become a number on the way.
fn code(cell: &Cell) -> String {
    match &cell.raw {
        Raw::Number(number) => number.to_string(),
        _ => cell.written(),
    }
}

/// What the head of a column says: its label, with or without the unit.
pub(super) struct Head {
    label: String,
    with_unit: String,
}

impl Head {
    pub(super) fn of(question: &Question) -> Self {
        Head { label: key(&question.label), with_unit: key(&question.label_with_unit()) }
    }

    /// Whether a word is this head.
    pub(super) fn is(&self, word: &str) -> bool {
        word == self.label
            || word == self.with_unit
            || word.strip_prefix(&self.label).is_some_and(|rest| rest.starts_with(" ("))
    }
}
