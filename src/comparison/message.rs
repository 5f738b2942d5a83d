// SPDX-License-Identifier: EUPL-1.2
//! What a figure says, and its caption: the study's words with values put in.
//!
//! A message is a sentence with numbers, so each is taken with its bounds, from the table as it is
//! printed. What the answers do not decide is said in its place, and is kept as a [`Doubt`].

use super::doubt::{Doubt, Message, Why};
use super::outcome::{Comparison, Outcome};
use super::undrawn::{Undrawn, undrawn};
use super::{Comparer, Selected, greatest};
use crate::datum::keys::CellKeys;
use crate::datum::{Amount, Datum, Decimal, Empty, State, Trace, Value};
use crate::diag::catalogue::fill_in;
use crate::diag::{say, say_with};
use crate::locale;
use crate::study::{MessageSpec, Pivot, Placeholder, Shape, Spec, Wanted};
use crate::tables::{DataTable, Row};
use std::collections::BTreeMap;

impl Comparer<'_> {
    /// Fills the placeholders of a message from the comparison that was made.
    pub(super) fn message(
        &self,
        spec: &Spec,
        comparison: &Comparison,
        message: &MessageSpec,
        only: Option<&str>,
    ) -> Message {
        let mut filled = Values::default();
        filled.words("answered", self.answered().count().to_string());
        filled.words("participants", self.questionnaire.participants.len().to_string());
        match (&spec.shape, self.table(&spec.from)) {
            (Shape::Pivot(pivot), Some(table)) => {
                let selected = self.select(table, only, &spec.filters);
                self.of_rows(pivot, table, &selected, &mut filled);
            }
            _ => filled.words("rows", comparison.rows.len().to_string()),
        }
        if let Some(ended) = self.ended(spec, only) {
            filled.words("spans", ended.rows().to_string());
            filled.value("ended", &printed(ended));
        }
        filled.found("max_row", greatest::row(spec, comparison));
        filled.found("max_column", greatest::column(spec, comparison));
        for Placeholder { word, wants } in &message.placeholders {
            match wants {
                Wanted::Cell(keys) => {
                    let cell = keys.as_ref();
                    match cell.and_then(|keys| self.cell(spec, comparison, keys, only)) {
                        Some(outcomes) => filled.values(word, &outcomes),
                        None => filled.found(word, Err((say("word-no-cell"), Why::NoCell))),
                    }
                }
                Wanted::Participant(id) => {
                    if let Some(participant) = self.questionnaire.participant(id) {
                        filled.words(word, participant.short.clone());
                    }
                }
                Wanted::Named => {}
            }
        }
        let args: Vec<(&str, &str)> =
            filled.args.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
        let said = fill_in(&with_articles(&message.text, &args), &args);
        let mut doubts = filled.doubts;
        doubts.retain(|doubt| message.has(&doubt.placeholder));
        Message { text: said, doubts, at: spec.at.clone() }
    }

    /// The measure over all rows, how many these are, and of how many it is known.
    fn of_rows(
        &self,
        pivot: &Pivot,
        table: &DataTable,
        selected: &Selected<'_>,
        filled: &mut Values,
    ) {
        let Selected { rows, perhaps } = selected;
        let measured = super::measure::Measured {
            comparer: self,
            table,
            measure: &pivot.measure,
            unknown: pivot.unknown,
            printing: pivot.measure.printing(table, pivot.decimals, pivot.unit.as_ref()),
        };
        let least = measured.amount(rows);
        let mut all = rows.clone();
        all.extend(perhaps);
        let most = measured.amount(&all);
        filled.value("rows", &between(rows.len(), all.len()));
        filled.value("known_rows", &between(least.known, most.known));
        filled.value("unknown_rows", &between(least.unknown, most.unknown));
        let nothing = all.is_empty() && table.rows.is_empty();
        filled.values(
            "total",
            &match nothing {
                true => vec![Outcome::empty(Empty::NotAvailable, Trace::default())],
                false => measured.over_selected(selected, &Trace::default()),
            },
        );
    }

    /// How many spans of a timeline have ended on the day of the report.
    fn ended(&self, spec: &Spec, only: Option<&str>) -> Option<Amount> {
        let (_, end) = spec.figure.as_ref()?.span.as_ref()?;
        let table = self.table(&spec.from)?;
        let at = table.position(end)?;
        let day = self.questionnaire.study.date;
        let mut ended = Amount::zero();
        let of = |row: &&&Row| row.participant.is_empty() || self.answers.has(&row.participant);
        let selected = self.select(table, only, &spec.filters);
        for row in selected.rows.iter().filter(of) {
            ended.add(&is_over(&row.data[at], day));
        }
        for row in selected.perhaps.iter().filter(of) {
            ended.add_perhaps(&is_over(&row.data[at], day));
        }
        Some(ended)
    }

    /// A cell of the table as printed; one of a choice that nobody chose, too.
    fn cell(
        &self,
        spec: &Spec,
        comparison: &Comparison,
        CellKeys { row, column }: &CellKeys,
        only: Option<&str>,
    ) -> Option<Vec<Outcome>> {
        if let Some(found) = comparison.cell(row, column) {
            return Some(found.to_vec());
        }
        let Shape::Pivot(pivot) = &spec.shape else { return None };
        let pivot = Pivot { all_choices: true, ..pivot.clone() };
        let all = self.pivot(spec, &pivot, self.table(&spec.from)?, only);
        all.cell(row, column).map(<[Outcome]>::to_vec)
    }

    /// What is drawn, with its base and reserve.
    pub(super) fn caption(&self, spec: &Spec, comparison: &Comparison) -> String {
        let mut parts = vec![spec.caption.clone().unwrap_or_else(|| comparison.title.clone())];
        let mut left_out: BTreeMap<Undrawn, Vec<String>> = BTreeMap::new();
        for (_, why, name) in undrawn(spec, comparison) {
            left_out.entry(why).or_default().push(name);
        }
        for (why, names) in left_out {
            parts.push(say_with(why.key(), &[("names", &names.join(", "))]));
        }
        if let Some(base) = &comparison.base {
            parts.push(say_with("caption-base", &[("base", base.trim_end_matches('.'))]));
        }
        if let Some(reserve) = &spec.reserve {
            parts.push(say_with("note-reserve", &[("reserve", reserve)]));
        }
        parts.iter().map(|part| part.trim_end_matches('.')).collect::<Vec<_>>().join(". ") + "."
    }
}

