// SPDX-License-Identifier: EUPL-1.2
//! Colours, font and language of every Office file: those of the web page.

use crate::palette::{Colour, ink_on};
pub(in crate::export) use crate::palette::{
    DANGER, LINE, LINK, PRIMARY, QUIET, RAISED, SECONDARY, STRONG_LINE, SUCCESS, TEXT, TITLE,
    WARNING,
};

/// Named, not embedded; who does not have it sees another.
pub(in crate::export) const FONT: &str = "Titillium Web";

/// Ground and ink of a step of a heat map, 0 (lightest) to 3.
pub(in crate::export) fn shade(step: u8) -> (Colour, Colour) {
    let ground = crate::palette::shade(step);
    (ground, ink_on(ground))
}

/// The language with its country, as Office names it.
pub(in crate::export) fn language(tag: &str) -> String {
    match tag {
        "it" => "it-IT".to_owned(),
        "en" => "en-GB".to_owned(),
        tag if tag.len() >= 2 && tag.chars().all(|c| c.is_ascii_alphanumeric() || c == '-') => {
            tag.to_owned()
        }
        _ => "it-IT".to_owned(),
    }
}
