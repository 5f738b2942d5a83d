// SPDX-License-Identifier: EUPL-1.2
//! What stands in a paragraph: runs of text, links, values.

use super::kinds::valued;
use super::{Writer, bookmark, source_bookmark};
use crate::edition::{Content, Inline, Target, Value};
use crate::export::markup::{Markup, Tag, tag};
use crate::palette::Colour;

/// How a run of text looks beyond its paragraph.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(super) struct Format {
    pub(super) strong: bool,
    pub(super) emphasis: bool,
    /// Id of a character style.
    pub(super) style: Option<&'static str>,
    /// Colour, where the ground is not white.
    pub(super) colour: Option<Colour>,
    /// Size in half points.
    pub(super) size: Option<u32>,
    /// In a table every cell is a link to its source: only its text shows.
    pub(super) in_table: bool,
}

impl Writer<'_> {
    /// Writes the properties of a run, in Word's order.
    fn look(&mut self, format: Format) {
        if format == (Format { in_table: format.in_table, ..Format::default() }) {
            return;
        }
        self.within(tag("w:rPr"), |writer| {
            if let Some(style) = format.style {
                let style = valued("w:rStyle", writer.style(style));
                writer.empty(style);
            }
            if format.strong {
                writer.empty(tag("w:b"));
            }
            if format.emphasis {
                writer.empty(tag("w:i"));
            }
            if let Some(colour) = format.colour {
                writer.empty(valued("w:color", colour));
            }
            if let Some(size) = format.size {
                writer.empty(valued("w:sz", size));
                writer.empty(valued("w:szCs", size));
            }
        });
    }

    /// Writes a run of text.
    pub(super) fn run(&mut self, text: &str, format: Format) {
        if text.is_empty() {
            return;
        }
        self.within(tag("w:r"), |writer| {
            writer.look(format);
            writer.around(tag("w:t").with("xml:space", "preserve"), text);
        });
    }

    /// Writes a run that is one element: a break, a tab.
    pub(super) fn run_of(&mut self, element: Tag, format: Format) {
        self.within(tag("w:r"), |writer| {
            writer.look(format);
            writer.empty(element);
        });
    }

    /// Writes what somebody typed; their line breaks stay line breaks.
    fn typed(&mut self, text: &str, format: Format) {
        self.lines(text.lines(), format);
    }

    /// Writes texts on lines of their own.
    pub(super) fn lines<'a>(&mut self, lines: impl IntoIterator<Item = &'a str>, format: Format) {
        for (index, line) in lines.into_iter().enumerate() {
            if index > 0 {
                self.run_of(tag("w:br"), Format::default());
            }
            self.run(line, format);
        }
    }

    /// Writes a field with the text that stands until Word updates it.
    pub(super) fn field(&mut self, instruction: &str, text: &str, format: Format) {
        // Some programs give the text the look of the field's first run.
        self.begin_field(instruction, format);
        self.run(text, format);
        self.end_field(format);
    }

    /// Writes what stands before the text of a field.
    pub(super) fn begin_field(&mut self, instruction: &str, format: Format) {
        self.run_of(tag("w:fldChar").with("w:fldCharType", "begin"), format);
        self.within(tag("w:r"), |writer| {
            writer.look(format);
            let element = tag("w:instrText").with("xml:space", "preserve");
            writer.around(element, &format!(" {instruction} "));
        });
        self.run_of(tag("w:fldChar").with("w:fldCharType", "separate"), format);
    }

    /// Writes what stands after it.
    pub(super) fn end_field(&mut self, format: Format) {
        self.run_of(tag("w:fldChar").with("w:fldCharType", "end"), format);
    }

    pub(super) fn inlines(&mut self, text: &[Inline], format: Format) {
        for inline in text {
            self.inline(inline, format);
        }
    }

    fn inline(&mut self, inline: &Inline, format: Format) {
        match inline {
            Inline::Text(text) => self.run(text, format),
            Inline::Strong(text) => self.inlines(text, Format { strong: true, ..format }),
            Inline::Emphasis(text) => self.inlines(text, Format { emphasis: true, ..format }),
            Inline::Code(text) => self.run(text, Format { style: Some("CodeText"), ..format }),
            Inline::Link { to, text } => self.link(to, text, format),
            Inline::Value(value) => self.value(value, format),
            Inline::Break => self.run_of(tag("w:br"), Format::default()),
        }
    }

    fn link(&mut self, to: &Target, text: &[Inline], format: Format) {
        let link = tag("w:hyperlink");
        let link = match to.inside() {
            Some(id) => link.with("w:anchor", bookmark(id)),
            None => link.with("r:id", self.relationships.link(&to.to_string())),
        };
        self.within(link.with("w:history", 1), |writer| {
            writer.inlines(text, Format { style: Some("Hyperlink"), ..format });
        });
    }

    /// Writes a link to a bookmark.
    pub(super) fn link_to(&mut self, bookmark: &str, content: impl FnOnce(&mut Self)) {
        let link = tag("w:hyperlink").with("w:anchor", bookmark);
        self.within(link.with("w:history", 1), content);
    }

    /// Writes a value as a link to its row of the sources, here or on the web.
    pub(super) fn value(&mut self, value: &Value, format: Format) {
        let Some(number) = value.source else { return self.printed(value, format) };
        let link = tag("w:hyperlink");
        let link = match self.edition.source_on_web(number) {
            None => link.with("w:anchor", source_bookmark(number)),
            Some(address) => link.with("r:id", self.relationships.link(&address)),
        };
        if format.in_table {
            return self.within(link.with("w:history", 1), |writer| writer.printed(value, format));
        }
        let words = &self.edition.words.source_of_value;
        let link = link.with("w:tooltip", format_args!("{words} {number}"));
        let format = Format { style: Some("SourceLink"), ..format };
        self.within(link.with("w:history", 1), |writer| writer.printed(value, format));
    }

    fn printed(&mut self, value: &Value, format: Format) {
        match value.content {
            Content::Empty => {
                self.run(&value.text, Format { style: Some("Missing"), ..format });
            }
            Content::Unreadable => {
                self.typed(&value.text, Format { style: Some("Unreadable"), ..format });
                self.run(&format!(" {}", self.edition.words.unreadable), format);
            }
            Content::Text => self.typed(&value.text, format),
            _ => self.run(&value.text, format),
        }
    }
}
