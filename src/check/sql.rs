// SPDX-License-Identifier: EUPL-1.2
//! A query that returns one row a finding.
//!
//! Column `participant` says whose answers, `cell` where (a column ending in `__cell`), `cell2`
//! the other cell when two disagree. All columns can stand in the message. Results that have the
//! name of a column of a table in the query are printed like it: choices by their labels, years
//! without points.

use super::context::Context;
use super::{declared, shown};
use crate::datum::{Day, Decimal, columns};
use crate::diag::{CellAt, Finding, Phrase, Place, Private, say};
use crate::questionnaire::{Check, Questionnaire, Type};
use crate::study::check_rows;
use crate::tables::{Column, Rows, parse_cells};

/// Runs the query and gives a finding for each of its rows.
pub(super) fn run(
    context: &Context<'_>,
    check: &Check,
    query: &str,
) -> Result<Vec<Finding>, Vec<Finding>> {
    let rows = check_rows(context.database, check, query)?;
    let result = Printed { context, rows: &rows, columns: columns(context, &rows, query) };
    Ok((0..rows.rows.len()).map(|row| result.finding(check, row)).collect())
}

/// For each column of a result the column of the answers that it seems to be.
fn columns<'a>(context: &Context<'a>, rows: &Rows, query: &str) -> Vec<Option<&'a Column>> {
    let words: Vec<&str> = query.split(|c: char| !c.is_ascii_alphanumeric() && c != '_').collect();
    let tables: Vec<_> = context
        .answers
        .tables
        .values()
        .filter(|table| words.contains(&table.id.replace('.', "_").as_str()))
        .collect();
    let find = |name: &String| {
        let mut found = tables.iter().filter_map(|table| table.columns.get(table.position(name)?));
        let first = found.next()?;
        // two columns of one name that are printed differently: the result may be either
        found.all(|c| c.kind == first.kind && c.choices == first.choices).then_some(first)
    };
    rows.columns.iter().map(find).collect()
}

struct Printed<'a> {
    context: &'a Context<'a>,
    rows: &'a Rows,
    columns: Vec<Option<&'a Column>>,
}

impl Printed<'_> {
    fn finding(&self, check: &Check, row: usize) -> Finding {
        let values: Vec<String> =
            (0..self.rows.columns.len()).map(|at| self.value(row, at)).collect();
        let names = self.rows.columns.iter().map(String::as_str);
        let args: Vec<(&str, &str)> = names.zip(values.iter().map(String::as_str)).collect();
        let mut cells = self.cells(row, "cell").into_iter();
        let first = cells.next();
        let written = first.as_ref().and_then(|cell| self.context.written(cell));
        let participant = self
            .text(row, columns::PARTICIPANT)
            .or_else(|| written.map(|written| written.participant.to_owned()));
        let place = match (first, &participant) {
            (Some(cell), _) => Place::Cell(cell),
            (None, Some(participant)) => self.context.file(participant),
            (None, None) => Place::Nowhere,
        };
        let mut finding = declared::finding(check, place, &args);
        finding.participant = participant;
        if let Some(written) = written {
            finding.question = Some(written.question.to_owned());
            finding.value =
                (!written.text.is_empty()).then(|| Private::new(written.text.to_owned()));
        }
        for cell in cells.chain(self.cells(row, "cell2")) {
            let word = self.word(&cell);
            finding = finding.also_at(Place::Cell(cell), word);
        }
        finding
    }

    /// What is said at the other cell: what stands there.
    fn word(&self, cell: &CellAt) -> Phrase {
        match self.context.written(cell) {
            Some(written) if !written.text.is_empty() => {
                Phrase::new("check-other-cell", &[("value", written.text)])
            }
            _ => Phrase::plain("check-other-cell-empty"),
        }
    }

    fn text(&self, row: usize, name: &str) -> Option<String> {
        self.rows.text(row, self.rows.position(name)?)
    }

    fn cells(&self, row: usize, name: &str) -> Vec<CellAt> {
        self.text(row, name).map(|text| parse_cells(&text)).unwrap_or_default()
    }

    fn value(&self, row: usize, at: usize) -> String {
        let Some(text) = self.rows.text(row, at) else { return say("check-no-value") };
        let column = self.columns.get(at).copied().flatten();
        let kind = column.map(|column| column.kind);
        match (self.rows.number(row, at), column) {
            (Some(number), _) if kind == Some(Type::YesNo) => {
                say(if number == Decimal::ZERO { "check-no" } else { "check-yes" })
            }
            (Some(number), _) => shown::number_of(number, kind),
            (None, Some(column)) => words(self.context.questionnaire, column, &text),
            (None, None) => text,
        }
    }
}

