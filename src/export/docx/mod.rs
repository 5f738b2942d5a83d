// SPDX-License-Identifier: EUPL-1.2
//! The document as a Word file: real styles, headings, fields and tables, to be edited further.
//!
//! 1. [`contents`] writes what stands before: title page, contents, lists of tables and figures.
//! 2. [`blocks`] writes the chapters; [`text`] what stands in a paragraph; [`table`] and [`figure`]
//!    the larger parts; [`annex`] the sources.
//! 3. [`parts`] and [`styles`] are the fixed parts around the text; [`section`] its pages.
//! 4. [`template`] gives the look and the title page of the publisher's own file, when there is
//!    one.
//!
//! Whatever comes from the document is text; ids, links and widths were settled in
//! [`crate::edition`]. Nothing here formats a number or computes one.

mod annex;
mod blocks;
mod contents;
mod figure;
mod kinds;
mod lists;
mod parts;
mod section;
mod styles;
mod table;
mod template;
mod text;

use super::markup::{Markup, tag};
use super::ooxml::look::language;
use super::ooxml::{self, Relationships};
use crate::diag::{Error, Noted};
use crate::edition::Edition;
use blocks::Surroundings;
use section::Pages;
use template::Template;

/// The namespace of the text and its look.
const WORD: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

/// Writes the document as the bytes of a `.docx` file.
///
/// A figure that cannot be drawn as a picture is replaced by a sentence; its data follow as they
/// always do. A template that cannot be used is a finding; the file has our own look then.
///
/// # Errors
///
/// When the file cannot be packed: it would be larger than a zip file may be.
pub fn write(edition: &Edition) -> Result<Noted<Vec<u8>>, Error> {
    let opened = edition
        .word_template
        .as_ref()
        .map(|file| template::open(file, edition, &language(&edition.language)));
    let (mut template, findings) = opened.unwrap_or_default();
    let mut relationships: Relationships =
        template.as_mut().map(|t| std::mem::take(&mut t.relationships)).unwrap_or_default();
    let pages = Pages::new(&mut relationships, template.as_ref());
    let mut writer = Writer {
        edition,
        out: String::new(),
        bookmarks: 0,
        relationships,
        pages,
        pictures: Vec::new(),
        lists: Vec::new(),
        section: 0,
        around: Surroundings::default(),
        last_properties: None,
        template,
    };
    writer.front();
    for chapter in &edition.chapters {
        writer.chapter(chapter);
    }
    if let Some(sources) = &edition.sources {
        writer.sources(sources);
    }
    writer.end();
    Ok(Noted { value: parts::pack(writer)?, findings })
}

/// The text as far as it is written, and what its next parts need to know.
struct Writer<'a> {
    edition: &'a Edition,
    out: String,
    /// Bookmarks set so far.
    bookmarks: usize,
    /// Of the main part.
    relationships: Relationships,
    pages: Pages,
    /// The pictures so far, PNG.
    pictures: Vec<Vec<u8>>,
    /// The lists so far: numbered or not.
    lists: Vec<bool>,
    /// Where the present section begins in the text.
    section: usize,
    around: Surroundings,
    /// Where the properties of the last paragraph end, unless something else came after it.
    last_properties: Option<usize>,
    template: Option<Template>,
}

impl Writer<'_> {
    /// Appends markup that was written before.
    fn put(&mut self, markup: &str) {
        self.out.push_str(markup);
    }

    /// The id of one of our styles, as the file has it.
    fn style(&self, id: &str) -> String {
        self.template.as_ref().map_or(id, |template| template.style(id)).to_owned()
    }

    /// Writes a bookmark around what `content` writes, if it has a name.
    fn marked(&mut self, name: Option<&str>, content: impl FnOnce(&mut Self)) {
        let Some(name) = name else { return content(self) };
        self.bookmarks += 1;
        let id = self.bookmarks;
        self.empty(tag("w:bookmarkStart").with("w:id", id).with("w:name", name));
        content(self);
        self.empty(tag("w:bookmarkEnd").with("w:id", id));
    }
}

impl Markup for Writer<'_> {
    fn out(&mut self) -> &mut String {
        &mut self.out
    }

    fn text(&mut self, text: &str) {
        ooxml::escape_into(&mut self.out, text);
    }
}

/// The name of a bookmark for an id: Word takes no dash.
fn bookmark(id: &str) -> String {
    id.replace('-', "_")
}

/// The bookmark of a row of the sources, from 1. The `_` hides it from Word's list of bookmarks.
fn source_bookmark(number: usize) -> String {
    format!("_fonte{number}")
}

/// The bookmark of a step that sources refer to, from 1.
fn step_bookmark(number: usize) -> String {
    format!("_passo{number}")
}
