// SPDX-License-Identifier: EUPL-1.2
//! Gives every question its cell.
//!
//! On a section's sheet column A carries the printed codes, B the labels, C the answers, D the
//! units, E the help. A table has its title row, a row of help, a row that explains its columns, a
//! row of column codes, a row of heads, then its rows; a grid has no codes and no explanation of
//! columns. Everything is counted from zero, as [`CellRef`] is.

use crate::datum::QuestionId;
use crate::diag::CellRef;
use crate::questionnaire::{Grid, Item, Participant, Question, Questionnaire, Section, Table};

/// Where everything stands in one participant's form.
#[derive(Debug, Clone, PartialEq)]
pub struct FormLayout {
    /// What the form says of itself.
    pub stamp: Stamp,
    /// One sheet a section, in order.
    pub sheets: Vec<SheetLayout>,
}

/// What stands in several places of the form, so that it is known again when it comes back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stamp {
    /// Id of the study.
    pub study: String,
    /// Version of the questionnaire.
    pub version: String,
    /// Hash of the questionnaire.
    pub hash: String,
    /// Id of the participant.
    pub participant: String,
    /// Id of the round.
    pub round: String,
}

impl Stamp {
    /// The stamp on one line, as printed on the sheets and kept in the document's properties.
    pub fn line(&self) -> String {
        [&self.study, &self.version, &self.hash, &self.participant, &self.round]
            .map(String::as_str)
            .join(" · ")
    }

    /// Reads [`Stamp::line`] back.
    pub fn parse(line: &str) -> Option<Stamp> {
        let mut parts = line.split('·').map(|part| part.trim().to_owned());
        let stamp = Stamp {
            study: parts.next()?,
            version: parts.next()?,
            hash: parts.next()?,
            participant: parts.next()?,
            round: parts.next()?,
        };
        parts.next().is_none().then_some(stamp)
    }
}

/// The sheet of one section.
#[derive(Debug, Clone, PartialEq)]
pub struct SheetLayout {
    /// Name of the sheet.
    pub name: String,
    /// Id of the section.
    pub section: String,
    /// What stands on it, from top to bottom.
    pub slots: Vec<Slot>,
    /// First row below everything.
    pub end_row: u32,
}

/// One thing on a sheet.
#[derive(Debug, Clone, PartialEq)]
pub enum Slot {
    /// A single question.
    Answer(AnswerSlot),
    /// A table.
    Table(TableSlot),
    /// A grid.
    Grid(GridSlot),
}

/// The cells of a single question: code in A, label in B, unit in D, help in E of its row.
#[derive(Debug, Clone, PartialEq)]
pub struct AnswerSlot {
    /// Full id.
    pub question: QuestionId,
    /// Where the answer goes.
    pub cell: CellRef,
}

/// The cells of a table. Column `i` of the table stands in sheet column `first_col + i`.
#[derive(Debug, Clone, PartialEq)]
pub struct TableSlot {
    /// Full id.
    pub table: QuestionId,
    /// Row of the title; the help is in the row below it.
    pub title_row: u32,
    /// Row that explains the columns, in one cell.
    pub guide_row: u32,
    /// Row of the printed column codes.
    pub code_row: u32,
    /// Row of the heads.
    pub head_row: u32,
    /// Sheet column of the first column.
    pub first_col: u16,
    /// Full ids of the columns, from left to right.
    pub columns: Vec<QuestionId>,
    /// First row of answers.
    pub first_row: u32,
    /// Rows printed with reference data; they come before the spare ones.
    pub printed: Vec<PrintedRow>,
    /// Rows in all, printed and spare.
    pub rows: u32,
}

/// Texts printed in one row of a table, a text or nothing for each column.
#[derive(Debug, Clone, PartialEq)]
pub struct PrintedRow {
    /// By column of the table.
    pub texts: Vec<Option<String>>,
}

