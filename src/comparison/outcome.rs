// SPDX-License-Identifier: EUPL-1.2
//! What a comparison gives: a table of outcomes, each with its text, its content and its trace.

use super::doubt::Message;
use crate::datum::{Amount, Datum, Day, Decimal, Empty, State, Trace, Value, keys};
use crate::diag::{say, say_with};
use crate::figures::Chart;
use crate::locale;
use crate::questionnaire::{Questionnaire, Type};
use crate::tables::Column;

/// What a value is, for its look and for formats with typed cells.
#[derive(Debug, Clone, PartialEq)]
pub enum Content {
    /// A number with the decimals printed, and its unit.
    Number {
        /// The number; 35 % is 35.
        number: Decimal,
        /// Decimals printed.
        decimals: usize,
        /// `€`, `%`, `abitanti`; printed in the text where it must be.
        unit: Option<String>,
    },
    /// A number known only between bounds; either may be open.
    Range {
        /// Least value.
        least: Option<Decimal>,
        /// Greatest value.
        greatest: Option<Decimal>,
        /// Decimals printed.
        decimals: usize,
        /// Unit.
        unit: Option<String>,
        /// Both are years.
        years: bool,
    },
    /// A year, or the middle of several.
    Year(Decimal),
    /// A day.
    Day(Day),
    /// Words of a respondent, a choice's label.
    Text,
    /// Empty in a known way, in words.
    Empty,
    /// Written but not understood: shown as written, marked.
    Unreadable,
}

/// A value of a comparison.
#[derive(Debug, Clone, PartialEq)]
pub struct Outcome {
    /// As printed.
    pub text: String,
    /// What it is.
    pub content: Content,
    /// Where it comes from.
    pub trace: Trace,
    /// The number with its bounds, when it is one.
    pub amount: Option<Amount>,
    /// How many participants' rows it rests on.
    pub participants: usize,
}

/// A comparison that was made.
#[derive(Debug, Clone)]
pub struct Comparison {
    /// Id.
    pub id: String,
    /// Caption of its table.
    pub title: String,
    /// The title as declared, without a unit.
    pub bare_title: String,
    /// Whether participants, or groups of them, stand side by side.
    pub side_by_side: bool,
    /// Heads over groups of columns: label and number of columns.
    pub spanners: Vec<(String, usize)>,
    /// Head of the stub.
    pub stub_head: String,
    /// The columns.
    pub columns: Vec<Head>,
    /// The rows.
    pub rows: Vec<ComparedRow>,
    /// What the numbers rest on.
    pub base: Option<String>,
    /// Notes below.
    pub notes: Vec<String>,
    /// What the figure says.
    pub message: Option<Message>,
    /// Caption of the figure.
    pub caption: String,
    /// The drawing.
    pub chart: Option<Chart>,
    /// Why there is no drawing, though one is asked for.
    pub undrawn: Option<String>,
    /// Why it is not shown.
    pub not_comparable: Option<String>,
    /// Why its rows are not printed, though there are some.
    pub not_printed: Option<String>,
}

/// The head of a column.
#[derive(Debug, Clone, PartialEq)]
pub struct Head {
    /// Key, for `value(…)` and `sestante trace`.
    pub key: String,
    /// Label.
    pub label: String,
    /// Whether its cells hold numbers.
    pub numeric: bool,
    /// Index of its colour.
    pub colour: usize,
}

/// A row of a comparison.
#[derive(Debug, Clone)]
pub struct ComparedRow {
    /// Key.
    pub key: String,
    /// Row head.
    pub label: Outcome,
    /// A group of rows begins here.
    pub group: Option<String>,
    /// One cell a column; a cell may hold several values.
    pub cells: Vec<Vec<Outcome>>,
    /// A total.
    pub total: bool,
}

