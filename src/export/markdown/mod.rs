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

use crate::edition::Edition;
use crate::report::{Document, Inline};
use links::Links;

/// Writes the document as Markdown.
pub fn write(edition: &Edition) -> String {
    let document = &edition.document;
    let mut writer = Writer { document, links: Links::of(document), level: 1, in_link: false };
    let mut parts = writer.front();
    for chapter in &document.chapters {
        parts.push(writer.heading(2, &[Inline::Text(chapter.title.clone())]));
        parts.extend(writer.blocks(&chapter.blocks));
    }
    if !document.sources.is_empty() {
        parts.push(writer.heading(2, &[Inline::Text(document.words.sources.clone())]));
        parts.push(writer.plain(&document.words.sources_intro));
        parts.push(writer.sources());
    }
    parts.push("---".to_owned());
    parts.push(writer.plain(&document.words.made_with));
    parts.retain(|part| !part.is_empty());
    parts.join("\n\n") + "\n"
}

/// What the parts of a document need to know of it.
struct Writer<'a> {
    document: &'a Document,
    links: Links,
    /// Level of the last heading, so that none is skipped.
    level: u8,
    /// Whether a link is open; values in it are plain.
    in_link: bool,
}

impl Writer<'_> {
    /// Title, who publishes it and when, what a reader must know first, and the contents.
    fn front(&mut self) -> Vec<String> {
        let document = self.document;
        let text = |text: &str| vec![Inline::Text(text.to_owned())];
        let mut parts = vec![self.heading(1, &text(&document.title))];
        if let Some(subtitle) = &document.subtitle {
            parts.push(self.spans(&[Inline::Strong(text(subtitle))]));
        }
        let by = [document.publisher.as_deref(), Some(document.date.as_str())];
        let by: Vec<&str> = by.into_iter().flatten().collect();
        parts.push(self.plain(&by.join(" – ")));
        let notices: Vec<String> = document.notices.iter().map(|n| self.plain(n)).collect();
        if !notices.is_empty() {
            parts.push(blocks::quoted(&notices.join("\n\n")));
        }
        parts.push(self.heading(2, &text(&document.words.contents)));
        let mut titles: Vec<(String, &str)> = Vec::new();
        for (at, chapter) in document.chapters.iter().enumerate() {
            titles.push((self.links.chapter(at), &chapter.title));
        }
        if !document.sources.is_empty() {
            titles.push((self.links.sources(), &document.words.sources));
        }
        let item = |(to, title): &(String, &str)| format!("- [{}](#{to})", escape::line(title));
        parts.push(titles.iter().map(item).collect::<Vec<_>>().join("\n"));
        parts
    }

    /// A paragraph of plain text.
    fn plain(&self, text: &str) -> String {
        let mut out = String::new();
        escape::into(&mut out, text, escape::BREAK);
        out
    }
}
