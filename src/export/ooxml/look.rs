// SPDX-License-Identifier: EUPL-1.2
//! Colours, font and language of every Office file: those of the web page.

pub(in crate::export) const TEXT: &str = "19212B";
pub(in crate::export) const TITLE: &str = "17324D";
pub(in crate::export) const QUIET: &str = "4F6172";
pub(in crate::export) const LINE: &str = "D6DDE5";
pub(in crate::export) const STRONG_LINE: &str = "8A9BAD";
pub(in crate::export) const RAISED: &str = "F2F5F9";
pub(in crate::export) const PRIMARY: &str = "0066CC";
pub(in crate::export) const LINK: &str = "0059B3";
pub(in crate::export) const SUCCESS: &str = "008055";
pub(in crate::export) const DANGER: &str = "B52B43";
pub(in crate::export) const WARNING: &str = "8A5200";
pub(in crate::export) const SECONDARY: &str = "5D7083";

/// Named, not embedded; who does not have it sees another.
pub(in crate::export) const FONT: &str = "Titillium Web";

/// Ground and text of a shade of a heat map, 0 (lightest) to 3.
pub(in crate::export) fn shade(shade: u8) -> (&'static str, &'static str) {
    match shade {
        0 => ("E3EFFB", "10202F"),
        1 => ("A3C9EF", "10202F"),
        2 => ("0066CC", "FFFFFF"),
        _ => ("003366", "FFFFFF"),
    }
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
