// SPDX-License-Identifier: EUPL-1.2
//! Blocks of a chapter and the text in them.

use super::Writer;
use super::escape::{self, BREAK, CELL_BREAK};
use crate::edition::{Block, Caption, Claim, Content, Figure, Inline, Target, Value};
use crate::report::plain;

impl Writer<'_> {
    /// The blocks, each a part to stand between empty lines.
    pub(super) fn blocks<'a>(&self, blocks: impl IntoIterator<Item = &'a Block>) -> Vec<String> {
        let parts = blocks.into_iter().flat_map(|block| self.block(block));
        parts.filter(|part| !part.is_empty()).collect()
    }

    fn block(&self, block: &Block) -> Vec<String> {
        match block {
            // Level 1 is the document's title, 2 a chapter's.
            Block::Heading { level, text, .. } => vec![self.heading(level + 1, text)],
            Block::Paragraph(text) => vec![self.spans(text)],
            Block::List { ordered, items } => {
                vec![list(*ordered, items.iter().map(|item| self.blocks(item).join("\n\n")))]
            }
            Block::Quote(blocks) => vec![quoted(&self.blocks(blocks).join("\n\n"))],
            Block::Table(table) => self.table(table),
            Block::Figure(figure) => self.figure(figure),
            Block::Picture(shown) => vec![escape::picture(&shown.alternative, &shown.picture)],
            Block::Claim(claim) => vec![self.claim(claim)],
            Block::Holding(claims) => {
                vec![list(false, claims.iter().map(|claim| self.holding(claim)))]
            }
            Block::Callout { title, blocks, .. } => {
                let mut parts = Vec::new();
                if !title.trim().is_empty() {
                    parts.push(self.spans(&[strong(title)]));
                }
                parts.extend(self.blocks(blocks));
                vec![quoted(&parts.join("\n\n"))]
            }
        }
    }

    pub(super) fn heading(&self, level: u8, text: &[Inline]) -> String {
        let text = self.spans(text).replace(BREAK, " ");
        format!("{} {text}", "#".repeat(usize::from(level.min(6))))
    }

    fn figure(&self, figure: &Figure) -> Vec<String> {
        let mut parts = vec![self.captioned(&figure.caption), self.plain(&figure.below)];
        if !figure.data.rows.is_empty() {
            parts.extend(self.table(&figure.data));
        }
        parts
    }

    /// «**Tabella 3** Persone per titolo».
    pub(super) fn captioned(&self, caption: &Caption) -> String {
        match &caption.label {
            Some(label) => {
                let text = Inline::Text(format!(" {}", caption.text));
                self.spans(&[strong(&label.to_string()), text])
            }
            None => self.plain(&caption.text),
        }
    }

    /// A sentence of ours that holds.
    fn holding(&self, claim: &Claim) -> String {
        let mut text = vec![strong(&format!("{}:", claim.word)), Inline::Text(" ".to_owned())];
        text.extend(claim.text.iter().cloned());
        text.push(Inline::Text(". ".to_owned()));
        text.extend(claim.evidence.iter().cloned());
        self.spans(&text)
    }

    fn claim(&self, claim: &Claim) -> String {
        let mut parts = vec![self.spans(&[strong(&claim.word)])];
        match &claim.quoted_from {
            Some(whose) => {
                parts.push(quoted(&self.spans(&claim.text)));
                parts.push(self.plain(&format!("— {whose}")));
            }
            None => parts.push(self.spans(&claim.text)),
        }
        parts.push(self.spans(&claim.evidence));
        parts.retain(|part| !part.is_empty());
        quoted(&parts.join("\n\n"))
    }

    /// A paragraph's text.
    pub(super) fn spans(&self, text: &[Inline]) -> String {
        let mut out = String::new();
        self.spans_into(&mut out, text, None);
        out.trim_end().to_owned()
    }

    fn spans_into(&self, out: &mut String, text: &[Inline], after: Option<char>) {
        for (at, inline) in text.iter().enumerate() {
            let rest = text.get(at + 1..).unwrap_or_default();
            let next = plain(rest).chars().next().or(after);
            match inline {
                Inline::Text(text) => escape::into(out, text, BREAK),
                Inline::Strong(text) => self.around(out, ("**", "strong"), text, next),
                Inline::Emphasis(text) => self.around(out, ("*", "em"), text, next),
                Inline::Code(text) => out.push_str(&escape::code(text)),
                Inline::Link { to, text } => self.link(out, to, text),
                Inline::Value(value) => self.value(out, value, BREAK),
                Inline::Break => out.push_str(BREAK),
            }
        }
    }

    /// Marks around a text. Where the neighbours do not let marks be marks, tags take their place.
    fn around(
        &self,
        out: &mut String,
        (mark, tag): (&str, &str),
        text: &[Inline],
        next: Option<char>,
    ) {
        let mut inner = String::new();
        self.spans_into(&mut inner, text, None);
        if inner.trim().is_empty() {
            return;
        }
        let body = inner.trim();
        // Marks stand next to words: spaces inside go outside.
        if plain(text).starts_with(char::is_whitespace) && !out.is_empty() {
            out.push(' ');
        }
        let behind = inner.ends_with(char::is_whitespace);
        let next = if behind { Some(' ') } else { next };
        let word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        let opens = word(body.chars().next()) || !word(out.chars().last());
        let closes = word(body.chars().last()) || !word(next);
        if opens && closes && !out.ends_with('*') {
            out.push_str(&format!("{mark}{body}{mark}"));
        } else {
            out.push_str(&format!("<{tag}>{body}</{tag}>"));
        }
        out.push_str(if behind { " " } else { "" });
    }

    fn link(&self, out: &mut String, to: &Target, text: &[Inline]) {
        let href = match to.inside() {
            Some(id) => format!("#{}", self.links.target(id).unwrap_or_default()),
            None => escaped_address(&to.to_string()),
        };
        out.push_str(&format!("[{}]({href})", self.spans(text)));
    }

    /// A value as a link to its row of the sources.
    pub(super) fn value(&self, out: &mut String, value: &Value, line_break: &str) {
        if value.source.is_some() {
            out.push('[');
        }
        if value.content == Content::Empty {
            let mut words = String::new();
            escape::into(&mut words, value.text.trim(), line_break);
            out.push_str(&if words.is_empty() { words } else { format!("*{words}*") });
        } else {
            escape::into(out, &value.text, line_break);
        }
        if value.content == Content::Unreadable {
            out.push(' ');
            escape::into(out, &self.edition.words.unreadable, line_break);
        }
        if let Some(n) = value.source {
            out.push_str(&format!("](#fonte-{n})"));
        }
    }

    /// A value in a cell of a table.
    pub(super) fn cell_value(&self, out: &mut String, value: &Value) {
        self.value(out, value, CELL_BREAK);
    }
}

