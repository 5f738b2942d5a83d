// SPDX-License-Identifier: EUPL-1.2
//! What stands in a paragraph: text, links, values, each an expression in a code block.

use super::Writer;
use crate::edition::{Content, Inline, Target, Value};
use crate::report::plain;

impl Writer<'_> {
    /// Writes a block of code that gives the text as content.
    pub(super) fn inlines(&mut self, text: &[Inline]) {
        self.content(|writer| {
            for inline in text {
                writer.inline(inline);
                writer.put(";");
            }
        });
    }

    fn inline(&mut self, inline: &Inline) {
        match inline {
            Inline::Text(text) => self.string(text),
            Inline::Strong(text) => self.call("strong", |writer| writer.inlines(text)),
            Inline::Emphasis(text) => self.call("emph", |writer| writer.inlines(text)),
            Inline::Code(text) => self.call("code", |writer| writer.string(text)),
            Inline::Link { to, text } => self.link(to, text),
            Inline::Value(value) => self.value(value, "value"),
            Inline::Break => self.call("linebreak", |_| {}),
        }
    }

    /// Writes a link; its text alone where there is no place that it could lead to.
    fn link(&mut self, to: &Target, text: &[Inline]) {
        match to.inside() {
            Some(_) if !self.leads => self.inlines(text),
            Some(id) => self.call("to", |writer| {
                writer.link_name(&plain(text), id);
                writer.inlines(text);
            }),
            None => self.call("web", |writer| {
                writer.literal(&to.to_string());
                writer.inlines(text);
            }),
        }
    }

    /// Writes a value as a link to its row of the sources, here or on the web: `value` in a
    /// sentence, `datum` in a table.
    pub(super) fn value(&mut self, value: &Value, function: &str) {
        match value.source.filter(|_| self.leads) {
            Some(number) => self.call(function, |writer| {
                writer.used.insert(number);
                match writer.edition.source_on_web(number) {
                    Some(address) => writer.literal(&address),
                    None => {
                        let words = format!("{} {number}", writer.edition.words.source_of_value);
                        writer.link_name(&words, &format!("fonte-{number}"));
                    }
                }
                writer.printed(value);
            }),
            None => self.printed(value),
        }
    }

    fn printed(&mut self, value: &Value) {
        match value.content {
            Content::Empty => self.call("missing", |writer| writer.string(&value.text)),
            Content::Unreadable => self.call("unreadable", |writer| {
                writer.typed(&value.text);
                writer.put(",");
                writer.string(&writer.edition.words.unreadable);
            }),
            Content::Text => self.typed(&value.text),
            _ => self.string(&value.text),
        }
    }

    /// Writes what somebody typed; their line breaks stay line breaks.
    fn typed(&mut self, text: &str) {
        if !text.contains('\n') {
            return self.string(text);
        }
        self.content(|writer| {
            for (at, line) in text.lines().enumerate() {
                writer.put(if at > 0 { "linebreak();" } else { "" });
                writer.string(line);
                writer.put(";");
            }
        });
    }
}
