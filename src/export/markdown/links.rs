// SPDX-License-Identifier: EUPL-1.2
//! Where links inside the document lead: readers of Markdown make an anchor of each heading.

use crate::edition::{Block, Edition};
use crate::report::plain;
use std::collections::{BTreeMap, BTreeSet};

/// Anchors of headings, by the ids of the edition.
pub(super) struct Links {
    by_id: BTreeMap<String, String>,
    taken: BTreeSet<String>,
    here: String,
}

impl Links {
    /// Goes through the headings in the order in which they are written.
    pub(super) fn of(edition: &Edition) -> Self {
        let (by_id, taken) = (BTreeMap::new(), BTreeSet::new());
        let mut links = Links { by_id, taken, here: String::new() };
        links.heading(&edition.title);
        links.heading(&edition.words.contents);
        for chapter in &edition.chapters {
            links.heading(&chapter.title);
            links.lead(&chapter.id);
            links.gather(chapter.blocks());
        }
        if let Some(sources) = &edition.sources {
            links.heading(&sources.title);
            links.lead(&sources.id);
        }
        links
    }

    /// The anchor behind an id: for a table, of the heading above it.
    pub(super) fn target(&self, id: &str) -> Option<&str> {
        self.by_id.get(id).map(String::as_str)
    }

    fn gather<'a>(&mut self, blocks: impl IntoIterator<Item = &'a Block>) {
        for block in blocks {
            match block {
                Block::Heading { id, text, .. } => {
                    self.heading(&plain(text));
                    self.lead(id);
                }
                Block::Table(table) => self.lead(&table.id),
                Block::Figure(figure) => {
                    self.lead(&figure.id);
                    self.lead(&figure.data.id);
                }
                Block::List { items, .. } => items.iter().for_each(|item| self.gather(item)),
                Block::Quote(blocks) | Block::Callout { blocks, .. } => self.gather(blocks),
                Block::Paragraph(_) | Block::Picture(_) | Block::Claim(_) | Block::Holding(_) => {}
            }
        }
    }

    /// The id leads to the last heading.
    fn lead(&mut self, id: &str) {
        self.by_id.entry(id.to_owned()).or_insert_with(|| self.here.clone());
    }

    /// A heading's anchor as GitHub makes it: small letters, digits, `-` and `_`.
    fn heading(&mut self, text: &str) {
        let keep = |c: char| match c {
            ' ' => Some('-'),
            c if c.is_alphanumeric() || c == '-' || c == '_' => Some(c),
            _ => None,
        };
        let slug: String = text.trim().to_lowercase().chars().filter_map(keep).collect();
        self.here.clone_from(&slug);
        let mut number = 0;
        while !self.taken.insert(self.here.clone()) {
            number += 1;
            self.here = format!("{slug}-{number}");
        }
    }
}
