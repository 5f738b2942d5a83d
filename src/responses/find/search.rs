// SPDX-License-Identifier: EUPL-1.2
//! What is known while a returned sheet is searched, and the questions that every search asks.

use super::page::{Anchors, Page};
use crate::diag::{CellAt, CellRef, Code, Finding, Place, Severity};
use crate::form::{CODE_COL, LABEL_COL, SheetLayout};
use crate::questionnaire::{Item, Questionnaire, Section};
use std::sync::Arc;

/// What is known while a sheet is searched.
pub(super) struct Search<'a, 'b> {
    pub(super) questionnaire: &'a Questionnaire,
    pub(super) section: &'a Section,
    pub(super) layout: &'a SheetLayout,
    pub(super) file: &'a Arc<str>,
    pub(super) page: &'a Page<'a>,
    pub(super) anchors: &'a Anchors<'a>,
    pub(super) code_col: Option<u16>,
    pub(super) label_col: Option<u16>,
    pub(super) findings: &'b mut Vec<Finding>,
}

impl<'a> Search<'a, '_> {
    pub(super) fn item(&self, id: &str) -> Option<&'a Item> {
        self.section.items.iter().find(|item| item.id() == id)
    }

    /// The labels of a list of choices, in its order.
    pub(super) fn labels(&self, list: &str) -> Vec<String> {
        let list = self.questionnaire.choices.get(list).map(|list| list.choices.as_slice());
        list.unwrap_or_default().iter().map(|choice| choice.label.clone()).collect()
    }

    pub(super) fn code_col(&self) -> u16 {
        self.code_col.unwrap_or_else(|| self.label_col.unwrap_or(LABEL_COL).saturating_sub(1))
    }

    pub(super) fn label_col(&self) -> u16 {
        self.label_col.unwrap_or_else(|| self.code_col.unwrap_or(CODE_COL) + 1)
    }

    pub(super) fn report(&mut self, finding: Finding) {
        self.findings.push(finding);
    }

    pub(super) fn sheet_place(&self) -> Place {
        Place::Sheet(Arc::clone(self.file), Arc::clone(&self.page.sheet.name))
    }

    pub(super) fn cell_place(&self, cell: CellRef) -> Place {
        Place::Cell(CellAt {
            file: Arc::clone(self.file),
            sheet: Arc::clone(&self.page.sheet.name),
            cell,
        })
    }

    pub(super) fn not_found(&mut self, item_id: &str, severity: Severity) {
        let Some((code, label)) =
            self.item(item_id).map(|item| (item.code().to_owned(), item.label().to_owned()))
        else {
            return;
        };
        let args = [("code", code.as_str()), ("label", label.as_str())];
        let finding =
            Finding::new(Code::QuestionNotFound, self.sheet_place(), &args).weighing(severity);
        self.report(finding.question(item_id));
    }

    /// Rows in which an item's title may stand: its code, or else its label.
    pub(super) fn title_rows(&self, code: &str, label: &str) -> Vec<u32> {
        let by_code = self.page.rows_with_code(self.code_col(), code);
        if by_code.is_empty() {
            self.page.rows_with_label(self.label_col(), label)
        } else {
            by_code
        }
    }
}

/// A column moved by some steps.
pub(super) fn shifted(col: u16, steps: i64) -> u16 {
    u16::try_from(i64::from(col) + steps).unwrap_or(col)
}
