// SPDX-License-Identifier: EUPL-1.2
//! Text on its way into cells: what a cell can hold, and lines that fit a width.

use crate::edition::text::printable;
use crate::edition::{cut, sheet_lines};

/// Most UTF-16 units of a cell, less room for the words that say that it was cut.
const LIMIT: usize = 32_600;

/// A text as a cell holds it.
pub(super) fn cell(text: &str) -> String {
    let text: String = text.chars().filter_map(printable).collect();
    let text = text.trim_matches('\n');
    if text.encode_utf16().count() <= LIMIT {
        return text.to_owned();
    }
    let kept: String = text.chars().take(LIMIT / 2).collect();
    kept + &cut()
}

/// A text on one line.
pub(super) fn line(text: &str) -> String {
    cell(text).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A text in lines of so many characters, cut between words: cells are not merged, and a line that
/// runs on does not wrap.
pub(super) fn wrapped(text: &str, width: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut length = 0;
    for word in cell(text).split(|c: char| c.is_whitespace() && c != '\u{a0}') {
        let more = word.chars().count() + 1;
        match lines.last_mut() {
            _ if word.is_empty() => {}
            Some(line) if length + more <= width + 1 => {
                line.push(' ');
                line.push_str(word);
                length += more;
            }
            _ => {
                lines.push(word.to_owned());
                length = more;
            }
        }
    }
    lines
}

/// Height in points of a row with these texts in columns of these widths; none for one line. Not
/// every program finds it by itself.
pub(super) fn height<'a>(texts: impl IntoIterator<Item = (&'a str, f64)>) -> Option<f64> {
    let lines = texts.into_iter().map(|(text, width)| sheet_lines(text, width));
    let most = lines.max().unwrap_or(1);
    // No row is taller than 409 points.
    let points = f64::from(u32::try_from(most).unwrap_or(99)) * 15.0 + 3.0;
    (most > 1).then_some(points.min(405.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_cut_between_words() {
        assert_eq!(wrapped("uno due tre quattro", 8), ["uno due", "tre", "quattro"]);
        assert_eq!(wrapped("lunghissimo", 3), ["lunghissimo"]);
        assert!(wrapped(" \n ", 3).is_empty());
    }

    #[test]
    fn a_cell_holds_what_it_can() {
        let long = cell(&"à😀".repeat(40_000));
        assert!(long.encode_utf16().count() <= 32_767 && long.ends_with("più]"));
        assert_eq!(cell("a\u{0}b\u{FFFF}\r\n"), "a\u{FFFD}b\u{FFFD}");
    }
}
