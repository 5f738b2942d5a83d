// SPDX-License-Identifier: EUPL-1.2
//! One returned workbook as it was read: every answer with its cell.

use crate::datum::{Datum, Empty, Origin, QuestionId, State, Trace};
use crate::diag::CellAt;
use crate::form::Stamp;
use crate::questionnaire::{Condition, Item, Question, Questionnaire, Section};
use std::collections::BTreeMap;
use std::sync::Arc;

/// What a returned workbook says.
#[derive(Debug, Clone)]
pub struct Response {
    /// Path from the study's folder, with `/`.
    pub file: Arc<str>,
    /// Who, which round, which questionnaire, as found inside the file.
    pub stamp: Stamp,
    /// Number of the last file of the round whose answers stood in the form when it went out: this
    /// one replaces them.
    pub knows: Option<u32>,
    /// How the answers came to be.
    pub origin: Origin,
    /// Said beside every answer.
    pub note: Option<String>,
    /// Sheets of questions that are not called as the form calls them: by file and name there.
    pub renamed: BTreeMap<(Arc<str>, Arc<str>), Arc<str>>,
    /// Cells, as `1 Dati!C7`, whose value stands though it is beyond the limits of its question, each
    /// with that value; with any when none.
    pub confirmed: BTreeMap<String, Option<String>>,
    /// Answers to single questions, by full id.
    pub answers: BTreeMap<QuestionId, Datum>,
    /// Rows of tables, by full id of the table.
    pub tables: BTreeMap<QuestionId, Vec<ResponseRow>>,
    /// Cells of grids, by full id of the grid, then (row id, column id).
    pub grids: BTreeMap<QuestionId, BTreeMap<(String, String), Datum>>,
}

/// One filled row of a table.
#[derive(Debug, Clone)]
pub struct ResponseRow {
    /// Row of the sheet, from 1, as people see it.
    pub sheet_row: u32,
    /// One answer a column of the table, in its order; shared with the table of all answers.
    pub answers: Arc<Vec<Datum>>,
}

/// How much of a section was answered; a table or a grid counts once, as on the form's check sheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answered {
    /// Id of the section.
    pub section: String,
    /// Questions, tables and grids answered in some way: with a value, an unreadable text, «nessuno»
    /// or «n.d.».
    pub answered: usize,
    /// Questions, tables and grids that the respondent was asked.
    pub asked: usize,
}

/// The number in the name of a kept file: 2 of `responses/aa/r1/02-1a2b3c4d.xlsx`.
pub(super) fn file_number(file: &str) -> Option<u32> {
    file.rsplit('/').next()?.split('-').next()?.parse().ok()
}

/// Number of the last file of a round in which an answer of the response stands; none when they
/// come from another round.
pub fn last_file(round: &str, response: &Response) -> Option<u32> {
    let cells = || response.data().flat_map(|datum| &datum.trace.cells);
    let last = || cells().filter_map(|at| file_number(&at.file)).max();
    if response.stamp.round == round { last() } else { None }
}

impl Response {
    /// How much of each section was answered, in the order of the questionnaire: as the form's
    /// check sheet counts, which leaves out what another answer makes irrelevant.
    pub fn answered(&self, questionnaire: &Questionnaire) -> Vec<Answered> {
        let of = |section: &Section| {
            let asked = || section.items.iter().filter(|item| self.is_asked(questionnaire, item));
            Answered {
                section: section.id.clone(),
                answered: asked().filter(|item| self.is_answered(item)).count(),
                asked: asked().count(),
            }
        };
        questionnaire.sections.iter().map(of).collect()
    }

    /// An answer as it may be counted: a value beyond the limits of its question, which nobody has
    /// confirmed, is not known.
    pub fn counted(&self, question: &Question, datum: &Datum) -> Datum {
        let mut datum = datum.clone();
        if self.is_beyond(question, &datum)
            && let State::Value(value) = datum.state
        {
            datum.state = State::Beyond(value);
        }
        datum
    }

    /// Whether [`Response::counted`] makes another thing of the answer.
    pub fn is_beyond(&self, question: &Question, datum: &Datum) -> bool {
        let at = |at: &CellAt| {
            let value = self.confirmed.get(&format!("{}!{}", at.sheet, at.cell));
            value.is_some_and(|value| value.as_deref().is_none_or(|it| it == &*datum.written))
        };
        datum.number().is_some_and(|number| !question.allows(number))
            && !datum.trace.cells.iter().any(at)
    }

    fn is_asked(&self, questionnaire: &Questionnaire, item: &Item) -> bool {
        let Item::Question(question) = item else { return true };
        let condition = question.relevant.as_ref();
        condition.is_none_or(|condition| self.does_not_meet(questionnaire, condition).is_none())
    }

    /// The cells of the answers by which a condition is not met; none when it is, or may be: while
    /// the answer it depends on is missing, unless that one is of no concern itself.
    pub(crate) fn does_not_meet(
        &self,
        questionnaire: &Questionnaire,
        condition: &Condition,
    ) -> Option<Trace> {
        self.unmet(questionnaire, condition, 0)
    }

    fn unmet(
        &self,
        questionnaire: &Questionnaire,
        condition: &Condition,
        depth: usize,
    ) -> Option<Trace> {
        let datum = self.answers.get(&condition.question);
        let given = datum.map(Datum::choices).unwrap_or_default();
        let is_wanted = |id: &&str| condition.is.iter().any(|wanted| wanted == id);
        let own = || datum.map(|datum| datum.trace.clone()).unwrap_or_default();
        if datum.is_some_and(|datum| datum.state == State::Empty(Empty::None)) {
            return Some(own());
        }
        if !given.is_empty() {
            return (!given.iter().any(is_wanted)).then(own);
        }
        let other = questionnaire.question(&condition.question)?;
        let above = other.relevant.as_ref().filter(|_| depth < Condition::DEEPEST)?;
        let is_blank = datum.is_none_or(Datum::is_blank);
        let decides = is_blank.then(|| self.unmet(questionnaire, above, depth + 1))??;
        let mut trace = own();
        trace.cells.extend(decides.cells);
        Some(trace)
    }

    fn is_answered(&self, item: &Item) -> bool {
        let filled = |datum: &Datum| !datum.is_blank();
        match item {
            Item::Question(question) => self.answers.get(&question.id).is_some_and(filled),
            Item::Grid(grid) => {
                self.grids.get(&grid.id).is_some_and(|cells| cells.values().any(filled))
            }
            Item::Table(table) => {
                let rows = self.tables.get(&table.id).map(Vec::as_slice).unwrap_or_default();
                let asked = |row: &ResponseRow| {
                    let columns = table.columns.iter().zip(row.answers.iter());
                    columns.filter(|(column, _)| column.printed.is_none()).any(|(_, d)| filled(d))
                };
                rows.iter().any(asked)
            }
        }
    }

    /// Every answer, printed texts included.
    pub fn data(&self) -> impl Iterator<Item = &Datum> {
        let rows = self.tables.values().flatten().flat_map(|row| row.answers.iter());
        let cells = self.grids.values().flat_map(BTreeMap::values);
        self.answers.values().chain(rows).chain(cells)
    }

    /// Every answer, printed texts included.
    pub fn data_mut(&mut self) -> impl Iterator<Item = &mut Datum> {
        let rows =
            self.tables.values_mut().flatten().flat_map(|row| Arc::make_mut(&mut row.answers));
        let cells = self.grids.values_mut().flat_map(BTreeMap::values_mut);
        self.answers.values_mut().chain(rows).chain(cells)
    }
}
