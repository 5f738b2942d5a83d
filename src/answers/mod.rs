// SPDX-License-Identifier: EUPL-1.2
//! Typed answers: all responses side by side, with the researchers' classes.
//!
//! 1. [`build()`] lays the responses into one table a section, table, grid and reference.
//! 2. Codings add columns of classes, attributes of classes add further ones; each datum keeps the
//!    cells it comes from and says which steps were taken.
//! 3. [`Database`] holds the same tables for queries, checks and views.
//!
//! What is private stays in [`Answers`], for the checks and for who collects; comparisons are made
//! from [`Published`] answers, which do not have it.
//!
//! [`schema()`] gives the same tables before anybody answers: what declarations are held against.
//!
//! Nothing here changes what was answered.

#![cfg_attr(not(test), warn(clippy::indexing_slicing, clippy::string_slice))]

mod bounds;
mod build;
mod cells;
mod code;
mod database;
mod published;
mod reads;
mod sql;
mod stored;
mod table;
mod view;
mod view_rows;

pub use build::{build, build_after, schema};
pub use cells::{AnswerAt, CellIndex};
pub use database::Database;
pub use published::Published;
pub(crate) use sql::parse_cells;
pub use sql::{Rows, Sql};
pub use table::{Column, DataTable, Row, RowIndex};
pub use view::View;

use crate::datum::{Datum, Empty, Origin, QuestionId, State, Trace};
use crate::diag::CellAt;
use std::collections::BTreeMap;
use std::sync::Arc;

/// All answers of a study.
#[derive(Debug, Clone, Default)]
pub struct Answers {
    /// The tables, by full id.
    pub tables: BTreeMap<String, DataTable>,
    /// The same tables with what each participant answered in the round before.
    pub previous: RoundTables,
    /// The same tables with what was answered in each other round.
    pub others: Vec<RoundTables>,
    /// Where each participant's answers come from; only those who answered.
    pub origins: BTreeMap<String, AnswersOf>,
    /// What the form calls the sheets that were renamed, by file and name there: their own names
    /// may say anything, and are not published.
    pub renamed: BTreeMap<(Arc<str>, Arc<str>), Arc<str>>,
    /// «nessuno» or «n.d.» where a participant says it of a whole table, by table and participant:
    /// no row of the table stands for it.
    pub of_tables: BTreeMap<(String, String), Datum>,
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

impl Answers {
    /// What it means that a participant wrote nothing somewhere.
    pub fn blank(&self, participant: &str) -> Empty {
        match self.origins.get(participant).map(|of| of.origin) {
            Some(Origin::Transcribed) => Empty::NotInSource,
            _ => Empty::Blank,
        }
    }

    /// In which way a table is empty to which a participant wrote no row, and where that is said.
    pub fn none_in(&self, table: &str, participant: &str) -> (Empty, Trace) {
        let said = self.of_tables.get(&(table.to_owned(), participant.to_owned()));
        match said.map(|datum| (&datum.state, &datum.trace)) {
            Some((State::Empty(empty), trace)) => (*empty, trace.clone()),
            _ => (self.blank(participant), Trace::default()),
        }
    }

    /// The table and the column in which the answers to a question stand.
    pub fn column(&self, question: &QuestionId) -> Option<(&DataTable, usize)> {
        let table = self.tables.get(question.table())?;
        Some((table, table.position(question.name())?))
    }

    /// A cell as the form would name it, for a publication.
    pub fn as_asked(&self, at: &CellAt) -> CellAt {
        let sheet = self.renamed.get(&(Arc::clone(&at.file), Arc::clone(&at.sheet)));
        CellAt { sheet: Arc::clone(sheet.unwrap_or(&at.sheet)), ..at.clone() }
    }

    /// Whether a participant has answered at all.
    pub fn has(&self, participant: &str) -> bool {
        self.origins.contains_key(participant)
    }
}
