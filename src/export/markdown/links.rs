// SPDX-License-Identifier: EUPL-1.2
//! Where links inside the document lead: readers of Markdown make an anchor of each heading.

use super::blocks::words;
use crate::report::{Block, Document};
use std::collections::{BTreeMap, BTreeSet};

/// Anchors of headings, by the ids of the document.
pub(super) struct Links {
    by_id: BTreeMap<String, String>,
    chapters: Vec<String>,
    sources: String,
    taken: BTreeSet<String>,
    here: String,
}

impl Links {
    /// Goes through the headings in the order in which they are written.
    pub(super) fn of(document: &Document) -> Self {
        let mut links = Links {
            by_id: BTreeMap::new(),
            chapters: Vec::new(),
            sources: String::new(),
            taken: BTreeSet::new(),
            here: String::new(),
        };
        links.heading(&document.title);
        links.heading(&document.words.contents);
        for chapter in &document.chapters {
            links.heading(&chapter.title);
            links.chapters.push(links.here.clone());
            links.lead(&chapter.id);
            links.gather(&chapter.blocks);
        }
        links.heading(&document.words.sources);
        links.sources.clone_from(&links.here);
        links
    }

    /// The anchor of a chapter, by its place.
    pub(super) fn chapter(&self, at: usize) -> String {
        self.chapters.get(at).cloned().unwrap_or_default()
    }

    /// The anchor of the sources.
    pub(super) fn sources(&self) -> String {
        self.sources.clone()
    }

    /// The anchor behind a link inside the document: for a table, of the heading above it.
    pub(super) fn target(&self, to: &str) -> Option<&str> {
        self.by_id.get(to.strip_prefix('#')?).map(String::as_str)
    }

    fn gather(&mut self, blocks: &[Block]) {
        for block in blocks {
            match block {
                Block::Heading { id, text, .. } => {
                    self.heading(&words(text));
                    self.lead(id);
                }
                Block::Table(table) => self.lead(&table.id),
                Block::Figure(figure) => {
                    self.lead(&figure.id);
                    self.lead(&figure.data.id);
                }
                Block::List { items, .. } => items.iter().for_each(|item| self.gather(item)),
                Block::Quote(blocks) | Block::Callout { blocks, .. } => self.gather(blocks),
                Block::Paragraph(_) | Block::Claim(_) => {}
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
