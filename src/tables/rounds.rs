// SPDX-License-Identifier: EUPL-1.2
//! The tables of the answers that count, with those of other rounds beside them.

use super::DataTable;
use crate::datum::{Origin, QuestionId, Trace};
use std::collections::BTreeMap;
use std::sync::Arc;

/// All tables of a study, as SQL and comparisons read them.
#[derive(Debug, Clone, Default)]
pub struct Tables {
    /// The tables, by full id.
    pub tables: BTreeMap<String, DataTable>,
    /// The same tables with what each participant answered in the round before.
    pub previous: RoundTables,
    /// The same tables with what was answered in each other round.
    pub others: Vec<RoundTables>,
    /// Where each participant's answers come from; only those who answered.
    pub origins: BTreeMap<String, AnswersOf>,
}

/// Tables of answers of other rounds than the one that counts.
#[derive(Debug, Clone, Default)]
pub struct RoundTables {
    /// The tables, by full id; no reference data.
    pub tables: BTreeMap<String, DataTable>,
    /// The round that each participant's rows are of.
    pub rounds: BTreeMap<String, String>,
}

/// Where a participant's answers come from.
#[derive(Debug, Clone)]
pub struct AnswersOf {
    /// The workbook.
    pub file: Arc<str>,
    /// The round.
    pub round: String,
    /// How the answers came to be.
    pub origin: Origin,
    /// Said beside them.
    pub note: Option<String>,
    /// The participant's class by the grouping question.
    pub group: Option<String>,
    /// Where it says so.
    pub grouped_by: Trace,
}

impl Tables {
    /// The table and the column in which the answers to a question stand.
    pub fn column(&self, question: &QuestionId) -> Option<(&DataTable, usize)> {
        let table = self.tables.get(question.table())?;
        Some((table, table.position(question.name())?))
    }

    /// The tables of answers alone, as those of another round.
    pub fn into_round(self) -> RoundTables {
        let mut tables = self.tables;
        tables.retain(|id, _| is_answered(id));
        let rounds = self.origins.into_iter().map(|(id, of)| (id, of.round)).collect();
        RoundTables { tables, rounds }
    }

    /// Whether a participant has answered at all.
    pub fn has(&self, participant: &str) -> bool {
        self.origins.contains_key(participant)
    }
}

/// Whether a table holds answers, and not reference data.
pub fn is_answered(id: &str) -> bool {
    !id.starts_with("reference.")
}
