// SPDX-License-Identifier: EUPL-1.2
//! The kinds of the parts that a Word file is made of, and the namespace of their text.

use crate::export::markup::{Tag, tag};
use crate::export::ooxml::THEME;

/// The namespace of the text and its look.
pub(super) const WORD: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

/// The content type of a part.
pub(super) fn content_type(kind: &str) -> &'static str {
    match kind {
        "theme" => THEME,
        "styles" => "application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml",
        "settings" => "application/vnd.openxmlformats-officedocument.wordprocessingml.settings+xml",
        "fontTable" => {
            "application/vnd.openxmlformats-officedocument.wordprocessingml.fontTable+xml"
        }
        "numbering" => {
            "application/vnd.openxmlformats-officedocument.wordprocessingml.numbering+xml"
        }
        "header" => "application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml",
        "footer" => "application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml",
        _ => "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
    }
}

/// An element of which only one value is said.
pub(super) fn valued(name: &'static str, value: impl std::fmt::Display) -> Tag {
    tag(name).with("w:val", value)
}
