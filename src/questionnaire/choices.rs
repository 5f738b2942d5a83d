// SPDX-License-Identifier: EUPL-1.2
//! Lists of choices: the words in a drop-down, their order, and what each says besides.

use std::collections::BTreeMap;

/// A list of choices.
#[derive(Debug, Clone, PartialEq)]
pub struct ChoiceList {
    /// Id.
    pub id: String,
    /// What the list is of.
    pub title: String,
    /// Attributes of its choices: name → id of the list they are taken from.
    pub attributes: BTreeMap<String, String>,
    /// The choices, in the order in which every table and figure shows them.
    pub choices: Vec<Choice>,
}

/// One choice.
#[derive(Debug, Clone, PartialEq)]
pub struct Choice {
    /// Id.
    pub id: String,
    /// The word in the drop-down and in the report.
    pub label: String,
    /// What it means.
    pub definition: Option<String>,
    /// Other spellings accepted when a form is read.
    pub also: Vec<String>,
    /// Attributes, by name.
    pub attributes: BTreeMap<String, String>,
}

impl ChoiceList {
    /// The choice with this id.
    pub fn get(&self, id: &str) -> Option<&Choice> {
        self.choices.iter().find(|choice| choice.id == id)
    }

    /// The label of a choice; the id itself when the list has no such choice.
    pub fn label<'a>(&'a self, id: &'a str) -> &'a str {
        self.get(id).map_or(id, |choice| &choice.label)
    }

    /// Position of a choice in the list.
    pub fn position(&self, id: &str) -> Option<usize> {
        self.choices.iter().position(|choice| choice.id == id)
    }
}
