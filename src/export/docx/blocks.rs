// SPDX-License-Identifier: EUPL-1.2
//! Blocks of a chapter, and how a paragraph stands in what is around it.

use super::around::{Frame, INSET, STEP, Surroundings};
use super::kinds::valued;
use super::text::Format;
use super::{Writer, bookmark, styles};
use crate::edition::{Block, Callout, Chapter, Claim, Inline, Verdict};
use crate::export::markup::{Markup, Tag, tag};

impl Writer<'_> {
    /// Writes what is around a paragraph as properties from the borders to the indents, in Word's
    /// order.
    fn surroundings(&mut self) {
        let Surroundings { frame, depth, item, keep_next, .. } = self.around;
        if keep_next {
            self.empty(tag("w:keepNext"));
            self.empty(tag("w:keepLines"));
        }
        if let Some((list, level)) = item {
            self.within(tag("w:numPr"), |writer| {
                writer.empty(valued("w:ilvl", level));
                writer.empty(valued("w:numId", list));
            });
        }
        if let Some(frame) = frame {
            self.borders(frame);
        }
        if frame.is_some() || depth > 0 {
            let right = if frame.is_some() { INSET / 2 } else { 0 };
            let indent = tag("w:ind").with("w:left", self.around.indent()).with("w:right", right);
            self.empty(indent.maybe("w:hanging", item.map(|_| STEP)));
        }
    }

    fn borders(&mut self, frame: Frame) {
        let Frame { tone, fill, dashed } = frame;
        let border = |side, kind, size: u8, space: u8| {
            let border = valued(side, kind).with("w:sz", size).with("w:space", space);
            border.with("w:color", tone)
        };
        let sides = [("w:top", 4), ("w:left", 8), ("w:bottom", 4), ("w:right", 4)];
        self.within(tag("w:pBdr"), |writer| {
            if !dashed {
                return writer.empty(border("w:left", "single", 36, 8));
            }
            for (side, space) in sides {
                writer.empty(border(side, "dashed", 8, space));
            }
        });
        if let Some(fill) = fill {
            self.empty(valued("w:shd", "clear").with("w:color", "auto").with("w:fill", fill));
        }
    }

    /// Writes a paragraph of a style around what `content` writes.
    pub(super) fn paragraph(&mut self, style: &str, content: impl FnOnce(&mut Self)) {
        self.paragraph_with(style, None, content);
    }

    /// Writes a paragraph with a tab stop of its own.
    pub(super) fn paragraph_with(
        &mut self,
        style: &str,
        tab: Option<Tag>,
        content: impl FnOnce(&mut Self),
    ) {
        let mut end = 0;
        self.within(tag("w:p"), |writer| {
            let style = valued("w:pStyle", writer.style(style));
            writer.within(tag("w:pPr"), |writer| {
                writer.empty(style);
                if let Some(tab) = tab {
                    writer.within(tag("w:tabs"), |writer| writer.empty(tab));
                }
                writer.surroundings();
                end = writer.out.len();
            });
            content(writer);
        });
        self.last_properties = Some(end);
    }

    /// Writes a chapter on a new page.
    pub(super) fn chapter(&mut self, chapter: &Chapter) {
        self.turn(chapter.parts.first().is_some_and(|part| part.landscape));
        self.title(&chapter.title, &chapter.id);
        for part in &chapter.parts {
            self.turn(part.landscape);
            part.blocks.iter().for_each(|block| self.part(block));
        }
    }

    /// Writes the title of a chapter.
    pub(super) fn title(&mut self, title: &str, id: &str) {
        self.paragraph("Heading1", |writer| {
            writer.marked(Some(&bookmark(id)), |writer| writer.run(title, Format::default()));
        });
    }

    pub(super) fn part(&mut self, block: &Block) {
        match block {
            Block::Heading { level, id, text } => self.heading(*level, id, text),
            Block::Paragraph(text) => {
                let style = if self.around.depth > 0 { "ListParagraph" } else { "BodyText" };
                self.paragraph(style, |writer| writer.inlines(text, Format::default()));
            }
            Block::List { ordered, items } => self.list(*ordered, items),
            Block::Quote(blocks) => self.quote(blocks),
            Block::Table(table) => self.table(table),
            Block::Figure(figure) => self.figure(figure),
            Block::Picture(shown) => self.shown(shown),
            Block::Claim(claim) => self.claim(claim),
            Block::Holding(claims) => claims.iter().for_each(|claim| self.holding(claim)),
            Block::Callout { kind, title, blocks } => self.callout(*kind, title, blocks),
        }
    }

    fn heading(&mut self, level: u8, id: &str, text: &[Inline]) {
        self.paragraph(&format!("Heading{level}"), |writer| {
            writer.marked(Some(&bookmark(id)), |writer| writer.inlines(text, Format::default()));
        });
    }

    fn quote(&mut self, blocks: &[Block]) {
        for block in blocks {
            match block {
                Block::Paragraph(text) => {
                    self.paragraph("Quote", |writer| writer.inlines(text, Format::default()));
                }
                other => self.part(other),
            }
        }
    }

    fn callout(&mut self, kind: Callout, title: &str, blocks: &[Block]) {
        let frame = match kind {
            Callout::Slot => Frame::bar(styles::PRIMARY, None),
            Callout::EmptySlot => Frame { tone: styles::STRONG_LINE, fill: None, dashed: true },
            Callout::Notice => Frame::bar(styles::WARNING, Some(styles::RAISED)),
        };
        self.framed(frame, |writer| {
            writer.around.keep_next = !blocks.is_empty();
            if !title.is_empty() {
                writer.paragraph("BoxTitle", |writer| writer.run(title, Format::default()));
            }
            for (at, block) in blocks.iter().enumerate() {
                writer.around.keep_next = at + 1 < blocks.len() && at < 2;
                writer.part(block);
            }
        });
    }

    /// Writes what stands in a box.
    pub(super) fn framed(&mut self, frame: Frame, content: impl FnOnce(&mut Self)) {
        if self.around.box_end == Some(self.out.len()) {
            // Word makes one box of two that touch.
            self.paragraph("Gap", |_| {});
        }
        let outer = self.around.frame.replace(frame);
        let keep_next = self.around.keep_next;
        content(self);
        self.around.keep_next = keep_next;
        self.around.frame = outer;
        self.around.box_end = Some(self.out.len());
    }

    /// Writes what a reader must know of the whole document.
    pub(super) fn notices(&mut self) {
        let frame = Frame::bar(styles::WARNING, Some(styles::RAISED));
        let edition = self.edition;
        self.framed(frame, |writer| {
            for notice in &edition.notices {
                writer.paragraph("Notice", |writer| writer.run(notice, Format::default()));
            }
        });
    }

    /// Writes a sentence of our own that holds: it needs no box, the annex says what it rests on.
    fn holding(&mut self, claim: &Claim) {
        let word = Format { strong: true, colour: Some(styles::SUCCESS), ..Format::default() };
        self.paragraph("BriefClaim", |writer| {
            writer.marked(Some(&bookmark(&claim.id)), |writer| {
                writer.run(&format!("{}: ", claim.word), word);
            });
            writer.inlines(&claim.text, Format::default());
            writer.run(". ", Format::default());
            let quiet = Format { colour: Some(styles::QUIET), size: Some(18), ..Format::default() };
            writer.inlines(&claim.evidence, quiet);
        });
    }

    fn claim(&mut self, claim: &Claim) {
        let tone = match claim.verdict {
            Verdict::Confirmed => styles::SUCCESS,
            Verdict::Refuted => styles::DANGER,
            Verdict::Undecided => styles::WARNING,
            Verdict::NoData => styles::SECONDARY,
        };
        let mut rest = usize::from(claim.quoted_from.is_some());
        rest += usize::from(!claim.evidence.is_empty());
        self.framed(Frame::bar(tone, Some(styles::RAISED)), |writer| {
            writer.around.keep_next = true;
            writer.paragraph("Verdict", |writer| {
                let format = Format { colour: Some(tone), ..Format::default() };
                writer.marked(Some(&bookmark(&claim.id)), |writer| {
                    writer.run(&claim.word, format);
                });
            });
            writer.around.keep_next = rest > 0;
            let quoted = claim.quoted_from.is_some();
            writer.paragraph("Claim", |writer| {
                writer.run(if quoted { "«" } else { "" }, Format::default());
                writer.inlines(&claim.text, Format::default());
                writer.run(if quoted { "»" } else { "" }, Format::default());
            });
            if let Some(whose) = &claim.quoted_from {
                rest -= 1;
                writer.around.keep_next = rest > 0;
                writer.paragraph("ClaimSource", |writer| {
                    writer.run(&format!("— {whose}"), Format::default());
                });
            }
            if !claim.evidence.is_empty() {
                writer.around.keep_next = false;
                writer.paragraph("Evidence", |writer| {
                    writer.inlines(&claim.evidence, Format::default());
                });
            }
        });
    }
}
