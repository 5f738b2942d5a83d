// SPDX-License-Identifier: EUPL-1.2
//! The slides as a `PowerPoint` file: real titles, native tables, pictures with their words, notes.
//!
//! 1. [`slide`] writes a slide with its [`table`], its picture or its [`text`]; [`notes`] what the
//!    speaker has at hand.
//! 2. [`master`] has the fixed parts: the master, its layouts, the notes' master.
//! 3. [`parts`] puts everything in the package.
//!
//! Where things stand and how large they are was measured before; whatever comes from the document
//! is text. The same slides give the same bytes.

mod master;
mod notes;
mod parts;
mod slide;
mod table;
mod text;

use crate::diag::Error;
use crate::edition::Edition;
use crate::edition::slides::Area;

/// Namespaces of every part.
const NAMESPACES: &str = "xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" \
    xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\" \
    xmlns:p=\"http://schemas.openxmlformats.org/presentationml/2006/main\"";

/// What a tree of shapes begins with.
const ROOT_SHAPE: &str = "<p:nvGrpSpPr><p:cNvPr id=\"1\" name=\"\"/><p:cNvGrpSpPr/><p:nvPr/>\
    </p:nvGrpSpPr><p:grpSpPr><a:xfrm><a:off x=\"0\" y=\"0\"/><a:ext cx=\"0\" cy=\"0\"/>\
    <a:chOff x=\"0\" y=\"0\"/><a:chExt cx=\"0\" cy=\"0\"/></a:xfrm></p:grpSpPr>";

/// Writes the slides of a document as the bytes of a `.pptx` file.
///
/// # Errors
///
/// When the file cannot be packed: it would be larger than a zip file may be.
pub fn write(edition: &Edition) -> Result<Vec<u8>, Error> {
    parts::pack(edition)
}

/// Points as English metric units.
fn emu(points: f64) -> i64 {
    (points * crate::export::ooxml::EMU_PER_POINT).round() as i64
}

/// Where a shape stands, with the prefix of its element (`a` or `p`).
fn place(prefix: &str, area: Area) -> String {
    format!(
        "<{prefix}:xfrm><a:off x=\"{}\" y=\"{}\"/><a:ext cx=\"{}\" cy=\"{}\"/></{prefix}:xfrm>",
        emu(area.x),
        emu(area.y),
        emu(area.width),
        emu(area.height)
    )
}
