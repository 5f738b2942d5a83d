// SPDX-License-Identifier: EUPL-1.2
//! What a figure is to say, as its author wrote it: a sentence with placeholders, taken apart once.

use crate::datum::keys::CellKeys;

/// Begins a placeholder for a cell of the table.
pub(super) const CELL: &str = "cell:";
/// Begins a placeholder for the name of a participant.
pub(super) const PARTICIPANT: &str = "participant:";

/// A sentence with placeholders.
#[derive(Debug, Clone)]
pub struct MessageSpec {
    /// The sentence as it was written.
    pub text: String,
    /// The words inside its braces, in order.
    pub placeholders: Vec<Placeholder>,
}

/// A placeholder of a message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Placeholder {
    /// The word inside the braces.
    pub word: String,
    /// What it asks for.
    pub wants: Wanted,
}

/// What a placeholder asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wanted {
    /// A cell of the table; none where it does not say which one.
    Cell(Option<CellKeys>),
    /// The name of the participant with this id.
    Participant(String),
    /// What every message may have, by its name.
    Named,
}

impl MessageSpec {
    /// Takes a sentence apart.
    pub fn parse(text: &str) -> Self {
        let placeholders = words(text).map(Placeholder::parse).collect();
        MessageSpec { text: text.to_owned(), placeholders }
    }

    /// Whether it has this placeholder.
    pub fn has(&self, word: &str) -> bool {
        self.placeholders.iter().any(|placeholder| placeholder.word == word)
    }
}

impl Placeholder {
    /// Reads the word inside the braces.
    pub(super) fn parse(word: &str) -> Self {
        let wants = match (word.strip_prefix(CELL), word.strip_prefix(PARTICIPANT)) {
            (Some(keys), _) => Wanted::Cell(CellKeys::parse(keys)),
            (None, Some(id)) => Wanted::Participant(id.to_owned()),
            (None, None) => Wanted::Named,
        };
        Placeholder { word: word.to_owned(), wants }
    }
}

/// The words inside the braces of a sentence.
pub(super) fn words(text: &str) -> impl Iterator<Item = &str> {
    let inside = text.split('{').skip(1).filter_map(|part| part.split_once('}'));
    inside.map(|(word, _)| word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_is_taken_apart_into_what_its_placeholders_ask_for() {
        let message = MessageSpec::parse("{total} di {cell:a@b/c}, {cell:a} e {participant:aa} {");
        let wants: Vec<_> = message.placeholders.iter().map(|one| one.wants.clone()).collect();
        let keys = CellKeys { row: "a".to_owned(), column: "b/c".to_owned() };
        let participant = Wanted::Participant("aa".to_owned());
        assert_eq!(
            wants,
            [Wanted::Named, Wanted::Cell(Some(keys)), Wanted::Cell(None), participant]
        );
        assert!(message.has("cell:a") && !message.has("cell"));
    }
}
