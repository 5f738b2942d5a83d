// SPDX-License-Identifier: EUPL-1.2
//! The slides: what they say, entry by entry. How an entry stands on slides of a fixed size, and on
//! how many, is settled by [`crate::edition`].

use super::block::{Inline, Table};
use crate::figures::Chart;

/// The slides of a document after its cover.
#[derive(Debug, Clone, Default)]
pub struct Deck {
    /// Slides that one table may take; a longer one is shown by its beginning.
    pub table_slides: usize,
    /// In order.
    pub entries: Vec<Entry>,
}

/// What is said under one title.
#[derive(Debug, Clone)]
pub struct Entry {
    /// Title: what it says.
    pub title: String,
    /// Name of the section it stands in; empty before the first.
    pub section: String,
    /// What is shown.
    pub content: EntryContent,
}

/// What an entry shows below its title.
#[derive(Debug, Clone)]
pub enum EntryContent {
    /// Nothing but the title, large: a section begins. With what it is about.
    Head(Option<String>),
    /// Text.
    Text(Vec<SlideParagraph>),
    /// A comparison as a table.
    Table(Box<EntryTable>),
    /// A comparison as a drawing.
    Figure(Box<EntryFigure>),
    /// Sentences put to the test.
    Claims(Box<EntryClaims>),
}

/// A comparison as a table.
#[derive(Debug, Clone)]
pub struct EntryTable {
    /// All of it.
    pub table: Table,
    /// Where the report has it, in words.
    pub place: String,
}

/// A comparison as a drawing.
#[derive(Debug, Clone)]
pub struct EntryFigure {
    /// What is drawn.
    pub chart: Chart,
    /// Unit, base, year.
    pub caption: String,
    /// For who does not see it.
    pub alternative: String,
    /// Its data, shown in its place where it cannot be drawn large enough to be read.
    pub data: EntryTable,
}

/// The sentences of a section.
#[derive(Debug, Clone)]
pub struct EntryClaims {
    /// Ours, with the verdict of those that do not simply hold.
    pub own: Vec<SlideParagraph>,
    /// Those of the sources, with their verdicts.
    pub quoted: Vec<SlideParagraph>,
    /// The latter as a table, one row each, for where not all of them stand on one slide. Its
    /// caption is their title then.
    pub quotations: Table,
}

/// A paragraph or an item of a list.
#[derive(Debug, Clone, PartialEq)]
pub struct SlideParagraph {
    /// What stands before it.
    pub mark: Mark,
    /// Depth in lists, 0 outside and in the outermost.
    pub depth: usize,
    /// Text.
    pub text: Vec<Inline>,
}

impl SlideParagraph {
    /// An item of a list that is not numbered.
    pub fn dot(text: Vec<Inline>) -> Self {
        SlideParagraph { mark: Mark::Dot, depth: 0, text }
    }

    /// A paragraph outside lists.
    pub fn plain(text: Vec<Inline>) -> Self {
        SlideParagraph { mark: Mark::None, depth: 0, text }
    }
}

/// What stands before a paragraph.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    /// Nothing.
    None,
    /// A dot.
    Dot,
    /// A number.
    Number(usize),
}
