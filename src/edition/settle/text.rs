// SPDX-License-Identifier: EUPL-1.2
//! Text: its links and its values, each of which leads somewhere or is no link.

use super::Settler;
use crate::edition::text::web_address;
use crate::edition::tree::{Inline, Target, Value};
use crate::report::{self, Content, plain};

impl Settler {
    pub(super) fn inlines(&mut self, text: &[report::Inline]) -> Vec<Inline> {
        let mut settled = Vec::with_capacity(text.len());
        for inline in text {
            self.inline(inline, &mut settled);
        }
        settled
    }

    fn inline(&mut self, inline: &report::Inline, settled: &mut Vec<Inline>) {
        let inline = match inline {
            Inline::Strong(text) => Inline::Strong(self.inlines(text)),
            Inline::Emphasis(text) => Inline::Emphasis(self.inlines(text)),
            Inline::Value(value) => Inline::Value(self.value(value)),
            Inline::Link { to, text } => return self.link(to, text, settled),
            other @ (Inline::Text(_) | Inline::Code(_) | Inline::Break) => other.clone(),
        };
        settled.push(inline);
    }

    /// A link where it leads somewhere that a report may lead to, else its text alone.
    fn link(&mut self, to: &Target, text: &[report::Inline], settled: &mut Vec<Inline>) {
        let target = match to {
            Target::Inside(id) => self.ids.target(id).map(Target::Inside),
            Target::Outside(address) => web_address(address).map(Target::Outside),
            Target::Call(_) | Target::Picture(_) => None,
        };
        let target = target.filter(|_| !self.in_link && !plain(text).trim().is_empty());
        let outer = self.in_link;
        self.in_link |= target.is_some();
        let text = self.inlines(text);
        self.in_link = outer;
        match target {
            Some(to) => settled.push(Inline::Link { to, text }),
            None => settled.extend(text),
        }
    }

    /// A value that leads to its row of the sources, if there is such a row and anything to be
    /// read. What somebody typed keeps the line breaks inside it.
    pub(super) fn value(&mut self, value: &Value) -> Value {
        let text = match value.content {
            Content::Text | Content::Unreadable => {
                value.text.trim_matches(['\n', '\r']).replace("\r\n", "\n")
            }
            _ => value.text.clone(),
        };
        let source = value.source.filter(|_| !self.in_link && !text.trim().is_empty());
        let source = source.filter(|number| self.backs.use_at(*number, &self.here));
        Value { text, content: value.content.clone(), source }
    }
}
