// SPDX-License-Identifier: EUPL-1.2
//! Blocks of a chapter and the text in them.

use super::Page;
use crate::edition::{Block, Callout, Claim, Content, Inline, Value, Verdict};
use crate::export::markup::{Markup, Tag, tag};

impl Page<'_> {
    pub(super) fn blocks<'a>(&mut self, blocks: impl IntoIterator<Item = &'a Block>) {
        for block in blocks {
            self.part(block);
        }
    }

    fn part(&mut self, block: &Block) {
        match block {
            Block::Heading { level, id, text } => self.words(heading(*level).with("id", id), text),
            Block::Paragraph(text) => self.words(tag("p"), text),
            Block::List { ordered, items } => self.list(*ordered, items),
            Block::Quote(blocks) => self.block(tag("blockquote"), |page| page.blocks(blocks)),
            Block::Table(table) => self.table(table, None),
            Block::Figure(figure) => self.figure(figure),
            Block::Picture(shown) => self.picture(shown),
            Block::Claim(claim) => self.claim(claim),
            Block::Holding(claims) => self.holding(claims),
            Block::Callout { kind, title, blocks } => self.callout(*kind, title, blocks),
        }
    }

    /// An element around a text, on a line of its own.
    fn words(&mut self, tag: Tag, text: &[Inline]) {
        self.block(tag, |page| page.inlines(text));
    }

    fn list(&mut self, ordered: bool, items: &[Vec<Block>]) {
        self.block(tag(if ordered { "ol" } else { "ul" }), |page| {
            for item in items {
                page.block(tag("li"), |page| page.item(item));
            }
        });
    }

    /// An item of one paragraph, with lists under it, needs no paragraph's distance.
    fn item(&mut self, item: &[Block]) {
        match item.split_first() {
            Some((Block::Paragraph(text), rest))
                if rest.iter().all(|block| matches!(block, Block::List { .. })) =>
            {
                self.inlines(text);
                self.blocks(rest);
            }
            _ => self.blocks(item),
        }
    }

    fn callout(&mut self, kind: Callout, title: &str, blocks: &[Block]) {
        let class = match kind {
            Callout::Slot => "callout slot",
            Callout::EmptySlot => "callout empty-slot",
            Callout::Notice => "callout notice",
        };
        self.block(tag("div").class(class), |page| {
            if !title.is_empty() {
                page.around(tag("p").class("callout-title"), title);
            }
            page.blocks(blocks);
        });
    }

    /// Sentences that hold, as a list; the mark before them has its words.
    fn holding(&mut self, claims: &[Claim]) {
        self.block(tag("ul").class("claims"), |page| {
            for claim in claims {
                page.block(tag("li").with("id", &claim.id), |page| {
                    let mark = tag("span").class("holds").with("role", "img");
                    page.around(mark.with("aria-label", &claim.word), "✓");
                    page.text(" ");
                    page.inlines(&claim.text);
                    page.text(".");
                    if !claim.evidence.is_empty() {
                        page.text(" ");
                        page.within(tag("small"), |page| page.inlines(&claim.evidence));
                    }
                });
            }
        });
    }

    fn claim(&mut self, claim: &Claim) {
        let class = match claim.verdict {
            Verdict::Confirmed => "claim claim-confirmed",
            Verdict::Refuted => "claim claim-refuted",
            Verdict::Undecided => "claim claim-undecided",
            Verdict::NoData => "claim claim-vacuous",
        };
        self.block(tag("div").class(class).with("id", &claim.id), |page| {
            page.block(tag("p").class("claim-verdict"), |page| {
                page.around(tag("strong").class("badge"), &claim.word);
            });
            match &claim.quoted_from {
                Some(whose) => page.block(tag("figure").class("claim-quote"), |page| {
                    page.within(tag("blockquote"), |page| page.words(tag("p"), &claim.text));
                    page.around(tag("figcaption"), whose);
                }),
                None => page.words(tag("p").class("claim-text"), &claim.text),
            }
            if !claim.evidence.is_empty() {
                page.words(tag("p").class("claim-evidence"), &claim.evidence);
            }
        });
    }

    pub(super) fn inlines(&mut self, text: &[Inline]) {
        for inline in text {
            self.inline(inline);
        }
    }

    fn inline(&mut self, inline: &Inline) {
        match inline {
            Inline::Text(text) => self.text(text),
            Inline::Strong(text) => self.within(tag("strong"), |page| page.inlines(text)),
            Inline::Emphasis(text) => self.within(tag("em"), |page| page.inlines(text)),
            Inline::Code(text) => self.around(tag("code"), text),
            // The class keeps it apart from values, which are known by their address.
            Inline::Link { to, text } => {
                self.within(tag("a").class("link").with("href", to), |page| page.inlines(text));
            }
            Inline::Value(value) => self.value(value),
            Inline::Break => self.void(tag("br")),
        }
    }

    /// Writes a value as a link to its row of the sources. Such links have no class: a page may
    /// have 50 000 of them, and the style sheet knows them by their address.
    pub(super) fn value(&mut self, value: &Value) {
        match value.source {
            Some(number) => {
                let link = tag("a").with("href", format_args!("#fonte-{number}"));
                self.within(link, |page| page.printed(value));
            }
            None => self.printed(value),
        }
    }

    fn printed(&mut self, value: &Value) {
        match value.content {
            Content::Empty => self.around(tag("i"), &value.text),
            Content::Unreadable => {
                self.within(tag("mark"), |page| page.lines(value.text.lines()));
                self.text(" ");
                self.around(tag("small"), &self.edition.words.unreadable);
            }
            Content::Text => self.lines(value.text.lines()),
            _ => self.text(&value.text),
        }
    }
}

/// The edition's level 2 is the page's third, below the title and the chapter.
fn heading(level: u8) -> Tag {
    tag(match level {
        0..=2 => "h3",
        3 => "h4",
        4 => "h5",
        _ => "h6",
    })
}
