// SPDX-License-Identifier: EUPL-1.2
//! Chapters and the blocks in them, each a call in a code block.

use super::Writer;
use crate::edition::{Block, Callout, Chapter, Claim, Inline, Verdict};

impl Writer<'_> {
    /// Writes a chapter on pages of its own.
    pub(super) fn chapter(&mut self, chapter: &Chapter) {
        let landscape = chapter.parts.first().is_some_and(|part| part.landscape);
        self.open_pages(landscape, &chapter.title);
        if self.edition.is_leaf {
            self.leaf_head();
            self.title(&self.edition.title, &chapter.id);
        } else {
            self.title(&chapter.title, &chapter.id);
        }
        for part in &chapter.parts {
            self.turn(part.landscape);
            part.blocks.iter().for_each(|block| self.block(block));
        }
        self.close_pages();
    }

    /// Opens a run of pages with the chapter's title at their head.
    pub(super) fn open_pages(&mut self, landscape: bool, running: &str) {
        self.landscape = landscape;
        self.running = running.to_owned();
        self.put("pages(");
        self.set("landscape", landscape);
        self.argument("title", &self.edition.title);
        self.argument("running", running);
        self.put("{\n");
    }

    /// Closes it.
    pub(super) fn close_pages(&mut self) {
        self.put("})\n");
    }

    /// Turns the pages from here on, if they lie otherwise.
    pub(super) fn turn(&mut self, landscape: bool) {
        if self.landscape != landscape {
            self.close_pages();
            let running = std::mem::take(&mut self.running);
            self.open_pages(landscape, &running);
        }
    }

    /// Writes the title of a chapter.
    pub(super) fn title(&mut self, title: &str, id: &str) {
        self.line("head", |writer| {
            writer.plain(1);
            writer.literal(id);
            writer.string(title);
        });
    }

    fn blocks(&mut self, blocks: &[Block]) {
        self.content(|writer| blocks.iter().for_each(|block| writer.block(block)));
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Heading { level, id, text } => self.heading(*level, id, text),
            Block::Paragraph(text) => self.line("par", |writer| writer.inlines(text)),
            Block::List { ordered, items } => self.list(*ordered, items),
            Block::Quote(blocks) => self.line("quotation", |writer| writer.blocks(blocks)),
            Block::Table(table) => self.table(table),
            Block::Figure(figure) => self.figure(figure),
            Block::Picture(shown) => self.picture(shown),
            Block::Claim(claim) => self.claim(claim),
            Block::Holding(claims) => claims.iter().for_each(|claim| self.holding(claim)),
            Block::Callout { kind, title, blocks } => self.callout(*kind, title, blocks),
        }
    }

    fn heading(&mut self, level: u8, id: &str, text: &[Inline]) {
        self.line("head", |writer| {
            writer.plain(level);
            writer.literal(id);
            writer.inlines(text);
        });
    }

    fn list(&mut self, ordered: bool, items: &[Vec<Block>]) {
        self.line(if ordered { "enum" } else { "list" }, |writer| {
            for item in items {
                match item.as_slice() {
                    [Block::Paragraph(text)] => writer.inlines(text),
                    blocks => writer.blocks(blocks),
                }
                writer.put(",");
            }
        });
    }

    fn callout(&mut self, kind: Callout, title: &str, blocks: &[Block]) {
        self.line("callout", |writer| {
            writer.literal(match kind {
                Callout::Slot => "slot",
                Callout::EmptySlot => "empty-slot",
                Callout::Notice => "notice",
            });
            match title {
                "" => writer.plain("none"),
                title => writer.said(title),
            }
            writer.blocks(blocks);
        });
    }

    fn claim(&mut self, claim: &Claim) {
        self.line("anchor", |writer| writer.literal(&claim.id));
        self.line("claim", |writer| {
            writer.literal(match claim.verdict {
                Verdict::Confirmed => "confirmed",
                Verdict::Refuted => "refuted",
                Verdict::Undecided => "undecided",
                Verdict::NoData => "vacuous",
            });
            writer.claimed(claim);
        });
    }

    fn holding(&mut self, claim: &Claim) {
        self.line("anchor", |writer| writer.literal(&claim.id));
        self.line("brief", |writer| writer.claimed(claim));
    }

    /// Writes what a claim says, as arguments.
    fn claimed(&mut self, claim: &Claim) {
        self.said(&claim.word);
        if let Some(whose) = &claim.quoted_from {
            self.argument("whose", whose);
        }
        if !claim.evidence.is_empty() {
            self.put("evidence:");
            self.inlines(&claim.evidence);
            self.put(",");
        }
        self.inlines(&claim.text);
    }
}
