// SPDX-License-Identifier: EUPL-1.2
//! How a question presents itself at its cell: format, list or limits, prompt, and when it is asked.

use super::{Form, lists};
use crate::datum::Decimal;
use crate::diag::{CellRef, say, say_with};
use crate::form::answer_name;
use crate::questionnaire::{Condition, Question, Type};
use crate::workbook::{Accepts, Look, Number, Rule, Style, text_literal};

/// The style of a single cell that takes the answer.
pub(super) fn style(question: &Question) -> Style {
    let look = if question.kind == Type::LongText { Look::LongAnswer } else { Look::Answer };
    look.with(number(question))
}

/// The style of a cell in a table: all of a row begin at the same height.
pub(super) fn table_style(question: &Question) -> Style {
    Look::LongAnswer.with(number(question))
}

/// The example without the sign that the unit already says.
pub(super) fn example(question: &Question) -> Option<&str> {
    let example = question.example.as_deref()?;
    Some(match question.kind {
        Type::Percent => example.trim_end_matches('%').trim_end(),
        _ => example,
    })
}

fn number(question: &Question) -> Number {
    match question.kind {
        Type::Integer => Number::Integer,
        Type::Decimal => Number::Decimal,
        Type::Percent => Number::Percent,
        Type::Money => Number::Money,
        Type::Year => Number::Year,
        Type::Date => Number::Date,
        Type::Text
        | Type::LongText
        | Type::YesNo
        | Type::Choice
        | Type::Choices
        | Type::Link
        | Type::Contact
        | Type::Participant => Number::Text,
    }
}

/// What the cell at `at` accepts and says; `first` is what the prompt begins with.
pub(super) fn rule(form: &Form<'_>, question: &Question, at: CellRef, first: &[&str]) -> Rule {
    let title = format!("{} {}", question.code, question.label);
    let way = way(form, question);
    let example = example(question).map(|text| say_with("form-example", &[("text", text)]));
    let mut parts: Vec<&str> = first.to_vec();
    parts.push(&way);
    parts.extend(example.as_deref());
    parts.retain(|part| !part.is_empty());
    Rule {
        accepts: accepts(form, question, at),
        prompt: (title, parts.join("\n")),
        doubt: (say("form-doubt-title"), doubt(question)),
    }
}

/// How an answer of this kind is written, in a few words.
pub(super) fn way(form: &Form<'_>, question: &Question) -> String {
    let words = || form_words(form, question).join("; ");
    match question.kind {
        Type::Text | Type::LongText | Type::Participant => String::new(),
        Type::Integer => say("form-way-integer"),
        Type::Decimal => say("form-way-decimal"),
        Type::Money => say("form-way-money"),
        Type::Percent => say("form-way-percent"),
        Type::Date => say("form-way-date"),
        Type::Year => say("form-way-year"),
        Type::YesNo | Type::Choice => say("form-way-choice"),
        Type::Choices => say_with("form-way-choices", &[("words", &words())]),
        Type::Link => say("form-way-link"),
        Type::Contact => say("form-way-contact"),
    }
}

fn form_words<'a>(form: &'a Form<'_>, question: &Question) -> Vec<&'a str> {
    let list = question.choices.as_ref().and_then(|id| form.questionnaire.choices.get(id));
    list.map(|list| list.choices.iter().map(|c| c.label.as_str()).collect()).unwrap_or_default()
}

fn doubt(question: &Question) -> String {
    match question.kind {
        Type::YesNo | Type::Choice => say("form-doubt-choice"),
        Type::Percent => say("form-doubt-percent"),
        Type::Date => say("form-doubt-date"),
        _ => match limits(question) {
            (Some(min), Some(max)) => {
                say_with("form-doubt-between", &[("min", &min), ("max", &max)])
            }
            (Some(min), None) => say_with("form-doubt-min", &[("min", &min)]),
            (None, Some(max)) => say_with("form-doubt-max", &[("max", &max)]),
            (None, None) => say("form-doubt-number"),
        },
    }
}

fn limits(question: &Question) -> (Option<String>, Option<String>) {
    let shown = |limit: Option<Decimal>| limit.map(|limit| limit.to_string().replace('.', ","));
    (shown(question.limits.0), shown(question.limits.1))
}

