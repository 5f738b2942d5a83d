// SPDX-License-Identifier: EUPL-1.2
//! A returned sheet made ready for looking things up: what is printed where, without regard to
//! case, accents and spaces.

use super::key::key;
use crate::diag::CellRef;
use crate::questionnaire::{Item, Question, Questionnaire, Section};
use crate::workbook::{Cell, Raw, SheetCells};
use std::collections::{BTreeMap, BTreeSet};

/// A sheet and where each word stands on it.
pub(in crate::responses) struct Page<'a> {
    pub(in crate::responses) sheet: &'a SheetCells,
    /// The cells with something in them, by place.
    cells: Vec<Said>,
    /// The rows with something in them.
    rows: BTreeSet<u32>,
    /// Positions in `cells`, ordered by word.
    by_word: Vec<usize>,
    /// Positions in `cells`, ordered by code.
    by_code: Vec<usize>,
}

/// What a cell says, for comparing.
struct Said {
    at: CellRef,
    word: String,
    code: String,
}

/// What a section prints on its sheet, for knowing it again.
pub(in crate::responses) struct Anchors<'a> {
    /// Codes of questions, tables and grids.
    pub(in crate::responses) codes: BTreeSet<&'a str>,
    /// Codes of the columns of tables.
    pub(in crate::responses) column_codes: BTreeSet<&'a str>,
    /// Labels of questions, tables and grids.
    pub(in crate::responses) labels: BTreeSet<String>,
    /// Codes of questions, tables and grids of the other sections.
    foreign: BTreeSet<&'a str>,
}

impl<'a> Anchors<'a> {
    pub(super) fn of_section(questionnaire: &'a Questionnaire, section: &'a Section) -> Self {
        let others = questionnaire.sections.iter().filter(|other| other.id != section.id);
        let tables = section.items.iter().filter_map(|item| match item {
            Item::Table(table) => Some(table),
            _ => None,
        });
        Anchors {
            codes: section.items.iter().map(Item::code).collect(),
            column_codes: tables
                .flat_map(|table| &table.columns)
                .map(|column| column.code.as_str())
                .collect(),
            labels: section.items.iter().map(|item| key(item.label())).collect(),
            foreign: others.flat_map(|section| &section.items).map(Item::code).collect(),
        }
    }

    /// How many there are.
    pub(super) fn count(&self) -> usize {
        self.codes.len() + self.column_codes.len() + self.labels.len()
    }
}

impl<'a> Page<'a> {
    pub(super) fn of_sheet(sheet: &'a SheetCells) -> Self {
        let said = sheet.cells.iter().map(|(at, cell)| {
            let written = cell.written();
            Said { at: *at, word: key(&written), code: code(cell, written) }
        });
        let cells: Vec<Said> = said.filter(|said| !said.word.is_empty()).collect();
        let rows = cells.iter().map(|said| said.at.row).collect();
        let ordered = |by: fn(&Said) -> &str| {
            let mut order: Vec<(&str, usize)> =
                cells.iter().enumerate().map(|(at, said)| (by(said), at)).collect();
            order.sort_unstable();
            order.into_iter().map(|(_, at)| at).collect()
        };
        let (by_word, by_code) = (ordered(|said| &said.word), ordered(|said| &said.code));
        Page { sheet, cells, rows, by_word, by_code }
    }

