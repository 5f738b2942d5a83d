//! One returned workbook as it was read: every answer with its cell.

use crate::answers::Datum;
use crate::form::Stamp;
use std::collections::BTreeMap;
use std::sync::Arc;

/// What a returned workbook says.
#[derive(Debug, Clone)]
pub struct Response {
    /// Path from the study's folder, with `/`.
    pub file: Arc<str>,
    /// Who, which round, which questionnaire, as found inside the file.
    pub stamp: Stamp,
    /// How the answers came to be.
    pub origin: super::Origin,
    /// Said beside every answer.
    pub note: Option<String>,
    /// Answers to single questions, by full id.
    pub answers: BTreeMap<String, Datum>,
    /// Rows of tables, by full id of the table.
    pub tables: BTreeMap<String, Vec<ResponseRow>>,
    /// Cells of grids, by full id of the grid, then (row id, column id).
    pub grids: BTreeMap<String, BTreeMap<(String, String), Datum>>,
}

/// One filled row of a table.
#[derive(Debug, Clone)]
pub struct ResponseRow {
    /// Row of the sheet, from 1, as people see it.
    pub sheet_row: u32,
    /// One answer a column of the table, in its order.
    pub answers: Vec<Datum>,
}
