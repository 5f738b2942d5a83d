// SPDX-License-Identifier: EUPL-1.2
//! Typed answers: all responses side by side, with the researchers' classes.
//!
//! 1. [`build()`] puts the responses into the tables that the questionnaire makes
//!    ([`tables`](crate::tables)), with the researchers' classes; each datum keeps the cells it
//!    comes from and says which steps were taken.
//! 2. [`CellIndex`] leads from a cell back to the answer in it.
//!
//! What is private stays in [`Answers`], for the checks and for who collects; comparisons are made
//! from [`Published`] answers, which do not have it.
//!
//! Nothing here changes what was answered.

#![cfg_attr(not(test), warn(clippy::indexing_slicing, clippy::string_slice))]

mod build;
mod cells;
mod published;

pub use build::{build, build_after};
pub use cells::{AnswerAt, CellIndex};
pub use published::Published;

use crate::datum::{Datum, Empty, Origin, State, Trace};
use crate::diag::CellAt;
use crate::tables::Tables;
use std::collections::BTreeMap;
use std::ops::Deref;
use std::sync::Arc;

/// All answers of a study. Its tables are read as if they were its own.
#[derive(Debug, Clone, Default)]
pub struct Answers {
    /// The tables, shared with the databases that are made of them.
    pub laid_out: Arc<Tables>,
    /// What the form calls the sheets that were renamed, by file and name there: their own names
    /// may say anything, and are not published.
    pub renamed: BTreeMap<(Arc<str>, Arc<str>), Arc<str>>,
    /// «nessuno» or «n.d.» where a participant says it of a whole table, by table and participant:
    /// no row of the table stands for it.
    pub of_tables: BTreeMap<(String, String), Datum>,
}

impl Deref for Answers {
    type Target = Tables;

    fn deref(&self) -> &Tables {
        &self.laid_out
    }
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

    /// A cell as the form would name it, for a publication.
    pub fn as_asked(&self, at: &CellAt) -> CellAt {
        let sheet = self.renamed.get(&(Arc::clone(&at.file), Arc::clone(&at.sheet)));
        CellAt { sheet: Arc::clone(sheet.unwrap_or(&at.sheet)), ..at.clone() }
    }
}