    /// The cells with this word, by place.
    fn with_word<'b>(&'b self, word: &'b str) -> impl Iterator<Item = CellRef> {
        self.found(&self.by_word, word, |said| &said.word)
    }

    /// The cells with this code, by place.
    fn with_code<'b>(&'b self, code: &'b str) -> impl Iterator<Item = CellRef> {
        self.found(&self.by_code, code, |said| &said.code)
    }

    fn found<'b>(
        &'b self,
        order: &'b [usize],
        wanted: &'b str,
        by: fn(&Said) -> &str,
    ) -> impl Iterator<Item = CellRef> {
        let text = move |at: &usize| self.cells.get(*at).map_or("", by);
        let first = order.partition_point(|at| text(at) < wanted);
        let rest = order.get(first..).unwrap_or_default().iter();
        let same = rest.take_while(move |at| text(at) == wanted);
        same.filter_map(|at| Some(self.cells.get(*at)?.at))
    }

    /// How many of a section's anchors stand on this sheet, each counted once. A sheet with the
    /// codes of other sections as well is a list of questions, not a place for answers.
    pub(super) fn score(&self, anchors: &Anchors<'_>) -> usize {
        let stands = |code: &&&str| self.with_code(code).next().is_some();
        let codes = anchors.codes.union(&anchors.column_codes).filter(stands).count();
        let words = anchors.labels.iter().filter(|label| self.with_word(label).next().is_some());
        let found = codes + words.count();
        // One more foreign code than this is too many.
        let most = codes / 2;
        if found == 0 || anchors.foreign.iter().filter(stands).nth(most).is_some() {
            return 0;
        }
        found
    }

    fn said(&self, row: u32, col: u16) -> Option<&Said> {
        let at = self.cells.binary_search_by_key(&CellRef::new(row, col), |said| said.at).ok()?;
        self.cells.get(at)
    }

    fn said_in(&self, row: u32) -> impl Iterator<Item = &Said> {
        let first = self.cells.partition_point(|said| said.at.row < row);
        let rest = self.cells.get(first..).unwrap_or_default().iter();
        rest.take_while(move |said| said.at.row == row)
    }

    /// What stands in a cell, for comparing; empty when nothing does.
    pub(super) fn word(&self, row: u32, col: u16) -> &str {
        self.said(row, col).map_or("", |said| &said.word)
    }

    /// The code that stands in a cell, if that is what it is.
    pub(super) fn code(&self, row: u32, col: u16) -> &str {
        self.said(row, col).map_or("", |said| &said.code)
    }

    /// The words of a row, from left to right.
    pub(super) fn row(&self, row: u32) -> impl Iterator<Item = (u16, &str)> {
        self.said_in(row).map(|said| (said.at.col, said.word.as_str()))
    }

    /// The codes of a row, from left to right.
    pub(super) fn row_codes(&self, row: u32) -> impl Iterator<Item = (u16, &str)> {
        self.said_in(row).map(|said| (said.at.col, said.code.as_str()))
    }

    /// The rows with something in them.
    pub(super) fn rows(&self) -> &BTreeSet<u32> {
        &self.rows
    }

    /// Rows in which a column has this code.
    pub(super) fn rows_with_code(&self, col: u16, code: &str) -> Vec<u32> {
        self.with_code(code).filter(|at| at.col == col).map(|at| at.row).collect()
    }

    /// Rows in which a column has this label.
    pub(super) fn rows_with_label(&self, col: u16, label: &str) -> Vec<u32> {
        self.with_word(&key(label)).filter(|at| at.col == col).map(|at| at.row).collect()
    }

    /// The column in which most of the wanted cells stand.
    pub(super) fn busiest_column(&self, wanted: impl Fn(&str, &str) -> bool) -> Option<u16> {
        let mut count: BTreeMap<u16, usize> = BTreeMap::new();
        for said in &self.cells {
            if wanted(&said.code, &said.word) {
                *count.entry(said.at.col).or_default() += 1;
            }
        }
        let most = count.values().copied().max()?;
        count.into_iter().find(|(_, found)| *found == most).map(|(col, _)| col)
    }
}

/// A code as printed; `2.1` may have become a number on the way.
fn code(cell: &Cell, written: String) -> String {
    match &cell.raw {
        Raw::Number(number) => number.to_string(),
        _ => written,
    }
}

/// What the head of a column says: its label, with or without the unit.
pub(in crate::responses) struct Head {
    label: String,
    with_unit: String,
}

impl Head {
    pub(in crate::responses) fn asking(question: &Question) -> Self {
        Head { label: key(&question.label), with_unit: key(&question.label_with_unit()) }
    }

    /// Whether a word is this head.
    pub(in crate::responses) fn is(&self, word: &str) -> bool {
        word == self.label
            || word == self.with_unit
            || word.strip_prefix(&self.label).is_some_and(|rest| rest.starts_with(" ("))
    }
}
