// SPDX-License-Identifier: EUPL-1.2
//! Days and years as people type them: `31/12/2025`, `1/2/21`, `1° gennaio 2021`, `gen-22`.
//!
//! A day is read as day, month, year; where only the month and the year are known there is no
//! day, and none is made up.

use super::setting::Setting;
use super::unplaced::{Meaning, Unplaced};
use crate::datum::{Day, MONTHS, State, Value};
use crate::diag::Code;
use crate::locale::fold;
use crate::workbook::{Cell, Raw, plain};

/// Reads a cell as a day.
pub(super) fn date(cell: &Cell, written: &str, setting: &Setting) -> Meaning {
    match &cell.raw {
        Raw::Date { day, serial } => match serial.and_then(typed_year) {
            Some(year) => Meaning::unreadable(no_day(&year.to_string())),
            // Who typed «mar-22» sees a month: the program made its first day of it.
            None if is_shown_otherwise(cell) && day.day() == 1 => {
                Meaning::unreadable(no_day(written))
            }
            None => {
                let remark = Unplaced::new(Code::DateShown).with("day", day.short());
                value(*day)
                    .noting(serial.and_then(|serial| shifted(*day, serial.fract())))
                    .noting(is_shown_otherwise(cell).then_some(remark))
            }
        },
        Raw::Number(number) => from_number(*number, setting),
        Raw::Text(_) => from_text(written),
        _ => Meaning::unreadable(Unplaced::new(Code::DateUnreadable)),
    }
}

/// Reads a cell as a year.
pub(super) fn year(cell: &Cell, written: &str) -> Meaning {
    let number = |year: i64| {
        let year = i32::try_from(year).unwrap_or_default();
        Meaning::plain(State::Value(Value::Number(year.into())))
    };
    let found = match &cell.raw {
        Raw::Date { day, serial } => {
            let typed = serial.and_then(typed_year);
            let year = typed.unwrap_or_else(|| day.year().into()).to_string();
            let remark = Unplaced::new(Code::YearFromDate).with("year", year.as_str());
            // Whoever typed the year knows no day of it; who sees a whole day may mean another.
            let remark = if typed.is_some() { remark } else { remark.heavy().worded("day") };
            let seen = typed.is_none() && written == year;
            let year = typed.unwrap_or_else(|| day.year().into());
            return number(year).noting((!seen).then_some(remark));
        }
        Raw::Number(_) if cell.percent => None,
        Raw::Number(found) if is_shown_otherwise(cell) => {
            let remark = Unplaced::new(Code::NumberShown).with("held", plain(*found));
            return match whole(*found).filter(|year| is_year(*year)) {
                Some(year) => number(year).noting(Some(remark)),
                None => Meaning::unreadable(Unplaced::new(Code::YearUnreadable)),
            };
        }
        Raw::Number(number) => whole(*number),
        Raw::Text(_) => written.trim_end_matches('.').parse().ok(),
        _ => None,
    };
    match found {
        Some(year) if is_year(year) => number(year),
        _ => {
            let remark = Unplaced::new(Code::YearUnreadable);
            let years: Vec<i64> = numbers(written).filter(|y| (1800..=2200).contains(y)).collect();
            Meaning::unreadable(match years[..] {
                [year] if is_just_a_year(written) => {
                    remark.with("year", year.to_string()).worded("near")
                }
                _ => remark,
            })
        }
    }
}

fn is_year(year: i64) -> bool {
    (1000..=9999).contains(&year)
}

/// Whether a person sees something else than what the cell holds.
fn is_shown_otherwise(cell: &Cell) -> bool {
    cell.sight.as_ref().is_some_and(|sight| sight.shown.is_some())
}

/// Whether the words around a year leave it as it is: «nel 2019», but not «prima del 2019».
fn is_just_a_year(written: &str) -> bool {
    const WORDS: [&str; 12] =
        ["anno", "nel", "nell", "l", "il", "circa", "ca", "dal", "dall", "da", "a", "d"];
    let text = fold(written);
    let mut words = text.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty());
    words.all(|word| WORDS.contains(&word) || month(word).is_some())
}

/// A year typed into a cell formatted as a date is a day of the years from 1904 to 1906.
fn typed_year(serial: f64) -> Option<i64> {
    whole(serial).filter(|year| (1850..=2150).contains(year))
}

#[expect(clippy::cast_possible_truncation, reason = "checked")]
fn whole(number: f64) -> Option<i64> {
    (number.fract() == 0.0 && number.abs() < 1e9).then_some(number as i64)
}

fn value(day: Day) -> Meaning {
    Meaning::plain(State::Value(Value::Day(day)))
}

fn no_day(when: &str) -> Unplaced {
    Unplaced::new(Code::DateWithoutDay).with("when", when)
}

/// A day that a program in another time zone wrote: the last hours before midnight are the midnight
/// of the day after.
fn shifted(day: Day, hours: f64) -> Option<Unplaced> {
    let late = [22.0, 23.0].iter().any(|hour| (hours * 24.0 - hour).abs() < 1e-4);
    let after = day.plus(1).filter(|_| late)?;
    Some(Unplaced::new(Code::DateShifted).with("day", day.short()).with("after", after.short()))
}

/// A number in place of a day: a year, or a day that lost its format on the way.
fn from_number(number: f64, setting: &Setting) -> Meaning {
    let unreadable = || Meaning::unreadable(Unplaced::new(Code::DateUnreadable));
    match whole(number.floor()) {
        Some(year @ 1800..=2199) => Meaning::unreadable(no_day(&year.to_string())),
        // From 1954 to 2119.
        Some(serial @ 20_000..=80_000) => setting.day(serial).map_or_else(unreadable, |day| {
            let remark = Unplaced::new(Code::DateSerial).with("day", day.short());
            value(day).noting(Some(remark))
        }),
        _ => unreadable(),
    }
}

