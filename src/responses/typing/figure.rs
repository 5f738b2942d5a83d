// SPDX-License-Identifier: EUPL-1.2
//! Figures with what stands around them: currency, percent sign, unit, signs, `mila` and `mln`.

use super::scale::{TIMES, is_currency, is_currency_of_amount};
use super::unplaced::Unplaced;
use crate::datum::Decimal;
use crate::diag::Code;
use crate::locale::{self, fold};
use crate::workbook::plain;

/// Without the crumbs that binary fractions leave (35.00000000000001).
pub(super) fn rounded(number: f64) -> f64 {
    let near = (number * 1e9).round() / 1e9;
    if near.is_finite() { near } else { number }
}

/// A number with all its decimals, up to the billionth.
pub(super) fn shown(number: f64) -> String {
    let text = plain(number);
    let decimals = text.split_once(',').map_or(0, |(_, decimals)| decimals.len());
    Decimal::from_f64(number).map_or(text, |number| locale::number(number, decimals))
}

/// Signs and words of currencies other than the euro.
pub(super) fn is_other_currency(written: &str) -> bool {
    let text = fold(written);
    let mut words = text.split(|c: char| !c.is_alphabetic());
    is_currency(written) || words.any(is_currency_of_amount)
}

/// A number as it was read from a text.
pub(super) struct Read {
    pub(super) number: f64,
    /// With all digits that were typed.
    pub(super) exact: Option<Decimal>,
    pub(super) how: How,
    /// Whether a percent sign was there.
    pub(super) percent: bool,
    /// Whether a sign in front of the number or behind it, or parentheses, make it negative.
    accounts: bool,
    /// Whether raised digits follow it.
    raised: bool,
    /// What its word multiplies it by: it is reckoned in.
    pub(super) times: f64,
    /// How many decimals are written.
    pub(super) decimals: i32,
    /// Its digits as they are written.
    bare: String,
}

impl Read {
    /// What is to be said of how it was read.
    pub(super) fn noted(&self, found: f64) -> Option<Unplaced> {
        let shown = shown(found);
        let said = |code: Code| Some(Unplaced::new(code).with("number", shown.as_str()));
        if self.times > 1.0 {
            return said(Code::NumberTimes);
        }
        match self.how {
            _ if self.accounts => said(Code::NumberNegative),
            How::Plain | How::CommaThousands => None,
            // Four decimals, since three behind a comma may be thousands as well.
            How::DotThousands => said(Code::NumberDot)
                .map(|noted| noted.with("other", self.bare.replace('.', ",") + "0")),
            How::English => said(Code::NumberEnglish),
        }
    }

    pub(super) fn raised(&self, found: f64) -> Option<Unplaced> {
        self.raised.then(|| Unplaced::new(Code::NumberRaised).with("number", shown(found)))
    }
}

/// Reads a text with its currency, percent sign and unit, as a number.
pub(super) fn read(written: &str, unit: Option<&str>) -> Option<Read> {
    let mut text = fold(written).replace(['\u{2212}', '–'], "-");
    let percents = ["per cento", "percento", "%"];
    let rest = percents.iter().find_map(|word| text.strip_suffix(word)).map(str::to_owned);
    let percent = rest.is_some();
    text = without_currency(rest.as_deref().unwrap_or(&text));
    let mut bare = without_unit(text.trim(), unit).trim();
    let raised = bare.trim_end_matches(is_raised).trim_end();
    let is_noted = raised.len() != bare.len();
    // Ten with something raised is a power of it.
    if is_noted && (raised.ends_with("10") || raised.is_empty()) {
        return None;
    }
    bare = raised;
    let (without, times) = without_times(bare);
    let without = without_currency(without);
    bare = without.trim();
    // No cents, as on a cheque.
    for ending in [",--", ",-", ",=", ".-"] {
        bare = bare.strip_suffix(ending).unwrap_or(bare);
    }
    let inside = bare.strip_prefix('(').and_then(|rest| rest.strip_suffix(')'));
    let behind = bare
        .strip_suffix('-')
        .filter(|rest| rest.ends_with(|c: char| c.is_ascii_digit() || c == ' '));
    let accounts = inside.or(behind);
    let digits = without_currency(accounts.unwrap_or(bare));
    let digits = digits.trim();
    if accounts.is_some() && digits.starts_with(['-', '+']) {
        return None;
    }
    let numeral = parse(digits)?;
    let number = if accounts.is_some() { -numeral.number } else { numeral.number };
    let decimals = digits.rsplit_once(',').map_or(0, |(_, decimals)| decimals.len());
    // «383,000 mila» says one thing too many.
    if times > 1.0 && numeral.how == How::CommaThousands {
        return None;
    }
    Some(Read {
        number: rounded(number * times),
        exact: numeral.exact.map(|exact| if accounts.is_some() { -exact } else { exact }),
        how: numeral.how,
        percent,
        accounts: accounts.is_some(),
        raised: is_noted,
        times,
        decimals: i32::try_from(decimals).unwrap_or(0),
        bare: digits.to_owned(),
    })
}

