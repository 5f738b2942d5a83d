// SPDX-License-Identifier: EUPL-1.2
//! The edition: what the report says, with everything decided about how it stands.
//!
//! [`settle`] is the one walk between [`crate::report`], which says what is said, and
//! [`crate::export`], which only writes.

use crate::report::Document;

/// A document with everything settled that holds for all formats.
#[derive(Debug, Clone)]
pub struct Edition {
    /// What is said.
    pub document: Document,
}

/// Settles how a document stands.
pub fn settle(document: &Document) -> Edition {
    Edition { document: document.clone() }
}
