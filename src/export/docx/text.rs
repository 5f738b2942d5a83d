// SPDX-License-Identifier: EUPL-1.2
//! What stands in a paragraph: runs of text, links, values.

use super::{Writer, bookmarks};
use crate::diag::say;
use crate::export::ooxml::escaped;
use crate::export::text::web_address;
use crate::palette::Colour;
use crate::report::{Content, Inline, Value};

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

impl Format {
    /// The run's properties, in Word's order.
    fn properties(self, writer: &Writer<'_>) -> String {
        let mut out = String::new();
        if let Some(style) = self.style {
            let style = escaped(writer.style(style));
            out.push_str(&format!("<w:rStyle w:val=\"{style}\"/>"));
        }
        if self.strong {
            out.push_str("<w:b/>");
        }
        if self.emphasis {
            out.push_str("<w:i/>");
        }
        if let Some(colour) = self.colour {
            out.push_str(&format!("<w:color w:val=\"{colour}\"/>"));
        }
        if let Some(size) = self.size {
            out.push_str(&format!("<w:sz w:val=\"{size}\"/><w:szCs w:val=\"{size}\"/>"));
        }
        if out.is_empty() { out } else { format!("<w:rPr>{out}</w:rPr>") }
    }
}

impl Writer<'_> {
    /// Writes a run of text.
    pub(super) fn run(&mut self, text: &str, format: Format) {
        if text.is_empty() {
            return;
        }
        let properties = format.properties(self);
        self.put(&format!("<w:r>{properties}<w:t xml:space=\"preserve\">"));
        self.text(text);
        self.put("</w:t></w:r>");
    }

    /// Writes what somebody typed; their line breaks stay line breaks.
    fn typed(&mut self, text: &str, format: Format) {
        for (index, line) in text.trim_matches(['\n', '\r']).lines().enumerate() {
            if index > 0 {
                self.put("<w:r><w:br/></w:r>");
            }
            self.run(line, format);
        }
    }

    /// Writes a field with the text that stands until Word updates it.
    pub(super) fn field(&mut self, instruction: &str, text: &str, format: Format) {
        // Some programs give the text the look of the field's first run.
        let open = format!("<w:r>{}", format.properties(self));
        self.put(&format!("{open}<w:fldChar w:fldCharType=\"begin\"/></w:r>"));
        self.put(&format!("{open}<w:instrText xml:space=\"preserve\"> "));
        self.text(instruction);
        self.put(&format!(
            " </w:instrText></w:r>{open}<w:fldChar w:fldCharType=\"separate\"/></w:r>"
        ));
        self.run(text, format);
        self.put(&format!("{open}<w:fldChar w:fldCharType=\"end\"/></w:r>"));
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
            Inline::Break => self.put("<w:r><w:br/></w:r>"),
        }
    }

    /// Writes a link where it leads somewhere that a report may lead to, else its text.
    fn link(&mut self, to: &str, text: &[Inline], format: Format) {
        let inside = self.bookmarks.target(to).map(|name| format!("w:anchor=\"{name}\""));
        let target = inside.or_else(|| {
            let id = self.relationships.link(&web_address(to)?);
            Some(format!("r:id=\"{id}\""))
        });
        match target {
            Some(target) if !self.in_link && !text.is_empty() => {
                self.put(&format!("<w:hyperlink {target} w:history=\"1\">"));
                self.in_link = true;
                self.inlines(text, Format { style: Some("Hyperlink"), ..format });
                self.in_link = false;
                self.put("</w:hyperlink>");
            }
            _ => self.inlines(text, format),
        }
    }

    /// Writes a link to a bookmark.
    pub(super) fn link_to(&mut self, bookmark: &str, text: &str, format: Format) {
        self.put(&format!("<w:hyperlink w:anchor=\"{bookmark}\" w:history=\"1\">"));
        self.run(text, format);
        self.put("</w:hyperlink>");
    }

    /// Writes a value as a link to its row of the sources.
    pub(super) fn value(&mut self, value: &Value, format: Format) {
        let row = value.source.filter(|_| !self.in_link).and_then(|n| n.checked_sub(1));
        let row = row.filter(|row| *row < self.linked_from.len() && !value.text.is_empty());
        let mut format = format;
        if let Some(row) = row {
            if let Some(place @ None) = self.linked_from.get_mut(row) {
                *place = Some(self.here.clone());
            }
            if !format.in_table {
                format.style = Some("SourceLink");
            }
            let tip = if format.in_table {
                String::new()
            } else {
                let words = &self.document.words;
                format!(" w:tooltip=\"{} {}\"", escaped(&words.source_of_value), row + 1)
            };
            let name = bookmarks::source(row + 1);
            self.put(&format!("<w:hyperlink w:anchor=\"{name}\"{tip} w:history=\"1\">"));
        }
        match value.content {
            Content::Empty => {
                self.run(&value.text, Format { style: Some("Missing"), ..format });
            }
            Content::Unreadable => {
                self.typed(&value.text, Format { style: Some("Unreadable"), ..format });
                self.run(&format!(" {}", say("html-unreadable")), format);
            }
            Content::Text => self.typed(&value.text, format),
            Content::Number { .. } | Content::Range { .. } => self.run(&value.text, format),
        }
        if row.is_some() {
            self.put("</w:hyperlink>");
        }
    }
}