fn words(questionnaire: &Questionnaire, column: &Column, text: &str) -> String {
    match column.kind {
        Type::Date => Day::parse(text).map_or_else(|| text.to_owned(), Day::short),
        Type::Choice | Type::Choices => {
            let ids = text.split('|').filter(|id| !id.is_empty());
            let labels: Vec<String> =
                ids.map(|id| shown::label(questionnaire, column, id)).collect();
            labels.join(", ")
        }
        _ => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use crate::answers::{CellIndex, build};
    use crate::check::testing::TinyStudy;
    use crate::diag::Permit;
    use crate::diag::{Error, short};
    use crate::tables::Database;

    const QUESTIONS: &str = r#"
  - { id: since, type: year, label: Dal }
  - id: roles
    type: table
    label: Figure
    row_label: role
    rows: 5
    columns:
      - { id: role, type: text, label: Figura }
      - { id: kind, type: choice, choices: kind, label: Tipo }
      - { id: people, type: decimal, label: Persone }
"#;

    fn check(query: &str, message: &str) -> String {
        format!(
            "  - {{ code: q, severity: error, kind: sql, sql: \"{query}\", message: \"{message}\" }}\n"
        )
    }

    #[test]
    fn each_row_is_a_finding_with_its_cells_and_italian_values() {
        let check = check(
            "SELECT r.participant, people__cell AS cell, kind__cell AS cell2, role, kind, people, \
             since FROM s_roles r JOIN s ON s.participant = r.participant WHERE people > 1",
            "{role} {kind} {people} dal {since}",
        );
        let study = TinyStudy::new(QUESTIONS, &check, "").answers(
            "alfa",
            &[("since", "2013")],
            &[("roles", &[&["Tecnico", "red", "1234.5"], &["Altro", "green", "1"]])],
        );
        assert_eq!(study.found(), ["alfa.xlsx:S!D10: errore[q]: Tecnico Rosso 1.234,5 dal 2013",]);
        let findings = study.run().unwrap();
        assert_eq!(findings[0].participant.as_deref(), Some("alfa"));
        assert_eq!(findings[0].question.as_deref(), Some("s.roles.people"));
        assert_eq!(findings[0].written(Permit::COLLECTOR), Some("1234.5"));
        assert_eq!(findings[0].related[0].1.read(Permit::COLLECTOR).said(), "qui è scritto «red»");
    }

    #[test]
    fn a_cell_belongs_to_its_own_question_and_not_to_the_one_it_makes_irrelevant() {
        let questions = r#"
  - { id: model, type: choice, choices: kind, label: Modello }
  - { id: only, type: text, label: Solo, relevant: { question: s.model, is: [green] } }
"#;
        let query =
            "SELECT participant, model__cell AS cell FROM s WHERE only__state = 'not_applicable'";
        let study = TinyStudy::new(questions, &check(query, "x"), "");
        let findings = study.answers("alfa", &[("model", "red")], &[]).run().unwrap();
        let found: Vec<_> = findings
            .iter()
            .map(|f| (f.question.as_deref(), f.written(Permit::COLLECTOR)))
            .collect();
        assert_eq!(found, [(Some("s.model"), Some("red"))]);
    }

    #[test]
    fn a_query_without_rows_is_silent() {
        let query = "SELECT participant, people__cell AS cell FROM s_roles WHERE people > 5";
        let study = TinyStudy::new(QUESTIONS, &check(query, "x"), "").answers(
            "alfa",
            &[],
            &[("roles", &[&["A", "red", ""]])],
        );
        assert!(study.found().is_empty());
    }

    #[test]
    fn all_mistakes_in_queries_are_given_at_once() {
        let checks = format!(
            "{}{}{}",
            check("SELECT participant, nope AS cell FROM s", "x"),
            check("SELECT participant FROM s", "x").replace("code: q", "code: r"),
            check("SELECT participant, since__cell AS cell FROM s", "{dal}")
                .replace("code: q", "code: t"),
        );
        let found = TinyStudy::new(QUESTIONS, &checks, "").found();
        assert_eq!(
            found,
            [
                "questionnaire/checks.yaml:2:13: errore[check-sql]: l'interrogazione q non è valida: \
             no such column: nope\n\
             questionnaire/checks.yaml:3:13: errore[check-sql-column]: l'interrogazione non \
             restituisce la colonna «cell»\n\
             questionnaire/checks.yaml:4:13: errore[check-placeholder]: nel messaggio nulla può \
             prendere il posto di «dal»",
            ]
        );
    }

    #[test]
    fn the_checks_of_our_own_study_can_be_run() {
        let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
        let questionnaire =
            crate::questionnaire::load(&crate::files::Files::new(root)).unwrap().value;
        let answers = std::sync::Arc::new(build(&questionnaire, &[]));
        let database = Database::new(&questionnaire, &answers.laid_out, &[]).unwrap();
        if let Err(error) =
            crate::check::run(&questionnaire, &answers, &database, &CellIndex::new(&answers))
        {
            let Error::Study(findings) = error else { panic!("{error}") };
            // classes are columns only once there are codings
            let uncoded =
                |text: &String| questionnaire.codings.is_empty() && text.contains("no such column");
            let left: Vec<String> = findings
                .iter()
                .map(|finding| short(finding, Permit::COLLECTOR))
                .filter(|t| !uncoded(t))
                .collect();
            assert!(left.is_empty(), "{}", left.join("\n"));
        }
    }
}