fn is_raised(c: char) -> bool {
    matches!(c, '⁰' | '¹' | '²' | '³' | '⁴'..='⁹' | '⁺' | '⁻' | '⁽' | '⁾')
}

/// The text without the euro before or behind it; a sign may stand before the euro.
fn without_currency(text: &str) -> String {
    if let Some(rest) =
        text.trim().strip_prefix('-').filter(|rest| rest.trim().starts_with(['€', 'e']))
    {
        return format!("-{}", without_currency(rest).trim());
    }
    for word in ["di euro", "euro", "eur", "€"] {
        let text = text.trim();
        if let Some(rest) = text.strip_prefix(word).or_else(|| text.strip_suffix(word)) {
            return rest.to_owned();
        }
    }
    text.to_owned()
}

/// The text without the word that multiplies it, and what by.
fn without_times(text: &str) -> (&str, f64) {
    let bare = text.trim_end_matches('.').trim_end_matches(" di").trim_end();
    let found = TIMES.iter().find_map(|(word, times)| Some((bare.strip_suffix(word)?, *times)));
    match found {
        Some((rest, times)) if rest.trim_end().ends_with(|c: char| c.is_ascii_digit()) => {
            (rest.trim_end(), times)
        }
        _ => (text, 1.0),
    }
}

/// «3 persone», and «1 persona» as well, where the unit is «persone».
fn without_unit<'a>(text: &'a str, unit: Option<&str>) -> &'a str {
    let Some(unit) = unit.map(fold).filter(|unit| unit.chars().any(char::is_alphabetic)) else {
        return text;
    };
    if let Some(rest) = text.strip_suffix(unit.as_str()).filter(|rest| rest.ends_with(' ')) {
        return rest;
    }
    let Some(at) = text.find(char::is_alphabetic) else { return text };
    let (number, word) = text.split_at(at);
    let stem = |word: &str| -> String {
        let count = word.chars().count();
        word.chars().take(if count > 3 { count - 1 } else { count }).collect()
    };
    if word == unit || stem(word) == stem(&unit) { number } else { text }
}

/// A number and how its separators were taken.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Numeral {
    pub(super) number: f64,
    /// With all digits that were typed.
    pub(super) exact: Option<Decimal>,
    pub(super) how: How,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum How {
    /// In one way only.
    Plain,
    /// `1.234` is 1234.
    DotThousands,
    /// `1,234` is 1.234, or 1234 where English is spoken.
    CommaThousands,
    /// `1,234.50` is 1234.5.
    English,
}

