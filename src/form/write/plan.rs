// SPDX-License-Identifier: EUPL-1.2
//! Where the check sheet counts what, for the pages that show its counts.

use super::names::check_name;
use crate::diag::{CellRef, say_with};
use crate::form::lay_out::{HELP_COL, UNIT_COL};
use crate::form::{FormLayout, SheetLayout};
use crate::questionnaire::Questionnaire;
use crate::workbook::{quoted, text_literal};

/// Row of the heads of the counts.
pub(super) const HEAD: u32 = 3;
/// Column of what is answered.
pub(super) const STATE_COL: u16 = UNIT_COL;
/// Column of what is asked.
pub(super) const COUNT_COL: u16 = HELP_COL;

/// Where the check sheet counts what.
pub(super) struct Plan {
    /// Row of each section's count, with the first and last row of its questions.
    pub(super) sections: Vec<(u32, u32, u32)>,
    /// What the counts say of the form as it is written: answered and asked, by section.
    pub(super) counts: Vec<(usize, usize)>,
}

impl Plan {
    /// One row a section, then one row a question, table or grid.
    pub(super) fn of(questionnaire: &Questionnaire, layout: &FormLayout) -> Self {
        let count = |sheet: &SheetLayout| {
            let known = sheet.slots.iter().filter(|slot| questionnaire.item(slot.id()).is_some());
            u32::try_from(known.count()).unwrap_or(0)
        };
        let sheets = u32::try_from(layout.sheets.len()).unwrap_or(0);
        let mut row = HEAD + sheets + 5;
        let sections = (HEAD + 1..)
            .zip(&layout.sheets)
            .map(|(summary, sheet)| {
                // A row with the section's title stands before its questions.
                let first = row + 1;
                row = first + count(sheet);
                (summary, first, row.saturating_sub(1))
            })
            .collect();
        Plan { sections, counts: Vec::new() }
    }

    /// Tells the plan what is answered already: programs that don't reckon show what they are told.
    pub(super) fn count_answers(&mut self, counts: Vec<(usize, usize)>) {
        self.counts = counts;
    }

    pub(super) fn counted(&self, position: usize) -> (usize, usize) {
        let asked = usize::try_from(self.questions_of(position)).unwrap_or(0);
        self.counts.get(position).copied().unwrap_or((0, asked))
    }

    pub(super) fn counted_in_all(&self) -> (usize, usize) {
        let counts = (0..self.sections.len()).map(|position| self.counted(position));
        counts.fold((0, 0), |sum, count| (sum.0 + count.0, sum.1 + count.1))
    }

    pub(super) fn total_row(&self) -> u32 {
        self.sections.last().map_or(HEAD, |last| last.0) + 1
    }

    pub(super) fn questions_of(&self, position: usize) -> u32 {
        self.sections.get(position).map_or(0, |(_, first, last)| (last + 1).saturating_sub(*first))
    }

    /// The count of a section as a formula, and what it says of an empty form.
    pub(super) fn status(&self, position: usize) -> (String, String) {
        let row = self.sections.get(position).map_or(HEAD, |section| section.0);
        self.count(row, self.counted(position))
    }

    /// The count of the whole form.
    pub(super) fn total_status(&self) -> (String, String) {
        self.count(self.total_row(), self.counted_in_all())
    }

    fn count(&self, row: u32, (answered, asked): (usize, usize)) -> (String, String) {
        let reference = |col| format!("{}!{}", quoted(&check_name()), CellRef::new(row, col));
        // The marks stand in for the cells while the sentence is made a literal.
        let sentence = say_with("form-status", &[("n", "\u{1}"), ("m", "\u{2}")]);
        let formula = text_literal(&sentence)
            .replace('\u{1}', &format!("\"&{}&\"", reference(STATE_COL)))
            .replace('\u{2}', &format!("\"&{}&\"", reference(COUNT_COL)));
        let (n, m) = (answered.to_string(), asked.to_string());
        let value = say_with("form-status", &[("n", &n), ("m", &m)]);
        (format!("={formula}"), value)
    }
}
