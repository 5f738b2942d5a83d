// SPDX-License-Identifier: EUPL-1.2
//! Numbers as Italians write them (1.234,50), done once before any export, and when two texts are the
//! same. Days are written by [`crate::datum::Day`].

#![cfg_attr(not(test), warn(clippy::indexing_slicing, clippy::string_slice))]

use crate::datum::Decimal;
use unicode_normalization::char::decompose_canonical;

/// No-break space, between a number and its unit.
pub const NBSP: char = '\u{a0}';

/// A number with its decimals: `1.234,5`; a true minus sign, a last half away from zero.
pub fn number(value: Decimal, decimals: usize) -> String {
    let text = value.abs().fixed(decimals);
    let (whole, fraction) = text.split_once('.').unwrap_or((&text, ""));
    let mut out = String::new();
    if value.is_negative() && text.chars().any(|c| c.is_ascii_digit() && c != '0') {
        out.push('\u{2212}');
    }
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at).is_multiple_of(3) {
            out.push('.');
        }
        out.push(digit);
    }
    if !fraction.is_empty() {
        out.push(',');
        out.push_str(fraction);
    }
    out
}

/// A number with the unit that must stand beside it: `35 %`, `960,00 €`; other units stand in heads.
pub fn with_unit(value: Decimal, decimals: usize, unit: Option<&str>) -> String {
    let text = number(value, decimals);
    match unit {
        Some(unit @ ("%" | "€")) => format!("{text}{NBSP}{unit}"),
        _ => text,
    }
}

/// A text for comparing: lower case, without accents, one space between words.
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    let mut gap = false;
    let mut add = |c: char| {
        let c = match c {
            '!'..='_' | 'a'..='~' => c,
            '’' | '`' | '´' => '\'',
            // The Greek letter has a form of its own at the end of a word.
            'ς' => 'σ',
            '\u{300}'..='\u{36F}' => return,
            c if c.is_whitespace() => {
                gap = true;
                return;
            }
            c => c,
        };
        if std::mem::take(&mut gap) && !folded.is_empty() {
            folded.push(' ');
        }
        folded.push(c);
    };
    for c in text.chars() {
        if c.is_ascii() {
            add(c.to_ascii_lowercase());
        } else {
            c.to_lowercase().for_each(|lower| decompose_canonical(lower, &mut add));
        }
    }
    folded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_as_italians_do() {
        let number = |text: &str, decimals| number(text.parse().unwrap(), decimals);
        assert_eq!(number("1234.5", 2), "1.234,50");
        assert_eq!(number("999", 0), "999");
        assert_eq!(number("1000000", 0), "1.000.000");
        assert_eq!(number("9007199254740993", 0), "9.007.199.254.740.993");
        assert_eq!(number("-0.001", 1), "0,0");
        assert_eq!(number("45.25", 1), "45,3");
        assert_eq!(number("1.005", 2), "1,01");
        assert_eq!(number("2.5", 0), "3");
        assert_eq!(number("0.949", 1), "0,9");
        assert_eq!(number("-12", 0), "\u{2212}12");
        assert_eq!(with_unit(35.into(), 0, Some("%")), "35\u{a0}%");
    }

    #[test]
    fn letters_are_the_same_with_and_without_accents_of_any_language() {
        assert_eq!(fold("  Forlì \t–  CESENA "), "forli – cesena");
        assert_eq!(fold("perche\u{301} no"), fold("perché no"));
        assert_eq!(fold("Šumer, Besançon, Mañana, Åland"), "sumer, besancon, manana, aland");
        assert_eq!(fold("c’è l`acqua"), "c'e l'acqua");
        assert_eq!(fold("ΟΔΟΣ"), fold("οδός"));
    }
}
