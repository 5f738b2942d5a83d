// SPDX-License-Identifier: EUPL-1.2
//! What the returned forms say that is never published: names, addresses and whatever else the
//! study keeps private. It is gathered for who collects the answers, and goes nowhere else.

use crate::answers::Answers;
use crate::datum::Datum;
use crate::diag::{CellAt, Permit};
use crate::pipeline::Collected;
use crate::tables::{Column, DataTable, Row};

/// A private answer of a participant, with its cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PrivateAnswer {
    /// Id of the participant.
    pub participant: String,
    /// Full id of the question.
    pub question: String,
    /// The question as the form asks it.
    pub label: String,
    /// Row of a table, from 1; none of a single question.
    pub row: Option<usize>,
    /// What was written.
    pub written: String,
    /// Where it stands; none when it was put there by a correction alone.
    pub at: Option<CellAt>,
}

/// Every private answer that stands and in which something is written, by participant in the
/// study's order, then as in the questionnaire.
pub fn private_answers(collected: &Collected, _permit: Permit) -> Vec<PrivateAnswer> {
    let questionnaire = &collected.study.questionnaire;
    let items = questionnaire.items().flat_map(|item| item.questions());
    let asked: Vec<(&DataTable, usize)> = items
        .filter(|question| question.private)
        .filter_map(|question| column(&collected.answers, &question.id))
        .collect();
    let mut all = Vec::new();
    for participant in &questionnaire.participants {
        for (table, position) in &asked {
            let own = table.rows.iter().filter(|row| *row.participant == *participant.id);
            all.extend(own.filter_map(|row| answer(table, *position, row)));
        }
    }
    all
}

/// The table and position of a question, also of what a grid's cells hold.
fn column<'a>(answers: &'a Answers, id: &str) -> Option<(&'a DataTable, usize)> {
    let is = |column: &Column| column.question.as_ref().is_some_and(|known| known.as_str() == id);
    let mut tables = answers.tables.values();
    tables.find_map(|table| Some((table, table.columns.iter().position(is)?)))
}

fn answer(table: &DataTable, position: usize, row: &Row) -> Option<PrivateAnswer> {
    let column = table.columns.get(position)?;
    let datum: &Datum = row.data.get(position)?;
    let question = column.question.as_ref()?;
    // The table of a section's single questions has one row a participant.
    let single = question.table() == table.id && table.id.matches('.').count() == 0;
    (!datum.written.trim().is_empty()).then(|| PrivateAnswer {
        participant: row.participant.to_string(),
        question: question.to_string(),
        label: column.label.clone(),
        row: (!single).then_some(row.number),
        written: datum.written.to_string(),
        at: datum.trace.cells.first().cloned(),
    })
}
