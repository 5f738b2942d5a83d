// SPDX-License-Identifier: EUPL-1.2
//! Required questions that nobody answered.
//!
//! A blank single question is an error: the participant cannot be compared on it. A blank column
//! in a filled row is a warning. What a transcribed source does not say is a note: nobody can be
//! asked to mend it.

use super::context::Context;
use super::shown;
use crate::datum::{Datum, Empty, State, columns};
use crate::diag::{Code, Finding, Severity};
use crate::questionnaire::{Grid, Item, Question, Table};
use crate::tables::{Column, DataTable, Row};

/// Reports what is required and blank.
pub(super) fn run(context: &Context<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for section in &context.questionnaire.sections {
        for item in &section.items {
            match item {
                Item::Question(question) => single(context, &section.id, question, &mut findings),
                Item::Table(table) => rows(context, table, &mut findings),
                Item::Grid(grid) => cells(context, grid, &mut findings),
            }
        }
    }
    findings
}

fn single(context: &Context<'_>, section: &str, question: &Question, findings: &mut Vec<Finding>) {
    let Some(table) = context.answers.tables.get(section).filter(|_| question.required) else {
        return;
    };
    let Some((position, column)) = find(table, &question.name) else { return };
    for participant in context.participants() {
        let row = table.rows_of(participant).next();
        let Some(datum) = row.and_then(|row| row.data.get(position)) else { continue };
        let args = [("question", question.label.as_str())];
        let blank = Blank { context, participant, column, wording: None, args: &args };
        findings.extend(blank.finding(datum, Severity::Error));
    }
}

/// Required columns in the rows in which somebody wrote something.
fn rows(context: &Context<'_>, table: &Table, findings: &mut Vec<Finding>) {
    let Some(data) = context.answers.tables.get(&*table.id) else { return };
    let required = table.columns.iter().filter(|c| c.required && c.printed.is_none());
    for question in required {
        let Some((position, column)) = find(data, &question.name) else { continue };
        for participant in context.participants() {
            if !context.concerns(participant, question.relevant.as_ref()) {
                continue;
            }
            for row in data.rows_of(participant).filter(|row| is_filled(table, data, row)) {
                let Some(datum) = row.data.get(position) else { continue };
                let name = row_name(context, data, row, position);
                let args = [("question", question.label.as_str()), ("row", name.as_str())];
                let wording = if name.is_empty() { "column" } else { "row" };
                let blank =
                    Blank { context, participant, column, wording: Some(wording), args: &args };
                findings.extend(blank.finding(datum, Severity::Warning));
            }
        }
    }
}

/// A required grid: blank as a whole it is like a single question, in part a warning.
fn cells(context: &Context<'_>, grid: &Grid, findings: &mut Vec<Finding>) {
    let Some(data) = context.answers.tables.get(&*grid.id).filter(|_| grid.cell.required) else {
        return;
    };
    let Some((position, column)) = find(data, columns::VALUE) else { return };
    for participant in context.participants() {
        let all: Vec<&Datum> =
            data.rows_of(participant).filter_map(|row| row.data.get(position)).collect();
        let blank: Vec<&&Datum> = all.iter().filter(|datum| datum.is_blank()).collect();
        let Some(first) = blank.first() else { continue };
        let (wording, severity) = if blank.len() == all.len() {
            (None, Severity::Error)
        } else {
            (Some("cells"), Severity::Warning)
        };
        let n = blank.len().to_string();
        let args = [("question", grid.label.as_str()), ("n", n.as_str())];
        let blank = Blank { context, participant, column, wording, args: &args };
        findings.extend(blank.finding(first, severity));
    }
}

/// Whether a participant wrote something in a row, besides what the form printed there.
fn is_filled(table: &Table, data: &DataTable, row: &Row) -> bool {
    data.columns.iter().zip(row.data.iter()).any(|(column, datum)| {
        let asked = table.column(&column.name).is_some_and(|c| c.printed.is_none());
        asked && !datum.is_blank()
    })
}

/// The words that name a row, unless they are what is missing.
fn row_name(context: &Context<'_>, data: &DataTable, row: &Row, missing: usize) -> String {
    let named = data.columns.get(data.row_label).zip(row.data.get(data.row_label));
    match named {
        Some((column, datum)) if data.row_label != missing && datum.value().is_some() => {
            shown::answer(context.questionnaire, column, datum)
        }
        _ => String::new(),
    }
}

fn find<'a>(table: &'a DataTable, name: &str) -> Option<(usize, &'a Column)> {
    let position = table.position(name)?;
    Some((position, table.columns.get(position)?))
}

/// A required answer that may be blank, and how that is said.
struct Blank<'a> {
    context: &'a Context<'a>,
    participant: &'a str,
    column: &'a Column,
    wording: Option<&'static str>,
    args: &'a [(&'static str, &'a str)],
}

impl Blank<'_> {
    /// The finding, when the answer is blank.
    fn finding(&self, datum: &Datum, severity: Severity) -> Option<Finding> {
        let (severity, wording) = match datum.state {
            State::Empty(Empty::Blank) => (severity, self.wording),
            State::Empty(Empty::NotInSource) => (Severity::Note, Some(self.in_source())),
            _ => return None,
        };
        let place = self.context.place(self.participant, datum);
        let finding = Finding::new(Code::RequiredBlank, place, self.args).weighing(severity);
        let finding = Finding { wording, ..finding.by(self.participant) };
        Some(self.context.about(finding, self.column, datum))
    }

    fn in_source(&self) -> &'static str {
        match self.wording {
            Some("row") => "not-in-source-row",
            _ => "not-in-source",
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::TinyStudy;

    const QUESTIONS: &str = r#"
  - { id: name, type: text, label: Nome, required: true }
  - { id: more, type: text, label: Altro }
  - id: roles
    type: table
    label: Figure
    row_label: role
    rows: 5
    columns:
      - { id: role, type: text, label: Figura, required: true }
      - { id: people, type: integer, label: Persone, required: true }
      - { id: note, type: text, label: Nota }
"#;

    #[test]
    fn blanks_are_errors_in_questions_and_warnings_in_filled_rows() {
        let study = TinyStudy::new(QUESTIONS, "", "").answers(
            "alfa",
            &[],
            &[("roles", &[&["Tecnico", "", ""], &["", "", ""], &["", "3", ""]])],
        );
        assert_eq!(
            study.found(),
            [
                "alfa.xlsx:S!B1: errore[required-blank]: manca la risposta a «Nome»",
                "alfa.xlsx:S!C10: avviso[required-blank]: nella riga «Tecnico» manca «Persone»",
                "alfa.xlsx:S!B12: avviso[required-blank]: in una riga compilata manca «Figura»",
            ]
        );
    }

    #[test]
    fn what_a_transcribed_source_does_not_say_is_a_note() {
        let study = TinyStudy::new(QUESTIONS, "", "").transcribed(
            "alfa",
            &[],
            &[("roles", &[&["Tecnico", "", ""]])],
        );
        assert_eq!(
            study.found(),
            [
                "alfa.xlsx:S!B1: nota[required-blank]: la fonte trascritta non dice «Nome»",
                "alfa.xlsx:S!C10: nota[required-blank]: nella riga «Tecnico» la fonte trascritta non \
             dice «Persone»",
            ]
        );
    }

    #[test]
    fn none_and_not_available_are_answers_and_who_did_not_answer_is_left_alone() {
        let study = TinyStudy::new(QUESTIONS, "", "").answers(
            "alfa",
            &[("name", "nessuno")],
            &[("roles", &[&["Tecnico", "n.d.", ""]])],
        );
        assert!(study.found().is_empty());
    }
}