/// The cells of a grid: row heads in column B, column heads above.
#[derive(Debug, Clone, PartialEq)]
pub struct GridSlot {
    /// Full id.
    pub grid: QuestionId,
    /// Row of the title; the help is in the row below it.
    pub title_row: u32,
    /// Row of the heads of the columns.
    pub head_row: u32,
    /// First row of answers.
    pub first_row: u32,
    /// Sheet column of the first answers.
    pub first_col: u16,
    /// Ids of the choices down.
    pub rows: Vec<String>,
    /// Ids of the choices across.
    pub columns: Vec<String>,
}

/// Column of the printed codes.
pub const CODE_COL: u16 = 0;
/// Column of the labels, and first column of tables.
pub const LABEL_COL: u16 = 1;
/// Column of the answers to single questions.
pub const ANSWER_COL: u16 = 2;
/// Column of the units of single questions.
pub const UNIT_COL: u16 = 3;
/// Column in which the help of single questions begins.
pub const HELP_COL: u16 = 4;
/// Row of a sheet's title.
pub(super) const TITLE_ROW: u32 = 0;
/// Row of a section's introduction.
pub(super) const INTRO_ROW: u32 = 1;
/// Row that says who usually knows.
pub(super) const WHO_ROW: u32 = 2;
/// Row of the heads over the single questions.
pub(super) const HEAD_ROW: u32 = 4;
/// Row in which the content of a sheet begins.
const TOP: u32 = HEAD_ROW + 1;

/// Lays out the form of a participant for a round.
pub fn lay_out(
    questionnaire: &Questionnaire,
    participant: &Participant,
    round: &str,
) -> FormLayout {
    let sheets =
        questionnaire.sections.iter().map(|s| sheet(questionnaire, participant, s)).collect();
    let stamp = Stamp {
        study: questionnaire.study.id.clone(),
        version: questionnaire.study.version.clone(),
        hash: questionnaire.hash.clone(),
        participant: participant.id.clone(),
        round: round.to_owned(),
    };
    FormLayout { stamp, sheets }
}

fn sheet(
    questionnaire: &Questionnaire,
    participant: &Participant,
    section: &Section,
) -> SheetLayout {
    let mut row = TOP;
    let mut slots = Vec::new();
    for item in &section.items {
        let slot = match item {
            Item::Question(question) => answer_slot(question, &mut row),
            Item::Table(table) => table_slot(questionnaire, participant, table, &mut row),
            Item::Grid(grid) => grid_slot(questionnaire, grid, &mut row),
        };
        slots.push(slot);
    }
    SheetLayout { name: section.sheet.clone(), section: section.id.clone(), slots, end_row: row }
}

fn answer_slot(question: &Question, row: &mut u32) -> Slot {
    let cell = CellRef::new(*row, ANSWER_COL);
    *row += 1;
    Slot::Answer(AnswerSlot { question: question.id.clone(), cell })
}

fn table_slot(
    questionnaire: &Questionnaire,
    participant: &Participant,
    table: &Table,
    row: &mut u32,
) -> Slot {
    let title_row = *row + 1;
    let printed = printed_rows(questionnaire, participant, table);
    let head_row = title_row + 4;
    let first_row = head_row + 1;
    let rows = u32::try_from(printed.len() + table.spare_rows).unwrap_or(u32::MAX);
    *row = first_row + rows + 1;
    Slot::Table(TableSlot {
        table: table.id.clone(),
        title_row,
        guide_row: title_row + 2,
        code_row: title_row + 3,
        head_row,
        first_col: LABEL_COL,
        columns: table.columns.iter().map(|column| column.id.clone()).collect(),
        first_row,
        printed,
        rows,
    })
}

/// The rows of the reference table that belong to the participant, in the order of the file.
fn printed_rows(
    questionnaire: &Questionnaire,
    participant: &Participant,
    table: &Table,
) -> Vec<PrintedRow> {
    let Some(wanted) = &table.printed else { return Vec::new() };
    let Some(reference) = questionnaire.references.get(&wanted.reference) else {
        return Vec::new();
    };
    let (Some(column), Some(key)) =
        (reference.column(&wanted.matching), participant.keys.get(&wanted.matching))
    else {
        return Vec::new();
    };
    let shown: Vec<Option<usize>> = table
        .columns
        .iter()
        .map(|column| column.printed.as_ref().and_then(|name| reference.column(name)))
        .collect();
    reference
        .rows
        .iter()
        .filter(|(_, texts)| texts[column] == *key)
        .map(|(_, texts)| PrintedRow {
            texts: shown.iter().map(|at| at.map(|at| texts[at].clone())).collect(),
        })
        .collect()
}

