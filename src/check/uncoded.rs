// SPDX-License-Identifier: EUPL-1.2
//! Free words that no researcher has put into a class yet.

use super::{context::Context, shown};
use crate::datum::{Datum, Empty, State};
use crate::diag::{Code, Finding};
use crate::questionnaire::Coding;
use crate::tables::{Column, DataTable, Row};

/// Reports each text without a class; the note counts them by coding.
pub(super) fn run(context: &Context<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for coding in &context.questionnaire.codings {
        let Some((table, words)) = context.answers.column(&coding.question) else { continue };
        let Some(classes) = table.position(&coding.id) else { continue };
        let Some(column) = table.columns.get(words) else { continue };
        let coded = Coded { context, coding, column, table, classes };
        findings.extend(coded.findings());
    }
    findings
}

struct Coded<'a> {
    context: &'a Context<'a>,
    coding: &'a Coding,
    column: &'a Column,
    table: &'a DataTable,
    classes: usize,
}

impl<'a> Coded<'a> {
    fn findings(&self) -> Vec<Finding> {
        let (mut texts, mut missing) = (0_usize, Vec::new());
        for row in &self.table.rows {
            match row.data.get(self.classes) {
                Some(datum) if datum.state == State::Empty(Empty::Uncoded) => {
                    texts += 1;
                    missing.push((row, datum));
                }
                Some(datum) if datum.value().is_some() => texts += 1,
                _ => {}
            }
        }
        let counts = (missing.len().to_string(), texts.to_string());
        missing.iter().map(|(row, datum)| self.finding(row, datum, &counts)).collect()
    }

    fn finding(&self, row: &'a Row, datum: &Datum, counts: &(String, String)) -> Finding {
        let list = self.context.questionnaire.choices.get(&self.coding.choices);
        // a class is missing, but what was written is what people know it by
        let text = if self.column.private {
            shown::answer(self.context.questionnaire, self.column, datum)
        } else {
            datum.written.trim().replace('\n', " ")
        };
        let args = [
            ("text", text.as_str()),
            ("classes", list.map_or(self.coding.choices.as_str(), |list| &list.title)),
            ("file", self.coding.file.as_str()),
            ("n", counts.0.as_str()),
            ("of", counts.1.as_str()),
        ];
        let place = self.context.place(&row.participant, datum);
        let finding = Finding::new(Code::Uncoded, place, &args).by(&row.participant);
        self.context.about(finding, self.column, datum)
    }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::TinyStudy;
    use crate::diag::Permit;
    use crate::diag::texts;

    const QUESTIONS: &str = r#"
  - id: services
    type: table
    label: Servizi
    row_label: name
    rows: 5
    columns:
      - { id: name, type: text, label: Nome }
"#;
    const CODING: &str = r#"
id: class
question: s.services.name
choices: kind
several: false
coder: Noi
date: 2022-09-15
codings:
  - { text: "Posta", class: red, reason: "x" }
"#;

    #[test]
    fn texts_without_a_class_are_notes_with_their_count() {
        let rows: &[&[&str]] = &[&["posta"], &["Siti"], &[""], &["n.d."]];
        let study =
            TinyStudy::new(QUESTIONS, "", CODING).answers("alfa", &[], &[("services", rows)]);
        assert_eq!(
            study.found(),
            ["alfa.xlsx:S!B11: nota[uncoded]: «Siti» è da classificare (Tipo)",]
        );
        let findings = study.run().unwrap();
        assert_eq!(
            texts(&findings[0], Permit::COLLECTOR).note.as_deref(),
            Some("in questionnaire/codings/class.yaml i testi senza classe sono 1 su 2")
        );
    }

    #[test]
    fn coded_texts_are_silent() {
        let rows: &[&[&str]] = &[&["Posta"], &["n.d."]];
        let study =
            TinyStudy::new(QUESTIONS, "", CODING).answers("alfa", &[], &[("services", rows)]);
        assert!(study.found().is_empty());
    }
}
