// SPDX-License-Identifier: EUPL-1.2
//! Text in shapes and cells: paragraphs and runs.
//!
//! The distance of lines is given in points, so that the text takes the room it was measured to
//! take, whatever the font.

use super::shape::{Shapes, emu, hundredths};
use crate::edition::slides::{SlideWords, gap, indent};
use crate::edition::text::web_address;
use crate::export::markup::{Markup, Tag, tag};
use crate::export::ooxml::{Relationships, look};
use crate::palette::Colour;
use crate::report::{Content, Inline, Mark, SlideParagraph, Value};

/// How text looks.
#[derive(Debug, Clone, Copy)]
pub(super) struct Look {
    /// Size in points.
    pub(super) size: f64,
    pub(super) strong: bool,
    pub(super) emphasis: bool,
    /// Colour, where it is not that of the placeholder.
    pub(super) colour: Option<Colour>,
    /// `l`, `r`, `ctr`.
    pub(super) align: &'static str,
}

impl Look {
    pub(super) fn of(size: f64) -> Self {
        Look { size, strong: false, emphasis: false, colour: None, align: "l" }
    }
}

/// Text being written; of one part, whose links it keeps.
pub(super) struct Text<'a> {
    pub(super) out: String,
    pub(super) language: &'a str,
    pub(super) words: &'a SlideWords,
    pub(super) relationships: &'a mut Relationships,
}

impl Markup for Text<'_> {
    fn out(&mut self) -> &mut String {
        &mut self.out
    }
}

impl Text<'_> {
    /// Writes a paragraph of plain text; its own line breaks stay.
    pub(super) fn line(&mut self, line: &str, look: Look) {
        self.aligned(look, |text| text.typed(line, look));
    }

    /// Writes a value as a paragraph of a cell.
    pub(super) fn value(&mut self, value: &Value, look: Look) {
        self.aligned(look, |text| text.value_runs(value, look));
    }

    fn aligned(&mut self, look: Look, content: impl FnOnce(&mut Self)) {
        self.within(tag("a:p"), |text| {
            text.within(tag("a:pPr").with("algn", look.align), |text| text.spacing(look.size));
            content(text);
            text.properties("a:endParaRPr", look, None);
        });
    }

    /// Writes a paragraph of a slide's text.
    pub(super) fn paragraph(&mut self, paragraph: &SlideParagraph, look: Look) {
        let step = emu(1.2 * look.size);
        let hanging = if paragraph.mark == Mark::None { 0 } else { -step };
        let place = tag("a:pPr").with("marL", emu(indent(paragraph, look.size)));
        let place = place.with("indent", hanging).with("lvl", paragraph.depth.min(8));
        self.within(tag("a:p"), |text| {
            text.within(place, |text| {
                text.spacing(look.size);
                text.points("a:spcBef", 0);
                text.points("a:spcAft", hundredths(gap(look.size)));
                text.mark(paragraph.mark);
            });
            text.inlines(&paragraph.text, look);
            text.properties("a:endParaRPr", look, None);
        });
    }

    fn mark(&mut self, mark: Mark) {
        let font = |name| tag("a:buFont").with("typeface", name);
        match mark {
            Mark::None => self.empty(tag("a:buNone")),
            Mark::Dot => {
                self.empty(font("Arial"));
                self.empty(tag("a:buChar").with("char", '•'));
            }
            Mark::Number(at) => {
                self.empty(font("+mj-lt"));
                let numbers = tag("a:buAutoNum").with("type", "arabicPeriod");
                self.empty(numbers.with("startAt", at.clamp(1, 32767)));
            }
        }
    }

    fn inlines(&mut self, text: &[Inline], look: Look) {
        for inline in text {
            match inline {
                Inline::Text(text) => self.typed(text, look),
                Inline::Strong(text) => self.inlines(text, Look { strong: true, ..look }),
                Inline::Emphasis(text) => self.inlines(text, Look { emphasis: true, ..look }),
                Inline::Code(text) => self.run(text, look, None),
                Inline::Link { to, text } => match to.outside().and_then(web_address) {
                    Some(address) => {
                        let id = self.relationships.link(&address);
                        let link = tag("a:hlinkClick").with("r:id", id);
                        self.run(&crate::report::plain(text), look, Some(link));
                    }
                    None => self.inlines(text, look),
                },
                Inline::Value(value) => self.value_runs(value, look),
                Inline::Break => self.line_break(look),
            }
        }
    }

    fn value_runs(&mut self, value: &Value, look: Look) {
        match value.content {
            Content::Empty => {
                let colour = look.colour.or(Some(look::QUIET));
                self.typed(&value.text, Look { emphasis: true, colour, ..look });
            }
            Content::Unreadable => {
                self.typed(&value.text, Look { emphasis: true, ..look });
                self.run(&format!(" {}", self.words.unreadable), look, None);
            }
            _ => self.typed(&value.text, look),
        }
    }

    /// Writes what somebody typed; their line breaks stay line breaks.
    fn typed(&mut self, text: &str, look: Look) {
        for (at, line) in text.trim_matches(['\n', '\r']).lines().enumerate() {
            if at > 0 {
                self.line_break(look);
            }
            self.run(line, look, None);
        }
    }

    fn line_break(&mut self, look: Look) {
        self.within(tag("a:br"), |text| text.properties("a:rPr", look, None));
    }

    fn run(&mut self, run: &str, look: Look, link: Option<Tag>) {
        if run.is_empty() {
            return;
        }
        self.within(tag("a:r"), |text| {
            text.properties("a:rPr", look, link);
            text.around(tag("a:t"), run);
        });
    }

    fn properties(&mut self, name: &'static str, look: Look, link: Option<Tag>) {
        let element = tag(name).with("lang", self.language).with("sz", hundredths(look.size));
        let element = element.maybe("b", look.strong.then_some(1));
        let element = element.maybe("i", look.emphasis.then_some(1)).with("dirty", 0);
        self.within(element, |text| {
            look.colour.into_iter().for_each(|colour| text.fill(colour));
            link.into_iter().for_each(|link| text.empty(link));
        });
    }
}
