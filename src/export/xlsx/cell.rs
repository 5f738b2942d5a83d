// SPDX-License-Identifier: EUPL-1.2
//! A value in its cell: a number as a number, a day as a day, everything else as text.

use super::text;
use crate::datum::Day;
use crate::diag::{CellRef, Error};
use crate::edition::{Align, Content, Value, Words};
use crate::locale;
use crate::workbook::{Face, Look, Number, Sheet, Side};

/// Most decimals that a format shows.
const DECIMALS: usize = 15;

/// What a cell holds.
#[derive(Debug, PartialEq)]
enum Held<'a> {
    Number(f64, Number),
    Day(Day),
    Text(&'a str),
}

/// Writes the values of a cell; several stand on lines of their own.
pub(super) fn write(
    sheet: &mut Sheet,
    at: CellRef,
    values: &[&Value],
    face: Face,
    frame: &Words,
) -> Result<(), Error> {
    let aside = !values.is_empty()
        && values.iter().all(|v| matches!(v.content, Content::Empty | Content::Unreadable));
    let face = Face { aside, ..face };
    match values {
        [value] => match held(value) {
            Held::Number(number, format) => {
                // The side is the reader's: a column of words with a number in it stays on the left.
                sheet.number(at, number, Look::Published(face).with(format))?;
            }
            Held::Day(day) => sheet.date(at, day, Look::Published(face).with(Number::Date))?,
            Held::Text(_) => sheet.text(at, &words(value, frame), Look::Published(face))?,
        },
        values => {
            let lines: Vec<String> = values.iter().map(|value| words(value, frame)).collect();
            sheet.text(at, &text::cell(&lines.join("\n")), Look::Published(face))?;
        }
    }
    let bounds: Vec<String> =
        values.iter().filter_map(|value| frame.workbook.bounds(&value.content)).collect();
    if bounds.is_empty() { Ok(()) } else { sheet.note(at, &bounds.join("\n")) }
}

/// The side of a column's cells.
pub(super) fn side(align: Align) -> Side {
    match align {
        Align::Left => Side::Left,
        Align::Right => Side::Right,
        Align::Centre => Side::Centre,
    }
}

/// The words of a value; what was not understood says so.
pub(super) fn words(value: &Value, frame: &Words) -> String {
    let words = text::cell(&value.text);
    match value.content {
        Content::Unreadable => format!("{words} {}", frame.unreadable),
        _ => words,
    }
}

fn held(value: &Value) -> Held<'_> {
    match &value.content {
        Content::Number { number, decimals, unit } => {
            number_like(&value.text, *number, *decimals, unit.as_deref())
                .map_or(Held::Text(&value.text), |format| Held::Number(tidy(*number), format))
        }
        Content::Text => match (year(&value.text), day(&value.text)) {
            (Some(year), _) => Held::Number(year, Number::Year),
            (_, Some(day)) => Held::Day(day),
            _ => Held::Text(&value.text),
        },
        Content::Range { .. } | Content::Empty | Content::Unreadable => Held::Text(&value.text),
    }
}

/// A number as spreadsheets keep it, with fifteen digits: without what sums of binary fractions
/// leave behind (6.3, not 6.300000000000001).
fn tidy(number: f64) -> f64 {
    format!("{number:.14e}").parse().unwrap_or(number)
}

/// The format that shows a number as the document prints it; none when there is no such format:
/// then the text stands, for it is what was published.
fn number_like(text: &str, number: f64, decimals: usize, unit: Option<&str>) -> Option<Number> {
    if !number.is_finite() || decimals > DECIMALS {
        return None;
    }
    let places = u8::try_from(decimals).ok()?;
    let same = |unit: Option<&str>| locale::with_unit(number, decimals, unit) == plain(text);
    match unit {
        Some("%") if same(unit) => Some(Number::WithPercent(places)),
        Some("€") if same(unit) => Some(Number::WithEuro(places)),
        _ if same(None) => Some(Number::Fixed(places)),
        _ if decimals == 0 && text == format!("{number}") => Some(Number::Year),
        _ => None,
    }
}

/// The text with the space that stands between a number and its unit.
fn plain(text: &str) -> String {
    text.replace(' ', "\u{a0}")
}

/// A year: four digits and nothing else. Any other digits may be a code.
fn year(text: &str) -> Option<f64> {
    let digits = text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit());
    text.parse().ok().filter(|year| digits && (1000.0..3000.0).contains(year))
}

/// A day as the document prints it, `31/12/2022`.
fn day(text: &str) -> Option<Day> {
    let shape = text.len() == 10
        && text.bytes().enumerate().all(|(at, byte)| match at {
            2 | 5 => byte == b'/',
            _ => byte.is_ascii_digit(),
        });
    let mut parts = text.split('/').map(|part| part.parse().unwrap_or(0));
    let (day, month, year) = (parts.next()?, parts.next()?, parts.next()?);
    // Before March 1900 programs do not agree on which day a number is.
    Day::new(year, month, day).filter(|_| shape && year >= 1901)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn value(text: &str, content: Content) -> Value {
        Value { text: text.to_owned(), content, source: None }
    }

    fn number(text: &str, number: f64, decimals: usize, unit: Option<&str>) -> Value {
        value(text, Content::Number { number, decimals, unit: unit.map(str::to_owned) })
    }

    #[test]
    fn numbers_get_the_format_that_prints_them() {
        let held = |value: &Value| match held(value) {
            Held::Number(number, format) => Some((number, format)),
            _ => None,
        };
        let decimals = number("1.234,50", 1234.5, 2, None);
        assert_eq!(held(&decimals), Some((1234.5, Number::Fixed(2))));
        let percent = number("35\u{a0}%", 35.0, 0, Some("%"));
        assert_eq!(held(&percent), Some((35.0, Number::WithPercent(0))));
        let euro = number("960,00\u{a0}€", 960.0, 2, Some("€"));
        assert_eq!(held(&euro), Some((960.0, Number::WithEuro(2))));
        assert_eq!(held(&number("2007", 2007.0, 0, None)), Some((2007.0, Number::Year)));
        assert_eq!(held(&number("circa 40", 40.0, 0, None)), None);
        assert_eq!(held(&number("∞", f64::INFINITY, 0, None)), None);
    }

    #[test]
    fn days_and_years_are_known_by_their_shape_only() {
        let held = |text: &str| format!("{:?}", held(&value(text, Content::Text)));
        assert_eq!(held("31/12/2022"), "Day(Day(2022-12-31))");
        assert_eq!(held("2007"), "Number(2007.0, Year)");
        for text in ["29/02/2023", "31/12/1850", "041", "12345", "=1+1", "è/1/2022", "1/2/2022"] {
            assert!(held(text).starts_with("Text"), "{text}");
        }
    }
}
