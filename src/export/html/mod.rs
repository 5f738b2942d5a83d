// SPDX-License-Identifier: EUPL-1.2
//! The document as one HTML file: style, fonts and drawings inside, no script, no network.
//!
//! 1. [`page`] writes the frame: head, skip links, header, index, main, footer.
//! 2. [`blocks`] writes the chapters; [`table`] and [`figure`] their larger parts, drawings
//!    among them.
//! 3. [`annex`] writes the sources, which every value of the chapters links to.
//!
//! Whatever comes from the document is text ([`super::markup`]); ids, links and words were settled in
//! [`crate::edition`]. Nothing here formats a number or computes one.

mod annex;
mod blocks;
mod figure;
mod page;
mod style;
mod table;

use super::markup::Markup;
use crate::edition::Edition;

/// Writes the document as a page.
pub fn write(edition: &Edition) -> String {
    page::write(edition)
}

/// The page as far as it is written.
struct Page<'a> {
    edition: &'a Edition,
    out: String,
}

impl Markup for Page<'_> {
    fn out(&mut self) -> &mut String {
        &mut self.out
    }
}
