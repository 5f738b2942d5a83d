// SPDX-License-Identifier: EUPL-1.2
//! Sorts rows along an axis: which keys a row has, in which order keys stand, how they are labelled.

use super::outcome::{number_key, word, words};
use super::{Comparer, Content, Outcome};
use crate::datum::keys::{self, NoValue};
use crate::datum::{Datum, Decimal, State, Trace, Value};
use crate::diag::say;
use crate::locale;
use crate::questionnaire::Type;
use crate::study::Axis;
use crate::tables::{Column, DataTable, Row};

/// A place on an axis.
#[derive(Debug, Clone)]
pub(super) struct Key {
    /// Id, unique on the axis.
    pub(super) id: String,
    /// Label.
    pub(super) label: Outcome,
    /// Where it stands: class of keys, then position.
    pub(super) order: (u8, usize, i64),
    /// Index of its colour.
    pub(super) colour: usize,
}

impl Key {
    fn new(id: impl Into<String>, label: impl Into<String>, class: u8, position: usize) -> Self {
        Key {
            id: id.into(),
            label: Outcome::label(label),
            order: (class, position, 0),
            colour: position,
        }
    }
}

impl Key {
    /// In which way the key with this id is empty, as the number of its grey; none for an answer.
    pub(super) fn grey(id: &str) -> Option<usize> {
        const UNREADABLE: usize = 6;
        let last = keys::parts(id).last().and_then(NoValue::of_key);
        last.map(|no_value| match no_value {
            NoValue::Empty(empty) => empty as usize,
            NoValue::Unreadable => UNREADABLE,
        })
    }

    /// Whether an id is the key of rows of which nobody knows where they stand. Confirmed none and of
    /// no concern are known.
    pub(super) fn says_unknown(id: &str) -> bool {
        NoValue::of_key(id).is_some_and(NoValue::is_unknown)
    }
}

