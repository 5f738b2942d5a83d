// SPDX-License-Identifier: EUPL-1.2
//! Answers as they were understood, with all that sums use of them.

use crate::comparison::Outcome;
use crate::datum::{Datum, State, Value};
use crate::locale;
use crate::questionnaire::{Question, Questionnaire, Type};
use crate::tables::Column;

/// What was understood of an answer, with all the digits that sums use: 2,5 of a whole number is no 3.
pub(super) fn exact(questionnaire: &Questionnaire, question: &Question, datum: &Datum) -> String {
    let column = Column::of(question);
    match datum.state {
        State::Value(Value::Number(number)) if question.kind != Type::Year => {
            let text = number.to_string();
            let needed = text.split_once('.').map_or(0, |(_, decimals)| decimals.len());
            let whole_share = question.kind == Type::Percent && needed == 0;
            let decimals = if whole_share { 0 } else { needed.max(column.decimals) };
            locale::with_unit(number, decimals, question.unit.as_deref())
        }
        _ => Outcome::datum(questionnaire, &column, datum).text,
    }
}
