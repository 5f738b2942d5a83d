// SPDX-License-Identifier: EUPL-1.2
//! Reads one cell of an .xlsx.

use super::bad::{Bad, damaged};
use super::format::Kind as Shows;
use super::package::attribute;
use super::sight::{Instead, Sight};
use super::xlsx_around::Around;
use super::xlsx_styles::{Face, Styles};
use super::xlsx_text::{all_text, seen, unescaped, words};
use super::{Cell, Raw, cap};
use crate::datum::Day;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use std::sync::Arc;

/// What all sheets of a workbook share.
pub(super) struct Shared {
    pub(super) texts: Vec<SharedText>,
    pub(super) styles: Styles,
    pub(super) from_1904: bool,
}

/// A text that cells share.
#[derive(Debug, Clone)]
pub(super) struct SharedText {
    pub(super) kept: Arc<str>,
    /// With what is struck out, where anything is.
    pub(super) crossed: Option<Arc<str>>,
}

/// What is left of the caps of a whole workbook.
pub(super) struct Left {
    pub(super) met: usize,
    pub(super) cells: usize,
    pub(super) texts: usize,
}

/// What a cell says before its value.
pub(super) struct CellHead {
    pub(super) at: Option<(u32, u32)>,
    style: usize,
    kind: Kind,
    /// It points to data that lie elsewhere: a picture, a place, a share.
    points: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Number,
    Shared,
    Text,
    Truth,
    Error,
    Day,
}

impl CellHead {
    pub(super) fn of(tag: &BytesStart<'_>) -> Result<Self, Bad> {
        let mut head = CellHead { at: None, style: 0, kind: Kind::Number, points: false };
        for found in tag.attributes().with_checks(false) {
            let found = found.map_err(damaged)?;
            let value = found.value.as_ref();
            match found.key.as_ref() {
                "r" => head.at = address(value),
                "s" => head.style = value.parse().unwrap_or(0),
                "vm" => head.points = true,
                "t" => {
                    head.kind = match value {
                        "s" => Kind::Shared,
                        "str" | "inlineStr" => Kind::Text,
                        "b" => Kind::Truth,
                        "e" => Kind::Error,
                        "d" => Kind::Day,
                        _ => Kind::Number,
                    }
                }
                _ => {}
            }
        }
        Ok(head)
    }
}

/// Row and column of `C7`, as far as 32 bits go.
fn address(text: &str) -> Option<(u32, u32)> {
    let split = text.find(|c: char| c.is_ascii_digit())?;
    let (letters, digits) = text.split_at(split);
    let col = letters.bytes().try_fold(0u32, |col, letter| {
        let letter = letter.to_ascii_uppercase();
        letter.is_ascii_uppercase().then_some(())?;
        col.checked_mul(26)?.checked_add(u32::from(letter - b'A') + 1)
    })?;
    Some((digits.parse::<u32>().ok()?.checked_sub(1)?, col.checked_sub(1)?))
}

/// What a cell holds; the reader is left behind its end.
pub(super) fn cell(
    xml: &mut Reader<&[u8]>,
    head: &CellHead,
    at: (u32, u32),
    shared: &Shared,
    around: &mut Around,
    left: &mut Left,
) -> Result<Option<Cell>, Bad> {
    let mut formula = false;
    let mut sight = Sight::default();
    let mut value: Option<String> = None;
    loop {
        match xml.read_event().map_err(damaged)? {
            Event::Start(tag) => match tag.local_name().as_ref() {
                "f" => {
                    formula = true;
                    let shares = shares(&tag)?;
                    let text = all_text(xml, "f")?;
                    around.formula(&text, at, shares, &mut sight);
                }
                "v" => value = Some(all_text(xml, "v")?),
                "is" => {
                    let words = words(xml, "is")?;
                    sight.crossed = words.crossed.map(Arc::from);
                    value = Some(words.kept);
                }
                _ => {}
            },
            Event::Empty(tag) => match tag.local_name().as_ref() {
                "f" => {
                    formula = true;
                    around.formula("", at, shares(&tag)?, &mut sight);
                }
                "v" | "is" => value = Some(String::new()),
                _ => {}
            },
            Event::End(tag) if tag.local_name().as_ref() == "c" => break,
            Event::Eof => return Err(Bad::Damaged("c".to_owned())),
            _ => {}
        }
    }
    if head.points {
        sight.instead = Some(Instead::Picture);
    }
    let face = shared.styles.faces.get(head.style).cloned().unwrap_or_default();
    // A formula may well give an empty text.
    let no_result = formula && (value.is_none() || head.kind != Kind::Text);
    let raw = match value {
        None => None,
        Some(value) => raw(value, head.kind, &face, shared, &mut sight, left)?,
    };
    let raw = raw.or(no_result.then_some(Raw::NoResult));
    let percent = matches!(raw, Some(Raw::Number(n)) if face.format.kind(n) == Shows::Percent);
    Ok(raw.map(|raw| Cell { sight: sight.of(&raw, &face).kept(), raw, formula, percent }))
}

