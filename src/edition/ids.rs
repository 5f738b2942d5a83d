// SPDX-License-Identifier: EUPL-1.2
//! Ids: each once, every link with a target.
//!
//! An id is made of small letters, digits and `-`, begins with a letter and has at most 40
//! characters: every format takes it. What a format needs beside it (the caption of a table, the
//! fold of a figure's data) is called after it with a low line, `tabella-2_titolo`, and cannot be
//! that of something else.

use crate::locale;
use crate::report::{Block, Chapter};
use std::collections::BTreeSet;

/// Where an id is cut, so that there is room for a number.
const LONGEST: usize = 36;
/// Ids of the frame: the main part, the index, the sources and the steps of a page.
const FRAME: [&str; 4] = ["contenuto", "indice", "fonti", "passi"];
/// What rows of the sources, and steps on the way, are called: `fonte-12`, `passo-3`.
const NUMBERED: [&str; 2] = ["fonte", "passo"];

/// The id of a source, from 1.
pub(super) fn source(number: usize) -> String {
    format!("fonte-{number}")
}

/// The ids of a document.
pub(super) struct Ids {
    /// Ids that links may point to.
    wanted: BTreeSet<String>,
    /// Those of them that have been given.
    given: BTreeSet<String>,
    /// Every id given or to be given.
    taken: BTreeSet<String>,
}

impl Ids {
    /// Gathers the ids that a document's parts want.
    pub(super) fn gather(chapters: &[Chapter]) -> Self {
        let mut wanted = BTreeSet::new();
        for chapter in chapters {
            wanted.insert(clean(&chapter.id));
            self::wanted(&chapter.blocks, &mut wanted);
        }
        Ids { taken: wanted.clone(), wanted, given: BTreeSet::new() }
    }

    /// The id of a part that wants this one; the second of two gets a number.
    pub(super) fn give(&mut self, id: &str) -> String {
        let id = clean(id);
        if self.wanted.contains(&id) && self.given.insert(id.clone()) {
            id
        } else {
            self.fresh(&id)
        }
    }

    /// An id that nothing else has or wants.
    fn fresh(&mut self, wanted: &str) -> String {
        let mut id = wanted.to_owned();
        let mut number = 2;
        while !self.taken.insert(id.clone()) {
            id = format!("{wanted}-{number}");
            number += 1;
        }
        id
    }

    /// The id behind a link inside the document, when there is one.
    pub(super) fn target(&self, wanted: &str) -> Option<String> {
        let id = clean(wanted);
        self.wanted.contains(&id).then_some(id)
    }
}

fn clean(wanted: &str) -> String {
    let mut id = String::new();
    for c in locale::fold(wanted).chars() {
        match c {
            'a'..='z' | '0'..='9' => id.push(c),
            _ if !id.ends_with('-') && !id.is_empty() => id.push('-'),
            _ => {}
        }
        if id.len() >= LONGEST {
            break;
        }
    }
    let id = id.trim_end_matches('-');
    let numbered = |name| id.strip_prefix(name).is_some_and(|rest: &str| rest.starts_with('-'));
    let reserved = FRAME.contains(&id) || NUMBERED.into_iter().any(numbered);
    match id.chars().next() {
        None => "parte".to_owned(),
        Some(first) if first.is_ascii_alphabetic() && !reserved => id.to_owned(),
        Some(_) => format!("p-{id}"),
    }
}

fn wanted(blocks: &[Block], ids: &mut BTreeSet<String>) {
    for block in blocks {
        match block {
            Block::Heading { id, .. } => drop(ids.insert(clean(id))),
            Block::Table(table) => drop(ids.insert(clean(&table.id))),
            Block::Figure(figure) => {
                ids.insert(clean(&figure.id));
                ids.insert(clean(&figure.data.id));
            }
            Block::List { items, .. } => items.iter().for_each(|item| wanted(item, ids)),
            Block::Quote(blocks) | Block::Callout { blocks, .. } => wanted(blocks, ids),
            Block::Paragraph(_) | Block::Claim(_) | Block::Picture(_) => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_is_what_every_format_takes() {
        assert_eq!(clean(" Città e «Comuni» (2022) "), "citta-e-comuni-2022");
        assert_eq!(clean("</a>\"'"), "a");
        assert_eq!(clean("«»"), "parte");
        assert_eq!(clean("3 servizi"), "p-3-servizi");
        assert_eq!(clean("fonte-12"), "p-fonte-12");
        assert_eq!(clean("Indice"), "p-indice");
        assert!(clean(&"lungo ".repeat(20)).len() <= LONGEST);
    }
}
