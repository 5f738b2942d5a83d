// SPDX-License-Identifier: EUPL-1.2
//! A value in its cell: a number as a number, a day as a day, everything else as text.

use super::text;
use crate::datum::{Day, Decimal};
use crate::diag::{CellRef, Error};
use crate::edition::{Align, Content, Value, Words};
use crate::locale;
use crate::workbook::{Face, Look, Number, Sheet, Side};

/// Most decimals that a format shows.
const DECIMALS: usize = 15;
/// Digits that a spreadsheet keeps of a number.
const DIGITS: usize = 15;

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
                .map_or(Held::Text(&value.text), |format| Held::Number(number.to_f64(), format))
        }
        Content::Year(year) if locale::year_decimals(*year) > 0 => {
            Held::Number(year.to_f64(), Number::BetweenYears)
        }
        Content::Year(year) => Held::Number(year.to_f64(), Number::Year),
        // Before March 1900 programs do not agree on which day a number is.
        Content::Day(day) if day.year() > 1900 => Held::Day(*day),
        _ => Held::Text(&value.text),
    }
}

/// The format that shows a number as the document prints it; none when there is no such format, or
/// when a spreadsheet would not keep all its digits: then the text stands, for it is what was
/// published.
fn number_like(text: &str, number: Decimal, decimals: usize, unit: Option<&str>) -> Option<Number> {
    let kept = number.round(decimals).digits() <= DIGITS;
    if !kept || decimals > DECIMALS {
        return None;
    }
    let places = u8::try_from(decimals).ok()?;
    let same = |unit: Option<&str>| locale::with_unit(number, decimals, unit) == plain(text);
    match unit {
        Some("%") if same(unit) => Some(Number::WithPercent(places)),
        Some("€") if same(unit) => Some(Number::WithEuro(places)),
        _ if same(None) => Some(Number::Fixed(places)),
        _ => None,
    }
}

/// The text with the space that stands between a number and its unit.
fn plain(text: &str) -> String {
    text.replace(' ', "\u{a0}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn value(text: &str, content: Content) -> Value {
        Value { text: text.to_owned(), content, source: None }
    }

    fn number(text: &str, number: &str, decimals: usize, unit: Option<&str>) -> Value {
        let number = number.parse().unwrap();
        value(text, Content::Number { number, decimals, unit: unit.map(str::to_owned) })
    }

    #[test]
    fn numbers_get_the_format_that_prints_them() {
        let held = |value: &Value| match held(value) {
            Held::Number(number, format) => Some((number, format)),
            _ => None,
        };
        let decimals = number("1.234,50", "1234.5", 2, None);
        assert_eq!(held(&decimals), Some((1234.5, Number::Fixed(2))));
        let percent = number("35\u{a0}%", "35", 0, Some("%"));
        assert_eq!(held(&percent), Some((35.0, Number::WithPercent(0))));
        let euro = number("960,00\u{a0}€", "960", 2, Some("€"));
        assert_eq!(held(&euro), Some((960.0, Number::WithEuro(2))));
        assert_eq!(held(&number("circa 40", "40", 0, None)), None);
        // a spreadsheet would make ...990 of it
        let long = number("9.007.199.254.740.993", "9007199254740993", 0, None);
        assert_eq!(held(&long), None);
    }

    // Free words that look like a year or a day became one.
    #[test]
    fn days_and_years_are_known_by_what_they_are_and_not_by_their_shape() {
        let held = |text: &str, content| format!("{:?}", held(&value(text, content)));
        let day = |year| Content::Day(Day::new(year, 12, 31).unwrap());
        assert_eq!(held("31/12/2022", day(2022)), "Day(Day(2022-12-31))");
        assert_eq!(held("2007", Content::Year(2007.into())), "Number(2007.0, Year)");
        let between = Content::Year("2007.5".parse().unwrap());
        assert_eq!(held("2007,5", between), "Number(2007.5, BetweenYears)");
        for text in ["31/12/2022", "2007", "041", "=1+1"] {
            assert!(held(text, Content::Text).starts_with("Text"), "{text}");
        }
        assert!(held("31/12/1850", day(1850)).starts_with("Text"));
    }
}