fn grid_slot(questionnaire: &Questionnaire, grid: &Grid, row: &mut u32) -> Slot {
    let ids = |list: &str| -> Vec<String> {
        let choices = questionnaire.choices.get(list).map(|list| list.choices.as_slice());
        choices.unwrap_or_default().iter().map(|choice| choice.id.clone()).collect()
    };
    let title_row = *row + 1;
    let rows = ids(&grid.rows);
    let first_row = title_row + 3;
    *row = first_row + u32::try_from(rows.len()).unwrap_or(u32::MAX) + 1;
    Slot::Grid(GridSlot {
        grid: grid.id.clone(),
        title_row,
        head_row: title_row + 2,
        first_row,
        first_col: ANSWER_COL,
        rows,
        columns: ids(&grid.columns),
    })
}

/// The workbook's name for the cell of a single question: `q_section_question`.
pub fn answer_name(question: &str) -> String {
    format!("q_{}", question.replace('.', "_"))
}

/// The workbook's name for the head of a table's column: `t_section_table_column`.
pub fn column_name(column: &str) -> String {
    format!("t_{}", column.replace('.', "_"))
}

/// The workbook's name for the first cell of a grid: `g_section_grid`.
pub fn grid_name(grid: &str) -> String {
    format!("g_{}", grid.replace('.', "_"))
}

impl Slot {
    /// Full id of the question, table or grid.
    pub fn id(&self) -> &QuestionId {
        match self {
            Slot::Answer(slot) => &slot.question,
            Slot::Table(slot) => &slot.table,
            Slot::Grid(slot) => &slot.grid,
        }
    }
}

impl TableSlot {
    /// The sheet's column of the column in this position.
    pub fn col(&self, position: usize) -> u16 {
        self.first_col.saturating_add(u16::try_from(position).unwrap_or(u16::MAX))
    }

    /// The last sheet column that the table takes.
    pub fn last_col(&self) -> u16 {
        self.col(self.columns.len().saturating_sub(1))
    }

    /// The last row of answers, or the row of the heads when there is none.
    pub fn last_row(&self) -> u32 {
        (self.first_row + self.rows).saturating_sub(1)
    }
}

impl GridSlot {
    /// The cell of a row and a column of the grid, by their positions.
    pub fn cell(&self, row: usize, column: usize) -> CellRef {
        let row = self.first_row + u32::try_from(row).unwrap_or(u32::MAX / 2);
        CellRef::new(row, self.first_col + u16::try_from(column).unwrap_or(u16::MAX / 2))
    }

    /// The last cell of the grid.
    pub fn last_cell(&self) -> CellRef {
        self.cell(self.rows.len().saturating_sub(1), self.columns.len().saturating_sub(1))
    }
}

impl SheetLayout {
    /// The last sheet column that something takes, help of single questions included.
    pub fn last_col(&self) -> u16 {
        let taken = self.slots.iter().map(|slot| match slot {
            Slot::Answer(_) => HELP_COL,
            Slot::Table(table) => table.last_col(),
            Slot::Grid(grid) => grid.last_cell().col,
        });
        taken.max().unwrap_or(HELP_COL)
    }
}

impl FormLayout {
    /// The sheet and cell of a single question.
    pub fn answer_cell(&self, question: &str) -> Option<(&str, CellRef)> {
        self.sheets.iter().find_map(|sheet| {
            sheet.slots.iter().find_map(|slot| match slot {
                Slot::Answer(slot) if slot.question == question => {
                    Some((sheet.name.as_str(), slot.cell))
                }
                _ => None,
            })
        })
    }
}
