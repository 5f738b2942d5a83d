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

/// A year, without the point of the thousands: `2002`; between two years, with a decimal: `2002,5`.
pub fn year(value: Decimal) -> String {
    value.fixed(year_decimals(value)).replace('-', "\u{2212}").replace('.', ",")
}

/// How many decimals a year is printed with: none, unless it is the middle of several.
pub fn year_decimals(value: Decimal) -> usize {
    usize::from(!value.round(1).is_whole())
}

/// A number with the unit that must stand beside it: `35 %`, `960,00 €`; other units stand in heads.
pub fn with_unit(value: Decimal, decimals: usize, unit: Option<&str>) -> String {
    let text = number(value, decimals);
    match unit {
        Some(unit @ ("%" | "€")) => format!("{text}{NBSP}{unit}"),
        _ => text,
    }
}

/// Articles, alone and joined to a preposition, with their form before a vowel.
const ARTICLES: [(&str, &str); 18] = [
    ("il", "l'"),
    ("lo", "l'"),
    ("la", "l'"),
    ("del", "dell'"),
    ("dello", "dell'"),
    ("della", "dell'"),
    ("al", "all'"),
    ("allo", "all'"),
    ("alla", "all'"),
    ("dal", "dall'"),
    ("dallo", "dall'"),
    ("dalla", "dall'"),
    ("nel", "nell'"),
    ("nello", "nell'"),
    ("nella", "nell'"),
    ("sul", "sull'"),
    ("sullo", "sull'"),
    ("sulla", "sull'"),
];

/// Words as they stand before what follows them: an article loses its vowel before a number that is
/// spoken with one, «il 86,7 %» is «l'86,7 %».
pub fn elided(words: &str, next: &str) -> String {
    let Some(text) = words.strip_suffix([' ', NBSP]) else { return words.to_owned() };
    let article = text.rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
    let short = ARTICLES.iter().find(|(long, _)| *long == article.to_lowercase());
    let Some((_, short)) = short.filter(|_| begins_with_vowel(next)) else {
        return words.to_owned();
    };
    let before = text.strip_suffix(article).unwrap_or_default();
    let (first, rest) = short.split_at_checked(1).unwrap_or((short, ""));
    match article.starts_with(char::is_uppercase) {
        true => format!("{before}{}{rest}", first.to_uppercase()),
        false => format!("{before}{short}"),
    }
}

/// Whether a number is spoken with a vowel first: uno, otto, ottanta, ottocento, undici and their
/// thousands; not mille, cento.
fn begins_with_vowel(number: &str) -> bool {
    let digits = number.chars().take_while(|c| c.is_ascii_digit() || *c == '.').count();
    let (whole, _) = number.split_at_checked(digits).unwrap_or((number, ""));
    let whole = whole.trim_end_matches('.');
    let first = whole.split('.').next().unwrap_or_default();
    first.starts_with('8') || first == "11" || whole == "1"
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
    fn articles_lose_their_vowel_before_a_number_that_begins_with_one() {
        for (words, number, found) in [
            ("È il ", "86,7\u{a0}%", "È l'"),
            ("Il ", "8", "L'"),
            ("pari al ", "11,5", "pari all'"),
            ("Dell", "8", "Dell"),
            ("più del ", "1\u{a0}%", "più dell'"),
            ("più del ", "1.000", "più del "),
            ("il ", "18", "il "),
            ("il ", "110", "il "),
            ("il ", "11.000", "l'"),
            ("fil ", "8", "fil "),
            ("per ", "8", "per "),
            ("la ", "almeno 8", "la "),
            ("«il ", "800", "«l'"),
        ] {
            assert_eq!(elided(words, number), found, "{words}{number}");
        }
    }

    #[test]
    fn years_have_no_point_and_a_decimal_only_between_two_of_them() {
        let year = |text: &str| year(text.parse().unwrap());
        assert_eq!(year("2002"), "2002");
        assert_eq!(year("2002.50"), "2002,5");
        assert_eq!(year("2002.96"), "2003");
        assert_eq!(year("12000"), "12000");
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
