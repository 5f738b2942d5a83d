// SPDX-License-Identifier: EUPL-1.2
//! Text in shapes and cells: paragraphs and runs.
//!
//! The distance of lines is given in points, so that the text takes the room it was measured to
//! take, whatever the font.

use crate::edition::slides::{SlideWords, gap, indent, leading};
use crate::edition::text::web_address;
use crate::export::ooxml::{Relationships, escape_into, escaped, look};
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

impl Text<'_> {
    /// Writes a paragraph of plain text; its own line breaks stay.
    pub(super) fn line(&mut self, text: &str, look: Look) {
        self.open(look, "");
        self.typed(text, look);
        self.close(look);
    }

    /// Writes a paragraph of a slide's text.
    pub(super) fn paragraph(&mut self, paragraph: &SlideParagraph, look: Look) {
        let left = (indent(paragraph, look.size) * 12700.0) as i64;
        let step = (1.2 * look.size * 12700.0) as i64;
        let mark = match paragraph.mark {
            Mark::None => "<a:buNone/>".to_owned(),
            Mark::Dot => "<a:buFont typeface=\"Arial\"/><a:buChar char=\"•\"/>".to_owned(),
            Mark::Number(at) => {
                format!(
                    "<a:buFont typeface=\"+mj-lt\"/><a:buAutoNum type=\"arabicPeriod\" startAt=\"{}\"/>",
                    at.clamp(1, 32767)
                )
            }
        };
        let hanging = if paragraph.mark == Mark::None { 0 } else { -step };
        let level = paragraph.depth.min(8);
        self.out.push_str(&format!(
            "<a:p><a:pPr marL=\"{left}\" indent=\"{hanging}\" lvl=\"{level}\">{}<a:spcBef>\
             <a:spcPts val=\"0\"/></a:spcBef><a:spcAft><a:spcPts val=\"{}\"/></a:spcAft>{mark}</a:pPr>",
            spacing(look.size),
            (gap(look.size) * 100.0) as i64
        ));
        self.inlines(&paragraph.text, look);
        self.close(look);
    }

    /// Writes a value as a paragraph of a cell.
    pub(super) fn value(&mut self, value: &Value, look: Look) {
        self.open(look, "");
        self.value_runs(value, look);
        self.close(look);
    }

    fn open(&mut self, look: Look, more: &str) {
        self.out.push_str(&format!(
            "<a:p><a:pPr algn=\"{}\">{}{more}</a:pPr>",
            look.align,
            spacing(look.size)
        ));
    }

    fn close(&mut self, look: Look) {
        let properties = self.properties("endParaRPr", look, "");
        self.out.push_str(&properties);
        self.out.push_str("</a:p>");
    }

    fn inlines(&mut self, text: &[Inline], look: Look) {
        for inline in text {
            match inline {
                Inline::Text(text) => self.typed(text, look),
                Inline::Strong(text) => self.inlines(text, Look { strong: true, ..look }),
                Inline::Emphasis(text) => self.inlines(text, Look { emphasis: true, ..look }),
                Inline::Code(text) => self.run(text, look, ""),
                Inline::Link { to, text } => match web_address(to) {
                    Some(address) => {
                        let id = self.relationships.link(&address);
                        let link = format!("<a:hlinkClick r:id=\"{id}\"/>");
                        self.run(&crate::report::plain(text), look, &link);
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
                self.run(&format!(" {}", self.words.unreadable), look, "");
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
            self.run(line, look, "");
        }
    }

    fn line_break(&mut self, look: Look) {
        let properties = self.properties("rPr", look, "");
        self.out.push_str(&format!("<a:br>{properties}</a:br>"));
    }

    fn run(&mut self, text: &str, look: Look, link: &str) {
        if text.is_empty() {
            return;
        }
        let properties = self.properties("rPr", look, link);
        self.out.push_str(&format!("<a:r>{properties}<a:t>"));
        escape_into(&mut self.out, text);
        self.out.push_str("</a:t></a:r>");
    }

    fn properties(&self, element: &str, look: Look, link: &str) -> String {
        let flag =
            |name: &str, set: bool| if set { format!(" {name}=\"1\"") } else { String::new() };
        let size = (look.size * 100.0) as i64;
        let (strong, emphasis) = (flag("b", look.strong), flag("i", look.emphasis));
        let fill = look.colour.map(fill).unwrap_or_default();
        format!(
            "<a:{element} lang=\"{}\" sz=\"{size}\"{strong}{emphasis} dirty=\"0\">{fill}{link}</a:{element}>",
            escaped(self.language)
        )
    }
}

/// A colour as a fill.
pub(super) fn fill(colour: Colour) -> String {
    format!("<a:solidFill><a:srgbClr val=\"{colour}\"/></a:solidFill>")
}

/// The distance of lines.
pub(super) fn spacing(size: f64) -> String {
    format!("<a:lnSpc><a:spcPts val=\"{}\"/></a:lnSpc>", (leading(size) * 100.0) as i64)
}
