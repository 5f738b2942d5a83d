// SPDX-License-Identifier: EUPL-1.2
//! The text as far as it is written, and the names of its bookmarks.

use super::around::Surroundings;
use super::section::Pages;
use super::template::Template;
use crate::edition::Edition;
use crate::export::markup::{Markup, tag};
use crate::export::ooxml::Relationships;

/// The text as far as it is written, and what its next parts need to know.
pub(super) struct Writer<'a> {
    pub(super) edition: &'a Edition,
    pub(super) out: String,
    /// Bookmarks set so far.
    pub(super) bookmarks: usize,
    /// Of the main part.
    pub(super) relationships: Relationships,
    pub(super) pages: Pages,
    /// The pictures so far, PNG.
    pub(super) pictures: Vec<Vec<u8>>,
    /// The lists so far: numbered or not.
    pub(super) lists: Vec<bool>,
    /// Where the present section begins in the text.
    pub(super) section: usize,
    pub(super) around: Surroundings,
    /// Where the properties of the last paragraph end, unless something else came after it.
    pub(super) last_properties: Option<usize>,
    pub(super) template: Option<Template>,
}

impl Writer<'_> {
    /// Appends markup that was written before.
    pub(super) fn put(&mut self, markup: &str) {
        self.out.push_str(markup);
    }

    /// The id of one of our styles, as the file has it.
    pub(super) fn style(&self, id: &str) -> String {
        self.template.as_ref().map_or(id, |template| template.style(id)).to_owned()
    }

    /// Writes a bookmark around what `content` writes, if it has a name.
    pub(super) fn marked(&mut self, name: Option<&str>, content: impl FnOnce(&mut Self)) {
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
}

/// The name of a bookmark for an id: Word takes no dash.
pub(super) fn bookmark(id: &str) -> String {
    id.replace('-', "_")
}

/// The bookmark of a row of the sources, from 1. The `_` hides it from Word's list of bookmarks.
pub(super) fn source_bookmark(number: usize) -> String {
    format!("_fonte{number}")
}

/// The bookmark of a step that sources refer to, from 1.
pub(super) fn step_bookmark(number: usize) -> String {
    format!("_passo{number}")
}