impl Comparison {
    /// The cell at a row's and a column's key. Where nothing goes across, or down, there is but one
    /// column or row: it needs no key, and is the total.
    pub fn cell(&self, row: &str, column: &str) -> Option<&[Outcome]> {
        let only = ["", keys::TOTAL];
        let at = self.columns.iter().position(|head| head.key == column);
        let at = at.or_else(|| {
            let one = matches!(self.columns.as_slice(), [head] if head.key.is_empty());
            (one && only.contains(&column)).then_some(0)
        })?;
        let line = self.rows.iter().find(|line| line.key == row);
        let line = line.or_else(|| match self.rows.as_slice() {
            [line] if line.key == keys::ALL && only.contains(&row) => Some(line),
            _ => None,
        })?;
        line.cells.get(at).map(Vec::as_slice)
    }
}

impl Outcome {
    /// A label of ours: no trace.
    pub fn label(text: impl Into<String>) -> Self {
        Outcome {
            text: text.into(),
            content: Content::Text,
            trace: Trace::default(),
            amount: None,
            participants: 0,
        }
    }

    /// A way of being empty, in words.
    pub fn empty(empty: Empty, trace: Trace) -> Self {
        Outcome { content: Content::Empty, trace, ..Outcome::label(say(word(empty))) }
    }

    /// Nothing stands here though the participant answered the table.
    pub fn dash(trace: Trace) -> Self {
        Outcome { content: Content::Empty, trace, ..Outcome::label("–") }
    }

    /// A datum as it is printed.
    pub fn datum(questionnaire: &Questionnaire, column: &Column, datum: &Datum) -> Self {
        let mut outcome = Outcome {
            text: datum.written.to_string(),
            content: Content::Text,
            trace: datum.trace.clone(),
            amount: None,
            participants: 1,
        };
        match &datum.state {
            State::Beyond(_) => {
                outcome.text = say_with("value-beyond", &[("written", &datum.written)]);
            }
            State::Unreadable => outcome.content = Content::Unreadable,
            State::Empty(empty) => {
                outcome.content = Content::Empty;
                outcome.text = say(word(*empty));
            }
            State::Value(Value::Number(number)) if column.kind == Type::Year => {
                outcome.text = locale::year(*number);
                outcome.content = Content::Year(*number);
                outcome.amount = Some(Amount::exact(*number, 1));
            }
            State::Value(Value::Number(number)) => {
                let decimals = decimals_of(column, *number);
                let unit = column.unit.clone();
                outcome.text = locale::with_unit(*number, decimals, unit.as_deref());
                outcome.content = Content::Number { number: *number, decimals, unit };
                outcome.amount = Some(Amount::exact(*number, 1));
            }
            State::Value(value) => {
                outcome.text = words(questionnaire, column, value);
                if let Value::Day(day) = value {
                    outcome.content = Content::Day(*day);
                }
            }
        }
        outcome
    }

    /// An amount as it is printed, with this many decimals.
    pub fn amount(amount: Amount, decimals: usize, unit: Option<&str>, trace: Trace) -> Self {
        let whole = |number: Option<Decimal>| number.is_none_or(Decimal::is_whole);
        let whole_percent = unit == Some("%") && whole(amount.least) && whole(amount.greatest);
        let decimals = if whole_percent { 0 } else { decimals };
        let print = |number: Decimal| locale::with_unit(number, decimals, unit);
        let unit = unit.map(str::to_owned);
        let number = |number| Content::Number { number, decimals, unit: unit.clone() };
        let range = Content::Range {
            least: amount.least,
            greatest: amount.greatest,
            decimals,
            unit: unit.clone(),
            years: false,
        };
        Outcome::printed(amount, (&print, &number), range, trace)
    }

    /// A year, or the middle of several, as it is printed.
    pub fn year(amount: Amount, trace: Trace) -> Self {
        let range = Content::Range {
            least: amount.least,
            greatest: amount.greatest,
            decimals: 0,
            unit: None,
            years: true,
        };
        Outcome::printed(amount, (&locale::year, &Content::Year), range, trace)
    }

