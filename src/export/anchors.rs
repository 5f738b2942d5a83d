// SPDX-License-Identifier: EUPL-1.2
//! Anchors: every id once, every link with a target.

use crate::report::{Block, Chapter, Document};
use std::collections::BTreeSet;

/// The ids of a page: those of the document, and those that the page itself needs beside them.
pub(super) struct Anchors {
    /// Ids of the document that links may point to.
    of_document: BTreeSet<String>,
    /// Ids of the document that have been written.
    written: BTreeSet<String>,
    /// Every id given so far.
    taken: BTreeSet<String>,
    /// What stands before the number of a source: `fonte-`.
    pub source_prefix: String,
}

impl Anchors {
    /// Gathers the ids of a document.
    pub(super) fn of(document: &Document) -> Self {
        Self::of_chapters(&document.chapters)
    }

    /// Gathers the ids of some chapters; links lead nowhere else.
    pub(super) fn of_chapters(chapters: &[Chapter]) -> Self {
        let mut ids = BTreeSet::new();
        for chapter in chapters {
            ids.insert(clean(&chapter.id));
            gather(&chapter.blocks, &mut ids);
        }
        let mut source_prefix = "fonte-".to_owned();
        let is_source = |id: &str, prefix: &str| {
            id.strip_prefix(prefix).is_some_and(|n| n.starts_with(|c: char| c.is_ascii_digit()))
        };
        while ids.iter().any(|id| is_source(id, &source_prefix)) {
            source_prefix.push('_');
        }
        Anchors { taken: ids.clone(), of_document: ids, written: BTreeSet::new(), source_prefix }
    }

    /// The id to write for a chapter, heading, table or figure; the second of two equal ids
    /// gets a number.
    pub(super) fn own(&mut self, id: &str) -> String {
        let id = clean(id);
        if self.written.insert(id.clone()) { id } else { self.fresh(&id) }
    }

    /// An id that nothing else has.
    pub(super) fn fresh(&mut self, wanted: &str) -> String {
        let wanted = clean(wanted);
        let mut id = wanted.clone();
        let mut number = 2;
        while !self.taken.insert(id.clone()) {
            id = format!("{wanted}-{number}");
            number += 1;
        }
        id
    }

    /// The id behind a link inside the document, when there is one.
    pub(super) fn target(&self, to: &str) -> Option<String> {
        let id = clean(to.strip_prefix('#')?);
        self.of_document.contains(&id).then_some(id)
    }
}

/// Ids keep letters, digits and `-_.`, so that they are the same in `id` and in `href`.
fn clean(id: &str) -> String {
    let keep = |c: char| if c.is_alphanumeric() || "-_.".contains(c) { c } else { '-' };
    let id: String = id.trim().chars().map(keep).collect();
    if id.is_empty() { "parte".to_owned() } else { id }
}

fn gather(blocks: &[Block], ids: &mut BTreeSet<String>) {
    for block in blocks {
        match block {
            Block::Heading { id, .. } => drop(ids.insert(clean(id))),
            Block::Table(table) => drop(ids.insert(clean(&table.id))),
            Block::Figure(figure) => {
                ids.insert(clean(&figure.id));
                ids.insert(clean(&figure.data.id));
            }
            Block::List { items, .. } => items.iter().for_each(|item| gather(item, ids)),
            Block::Quote(blocks) | Block::Callout { blocks, .. } => gather(blocks, ids),
            Block::Paragraph(_) | Block::Claim(_) => {}
        }
    }
}
