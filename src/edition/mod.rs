// SPDX-License-Identifier: EUPL-1.2
//! The edition: what the report says, with everything decided about how it stands.
//!
//! [`settle`] is the one walk between [`crate::report`], which says what is said, and
//! [`crate::export`], which only writes.

pub mod slides;

use crate::report::Document;
use slides::Slides;

/// A document with everything settled that holds for all formats.
#[derive(Debug, Clone)]
pub struct Edition {
    /// What is said.
    pub document: Document,
    /// Its slides, laid out.
    pub slides: Slides,
}

/// Settles how a document stands.
pub fn settle(document: &Document) -> Edition {
    Edition { document: document.clone(), slides: slides::lay_out(document) }
}
