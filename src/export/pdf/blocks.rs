// SPDX-License-Identifier: EUPL-1.2
//! Chapters and the blocks in them, each a call in a code block.

use super::Writer;
use crate::diag::say;
use crate::export::text::capitalised;
use crate::export::turn::plan;
use crate::report::{Block, Callout, Chapter, Claim, Inline, Verdict};

impl Writer<'_> {
    /// Writes a chapter on pages of its own.
    pub(super) fn chapter(&mut self, chapter: &Chapter) {
        let plan = plan(&chapter.blocks);
        let landscape = plan.first().copied().unwrap_or(false);
        self.open_pages(landscape, &chapter.title);
        let id = self.anchors.own(&chapter.id);
        if self.document.is_leaf() {
            self.leaf_head();
            self.title(&self.document.title, id);
        } else {
            self.title(&chapter.title, id);
        }
        for (block, landscape) in chapter.blocks.iter().zip(plan) {
            self.turn(landscape);
            self.block(block);
        }
        self.put("})\n");
        let linked = self.linked_from.iter().rposition(Option::is_some);
        self.chapters.push((chapter.title.clone(), linked.map_or(0, |last| last + 1)));
    }

    /// Opens a run of pages with the chapter's title at their head.
    pub(super) fn open_pages(&mut self, landscape: bool, running: &str) {
        self.landscape = landscape;
        self.running = running.to_owned();
        self.put(&format!("pages(landscape:{landscape},"));
        self.argument("title", &self.document.title);
        self.argument("running", running);
        self.put("{\n");
    }

    /// Turns the pages from here on, if they lie otherwise.
    pub(super) fn turn(&mut self, landscape: bool) {
        if self.landscape != landscape {
            self.put("})\n");
            let running = std::mem::take(&mut self.running);
            self.open_pages(landscape, &running);
        }
    }

    /// Writes the title of a chapter.
    pub(super) fn title(&mut self, title: &str, id: String) {
        self.level = 1;
        self.put(&format!("head(1,\"{id}\","));
        self.string(title);
        self.put(")\n");
        self.here = id;
    }

    fn blocks(&mut self, blocks: &[Block]) {
        self.depth += 1;
        self.put("{[];");
        for block in blocks {
            self.block(block);
        }
        self.put("}");
        self.depth -= 1;
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Heading { level, id, text } => self.heading(*level, id, text),
            Block::Paragraph(text) => {
                self.put("par(");
                self.inlines(text);
                self.put(")");
            }
            Block::List { ordered, items } => self.list(*ordered, items),
            Block::Quote(blocks) => {
                self.put("quotation(");
                self.blocks(blocks);
                self.put(")");
            }
            Block::Table(table) => self.table(table, None),
            Block::Figure(figure) => self.figure(figure),
            Block::Claim(claim) => self.claim(claim),
            Block::Callout { kind, title, blocks } => self.callout(*kind, title, blocks),
        }
        self.put("\n");
    }

    /// Writes a heading; no level is skipped.
    fn heading(&mut self, level: u8, id: &str, text: &[Inline]) {
        self.level = level.clamp(2, 6).min(self.level + 1);
        let id = self.anchors.own(id);
        self.put(&format!("head({},\"{id}\",", self.level));
        self.here = id;
        self.inlines(text);
        self.put(")");
    }

    fn list(&mut self, ordered: bool, items: &[Vec<Block>]) {
        self.put(if ordered { "enum(" } else { "list(" });
        for item in items {
            match item.as_slice() {
                [Block::Paragraph(text)] => self.inlines(text),
                blocks => self.blocks(blocks),
            }
            self.put(",");
        }
        self.put(")");
    }

    fn callout(&mut self, kind: Callout, title: &str, blocks: &[Block]) {
        let kind = match kind {
            Callout::Slot => "slot",
            Callout::EmptySlot => "empty-slot",
            Callout::Notice => "notice",
        };
        self.put(&format!("callout(\"{kind}\","));
        if title.is_empty() {
            self.put("none");
        } else {
            self.string(title);
        }
        self.put(",");
        self.blocks(blocks);
        self.put(")");
    }

    fn claim(&mut self, claim: &Claim) {
        let id = self.anchors.fresh(&format!("affermazione-{}", claim.id));
        self.put(&format!("anchor(\"{id}\")\n"));
        self.here = id;
        let brief = claim.quoted_from.is_none() && claim.verdict == Verdict::Confirmed;
        if brief {
            self.put("brief(");
        } else {
            let kind = match claim.verdict {
                Verdict::Confirmed => "confirmed",
                Verdict::Refuted => "refuted",
                Verdict::Undecided => "undecided",
                Verdict::NoData => "vacuous",
            };
            self.put(&format!("claim(\"{kind}\","));
        }
        let verdict = if brief { say("claim-holds") } else { claim.verdict.label() };
        self.string(&capitalised(&verdict));
        self.put(",");
        if let Some(whose) = &claim.quoted_from {
            self.argument("whose", whose);
        }
        if !claim.evidence.is_empty() {
            self.put("evidence:");
            self.inlines(&claim.evidence);
            self.put(",");
        }
        self.inlines(&claim.text);
        self.put(")");
    }
}
