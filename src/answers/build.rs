// SPDX-License-Identifier: EUPL-1.2
//! Lays responses into tables.

use super::{Answers, AnswersOf, Column, DataTable, RoundTables, Row, RowIndex, code};
use crate::datum::{Datum, Day, Empty, Origin, State, Trace, Value, columns};
use crate::diag::{CellAt, CellRef};
use crate::questionnaire::{Grid, Question, Questionnaire, Reference, Section, Table, Type};
use crate::responses::Response;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Builds the tables of all responses, one response a participant, with those of the
/// participants' previous rounds beside them, and of all others, each with its round.
pub fn build_after(
    questionnaire: &Questionnaire,
    responses: &[&Response],
    previous: &[&Response],
    others: &[&Response],
) -> Answers {
    let rounds = questionnaire.study.rounds.iter().map(|round| {
        let of: Vec<&Response> =
            others.iter().copied().filter(|one| one.stamp.round == round.id).collect();
        of
    });
    let rounds = rounds.filter(|of| !of.is_empty());
    let others = rounds.map(|of| of_round(build(questionnaire, &of))).collect();
    let previous = of_round(build(questionnaire, previous));
    Answers { previous, others, ..build(questionnaire, responses) }
}

/// The tables of answers alone, each participant's rows with their round.
fn of_round(answers: Answers) -> RoundTables {
    let mut tables = answers.tables;
    tables.retain(|id, _| is_answered(id));
    let rounds = answers.origins.into_iter().map(|(id, of)| (id, of.round)).collect();
    RoundTables { tables, rounds }
}

/// The tables as they are before anybody answers: their columns, and no rows.
pub fn schema(questionnaire: &Questionnaire) -> Answers {
    let mut schema = build(questionnaire, &[]);
    schema.tables.values_mut().for_each(|table| table.rows.clear());
    schema.previous = of_round(schema.clone());
    schema
}

/// Builds the tables of all responses, one response a participant.
pub fn build(questionnaire: &Questionnaire, responses: &[&Response]) -> Answers {
    let of = responses.iter().rev().map(|one| (one.stamp.participant.as_str(), *one));
    let of: BTreeMap<&str, &Response> = of.collect();
    let ids = questionnaire.participants.iter().map(|participant| participant.id.as_str());
    let ordered = ids.filter_map(|id| of.get(id).copied()).collect();
    let builder = Builder { questionnaire, responses: ordered };
    let mut tables = BTreeMap::new();
    for section in &questionnaire.sections {
        builder.section(section, &mut tables);
    }
    for reference in questionnaire.references.values() {
        tables.insert(format!("reference.{}", reference.id), reference_table(reference));
    }
    code::add_codings(questionnaire, &mut tables);
    code::add_attributes(questionnaire, &mut tables);
    let (origins, of_tables) = (builder.origins(), builder.of_tables());
    let renamed = responses.iter().flat_map(|one| one.renamed.clone()).collect();
    Answers { tables, origins, renamed, of_tables, ..Answers::default() }
}

/// Whether a table holds answers, and not reference data.
pub(super) fn is_answered(id: &str) -> bool {
    !id.starts_with("reference.")
}

struct Builder<'a> {
    questionnaire: &'a Questionnaire,
    responses: Vec<&'a Response>,
}

