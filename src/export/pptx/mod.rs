// SPDX-License-Identifier: EUPL-1.2
//! The slides as a `PowerPoint` file: real titles, native tables, pictures with their words, notes.
//!
//! 1. [`slide`] writes a slide with its [`table`], its picture or its [`text`]; [`notes`] what the
//!    speaker has at hand.
//! 2. [`master`] has the fixed parts: the master, its layouts, the notes' master; [`placeholder`]
//!    what stands in them.
//! 3. [`shape`] has what they share: namespaces, units, places.
//! 4. [`parts`] puts everything in the package.
//!
//! Where things stand and how large they are was measured before; whatever comes from the document
//! is text. The same slides give the same bytes.

mod master;
mod notes;
mod parts;
mod placeholder;
mod shape;
mod slide;
mod table;
mod text;

use crate::diag::Error;
use crate::edition::Edition;

/// Writes the slides of a document as the bytes of a `.pptx` file.
///
/// # Errors
///
/// When the file cannot be packed: it would be larger than a zip file may be.
pub fn write(edition: &Edition) -> Result<Vec<u8>, Error> {
    parts::pack(edition)
}