fn from_text(written: &str) -> Meaning {
    let meaning = day_of_text(written);
    let late = written.get(10..).and_then(|rest| rest.strip_prefix('T')).and_then(|rest| {
        let part = |from: usize| rest.get(from..from + 2)?.parse::<f64>().ok();
        Some((part(0)? + part(3).unwrap_or(0.0) / 60.0) / 24.0)
    });
    match (&meaning.state, late) {
        (State::Value(Value::Day(day)), Some(hours)) => {
            let shifted = shifted(*day, hours);
            meaning.noting(shifted)
        }
        _ => meaning,
    }
}

fn day_of_text(written: &str) -> Meaning {
    let unreadable = || Meaning::unreadable(Unplaced::new(Code::DateUnreadable));
    let Some(parts) = parts(written) else { return unreadable() };
    match parts[..] {
        [Part::Number(year, 4), Part::Number(month, _), Part::Number(day, _)] => {
            Day::new(year, month, day).map_or_else(unreadable, value)
        }
        [Part::Number(day, 1..=2), month, Part::Number(year, digits @ (2 | 4))] => {
            let month = month.month();
            // Two digits: a year up to 2049, otherwise of the century before.
            let full = if digits == 4 {
                year
            } else if year < 50 {
                2000 + year
            } else {
                1900 + year
            };
            match Day::new(full, month, day) {
                Some(day) if digits == 4 => value(day),
                Some(day) => {
                    let remark = Unplaced::new(Code::DateCentury).with("day", day.short());
                    value(day).noting(Some(remark))
                }
                None => match Day::new(full, day, month) {
                    Some(swapped) => {
                        let why = Unplaced::new(Code::DateUnreadable).with("day", swapped.short());
                        Meaning::unreadable(why.worded("swapped"))
                    }
                    None => unreadable(),
                },
            }
        }
        [Part::Month(_), Part::Number(..)]
        | [Part::Number(_, 1..=2), Part::Number(_, 4)]
        | [Part::Number(_, 4)] => Meaning::unreadable(no_day(written)),
        _ => unreadable(),
    }
}

#[derive(Debug, Clone, Copy)]
enum Part {
    /// A number and its digits.
    Number(i64, usize),
    /// A month by its name.
    Month(i64),
}

impl Part {
    fn month(self) -> i64 {
        match self {
            Part::Number(number, _) | Part::Month(number) => number,
        }
    }
}

/// Numbers and names of months; `None` when there is anything else.
fn parts(written: &str) -> Option<Vec<Part>> {
    const WEEKDAYS: [&str; 7] =
        ["lunedi", "martedi", "mercoledi", "giovedi", "venerdi", "sabato", "domenica"];
    // The hour after a day says nothing about the day.
    let text = fold(written).replace(['°', 'º'], " ");
    let midnights = [" 00:00:00", " 00:00", " 0:00:00", " 0:00", " 00.00.00", " 0.00.00"];
    let hour = midnights.iter().find_map(|hour| text.strip_suffix(hour)).map(str::to_owned);
    let text = hour.unwrap_or(text);
    let text = match text.get(..11).zip(text.get(10..11)) {
        Some((_, "t")) => text.get(..10).unwrap_or_default().to_owned(),
        _ => text,
    };
    text.split(|c: char| c.is_whitespace() || matches!(c, '/' | '-' | '.' | ','))
        .filter(|word| !word.is_empty() && !WEEKDAYS.contains(word) && *word != "il")
        .map(|word| {
            if word.bytes().all(|byte| byte.is_ascii_digit()) && word.len() <= 4 {
                Some(Part::Number(word.parse().ok()?, word.len()))
            } else {
                month(word).map(Part::Month)
            }
        })
        .collect()
}

fn month(word: &str) -> Option<i64> {
    let short = word.len() >= 3;
    let at = MONTHS.iter().position(|month| short && month.starts_with(word));
    let at = at.or_else(|| (word == "sett").then_some(8));
    at.and_then(|at| i64::try_from(at + 1).ok())
}

fn numbers(text: &str) -> impl Iterator<Item = i64> {
    text.split(|c: char| !c.is_ascii_digit()).filter_map(|word| word.parse().ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<String> {
        match from_text(text).state {
            State::Value(Value::Day(day)) => Some(day.to_string()),
            _ => None,
        }
    }

    #[test]
    fn days_as_italians_type_them() {
        for (text, day) in [
            ("31/12/2025", "2025-12-31"),
            ("1/2/21", "2021-02-01"),
            ("01.02.1998", "1998-02-01"),
            ("1-2-98", "1998-02-01"),
            ("2022-12-31", "2022-12-31"),
            ("2022-12-31T00:00:00", "2022-12-31"),
            ("1° gennaio 2021", "2021-01-01"),
            ("il 31 dic. 2022", "2022-12-31"),
            ("lunedì 3 maggio 2021", "2021-05-03"),
            ("29/2/2020", "2020-02-29"),
        ] {
            assert_eq!(read(text).as_deref(), Some(day), "{text}");
        }
    }

    #[test]
    fn a_day_is_never_made_up() {
        for text in [
            "gen-22",
            "gennaio 2022",
            "2022",
            "12/2022",
            "29/2/2021",
            "12/31/2022",
            "fine 2022",
            "3",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
