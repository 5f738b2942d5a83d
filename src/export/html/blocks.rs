// SPDX-License-Identifier: EUPL-1.2
//! Blocks of a chapter and the text in them.

use super::Page;
use super::escape::{typed_into, web_address};
use crate::diag::say;
use crate::report::{Block, Callout, Claim, Content, Inline, Value, Verdict};

impl Page<'_> {
    pub(super) fn block(&mut self, block: &Block) {
        match block {
            Block::Heading { level, id, text } => self.heading(*level, id, text),
            Block::Paragraph(text) => self.paragraph(text),
            Block::List { ordered, items } => self.list(*ordered, items),
            Block::Quote(blocks) => {
                self.put("<blockquote>\n");
                self.blocks(blocks);
                self.put("</blockquote>\n");
            }
            Block::Table(table) => self.table(table),
            Block::Figure(figure) => self.figure(figure),
            Block::Claim(claim) => self.claim(claim),
            Block::Callout { kind, title, blocks } => self.callout(*kind, title, blocks),
        }
    }

    pub(super) fn blocks(&mut self, blocks: &[Block]) {
        for run in blocks.chunk_by(|a, b| is_brief(a) && is_brief(b)) {
            if run.first().is_some_and(is_brief) {
                self.brief_claims(run);
            } else {
                run.iter().for_each(|block| self.block(block));
            }
        }
    }

    /// Our own sentences that hold, as a list: the annex has what each rests on.
    fn brief_claims(&mut self, claims: &[Block]) {
        let holds = say("claim-holds");
        self.put("<ul class=\"claims\">\n");
        for block in claims {
            let Block::Claim(claim) = block else { continue };
            let id = self.anchors.fresh(&format!("affermazione-{}", claim.id));
            self.put(&format!("<li id=\"{id}\">"));
            self.here = id;
            self.element(&format!("span class=\"holds\" role=\"img\" aria-label=\"{holds}\""), "✓");
            self.put(" ");
            self.inlines(&claim.text);
            self.put(".");
            if !claim.evidence.is_empty() {
                self.put(" <small>");
                self.inlines(&claim.evidence);
                self.put("</small>");
            }
            self.put("</li>\n");
        }
        self.put("</ul>\n");
    }

    /// The document's level 2 is the page's third, below the title and the chapter.
    fn heading(&mut self, level: u8, id: &str, text: &[Inline]) {
        let id = self.anchors.own(id);
        self.level = (level + 1).clamp(3, 6).min(self.level + 1);
        let name = format!("h{}", self.level);
        self.put(&format!("<{name} id=\"{id}\">"));
        self.here = id;
        self.inlines(text);
        self.put(&format!("</{name}>\n"));
    }

    fn paragraph(&mut self, text: &[Inline]) {
        self.put("<p>");
        self.inlines(text);
        self.put("</p>\n");
    }

    fn list(&mut self, ordered: bool, items: &[Vec<Block>]) {
        let name = if ordered { "ol" } else { "ul" };
        self.put(&format!("<{name}>\n"));
        for item in items {
            self.put("<li>");
            match item.split_first() {
                // An item of one paragraph, with lists under it, needs no paragraph's distance.
                Some((Block::Paragraph(text), rest))
                    if rest.iter().all(|block| matches!(block, Block::List { .. })) =>
                {
                    self.inlines(text);
                    self.blocks(rest);
                }
                _ => self.blocks(item),
            }
            self.put("</li>\n");
        }
        self.put(&format!("</{name}>\n"));
    }

    fn callout(&mut self, kind: Callout, title: &str, blocks: &[Block]) {
        let class = match kind {
            Callout::Slot => "slot",
            Callout::EmptySlot => "empty-slot",
            Callout::Notice => "notice",
        };
        self.put(&format!("<div class=\"callout {class}\">\n"));
        if !title.is_empty() {
            self.element("p class=\"callout-title\"", title);
            self.put("\n");
        }
        self.blocks(blocks);
        self.put("</div>\n");
    }

    fn claim(&mut self, claim: &Claim) {
        let kind = match claim.verdict {
            Verdict::Confirmed => "confirmed",
            Verdict::Refuted => "refuted",
            Verdict::Undecided => "undecided",
            Verdict::NoData => "vacuous",
        };
        let id = self.anchors.fresh(&format!("affermazione-{}", claim.id));
        self.put(&format!("<div class=\"claim claim-{kind}\" id=\"{id}\">\n"));
        self.here = id;
        self.put("<p class=\"claim-verdict\">");
        self.element("strong class=\"badge\"", &claim.verdict.label());
        self.put("</p>\n");
        match &claim.quoted_from {
            Some(whose) => {
                self.put("<figure class=\"claim-quote\"><blockquote>");
                self.paragraph(&claim.text);
                self.put("</blockquote>");
                self.element("figcaption", whose);
                self.put("</figure>\n");
            }
            None => {
                self.put("<p class=\"claim-text\">");
                self.inlines(&claim.text);
                self.put("</p>\n");
            }
        }
        if !claim.evidence.is_empty() {
            self.put("<p class=\"claim-evidence\">");
            self.inlines(&claim.evidence);
            self.put("</p>\n");
        }
        self.put("</div>\n");
    }

    pub(super) fn inlines(&mut self, text: &[Inline]) {
        for inline in text {
            self.inline(inline);
        }
    }

    fn inline(&mut self, inline: &Inline) {
        match inline {
            Inline::Text(text) => self.text(text),
            Inline::Strong(text) => self.around("strong", text),
            Inline::Emphasis(text) => self.around("em", text),
            Inline::Code(text) => self.element("code", text),
            Inline::Link { to, text } => self.link(to, text),
            Inline::Value(value) => self.value(value),
            Inline::Break => self.put("<br>"),
        }
    }

    fn around(&mut self, name: &str, text: &[Inline]) {
        self.put(&format!("<{name}>"));
        self.inlines(text);
        self.put(&format!("</{name}>"));
    }

    /// Writes a link where it leads somewhere that a report may lead to, else its text.
    fn link(&mut self, to: &str, text: &[Inline]) {
        let href = match self.anchors.target(to) {
            Some(id) => Some(format!("#{id}")),
            None => web_address(to),
        };
        match href {
            Some(href) if !self.in_link && !text.is_empty() => {
                // The class keeps it apart from values, which are known by their address.
                self.put(&format!("<a class=\"link\" href=\"{href}\">"));
                self.in_link = true;
                self.inlines(text);
                self.in_link = false;
                self.put("</a>");
            }
            _ => self.inlines(text),
        }
    }

    /// Writes a value as a link to its row of the sources. Such links have no class: a page may
    /// have 50 000 of them, and the style sheet knows them by their address.
    pub(super) fn value(&mut self, value: &Value) {
        let source = value.source.filter(|_| !self.in_link);
        let row = source.and_then(|n| n.checked_sub(1));
        let linked = row.is_some_and(|row| row < self.linked_from.len()) && !value.text.is_empty();
        if let (true, Some(row)) = (linked, row) {
            if let Some(place @ None) = self.linked_from.get_mut(row) {
                *place = Some(self.here.clone());
            }
            let prefix = &self.anchors.source_prefix;
            self.out.push_str(&format!("<a href=\"#{prefix}{}\">", row + 1));
        }
        match value.content {
            Content::Empty => {
                self.put("<i>");
                self.text(&value.text);
                self.put("</i>");
            }
            Content::Unreadable => {
                self.put("<mark>");
                typed_into(&mut self.out, &value.text);
                self.put("</mark> ");
                self.element("small", &say("html-unreadable"));
            }
            Content::Text => typed_into(&mut self.out, &value.text),
            Content::Number { .. } | Content::Range { .. } => self.text(&value.text),
        }
        if linked {
            self.put("</a>");
        }
    }
}

/// A sentence of ours that holds needs no card.
fn is_brief(block: &Block) -> bool {
    matches!(block, Block::Claim(claim)
        if claim.quoted_from.is_none() && claim.verdict == Verdict::Confirmed)
}
