// SPDX-License-Identifier: EUPL-1.2
//! Bookmarks: the anchors of the document under names that Word takes.

use crate::report::{Block, Document};
use std::collections::{BTreeMap, BTreeSet};

/// Word's limit for the name of a bookmark.
const LONGEST: usize = 40;

/// The names of the document's anchors. Names of our own begin with `_`, which hides them from
/// Word's list of bookmarks; those of the document never do.
pub(super) struct Bookmarks {
    /// Names by anchor, for links.
    names: BTreeMap<String, String>,
    /// Anchors whose bookmark has been set.
    set: BTreeSet<String>,
    /// All names, in small letters: Word does not tell `A` from `a`.
    taken: BTreeSet<String>,
    /// Bookmarks set so far.
    count: usize,
}

impl Bookmarks {
    /// Names the anchors of a document.
    pub(super) fn of(document: &Document) -> Self {
        let mut bookmarks = Bookmarks {
            names: BTreeMap::new(),
            set: BTreeSet::new(),
            taken: BTreeSet::new(),
            count: 0,
        };
        for chapter in &document.chapters {
            bookmarks.name(&chapter.id);
            bookmarks.gather(&chapter.blocks);
        }
        bookmarks
    }

    fn gather(&mut self, blocks: &[Block]) {
        for block in blocks {
            match block {
                Block::Heading { id, .. } => self.name(id),
                Block::Table(table) => self.name(&table.id),
                Block::Figure(figure) => {
                    self.name(&figure.id);
                    self.name(&figure.data.id);
                }
                Block::List { items, .. } => items.iter().for_each(|item| self.gather(item)),
                Block::Quote(blocks) | Block::Callout { blocks, .. } => self.gather(blocks),
                Block::Paragraph(_) | Block::Claim(_) => {}
            }
        }
    }

    fn name(&mut self, anchor: &str) {
        if !self.names.contains_key(anchor) {
            let name = self.fresh(anchor);
            self.names.insert(anchor.to_owned(), name);
        }
    }

    /// A name that no other bookmark has.
    pub(super) fn fresh(&mut self, wanted: &str) -> String {
        let keep = |c: char| if c.is_ascii_alphanumeric() { c } else { '_' };
        let mut wanted: String = wanted.trim().chars().map(keep).take(LONGEST - 8).collect();
        if !wanted.starts_with(|c: char| c.is_ascii_alphabetic()) {
            wanted.insert(0, 'p');
        }
        let mut name = wanted.clone();
        let mut number = 2;
        while !self.taken.insert(name.to_ascii_lowercase()) {
            name = format!("{wanted}_{number}");
            number += 1;
        }
        name
    }

    /// The name to set for an anchor; the second of two equal anchors gets a name of its own.
    pub(super) fn own(&mut self, anchor: &str) -> String {
        let first = self.set.insert(anchor.to_owned());
        match self.names.get(anchor) {
            Some(name) if first => name.clone(),
            _ => self.fresh(anchor),
        }
    }

    /// The bookmark behind a link inside the document, when there is one.
    pub(super) fn target(&self, to: &str) -> Option<&str> {
        self.names.get(to.strip_prefix('#')?).map(String::as_str)
    }

    /// The markup that sets a bookmark: its beginning and its end.
    pub(super) fn set(&mut self, name: &str) -> (String, String) {
        self.count += 1;
        let id = self.count;
        (
            format!("<w:bookmarkStart w:id=\"{id}\" w:name=\"{name}\"/>"),
            format!("<w:bookmarkEnd w:id=\"{id}\"/>"),
        )
    }
}

/// The bookmark of a row of the sources, from 1.
pub(super) fn source(number: usize) -> String {
    format!("_fonte{number}")
}

/// The bookmark of a step that sources refer to, from 1.
pub(super) fn step(number: usize) -> String {
    format!("_passo{number}")
}
