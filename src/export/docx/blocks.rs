// SPDX-License-Identifier: EUPL-1.2
//! Blocks of a chapter, and how a paragraph stands in what is around it.

use super::Writer;
use super::styles;
use super::text::Format;
use crate::export::ooxml::escaped;
use crate::export::text::capitalised;
use crate::export::turn::plan;
use crate::palette::Colour;
use crate::report::{Block, Callout, Chapter, Claim, Inline, Verdict};

/// What a paragraph stands in.
#[derive(Default)]
pub(super) struct Surroundings {
    /// The box, if any.
    pub(super) frame: Option<Frame>,
    /// Where the last box ended in the text.
    box_end: Option<usize>,
    /// Lists around it.
    pub(super) depth: usize,
    /// The item that it begins: number of the list and level.
    pub(super) item: Option<(usize, usize)>,
    /// Whether it stays on the page of the next paragraph.
    pub(super) keep_next: bool,
}

/// The look of a box.
#[derive(Clone, Copy)]
pub(super) struct Frame {
    tone: Colour,
    fill: Option<Colour>,
    dashed: bool,
}

impl Frame {
    const fn bar(tone: Colour, fill: Option<Colour>) -> Self {
        Frame { tone, fill, dashed: false }
    }
}

/// The distance of the text from the border of its box.
const INSET: u32 = 227;

impl Surroundings {
    /// How far what is around pushes a paragraph to the right.
    pub(super) fn indent(&self) -> u32 {
        let frame = if self.frame.is_some() { INSET } else { 0 };
        frame + self.depth as u32 * super::lists::STEP
    }

    /// Properties from the borders to the indents, in Word's order.
    fn properties(&self) -> String {
        let mut out = String::new();
        if self.keep_next {
            out.push_str("<w:keepNext/><w:keepLines/>");
        }
        if let Some((list, level)) = self.item {
            out.push_str(&format!(
                "<w:numPr><w:ilvl w:val=\"{level}\"/><w:numId w:val=\"{list}\"/></w:numPr>"
            ));
        }
        if let Some(frame) = &self.frame {
            out.push_str(&Self::borders(frame));
        }
        if self.frame.is_some() || self.depth > 0 {
            let left = self.indent();
            let right = if self.frame.is_some() { INSET / 2 } else { 0 };
            let hanging = match self.item {
                Some(_) => format!(" w:hanging=\"{}\"", super::lists::STEP),
                None => String::new(),
            };
            out.push_str(&format!("<w:ind w:left=\"{left}\" w:right=\"{right}\"{hanging}/>"));
        }
        out
    }

    fn borders(frame: &Frame) -> String {
        let Frame { tone, fill, dashed } = frame;
        let side = |side: &str, space: u8| {
            format!(
                "<w:{side} w:val=\"dashed\" w:sz=\"8\" w:space=\"{space}\" w:color=\"{tone}\"/>"
            )
        };
        let borders = if *dashed {
            let sides = [("top", 4), ("left", 8), ("bottom", 4), ("right", 4)];
            sides.map(|(name, space)| side(name, space)).concat()
        } else {
            format!("<w:left w:val=\"single\" w:sz=\"36\" w:space=\"8\" w:color=\"{tone}\"/>")
        };
        let shade = fill.map_or(String::new(), |fill| {
            format!("<w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"{fill}\"/>")
        });
        format!("<w:pBdr>{borders}</w:pBdr>{shade}")
    }
}

