// SPDX-License-Identifier: EUPL-1.2
//! The answers as a publication may have them: without a private column, so that no comparison,
//! chapter or trace can come upon one.

use super::Answers;
use crate::datum::{Datum, Decimal, State, Trace, Value, columns};
use crate::diag::say;
use crate::questionnaire::Type;
use crate::tables::{Column, DataTable};
use std::ops::Deref;
use std::sync::Arc;

/// Answers without their private columns. What is compared and published is made from these.
#[derive(Debug, Clone)]
pub struct Published(Answers);

impl Published {
    /// The public part of answers.
    pub fn of(answers: &Answers) -> Self {
        let mut public = answers.clone();
        let tables = Arc::make_mut(&mut public.laid_out);
        let others = std::iter::once(&mut tables.previous).chain(&mut tables.others);
        let others = others.flat_map(|round| round.tables.values_mut());
        tables.tables.values_mut().chain(others).for_each(strip);
        Published(public)
    }
}

impl Deref for Published {
    type Target = Answers;

    fn deref(&self) -> &Answers {
        &self.0
    }
}

/// Takes the private columns out of a table. Rows that one of them names are named by the first
/// column that is left, or else by their number.
fn strip(table: &mut DataTable) {
    let public: Vec<bool> = table.columns.iter().map(|column| !column.private).collect();
    if public.iter().all(|public| *public) {
        return;
    }
    let label = public.get(table.row_label) == Some(&true);
    let before = public.iter().take(table.row_label).filter(|public| **public).count();
    table.row_label = if label { before } else { 0 };
    table.columns.retain(|column| !column.private);
    for row in &mut table.rows {
        let data = row.data.iter().zip(&public).filter(|(_, public)| **public);
        row.data = Arc::new(data.map(|(datum, _)| datum.clone()).collect());
    }
    if table.columns.is_empty() {
        number_rows(table);
    }
}

fn number_rows(table: &mut DataTable) {
    let label = say("word-row-number");
    let column = Column::derived(columns::ROW, &label, "", false);
    table.columns.push(Column { kind: Type::Integer, choices: None, ..column });
    for row in &mut table.rows {
        let state = State::Value(Value::Number(Decimal::of(row.number)));
        let datum = Datum { state, written: Arc::default(), trace: Trace::default() };
        row.data = Arc::new(vec![datum]);
    }
}
