// SPDX-License-Identifier: EUPL-1.2
//! Values in the words of a finding: as Italians write them, choices by their labels.

use crate::datum::{Datum, Decimal, Value};
use crate::diag::say;
use crate::locale;
use crate::questionnaire::{Questionnaire, Type};
use crate::tables::Column;

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
pub(super) fn number_of(value: Decimal, kind: Option<Type>) -> String {
    let decimals = decimals(value);
    match kind {
        Some(Type::Year) => value.fixed(decimals),
        Some(Type::Money) if decimals > 0 => locale::number(value, 2),
        _ => locale::number(value, decimals),
    }
}

/// A number with the decimals that it needs.
pub(super) fn number(value: Decimal) -> String {
    number_of(value, None)
}

/// The fewest decimals that lose nothing a person would have written.
fn decimals(value: Decimal) -> usize {
    const MOST: usize = 4;
    (0..MOST).find(|decimals| value.round(*decimals) == value).unwrap_or(MOST)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_have_no_needless_decimals() {
        let exact = |text: &str| text.parse().unwrap();
        assert_eq!(number(exact("500")), "500");
        assert_eq!(number(exact("40001")), "40.001");
        assert_eq!(number(exact("0.3")), "0,3");
        assert_eq!(number(exact("12.345")), "12,345");
        assert_eq!(number_of(exact("12.5"), Some(Type::Money)), "12,50");
        assert_eq!(number_of(exact("960"), Some(Type::Money)), "960");
        assert_eq!(number_of(exact("2022"), Some(Type::Year)), "2022");
    }
}