/// The number of the formula that a cell shares with others.
fn shares(tag: &BytesStart<'_>) -> Result<Option<u32>, Bad> {
    let shared = attribute(tag, "t")?.as_deref() == Some("shared");
    Ok(attribute(tag, "si")?.filter(|_| shared).and_then(|si| si.parse().ok()))
}

impl Sight {
    /// Adds what the style of a cell says of what it holds.
    fn of(mut self, raw: &Raw, face: &Face) -> Sight {
        let shown = match raw {
            Raw::Number(number) => face.format.shown(*number, None),
            Raw::Date { day, serial } => face.format.shown(serial.unwrap_or(1.0), Some(*day)),
            Raw::Time(days) => face.format.shown(*days, None),
            Raw::Text(_) => face.format.hides_text().then(String::new),
            _ => None,
        };
        self.pale = face.is_pale;
        let nothing_kept = matches!(raw, Raw::Text(text) if text.trim().is_empty());
        if face.font.struck || self.crossed.is_some() && nothing_kept {
            self.instead = self.instead.or(Some(Instead::Struck));
        }
        match shown {
            Some(text) if text.is_empty() => {
                self.instead = self.instead.or(Some(Instead::Blanked));
            }
            shown => self.shown = shown.map(Arc::from),
        }
        self
    }
}

fn raw(
    value: String,
    kind: Kind,
    face: &Face,
    shared: &Shared,
    sight: &mut Sight,
    left: &mut Left,
) -> Result<Option<Raw>, Bad> {
    Ok(match kind {
        // Programs leave the kind behind when they empty a cell.
        Kind::Shared if value.trim().is_empty() => None,
        Kind::Shared => {
            let text = value.trim().parse().ok().and_then(|at: usize| shared.texts.get(at));
            // It names a text that the file does not have.
            let Some(text) = text else { return Ok(Some(Raw::NoResult)) };
            sight.crossed.clone_from(&text.crossed);
            match &text.kept {
                text if text.len() <= cap::TEXT && face.font.symbols.is_none() => {
                    left.texts = left.texts.checked_sub(text.len()).ok_or(Bad::TooBig)?;
                    (!text.is_empty()).then(|| Raw::Text(Arc::clone(text)))
                }
                text => text_of(&seen(text, &face.font), &mut left.texts)?,
            }
            .or_else(|| crossed_out(sight))
        }
        Kind::Text => {
            let text = seen(&unescaped(value), &face.font);
            text_of(&text, &mut left.texts)?.or_else(|| crossed_out(sight))
        }
        Kind::Truth => Some(Raw::Bool(matches!(value.trim(), "1" | "true"))),
        Kind::Error => Some(Raw::Error(value.into())),
        Kind::Day => iso_day(&value).or(text_of(&value, &mut left.texts)?),
        Kind::Number => match value.trim() {
            "" => None,
            text => match text.parse::<f64>() {
                Ok(number) => Some(number_of(number, face, shared.from_1904)),
                Err(_) => text_of(&value, &mut left.texts)?,
            },
        },
    })
}