impl Writer<'_> {
    /// Writes a paragraph of a style around what `content` writes.
    pub(super) fn paragraph(&mut self, style: &str, content: impl FnOnce(&mut Self)) {
        self.paragraph_with(style, "", content);
    }

    /// Writes a paragraph with tab stops of its own.
    pub(super) fn paragraph_with(
        &mut self,
        style: &str,
        tabs: &str,
        content: impl FnOnce(&mut Self),
    ) {
        let style = escaped(self.style(style));
        self.put(&format!("<w:p><w:pPr><w:pStyle w:val=\"{style}\"/>"));
        let properties = self.around.properties();
        self.put(tabs);
        self.put(&properties);
        let end = self.out.len();
        self.put("</w:pPr>");
        content(self);
        self.put("</w:p>");
        self.last_properties = Some(end);
    }

    /// Writes a chapter on a new page.
    pub(super) fn chapter(&mut self, chapter: &Chapter) {
        let plan = plan(&chapter.blocks);
        self.turn(plan.first().copied().unwrap_or(false));
        self.level = 1;
        let name = self.bookmarks.own(&chapter.id);
        self.title(&chapter.title, name);
        for (block, landscape) in chapter.blocks.iter().zip(plan) {
            self.turn(landscape);
            self.block(block);
        }
    }

    /// Writes the title of a chapter.
    pub(super) fn title(&mut self, title: &str, name: String) {
        self.contents.headings.push((1, title.to_owned(), name.clone()));
        let (begin, end) = self.bookmarks.set(&name);
        self.here = name;
        self.paragraph("Heading1", |writer| {
            writer.put(&begin);
            writer.run(title, Format::default());
            writer.put(&end);
        });
    }

    pub(super) fn block(&mut self, block: &Block) {
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
            Block::Claim(claim) => self.claim(claim),
            Block::Callout { kind, title, blocks } => self.callout(*kind, title, blocks),
        }
    }

    fn heading(&mut self, level: u8, id: &str, text: &[Inline]) {
        self.level = level.clamp(2, 6).min(self.level + 1);
        let level = self.level;
        let name = self.bookmarks.own(id);
        self.contents.headings.push((level, crate::report::plain(text), name.clone()));
        let (begin, end) = self.bookmarks.set(&name);
        self.here = name;
        self.paragraph(&format!("Heading{level}"), |writer| {
            writer.put(&begin);
            writer.inlines(text, Format::default());
            writer.put(&end);
        });
    }

    fn quote(&mut self, blocks: &[Block]) {
        for block in blocks {
            match block {
                Block::Paragraph(text) => {
                    self.paragraph("Quote", |writer| writer.inlines(text, Format::default()));
                }
                other => self.block(other),
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
                writer.block(block);
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
        let document = self.document;
        self.framed(frame, |writer| {
            for notice in &document.notices {
                writer.paragraph("Notice", |writer| writer.run(notice, Format::default()));
            }
        });
    }

    /// Writes a sentence of our own that holds: it needs no box, the annex says what it rests on.
    fn brief_claim(&mut self, claim: &Claim) {
        let name = self.bookmarks.fresh(&format!("affermazione-{}", claim.id));
        let (begin, end) = self.bookmarks.set(&name);
        self.here = name;
        self.paragraph("BriefClaim", |writer| {
            writer.put(&begin);
            let verdict =
                Format { strong: true, colour: Some(styles::SUCCESS), ..Format::default() };
            writer.run(&format!("{}: ", capitalised(&claim.verdict.label())), verdict);
            writer.put(&end);
            writer.inlines(&claim.text, Format::default());
            writer.run(". ", Format::default());
            let quiet = Format { colour: Some(styles::QUIET), size: Some(18), ..Format::default() };
            writer.inlines(&claim.evidence, quiet);
        });
    }

    fn claim(&mut self, claim: &Claim) {
        if claim.quoted_from.is_none() && claim.verdict == Verdict::Confirmed {
            return self.brief_claim(claim);
        }
        let tone = match claim.verdict {
            Verdict::Confirmed => styles::SUCCESS,
            Verdict::Refuted => styles::DANGER,
            Verdict::Undecided => styles::WARNING,
            Verdict::NoData => styles::SECONDARY,
        };
        let name = self.bookmarks.fresh(&format!("affermazione-{}", claim.id));
        let (begin, end) = self.bookmarks.set(&name);
        self.here = name;
        let mut rest = usize::from(claim.quoted_from.is_some());
        rest += usize::from(!claim.evidence.is_empty());
        self.framed(Frame::bar(tone, Some(styles::RAISED)), |writer| {
            writer.around.keep_next = true;
            writer.paragraph("Verdict", |writer| {
                writer.put(&begin);
                let format = Format { colour: Some(tone), ..Format::default() };
                writer.run(&capitalised(&claim.verdict.label()), format);
                writer.put(&end);
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
