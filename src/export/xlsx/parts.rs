// SPDX-License-Identifier: EUPL-1.2
//! The tables of a document, each with the chapter that it stands in.

use super::names::Names;
use crate::edition::{Block, Caption, Edition, Figure, Table};

/// A table that gets a sheet.
pub(super) struct Part<'a> {
    /// Its place among the parts.
    pub(super) at: usize,
    /// Name of the sheet.
    pub(super) sheet: String,
    /// Title of its chapter.
    pub(super) chapter: &'a str,
    /// What it is called: as a table, or as the figure whose data it holds.
    pub(super) caption: &'a Caption,
    /// The table.
    pub(super) table: &'a Table,
    /// The figure whose data it holds.
    pub(super) figure: Option<&'a Figure>,
}

impl Part<'_> {
    /// «Tabella 12 – Persone per titolo».
    pub(super) fn title(&self) -> String {
        match &self.caption.label {
            Some(label) => format!("{label} – {}", self.caption.text),
            None => self.caption.text.clone(),
        }
    }
}

/// All tables, in order.
pub(super) fn gather<'a>(edition: &'a Edition, names: &mut Names) -> Vec<Part<'a>> {
    let mut gathering = Gathering { names, chapter: "", parts: Vec::new() };
    for chapter in &edition.chapters {
        gathering.chapter = &chapter.title;
        gathering.blocks(chapter.blocks());
    }
    gathering.parts
}

struct Gathering<'a, 'n> {
    names: &'n mut Names,
    chapter: &'a str,
    parts: Vec<Part<'a>>,
}

impl<'a> Gathering<'a, '_> {
    fn blocks(&mut self, blocks: impl IntoIterator<Item = &'a Block>) {
        for block in blocks {
            match block {
                Block::Table(table) => self.part(&table.caption, table, None),
                Block::Figure(figure) => self.part(&figure.caption, &figure.data, Some(figure)),
                Block::List { items, .. } => items.iter().for_each(|item| self.blocks(item)),
                Block::Quote(blocks) | Block::Callout { blocks, .. } => self.blocks(blocks),
                Block::Heading { .. }
                | Block::Paragraph(_)
                | Block::Picture(_)
                | Block::Claim(_)
                | Block::Holding(_) => {}
            }
        }
    }

    /// A sheet is called «T12 Persone per titolo».
    fn part(&mut self, caption: &'a Caption, table: &'a Table, figure: Option<&'a Figure>) {
        let short = caption.label.as_ref().map(|label| {
            let letter: String = label.word.chars().take(1).collect();
            format!("{letter}{}", label.number)
        });
        let wanted = format!("{} {}", short.unwrap_or_default(), table.caption.text);
        let (sheet, at) = (self.names.give(&wanted), self.parts.len());
        self.parts.push(Part { at, sheet, chapter: self.chapter, caption, table, figure });
    }
}
