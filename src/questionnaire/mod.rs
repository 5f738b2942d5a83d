// SPDX-License-Identifier: EUPL-1.2
//! The study's questionnaire: from the YAML of `questionnaire/` to a [`Questionnaire`].
//!
//! 1. [`load()`] reads every file to nodes with line and column.
//! 2. Each part is taken from its nodes; what does not fit becomes a finding.
//! 3. References between parts are resolved; a mistake anywhere gives one [`Error::Study`] with
//!    all mistakes of all files.
//!
//! Only a valid questionnaire leaves this module. It never looks at answers.
//!
//! [`Error::Study`]: crate::diag::Error::Study

#![cfg_attr(not(test), warn(clippy::indexing_slicing, clippy::string_slice))]

mod boundaries;
mod checks;
mod choices;
mod files;
mod load;
mod load_checks;
mod load_choices;
mod load_codings;
mod load_reference;
mod load_section;
mod load_study;
mod private;
mod question;
mod study;
mod validate;

pub use boundaries::{Boundaries, Position};
pub use checks::{Check, CheckKind, Total};
pub use choices::{Choice, ChoiceList};
pub use load::{Draft, load, load_to_ask, read};
pub use question::{Adds, Condition, Grid, Item, PrintedRows, Question, Section, Table, Type};
pub use study::{About, Coded, Coding, Participant, Reference, ReferenceColumn, Round, Work};
pub(crate) use validate::is_id;

use crate::datum::QuestionId;
use std::collections::BTreeMap;

/// Most decimals that are printed: Excel keeps fifteen digits of a number.
pub(crate) const MOST_DECIMALS: usize = 9;

/// A valid questionnaire: every reference in it leads somewhere.
#[derive(Debug, Clone, Default)]
pub struct Questionnaire {
    /// What the study says of itself.
    pub study: About,
    /// Who answers, in the order of the report.
    pub participants: Vec<Participant>,
    /// The sections, in order.
    pub sections: Vec<Section>,
    /// The choice lists, by id.
    pub choices: BTreeMap<String, ChoiceList>,
    /// The researchers' codings.
    pub codings: Vec<Coding>,
    /// Outside data, by id.
    pub references: BTreeMap<String, Reference>,
    /// The declared checks.
    pub checks: Vec<Check>,
    /// Hash of everything that shapes the form, eight hexadecimal digits.
    pub hash: String,
    /// The same of all lists and all reference data, also of those that no form shows: forms that
    /// went out earlier bear it.
    pub hash_of_all: String,
}

impl Questionnaire {
    /// Whether a form that bears this hash asks what is asked now.
    pub fn is_version(&self, hash: &str) -> bool {
        hash == self.hash || hash == self.hash_of_all
    }

    /// The section of this id.
    pub fn section(&self, id: &str) -> Option<&Section> {
        self.sections.iter().find(|section| section.id == id)
    }

    /// The question, table or grid of this full id.
    pub fn item(&self, id: &str) -> Option<&Item> {
        self.items().find(|item| item.id() == id)
    }

    /// The table of this full id.
    pub fn table(&self, id: &str) -> Option<&Table> {
        match self.item(id) {
            Some(Item::Table(table)) => Some(table),
            _ => None,
        }
    }

    /// The question of this full id: single, a table's column, or a grid's cell.
    pub fn question(&self, id: &str) -> Option<&Question> {
        self.questions().find(|question| question.id == id)
    }

    /// The question that the answer of this full id is given to: as [`Self::question`], and for a
    /// grid what its cells hold.
    pub fn answered(&self, id: &str) -> Option<&Question> {
        match self.item(id) {
            Some(Item::Grid(grid)) => Some(&grid.cell),
            _ => self.question(id),
        }
    }

    /// Whether everything that is asked under this full id may be published: a question, and of a
    /// table all its columns. What nobody knows may not.
    pub fn is_public(&self, id: &str) -> bool {
        match self.item(id) {
            Some(item) => item.questions().iter().all(|question| !question.private),
            None => self.question(id).is_some_and(|question| !question.private),
        }
    }

    /// The questions, tables and grids, in order.
    pub fn items(&self) -> impl Iterator<Item = &Item> {
        self.sections.iter().flat_map(|section| &section.items)
    }

    /// Every question: single ones, columns of tables, what the cells of grids hold.
    pub fn questions(&self) -> impl Iterator<Item = &Question> {
        self.items().flat_map(Item::questions)
    }

    /// The participant of this id.
    pub fn participant(&self, id: &str) -> Option<&Participant> {
        self.participants.iter().find(|participant| participant.id == id)
    }

    /// Full ids of earlier versions with those of now, by the renames that are declared: of
    /// questions, tables, grids, and columns.
    pub fn former_ids(&self) -> BTreeMap<QuestionId, QuestionId> {
        let mut former = BTreeMap::new();
        for section in &self.sections {
            let parents = with_former(&section.id, &[], &section.was);
            for item in &section.items {
                let ids = with_former(item.name(), &parents, item.was());
                if let Item::Table(table) = item {
                    for column in &table.columns {
                        for id in with_former(&column.name, &ids, &column.was) {
                            former.insert(id.into(), column.id.clone());
                        }
                    }
                }
                former.extend(ids.into_iter().map(|id| (id.into(), item.id().clone())));
            }
        }
        former.retain(|old, now| old != now);
        former
    }

    /// The id of now of a question, table, grid or column that had this id in an earlier version.
    pub fn id_of_now(&self, id: &str) -> QuestionId {
        let known = self.item(id).is_some() || self.question(id).is_some();
        let now = if known { None } else { self.former_ids().remove(id) };
        now.unwrap_or_else(|| id.into())
    }

    /// Questions that a respondent answers: single ones, columns to fill in, grids.
    pub fn asked(&self) -> usize {
        self.items().map(Item::asked).sum()
    }
}

/// A name and those it had before, below each of its parents; ids with dots are full already.
fn with_former(name: &str, parents: &[String], was: &[String]) -> Vec<String> {
    let mut ids = Vec::new();
    for name in std::iter::once(name).chain(was.iter().map(String::as_str)) {
        match parents {
            _ if name.contains('.') => ids.push(name.to_owned()),
            [] => ids.push(name.to_owned()),
            parents => ids.extend(parents.iter().map(|parent| format!("{parent}.{name}"))),
        }
    }
    ids
}
