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
mod around;
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
mod writer;

use super::ooxml::Relationships;
use super::ooxml::look::language;
use crate::diag::{Error, Noted};
use crate::edition::Edition;
use around::Surroundings;
use section::Pages;
use writer::{Writer, bookmark, source_bookmark, step_bookmark};

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
    if let (Some(sources), None) = (&edition.sources, edition.sources_page) {
        writer.sources(sources);
    }
    writer.end();
    Ok(Noted { value: parts::pack(writer)?, findings })
}
