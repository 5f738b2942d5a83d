// SPDX-License-Identifier: EUPL-1.2
//! A column in which nothing should stand twice.

use super::context::Context;
use super::{declared, shown};
use crate::datum::Datum;
use crate::diag::{Finding, Phrase};
use crate::locale;
use crate::questionnaire::Check;
use crate::tables::TableColumn;
use std::collections::BTreeMap;

/// Reports every repetition within a participant, with the cell where it stood first.
pub(super) fn run(context: &Context<'_>, check: &Check, found: TableColumn<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for participant in context.participants() {
        let mut seen: BTreeMap<String, &Datum> = BTreeMap::new();
        for row in found.table.rows_of(participant) {
            let Some(datum) = found.datum(row) else { continue };
            let Some(value) = datum.value() else { continue };
            let words = shown::spelled(context.questionnaire, found.column, value);
            let folded = locale::fold(&words);
            let Some(first) = seen.get(&folded) else {
                seen.insert(folded, datum);
                continue;
            };
            let value = shown::answer(context.questionnaire, found.column, datum);
            let place = context.place(participant, datum);
            let finding = declared::finding(check, place, &[("value", &value)]).by(participant);
            findings.push(
                context
                    .about(finding, found.column, datum)
                    .also_at(context.place(participant, first), Phrase::plain("check-first-time")),
            );
        }
    }
    findings
}

#[cfg(test)]
mod tests {
    use crate::check::testing::TinyStudy;

    const QUESTIONS: &str = r#"
  - id: owners
    type: table
    label: Soci
    row_label: name
    rows: 5
    columns:
      - { id: name, type: text, label: Nome }
"#;
    const CHECK: &str = r#"
  - code: twice
    severity: warning
    kind: unique
    table: s.owners
    column: name
    message: "«{value}» compare due volte"
"#;

    #[test]
    fn a_repetition_points_to_the_first() {
        let study = TinyStudy::new(QUESTIONS, CHECK, "")
            .answers("alfa", &[], &[("owners", &[&["Comune"], &[""], &["comune "], &[""]])])
            .answers("beta", &[], &[("owners", &[&["Comune"]])]);
        assert_eq!(study.found(), ["alfa.xlsx:S!B12: avviso[twice]: «comune » compare due volte"]);
        let findings = study.run().unwrap();
        assert_eq!(findings[0].related[0].0.to_string(), "alfa.xlsx › S!B10");
    }

    #[test]
    fn a_column_that_does_not_exist_is_a_mistake_of_the_study() {
        let study = TinyStudy::new(QUESTIONS, &CHECK.replace("column: name", "column: nome"), "");
        let found = study.found();
        assert_eq!(
            found,
            ["questionnaire/checks.yaml:3:11: errore[yaml-unknown-word]: «nome» non esiste",]
        );
    }
}
