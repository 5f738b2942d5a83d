// SPDX-License-Identifier: EUPL-1.2
//! Two totals that should be equal.
//!
//! A number that is not known may have any value between the limits of its question, so a total is
//! an [`Amount`]; two totals differ when their bounds have nothing in common.

use super::context::Context;
use super::{declared, shown};
use crate::datum::{Amount, Datum, Decimal, Empty, State};
use crate::diag::{Finding, Phrase, say_with};
use crate::questionnaire::{Check, Type};
use crate::study::TotalColumns;
use crate::tables::Row;

/// Reports participants whose two totals cannot be equal.
pub(super) fn run(
    context: &Context<'_>,
    check: &Check,
    left: &TotalColumns<'_>,
    right: &TotalColumns<'_>,
) -> Vec<Finding> {
    let mut findings = Vec::new();
    for participant in context.participants() {
        let (Some(one), Some(other)) = (left.sum(participant), right.sum(participant)) else {
            continue;
        };
        if one.may_equal(&other) {
            continue;
        }
        let kind = |side: &TotalColumns<'_>| Some(side.of.column.kind);
        let (l, r) = (one.shown(kind(left)), other.shown(kind(right)));
        let place = context.place(participant, other.first);
        let finding =
            declared::finding(check, place, &[("left", l.as_str()), ("right", r.as_str())]);
        let word = Phrase::new("check-other-total", &[("value", &l)]);
        findings.push(
            context
                .about(finding.by(participant), right.of.column, other.first)
                .also_at(context.place(participant, one.first), word),
        );
    }
    findings
}

impl<'a> TotalColumns<'a> {
    /// The same of the participants' previous rounds; none when there are none.
    pub(super) fn before(&self, context: &Context<'a>) -> Option<Self> {
        let table = context.answers.previous.tables.get(&self.of.table.id)?;
        let only = self.only.iter().map(|(column, is)| (column.in_table(table), *is)).collect();
        Some(TotalColumns { of: self.of.in_table(table), only })
    }

    /// The total of a participant and its first part, when all parts are known.
    pub(super) fn exact(&self, participant: &'a str) -> Option<(Decimal, &'a Datum)> {
        let sum = self.sum(participant)?;
        sum.sum.number().map(|number| (number, sum.first))
    }

    /// What stands in the participant's first row.
    pub(super) fn first(&self, participant: &'a str) -> Option<&'a Datum> {
        self.of.datum(self.of.table.rows_of(participant).next()?)
    }

    /// The total of a participant; none when no number is known.
    fn sum(&self, participant: &'a str) -> Option<Sum<'a>> {
        let mut sum = Amount::zero();
        let mut known = Amount::zero();
        let mut first = None;
        for row in self.of.table.rows_of(participant) {
            let Some(datum) = self.of.datum(row) else { continue };
            let belongs = self.belongs(row);
            if belongs == Some(false) || adds_nothing(datum) {
                continue;
            }
            let part = Amount::from_datum(datum, self.of.column.limits, Decimal::ONE);
            if belongs.is_none() {
                sum.add_perhaps(&part);
                continue;
            }
            sum.add(&part);
            first.get_or_insert(datum);
            if let Some(number) = datum.number() {
                known.add(&Amount::exact(number, 1));
            }
        }
        let any = known.known > 0;
        Some(Sum { sum, known: known.number().filter(|_| any)?, first: first? })
    }

    /// Whether a row counts; none when an answer that decides it is missing.
    fn belongs(&self, row: &'a Row) -> Option<bool> {
        let mut certain = true;
        for (column, wanted) in &self.only {
            let datum = column.datum(row)?;
            if datum.value().is_none() {
                certain = false;
            } else if !datum.choices().iter().any(|id| wanted.iter().any(|word| word == id)) {
                return Some(false);
            }
        }
        certain.then_some(true)
    }
}

/// A participant's total: what it may be, and the part that is known.
struct Sum<'a> {
    sum: Amount,
    known: Decimal,
    first: &'a Datum,
}

impl Sum<'_> {
    fn may_equal(&self, other: &Sum<'_>) -> bool {
        self.sum.may_equal(&other.sum)
    }

    /// «12», «almeno 12», «al massimo 12», «da 12 a 20».
    fn shown(&self, kind: Option<Type>) -> String {
        let end = |end: Option<Decimal>| end.map(|number| shown::number_of(number, kind));
        match (end(self.sum.least), end(self.sum.greatest)) {
            (Some(from), Some(to)) if from == to => from,
            (Some(from), Some(to)) => say_with("check-from-to", &[("from", &from), ("to", &to)]),
            (Some(from), None) => say_with("check-at-least", &[("from", &from)]),
            (None, Some(to)) => say_with("check-at-most", &[("to", &to)]),
            (None, None) => shown::number_of(self.known, kind),
        }
    }
}

/// Confirmed none and what does not concern the participant leave a total complete.
fn adds_nothing(datum: &Datum) -> bool {
    matches!(datum.state, State::Empty(Empty::None | Empty::NotApplicable))
}

#[cfg(test)]
mod tests {
    use crate::check::testing::TinyStudy;

    const QUESTIONS: &str = r#"
  - id: roles
    type: table
    label: Figure
    row_label: role
    rows: 5
    columns:
      - { id: role, type: text, label: Figura }
      - { id: kind, type: choice, choices: kind, label: Tipo }
      - { id: people, type: integer, label: Persone, min: 0 }
  - id: staff
    type: table
    label: Persone
    row_label: kind
    rows: 5
    columns:
      - { id: kind, type: choice, choices: kind, label: Tipo }
      - { id: people, type: integer, label: Persone, min: 0 }
"#;
    const CHECK: &str = r#"
  - code: people-differ
    severity: warning
    kind: totals
    left: { sum: s.roles.people, where: { kind: red } }
    right: { sum: s.staff.people, where: { kind: [red] } }
    message: "{left} tra le figure, {right} nell'organizzazione"
"#;

    fn found(roles: &[&[&str]], staff: &[&[&str]]) -> Vec<String> {
        let tables = [("roles", roles), ("staff", staff)];
        TinyStudy::new(QUESTIONS, CHECK, "").answers("alfa", &[], &tables).found()
    }

    #[test]
    fn totals_that_differ_are_reported_at_the_right_one() {
        let roles: &[&[&str]] = &[&["A", "red", "7"], &["B", "red", "5"], &["C", "green", "9"]];
        assert_eq!(
            found(roles, &[&["red", "11"]]),
            ["alfa.xlsx:S!C10: avviso[people-differ]: 12 tra le figure, 11 nell'organizzazione",]
        );
        assert!(found(roles, &[&["red", "12"]]).is_empty());
    }

    #[test]
    fn what_is_not_known_may_fill_the_difference() {
        let roles: &[&[&str]] = &[&["A", "red", "7"], &["B", "red", ""], &["C", "", "9"]];
        assert!(found(roles, &[&["red", "11"]]).is_empty());
        assert!(found(roles, &[]).is_empty());
        assert_eq!(
            found(roles, &[&["red", "6"]]),
            ["alfa.xlsx:S!C10: avviso[people-differ]: almeno 7 tra le figure, 6 \
             nell'organizzazione",]
        );
    }

    #[test]
    fn a_choice_that_does_not_exist_is_a_mistake_of_the_study() {
        let found = TinyStudy::new(QUESTIONS, &CHECK.replace("[red]", "[rde]"), "").found();
        assert_eq!(
            found,
            ["questionnaire/checks.yaml:3:11: errore[yaml-unknown-word]: «rde» non esiste",]
        );
    }
}
