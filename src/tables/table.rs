// SPDX-License-Identifier: EUPL-1.2
//! Typed tables: one for the single questions of each section, one for each table and grid of the
//! questionnaire, one for each reference table.

use crate::datum::{Datum, Limits, QuestionId};
use crate::questionnaire::{Adds, Question, Type};
use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

/// A table of answers; every row belongs to a participant but for reference data.
#[derive(Debug, Clone)]
pub struct DataTable {
    /// Full id (`skills.roles`, `skills`, `reference.comuni`, `view.fees`).
    pub id: String,
    /// What the rows are.
    pub label: String,
    /// The columns.
    pub columns: Vec<Column>,
    /// Position of the column that names a row.
    pub row_label: usize,
    /// The rows: by participant in the study's order, then as in the workbook.
    pub rows: Vec<Row>,
    /// Where each participant's rows are; made when it is first asked for, after the last of them.
    pub index: RowIndex,
}

/// Positions of rows by participant.
#[derive(Debug, Clone, Default)]
pub struct RowIndex(OnceLock<BTreeMap<Arc<str>, Vec<usize>>>);

/// A column and how its values are printed.
#[derive(Debug, Clone)]
pub struct Column {
    /// Name.
    pub name: String,
    /// Full id of the question; none for derived columns.
    pub question: Option<QuestionId>,
    /// Label.
    pub label: String,
    /// What it holds.
    pub kind: Type,
    /// Unit.
    pub unit: Option<String>,
    /// Choice list.
    pub choices: Option<String>,
    /// Decimals printed.
    pub decimals: usize,
    /// Whether its numbers can be added up.
    pub adds: Adds,
    /// Least and greatest value that an unknown one can have.
    pub limits: Limits,
    /// Never published.
    pub private: bool,
}

impl Column {
    /// The column of a question.
    pub fn of(question: &Question) -> Self {
        Column {
            name: question.name.clone(),
            question: Some(question.id.clone()),
            label: question.label.clone(),
            kind: question.kind,
            unit: question.unit.clone(),
            choices: question.choices.clone(),
            decimals: question.decimals,
            adds: question.adds,
            limits: question.limits,
            private: question.private,
        }
    }

    /// A column of choices that no question asked for: a coding, an attribute, a grid's axis.
    pub fn derived(name: &str, label: &str, choices: &str, several: bool) -> Self {
        Column {
            name: name.to_owned(),
            question: None,
            label: label.to_owned(),
            kind: if several { Type::Choices } else { Type::Choice },
            unit: None,
            choices: Some(choices.to_owned()),
            decimals: 0,
            adds: Adds::Never,
            limits: (None, None),
            private: false,
        }
    }

    /// Label with the unit in brackets, for the head of a column.
    pub fn label_with_unit(&self) -> String {
        match &self.unit {
            Some(unit) if !self.label.contains(unit.as_str()) => format!("{} ({unit})", self.label),
            _ => self.label.clone(),
        }
    }
}

/// One row.
#[derive(Debug, Clone)]
pub struct Row {
    /// Id of the participant; empty for reference data.
    pub participant: Arc<str>,
    /// Position among the participant's rows, from 1.
    pub number: usize,
    /// One datum a column; shared with the response where nothing was added.
    pub data: Arc<Vec<Datum>>,
}

impl DataTable {
    /// Position of a column.
    pub fn position(&self, name: &str) -> Option<usize> {
        self.columns.iter().position(|column| column.name == name)
    }

    /// The rows of a participant.
    pub fn rows_of<'a>(&'a self, participant: &str) -> impl Iterator<Item = &'a Row> + use<'a> {
        let index = self.index.0.get_or_init(|| {
            let mut index: BTreeMap<Arc<str>, Vec<usize>> = BTreeMap::new();
            for (at, row) in self.rows.iter().enumerate() {
                index.entry(Arc::clone(&row.participant)).or_default().push(at);
            }
            index
        });
        let own = index.get(participant).map(Vec::as_slice).unwrap_or_default();
        own.iter().filter_map(|at| self.rows.get(*at))
    }
}

/// A column, with the table that it stands in.
#[derive(Debug, Clone, Copy)]
pub struct TableColumn<'a> {
    /// The table.
    pub table: &'a DataTable,
    /// The column.
    pub column: &'a Column,
    /// Its position.
    position: usize,
}

impl<'a> TableColumn<'a> {
    /// The column of this name.
    pub fn find(table: &'a DataTable, name: &str) -> Option<Self> {
        let position = table.position(name)?;
        Some(TableColumn { table, column: table.columns.get(position)?, position })
    }

    /// The same column of another table with the same columns.
    pub fn in_table(self, table: &'a DataTable) -> Self {
        TableColumn { table, ..self }
    }

    /// What stands in the column.
    pub fn datum(&self, row: &'a Row) -> Option<&'a Datum> {
        row.data.get(self.position)
    }
}
