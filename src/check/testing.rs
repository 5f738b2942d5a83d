// SPDX-License-Identifier: EUPL-1.2
//! A tiny study for the tests of checks: one section in YAML, answers by hand.

use crate::answers::{self, Answers, CellIndex};
use crate::datum::{Datum, Empty, Origin, State, Trace, Value};
use crate::diag::{CellAt, CellRef, Error, Finding, Permit, short};
use crate::form::Stamp;
use crate::questionnaire::{self, Item, Question, Questionnaire, Type};
use crate::responses::{Response, ResponseRow};
use crate::tables::Database;
use std::collections::BTreeMap;
use std::fs;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

static STUDIES: AtomicUsize = AtomicUsize::new(0);

/// A study with the section `s`, participants `alfa` and `beta`, the list `kind`.
pub(super) struct TinyStudy {
    pub(super) questionnaire: Questionnaire,
    responses: Vec<Response>,
    previous: Vec<Response>,
}

impl TinyStudy {
    /// `questions` and `checks` are the YAML below these keys; `coding` is a whole file.
    pub(super) fn new(questions: &str, checks: &str, coding: &str) -> Self {
        let number = STUDIES.fetch_add(1, Ordering::Relaxed);
        let name = format!("sestante-check-{}-{number}", std::process::id());
        let root = std::env::temp_dir().join(name);
        let write = |file: &str, text: &str| {
            let path = root.join("questionnaire").join(file);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        };
        let grouping = if questions.contains("id: model") { "grouping: s.model\n" } else { "" };
        write(
            "study.yaml",
            &format!(
                "id: t\ntitle: T\nversion: \"1\"\ndate: 2022-09-30\nsections: [s]\n{grouping}\
                 rounds:\n  - {{ id: r1, title: R }}\n"
            ),
        );
        let group = if grouping.is_empty() { "" } else { ", group: red" };
        write(
            "participants.yaml",
            &format!(
                "participants:\n  - {{ id: alfa, name: Alfa, short: Alfa{group} }}\n  \
                 - {{ id: beta, name: Beta, short: Beta{group} }}\n"
            ),
        );
        write(
            "s.yaml",
            &format!("id: s\ncode: \"1\"\ntitle: S\nsheet: S\nquestions:\n{questions}"),
        );
        write(
            "choices/kind.yaml",
            "id: kind\ntitle: Tipo\nchoices:\n  - { id: red, label: Rosso }\n  \
             - { id: green, label: Verde }\n",
        );
        if !checks.is_empty() {
            write("checks.yaml", &format!("checks:\n{checks}"));
        }
        if !coding.is_empty() {
            write("codings/class.yaml", coding);
        }
        let loaded = questionnaire::load(&crate::files::Files::new(&root));
        fs::remove_dir_all(&root).unwrap();
        match loaded {
            Ok(noted) => TinyStudy {
                questionnaire: noted.value,
                responses: Vec::new(),
                previous: Vec::new(),
            },
            Err(error) => panic!("{}", shown(&error)),
        }
    }

    /// A participant returns its form: single questions stand in column B from row 1, the rows of
    /// a table from row 10, its first column in B.
    pub(super) fn answers(
        mut self,
        participant: &str,
        singles: &[(&str, &str)],
        tables: &[(&str, &[&[&str]])],
    ) -> Self {
        let response = self.response(participant, Origin::Returned, singles, tables);
        self.responses.push(response);
        self
    }

    /// What was answered so far belongs to the previous round.
    pub(super) fn next_round(mut self) -> Self {
        self.previous.append(&mut self.responses);
        self
    }

    /// The same for a round that was written off a document.
    pub(super) fn transcribed(
        mut self,
        participant: &str,
        singles: &[(&str, &str)],
        tables: &[(&str, &[&[&str]])],
    ) -> Self {
        let response = self.response(participant, Origin::Transcribed, singles, tables);
        self.responses.push(response);
        self
    }

