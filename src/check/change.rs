// SPDX-License-Identifier: EUPL-1.2
//! Answers that have changed a great deal since the participant's previous round.

use super::context::Context;
use super::{declared, shown};
use crate::datum::Decimal;
use crate::diag::{Finding, Phrase};
use crate::locale;
use crate::questionnaire::Check;
use crate::study::TotalColumns;

/// Reports each participant whose number has changed by more than `limit` per cent, or whose other
/// answer is another one. What is not known in one of the rounds contradicts nothing.
pub(super) fn run(
    context: &Context<'_>,
    check: &Check,
    now: &TotalColumns<'_>,
    limit: Decimal,
) -> Vec<Finding> {
    let Some(before) = now.before(context) else { return Vec::new() };
    let column = now.of.column;
    let mut findings = Vec::new();
    for participant in context.participants() {
        let changed = if column.kind.is_number() {
            numbers(&before, now, participant, limit)
        } else {
            words(context, &before, now, participant)
        };
        let Some(changed) = changed else { continue };
        let args = [
            ("before", changed.texts.0.as_str()),
            ("now", changed.texts.1.as_str()),
            ("change", changed.share.as_str()),
        ];
        let (old, new) = changed.data;
        let finding = declared::finding(check, context.place(participant, new), &args);
        let word = Phrase::new("check-previous-answer", &args);
        let finding = context.about(finding.by(participant), column, new);
        findings.push(match old.trace.cells.first() {
            Some(cell) => finding.also_at(crate::diag::Place::Cell(cell.clone()), word),
            None => finding,
        });
    }
    findings
}

/// What has changed: before and now.
struct Changed<'a> {
    texts: (String, String),
    share: String,
    data: (&'a crate::datum::Datum, &'a crate::datum::Datum),
}

fn numbers<'a>(
    before: &TotalColumns<'a>,
    now: &TotalColumns<'a>,
    participant: &'a str,
    limit: Decimal,
) -> Option<Changed<'a>> {
    let ((old, old_datum), (new, new_datum)) =
        (before.exact(participant)?, now.exact(participant)?);
    // over nothing any change is endless
    let share = new.minus(old).and_then(|more| more.times(Decimal::HUNDRED)?.over(old.abs()));
    if old == new || share.is_some_and(|share| share.abs() <= limit) {
        return None;
    }
    let kind = Some(now.of.column.kind);
    let sign = if new > old { "+" } else { "" };
    let percent = share.map_or_else(|| "∞".to_owned(), |share| locale::number(share, 0));
    Some(Changed {
        texts: (shown::number_of(old, kind), shown::number_of(new, kind)),
        share: format!("{sign}{percent}"),
        data: (old_datum, new_datum),
    })
}

fn words<'a>(
    context: &Context<'a>,
    before: &TotalColumns<'a>,
    now: &TotalColumns<'a>,
    participant: &'a str,
) -> Option<Changed<'a>> {
    let (old, new) = (before.first(participant)?, now.first(participant)?);
    let column = now.of.column;
    let value = |datum: &'a crate::datum::Datum| datum.value();
    let text = |value| locale::fold(&shown::spelled(context.questionnaire, column, value));
    if text(value(old)?) == text(value(new)?) {
        return None;
    }
    let said = |datum| shown::answer(context.questionnaire, column, datum);
    Some(Changed { texts: (said(old), said(new)), share: String::new(), data: (old, new) })
}

#[cfg(test)]
mod tests {
    use crate::check::testing::TinyStudy;

    const QUESTIONS: &str = r#"
  - { id: people, type: integer, label: Persone }
  - { id: kind, type: choice, choices: kind, label: Tipo }
"#;
    const CHECKS: &str = r#"
  - code: people-changed
    kind: change
    question: s.people
    limit: 20
    message: "le persone erano {before}, ora sono {now} ({change} %)"
  - code: kind-changed
    kind: change
    question: s.kind
    message: "il tipo era {before}, ora è {now}"
"#;

    #[test]
    fn a_number_that_changes_much_and_another_choice_are_reported() {
        let study = TinyStudy::new(QUESTIONS, CHECKS, "")
            .answers("alfa", &[("people", "10"), ("kind", "red")], &[])
            .next_round()
            .answers("alfa", &[("people", "13"), ("kind", "green")], &[]);
        assert_eq!(
            study.found(),
            [
                "alfa.xlsx:S!B1: avviso[people-changed]: le persone erano 10, ora sono 13 (+30 %)",
                "alfa.xlsx:S!B2: avviso[kind-changed]: il tipo era Rosso, ora è Verde",
            ]
        );
    }

    #[test]
    fn a_small_change_and_what_is_not_known_are_silent() {
        let study = TinyStudy::new(QUESTIONS, CHECKS, "")
            .answers("alfa", &[("people", "10")], &[])
            .answers("beta", &[("people", "n.d.")], &[])
            .next_round()
            .answers("alfa", &[("people", "12"), ("kind", "green")], &[])
            .answers("beta", &[("people", "99")], &[]);
        assert!(study.found().is_empty(), "{:?}", study.found());
    }
}
