// SPDX-License-Identifier: EUPL-1.2
//! Words that say how many of something a number counts, and of which currency it is: the same ones
//! in a cell and in the place of a unit.

/// Words for thousands, millions and thousands of millions.
pub(in crate::responses) const TIMES: [(&str, f64); 9] = [
    ("mila", 1e3),
    ("migliaia", 1e3),
    ("migliaio", 1e3),
    ("milioni", 1e6),
    ("milione", 1e6),
    ("mln", 1e6),
    ("miliardi", 1e9),
    ("miliardo", 1e9),
    ("mld", 1e9),
];

/// Words of currencies other than the euro.
const CURRENCIES: [&str; 22] = [
    "usd", "dollari", "dollaro", "chf", "franchi", "gbp", "sterline", "sterlina", "jpy", "yen",
    "lire", "itl", "sfr", "sek", "nok", "dkk", "pln", "czk", "huf", "cad", "aud", "cny",
];

/// Words that are one beside an amount, and may be anything else elsewhere.
const SHORT: [&str; 5] = ["us", "fr", "franco", "lit", "rub"];

/// Signs of such currencies.
const SIGNS: [char; 20] = [
    '$', '£', '¥', '¢', '₤', '₣', '₽', '₹', '₩', '₺', '₴', '₫', '₪', '₱', '₿', '₦', '฿', '₡', '₲',
    '₵',
];

/// Whether a word, in small letters, is one of another currency wherever it stands.
pub(in crate::responses) fn is_currency(word: &str) -> bool {
    word.contains(SIGNS) || CURRENCIES.contains(&word)
}

/// Whether a word, in small letters, is one of another currency where it stands beside an amount.
pub(super) fn is_currency_of_amount(word: &str) -> bool {
    is_currency(word) || SHORT.contains(&word)
}