impl Builder<'_> {
    fn section(&self, section: &Section, tables: &mut BTreeMap<String, DataTable>) {
        let questions: Vec<&Question> = section.questions().collect();
        if !questions.is_empty() {
            tables.insert(section.id.clone(), self.singles(section, &questions));
        }
        for table in section.tables() {
            tables.insert(table.id.to_string(), self.table(table));
        }
        for grid in section.grids() {
            tables.insert(grid.id.to_string(), self.grid(grid));
        }
    }

    /// One row a participant, one column a single question.
    fn singles(&self, section: &Section, questions: &[&Question]) -> DataTable {
        let row = |response: &&Response| Row {
            participant: response.stamp.participant.as_str().into(),
            number: 1,
            data: Arc::new(questions.iter().map(|q| self.single(response, q)).collect()),
        };
        DataTable {
            id: section.id.clone(),
            label: section.title.clone(),
            columns: questions.iter().map(|question| Column::of(question)).collect(),
            row_label: 0,
            rows: self.responses.iter().map(row).collect(),
            index: RowIndex::default(),
        }
    }

    fn single(&self, response: &Response, question: &Question) -> Datum {
        let given = response.answers.get(&question.id);
        let mut datum =
            given.map_or_else(|| blank(response), |datum| response.counted(question, datum));
        if let Some(condition) = &question.relevant
            && datum.is_blank()
            && let Some(decides) = response.does_not_meet(self.questionnaire, condition)
        {
            datum.state = State::Empty(Empty::NotApplicable);
            // After its own cell, the one that makes it so.
            let most = if datum.trace.cells.is_empty() { 1 } else { usize::MAX };
            datum.trace.cells.extend(decides.cells.into_iter().take(most));
        }
        datum
    }

    fn table(&self, table: &Table) -> DataTable {
        let row_label = table.columns.iter().position(|c| c.name == table.row_label).unwrap_or(0);
        let mut rows = Vec::new();
        for response in &self.responses {
            if says_of_all(response, table).is_some() {
                continue;
            }
            let filled = response.tables.get(&table.id).map(Vec::as_slice).unwrap_or_default();
            let participant: Arc<str> = response.stamp.participant.as_str().into();
            for (number, filled) in filled.iter().enumerate() {
                rows.push(Row {
                    participant: Arc::clone(&participant),
                    number: number + 1,
                    data: counted(response, &table.columns, &filled.answers),
                });
            }
        }
        DataTable {
            id: table.id.to_string(),
            label: table.label.clone(),
            columns: table.columns.iter().map(Column::of).collect(),
            row_label,
            rows,
            index: RowIndex::default(),
        }
    }

    fn of_tables(&self) -> BTreeMap<(String, String), Datum> {
        let tables = self.questionnaire.sections.iter().flat_map(|section| section.tables());
        let said = tables.flat_map(|table| {
            let said = move |response: &&Response| {
                let datum = says_of_all(response, table)?.clone();
                Some(((table.id.to_string(), response.stamp.participant.clone()), datum))
            };
            self.responses.iter().filter_map(said)
        });
        said.collect()
    }

    /// One row a cell, with the choices down and across as columns.
    fn grid(&self, grid: &Grid) -> DataTable {
        let mut rows = Vec::new();
        for response in &self.responses {
            let cells = response.grids.get(&grid.id);
            let participant: Arc<str> = response.stamp.participant.as_str().into();
            for (row, column) in self.grid_keys(grid) {
                let datum = cells
                    .and_then(|cells| cells.get(&(row.clone(), column.clone())))
                    .map_or_else(|| blank(response), |it| response.counted(&grid.cell, it));
                rows.push(Row {
                    participant: Arc::clone(&participant),
                    number: rows.len() + 1,
                    data: Arc::new(vec![axis(&row), axis(&column), datum]),
                });
            }
        }
        let title = |list: &str| self.questionnaire.choices.get(list).map_or("", |l| &l.title);
        DataTable {
            id: grid.id.to_string(),
            label: grid.label.clone(),
            columns: vec![
                Column::derived(columns::ROW_ID, title(&grid.rows), &grid.rows, false),
                Column::derived(columns::COLUMN_ID, title(&grid.columns), &grid.columns, false),
                Column { name: columns::VALUE.to_owned(), ..Column::of(&grid.cell) },
            ],
            row_label: 0,
            rows,
            index: RowIndex::default(),
        }
    }

    fn grid_keys(&self, grid: &Grid) -> Vec<(String, String)> {
        let ids = |list: &str| -> Vec<String> {
            let list = self.questionnaire.choices.get(list);
            list.map(|list| list.choices.iter().map(|c| c.id.clone()).collect()).unwrap_or_default()
        };
        let columns = ids(&grid.columns);
        ids(&grid.rows)
            .into_iter()
            .flat_map(|row| columns.iter().map(move |column| (row.clone(), column.clone())))
            .collect()
    }

    fn origins(&self) -> BTreeMap<String, AnswersOf> {
        let grouping = self.questionnaire.study.grouping.as_deref().unwrap_or_default();
        let of = |response: &&Response| {
            let said = response.answers.get(grouping);
            let group =
                said.map(Datum::choices).and_then(|ids| ids.first().map(|id| (*id).to_owned()));
            let answers_of = AnswersOf {
                file: Arc::clone(&response.file),
                round: response.stamp.round.clone(),
                origin: response.origin,
                note: response.note.clone(),
                group,
                grouped_by: said.map(|datum| datum.trace.clone()).unwrap_or_default(),
            };
            (response.stamp.participant.clone(), answers_of)
        };
        self.responses.iter().map(of).collect()
    }
}

