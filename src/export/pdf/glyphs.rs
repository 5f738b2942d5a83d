// SPDX-License-Identifier: EUPL-1.2
//! Characters that the embedded fonts can show, and what stands for the others.
//!
//! PDF/UA-1 allows no text without a glyph: one emoji in an answer would keep the whole report
//! from being written.

use super::engine::fonts;
use crate::diag::{Code, Finding, Place};
use crate::edition::text::printable;
use crate::figures::Drawing;
use std::collections::BTreeMap;

/// Stands for a character that no font has.
const INSTEAD: char = '□';
/// Characters named in the finding.
const NAMED: usize = 12;
/// A longer run without a place to break gets some.
const LONGEST_WORD: usize = 20;

/// What was asked of the fonts so far.
#[derive(Default)]
pub(super) struct Glyphs {
    /// Whether a character beyond ASCII can be shown.
    known: BTreeMap<char, bool>,
    /// Characters that cannot, and how often each was met.
    missing: BTreeMap<char, usize>,
}

impl Glyphs {
    /// Appends a text to Typst code, inside a string literal.
    pub(super) fn literal_into(&mut self, out: &mut String, text: &str) {
        let mut run = 0;
        for c in text.chars() {
            let Some(c) = self.shown(c) else { continue };
            match c {
                '"' | '\\' => out.extend(['\\', c]),
                '\n' => out.push_str("\\n"),
                c => out.push(c),
            }
            run = if c.is_alphanumeric() || "_.›!".contains(c) { run + 1 } else { 0 };
            if run > LONGEST_WORD || (run > 4 && "._".contains(c)) {
                // A place where a line may break, without a mark.
                out.push('\u{200B}');
                run = 0;
            }
        }
    }

    /// A drawing with every character of its texts showable.
    pub(super) fn drawing(&mut self, drawing: &Drawing) -> Drawing {
        drawing.reworded(|text| text.chars().filter_map(|c| self.shown(c)).collect())
    }

    /// What stands for a character; none when it shows nothing anyway.
    fn shown(&mut self, c: char) -> Option<char> {
        match c {
            '\n' | ' '..='~' => return Some(c),
            '\t' | '\r' => return Some(' '),
            _ => {}
        }
        let plain = printable(c)?;
        if *self.known.entry(plain).or_insert_with(|| has(plain)) {
            return Some(plain);
        }
        if is_joiner(c) {
            return None;
        }
        *self.missing.entry(c).or_default() += 1;
        Some(INSTEAD)
    }

    /// The finding about what could not be shown in a file; none when all could.
    pub(super) fn finding(&self, file: &str) -> Option<Finding> {
        if self.missing.is_empty() {
            return None;
        }
        let named = self.missing.iter().take(NAMED);
        let name = |(c, times): (&char, &usize)| format!("U+{:04X} (× {times})", u32::from(*c));
        let mut list: Vec<String> = named.map(name).collect();
        if self.missing.len() > NAMED {
            list.push("…".to_owned());
        }
        let n = self.missing.len().to_string();
        let args = [("n", n.as_str()), ("list", &list.join(", "))];
        let place = Place::File(file.into());
        Some(Finding::new(Code::GlyphMissing, place, &args))
    }
}

/// Selectors and joiners only change how their neighbours look.
fn is_joiner(c: char) -> bool {
    matches!(c, '\u{200C}' | '\u{200D}' | '\u{FE00}'..='\u{FE0F}' | '\u{E0000}'..='\u{E0FFF}')
}

fn has(c: char) -> bool {
    // Soft hyphen, no-break spaces and the place where a line may break need no glyph.
    if matches!(c, '\u{AD}' | '\u{A0}' | '\u{202F}' | '\u{200B}') {
        return true;
    }
    fonts().iter().any(|font| font.info().coverage.contains(u32::from(c)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::Permit;
    use crate::diag::texts;

    fn literal(text: &str) -> (String, Glyphs) {
        let (mut out, mut glyphs) = (String::new(), Glyphs::default());
        glyphs.literal_into(&mut out, text);
        (out, glyphs)
    }

    #[test]
    fn a_literal_cannot_be_left() {
        assert_eq!(literal("a\" + read(\"x\") \\u{41}").0, "a\\\" + read(\\\"x\\\") \\\\u{41}");
        assert_eq!(literal("#let *a* _b_ $x$ @c <d>").0, "#let *a* _b_ $x$ @c <d>");
    }

    #[test]
    fn a_character_that_no_font_has_is_replaced_and_named() {
        let (out, glyphs) = literal("sì 😀\u{FE0F} 漢 \u{1}\u{FEFF}→ ✓ Ж");
        assert_eq!(out, "sì □ □ □→ ✓ Ж");
        let finding = glyphs.finding("slides.pdf").unwrap();
        assert!(
            texts(&finding, Permit::COLLECTOR).message.contains("U+1F600 (× 1)"),
            "{finding:?}"
        );
        assert!(literal("Forlì-Cesena, «35 %» − 1’").1.finding("report.pdf").is_none());
    }

    #[test]
    fn a_long_word_may_break() {
        let (out, _) = literal(&"x".repeat(50));
        assert_eq!(out.matches('\u{200B}').count(), 2);
        assert_eq!(literal("responses/aa/r1/01-43fedddb.xlsx").0.matches('\u{200B}').count(), 1);
    }
}
