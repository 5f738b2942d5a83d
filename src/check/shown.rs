// SPDX-License-Identifier: EUPL-1.2
//! Values in the words of a finding: as Italians write them, choices by their labels.

use crate::answers::Column;
use crate::datum::{Datum, Value};
use crate::diag::say;
use crate::locale;
use crate::questionnaire::{Questionnaire, Type};

/// An answer as a finding shows it; what is never published stays unsaid.
pub(super) fn answer(questionnaire: &Questionnaire, column: &Column, datum: &Datum) -> String {
    if column.private {
        return say("check-private");
    }
    match datum.value() {
        Some(value) => spelled(questionnaire, column, value),
        None if datum.written.is_empty() => say("check-no-value"),
        None => datum.written.to_string(),
    }
}

/// A value of a column.
pub(super) fn spelled(questionnaire: &Questionnaire, column: &Column, value: &Value) -> String {
    match value {
        Value::Text(text) => text.to_string(),
        Value::Number(number) => number_of(*number, Some(column.kind)),
        Value::Day(day) => day.short(),
        Value::YesNo(true) => say("check-yes"),
        Value::YesNo(false) => say("check-no"),
        Value::Choice(id) => label(questionnaire, column, id),
        Value::Choices(ids) => {
            let labels: Vec<String> =
                ids.iter().map(|id| label(questionnaire, column, id)).collect();
            labels.join(", ")
        }
    }
}

/// The label of a choice of a column's list.
pub(super) fn label(questionnaire: &Questionnaire, column: &Column, id: &str) -> String {
    let list = column.choices.as_ref().and_then(|list| questionnaire.choices.get(list));
    list.map_or(id, |list| list.label(id)).to_owned()
}

/// A number with the decimals that it needs; years without points, cents always two.
pub(super) fn number_of(value: f64, kind: Option<Type>) -> String {
    let decimals = decimals(value);
    match kind {
        Some(Type::Year) => format!("{value:.decimals$}"),
        Some(Type::Money) if decimals > 0 => locale::number(value, 2),
        _ => locale::number(value, decimals),
    }
}

/// A number with the decimals that it needs.
pub(super) fn number(value: f64) -> String {
    number_of(value, None)
}

/// The fewest decimals that lose nothing a person would have written.
fn decimals(value: f64) -> usize {
    const MOST: usize = 4;
    let enough = |decimals: &usize| {
        let shifted = value * 10_f64.powi(i32::try_from(*decimals).unwrap_or(0));
        (shifted - shifted.round()).abs() < 1e-6
    };
    (0..MOST).find(enough).unwrap_or(MOST)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_have_no_needless_decimals() {
        assert_eq!(number(500.0), "500");
        assert_eq!(number(40_001.0), "40.001");
        assert_eq!(number(0.1 + 0.2), "0,3");
        assert_eq!(number(12.345), "12,345");
        assert_eq!(number_of(12.5, Some(Type::Money)), "12,50");
        assert_eq!(number_of(960.0, Some(Type::Money)), "960");
        assert_eq!(number_of(2022.0, Some(Type::Year)), "2022");
    }
}
