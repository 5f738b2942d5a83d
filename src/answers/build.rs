// SPDX-License-Identifier: EUPL-1.2
//! Lays responses into the tables of the questionnaire.

use super::Answers;
use crate::datum::{Datum, Empty, Origin, State, Trace, Value};
use crate::questionnaire::{Grid, Question, Questionnaire, Section, Table};
use crate::responses::Response;
use crate::tables::{self, AnswersOf, DataTable, RoundTables, Row, Tables};
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
    let others: Vec<RoundTables> =
        rounds.map(|of| laid_out(questionnaire, &of).into_round()).collect();
    let previous = laid_out(questionnaire, previous).into_round();
    let tables = Tables { previous, others, ..laid_out(questionnaire, responses) };
    answers(questionnaire, responses, tables)
}

/// Builds the tables of all responses, one response a participant.
pub fn build(questionnaire: &Questionnaire, responses: &[&Response]) -> Answers {
    answers(questionnaire, responses, laid_out(questionnaire, responses))
}

/// Tables with what is said beside their rows.
fn answers(questionnaire: &Questionnaire, responses: &[&Response], tables: Tables) -> Answers {
    let of_tables = Builder::new(questionnaire, responses).of_tables();
    let renamed = responses.iter().flat_map(|one| one.renamed.clone()).collect();
    Answers { laid_out: Arc::new(tables), renamed, of_tables }
}

/// The tables of some responses, and no others beside them.
fn laid_out(questionnaire: &Questionnaire, responses: &[&Response]) -> Tables {
    let builder = Builder::new(questionnaire, responses);
    let mut tables = tables::asked(questionnaire);
    for section in &questionnaire.sections {
        builder.fill(section, &mut tables);
    }
    tables::add_classes(questionnaire, &mut tables);
    Tables { tables, origins: builder.origins(), ..Tables::default() }
}

struct Builder<'a> {
    questionnaire: &'a Questionnaire,
    responses: Vec<&'a Response>,
}

impl<'a> Builder<'a> {
    fn new(questionnaire: &'a Questionnaire, responses: &[&'a Response]) -> Self {
        let of = responses.iter().rev().map(|one| (one.stamp.participant.as_str(), *one));
        let of: BTreeMap<&str, &Response> = of.collect();
        let ids = questionnaire.participants.iter().map(|participant| participant.id.as_str());
        Builder { questionnaire, responses: ids.filter_map(|id| of.get(id).copied()).collect() }
    }

    /// Puts the rows of a section's tables in.
    fn fill(&self, section: &Section, tables: &mut BTreeMap<String, DataTable>) {
        let mut fill = |id: &str, rows: &dyn Fn() -> Vec<Row>| {
            if let Some(table) = tables.get_mut(id) {
                table.rows = rows();
            }
        };
        fill(&section.id, &|| self.singles(section));
        for table in section.tables() {
            fill(&table.id, &|| self.table(table));
        }
        for grid in section.grids() {
            fill(&grid.id, &|| self.grid(grid));
        }
    }

    /// One row a participant, one column a single question.
    fn singles(&self, section: &Section) -> Vec<Row> {
        let row = |response: &&Response| Row {
            participant: response.stamp.participant.as_str().into(),
            number: 1,
            data: Arc::new(section.questions().map(|q| self.single(response, q)).collect()),
        };
        self.responses.iter().map(row).collect()
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

    fn table(&self, table: &Table) -> Vec<Row> {
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
        rows
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
    fn grid(&self, grid: &Grid) -> Vec<Row> {
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
        rows
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

/// A row as it may be counted; the response's own where nothing in it is beyond its limits.
fn counted(response: &Response, columns: &[Question], row: &Arc<Vec<Datum>>) -> Arc<Vec<Datum>> {
    let asked = || columns.iter().zip(row.iter());
    if !asked().any(|(question, datum)| response.is_beyond(question, datum)) {
        return Arc::clone(row);
    }
    Arc::new(asked().map(|(question, datum)| response.counted(question, datum)).collect())
}
