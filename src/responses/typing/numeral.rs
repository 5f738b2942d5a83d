// SPDX-License-Identifier: EUPL-1.2
//! Numbers as people type them: `1.234,50`, `€ 1.500`, `1500 euro`, `35%`.
//!
//! A single dot before three digits parts thousands here, as Italians write it; since programs in
//! English write decimals so, it is noted. Words such as «circa» are never dropped: how sure the
//! number is, is for the respondent to say.

use super::unplaced::{Meaning, Unplaced};
use crate::datum::{State, Value};
use crate::diag::Code;
use crate::locale::{self, fold};
use crate::questionnaire::{Question, Type};
use crate::workbook::{Cell, Raw};

/// Reads a cell as a number.
pub(super) fn number(question: &Question, cell: &Cell, written: &str) -> Meaning {
    match &cell.raw {
        Raw::Number(number) if number.is_finite() => from_number(question, cell, *number),
        Raw::Text(_) => from_text(question, written),
        Raw::Date { .. } => Meaning::unreadable(Unplaced::new(Code::NumberIsDate)),
        _ => Meaning::unreadable(Unplaced::new(Code::NumberUnreadable)),
    }
}

fn from_number(question: &Question, cell: &Cell, number: f64) -> Meaning {
    match (question.kind, cell.percent) {
        (Type::Percent, true) => value(rounded(number * 100.0)),
        (Type::Percent, false) => value(rounded(number)).noting(fraction(number)),
        (_, true) => Meaning::unreadable(Unplaced::new(Code::NumberIsPercent)),
        _ => value(rounded(number)).noting(not_whole(question, number)),
    }
}

fn from_text(question: &Question, written: &str) -> Meaning {
    let (bare, sign) = bare(written, question.unit.as_deref());
    let percent = question.kind == Type::Percent;
    let Some(numeral) = parse(&bare) else { return Meaning::unreadable(proposal(written)) };
    if sign && !percent {
        return Meaning::unreadable(Unplaced::new(Code::NumberIsPercent));
    }
    let found = match numeral.how {
        // No share has thousands: here the dot is a decimal one.
        How::DotThousands if percent => numeral.number / 1000.0,
        _ => numeral.number,
    };
    let meaning = value(found).noting(not_whole(question, found));
    if percent {
        return meaning.noting((!sign).then(|| fraction(found)).flatten());
    }
    let shown = shown(found);
    match numeral.how {
        How::Plain => meaning,
        How::DotThousands => meaning.noting(Some(
            Unplaced::new(Code::NumberDot)
                .with("number", shown)
                .with("other", bare.replace('.', ",")),
        )),
        How::English => {
            meaning.noting(Some(Unplaced::new(Code::NumberEnglish).with("number", shown)))
        }
    }
}

fn value(number: f64) -> Meaning {
    Meaning::plain(State::Value(Value::Number(if number == 0.0 { 0.0 } else { number })))
}

/// Without the crumbs that binary fractions leave (35.00000000000001).
fn rounded(number: f64) -> f64 {
    let near = (number * 1e9).round() / 1e9;
    if near.is_finite() { near } else { number }
}

/// A share of one or less may be a fraction of one.
fn fraction(number: f64) -> Option<Unplaced> {
    (number > 0.0 && number <= 1.0).then(|| {
        Unplaced::new(Code::PercentFraction)
            .with("number", shown(number))
            .with("other", shown(rounded(number * 100.0)))
    })
}

fn not_whole(question: &Question, number: f64) -> Option<Unplaced> {
    (question.kind == Type::Integer && rounded(number).fract() != 0.0)
        .then(|| Unplaced::new(Code::NotWhole))
}

/// What a text that is no number may have meant.
fn proposal(written: &str) -> Unplaced {
    let remark = Unplaced::new(Code::NumberUnreadable);
    let found: Vec<f64> = written
        .split(|c: char| !(c.is_ascii_digit() || matches!(c, '.' | ',' | '\'')))
        .filter_map(|word| parse(word.trim_matches(['.', ',', '\''])))
        .map(|numeral| numeral.number)
        .collect();
    match found[..] {
        [number] => remark.with("number", shown(number)).worded("near"),
        [] => remark,
        _ => remark.worded("several"),
    }
}

fn shown(number: f64) -> String {
    let decimals = if number.fract() == 0.0 {
        0
    } else if (number * 100.0 - (number * 100.0).round()).abs() < 1e-9 {
        2
    } else {
        4
    };
    locale::number(number, decimals)
}

/// The text without currency, percent sign and unit; and whether a percent sign was there.
fn bare(written: &str, unit: Option<&str>) -> (String, bool) {
    let mut text = fold(written).replace(['\u{2212}', '–'], "-");
    let percents = ["per cento", "percento", "%"];
    let sign = percents.iter().find_map(|word| text.strip_suffix(word)).map(str::to_owned);
    let percent = sign.is_some();
    if let Some(rest) = sign {
        text = rest;
    }
    for word in ["euro", "eur", "€"] {
        let text_now = text.trim();
        let rest = text_now.strip_prefix(word).or_else(|| text_now.strip_suffix(word));
        if let Some(rest) = rest {
            text = rest.to_owned();
            break;
        }
    }
    let mut text = without_unit(text.trim(), unit).trim();
    // No cents, as on a cheque.
    for ending in [",--", ",-", ",=", ".-"] {
        text = text.strip_suffix(ending).unwrap_or(text);
    }
    (text.to_owned(), percent)
}

/// «3 persone», and «1 persona» as well, where the unit is «persone».
fn without_unit<'a>(text: &'a str, unit: Option<&str>) -> &'a str {
    let Some(unit) = unit.map(fold).filter(|unit| unit.chars().any(char::is_alphabetic)) else {
        return text;
    };
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
struct Numeral {
    number: f64,
    how: How,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum How {
    /// In one way only.
    Plain,
    /// `1.234` is 1234.
    DotThousands,
    /// `1,234.50` is 1234.5.
    English,
}

/// Reads digits with separators; `None` for anything else.
fn parse(text: &str) -> Option<Numeral> {
    let (negative, text) = match text.strip_prefix('-') {
        Some(rest) => (true, rest.trim_start()),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    };
    let text = joined(text)?;
    let (dots, commas) = (text.matches('.').count(), text.matches(',').count());
    let (digits, how) = match (dots, commas) {
        (0, 0) => (text.clone(), How::Plain),
        (0, 1) => (text.replace(',', "."), How::Plain),
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
    number.is_finite().then_some(Numeral { number: if negative { -number } else { number }, how })
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
    use super::*;

    fn read(text: &str) -> Option<f64> {
        parse(&bare(text, Some("persone")).0).map(|numeral| numeral.number)
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
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
