// SPDX-License-Identifier: EUPL-1.2
//! Numbers as people type them: `1.234,50`, `€ 1.500`, `1500 euro`, `35%`.
//!
//! A single dot before three digits parts thousands here, as Italians write it; since programs in
//! English write decimals so, it is noted. Words such as «circa» are never dropped: how sure the
//! number is, is for the respondent to say.

use super::figure::{How, is_other_currency, parse, read, rounded, shown};
use super::setting::Setting;
use super::unplaced::{Meaning, Unplaced};
use crate::datum::{Decimal, State, Value};
use crate::diag::Code;
use crate::locale::fold;
use crate::questionnaire::{Question, Type};
use crate::workbook::{Cell, Raw, plain};

/// Reads a cell as a number.
pub(super) fn number(
    question: &Question,
    cell: &Cell,
    written: &str,
    setting: &Setting,
) -> Meaning {
    if setting.unit.foreign().is_some() {
        return Meaning::unreadable(Unplaced::new(Code::NumberCurrency));
    }
    let seen = cell.sight.as_ref().is_some_and(|sight| sight.shown.is_some());
    match &cell.raw {
        Raw::Number(number) if !number.is_finite() => {
            Meaning::unreadable(Unplaced::new(Code::NumberUnreadable))
        }
        Raw::Number(number) if seen => from_shown(question, *number, written, setting),
        Raw::Number(number) => from_number(question, cell, *number, setting),
        Raw::Text(_) => from_text(question, written, setting),
        Raw::Date { .. } => Meaning::unreadable(Unplaced::new(Code::NumberIsDate)),
        Raw::Time(days) => from_time(question, *days, written),
        _ => Meaning::unreadable(Unplaced::new(Code::NumberUnreadable)),
    }
}

fn from_number(question: &Question, cell: &Cell, number: f64, setting: &Setting) -> Meaning {
    let in_unit = rounded(number * setting.unit.times());
    match (question.kind, cell.percent) {
        (Type::Percent, true) => value(rounded(number * 100.0)),
        (Type::Percent, false) => value(rounded(number)).noting(fraction(number)),
        (_, true) => Meaning::unreadable(Unplaced::new(Code::NumberIsPercent)),
        _ if cell.formula => value(in_unit).noting(not_whole(question, in_unit)),
        _ => value(in_unit)
            .noting(not_whole(question, in_unit))
            .noting(long(number))
            .noting(maybe_day(question, number, setting)),
    }
}

/// A number that is the day on which the file was filled in, or one of the year before: what a
/// program makes of `3/4`.
fn maybe_day(question: &Question, number: f64, setting: &Setting) -> Option<Unplaced> {
    let saved = setting.saved?;
    let range = 36_526.0..80_000.0;
    // Amounts are often round; the numbers of days seldom are.
    let round = question.kind != Type::Integer && number % 100.0 == 0.0;
    if number.fract() != 0.0 || round || !range.contains(&number) {
        return None;
    }
    #[expect(clippy::cast_possible_truncation, reason = "checked")]
    let day = setting.day(number as i64)?;
    let near = day.year() == saved.year() || day.year() + 1 == saved.year();
    let short = format!("{}/{}", day.day(), day.month());
    near.then(|| Unplaced::new(Code::NumberMaybeDate).with("day", day.short()).with("short", short))
}

/// A number of which a person sees something else: `383 mila`, `$30.000`.
fn from_shown(question: &Question, held: f64, written: &str, setting: &Setting) -> Meaning {
    let remark = || Unplaced::new(Code::NumberShown).with("held", plain(held));
    if is_other_currency(written) {
        return Meaning::unreadable(Unplaced::new(Code::NumberCurrency));
    }
    let in_unit = rounded(held * setting.unit.times());
    let held_value = || value(in_unit).noting(not_whole(question, in_unit));
    let Some(read) = read(written, question.unit.as_deref()) else {
        return held_value().noting(Some(remark()));
    };
    // What is shown is rounded to as many digits as the format has.
    let step = read.times * 10f64.powi(-read.decimals);
    if (read.number - held).abs() <= step * 0.5 + 1e-6 * held.abs() {
        return held_value();
    }
    if read.times > 1.0 {
        let found = rounded(read.number);
        let remark = remark().with("number", shown(found)).worded("times");
        return value(found).noting(not_whole(question, found)).noting(Some(remark));
    }
    held_value().noting(Some(remark()))
}

