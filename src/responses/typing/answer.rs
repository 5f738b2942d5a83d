// SPDX-License-Identifier: EUPL-1.2
//! Types one cell by its question.
//!
//! 1. Blank, «nessuno» and «n.d.» are told apart; a dash may mean any of them and is asked about.
//! 2. What is left is read as the question wants it: number, day, year, yes or no, choice, text.
//! 3. A value beyond the question's limits is kept, with a finding.

use super::unplaced::{Meaning, Unplaced};
use super::{choose, day, numeral};
use crate::datum::{Datum, Empty, State, Trace, Value};
use crate::diag::{CellAt, Code, Finding, Noted, Place};
use crate::locale::{self, fold};
use crate::questionnaire::{ChoiceList, Question, Type};
use crate::workbook::{Cell, Raw};
use std::sync::Arc;

/// The answer that a cell gives to a question.
pub(in crate::responses) fn answer(
    question: &Question,
    list: Option<&ChoiceList>,
    cell: Option<&Cell>,
    at: &CellAt,
) -> Noted<Datum> {
    let written = cell.map(Cell::written_shared).unwrap_or_default();
    let meaning = match cell {
        Some(cell) if !written.is_empty() => understand(question, list, cell, &written),
        _ => Meaning::plain(State::Empty(Empty::Blank)),
    };
    let beyond = beyond_limits(question, &meaning.state);
    let findings: Vec<Finding> = meaning
        .noticed
        .iter()
        .chain(&beyond)
        .map(|noticed| noticed.at(Place::Cell(at.clone()), &written).question(&question.id))
        .collect();
    let trace = Trace::of(at.clone());
    Noted { value: Datum { state: meaning.state, written, trace }, findings }
}

fn understand(
    question: &Question,
    list: Option<&ChoiceList>,
    cell: &Cell,
    written: &Arc<str>,
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
            let several = question.kind == Type::Choices;
            choose::choices(written, list, several)
                .or_else(empty)
                .unwrap_or_else(|| choose::unreadable(written, list, several))
        }
        Type::YesNo => choose::yes_no(cell, written)
            .or_else(empty)
            .unwrap_or_else(|| Meaning::unreadable(Unplaced::new(Code::YesNoUnreadable))),
        Type::Integer | Type::Decimal | Type::Money | Type::Percent => {
            empty().unwrap_or_else(|| numeral::number(question, cell, written))
        }
        Type::Year => empty().unwrap_or_else(|| day::year(cell, written)),
        Type::Date => empty().unwrap_or_else(|| day::date(cell, written)),
        Type::Text | Type::LongText | Type::Link | Type::Contact | Type::Participant => {
            empty().unwrap_or_else(|| free_words(cell, written))
        }
    }
}

/// A text. A number where words were asked for may have lost the zeros before it, or have become
/// a day, when the cell lost its format.
fn free_words(cell: &Cell, written: &Arc<str>) -> Meaning {
    let meaning = Meaning::plain(State::Value(Value::Text(Arc::clone(written))));
    let number = matches!(cell.raw, Raw::Number(_) | Raw::Date { .. }) && !cell.formula;
    meaning.noting(number.then(|| Unplaced::new(Code::TextIsNumber)))
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

/// The words for none and for not available, and the signs that may mean either.
fn known_empty(written: &str) -> Option<Meaning> {
    const NONE: [&str; 4] = ["nessuno", "nessuna", "nulla", "niente"];
    const NOT_AVAILABLE: [&str; 9] = [
        "n.d",
        "nd",
        "n/d",
        "n. d",
        "non disponibile",
        "non disponibili",
        "dato non disponibile",
        "dati non disponibili",
        "non noto",
    ];
    const UNCLEAR: [&str; 6] = ["n.a", "na", "n/a", "n.p", "boh", "xxx"];
    let word = fold(written);
    let word = word.trim_matches(|c: char| "«»\"'()".contains(c)).trim_end_matches('.').trim();
    let empty = |empty| Some(Meaning::plain(State::Empty(empty)));
    if NONE.contains(&word) {
        empty(Empty::None)
    } else if NOT_AVAILABLE.contains(&word) {
        empty(Empty::NotAvailable)
    } else if UNCLEAR.contains(&word) || !written.chars().any(char::is_alphanumeric) {
        // A tick is no word either, but it says yes.
        (!choose::is_tick(written)).then(|| Meaning::unreadable(Unplaced::new(Code::EmptyUnclear)))
    } else {
        None
    }
}

fn beyond_limits(question: &Question, state: &State) -> Option<Unplaced> {
    let State::Value(Value::Number(number)) = state else { return None };
    let (least, greatest) = question.limits;
    let below = least.is_some_and(|least| *number < least);
    let above = greatest.is_some_and(|greatest| *number > greatest);
    if !below && !above {
        return None;
    }
    let shown = |limit: f64| match question.kind {
        Type::Year => format!("{limit}"),
        _ => locale::number(limit, if limit.fract() == 0.0 { 0 } else { 2 }),
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