/// Reads digits with separators; `None` for anything else.
pub(super) fn parse(text: &str) -> Option<Numeral> {
    let (negative, text) = match text.strip_prefix('-') {
        Some(rest) => (true, rest.trim_start()),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    };
    let text = joined(text)?;
    let (dots, commas) = (text.matches('.').count(), text.matches(',').count());
    let (digits, how) = match (dots, commas) {
        (0, 0) => (text.clone(), How::Plain),
        (0, 1) => {
            let may = grouped(&text, ',').is_some() && !text.starts_with('0');
            (text.replace(',', "."), if may { How::CommaThousands } else { How::Plain })
        }
        (0, _) => (grouped(&text, ',')?, How::English),
        (1, 0) => match grouped(&text, '.') {
            Some(digits) if !text.starts_with('0') => (digits, How::DotThousands),
            _ => (text.clone(), How::Plain),
        },
        (_, 0) => (grouped(&text, '.')?, How::Plain),
        _ if text.rfind(',') > text.rfind('.') => {
            let (whole, fraction) = text.rsplit_once(',')?;
            (format!("{}.{fraction}", grouped(whole, '.')?), How::Plain)
        }
        _ => {
            let (whole, fraction) = text.rsplit_once('.')?;
            (format!("{}.{fraction}", grouped(whole, ',')?), How::English)
        }
    };
    let plain = digits.chars().all(|c| c.is_ascii_digit() || c == '.')
        && digits.ends_with(|c: char| c.is_ascii_digit())
        && digits.matches('.').count() < 2;
    let number: f64 = if plain { digits.parse().ok()? } else { return None };
    let exact = digits.parse().ok().map(|exact: Decimal| if negative { -exact } else { exact });
    let number = if negative { -number } else { number };
    number.is_finite().then_some(Numeral { number, exact, how })
}

/// Without the spaces or apostrophes that part thousands; `None` when they part something else.
fn joined(text: &str) -> Option<String> {
    for mark in [' ', '\''] {
        if text.contains(mark) {
            let (whole, fraction) = match text.find([',', '.']) {
                Some(at) => text.split_at(at),
                None => (text, ""),
            };
            return Some(format!("{}{fraction}", grouped(whole, mark)?));
        }
    }
    (!text.is_empty()).then(|| text.to_owned())
}

/// The digits of a number whose thousands are parted by `mark`, when all of them are.
fn grouped(text: &str, mark: char) -> Option<String> {
    let groups: Vec<&str> = text.split(mark).collect();
    let fits = groups.iter().enumerate().all(|(at, group)| {
        let length = if at == 0 { 1..=3 } else { 3..=3 };
        length.contains(&group.len()) && group.bytes().all(|byte| byte.is_ascii_digit())
    });
    fits.then(|| groups.concat())
}

#[cfg(test)]
mod tests {
    fn read(text: &str) -> Option<f64> {
        super::read(text, Some("persone")).map(|read| read.number)
    }

    #[test]
    fn numbers_as_italians_type_them() {
        for (text, number) in [
            ("12", 12.0),
            ("0,44", 0.44),
            (",5", 0.5),
            ("0.44", 0.44),
            ("12.5", 12.5),
            ("1.234", 1234.0),
            ("0.123", 0.123),
            ("1.234,50", 1234.5),
            ("1.234.567", 1_234_567.0),
            ("1 234 567,8", 1_234_567.8),
            ("1'500", 1500.0),
            ("1,234.50", 1234.5),
            ("€ 1.500", 1500.0),
            ("EUR 1.500", 1500.0),
            ("1500 euro", 1500.0),
            ("1.500,- €", 1500.0),
            ("1.500,=", 1500.0),
            ("−3", -3.0),
            ("(1.500)", -1500.0),
            ("(€ 1.500)", -1500.0),
            ("-€ 1.500", -1500.0),
            ("€ -1.500", -1500.0),
            ("1.234,50-", -1234.5),
            ("1.000 -", -1000.0),
            ("383 mila", 383_000.0),
            ("383mila euro", 383_000.0),
            ("1,5 mln", 1_500_000.0),
            ("€ 1,5 milioni", 1_500_000.0),
            ("1 migliaio", 1000.0),
            ("2 milioni di euro", 2_000_000.0),
            ("0,3 mld", 300_000_000.0),
            ("1250¹", 1250.0),
            ("3 persone", 3.0),
            ("1 persona", 1.0),
            ("35 %", 35.0),
            ("35 per cento", 35.0),
        ] {
            assert_eq!(read(text), Some(number), "{text}");
        }
    }

    #[test]
    fn what_is_not_just_a_number_is_not_read() {
        for text in [
            "circa 200",
            "10-15",
            "1.2.3",
            "12,34,5",
            "12 34",
            "mille",
            "10k",
            "1e5",
            "0x10",
            "inf",
            "nan",
            "",
            "-",
            "1,",
            "1.",
            "3 mesi",
            "1..2",
            "２",
            "10³",
            "(-3)",
            "-3-",
            "383,000 mila",
            "mila",
            "$ 30",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
