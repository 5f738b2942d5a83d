// SPDX-License-Identifier: EUPL-1.2
//! Participants who belong to another group than the study expected.

use super::{context::Context, shown};
use crate::datum::Value;
use crate::diag::{Code, Finding};

/// Reports each participant whose answer to the grouping question is not the expected one.
pub(super) fn run(context: &Context<'_>) -> Vec<Finding> {
    let questionnaire = context.questionnaire;
    let found = questionnaire.study.grouping.as_ref().and_then(|id| {
        let (table, position) = context.answers.column(id)?;
        Some((table, position, table.columns.get(position)?))
    });
    let Some((table, position, column)) = found else { return Vec::new() };
    let label = context.question(column).map_or("", |question| &question.label);
    let mut findings = Vec::new();
    for participant in &questionnaire.participants {
        let row = table.rows_of(&participant.id).next();
        let Some(datum) = row.and_then(|row| row.data.get(position)) else { continue };
        let (Some(expected), Some(Value::Choice(given))) = (&participant.group, datum.value())
        else {
            continue;
        };
        if **given == **expected {
            continue;
        }
        let expected = shown::label(questionnaire, column, expected);
        let given = shown::answer(questionnaire, column, datum);
        let args = [
            ("participant", participant.short.as_str()),
            ("question", label),
            ("expected", expected.as_str()),
            ("given", given.as_str()),
        ];
        let place = context.place(&participant.id, datum);
        let finding = Finding::new(Code::GroupDiffers, place, &args);
        findings.push(context.about(finding.by(&participant.id), column, datum));
    }
    findings
}

#[cfg(test)]
mod tests {
    use crate::check::testing::TinyStudy;

    const QUESTIONS: &str = "  - { id: model, type: choice, choices: kind, label: Modello }\n";

    #[test]
    fn another_group_than_expected_is_a_warning() {
        let study = TinyStudy::new(QUESTIONS, "", "")
            .answers("alfa", &[("model", "green")], &[])
            .answers("beta", &[("model", "red")], &[]);
        assert_eq!(
            study.found(),
            [
                "alfa.xlsx:S!B1: avviso[group-differs]: alla domanda «Modello» la risposta è «Verde», \
             per Alfa era atteso «Rosso»",
            ]
        );
    }

    #[test]
    fn no_answer_differs_from_nothing() {
        let study = TinyStudy::new(QUESTIONS, "", "").answers("alfa", &[], &[]);
        assert!(study.found().is_empty());
    }
}
