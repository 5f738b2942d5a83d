// SPDX-License-Identifier: EUPL-1.2
//! Types one cell by its question.
//!
//! 1. Blank, «nessuno» and «n.d.» are told apart; a dash may mean any of them and is asked about.
//! 2. What is left is read as the question wants it: number, day, year, yes or no, choice, text.
//! 3. A value beyond the question's limits is kept, with a finding.

use super::missing::known_empty;
use super::setting::Setting;
use super::unplaced::{Meaning, Unplaced};
use super::{choose, day, numeral};
use crate::datum::{Datum, Decimal, Empty, State, Trace, Value};
use crate::diag::{CellAt, Code, Finding, Noted, Place};
use crate::locale;
use crate::questionnaire::{ChoiceList, Question, Type};
use crate::workbook::{Cell, Instead, Raw, Sight};
use std::sync::Arc;

/// The answer that a cell gives to a question.
pub(in crate::responses) fn answer(
    question: &Question,
    list: Option<&ChoiceList>,
    cell: Option<&Cell>,
    at: &CellAt,
    setting: &Setting,
) -> Noted<Datum> {
    let written = cell.map(Cell::written_shared).unwrap_or_default();
    let sight = cell.and_then(|cell| cell.sight.as_deref());
    let place = || Place::Cell(at.clone());
    if let Some(instead) = sight.and_then(|sight| sight.instead)
        && !written.is_empty()
    {
        let finding = not_seen(instead).at(place(), &written).question(&question.id);
        let state = State::Empty(Empty::Blank);
        let value = Datum { state, written: Arc::default(), trace: Trace::of(at.clone()) };
        return Noted { value, findings: vec![finding] };
    }
    let meaning = match cell {
        Some(cell) if !written.is_empty() => {
            understand(question, list, cell, &written, setting).noting(crossed(sight))
        }
        _ => Meaning::plain(State::Empty(Empty::Blank)),
    };
    let beyond = beyond_limits(question, &meaning.state);
    let findings: Vec<Finding> = meaning
        .noticed
        .iter()
        .chain(&beyond)
        .map(|noticed| noticed.at(place(), &written).question(&question.id))
        .collect();
    let trace = Trace::of(at.clone());
    // A number in another unit stays with it, so that nobody reads it again without.
    let written = match (&meaning.state, setting.unit.foreign()) {
        (State::Unreadable, Some(unit)) if !written.contains(unit) => {
            format!("{written} {unit}").into()
        }
        _ => written,
    };
    Noted { value: Datum { state: meaning.state, written, trace }, findings }
}

/// What a cell holds but does not show as an answer: nothing was answered there.
fn not_seen(instead: Instead) -> Unplaced {
    match instead {
        Instead::Struck => Unplaced::new(Code::CellStruck),
        Instead::Covered(first) => {
            Unplaced::new(Code::CellCovered).with("first", first.to_string())
        }
        Instead::Blanked => Unplaced::new(Code::CellBlanked),
        Instead::Picture => Unplaced::new(Code::CellPicture),
    }
}

/// Words of the cell that are struck out: they were taken back, and are not read.
fn crossed(sight: Option<&Sight>) -> Option<Unplaced> {
    let all = sight?.crossed.as_deref()?;
    Some(Unplaced::new(Code::CellPartlyStruck).with("all", all.trim()))
}

fn understand(
    question: &Question,
    list: Option<&ChoiceList>,
    cell: &Cell,
    written: &Arc<str>,
    setting: &Setting,
) -> Meaning {
    match &cell.raw {
        Raw::Error(_) => return Meaning::unreadable(Unplaced::new(Code::CellError)),
        Raw::Text(_) if is_error(written) => {
            return Meaning::unreadable(Unplaced::new(Code::CellError));
        }
        Raw::NoResult => return Meaning::unreadable(Unplaced::new(Code::FormulaWithoutResult)),
        _ => {}
    }
    // A list of choices may have a word of its own for none: it comes first.
    let empty = || known_empty(written);
    match question.kind {
        Type::Choice | Type::Choices => {
            let list = list.map(|list| list.choices.as_slice()).unwrap_or_default();
            let known = choose::Known::new(list);
            let several = question.kind == Type::Choices;
            choose::choices(written, &known, several)
                .or_else(empty)
                .unwrap_or_else(|| choose::unreadable(written, &known, several))
        }
        Type::YesNo => choose::yes_no(cell, written)
            .or_else(empty)
            .unwrap_or_else(|| Meaning::unreadable(Unplaced::new(Code::YesNoUnreadable))),
        Type::Integer | Type::Decimal | Type::Money | Type::Percent => {
            empty().unwrap_or_else(|| numeral::number(question, cell, written, setting))
        }
        Type::Year => empty().unwrap_or_else(|| day::year(cell, written)),
        Type::Date => empty().unwrap_or_else(|| day::date(cell, written, setting)),
        Type::Link => empty().unwrap_or_else(|| address(cell, written)),
        Type::Text | Type::LongText | Type::Contact | Type::Participant => {
            empty().unwrap_or_else(|| free_words(cell, written))
        }
    }
}