/// What stands in the place of each placeholder.
#[derive(Default)]
struct Values {
    args: Vec<(String, String)>,
    doubts: Vec<Doubt>,
}

impl Values {
    fn words(&mut self, placeholder: &str, words: String) {
        self.args.push((placeholder.to_owned(), words));
    }

    fn value(&mut self, placeholder: &str, value: &Outcome) {
        self.values(placeholder, std::slice::from_ref(value));
    }

    fn values(&mut self, placeholder: &str, values: &[Outcome]) {
        let said = values.iter().map(|value| value.text.as_str()).collect::<Vec<_>>().join("; ");
        let unknown = |value: &Outcome| value.is_empty() && !value.is_dash();
        let known = !values.iter().any(unknown);
        self.found(placeholder, if known { Ok(said) } else { Err((said, Why::Undecided)) });
    }

    fn found(&mut self, placeholder: &str, found: Result<String, (String, Why)>) {
        let said = found.unwrap_or_else(|(said, why)| {
            let placeholder = placeholder.to_owned();
            self.doubts.push(Doubt { placeholder, said: said.clone(), why });
            said
        });
        self.args.push((placeholder.to_owned(), said));
    }
}

/// A number of rows of which some may count or not.
fn between(least: usize, most: usize) -> Outcome {
    let (least, most) = (least.min(most), least.max(most));
    let ends = (Some(Decimal::of(least)), Some(Decimal::of(most)));
    printed(Amount { known: least.max(1), unknown: most - least, ..Amount::between(ends) })
}

fn printed(mut amount: Amount) -> Outcome {
    amount.known = amount.known.max(1);
    Outcome::amount(amount, 0, None, Trace::default())
}

/// Whether something ended before a day: a year is over when its last day is.
fn is_over(end: &Datum, day: crate::datum::Day) -> Amount {
    let one = |over: bool| Amount::exact(if over { Decimal::ONE } else { Decimal::ZERO }, 1);
    let year = Decimal::from(i32::from(day.year()));
    match (&end.state, end.value()) {
        (_, Some(Value::Day(end))) => one(*end < day),
        (_, Some(Value::Number(end))) if *end < year => one(true),
        (_, Some(Value::Number(end))) if *end > year => one(false),
        (State::Empty(Empty::None | Empty::NotApplicable), _) => one(false),
        _ => {
            let ends = (Some(Decimal::ZERO), Some(Decimal::ONE));
            Amount { unknown: 1, ..Amount::between(ends) }
        }
    }
}

/// The sentence with its articles as the numbers want them that will stand in the placeholders.
fn with_articles(text: &str, args: &[(&str, &str)]) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        let name = after.split_once('}').map_or("", |(name, _)| name);
        let next = args.iter().find(|(known, _)| *known == name).map_or("", |(_, value)| *value);
        out.push_str(&locale::elided(before, next));
        out.push('{');
        rest = after;
    }
    out.push_str(rest);
    out
}
