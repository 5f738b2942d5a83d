// SPDX-License-Identifier: EUPL-1.2
//! The document as a Word file: real styles, headings, fields and tables, to be edited further.
//!
//! 1. [`blocks`] writes the chapters; [`text`] what stands in a paragraph; [`table`] and [`figure`] the larger parts; [`annex`] the sources.
//! 2. [`contents`] writes what stands before: title page, contents, lists of tables and figures.
//!    It comes second because it lists what was written.
//! 3. [`parts`] and [`styles`] are the fixed parts around the text; [`section`] its pages.
//! 4. [`template`] gives the look and the title page of the publisher's own file, when there is
//!    one.
//!
//! Whatever comes from the document is text; every bookmark is unique and every link inside the
//! file has one ([`bookmarks`]). Nothing here formats a number or computes one.

mod annex;
mod blocks;
mod bookmarks;
mod contents;
mod figure;
mod lists;
mod parts;
mod section;
mod styles;
mod table;
mod template;
mod text;

use super::ooxml::look::language;
use super::ooxml::{self, Relationships};
use crate::diag::{Error, Noted};
use crate::edition::Edition;
use crate::report::Document;
use blocks::Surroundings;
use bookmarks::Bookmarks;
use contents::Contents;
use section::Pages;
use template::Template;

/// Writes the document as the bytes of a `.docx` file.
///
/// A figure that cannot be drawn as a picture is replaced by a sentence; its data follow as they
/// always do. A template that cannot be used is a finding; the file has our own look then.
///
/// # Errors
///
/// When the file cannot be packed: it would be larger than a zip file may be.
pub fn write(edition: &Edition) -> Result<Noted<Vec<u8>>, Error> {
    let document = &edition.document;
    let opened = document
        .word_template
        .as_ref()
        .map(|file| template::open(file, document, &language(&document.language)));
    let (mut template, findings) = opened.unwrap_or_default();
    let mut relationships: Relationships =
        template.as_mut().map(|t| std::mem::take(&mut t.relationships)).unwrap_or_default();
    let pages = Pages::new(&mut relationships, template.as_ref());
    let mut writer = Writer {
        document,
        out: String::new(),
        bookmarks: Bookmarks::of(document),
        relationships,
        pages,
        pictures: Vec::new(),
        lists: Vec::new(),
        contents: Contents::default(),
        here: String::new(),
        linked_from: vec![None; document.sources.len()],
        level: 1,
        in_link: false,
        around: Surroundings::default(),
        last_properties: None,
        template,
    };
    for chapter in &document.chapters {
        writer.chapter(chapter);
    }
    writer.sources();
    writer.end();
    let body = std::mem::take(&mut writer.out);
    writer.front();
    writer.out.push_str(&body);
    Ok(Noted { value: parts::pack(writer)?, findings })
}

/// The text as far as it is written, and what its next parts need to know.
struct Writer<'a> {
    document: &'a Document,
    out: String,
    bookmarks: Bookmarks,
    /// Of the main part.
    relationships: Relationships,
    pages: Pages,
    /// The pictures so far, PNG.
    pictures: Vec<Vec<u8>>,
    /// The lists so far: numbered or not.
    lists: Vec<bool>,
    contents: Contents,
    /// Bookmark of the part being written.
    here: String,
    /// Where each source was first linked from: a bookmark.
    linked_from: Vec<Option<String>>,
    /// Level of the last heading, so that none is skipped.
    level: u8,
    /// Whether a link is open; values in it are plain.
    in_link: bool,
    around: Surroundings,
    /// Where the properties of the last paragraph end, unless something else came after it.
    last_properties: Option<usize>,
    template: Option<Template>,
}

impl Writer<'_> {
    /// Appends markup of our own.
    fn put(&mut self, markup: &str) {
        self.out.push_str(markup);
    }

    /// The id of one of our styles, as the file has it.
    fn style<'b>(&'b self, id: &'b str) -> &'b str {
        self.template.as_ref().map_or(id, |template| template.style(id))
    }

    /// Appends text.
    fn text(&mut self, text: &str) {
        ooxml::escape_into(&mut self.out, text);
    }
}
