// SPDX-License-Identifier: EUPL-1.2
//! Text measured with the embedded font, the same for pages, slides and sheets.
//!
//! Widths are in em: a text of 12 points is twelve times as many points wide.

use crate::figures;

/// How much wider than measured a text is taken: who reads a document may have another font, as
/// wide as Arial.
pub(super) const SPARE: f64 = 1.09;

/// The width of one line.
pub(super) fn width(line: &str, bold: bool) -> f64 {
    figures::text_width(line, 1.0, bold) * SPARE
}

/// Lines that a text takes where it has some room; its own line breaks count.
pub(super) fn lines(text: &str, bold: bool, room: f64) -> usize {
    let room = (room / SPARE).max(0.1);
    let one = |line: &str| figures::text_lines(line, 1.0, bold, room);
    text.trim_matches(['\n', '\r']).lines().map(one).sum::<usize>().max(1)
}

/// The stretches of a text between which a line may end in every program: at spaces, after
/// hyphens, low lines and dashes, after slashes but within days (31/12/2022) and fractions.
pub(super) fn words(text: &str) -> impl Iterator<Item = &str> {
    let spaced = text.split(|c: char| c.is_whitespace() && !is_glue(c));
    spaced.flat_map(Parts).filter(|word| !word.is_empty())
}

/// A space at which no line ends.
fn is_glue(c: char) -> bool {
    matches!(c, '\u{a0}' | '\u{202f}')
}

/// What is left of a word, to be cut after its marks.
struct Parts<'a>(&'a str);

impl<'a> Iterator for Parts<'a> {
    type Item = &'a str;

    fn next(&mut self) -> Option<&'a str> {
        if self.0.is_empty() {
            return None;
        }
        let mut after = self.0.char_indices().skip(1).map(|(at, _)| at).chain([self.0.len()]);
        let end = self.0.chars().zip(after.by_ref()).find_map(|(c, end)| {
            let next = self.0.get(end..).and_then(|rest| rest.chars().next())?;
            ends_line(c, next).then_some(end)
        });
        let (word, rest) = self.0.split_at(end.unwrap_or(self.0.len()));
        self.0 = rest;
        Some(word)
    }
}

/// Whether a line may end between two characters of a word.
fn ends_line(c: char, next: char) -> bool {
    match c {
        '-' | '/' => !next.is_ascii_digit(),
        '_' | '–' | '—' => true,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_end_where_a_line_may() {
        let words = |text| words(text).collect::<Vec<_>>();
        assert_eq!(words("uno  due\ntre"), ["uno", "due", "tre"]);
        assert_eq!(words("pubblico-privato e/o"), ["pubblico-", "privato", "e/", "o"]);
        assert_eq!(words("31/12/2022 06-10"), ["31/12/2022", "06-10"]);
        assert_eq!(words("1.250\u{a0}€ 2019–2022"), ["1.250\u{a0}€", "2019–", "2022"]);
        assert_eq!(words(" - "), ["-"]);
        assert!(words("").is_empty());
    }

    #[test]
    fn a_text_is_taken_wider_than_it_is() {
        assert!(width("parola", false) > figures::text_width("parola", 1.0, false));
        assert!(width("parola", true) > width("parola", false));
    }
}