    /// An amount, when it is known how a number is printed, what it is then, and what a range is.
    fn printed(
        amount: Amount,
        (print, number_is): (&dyn Fn(Decimal) -> String, &dyn Fn(Decimal) -> Content),
        range: Content,
        trace: Trace,
    ) -> Self {
        let (text, content) = match (amount.number(), amount.known, amount.least, amount.greatest) {
            (Some(number), known, _, _) if known > 0 || amount.unknown == 0 => {
                (print(number), number_is(number))
            }
            _ if amount.too_great => (say("amount-too-great"), Content::Unreadable),
            (_, 0, _, Some(greatest)) if greatest > Decimal::ZERO => {
                (say_with("amount-at-most", &[("greatest", &print(greatest))]), range)
            }
            (_, 0, _, _) => {
                (say(word(amount.empty.unwrap_or(Empty::NotAvailable))), Content::Empty)
            }
            (_, _, Some(least), Some(greatest)) => {
                let args = [("least", print(least)), ("greatest", print(greatest))];
                let args: Vec<(&str, &str)> = args.iter().map(|(n, t)| (*n, t.as_str())).collect();
                (say_with("amount-between", &args), range)
            }
            (_, _, Some(least), None) => {
                (say_with("amount-at-least", &[("least", &print(least))]), range)
            }
            (_, _, None, Some(greatest)) => {
                (say_with("amount-up-to", &[("greatest", &print(greatest))]), range)
            }
            (_, _, None, None) => match amount.point {
                Some(point) => (say_with("amount-among-known", &[("point", &print(point))]), range),
                None => (say("empty-not-available"), Content::Empty),
            },
        };
        Outcome { content, trace, amount: Some(amount), ..Outcome::label(text) }
    }

    /// How many did something, in words: its number is the count itself.
    pub(super) fn counted(text: String, count: Amount, participants: usize) -> Self {
        Outcome { amount: Some(count), participants, ..Outcome::label(text) }
    }

    /// Whether it is the dash of [`Outcome::dash`].
    pub fn is_dash(&self) -> bool {
        self.text == "–" && self.content == Content::Empty
    }

    /// Whether nothing is known here.
    pub fn is_empty(&self) -> bool {
        self.content == Content::Empty
    }
}

/// Key of the catalogue for a way of being empty.
pub fn word(empty: Empty) -> &'static str {
    match empty {
        Empty::Blank => "empty-blank",
        Empty::None => "empty-none",
        Empty::NotAvailable => "empty-not-available",
        Empty::NotApplicable => "empty-not-applicable",
        Empty::NotInSource => "empty-not-in-source",
        Empty::Uncoded => "empty-uncoded",
    }
}

/// A percentage without needless decimals; anything else as its question says.
fn decimals_of(column: &Column, number: Decimal) -> usize {
    if column.kind == Type::Percent && number.is_whole() { 0 } else { column.decimals }
}

/// The words of a value that is no number.
pub(super) fn words(questionnaire: &Questionnaire, column: &Column, value: &Value) -> String {
    let label = |id: &str| {
        if column.kind == Type::Participant {
            return questionnaire.participant(id).map_or(id.to_owned(), |p| p.name.clone());
        }
        let list = column.choices.as_ref().and_then(|list| questionnaire.choices.get(list));
        list.map_or(id, |list| list.label(id)).to_owned()
    };
    match value {
        Value::Text(text) => text.to_string(),
        Value::Number(number) => locale::number(*number, column.decimals),
        Value::Day(day) => day.short(),
        Value::YesNo(true) => say("word-yes"),
        Value::YesNo(false) => say("word-no"),
        Value::Choice(id) => label(id),
        Value::Choices(ids) => ids.iter().map(|id| label(id)).collect::<Vec<_>>().join("; "),
    }
}

/// A number as the key of a row.
pub(super) fn number_key(number: Decimal) -> String {
    if number.is_whole() { number.to_string() } else { locale::number(number, 2) }
}
