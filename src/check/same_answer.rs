// SPDX-License-Identifier: EUPL-1.2
//! Two questions that should have the same answer.

use super::context::Context;
use super::{declared, shown};
use crate::diag::{Finding, Phrase};
use crate::locale;
use crate::questionnaire::Check;
use crate::tables::TableColumn;

/// Reports participants who answered the two questions differently; an answer that is missing
/// contradicts nothing.
pub(super) fn run(
    context: &Context<'_>,
    check: &Check,
    left: TableColumn<'_>,
    right: TableColumn<'_>,
) -> Vec<Finding> {
    let mut findings = Vec::new();
    for participant in context.participants() {
        let rows =
            (left.table.rows_of(participant).next(), right.table.rows_of(participant).next());
        let (Some(left_row), Some(right_row)) = rows else { continue };
        let (Some(one), Some(other)) = (left.datum(left_row), right.datum(right_row)) else {
            continue;
        };
        let (Some(one_value), Some(other_value)) = (one.value(), other.value()) else { continue };
        // shown before a private answer is hidden: the comparison is about the answers
        let words = |column, value| shown::spelled(context.questionnaire, column, value);
        let same = one_value == other_value
            || locale::fold(&words(left.column, one_value))
                == locale::fold(&words(right.column, other_value));
        if same {
            continue;
        }
        let l = shown::answer(context.questionnaire, left.column, one);
        let r = shown::answer(context.questionnaire, right.column, other);
        let place = context.place(participant, one);
        let finding = declared::finding(check, place, &[("left", &l), ("right", &r)]);
        let word = Phrase::new("check-other-answer", &[("value", &r)]);
        findings.push(
            context
                .about(finding.by(participant), left.column, one)
                .also_at(context.place(participant, other), word),
        );
    }
    findings
}

#[cfg(test)]
mod tests {
    use crate::check::testing::TinyStudy;

    const QUESTIONS: &str = r#"
  - { id: one, type: text, label: Una }
  - { id: other, type: text, label: Altra }
"#;
    const CHECK: &str = r#"
  - code: differ
    severity: warning
    kind: same_answer
    questions: [s.one, s.other]
    message: "«{left}» e «{right}»"
"#;

    fn found(one: &str, other: &str) -> Vec<String> {
        let singles = [("one", one), ("other", other)];
        TinyStudy::new(QUESTIONS, CHECK, "").answers("alfa", &singles, &[]).found()
    }

    #[test]
    fn different_answers_are_reported() {
        assert_eq!(
            found("Ogni PC", "PC e stampanti"),
            ["alfa.xlsx:S!B1: avviso[differ]: «Ogni PC» e «PC e stampanti»",]
        );
    }

    #[test]
    fn spelling_and_missing_answers_are_no_difference() {
        assert!(found("Ogni  PC", "ogni pc").is_empty());
        assert!(found("Ogni PC", "").is_empty());
        assert!(found("nessuno", "ogni pc").is_empty());
    }
}
