// SPDX-License-Identifier: EUPL-1.2
//! What every page of the form needs: what is asked, what is known already, what is marked.

use super::names::{index_name, instructions_name};
use super::plan::Plan;
use crate::diag::{CellRef, Error};
use crate::form::{CODE_COL, Entry, FormLayout, Mark, Marks};
use crate::questionnaire::{Participant, Questionnaire, Round};
use crate::workbook::{Area, Look, Page, Sheet, Style};
use std::collections::BTreeMap;

/// What every page of the form needs.
pub(super) struct Form<'a> {
    pub(super) questionnaire: &'a Questionnaire,
    pub(super) layout: &'a FormLayout,
    pub(super) participant: Option<&'a Participant>,
    pub(super) round: Option<&'a Round>,
    pub(super) plan: Plan,
    pub(super) filled: BTreeMap<(&'a str, CellRef), &'a Entry>,
    /// Number of the last file whose answers they are.
    pub(super) knows: Option<u32>,
    /// What is to be looked at again, when the form goes back to who filled it in.
    pub(super) marks: Option<&'a Marks>,
}

impl<'a> Form<'a> {
    pub(super) fn new(questionnaire: &'a Questionnaire, layout: &'a FormLayout) -> Self {
        let rounds = &questionnaire.study.rounds;
        Form {
            questionnaire,
            layout,
            participant: questionnaire.participant(&layout.stamp.participant),
            round: rounds.iter().find(|round| round.id == layout.stamp.round),
            plan: Plan::of(questionnaire, layout),
            filled: BTreeMap::new(),
            knows: None,
            marks: None,
        }
    }

    /// The participant's name, or its id when the study has no such participant.
    pub(super) fn participant_name(&self) -> &str {
        self.participant.map_or(self.layout.stamp.participant.as_str(), |p| p.name.as_str())
    }

    /// An answer's cell: what is known already, or nothing.
    pub(super) fn answer(&self, sheet: &mut Sheet, at: CellRef, style: Style) -> Result<(), Error> {
        let entry = self.filled.get(&(sheet.name(), at)).copied();
        let mut style = style;
        if let Some(mark) = self.mark(sheet.name(), at) {
            let top = style.look == Look::LongAnswer;
            style.look = Look::Marked { severity: mark.severity, top };
            sheet.long_note(at, &mark.texts.join("\n\n"))?;
        }
        match entry {
            Some(Entry::Text(text)) => sheet.text(at, text, style),
            Some(Entry::Number(number)) => sheet.number(at, *number, style),
            Some(Entry::Day(day)) => sheet.date(at, *day, style),
            None => sheet.blank(at, style),
        }
    }

    /// What is said at a cell.
    pub(super) fn mark(&self, sheet: &str, at: CellRef) -> Option<&'a Mark> {
        self.marks?.at(sheet, at)
    }

    /// The sign of a row with something to be looked at again, in the column of the codes.
    pub(super) fn sign(&self, sheet: &mut Sheet, row: u32) -> Result<(), Error> {
        match self.marks.and_then(|marks| marks.row(sheet.name(), row)) {
            Some((severity, sign)) => {
                sheet.text(CellRef::new(row, CODE_COL), &sign, Look::Sign(severity))
            }
            None => Ok(()),
        }
    }

    /// Answers turn white once they are given, but for those to be looked at again.
    pub(super) fn white_when_filled(&self, sheet: &mut Sheet, area: Area) -> Result<(), Error> {
        let kept = self.marks.map(|marks| marks.cells(sheet.name())).unwrap_or_default();
        sheet.white_when_filled_but(area, &kept)
    }

    /// The sheet to which every other one leads back.
    pub(super) fn home(&self) -> String {
        if self.marks.is_some() { index_name() } else { instructions_name() }
    }

    /// How the pages are printed.
    pub(super) fn page(&self, repeat: Option<(u32, u32)>) -> Page {
        let footer = format!("{} · {}", self.participant_name(), self.questionnaire.study.title);
        Page { footer, repeat }
    }
}
