// SPDX-License-Identifier: EUPL-1.2
//! Columns of classes: the researchers' codings, and the attributes of choices.

use super::{Column, DataTable};
use crate::datum::{Datum, Empty, State, Step, Value};
use crate::diag::say_with;
use crate::locale;
use crate::questionnaire::{ChoiceList, Coded, Coding, Questionnaire};
use std::collections::BTreeMap;
use std::sync::Arc;

/// Adds to each coded table the column of its classes.
pub(super) fn add_codings(questionnaire: &Questionnaire, tables: &mut BTreeMap<String, DataTable>) {
    for coding in &questionnaire.codings {
        let Some(table) = tables.get_mut(coding.question.table()) else { continue };
        let Some(position) = table.position(coding.question.name()) else { continue };
        let label = questionnaire.choices.get(&coding.choices).map_or("", |list| &list.title);
        let column = Column::derived(&coding.id, label, &coding.choices, coding.several);
        // The class of what is private gives it away.
        let private = table.columns.get(position).is_none_or(|coded| coded.private);
        table.columns.push(Column { private, ..column });
        let coder = Coder::new(questionnaire, coding);
        for row in &mut table.rows {
            let coded = row.data.get(position).map(|words| coder.code(words, &row.participant));
            Arc::make_mut(&mut row.data).extend(coded);
        }
    }
}

struct Coder<'a> {
    questionnaire: &'a Questionnaire,
    coding: &'a Coding,
    /// The entries by their text, folded.
    entries: BTreeMap<String, Vec<&'a Coded>>,
}

impl<'a> Coder<'a> {
    fn new(questionnaire: &'a Questionnaire, coding: &'a Coding) -> Self {
        let mut entries: BTreeMap<String, Vec<&Coded>> = BTreeMap::new();
        for entry in &coding.entries {
            entries.entry(locale::fold(&entry.text)).or_default().push(entry);
        }
        Coder { questionnaire, coding, entries }
    }

    fn code(&self, words: &Datum, participant: &str) -> Datum {
        let Some(Value::Text(text)) = words.value() else {
            return Datum { state: words.state.clone(), ..words.clone() };
        };
        let Some(entry) = self.entry(text, participant) else {
            return Datum { state: State::Empty(Empty::Uncoded), ..words.clone() };
        };
        let mut coded = words.clone();
        coded.trace.steps.push(self.step(text, entry));
        let classes: Vec<Arc<str>> = self.in_order(&entry.classes);
        coded.state = match classes.first() {
            Some(class) if !self.coding.several => State::Value(Value::Choice(Arc::clone(class))),
            _ => State::Value(Value::Choices(classes)),
        };
        coded
    }

    /// The entry for a text: this participant's own before the one for all.
    fn entry(&self, text: &str, participant: &str) -> Option<&Coded> {
        let all = self.entries.get(&locale::fold(text))?;
        all.iter()
            .find(|entry| entry.participant.as_deref() == Some(participant))
            .or_else(|| all.iter().find(|entry| entry.participant.is_none()))
            .copied()
    }

    fn in_order(&self, classes: &[String]) -> Vec<Arc<str>> {
        let list = self.questionnaire.choices.get(&self.coding.choices);
        let mut classes: Vec<&String> = classes.iter().collect();
        classes.sort_by_key(|class| list.and_then(|list| list.position(class)));
        classes.into_iter().map(|class| class.as_str().into()).collect()
    }

    fn step(&self, text: &str, entry: &Coded) -> Step {
        let list = self.questionnaire.choices.get(&self.coding.choices);
        let labels: Vec<&str> = entry
            .classes
            .iter()
            .map(|class| list.map_or(class.as_str(), |list| list.label(class)))
            .collect();
        let mut short: String = text.chars().take(60).collect();
        if short.len() < text.len() {
            short.push('…');
        }
        let args = [
            ("text", short.as_str()),
            ("class", &labels.join(", ")),
            ("coder", &self.coding.coder),
            ("date", &self.coding.date.short()),
            ("file", &self.coding.file),
            ("line", &entry.line.to_string()),
        ];
        Step::open(say_with("trace-coding", &args))
    }
}

/// Adds for each choice column whose list has attributes one column an attribute: `x__level`.
pub(super) fn add_attributes(
    questionnaire: &Questionnaire,
    tables: &mut BTreeMap<String, DataTable>,
) {
    for table in tables.values_mut() {
        let asked: Vec<(String, Option<String>, bool)> = table
            .columns
            .iter()
            .map(|column| (column.name.clone(), column.choices.clone(), column.private))
            .collect();
        for (position, (column, list, private)) in asked.into_iter().enumerate() {
            let Some(list) = list.and_then(|list| questionnaire.choices.get(&list)) else {
                continue;
            };
            for (attribute, from) in &list.attributes {
                let name = format!("{column}__{attribute}");
                let label = questionnaire.choices.get(from).map_or("", |list| &list.title);
                let column = Column::derived(&name, label, from, true);
                table.columns.push(Column { private, ..column });
                for row in &mut table.rows {
                    let datum =
                        row.data.get(position).map(|datum| attribute_of(datum, list, attribute));
                    Arc::make_mut(&mut row.data).extend(datum);
                }
            }
        }
    }
}

/// What an attribute of the classes chosen says, each value once.
fn attribute_of(datum: &Datum, list: &ChoiceList, attribute: &str) -> Datum {
    let mut values: Vec<Arc<str>> = Vec::new();
    for id in datum.choices() {
        let value = list.get(id).and_then(|choice| choice.attributes.get(attribute));
        if let Some(value) = value.map(|value| Arc::from(value.as_str()))
            && !values.contains(&value)
        {
            values.push(value);
        }
    }
    let state = match (datum.value(), values.as_slice()) {
        (None, _) => datum.state.clone(),
        (Some(_), []) => State::Empty(Empty::NotApplicable),
        (Some(_), [one]) => State::Value(Value::Choice(Arc::clone(one))),
        (Some(_), _) => State::Value(Value::Choices(values)),
    };
    Datum { state, ..datum.clone() }
}
