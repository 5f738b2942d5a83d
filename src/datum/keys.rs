// SPDX-License-Identifier: EUPL-1.2
//! Keys of rows and columns of a comparison that no answer gives, and keys made of two: written and
//! read here alone. A study's own ids have letters, digits and `_`.

use super::Empty;

/// All rows in one.
pub const ALL: &str = "all";
/// Those of whom nobody knows the group.
pub const NO_GROUP: &str = "no_group";
/// A row or column of totals.
pub const TOTAL: &str = "total";

const UNREADABLE: &str = "unreadable";
const EMPTY: &str = "empty_";

/// Why an answer has no key of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoValue {
    /// It is empty in this way.
    Empty(Empty),
    /// It cannot be read.
    Unreadable,
}

impl NoValue {
    /// All of them.
    pub fn all() -> impl Iterator<Item = NoValue> {
        Empty::ALL.into_iter().map(NoValue::Empty).chain([NoValue::Unreadable])
    }

    /// The key of answers without a value.
    pub fn key(self) -> String {
        match self {
            NoValue::Empty(empty) => format!("{EMPTY}{}", empty.id()),
            NoValue::Unreadable => UNREADABLE.to_owned(),
        }
    }

    /// What such a key says; none of the key of an answer.
    pub fn of_key(key: &str) -> Option<Self> {
        match key.strip_prefix(EMPTY) {
            Some(empty) => Empty::from_id(empty).map(NoValue::Empty),
            None => (key == UNREADABLE).then_some(NoValue::Unreadable),
        }
    }

    /// Whether nobody knows what the answer is; confirmed none and of no concern are known.
    pub fn is_unknown(self) -> bool {
        match self {
            NoValue::Unreadable => true,
            NoValue::Empty(empty) => !matches!(empty, Empty::None | Empty::NotApplicable),
        }
    }
}

/// The key made of these: of a spanner and of a column below it.
pub fn joined<'a>(parts: impl IntoIterator<Item = &'a str>) -> String {
    parts.into_iter().collect::<Vec<_>>().join("/")
}

/// A key, and the one below it where it is made of two.
pub fn split(key: &str) -> (&str, Option<&str>) {
    key.split_once('/').map_or((key, None), |(spanner, column)| (spanner, Some(column)))
}

/// The keys that a key is made of: of the spanner, when there is one, and of the column.
pub fn parts(key: &str) -> impl Iterator<Item = &str> {
    key.split('/')
}

/// A cell by the keys of its row and its column, as a message names it: `row@column`, or
/// `row/column`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CellKeys {
    /// Of its row.
    pub row: String,
    /// Of its column.
    pub column: String,
}

impl CellKeys {
    /// Reads the two keys; none where there is but one.
    pub fn parse(text: &str) -> Option<Self> {
        let (row, column) = text.split_once('@').or_else(|| text.split_once('/'))?;
        Some(CellKeys { row: row.to_owned(), column: column.to_owned() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_of_what_has_no_value_is_read_as_it_was_written() {
        for one in NoValue::all() {
            assert_eq!(NoValue::of_key(&one.key()), Some(one));
        }
        assert_eq!(NoValue::of_key("empty_handed"), None);
        assert!(!NoValue::Empty(Empty::None).is_unknown() && NoValue::Unreadable.is_unknown());
    }

    #[test]
    fn a_cell_is_named_by_its_row_and_its_column_which_may_be_below_a_spanner() {
        let keys = |text: &str| CellKeys::parse(text).map(|keys| (keys.row, keys.column));
        let two = |row: &str, column: &str| Some((row.to_owned(), column.to_owned()));
        assert_eq!(keys("degree/aa"), two("degree", "aa"));
        assert_eq!(keys("degree@aa/office"), two("degree", "aa/office"));
        assert_eq!((keys("degree"), keys("@")), (None, two("", "")));
        assert_eq!(split(&joined(["aa", "office"])), ("aa", Some("office")));
    }
}