    fn response(
        &self,
        participant: &str,
        origin: Origin,
        singles: &[(&str, &str)],
        tables: &[(&str, &[&[&str]])],
    ) -> Response {
        let file = format!("{participant}.xlsx");
        let at = |row, col| CellAt {
            file: file.as_str().into(),
            sheet: "S".into(),
            cell: CellRef::new(row, col),
        };
        let mut answers = BTreeMap::new();
        for (row, question) in (0..).zip(self.questionnaire.sections[0].questions()) {
            let given = singles.iter().find(|(name, _)| *name == question.name);
            let text = given.map_or("", |(_, text)| text);
            answers.insert(question.id.clone(), datum(question, text, at(row, 1), origin));
        }
        let mut rows = BTreeMap::new();
        for (name, filled) in tables {
            let id = format!("s.{name}");
            let Some(Item::Table(table)) = self.questionnaire.item(&id) else { panic!("{id}") };
            let typed = (9..).zip(*filled).map(|(row, texts)| ResponseRow {
                sheet_row: row + 1,
                answers: Arc::new(
                    (1..)
                        .zip(table.columns.iter().zip(*texts))
                        .map(|(col, (column, text))| datum(column, text, at(row, col), origin))
                        .collect(),
                ),
            });
            rows.insert(table.id.clone(), typed.collect());
        }
        let stamp = Stamp {
            study: "t".to_owned(),
            version: "1".to_owned(),
            hash: String::new(),
            participant: participant.to_owned(),
            round: "r1".to_owned(),
        };
        Response {
            knows: None,
            file: file.as_str().into(),
            stamp,
            origin,
            note: None,
            renamed: BTreeMap::new(),
            confirmed: BTreeMap::new(),
            answers,
            tables: rows,
            grids: BTreeMap::new(),
        }
    }

    pub(super) fn build(&self) -> Arc<Answers> {
        let (now, before) = (self.responses.iter().collect::<Vec<_>>(), &self.previous);
        let before: Vec<&Response> = before.iter().collect();
        Arc::new(answers::build_after(&self.questionnaire, &now, &before, &[]))
    }

    pub(super) fn run(&self) -> Result<Vec<Finding>, Error> {
        let answers = self.build();
        let database = Database::new(&self.questionnaire, &answers.laid_out, &[]).unwrap();
        super::run(&self.questionnaire, &answers, &database, &CellIndex::new(&answers))
    }

    /// The findings, one a line; or the mistakes in the study.
    pub(super) fn found(&self) -> Vec<String> {
        match self.run() {
            Ok(findings) => {
                findings.iter().map(|finding| short(finding, Permit::COLLECTOR)).collect()
            }
            Err(error) => vec![shown(&error)],
        }
    }
}

fn shown(error: &Error) -> String {
    match error {
        Error::User { message, .. } => message.clone(),
        Error::Study(findings) => findings
            .iter()
            .map(|finding| short(finding, Permit::COLLECTOR))
            .collect::<Vec<_>>()
            .join("\n"),
    }
}

fn datum(question: &Question, text: &str, at: CellAt, origin: Origin) -> Datum {
    let state = match (text, origin) {
        ("", Origin::Returned) => State::Empty(Empty::Blank),
        ("", Origin::Transcribed) => State::Empty(Empty::NotInSource),
        ("nessuno", _) => State::Empty(Empty::None),
        ("n.d.", _) => State::Empty(Empty::NotAvailable),
        _ => match question.kind {
            kind if kind.is_number() || kind == Type::Year => {
                text.parse().map_or(State::Unreadable, |n| State::Value(Value::Number(n)))
            }
            Type::YesNo => State::Value(Value::YesNo(text == "Sì")),
            Type::Choice => State::Value(Value::Choice(text.into())),
            _ => State::Value(Value::Text(text.into())),
        },
    };
    Datum { state, written: text.into(), trace: Trace::of(at) }
}
