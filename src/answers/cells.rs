// SPDX-License-Identifier: EUPL-1.2
//! The way back from a cell to the answer that was written in it.

use crate::datum::{Datum, Empty, State};
use crate::diag::CellAt;
use crate::tables::{Column, DataTable, Row, Tables};

/// Where the answer in a cell stands among the tables.
#[derive(Clone, Copy)]
pub struct AnswerAt<'a> {
    /// The table.
    pub table: &'a DataTable,
    /// The row.
    pub row: &'a Row,
    /// Position of the column.
    pub position: usize,
}

impl<'a> AnswerAt<'a> {
    /// The column.
    pub fn column(&self) -> Option<&'a Column> {
        self.table.columns.get(self.position)
    }

    /// The answer.
    pub fn datum(&self) -> Option<&'a Datum> {
        self.row.data.get(self.position)
    }
}

/// All answers to questions by their cells; not reference data, nor codings, which have the cells of
/// their questions.
pub struct CellIndex<'a>(Vec<(&'a CellAt, AnswerAt<'a>)>);

impl<'a> CellIndex<'a> {
    /// Goes through all tables once.
    pub fn new(answers: &'a Tables) -> Self {
        let mut cells = Vec::new();
        for table in answers.tables.values() {
            let columns = table.columns.iter().enumerate();
            let asked = columns.filter(|(_, column)| column.question.is_some());
            let asked: Vec<usize> = asked.map(|(position, _)| position).collect();
            for row in &table.rows {
                for position in asked.iter().copied() {
                    if let Some(cell) = row.data.get(position).and_then(own_cell) {
                        cells.push((cell, AnswerAt { table, row, position }));
                    }
                }
            }
        }
        cells.sort_by_key(|(cell, _)| *cell);
        cells.dedup_by_key(|(cell, _)| *cell);
        CellIndex(cells)
    }

    /// The answer in a cell; none when no question has it.
    pub fn get(&self, cell: &CellAt) -> Option<AnswerAt<'a>> {
        let at = self.0.binary_search_by_key(&cell, |(known, _)| *known).ok()?;
        self.0.get(at).map(|(_, answer)| *answer)
    }
}

/// The cell that an answer stands in: the first of its trace, but for a question that concerns
/// nobody and had no cell, whose trace has only the answer that makes it so.
fn own_cell(datum: &Datum) -> Option<&CellAt> {
    let borrowed =
        datum.state == State::Empty(Empty::NotApplicable) && datum.trace.cells.len() == 1;
    datum.trace.cells.first().filter(|_| !borrowed)
}
