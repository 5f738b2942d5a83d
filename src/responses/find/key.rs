// SPDX-License-Identifier: EUPL-1.2
//! A text as it is compared with others: without regard to what people and programs change in it.

use crate::locale::fold;

/// The text without case, accents, spaces and signs around it, and with one kind of dash.
pub(in crate::responses) fn key(text: &str) -> String {
    let mut folded = fold(text);
    if folded.contains(['–', '—']) {
        folded = folded.replace(['–', '—'], "-");
    }
    let folded = without_accents(folded);
    let bare = folded.trim_matches(|c: char| " «»\"“”'.,;:•*".contains(c));
    if bare.len() == folded.len() { folded } else { bare.to_owned() }
}

/// Without the apostrophes that stand for accents: «citta'».
fn without_accents(text: String) -> String {
    if !text.contains('\'') {
        return text;
    }
    let mut out = String::with_capacity(text.len());
    let mut letters = text.chars().peekable();
    while let Some(c) = letters.next() {
        let after_vowel = out.ends_with(['a', 'e', 'i', 'o', 'u']);
        let ends_word = letters.peek().is_none_or(|next| !next.is_alphanumeric());
        if c != '\'' || !after_vowel || !ends_word {
            out.push(c);
        }
    }
    out
}