fn strong(text: &str) -> Inline {
    Inline::Strong(vec![Inline::Text(text.to_owned())])
}

/// An address between parentheses: none of its characters may end it.
fn escaped_address(to: &str) -> String {
    let mut out = String::new();
    for c in to.chars() {
        match c {
            '(' => out.push_str("%28"),
            ')' => out.push_str("%29"),
            '&' => out.push_str("&amp;"),
            '*' | '_' | '~' | '$' => {
                out.push('\\');
                out.push(c);
            }
            c => out.push(c),
        }
    }
    out
}

/// Items, each a text of one or more lines.
fn list(ordered: bool, items: impl Iterator<Item = String>) -> String {
    let item = |(at, text): (usize, String)| {
        let mark = if ordered { format!("{}. ", at + 1) } else { "- ".to_owned() };
        prefixed(&text, &mark, &" ".repeat(mark.len()))
    };
    items.enumerate().map(item).collect::<Vec<_>>().join("\n")
}

/// A text as a quotation.
pub(super) fn quoted(text: &str) -> String {
    prefixed(text, "> ", "> ")
}

fn prefixed(text: &str, first: &str, others: &str) -> String {
    let mut out = String::new();
    for (at, line) in text.lines().enumerate() {
        if at > 0 {
            out.push('\n');
        }
        let prefix = if at == 0 { first } else { others };
        out.push_str(if line.is_empty() { prefix.trim_end() } else { prefix });
        out.push_str(line);
    }
    if text.is_empty() { first.trim_end().to_owned() } else { out }
}