/// A text. A number where words were asked for may have lost the zeros before it; a day may be what
/// a program made of words such as «3-4».
fn free_words(cell: &Cell, written: &Arc<str>) -> Meaning {
    let meaning = Meaning::plain(State::Value(Value::Text(Arc::clone(written))));
    let code = match cell.raw {
        Raw::Number(_) if !cell.formula => Some(Code::TextIsNumber),
        Raw::Date { .. } if !cell.formula => Some(Code::TextIsDate),
        _ => None,
    };
    let link = cell.sight.as_ref().and_then(|sight| sight.link.as_deref());
    let behind = link.filter(|link| !link.starts_with('#') && !same_address(link, written));
    let behind = behind.map(|link| Unplaced::new(Code::LinkBehind).with("address", link));
    meaning.noting(code.map(Unplaced::new)).noting(behind.map(|noted| noted.worded("left")))
}

/// The address of a page: the one that the words lead to, unless they are one themselves.
fn address(cell: &Cell, written: &Arc<str>) -> Meaning {
    let link = cell.sight.as_ref().and_then(|sight| sight.link.as_ref());
    let Some(link) = link.filter(|link| !same_address(link, written)) else {
        return free_words(cell, written);
    };
    let value = |text: &Arc<str>| Meaning::plain(State::Value(Value::Text(Arc::clone(text))));
    let noticed = Unplaced::new(Code::LinkBehind).with("address", &**link);
    match is_address(written) {
        true => value(written).noting(Some(noticed.worded("other"))),
        false => value(link).noting(Some(noticed)),
    }
}

fn is_address(text: &str) -> bool {
    let bare = !text.contains(char::is_whitespace);
    bare && (text.contains("://") || text.starts_with("www.") || text.contains('@'))
}

/// Whether two addresses lead to the same page, as programs write them.
fn same_address(one: &str, other: &str) -> bool {
    let bare = |text: &str| {
        let text = text.trim().to_lowercase();
        let text = text.split_once("://").map_or(text.as_str(), |(_, rest)| rest).to_owned();
        let text = text.trim_start_matches("mailto:").trim_start_matches("www.").to_owned();
        text.trim_end_matches('/').to_owned()
    };
    bare(one) == bare(other)
}

/// The words of an error, pasted as a text or saved so by a program that knows no errors.
fn is_error(written: &str) -> bool {
    const WORDS: [&str; 17] = [
        "#N/D", "#N/A", "#N.D.", "#VALORE!", "#VALUE!", "#RIF!", "#REF!", "#DIV/0!", "#NOME?",
        "#NAME?", "#NUM!", "#NULLO!", "#NULL!", "#SPILL!", "#CALC!", "#ERROR!", "#ERRORE!",
    ];
    written.starts_with('#') && WORDS.contains(&written.to_uppercase().as_str())
        || written.strip_prefix("Err:").is_some_and(|code| code.parse::<u32>().is_ok())
}

fn beyond_limits(question: &Question, state: &State) -> Option<Unplaced> {
    let State::Value(Value::Number(number)) = state else { return None };
    let (least, greatest) = question.limits;
    if question.allows(*number) {
        return None;
    }
    let shown = |limit: Decimal| match question.kind {
        Type::Year => format!("{limit}"),
        _ => locale::number(limit, if limit.is_whole() { 0 } else { 2 }),
    };
    let remark = match (least, greatest) {
        (Some(least), Some(greatest)) => {
            Unplaced::new(Code::OutOfRange).with("min", shown(least)).with("max", shown(greatest))
        }
        (Some(least), None) => Unplaced::new(Code::BelowRange).with("min", shown(least)),
        (None, Some(greatest)) => Unplaced::new(Code::AboveRange).with("max", shown(greatest)),
        (None, None) => return None,
    };
    Some(remark)
}