/// Hours and minutes, where the question asks for hours or for minutes.
fn from_time(question: &Question, days: f64, written: &str) -> Meaning {
    let unit = question.unit.as_deref().map(fold).unwrap_or_default();
    let first = unit.split([' ', '/']).next().unwrap_or_default();
    let of_day = match first {
        "ore" | "ora" | "h" => 24.0,
        "minuti" | "minuto" | "min" => 1_440.0,
        "giorni" | "giorno" | "gg" => 1.0,
        _ => return Meaning::unreadable(Unplaced::new(Code::NumberIsTime)),
    };
    let found = rounded(days * of_day);
    // What a clock shows of a length beyond a day is not all of it.
    if hours_of(written).is_some_and(|seen| (seen - days * 24.0).abs() > 0.02) {
        return Meaning::unreadable(Unplaced::new(Code::NumberIsTime));
    }
    value(found).noting(not_whole(question, found))
}

/// The hours of `36:30`.
fn hours_of(text: &str) -> Option<f64> {
    let mut parts = text.trim_start_matches('-').split(':').map(|part| part.parse::<f64>().ok());
    let (hours, minutes) = (parts.next()??, parts.next()??);
    let hours = hours + minutes / 60.0;
    Some(if text.starts_with('-') { -hours } else { hours })
}

fn from_text(question: &Question, written: &str, setting: &Setting) -> Meaning {
    let percent = question.kind == Type::Percent;
    if is_other_currency(written) && !percent {
        return Meaning::unreadable(Unplaced::new(Code::NumberCurrency));
    }
    let Some(read) = read(written, question.unit.as_deref()) else {
        return Meaning::unreadable(proposal(question, written));
    };
    if read.percent && !percent {
        return Meaning::unreadable(Unplaced::new(Code::NumberIsPercent));
    }
    let amount = matches!(question.kind, Type::Integer | Type::Money);
    if read.how == How::CommaThousands && amount {
        return Meaning::unreadable(
            Unplaced::new(Code::NumberComma)
                .with("number", shown(read.number))
                .with("thousands", shown(rounded(read.number * 1000.0))),
        );
    }
    let found = match read.how {
        // No share has thousands: here the dot is a decimal one.
        How::DotThousands if percent => read.number / 1000.0,
        _ if read.times > 1.0 => read.number,
        _ => rounded(read.number * setting.unit.times()),
    };
    // All digits that were typed, where nothing is reckoned from them.
    let exact = match read.exact.filter(|exact| exact.to_f64() == found) {
        Some(exact) => exact_value(exact),
        None => value(found),
    };
    let meaning = exact.noting(not_whole(question, found)).noting(read.raised(found));
    if percent {
        return meaning.noting((!read.percent).then(|| fraction(found)).flatten());
    }
    meaning.noting(read.noted(found))
}

/// A number as a cell holds it; one too great to be counted with is none.
fn value(number: f64) -> Meaning {
    let unreadable = || Meaning::unreadable(Unplaced::new(Code::NumberUnreadable).worded("great"));
    Decimal::from_f64(number).map_or_else(unreadable, exact_value)
}

fn exact_value(number: Decimal) -> Meaning {
    Meaning::plain(State::Value(Value::Number(number)))
}

/// A number of more digits than a spreadsheet keeps: it shows the first fifteen, and so it is read.
fn long(number: f64) -> Option<Unplaced> {
    let remark = || Unplaced::new(Code::NumberLong).with("number", shown(number));
    (number.abs() >= 1e15).then(remark)
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

/// What a text that is no number may have meant. A number is proposed only where the words around
/// it leave it as it is: «circa 200», but neither «oltre 200» nor «200 l'anno».
fn proposal(question: &Question, written: &str) -> Unplaced {
    let remark = Unplaced::new(Code::NumberUnreadable);
    let is_figure = |c: char| c.is_ascii_digit() || matches!(c, '.' | ',' | '\'');
    let figures: Vec<&str> = written
        .split(|c: char| !is_figure(c))
        .map(|word| word.trim_matches(['.', ',', '\'']))
        .filter(|word| parse(word).is_some())
        .collect();
    let [figure] = figures[..] else {
        return remark.worded(if figures.is_empty() { "words" } else { "several" });
    };
    let around = fold(&written.replacen(figure, " ", 1));
    let words = around.split(|c: char| c.is_whitespace() || "().,;:~".contains(c));
    let unit = question.unit.as_deref().map(fold).unwrap_or_default();
    let unit: Vec<&str> = unit.split_whitespace().collect();
    let harmless = |word: &str| word.is_empty() || AROUND.contains(&word) || unit.contains(&word);
    let numeral = parse(figure).filter(|numeral| numeral.how != How::CommaThousands);
    match numeral {
        Some(numeral) if words.into_iter().all(harmless) => {
            remark.with("number", shown(numeral.number)).worded("near")
        }
        _ => remark,
    }
}

/// Words around a number that leave it as it is.
const AROUND: [&str; 16] = [
    "circa",
    "ca",
    "c",
    "a",
    "approssimativamente",
    "indicativamente",
    "all'incirca",
    "stima",
    "stimato",
    "stimata",
    "stimati",
    "stimate",
    "euro",
    "€",
    "persone",
    "unita",
];
