// SPDX-License-Identifier: EUPL-1.2
//! Reads single answers and the cells of a grid.

use super::find::key::key;
use super::find::tables::GridAt;
use super::typing::answer::answer;
use super::typing::setting::{Setting, Unit};
use super::units;
use crate::datum::Datum;
use crate::diag::{CellAt, CellRef, Code, Finding, Place};
use crate::form::{ANSWER_COL, UNIT_COL};
use crate::questionnaire::{Grid, Question, Questionnaire};
use crate::workbook::{Cell, SheetCells};
use std::collections::BTreeMap;
use std::sync::Arc;

/// A sheet being read.
pub(super) struct Reader<'a> {
    pub(super) questionnaire: &'a Questionnaire,
    pub(super) file: &'a Arc<str>,
    pub(super) sheet: &'a SheetCells,
    /// What is known of the file.
    pub(super) setting: Setting,
    /// Whether the form is of the questionnaire of now: what another printed is not known.
    pub(super) same_version: bool,
}

impl Reader<'_> {
    /// The answer in one cell, whose numbers are in a unit.
    pub(super) fn cell(
        &self,
        question: &Question,
        cell: CellRef,
        unit: &Unit,
        findings: &mut Vec<Finding>,
    ) -> Datum {
        let datum = self.typed(question, self.sheet.cell(cell), cell, unit, findings);
        if datum.written.is_empty()
            && let Some(first) = self.sheet.merged_into(cell)
        {
            let first_text = self.sheet.text(first);
            if !first_text.is_empty() {
                let args = [("first", first.to_string()), ("written", first_text)];
                let args: Vec<(&str, &str)> = args.iter().map(|(n, v)| (*n, v.as_str())).collect();
                let place = Place::Cell(self.at(cell));
                let finding = Finding::new(Code::CellMerged, place, &args);
                findings.push(finding.question(&question.id));
            }
        }
        datum
    }

    /// The answer to a single question. Words in the column of the units are asked about: they
    /// stand there when somebody took the wrong column.
    pub(super) fn single(
        &self,
        question: &Question,
        cell: CellRef,
        findings: &mut Vec<Finding>,
    ) -> Datum {
        let beside = CellRef::new(cell.row, cell.col.saturating_add(UNIT_COL - ANSWER_COL));
        let written = self.sheet.text(beside);
        let unit = question.unit.as_deref().unwrap_or_default();
        let mut now = Unit::AsAsked;
        if !written.is_empty() && key(&written) != key(unit) {
            let place = Place::Cell(self.at(beside));
            let changed = units::changed(question, &written).filter(|_| self.same_version);
            let finding = match changed {
                Some(changed) => {
                    let finding = units::finding(question, &written, &changed, place);
                    now = changed;
                    finding
                }
                None => {
                    let args = [("written", written.as_str()), ("cell", &*cell.to_string())];
                    Finding::new(Code::AnswerBeside, place, &args)
                }
            };
            findings.push(finding.question(&question.id).value(&written));
        }
        self.cell(question, cell, &now, findings)
    }

    /// What a cell says as the answer to a question.
    pub(super) fn typed(
        &self,
        question: &Question,
        cell: Option<&Cell>,
        at: CellRef,
        unit: &Unit,
        findings: &mut Vec<Finding>,
    ) -> Datum {
        let list = question.choices.as_ref().and_then(|id| self.questionnaire.choices.get(id));
        let setting = Setting { unit: unit.clone(), ..self.setting.clone() };
        let noted = answer(question, list, cell, &self.at(at), &setting);
        findings.extend(noted.findings);
        noted.value
    }

    pub(super) fn at(&self, cell: CellRef) -> CellAt {
        CellAt { file: Arc::clone(self.file), sheet: Arc::clone(&self.sheet.name), cell }
    }

    /// The cells of a grid, by the ids of its row and column.
    pub(super) fn grid(
        &self,
        grid: &Grid,
        place: &GridAt,
        findings: &mut Vec<Finding>,
    ) -> BTreeMap<(String, String), Datum> {
        let ids = |list: &str| -> Vec<&str> {
            let list = self.questionnaire.choices.get(list).map(|list| list.choices.as_slice());
            list.unwrap_or_default().iter().map(|choice| choice.id.as_str()).collect()
        };
        let mut cells = BTreeMap::new();
        for (row_id, row) in ids(&grid.rows).iter().zip(&place.rows) {
            for (col_id, col) in ids(&grid.columns).iter().zip(&place.columns) {
                if let (Some(row), Some(col)) = (row, col) {
                    let at = CellRef::new(*row, *col);
                    let datum = self.cell(&grid.cell, at, &Unit::AsAsked, findings);
                    cells.insert(((*row_id).to_owned(), (*col_id).to_owned()), datum);
                }
            }
        }
        cells
    }
}
