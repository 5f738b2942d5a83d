// SPDX-License-Identifier: EUPL-1.2
//! How the rows of a table are called: as totals, or otherwise.

use super::find::key::key;

/// How a row is called.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Named {
    Otherwise,
    /// Not at all.
    Nameless,
    /// A word for totals stands in its name.
    Within,
    /// It is called a total, and nothing else.
    Total,
}

/// How a text calls a row.
pub(super) fn how_named(text: &str) -> Named {
    const WORDS: [&str; 18] = [
        "σ",
        "totale",
        "totali",
        "tot",
        "total",
        "subtotale",
        "subtotali",
        "sub-totale",
        "subtot",
        "complessivo",
        "complessiva",
        "complessivi",
        "complessive",
        "complessivamente",
        "somma",
        "sommano",
        "totals",
        "subtotal",
    ];
    const AROUND: [&str; 14] = [
        "in",
        "generale",
        "generali",
        "parziale",
        "parziali",
        "complesso",
        "nel",
        "di",
        "righe",
        "sub",
        "finale",
        "e",
        "del",
        "della",
    ];
    let word = key(text);
    let words: Vec<&str> = word
        .split(|c: char| c.is_whitespace() || "().,:;=/".contains(c))
        .filter(|word| word.contains(char::is_alphanumeric))
        .collect();
    if words.is_empty() {
        return Named::Nameless;
    }
    let is_word = |word: &&&str| WORDS.contains(*word);
    let part = matches!(words[..], ["di", "cui", ..] | ["dei" | "delle", "quali", ..]);
    let complex = matches!(words[..], ["in" | "nel", "complesso"]);
    let alone = words.iter().any(|word| is_word(&word))
        && words.iter().all(|word| is_word(&word) || AROUND.contains(word));
    // «Totale figure», but not «Somma urgenza» and not «Tot capital».
    let first = words.first().is_some_and(|first| {
        matches!(*first, "totale" | "totali" | "subtotale" | "sub-totale" | "subtotali")
    });
    if part || complex || alone || first {
        Named::Total
    } else if words.iter().any(|word| is_word(&word)) {
        Named::Within
    } else {
        Named::Otherwise
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_totals_are_known() {
        for text in [
            "Totale",
            "TOTALE:",
            "Tot.",
            "Totale complessivo",
            "Subtotale",
            "di cui part-time",
            "Di cui:",
            "Totale generale",
            "In totale",
            "Complessivo",
            "Totale figure",
        ] {
            assert_eq!(how_named(text), Named::Total, "{text}");
        }
        for text in ["Personale totale", "Spesa complessiva", "Somma urgenza"] {
            assert_eq!(how_named(text), Named::Within, "{text}");
        }
        for text in ["Analista", "Capototem", "2021"] {
            assert_eq!(how_named(text), Named::Otherwise, "{text}");
        }
        assert_eq!(how_named(" – "), Named::Nameless);
    }
}
