// SPDX-License-Identifier: EUPL-1.2
//! What every check looks at: the answers, and the way from a cell to what was written there.

use crate::answers::{Answers, CellIndex};
use crate::datum::{Datum, Empty, State};
use crate::diag::{CellAt, Finding, Place};
use crate::questionnaire::{Condition, Question, Questionnaire};
use crate::tables::{Column, Database};

/// The answers that are checked.
pub(super) struct Context<'a> {
    pub(super) questionnaire: &'a Questionnaire,
    pub(super) answers: &'a Answers,
    pub(super) database: &'a Database,
    cells: &'a CellIndex<'a>,
}

/// What stands in a cell, and which question it answers.
#[derive(Debug, Clone, Copy)]
pub(super) struct Written<'a> {
    pub(super) participant: &'a str,
    pub(super) question: &'a str,
    /// Empty for what is never published.
    pub(super) text: &'a str,
}

impl<'a> Context<'a> {
    pub(super) fn new(
        questionnaire: &'a Questionnaire,
        answers: &'a Answers,
        database: &'a Database,
        cells: &'a CellIndex<'a>,
    ) -> Self {
        Context { questionnaire, answers, database, cells }
    }

    /// Ids of those who answered, in the study's order.
    pub(super) fn participants(&self) -> impl Iterator<Item = &'a str> + use<'a> {
        let answers = self.answers;
        let all = self.questionnaire.participants.iter().map(|p| p.id.as_str());
        all.filter(move |id| answers.has(id))
    }

    /// The cell of an answer, or the participant's file when nothing says which cell it is.
    pub(super) fn place(&self, participant: &str, datum: &Datum) -> Place {
        match datum.trace.cells.first() {
            Some(cell) => Place::Cell(cell.clone()),
            None => self.file(participant),
        }
    }

    /// The file of a participant's answers.
    pub(super) fn file(&self, participant: &str) -> Place {
        let file = self.answers.origins.get(participant).map(|of| of.file.clone());
        file.map_or(Place::Nowhere, Place::File)
    }

    /// The question that a column holds answers to.
    pub(super) fn question(&self, column: &Column) -> Option<&'a Question> {
        self.questionnaire.question(column.question.as_deref()?)
    }

    /// A finding about a column's answer: with its question, and with what was written unless it
    /// is never published.
    pub(super) fn about(&self, finding: Finding, column: &Column, datum: &Datum) -> Finding {
        let finding = match &column.question {
            Some(question) => finding.question(question),
            None => finding,
        };
        if column.private || datum.written.is_empty() {
            return finding;
        }
        finding.value(&datum.written)
    }

    /// Whether a question with this condition concerns a participant; also while the answer it
    /// depends on is missing, unless that one is of no concern itself.
    pub(super) fn concerns(&self, participant: &str, condition: Option<&Condition>) -> bool {
        let Some(condition) = condition else { return true };
        let datum = self
            .answers
            .column(&condition.question)
            .and_then(|(table, position)| table.rows_of(participant).next()?.data.get(position));
        if datum.is_some_and(|datum| {
            matches!(datum.state, State::Empty(Empty::None | Empty::NotApplicable))
        }) {
            return false;
        }
        let given = datum.map(Datum::choices).unwrap_or_default();
        given.is_empty() || given.iter().any(|id| condition.is.iter().any(|wanted| wanted == id))
    }

    /// What stands in a cell of a participant's answers.
    pub(super) fn written(&self, cell: &CellAt) -> Option<Written<'a>> {
        let at = self.cells.get(cell)?;
        let (column, datum) = (at.column()?, at.datum()?);
        let text = if column.private { "" } else { &*datum.written };
        let question = column.question.as_deref()?;
        Some(Written { participant: &at.row.participant, question, text })
    }
}
