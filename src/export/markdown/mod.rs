// SPDX-License-Identifier: EUPL-1.2
//! The document as GitHub-flavoured Markdown, to be read as text or put into a wiki.
//!
//! 1. [`links`] finds the heading that each anchor of the document leads to.
//! 2. [`blocks`] writes the chapters, [`table`] their tables and the sources.
//!
//! Whatever comes from the document is text ([`escape`]). A value links to `#fonte-12`, and row 12
//! of the sources is called so: Markdown has no anchors of its own in tables.

mod blocks;
mod escape;
mod links;
mod table;

use crate::edition::{Edition, Entry, Inline};
use links::Links;

/// Writes the document as Markdown.
pub fn write(edition: &Edition) -> String {
    let writer = Writer { edition, links: Links::of(edition) };
    let mut parts = writer.front();
    for chapter in &edition.chapters {
        parts.push(writer.heading(2, &[Inline::Text(chapter.title.clone())]));
        parts.extend(writer.blocks(chapter.blocks()));
    }
    if let Some(sources) = &edition.sources {
        parts.push(writer.heading(2, &[Inline::Text(sources.title.clone())]));
        parts.push(writer.plain(&sources.intro));
        parts.push(writer.sources(sources));
    }
    parts.push("---".to_owned());
    parts.push(writer.plain(&edition.words.made_with));
    parts.retain(|part| !part.is_empty());
    parts.join("\n\n") + "\n"
}

/// What the parts of a document need to know of it.
struct Writer<'a> {
    edition: &'a Edition,
    links: Links,
}

impl Writer<'_> {
    /// Title, who publishes it and when, what a reader must know first, and the contents.
    fn front(&self) -> Vec<String> {
        let edition = self.edition;
        let text = |text: &str| vec![Inline::Text(text.to_owned())];
        let mut parts = vec![self.heading(1, &text(&edition.title))];
        if let Some(subtitle) = &edition.subtitle {
            parts.push(self.spans(&[Inline::Strong(text(subtitle))]));
        }
        parts.push(self.plain(&edition.by));
        let notices: Vec<String> = edition.notices.iter().map(|n| self.plain(n)).collect();
        if !notices.is_empty() {
            parts.push(blocks::quoted(&notices.join("\n\n")));
        }
        parts.push(self.heading(2, &text(&edition.words.contents)));
        let item = |entry: &Entry| {
            let to = self.links.target(&entry.id).unwrap_or_default();
            format!("- [{}](#{to})", escape::line(&entry.title))
        };
        parts.push(edition.contents.iter().map(item).collect::<Vec<_>>().join("\n"));
        parts
    }

    /// A paragraph of plain text.
    fn plain(&self, text: &str) -> String {
        let mut out = String::new();
        escape::into(&mut out, text, escape::BREAK);
        out
    }
}