impl Comparer<'_> {
    /// The keys of a row on an axis: more than one when an answer has several choices.
    pub(super) fn keys(&self, table: &DataTable, row: &Row, axis: &Axis) -> Vec<Key> {
        match axis {
            Axis::All => vec![Key::new(keys::ALL, say("word-all"), 0, 0)],
            Axis::Participant if self.many => vec![self.group_key(&row.participant)],
            Axis::Participant => vec![self.participant_key(&row.participant)],
            Axis::Group => vec![self.group_key(&row.participant)],
            Axis::Column(name) => match table.position(name) {
                Some(at) => self.column_keys(&table.columns[at], &row.data[at], row.number),
                None => Vec::new(),
            },
        }
    }

    pub(super) fn participant_key(&self, id: &str) -> Key {
        let at = self.questionnaire.participants.iter().position(|p| p.id == id);
        let participant = at.map(|at| &self.questionnaire.participants[at]);
        let label = participant.map_or(id, |participant| &participant.short);
        Key::new(id, label, 0, at.unwrap_or(usize::MAX))
    }

    pub(super) fn group_key(&self, participant: &str) -> Key {
        let group = self.answers.origins.get(participant).and_then(|of| of.group.as_deref());
        let grouping = self.questionnaire.study.grouping.as_deref();
        let list = grouping
            .and_then(|id| self.questionnaire.question(id))
            .and_then(|question| question.choices.as_ref())
            .and_then(|list| self.questionnaire.choices.get(list));
        match (group, list) {
            (Some(group), Some(list)) => {
                let at = list.position(group).unwrap_or(usize::MAX);
                Key::new(group, list.label(group), 0, at)
            }
            _ if grouping.is_none() => Key::new(keys::ALL, say("word-all-participants"), 0, 0),
            // A colour of its own, after those of the groups.
            (_, list) => {
                let colour = list.map_or(0, |list| list.choices.len());
                Key::new(keys::NO_GROUP, say("word-no-group"), 1, colour)
            }
        }
    }

    fn column_keys(&self, column: &Column, datum: &Datum, number: usize) -> Vec<Key> {
        let label = |value: &Value| words(self.questionnaire, column, value);
        match &datum.state {
            State::Empty(empty) => {
                let id = NoValue::Empty(*empty).key();
                vec![Key::new(id, say(word(*empty)), 2, *empty as usize)]
            }
            State::Unreadable | State::Beyond(_) => {
                let mut key = Key::new(NoValue::Unreadable.key(), say("word-unreadable"), 2, 99);
                key.label.trace = datum.trace.clone();
                vec![key]
            }
            State::Value(Value::Choices(ids)) => ids
                .iter()
                .map(|id| {
                    let value = Value::Choice(std::sync::Arc::clone(id));
                    Key::new(&**id, label(&value), 0, self.position(column, &value))
                })
                .collect(),
            State::Value(value @ Value::Choice(id)) => {
                vec![Key::new(&**id, label(value), 0, self.position(column, value))]
            }
            State::Value(value @ Value::YesNo(yes)) => {
                vec![Key::new(if *yes { "yes" } else { "no" }, label(value), 0, usize::from(!yes))]
            }
            State::Value(Value::Number(number)) => vec![numeric_key(column, *number)],
            State::Value(value) => {
                let mut key = Key::new(locale::fold(&label(value)), label(value), 0, number);
                key.label.trace = datum.trace.clone();
                if let Value::Day(day) = value {
                    key.label.content = Content::Day(*day);
                }
                vec![key]
            }
        }
    }

    /// Position of a value in its choice list.
    pub(super) fn position(&self, column: &Column, value: &Value) -> usize {
        let list = column.choices.as_ref().and_then(|list| self.questionnaire.choices.get(list));
        match (value, list) {
            (Value::Choice(id), Some(list)) => list.position(id).unwrap_or(usize::MAX),
            (Value::Choices(ids), Some(list)) => {
                ids.first().and_then(|id| list.position(id)).unwrap_or(usize::MAX)
            }
            (Value::YesNo(yes), _) => usize::from(!yes),
            _ => 0,
        }
    }

    /// Keys that stand on an axis even when no row has them.
    pub(super) fn fixed_keys(&self, table: &DataTable, axis: &Axis, all_choices: bool) -> Vec<Key> {
        match axis {
            Axis::Participant if !self.many => {
                self.answered().map(|id| self.participant_key(id)).collect()
            }
            Axis::Participant | Axis::Group => {
                let mut keys: Vec<Key> = Vec::new();
                for key in self.answered().map(|id| self.group_key(id)) {
                    if keys.iter().all(|known| known.id != key.id) {
                        keys.push(key);
                    }
                }
                keys
            }
            Axis::Column(name) if all_choices => {
                let list = table
                    .position(name)
                    .and_then(|at| table.columns[at].choices.as_ref())
                    .and_then(|list| self.questionnaire.choices.get(list));
                let Some(list) = list else { return Vec::new() };
                let choices = list.choices.iter().enumerate();
                choices.map(|(at, choice)| Key::new(&choice.id, &choice.label, 0, at)).collect()
            }
            _ => Vec::new(),
        }
    }
}

impl Comparer<'_> {
    /// The cells by which a row came to its place on an axis; none when no answer decides it.
    pub(super) fn placed_by<'b>(
        &'b self,
        table: &DataTable,
        row: &'b Row,
        axis: &Axis,
    ) -> Option<&'b Trace> {
        match axis {
            Axis::Column(name) => row.data.get(table.position(name)?).map(|datum| &datum.trace),
            axis if self.is_by_group(axis) => self.grouped_by(&row.participant),
            _ => None,
        }
    }

    /// Whether an axis sorts by group.
    pub(super) fn is_by_group(&self, axis: &Axis) -> bool {
        *axis == Axis::Group || (*axis == Axis::Participant && self.many)
    }

    /// The cells by which a participant came to its group.
    pub(super) fn grouped_by(&self, participant: &str) -> Option<&Trace> {
        self.answers.origins.get(participant).map(|of| &of.grouped_by)
    }
}

#[expect(clippy::cast_possible_truncation, reason = "an order among populations and years")]
fn numeric_key(column: &Column, number: Decimal) -> Key {
    let year = column.kind == Type::Year;
    let text = if year { number.to_string() } else { locale::number(number, column.decimals) };
    let mut key = Key::new(number_key(number), text, 0, 0);
    key.order = (0, 0, (number.to_f64() * 1000.0) as i64);
    key.label.content = match year {
        true => Content::Year(number),
        false => Content::Number { number, decimals: column.decimals, unit: column.unit.clone() },
    };
    key
}
