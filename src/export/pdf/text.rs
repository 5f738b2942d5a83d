// SPDX-License-Identifier: EUPL-1.2
//! What stands in a paragraph: text, links, values, each an expression in a code block.

use super::Writer;
use crate::diag::say;
use crate::export::text::web_address;
use crate::report::{Content, Inline, Value, plain};

impl Writer<'_> {
    /// Writes a block of code that gives the text as content.
    pub(super) fn inlines(&mut self, text: &[Inline]) {
        self.put("{[];");
        for inline in text {
            self.inline(inline);
            self.put(";");
        }
        self.put("}");
    }

    fn inline(&mut self, inline: &Inline) {
        match inline {
            Inline::Text(text) => self.string(text),
            Inline::Strong(text) => self.call("strong", text),
            Inline::Emphasis(text) => self.call("emph", text),
            Inline::Code(text) => {
                self.put("code(");
                self.string(text);
                self.put(")");
            }
            Inline::Link { to, text } => self.link(to, text),
            Inline::Value(value) => self.value(value, "value"),
            Inline::Break => self.put("linebreak()"),
        }
    }

    fn call(&mut self, function: &str, text: &[Inline]) {
        self.put(&format!("{function}("));
        self.inlines(text);
        self.put(")");
    }

    /// Writes a link where it leads somewhere that a report may lead to, else its text.
    fn link(&mut self, to: &str, text: &[Inline]) {
        let inside = self.anchors.target(to);
        let target = inside.clone().or_else(|| web_address(to));
        match target {
            Some(target) if !self.in_link && !text.is_empty() => {
                if inside.is_some() {
                    self.put("to(");
                    self.link_name(&plain(text), &target);
                } else {
                    self.put("web(");
                    self.plain_string(&target);
                }
                self.put(",");
                self.in_link = true;
                self.inlines(text);
                self.in_link = false;
                self.put(")");
            }
            _ => self.inlines(text),
        }
    }

    /// Writes a value as a link to its row of the sources: `value` in a sentence, `datum` in a
    /// table.
    pub(super) fn value(&mut self, value: &Value, function: &str) {
        let source = value.source.filter(|_| !self.in_link);
        let row = source.and_then(|n| n.checked_sub(1));
        let row = row.filter(|row| *row < self.linked_from.len() && !value.text.is_empty());
        if let Some(row) = row {
            if let Some(place @ None) = self.linked_from.get_mut(row) {
                *place = Some(self.here.clone());
            }
            let words = format!("{} {}", self.document.words.source_of_value, row + 1);
            let anchor = format!("{}{}", self.anchors.source_prefix, row + 1);
            self.put(function);
            self.put("(");
            self.link_name(&words, &anchor);
            self.put(",");
        }
        match value.content {
            Content::Empty => {
                self.put("missing(");
                self.string(&value.text);
                self.put(")");
            }
            Content::Unreadable => {
                self.put("unreadable(");
                self.typed(&value.text);
                self.put(",");
                self.string(&say("html-unreadable"));
                self.put(")");
            }
            Content::Text => self.typed(&value.text),
            Content::Number { .. } | Content::Range { .. } => self.string(&value.text),
        }
        if row.is_some() {
            self.put(")");
        }
    }

    /// Writes what somebody typed; their line breaks stay line breaks.
    fn typed(&mut self, text: &str) {
        let text = text.trim_matches(['\n', '\r']);
        if !text.contains('\n') {
            return self.string(text);
        }
        self.put("{");
        for (at, line) in text.lines().enumerate() {
            if at > 0 {
                self.put("linebreak();");
            }
            self.string(line);
            self.put(";");
        }
        self.put("}");
    }
}
