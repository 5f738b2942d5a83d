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
mod code;
mod engine;
mod figure;
mod front;
mod glyphs;
mod links;
pub mod slides;
mod table;
mod text;

use crate::diag::{Error, Noted};
use crate::edition::Edition;
use engine::Sheets;
use glyphs::Glyphs;
use links::Links;
use std::collections::BTreeSet;

/// The file that findings name.
const FILE: &str = "report.pdf";

/// Writes the document as the bytes of a `.pdf` file. A finding says which characters no font
/// could show, and which drawings could not be read: a sentence stands in their place.
///
/// # Errors
///
/// When the pages cannot be laid out or fall short of PDF/UA-1: nothing is written then.
pub fn write(edition: &Edition) -> Result<Noted<Vec<u8>>, Error> {
    let mut writer = Writer::new(edition);
    writer.opening();
    for chapter in &edition.chapters {
        writer.chapter(chapter);
    }
    if let (Some(sources), None) = (&edition.sources, edition.sources_page) {
        writer.sources(sources);
    }
    writer.put("}\n");
    let findings = writer.glyphs.finding(FILE).into_iter().collect();
    let value = engine::pdf(writer.out, writer.sheets, &writer.links)?;
    Ok(Noted { value, findings })
}

/// The text as far as it is written, and what its next parts need to know.
struct Writer<'a> {
    edition: &'a Edition,
    /// Typst code.
    out: String,
    glyphs: Glyphs,
    links: Links,
    /// Whether there are places in the file for links to lead to.
    leads: bool,
    /// The rows of the sources behind the values so far.
    used: BTreeSet<usize>,
    /// Whether a table is shown by its first rows alone.
    cut: bool,
    /// The drawings.
    sheets: Sheets,
    /// Whether the pages lie on their side here.
    landscape: bool,
    /// What stands at the head of the pages.
    running: String,
}

impl<'a> Writer<'a> {
    fn new(edition: &'a Edition) -> Self {
        Writer {
            edition,
            out: String::new(),
            glyphs: Glyphs::default(),
            links: Links::default(),
            leads: true,
            used: BTreeSet::new(),
            cut: false,
            sheets: Sheets::default(),
            landscape: false,
            running: String::new(),
        }
    }
}
