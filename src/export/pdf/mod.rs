// SPDX-License-Identifier: EUPL-1.2
//! The document as an accessible PDF: PDF/UA-1 and PDF/A-2a, laid out by Typst.
//!
//! 1. [`blocks`] writes the chapters as calls of the functions in `assets/report.typ`, with
//!    [`text`], [`table`] and [`figure`]; [`annex`] the sources; [`front`] what stands before.
//! 2. [`glyphs`] has replaced, by then, every character that no font of ours can show: the
//!    standard allows none.
//! 3. [`slides`] does the same for the deck, by `assets/slides.typ`.
//! 4. [`engine`] lays out the pages and writes the file, with no file and no network of its own;
//!    [`links`] has the links inside the document lead to their places.
//!
//! The look is in `report.typ`, the content in the calls. Whatever comes from the document stands
//! in string literals there: nothing of it is read as Typst. Nothing here formats a number.

mod annex;
mod blocks;
mod engine;
mod figure;
mod front;
mod glyphs;
mod links;
pub mod slides;
mod table;
mod text;

use super::anchors::Anchors;
use crate::diag::{Error, Noted};
use crate::edition::Edition;
use crate::report::Document;
use engine::Sheets;
use glyphs::Glyphs;
use links::Links;

/// The file that findings name.
const FILE: &str = "report.pdf";

/// Writes the document as the bytes of a `.pdf` file. A finding says which characters no font
/// could show, and which drawings could not be read: a sentence stands in their place.
///
/// # Errors
///
/// When the pages cannot be laid out or fall short of PDF/UA-1: nothing is written then.
pub fn write(edition: &Edition) -> Result<Noted<Vec<u8>>, Error> {
    let document = &edition.document;
    let mut writer = Writer::new(document);
    writer.opening();
    for chapter in &document.chapters {
        writer.chapter(chapter);
    }
    writer.sources();
    writer.put("}\n");
    let findings = writer.glyphs.finding(FILE).into_iter().collect();
    let value = engine::pdf(writer.out, writer.sheets, &writer.links)?;
    Ok(Noted { value, findings })
}

/// The text as far as it is written, and what its next parts need to know.
struct Writer<'a> {
    document: &'a Document,
    /// Typst code.
    out: String,
    anchors: Anchors,
    glyphs: Glyphs,
    links: Links,
    /// The drawings.
    sheets: Sheets,
    /// Titles of the chapters, with the number of sources linked from there and before.
    chapters: Vec<(String, usize)>,
    /// Anchor of the part being written.
    here: String,
    /// Where each source was first linked from: an anchor.
    linked_from: Vec<Option<String>>,
    /// Level of the last heading, so that none is skipped.
    level: u8,
    /// Whether a link is open; values in it are plain.
    in_link: bool,
    /// Lists and frames around what is written.
    depth: usize,
    /// Whether the pages lie on their side here.
    landscape: bool,
    /// What stands at the head of the pages.
    running: String,
}

impl<'a> Writer<'a> {
    fn new(document: &'a Document) -> Self {
        Writer {
            document,
            out: String::new(),
            anchors: Anchors::of(document),
            glyphs: Glyphs::default(),
            links: Links::default(),
            sheets: Sheets::default(),
            chapters: Vec::new(),
            here: String::new(),
            linked_from: vec![None; document.sources.len()],
            level: 1,
            in_link: false,
            depth: 0,
            landscape: false,
            running: String::new(),
        }
    }

    /// Appends code of our own.
    fn put(&mut self, code: &str) {
        self.out.push_str(code);
    }

    /// Appends the name of an anchor as a string literal, for a link.
    fn link_name(&mut self, words: &str, anchor: &str) {
        let name = self.links.name(words, anchor);
        self.plain_string(&name);
    }

    /// Appends a text that is never shown as a string literal.
    fn plain_string(&mut self, text: &str) {
        self.out.push('"');
        for c in text.chars() {
            match c {
                '"' | '\\' => self.out.extend(['\\', c]),
                c if c.is_control() => self.out.push(' '),
                c => self.out.push(c),
            }
        }
        self.out.push('"');
    }

    /// Appends a text as a string literal.
    fn string(&mut self, text: &str) {
        self.out.push('"');
        self.glyphs.literal_into(&mut self.out, text);
        self.out.push('"');
    }
}
