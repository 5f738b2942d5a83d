// SPDX-License-Identifier: EUPL-1.2
//! The tables of a document, each with the chapter that it stands in.

use super::names::Names;
use crate::report::{Block, Document, Figure, Table};

/// A table that gets a sheet.
pub(super) struct Part<'a> {
    /// Its place among the parts.
    pub(super) at: usize,
    /// Name of the sheet.
    pub(super) sheet: String,
    /// Title of its chapter.
    pub(super) chapter: &'a str,
    /// «Tabella 12», «Figura 2»; empty for a table without a number.
    pub(super) number: String,
    /// The table.
    pub(super) table: &'a Table,
    /// The figure whose data it holds.
    pub(super) figure: Option<&'a Figure>,
}

impl Part<'_> {
    /// «Tabella 12 – Persone per titolo».
    pub(super) fn title(&self) -> String {
        let caption = self.caption();
        match self.number.is_empty() {
            true => caption.to_owned(),
            false => format!("{} – {caption}", self.number),
        }
    }

    /// What a figure says, or a table's caption.
    pub(super) fn caption(&self) -> &str {
        self.figure.map_or(&self.table.caption, |figure| &figure.title)
    }
}

/// All tables, in order.
pub(super) fn gather<'a>(document: &'a Document, names: &mut Names) -> Vec<Part<'a>> {
    let mut gathering = Gathering { document, names, chapter: "", parts: Vec::new() };
    for chapter in &document.chapters {
        gathering.chapter = &chapter.title;
        gathering.blocks(&chapter.blocks);
    }
    gathering.parts
}

struct Gathering<'a, 'n> {
    document: &'a Document,
    names: &'n mut Names,
    chapter: &'a str,
    parts: Vec<Part<'a>>,
}

impl<'a> Gathering<'a, '_> {
    fn blocks(&mut self, blocks: &'a [Block]) {
        for block in blocks {
            match block {
                Block::Table(table) => self.table(table),
                Block::Figure(figure) => self.figure(figure),
                Block::List { items, .. } => items.iter().for_each(|item| self.blocks(item)),
                Block::Quote(blocks) | Block::Callout { blocks, .. } => self.blocks(blocks),
                Block::Heading { .. } | Block::Paragraph(_) | Block::Claim(_) => {}
            }
        }
    }

    fn table(&mut self, table: &'a Table) {
        let number = if table.number > 0 { Some(table.number) } else { None };
        self.part(&self.document.words.table, number, table, None);
    }

    fn figure(&mut self, figure: &'a Figure) {
        let number = Some(figure.number);
        self.part(&self.document.words.figure, number, &figure.data, Some(figure));
    }

    fn part(
        &mut self,
        word: &str,
        number: Option<usize>,
        table: &'a Table,
        figure: Option<&'a Figure>,
    ) {
        let letter: String = word.chars().take(1).collect();
        let short = number.map(|n| format!("{letter}{n}")).unwrap_or_default();
        let sheet = self.names.give(&format!("{short} {}", table.caption));
        let number = number.map(|n| format!("{word} {n}")).unwrap_or_default();
        let at = self.parts.len();
        self.parts.push(Part { at, sheet, chapter: self.chapter, number, table, figure });
    }
}