/// The words of a cell in which all of them are struck out.
pub(super) fn crossed_out(sight: &mut Sight) -> Option<Raw> {
    let all = sight.crossed.take()?;
    sight.instead = Some(Instead::Struck);
    Some(Raw::Text(all))
}

fn number_of(number: f64, face: &Face, from_1904: bool) -> Raw {
    match face.format.kind(number) {
        Shows::Day => day_of(number, from_1904).unwrap_or(Raw::Number(number)),
        Shows::Time if number.is_finite() => Raw::Time(number),
        _ => Raw::Number(number),
    }
}

/// The day that a number stands for.
fn day_of(number: f64, from_1904: bool) -> Option<Raw> {
    let whole = number.floor();
    if !(1.0..2_958_466.0).contains(&whole) {
        return None;
    }
    #[expect(clippy::cast_possible_truncation, reason = "checked")]
    let serial = whole as i64 + if from_1904 { 1_462 } else { 0 };
    // Excel believes in 29 February 1900: it is no day, and stays as people see it.
    if serial == 60 {
        return Some(Raw::Text(Arc::from("29/02/1900")));
    }
    let day = Day::from_serial(serial + i64::from(serial < 60))?;
    Some(Raw::Date { day, serial: Some(number) })
}

/// A text within the caps; `None` when it is empty.
pub(super) fn text_of(text: &str, left: &mut usize) -> Result<Option<Raw>, Bad> {
    let end = match text.len() {
        bytes if bytes <= cap::TEXT => bytes,
        bytes => text.char_indices().nth(cap::TEXT).map_or(bytes, |(at, _)| at),
    };
    let text = text.get(..end).unwrap_or(text);
    *left = left.checked_sub(text.len()).ok_or(Bad::TooBig)?;
    Ok((!text.is_empty()).then(|| Raw::Text(Arc::from(text))))
}

/// The day of `2022-12-31T23:00:00`, with its hour; none when the calendar has it not.
pub(super) fn iso_day(text: &str) -> Option<Raw> {
    let day = Day::parse(text.get(..10)?)?;
    let part = |from: usize| text.get(from..from + 2).and_then(|digits| digits.parse::<f64>().ok());
    let hours = part(11).unwrap_or(0.0) + part(14).unwrap_or(0.0) / 60.0;
    let serial = Day::from_serial(0).map(|zero| day.days_since(zero));
    #[expect(clippy::cast_precision_loss, reason = "a day")]
    let serial = serial.map(|days| days as f64 + hours / 24.0).filter(|_| hours > 0.0);
    Some(Raw::Date { day, serial })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_days_are_days() {
        for (serial, day) in [
            (1.0, "1900-01-01"),
            (59.0, "1900-02-28"),
            (61.0, "1900-03-01"),
            (36_585.0, "2000-02-29"),
            (44_926.75, "2022-12-31"),
        ] {
            let raw = Raw::Date { day: Day::parse(day).unwrap(), serial: Some(serial) };
            assert_eq!(day_of(serial, false), Some(raw));
        }
        let day = Day::new(2022, 12, 31).unwrap();
        assert_eq!(day_of(43_464.0, true), Some(Raw::Date { day, serial: Some(43_464.0) }));
        assert_eq!(day_of(1e18, false), None);
    }

    #[test]
    fn the_day_that_only_excel_knows_is_no_day() {
        assert_eq!(day_of(60.0, false), Some(Raw::Text("29/02/1900".into())));
        assert_eq!(iso_day("2022-02-31T00:00:00"), None);
    }

    #[test]
    fn addresses_are_read_as_far_as_numbers_go() {
        assert_eq!(address("C7"), Some((6, 2)));
        assert_eq!(address("XFD1048576"), Some((1_048_575, 16_383)));
        for wrong in ["", "A0", "7", "A99999999999", "ZZZZZZZZZ1", "è1"] {
            assert_eq!(address(wrong), None, "{wrong}");
        }
    }
}
