// SPDX-License-Identifier: EUPL-1.2
//! The document as one HTML file: style, fonts and drawings inside, no script, no network.
//!
//! 1. [`page`] writes the frame: head, skip links, header, index, main, footer.
//! 2. [`blocks`] writes the chapters; [`table`] and [`figure`] their larger parts; [`svg`] sets
//!    drawings into the page.
//! 3. [`annex`] writes the sources, which every value of the chapters links to.
//!
//! Whatever comes from the document is text ([`escape`]); every id is unique and every link
//! inside the page has a target ([`super::anchors`]). Nothing here formats a number or computes one.

mod annex;
mod blocks;
mod escape;
mod figure;
mod page;
mod style;
mod table;

use super::anchors::Anchors;
use crate::edition::Edition;
use crate::report::Document;

/// Writes the document as a page.
pub fn write(edition: &Edition) -> String {
    let document = &edition.document;
    page::write(document)
}

/// The page as far as it is written, and what its next parts need to know.
struct Page<'a> {
    document: &'a Document,
    out: String,
    anchors: Anchors,
    /// Anchor of the part being written.
    here: String,
    /// Where each source was first linked from: an anchor.
    linked_from: Vec<Option<String>>,
    /// Level of the last heading, so that none is skipped.
    level: u8,
    /// Whether a link is open; values in it are plain.
    in_link: bool,
}

impl Page<'_> {
    /// Appends markup of our own.
    fn put(&mut self, markup: &str) {
        self.out.push_str(markup);
    }

    /// Appends text.
    fn text(&mut self, text: &str) {
        escape::escape_into(&mut self.out, text);
    }

    /// Appends an element around a text; attributes stand in `open` beside the name.
    fn element(&mut self, open: &str, text: &str) {
        let name = open.split(' ').next().unwrap_or(open);
        self.out.push('<');
        self.put(open);
        self.out.push('>');
        self.text(text);
        self.put("</");
        self.put(name);
        self.out.push('>');
    }
}