/// Numbers and dates are checked by a formula, because a list of kinds («whole», «date») would
/// also ask back at «n.d.» and «nessuno», which are good answers.
fn accepts(form: &Form<'_>, question: &Question, at: CellRef) -> Accepts {
    let mut tests = Vec::new();
    match question.kind {
        Type::YesNo => return Accepts::List(lists::YES_NO.to_owned()),
        Type::Choice => {
            let known =
                question.choices.as_ref().filter(|id| form.questionnaire.choices.contains_key(*id));
            return known.map_or(Accepts::Anything, |id| Accepts::List(lists::name(id)));
        }
        Type::Integer | Type::Year => tests.push(format!("INT({at})={at}")),
        // 0,35 for 35 % is the usual slip.
        Type::Percent => tests.push(format!("OR({at}<=0,{at}>=1)")),
        Type::Date => tests.push(format!("{at}>=1")),
        Type::Decimal | Type::Money => {}
        _ => return Accepts::Anything,
    }
    tests.extend(question.limits.0.map(|min| format!("{at}>={min}")));
    tests.extend(question.limits.1.map(|max| format!("{at}<={max}")));
    let number = match tests.as_slice() {
        [] => "TRUE".to_owned(),
        [test] => test.clone(),
        _ => format!("AND({})", tests.join(",")),
    };
    let empties: Vec<String> =
        lists::empties().iter().map(|word| format!("{at}={}", text_literal(word))).collect();
    Accepts::Formula(format!("IF(ISNUMBER({at}),{number},OR({}))", empties.join(",")))
}

/// The condition under which a question is not asked, as a formula: the other question has an
/// answer, and it is none of those that make this one relevant; or it has none and is not asked
/// itself. «n.d.», and words that are not in the list, leave open what the answer is, and the question
/// is asked, as whoever reads the form sees it.
pub(super) fn not_asked(form: &Form<'_>, condition: &Condition) -> String {
    not_asked_in(form, condition, 0)
}

fn not_asked_in(form: &Form<'_>, condition: &Condition, depth: usize) -> String {
    let name = answer_name(&condition.question);
    let other = form.questionnaire.question(&condition.question);
    let several = other.is_some_and(|question| question.kind == Type::Choices);
    let [none, not_available] = lists::empties();
    let mut tests = vec![format!("TRIM({name})<>{}", text_literal(&not_available))];
    tests.push(match other.and_then(known_words) {
        Some(list) => format!(
            "OR(TRIM({name})={},ISNUMBER(MATCH(TRIM({name}),{list},0)))",
            text_literal(&none)
        ),
        None => format!("TRIM({name})<>\"\""),
    });
    let words = condition_words(form, condition);
    tests.extend(words.iter().map(|word| match several {
        // One of several stands between semicolons.
        true => {
            let all = format!(
                "\";\"&SUBSTITUTE(SUBSTITUTE(TRIM({name}),\"; \",\";\"),\" ;\",\";\")&\";\""
            );
            format!("ISERROR(SEARCH({},{all}))", text_literal(&format!(";{};", searched(word))))
        }
        false => format!("TRIM({name})<>{}", text_literal(word)),
    }));
    let none = format!("AND({})", tests.join(","));
    let above = other.and_then(|question| question.relevant.as_ref());
    match above.filter(|_| depth < Condition::DEEPEST) {
        Some(above) => {
            let above = not_asked_in(form, above, depth + 1);
            format!("OR(AND(TRIM({name})=\"\",{above}),{none})")
        }
        None => none,
    }
}

/// The list of the words that are an answer to a question; none where several can stand in a cell.
fn known_words(question: &Question) -> Option<String> {
    match question.kind {
        Type::YesNo => Some(lists::YES_NO.to_owned()),
        Type::Choice => question.choices.as_deref().map(lists::name),
        _ => None,
    }
}

/// A word as the function SEARCH takes it: its signs for any letters are letters.
fn searched(word: &str) -> String {
    word.replace('~', "~~").replace('*', "~*").replace('?', "~?")
}

/// «Solo se …», in words.
pub(super) fn only_if(form: &Form<'_>, condition: &Condition) -> String {
    let question = form.questionnaire.question(&condition.question);
    let label = question.map_or(condition.question.as_str(), |q| q.label.as_str());
    let words: Vec<String> =
        condition_words(form, condition).iter().map(|word| format!("«{word}»")).collect();
    let words = words.join(&say("form-or"));
    say_with("form-only-if", &[("question", label), ("words", &words)])
}

pub(super) fn condition_words(form: &Form<'_>, condition: &Condition) -> Vec<String> {
    let question = form.questionnaire.question(&condition.question);
    let list = question
        .and_then(|question| question.choices.as_ref())
        .and_then(|id| form.questionnaire.choices.get(id));
    let word = |id: &String| match (list, id.as_str()) {
        (Some(list), id) => list.label(id).to_owned(),
        (None, "yes") => say("form-word-yes"),
        (None, "no") => say("form-word-no"),
        (None, id) => id.to_owned(),
    };
    condition.is.iter().map(word).collect()
}
