// SPDX-License-Identifier: EUPL-1.2
//! The full id of what a questionnaire asks.

use std::borrow::Borrow;
use std::fmt;
use std::ops::Deref;
use std::sync::Arc;

/// The full id of a question, a table, a grid (`section.item`), or of what stands in one
/// (`section.table.column`).
///
/// The questionnaire's loader makes them; a text that somebody typed becomes one with
/// [`QuestionId::from`], and is then looked up.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct QuestionId(Arc<str>);

impl QuestionId {
    /// The id of what has this name in a section, a table or a grid.
    pub fn within(parent: &str, name: &str) -> Self {
        QuestionId(format!("{parent}.{name}").into())
    }

    /// The section: all before the first dot.
    pub fn section(&self) -> &str {
        self.0.split('.').next().unwrap_or_default()
    }

    /// The table of answers that it stands in: its section for a single question, its table or grid
    /// for what stands in one; empty for an id without a dot.
    pub fn table(&self) -> &str {
        self.0.rsplit_once('.').map_or("", |(table, _)| table)
    }

    /// The name by which it stands there: all after the last dot.
    pub fn name(&self) -> &str {
        self.0.rsplit_once('.').map_or(&self.0, |(_, name)| name)
    }

    /// The id as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl From<&str> for QuestionId {
    fn from(text: &str) -> Self {
        QuestionId(text.into())
    }
}

impl From<String> for QuestionId {
    fn from(text: String) -> Self {
        QuestionId(text.into())
    }
}

impl Deref for QuestionId {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

/// It is found under its text in an ordered map.
impl Borrow<str> for QuestionId {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl PartialEq<str> for QuestionId {
    fn eq(&self, other: &str) -> bool {
        *self.0 == *other
    }
}

impl PartialEq<&str> for QuestionId {
    fn eq(&self, other: &&str) -> bool {
        *self.0 == **other
    }
}

impl PartialEq<String> for QuestionId {
    fn eq(&self, other: &String) -> bool {
        *self.0 == **other
    }
}

impl fmt::Display for QuestionId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for QuestionId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}", &*self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_says_its_section_its_table_and_its_name() {
        let parts = |id: &str| {
            let id = QuestionId::from(id);
            [id.section(), id.table(), id.name()].map(str::to_owned)
        };
        assert_eq!(parts("seat.surface"), ["seat", "seat", "surface"]);
        assert_eq!(parts("seat.villages.served"), ["seat", "seat.villages", "served"]);
        assert_eq!(parts("seat"), ["seat", "", "seat"]);
        assert_eq!(QuestionId::within("seat", "surface"), "seat.surface");
    }
}