/// The «nessuno» or «n.d.» that a participant wrote in a table and nothing else: the form asks to
/// write it in the first row, and it is said of the table.
fn says_of_all<'a>(response: &'a Response, table: &Table) -> Option<&'a Datum> {
    let rows = response.tables.get(&table.id).filter(|_| table.printed.is_none())?;
    let mut written = rows.iter().flat_map(|row| row.answers.iter()).filter(|d| !d.is_blank());
    let first = written.next()?;
    let says = |datum: &Datum| {
        matches!(datum.state, State::Empty(Empty::None | Empty::NotAvailable))
            && datum.state == first.state
    };
    (says(first) && written.all(says)).then_some(first)
}

/// Nothing was found for a question: its place is the file as a whole.
fn blank(response: &Response) -> Datum {
    let empty = match response.origin {
        Origin::Transcribed => Empty::NotInSource,
        Origin::Returned => Empty::Blank,
    };
    Datum { state: State::Empty(empty), written: Arc::default(), trace: Trace::default() }
}

fn axis(id: &str) -> Datum {
    Datum {
        state: State::Value(Value::Choice(id.into())),
        written: Arc::default(),
        trace: Trace::default(),
    }
}

fn reference_table(reference: &Reference) -> DataTable {
    let file: Arc<str> = reference.file.as_str().into();
    let columns: Vec<Column> = reference
        .columns
        .iter()
        .map(|column| Column {
            name: column.id.clone(),
            question: None,
            label: column.label.clone(),
            kind: column.kind,
            unit: column.unit.clone(),
            choices: column.choices.clone(),
            decimals: column.decimals,
            adds: column.kind.adds(),
            limits: (None, None),
            private: false,
        })
        .collect();
    let participant = reference.columns.iter().position(|c| c.kind == Type::Participant);
    let mut rows = Vec::new();
    for (number, (line, texts)) in reference.rows.iter().enumerate() {
        let data = reference.columns.iter().zip(texts).map(|(column, text)| {
            let row = u32::try_from(line.saturating_sub(1)).unwrap_or(0);
            let cell = CellRef::new(row, column.position);
            let at = CellAt { file: Arc::clone(&file), sheet: Arc::from(""), cell };
            reference_datum(column.kind, text, at)
        });
        rows.push(Row {
            participant: participant.and_then(|at| texts.get(at)).map_or("", String::as_str).into(),
            number: number + 1,
            data: Arc::new(data.collect()),
        });
    }
    DataTable {
        id: format!("reference.{}", reference.id),
        label: reference.title.clone(),
        columns,
        row_label: 0,
        rows,
        index: RowIndex::default(),
    }
}

/// A row as it may be counted; the response's own where nothing in it is beyond its limits.
fn counted(response: &Response, columns: &[Question], row: &Arc<Vec<Datum>>) -> Arc<Vec<Datum>> {
    let asked = || columns.iter().zip(row.iter());
    if !asked().any(|(question, datum)| response.is_beyond(question, datum)) {
        return Arc::clone(row);
    }
    Arc::new(asked().map(|(question, datum)| response.counted(question, datum)).collect())
}

/// Reference data is written for programs: dot decimals, ISO dates, ids of choices.
fn reference_datum(kind: Type, text: &str, at: CellAt) -> Datum {
    let written: Arc<str> = text.into();
    let value = match kind {
        _ if text.is_empty() => None,
        Type::Integer | Type::Decimal | Type::Money | Type::Percent | Type::Year => {
            text.parse().ok().map(Value::Number)
        }
        Type::Date => Day::parse(text).map(Value::Day),
        Type::Choice | Type::Participant => Some(Value::Choice(Arc::clone(&written))),
        Type::YesNo => match text {
            "yes" | "1" | "true" => Some(Value::YesNo(true)),
            "no" | "0" | "false" => Some(Value::YesNo(false)),
            _ => None,
        },
        _ => Some(Value::Text(Arc::clone(&written))),
    };
    let state = match value {
        Some(value) => State::Value(value),
        None if text.is_empty() => State::Empty(Empty::NotAvailable),
        None => State::Unreadable,
    };
    Datum { state, written, trace: Trace::of(at) }
}
